"""Numbers and days as an editor reads them: ``$13 billion``, ``+12.1%``, ``1 to 31 August 2024``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from factcheck.measure import formatting
from factcheck.model import Interval

MINUS = formatting.MINUS
MONTHS = formatting.MONTHS
DAY_KINDS = ("date", "daterange", "duration")
FIRST_DAY, LAST_DAY = 1, date.max.toordinal()


def number(text: object) -> Decimal | None:
    """A decimal from what JSON carries, or None."""
    if text is None or isinstance(text, bool):
        return None
    try:
        value = Decimal(str(text))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def rounded(value: Decimal, places: int) -> Decimal:
    """Half up at so many decimals; what is too large or small for that stays as it is."""
    return formatting.rounded(value, places) if abs(places) < 40 and abs(value.adjusted()) < 60 else value


def tidy(value: Decimal) -> Decimal:
    """A computed value with as many digits as are worth reading: ``4.482 billion``, ``12.4``, ``0.0031``."""
    power = value.adjusted() if value else 0
    if abs(power) > 40:
        return value
    places = 3 - next((p for p in (12, 9, 6) if power >= p), 0) if power >= 0 else 2 - power
    return formatting.rounded(value, places)


def amount(value: Decimal, unit: str | None, per: str | None = None, signed: bool = False) -> str:
    """A value with its unit: ``USD 4.48 billion``, ``12.5%``, ``1,200 employees``; ``signed`` puts a plus in front."""
    if unit and "/" in unit and not per:
        unit, per = unit.split("/", 1)
    unit = None if unit == "date" else unit
    sign = MINUS if value < 0 else "+" if signed and value > 0 else ""
    return sign + formatting.amount(abs(value), unit, per)


day = formatting.day


def iso_ordinal(text: str | None) -> int | None:
    """The ordinal of an ISO date, or None."""
    try:
        return date.fromisoformat(text or "").toordinal()
    except ValueError:
        return None


def whole_year(low: Decimal | None, high: Decimal | None) -> int | None:
    """The year that these days (last one excluded) are, if they are one."""
    first, after = as_date(low), as_date(high)
    if first is None or after is None or (first.month, first.day, after.month, after.day) != (1, 1, 1, 1):
        return None
    return first.year if after.year == first.year + 1 else None


def iso_span(start: str | None, end: str | None) -> str | None:
    """Days in their shortest ISO form, last day excluded: ``2023``, ``2023-08``, ``2023-08-04``, else the first day."""
    low, high = iso_ordinal(start), iso_ordinal(end)
    if low is None or high is None or start is None:
        return start
    words = days(Decimal(low), Decimal(high)).split()
    return start[: {1: 4, 2: 7}.get(len(words), 10)]


def iso_period(label: str) -> str:
    """A period label with its days written out: ``2024-08-01`` as ``1 August 2024``; ``FY2024-Q3`` stays."""
    first, slash, last = label.partition("/")
    low, high = iso_ordinal(first), iso_ordinal(last)
    if low is None or (slash and high is None):
        return label
    return span(date.fromordinal(low), date.fromordinal(high if high is not None else low))


def iso_day(text: str | None) -> str:
    """An ISO date as ``30 July 2024``; anything else as it is."""
    try:
        return day(date.fromisoformat(text or ""))
    except ValueError:
        return text or ""


def days(low: Decimal | None, high: Decimal | None) -> str:
    """Days from ``low`` to ``high`` (last one EXCLUDED): ``2030``, ``August 2024``, ``1 to 5 May 2024``."""
    first, last = as_date(low), as_date(high - 1 if high is not None and low != high else high)
    if first is None and last is None:
        return "any day"
    if first is None:
        return f"{day(last)} or before" if last else ""
    if last is None:
        return f"{day(first)} or after"
    return span(first, last)


def span(first: date, last: date) -> str:
    """Two days, both included, at their shortest."""
    after = last + timedelta(days=1) if last < date.max else last
    if first == last:
        return day(first)
    if (first.month, first.day, after.month, after.day) == (1, 1, 1, 1):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    if first.day == 1 and after.day == 1:
        if (first.year, first.month) == (last.year, last.month):
            return f"{MONTHS[first.month - 1]} {first.year}"
        if first.year == last.year:
            return f"{MONTHS[first.month - 1]} to {MONTHS[last.month - 1]} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} to {day(last)}"
    return f"{day(first)} to {day(last)}"


def as_date(ordinal: Decimal | None) -> date | None:
    """A day from its ordinal, if the calendar has it."""
    if ordinal is None or not FIRST_DAY <= ordinal <= LAST_DAY:
        return None
    return date.fromordinal(int(ordinal))


def stretch(
    interval: Mapping[str, Any] | None, unit: str | None, per: str | None, dates: bool, long: bool = False
) -> str | None:
    """An interval in words: ``USD 12.5 to 13.5 billion``, ``at least 5%``; None where it says nothing.

    ``long`` gives the first and the last day of a month or year.
    """
    if not interval:
        return None
    low, high = number(interval["low"]), number(interval["high"])
    if low is None and high is None:
        return None
    if dates:
        return formatting.interval(Interval(low, high), "date") if long and None not in (low, high) else days(low, high)
    low, high = (None if end is None else tidy(end) for end in (low, high))
    return formatting.interval(Interval(low, high), unit, per)
