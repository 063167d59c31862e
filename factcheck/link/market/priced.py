"""Closes -> Readings: what a pair of days implies for a close, a change, a multiple or a market value."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from factcheck.link.market.closes import Closes
from factcheck.link.market.telling import Telling
from factcheck.link.market.windows import Pairs
from factcheck.measure import formatting, intervals
from factcheck.measure.intervals import CTX
from factcheck.model import Claim, Fact, Interval, Reading
from factcheck.reference import Reference

HUNDRED, ONE = Decimal(100), Decimal(1)
APART = 50  # times a close that a level may lie from it and still be one misprinted
COUNT_DAYS = 200  # days a count of shares may be away from the day it is used for
COUNT_SLACK = Decimal("0.03")  # what buybacks and new shares do to a count within half a year


def readings(
    telling: Telling, claim: Claim, closes: Closes, found: Pairs, reference: Reference, several: bool
) -> list[Reading] | None:
    """One reading for each pair of days that may be meant; None where the closes alone cannot say."""
    axis = "source" if several else None
    out = []
    for a, b in found.pairs:
        if telling.what in ("value", "worth"):
            made = _worth(telling, closes, a, b, reference, axis)
        elif telling.what in ("level", "previous"):
            made = _level(telling, claim, closes, a, b, axis)
        else:
            made = _change(telling, claim, closes, a, b, axis)
        if made:
            out.append(made)
    return list({(r.expected, r.facts[0].id): r for r in out}.values()) or None


def _said(closes: Closes, i: int) -> str:
    unit = f"{closes.unit} " if len(closes.unit) == 3 else ""
    return f"{unit}{formatting.number(closes.values[i])} on {closes.days[i]:%A} {closes.days[i]}"


def _reading(
    closes: Closes, formula: str, expected: Interval, places: tuple[int, ...], step: str, axis: str | None,
    more: tuple[Fact, ...] = (),
) -> Reading:  # fmt: skip
    facts = tuple(dict.fromkeys([*(closes.fact(i) for i in places), *more]))
    secondary = closes.secondary or any(f.source_rank == "secondary" for f in more)
    return Reading(formula, expected, facts, axis=axis, rank="secondary" if secondary else "primary", steps=(step,))


def _level(telling: Telling, claim: Claim, closes: Closes, a: int, b: int, axis: str | None) -> Reading | None:
    i = a if telling.what == "previous" else b
    if i < 0 or (closes.adjusted and any(closes.days[i] < day for day, _ in closes.splits)):
        return None  # the table was divided by a later split: it does not hold what was paid that day
    paid = closes.values[i]
    if isinstance(claim.main.value, Decimal) and not paid / APART < claim.main.value < paid * APART:
        return None  # "worth $83 billion": no close is meant
    value = intervals.point(paid)
    return _reading(closes, "{close}", value, (i,), f"On file: {closes.entity} closed at {_said(closes, i)}.", axis)


def _splits(closes: Closes, a: int, b: int) -> tuple[str, tuple[Fact, ...]]:
    """What a split between two closes does, in words, with the facts that tell of it."""
    told, facts = "", []
    for (day, ratio), fact in zip(closes.splits, closes.split_facts, strict=True):
        if not closes.adjusted and closes.days[a] < day <= closes.days[b]:
            shares = formatting.number(ratio)
            told += f" From {day} on there are {shares} shares for one: the close before is divided by it."
            facts.append(fact)
    return told, tuple(facts)


def _change(telling: Telling, claim: Claim, closes: Closes, a: int, b: int, axis: str | None) -> Reading | None:
    if a < 0:
        return None
    was, now = closes.at_par(a, closes.days[b]), closes.values[b]
    if was <= 0:
        return None
    sign = Decimal(telling.sign or 1)
    split, more = _splits(closes, a, b)
    how = f"On file: {closes.entity} closed at {_said(closes, a)} and at {_said(closes, b)}.{split}"
    if telling.what == "amount":
        value = now - was
        formula, shown = "{close} - {close before}", f"{formatting.number(now)} - {_short(was)} = {_short(value)}"
    elif telling.what == "multiple":
        value = CTX.divide(now, was)
        formula, shown = "{close} / {close before}", f"{formatting.number(now)} / {_short(was)} = {_short(value)}"
    else:
        fraction = claim.main.kind == "ratio"
        value = CTX.multiply(CTX.divide(now, was) - ONE, ONE if fraction else HUNDRED)
        formula = "{close} / {close before} - 1"
        shown = f"{formatting.number(now)} / {_short(was)} - 1 = {_short(value)}{'' if fraction else '%'}"
    return _reading(closes, formula, intervals.point(value * sign), (b, a), f"{how} {shown}.", axis, more)


def _short(value: Decimal) -> str:
    return formatting.number(formatting.rounded(value, max(2, 3 - value.adjusted())).normalize() + 0) if value else "0"


def _worth(telling: Telling, closes: Closes, a: int, b: int, reference: Reference, axis: str | None) -> Reading | None:
    """Shares outstanding times a close, a little wider than the digits: the count is of another day."""
    on = closes.days[b]
    if telling.what == "value":
        for fact in reference.facts_of(closes.entity, "market value"):
            if fact.period and fact.period.start == on == fact.period.end and fact.unit == closes.unit:
                step = f"On file: market value of {closes.entity} on {on}: {formatting.fact_value(fact)}."
                return Reading("{market value}", intervals.of_fact(fact), (fact,), axis=axis,
                               rank=fact.source_rank or "primary", steps=(step,))  # fmt: skip
    counts = [f for f in reference.facts_of(closes.entity, "shares outstanding") if isinstance(f.value, Decimal)]
    near = [(abs((_day(f) - on).days), f) for f in counts]
    if not near or min(near, key=lambda pair: pair[0])[0] > COUNT_DAYS:
        return None
    fact = min(near, key=lambda pair: pair[0])[1]
    assert isinstance(fact.value, Decimal)
    count = fact.value
    if _day(fact) <= on:
        count *= closes.factor(_day(fact), on)
    else:
        count = CTX.divide(count, closes.factor(on, _day(fact)))
    price = closes.values[b]
    if telling.what == "worth":
        if a < 0:
            return None
        price = (closes.values[b] - closes.at_par(a, on)) * telling.sign
    value = count * price
    slack = abs(value) * COUNT_SLACK
    shares, paid = formatting.number(count), formatting.number(price)
    worth = formatting.number(formatting.rounded(value, 3 - value.adjusted()))
    step = (
        f"On file: {shares} shares of {closes.entity} (told on {_day(fact)}) and a close of {_said(closes, b)}; "
        f"{shares} × {paid} = {worth}."
    )
    places = (b,) if telling.what == "value" else (b, a)
    return _reading(
        closes, "{shares} * {close}", intervals.between(value - slack, value + slack), places, step, axis, (fact,)
    )


def _day(fact: Fact) -> date:
    return (fact.period.end if fact.period else None) or fact.valid_from or fact.as_of
