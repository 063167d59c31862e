"""Words the outputs share: the five verdicts, the reasons, the kinds. Plain newsroom English, one place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from factcheck.vocabulary import rows


@dataclass(frozen=True, slots=True)
class Look:
    """How a verdict looks everywhere: short class, word, glyph, ASCII glyph, severity (SARIF level), ANSI colour."""

    css: str
    word: str
    glyph: str
    ascii: str
    level: str
    ansi: str
    tally: str


LOOKS = {
    "contradicted": Look("con", "Contradicted", "✕", "x", "error", "31", "contradicted"),
    "needs-context": Look("ctx", "Needs context", "◐", "~", "warning", "33", "need context"),
    "no-reference": Look("nor", "No reference", "?", "?", "note", "34", "no reference"),
    "supported": Look("sup", "Supported", "✓", "+", "none", "32", "supported"),
    "not-checkable": Look("unc", "Not checkable", "–", "-", "none", "90", "not checkable"),
}

REASONS = {row["code"]: row["short"] for row in rows("reasons")}

KINDS = {
    "level": "amount",
    "change": "change",
    "difference": "difference",
    "ratio": "ratio",
    "compare": "comparison",
    "rank": "rank",
    "horizon": "end of a term",
    "date": "date",
    "internal": "arithmetic in the text",
}

MENTION_KINDS = {
    "money": "money",
    "percent": "percentage",
    "number": "number",
    "quantity": "amount",
    "ratio": "ratio",
    "date": "date",
    "daterange": "date",
    "duration": "duration",
}

IGNORED = {  # code: (why, for one number; where, for several)
    "product-name": ("part of a product name", "in product names"),
    "ordinal-idiom": ("an idiom", "in idioms"),
    "ordinal": ("an ordinal", "in ordinals"),
    "age": ("somebody's age", "people's ages"),
    "list-number": ("the number of a list item", "list numbers"),
    "date-line": ("part of the date line", "in the date line"),
    "figure-of-speech": ("a figure of speech", "figures of speech"),
    "one-of": ("in “one of”", "in “one of”"),
    "pronoun": ("a pronoun", "pronouns"),
    "label": ("a label in a table or a name", "labels"),
    "reference": ("a place in a document", "places in documents"),
    "code": ("a code", "codes"),
    "phone-number": ("a telephone number", "telephone numbers"),
    "time-of-day": ("a time of day", "times of day"),
    "period-length": ("the length of a period", "lengths of periods"),
    "vague": ("too vague to check", "too vague to check"),
    "context": ("context of another statement", "as context of others"),
}


def ignored(code: str) -> str:
    """Why a number is in no claim, as half a sentence."""
    return IGNORED[code][0] if code in IGNORED else code.replace("-", " ")


def ignored_count(code: str, count: int) -> str:
    """Numbers in no claim: ``3 in product names``, ``1 figure of speech``."""
    one, many = IGNORED.get(code, (code.replace("-", " "),) * 2)
    words = re.sub("^(a|an|the) ", "", one) if count == 1 else many
    return f"{count:,} {words}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """``1 claim``, ``3 claims``, ``1,204 claims``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listed(words: list[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1] if words else ""


def in_a_line(summary: Mapping[str, int]) -> str:
    """``8 claims, 6 judged: 1 contradicted, 5 supported, 2 no reference``."""
    return f"{plural(summary['claims'], 'claim')}, {summary['judged']:,} judged: {found(summary)}"


def found(summary: Mapping[str, int]) -> str:
    """What a run found, in words; claims that were all left out of the findings are not "nothing to judge"."""
    return ", ".join(tally(summary)) or ("nothing shown" if summary["claims"] else "nothing to judge")


def tally(summary: Mapping[str, int]) -> list[str]:
    """What was found, worst first, zeros left out: ``["1 contradicted", "3 need context"]``."""
    said = []
    for verdict, look in LOOKS.items():
        count = summary.get(verdict, 0)
        if count:
            word = "needs context" if verdict == "needs-context" and count == 1 else look.tally
            said.append(f"{count:,} {word}")
    return said
