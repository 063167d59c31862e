"""reference_data/ -> Reference: facts, names, metrics and series, with lookups that cost the same at any size."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from factcheck.model import Fact, Fault, ReferenceFile
from factcheck.reference.calendars import renamed
from factcheck.reference.entities import Entity, country_names, demonyms, everyday, institutions
from factcheck.reference.errors import ReferenceError
from factcheck.reference.index import FactIndex, MemoryIndex
from factcheck.reference.loading import read_files, warnings
from factcheck.reference.metrics import Metric, Metrics
from factcheck.reference.names import Names
from factcheck.reference.packed import PackedFacts
from factcheck.reference.series import SeriesIndex


@dataclass(frozen=True, eq=False, repr=False)  # compared and hashed by identity: indexes are kept per reference
class Reference:
    """Everything a check may be judged by. Build it with ``Reference.load``."""

    facts: Sequence[Fact] = ()
    entities: Mapping[str, Entity] = field(default_factory=dict)
    own_metrics: tuple[Mapping[str, Metric], ...] = ()
    series: SeriesIndex = field(default_factory=SeriesIndex)
    files: tuple[ReferenceFile, ...] = ()
    warnings: tuple[str, ...] = ()
    folder: Path | None = None
    suites: tuple[Path, ...] = ()
    read_as: tuple[str, ...] = ()  # what was said of the facts CSVs' encoding and delimiter: other words, other facts

    def __repr__(self) -> str:
        names = ", ".join(f.file for f in self.files) or "nothing"
        return f"<Reference: {len(self.facts)} facts, {len(self.series)} tables, from {names}>"

    @classmethod
    def load(cls, *paths: str | Path, encoding: str | None = None, allow_conflicts: bool = False) -> Reference:
        """Read folders and facts CSVs; nothing gives an empty reference.

        Raises ReferenceError with every fault of every file; what is merely odd is in ``warnings``. With
        ``allow_conflicts`` two values for one key are a warning, and both are evidence.
        """
        reference, faults = read(paths, encoding, allow_conflicts)
        errors = [f for f in faults if f.severity == "error"]
        if errors:
            raise ReferenceError(errors)
        return reference

    @cached_property
    def index(self) -> FactIndex:
        """The facts by entity and metric."""
        return self.facts if isinstance(self.facts, PackedFacts) else MemoryIndex(self.facts)

    @cached_property
    def metrics(self) -> Metrics:
        """Every metric known: general ones, the folder's own, and those the facts name."""
        return Metrics(self.own_metrics, self.index.pairs)

    @cached_property
    def names(self) -> Names:
        """Every name on file: of entities, their aliases and tickers, and of countries by the ISO list."""
        tables = everyday(), demonyms(), institutions()
        aliases = {
            name: [name, *(other for table in tables for other in table.get(name.casefold(), ()))]
            for name in self.index.names
        }
        for entity in self.entities.values():
            ways = aliases.setdefault(entity.name, [entity.name])
            ways += [*entity.aliases, *country_names(entity)]
        return Names(aliases, {e.name: e.tickers for e in self.entities.values() if e.tickers})

    @cached_property
    def groups(self) -> dict[str, tuple[str, ...]]:
        """Groups of entities (G7, euro area) and their members."""
        return {e.name: e.members for e in self.entities.values() if e.members}

    @property
    def newest(self) -> date | None:
        """The newest day a fact on file was said, or begins to hold."""
        return self.index.newest

    def entity(self, name: str) -> tuple[str, ...]:
        """The entities a surface may mean; several where it is ambiguous, none where unknown."""
        return self.names.lookup(name)

    def names_in(self, text: str) -> list[tuple[int, int, str]]:
        """(start, end, entity) of every name in a text; an ambiguous name gives one row per meaning."""
        return self.names.find(text)

    def metric(self, words: str) -> tuple[str, ...]:
        """Metrics that some words may name, the longest phrase first."""
        return self.metrics.find(words)

    def metric_info(self, name: str) -> Metric | None:
        """Unit kind, flow or stock, and default qualifiers of a metric."""
        return self.metrics.get(name)

    def facts_of(self, entity: str, metric: str | None = None) -> tuple[Fact, ...]:
        """The facts on file of an entity, of one metric or of all."""
        if metric is None:
            return self.index.of(entity)
        return self.index.of_pairs(entity, self.metrics.pairs_of(metric))

    def fiscal_year_end(self, entity: str) -> str | None:
        """``MM-DD`` from the entity table, else what its periods or annual reports on file clearly say."""
        known = self.entities.get(entity)
        if known and known.fiscal_year_end:
            return known.fiscal_year_end
        return self.index.year_ends.get(entity)

    def year_names_doubtful(self, entity: str) -> bool:
        """Whether the labels of an entity's fiscal years can't be those of the years in which they end."""
        if entity not in self._doubtful:
            end = self.fiscal_year_end(entity)
            self._doubtful[entity] = end is not None and renamed(self.facts_of(entity), end) is not None
        return self._doubtful[entity]

    @cached_property
    def _doubtful(self) -> dict[str, bool]:
        return {}


def read(
    paths: Iterable[str | Path], encoding: str | None = None, allow_conflicts: bool = False
) -> tuple[Reference, list[Fault]]:
    """Read whatever is readable, and every fault; ``Reference.load`` raises where a fault is an error."""
    found = read_files(paths, encoding, allow_conflicts)
    reference = Reference(
        found.facts, found.entities, found.metrics, found.series, found.files, warnings(found.faults),
        found.folder, found.suites, found.read_as,
    )  # fmt: skip
    return reference, found.faults
