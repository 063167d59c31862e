"""Facts -> FactIndex: what is on file of whom, by entity and by the metric as the file names it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import Protocol

from factcheck.model import Fact

MAJORITY = 0.6  # of an entity's year-long periods must end on one day before it is taken for its fiscal year end
YEAR_DAYS = range(350, 381)
TO_DATE_DAYS = range(175, 290)

Pair = tuple[str, str | None]  # a metric as a file names it, and its concept


class FactIndex(Protocol):
    """Lookups whose cost does not grow with the number of facts."""

    @property
    def pairs(self) -> Sequence[Pair]:
        """Every metric with its concept that the facts have."""

    @property
    def names(self) -> Sequence[str]:
        """Every entity and counterparty."""

    @property
    def newest(self) -> date | None:
        """The newest day a fact was said, or begins to hold."""

    @property
    def year_ends(self) -> dict[str, str]:
        """Fiscal year ends (MM-DD) that the facts' own periods speak for clearly."""

    def of(self, entity: str) -> tuple[Fact, ...]:
        """All facts of an entity."""

    def of_pairs(self, entity: str, pairs: Sequence[Pair]) -> tuple[Fact, ...]:
        """The facts of an entity that have one of these metrics, in file order."""


class MemoryIndex:
    """The index of facts held as objects."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._facts = facts
        self._whole: dict[str, tuple[Fact, ...]] = {}

    @cached_property
    def _by_entity(self) -> dict[str, dict[Pair, list[Fact]]]:
        found: dict[str, dict[Pair, list[Fact]]] = defaultdict(lambda: defaultdict(list))
        for fact in self._facts:
            found[fact.entity][fact.metric, fact.concept].append(fact)
        return found

    @cached_property
    def pairs(self) -> Sequence[Pair]:
        """Every metric with its concept that the facts have."""
        return tuple(dict.fromkeys((f.metric, f.concept) for f in self._facts))

    @cached_property
    def names(self) -> Sequence[str]:
        """Every entity and counterparty."""
        return tuple(dict.fromkeys(n for f in self._facts for n in (f.entity, f.counterparty) if n))

    @cached_property
    def newest(self) -> date | None:
        """The newest day a fact was said, or begins to hold."""
        return max((max(f.as_of, f.valid_from or f.as_of) for f in self._facts), default=None)

    @cached_property
    def year_ends(self) -> dict[str, str]:
        """Fiscal year ends (MM-DD) that the facts' own periods speak for clearly."""
        return year_ends(self._facts)

    def of(self, entity: str) -> tuple[Fact, ...]:
        """All facts of an entity."""
        if entity not in self._whole:
            own = self._by_entity.get(entity)
            self._whole[entity] = in_file_order([f for facts in own.values() for f in facts]) if own else ()
        return self._whole[entity]

    def of_pairs(self, entity: str, pairs: Sequence[Pair]) -> tuple[Fact, ...]:
        """The facts of an entity that have one of these metrics, in file order."""
        own = self._by_entity.get(entity)
        if not own:
            return ()
        hits = [own[pair] for pair in pairs if pair in own]
        return tuple(hits[0]) if len(hits) == 1 else in_file_order([f for facts in hits for f in facts])


def in_file_order(facts: list[Fact]) -> tuple[Fact, ...]:
    """Facts by file and line."""
    return tuple(sorted(facts, key=lambda f: (f.file, f.line)))


def year_ends(facts: Iterable[Fact]) -> dict[str, str]:
    """Fiscal year ends by entity: what a clear majority of year-long, else of year-to-date, periods says."""
    whole: dict[str, Counter[str]] = defaultdict(Counter)
    partly: dict[str, Counter[str]] = defaultdict(Counter)
    for fact in facts:
        period = fact.period
        if period and period.start and period.end:
            days = (period.end - period.start).days + 1
            if days in YEAR_DAYS:
                whole[fact.entity][_month_end(period.end)] += 1
            elif days in TO_DATE_DAYS:  # "nine months ended": year to date, so the year before ended the day before
                partly[fact.entity][_month_end(period.start - timedelta(days=1))] += 1
    return {e: end for e in {**partly, **whole} if (end := _clear(whole.get(e) or partly[e]))}


def _clear(votes: Counter[str]) -> str | None:
    end, count = votes.most_common(1)[0]
    return end if count >= MAJORITY * votes.total() else None


def _month_end(day: date) -> str:
    """``MM-DD`` of the end of a month nearest to a day, where within a week: 52-week years end on a weekday."""
    before = day.replace(day=1) - timedelta(days=1)
    after = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    near = before if (day - before).days <= 7 else after if (after - day).days <= 7 else day
    return f"{near:%m-%d}"
