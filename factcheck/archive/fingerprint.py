"""Reference -> Fingerprint: a hash per entity, and one of all that any claim may lean on, to tell what has changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from factcheck.model import Fact, Fault
from factcheck.reference import Reference
from factcheck.reference.packed import PackedFacts
from factcheck.reference.prints import MOST_FACTS, joined, parted, prints
from factcheck.reference.versions import turns


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """``shared`` changes with names, metrics, tables, suites or program: then all is linked again.

    ``newest`` is the newest day on file, at which ``later`` is judged; ``facts`` are not kept with the rest.
    """

    id: str
    shared: str
    entities: Mapping[str, str]
    newest: date | None
    facts: Sequence[Fact] = field(default=(), compare=False, repr=False)

    def to_dict(self) -> dict[str, Any]:
        day = self.newest.isoformat() if self.newest else None
        return {"id": self.id, "shared": self.shared, "entities": joined(self.entities), "newest": day}

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Fingerprint:
        """What ``to_dict`` gave. Raises KeyError, TypeError or ValueError where it is nothing of the kind."""
        day = data["newest"]
        return cls(data["id"], data["shared"], parted(data["entities"]), date.fromisoformat(day) if day else None)

    def changed(self, other: Fingerprint) -> frozenset[str] | None:
        """The entities whose facts differ in ``other``, made just now; None where everything may have changed."""
        if self.shared != other.shared:
            return None
        mine, theirs = self.entities, other.entities
        found = {n for n, mark in mine.items() if theirs.get(n) != mark} | (theirs.keys() - mine.keys())
        if self.newest != other.newest:
            if self.newest is None or other.newest is None:
                return None
            found |= turning(other.facts, *sorted((self.newest, other.newest)))
        return frozenset(found)


def turning(facts: Sequence[Fact], first: date, last: date) -> set[str]:
    """The entities of which something begins, is said or is over at ``last`` that was not at ``first``.

    Of all others the world is the same at both days: a window that ends in 2030 was open on either.
    """
    if isinstance(facts, PackedFacts):
        return facts.turning(first, last)
    return {f.entity for f in facts if turns(f, first, last)}


@cache
def program() -> str:
    """A hash of the program itself: results of one version are never mixed with those of another."""
    root = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for path in sorted(p for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def identity(reference: Reference) -> str:
    """What tells one reference from another: every byte of its files and suites, and how the bytes are read."""
    return _hash([[[f.file, f.sha256] for f in reference.files], reference.read_as, *_suites(reference)])


def fingerprint(reference: Reference, faults: Sequence[Fault]) -> Fingerprint:
    """The fingerprint of a reference; ``faults`` are its rows that the suites set aside or warn of."""
    facts = reference.facts
    apart = len(facts) <= MOST_FACTS  # else a change means all articles
    entities = prints(facts) if apart else {}
    inside = facts.files() if isinstance(facts, PackedFacts) else [f.file for f in facts]
    facts_files = set(inside) if apart else set()
    shared = _hash(
        [
            program(),
            _suites(reference),
            reference.read_as,
            [[f.file, f.sha256] for f in reference.files if f.file not in facts_files],
            sorted(reference.index.names),
            sorted(map(str, reference.index.pairs)),
            sorted(map(str, faults)),
        ]
    )
    return Fingerprint(identity(reference), shared, entities, reference.newest, facts)


def _suites(reference: Reference) -> list[str]:
    return [hashlib.sha256(path.read_bytes()).hexdigest() for path in reference.suites]


def _hash(data: object) -> str:
    return hashlib.sha256(json.dumps(data).encode()).hexdigest()[:16]
