"""Claim -> the closes its time names: pairs of (from, to), or why there are none.

The day of a change is held against the last close before it, so that weekends and holidays are skipped. A stretch of
days may be counted from the last close before it or the first in it; "in the past week" a session more or less.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from factcheck.link.market.closes import Closes
from factcheck.measure.exchanges import WEEKEND, closure
from factcheck.measure.periods import parse_label
from factcheck.model import Article, Claim, Mention

ONE = timedelta(days=1)
STALE = 6  # days by which closes on file may end before the day of the text and still be its newest
MONTH = 31
WEEK_DAYS = 6  # from its first day to its last
HOLE = 5  # days between two closes from which on some may be missing
DATES = ("date", "daterange")
PAST = re.compile(r"\bpast\b", re.I)
ROLLING = re.compile(r"\b(?:past|last|previous|days|weeks|months|years|sessions)\b", re.I)
WEEK = re.compile(r"\bthe\s+week\b|\bweekly\b|\bon\s+the\s+week\b", re.I)
BESIDE = 60  # characters between a number and the day it is told of, where the sentence has several


@dataclass(frozen=True, slots=True)
class Pairs:
    """(from, to) places among the closes, the likeliest first; what is open; what to add to the steps."""

    pairs: tuple[tuple[int, int], ...]
    unsettled: tuple[str, ...] = ()
    stated: bool = True
    daily: bool = False


@dataclass(frozen=True, slots=True)
class Missed:
    """Why no closes judge a claim."""

    reason: str
    step: str
    question: str | None = None


def dates_in(ledger: Sequence[Mention], start: int, end: int) -> list[Mention]:
    """The dates of a stretch of text whose days are known."""
    return [
        m for m in ledger
        if m.kind in DATES and start <= m.start < end and (m.iso_start or m.period) and m.ignored != "date-line"
    ]  # fmt: skip


def pairs(
    article: Article, claim: Claim, ledger: Sequence[Mention], closes: Closes, as_of: date | None
) -> Pairs | Missed:
    """The closes between which the claim's change lies, or on the later of which its level does."""
    cut = closes.until(as_of) if as_of else len(closes.days) - 1
    if cut is None:
        return Missed("not-yet-known", f"The closes on file begin on {closes.days[0]}, after the text.")
    mentions = dates_in(ledger, claim.sentence_start, claim.sentence_end)
    when, sure = _when(article, claim, mentions)
    if when is None:
        if WEEK.search(article.text[claim.sentence_start : claim.sentence_end]) and article.published:
            monday = article.published - timedelta(days=article.published.weekday())
            return _span(closes, monday, article.published, cut, as_of, 0)
        return _undated(closes, cut, as_of)
    first, last = _days(when)
    if first is None:
        return Missed("period-unknown", f"The days of “{when.surface}” are not known.")
    open_ = () if sure else ("period-inferred",)
    if when.modifier == "ge" and (last is None or when.iso_end is None):
        got = _since(closes, first, last or first, cut, as_of)
    elif last is None:
        return Missed("period-unknown", f"The days of “{when.surface}” are not known.")
    elif first == last:
        got = day(closes, first, as_of)
    else:
        if as_of and PAST.search(when.surface):  # "in the past week": the days up to the text's own, no calendar week
            first, last = min(first + (as_of - last), as_of - ONE), as_of
        got = _span(closes, first, last, cut, as_of, 1 if ROLLING.search(when.surface) else 0)
    if isinstance(got, Missed):
        return got
    return replace(got, unsettled=(*got.unsettled, *open_))


def _when(article: Article, claim: Claim, mentions: Sequence[Mention]) -> tuple[Mention | None, bool]:
    """The date a number is told with, and whether that is plain."""
    if not mentions:
        return None, True
    at = claim.main
    roles = [r.mention for role in ("base", "period") for r in claim.roles if r.role == role]
    told = [m for m in mentions if m.id in {r.id for r in roles}]
    after = [m for m in mentions if m.start >= at.end and not _number_between(article.text[at.end : m.start])]
    chosen = (
        next((m for m in told if m in after), None) or (after[0] if after else None) or (told[-1] if told else None)
    )
    chosen = chosen or min(mentions, key=lambda m: abs(m.start - at.start))
    if len(mentions) == 1:
        return chosen, True
    between = article.text[min(chosen.end, at.end) : max(chosen.start, at.start)]
    return chosen, len(between) <= BESIDE and not re.search(
        r"\b(?:after|before|while|following|but|and)\b|;", between, re.I
    )


def _number_between(text: str) -> bool:
    return bool(re.search(r"\d", text))


def _days(mention: Mention) -> tuple[date | None, date | None]:
    """First and last day of a date, both included."""
    if mention.iso_start and mention.iso_end:
        return mention.iso_start, mention.iso_end - ONE
    period = parse_label(mention.period) if mention.period else None
    if period and period.start:
        return period.start, period.end
    return mention.iso_start, None


def day(closes: Closes, on: date, as_of: date | None) -> Pairs | Missed:
    """The close of a day and the one before it."""
    if as_of and on > as_of:
        return Missed("not-yet-known", f"{on} lies after the day the text is judged at.")
    i = closes.on(on)
    if i is None:
        return no_trading(closes, on)
    if i and (closes.days[i] - closes.days[i - 1]).days > HOLE:
        return Pairs(((i - 1, i),), ("period-inferred",), daily=True)
    return Pairs(((i - 1, i),), daily=True)


def no_trading(closes: Closes, on: date) -> Missed:
    """Why a day has no close: no trading, by a name where one is known, or a file that does not reach it."""
    why = closure(closes.exchange, on)
    if not closes.covers(on) and not (why and closes.days[0] < on):
        span = f"{closes.days[0]} to {closes.days[-1]}"
        return Missed("no-fact", f"The closes on file of {closes.entity} run from {span}; {on} is not among them.")
    named = f": {why}" if why and on.weekday() < WEEKEND else ""
    before, after = closes.before(on), closes.after(on)
    near = [f"{closes.days[i]}" for i in (before, after) if i is not None]
    step = f"{on:%A} {on} was no trading day{named}. The trading days around it are {' and '.join(near)}."
    return Missed("period-unknown", step, f"Which trading day is meant? {on:%A} {on} was none{named}.")


def _undated(closes: Closes, cut: int, as_of: date | None) -> Pairs | Missed:
    """“Shares fell 3%”, without a day: the text's own or the one before may be meant, and neither is sure."""
    if as_of is None or _stale(closes, cut, as_of):
        return Missed("period-unknown", "The sentence names no day.")
    return Pairs(tuple((i - 1, i) for i in (cut, cut - 1) if i > 0), ("period-inferred",), stated=False)


def _stale(closes: Closes, cut: int, as_of: date | None) -> bool:
    return as_of is not None and (as_of - closes.days[cut]).days > STALE


def _span(closes: Closes, first: date, last: date, cut: int, as_of: date | None, loose: int) -> Pairs | Missed:
    """From the last close before a stretch, or the first in it, to its last; or to the text's own day."""
    running = as_of is None or last >= as_of - ONE
    if running and _stale(closes, cut, as_of):
        return Missed("no-fact", f"The closes on file end on {closes.days[cut]}, too early for the text.")
    end = cut if running else closes.until(last)
    begin = closes.after(first)
    if end is None or begin is None or begin > end or (closes.days[0] > first and (closes.days[0] - first).days > HOLE):
        return Missed("no-fact", f"The closes on file of {closes.entity} begin on {closes.days[0]}.")
    starts = [begin - 1, begin]
    if loose:
        starts += [begin - 1 - n for n in range(1, loose + 1)] + [begin + n for n in range(1, loose + 1)]
    ends = [end, end - 1] if running else [end]
    found = tuple((a, b) for b in ends for a in starts if 0 <= a < b)
    if not found:
        return Missed("no-fact", "The closes on file do not cover that stretch of days.")
    # "last week", said on a Saturday, may be the one that has just ended; and where the close before a stretch is not
    # on file, it cannot be refuted.
    weekend = as_of is not None and as_of.weekday() >= WEEKEND and (last - first).days == WEEK_DAYS and not running
    return Pairs(found, ("period-inferred",) if weekend or begin == 0 else ())


def _since(closes: Closes, first: date, last: date, cut: int, as_of: date | None) -> Pairs | Missed:
    """“Since January”: from a close in January, or the last before it; of a longer stretch only its two ends."""
    if _stale(closes, cut, as_of):
        return Missed("no-fact", f"The closes on file end on {closes.days[cut]}, too early for the text.")
    begin = closes.after(first)
    if begin is None or begin > cut or (closes.days[begin] - last).days > HOLE:
        return Missed("no-fact", f"The closes on file of {closes.entity} begin on {closes.days[0]}.")
    if closes.days[0] > first and (closes.days[0] - first).days > HOLE:
        return Missed("no-fact", f"The closes on file of {closes.entity} begin on {closes.days[0]}.")
    until = closes.until(last) or begin
    inner = range(begin, until + 1) if (last - first).days <= MONTH else [begin, until]
    starts = dict.fromkeys([begin - 1, *inner])
    found = tuple((a, b) for b in (cut, cut - 1) for a in starts if 0 <= a < b)
    open_ = () if (last - first).days <= MONTH and begin > 0 else ("period-inferred",)
    return Pairs(found, open_) if found else Missed("no-fact", "The closes on file do not cover that stretch of days.")
