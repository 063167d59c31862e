"""Claim -> Linked: readings of a claim from the article's own numbers, where no reference data is needed.

An accusation needs numbers that belong together beyond doubt: the same clause, the same unit, nothing in between, no
other basis ("in constant currency"). Numbers that most likely belong together, in neighbouring sentences, give a
question (internal-inconsistency) and never an accusation. Every printed number counts with its widest rounding.

One file per check: changes, sums, quantifiers, lists ("respectively"), converted (currencies, by the rates on file) and
repeats (a summary against its article).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from factcheck.link.internal.changes import change
from factcheck.link.internal.converted import converted
from factcheck.link.internal.found import Found, judged
from factcheck.link.internal.lists import uneven
from factcheck.link.internal.pairs import Scene
from factcheck.link.internal.quantifiers import most, quantified
from factcheck.link.internal.repeats import Told, repeated, told
from factcheck.link.internal.sums import product, rest, shares, total, total_first
from factcheck.model import WORDED, Article, Claim, Linked, Mention
from factcheck.reference import Reference

__all__ = ["link_internal"]

CHECKS: tuple[Callable[[Scene], Found | None], ...] = (product, total, total_first)
OF_PERCENTAGES: tuple[Callable[[Scene], Found | None], ...] = (rest, shares, most, quantified)


@dataclass(frozen=True, slots=True)
class Around:
    """What a claim is held against: the numbers of its article, what is told more than once, and rates on file."""

    article: Article
    ledger: Sequence[Mention]
    told: Told = field(default_factory=dict)
    reference: Reference | None = None
    whose: Mapping[str, str] = field(default_factory=dict)  # id of a claim's number -> its subject

    @classmethod
    def of(
        cls, article: Article, ledger: Sequence[Mention], claims: Sequence[Claim], reference: Reference | None = None
    ) -> Around:
        """What the claims of one article are held against."""
        whose = {claim.main.id: claim.subject for claim in claims if claim.subject}
        return cls(article, ledger, told(claims), reference, whose)


def link_internal(around: Around, claim: Claim) -> Linked | None:
    """What the text's own numbers imply for this claim.

    None where they say nothing; steps without readings where they agree (they confirm each other, not the world); a
    reading that lies outside where they can't all be right.
    """
    article, ledger = around.article, around.ledger
    if claim.main.unit not in WORDED:
        if around.reference is not None and (again := converted(article, claim, ledger, around.reference)):
            return again
        scene = Scene.of(article, claim, ledger, around.whose)
        found = _checked(scene)
        linked = judged(claim, found) if found else uneven(scene)
        if linked is not None:
            return linked
    return repeated(article, claim, around.told)


def _checked(scene: Scene) -> Found | None:
    """What the first check finds that has something to say; a plan's parts add up as well, its changes may not."""
    claim = scene.claim
    if claim.claim_type == "actual" and (found := change(scene)):
        return found
    percentage = claim.main.unit == "percent" and claim.main.kind == "percent"
    for check in (*CHECKS, *OF_PERCENTAGES) if percentage else CHECKS:
        if found := check(scene):
            return found
    return None
