"""Values from tables -> readings of a claim: which of them speak for it, which against, and how sure that is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from factcheck.link.tables.track import Cell, Track
from factcheck.measure import intervals
from factcheck.model import Claim, Fact, Interval, Linked, Reading
from factcheck.reference.series import Table

MOST_CELLS = 12
Draw = Callable[["Candidate"], Mapping[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One value the table gives for what the claim says; ``own`` where it is the reading the sentence asks for.

    ``track`` is drawn for the reader, with the ticks that decide (``marks``) and the value claimed for one (``said``).
    """

    value: Decimal
    formula: str
    cells: tuple[Cell, ...]
    step: str
    own: bool = True
    assumption: str = ""
    axis: str = "period"
    track: Track | None = None
    marks: tuple[int, ...] = ()
    said: tuple[int, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Candidates with what the sentence allows, and what keeps an accusation from being made."""

    strict: Interval
    wide: Interval
    candidates: tuple[Candidate, ...]
    mode: str = "any"
    unsettled: tuple[str, ...] = ()
    hint: str | None = None
    intro: str = ""


def fits(value: Decimal, interval: Interval) -> bool:
    """Whether a value lies in what the sentence allows."""
    return intervals.overlaps(intervals.point(value), interval)


def linked(claim: Claim, answer: Answer, tables: Sequence[Table], draw: Draw = lambda _: None) -> Linked | None:
    """The readings to hand to judging.

    A claim that leaves its year open is true if one of the plausible years bears it out ("about 10%" printed before
    last year's figure was known), and false only if none does. With mode ``every`` ("never", "consistently") it is the
    other way round: one clear exception refutes, and support needs all. With ``all`` (a span, a list) every value must
    lie on the same side.
    """
    got = answer.candidates
    if not got:
        return None
    inside = [c for c in got if fits(c.value, answer.strict)]
    near = [c for c in got if not fits(c.value, answer.strict) and fits(c.value, answer.wide)]
    out = [c for c in got if not fits(c.value, answer.wide)]
    if answer.mode == "all" and out and (inside or near):
        return None
    if answer.mode in ("every", "all"):
        shown = out or near or inside  # the worst of the years decides
    elif inside:
        shown = inside
    else:
        shown = [*near, *out]
    if out and shown and shown[0] in out and answer.unsettled:
        return None  # nothing but a doubt: better no word than a false accusation
    revised = any(t.meta.revisions == "revised" for t in tables)
    unsettled = answer.unsettled + (("revised-series",) if revised else ())
    readings = tuple(_reading(c) for c in shown[:4])
    steps = ((answer.intro,) if answer.intro else ()) + tuple(dict.fromkeys(c.step for c in shown[:4]))
    return Linked(
        claim,
        allowed=answer.strict,
        allowed_wide=answer.wide,
        readings=readings,
        unsettled=unsettled,
        hint=answer.hint,
        confidence=Decimal("0.9"),
        steps=steps,
        trend=draw(shown[0]) if shown else None,
    )


def _reading(c: Candidate) -> Reading:
    facts: dict[str, Fact] = {}
    for cell in c.cells[:MOST_CELLS]:
        fact = cell.fact
        facts.setdefault(fact.id, fact)
    return Reading(
        formula=c.formula,
        expected=intervals.point(c.value),
        facts=tuple(facts.values()),
        assumptions=(c.assumption,) if c.assumption else (),
        axis=c.axis,
        rank="primary",
        steps=(c.step,),
    )
