"""The commonest amounts read in one go: "9.4 mln dlrs", "$1.2 billion", "7-1/2 pct", "six months", a bare year.

They read just as the grammars would read them, at a tenth of the cost; whatever is not plain is left to the grammars.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from factcheck.find.calendar import plain_year
from factcheck.find.draft import Draft
from factcheck.find.quantity import PERCENT
from factcheck.measure import dates, money, numbers

_NUMBER = (
    r"(?P<sign>[$\xa3\x80]?)(?P<int>\d{1,3}(?:,\d{3})+|\d{1,15})(?P<frac>(?:\.\d{1,9})?)"
    r"(?:[ \n](?P<scale>mln|million|billion|bln|trillion|thousand)\b|(?P<b>bn)\b)?"
)
_AMOUNT = re.compile(_NUMBER)
_FAST = re.compile(
    r"(?:(?:of|for|from|to|a|an|the|at|(?P<in>in)|with|and|than|or|over|about)[ \n])?"
    rf"(?:{_NUMBER}(?P<rest>(?:[ \n-]?[%A-Za-z][A-Za-z ]*)?)|"
    r"(?P<whole>\d{1,4})-(?P<over>\d{1,2})/(?P<under>2|4|8|16|32)(?P<unit>[ \n][A-Za-z]+)|"
    r"(?P<word>[A-Za-z]{3,8})(?:[ ](?P<power>mln|million|billion|bln))?(?P<of>[ \n-][A-Za-z]+))"
)
# What may follow an amount that is complete: no unit begins so, and no range goes on.
_NEXT = re.compile(
    r",? or | (?:in|of|for|from|at|on|with|the) | to [$\xa3\x80]| to [\d,.]*\d(?: (?:mln|million|billion|bln))?"
    r"(?: dlrs| dollars|$)|$"
)
_UNIT = re.compile(r"[ \n]?(%|[A-Za-z]+)")


class _Unit(NamedTuple):
    """What a word after a number makes of it."""

    kind: str
    code: str
    factor: Decimal = Decimal(1)


def _plain(word: str) -> bool:
    return word.replace(" ", "").isalpha()


_CLOSED = {
    **{w: _Unit("percent", u) for w, u in PERCENT.items() if w == "%" or (_plain(w) and not w.startswith("of "))},
    **{w: _Unit("money", *entry) for w, entry in money.NAMES.items() if len(w) > 1 and _plain(w)},
}
_SPANS = {w: _Unit("duration", unit) for w, unit in dates.UNITS.items() if w not in ("second", "quarter", "quarters")}
_UNITS = {**_SPANS, **_CLOSED}
_WORDS = {w: Decimal(value) for w, (value, role) in numbers.WORDS.items() if role in ("unit", "teen") and value > 0}
_SIGNS = {s: money.SIGNS[s][0] for s in ("$", "\xa3", "\x80")}


def whole(text: str) -> Draft | None:
    """The commonest stretches read in one go: "9.4 mln dlrs", "of 1,250", "7-1/2 pct", "eight mln dlrs"."""
    m = _FAST.fullmatch(text)
    if not m:
        return None
    if m["int"]:
        rest = m["rest"]
        if not rest:
            return _simple(m, m.end(), None)
        unit = _UNITS.get((rest[1:] if rest[0] in " \n-" else rest).lower())
        if not unit or (unit.kind == "duration" and (m["in"] or len(m["int"]) == 4)):
            return None  # "in 2 weeks" may be a day, "the 1986 month" tells of a year
        return _simple(m, m.end(), unit)
    if m["whole"]:
        part, under = Decimal(m["over"]), Decimal(m["under"])
        unit = _CLOSED.get(m["unit"][1:].lower())
        return _made(m.start("whole"), m.end(), Decimal(m["whole"]) + part / under, 3, unit) if unit else None
    value, unit = _WORDS.get(m["word"].lower()), _UNITS.get(m["of"][1:].lower())
    if value is None or not unit or (m["in"] and unit.kind == "duration"):
        return None
    power = numbers.SCALES[m["power"]][0] if m["power"] else 0
    return _made(m.start("word"), m.end(), value * 10**power, -power, unit)


def _made(start: int, end: int, value: Decimal, decimals: int, unit: _Unit) -> Draft:
    """An amount of a unit."""
    if unit.factor != 1:
        value, decimals = value * unit.factor, decimals - unit.factor.adjusted()
    return Draft(start, end, unit.kind, value, None, unit.code, decimals=decimals)


def _simple(m: re.Match[str], end: int, unit: _Unit | None) -> Draft | None:
    """The amount of a match of ``_NUMBER`` with nothing around it that could change it."""
    sign, digits, scale, fraction = m["sign"], m["int"], m["scale"] or m["b"], m["frac"]
    start = m.start("sign")
    value = Decimal(digits.replace(",", "") + fraction)
    decimals = len(fraction) - 1 if fraction else 0
    if scale:
        power = numbers.SCALES[scale][0]
        value, decimals = value * 10**power, decimals - power
    if unit:
        return None if sign else _made(start, end, value, decimals, unit)
    if sign:
        if digits == "000":
            return None
        return Draft(start, end, "money", value, None, _SIGNS[sign], decimals=decimals)
    if end - start == 4 and not scale and not fraction and 1500 <= value < 2200:
        return None
    if len(digits) == 8 and digits[:2] in ("19", "20"):
        return None
    return Draft(start, end, "number", value, decimals=decimals, open=True)


STARTS = frozenset("0123456789$\xa3\x80")


def part(text: str, pos: int) -> Draft | None:
    """An amount or a year inside a stretch, where what comes after it says that it is complete."""
    m = _AMOUNT.match(text, pos)
    if not m or (pos and text[pos - 1].isalpha()) or len(m["int"]) == 8:
        return None  # eight digits may be a day: "19870321"
    end = m.end()
    said = _UNIT.match(text, end)
    unit = _CLOSED.get(said[1].lower()) if said else None
    if unit and said:
        end = said.end()
    following = _NEXT.match(text, end)
    if not following:
        return None
    after = following[0]
    if after[:4] == " to ":  # "5 pct to 300 mln dlrs" is no range, "5 to 6 pct" is one
        if not unit or (after[4] not in _SIGNS and unit.kind != "percent"):
            return None
    elif not (unit or m["sign"] or m["scale"] or m["b"]):
        if after in (" in ", " of ", " the "):  # "one in 5", "the 25 of March"
            return None
        if end - pos == 4 and not m["frac"]:
            year = plain_year(text, pos)
            return year._replace(open=True, value=Decimal(m["int"])) if year else None
    return _simple(m, end, unit)
