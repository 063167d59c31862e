"""Reading -> what is shown of it: the expected value in words, the difference, and a correction where one is safe."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from factcheck.measure import formatting, intervals
from factcheck.model import WORDED, Claim, Interval, Reading

CORRECTABLE = ("value-mismatch", "scale-mismatch", "period-mismatch")
BOUNDS = ("gt", "ge", "lt", "le", "range")
DAYS = ("date", "daterange")
HUNDRED = Decimal(100)
LONG = 12  # digits; no printed amount and no filing has more


def expected(claim: Claim, reading: Reading) -> str:
    """What the reference says, in the fact's own words where one fact says it, else the implied interval."""
    if claim.main.unit in WORDED:
        return _in_words(claim.main.unit, reading.expected)
    if len(reading.facts) == 1:
        fact = reading.facts[0]
        if fact.unit == claim.main.unit and fact.per == claim.main.per and _own_value(reading):
            return formatting.fact_value(fact)
        if isinstance(fact.value, date):
            return formatting.fact_value(fact)
    return implied(claim, reading.expected)


def _in_words(unit: str, it: Interval) -> str:
    """As in "number 3", "higher by 6.8": what is on file for a statement that prints no number."""
    middle = intervals.middle(it)
    if middle is None or not middle.is_finite():
        return formatting.interval(it)
    shown = formatting.number(
        _neat(formatting.rounded(middle.copy_abs(), max(0, 3 - middle.adjusted()))).normalize() + 0
    )
    if unit == "rank":
        return f"number {shown}"
    if unit == "run":
        return f"{shown} in a row"
    if unit == "none" or middle == 0:
        return shown
    return f"{'higher' if middle > 0 else 'lower'} by {shown}"


def implied(claim: Claim, it: Interval) -> str:
    """An interval in the claim's unit, shortened to digits that can be told apart."""
    if claim.main.kind in DAYS:
        return formatting.interval(it, claim.main)
    return formatting.interval(formatting.shortened(it), claim.main)


def _own_value(reading: Reading) -> bool:
    """Whether the reading is the fact itself and nothing was computed from it."""
    return intervals.of_fact(reading.facts[0]) == reading.expected


def difference(claim: Claim, reading: Reading, allowed: Interval) -> tuple[Decimal | None, Decimal | None]:
    """(reference minus claim, the same in percent of the reference); days from the nearest day allowed for dates."""
    it = reading.expected
    if claim.main.unit in WORDED:
        return None, None
    if claim.main.kind in DAYS:
        return _days_apart(it, allowed), None
    middle = intervals.middle(it)
    said = _nearest(claim, middle)
    if middle is None or said is None or not middle.is_finite():
        return None, None
    gap = intervals.CTX.subtract(middle, said)
    percent = intervals.CTX.multiply(intervals.CTX.divide(gap, middle.copy_abs()), HUNDRED) if middle else None
    return _neat(gap), None if percent is None or not percent.is_finite() else formatting.rounded(percent, 1)


def _nearest(claim: Claim, middle: Decimal | None) -> Decimal | None:
    main = claim.main
    if not isinstance(main.value, Decimal) or middle is None:
        return None
    if main.value_high is None:
        return main.value
    low, high = sorted((main.value, main.value_high))
    return min(max(middle, low), high)


def _days_apart(it: Interval, allowed: Interval) -> Decimal | None:
    if it.low is None or it.high is None:
        return None
    if allowed.low is not None and it.high <= allowed.low:
        return it.high - 1 - allowed.low
    if allowed.high is not None and it.low >= allowed.high:
        return it.low - (allowed.high - 1)
    return Decimal(0)


def _neat(value: Decimal) -> Decimal:
    """A difference as it was subtracted, or to four digits where a division left a long tail."""
    if value == 0:
        return Decimal(0)
    if len(value.as_tuple().digits) > LONG:
        return formatting.rounded(value, 3 - value.adjusted())
    return value


def correction(claim: Claim, reason: str, deciding: list[Reading]) -> str | None:
    """The number as it should be printed, in the article's own style; None unless every deciding reading prints alike.

    Only values on the word of a primary source, never bounds or ranges ("more than $5 billion" needs an author), and
    only where the reference is as precise as what was printed.
    """
    if reason not in CORRECTABLE or claim.main.modifier in BOUNDS or claim.main.value_high is not None:
        return None
    if reason == "period-mismatch" and claim.main.kind not in DAYS:
        return None
    if not deciding or any(r.rank != "primary" or not r.facts for r in deciding):
        return None
    prints = {p for r in deciding for p in _prints(claim, r.expected)}
    text = prints.pop() if len(prints) == 1 else None
    return None if text == claim.main.surface else text


def _prints(claim: Claim, it: Interval) -> list[str | None]:
    """The corrected surface at both ends and the middle of the interval; alike where the precision suffices."""
    if it.low is None or it.high is None:
        return [None]
    if claim.main.kind in DAYS:
        return [formatting.like(claim.main, end) for end in {it.low, max(it.low, it.high - 1)}]
    middle = intervals.middle(it)
    printed = formatting.like(claim.main, middle) if middle is not None else None
    if printed is None or intervals.is_point(it):
        return [printed]
    precise = claim.main.decimals is not None and intervals.CTX.subtract(it.high, it.low) <= intervals.CTX.scaleb(
        Decimal(1), -claim.main.decimals
    )
    return [printed] if precise else [printed, formatting.like(claim.main, it.low)]
