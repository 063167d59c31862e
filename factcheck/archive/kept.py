"""Result -> what judging it again needs, and back: the claims as stored, the sentences they stand in, who is named.

A result holds its claims without the words around them, and linking reads those words. So each part has a neighbour,
``kept/part-000001.context.gz``, a line per article, and ``kept/part-000001.names.json`` with the entities of the
reference that each article touches: with that, a change of one entity's facts finds its articles without opening them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from factcheck.model import Article, Attribution, Claim, Mention, Period, Result, Role
from factcheck.reference import Reference

PLAIN = ("subject metric counterparty period_stated direction relative_to claim_type identity content").split()
MENTION = tuple(f.name for f in fields(Mention))


def context(result: Result) -> dict[str, Any]:
    """What the JSON result does not say: the text, its frame, and of each claim the sentence and the period's days."""
    a = result.article
    said = [
        [v.claim.sentence_start, v.claim.sentence_end, _days(v.claim.period), v.claim.main.id] for v in result.claims
    ]
    return {"text": a.text, "entity": a.entity, "currency": a.currency, "locale": a.locale, "claims": said}


def _days(period: Period | None) -> list[Any] | None:
    if period is None:
        return None
    return [period.start and period.start.isoformat(), period.end and period.end.isoformat(), period.fiscal]


def touched(result: Result, reference: Reference, known: dict[str, frozenset[str]]) -> set[str]:
    """Every entity on file that linking may look up for an article: named in it, given with it, or meant by a claim.

    ``known`` remembers what a name means: one subject has many claims.
    """
    found = {entity for _, _, entity in reference.names_in(result.article.text)}
    for name in {result.article.entity, *(n for v in result.claims for n in (v.claim.subject, v.claim.counterparty))}:
        if name is not None:
            if name not in known:
                inside = (entity for _, _, entity in reference.names_in(name))
                known[name] = frozenset(reference.entity(name)) | frozenset(inside)
            found |= known[name]
    return found


def rebuilt(data: Mapping[str, Any], kept: Mapping[str, Any]) -> tuple[Article, list[Claim], list[Mention]]:
    """The article, its claims and its ledger, as they were when the result was written."""
    about = data["article"]
    article = Article(
        kept["text"], about["name"], about["title"], _day(about["published"]),
        kept["entity"], kept["currency"], kept["locale"],
    )  # fmt: skip
    ledger = [_mention(m) for m in data["ledger"]]
    by_id = {m.id: m for m in ledger}
    claims = [_claim(c, k, by_id) for c, k in zip(data["claims"], kept["claims"], strict=True)]
    return article, claims, ledger


def _claim(data: Mapping[str, Any], kept: Sequence[Any], ledger: Mapping[str, Mention]) -> Claim:
    first, last, days, main = kept
    period = Period(data["period"], _day(days[0]), _day(days[1]), days[2]) if days else None
    said = data["attribution"]
    return Claim(
        data["id"], ledger[main], data["claim_kind"], data["text_start"], data["text_end"], first, last,
        roles=tuple(Role(r["role"], ledger[r["id"]]) for r in data["mentions"]),
        qualifiers=tuple(data["qualifiers"].items()),
        period=period,
        attribution=Attribution(said["speaker"], said["kind"]) if said else None,
        **{name: data[name] for name in PLAIN},
    )  # fmt: skip


def _mention(data: Mapping[str, Any]) -> Mention:
    values = {key: data[key] for key in MENTION}
    values |= {"value": _number(data["value"]), "value_high": _number(data["value_high"])}
    return Mention(**{**values, "iso_start": _day(data["iso_start"]), "iso_end": _day(data["iso_end"])})


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
