"""Dates near a number -> the period it is about, and what it is measured against."""

from __future__ import annotations

from datetime import timedelta

from factcheck.claim.clauses import clause
from factcheck.claim.grammar import Words
from factcheck.claim.speech import phrases
from factcheck.measure import periods
from factcheck.model import Mention, Period

_DAY = timedelta(days=1)
_DATES = ("date", "daterange")


def period_of(mention: Mention) -> Period | None:
    """The period a date mention names, by its label or its days."""
    if mention.period and (period := periods.parse_label(mention.period)) is not None:
        return period
    if mention.iso_start and mention.iso_end and mention.iso_start < mention.iso_end:
        return periods.of_days(mention.iso_start, mention.iso_end - _DAY)
    return None


def dates(words: Words) -> list[tuple[int, Mention]]:
    """The date mentions of a sentence that name a period, with their word index."""
    return [(words.at[m.id], m) for m in words.mentions if m.kind in _DATES and period_of(m) is not None]


def comparison(words: Words, i: int, end: int) -> str | None:
    """The step a number is compared over, from the words after it: "a year earlier" -> year; or None."""
    stop = i + 1
    while stop < min(end, i + 12, len(words.tags)) and words.tags[stop] not in ";" and not _value(words, stop):
        stop += 1
    low = (words.low[k] or words.raw[k].lower() for k in range(i + 1, stop))
    text = " " + " ".join(low) + " "
    return next((step for phrase, step in phrases("comparisons", "step") if phrase in text), None)


def _value(words: Words, k: int) -> bool:
    if words.tags[k] != "M":
        return False
    mention = next((m for m in words.mentions if words.at[m.id] == k), None)
    return mention is not None and mention.kind not in ("date", "daterange", "duration")


def back(period: Period, step: str) -> Period | None:
    """The period a step before: a year, or the neighbour of its own length."""
    return periods.year_before(period) if step == "year" else periods.prior(period)


def nearest(words: Words, i: int, taken: frozenset[int]) -> tuple[int, Mention] | None:
    """The date that frames the number at word ``i``: right after it, else before it in its clause, else anywhere."""
    a, b = clause(words, i)
    best: tuple[int, int, Mention] | None = None
    for at, mention in dates(words):
        if at in taken:
            continue
        inside = a <= at < b
        between = range(min(i, at) + 1, max(i, at))
        values = sum(_value(words, k) for k in between)
        if at > i:
            cost = (at - i) + 12 * values + (0 if inside else 40)
        else:
            cost = (i - at) + 3 * values + (4 if inside else 30)
        if best is None or cost < best[0]:
            best = (cost, at, mention)
    return (best[1], best[2]) if best else None
