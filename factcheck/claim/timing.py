"""Drafts -> drafts with periods: own date, place in a list, a step back, or inferred from what was told before."""

from __future__ import annotations

from collections.abc import Sequence

import factcheck.claim.when as when
from factcheck.claim.draft import CORPORATE, DAYS, Draft
from factcheck.claim.grammar import Words
from factcheck.measure import periods
from factcheck.model import Period, Role

_FROM = ("from", "with", "against", "versus", "vs")


def settle(words: Words, drafts: list[Draft], before: Period | None) -> Period | None:
    """Set every claim's period and return the one told last.

    Told nowhere in the sentence, the period told before holds, as inferred.
    """
    told = when.dates(words)
    spans = [d for d in told if d.period is not None and not d.base]
    listed = _listed(words, spans, drafts) if len(spans) > 1 else {}
    bases = frozenset(d.at for d in told if d.base)
    taken = frozenset(d.site.i for d in drafts if d.kind in ("horizon", "date")) if told else bases
    last = before
    for draft in drafts:
        if draft.kind in ("horizon", "date"):
            draft.period = when.period_of(draft.site.mention)
            draft.stated = draft.period is not None
            continue
        i = draft.site.i
        own = None
        if told:
            own = listed.get(i) or when.touching(words, i, told) or _nearest(drafts, draft, told, bases, taken)
        if own is None:
            draft.period = before
        elif own.period is not None and when.open_start(words, own):
            draft.relative_to = own.period.label
            draft.roles.append(Role("base", own.mention))
        elif own.period is not None:
            draft.period, draft.stated = own.period, True
            last = last if own.mention.kind == "date" else own.period  # a single day frames its own sentence only
            draft.roles.append(Role("period", own.mention))
        if draft.period is not None and (span := when.spoken_span(words, draft.site.i)):
            draft.period, fits = when.widened(draft.period, span)
            draft.stated = draft.stated and fits
        if draft.period is not None and (part := when.sibling(words, i, draft.period)) is not draft.period:
            draft.period, draft.stated = part, part is not None
        _compared(words, draft, own, told)
    _bases(drafts)
    return last


def _listed(words: Words, spans: list[when.Dated], drafts: list[Draft]) -> dict[int, when.Dated]:
    return when.aligned(words, spans, [d.site.i for d in drafts if d.site.mention.kind not in DAYS])


def _nearest(
    drafts: list[Draft], draft: Draft, told: Sequence[when.Dated], bases: frozenset[int], taken: frozenset[int]
) -> when.Dated | None:
    """The date that frames a number; a date that is a base, or a neighbour's own, does not."""
    busy = taken if draft.site.claim_type == "actual" else frozenset()
    return when.nearest(draft.site.words, draft.site.i, told, busy | bases | _neighbours(drafts, draft, told))


def _neighbours(drafts: list[Draft], draft: Draft, told: Sequence[when.Dated]) -> frozenset[int]:
    """Dates that belong to a neighbour only: "rose to $5bn FROM $4bn IN 2023" says nothing of the $5bn's year."""
    out = set()
    for other in drafts:
        site = other.site
        if site.slot in _FROM and other is not draft and site.i >= draft.site.i:
            hit = next((d.at for d in told if 0 < d.at - site.i <= 3), None)
            if hit is not None:
                out.add(hit)
    return frozenset(out)


def _compared(words: Words, draft: Draft, own: when.Dated | None, told: Sequence[when.Dated]) -> None:
    """Set what the number is measured against: a date after "than", a step the text names, the start of a stretch."""
    period, place = draft.period, draft.site
    if draft.kind in ("change", "ratio"):
        base = next((d for d in told if d.base and d.period and 0 < d.at - place.i < 12), None)
        if base is not None and base.period is not None:
            draft.relative_to = base.period.label
            draft.roles.append(Role("base", base.mention))
            return
    if period is None or place.claim_type == "target":
        return  # a target is measured against what is
    step = when.comparison(words, place.i, place.frame.end)
    if draft.kind in ("change", "ratio"):
        if own is not None and not when.in_months(own) and (stretch := when.ends(period)) is not None:
            draft.period, draft.relative_to = stretch[1], stretch[0].label
            return
        if step is None and (place.frame.metric or " ").rpartition(" ")[2] in CORPORATE:
            step = "year"
        earlier = when.back(period, step) if step else None
        draft.relative_to = earlier.label if earlier else draft.relative_to
    elif (
        step
        and draft.kind == "level"
        and (_led_back(draft) or when.stepped(words, place.i))
        and (own is None or own.at < place.i)
    ):
        draft.period = when.back(period, step) or period


def _led_back(draft: Draft) -> bool:
    """Whether the number is the one compared with: "from $60m a year earlier", "compared with a loss of $8m"."""
    before = draft.site.before
    return draft.site.slot in _FROM or "compared" in before or "against" in before or "up from" in before


def _bases(drafts: list[Draft]) -> None:
    """“rose to $5bn from $4bn in 2023”: 2023 is the base; "from 4.5% to 4.25% in May": 4.5% is told of before May."""
    for draft in drafts:
        if draft.kind != "level" or draft.site.slot != "from":
            continue
        own = draft.site.mention.id  # also a role of its own draft
        partner = next((d for d in drafts if d is not draft and any(r.mention.id == own for r in d.roles)), None)
        if partner is None:
            continue
        if partner.period is not None and draft.period == partner.period:
            corporate = (draft.site.frame.metric or " ").rpartition(" ")[2] in CORPORATE
            earlier = when.back(partner.period, "year" if corporate else "prior")
            draft.period, draft.stated = earlier, False
            draft.roles = [r for r in draft.roles if r.role != "period"]
        elif draft.period is not None and not any(r.role == "period" for r in partner.roles):
            for other in drafts:
                if any(r.mention.id == draft.site.mention.id for r in other.roles) and other.kind in (
                    "change",
                    "ratio",
                ):
                    other.relative_to = draft.period.label
            if partner.period is not None and periods.same(partner.period, draft.period):
                partner.period = None
