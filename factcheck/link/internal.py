"""Claim -> Linked: readings of a claim from the article's own numbers, where no reference data is needed.

An accusation needs numbers that belong together beyond doubt: the same clause, the same unit, nothing in between, no
other basis ("in constant currency"). Numbers that most likely belong together, in neighbouring sentences, give a
question (internal-inconsistency) and never an accusation. Every printed number counts with its widest rounding.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import factcheck.link.pairs as pairs
from factcheck.claim.kinds import Recipe, internal
from factcheck.link.pairs import Pair, Scene, words
from factcheck.measure import formatting, intervals
from factcheck.measure.numbers import PARTS
from factcheck.model import WORDED, Article, Claim, Interval, Linked, Mention, Reading

REACH = 400  # characters to the neighbouring sentences; beyond it "profit" is another profit
SHARES = (75, 125)  # percentages that add up to less or more are no shares of one whole, slips included
FAR = 100  # "up 800,000 to 62.5 million from 61.7" leaves a scale word out; so far apart, nothing is compared
TOTAL = re.compile(rf"(?:^|\s)(?:{words('total')})(?:\sof)?\s*$")
REST = re.compile(rf"(?:^|\s)(?:{words('rest')})[\s,(]*$")
MOST = re.compile(rf"\b(?:{words('most')})\b[^.;:%()]{{0,60}}\(\s*(?:about|around|nearly|some)?\s*$")
BY = re.compile(r"\bby\s+(?:about|around|almost|nearly|roughly|more than|over|some|as much as)?\s*$")
LISTED = re.compile(r"^[^.;:()]{0,60}(?:,|\band\b|\bplus\b)[^.;:()]{0,40}$")
EACH = re.compile(r"^[^.;()]{0,30}\b(?:at|for)\s(?:a price of\s)?$")
WORTH = re.compile(
    r"^\s?(?:(?:each|apiece|per|a|share|unit|barrel|or|for|worth|a total of|totall?ing|valued at|raising|bringing in)"
    r",?\s){1,5}$"
)


@dataclass(frozen=True, slots=True)
class Found:
    """Numbers that belong together, the recipes that may connect them, and whether that is beyond doubt."""

    numbers: Mapping[str, Mention]
    recipes: Sequence[Recipe]
    certain: bool
    either_way: bool = False
    how: str = "The text's own numbers"


def link_internal(article: Article, claim: Claim, ledger: Sequence[Mention]) -> Linked | None:
    """What the text's own numbers imply for this claim.

    None where they say nothing; steps without readings where they agree (they confirm each other, not the world); a
    reading that lies outside where they can't all be right.
    """
    if claim.claim_type != "actual" or claim.main.unit in WORDED:
        return None
    scene = Scene.of(article, claim, ledger)
    for check in (_change, _product, _sum, _rest, _most):
        found = check(scene)
        if found is not None:
            return _linked(claim, found)
    return None


def _linked(claim: Claim, found: Found) -> Linked | None:
    strict, wide = intervals.allowed(claim.main)
    if wide == intervals.UNKNOWN:
        return None
    lenient = _lenient(claim.main, wide)
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
    return f"“{claim.main.surface}” can't follow from {others}, however they were rounded. Which of them is wrong?"


def _change(scene: Scene) -> Found | None:
    """A change or multiple beside the values after and before it."""
    claim = scene.claim
    main = claim.main
    if not pairs.is_change(claim) or main.per is not None or scene.other_basis():
        return None
    if _bare_fraction(main) and not BY.search(scene.before(main)):
        return None  # "slipped from 73.1 to 73.0, half the move of the day before": a half of something else
    found = scene.attached()
    if found is not None:
        to, before, certain = found
    else:
        pair = _nearby(scene)
        if pair is None:
            return None
        to, before, certain = pair.to, pair.before, False
    if not _comparable(main, to, before):
        return None
    recipes = internal.recipes(claim, by=bool(BY.search(scene.before(main))))
    if claim.main.unit == "percent" and to.kind == "percent":  # "rose 2% to 12% from 10%": percent or points?
        recipes = (*recipes, *internal.points(claim))
    return Found({"to": to, "from": before}, recipes, certain, scene.either_way())


def _bare_fraction(main: Mention) -> bool:
    """Whether a ratio names a part ("half", "a third") and not a movement ("halved", "cut in half", "doubled")."""
    spoken = main.surface.lower().replace("-", " ").split()
    return main.kind == "ratio" and len(spoken) <= 2 and spoken[-1].removesuffix("s") in PARTS


def _comparable(main: Mention, to: Mention, before: Mention) -> bool:
    if not pairs.alike(to, before) or to is before or main in (to, before):
        return False
    if main.kind not in ("percent", "ratio") and main.unit != to.unit:
        return False
    if main.unit in ("percentage_point", "basis_point") and to.kind != "percent":
        return False
    if not all(pairs.positive(m) for m in (to, before)):
        return False
    assert isinstance(to.value, Decimal) and isinstance(before.value, Decimal)
    return max(to.value, before.value) < FAR * min(to.value, before.value)


def _nearby(scene: Scene) -> Pair | None:
    """The one pair of values in the neighbouring sentences that is told of the same thing."""
    if scene.claim.main.unit != "percent" or scene.competing() or scene.own_pairs():
        return None
    near = [p for p in scene.pairs_around(REACH) if pairs.same_metric(p.metric, scene.claim.metric)]
    if scene.narrowed():
        return None
    return near[0] if len(near) == 1 and near[0].direction in (None, scene.claim.direction) else None


def _product(scene: Scene) -> Found | None:
    """As in "2.5 million shares at $30 each, for a total of $75 million"."""
    i, row = scene.index, scene.row
    if i < 2 or scene.claim.main.kind != "money":
        return None
    count, each = row[i - 2], row[i - 1]
    if count.kind not in ("quantity", "number") or each.kind != "money" or each.unit != scene.claim.main.unit:
        return None
    if not EACH.search(scene.gap(count, each)) or not WORTH.search(scene.gap(each, scene.claim.main)):
        return None
    if not pairs.positive(count) or not pairs.positive(each):
        return None
    return Found({"count": count, "each": each}, (internal.product(),), certain=True)


def _sum(scene: Scene) -> Found | None:
    """As in "$20m in cash and $30m in shares, a total of $50m": at least two parts of one unit, nothing else before."""
    main, row = scene.claim.main, scene.row
    if not TOTAL.search(scene.before(main)):
        return None
    parts: list[Mention] = []
    last = main
    for mention in reversed(row[: scene.index]):
        gap = scene.gap(mention, last)
        if mention.unit != main.unit or mention.kind != main.kind or mention.per != main.per:
            return None
        if last is not main and not LISTED.search(gap):
            return None
        parts.insert(0, mention)
        last = mention
    if len(parts) < 2 or not all(pairs.positive(p) for p in parts):
        return None
    return Found(scene.numbered(parts), (internal.total(len(parts)),), certain=False)


def _rest(scene: Scene) -> Found | None:
    """As in "40% said yes, 35% no, and the remaining 25% did not answer"."""
    main = scene.claim.main
    if main.unit != "percent" or main.kind != "percent" or not REST.search(scene.before(main)):
        return None
    parts = scene.row[: scene.index]
    if not parts or any(p.unit != "percent" or not pairs.positive(p) for p in parts):
        return None
    if not SHARES[0] <= sum(p.value for p in (*parts, main) if isinstance(p.value, Decimal)) <= SHARES[1]:
        return None  # "one pool bears 8.75%, the other 8.62%" shares nothing out
    return Found(scene.numbered(parts), (internal.rest(len(parts)),), certain=False)


def _most(scene: Scene) -> Found | None:
    """As in "most of those asked (37.5%)": more than half is no name for it."""
    main = scene.claim.main
    if main.unit != "percent" or not MOST.search(scene.before(main, 100)):
        return None
    return Found({}, (internal.MOST,), certain=True, how="“Most” is more than half")
