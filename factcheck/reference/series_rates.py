"""A table of exchange rates -> which way round each column is, and whether its inverse fits better.

"USD per EUR" with 0.80 in 2005 is a table upside down: a euro cost 1.24 dollars. Market notation invites it (EUR/USD
1.24 counts dollars), and publishers mix both ways in one file. A column is held against the yearly means of the ECB
reference rates, and where those lack a currency against other tables on file of the same pair.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from math import log
from statistics import median
from typing import NamedTuple

from factcheck.measure.unit_text import currencies
from factcheck.reference.entities import currency_of
from factcheck.vocabulary import rows

Pair = tuple[str, str]  # (counted, for one of)
Yearly = Mapping[int, float]
SIDES = re.compile(r"(.{1,60}?)\s*(?:/|\bper\b|\bfor (?:one|1)\b)\s*(?:(?:one|1)\s+)?(.{1,60})", re.IGNORECASE)
# "units of the national currency", "LCU", "units": the currency is that of the column
OWN = re.compile(
    r"(?:units?\b\s*)?(?:of\s+)?(?:the\s+)?(?:(?:national|local|foreign|domestic|own)\s+)?(?:currency|currencies)?(?:\s+units?)?"
    r"|lcu",
    re.IGNORECASE,
)
MARKET = re.compile(r"([A-Z]{3})\s*[/-]\s*([A-Z]{3})|([A-Z]{3})([A-Z]{3})")
RATE = re.compile(r"\bexchange\s+rates?\b", re.IGNORECASE)
# Parity hides the way round: yearly means of the dollar and the euro were 5% apart at the nearest (2022).
PARITY = 0.04
FAR = 0.15  # a single day may lie below parity in a year above it: the euro in September 2022
SAME = 0.1  # how near, as a logarithm, the inverse must be for being the same rate at all
FLOOR = 0.005  # two offices' means of one year agree within half a percent
LEAST = 3  # years that another table on file must share


class Turned(NamedTuple):
    """How many times nearer the inverse is than the rate as stated, and what it was held against."""

    times: float
    against: str


def pair(unit: str, label: str, metric: str) -> Pair | None:
    """The currencies of a column: its unit says which is counted for one of which; None where that stays open."""
    if found := SIDES.fullmatch(unit.strip()):
        top, bottom = (_side(side, label) for side in found.groups())
        return (top, bottom) if top and bottom and top != bottom else None
    if RATE.search(metric) and (market := MARKET.fullmatch(label.strip())):
        base, quote = [code for code in market.groups() if code]
        if {base, quote} <= currencies() and base != quote:
            return quote, base
    return None


def _side(text: str, label: str) -> str | None:
    return _of_label(label) if OWN.fullmatch(text.strip()) else currency(text)


@cache
def currency(text: str) -> str | None:
    """The ISO code a currency is written as: ``USD``, ``US dollars``, ``yen``."""
    words = " ".join(text.split())
    return words if words in currencies() else _names().get(words.casefold().removeprefix("the "))


@cache
def _names() -> dict[str, str]:
    found = {row[form]: row["code"] for row in rows("currency_names") for form in ("name", "plural") if row[form]}
    return found | {row["sign"].casefold(): row["code"] for row in rows("currency_signs") if row["code"] != "*"}


@cache
def _of_label(label: str) -> str | None:
    return currency(label) or currency_of(label)


@cache
def _euro_rates() -> dict[str, dict[int, float]]:
    found: dict[str, dict[int, float]] = defaultdict(dict)
    for row in rows("euro_rates"):
        found[row["code"]][int(row["year"])] = float(row["per_euro"])
    found["EUR"] = {year: 1.0 for years in found.values() for year in years}
    return dict(found)


@cache
def published(counted: str, per: str) -> Yearly:
    """Yearly means of a pair by the reference rates of the European Central Bank; empty where it lacks one."""
    top, bottom = _euro_rates().get(counted, {}), _euro_rates().get(per, {})
    return {year: top[year] / bottom[year] for year in top if year in bottom}


def turned(pair_: Pair, stated: Yearly, others: Iterable[tuple[str, Pair, Yearly]] = ()) -> Turned | None:
    """Whether the inverse of the stated rates fits better; None where nothing can tell."""
    if found := _compare(stated, published(*pair_), 1):
        return Turned(found, "the reference rates of the European Central Bank")
    for name, other, theirs in others:
        if set(other) != set(pair_):
            continue
        known = theirs if other == pair_ else {year: 1 / rate for year, rate in theirs.items()}
        if found := _compare(stated, known, LEAST):
            return Turned(found, name)
    return None


def _compare(stated: Yearly, known: Yearly, least: int) -> float | None:
    shared = [year for year in stated if year in known and abs(log(known[year])) > PARITY]
    if len(shared) < LEAST:
        shared = [year for year in shared if abs(log(known[year])) > FAR]
    if len(shared) < least:
        return None
    as_stated = median(abs(log(stated[year]) - log(known[year])) for year in shared)
    inverse = median(abs(log(stated[year]) + log(known[year])) for year in shared)
    return as_stated / max(inverse, FLOOR) if inverse < SAME else FLOOR


def yearly_means(points: Iterable[tuple[int, float]]) -> dict[int, float]:
    """The mean of each year of a column; years with a value that no rate can have are left out."""
    found: dict[int, list[float]] = defaultdict(list)
    for year, value in points:
        found[year].append(value)
    return {year: sum(v) / len(v) for year, v in found.items() if min(v) > 0}
