"""How long the time of a number is said to be, and which part of a year an ordinal alone tells of."""

from __future__ import annotations

import re

from factcheck.claim.grammar import Words
from factcheck.claim.when import Dated
from factcheck.measure import periods
from factcheck.model import Period

_FOR_THE = re.compile(
    r"\b(?:for|in|over) the (?:full |whole |entire |fiscal )?(year|quarter|month)\b(?! (?:to|ended|ending|before))"
)
_FULL = re.compile(r"\b(?:full|whole)[ -]+year\b")
_BEFORE = re.compile(
    r"(?:in )?(?:the (?:prior|previous) year|a year (?:earlier|before|ago)|the year before)"
    r"(?: ?[.,;]|$| (?:and|but|while|then)\b)"
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_ALONE = re.compile(r"in the (first|second|third|fourth)(?: ?[.,;]|$| (?:and|but|while|then)\b)")
# "$1bn and $2bn in the first and second quarters": the date read is the second's
_TWO = re.compile(
    r"(?:in|for|during) the (first|second|third) and (?:second|third|fourth) (?:fiscal )?(?:quarters|halves)\b"
)
_LENGTHS = {"year": (300, 400), "quarter": (80, 105), "month": (26, 36)}  # days; a year of 53 weeks, months of five


def spoken_span(words: Words, i: int, own: Dated | None) -> str | None:
    """How long the time of a number is said to be: "$4bn FOR THE YEAR", "FULL-YEAR revenue was $4bn"; or None.

    What stands before a number tells nothing of one whose ``own`` date follows: "$1bn in the quarter, $4bn in 2024".
    """
    a, b = i, i + 1
    while a > 0 and words.tags[a - 1] not in "M;" and a > i - 8:
        a -= 1
    while b < len(words.tags) and words.tags[b] not in "M;,V" and b < i + 6:
        b += 1
    if a - 1 in words.values and "," in words.tags[a:i]:
        a += words.tags[a:i].rindex(",")  # "$4bn for the year, including $1bn"
    before, after = " ".join(words.low[a:i]), " ".join(words.low[i + 1 : b])
    if hit := _FOR_THE.search(after):
        return hit[1]
    if own is not None and own.at > i:
        return None
    if hit := _FOR_THE.search(before):
        return hit[1]
    return "year" if _FULL.search(before) else None


def stepped(words: Words, i: int) -> bool:
    """“and $4bn in the prior year", "and $4bn the year before": a number of the period before the one told."""
    return _BEFORE.match(_next_words(words, i)) is not None


def _next_words(words: Words, i: int) -> str:
    return " ".join(words.low[k] or words.raw[k].lower() for k in range(i + 1, min(i + 8, len(words.low))))


def sibling(words: Words, i: int, period: Period) -> Period | None:
    """“$1.0bn in the third quarter and $1.2bn in the fourth”: the part of the year an ordinal alone tells of.

    The period as it is where no such ordinal follows, None where its year or the kind of part is not known.
    """
    after = _next_words(words, i)
    if _TWO.match(after):
        return period if _joined(words, i, -1) else None  # one number for two quarters is of neither
    if told := _ALONE.match(after):
        return _part(period, told[1])
    following = _joined(words, i, 1)
    told = _TWO.match(_next_words(words, following)) if following else None
    return _part(period, told[1]) if told else period


def _part(period: Period, ordinal: str) -> Period | None:
    part = re.fullmatch(r"(.*\d{4}-[QH])[1-4]", period.label)
    return periods.parse_label(f"{part[1]}{_ORDINALS[ordinal]}") if part else None


def _joined(words: Words, i: int, step: int) -> int | None:
    """The number that "and" joins to the one at word ``i``: the next one, or with -1 the one before."""
    near = next((k for k in words.values[::step] if (k - i) * step > 0), None)
    return near if near is not None and abs(near - i) == 2 and words.low[(near + i) // 2] == "and" else None


def widened(period: Period, span: str) -> tuple[Period | None, bool]:
    """The period of the length said: the one told, or the year it is part of; and whether it is the one told."""
    part = re.fullmatch(r"(FY)?(\d{4})-(?:Q[1-4]|H[12]|\d\d)", period.label)
    if span == "year" and part is not None:
        return periods.parse_label(f"{part[1] or ''}{part[2]}") or period, False
    if period.start is None or period.end is None:
        return (None, False) if re.fullmatch(r"FY\d{4}", period.label) and span != "year" else (period, True)
    least, most = _LENGTHS[span]
    return (period, True) if least <= (period.end - period.start).days <= most else (None, False)
