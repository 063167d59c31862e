"""Amounts told in words of proportion or size: "two-thirds of", "one in five", "doubled", "tens of thousands"."""

from __future__ import annotations

import re
from decimal import Decimal

from factcheck.find.draft import Draft
from factcheck.find.quantity import DURATION
from factcheck.measure import dates, money, numbers
from factcheck.vocabulary import rows

_VAGUE = re.compile(
    r"(?P<a>tens|hundreds|thousands|millions|billions|trillions|dozens|scores)(?:[ \n]+of[ \n]+(?P<b>thousands|"
    r"millions|billions|trillions))?(?:[ \n]+(?P<of>of)[ \n]+)?",
    re.I,
)
_VAGUES = {
    "tens": 10,
    "dozens": 12,
    "scores": 20,
    "hundreds": 100,
    "thousands": 10**3,
    "millions": 10**6,
    "billions": 10**9,
    "trillions": 10**12,
}


def vague(text: str, start: int) -> Draft | None:
    """Reads "tens of thousands of dollars", "hundreds of miles": a size, not a number."""
    m = _VAGUE.match(text, start)
    if not m:
        return None
    value = Decimal(_VAGUES[m["a"].lower()] * _VAGUES.get((m["b"] or "").lower(), 1))
    end = m.end("b") if m["b"] else m.end("a")
    draft = Draft(
        start,
        end,
        "number",
        value,
        value * 10 if value > 12 or m["b"] else None,
        modifier="ge",
        decimals=-value.adjusted(),
        ignored="vague",
        open=True,
    )
    if m["of"] and (c := money.after(text, m.end() - 1)):
        return draft._replace(kind="money", unit=c.code, end=c.end, open=False)
    if m["of"] and (d := DURATION.match(text, m.end() - 1)):
        return draft._replace(kind="duration", unit=dates.UNITS[(d[1] or d[2]).lower()], end=d.end(), open=False)
    return draft


_HALF = re.compile(
    r"(?:(?P<n>one|two|three|four|five|six|seven|eight|nine|a|an|\d)[ \n-]+)?(?P<part>half|halves|"
    r"thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)(?P<of>[ \n]+(?:of|"
    r"as|the|its|their|a|an|that)\b)?",
    re.I,
)
_IN = re.compile(
    r"(?P<a>one|two|three|four|five|six|seven|eight|nine|\d{1,3})[ \n-](?:in|out of)[ \n-](?:every[ "
    r"\n])?(?P<b>two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty|100|\d{1,3})(?![\d%]|[.,]\d|"
    r"[ \n](?:years?|months?|days?|weeks?|million|percent))",
    re.I,
)
_POINT = re.compile(r"[ \n-](?:of[ \n])?(?:an?[ \n])?(?:percentage[ \n-])?points?\b", re.I)
_OF_PERCENT = re.compile(
    r"[ \n-](?:of[ \n])?(?:(?:an?|one)[ \n]|1[ \n]?)(?:percentage[ \n-]points?|percent|per[ ]cent|pct|%)(?!\w)", re.I
)
_OF_A = re.compile(r"[ \n](?:of[ \n])?an?[ \n]", re.I)  # "rose half a cent"
_FRACTIONAL = re.compile(
    r"hal[fv]|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|[ \n-](?:in|out)[ \n-]", re.I
)
_CUT = re.compile(
    r"(?:(?:cut|cuts|cutting|slash|slashes|slashed|reduce|reduces|reduced|chop|chopped|split)[ "
    r"\n]+(?:(?:it|them|this|that)[ \n]+)?)(?:in|by)[ \n]+half\b",
    re.I,
)


_TIME_UNIT = "hour|day|week|month|quarter|year|decade|century"
_HALF_TIME = re.compile(rf"half[ \n-]an?[ \n-](?P<u>{_TIME_UNIT})\b(?! ago)", re.I)
_AND_A_PART = re.compile(rf"an?[ \n-](?P<u>{_TIME_UNIT})[ \n-]and[ \n-]a[ \n-](?P<p>half|quarter)\b(?! ago)", re.I)
_FOR_EACH = re.compile(
    r"(?P<a>[a-z]+|\d{1,3})-for-(?P<b>one|two|three|four|five|ten|twenty|\d{1,3})(?![\d%]|[.,]\d)\b", re.I
)

_TO_ONE = re.compile(r"(?P<a>\d{1,3}(?:\.\d{1,2})?)-to-(?:1|one)(?![\w%]|[.,]\d|-\w)", re.I)  # "a 1.5-to-1 ratio"


def _length(text: str, start: int) -> Draft | None:
    """Reads "half a year", "an hour and a half"."""
    if m := _HALF_TIME.match(text, start):
        value = Decimal("0.5")
    elif m := _AND_A_PART.match(text, start):
        value = Decimal("1.5") if m["p"].lower() == "half" else Decimal("1.25")
    else:
        return None
    return Draft(start, m.end(), "duration", value, unit=dates.UNITS[m["u"].lower()], decimals=1)


def fraction(text: str, start: int) -> Draft | None:
    """Reads "half", "two-thirds of", "a third of", "one in five", "cut it in half"; "half a year" is a length."""
    if text[start] in "aAhH" and (found := _length(text, start)):
        return found
    if m := _TO_ONE.match(text, start):
        return Draft(start, m.end(), "ratio", Decimal(m["a"]), decimals=len(m["a"].partition(".")[2]))
    if m := _FOR_EACH.match(text, start):  # "a 2-for-1 split"
        a, b = numbers.amount(text, m.start("a")), numbers.amount(text, m.start("b"))
        if a and b and a.end == m.end("a") and b.end == m.end("b") and a.value > 0 and b.value > 0:
            return Draft(start, m.end(), "ratio", a.value / b.value)
    if text[start] in "cCsSrR" and (m := _CUT.match(text, start)):
        return Draft(start, m.end(), "ratio", Decimal("0.5"), decimals=1)
    if not _FRACTIONAL.search(text, start, start + 24):
        return None
    if m := _IN.match(text, start):
        a, b = numbers.amount(text, m.start("a")), numbers.amount(text, m.start("b"))
        if a and b and 0 < a.value < b.value:
            return Draft(start, m.end(), "ratio", a.value / b.value)
    m = _HALF.match(text, start)
    if not m or re.match(
        r"\w|-(?!point|percentage|per)[a-z]|[ -](?:quarter|half|party|parties|world|hand)\b",
        text[m.end("part") : m.end("part") + 9],
    ):
        return None
    part = m["part"].lower()
    over = numbers.PARTS[part]
    many = (m["n"] or "").lower()
    count = numbers.WORDS[many][0] if many in numbers.WORDS else int(many) if many.isdigit() else 1
    if part.startswith("hal"):
        if part == "halves":
            return None
    elif part.endswith("s"):
        if count < 2 or count >= over:
            return None
        if part == "quarters" and count != 3:
            return None
    elif not many or count > 1 or (part == "quarter" and many == "one" and not m["of"] and not _point(text, m)):
        return None
    end = m.end("part")
    if (of := _OF_A.match(text, end)) and (coin := money.after(text, of.end() - 1)) and coin.factor < 1:
        return Draft(start, coin.end, "money", Decimal(count) / over * coin.factor, unit=coin.code, decimals=3)
    if of := _OF_PERCENT.match(text, end):
        unit = "percentage_point" if "point" in of[0].lower() else "percent"
        return Draft(start, of.end(), "percent", Decimal(count) / over, unit=unit, decimals=2)
    if point := _POINT.match(text, end):
        return Draft(start, point.end(), "percent", Decimal(count) / over, unit="percentage_point", decimals=2)
    return Draft(start, end, "ratio", Decimal(count) / over)


def _point(text: str, m: re.Match[str]) -> bool:
    """Whether "a quarter" is one of a percentage point."""
    return bool(_POINT.match(text, m.end("part")))


CHANGES = {r["word"]: Decimal(r["value"]) for r in rows("change_words")}


def change(text: str, start: int, word: str) -> Draft | None:
    """Reads "doubled", "threefold", "halved"."""
    value = CHANGES.get(word)
    return Draft(start, start + len(word), "ratio", value) if value is not None else None
