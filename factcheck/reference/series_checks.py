"""Table -> Measures: the arithmetic that shows whether a table can be what its sidecar says. Nothing is judged here.

Downloaded tables are wrong more often than people think: yearly inflation called a price index, a column of changes
set one row early, two files of one family swapped, rates upside down. Each measure compares numbers with numbers; what
is too much is for the suite to say (``suites/series.yaml``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean, median

from factcheck.model import Fault
from factcheck.reference.series import SeriesIndex, Table
from factcheck.reference.series_cells import number, order
from factcheck.reference.series_changes import Column, displaced
from factcheck.reference.series_grid import read_sheet
from factcheck.reference.series_rates import RATE, pair, turned, yearly_means

# Indices of prices and output are ratios to a base and positive; indices of sentiment may well be negative.
RATIO_INDEX = re.compile(r"\b(?:price|cpi|ppi|deflator|production|cost|wage|stock)\b.*\bindex\b|\bcpi\b|\bppi\b", re.I)
SMOOTH_INDEX = re.compile(r"\bconsumer\b|\bcpi\b|\bdeflator\b|\bwages?\b|\bcost of living\b", re.I)  # of broad baskets
CONSUMER = re.compile(r"consumer|\bcpi\b", re.I)
CHANGE = re.compile(r"\b(?:change|growth|inflation|increase|percent change)\b", re.I)
PERCENT = re.compile(r"percent|per cent|%", re.I)
BASE = re.compile(r"\b(\d{4})(?:\s?[-–/]\s?(\d{2,4}))?\s*=\s*(100?)\b")
LEAST = 12  # rows two columns must share before they are held against each other
TURNS = 1 / 3  # of an index's steps: a rate of change turns back at every second step, a price level seldom
SLIP = (1 / 50, 50)  # told from here on; what is too much is for the suite
STEADY = 1.5  # the usual step of a column in which a jump means something
WHOLE = 1.0  # points by which shares that stand for a whole may miss 100, each being rounded


@dataclass(frozen=True, slots=True)
class Measure:
    """What was measured: of a whole table, of one of its entities (``label``), or of one ``line``.

    ``says`` has the numbers, ``at`` is the line an editor should look at.
    """

    table: str
    name: str
    value: float
    says: str
    label: str | None = None
    line: int = 0
    at: int = 0


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The cells of a table as floats, each entity in order of date: (year, day of the year, value, line)."""

    columns: Mapping[str, list[tuple[int, int, float, int]]]

    @classmethod
    def of(cls, table: Table) -> _Numbers:
        found = {}
        for label, cells in table.grid.cells.items():
            found[label] = sorted(
                (*order(period), value, line)
                for cell, period, line, _ in cells
                if (value := _float(cell, table.grid.decimal_comma)) is not None
            )
        return cls(found)

    def by_year(self, label: str) -> list[tuple[int, float]]:
        return [(year, value) for year, _, value, _ in self.columns.get(label, ())]


def partners(table: Table, index: SeriesIndex) -> tuple[Table, ...]:
    """The other tables of the folder that a table is held against; told by the sidecars alone."""
    if _is_inflation(table):
        return tuple(t for t in index.tables if t is not table and _is_consumer_index(t))
    if _is_rate(table):
        return tuple(t for t in index.tables if t is not table and _is_rate(t))
    return ()


def measure(table: Table, index: SeriesIndex) -> tuple[Measure, ...]:
    """Everything that can be measured on a table, with its partners; a table with nothing to measure gives none."""
    others = partners(table, index)
    shared = _is_index(table) or _is_rate(table)  # other tables will ask for its numbers too
    numbers = _numbers(table, index) if shared else _Numbers.of(table)
    found = [*_displaced(table), *_slips(table, numbers)] if _may_change(table) else [*_slips(table, numbers)]
    if _is_index(table):
        found += _index(table, numbers)
    if _is_rate(table):
        found += _turned(table, numbers, others, index)
    elif others:
        found += _against_indices(table, numbers, others, index)
    if _is_percent(table):
        found += _shares(table, numbers)
    return tuple(found)


def _numbers(table: Table, index: SeriesIndex) -> _Numbers:
    known: dict[str, _Numbers] = index.cache.setdefault("numbers", {})
    if table.name not in known:
        known[table.name] = _Numbers.of(table)
    return known[table.name]


def _said(table: Table) -> str:
    return f"{table.meta.metric} {table.meta.unit}"


def _is_index(table: Table) -> bool:
    return bool(RATIO_INDEX.search(_said(table))) and not CHANGE.search(table.meta.metric)


def _is_consumer_index(table: Table) -> bool:
    return _is_index(table) and bool(CONSUMER.search(f"{table.meta.metric} {table.meta.note}"))


def _is_inflation(table: Table) -> bool:
    m = table.meta
    named = re.search("inflation", m.metric, re.I) and re.search("percent|%", m.unit, re.I)
    return bool(named and CONSUMER.search(f"{m.metric} {m.note}"))


def _is_rate(table: Table) -> bool:
    units = (table.meta.unit, *(unit for _, unit in table.meta.units))
    return bool(RATE.search(_said(table))) or any(pair(unit, "", "") for unit in units)


def _is_percent(table: Table) -> bool:
    return bool(PERCENT.fullmatch(table.meta.unit.strip())) and len(table.labels) > 2


def _may_change(table: Table) -> bool:
    return not table.meta.entity_column and (table.meta.layout == "wide" or bool(CHANGE.search(table.meta.metric)))


def _index(table: Table, numbers: _Numbers) -> Iterator[Measure]:
    """Its lowest value, how far its base is from 100, and how it jumps: what is called an index must be like one."""
    name, metric = table.name, table.meta.metric
    low = min(((p[2], p[3], label, p[0]) for label, ps in numbers.columns.items() for p in ps), default=None)
    if low:
        value, line, label, year = low
        said = f'"{metric}" is an index, yet it is {value:g} ({label}, {year}).'
        hint = " Are these yearly changes? Then name the metric so, with unit percent." if value < 0 else ""
        yield Measure(name, "index_lowest", value, said + hint, at=line)
    if base := BASE.search(_said(table)):
        first = int(base[1])
        last = int(base[1][: 4 - len(base[2])] + base[2]) if base[2] else first
        there = {
            label: mean(inside)
            for label in numbers.columns
            if (inside := [value for year, value in numbers.by_year(label) if first <= year <= last])
        }
        if there:
            usual = median(there.values())
            said = f'"{metric}" has its base in {base[0]}, yet its mean there is {usual:.1f}'
            said += "." if len(there) == 1 else f" in half of {len(there)} columns."
            yield Measure(name, "index_off_base_percent", abs(usual / float(base[3]) - 1) * 100, said)
    if SMOOTH_INDEX.search(metric):
        jumps = sorted(filter(None, (_jump([v for _, _, v, _ in ps]) for ps in numbers.columns.values())))
        if jumps:
            usual, turns = jumps[len(jumps) // 2]
            said = f'"{metric}" moves by {usual:.0f}% from row to row and turns back at {turns:.0%} of them, '
            yield Measure(name, "index_jump_percent", usual if turns > TURNS else 0.0, said + "as rates of change do.")


def _jump(values: Sequence[float]) -> tuple[float, float] | None:
    """The usual step of a column in percent, and the share of its steps that turn back."""
    if len(values) < LEAST or min(values) <= 0:
        return None
    steps = [b - a for a, b in pairwise(values)]
    back = sum(a * b < 0 for a, b in pairwise(steps)) / (len(steps) - 1)
    return median(abs(b / a - 1) for a, b in pairwise(values)) * 100, back


def _displaced(table: Table) -> Iterator[Measure]:
    """How many rows a column of changes stands early or late beside the level it is the change of."""
    columns = _beside(table)
    value = table.meta.value
    names = [value] if value else [n for n in columns if CHANGE.search(re.sub("[-_]", " ", n))]
    for name in names:
        if name in columns and (found := displaced(name, columns)):
            rows, level = found
            where = "early" if rows < 0 else "late"
            of = "after" if rows < 0 else "before"
            said = f'"{name}" stands {abs(rows)} row {where}: it is the change of "{level}" of the row {of}.'
            yield Measure(table.name, "change_rows_off", rows, said, None if value else name, at=2)


def _beside(table: Table) -> dict[str, Column]:
    """Every column of numbers of a table about one entity, whatever the sidecar makes of it."""
    sheet = read_sheet(table.raw, table.file, table.meta)
    if isinstance(sheet, Fault):
        return {}
    found: dict[str, Column] = {}
    for n, name in enumerate(sheet.header):
        column = [_float(row[n], sheet.decimal_comma) if n < len(row) else None for _, row in sheet.body]
        if name != table.meta.date and sum(v is not None for v in column) >= LEAST:
            found[name] = column
    return found


def _float(cell: str, comma: bool) -> float | None:
    if not comma and cell[-1:].isdigit() and "_" not in cell:  # most cells; the exact reading takes five times as long
        try:
            return float(cell)
        except ValueError:
            pass
    try:
        value = number(cell, comma)
    except ValueError:
        return None
    return None if value is None else float(value)


def _against_indices(
    table: Table, numbers: _Numbers, others: Sequence[Table], index: SeriesIndex
) -> Iterator[Measure]:
    """How far a yearly rate of consumer prices is from the change of the index of the same place, in the median."""
    known: dict[str, tuple[Table, dict[int, float]]] = {}
    for other in others:
        theirs = _numbers(other, index)
        if all(value > 0 for points in theirs.columns.values() for _, _, value, _ in points):
            for label in theirs.columns:
                known.setdefault(label.casefold(), (other, _whole_years(theirs.by_year(label))))
    for label in numbers.columns:
        source, means = known.get(label.casefold(), (table, {}))
        points = numbers.by_year(label)
        stated = dict(points)
        if not means or len(stated) < len(points):
            continue
        gaps = [
            abs(rate - (means[year] / means[year - 1] - 1) * 100)
            for year, rate in stated.items()
            if year in means and year - 1 in means
        ]
        if len(gaps) >= LEAST:
            said = f'"{table.meta.metric}" of {label} does not follow from the index in {source.file}: '
            said += f"half of {len(gaps)} years differ by {median(gaps):.2f} points or more."
            yield Measure(table.name, "rate_off_index_points", median(gaps), said)


def _whole_years(points: Sequence[tuple[int, float]]) -> dict[int, float]:
    """The mean of each year that has all its months or quarters, or the year's one value."""
    by_year: dict[int, list[float]] = defaultdict(list)
    for year, value in points:
        by_year[year].append(value)
    return {year: mean(v) for year, v in by_year.items() if len(v) in (1, 4, 12)}


def _turned(table: Table, numbers: _Numbers, others: Sequence[Table], index: SeriesIndex) -> Iterator[Measure]:
    """How many times better the inverse of a rate fits what is known of the pair."""
    known = [
        (other.file, theirs, yearly_means(_numbers(other, index).by_year(label)))
        for other in others
        for label in _numbers(other, index).columns
        if (theirs := pair(other.meta.unit_of(label), label, other.meta.metric))
    ]
    for label, points in numbers.columns.items():
        unit = table.meta.unit_of(label)
        known_as = pair(unit, label, table.meta.metric)
        if known_as and (found := turned(known_as, yearly_means(numbers.by_year(label)), known)):
            counted, per = known_as
            said = f"{label} is read as {counted} per {per}, yet its values are {per} per {counted} by {found.against}."
            yield Measure(table.name, "rate_inverse_fits_times", found.times, said, label, at=points[0][3])


def _shares(table: Table, numbers: _Numbers) -> Iterator[Measure]:
    """The totals of shares that nearly always add up to 100: a row that does not has a wrong cell."""
    totals: dict[tuple[int, int], tuple[float, int, int]] = {}
    for points in numbers.columns.values():
        for year, day, value, line in points:
            total, count, _ = totals.get((year, day), (0.0, 0, 0))
            totals[year, day] = (total + value, count + 1, line)
    complete = [(when, total, line) for when, (total, n, line) in totals.items() if n == len(numbers.columns)]
    whole = sum(abs(total - 100) <= WHOLE for _, total, _ in complete)
    if whole >= LEAST and whole >= 0.8 * len(complete):
        for (year, _), total, line in sorted(complete):
            said = f"the shares of {year} add up to {total:g}, those of other rows to 100."
            yield Measure(table.name, "shares_total", total, said, line=line, at=line)


def _slips(table: Table, numbers: _Numbers) -> Iterator[Measure]:
    """Cells a thousand times their two neighbours, which agree with each other: a scale word was lost in one row.

    Rates of change come near zero by themselves, and deaths in earthquakes jump: only columns of positive amounts that
    move in small steps are looked at.
    """
    if CHANGE.search(table.meta.metric) or PERCENT.fullmatch(table.meta.unit.strip()):
        return
    for label, points in numbers.columns.items():
        values = [value for _, _, value, _ in points]
        if min(values, default=0) <= 0:
            continue
        steady: bool | None = None
        for n, (a, value, b) in enumerate(zip(values, values[1:], values[2:], strict=False), 1):
            if a < 2 * b and b < 2 * a and not SLIP[0] < value / a < SLIP[1]:
                if steady is None:
                    steady = median(max(x, y) / min(x, y) for x, y in pairwise(values)) <= STEADY
                if not steady:
                    break
                times = value / ((a + b) / 2)
                year, _, printed, line = points[n]
                said = f"{label} is {printed:g} in {year}, between {points[n - 1][2]:g} and {points[n + 1][2]:g}."
                yield Measure(table.name, "times_its_neighbours", max(times, 1 / times), said, label, line, line)
