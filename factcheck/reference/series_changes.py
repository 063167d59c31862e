"""Columns of one table -> whether one holds the changes of another, set a row early or late."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median

Column = Sequence[float | None]
POWERS = (1, 4, 12)  # changes from one row to the next, or compounded to a year from quarters or months
LEAST = 12  # rows two columns must share before they are held against each other
FITS, MISFITS = 0.08, 0.4  # median error as part of the column's own spread: rounding stays below 0.03 in clean tables


def displaced(name: str, columns: Mapping[str, Column]) -> tuple[int, str] | None:
    """(rows it stands too early (-1), right (0) or late (1); the level it is the change of), or None: of none."""
    stated = columns[name]
    spread = _spread(stated)
    best = min(_errors(stated, columns, name), default=None) if spread else None
    if best is None or best[0] >= FITS * spread or (best[1] and best[2] <= MISFITS * spread):
        return None
    return best[1], best[3]


def _errors(stated: Column, columns: Mapping[str, Column], own: str) -> Iterator[tuple[float, int, float, str]]:
    """(error, shift, error unshifted, level) of every way the stated changes may follow from another column."""
    for name, level in columns.items():
        if name == own or any(v is not None and v <= 0 for v in level):
            continue
        for power in POWERS:
            computed: list[float | None] = [None]
            for a, b in pairwise(level):
                computed.append(((b / a) ** power - 1) * 100 if a and b else None)
            error = {shift: _error(stated, computed, shift) for shift in (0, -1, 1)}
            for shift, found in error.items():
                if found is not None and error[0] is not None:
                    yield found, shift, error[0], name


def _error(stated: Column, computed: Column, shift: int) -> float | None:
    """The median distance of the stated value of row n from the computed one of row n - shift."""
    near = [
        abs(value - other)
        for n, value in enumerate(stated)
        if value is not None and 0 <= n - shift < len(computed) and (other := computed[n - shift]) is not None
    ]
    return median(near) if len(near) >= LEAST else None


def _spread(values: Column) -> float:
    there = [v for v in values if v is not None]
    return median(abs(v - median(there)) for v in there) if len(there) >= LEAST else 0.0
