"""Days, months, quarters and years as half-open stretches of days, and the words of the calendar.

A ``Span`` ends the day after its last one. Expressions relative to a day that the grammars of ``find`` do not know go
to dateparser, here and nowhere else, and only when the caller is sure that they are dates.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from factcheck.measure.periods import label_of
from factcheck.vocabulary import rows

_ROWS = rows("time_words")
MONTHS = {r["word"]: int(r["value"]) for r in _ROWS if r["class"] == "month"}
MONTH_NAMES = "|".join(sorted(map(str.title, MONTHS), key=len, reverse=True))  # as printed, for patterns
WEEKDAYS = {r["word"]: int(r["value"]) for r in _ROWS if r["class"] == "weekday"}
SEASONS = {r["word"]: int(r["value"]) for r in _ROWS if r["class"] == "season"}
UNITS = {r["word"]: r["value"] for r in _ROWS if r["class"] == "unit"}
DAYS = {r["word"]: int(r["value"]) for r in _ROWS if r["class"] == "day"}
DAY = timedelta(days=1)


class Span(NamedTuple):
    """Days ``start`` up to, not including, ``end``."""

    start: date
    end: date

    @property
    def label(self) -> str:
        """The period in the form of facts CSV."""
        return label_of(self.start, self.end - DAY)


def day_span(day: date) -> Span | None:
    """One day."""
    return Span(day, day + DAY) if day < date.max else None


def make_day(year: int, month: int, day: int) -> Span | None:
    """The day of that date, or None where the calendar has none."""
    try:
        return day_span(date(year, month, day))
    except ValueError:
        return None


def months(year: int, month: int, count: int = 1) -> Span | None:
    """``count`` whole months; ``month`` may run over the year's end in either direction."""
    first = year * 12 + month - 1
    last = first + count
    if not 12 <= first < last < 119988:
        return None
    return Span(date(first // 12, first % 12 + 1, 1), date(last // 12, last % 12 + 1, 1))


def year(number: int, count: int = 1) -> Span | None:
    """``count`` whole years from ``number`` on."""
    return months(number, 1, 12 * count)


def quarter(number: int, index: int) -> Span | None:
    """Calendar quarter ``index`` (1 to 4, or beyond) of a year."""
    return months(number, 3 * index - 2, 3)


def season(number: int, index: int) -> Span | None:
    """A northern season: winter runs from December into the next year."""
    return months(number, 3 * index, 3)


def week(day: date, offset: int = 0) -> Span | None:
    """The Monday-to-Sunday week around a day, or one ``offset`` weeks away."""
    monday = day.toordinal() - day.weekday() + 7 * offset
    if not 1 <= monday < date.max.toordinal() - 7:
        return None
    return Span(date.fromordinal(monday), date.fromordinal(monday + 7))


def moved(span: Span, count: int) -> Span | None:
    """A stretch ``count`` months away, with ends at the same days of the month: a quarter stays a quarter."""
    start, end = months(span.start.year, span.start.month + count), months(span.end.year, span.end.month + count)
    if not start or not end:
        return None
    first = start.start.replace(day=min(span.start.day, (start.end - DAY).day))
    if span.end - span.start == DAY:
        return day_span(first)
    return Span(first, end.start.replace(day=min(span.end.day, (end.end - DAY).day)))


def full_year(digits: str, pivot: int = 50) -> int:
    """Reads "24" -> 2024, "87" -> 1987, "1999" as it is."""
    number = int(digits)
    return number if len(digits) > 2 else number + (2000 if number < pivot else 1900)


def shifted(day: date, unit: str, count: int) -> Span | None:
    """The unit of time ``count`` units away from a day: "three months ago" is a month, "two days ago" a day."""
    if abs(count) > 100_000:
        return None
    try:
        if unit == "day":
            return day_span(day + count * DAY)
        if unit == "week":
            return week(day, count)
        if unit == "fortnight":
            return week(day, 2 * count)
        if unit == "month":
            return months(day.year, day.month + count)
        if unit == "quarter":
            return quarter(day.year, (day.month + 2) // 3 + count)
        if unit == "year":
            return year(day.year + count)
        if unit == "decade":
            return year((day.year // 10) * 10, 10) if count == 0 else year(day.year + 10 * count)
        if unit == "century":
            return year((day.year // 100 + count) * 100, 100)
        if unit == "weekend":
            saturday = day + (5 - day.weekday() + 7 * count) * DAY
            return Span(saturday, saturday + 2 * DAY)
    except (OverflowError, ValueError):
        return None
    return None


@lru_cache(maxsize=4096)
def relative_day(text: str, published: date) -> Span | None:
    """The day that dateparser reads from a short relative expression, against the article's own day."""
    if len(text) > 60:
        return None
    from dateparser.date import DateDataParser  # type: ignore[import-untyped]  # a heavy package that few texts need

    base = datetime(published.year, published.month, published.day)
    found = DateDataParser(languages=["en"], settings={"RELATIVE_BASE": base}).get_date_data(text).date_obj
    return day_span(found.date()) if found else None
