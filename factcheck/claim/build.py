"""Sentence -> claims: every checkable number becomes the main mention of one claim, with its frame and its roles."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import factcheck.claim.checkable as checkable
import factcheck.claim.cues as cues
import factcheck.claim.frame as framing
import factcheck.claim.site as site
import factcheck.claim.speech as speech
import factcheck.claim.stance as stance
import factcheck.claim.timing as timing
from factcheck.claim.draft import (
    DAYS,
    EARNS,
    Draft,
    Unnumbered,
    direction,
    inherit,
    name_companies,
    per_share,
    relate,
)
from factcheck.claim.grammar import Words
from factcheck.claim.lists import share_out
from factcheck.claim.names import Antecedents
from factcheck.claim.phrase import Frame, metric_words
from factcheck.claim.registry import KINDS
from factcheck.claim.sentences import BULLETS
from factcheck.claim.site import Site
from factcheck.model import Article, Attribution, Claim, Mention, Period, Role


def sentence(
    article: Article, words: Words, known: Antecedents, before: Period | None, why: dict[str, str]
) -> tuple[list[Unnumbered], Period | None]:
    """The claims of one sentence, without ids, and the period told last; ``before`` is that of earlier sentences.

    Why a number is in no claim of its own is noted in ``why``, by its id.
    """
    drafts: list[Draft] = []
    subjects: framing.Subjects = {}
    for mention in words.mentions:
        if mention.ignored is None:
            draft = _draft(article, words, mention, known, subjects, why)
            if draft:
                drafts.append(draft)
    if not drafts:
        return [], before
    said = speech.attribution(words, known)
    inherit(drafts)
    share_out(drafts, known)
    name_companies(drafts, known, said)
    relate(drafts)
    last = timing.settle(words, drafts, before)
    if article.published:
        _look_ahead(article.published, drafts)
    return [_claim(words, d, said) for d in drafts], last


def _look_ahead(published: date, drafts: list[Draft]) -> None:
    """Nothing is a fact yet of a time to come: "the bank meets next week, with a cut to 4.5% expected"."""
    for draft in drafts:
        verb = draft.site.verb
        if draft.kind in ("horizon", "date") or (verb is not None and verb.form == "past"):
            continue  # "the licence runs until 2032" is so today; what "totalled" is over
        start = next((r.mention.iso_start for r in draft.roles if r.role == "period"), None)
        if start and start > published and draft.site.claim_type == "actual":
            draft.site = draft.site._replace(claim_type="forecast")


def _draft(
    article: Article,
    words: Words,
    mention: Mention,
    known: Antecedents,
    subjects: framing.Subjects,
    why: dict[str, str],
) -> Draft | None:
    i = words.at[mention.id]
    if mention.kind in DAYS and not checkable.may_be_told(words, i, mention):
        return None
    reached = framing.reach(words, i)
    place = site.make(words, i, mention, Frame(verb=reached.verb, start=reached.start, end=reached.end))
    if mention.kind not in DAYS:
        reason = "no-value" if mention.value is None else checkable.reason(place, article.text)
        if reason:
            why[mention.id] = reason
            return None
    frame = framing.of(words, i, reached, known, subjects)
    if mention.per and frame.verb >= 0 and frame.metric == words.low[frame.verb] and frame.metric in EARNS:
        frame = frame._replace(metric=per_share(frame.metric, mention.per))
    place = Site(words, i, mention, frame, place.slot, place.lead, place.change, speech.claim_type(words, i, frame))
    for name, module in KINDS.items():
        if module.recognise(place):
            if name == "date" and (paper := module.document(place)):
                place = place._replace(frame=frame._replace(metric=metric_words(words, *paper), counterparty=None))
            draft = Draft(place, name, [Role("main", mention)])
            draft.direction = place.change if place.change != "flat" else None
            if draft.direction is None:
                draft.direction = direction(draft)
            return draft
    return None


_SIGNS_IN_FRONT = BULLETS + "_`:"  # "**Cash:** about $400m" is quoted from "about" on


def _level_direction(draft: Draft) -> str | None:
    """“cut 4,000 jobs” is a level that goes down; "raised $125m" says nothing of up and down."""
    told = draft.site.slot == "to" or draft.direction == "down" or any(r.role == "from" for r in draft.roles)
    return draft.direction if draft.kind != "level" or told else None


def _claim(words: Words, draft: Draft, said: Attribution | None) -> Unnumbered:
    place, frame, mention = draft.site, draft.site.frame, draft.site.mention
    first = frame.start
    while first < place.i and words.raw[first] in _SIGNS_IN_FRONT:
        first += 1
    start, end = words.span(first, min(frame.end, len(words.raw)))
    return Unnumbered(
        mention,
        draft.kind,
        min(start, mention.start),
        max(end, mention.end),
        words.start,
        words.end,
        tuple(draft.roles),
        frame.subject,
        frame.metric,
        frame.counterparty,
        qualifiers(words, place.i, frame),
        draft.period,
        draft.stated,
        _level_direction(draft),
        draft.relative_to,
        place.claim_type,
        said,
    )


def qualifiers(words: Words, i: int, frame: Frame) -> tuple[tuple[str, str], ...]:
    """What the number is of: segment and place, and set phrases in its clause (adjusted, organic, per capita).

    ``assertion`` is set where the sentence does not say the number but denies, supposes or asks it.
    """
    found: dict[str, str] = {}
    if said := stance.of(words, i, frame):
        found["assertion"] = said
    if frame.segment:
        found["segment"] = frame.segment
    if frame.place:
        found["geography"] = frame.place
    if held := cues.held("qualifiers", words.present):
        labelled = i > 1 and words.raw[i - 1] == ":"  # "(adjusted: £276m)"
        window = words.window(max(0, min(frame.start, i - 4)) if labelled else frame.start, frame.end)
        for told in held:
            if told.phrase in window:
                if not _of_the_next(words, i, frame.end, told):
                    found.setdefault(told.row["key"], told.row["value"])
                window = window.replace(told.phrase, " # ")
    return tuple(found.items())


def _of_the_next(words: Words, i: int, end: int, told: cues.Cued) -> bool:
    """Whether a phrase is of a later number alone: "$5.84 a share, or $6.10 ADJUSTED", "and ADJUSTED profit of"."""
    low, phrase = words.low, told.phrase.split()
    at = next((q for q in range(i + 1, end) if low[q : q + len(phrase)] == phrase), None)
    following = next((j for j in words.values if j > i), None)
    if at is None or following is None or phrase[0] in low[:i]:
        return False
    opens = next((k for k in range(i + 1, following) if low[k] == "or" or words.raw[k] == "("), None)
    if opens is not None:  # "rose $8bn, or 5%, TO a seasonally adjusted" is of both
        on = {"to", "from"} & set(low[following:at]) or words.raw[following + 1 : following + 2] == [","]
        return at > opens and not on and (told.row["key"] == "shares" or _rivals(words, i, following))
    joined = next((k for k in range(i + 1, following) if low[k] in ("and", "but", "while", "with")), None)
    return joined is not None and joined < at < following


def _rivals(words: Words, i: int, j: int) -> bool:
    """Whether two numbers measure one thing in two ways: $5.84 or $6.10 a share, and not $3bn or $5.84 a share."""
    by_place = {place: m for m in words.mentions if (place := words.at[m.id]) in (i, j)}
    ours, theirs = by_place[i].value, by_place[j].value
    if not isinstance(ours, Decimal) or not isinstance(theirs, Decimal) or by_place[i].unit != by_place[j].unit:
        return False
    return abs(ours) <= 5 * abs(theirs) and abs(theirs) <= 5 * abs(ours)


def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def number(article: Article, found: Iterable[Unnumbered]) -> tuple[Claim, ...]:
    """Give claims their ids and their two fingerprints: identity (what it is about) and content (what it says)."""
    seen: dict[tuple[str | None, ...], int] = {}
    out = []
    span, quote = (0, 0), ""
    for n, claim in enumerate(found, 1):
        key = (claim.subject, claim.metric, claim.period.label if claim.period else None, claim.claim_kind)
        seen[key] = times = seen.get(key, 0) + 1
        if (claim.text_start, claim.text_end) != span:  # neighbours stand in one clause
            span = (claim.text_start, claim.text_end)
            quote = " ".join(article.text[slice(*span)].split())
        value = str(claim.main.value) if claim.main.value is not None else claim.main.surface
        identity = _short("\x1f".join([part or "" for part in key] + [str(times)]))
        out.append(Claim(f"c{n}", *claim, identity, _short(f"{value}\x1f{quote}")))
    return tuple(out)
