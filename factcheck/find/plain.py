"""The commonest amounts read in one go: "9.4 mln dlrs", "$1.2 billion", "3.5 pct", "1,250", a bare year.

They read just as the grammars would read them, at a tenth of the cost; whatever is not plain is left to the grammars.
"""

from __future__ import annotations

import re
from decimal import Decimal

from factcheck.find.calendar import plain_year
from factcheck.find.draft import Draft
from factcheck.measure import money, numbers

_ATOM = (
    r"(?P<sign>[$\xa3\x80]?)(?P<int>\d{1,3}(?:,\d{3})+|\d{1,15})(?P<frac>(?:\.\d{1,9})?)"
    r"(?:[ \n](?P<scale>mln|million|billion|bln|trillion|thousand)|(?P<b>bn))?"
    r"(?:[ \n]?(?P<unit>%|pct|percent|dlrs?|dollars|cts|cents|pounds|stg|yen|euros|francs))?"
)
_FAST = re.compile(r"(?:(?:of|for|from|to|a|an|the|at|in|with|and|than|or|over|about)[ \n])?" + _ATOM)
# What may follow an amount that is complete: no unit begins so, and no range goes on.
_DONE = re.compile(
    _ATOM + r"(?=(?P<next>,? or | (?:in|of|for|from|at|on|with|the) | to [$\xa3\x80]|"
    r" to [\d,.]*\d(?: (?:mln|million|billion|bln))?(?: dlrs| dollars|$)|$))"
)
_FAST_UNITS: dict[str, tuple[str, str, Decimal]] = {
    **{w: ("percent", "percent", Decimal(1)) for w in ("%", "pct", "percent")},
    **{w: ("money", *money.NAMES[w]) for w in "dlr dlrs dollars cts cents pounds stg yen euros francs".split()},
}
_FAST_SIGNS = {s: money.SIGNS[s][0] for s in ("$", "\xa3", "\x80")}


def whole(text: str) -> Draft | None:
    """The commonest stretches read in one go: "9.4 mln dlrs", "$1.2 billion", "3.5 pct", "of 1,250"."""
    m = _FAST.fullmatch(text)
    return _simple(m) if m else None


def _simple(m: re.Match[str]) -> Draft | None:
    """The amount of a match of ``_ATOM`` with nothing around it that could change it."""
    sign, digits, scale, unit = m["sign"], m["int"], m["scale"] or m["b"], m["unit"]
    start, end = m.start("sign"), m.end()
    if sign and unit:
        return None
    number = digits.replace(",", "") + m["frac"]
    decimals = len(m["frac"]) - 1 if m["frac"] else 0
    value = Decimal(number)
    if scale:
        power = numbers.SCALES[scale][0]
        value, decimals = value * 10**power, decimals - power
    if unit:
        kind, code, factor = _FAST_UNITS[unit]
        if factor != 1:
            value, decimals = value * factor, decimals + 2
        return Draft(start, end, kind, value, None, code, decimals=decimals)
    if sign:
        return Draft(start, end, "money", value, None, _FAST_SIGNS[sign], decimals=decimals)
    if end - start == 4 and not scale and not m["frac"] and 1500 <= value < 2200:
        return None
    if len(digits) == 8 and digits[:2] in ("19", "20"):
        return None
    return Draft(start, end, "number", value, decimals=decimals, open=True)


STARTS = frozenset("0123456789$\xa3\x80")


def part(text: str, pos: int) -> Draft | None:
    """An amount or a year inside a stretch, where what comes after it says that it is complete."""
    m = _DONE.match(text, pos)
    if not m or (pos and text[pos - 1].isalpha()) or len(m["int"]) == 8:
        return None  # eight digits may be a day: "19870321"
    following, unit, bare = m["next"], m["unit"], not (m["sign"] or m["scale"] or m["b"] or m["unit"])
    if following[:4] == " to ":  # "5 pct to 300 mln dlrs" is no range, "5 to 6 pct" is one
        if not unit or (following[4] not in _FAST_SIGNS and _FAST_UNITS[unit][0] != "percent"):
            return None
    elif bare:
        if following in (" in ", " of ", " the "):  # "one in 5", "the 25 of March"
            return None
        if m.end() - pos == 4 and not m["frac"]:
            year = plain_year(text, pos)
            return year._replace(open=True, value=Decimal(m["int"])) if year else None
    return _simple(m)
