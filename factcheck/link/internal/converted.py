"""Claim -> Linked: an amount told again in another currency, "900 million zlotys (181 million pounds)".

Judged by the rates on file around the day the text speaks from, and through the period it names: writers use either.
Without both days and a rate on file nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from factcheck.link.internal.pairs import told_again
from factcheck.link.internal.rates import Rate, rate
from factcheck.link.within import beginning
from factcheck.measure import formatting, intervals
from factcheck.model import Article, Claim, Interval, Linked, Mention, Reading
from factcheck.reference import Reference

OTHERS = Interval(Decimal("0.99"), Decimal("1.01"))  # another bank's rate, another hour's
OTHER_DAY = Interval(Decimal("0.9"), Decimal("1.1"))  # within this it may be another day's rate: asked, not accused
LONGEST = 800  # days of a period whose rates are looked at
ONLY = re.compile(
    r"\((?:[^()]{1,40}[;,/]\s?)?\s*(?:(?:or|about|around|roughly|some|nearly|approximately|equal to|US|i\.e\.),?\s?)*"
)
CLOSED = re.compile(r"\s*(?:[;,/)]|at\s[^()]{0,40}(?:rate|rates)\b)")


def converted(article: Article, claim: Claim, ledger: Sequence[Mention], reference: Reference) -> Linked | None:
    """The amount by the rates on file; None where it is no conversion or no rate of the days is on file."""
    main = claim.main
    if main.kind != "money" or main.unit is None or main.ignored is not None:
        return None
    near = [m for m in beginning(ledger, claim.sentence_start, claim.sentence_end) if m.kind == "money"]
    source = told_again(article.text, main, near)
    if source is None or source.unit is None or source.per != main.per or not _alone(article.text, main):
        return None
    found = _rates(article, claim, source.unit, main.unit, reference)
    if found is None:
        return None
    strict, wide = intervals.allowed(main)
    rates = intervals.mul(found.span, OTHERS)
    expected, loose = (intervals.mul(amount, rates) for amount in intervals.allowed(source))
    if intervals.UNKNOWN in (wide, expected, loose):
        return None
    rank = "secondary" if any(f.source_rank == "secondary" for f in found.facts) else "primary"
    steps = _steps(claim, source, found, expected)
    reading = Reading("{amount} × {rate}", expected, found.facts, rank=rank, steps=steps)
    if intervals.overlaps(expected, wide):
        open_: tuple[str, ...] = ()
    elif intervals.overlaps(loose, wide):
        open_ = ("rounding",)
    else:
        open_ = ("period-inferred",) if intervals.overlaps(intervals.mul(loose, OTHER_DAY), wide) else ()
    ask = f"At which day's rate is “{source.surface}” “{main.surface}”?"
    return Linked(claim, strict, wide, (reading,), unsettled=open_, question=ask)


def _alone(text: str, main: Mention) -> bool:
    """Whether the parentheses hold amounts only: not "(£50 million less than planned)", "(Initech $95 million)"."""
    opened = text.rfind("(", 0, main.start)
    return ONLY.fullmatch(text, opened, main.start) is not None and CLOSED.match(text, main.end) is not None


def _rates(article: Article, claim: Claim, source: str, target: str, reference: Reference) -> Rate | None:
    """The rates of every time the text may mean: its own day, and the period it names."""
    times: list[tuple[date, date]] = []
    if article.published:
        times.append((article.published, article.published))
    period = claim.period
    if period and period.start and period.end:
        if (period.end - period.start).days > LONGEST:
            return None
        end = min(period.end, article.published) if article.published else period.end
        times.append((period.start, max(period.start, end)))
    elif period is not None:
        return None  # a fiscal year whose days nobody knows
    found = [rate(reference, target, source, first, last) for first, last in times]
    known = [r for r in found if r is not None]
    if not known or len(known) < len(times):
        return None
    span = known[0].span
    for other in known[1:]:
        span = intervals.hull(span, other.span)
    return Rate(span, tuple(dict.fromkeys(f for r in known for f in r.facts))[:4])


def _steps(claim: Claim, source: Mention, found: Rate, expected: Interval) -> tuple[str, ...]:
    low, high = (_digits(end) for end in (found.span.low, found.span.high))
    told = low if low == high else f"{low} to {high}"
    days = sorted({f.period.label for f in found.facts if f.period})
    when = f", {days[0]} to {days[-1]}" if len(days) > 1 else f", {days[0]}" if days else ""
    sources = "; ".join(dict.fromkeys(f.source for f in found.facts))
    shown = formatting.interval(formatting.shortened(expected), claim.main)
    return (
        f"On file: one {source.unit} was {told} {claim.main.unit}{when} ({sources}).",
        f"{source.surface} at these rates, give or take 1%: {shown}.",
    )


def _digits(value: Decimal | None) -> str:
    if value is None or not value:
        return "any"
    return formatting.number(formatting.rounded(value, max(0, 3 - value.adjusted())))
