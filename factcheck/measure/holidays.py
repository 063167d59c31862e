"""Named days of the year: "Christmas", "Black Friday", "Easter Monday" -> the day in a given year."""

from __future__ import annotations

import re
from datetime import date, timedelta

from factcheck.measure.dates import Span, day_span
from factcheck.vocabulary import rows

RULES = {r["name"]: r["rule"] for r in rows("holidays")}
_FIXED = re.compile(r"(\d\d)-(\d\d)")
_NTH = re.compile(r"(\d\d)/(-?\d)/(\d)(?:\+(\d+))?")


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of Meeus)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


def holiday(name: str, year: int) -> Span | None:
    """The day a name means in a year, or None for a name that is unknown or a year out of range."""
    rule = RULES.get(name)
    if rule is None or not 1583 <= year <= 9998:
        return None
    if m := _FIXED.fullmatch(rule):
        return day_span(date(year, int(m[1]), int(m[2])))
    if m := _NTH.fullmatch(rule):
        month, nth, weekday = int(m[1]), int(m[2]), int(m[3])
        if nth > 0:
            first = date(year, month, 1)
            day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
        else:
            last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
            day = last - timedelta(days=(last.weekday() - weekday) % 7)
        return day_span(day + timedelta(days=int(m[4] or 0)))
    return day_span(easter(year) + timedelta(days=int(rule.removeprefix("easter"))))
