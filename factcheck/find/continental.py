"""Amounts printed the continental way in English text, where a currency beside them leaves no doubt: "205,68 €".

A comma before one or two last figures groups nothing, and blanks between groups of three figures separate nothing else
than thousands once money is told; without a currency "5,10" may be a list and "15 999" two numbers.
"""

from __future__ import annotations

import re
from decimal import Decimal

from factcheck.find.draft import Draft
from factcheck.measure import money, numbers
from factcheck.measure.numbers import Amount

_COMMA = re.compile(r"(?P<whole>\d{1,3}(?:[ .']\d{3})+|\d{1,15}),(?P<part>\d{1,2})(?![\d,])")
_PERCENT = re.compile(r"(?P<whole>\d{1,3}),(?P<part>\d{1,2})[ ]?(?:%|(?:percent|per cent|pct)\b)")  # "8,2 %"
_SPACED = re.compile(r"[1-9]\d{0,2}(?: \d{3})+(?![ ]?\d|[,.]\d)")
_MARKS = re.compile(r"[ ,.']")
# Prices of these are printed with a blank so often that one group of figures will do: "1 995 Kc".
_BLANKS = {"CZK", "SEK", "NOK", "DKK", "PLN", "HUF", "RUB", "UAH", "ISK", "BGN"}
# In these a point groups thousands: nobody prints thousandths of a rupiah.
_POINTS = {"IDR", "VND", "CLP", "COP", "ARS", "BRL", "PYG"}
_POINTED = re.compile(r"[1-9]\d{0,2}\.\d{3}(?![\d,.])")


def amount(text: str, start: int, code: str | None) -> Amount | None:
    """The number at ``start`` with its scale word; ``code`` is the currency printed before it, if any."""
    m = _COMMA.match(text, start)
    if m:
        found = Amount(Decimal(f"{_MARKS.sub('', m['whole'])}.{m['part']}"), len(m["part"]), m.end())
    elif code in _POINTS and (m := _POINTED.match(text, start)):
        found = Amount(Decimal(m[0].replace(".", "")), 0, m.end())
    elif m := _SPACED.match(text, start):
        if code is not None and code not in _BLANKS and m[0].count(" ") < 2:
            return None
        found = Amount(Decimal(m[0].replace(" ", "")), 0, m.end())
    else:
        return None
    power, end, _ = numbers.scale_at(text, found.end, True)
    if not power:
        return found
    return Amount(found.value * 10**power, found.decimals - power, end, power)


def before_currency(text: str, start: int) -> Draft | None:
    """Reads "205,68 €", "1 250 000 euros", "1 995 Kc"."""
    if m := _PERCENT.match(text, start):
        value, decimals = Decimal(f"{m['whole']}.{m['part']}"), len(m["part"])
        return Draft(start, m.end(), "percent", value, unit="percent", decimals=decimals)
    found = amount(text, start, None)
    unit = money.after(text, found.end) if found else None
    if found and not unit and not found.decimals and text.count(" ", start, found.end) >= 3:
        return Draft(start, found.end, "number", found.value, decimals=0, open=True)  # "1 414 021 100 people"
    if not found or not unit:
        return None
    printed = text[start : found.end]
    if "," not in printed and printed.count(" ") < 2 and unit.code not in _BLANKS:
        return None
    decimals = found.decimals - (unit.factor.adjusted() if unit.factor < 1 else 0)
    return Draft(start, unit.end, "money", found.value * unit.factor, unit=unit.code, decimals=decimals)
