"""Claim -> Linked: sentences about places and times judged by tables, values computed and shown cell by cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from factcheck.link.tables import amount as amounts
from factcheck.link.tables import number, spoken
from factcheck.link.tables.answer import Answer, linked
from factcheck.link.tables.apart import within
from factcheck.link.tables.clause import clause
from factcheck.link.tables.kinds.gap import gap
from factcheck.link.tables.kinds.multiple import multiple
from factcheck.link.tables.moments import undated
from factcheck.link.tables.origin import RESPECTIVELY
from factcheck.link.tables.respective import paired
from factcheck.link.tables.scene import Scene, scene
from factcheck.link.tables.scope import of_next, scoped
from factcheck.link.tables.trend import trend
from factcheck.model import WORDED, Article, Claim, Linked, Mention
from factcheck.reference.series import SeriesIndex

if TYPE_CHECKING:
    from factcheck.reference import Reference

# "While those of Peru fell 3%": the topic stands in the clause before, the place in this one.
THOSE = re.compile(r"\b(?:those|that)\s+(?:of|in)\b", re.IGNORECASE)


def link_tables(
    article: Article, claim: Claim, ledger: Sequence[Mention], reference: Reference, as_of: date | None
) -> Linked | None:
    """The readings tables give for a claim, or None where no table, place and year is plainly meant."""
    index: SeriesIndex | None = getattr(reference, "series", None)
    if index is None or not index.tables or claim.claim_type in ("forecast", "target"):
        return None
    return by_tables(article, claim, ledger, index)


def by_tables(article: Article, claim: Claim, ledger: Sequence[Mention], index: SeriesIndex) -> Linked | None:
    """As ``link_tables``, on the tables alone."""
    whole = scene(article, claim, index, ledger)
    if whole is None or within(whole):
        return None
    own = clause(article, claim)
    found = scene(article, own, index, ledger) if own is not None else None
    if own is not None and found is not None and _stands_alone(found, whole):
        told = _told(claim, own, ledger, found, whole, index)
        if told is not None:
            return told
    if own is not None and found is not None and THOSE.search(found.text):
        mine = tuple(
            replace(p, start=p.start + found.offset - whole.offset, end=p.end + found.offset - whole.offset)
            for p in found.places
            if p.start >= 0
        )
        whole = replace(whole, places=mine) if len({p.name for p in mine}) == 1 else whole
    return _told(claim, claim, ledger, whole, whole, index)


def _stands_alone(found: Scene, whole: Scene) -> bool:
    """Whether a clause names its own place, and its own time where the sentence names any."""
    placed = any(p.start >= 0 for p in found.places)
    return not found.carried and placed and bool(found.whens or not whole.whens) and not within(found)


def _told(
    claim: Claim, own: Claim, ledger: Sequence[Mention], found: Scene, whole: Scene, index: SeriesIndex
) -> Linked | None:
    """What the tables say to a claim by the words of one scene; what shuts the gate is read in the whole sentence."""
    if claim.main.unit in WORDED:
        said = None if RESPECTIVELY.search(found.text) else spoken.answer(found, own, index)
        if said is None:
            return None
        return linked(claim, _gated(whole, said[0], index), [p.table for p in said[1].profiles], trend)
    amount = amounts.read(own, found.text, found.offset)
    mine, listed = paired(found)
    if amount is None or mine is None:
        return None
    pairs, found = mine != found and not listed, mine
    if amount.role == "against":
        answered = gap(found, amount, index)
    elif amount.role == "multiple":
        answered = multiple(found, amount, claim.main.end - found.offset, index)
    else:
        answered = number.answer(found, amount, index)
    if answered is None:
        return None
    answer, tables = answered
    if pairs:  # "in France and Italy 7% and 8%": in this order, though nobody says so
        answer = replace(answer, unsettled=(*answer.unsettled, "entity-ambiguous"))
    if undated(claim, ledger) or (found.moment is not None and found.moment.unsure):
        answer = replace(answer, unsettled=(*answer.unsettled, "period-inferred"))
    if of_next(found, tables.profiles[0]):
        answer = replace(answer, unsettled=(*answer.unsettled, "metric-ambiguous"))
    return linked(claim, _gated(whole, answer, index), [p.table for p in tables.profiles], trend)


def _gated(found: Scene, answer: Answer, index: SeriesIndex) -> Answer:
    """The answer, kept from accusing where the sentence narrows what it counts."""
    return replace(answer, unsettled=(*answer.unsettled, "basis-mismatch")) if scoped(found, index) else answer
