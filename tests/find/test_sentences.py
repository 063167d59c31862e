"""The language of business news, filings and wire copy: one sentence a row, and all that is read in it.

A mention is told as "surface" kind value..high unit/per modifier days period !ignored, whatever of it there is.
"""

from datetime import date

import pytest

from factcheck.find import find
from factcheck.model import Article, Mention

DAY = date(2024, 10, 15)  # a Tuesday


def told(m: Mention) -> str:
    parts = [m.kind]
    if m.value is not None and m.kind not in ("date", "daterange"):
        value = f"{float(m.value):.10g}"
        parts.append(value if m.value_high is None else f"{value}..{float(m.value_high):.10g}")
    if m.unit and m.kind not in ("date", "daterange"):
        parts.append(m.unit + (f"/{m.per}" if m.per else ""))
    parts += [m.modifier] if m.modifier else []
    parts += [m.period] if m.period else []
    return " ".join([*parts, f"!{m.ignored}"] if m.ignored else parts)


def read(text: str) -> list[str]:
    return [f"{m.surface}: {told(m)}" for m in find(Article(text, published=DAY))]


SEPARATORS = [
    ("The price is 1.234,56 EUR.", ["1.234,56 EUR: money 1234.56 EUR"]),
    ("The price is €1.234,56 today.", ["€1.234,56: money 1234.56 EUR", "today: date 2024-10-15"]),
    ("The toll was 2,50 euros.", ["2,50 euros: money 2.5 EUR"]),
    ("It asked €19,9 million.", ["€19,9 million: money 19900000 EUR"]),
    ("Sales of EUR 1,2 Mrd.", ["EUR 1,2 Mrd: money 1200000000 EUR"]),
    ("Sales reached 1 250 000 euros.", ["1 250 000 euros: money 1250000 EUR"]),
    ("Sales reached 1\u202f250\u202f000 tonnes.", ["1\u202f250\u202f000 tonnes: quantity 1250000 tonne"]),
    ("It costs 1 995 Kč.", ["1 995 Kč: money 1995 CZK"]),
    ("Tickets cost Rp 350.000.", ["Rp 350.000: money 350000 IDR"]),
    ("Fuel costs $3.459 a gallon.", ["$3.459: money 3.459 USD/gallon"]),
    ("The Kestrel 15 999 euros.", ["15: number 15 !product-name", "999 euros: money 999 EUR"]),
    ("It sold 1,234 units.", ["1,234: quantity 1234 unit"]),
    ("Ask for $1,234.50.", ["$1,234.50: money 1234.5 USD"]),
    ("It makes 100 - $2.75.", ["100: number 100", "$2.75: money 2.75 USD"]),
]


@pytest.mark.parametrize(("text", "expected"), SEPARATORS)
def test_separators(text: str, expected: list[str]) -> None:
    assert read(text) == expected
