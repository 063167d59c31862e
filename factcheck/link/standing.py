"""Claim -> Linked: a place in an order told in words, "Acme's largest supplier", against rows that tell such a place.

No row of figures ranks suppliers, but a source may say so outright (``largest supplier, true``). The same words of the
same parties support. The same words with the parties the other way round ("Acme is Bolt's largest customer" for "Bolt
is Acme's largest partner") are another relation: the source says less, which is asked and never an accusation.
"""

from __future__ import annotations

from factcheck.link.readings import said
from factcheck.link.who import Who, who
from factcheck.measure import intervals
from factcheck.model import Article, Claim, Considered, Fact, Linked, Reading
from factcheck.reference import Reference
from factcheck.reference.words import stems

UNITS = ("boolean", "rank")


def link_standing(article: Article, claim: Claim, reference: Reference, names: list[tuple[int, int, str]]) -> Linked:
    """A reading of the row that tells this place, or the question whose ranking it is."""
    ask = f"Whose ranking is “{claim.main.surface}”, and by what?"
    nothing = Linked(claim, reason="no-fact", question=ask)
    own = stems(claim.metric or "")
    if not reference.facts or not own:
        return nothing
    parties = who(article, claim, reference, names)
    told = [
        fact
        for party in dict.fromkeys((*parties.subject, *parties.counterparty))
        for fact in reference.facts_of(party)
        if fact.unit in UNITS and own[0] in stems(fact.metric)
    ]
    for fact in told:
        if stems(fact.metric) == own and _straight(fact, parties):
            return _linked(claim, fact, ())
    for fact in told:
        if _reversed(fact, parties) and len(set(stems(fact.metric)) & set(own)) > 1:
            step = f"On file it is the other way round: {fact.entity} is {fact.counterparty}'s {fact.metric}."
            return _linked(claim, fact, ("verb-too-strong",), step)
    why = "tells another place or another relation than the sentence"
    return Linked(claim, reason="no-fact", question=ask, considered=tuple(Considered(f, why) for f in told[:3]))


def _straight(fact: Fact, parties: Who) -> bool:
    return fact.entity in parties.subject and (not parties.counterparty or fact.counterparty in parties.counterparty)


def _reversed(fact: Fact, parties: Who) -> bool:
    return fact.entity in parties.counterparty and fact.counterparty in parties.subject


def _linked(claim: Claim, fact: Fact, unsettled: tuple[str, ...], *steps: str) -> Linked:
    strict, wide = intervals.allowed(claim.main)
    rank = "secondary" if fact.source_rank == "secondary" else "primary"
    line = f"On file: {said(fact)}."
    reading = Reading(fact.metric, intervals.of_fact(fact), (fact,), rank=rank, steps=(line, *steps))
    return Linked(claim, strict, wide, (reading,), unsettled=unsettled)
