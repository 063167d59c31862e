"""Article -> Claims without a number of their own: ranks, comparisons and directions of national statistics.

"Chile has the highest life expectancy in South America", "inflation is lower than in Norway", "output has fallen since
2005" can be checked against tables, though no digit is printed. The words that compare become the main mention (kind
``ratio``; unit ``rank``, ``comparison``, ``overtake``, ``direction`` or ``none``; value 1). Only sentences that name a
country or group and a measurable topic are read: "our largest partner" is praise, not statistics.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Any

import re2  # type: ignore[import-untyped]

from factcheck.model import Article, Claim, Mention
from factcheck.vocabulary import rows

LONGEST = 700
CAPITALISED = re.compile(r"\b[A-Z][\w.&’'-]*")
SUPERLATIVE = (
    r"\b(?:(?:the|its|their|our|one of the|’s|'s)\s+)(?:(?P<nth>second|third|fourth|fifth|2nd|3rd|4th|5th)[\s-]+)?"
    r"(?P<word>highest|lowest|largest|biggest|smallest|greatest|fewest|most|least|top)\b"
)
ANY_OTHER = (
    r"\b(?P<word>more|higher|greater|larger|less|lower|fewer)\b[^.;]{0,60}?\bthan\s+(?:in\s+|that\s+of\s+)?"
    r"(?:any|all|every)\s+other\b"
)
ONLY = r"\bthe\s+only\s+(?:[\w-]+\s+){0,2}(?:country|nation|state|economy|member|one)\b"
COMPARE = (
    r"\b(?P<word>more|higher|greater|larger|bigger|less|lower|fewer|smaller)\b[^.;,\d]{0,60}?\bthan\b(?!\s+(?:any|all|every)\s+other)"
    r"(?!\s+(?:\d|an?\b|one\b|two\b|half\b|three\b|doubl|tripl|quadrupl|halv))"
    r"|\b(?P<word2>below|above|behind|ahead\s+of)\s+(?:that|those)\s+of\b"
)
OVERTAKE = (
    r"\b(?:overtak(?:en|es|ing)|overtook|surpass(?:ed|es|ing)|outstrip(?:ped|s|ping)|outpac(?:ed|es|ing))\b"
    r"(?!\s+(?:\d|[$€£]))"
)
NONE = (
    r"\b(?:(?:has|have|had|does|do|did)\s+not|(?:hasn|haven|hadn|doesn|don|didn)['’]t|no\s+longer|never)\s+"
    r"(?:us(?:e|ed|es)|produc(?:e|ed|es)|generat(?:e|ed|es)|record(?:ed)?)\s+(?:any\s+)?(?=[a-z])"
)
DIRECTION = (
    r"\b(?:(?:(?:has|have|had|is|are|was|were)\s+(?:been\s+)?(?:\w+ly\s+)?(?P<word>increasing|rising|growing|climbing|soaring|surging"
    r"|decreasing|falling|declining|dropping|shrinking|increased|risen|grown|climbed|soared|surged|decreased|fallen|declined"
    r"|dropped|shrunk|plunged|plummeted))|(?P<word2>rose|grew|fell|shrank|increased|declined|decreased|dropped|plunged|plummeted)"
    r"(?=\s+(?:since|in|between|from|over|during|by|after|every|each|steadily|sharply|slightly)\b|[.,;]|$))\b"
    r"(?!\s+(?:short|behind|into|victim|below|above|beneath|under|over\s+\d|share|number|of\b))"
)
RATIO = (
    r"\b(?P<one>1|one)\s?:\s?\d{1,3}(?:,\d{3}|\d)*(?:\s?[-–]\s?\d[\d,]*\d)?"
    r"|\b(?P<per>(?:one|1)\s+[a-z]+(?:\s+[a-z]+)?\s+(?:for\s+(?:every|each)|per|to\s+every)\s+\d{1,3}(?:,\d{3}|\d)*)"
    r"|\b(?P<frac>(?:a|one)\s+(?:half|third|quarter|fifth|tenth)|half|two[\s-]thirds|three[\s-]quarters)\s+of\b(?!\s+(?:the\s+)?(?:year|(?:19|20)\d\d))"
    r"|\b(?P<part>(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine)\s+(?:in|out\s+of)\s+every\s+(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten))\b"
)
# "Danes live 81 years on average": years of life, which elsewhere are spans of time and no claims.
LIFE = re.compile(r"\blife\s+expectanc(?:y|ies)\b|\bexpects?\s+to\s+live\b|\blifespans?\b", re.IGNORECASE)
LIFE_YEARS = re.compile(
    r"(?<![\d.,$€£-])\b\d{2}(?:\.\d)?\b(?=\s+years?\b(?!\s+(?:old|ago|later|earlier|longer|more|less|shorter|of\s+age)))"
    r"|(?<=by )\d(?:\.\d)?(?=\s+years?\b)"
    r"|(?<=live to )\d{2}(?:\.\d)?\b(?![.,]?\d|\s*%)"
)
PATTERNS = tuple(
    (unit, re.compile(pattern, re.IGNORECASE))
    for unit, pattern in (
        ("share", RATIO),
        ("rank", ANY_OTHER),
        ("rank", ONLY),
        ("rank", SUPERLATIVE),
        ("comparison", COMPARE),
        ("overtake", OVERTAKE),
        ("none", NONE),
        ("direction", DIRECTION),
    )
)
KINDS: dict[str | None, str] = {"year": "level", "rank": "rank", "direction": "change", None: "ratio"}
FRACTIONS = {"half": ("1", "2"), "third": ("1", "3"), "quarter": ("1", "4"), "fifth": ("1", "5"), "tenth": ("1", "10")}
BOUND = re.compile(
    r"\b(?:(?P<gt>more\s+than|over|exceed\w*|above)|(?P<lt>less\s+than|under|below|fewer\s+than)|(?P<ge>at\s+least)"
    r"|(?P<le>at\s+most|up\s+to)|(?P<approx>about|around|nearly|almost|approximately|roughly|some))\s+$",
    re.IGNORECASE,
)
NUMBER_WORDS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten".split())}


TIME_BEFORE = re.compile(
    r"\b(?:in|over|for|past|last|next|within|every|first|after)\s+(?:the\s+)?(?:past\s+|last\s+|next\s+)?$",
    re.IGNORECASE,
)


def worded(article: Article, starts: Sequence[int], claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Claims of sentences about countries that carry their statement in words; mains are named ``w1`` and so on.

    ``starts`` are the offsets at which sentences begin, ``claims`` those found round numbers.
    """
    text = article.text
    out: list[Claim] = []
    for i, start in enumerate(starts):
        end = starts[i + 1] if i + 1 < len(starts) else len(text)
        piece = text[start:end]
        if len(piece) > LONGEST or not _topic(piece) or not _about_countries(piece):
            continue
        taken = [(c.main.start - start, c.main.end - start) for c in claims if start <= c.main.start < end]
        for main in _mains(piece, start, taken, len(out)):
            out.append(_claim(main, KINDS.get(main.unit, "compare"), start, start + len(piece.rstrip())))
    return tuple(out)


def _mains(piece: str, start: int, taken: list[tuple[int, int]], count: int) -> list[Mention]:
    used: list[tuple[int, int]] = []
    out: list[Mention] = _lifetimes(piece, start, taken, count)
    for unit, pattern in PATTERNS:
        for m in pattern.finditer(piece):
            a, b = m.span()
            if any(a < y and x < b for x, y in used):
                continue
            if unit == "direction" and any(abs(x - b) < 60 or x < a < y for x, y in taken):
                continue  # "rose 5%" has a number of its own
            if unit == "share" and any(a < y and x < b for x, y in taken):
                overlapping = [(x, y) for x, y in taken if a < y and x < b]
                if len(overlapping) == 1 and overlapping[0] == (a, b):
                    continue
                if m["one"] is None and m["part"] is None and m["per"] is None:
                    continue
            used.append((a, b))
            out.append(_mention(f"w{count + len(out) + 1}", unit, m, piece, start))
    return out


def _lifetimes(piece: str, start: int, taken: list[tuple[int, int]], count: int) -> list[Mention]:
    if not LIFE.search(piece):
        return []
    out: list[Mention] = []
    for m in LIFE_YEARS.finditer(piece):
        a, b = m.span()
        if any(x <= a < y for x, y in taken) or TIME_BEFORE.search(piece[max(0, a - 24) : a]):
            continue
        value = Decimal(m.group())
        near = BOUND.search(piece[max(0, a - 24) : a])
        modifier = next((k for k, v in near.groupdict().items() if v), None) if near else None
        exponent = value.as_tuple().exponent
        decimals = -exponent if isinstance(exponent, int) else 0
        name = f"w{count + len(out) + 1}"
        out.append(
            Mention(
                name,
                start + a,
                start + b,
                m.group(),
                "quantity",
                value,
                unit="year",
                decimals=decimals,
                modifier=modifier,
            )
        )
    return out


def _mention(name: str, unit: str, m: re.Match[str], piece: str, start: int) -> Mention:
    a, b = m.span()
    surface = piece[a:b]
    value, modifier = Decimal(1), None
    if unit == "share":
        stop = m.end("frac") if m["frac"] else b
        surface, b = piece[a:stop], stop
        value = _share(surface)
        near = BOUND.search(piece[max(0, a - 24) : a])
        modifier = next((k for k, v in near.groupdict().items() if v), None) if near else None
    return Mention(
        name, start + a, start + b, surface, "ratio", value, unit=None if unit == "share" else unit, modifier=modifier
    )


def _share(surface: str) -> Decimal:
    text = surface.lower()
    if re.search(r"\b(?:for|per|to)\s+(?:every\s+|each\s+)?\d[\d,]*$", text):  # "one doctor for every 10,000"
        return Decimal(1) / Decimal(re.sub(r"\D", "", text.split()[-1]))
    if ":" in text:
        first = re.sub(r"[^\d-]", "", text.split(":")[1].replace("–", "-")).split("-")[0]
        return Decimal(1) / Decimal(first or 1)
    if "every" in text:
        a, b = (Decimal(NUMBER_WORDS.get(w, 0) or w) for w in (text.split()[0], text.split()[-1]))
        return a / b
    if text.startswith("two"):
        return Decimal(2) / 3
    if text.startswith("three"):
        return Decimal("0.75")
    over, under = FRACTIONS[text.split()[-1]]
    return Decimal(over) / Decimal(under)


def _claim(main: Mention, kind: str, start: int, end: int) -> Claim:
    lead = main.surface.lower()
    up = next((r["direction"] for r in rows("comparison_words") if _has(lead, r["words"])), None)
    return Claim(
        id="",
        main=main,
        claim_kind=kind,
        text_start=start,
        text_end=end,
        sentence_start=start,
        sentence_end=end,
        direction=up,
    )


def _has(lead: str, words: str) -> bool:
    return any(re.search(rf"\b{re.escape(w)}\b", lead) for w in words.split("|"))


@cache
def _names() -> frozenset[str]:
    """First words of country names, demonyms and groups, as they are printed."""
    out = set()
    for row in rows("demonyms"):
        out |= {n.split()[0] for n in f"{row['names']}|{row['demonyms']}".split("|") if n}
    for row in rows("country_groups"):
        out |= {a.split()[0] for a in f"{row['group']}|{row['aliases']}".split("|") if a[:1].isupper()}
    return frozenset(out) - {"The", "New", "South", "North", "East", "West", "Central", "Saint", "Western"}


def _about_countries(piece: str) -> bool:
    known = _names()
    for m in CAPITALISED.finditer(piece):
        word = m.group().rstrip(".").removesuffix("’s").removesuffix("'s").rstrip("’'")
        if word in known or word + "." in known or word.title() in ("Worldwide", "Globally", "Global"):
            return True
    return any(f"{way} {rest}" in piece for way, rest in _COMPOUND) or " the world" in piece


_COMPOUND = tuple(
    (way, rest)
    for way, rests in {
        "South": "Africa Sudan Korea America Asia African Korean",
        "North": "Korea America Africa Macedonia Korean",
        "New": "Zealand",
        "Saint": "Lucia",
        "Western": "Sahara Europe",
        "East": "Africa Timor",
        "West": "Africa",
        "Central": "African",
    }.items()
    for rest in rests.split()
)


@cache
def _topics() -> tuple[Any, re.Pattern[str]]:
    """The topic words as one automaton that knows ASCII word ends, and as a slower pattern that knows all."""
    generic = {"share", "given", "spending", "women", "men", "children", "fall", "growth", "access", "without", "case"}
    words = {w for row in rows("table_words") if row["concept"] not in generic for w in row["words"].split("|")}
    listed = [re.escape(w) for w in sorted(words, key=len, reverse=True)]
    ascii_only, others = ("|".join(w for w in listed if w.isascii() is flag) for flag in (True, False))
    return re2.compile(rf"(?i)\b(?:{ascii_only})\b|{others}"), re.compile(rf"\b(?:{'|'.join(listed)})\b", re.IGNORECASE)


def _topic(piece: str) -> bool:
    quick, exact = _topics()
    return bool(quick.search(piece)) and (piece.isascii() or bool(exact.search(piece)))
