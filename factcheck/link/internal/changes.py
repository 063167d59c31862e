"""Scene -> Found: a change or multiple beside the values after and before it, or near them in the next sentence."""

from __future__ import annotations

import re
from decimal import Decimal

import factcheck.link.internal.pairs as pairs
from factcheck.claim.kinds import internal
from factcheck.link.internal.found import Found
from factcheck.link.internal.pairs import Pair, Scene
from factcheck.measure.numbers import PARTS
from factcheck.model import Mention

REACH = 400  # characters to the neighbouring sentences; beyond it "profit" is another profit
FAR = 100  # "up 800,000 to 62.5 million from 61.7" leaves a scale word out; so far apart, nothing is compared
BY = re.compile(r"\bby\s+(?:about|around|almost|nearly|roughly|more than|over|some|as much as)?\s*$")
LAST = re.compile(r"^(?:that|this|which|it)\s+(?:is|was|represent(?:s|ed)|mark(?:s|ed)|equals|means|meant)\b", re.I)
OTHER_TIME = re.compile(r"\b(?:year|month|quarter|week|ago|before|earlier|last|previous|peak|level)\b", re.I)
BESIDE = re.compile(r"\b(?:against|compared|versus|vs)\b", re.I)
POINTS = ("percentage_point", "basis_point")


def change(scene: Scene) -> Found | None:
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
    if not _comparable(main, to, before) or _of_another_time(scene, to, before):
        return None
    recipes = internal.recipes(claim, by=bool(BY.search(scene.before(main))))
    if claim.main.unit == "percent" and to.kind == "percent":  # "rose 2% to 12% from 10%": percent or points?
        recipes = (*recipes, *internal.points(claim))
    return Found({"to": to, "from": before}, recipes, certain, scene.either_way())


def _bare_fraction(main: Mention) -> bool:
    """Whether a ratio names a part ("half", "a third") and not a movement ("halved", "cut in half", "doubled")."""
    spoken = main.surface.lower().replace("-", " ").split()
    return main.kind == "ratio" and len(spoken) <= 2 and spoken[-1].removesuffix("s") in PARTS


def _of_another_time(scene: Scene, to: Mention, before: Mention) -> bool:
    """Whether a value set beside a movement is not what it starts from: "up 1 to 181, AGAINST 367 a year ago"."""
    if not BESIDE.search(scene.text[to.end : before.start]):
        return False
    assert isinstance(to.value, Decimal) and isinstance(before.value, Decimal)
    return scene.claim.direction == ("down" if to.value > before.value else "up")


def _comparable(main: Mention, to: Mention, before: Mention) -> bool:
    if not pairs.alike(to, before) or to is before or main in (to, before):
        return False
    if main.kind not in ("percent", "ratio") and main.unit != to.unit:
        return False
    if main.unit in POINTS and to.kind != "percent":
        return False
    if not all(pairs.positive(m) for m in (to, before)):
        return False
    assert isinstance(to.value, Decimal) and isinstance(before.value, Decimal)
    return max(to.value, before.value) < FAR * min(to.value, before.value)


def _nearby(scene: Scene) -> Pair | None:
    """The one pair of values in the neighbouring sentences that is told of the same thing.

    "That is an increase of 20%" is told of whatever the sentence right before it says.
    """
    claim = scene.claim
    if claim.main.unit != "percent" or scene.competing() or scene.own_pairs():
        return None
    if LAST.search(scene.text[claim.sentence_start : claim.main.start]):
        if OTHER_TIME.search(scene.text[claim.main.end : claim.sentence_end]):
            return None  # "It was up 9% on its level a year before": compared with a value not told here
        last = [p for p in scene.pairs_around(REACH) if p.end == scene.sentence_before()]
        return last[0] if len(last) == 1 and last[0].direction in (None, claim.direction) else None
    if scene.narrowed():
        return None
    near = [p for p in scene.pairs_around(REACH) if pairs.same_metric(p.metric, claim.metric)]
    return near[0] if len(near) == 1 and near[0].direction in (None, claim.direction) else None
