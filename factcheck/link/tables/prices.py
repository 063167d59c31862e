"""Unit of a table -> money: its currency, its scale, what it is per, and whether the prices are those of one year.

"Constant 2015 US$" and "international-$ in 2021 prices" are no amounts anybody paid; a sentence that does not say so
speaks of what was paid.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

CURRENCY = re.compile(
    r"\b(?P<code>USD|EUR|GBP|JPY|CNY|CHF|CAD|AUD|INR|KRW|SEK|NOK|DKK|NZD|BRL|MXN|ZAR|RUB|TRY|PLN)\b"
    r"|(?P<usd>US\$|U\.S\.\s+dollars?|US\s+dollars?|(?<!international-)\$)|(?P<eur>€|\beuros?\b)|(?P<gbp>£|\bpounds?\s+sterling\b)"
    r"|(?P<jpy>¥|\byen\b)",
    re.IGNORECASE,
)
SCALES = (("trillion", 12), ("billion", 9), ("million", 6), ("thousand", 3), ("bn", 9))
CONSTANT = re.compile(
    r"\b(?:constant|chained|real)\b(?:[^()]{0,12}?\b(?P<year>(?:19|20)\d\d))?|\bin\s+(?P<year2>(?:19|20)\d\d)\s+prices\b",
    re.IGNORECASE,
)
PARITY = re.compile(r"\binternational[\s-]*\$|\bppp\b|\bpurchasing\s+power\b", re.IGNORECASE)
PER = re.compile(
    r"(?:\bper\s+|/\s*)(?:troy\s+|metric\s+)?(?P<per>barrel|ounce|tonne|ton|pound|gallon|litre|bushel|kilogram|hour|day|share|person|capita|worker"
    r"|million\s+btu|mmbtu|megawatt-hour|mwh)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Price:
    """Money as a table counts it. ``year`` is the base year of constant prices, 0 where they are of no year."""

    currency: str
    scale: Decimal
    per: str | None
    constant: bool
    year: int
    parity: bool


@lru_cache(maxsize=1024)
def price_of(unit: str, more: str = "") -> Price | None:
    """The money a table's unit (and its title and qualifiers) names, None where it is no money."""
    parity = PARITY.search(f"{unit} {more}") is not None
    m = CURRENCY.search(unit)
    if m is None and not parity:
        return None
    code = (m["code"] or "").upper() if m else ""
    currency = code or next((c for c in ("usd", "eur", "gbp", "jpy") if m and m[c]), "usd").upper()
    tail = unit.lower()
    scale = next((Decimal(10) ** p for word, p in SCALES if re.search(rf"\b{word}\b(?!\s+btu)", tail)), Decimal(1))
    fixed = CONSTANT.search(f"{unit} {more}")
    per = PER.search(f"{unit} {more}")
    year = int(fixed["year"] or fixed["year2"] or 0) if fixed else 0
    return Price(currency, scale, per["per"].lower() if per else None, fixed is not None, year, parity)
