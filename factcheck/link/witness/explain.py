"""What the models picked -> Linked: the reading, the sentences that say which witnesses decided, the runners-up."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from factcheck.link.witness.anchors import Witnesses
from factcheck.link.witness.features import NAMES
from factcheck.link.witness.index import Floats, Index
from factcheck.link.witness.passage import Passage
from factcheck.link.witness.score import Ranked
from factcheck.measure import intervals
from factcheck.model import Claim, Considered, Fact, Interval, Linked, Reading

_AT = {n: i for i, n in enumerate(NAMES)}
SURE = 0.5  # a witness below this is not named
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Found:
    """One claim with everything known about it."""

    claim: Claim
    passage: Passage
    number: int
    witnesses: Witnesses
    sure: Floats
    index: Index
    ranked: Ranked


def contradicted(f: Found, at: int, probability: float) -> Linked:
    """A reading on the best fact the printed value does not fit."""
    fact = f.index.facts[f.ranked.at[at]]
    hint, note = _why_off(f, fact)
    steps = (*_witness_steps(f, at), *note)
    return _linked(f, fact, at, probability, hint, steps)


def supported(f: Found, at: int, probability: float) -> Linked:
    """A reading on the best fact the printed value fits."""
    fact = f.index.facts[f.ranked.at[at]]
    return _linked(f, fact, at, probability, None, _witness_steps(f, at))


def undecided(f: Found, absent: float) -> Linked:
    """No reading: nothing on file, or several lines the sentence does not tell apart."""
    first = f.ranked
    reason = "no-fact"
    if f.ranked.none < 0.5 and absent < 0.5:
        spans = {int(f.index.period[i]) for i in first.at[:3]}
        lines = {int(f.index.series[i]) for i in first.at[:3]}
        reason = "period-unknown" if len(lines) == 1 and len(spans) > 1 else "metric-ambiguous"
    considered = tuple(Considered(f.index.facts[i], _open(f, n)) for n, i in enumerate(first.at[:SHOWN]))
    return Linked(f.claim, reason=reason, confidence=_decimal(absent), considered=considered)


def _linked(f: Found, fact: Fact, at: int, probability: float, hint: str | None, steps: tuple[str, ...]) -> Linked:
    strict, wide = intervals.allowed(f.claim.main)
    reading = Reading(
        formula=fact.metric, expected=expected(f.claim, fact), facts=(fact,), rank=fact.source_rank or "primary"
    )
    others = [i for i in range(len(f.ranked.at)) if i != at][:SHOWN]
    considered = tuple(Considered(f.index.facts[f.ranked.at[i]], _why_not(f, i, at)) for i in others)
    return Linked(
        f.claim,
        strict,
        wide,
        (reading,),
        hint=hint,
        confidence=_decimal(probability),
        considered=considered,
        steps=steps,
    )


def expected(claim: Claim, fact: Fact) -> Interval:
    """What the fact says in the claim's unit and without its sign: prose tells a loss of 5 as 5."""
    own = intervals.of_fact(fact)
    if isinstance(fact.value, Decimal) and isinstance(claim.main.value, Decimal) and fact.value < 0 <= claim.main.value:
        own = intervals.neg(own)
    unit = claim.main.unit or claim.main.kind
    percent = fact.unit in ("percent", "percentage_point")
    if unit in ("percent", "percentage_point") and fact.unit == "ratio":
        return intervals.scale(own, Decimal(100))
    if unit == "basis_point" and (percent or fact.unit == "ratio"):
        return intervals.scale(own, Decimal(100 if percent else 10000))
    if claim.main.kind == "ratio" and percent:
        return intervals.scale(own, Decimal("0.01"))
    return own


def _decimal(probability: float) -> Decimal:
    return Decimal(f"{min(max(probability, 0.0), 1.0):.3f}")


def _period(fact: Fact) -> str:
    return fact.period.label.replace("/", " to ") if fact.period else "no period"


def _line(fact: Fact) -> str:
    members = ", ".join(v for _, v in fact.qualifiers)
    return f'"{fact.metric}"' + (f" ({members})" if members else "")


def _witness_steps(f: Found, at: int) -> tuple[str, ...]:
    """Which other numbers of the text match the same line, and for which periods; else that the words decided."""
    index, chosen = f.index, f.ranked.at[at]
    fact = index.facts[chosen]
    levels = (
        (index.series, ("matches this line item", "match this line item"), True),
        (index.kindred, ("matches the same line of other members,", "match the same line of other members,"), True),
        (index.context, ("is on file for the same period as", "are on file for the same period as"), False),
    )
    for ids, verbs, dated in levels:
        rows = [r for r in range(len(f.sure)) if f.sure[r] >= SURE and ids[f.witnesses.fact[r]] == ids[chosen]]
        rows = [r for r in rows if f.witnesses.fact[r] != chosen][:SHOWN]
        if rows:
            numbers = [f.passage.numbers[f.witnesses.owner[r]].mention.surface for r in rows]
            periods = list(dict.fromkeys(_period(index.facts[f.witnesses.fact[r]]) for r in rows))
            several = len(numbers) > 1
            said = f"The text's other number{'s' if several else ''}, {_list(numbers)}, {verbs[several]} {_line(fact)}"
            return (f"{said} for {_list(periods)}." if dated else f"{said}.",)
    words = f.ranked.x[at, _AT["c_full"]]
    how = f"{words:.0%} of its label" if words >= 0.2 else "by its members and period"
    return (f"The words of the sentence fit the line {_line(fact)} ({how}) for {_period(fact)}.",)


def _list(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]


def _why_off(f: Found, fact: Fact) -> tuple[str | None, tuple[str, ...]]:
    """The kind of error, where the numbers tell it, with a sentence on where the printed number belongs."""
    index, surface = f.index, f.claim.main.surface
    at = next(i for i in f.ranked.at if index.facts[i] is fact)
    ratio = f.ranked.view.size - float(index.size[at])
    if abs(ratio) > 2.5 and abs(ratio - round(ratio / 3) * 3) < 0.03:
        return "scale-mismatch", (f"The number on file differs by a factor of {10 ** abs(round(ratio)):,}.",)
    hits = np.flatnonzero(f.ranked.view.match)
    same = [i for i in hits if index.series[i] == index.series[at] and index.period[i] != index.period[at]]
    if same:
        other = index.facts[same[0]]
        return "period-mismatch", (f"{surface} is the figure of {_period(other)} of the same line.",)
    rest = [i for i in f.ranked.at if f.ranked.view.match[i]]
    if rest:
        other = index.facts[rest[0]]
        return None, (f"{surface} is on file as {_line(other)} for {_period(other)}.",)
    return None, ()


def _why_not(f: Found, i: int, at: int) -> str:
    """In plain words, what sets a runner-up apart from the fact that was used."""
    index, a, b = f.index, f.ranked.at[i], f.ranked.at[at]
    if index.period[a] != index.period[b] and index.series[a] == index.series[b]:
        return f"another period of the same line: {_period(index.facts[a])}"
    if f.ranked.x[i, _AT["a_taken"]] >= SURE:
        return "another number of the sentence says this"
    if index.concept[a] == index.concept[b]:
        return "same line, but other members than the sentence names"
    if f.ranked.x[i, _AT["a_series"]] < f.ranked.x[at, _AT["a_series"]] - 0.3:
        return "the sentence's other numbers point to another line"
    return "its label fits the sentence less well"


def _open(f: Found, n: int) -> str:
    if f.ranked.x[n, _AT["a_taken"]] >= SURE:
        return "another number of the sentence says this"
    return "the sentence does not settle that it means this line"
