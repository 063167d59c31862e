"""Claim -> Linked: the readings of the facts that may judge it, or the reason there is none.

Four ways to a reading, tried in this order: by name (entity, metric, period said in words), by witnesses (the other
numbers of the sentence pick the line of a filing's table), from tables, and from the article's own numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from factcheck.link.belongs import place
from factcheck.link.internal import Around, link_internal
from factcheck.link.market import by_closes, link_market
from factcheck.link.named import ended_days, link_named
from factcheck.link.standing import link_standing
from factcheck.link.tables import link_tables
from factcheck.link.versions import fits, settle
from factcheck.link.who import Who, who
from factcheck.link.within import crowded
from factcheck.link.witness import link_by_witnesses
from factcheck.model import Article, Claim, Linked, Mention
from factcheck.reference import Reference

__all__ = ["link"]

# A sentence of a report has 20 numbers, a table run together without a full stop thousands, each held against all.
MOST_NUMBERS = 100
CROWDED = f"Over {MOST_NUMBERS} numbers stand in this sentence, so nothing says which words are about which."
STANDING = "standing"  # the unit of places in an order that are told in words
TABLE_LINES = 30  # line items from which an entity's facts are a filing's table; a hand-kept file has fewer


def link(
    article: Article, claims: Sequence[Claim], ledger: Sequence[Mention], reference: Reference, as_of: date | None
) -> list[Linked]:
    """One Linked per claim, in order. ``as_of`` is the day the world is judged at; None: everything on file."""
    names = reference.names_in(article.text) if reference.facts else []
    nothing: list[Linked | None] = [None] * len(claims)
    witnessed = link_by_witnesses(article, claims, ledger, reference, as_of) if reference.facts else nothing
    last = reference.newest
    around = Around.of(article, ledger, claims, reference)
    out = []
    for claim, witness in zip(claims, witnessed, strict=True):
        if claim.main.unit == STANDING:
            out.append(link_standing(article, claim, reference, names))
            continue
        if crowded(ledger, claim.sentence_start, claim.sentence_end, MOST_NUMBERS):
            out.append(Linked(claim, reason="metric-ambiguous", steps=(CROWDED,)))
            continue
        if (price := link_market(article, claim, ledger, reference, names, as_of)) is not None:
            linked = price
        elif witness is not None and witness.readings and _is_table(witness, reference):
            linked = witness
        else:
            linked = _prefer(_by_name(article, claim, ledger, reference, names, as_of, last), witness, reference)
        if not linked.readings and price is None:
            told = link_tables(article, claim, ledger, reference, as_of)
            linked = told if told is not None and not by_closes(told, reference) else linked
        inside = link_internal(around, claim)
        out.append(_said(article, claim, _with_internal(linked, inside)))
    return out


def _said(article: Article, claim: Claim, linked: Linked) -> Linked:
    """``linked``, or no readings where they speak against a number the sentence denies, supposes or asks."""
    asked = article.text[claim.main.end : claim.sentence_end].rstrip("\"'”’)]» \n\r\t").endswith("?")
    if not linked.readings or fits(linked) or not (asked or dict(claim.qualifiers).get("assertion")):
        return linked
    step = "The sentence denies, asks or supposes this; it does not say so."
    return Linked(claim, reason="opinion", considered=linked.considered, steps=(step,))


def _by_name(
    article: Article,
    claim: Claim,
    ledger: Sequence[Mention],
    reference: Reference,
    names: list[tuple[int, int, str]],
    as_of: date | None,
    last: date | None,
) -> Linked:
    linked = nothing = Linked(claim, reason="no-fact")
    if not reference.facts:
        return nothing
    parties = who(article, claim, reference, names)
    known = any(reference.facts_of(entity) for entity in parties.candidates)
    if known:
        linked = _at(article, claim, ledger, reference, parties, as_of, last)
    if as_of is None or last is None or last <= as_of:
        return linked
    return replace(
        linked, later=_at(article, claim, ledger, reference, parties, last, last) if known else nothing
    )


def _at(
    article: Article,
    claim: Claim,
    ledger: Sequence[Mention],
    reference: Reference,
    parties: Who,
    as_of: date | None,
    last: date | None,
) -> Linked:
    """Linked at one day; where nothing that holds then fits, the versions that had ended by then are tried."""
    linked = place(link_named(article, claim, ledger, reference, parties, as_of), reference)
    if fits(linked) is not False and linked.readings:
        return linked
    day = as_of or last
    for ended in ended_days(article, claim, reference, parties, day) if day else ():
        linked = settle(linked, link_named(article, claim, ledger, reference, parties, ended))
        if linked.hint == "superseded":
            break
    return linked


def _prefer(named: Linked, witness: Linked | None, reference: Reference) -> Linked:
    """By name, unless the facts are lines of a filing's table: there only witnesses can tell a line from its siblings.

    "Revenue was $8.4 billion" names the total as well as any segment's line; what the sentence's other numbers match
    decides, and where they decide nothing a name alone accuses nobody.
    """
    if not named.readings:
        return witness or named
    if not _is_table(named, reference):
        return named
    if fits(named):
        return named
    near = witness.considered if witness and witness.considered else named.considered
    return Linked(named.claim, reason="metric-ambiguous", considered=near)


def _is_table(linked: Linked, reference: Reference) -> bool:
    fact = next((f for r in linked.readings for f in r.facts), None)
    return fact is not None and fact.concept is not None and _lines(reference, fact.entity) >= TABLE_LINES


@lru_cache(maxsize=4096)
def _lines(reference: Reference, entity: str) -> int:
    """How many line items an entity has on file."""
    return len({f.concept for f in reference.facts_of(entity)})


def _with_internal(linked: Linked, inside: Linked | None) -> Linked:
    """The article's own arithmetic judges where no fact does, and is added to the steps where one does."""
    if inside is None:
        return linked
    judges = inside.readings or inside.reason == "internal-inconsistency"
    if judges and not linked.readings:
        return replace(inside, considered=linked.considered)
    return replace(linked, steps=(*linked.steps, *inside.steps))
