"""How often a table has a figure (year, quarter, month, day) and which of its ticks a stretch of days covers.

A tick is an integer that grows by one from figure to figure: the year itself, ``4 * year + quarter``, ``12 * year +
month``, and for daily tables the day's ordinal (a market is closed on some of them). Kinds count in ticks and are
blind to how long one is.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from factcheck.model import Period
from factcheck.reference.series import Point

A_YEAR = {"year": 1, "quarter": 4, "month": 12, "day": 365}  # ticks
LENGTHS = {"day": (1, 1), "month": (28, 31), "quarter": (90, 92), "year": (365, 366)}
# How old the newest figure may be for a sentence in the present tense, in ticks: newsrooms quote the last release.
STALE = {"year": 4, "quarter": 3, "month": 4, "day": 7}
# How many of the newest figures a sentence without a date may mean.
RECENT = 3


def beat_of(points: Sequence[Point]) -> str | None:
    """How often a column has a figure; None where its periods are of several lengths."""
    found = {_beat(p.period) for p in points}
    return found.pop() if len(found) == 1 else None


def _beat(period: Period) -> str | None:
    if period.start is None or period.end is None:
        return "year"  # long before any calendar has days, or a label like "-10000"
    days = (period.end - period.start).days + 1
    return next((name for name, (low, high) in LENGTHS.items() if low <= days <= high), None)


def tick_at(day: date, beat: str) -> int:
    """The tick a day lies in."""
    if beat == "year":
        return day.year
    if beat == "quarter":
        return day.year * 4 + (day.month - 1) // 3
    return day.year * 12 + day.month - 1 if beat == "month" else day.toordinal()


def tick_of(point: Point, beat: str) -> int:
    """The tick of a figure."""
    return point.year if beat == "year" or point.period.start is None else tick_at(point.period.start, beat)


def ticks(first: date, last: date, beat: str) -> tuple[int, int] | None:
    """First and last tick that lie wholly within some days, both included; None where not even one does."""
    a, b = tick_at(first, beat), tick_at(last, beat)
    if first > start_of(a, beat):
        a += 1
    if last < start_of(b + 1, beat) - timedelta(1):
        b -= 1
    return (a, b) if a <= b else None


def name_of(tick: int, beat: str) -> str:
    """A tick as facts files write it: 2019, 2019-Q2, 2019-05, 2019-05-31."""
    if beat == "year":
        return str(tick)
    if beat == "day":
        return start_of(tick, beat).isoformat()
    per = A_YEAR[beat]
    return f"{tick // per}-Q{tick % per + 1}" if beat == "quarter" else f"{tick // per}-{tick % per + 1:02d}"


def start_of(tick: int, beat: str) -> date:
    """The first day of a tick."""
    if beat == "day":
        return date.fromordinal(min(max(tick, 1), date.max.toordinal()))
    per = A_YEAR[beat]
    year = min(max(tick // per, 1), 9999)
    return date(year, tick % per * (12 // per) + 1, 1)
