"""Reference -> rates of exchange on file: facts and series of the metric "exchange rate", straight, inverted, crossed.

A rate is units of one currency for one of another. Facts say so by their unit (``USD/EUR``) or by an entity written as
markets do (``EUR/USD``); series by theirs ("units per euro" in a table with a column per currency).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from factcheck.measure import intervals
from factcheck.measure.money import CODES, NAMES
from factcheck.model import Fact, Interval
from factcheck.reference import Reference
from factcheck.reference.series import Table

METRIC = "exchange rate"
AROUND = timedelta(days=7)  # rates are published on working days, and a writer may use last week's
ENTITY = re.compile(r"([A-Z]{3})\s?/?\s?([A-Z]{3})")
PER = re.compile(r"(?:units|[A-Z]{3})\s?(?:per|/)\s?(.+)", re.IGNORECASE)
ONE = Decimal(1)


class Rate(NamedTuple):
    """The lowest and highest rate of some days with the facts that say so."""

    span: Interval
    facts: tuple[Fact, ...]


Leg = list[tuple[date, Decimal, Fact]]


def rate(reference: Reference, quote: str, base: str, first: date, last: date) -> Rate | None:
    """Units of ``quote`` for one ``base`` from a week before ``first`` to a week after ``last``, or None."""
    first = max(first, date.min + AROUND) - AROUND  # an old or far date has no week before or behind it
    last = min(last, date.max - AROUND) + AROUND
    if straight := _leg(reference, quote, base, first, last):
        return _range(straight)
    if inverse := _leg(reference, base, quote, first, last):
        return _range([(day, intervals.CTX.divide(ONE, value), fact) for day, value, fact in inverse])
    for middle in _bases(reference):
        tops = _leg(reference, quote, middle, first, last)
        bottoms = {day: (value, fact) for day, value, fact in _leg(reference, base, middle, first, last)}
        crossed = [(day, value, fact) for day, value, fact in tops if day in bottoms]
        if crossed:
            quotients = [(d, intervals.CTX.divide(v, bottoms[d][0]), f) for d, v, f in crossed]
            found = _range(quotients)
            others = tuple(bottoms[d][1] for d, _, f in crossed if f in found.facts)
            return Rate(found.span, (*found.facts, *others))
    return None


def _range(leg: Leg) -> Rate:
    low, high = min(leg, key=lambda p: (p[1], p[0])), max(leg, key=lambda p: (p[1], p[0]))
    return Rate(intervals.between(low[1], high[1]), tuple(dict.fromkeys((low[2], high[2]))))


def _leg(reference: Reference, quote: str, base: str, first: date, last: date) -> Leg:
    facts = [
        (f.period.start if f.period and f.period.start else f.valid_from or f.as_of, f)
        for f in _facts(reference).get((quote, base), ())
    ]
    held = ((day, f.value, f) for day, f in facts if first <= day <= last)
    out = [(day, value, f) for day, value, f in held if isinstance(value, Decimal) and value > 0]
    for table, own in _tables(reference):
        if own == base and quote in table.labels:
            points = ((p.period.start, p) for p in table.column(quote))
            out += [(d, p.value, table.fact(quote, p)) for d, p in points if d and first <= d <= last and p.value > 0]
    return sorted(out, key=lambda p: p[0])


def _bases(reference: Reference) -> tuple[str, ...]:
    """Every currency that rates are quoted for one of."""
    return tuple(dict.fromkeys([*(base for _, base in _facts(reference)), *(base for _, base in _tables(reference))]))


@lru_cache(maxsize=8)
def _facts(reference: Reference) -> dict[tuple[str, str], tuple[Fact, ...]]:
    pairs = reference.metrics.pairs_of(METRIC)
    found: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for name in reference.index.names if pairs else ():
        for fact in reference.index.of_pairs(name, pairs):
            if fact.per in CODES and fact.unit in CODES:
                found[fact.unit, fact.per or ""].append(fact)
            elif (m := ENTITY.fullmatch(fact.entity)) and fact.unit in ("ratio", m[2]) and {m[1], m[2]} <= CODES:
                found[m[2], m[1]].append(fact)
    return {pair: tuple(facts) for pair, facts in found.items()}


@lru_cache(maxsize=8)
def _tables(reference: Reference) -> tuple[tuple[Table, str], ...]:
    return tuple(_quoted(reference))


def _quoted(reference: Reference) -> Iterator[tuple[Table, str]]:
    for table in reference.series.tables:
        told = PER.fullmatch(table.meta.unit.strip())
        if METRIC not in table.meta.metric.lower() or told is None or table.meta.layout != "wide":
            continue
        name = told[1].strip()
        code = name.upper() if name.upper() in CODES else NAMES.get(name.lower(), ("", ONE))[0]
        if code:
            yield table, code
