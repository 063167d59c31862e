"""Claim -> the metrics of the reference its words may mean, and whether a fact's unit and qualifiers fit them."""

from __future__ import annotations

import re

from factcheck.claim.kinds import Need
from factcheck.model import Article, Claim, Fact
from factcheck.reference import Reference
from factcheck.reference.words import stems

WORD = re.compile(r"[^\W_]+")
INTERCHANGEABLE = ({"percent", "ratio"}, {"percent", "percentage_point", "basis_point"}, {"date", "year"})
COUNTS = {"number", "quantity"}
CHANGES = frozenset({"growth", "change", "increase", "inflation", "return", "gain", "decline", "rise"})


def metrics(article: Article, claim: Claim, reference: Reference) -> dict[str, int]:
    """Metrics on file that the claim's words may mean: rank 0 its own phrase, 1 its clause, 2 its sentence.

    "Globex wants to pay Acme a smaller royalty and hopes to halve it" names the metric outside the clause of the
    number, hence the widening circles; the narrowest circle that names any metric wins.
    """
    circles = (
        claim.metric or "",
        article.text[claim.text_start : claim.text_end],
        article.text[claim.sentence_start : claim.sentence_end],
    )
    found: dict[str, int] = {}
    for rank, words in enumerate(circles):
        for name in reference.metric(words) if words else ():
            found.setdefault(name, rank)
    return found


def named(claim: Claim, found: dict[str, int]) -> dict[str, int]:
    """Without metrics that only the words around name, where the claim has a phrase of its own for what it measures.

    "Acme shares fell 3%, wiping $1 billion off its market value" does not say that market value fell 3%.
    """
    own = set(stems(claim.metric or ""))
    if claim.claim_kind in ("date", "horizon"):
        return found  # the right or the document that ends or happens stands anywhere in the clause
    return {name: rank for name, rank in found.items() if rank == 0 or not own or own & set(stems(name))}


def moves(claim: Claim, reference: Reference) -> dict[str, int]:
    """Metrics that are the movement of what the claim measures: "revenue rose 4%" is about "revenue growth" on file."""
    names = {claim.metric, *reference.metrics.exact(claim.metric)} if claim.metric else set[str]()
    words = (f"{name} {word}" for name in sorted(names) for word in ("growth", "change"))
    return {name: 0 for phrase in words for name in reference.metrics.exact(phrase)}


def is_change(fact: Fact) -> bool:
    """Whether a fact is itself a change ("revenue growth"), and so may be held against one."""
    return bool(CHANGES & set(WORD.findall(fact.metric.lower())))


def same_unit(claim: Claim, fact: Fact, need: Need) -> bool:
    """Whether a fact's unit can fill a need of this claim."""
    main = claim.main
    if need.what in ("date", "days"):
        return fact.unit in ("date", "year") if need.what == "date" else fact.period is not None
    if fact.unit in ("date", "boolean", "text"):
        return False
    if need.what == "level":
        return fact.unit != "year"
    unit = main.unit or ("ratio" if main.kind == "ratio" else None)
    if unit == fact.unit or any({unit, fact.unit} <= pair for pair in INTERCHANGEABLE):
        return (main.per or None) == (fact.per or None) or fact.per is None or main.per is None
    if main.kind == "money" and _currency(fact.unit):
        return (main.per or None) == (fact.per or None)  # another currency: the digits may still be the same
    if main.kind == "ratio" and fact.unit == "percent":
        return True
    countable = fact.unit not in ("percent", "ratio") and not _currency(fact.unit)
    return main.kind in COUNTS and countable and _noun(main.unit, fact)


def _currency(unit: str) -> bool:
    return len(unit) == 3 and unit.isupper()


def _noun(unit: str | None, fact: Fact) -> bool:
    """A bare number, or "6,000 people" for a fact in employees: the counted noun is part of the metric's words."""
    if unit is None or unit in ("people", "person", "worker", "staff", "job", "role", "employee"):
        return unit is None or fact.unit in ("people", "person", "worker", "staff", "job", "role", "employee", "count")
    return unit in WORD.findall(fact.metric.lower()) or fact.unit in ("count", "number")


def qualifiers(claim: Claim, fact: Fact, sentence: str, reference: Reference) -> str | None:
    """``""`` when the fact's qualifiers are stated, implied or defaults; a reason when open; None when ruled out."""
    stated = {k.lower(): v.lower() for k, v in claim.qualifiers}
    own = {k.lower(): v.lower() for k, v in fact.qualifiers}
    info = reference.metric_info(fact.metric)
    defaults = {k.lower(): v.lower() for k, v in (info.default_qualifiers if info else ())}
    parties = {name.lower() for name in (fact.entity, fact.counterparty) if name}
    for key, value in stated.items():
        if key == "geography" and value in parties:
            continue  # "a stake in Bolt": a party, read as a place by who knows no names
        if key in own and own[key] != value and not _words(value) <= _words(own[key]):
            return None
        if key not in own and defaults.get(key) != value:
            return None if key not in {"basis", "adjustment"} else "basis-mismatch"
    said = _words(sentence.lower())
    for key, value in own.items():
        if key in stated or defaults.get(key) == value or _words(value) <= said:
            continue
        return "basis-mismatch"
    return ""


def _words(text: str) -> frozenset[str]:
    return frozenset(WORD.findall(text))
