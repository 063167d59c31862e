"""Claim, Fact -> whether the text itself tells the number on file as the one of before.

"Acme employs 430 people, up from 340 a year ago" beside a row of 340 without a period: the row is as true as the
sentence, only older. What was true when somebody wrote it down refutes no number of today.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

import factcheck.link.within as within
from factcheck.measure import intervals
from factcheck.model import Article, Claim, Fact, Interval, Mention

STEP = "The number on file is the one the text tells of before, so the row may be older than the text."
# A sentence that goes on about the number: "Acme employs 430 people. That is up from 340 a year ago.", "It had 340."
GOES_ON = re.compile(
    r"\s*(?:That|This|It|The (?:figure|number|total|rate|level))\b[^.]{0,60}?\b"
    r"(?:up|down|compared|from|against|more|fewer|less|higher|lower)\b"
    r"|\s*(?:It|They|The (?:company|group|firm|bank|chain))\s+(?:had|employed|ran|owned|held|operated|counted)\b"
)
HUNDRED = Decimal(100)


def told_before(article: Article, claim: Claim, ledger: Sequence[Mention], facts: Sequence[Fact]) -> bool:
    """Whether a level without a period of its own is told beside an earlier one, which is what is on file."""
    if claim.claim_kind != "level" or claim.period_stated:
        return False
    now = intervals.allowed(claim.main)[0]
    known = [intervals.of_fact(fact) for fact in facts]
    if now == intervals.UNKNOWN or any(intervals.overlaps(now, fact) for fact in known):
        return False
    return any(intervals.overlaps(was, fact) for was in _before(article, claim, ledger, now) for fact in known)


def _before(article: Article, claim: Claim, ledger: Sequence[Mention], now: Interval) -> Iterator[Interval]:
    """What the other numbers there say was before: the number itself, or the one that a difference or a rate gives."""
    end = claim.sentence_end
    if GOES_ON.match(article.text, end):
        stop = article.text.find(". ", end + 2)
        end = stop if stop > 0 else len(article.text)
    main = claim.main
    for other in within.inside(ledger, claim.sentence_start, end):
        if other.id == main.id or other.ignored or not isinstance(other.value, Decimal):
            continue
        said = intervals.allowed(other)[0]
        if other.unit == main.unit or other.kind == "number":
            yield said
            yield intervals.sub(now, said)
            yield intervals.add(now, said)
        elif other.kind == "percent":
            share = intervals.scale(said, 1 / HUNDRED)
            yield intervals.div(now, intervals.add(intervals.point(intervals.ONE), share))
            yield intervals.div(now, intervals.sub(intervals.point(intervals.ONE), share))
