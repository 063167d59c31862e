"""metrics.csv -> Metrics: what words may name a metric, and what kind of number it is.

The package's own table of synonyms serves every reference; a folder's ``metrics.csv`` extends and overrides it, and
every metric on file is known by its own name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from factcheck.model import Fact, Fault
from factcheck.reference.entities import parts
from factcheck.reference.index import Pair
from factcheck.reference.rows import read_table
from factcheck.reference.words import stems
from factcheck.vocabulary import rows

COLUMNS = ("metric", "aliases", "unit_kind", "flow_or_stock", "concepts", "default_qualifiers", "note")
KINDS = ("", "flow", "stock", "cumulative")
LONGEST = 14  # words of the longest metric name looked for in a text


@dataclass(frozen=True, slots=True)
class Metric:
    """What is measured: its names, the kind of its unit, whether it flows, stands or adds up."""

    name: str
    aliases: tuple[str, ...] = ()
    unit_kind: str = ""
    flow_or_stock: str = ""
    concepts: tuple[str, ...] = ()
    default_qualifiers: tuple[tuple[str, str], ...] = ()


def _metric(cell: Mapping[str, str]) -> Metric:
    pairs = (pair.partition("=") for pair in (cell.get("default_qualifiers") or "").split(";") if "=" in pair)
    return Metric(
        cell["metric"], parts(cell.get("aliases") or ""), cell.get("unit_kind") or "",
        (cell.get("flow_or_stock") or "").lower(), parts(cell.get("concepts") or ""),
        tuple((key.strip(), value.strip()) for key, _, value in pairs),
    )  # fmt: skip


@cache
def general() -> dict[str, Metric]:
    """The package's own metrics, by name."""
    return {row["metric"]: _metric(row) for row in rows("metrics")}


def read_metrics(raw: bytes, file: str) -> tuple[dict[str, Metric], list[Fault]]:
    """Read a folder's ``metrics.csv``."""
    table = read_table(raw, file, COLUMNS[:1], COLUMNS[1:])
    found: dict[str, Metric] = {}
    for record in table.records:
        cell = {name: record.cells[index].strip() for name, index in table.columns.items()}
        if not cell["metric"]:
            table.fault(record, table.columns["metric"], "empty. Write the metric's name.")
        elif cell["metric"] in found:
            table.fault(record, table.columns["metric"], f'"{cell["metric"]}" is there twice. Keep one row.')
        elif cell.get("flow_or_stock", "").lower() not in KINDS:
            table.fault(record, table.columns["flow_or_stock"], "neither flow, stock nor cumulative.")
        else:
            found[cell["metric"]] = _metric(cell)
    return found, table.faults


def _over(base: Metric | None, own: Metric) -> Metric:
    """A folder's row laid over the general one: its cells win, aliases and concepts add up."""
    if base is None:
        return own
    return replace(
        own,
        aliases=tuple(dict.fromkeys((*own.aliases, *base.aliases))),
        unit_kind=own.unit_kind or base.unit_kind,
        flow_or_stock=own.flow_or_stock or base.flow_or_stock,
        concepts=tuple(dict.fromkeys((*own.concepts, *base.concepts))),
        default_qualifiers=own.default_qualifiers or base.default_qualifiers,
    )


class Metrics(dict[str, Metric]):
    """All metrics by name, with lookup by words, by alias and by concept."""

    def __init__(self, own: Iterable[Mapping[str, Metric]] = (), pairs: Iterable[Pair] = ()) -> None:
        """The general table, the folders' ``own`` tables over it, and the metrics with concepts that facts name."""
        super().__init__(general())
        for table in own:
            for name, metric in table.items():
                self[name] = _over(self.get(name), metric)
        self._phrases: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._concepts: dict[str, list[str]] = defaultdict(list)
        self._of: dict[tuple[str, str | None], tuple[str, ...]] = {}
        self._starts: dict[str, int] = {}
        for metric in tuple(self.values()):
            for words in (metric.name, *metric.aliases):
                self._learn(words, metric.name)
            for tag in metric.concepts:
                self._concepts[tag].append(metric.name)
        self._pairs: dict[str, list[Pair]] = defaultdict(list)
        for label, concept in pairs:
            self._file(label, concept)

    def _learn(self, words: str, name: str) -> None:
        phrase = stems(words)
        if phrase and name not in self._phrases.get(phrase, ()):
            self._phrases[phrase] = (*self._phrases.get(phrase, ()), name)
            self._starts[phrase[0]] = max(self._starts.get(phrase[0], 0), len(phrase))

    def _file(self, label: str, concept: str | None) -> None:
        """Learn a metric that facts name; it is also the general one its words or its concept stand for."""
        known = self._phrases.get(stems(label), ())
        known += tuple(n for n in self._concepts.get(concept or "", ()) if n not in known)
        self._of[label, concept] = tuple(dict.fromkeys((label, *known)))
        for name in self._of[label, concept]:
            self._pairs[name].append((label, concept))
        if label not in self:
            like = self[known[0]] if known else None
            self[label] = _over(replace(like, aliases=(), concepts=()) if like else None, Metric(label))
        self._learn(label, label)

    def names_of(self, fact: Fact) -> tuple[str, ...]:
        """Every metric a fact counts as: its own name, and the general ones it stands for."""
        return self.names_of_pair(fact.metric, fact.concept)

    def names_of_pair(self, metric: str, concept: str | None) -> tuple[str, ...]:
        """Every metric that a metric and concept on file count as."""
        return self._of.get((metric, concept), (metric,))

    def pairs_of(self, name: str) -> Sequence[Pair]:
        """The metrics with concepts on file that count as a metric."""
        return self._pairs.get(name, ())

    def exact(self, words: str) -> tuple[str, ...]:
        """The metrics that some words name as a whole: "invested" is investment, "cloud revenue" is none of ours."""
        return self._phrases.get(stems(words), ())

    def find(self, words: str) -> tuple[str, ...]:
        """Metrics named in some words, the longest phrase first; a phrase inside a longer one does not count."""
        sequence = stems(words)
        hits: list[tuple[int, int, tuple[str, ...]]] = []
        n = 0
        while n < len(sequence):
            size = min(self._starts.get(sequence[n], 0), LONGEST, len(sequence) - n)
            while size and sequence[n : n + size] not in self._phrases:
                size -= 1
            if size:
                hits.append((-size, n, self._phrases[sequence[n : n + size]]))
            n += size or 1
        return tuple(dict.fromkeys(name for _, _, names in sorted(hits) for name in names))
