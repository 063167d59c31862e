"""Bands told in words -> percent ranges: "growth in the mid-teens", "low-to-mid single digits"."""

from __future__ import annotations

import re
from decimal import Decimal

from factcheck.find.draft import Draft

HEADS = {"low", "mid", "high", "upper"}
_BAND = re.compile(
    r"(?P<a>low|mid|high|upper)(?:[ -]to[ -](?P<b>mid|high|upper))?"
    r"[ -](?P<w>single[ -]digits?|double[ -]digits?|teens)\b(?:[ -](?:percent(?:age)?|per cent|pct|%)(?:[ ]points?)?)?",
    re.I,
)
# What the words mean to those who guide by them: thirds of one to nine, of eleven to nineteen.
_SINGLE = {"low": (1, 3), "mid": (4, 6), "high": (7, 9), "upper": (7, 9)}
_TEENS = {"low": (11, 13), "mid": (14, 16), "high": (17, 19), "upper": (17, 19)}
_DOUBLE = {"low": (10, 13)}  # a "high double-digit" growth may be forty or ninety


def band(text: str, start: int) -> Draft | None:
    """Reads "mid-teens", "high single-digit percentage"; the age of people is no percentage."""
    m = _BAND.match(text, start)
    if not m:
        return None
    word = m["w"].lower()
    table = _TEENS if word == "teens" else _SINGLE if word.startswith("single") else _DOUBLE
    first, last = table.get(m["a"].lower()), table.get((m["b"] or m["a"]).lower())
    if not first or not last:
        return None
    low, high = Decimal(first[0]), Decimal(last[1])
    return Draft(start, m.end(), "percent", low, high, "percent", modifier="range", decimals=0, ignored="vague")
