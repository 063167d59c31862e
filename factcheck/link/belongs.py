"""Linked -> Linked: where a wrong number belongs, when it is the same line's figure of another period.

"$3.5 billion in 2024" is told with its period and contradicted all the same, but the reader wants to know that 3.5 is
the figure of 2023: a right number in the wrong place is the commonest slip there is.
"""

from __future__ import annotations

from dataclasses import replace

from factcheck.claim.kinds import Need
from factcheck.link.readings import as_interval
from factcheck.link.versions import fits
from factcheck.measure import intervals
from factcheck.model import Fact, Linked
from factcheck.reference import Reference


def place(linked: Linked, reference: Reference) -> Linked:
    """``linked`` with a step and the hint ``period-mismatch`` where its number is that of another period."""
    if linked.claim.claim_kind != "level" or linked.allowed is None or fits(linked) is not False:
        return linked
    facts = linked.readings[0].facts
    other = _elsewhere(linked, facts[0], reference) if len(facts) == 1 else None
    if other is None or other.period is None:
        return linked
    step = f"“{linked.claim.main.surface}” is the figure of {other.period.label}."
    return replace(linked, hint=linked.hint or "period-mismatch", steps=(*linked.steps, step))


def _elsewhere(linked: Linked, fact: Fact, reference: Reference) -> Fact | None:
    assert linked.allowed is not None
    kin = (f for f in reference.facts_of(fact.entity, fact.metric) if f.period and f.period != fact.period)
    for other in kin:
        expected = as_interval(linked.claim, other, Need("value"))
        if _line(other) == _line(fact) and intervals.overlaps(linked.allowed, expected):
            return other
    return None


def _line(fact: Fact) -> tuple[object, ...]:
    return fact.metric, fact.counterparty, fact.qualifiers, fact.unit, fact.per, fact.value_type
