"""Claim, Fact -> whether the text itself tells the number on file as the one of before, and what it was before.

"Acme employs 430 people, up from 340 a year ago" beside a row of 340 without a period: the row is as true as the
sentence, only older. What was true when somebody wrote it down refutes no number of today.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

import factcheck.link.within as within
from factcheck.measure import intervals, periods
from factcheck.model import Article, Claim, Fact, Interval, Mention, Period
from factcheck.reference import Reference

STEP = "The number on file is the one the text tells of before, so the row may be older than the text."
# A sentence that goes on about the number: "Acme employs 430 people. That is up from 340 a year ago.", "It had 340."
GOES_ON = re.compile(
    r"\s*(?:That|This|It|The (?:figure|number|total|rate|level))\b[^.]{0,60}?\b"
    r"(?:up|down|compared|from|against|more|fewer|less|higher|lower)\b"
    r"|\s*(?:It|They|The (?:company|group|firm|bank|chain))\s+(?:had|employed|ran|owned|held|operated|counted)\b"
)
HUNDRED = Decimal(100)
# "rose to $5bn FROM $4bn", "was $5bn, AFTER $4bn", "came to $5bn (PREVIOUS YEAR: $4bn)"
_FORMER = re.compile(
    r"(?:\b(?:from|after|against|versus|vs\.?|compared (?:with|to))"
    r"|\((?:the )?(?:previous|prior|last)[ -]year(?:'s)?:?)"
    r"(?: (?:just|only|about|around|a|an|the|some|nearly|almost|over))*\s*[(*$£€¥]?\s*",
    re.I,
)
_REACH = 60  # characters before a number that may hold what leads it
_DAYS_OF_A_QUARTER = 80


def former(article: Article, claim: Claim, ledger: Sequence[Mention]) -> bool:
    """Whether a level whose time nobody says is told beside a later one of its unit, as what it was before."""
    main = claim.main
    if claim.claim_kind != "level" or claim.period is not None:
        return False
    at = max(claim.sentence_start, main.start - _REACH)
    if not any(hit.end() == main.start for hit in _FORMER.finditer(article.text, at, main.start)):
        return False
    beside = within.inside(ledger, claim.sentence_start, main.start)
    return any(m.unit == main.unit and m.kind == main.kind and not m.ignored for m in beside if m.end <= main.start)


def of_before(facts: Sequence[Fact], reference: Reference) -> list[Fact]:
    """The facts an earlier number is of, where no period is told: those of the period before the newest on file."""
    told = [(f, periods.resolve(f.period, reference.fiscal_year_end(f.entity))) for f in facts if f.period]
    ends = [(p.end, (p.end - p.start).days, p.label, p) for _, p in told if p.end and p.start]
    if not ends:
        return []
    was = _before_it(max(ends)[3])
    return [fact for fact, period in told if periods.same(period, was)]


def _before_it(period: Period) -> Period:
    """A year before, and a month before for a month."""
    if period.start is None or period.end is None or period.start == period.end:
        return periods.year_before(period)
    short = (period.end - period.start).days < _DAYS_OF_A_QUARTER
    return periods.prior(period) if short else periods.year_before(period)


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
