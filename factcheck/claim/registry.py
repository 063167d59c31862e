"""The kinds in the order they are asked: the first that recognises a number takes it."""

from __future__ import annotations

from types import ModuleType

from factcheck.claim.kinds import Recipe, change, compare, date, difference, horizon, level, rank, ratio
from factcheck.model import Claim

KINDS: dict[str, ModuleType] = {
    "horizon": horizon,
    "date": date,
    "rank": rank,
    "compare": compare,
    "difference": difference,
    "ratio": ratio,
    "change": change,
    "level": level,
}


def recipes(claim: Claim) -> tuple[Recipe, ...]:
    """The ways to compute a claim's value, by its kind; none for a kind without recipes of its own."""
    module = KINDS.get(claim.claim_kind)
    found: tuple[Recipe, ...] = module.recipes(claim) if module else ()
    return found
