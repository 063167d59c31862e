"""Verdict -> steps: how it was decided, in plain sentences with the arithmetic."""

from __future__ import annotations

import re
from collections.abc import Sequence

import factcheck.judge.amend as amend
from factcheck.measure import formatting, intervals
from factcheck.model import WORDED, Claim, Interval, Linked, Reading

MOST = 3  # readings spelled out: the deciding one and its rivals
OPERATION = re.compile(r"\}\s*[-+*/×÷−]|[-+*/×÷−]\s*\{|[-+*/×÷−]\s*\d")
ONLY_A_BOUND = "What is on file is only a bound and leaves this number open."
GATE = {
    "basis-mismatch": "Not an accusation: the fact on file is measured on another basis than the sentence states.",
    "period-inferred": "Not an accusation: both may not be of one period, so the comparison rests on a guess.",
    "period-unknown": "Not judged: the period of the sentence is not known.",
    "entity-ambiguous": "Not judged: more than one entity may be meant.",
    "metric-ambiguous": "Not judged: it is not settled that the fact on file measures the same thing.",
    "unit-unknown": "Not judged: the units can't be compared.",
    "type-mismatch": "Not an accusation: a plan and what was done are not the same thing.",
    "single-secondary": "Not an accusation: only one secondary source on file says otherwise.",
    "revised-series": "Not an accusation: the series was revised since, and the text may rest on an earlier release.",
    "superseded": "It fits a version that has ended or been replaced.",
    "verb-too-strong": "The number is on file, but the source says less than the verb does.",
    "denominator-ambiguous": "Not an accusation: it is not settled what it is a share of.",
    "conflicting-facts": "Not an accusation: sources on file disagree.",
    "internal-inconsistency": "The article says it in two ways.",
}
# Statements without a number ("the highest life expectancy"): their steps say all, "allows 1 rank" says nothing.


def computed(reading: Reading) -> bool:
    """Whether a reading was calculated and not simply looked up."""
    return len(reading.facts) != 1 or bool(OPERATION.search(reading.formula))


def steps(linked: Linked, deciding: Sequence[Reading], reason: str, notes: Sequence[str]) -> tuple[str, ...]:
    """What the sentence allows, what the reference implies, how they lie to each other, and what followed."""
    out = list(linked.steps)
    for reading in deciding[:MOST]:
        out += [*reading.steps, *(f"Assuming {a}." for a in reading.assumptions)]
    if deciding and linked.allowed is not None and linked.claim.main.unit not in (*WORDED, "standing"):
        out.append(_allows(linked))
        out += [_compared(linked, reading) for reading in deciding[:MOST]]
    if reason in GATE and not notes:
        notes = (GATE[reason],)
    return tuple(dict.fromkeys((*out, *notes)))


def _allows(linked: Linked) -> str:
    assert linked.allowed is not None
    claim, strict, wide = linked.claim, linked.allowed, linked.allowed_wide
    text = f"“{claim.main.surface}” allows {amend.implied(claim, strict)}"
    if wide is not None and wide != strict:
        how = "taken loosely" if claim.main.kind in amend.DAYS else "with rounding"
        text += f", and {how} {amend.implied(claim, wide)}"
    return text + "."


def _compared(linked: Linked, reading: Reading) -> str:
    claim = linked.claim
    what = amend.expected(claim, reading)
    strict = linked.allowed or intervals.UNKNOWN
    wide = linked.allowed_wide or strict
    if intervals.overlaps(reading.expected, strict):
        return f"{_capital(what)} lies inside."
    if intervals.overlaps(reading.expected, wide):
        return f"{_capital(what)} lies inside only if the number is rounded."
    return f"{_capital(what)} lies outside: {_how_far(claim, reading, wide)}."


def _how_far(claim: Claim, reading: Reading, wide: Interval) -> str:
    gap, percent = amend.difference(claim, reading, wide)
    if gap is None:
        return "no number in common"
    if claim.main.kind in amend.DAYS:
        days = int(abs(gap))
        return f"{days:,} day{'' if days == 1 else 's'} {'before' if gap < 0 else 'after'}"
    size = formatting.amount(gap.copy_abs(), claim.main.unit, claim.main.per)
    share = "" if percent is None else f" ({formatting.number(percent.copy_abs())}%)"
    return f"the text is {size}{share} too {'high' if gap < 0 else 'low'}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
