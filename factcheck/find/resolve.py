"""What a date says -> its days, once the article's day is known: "last Tuesday", "two weeks after Easter".

A bare weekday or month is the nearest one in the direction of the sentence's tense; news tells more of the past.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from factcheck.find.draft import Compound, Relative, Said
from factcheck.find.fiscal import ended
from factcheck.measure import dates
from factcheck.measure.dates import DAY, Span
from factcheck.measure.holidays import holiday


@lru_cache(maxsize=65536)
def resolve(said: Relative | Compound, published: date, tense: int) -> Span | None:
    """The days a relative date means; ``tense`` is 1 where the sentence looks ahead, -1 back, else 0."""
    try:
        return compound(said, published, tense) if isinstance(said, Compound) else _resolve(said, published, tense)
    except (ValueError, OverflowError):
        return None


def known(said: Said | None) -> bool:
    """Whether nothing in a date waits for the article's day."""
    if isinstance(said, Compound):
        return known(said.first) and known(said.second)
    return said is None or len(said) == 2


def from_anchor(said: Relative, anchor: Span) -> Span | None:
    """The days meant when another date of the sentence is what they are counted from.

    "a year earlier" keeps the length told before ("the third quarter" a year earlier); "the previous year" is a year.
    """
    op, unit, n = said
    length = (anchor.end - anchor.start).days
    if length > _LONGEST.get(unit, 0):
        return None
    try:
        if op != "anchor":
            return dates.shifted(anchor.start, unit, n)
        if unit in ("day", "week", "fortnight"):
            step = n * {"day": 1, "week": 7, "fortnight": 14}[unit] * DAY
            return Span(anchor.start + step, anchor.end + step)
        return dates.moved(anchor, n * _MONTHS[unit])
    except (ValueError, OverflowError):
        return None


_LONGEST = {"day": 1, "week": 7, "fortnight": 14, "month": 31, "quarter": 92, "year": 366, "decade": 3653}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


def _said(said: Said, day: date, tense: int) -> Span | None:
    if isinstance(said, Compound):
        return compound(said, day, tense)
    return Span(*said) if len(said) == 2 else _resolve(said, day, tense)


def compound(said: Compound, day: date, tense: int) -> Span | None:
    """The days of a date told from another one."""
    if said.op == "span" and said.second is not None:
        return _between(said.first, said.second, day, tense)
    inner = _said(said.first, day, tense)
    if not inner:
        return None
    if said.op == "offset":
        return _offset(inner, said.unit, said.steps)
    if said.op == "window":
        other = _edge(inner.end if said.steps > 0 else inner.start, said.unit, said.steps)
        if not other:
            return None
        return Span(inner.end, other) if said.steps > 0 else Span(other, inner.start)
    if said.op.startswith("nth"):
        return nth(inner, said.op, said.unit, said.steps)
    if said.op == "weekof":
        return dates.week(inner.start)
    if said.op == "holiday":
        return holiday(said.unit, inner.start.year)
    if said.op == "dayof":
        return dates.make_day(inner.start.year, inner.start.month, said.steps)
    return None


_YEARLESS = ("month", "monthday", "weekday", "dayofmonth", "holiday")


def _between(first: Said, second: Said, day: date, tense: int) -> Span | None:
    """Reads "from November to February 2017": what has no year of its own takes the one next to the other end."""
    if len(second) == 2 and first[0] in _YEARLESS and len(first) != 2:
        b = _said(second, day, tense)
        a = _said(first, b.start, -1) if b else None
    else:
        a = _said(first, day, tense)
        loose = a is not None and len(second) != 2 and second[0] in _YEARLESS
        b = _said(second, a.start if a and loose else day, 1 if loose else tense)
    return Span(a.start, b.end) if a and b and a.start < b.end else None


def _edge(day: date, unit: str, n: int) -> date | None:
    """The day ``n`` units away."""
    if unit in ("day", "week", "fortnight"):
        return day + n * {"day": 1, "week": 7, "fortnight": 14}[unit] * DAY
    if unit == "business day":
        return _business(day, n)
    other = dates.moved(Span(day, day + DAY), n * _MONTHS[unit]) if unit in _MONTHS else None
    return other.start if other else None


def _business(day: date, n: int) -> date:
    """The day after which, or from which, ``n`` days from Monday to Friday lie between it and ``day``."""
    step = DAY if n > 0 else -DAY
    for _ in range(min(abs(n), 3000)):
        day += step
        while day.weekday() > 4:
            day += step
    return day


def _offset(inner: Span, unit: str, n: int) -> Span | None:
    """Reads "two weeks after 5 May" (a day) and "three years before 2016" (a year)."""
    if (inner.end - inner.start).days == 1:
        day = _edge(inner.start, unit, n)
        return dates.day_span(day) if day else None
    return dates.shifted(inner.start, unit, n) if (inner.end - inner.start).days <= _LONGEST.get(unit, 0) else None


def nth(inner: Span, op: str, unit: str, n: int) -> Span | None:
    """Reads "the first week of 2021", "last ten days of May": ``op`` is nth:how many, ``n`` counts from 1 or -1."""
    many = int(op.removeprefix("nth:") or 1)
    span: Span | None = None
    if unit == "day":
        start = inner.start + (n - 1) * DAY if n > 0 else inner.end - many * DAY
        span = Span(start, start + many * DAY)
    elif unit == "week":  # a week belongs to the month or year its Thursday is in
        first = inner.start + ((3 - inner.start.weekday()) % 7 - 3) * DAY
        last = inner.end - ((inner.end.weekday() - 4) % 7 + 1) * DAY - 3 * DAY
        start = first + 7 * (n - 1) * DAY if n > 0 else last - 7 * (many - 1) * DAY
        return Span(start, start + 7 * many * DAY) if start <= inner.end else None
    elif unit == "half month":
        middle = inner.start + 15 * DAY
        return (Span(inner.start, middle) if n == 1 else Span(middle, inner.end)) if middle < inner.end else None
    elif unit == "month":
        last_month = inner.end - DAY
        base, offset = (inner.start, n - 1) if n > 0 else (last_month, 1 - many)
        span = dates.months(base.year, base.month + offset, many)
    elif unit in ("weekend", *map(str, range(7))):
        weekday = 5 if unit == "weekend" else int(unit)
        if n > 0:
            start = inner.start + ((weekday - inner.start.weekday()) % 7 + 7 * (n - 1)) * DAY
        else:
            start = inner.end - DAY
            start -= ((start.weekday() - weekday) % 7) * DAY
        span = Span(start, start + (2 if unit == "weekend" else 1) * DAY)
    return span if span and span.start >= inner.start and span.start < inner.end else None


def _nearest(spans: list[Span | None], day: date, tense: int) -> Span | None:
    """The candidate that fits the tense, else the one whose middle lies nearest."""
    known = [s for s in spans if s]
    fits = (
        [s for s in known if s.end > day]
        if tense > 0
        else [s for s in reversed(known) if s.start <= day]
        if tense < 0
        else []
    )
    if fits:
        return fits[0]
    middle = day.toordinal()
    return min(known, key=lambda s: abs((s.start.toordinal() + s.end.toordinal()) / 2 - middle), default=None)


def _resolve(said: Relative, day: date, tense: int) -> Span | None:
    op, unit, n = said
    if op == "shift":
        return dates.shifted(day, unit, n)
    if op == "inweek":
        monday = dates.week(day, int(unit))
        return dates.day_span(monday.start + n * DAY) if monday else None
    if op == "in":
        other = _window(unit, n, day)
        return dates.day_span(other.end - DAY) if other else None
    if op == "holiday":
        return _nearest([holiday(unit, day.year + y) for y in (-1, 0, 1)], day, tense)
    if op == "dayofmonth":
        around = [dates.months(day.year, day.month + m) for m in (-1, 0, 1)]
        return _nearest([dates.make_day(s.start.year, s.start.month, n) for s in around if s], day, tense)
    if op == "weekdaynum":
        around = [dates.months(day.year, day.month + m) for m in range(-13, 14)]
        days = [dates.make_day(s.start.year, s.start.month, n) for s in around if s]
        return _nearest([d for d in days if d and d.start.weekday() == int(unit)], day, tense)
    if op == "weekend":
        near = [dates.shifted(day, "weekend", n) for n in (-1, 0, 1)]
        return (
            next((w for w in near if w and w.end > day), None) if tense > 0 else near[tense == 0 or day.weekday() == 6]
        )
    if op == "yearend":
        return dates.make_day(day.year - (tense < 0), 12, 31)
    if op in ("anchor", "anchored"):
        return dates.shifted(day, unit, n) if unit != "day" else None
    if op in ("lastholiday", "nextholiday", "thisholiday"):
        near = [holiday(unit, day.year + y) for y in (-1, 0, 1)]
        if op == "thisholiday":
            return near[1]
        return _nearest([h for h in near if h and ((h.start < day) if op == "lastholiday" else (h.start > day))],
                        day, -1 if op == "lastholiday" else 1)  # fmt: skip
    if op == "comingday":
        return dates.day_span(day + ((n - day.weekday()) % 7 or 7) * DAY)
    if op == "weekday":
        back = (day.weekday() - n) % 7
        return dates.day_span(day + ((7 - back) % 7 if tense > 0 else -back) * DAY)
    if op in ("lastday", "nextday", "thisday", "previousday"):
        back = (day.weekday() - n) % 7
        if op == "lastday":
            return dates.day_span(day - (back or 7) * DAY)
        if op in ("nextday", "previousday"):
            monday = dates.week(day, 1 if op == "nextday" else -1)
            return dates.day_span(monday.start + n * DAY) if monday else None
        return dates.day_span(day - day.weekday() * DAY + n * DAY)
    if op == "month":
        spans = [dates.months(day.year + y, n) for y in (-1, 0, 1)]
        return _nearest(spans, day, tense)
    if op in ("lastmonth", "nextmonth", "thismonth"):
        if op == "thismonth":
            return dates.months(day.year, n)
        if op == "lastmonth":
            return dates.months(day.year - (n >= day.month), n)
        return dates.months(day.year + (n <= day.month), n)
    if op == "monthday":
        month, d = map(int, unit.split("-"))
        return _nearest([dates.make_day(day.year + y, month, d) for y in (-1, 0, 1)], day, tense)
    if op in ("yearpart", "partago", "quarter", "half"):
        return _parted(op, unit, n, day, tense)
    return _stretch(op, unit, n, day, tense)


_DUE = 50  # days after its end that a quarter's results are still to come


def _part(year: int, part: str, index: int) -> Span | None:
    """A quarter or half of a calendar year."""
    if part == "quarter":
        return dates.quarter(year, index) if index <= 4 else None
    return dates.months(year, 6 * index - 5, 6) if index <= 2 else None


def _parted(op: str, unit: str, n: int, day: date, tense: int) -> Span | None:
    """Quarters and halves: "the third quarter", "last year's third quarter", "the third quarter a year earlier"."""
    if op in ("yearpart", "partago"):
        part, index = unit.split(":")
        base = _part(day.year + n, part, int(index)) if op == "yearpart" else _parted(part, part, int(index), day, -1)
        return dates.moved(base, -12) if base and op == "partago" else base
    spans = [_part(day.year + y, op, n) for y in (-1, 0, 1)]
    if tense > 0:
        due = [s for s in spans if s and 0 <= (day - s.end).days <= _DUE]
        return due[0] if due else _nearest(spans, day, 1)  # "third-quarter earnings will be lower", told in October
    past = [s for s in spans if s and (s.start if op == "quarter" else s.end) <= day]
    return past[-1] if past else None  # half a year is told of when it is over


def _stretch(op: str, unit: str, n: int, day: date, tense: int) -> Span | None:
    if op == "window":
        return _window(unit, n, day)
    if op == "season":
        d = int(unit)
        spans = [dates.season(day.year + y, n) for y in (-2, -1, 0, 1)]
        if d < 0:
            return next((s for s in reversed(spans) if s and s.end <= day), None)
        if d > 0:
            return next((s for s in spans if s and s.start > day), None)
        return _nearest(spans, day, tense)
    if op == "firstmonths":
        return dates.months(day.year if day.month > n or tense > 0 else day.year - (day.month <= n // 2), 1, n)
    if op == "ytd":
        return Span(date(day.year, 1, 1), day + DAY)
    if op in ("days", "months"):
        a, b = unit.split("/")
        first = _resolve(("monthday", a, 0) if op == "days" else ("month", "month", int(a)), day, tense)
        if not first:
            return None
        if op == "days":
            month, d = map(int, b.split("-"))
            last = dates.make_day(first.start.year, month, d) or dates.make_day(first.start.year + 1, month, d)
        else:
            last = dates.months(first.start.year + (int(b) < int(a)), int(b))
        return Span(first.start, last.end) if last and last.end > first.start else None
    if op.startswith("ended:"):
        _, inner, inner_unit = op.split(":", 2)
        count, m = divmod(n, 100)
        end = _resolve((inner, inner_unit, m), day, tense)
        return ended(end.end - timedelta(days=1), unit, count) if end else None
    return None


def _window(unit: str, n: int, day: date) -> Span | None:
    """The past or next ``n`` units from the article's day."""
    if unit == "business day":
        return Span(_business(day, n), day) if n < 0 else Span(day + DAY, _business(day, n) + DAY)
    if unit in ("day", "night"):
        return Span(day - -n * DAY, day) if n < 0 else Span(day + DAY, day + (n + 1) * DAY)
    if unit in ("week", "fortnight"):
        step = 14 if unit == "fortnight" else 7
        return Span(day + n * step * DAY, day) if n < 0 else Span(day + DAY, day + (n * step + 1) * DAY)
    if unit == "quarter":
        span = dates.quarter(day.year, (day.month + 2) // 3 + (n if n < 0 else 1))
        return dates.months(span.start.year, span.start.month, 3 * abs(n)) if span else None
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}.get(unit)
    if not months:
        return None
    other = dates.months(day.year, day.month + n * months)
    if not other:
        return None
    edge = other.start.replace(day=min(day.day, (other.end - DAY).day))
    return Span(edge, day) if n < 0 else Span(day + DAY, edge + DAY)
