"""A packed table and a CSV of which a few lines have changed since -> the packed table of the new CSV.

Only changed lines are parsed. That is right where each line is a record of its own and nothing that was changed has a
bearing on other rows: a value exchanged in place, or a row added at the end about what is on file already. Everything
else (a name or metric never met, a row taken out, another row of the same key, any fault) returns None, and the files
are read anew. The table made here equals the one that reading anew would make.
"""

from __future__ import annotations

import hashlib
import json
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from factcheck.model import Fact
from factcheck.reference.calendars import year_ends
from factcheck.reference.entities import Entity, naming
from factcheck.reference.facts import FactFile, read_facts
from factcheck.reference.packed import (
    DAYS,
    WIDTH,
    WORDS,
    PackedFacts,
    Pool,
    Sections,
    code,
    folder,
    numbers_of,
    opened,
    write,
)
from factcheck.reference.prints import carry_over
from factcheck.reference.versions import key, misled
from factcheck.reference.writing import write_atomic

MOST_CHANGED = 1000  # lines; more are read with all the others
LARGEST = 256 * 1024 * 1024  # bytes of CSV kept beside its table
SAME = ("id", "entity", "counterparty", "metric", "concept", "supersedes", "file", "line")
Declared = tuple[str | None, str | None]  # encoding, delimiter


@dataclass(frozen=True, slots=True)
class Given:
    """Facts CSVs by name, and what else decides how they are read."""

    paths: Sequence[Path]
    texts: Mapping[str, bytes]
    others: Sequence[str]
    entities: Mapping[str, Entity]
    about: Mapping[str, Declared]

    @property
    def made_of(self) -> list[list[Any]]:
        """Name, size and hash of each file."""
        return [[name, len(raw), hashlib.sha256(raw).hexdigest()] for name, raw in self.texts.items()]

    @property
    def pointer(self) -> Path:
        """The file that names the table last made of these paths."""
        where = "\n".join(str(path.resolve()) for path in self.paths).encode("utf-8", "surrogatepass")
        return folder() / f"{hashlib.sha256(code() + where).hexdigest()}.last"


@dataclass(frozen=True, slots=True)
class _Change:
    """A row exchanged (``old`` and ``new``), or added (``old`` None) before a row of the old table."""

    row: int
    old: Fact | None
    new: Fact


class _Unlike(Exception):
    """The change has a bearing on other rows, or may have."""


def basis(given: Given, read: Mapping[str, FactFile], settled: bool) -> dict[str, Any]:
    """What a table has to remember of the files it was made of; ``settled``: no row was left out as a double."""
    plain = settled and all(f.table is not None and f.table.single and not f.table.comma for f in read.values())
    begins = {name: f.table.begins if f.table else 0 for name, f in read.items()}
    return {"plain": plain, "others": list(given.others), "made_of": given.made_of, "begins": begins}


def remember(made: PackedFacts, given: Given) -> None:
    """Keep the CSVs a table was made of, so that the next change of them is found."""
    if made.extra["basis"]["plain"] and sum(map(len, given.texts.values())) <= LARGEST:
        with suppress(OSError):
            write_atomic(made.path.with_suffix(".raw"), b"".join(given.texts.values()))
            write_atomic(given.pointer, json.dumps(made.path.name).encode())


def mended(path: Path, given: Given) -> PackedFacts | None:
    """The table at ``path`` made from the one last made of these files, or None where all has to be read."""
    try:
        name = json.loads(given.pointer.read_bytes())
        old = opened(folder() / str(name))
        before = _before(old, given) if old else None
        if old is None or before is None:
            return None
        changes = [c for file in given.texts for c in _changes(old, file, before[file], given)]
        if not changes:
            return None
        sections, extra = _exchanged(old, changes)
        extra["basis"]["made_of"] = given.made_of
        meta = _meta(old, changes, sections, extra)
    except (_Unlike, OSError, ValueError, LookupError, TypeError):  # a damaged table may say anything
        return None
    if not write(path, meta, sections) or (new := opened(path)) is None:
        return None
    new.named_as(old)
    carry_over(old, new, {c.new.entity for c in changes})
    remember(new, given)
    return new


def _before(old: PackedFacts, given: Given) -> dict[str, bytes] | None:
    """The files as they were when a table was made, None where other ones went into it."""
    about = old.extra["basis"]
    names = [name for name, _, _ in about["made_of"]]
    if any(encoding and "\r\n".encode(encoding) != b"\r\n" for encoding, _ in given.about.values()):
        return None  # in UTF-16 a letter may hold the byte of a line end
    if not about["plain"] or about["others"] != list(given.others) or names != [*given.texts]:
        return None
    raw, at, found = old.path.with_suffix(".raw").read_bytes(), 0, {}
    for name, size, digest in about["made_of"]:
        found[name] = raw[at : at + size]
        at += size
        if hashlib.sha256(found[name]).hexdigest() != digest:
            return None
    return found


def _changes(old: PackedFacts, file: str, was: bytes, given: Given) -> Iterator[_Change]:
    """The rows of a file that differ. Raises _Unlike where more than rows differs."""
    now = given.texts[file]
    if now == was:
        return
    if any(raw.count(b"\r") != raw.count(b"\r\n") for raw in (was, now)):
        raise _Unlike
    ours, theirs = was.split(b"\n"), now.split(b"\n")
    differ = [n for n, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b]
    differ += range(len(ours), len(theirs))
    begins = old.extra["basis"]["begins"][file]
    warned = {fault[1] for fault in old.extra["warnings"] if fault[0] == file}
    removed = len(theirs) < len(ours)
    if removed or len(differ) > MOST_CHANGED or min(differ) < begins or warned & {n + 1 for n in differ}:
        raise _Unlike
    first, lines = old.lines_of(file)
    if not lines:  # a file that held a header only, which was warned of
        raise _Unlike
    before, after = (_read(text, differ, begins, file, given) for text in (ours, theirs))
    for number in (n + 1 for n in differ):
        one, two = before.get(number), after.get(number)
        row = first + bisect_left(lines, number)
        if one is not None and two is not None:
            if old[row] != one or any(getattr(one, name) != getattr(two, name) for name in SAME):
                raise _Unlike
            yield _Change(row, one, two)
        elif two is not None and number > lines[-1]:
            yield _Change(first + len(lines), None, two)
        elif one is not None or two is not None:
            raise _Unlike


def _read(lines: Sequence[bytes], differ: Sequence[int], begins: int, file: str, given: Given) -> dict[int, Fact]:
    """The facts on some lines of a file, by line. They are read right under its header, then told their own places."""
    some = [n for n in differ if n < len(lines)]
    raw = b"\n".join([*lines[:begins], *(lines[n] for n in some)])
    mark = f"{file}:"  # how a row without an id is called, with its line behind
    if any(mark.encode("utf-8", "surrogatepass") in lines[n] for n in some):
        raise _Unlike
    canonical, year_end = naming(given.entities, learn=False)
    read = read_facts(raw, file, canonical, year_end, *given.about.get(file, ()))
    table = read.table
    if some and (table is None or not table.single or table.comma or any(f.line > begins for f in read.faults)):
        raise _Unlike
    found = {}
    for fact in read.facts:
        line = some[fact.line - begins - 1] + 1
        found[line] = replace(fact, line=line, id=f"{mark}{line}" if fact.id == f"{mark}{fact.line}" else fact.id)
    return found


def _exchanged(old: PackedFacts, changes: Sequence[_Change]) -> tuple[Sections, dict[str, Any]]:
    """The numbers of the table with the changes made, and what it remembers of its files."""
    _settled(old, changes)
    sections, extra = old.sections(), json.loads(json.dumps(old.extra))
    pool = _Grown(len(sections.ends) - 1)
    for change in changes:
        pool.numbers |= old.strings(change.row if change.old else _sibling(old, change.new, change.row))
    # From behind, so that what is still to do stands where it stood; of several added at one place the last first.
    for change in sorted(changes, key=lambda c: (-c.row, c.old is None, -c.new.line)):
        cells, at = numbers_of(change.new, pool), change.row * WIDTH
        if change.old is None:
            _insert(old, sections, change)
            extra["rows"][change.new.file] += 1
            sections.table[at:at] = array("i", cells)
        else:
            sections.table[at : at + WIDTH] = array("i", cells)
    ends, text = pool.grown(sections.ends, sections.text)
    return sections._replace(ends=ends, text=text), extra


class _Grown(Pool):
    """Strings of a table and new ones behind them; a string that is not among those given is added."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._next, self._new = count + 1, list[str]()

    def add(self, text: str | None) -> int:
        """The number of a string."""
        if text is not None and text not in self.numbers:
            self.numbers[text] = self._next
            self._next += 1
            self._new.append(text)
        return 0 if text is None else self.numbers[text]

    def grown(self, ends: array[int], text: bytes) -> tuple[array[int], bytes]:
        """Where each string ends, and all of them."""
        parts = [text]
        for new in self._new:
            parts.append(new.encode("utf-8", "surrogatepass"))
            ends.append(ends[-1] + len(parts[-1]))
        return ends, b"".join(parts)


def _sibling(old: PackedFacts, fact: Fact, row: int) -> int:
    """A row before ``row`` that has the names a new one has: nothing is met with it for the first time."""
    for other in old.rows_of(fact.entity):
        like = old[other]
        same = (like.metric, like.concept, like.file) == (fact.metric, fact.concept, fact.file)
        if other < row and same and like.counterparty == fact.counterparty:
            return other
    raise _Unlike


def _insert(old: PackedFacts, sections: Sections, change: _Change) -> None:
    """Make room for a new row in its group."""
    group = old.group(change.new.entity, (change.new.metric, change.new.concept))
    if group is None:
        raise _Unlike
    order, starts = sections.order, sections.starts
    order[:] = array("i", [row + (row >= change.row) for row in order])
    first, last = starts[group], starts[group + 1]
    order.insert(bisect_left(order, change.row, first, last), change.row)
    for n in range(group + 1, len(starts)):
        starts[n] += 1


def _settled(old: PackedFacts, changes: Sequence[_Change]) -> None:
    """Raise _Unlike where a changed row meets another of its key and day, or a restatement leads to another entity."""
    folded = {c.new.entity.casefold() for c in changes}
    family = [name for name in old.names if name.casefold() in folded]
    exchanged = {c.new.id: c.new for c in changes if c.old}
    added = [c.new for c in changes if c.old is None]
    facts = [exchanged.get(f.id, f) for name in family for f in old.of(name)] + added
    ids = {f.id for f in facts}
    restated = {f.supersedes for f in facts if f.supersedes}
    warned = {(fault[0], fault[1]) for fault in old.extra["warnings"] if fault[3] == "supersedes"}
    if not restated <= ids or misled(facts) or warned & {(f.file, f.line) for f in facts}:
        raise _Unlike
    if added and (len({f.id for f in added}) < len(added) or old.ids() & {f.id for f in added}):
        raise _Unlike
    keys = Counter((key(f), f.as_of) for f in facts)
    if any(keys[key(c.new), c.new.as_of] > 1 for c in changes):
        raise _Unlike


def _meta(old: PackedFacts, changes: Sequence[_Change], sections: Sections, extra: Mapping[str, Any]) -> dict[str, Any]:
    """What the table knows as a whole: its newest day, and fiscal calendars as the changed periods speak of them."""
    exchanged = {c.new.id: c.new for c in changes if c.old}
    calendars = dict(old.year_ends)
    for entity in {c.new.entity for c in changes}:
        facts = [exchanged.get(f.id, f) for f in old.of(entity)]
        facts += [c.new for c in changes if c.old is None and c.new.entity == entity]
        calendars.pop(entity, None)
        calendars |= year_ends(facts)
    said, opens = (sections.table[len(WORDS) + DAYS.index(name) :: WIDTH] for name in ("as_of", "valid_from"))
    newest = max((*said, *opens), default=0)
    return {
        **old.meta, "year_ends": calendars, "rows": len(sections.table) // WIDTH, "extra": dict(extra),
        "newest": date.fromordinal(newest).isoformat() if newest else None,
    }  # fmt: skip
