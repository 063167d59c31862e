"""Drafts -> drafts with periods: own date, place in a list, a step back, or inferred from what was told before."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import factcheck.claim.lengths as lengths
import factcheck.claim.when as when
from factcheck.claim.draft import CORPORATE, DAYS, Draft, or_per
from factcheck.claim.grammar import Words
from factcheck.measure import periods
from factcheck.model import Period, Role

_FLOWS = frozenset(
    "sales revenue revenues turnover profit profits income earnings loss losses margin margins ebitda ebit ebita eps "
    "dividend dividends bookings costs expenses".split()
)
_EXTREMES = frozenset("peak high low trough record bottom".split())  # "down from a PEAK of 4% in September 2023"
_FROM = ("from", "with", "against", "versus", "vs")
_ENDS = frozenset(".:;")  # "Revs 65.4 mln vs 53.6 mln NOTE: 1986 net includes"


def settle(words: Words, drafts: list[Draft], before: Period | None) -> Period | None:
    """Set every claim's period and return the one told last.

    Told nowhere in the sentence, the period told before holds, as inferred.
    """
    dates = when.dates(words)
    spans = [d for d in dates if d.period is not None and not d.base]
    listed = _listed(words, spans, drafts) if len(spans) > 1 else {}
    bases = frozenset(d.at for d in dates if d.base)
    taken = frozenset(d.site.i for d in drafts if d.kind in ("horizon", "date")) if dates else bases
    last, fresh = before, None
    for draft in drafts:
        if draft.kind in ("horizon", "date"):
            draft.period = when.period_of(draft.site.mention)
            draft.stated = draft.period is not None
            continue
        i = draft.site.i
        own = None
        told = _of_business(draft, dates) if dates else dates
        if told:
            own = listed.get(i) or when.touching(words, i, told) or _nearest(drafts, draft, told, bases, taken)
        if when.since_then(words, i):
            own = None  # of no time told before
        elif own is None:
            draft.period = None if told and when.stands_now(words, i, told) else before
        if own is None:
            pass
        elif own.period is not None and when.open_start(words, own):
            draft.relative_to = own.period.label
            draft.roles.append(Role("base", own.mention))
        elif own.period is not None:
            draft.period, draft.stated = own.period, not own.part
            if own.mention.kind != "date" and not _aside(words, draft, own):
                last = _later(fresh, own.period)  # a single day frames its own sentence only
                fresh = last
            draft.roles.append(Role("period", own.mention))
        if draft.period is not None and (span := lengths.spoken_span(words, i, own)):
            draft.period, fits = lengths.widened(draft.period, span)
            draft.stated = draft.stated and fits
        if draft.period is not None and (part := lengths.sibling(words, i, draft.period)) is not draft.period:
            draft.period, draft.stated = part, part is not None
        _compared(words, draft, own, told)
    _bases(drafts)
    _told_twice(drafts)
    return last


def _of_business(draft: Draft, dates: Sequence[when.Dated]) -> Sequence[when.Dated]:
    """The dates that can frame a number: no weekday frames what takes longer: "said ON THURSDAY profit rose"."""
    if (draft.site.frame.metric or " ").rpartition(" ")[2] not in _FLOWS:
        return dates
    return [d for d in dates if not when.of_today(d.mention)]


def _told_twice(drafts: list[Draft]) -> None:
    """“from $188 million, or 93 cents per share, a year earlier”: both are of one time."""
    for before, draft in pairwise(drafts):
        if draft.site.i - before.site.i <= 6 and or_per(before, draft):
            draft.period, draft.stated = before.period, before.stated


def _later(a: Period | None, b: Period) -> Period:
    """Of the periods of one sentence that which later sentences go on with: "$5bn in 2024 and $4bn in 2023"."""
    return a if a is not None and a.end and b.end and a.end > b.end else b


def _aside(words: Words, draft: Draft, own: when.Dated) -> bool:
    """Whether a number tells no time for what follows: "£412m (2023: £389m)", "against $4bn in 2023", a deal's day."""
    verb, frame = draft.site.verb, draft.site.frame
    moves = verb is not None and verb.kind == "change"
    if (frame.metric is None and not moves) or frame.counterparty or (verb is not None and verb.kind == "event"):
        return True  # "In March 2022 it acquired Bolt" tells the day of a deal
    if (frame.metric or "").rpartition(" ")[2] in _EXTREMES:
        return True
    return draft.site.slot in _FROM or "(" in words.tags[words.tags.rfind(")", 0, own.at) + 1 : own.at]


def _listed(words: Words, spans: list[when.Dated], drafts: list[Draft]) -> dict[int, when.Dated]:
    return when.aligned(words, spans, [d.site.i for d in drafts if d.site.mention.kind not in DAYS])


def _nearest(
    drafts: list[Draft], draft: Draft, told: Sequence[when.Dated], bases: frozenset[int], taken: frozenset[int]
) -> when.Dated | None:
    """The date that frames a number; a date that is a base, or a neighbour's own, does not."""
    busy = taken if draft.site.claim_type == "actual" else frozenset()
    return when.nearest(draft.site.words, draft.site.i, told, busy | bases | _neighbours(drafts, draft, told))


def _neighbours(drafts: list[Draft], draft: Draft, told: Sequence[when.Dated]) -> frozenset[int]:
    """Dates that belong to a neighbour only: "rose to $5bn FROM $4bn IN 2023" says nothing of the $5bn's year.

    Nor of what comes after: "AGAINST $4bn IN 2023, and employs 400 people", "AFTER a 0.3% rise IN APRIL; they were".
    """
    out = set()
    for other in drafts:
        site = other.site
        led = site.slot in _FROM or (site.lead >= 0 and site.words.low[site.lead] in ("after", "following"))
        if led and other is not draft:
            hit = next((d.at for d in told if 0 < d.at - site.i <= 3), None)
            if hit is not None and not _ENDS & set(site.words.tags[site.i : hit]):
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
    if draft.kind == "level" and (labelled := when.labelled(words, place.i)):
        draft.period = when.back(period, labelled)
        return
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
        and (_led_back(draft) or lengths.stepped(words, place.i))
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
            planned = partner.site.claim_type == "target"  # "by 2027, from 12%": what it is today
            draft.period, draft.stated = None if planned else earlier, False
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
