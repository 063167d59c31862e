"""Mentions -> Claims: one claim for every number that can be checked, with whose it is, what, when and who says so."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from operator import attrgetter

from factcheck.claim import build, checkable, elision, grammar, headings, sentences
from factcheck.claim.draft import Unnumbered
from factcheck.claim.market import market
from factcheck.claim.names import Antecedents
from factcheck.claim.registry import recipes
from factcheck.claim.superlative import superlatives
from factcheck.claim.worded import worded
from factcheck.model import Article, Claim, Mention, Role

__all__ = ["Claims", "claim", "recipes"]


@dataclass(frozen=True, slots=True)
class Claims:
    """What can be checked, in order, and the ledger: every number is in a claim or has a reason for being ignored."""

    claims: tuple[Claim, ...]
    ledger: tuple[Mention, ...]


def claim(article: Article, mentions: Sequence[Mention]) -> Claims:
    """Read the claims of an article from its mentions."""
    mentions = elision.complete(article.text, mentions)
    starts = sentences.boundaries(article.text)
    known = Antecedents(article, starts)
    found: list[Unnumbered] = []
    period, paragraph = None, 0
    heading: headings.Heading | None = None
    why: dict[str, str] = {}
    for group, start, end in _by_sentence(article.text, starts, mentions):
        open_ = [m for m in group if m.ignored is None]
        if not open_:
            continue
        if article.text.find("\n\n", paragraph, start) >= 0:
            period = None  # a new paragraph tells its own time
        paragraph = start
        if title := headings.heading(article.text, start, end, open_):
            heading = title
        elif heading and headings.under(article.text, start, heading):
            period = heading.period
        if checkable.may_tell(article.text, start, end, open_):
            words = grammar.read(article.text, start, end, open_)
            made, period = build.sentence(article, words, known, period, why)
            found += made
    priced = market(article, starts)
    spoken = worded(article, starts, [*found, *priced]) + priced
    others = [*(c.main for c in spoken), *(m for m in mentions if not m.ignored)]
    spoken = _named(_apart(spoken + superlatives(article, starts, known, others), mentions), mentions)
    found, mentions = _with_worded(found, mentions, spoken)
    claims = build.number(article, sorted(found, key=lambda c: c.main.start))
    return Claims(claims, _ledger(claims, mentions, why))


def _apart(spoken: Sequence[Unnumbered], mentions: Sequence[Mention]) -> list[Unnumbered]:
    """Statements in words that begin inside nothing else: in "the first half of 2024" is no half, but a time."""
    begins, last, inside = [m.start for m in mentions] if spoken else [], 0, set[int]()
    for n, told in sorted(enumerate(spoken), key=lambda pair: (pair[1].main.start, -pair[1].main.end)):
        start, before = told.main.start, bisect_left(begins, told.main.start) - 1
        if start < last or (before >= 0 and mentions[before].end > start):
            inside.add(n)
        else:
            last = told.main.end
    return [told for n, told in enumerate(spoken) if n not in inside]


def _named(spoken: Sequence[Unnumbered], mentions: Sequence[Mention]) -> tuple[Unnumbered, ...]:
    """Statements in words have no number in the ledger yet: theirs are named after the last that was found."""
    if not spoken:
        return ()
    last = max((int(m.id[1:]) for m in mentions), default=0)
    out = []
    for n, told in enumerate(spoken, last + 1):
        main = replace(told.main, id=f"m{n}")
        roles = (Role("main", main), *(r for r in told.roles if r.mention.id != told.main.id))
        out.append(told._replace(main=main, roles=roles))
    return tuple(out)


def _with_worded(
    found: list[Unnumbered], mentions: Sequence[Mention], spoken: Sequence[Unnumbered]
) -> tuple[list[Unnumbered], Sequence[Mention]]:
    """“1:450” told as one ratio takes the place of the two numbers it is printed with."""
    if not spoken:
        return found, mentions
    spans = sorted((c.main.start, c.main.end) for c in spoken)
    starts, reach = [a for a, _ in spans], list(accumulate((b for _, b in spans), max))

    def covered(offset: int) -> bool:
        i = bisect_right(starts, offset)
        return i > 0 and offset < reach[i - 1]

    kept = [c for c in found if not covered(c.main.start)]
    needed = {r.mention.id for c in kept for r in c.roles}
    left = [m for m in mentions if m.id in needed or not covered(m.start)]
    return [*kept, *spoken], sorted([*left, *(c.main for c in spoken)], key=lambda m: m.start)


def _by_sentence(text: str, starts: list[int], mentions: Sequence[Mention]) -> list[tuple[list[Mention], int, int]]:
    """Mentions by the sentence they begin in; a sentence grows to hold a mention that runs over its end."""
    out: list[tuple[list[Mention], int, int]] = []
    last = -1
    for m in mentions:
        i = bisect_right(starts, m.start) - 1
        end = starts[i + 1] if i + 1 < len(starts) else len(text)
        if i == last:
            group, start, stop = out[-1]
            group.append(m)
            out[-1] = (group, start, max(stop, m.end))
        else:
            start = max(starts[i], out[-1][2]) if out and out[-1][2] <= m.start else starts[i]
            out.append(([m], start, max(end, m.end)))
        last = i
    return out


def _ledger(claims: Sequence[Claim], mentions: Sequence[Mention], why: dict[str, str]) -> tuple[Mention, ...]:
    used = {r.mention.id for c in claims for r in c.roles}
    used.update([c.main.id for c in claims])
    return tuple(
        m if m.ignored or m.id in used else Mention(*(*_BUT_WHY(m), why.get(m.id) or _reason(m))) for m in mentions
    )


_BUT_WHY = attrgetter(*Mention.__slots__[:-1])  # a copy made so costs a third of ``replace``, and most numbers need one


def _reason(mention: Mention) -> str:
    return "period-length" if mention.kind == "duration" else "context"
