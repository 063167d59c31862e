"""SeriesIndex -> Faults: tables that cannot be what their sidecars say, by the arithmetic between their own columns.

Downloaded tables are wrong more often than people think: yearly inflation called a price index, a column of changes
set one row early, two files of one family swapped. Each check compares numbers with numbers, never with a name.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median

from factcheck.model import Fault
from factcheck.reference.series import SeriesIndex, Table
from factcheck.reference.series_cells import number

Column = list[float | None]
# Indices of prices and output are ratios to a base and positive; indices of sentiment may well be negative.
RATIO_INDEX = re.compile(r"\b(?:price|cpi|ppi|deflator|production|cost|wage|stock)\b.*\bindex\b|\bcpi\b|\bppi\b", re.I)
CHANGE = re.compile(r"\b(?:change|growth|inflation|increase|percent change)\b", re.I)
WIDE_WORD = re.compile(r"[-_ ]")
POWERS = (1, 4, 12)  # changes from one row to the next, or compounded to a year from quarters or months
LEAST = 12  # rows two columns must share before they are held against each other
FITS, MISFITS = 0.08, 0.4  # median error as part of the column's own spread: rounding stays below 0.03 in clean tables
APART = 0.25  # percentage points by which a yearly rate may differ from the index it is said to follow, in the median


def implausible_tables(index: SeriesIndex) -> tuple[Fault, ...]:
    """Critical faults of tables as a whole; reads all of them."""
    faults: list[Fault] = []
    for table in index.tables:
        faults += [*_index(table), *_early(table)]
    bad = {f.file for f in faults if f.severity == "critical"}
    faults += _against_indices([t for t in index.tables if t.file not in bad])
    return tuple(faults)


def _fault(table: Table, line: int, message: str, severity: str = "critical") -> Fault:
    return Fault(table.file, line, 1, table.meta.value, message, severity)


def _is_index(table: Table) -> bool:
    said = f"{table.meta.metric} {table.meta.unit}"
    return bool(RATIO_INDEX.search(said)) and not CHANGE.search(table.meta.metric)


def _index(table: Table) -> list[Fault]:
    """What is called a price index must be positive; a zero is more likely a gap."""
    if not _is_index(table):
        return []
    odd = [(label, p) for label in table.labels for p in table.column(label) if p.value <= 0]
    for label, point in sorted(odd, key=lambda pair: pair[1].value)[:1]:
        said = f'"{table.meta.metric}" is an index, yet it is {point.text} ({label}, {point.period.label}). '
        if point.value < 0:
            hint = "Are these yearly changes? Then name the metric so, with unit percent."
            return [_fault(table, point.line, said + hint)]
        return [_fault(table, point.line, said + "Is it a gap? Then leave the cell empty.", "warning")]
    return []


def _early(table: Table) -> list[Fault]:
    """A column of changes must be the changes of a level beside it, row for row."""
    columns = _columns(table)
    for name in _changes(table, columns):
        stated = columns[name]
        spread = _spread(stated)
        if not spread:
            continue
        best = min(_errors(stated, columns, name), default=None)
        if best and best[0] < FITS * spread and best[1] and best[2] > MISFITS * spread:
            where = "early" if best[1] < 0 else "late"
            message = f'"{name}" stands one row {where}: it is the change of "{best[3]}" of the row '
            return [_fault(table, 2, message + ("after." if where == "early" else "before."))]
    return []


def _changes(table: Table, columns: Mapping[str, Column]) -> list[str]:
    """The columns that hold changes: the sidecar's own where its metric says so, and those of a wide table."""
    if table.meta.value:
        return [table.meta.value] if CHANGE.search(table.meta.metric) and table.meta.value in columns else []
    return [name for name in columns if CHANGE.search(WIDE_WORD.sub(" ", name))]


def _errors(stated: Column, columns: Mapping[str, Column], own: str) -> Iterator[tuple[float, int, float, str]]:
    """(error, shift, error unshifted, level) of every way the stated changes may follow from another column."""
    for name, level in columns.items():
        if name == own or any(v is not None and v <= 0 for v in level):
            continue
        for power in POWERS:
            computed: Column = [None]
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


def _columns(table: Table) -> dict[str, Column]:
    """Every column of numbers of a table about one entity; none where rows of several entities alternate."""
    if table.meta.entity_column:
        return {}
    rows = list(csv.reader(io.StringIO(table.raw.decode("utf-8-sig", "replace"), newline="")))
    if len(rows) <= LEAST:
        return {}
    found: dict[str, Column] = {}
    for n, name in enumerate(rows[0]):
        column = [_float(row[n]) if n < len(row) else None for row in rows[1:]]
        if name != table.meta.date and sum(v is not None for v in column) >= LEAST:
            found[name] = column
    return found


def _float(cell: str) -> float | None:
    try:
        value = number(cell)
    except ValueError:
        return None
    return float(value) if value is not None else None


def _against_indices(tables: Sequence[Table]) -> list[Fault]:
    """A yearly rate of consumer prices must be the change of the yearly means of the index of the same place."""
    indices: dict[str, tuple[Table, dict[int, float]]] = {}
    for table in tables:
        if _is_index(table) and re.search(r"consumer|\bcpi\b", f"{table.meta.metric} {table.meta.note}", re.I):
            for label in table.labels:
                indices.setdefault(label.casefold(), (table, _yearly(table, label)))
    faults = []
    for table in tables:
        said = f"{table.meta.metric} {table.meta.note}"
        rate = re.search("inflation", table.meta.metric, re.I) and re.search("percent|%", table.meta.unit, re.I)
        if not rate or not re.search(r"consumer|\bcpi\b", said, re.I):
            continue
        for label in table.labels:
            source, means = indices.get(label.casefold(), (table, {}))
            stated = {p.year: float(p.value) for p in table.column(label) if _whole_year(p.period.label)}
            gaps = [
                abs(rate - (means[year] / means[year - 1] - 1) * 100)
                for year, rate in stated.items()
                if year in means and year - 1 in means
            ]
            if len(gaps) >= LEAST and median(gaps) > APART:
                message = f'"{table.meta.metric}" of {label} does not follow from the index in {source.file}: '
                message += f"half of {len(gaps)} years differ by {median(gaps):.2f} points or more."
                faults.append(_fault(table, 2, message))
                break
    return faults


def _whole_year(label: str) -> bool:
    return len(label) == 4 and label.isdigit()


def _yearly(table: Table, label: str) -> dict[int, float]:
    """The mean of each year that has all its months, or the year's one value."""
    by_year: dict[int, list[float]] = defaultdict(list)
    for point in table.column(label):
        by_year[point.year].append(float(point.value))
    return {year: sum(v) / len(v) for year, v in by_year.items() if len(v) in (1, 4, 12)}
