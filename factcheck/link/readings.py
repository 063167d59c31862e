"""Recipe and facts -> Readings: what the facts imply for the claimed value, with the arithmetic in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Context, Decimal
from itertools import product

from factcheck.claim.kinds import Need, Recipe
from factcheck.measure import formatting, intervals
from factcheck.model import Claim, Fact, Interval, Reading

MOST = 8  # readings per claim: enough for two sources of each of three needs; more would bury the reader
HUNDRED = Decimal(100)
SHORT = Context(prec=4)


def build(
    claim: Claim, recipe: Recipe, chosen: Mapping[str, Sequence[Fact]], turned: frozenset[str] = frozenset()
) -> list[Reading]:
    """One reading per combination of the facts chosen for each role (several facts: sources that may disagree).

    ``turned``: ids of facts that tell the claim's number with the other sign, a net income for a net loss.
    """
    roles = [need.role for need in recipe.needs]
    out = []
    for combination in list(product(*(chosen[role] for role in roles)))[:MOST]:
        facts = dict(zip(roles, combination, strict=True))
        if len({fact.id for fact in combination}) < len(combination):
            continue  # one fact can't be both ends of a change, nor a part of itself
        needs = {need.role: need for need in recipe.needs}
        values = {role: as_interval(claim, fact, needs[role]) for role, fact in facts.items()}
        for role, fact in facts.items():
            values[role] = intervals.neg(values[role]) if fact.id in turned else values[role]
        expected = recipe.imply(values)
        if expected is None:
            continue
        ranks = {fact.source_rank or "primary" for fact in combination}
        out.append(
            Reading(
                formula=recipe.formula,
                expected=expected,
                facts=tuple(dict.fromkeys(combination)),
                axis="source" if len(chosen[roles[0]]) > 1 else None,
                rank="secondary" if "secondary" in ranks else "primary",
                steps=(*_steps(claim, recipe, facts, expected), *_turned(claim, expected, combination, turned)),
            )
        )
    return out


def as_interval(claim: Claim, fact: Fact, need: Need) -> Interval:
    """A fact's interval in the unit its need is asked in: percent and ratio are brought to the claim's side."""
    if need.what == "days" and fact.period and fact.period.start and fact.period.end:
        last = Decimal(fact.period.end.toordinal())
        return Interval(last, last + 1, open_high=True)
    own = intervals.of_fact(fact)
    unit = claim.main.unit or ("ratio" if claim.main.kind == "ratio" else None)
    if need.what == "same" and len({unit, fact.unit} & {"percent", "percentage_point"}) == 1:
        if fact.unit == "ratio":
            return intervals.scale(own, HUNDRED)
        if unit == "ratio" and fact.unit == "percent":
            return intervals.scale(own, 1 / HUNDRED)
    if unit == "basis_point" and fact.unit in ("percent", "percentage_point"):
        return intervals.scale(own, HUNDRED)
    return own


def said(fact: Fact) -> str:
    """A fact as one clause: who, what, when, how much, by whose word."""
    name = f"{fact.entity}, {fact.metric}" + (f" ({fact.counterparty})" if fact.counterparty else "")
    when = f", {fact.period.label}" if fact.period else ""
    kind = f", {fact.value_type}" if fact.value_type != "actual" else ""
    return f"{name}{when}{kind}: {formatting.fact_value(fact)} ({fact.source}, as of {fact.as_of.isoformat()})"


def _steps(claim: Claim, recipe: Recipe, facts: Mapping[str, Fact], expected: Interval) -> tuple[str, ...]:
    lines = [f"On file: {said(fact)}." for fact in dict.fromkeys(facts.values())]
    if len(facts) > 1:
        values = {role: formatting.fact_value(fact) for role, fact in facts.items()}
        shown = recipe.formula
        for role, value in values.items():
            shown = shown.replace("{" + role + "}", value)
        lines.append(f"{shown} = {formatting.interval(_short(expected), claim.main)}.")
    return tuple(lines)


def _turned(claim: Claim, expected: Interval, facts: Sequence[Fact], turned: frozenset[str]) -> tuple[str, ...]:
    if len(facts) > 1 or facts[0].id not in turned or not claim.metric:
        return ()
    return (f"Told as {claim.metric}, that is {formatting.interval(_short(expected), claim.main)}.",)


def _short(expected: Interval) -> Interval:
    """The implied interval as a reader wants it: four significant digits ("0.4634 to 0.5385")."""
    low, high = (None if end is None else SHORT.plus(end) for end in (expected.low, expected.high))
    return Interval(low, high, expected.open_low, expected.open_high)
