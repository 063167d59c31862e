"""A large table of facts -> what the facts suite says of it, a slice of its entities at a time.

Outcomes are kept by the content of each slice, so that of 100,000 rows only those are judged again that share a slice
with a changed one. That is right only where every expectation looks at a row by itself or beside rows of its own
entity; a suite with any other is run on the whole table.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, overload
from zlib import crc32

import factcheck.judge.cache as cache
import factcheck.judge.engine as engine
import factcheck.judge.frame as frame
from factcheck.judge.suites import Expectation, Suite
from factcheck.model import Fact
from factcheck.reference import Reference
from factcheck.reference.packed import PackedFacts
from factcheck.reference.prints import MOST_FACTS, prints

LEAST_ROWS = 20_000  # fewer are judged as fast as one slice
SLICE_ROWS = 2_000
MOST_SLICES = 256
BY_ROW = frozenset(
    f"expect_column_{what}"
    for what in (
        "values_to_not_be_null", "values_to_be_null", "values_to_be_in_set", "values_to_not_be_in_set",
        "values_to_match_regex", "values_to_not_match_regex", "values_to_be_between",
        "value_lengths_to_be_between", "value_lengths_to_equal", "pair_values_a_to_be_greater_than_b",
        "pair_values_to_be_equal",
    )
)  # fmt: skip
# Beside its own entity's rows a fact is held against the newest day on file, which every frame is told.
BY_ENTITY = frozenset(
    f"expect_fact_{what}"
    for what in ("value_in_range_of_unit", "not_negative", "rate_right_way_round", "in_scale_of_its_group", "not_stale")
)
WHOLE_TABLE = ("mostly", "row_condition", "condition_parser")


@dataclass(frozen=True, slots=True)
class Slice:
    """Some entities of a table: the key of their outcome and their rows."""

    key: str
    entities: tuple[str, ...]


class _Some(Sequence[Fact]):
    """Some rows of a table; they become facts when they are asked for."""

    def __init__(self, facts: PackedFacts, rows: Sequence[int]) -> None:
        self._facts, self._rows = facts, rows

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> Fact: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Fact]: ...
    def __getitem__(self, at: int | slice) -> Fact | Sequence[Fact]:
        return [self._facts[n] for n in self._rows[at]] if isinstance(at, slice) else self._facts[self._rows[at]]


def sliceable(reference: Reference, expectations: Sequence[Expectation]) -> bool:
    """Whether a table is large enough, and its suite such, that its slices may be judged each by itself."""
    facts = reference.facts
    return (
        isinstance(facts, PackedFacts)
        and LEAST_ROWS <= len(facts) <= MOST_FACTS
        and bool(expectations)
        and all(_local(e) for e in expectations)
    )


def _local(expectation: Expectation) -> bool:
    if any(name in expectation.kwargs for name in WHOLE_TABLE):
        return False
    own = expectation.type in BY_ENTITY and "column_list" not in expectation.kwargs
    return own or expectation.type in BY_ROW


def outcome(reference: Reference, suite: Suite) -> dict[str, list[list[Any]]] | None:
    """Rows failed and warned of, as one run on the whole table would tell them; None where it has to run."""
    facts = reference.facts
    assert isinstance(facts, PackedFacts)
    slices = _slices(facts, suite)
    found = {one.key: cache.get(one.key) for one in slices}
    new = [one for one in slices if found[one.key] is None]
    if new:
        fresh = _judged(new, facts, suite)
        if fresh is None:
            return None
        cache.put_all(fresh)
        found |= fresh
    order = {file: n for n, file in enumerate(facts.files())}
    said = [one for outcomes in found.values() for one in outcomes or ()]
    said.sort(key=lambda one: (one[0], order[one[2]], one[3]))
    return {part: [one[2:] for one in said if one[1] == part] for part in ("failed", "warned")}


def _slices(facts: PackedFacts, suite: Suite) -> list[Slice]:
    count = min(MOST_SLICES, 1 << (len(facts) // SLICE_ROWS).bit_length())
    parts: list[list[str]] = [[] for _ in range(count)]
    hashes: list[Any] = [hashlib.sha256() for _ in parts]
    for entity, digest in prints(facts).items():
        raw = entity.encode("utf-8", "surrogatepass")
        n = crc32(raw) % count
        parts[n].append(entity)
        hashes[n].update(raw + b"\0" + digest.encode())
    about = ("facts by slices", suite.sha256, str(facts.last_said))
    return [
        Slice(cache.key(*about, digest.hexdigest()), tuple(entities))
        for entities, digest in zip(parts, hashes, strict=True)
        if entities
    ]


def _judged(slices: Sequence[Slice], facts: PackedFacts, suite: Suite) -> Mapping[str, list[list[Any]]] | None:
    """What the suite says of slices, by their keys, from one run; None where an expectation could not run."""
    of = {entity: one.key for one in slices for entity in one.entities}
    rows = sorted(row for entity in of for row in facts.rows_of(entity))
    some = _Some(facts, rows)
    found: dict[str, list[list[Any]]] = {one.key: [] for one in slices}
    table = frame.fact_frame(some, facts.last_said)
    for number, finding in enumerate(engine.run("facts", suite.expectations(), table)):
        if finding.crashed is not None or finding.table_failed:
            return None
        part = "failed" if finding.critical else "warned"
        for row in finding.failed:
            fact = some[row]
            said = [number, part, fact.file, fact.line, fact.id, finding.expectation.says]
            found[of[fact.entity]].append(said)
    return found
