"""A claim in the making, and what neighbours in one sentence tell each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

import factcheck.claim.lexicon as lex
from factcheck.claim.cues import JOINING
from factcheck.claim.names import Antecedents, is_person, places, spans
from factcheck.claim.phrase import Frame
from factcheck.claim.site import DOWN, UP, Site
from factcheck.model import Attribution, Mention, Period, Role

DAYS = ("date", "daterange")
# What companies measure: without a name in the sentence it belongs to the company told of before, and a quarter of it
# is compared with the quarter a year before unless the text says otherwise.
CORPORATE = frozenset(
    "sales revenue revenues turnover profit profits income earnings loss losses margin margins ebitda ebit ebita eps "
    "dividend dividends debt cash backlog bookings orders shipments deliveries headcount workforce staff employees "
    "expenses costs stores shares share expenditure assets".split()
)
_AFTER_HEADS = frozenset({"of", "from", "before", "after", "on", "per"})
EARNS = frozenset(word for word, verb in lex.VERBS.items() if verb.lemma in ("earn", "lose"))
_UNITED = frozenset({"level", "change", "ratio", "compare", "difference", "horizon"})
_LARGEST_PRICE = 1_000_000  # no share costs more


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

    def frame(self, **new: object) -> None:
        """Change the frame."""
        self.site = self.site._replace(frame=self.site.frame._replace(**new))  # type: ignore[arg-type]


class Unnumbered(NamedTuple):
    """A claim but for its id and fingerprints, which are given in the end: the fields of ``Claim`` in their order."""

    main: Mention
    claim_kind: str
    text_start: int
    text_end: int
    sentence_start: int
    sentence_end: int
    roles: tuple[Role, ...] = ()
    subject: str | None = None
    metric: str | None = None
    counterparty: str | None = None
    qualifiers: tuple[tuple[str, str], ...] = ()
    period: Period | None = None
    period_stated: bool = False
    direction: str | None = None
    relative_to: str | None = None
    claim_type: str = "actual"
    attribution: Attribution | None = None


def direction(draft: Draft) -> str | None:
    """The governing verb's direction for "rose to" and "cut it in half"; "doubled" and "halved" tell their own."""
    place, verb = draft.site, draft.site.verb
    moves = verb is not None and verb.kind == "change"
    if draft.kind == "ratio" and place.mention.kind == "ratio" and isinstance(place.mention.value, Decimal):
        head = lex.VERBS.get(place.mention.surface.split()[0].lower())
        if (head is not None and head.kind == "change") or (moves and place.slot in ("in", "to", "")):
            return "up" if place.mention.value > 1 else "down"
    return verb.direction if verb is not None and moves and place.slot == "to" else None


def inherit(drafts: list[Draft]) -> None:
    """“revenue of $4.2bn, up 12% from $3.7bn”: what follows a number without words of its own is about the same."""
    for before, draft in pairwise(drafts):
        frame, last = draft.site.frame, before.site.frame
        if _another_change(before, draft):
            draft.kind, draft.direction = "change", before.direction
        if frame.metric is not None and not _uncounted(draft, before):
            if frame.metric == last.metric and or_per(before, draft):
                draft.frame(metric=per_share(last.metric, draft.site.mention.per))
            continue
        if not last.metric or draft.kind not in _UNITED or _of_a_label(draft, before):
            continue
        subject = frame.subject or last.subject
        party = frame.counterparty or (last.counterparty if subject == last.subject else None)
        metric = per_share(last.metric, draft.site.mention.per)
        if _is_sum(draft.site.mention):  # "$1.42 per share, compared to $148 MILLION, or $1.21 per share"
            metric = metric.removesuffix(" per share")
        draft.frame(metric=metric, subject=subject, counterparty=party, segment=frame.segment or last.segment)


def or_per(before: Draft, draft: Draft) -> bool:
    """“rose to $214m, OR $1.08 PER SHARE”: one thing told twice, in all and for each share."""
    a, b = before.site, draft.site
    return b.words.low[b.i - 1] == "or" and b.mention.per is not None and a.mention.per is None


def _is_sum(mention: Mention) -> bool:
    """Whether an amount is far too large to be of one share."""
    value = mention.value
    return mention.kind == "money" and not mention.per and isinstance(value, Decimal) and abs(value) >= _LARGEST_PRICE


def _of_a_label(draft: Draft, before: Draft) -> bool:
    """“shr 2.10 dlrs avg shrs 40,100 vs 39,800”: beside a number that is no claim stands none of the one before."""
    i = draft.site.i
    return draft.site.words.low[i - 1] in ("vs", "versus", "v") and before.site.i != i - 2


def _uncounted(draft: Draft, before: Draft) -> bool:
    """“opened 40 stores and closed 12”: the second number counts what the first does."""
    a, b = before.site, draft.site
    bare = b.mention.kind == "number" and b.mention.unit is None and b.frame.verb >= 0
    return bare and a.mention.kind == "quantity" and b.frame.metric == b.words.low[b.frame.verb]


def _another_change(before: Draft, draft: Draft) -> bool:
    """“gained 23% this year and 140% since 2020”: the second percentage moves like the first."""
    a, b = before.site, draft.site
    if before.kind != "change" or draft.kind != "level" or b.mention.kind != "percent" or a.mention.kind != "percent":
        return False
    alike = a.frame.verb == b.frame.verb and (a.frame.verb >= 0 or a.frame.start == b.frame.start)
    return alike and b.slot == "" and b.words.tags[b.lead : b.lead + 1] in ("C", ",")


def per_share(metric: str, per: str | None) -> str:
    """“net income of $2.1bn, or $1.23 per share” is net income per share; "lost 12 cents a share" a loss per share."""
    if metric in EARNS and per == "share":
        return f"{lex.VERBS[metric].noun} per {per}"
    named = not per or f"per {per}" in metric or "dividend" in metric or "price" in metric
    return metric if named else f"{metric} per {per}"


def name_companies(drafts: list[Draft], known: Antecedents, said: Attribution | None) -> None:
    """“Revenue rose 12%”, said with no name: what only companies have belongs to the company told of before."""
    last: Frame | None = None
    for draft in drafts:
        frame = draft.site.frame
        if frame.subject is None and frame.metric and _is_corporate(frame.metric):
            company = last.subject if last is not None and last.subject else _leading(draft, known)
            speaker = said.speaker if said is not None and said.kind == "named" else None
            if company or (speaker and speaker[:1].isupper()):
                draft.frame(subject=company or speaker)
        last = draft.site.frame


def _leading(draft: Draft, known: Antecedents) -> str | None:
    """The company of the clause in front ("ACME cut its outlook after bookings fell 7%"), else told before."""
    words, a = draft.site.words, draft.site.frame.start
    if a and words.low[a - 1] in JOINING:
        free = [n for n in spans(words, 0, a - 1) if not n[0] or words.tags[n[0] - 1] not in "P'"]
        if free and not is_person(words, *free[0]) and words.text(*free[0]) not in places():
            return words.text(*free[0])
    return known.company(words.start)


def _is_corporate(metric: str) -> bool:
    """Whether companies measure it: the head of "deliveries of electric cars", "profit before tax" stands in front."""
    words = metric.split()
    head = next((k for k, word in enumerate(words) if word in _AFTER_HEADS), 0)
    return words[-1] in CORPORATE or (head > 0 and words[head - 1] in CORPORATE)


def relate(drafts: list[Draft]) -> None:
    """Give neighbours their roles: "rose 12% to $4.48bn from $4.00bn", "$345m, up from $66m", "€4m ($4.4m)"."""
    for n, draft in enumerate(drafts):
        if draft.kind not in ("level", "change", "ratio"):
            continue
        for other in drafts[max(0, n - 3) : n + 4]:
            if other is draft or draft.site.frame.start != other.site.frame.start:
                continue
            role = _role(draft, other)
            if role and not any(r.role == role for r in draft.roles):
                draft.roles.append(Role(role, other.site.mention))
                if role == "from" and draft.kind == "level" and draft.direction is None:
                    draft.direction = _led(other.site)


def _led(place: Site) -> str | None:
    """The direction told right before "from": "came in at $345m, up from $66m", "down by a tenth from $66m"."""
    near = place.words.low[max(0, place.i - 4) : place.i]
    if "from" not in near:
        return None
    told = [w for w in near[: near.index("from")] if w in UP | DOWN]
    return ("up" if told[-1] in UP else "down") if told else None


def _role(draft: Draft, other: Draft) -> str | None:
    mine, theirs = draft.site, other.site
    if other.kind != "level":
        return "change" if other.kind == "change" and draft.kind == "level" and mine.slot in ("to", "from") else None
    if draft.kind == "ratio" and theirs.i > mine.i and mine.after.startswith("of") and theirs.i - mine.i < 6:
        return "total"
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
