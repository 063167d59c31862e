"""Two sheets -> what became of each claim: new, changed, gone, its verdict moved, the fact behind it changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

from factcheck.review.sheet import Row, Sheet

KINDS = ("new", "changed", "moved", "fact", "gone", "same")


@dataclass(frozen=True, slots=True)
class Change:
    """``kind``: new, changed (its words), moved (its verdict), fact (the fact behind it), gone, same."""

    kind: str
    old: Row | None
    new: Row | None


def compare(old: Sheet, new: Sheet) -> tuple[Change, ...]:
    """What became of each claim: the new draft's in their order, then those that are gone."""
    before = pair(old.rows, new.rows)
    before |= _between(old.rows, new.rows, before)
    kept = {row.n for row in before.values()}
    found = [_change(before.get(row.n), row) for row in new.rows]
    return (*found, *(Change("gone", row, None) for row in old.rows if row.n not in kept))


def _change(old: Row | None, new: Row) -> Change:
    if old is None:
        return Change("new", None, new)
    if old.content != new.content:
        return Change("changed", old, new)
    if (old.verdict, old.reason) != (new.verdict, new.reason):
        return Change("moved", old, new)
    return Change("fact" if old.evidence != new.evidence else "same", old, new)


def pair(old: Sequence[Row], new: Sequence[Row]) -> dict[int, Row]:
    """Number of each new claim -> the old one it was.

    An identity counts claims of one subject and measure, so a sentence added in front shifts those behind it: the same
    words win over the same place in the count.
    """
    ways: tuple[Callable[[Row], Hashable], ...] = (
        lambda r: (r.identity, r.content),
        lambda r: r.content,
        lambda r: r.identity,
    )
    found: dict[int, Row] = {}
    left, open_ = list(old), list(new)
    for way in ways:
        waiting: dict[Hashable, list[Row]] = defaultdict(list)
        for row in left:
            waiting[way(row)].append(row)
        for row in open_:
            if waiting[way(row)]:
                found[row.n] = waiting[way(row)].pop(0)
        used = {row.n for row in found.values()}
        left = [row for row in left if row.n not in used]
        open_ = [row for row in open_ if row.n not in found]
    return found


def _between(old: Sequence[Row], new: Sequence[Row], found: Mapping[int, Row]) -> dict[int, Row]:
    """One claim gone and one come between the same two neighbours is one that changed: "August" that became "July"."""
    now = {row.n: n for n, row in found.items()}
    gone = _gaps(old, {row.n: row.n for row in old if row.n in now})
    come = _gaps(new, {n: row.n for n, row in found.items()})
    return {come[gap][0].n: rows[0] for gap, rows in gone.items() if len(rows) == 1 == len(come.get(gap, ()))}


def _gaps(rows: Sequence[Row], known: Mapping[int, int]) -> dict[tuple[int, int], list[Row]]:
    """(known neighbour before, known neighbour behind) -> the claims between them, neighbours by their old number."""
    gaps: dict[tuple[int, int], list[Row]] = {}
    waiting: list[Row] = []
    before = 0
    for row in rows:
        if row.n not in known:
            waiting.append(row)
            continue
        if waiting:
            gaps[before, known[row.n]] = waiting
        before, waiting = known[row.n], []
    if waiting:
        gaps[before, 0] = waiting
    return gaps
