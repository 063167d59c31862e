"""Facts -> FactIndex: what is on file of whom, by entity and by the metric as the file names it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Protocol

from factcheck.model import Fact
from factcheck.reference.calendars import year_ends

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
