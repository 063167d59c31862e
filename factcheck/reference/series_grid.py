"""Bytes of a table -> Grid: each entity's cells with their period and place; numbers are parsed later, on demand."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from factcheck.model import Fault, Period
from factcheck.reference.cells import sheet_day
from factcheck.reference.rows import decode
from factcheck.reference.series_cells import order_in, stamp, widen
from factcheck.reference.series_sidecar import Sidecar

DELIMITERS = ",;\t|"
PREAMBLE = 20  # lines of title and remarks that a download may have above its header
Cell = tuple[str, Period, int, int]  # printed text, period, physical line, column
Body = list[tuple[int, list[str]]]


@dataclass(slots=True)
class Grid:
    """Unparsed cells by entity label, and whether the file writes decimals with a comma."""

    cells: dict[str, list[Cell]] = field(default_factory=dict)
    decimal_comma: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """The header of a table with its physical line, the rows under it, and how the file is written."""

    header: list[str]
    line: int
    body: Body
    decimal_comma: bool = False


def read_sheet(raw: bytes, file: str, meta: Sidecar) -> Sheet | Fault:
    """The rows of a table as the file has them; remarks above the header and below the data are left out."""
    advice = 'Or write encoding = "{0}" into its sidecar.'
    text = decode(raw, file, meta.encoding, advice)
    if isinstance(text, Fault):
        return text
    lines = text.split("\n", PREAMBLE)[:PREAMBLE]
    widest = max((line for line in lines if meta.date in line), key=_marks, default=lines[0])
    delimiter = max(DELIMITERS, key=widest.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        found = [(rows.line_num, row) for row in rows if any(row)]
    except csv.Error as error:
        return Fault(file, rows.line_num, 1, None, f"unreadable row: {error}")
    at = next((n for n, (_, row) in enumerate(found[:PREAMBLE]) if meta.date in map(str.strip, row)), 0)
    line, first = found[at] if found else (1, [""])
    header = [h.strip() for h in first]
    body = found[at + 1 :]
    while body and len(header) > 1 and sum(map(bool, body[-1][1])) == 1 and _remark(body[-1][1][0]):
        body.pop()
    # "1,5" in a file that separates by ";" is one and a half; without any comma its points are decimal points
    comma = delimiter == ";" and any("," in cell for _, row in body for cell in row)
    return Sheet(header, line, body, comma)


def _marks(line: str) -> int:
    return max(map(line.count, DELIMITERS))


def _remark(cell: str) -> bool:
    """Whether the only cell of a last row is a remark ("Source: Statistics office") and no date without values."""
    return bool(cell) and stamp(cell) is None


def read_grid(raw: bytes, file: str, meta: Sidecar, name: str, found: list[Fault]) -> Grid:
    """The cells of a table by entity; problems are appended to ``found`` at their physical line and column."""
    sheet = read_sheet(raw, file, meta)
    if isinstance(sheet, Fault):
        found.append(sheet)
        return Grid()
    reader = _Reader(file, meta, name, found)
    if not reader.header(sheet):
        return Grid()
    at = sheet.header.index(meta.date)
    periods = reader.periods(sheet.body, at)
    grid = Grid(decimal_comma=sheet.decimal_comma)
    read = reader.wide if meta.layout == "wide" else reader.long
    for label, cell in read(sheet.header, sheet.body, periods):
        grid.cells.setdefault(label, []).append(cell)
    days = [row[at] for _, row in sheet.body if len(row) > at]
    if meta.entity_column or len(set(days)) < len(days) or len(set(periods.values())) < len(periods):
        for label, cells in grid.cells.items():
            if len({period.label for _, period, _, _ in cells}) < len(cells):
                grid.cells[label] = reader.settled(label, cells)
    return grid


@dataclass
class _Reader:
    file: str
    meta: Sidecar
    name: str
    found: list[Fault]

    def fault(self, line: int, column: int, name: str | None, message: str, severity: str = "error") -> None:
        self.found.append(Fault(self.file, line, column, name, message, severity))

    def settled(self, label: str, cells: list[Cell]) -> list[Cell]:
        """Cells without periods that stand twice: the same value is kept once, of different values none."""
        kept: dict[str, Cell] = {}
        torn: set[str] = set()
        for cell in cells:
            text, period, line, column = cell
            first = kept.setdefault(period.label, cell)
            if first is cell or first[0].strip() == text.strip():
                continue
            torn.add(period.label)
            if self.meta.layout == "long":
                said = f"{first[0].strip()} in line {first[2]} and {text.strip()} here. Neither is used."
                self.fault(line, column, self.meta.value, f"{label} has {period.label} twice: {said}", "warning")
            elif not any(f.line == line and f.severity == "warning" for f in self.found):
                said = f"stands twice, first in line {first[2]}. Where the lines differ, neither is used."
                self.fault(line, 1, self.meta.date, f"{period.label} {said}", "warning")
        return [cell for name, cell in kept.items() if name not in torn]

    def header(self, sheet: Sheet) -> bool:
        before, header = len(self.found), sheet.header
        needed = [self.meta.date]
        if self.meta.layout == "long":
            needed += [c for c in (self.meta.value, self.meta.entity_column) if c]
        for name in needed:
            if name not in header:
                known = ", ".join(header[:6]) + (" …" if len(header) > 6 else "")
                self.fault(sheet.line, 1, name, f"no column {name!r}; the header has {known}")
        twice = sorted({h for h in header if h and header.count(h) > 1})
        if twice and (self.meta.layout == "wide" or set(twice) & set(needed)):
            self.fault(sheet.line, 1, twice[0], f"column {twice[0]!r} stands twice in the header")
        return len(self.found) == before

    def periods(self, body: Body, at: int) -> dict[str, Period]:
        cells = {row[at].strip(): line for line, row in reversed(body) if len(row) > at}
        order = order_in(list(cells))
        if order:
            told = "day" if order == "dmy" else "month"
            self.fault(min(cells.values()), at + 1, self.meta.date, f"dates are read with the {told} first.", "note")
        known = {cell: period for cell in cells if (period := stamp(cell, order)) is not None}
        for cell, line in cells.items():
            if cell not in known:
                wrong = "may be two days. Write YYYY-MM-DD." if sheet_day(cell, "dmy") else "is no date"
                self.fault(line, at + 1, self.meta.date, f"{cell[:40]!r} {wrong}")
        return dict(zip(known, widen(list(known.values())), strict=True))

    def wide(self, header: list[str], body: Body, periods: dict[str, Period]) -> Iterator[tuple[str, Cell]]:
        at = header.index(self.meta.date)
        for line, row in body:
            period = periods.get(row[at].strip()) if len(row) > at else None
            if len(row) > len(header) and any(row[len(header) :]):
                self.fault(line, len(header) + 1, None, f"{len(row)} cells under {len(header)} headings")
            if period is None:
                continue
            for i, (label, cell) in enumerate(zip(header, row, strict=False)):
                if cell and i != at and label:
                    yield label, (cell, period, line, i + 1)

    def long(self, header: list[str], body: Body, periods: dict[str, Period]) -> Iterator[tuple[str, Cell]]:
        m = self.meta
        at, value = header.index(m.date), header.index(m.value or "")
        who = header.index(m.entity_column) if m.entity_column else -1
        for line, row in body:
            if len(row) <= max(at, value, who):
                self.fault(line, max(len(row), 1), None, f"{len(row)} cells under {len(header)} headings")
                continue
            label = row[who].strip() if who >= 0 else (m.entity or self.name)
            period = periods.get(row[at].strip())
            if period is None or not label:
                continue
            yield label, (row[value], period, line, value + 1)
