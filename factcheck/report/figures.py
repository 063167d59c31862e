"""Numbers and days as an editor reads them: ``$13 billion``, ``+12.1%``, ``1 to 31 August 2024``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation, localcontext
from typing import Any

MINUS = "\u2212"
SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹"}
SCALES = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
MONTHS = "January February March April May June July August September October November December".split()
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


def digits(value: Decimal, places: int = 3) -> str:
    """``1,234.5``: grouped, at most ``places`` decimals, no trailing zeros, a real minus sign."""
    if value and abs(value).adjusted() < -places:
        places = -abs(value).adjusted() + 1
    if abs(value.adjusted()) > 60:
        return str(value).replace("-", MINUS)
    with localcontext(prec=120):
        rounded = value.quantize(Decimal(1).scaleb(-places))
    text = f"{rounded:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text.replace("-", MINUS)


def is_currency(unit: str | None) -> bool:
    """Whether a unit is an ISO 4217 code (upper case, three letters)."""
    return bool(unit) and len(unit or "") == 3 and (unit or "").isalpha() and (unit or "").isupper()


def amount(value: Decimal, unit: str | None, per: str | None = None, signed: bool = False) -> str:
    """A value with its unit: ``$4.48 billion``, ``12.5%``, ``25 basis points``, ``1,200 employees``, ``$60 per barrel``."""
    if unit and "/" in unit and not per:
        unit, per = unit.split("/", 1)
    sign = MINUS if value < 0 else "+" if signed and value > 0 else ""
    size, scale = abs(value), ""
    money = is_currency(unit)
    if money or size >= 10_000_000:
        for factor, word in SCALES:
            if size >= factor:
                with localcontext(prec=60):
                    size, scale = size / factor, f" {word}"
                break
    shown = digits(size) + scale
    tail = f" per {per.replace('_', ' ')}" if per else ""
    if money:
        symbol = SYMBOLS.get(unit or "")
        return f"{sign}{symbol}{shown}{tail}" if symbol else f"{sign}{unit} {shown}{tail}"
    if unit == "percent":
        return f"{sign}{shown}%{tail}"
    if unit in (None, "", "ratio", "number", "year"):
        return f"{sign}{shown.replace(',', '') if unit == 'year' else shown}{tail}"
    return f"{sign}{shown} {noun(unit or '', size)}{tail}"


def noun(unit: str, size: Decimal) -> str:
    """The unit's noun in the right number: ``barrel``, ``barrels``, ``percentage points``."""
    word = unit.replace("_", " ")
    if size == 1 or word.endswith("s") or not word[-1:].isalpha() or not word.isascii():
        return word
    if word == "person":
        return "people"
    if word in ("people", "celsius", "fahrenheit", "kelvin", "index"):
        return word
    return word[:-1] + "ies" if word.endswith("y") and word[-2:-1] not in "aeiou" else word + "s"


def day(when: date) -> str:
    """``30 July 2024``."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def iso_ordinal(text: str | None) -> int | None:
    """The ordinal of an ISO date, or None."""
    try:
        return date.fromisoformat(text or "").toordinal()
    except ValueError:
        return None


def iso_day(text: str | None) -> str:
    """An ISO date as ``30 July 2024``; anything else as it is."""
    try:
        return day(date.fromisoformat(text or ""))
    except ValueError:
        return text or ""


def days(low: Decimal | None, high: Decimal | None) -> str:
    """Days from ``low`` to ``high`` (last one EXCLUDED): ``2030``, ``August 2024``, ``1 to 5 May 2024``, ``until 2030``."""
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


def stretch(interval: Mapping[str, Any] | None, unit: str | None, per: str | None, dates: bool) -> str | None:
    """An interval in words: ``$12.5 billion to $13.5 billion``, ``at least 5%``; None where it says nothing."""
    if not interval:
        return None
    low, high = number(interval["low"]), number(interval["high"])
    if low is None and high is None:
        return None
    if dates:
        return days(low, high)
    if low is None or high is None:
        return f"{'at most' if low is None else 'at least'} {amount(high if low is None else low, unit, per)}"  # type: ignore[arg-type]
    if low == high:
        return amount(low, unit, per)
    left, right = amount(low, unit, per), amount(high, unit, per)
    return left if left == right else f"{left} to {right}"
