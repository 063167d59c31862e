"""Found numbers -> Linked: what numbers that belong together imply, and what to say where they can't all be right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import factcheck.link.internal.pairs as pairs
from factcheck.claim.kinds import Recipe
from factcheck.measure import formatting, intervals
from factcheck.model import Claim, Interval, Linked, Mention, Reading


@dataclass(frozen=True, slots=True)
class Found:
    """Numbers that belong together, the recipes that may connect them, and whether that is beyond doubt.

    ``cut``: the number was calculated by the writer, who may have cut it off and not rounded (29.56% as 29.5%).
    """

    numbers: Mapping[str, Mention]
    recipes: Sequence[Recipe]
    certain: bool
    either_way: bool = False
    how: str = "The text's own numbers"
    cut: bool = True


def judged(claim: Claim, found: Found) -> Linked | None:
    """A reading that lies outside, a step where the numbers agree, None where they say nothing."""
    strict, wide = intervals.allowed(claim.main)
    if wide == intervals.UNKNOWN:
        return None
    lenient = _lenient(claim.main, wide) if found.cut else wide
    inputs = _inputs(found.numbers)
    readings = []
    for recipe in found.recipes:
        expected = recipe.imply(inputs)
        if expected is None or expected == intervals.UNKNOWN:
            return None
        line = _line(claim, recipe, found, expected)
        if any(intervals.overlaps(lenient, way) for way in (expected, intervals.neg(expected))[: 1 + found.either_way]):
            return Linked(claim, reason="no-fact", steps=(f"{line} The text agrees with itself.",))
        readings.append(Reading(recipe.formula, expected, steps=(line,)))
    if not readings:
        return None
    return Linked(
        claim,
        strict,
        wide,
        tuple(readings[:1]),
        unsettled=() if found.certain else ("internal-inconsistency",),
        hint="arithmetic-mismatch",
        question=_question(claim, found),
    )


def _lenient(main: Mention, wide: Interval) -> Interval:
    """A calculated number may also have been cut off and not rounded: 29.56% printed as 29.5%."""
    if not isinstance(main.value, Decimal) or main.decimals is None or main.modifier or main.value_high is not None:
        return wide
    unit = intervals.CTX.scaleb(Decimal(1), -main.decimals)
    around = (intervals.CTX.subtract(main.value, unit), intervals.CTX.add(main.value, unit))
    return intervals.hull(wide, intervals.between(*around))


def _inputs(numbers: Mapping[str, Mention]) -> dict[str, Interval]:
    """What each number may be, by its widest rounding.

    Numbers of one thing are printed alike: in "to €430m from €400m" the zeros of the second are no rounder than the 3
    of the first, so neither is taken for rounder than the finest of them.
    """
    allowed = {role: intervals.allowed(m) for role, m in numbers.items()}
    mentions = list(numbers.values())
    if len(mentions) < 2 or any(m.modifier or not pairs.alike(mentions[0], m) for m in mentions):
        return {role: wide for role, (_, wide) in allowed.items()}
    finest = min(intervals.width(wide) for _, wide in allowed.values())
    return {
        role: wide if intervals.width(wide) <= finest else _narrowed(strict, numbers[role], finest)
        for role, (strict, wide) in allowed.items()
    }


def _narrowed(strict: Interval, mention: Mention, width: Decimal) -> Interval:
    assert isinstance(mention.value, Decimal)
    if width <= intervals.width(strict):
        return strict
    half = intervals.CTX.divide(width, Decimal(2))
    return intervals.between(intervals.CTX.subtract(mention.value, half), intervals.CTX.add(mention.value, half))


def _line(claim: Claim, recipe: Recipe, found: Found, expected: Interval) -> str:
    shown = recipe.formula
    for role, mention in found.numbers.items():
        shown = shown.replace("{" + role + "}", mention.surface)
    return f"{found.how}: {shown} = {formatting.interval(formatting.shortened(expected), claim.main)}."


def _question(claim: Claim, found: Found) -> str:
    others = " and ".join(f"“{m.surface}”" for m in found.numbers.values())
    if not others:
        return f"“{claim.main.surface}” can't be right with the words beside it. Which of the two is wrong?"
    return f"“{claim.main.surface}” can't follow from {others}, however they were rounded. Which of them is wrong?"
