"""Linked + tested readings -> Verdict: the verdict table and the gate before an accusation.

All readings in: supported. All out: contradicted, if everything else is settled. Mixed: the axis on which the readings
differ is the reason. A wrong "contradicted" is the worst thing the program can do, so every doubt is asked first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from urllib.parse import urlsplit

import factcheck.judge.amend as amend
import factcheck.judge.reasons as reasons
import factcheck.judge.sentences as sentences
from factcheck.judge.outcomes import Trial
from factcheck.measure import intervals
from factcheck.model import Claim, Fact, Interval, Linked, Reading, Verdict

THOUSANDS = tuple(Decimal(10) ** p for p in (3, 6, 9, 12, -3, -6, -9, -12))
SCALED_KINDS = ("money", "number", "quantity")
PLANS = ("target", "forecast")


@dataclass(frozen=True, slots=True)
class Ruling:
    """A reason of the verdict table, the readings that decided, and sentences on why."""

    reason: str
    deciding: tuple[Trial, ...] = ()
    steps: tuple[str, ...] = ()

    @property
    def verdict(self) -> str:
        return reasons.VERDICT_OF[self.reason]


def decide(linked: Linked, tests: Sequence[Trial]) -> Verdict:
    """The verdict on one claim from its tested readings."""
    return _write(linked, tests, _rule(linked, tests)) if tests else _unjudged(linked, _without_readings(linked))


def _rule(linked: Linked, tests: Sequence[Trial]) -> Ruling:
    sound = [t for t in tests if t.failed is None]
    broken = [t for t in tests if t.failed is not None]
    notes = tuple(dict.fromkeys(f"Not used: {t.failed}." for t in broken))
    if not sound:
        return Ruling("reference-failed", tuple(broken), notes)
    telling = [t for t in sound if not _silent(linked, t)]
    if not telling:
        return Ruling("no-fact", tuple(sound), (*notes, sentences.ONLY_A_BOUND))
    ruling = _weigh(linked, _outranked(telling))
    if broken and ruling.verdict == "contradicted":
        return Ruling("reference-failed", tuple(broken), notes)
    return replace(ruling, steps=(*notes, *ruling.steps))


def _without_readings(linked: Linked) -> Ruling:
    reason = linked.reason if linked.reason in reasons.VERDICT_OF else None
    if linked.claim.claim_type == "forecast" and reason in (None, "no-fact"):
        return Ruling("forecast", steps=("A forecast, and no forecast on file to hold it against.",))
    if reason is None:
        unreadable = linked.readings and linked.allowed in (None, intervals.UNKNOWN)
        reason = "unit-unknown" if unreadable else "no-fact"
    if reasons.VERDICT_OF[reason] in ("contradicted", "supported"):  # never without a reading
        reason = "no-fact"
    return Ruling(reason)


def _unjudged(linked: Linked, ruling: Ruling) -> Verdict:
    """The verdict on a claim that nothing could test; most claims of most articles are such."""
    verdict, reason = ruling.verdict, ruling.reason
    ask = linked.question if verdict != "not-checkable" else None
    return Verdict(
        claim=linked.claim,
        verdict=verdict,
        reason=reason,
        readings=tuple(replace(r, fits=None, expected=intervals.printed(r.expected)) for r in linked.readings),
        allowed=linked.allowed,
        confidence=linked.confidence,
        question=reasons.question(reason, linked.claim.main.surface, None) if ask is None else ask,
        steps=sentences.steps(linked, (), reason, ruling.steps),
        considered=linked.considered,
    )


def _silent(linked: Linked, test: Trial) -> bool:
    """Whether a fact that is only a bound leaves the claim open: "at least $13 billion" says nothing of $20 billion.

    It confirms its own number ("$13 billion") and any weaker bound ("more than $10 billion").
    """
    it, wide = test.reading.expected, linked.allowed_wide or linked.allowed
    if not test.wide or wide is None or (it.low is not None and it.high is not None):
        return False
    end = it.low if it.low is not None else it.high
    return end is not None and not intervals.inside(it, wide) and not intervals.overlaps(intervals.point(end), wide)


def _outranked(sound: Sequence[Trial]) -> list[Trial]:
    """Without secondary sources that only say otherwise than a primary one does of the same thing."""
    primary = [t for t in sound if t.reading.rank == "primary"]
    formulas = {t.reading.formula for t in primary}
    return [t for t in sound if t in primary or t.reading.formula not in formulas] if primary else list(sound)


def _weigh(linked: Linked, tests: Sequence[Trial]) -> Ruling:
    currency = [t for t in tests if _other_currency(linked.claim, t.reading)]
    if currency:
        return _currency(linked, tests, currency)
    inside = [t for t in tests if t.wide]
    outside = [t for t in tests if not t.wide]
    if not outside:
        return _all_in(linked, inside)
    if inside:
        axis = next((t.reading.axis for t in (*outside, *inside) if t.reading.axis), None)
        return Ruling(reasons.AXES.get(axis or "", "conflicting-facts"), (*inside, *outside))
    return _all_out(linked, outside)


def _all_in(linked: Linked, inside: Sequence[Trial]) -> Ruling:
    held = next((u for u in linked.unsettled if u in reasons.EVEN_IF_RIGHT), None)
    if held is None and linked.hint in reasons.EVEN_IF_RIGHT:
        held = linked.hint
    if held:
        return Ruling(held, tuple(inside))
    strict = [t for t in inside if t.strict]
    if not strict:
        return Ruling("rounding", tuple(inside))
    best = min(strict, key=lambda t: not _exact(linked.claim, t.reading))
    order = (best, *(t for t in inside if t is not best))
    if sentences.computed(best.reading):
        return Ruling("match-computed", order)
    return Ruling("match" if _exact(linked.claim, best.reading) else "match-within-rounding", order)


def _exact(claim: Claim, reading: Reading) -> bool:
    if claim.main.kind in amend.DAYS:
        return True
    if claim.main.value_high is not None or claim.main.modifier:
        return intervals.is_point(reading.expected)
    return intervals.middle(reading.expected) == claim.main.value


def _all_out(linked: Linked, outside: Sequence[Trial]) -> Ruling:
    """Contradicted if the gate is open, else the first thing that keeps it shut."""
    closed = next((u for u in linked.unsettled if u in reasons.VERDICT_OF), None)
    if closed is None and linked.hint and reasons.VERDICT_OF.get(linked.hint) in ("needs-context", "no-reference"):
        closed = linked.hint
    if closed is None and linked.unsettled:
        closed = "metric-ambiguous"  # something is open that has no name here: still no accusation
    if closed and reasons.VERDICT_OF[closed] not in ("contradicted", "supported"):
        return Ruling(closed, tuple(outside), (sentences.GATE[closed],) if closed in sentences.GATE else ())
    if _types_differ(linked.claim, outside):
        return Ruling("type-mismatch", tuple(outside), (sentences.GATE["type-mismatch"],))
    primary = tuple(t for t in outside if t.reading.rank == "primary")
    if primary:
        return Ruling(_accusation(linked, primary), (*primary, *(t for t in outside if t not in primary)))
    return _secondaries(linked, outside)


def _secondaries(linked: Linked, outside: Sequence[Trial]) -> Ruling:
    """Two independent secondary sources on the same side open the gate; one alone does not."""
    assert linked.allowed is not None
    sides = {_side(t.reading.expected, linked.allowed_wide or linked.allowed) for t in outside}
    if len(sides) > 1:
        return Ruling("conflicting-facts", tuple(outside), ("The secondary sources on file do not agree either.",))
    if not any(_independent(a.reading, b.reading) for i, a in enumerate(outside) for b in outside[:i]):
        return Ruling("single-secondary", tuple(outside), (sentences.GATE["single-secondary"],))
    said = "Two independent secondary sources put it on the same side of what the sentence allows."
    return Ruling(_accusation(linked, outside), tuple(outside), (said,))


def _independent(a: Reading, b: Reading) -> bool:
    """Whether two readings rest on different publishers: neither source nor web address in common."""
    ours, theirs = _publishers(a.facts), _publishers(b.facts)
    return bool(ours) and bool(theirs) and not ours & theirs


def _publishers(facts: Sequence[Fact]) -> set[str]:
    hosts = {(urlsplit(f.source_url).hostname or "").removeprefix("www.") for f in facts if f.source_url}
    return ({" ".join(f.source.casefold().split()) for f in facts} | hosts) - {""}


def _side(it: Interval, allowed: Interval) -> int:
    if it.low is not None and allowed.high is not None and it.low >= allowed.high:
        return 1
    if it.high is not None and allowed.low is not None and it.high <= allowed.low:
        return -1
    return 0


def _types_differ(claim: Claim, outside: Sequence[Trial]) -> bool:
    """A plan on file can't contradict a deed told, nor a deed a plan; ``reported`` counts as a deed."""
    # "aims to halve the 20% it pays" leans on a target and on today's value: together they are a plan
    types = {any(fact.value_type in PLANS for fact in t.reading.facts) for t in outside if t.reading.facts}
    return bool(types) and types != {claim.claim_type in PLANS}


def _accusation(linked: Linked, outside: Sequence[Trial]) -> str:
    claim = linked.claim
    if linked.hint in reasons.CONTRADICTED:
        return linked.hint
    if not any(t.reading.facts for t in outside):
        return "arithmetic-mismatch"
    if claim.claim_kind == "rank":
        return "rank-mismatch"
    if claim.main.kind in amend.DAYS:
        return "period-mismatch"
    if claim.direction and all(_below_zero(t.reading.expected) for t in outside):
        return "direction-mismatch"
    printed = intervals.allowed(replace(claim.main, modifier=None))[1]
    on_file = [_printed(t.reading.expected) for t in outside]
    nothing = intervals.overlaps(printed, intervals.point(Decimal(0)))  # a millionth of anything is about zero
    if claim.main.kind in SCALED_KINDS and not nothing and any(
        intervals.overlaps(intervals.scale(it, factor), printed) for it in on_file for factor in THOUSANDS
    ):
        return "scale-mismatch"
    return "value-mismatch"


def _printed(it: Interval) -> Interval:
    """The number a bound was printed with: "at least 13 billion" is 13 billion, and not all above, for its scale."""
    end = it.low if it.high is None else it.high if it.low is None else None
    return it if end is None else intervals.point(end)


def _below_zero(it: Interval) -> bool:
    return it.high is not None and it.high < 0


def _other_currency(claim: Claim, reading: Reading) -> bool:
    """Whether a single fact in another currency stands against an amount of money (nothing was converted)."""
    if claim.main.kind != "money" or len(reading.facts) != 1 or sentences.computed(reading):
        return False
    ours, theirs = claim.main.unit or "", reading.facts[0].unit
    return _is_currency(ours) and _is_currency(theirs) and ours != theirs


def _is_currency(unit: str) -> bool:
    return len(unit) == 3 and unit.isalpha() and unit.isupper()


def _currency(linked: Linked, tests: Sequence[Trial], other: Sequence[Trial]) -> Ruling:
    """The number of the file in another currency is a wrong currency; another number in it says nothing."""
    own = [t for t in tests if t not in other]
    if own:
        return _weigh(linked, own)
    same = [t for t in other if t.strict]
    if not same:
        return Ruling("unit-unknown", tuple(other), ("The fact on file is in another currency.",))
    hinted = replace(linked, hint="currency-mismatch")
    return _all_out(hinted, same)


def _write(linked: Linked, tests: Sequence[Trial], ruling: Ruling) -> Verdict:
    claim, allowed = linked.claim, linked.allowed
    judged = ruling.reason != "reference-failed" and bool(ruling.deciding)
    deciding = [t.reading for t in ruling.deciding] if judged else []
    first = deciding[0] if deciding else None
    shown = amend.expected(claim, first) if first else None
    gap, percent = (None, None) if first is None or allowed is None else amend.difference(claim, first, allowed)
    fix = amend.correction(claim, ruling.reason, deciding) if not linked.unsettled else None
    ask = linked.question if ruling.verdict not in ("supported", "not-checkable") else None
    if ask is None and fix is None and ruling.verdict != "supported":
        ask = reasons.question(ruling.reason, claim.main.surface, shown)
    warned = tuple(dict.fromkeys(f"Look twice: {t.warned}." for t in ruling.deciding if t.warned))
    marks = {id(t.reading): t.wide for t in tests if t.failed is None}
    readings = tuple(replace(r, fits=marks.get(id(r)), expected=intervals.printed(r.expected)) for r in linked.readings)
    return Verdict(
        claim=claim,
        verdict=ruling.verdict,
        reason=ruling.reason,
        readings=readings,
        allowed=allowed,
        expected=shown,
        difference=gap,
        difference_percent=percent,
        confidence=linked.confidence,
        correction=fix,
        question=ask,
        steps=sentences.steps(linked, deciding, ruling.reason, ruling.steps) + warned,
        facts=tuple(dict.fromkeys(f for t in ruling.deciding for f in t.reading.facts)),
        considered=linked.considered,
        trend=linked.trend if judged else None,
    )
