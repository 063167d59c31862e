"""Bytes of a table -> Grid: each entity's cells with their period and place; numbers are parsed later, on demand."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from factcheck.model import Fault, Period
from factcheck.reference.series_cells import stamp, widen
from factcheck.reference.series_sidecar import Sidecar

DELIMITERS = ",;\t|"
Cell = tuple[str, Period, int, int]  # printed text, period, physical line, column
Body = list[tuple[int, list[str]]]


@dataclass(slots=True)
class Grid:
    """Unparsed cells by entity label, and whether the file writes decimals with a comma."""

    cells: dict[str, list[Cell]] = field(default_factory=dict)
    decimal_comma: bool = False


def read_grid(raw: bytes, file: str, meta: Sidecar, name: str, found: list[Fault]) -> Grid:
    """The cells of a table by entity; problems are appended to ``found`` at their physical line and column."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        found.append(Fault(file, line, 1, None, "not UTF-8; save the table as UTF-8"))
        return Grid()
    first = text[: text.find("\n")] if "\n" in text else text
    delimiter = max(DELIMITERS, key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    reader = _Reader(file, meta, name, found)
    try:
        header = [h.strip() for h in next(rows, [])]
        body = [(rows.line_num, row) for row in rows if any(row)]
    except csv.Error as error:
        reader.fault(rows.line_num, 1, None, f"unreadable row: {error}")
        return Grid()
    if not reader.header(header):
        return Grid()
    periods = reader.periods(body, header.index(meta.date))
    # "1,5" in a file that separates by ";" is one and a half; without any comma its points are decimal points
    comma = delimiter == ";" and any("," in cell for _, row in body for cell in row)
    grid = Grid(decimal_comma=comma)
    cells = reader.wide(header, body, periods) if meta.layout == "wide" else reader.long(header, body, periods)
    for label, cell in cells:
        grid.cells.setdefault(label, []).append(cell)
    return grid


@dataclass
class _Reader:
    file: str
    meta: Sidecar
    name: str
    found: list[Fault]

    def fault(self, line: int, column: int, name: str | None, message: str) -> None:
        self.found.append(Fault(self.file, line, column, name, message))

    def header(self, header: list[str]) -> bool:
        before = len(self.found)
        needed = [self.meta.date]
        if self.meta.layout == "long":
            needed += [c for c in (self.meta.value, self.meta.entity_column) if c]
        for name in needed:
            if name not in header:
                known = ", ".join(header[:6]) + (" …" if len(header) > 6 else "")
                self.fault(1, 1, name, f"no column {name!r}; the header has {known}")
        twice = sorted({h for h in header if h and header.count(h) > 1})
        if twice and (self.meta.layout == "wide" or set(twice) & set(needed)):
            self.fault(1, 1, twice[0], f"column {twice[0]!r} stands twice in the header")
        return len(self.found) == before

    def periods(self, body: Body, at: int) -> dict[str, Period]:
        cells = {row[at].strip(): line for line, row in reversed(body) if len(row) > at}
        known = {cell: period for cell in cells if (period := stamp(cell)) is not None}
        for cell, line in cells.items():
            if cell not in known:
                self.fault(line, at + 1, self.meta.date, f"{cell[:40]!r} is no date")
        return dict(zip(known, widen(list(known.values())), strict=True))

    def wide(self, header: list[str], body: Body, periods: dict[str, Period]) -> Iterator[tuple[str, Cell]]:
        at = header.index(self.meta.date)
        twice: set[str] = set()
        for line, row in body:
            period = periods.get(row[at].strip()) if len(row) > at else None
            if len(row) > len(header):
                self.fault(line, len(header) + 1, None, f"{len(row)} cells under {len(header)} headings")
            if period is None:
                continue
            if period.label in twice:
                self.fault(line, at + 1, self.meta.date, f"{period.label} stands twice")
                continue
            twice.add(period.label)
            for i, (label, cell) in enumerate(zip(header, row, strict=False)):
                if cell and i != at and label:
                    yield label, (cell, period, line, i + 1)

    def long(self, header: list[str], body: Body, periods: dict[str, Period]) -> Iterator[tuple[str, Cell]]:
        m = self.meta
        at, value = header.index(m.date), header.index(m.value or "")
        who = header.index(m.entity_column) if m.entity_column else -1
        seen: set[tuple[str, str]] = set()
        for line, row in body:
            if len(row) <= max(at, value, who):
                self.fault(line, max(len(row), 1), None, f"{len(row)} cells under {len(header)} headings")
                continue
            label = row[who].strip() if who >= 0 else (m.entity or self.name)
            period = periods.get(row[at].strip())
            if period is None or not label:
                continue
            if (label, period.label) in seen:
                self.fault(line, at + 1, m.date, f"{label} has {period.label} twice")
                continue
            seen.add((label, period.label))
            yield label, (row[value], period, line, value + 1)
