"""Period labels of facts CSV <-> Period: ``2024``, ``2024-07``, ``2024-Q3``, ``FY2024-Q3``, ``2023-07-01/2024-06-30``.

Both ends of a period belong to it. Fiscal labels stay symbolic (no dates) until ``resolve`` is told the day the fiscal
year ends; a fiscal year is named after the calendar year it ends in, as Microsoft's FY2024 ended on 30 June 2024.
Years outside 1 to 9999 (long economic series go back before year 1) keep their label and have no dates.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from factcheck.model import Period

_DAY = timedelta(days=1)
_INTERVAL = re.compile(r"\d{4}[^/]*/\d{4}[^/]*")  # "12/31/2024" is a spreadsheet's day, not two thousand years
_LABEL = re.compile(
    r"(?P<fiscal>FY)?\s?(?P<year>-?\d{1,4})"
    r"(?:-?Q(?P<quarter>[1-4])|-?H(?P<half>[12])|-?M?(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?",
    re.IGNORECASE,
)
# 52/53-week years end on a weekday near a date (Apple: last Saturday of September), so ends move by up to a week.
_WEEK = 7
_QUARTER_DAYS = 80


@lru_cache(maxsize=65536)
def parse_label(label: str) -> Period | None:
    """Period of a facts-CSV label, or None where it is none. Fiscal labels come back symbolic."""
    text = label.strip()
    if "/" in text:
        if not _INTERVAL.fullmatch(text):
            return None
        first, _, last = text.partition("/")
        a, b = parse_label(first), parse_label(last)
        if not a or not b or a.start is None or b.end is None or a.start > b.end:
            return None
        return Period(label_of(a.start, b.end), a.start, b.end)
    m = _LABEL.fullmatch(text)
    if not m:
        return None
    fiscal, year = bool(m["fiscal"]), int(m["year"])
    if fiscal:
        if m["month"] or not 1 < year <= 9999:
            return None
        part = f"-Q{m['quarter']}" if m["quarter"] else f"-H{m['half']}" if m["half"] else ""
        return Period(f"FY{year:04d}{part}", fiscal=True)
    if not 1 <= year <= 9999:
        return Period(str(year)) if m.end("year") == len(text) and year >= -9999 else None
    return _calendar(year, m)


def _calendar(year: int, m: re.Match[str]) -> Period | None:
    if m["quarter"] or m["half"]:
        months = 3 if m["quarter"] else 6
        index = int(m["quarter"] or m["half"])
        start, end = _months(year, (index - 1) * months + 1, months)
    elif m["month"]:
        month = int(m["month"])
        if not 1 <= month <= 12 or len(m["year"]) != 4:
            return None
        start, end = _months(year, month, 1)
        if m["day"]:
            if not 1 <= int(m["day"]) <= end.day:
                return None
            start = end = date(year, month, int(m["day"]))
    else:
        start, end = date(year, 1, 1), date(year, 12, 31)
    return Period(label_of(start, end), start, end)


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    last = month + count - 1
    return date(year, month, 1), date(year, last, monthrange(year, last)[1])


@lru_cache(maxsize=4096)
def label_of(start: date, end: date) -> str:
    """The shortest label for the days ``start`` to ``end``, both included."""
    if start == end:
        return start.isoformat()
    whole = start.day == 1 and start.year == end.year and end.day == monthrange(end.year, end.month)[1]
    months = end.month - start.month + 1 if whole else 0
    if months == 12:
        return str(start.year)
    if months == 6 and start.month in (1, 7):
        return f"{start.year:04d}-H{start.month // 6 + 1}"
    if months == 3 and start.month % 3 == 1:
        return f"{start.year:04d}-Q{start.month // 3 + 1}"
    if months == 1:
        return f"{start.year:04d}-{start.month:02d}"
    return f"{start.isoformat()}/{end.isoformat()}"


def of_days(start: date, end: date) -> Period:
    """The period from ``start`` to ``end``, both included, with its shortest label."""
    return Period(label_of(start, end), start, end)


def resolve(period: Period, fiscal_year_end: str | None) -> Period:
    """Fill in the days of a symbolic fiscal period; ``fiscal_year_end`` is ``MM-DD``. Others come back unchanged."""
    if not period.fiscal or period.start is not None or not fiscal_year_end:
        return period
    year, part = int(period.label[2:6]), period.label[7:]
    months, index = {"Q": (3, int(part[1:])), "H": (6, int(part[1:]))}[part[0]] if part else (12, 1)
    before = _year_end(year - 1, fiscal_year_end)
    if before is None:
        return period
    start = _shift(before, (index - 1) * months) + _DAY
    end = _year_end(year, fiscal_year_end) if months * index == 12 else _shift(before, index * months)
    return Period(period.label, start, end, fiscal=True)


def _year_end(year: int, month_day: str) -> date | None:
    try:
        month, day = (int(x) for x in month_day.split("-"))
        last = monthrange(year, month)[1]
        return date(year, month, last if month == 2 and day >= 28 else min(day, last))
    except ValueError:  # "13-45": whoever wrote the entity table hears of it when that table is read
        return None


def _shift(day: date, months: int) -> date:
    """``day`` moved by whole months; the last day of a month stays the last day (30 June - 3 months = 31 March)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = monthrange(year, month + 1)[1]
    was_last = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, last if was_last else min(day.day, last))


def same(a: Period, b: Period) -> bool:
    """Whether two periods mean the same days. Fiscal ones may differ by a week at each end (52/53-week years)."""
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return a.label == b.label
    slack = _WEEK if (a.fiscal or b.fiscal) and (a.end - a.start).days >= _QUARTER_DAYS else 0
    return abs((a.start - b.start).days) <= slack and abs((a.end - b.end).days) <= slack


def contains(outer: Period, inner: Period) -> bool:
    """Whether every day of ``inner`` lies in ``outer``."""
    if outer.start is None or outer.end is None or inner.start is None or inner.end is None:
        return outer.label == inner.label
    return outer.start <= inner.start and inner.end <= outer.end


def prior(period: Period) -> Period:
    """The period just before, of the same length: 2024 -> 2023, 2024-Q1 -> 2023-Q4, FY2024-Q1 -> FY2023-Q4."""
    return _within_the_calendar(period, 1)


def year_before(period: Period) -> Period:
    """The same period a year earlier: 2024-Q3 -> 2023-Q3, FY2024-Q3 -> FY2023-Q3, 2024-02-29 -> 2023-02-28."""
    return _within_the_calendar(period, None)


def _within_the_calendar(period: Period, lengths: int | None) -> Period:
    """The step back, or the period itself where it would leave the years a calendar knows: before the year 1."""
    try:
        if lengths is None and period.label[:2] == "FY":
            return _fiscal(int(period.label[2:6]) - 1, period.label[7:], period)
        return _step(period, lengths)
    except (ValueError, OverflowError):
        return period


def _step(period: Period, lengths: int | None) -> Period:
    if period.label[:2] == "FY":
        year, part = int(period.label[2:6]), period.label[7:]
        if part and int(part[1:]) > 1:
            return _fiscal(year, f"{part[0]}{int(part[1:]) - 1}", period)
        return _fiscal(year - 1, {"": "", "Q": "Q4", "H": "H2"}[part[:1]], period)
    if period.start is None or period.end is None:  # a year before year 1
        return parse_label(str(int(period.label) - 1)) or period
    after = period.end + _DAY
    months = (after.year - period.start.year) * 12 + after.month - period.start.month
    if lengths is None:
        months, aligned = 12, True
    else:
        aligned = months > 0 and after.day == period.start.day
    if aligned:
        start, end = _shift(period.start, -months), _shift(period.end, -months)
        if period.start.day == 1:
            start = start.replace(day=1)
        return Period(label_of(start, end), start, end, period.fiscal)
    length = after - period.start
    # A 52- or 53-week year follows one of unknown length: mark it fiscal so that ``same`` allows the week.
    loose = period.fiscal or length.days >= _QUARTER_DAYS
    start, end = period.start - length, period.start - _DAY
    return Period(label_of(start, end), start, end, loose)


def _fiscal(year: int, part: str, like: Period) -> Period:
    found = Period(f"FY{year:04d}" + (f"-{part}" if part else ""), fiscal=True)
    if like.start is None or like.end is None:
        return found
    whole = 12 if not part else 3 if part[0] == "Q" else 6
    back = (int(like.label[2:6]) - year) * 12
    if part:
        back += (int(like.label[8:]) - int(part[1:])) * whole
    return Period(found.label, _shift(like.start - _DAY, -back) + _DAY, _shift(like.end, -back), fiscal=True)
