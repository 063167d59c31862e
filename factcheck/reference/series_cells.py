"""Cells of a downloaded table -> values: footnote marks, thousands, gaps and dates as publishers print them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from factcheck.measure.periods import label_of, parse_label
from factcheck.model import Period
from factcheck.reference.cells import order_of, sheet_day

MISSING = frozenset(". .. ... … - – — : na n/a n.a. n.a nan null none #n/a".split()) | {""}
# Eurostat prints "12.3 e" and "12.3p", national offices "12.3*" and "12.3[a]": a mark after the number, never in it.
FOOTNOTE = re.compile(
    r"(?<=[\d%)])\s*(?:\[[a-z0-9]{1,3}\]|\([a-z]{1,2}\)|[*†‡§¹²³⁴-⁹]{1,4}|[a-df-z]|\se)$", re.IGNORECASE
)
GROUPED = re.compile(r"[+-]?\d{1,3}(?:([,\u00a0\u202f '’])\d{3})(?:\1\d{3})*(?:\.\d+)?")
MONTH_YEAR = re.compile(r"(\d{1,2})[/.](\d{4})")
COMPACT_DAY = re.compile(r"((?:1[6-9]|2[01])\d\d)(\d\d)(\d\d)")
NAMED_DAY = re.compile(r"(\d{1,2})[\s-]+([A-Za-z]{3,9})[\s,-]+(\d{4})|([A-Za-z]{3,9})\s+(\d{1,2}),?\s+(\d{4})")
YEAR_QUARTER = re.compile(r"(\d{4})\s+Q([1-4])", re.IGNORECASE)
PLAIN = re.compile(r"-?\d{1,40}(?:\.\d{1,40})?(?:[eE][+-]?\d{1,3})?", re.ASCII)
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
NAMED_MONTH = re.compile(r"(?:(\d{4})[\s-]*([A-Za-z]{3,9})|([A-Za-z]{3,9})[\s,.-]*(\d{4}))")
QUARTER_FIRST = re.compile(r"Q([1-4])[\s/-]*(\d{4})", re.IGNORECASE)
TRUTH = {"yes": Decimal(1), "no": Decimal(0), "true": Decimal(1), "false": Decimal(0)}
LONGEST_CELL = 64


def number(cell: str, decimal_comma: bool = False) -> Decimal | None:
    """The number in a cell, None for a gap; raises ValueError for what is neither."""
    text = cell.strip().strip("\u00a0\u202f")
    if PLAIN.fullmatch(text) and not (decimal_comma and "." in text):
        return Decimal(text)
    if text.lower() in MISSING:
        return None
    if len(text) > LONGEST_CELL:
        raise ValueError("not a number")
    if text.lower() in TRUTH:
        return TRUTH[text.lower()]
    text = FOOTNOTE.sub("", text).removesuffix("%").strip()
    if text.startswith("(") and text.endswith(")"):
        text = "-" + text[1:-1].strip()
    text = text.replace("−", "-")
    if decimal_comma:
        text = text.replace(".", "").replace(",", ".")
    if GROUPED.fullmatch(text):
        text = re.sub(r"[,\u00a0\u202f '’]", "", text)
    try:
        value = Decimal("_" if "_" in text else text)
    except InvalidOperation:
        raise ValueError("not a number") from None
    if not value.is_finite():
        return None
    return value


def order_in(cells: Sequence[str]) -> str | None:
    """Whether the days of a column ("3/4/2019") begin with the day (``dmy``) or the month (``mdy``).

    One day past the twelfth tells; else the order in which the days are evenly spaced: 1/1/2019, 2/1/2019, 3/1/2019
    are the first days of months, not three days of January with nothing between the years.
    """
    shown = [cell for cell in map(str.strip, cells) if sheet_day(cell, "dmy") or sheet_day(cell, "mdy")]
    if not shown or (told := order_of(shown)):
        return told if shown else None
    days = {order: [sheet_day(cell, order) for cell in shown] for order in ("dmy", "mdy")}
    if None in days["dmy"] or None in days["mdy"]:  # some tell one order, some the other
        return None
    if days["dmy"] == days["mdy"]:
        return "dmy"
    even = [order for order, found in days.items() if _even([date.fromisoformat(day) for day in found if day])]
    return even[0] if len(even) == 1 else None


def _even(days: Sequence[date]) -> bool:
    gaps = [(b - a).days for a, b in pairwise(sorted(set(days)))]
    return len(gaps) > 1 and max(gaps) <= 1.15 * min(gaps) + 3


def stamp(cell: str, order: str | None = None) -> Period | None:
    """The day, month, quarter or year a date cell names; years may be negative or short.

    ``order`` is that of the column's days, where it is known; without it 3/4/2019 is no date.
    """
    text = cell.strip()
    if len(text) > LONGEST_CELL:
        return None
    if found := parse_label(text[:10] if len(text) > 10 and text[10] in "T " else text):
        return found
    if re.fullmatch(r"-\d{4,9}", text) or re.fullmatch(r"\d{5}", text):
        return Period(text)  # "-10000": long before any calendar has days
    if m := COMPACT_DAY.fullmatch(text):
        return parse_label("-".join(m.groups()))
    if m := QUARTER_FIRST.fullmatch(text):
        return parse_label(f"{m[2]}-Q{m[1]}")
    if m := YEAR_QUARTER.fullmatch(text):
        return parse_label(f"{m[1]}-Q{m[2]}")
    if m := MONTH_YEAR.fullmatch(text):
        return parse_label(f"{m[2]}-{int(m[1]):02d}")
    if m := NAMED_DAY.fullmatch(text):
        day, name, year = (m[1], m[2], m[3]) if m[1] else (m[5], m[4], m[6])
        month = _month(name)
        return parse_label(f"{year}-{month:02d}-{int(day):02d}") if month else None
    if m := NAMED_MONTH.fullmatch(text):
        year, name = (m[1], m[2]) if m[1] else (m[4], m[3])
        month = _month(name)
        return parse_label(f"{year}-{month:02d}") if month else None
    days = {day for o in ([order] if order else ("dmy", "mdy")) if (day := sheet_day(text, o))}
    return parse_label(days.pop()) if len(days) == 1 else None


def _month(name: str) -> int:
    """The number of a month by its English name or its first letters; 0 for another word."""
    word = name.lower()
    return next((n for n, full in enumerate(MONTHS, 1) if full.startswith(word)), 0)


def order(period: Period) -> tuple[int, int]:
    """A sort key that also serves periods no calendar has days for: (year, day of the year)."""
    if period.start is not None:
        return period.start.year, period.start.timetuple().tm_yday
    return int(period.label), 0


def widen(periods: list[Period]) -> list[Period]:
    """Dates that stand for months, quarters or years ("2026-05-01" in a monthly table) as what they stand for."""
    starts = [p.start for p in periods if p.start is not None and p.start == p.end]
    if len(starts) < len(periods) or len(starts) < 3:
        return periods
    ordered = sorted(set(starts))
    gaps = sorted((b - a).days for a, b in pairwise(ordered))
    usual, smallest = gaps[len(gaps) // 2], gaps[0]
    for months, low, high in ((1, 28, 31), (3, 89, 92), (12, 365, 366)):
        if low <= usual <= high and smallest >= low - 3:
            return [_enclosing(p, months) for p in periods]
    return periods


def _enclosing(period: Period, months: int) -> Period:
    start = period.start
    if start is None:
        return period
    first = (start.month - 1) // months * months + 1
    a = date(start.year, first, 1)
    after = first + months
    b = date(start.year + (after - 1) // 12, (after - 1) % 12 + 1, 1) - timedelta(days=1)
    return Period(label_of(a, b), a, b)
