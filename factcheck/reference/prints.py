"""Facts -> a hash per entity of all that is on file of it, so that what a change touches is found by comparing.

Places are part of it, because a result names the line a fact stands in. Those of a packed table are kept beside it.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields
from operator import attrgetter
from pathlib import Path
from typing import Any

from factcheck.model import Fact
from factcheck.reference.packed import PackedFacts
from factcheck.reference.writing import sealed, unsealed, write_atomic

MOST_FACTS = 3_000_000  # past it entities are not told apart (half a minute)
SEPARATOR = "\x1f"
DIGITS = 16
_values = attrgetter(*(f.name for f in fields(Fact)))


def prints(facts: Sequence[Fact]) -> Mapping[str, str]:
    """A hash of each entity's facts, by name in alphabetical order."""
    if not isinstance(facts, PackedFacts):
        return _hashed((f.entity, repr(_values(f)).encode("utf-8", "surrogatepass")) for f in facts)
    if facts.prints is None:
        facts.prints = _kept(facts.path)
    if facts.prints is None:
        facts.prints = _hashed(facts.plain_rows())
        _keep(facts.path, facts.prints)
    return facts.prints


def carry_over(old: PackedFacts, new: PackedFacts, entities: Iterable[str]) -> None:
    """Keep the hashes of a table that differs from one known before in some entities only."""
    known = _kept(old.path)
    if known is not None:
        fresh = _hashed(row for name in list(entities) for row in new.plain_rows(new.rows_of(name)))
        new.prints = {**known, **fresh}  # in alphabetical order as before: none of the names is new
        _keep(new.path, new.prints)


def _hashed(said: Iterable[tuple[str, bytes]]) -> dict[str, str]:
    digests: dict[str, Any] = defaultdict(hashlib.sha256)
    for entity, row in said:
        digests[entity].update(row)
    return {name: digest.hexdigest()[:DIGITS] for name, digest in sorted(digests.items())}


def _kept(table: Path) -> dict[str, str] | None:
    """The hashes kept beside a table; None where the file is not whole, since entities it lacks would go unjudged."""
    with suppress(OSError, ValueError, TypeError):
        return parted(json.loads(unsealed(table.with_suffix(".prints").read_bytes())))
    return None


def _keep(table: Path, found: Mapping[str, str]) -> None:
    with suppress(OSError):
        write_atomic(table.with_suffix(".prints"), sealed(json.dumps(joined(found)).encode()))


def joined(found: Mapping[str, str]) -> list[str] | dict[str, str]:
    """Hashes as two strings, which are written and read in a tenth of the time."""
    names = SEPARATOR.join(found)
    return [names, "".join(found.values())] if names.count(SEPARATOR) < max(len(found), 1) else dict(found)


def parted(data: Any) -> dict[str, str]:
    """What ``joined`` gave. Raises ValueError where it is nothing of the kind."""
    if isinstance(data, dict):
        return data
    names, digests = data
    hashes = [digests[n : n + DIGITS] for n in range(0, len(digests), DIGITS)]
    return dict(zip(names.split(SEPARATOR), hashes, strict=True)) if digests else {}
