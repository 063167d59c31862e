"""Sentence -> claims: every checkable number becomes the main mention of one claim, with its frame and its roles."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field, replace
from decimal import Decimal

from factcheck.claim import frame as framing
from factcheck.claim import lexicon as lex
from factcheck.claim import checkable, site, speech, when
from factcheck.claim.grammar import Words
from factcheck.claim.names import Antecedents
from factcheck.claim.registry import KINDS
from factcheck.claim.site import Site
from factcheck.model import Article, Attribution, Claim, Mention, Period, Role

CORPORATE = frozenset(
    "sales revenue revenues turnover profit profits income earnings loss losses margin margins ebitda ebit ebita eps "
    "dividend dividends debt cash backlog bookings orders shipments deliveries headcount workforce staff employees "
    "expenses costs stores shares share expenditure assets".split()
)
DAYS = ("date", "daterange")


@dataclass(slots=True)
class Draft:
    """A claim in the making: its site, kind and what siblings tell about it."""

    site: Site
    kind: str
    roles: list[Role] = field(default_factory=list)
    period: Period | None = None
    stated: bool = False
    relative_to: str | None = None
    direction: str | None = None


def sentence(
    article: Article, words: Words, known: Antecedents, before: Period | None
) -> tuple[list[Claim], Period | None]:
    """The claims of one sentence, without ids, and the period told last; ``before`` is that of earlier sentences."""
    drafts: list[Draft] = []
    for mention in words.mentions:
        if mention.ignored is None:
            draft = _draft(article, words, mention, known)
            if draft:
                drafts.append(draft)
    if not drafts:
        return [], before
    _inherit(drafts)
    _company(article, drafts, known)
    _relate(drafts)
    last = _time(words, drafts, before)
    said = speech.attribution(words, known)
    return [_claim(article, words, d, said) for d in drafts], last


def _draft(article: Article, words: Words, mention: Mention, known: Antecedents) -> Draft | None:
    i = words.at[mention.id]
    frame = framing.of(words, i, known)
    kind_of = speech.claim_type(words, i, frame)
    place = site.make(words, i, mention, frame, kind_of)
    if mention.kind not in DAYS and (mention.value is None or checkable.reason(place, article.text)):
        return None
    for name, module in KINDS.items():
        if module.recognise(place):
            if name == "date" and (paper := module.document(place)):
                place = replace(place, frame=replace(frame, metric=framing.metric_words(words, *paper), counterparty=None))
            draft = Draft(place, name, [Role("main", mention)])
            draft.direction = place.change if place.change != "flat" else None
            if draft.direction is None:
                draft.direction = _direction(draft)
            return draft
    return None


def _direction(draft: Draft) -> str | None:
    """The direction of the governing verb for "rose to" and "cut it in half"; "doubled" and "halved" speak themselves."""
    place, verb = draft.site, draft.site.verb
    moves = verb is not None and verb.kind == "change"
    if draft.kind == "ratio" and place.mention.kind == "ratio" and isinstance(place.mention.value, Decimal):
        head = lex.VERBS.get(place.mention.surface.split()[0].lower())
        if (head is not None and head.kind == "change") or (moves and place.slot in ("in", "by", "")):
            return "up" if place.mention.value > 1 else "down"
    return verb.direction if verb is not None and moves and place.slot == "to" else None


def _level_direction(draft: Draft) -> str | None:
    """"cut 4,000 jobs" is a level that goes down; "raised $125m" says nothing of up and down."""
    return draft.direction if draft.kind != "level" or draft.site.slot == "to" or draft.direction == "down" else None


def _inherit(drafts: list[Draft]) -> None:
    """"revenue of $4.2bn, up 12% from $3.7bn": what follows a number without words of its own is about the same."""
    for before, draft in zip(drafts, drafts[1:], strict=False):
        frame, last = draft.site.frame, before.site.frame
        if frame.metric is None and last.metric and draft.kind not in ("date", "rank"):
            told = replace(frame, metric=_per_share(draft, last.metric), subject=frame.subject or last.subject)
            if told.subject == last.subject:
                told = replace(told, counterparty=frame.counterparty or last.counterparty)
            draft.site = replace(draft.site, frame=replace(told, segment=frame.segment or last.segment))


def _per_share(draft: Draft, metric: str) -> str:
    """"net income of $2.1bn, or $1.23 per share" is net income per share."""
    per = draft.site.mention.per
    return f"{metric} per {per}" if per and f"per {per}" not in metric and "dividend" not in metric and "price" not in metric else metric


def _company(article: Article, drafts: list[Draft], known: Antecedents) -> None:
    """"Revenue rose 12%", said with no name: what only companies have belongs to the company told of before."""
    for draft in drafts:
        frame = draft.site.frame
        if frame.subject is None and frame.metric and frame.metric.split()[-1] in CORPORATE:
            told = replace(frame, subject=known.company(draft.site.words.start))
            draft.site = replace(draft.site, frame=told)


def _relate(drafts: list[Draft]) -> None:
    """Give neighbours their roles: "rose 12% to $4.48bn from $4.00bn", "$345m, up from $66m", "€4m ($4.4m)"."""
    for n, draft in enumerate(drafts):
        if draft.kind not in ("level", "change", "ratio"):
            continue
        for other in drafts[max(0, n - 3) : n + 4]:
            if other is not draft and _same_clause(draft, other):
                role = _role(draft, other)
                if role and not any(r.role == role for r in draft.roles):
                    draft.roles.append(Role(role, other.site.mention))
                    if role in ("to", "from") and draft.direction is None and other.direction:
                        draft.direction = other.direction


def _same_clause(a: Draft, b: Draft) -> bool:
    return a.site.frame.start == b.site.frame.start


def _role(draft: Draft, other: Draft) -> str | None:
    mine, theirs = draft.site, other.site
    if other.kind != "level":
        return "change" if other.kind == "change" and draft.kind == "level" and mine.slot in ("to", "from") else None
    if draft.kind in ("change", "ratio"):
        return theirs.slot if theirs.slot in ("to", "from") else None
    like = mine.mention.kind == theirs.mention.kind and mine.mention.unit == theirs.mention.unit
    if theirs.slot == "from" and like and mine.slot != "from":
        return "from"
    if mine.mention.kind == theirs.mention.kind == "money" and _converted(mine, theirs):
        return "other-currency"
    return None


def _converted(a: Site, b: Site) -> bool:
    """Whether two amounts are one told in two currencies: one stands in parentheses right after the other."""
    first, second = (a, b) if a.i < b.i else (b, a)
    between = first.words.tags[first.i + 1 : second.i]
    return first.mention.unit != second.mention.unit and between.startswith("(") and ")" not in between


def _time(words: Words, drafts: list[Draft], before: Period | None) -> Period | None:
    """Set every claim's period: its own date, its place in a list, a step back for "a year earlier", else the
    sentence's; told nowhere in the sentence, the period told before holds as inferred. Returns the period told last."""
    told = when.dates(words)
    listed = when.aligned(words, told, [d.site.i for d in drafts if d.site.mention.kind not in DAYS])
    taken = frozenset(d.site.i for d in drafts if d.kind in ("horizon", "date"))
    last = before
    for draft in drafts:
        if draft.kind in ("horizon", "date"):
            draft.period = when.period_of(draft.site.mention)
            draft.stated = draft.period is not None
            continue
        own = listed.get(draft.site.i)
        if own is None:
            busy = taken if draft.site.claim_type == "actual" else frozenset()
            own = when.nearest(words, draft.site.i, told, busy | _bases(words, drafts, draft, told))
        if own is None:
            draft.period = before
        elif when.open_start(words, own):
            draft.relative_to = own.period.label
            draft.roles.append(Role("base", own.mention))
        else:
            draft.period, draft.stated, last = own.period, True, own.period
            draft.roles.append(Role("period", own.mention))
        _compared(words, draft, own)
    return last


def _bases(words: Words, drafts: list[Draft], draft: Draft, told: list[when.Dated]) -> frozenset[int]:
    """Dates that belong to a neighbour only: "rose to $5bn FROM $4bn IN 2023" says nothing of the $5bn's year."""
    out = set()
    for other in drafts:
        if other is draft or other.site.slot not in ("from", "with", "against", "versus"):
            continue
        hit = next((d.at for d in told if 0 < d.at - other.site.i <= 3), None)
        if hit is not None and draft.site.i < other.site.i:
            out.add(hit)
    return frozenset(out)


def _compared(words: Words, draft: Draft, own: when.Dated | None) -> None:
    """What the number is measured against, as a label: a step named by the text, or the start of a stretch of years."""
    period, place = draft.period, draft.site
    if period is None:
        return
    step = when.comparison(words, place.i, place.frame.end)
    if draft.kind in ("change", "ratio"):
        if own is not None and (stretch := when.ends(period)) is not None:
            draft.period, draft.relative_to = stretch[1], stretch[0].label
            return
        if place.claim_type == "target":
            return  # a target is measured against what is
        if step is None and (place.frame.metric or " ").rpartition(" ")[2] in CORPORATE:
            step = "year"  # companies compare a quarter with that of the year before unless they say otherwise
        earlier = when.back(period, step) if step else None
        draft.relative_to = earlier.label if earlier else draft.relative_to
    elif step and draft.kind == "level" and place.slot in ("from", "with", "to", "against", "of", "versus"):
        led = place.slot in ("from", "against", "versus") or "compared" in place.before or "against" in place.before
        if led and (own is None or own.at < place.i):
            draft.period = when.back(period, step) or period


def _claim(article: Article, words: Words, draft: Draft, said: Attribution | None) -> Claim:
    place, frame = draft.site, draft.site.frame
    start, end = words.starts[frame.start], words.ends[min(frame.end, len(words.ends)) - 1]
    return Claim(
        id="",
        main=place.mention,
        claim_kind=draft.kind,
        text_start=min(start, place.mention.start),
        text_end=max(end, place.mention.end),
        sentence_start=words.start,
        sentence_end=words.end,
        roles=tuple(draft.roles),
        subject=frame.subject,
        metric=frame.metric,
        counterparty=frame.counterparty,
        qualifiers=qualifiers(words, frame),
        period=draft.period,
        period_stated=draft.stated,
        direction=_level_direction(draft),
        relative_to=draft.relative_to,
        claim_type=place.claim_type,
        attribution=said,
    )


def qualifiers(words: Words, frame: framing.Frame) -> tuple[tuple[str, str], ...]:
    """What the number is of: segment and place, and set phrases in its clause (adjusted, organic, per capita)."""
    text = " " + " ".join(w or "#" for w in words.low[frame.start : frame.end]) + " "
    found: dict[str, str] = {}
    if frame.segment:
        found["segment"] = frame.segment
    if frame.place:
        found["geography"] = frame.place
    for (phrase, key), (_, value) in zip(speech.phrases("qualifiers", "key"), speech.phrases("qualifiers", "value"), strict=True):
        if phrase in text:
            found.setdefault(key, value)
            text = text.replace(phrase, " # ")
    return tuple(found.items())


def _short(*parts: str | None) -> str:
    return hashlib.sha256("\x1f".join(p or "" for p in parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def number(article: Article, found: list[Claim]) -> tuple[Claim, ...]:
    """Give claims their ids and their two fingerprints: identity (what it is about) and content (what it says)."""
    seen: Counter[tuple[str | None, ...]] = Counter()
    out = []
    for n, claim in enumerate(found, 1):
        key = (claim.subject, claim.metric, claim.period.label if claim.period else None, claim.claim_kind)
        seen[key] += 1
        quote = " ".join(article.text[claim.text_start : claim.text_end].split())
        value = str(claim.main.value) if claim.main.value is not None else claim.main.surface
        out.append(replace(claim, id=f"c{n}", identity=_short(*key, str(seen[key])), content=_short(value, quote)))
    return tuple(out)
