"""Facts <-> one file of numbers: large tables are read once, then opened by memory map in the user's cache folder.

Every string becomes a number once. A fact is a row of 32-bit numbers; facts are grouped by entity and metric under
sorted 64-bit keys, so that a lookup is one bisection whatever the size, and only the facts asked for become objects.
The file's name is the hash of the content it was made from; a file that is short or of another make is made anew.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import os
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple, cast, overload

from factcheck.model import Fact, Period, Scalar
from factcheck.reference.index import MemoryIndex, Pair
from factcheck.reference.writing import write_atomic

MAGIC = b"factcheck facts 2\n"
LEAST_BYTES = 2_000_000  # smaller tables are parsed faster than anyone would notice
MOST_FILES = 12
WORDS = (
    "id", "entity", "metric", "unit", "source", "per", "counterparty", "value_type", "bound", "source_url",
    "source_quote", "source_locator", "source_rank", "supersedes", "concept", "note", "file",
)  # fmt: skip
DAYS = ("as_of", "valid_from", "valid_to", "retrieved_on")
WIDTH = len(WORDS) + len(DAYS) + 9  # value, its type, decimals, qualifiers, period (label, start, end, fiscal), line
# What decides how a table is read: where one of these changes, packed files are made anew.
SOURCES = (
    "model.py", "measure/periods.py", "measure/unit_text.py", "vocabulary/units.csv", "vocabulary/scales.csv",
    "reference/rows.py", "reference/cells.py", "reference/facts.py", "reference/versions.py", "reference/index.py",
    "reference/loading.py", "reference/packed.py", "reference/mending.py", "reference/entities.py",
    "reference/prints.py", "reference/hints.py",
)  # fmt: skip
NO_DECIMALS = -(10**6)
NONE = b"\xff"  # no text has this byte in UTF-8


def folder() -> Path:
    """``$XDG_CACHE_HOME/factcheck/facts``, or the same under ``~/.cache``."""
    base = os.environ.get("XDG_CACHE_HOME") or ""
    root = Path(base) if Path(base).is_absolute() else Path("~/.cache").expanduser()
    return root / "factcheck" / "facts"


@cache
def code() -> bytes:
    """A hash of the code that reads tables."""
    package = Path(__file__).parent.parent
    sources = (hashlib.sha256((package / name).read_bytes()).digest() for name in SOURCES)
    return hashlib.sha256(MAGIC + b"".join(sources)).digest()


def name_of(contents: Sequence[str]) -> str:
    """The name of the packed file for some contents; it changes with the code that reads tables."""
    return hashlib.sha256(code() + "\x1e".join(contents).encode("utf-8", "surrogatepass")).hexdigest()


def kept_at(size: int, contents: Sequence[str]) -> Path | None:
    """Where tables of so many bytes and such contents are kept packed; None where that is not worth it."""
    return folder() / f"{name_of(contents)}.idx" if size >= LEAST_BYTES else None


class Pool:
    """Strings by number; number 0 is None."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def add(self, text: str | None) -> int:
        """The number of a string."""
        return 0 if text is None else self.numbers.setdefault(text, len(self.numbers) + 1)

    def sections(self) -> tuple[array[int], bytes]:
        """Where each string ends, and all of them."""
        ends, parts, total = array("q", [0]), [], 0
        for text in self.numbers:
            raw = text.encode("utf-8", "surrogatepass")
            total += len(raw)
            ends.append(total)
            parts.append(raw)
        return ends, b"".join(parts)


def pack(path: Path, facts: Sequence[Fact], extra: Mapping[str, Any]) -> bool:
    """Write facts to ``path``; False where the cache folder does not let us."""
    pool, table = Pool(), array("i")
    groups: dict[int, list[int]] = {}
    pairs: dict[Pair, int] = {}
    for row, fact in enumerate(facts):
        table.extend(numbers_of(fact, pool))
        pair = pairs.setdefault((fact.metric, fact.concept), len(pairs))
        groups.setdefault(pool.numbers[fact.entity] << 32 | pair, []).append(row)
    keys, starts, order = array("q"), array("i", [0]), array("i")
    for key in sorted(groups):
        keys.append(key)
        order.extend(groups[key])
        starts.append(len(order))
    index = MemoryIndex(facts)
    meta = {
        "pairs": list(pairs), "names": list(index.names), "year_ends": index.year_ends,
        "newest": index.newest.isoformat() if index.newest else None, "extra": dict(extra), "rows": len(facts),
    }  # fmt: skip
    return write(path, meta, Sections(table, keys, starts, order, *pool.sections()))


class Sections(NamedTuple):
    """The numbers of a packed file: rows, groups of them by key, and where each string ends in the text."""

    table: array[int]
    keys: array[int]
    starts: array[int]
    order: array[int]
    ends: array[int]
    text: bytes


def write(path: Path, meta: Mapping[str, Any], numbers: Sections) -> bool:
    """Write a packed file; False where the cache folder does not let us."""
    *arrays, text = numbers
    sections = [json.dumps(meta).encode(), *(a.tobytes() for a in arrays), text]
    out = [MAGIC.ljust(32, b"\0"), array("q", [len(s) for s in sections]).tobytes().ljust(64, b"\0")]
    for section in sections:
        out += [section, b"\0" * (-len(section) % 8)]
    try:
        write_atomic(path, b"".join(out))
        for old in sorted(path.parent.glob("*.idx"), key=lambda p: p.stat().st_mtime, reverse=True)[MOST_FILES:]:
            for beside in ("", ".prints", ".raw"):
                old.with_suffix(beside or old.suffix).unlink(missing_ok=True)
    except OSError:
        return False
    return True


def numbers_of(fact: Fact, pool: Pool) -> list[int]:
    """The row of numbers that a fact becomes."""
    found = [pool.add(getattr(fact, name)) for name in WORDS]
    found += [day.toordinal() if (day := getattr(fact, name)) else 0 for name in DAYS]
    value, period = fact.value, fact.period
    kind = 0 if isinstance(value, Decimal) else 1 if isinstance(value, bool) else 2 if isinstance(value, date) else 3
    qualifiers = json.dumps(fact.qualifiers) if fact.qualifiers else None
    found += [pool.add(str(value)), kind, NO_DECIMALS if fact.decimals is None else fact.decimals, pool.add(qualifiers)]
    found += [
        pool.add(period.label if period else None),
        period.start.toordinal() if period and period.start else 0,
        period.end.toordinal() if period and period.end else 0,
        int(bool(period and period.fiscal)),
        fact.line,
    ]
    return found


class PackedFacts(Sequence[Fact]):
    """Facts in a memory-mapped file; a fact becomes an object when it is asked for."""

    def __init__(self, path: Path) -> None:
        """Open a packed file. Raises OSError or ValueError where it is not there, short, or of another make."""
        self.path = path
        self.prints: Mapping[str, str] | None = None  # a hash of each entity's facts, once somebody asked
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        view = memoryview(self._map)
        if bytes(view[:32]) != MAGIC.ljust(32, b"\0"):
            raise ValueError("of another make")
        sizes, at, parts = view[32:88].cast("q"), 96, []
        for size in sizes:
            parts.append(view[at : at + size])
            at += size + -size % 8
        if at != len(view):
            raise ValueError("cut short")
        meta: dict[str, Any] = json.loads(bytes(parts[0]))
        self.meta = meta
        self._table, self._keys = parts[1].cast("i"), parts[2].cast("q")
        self._starts, self._order = parts[3].cast("i"), parts[4].cast("i")
        self._ends, self._text = parts[5].cast("q"), parts[6]
        self._rows: int = meta["rows"]
        self.extra: dict[str, Any] = meta["extra"]
        self.pairs: Sequence[Pair] = tuple((label, concept) for label, concept in meta["pairs"])
        self.names: Sequence[str] = tuple(meta["names"])
        self.year_ends: dict[str, str] = meta["year_ends"]
        self.newest = date.fromisoformat(meta["newest"]) if meta["newest"] else None
        self._pair_numbers = {pair: n for n, pair in enumerate(self.pairs)}
        self._string = lru_cache(maxsize=65536)(self._read_string)
        self._fact = lru_cache(maxsize=16384)(self._read_fact)
        self._period = lru_cache(maxsize=4096)(self._read_period)
        self._pairs = lru_cache(maxsize=4096)(self._read_pairs)

    def __len__(self) -> int:
        return self._rows

    @overload
    def __getitem__(self, row: int) -> Fact: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Fact]: ...
    def __getitem__(self, row: int | slice) -> Fact | Sequence[Fact]:
        if isinstance(row, slice):
            return [self._fact(n) for n in range(*row.indices(self._rows))]
        if not -self._rows <= row < self._rows:
            raise IndexError(row)
        return self._fact(row % self._rows)

    def __iter__(self) -> Iterator[Fact]:
        return map(self._read_fact, range(self._rows))

    def forget(self) -> None:
        """Drop the facts held as objects."""
        self._fact.cache_clear()

    def _read_string(self, number: int) -> str | None:
        if not number:
            return None
        return bytes(self._text[self._ends[number - 1] : self._ends[number]]).decode("utf-8", "surrogatepass")

    def _read_fact(self, row: int) -> Fact:
        cells = self._table[row * WIDTH : (row + 1) * WIDTH].tolist()
        text = [self._string(n) if n else None for n in cells[: len(WORDS)]]
        as_of, since, until, retrieved = (_day(n) for n in cells[len(WORDS) : len(WORDS) + len(DAYS)])
        value, kind, decimals, qualifiers, label, start, end, fiscal, line = cells[len(WORDS) + len(DAYS) :]
        key, entity, metric, unit, source, per, other, value_type, bound, *rest = cast(list[Any], text)  # as in WORDS
        url, quote, locator, rank, supersedes, concept, note, file = rest
        return Fact(
            key, entity, metric, _value(str(self._read_string(value)), kind), unit, source, cast(date, as_of), per,
            other, self._pairs(qualifiers) if qualifiers else (),
            self._period(label, start, end, fiscal) if label else None, value_type, bound,
            None if decimals == NO_DECIMALS else decimals, since, until, url, quote, locator, rank, retrieved,
            supersedes, concept, note, file, line,
        )  # fmt: skip

    def plain_rows(self, rows: Iterable[int] | None = None) -> Iterator[tuple[str, bytes]]:
        """(entity, everything said) of all rows, or of some, without making facts: in two fifths of the time."""
        names, entity = len(WORDS), WORDS.index("entity")
        value, pairs, label = names + len(DAYS), names + len(DAYS) + 3, names + len(DAYS) + 4
        text = self._string_bytes if rows is not None else self._all_strings().__getitem__
        for row in range(self._rows) if rows is None else rows:
            cells = self._table[row * WIDTH : (row + 1) * WIDTH].tolist()
            said = [text(n) for n in (*cells[:names], cells[value], cells[pairs], cells[label])]
            said.append(repr((cells[names:value], cells[value + 1 : pairs], cells[label + 1 :])).encode())
            yield str(self._string(cells[entity])), b"\0".join(said)

    def _all_strings(self) -> list[bytes]:
        text = bytes(self._text)
        return [NONE, *(text[a:b] for a, b in pairwise(self._ends.tolist()))]

    def _string_bytes(self, number: int) -> bytes:
        return bytes(self._text[self._ends[number - 1] : self._ends[number]]) if number else NONE

    def named_as(self, other: PackedFacts) -> None:
        """Take over what ``other`` knows of entities; the numbers of their names must be the same."""
        self.__dict__["_entities"] = other._entities

    def sections(self) -> Sections:
        """The numbers of the file, to be changed."""
        codes = (("i", self._table), ("q", self._keys), ("i", self._starts), ("i", self._order), ("q", self._ends))
        table, keys, starts, order, ends = (array(code, view.tobytes()) for code, view in codes)
        return Sections(table, keys, starts, order, ends, bytes(self._text))

    def strings(self, row: int) -> dict[str, int]:
        """The strings of a row with their numbers."""
        cells = self._table[row * WIDTH : (row + 1) * WIDTH].tolist()
        after = len(WORDS) + len(DAYS)
        return {str(self._string(n)): n for n in (*cells[: len(WORDS)], *(cells[after + k] for k in (0, 3, 4))) if n}

    def group(self, entity: str, pair: Pair) -> int | None:
        """Which group holds the facts of an entity with a metric."""
        key = self._entity(entity) << 32 | self._pair_numbers.get(pair, -1)
        at = bisect_left(self._keys, key) if key > 0 else len(self._keys)
        return at if at < len(self._keys) and self._keys[at] == key else None

    def lines_of(self, file: str) -> tuple[int, list[int]]:
        """The first row of a file, and the lines its rows stand in."""
        files = self._column(WORDS.index("file"))
        number = next((n for n in dict.fromkeys(files) if self._string(n) == file), None)
        first, count = (files.index(number), files.count(number)) if number is not None else (len(files), 0)
        return first, self._column(WIDTH - 1)[first : first + count]

    def ids(self) -> set[str]:
        """The ids of all rows."""
        return {str(self._string(n)) for n in self._column(WORDS.index("id"))}

    def files(self) -> list[str]:
        """The files that facts are in, in order."""
        return [str(self._string(n)) for n in dict.fromkeys(self._column(WORDS.index("file")))]

    @cached_property
    def last_said(self) -> date | None:
        """The newest day a fact was said."""
        return _day(max(self._column(len(WORDS) + DAYS.index("as_of")), default=0))

    def _column(self, at: int) -> list[int]:
        return self._table[at::WIDTH].tolist()

    def _read_period(self, label: int, start: int, end: int, fiscal: int) -> Period:
        return Period(str(self._string(label)), _day(start), _day(end), bool(fiscal))

    def _read_pairs(self, number: int) -> tuple[tuple[str, str], ...]:
        return tuple((key, value) for key, value in json.loads(str(self._string(number))))

    @cached_property
    def _entities(self) -> dict[str | None, int]:
        return {self._read_string(n): n for n in {key >> 32 for key in self._keys}}

    def _entity(self, name: str) -> int:
        return self._entities.get(name, -1)

    def rows_of(self, entity: str) -> list[int]:
        """The rows of an entity, in order."""
        number = self._entity(entity)
        first, last = (bisect_left(self._keys, n << 32) for n in (number, number + 1))
        return sorted(self._order[self._starts[first] : self._starts[last]]) if number > 0 else []

    def of(self, entity: str) -> tuple[Fact, ...]:
        """All facts of an entity."""
        return tuple(self._fact(row) for row in self.rows_of(entity))

    def of_pairs(self, entity: str, pairs: Sequence[Pair]) -> tuple[Fact, ...]:
        """The facts of an entity that have one of these metrics, in file order."""
        rows: list[int] = []
        for pair in pairs:
            if (at := self.group(entity, pair)) is not None:
                rows += self._order[self._starts[at] : self._starts[at + 1]].tolist()
        return tuple(self._fact(row) for row in sorted(rows))


def opened(path: Path) -> PackedFacts | None:
    """The packed file at ``path``, None where it has to be made."""
    with suppress(OSError, ValueError, LookupError, TypeError):
        return PackedFacts(path)
    return None


@lru_cache(maxsize=16384)
def _day(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None


def _value(text: str, kind: int) -> Scalar:
    if kind == 0:
        return Decimal(text)
    return text == "True" if kind == 1 else date.fromisoformat(text) if kind == 2 else text
