"""series/*.csv + sidecars -> SeriesIndex: tables as downloaded; sidecars read at once, data when asked for."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from factcheck.model import Fact, Fault, Period
from factcheck.reference.datapackage import read_descriptions
from factcheck.reference.series_cells import number, order
from factcheck.reference.series_grid import Grid, read_grid
from factcheck.reference.series_sidecar import Sidecar, read_sidecar

LARGEST_FILE = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Point:
    """One cell with its place: period, printed text, exact value, physical line."""

    period: Period
    value: Decimal
    text: str
    line: int

    @property
    def year(self) -> int:
        """The calendar year the point begins in."""
        return order(self.period)[0]


@dataclass
class Table:
    """One table: its sidecar, and columns of points read on first use."""

    name: str
    path: Path
    file: str
    meta: Sidecar
    _columns: dict[str, tuple[Point, ...]] = field(default_factory=dict)
    _found: list[Fault] = field(default_factory=list)

    @cached_property
    def raw(self) -> bytes:
        """The bytes of the CSV."""
        if self.path.stat().st_size > LARGEST_FILE:
            raise OSError(f"larger than {LARGEST_FILE} bytes")
        return self.path.read_bytes()

    @cached_property
    def sha256(self) -> str:
        """Hash of the CSV and of what its sidecar says."""
        return hashlib.sha256(self.raw + repr(self.meta).encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def grid(self) -> Grid:
        """The unparsed cells."""
        return read_grid(self.raw, self.file, self.meta, self.name, self._found)

    @property
    def labels(self) -> tuple[str, ...]:
        """The entities' labels as the file has them."""
        return tuple(self.grid.cells)

    def column(self, label: str) -> tuple[Point, ...]:
        """The points of one entity in order of date, gaps left out; empty where the table has no such label."""
        if label not in self._columns:
            self._columns[label] = self._parse(label)
        return self._columns[label]

    def _parse(self, label: str) -> tuple[Point, ...]:
        points = []
        for cell, period, line, column in self.grid.cells.get(label, ()):
            try:
                value = number(cell, self.grid.decimal_comma)
            except ValueError:
                self._found.append(Fault(self.file, line, column, label, f"{cell.strip()[:40]!r} is no number"))
                continue
            if value is not None:
                points.append(Point(period, value, cell.strip(), line))
        return tuple(sorted(points, key=lambda p: order(p.period)))

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What could not be read, at its physical line and column; reads every column."""
        for label in self.labels:
            self.column(label)
        return tuple(sorted(self._found, key=lambda f: (f.line, f.column)))

    def fact(self, label: str, point: Point, entity: str | None = None) -> Fact:
        """One cell as a fact, so that it is judged and shown like any other."""
        m = self.meta
        return Fact(
            id=f"{self.name}:{label}:{point.period.label}",
            entity=entity or label,
            metric=m.metric,
            value=point.value,
            unit=m.unit_of(label),
            source=m.source,
            as_of=m.as_of,
            qualifiers=m.qualifiers,
            period=point.period,
            source_url=m.source_url,
            source_rank=m.source_rank,
            note=m.note or None,
            file=self.file,
            line=point.line,
            series=self.name,
        )


def label_of(fact: Fact) -> str:
    """The label of the column that a cell's fact came from."""
    period = fact.period.label if fact.period else ""
    return fact.id[len(fact.series or "") + 1 : len(fact.id) - len(period) - 1]


@dataclass
class SeriesIndex:
    """All tables of a reference folder, with the names its ``entities.csv`` gives to their codes."""

    tables: tuple[Table, ...] = ()
    faults: tuple[Fault, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by_name: dict[str, Table] = field(default_factory=dict)
    cache: dict[str, Any] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.tables)

    def table(self, name: str) -> Table | None:
        """A table by its file name without ending."""
        return self.by_name.get(name)

    def data_faults(self) -> tuple[Fault, ...]:
        """Every fault of every table's data; reads all of them."""
        return tuple(f for t in self.tables for f in t.faults)


def load(folder: Path | str) -> SeriesIndex:
    """The tables of a reference folder, of its ``series`` folder, or the one of a CSV or sidecar.

    Problems come back as faults, none is raised.
    """
    root = Path(folder)
    only = root.with_suffix(".toml") if root.is_file() else None
    root = root.parent if only else root
    home = root / "series" if (root / "series").is_dir() else root
    base = home.parent if home.name == "series" else home
    tables, faults = [], []
    about, problems = read_descriptions((home, base))
    faults += problems
    described: set[str] = set()
    for path in [only] if only else sorted(home.glob("*.toml")):
        file = path.relative_to(base).as_posix()
        meta, problems = read_sidecar(path, file, about)
        faults += problems
        data = path.with_name(meta.data) if meta and meta.data else path.with_suffix(".csv")
        described.add(data.name)
        if not data.is_file():
            faults.append(Fault(file, 1, 1, None, f"there is no {data.name} beside it"))
        elif meta is not None:
            tables.append(Table(path.stem, data, data.relative_to(base).as_posix(), meta))
    for path in () if only else sorted(home.glob("*.csv")):
        if home.name == "series" and path.name not in described:
            file = path.relative_to(base).as_posix()
            message = f"needs {path.stem}.toml beside it to say what its columns mean"
            faults.append(Fault(file, 1, 1, None, message, "warning"))
    return SeriesIndex(tuple(tables), tuple(faults), *_names(base / "entities.csv"), {t.name: t for t in tables})


def _names(path: Path) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Names and aliases of ``entities.csv`` -> the code (or entity) tables use; groups -> their members' codes."""
    if not path.is_file():
        return {}, {}
    table = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig", errors="replace"))))
    names: dict[str, str] = {}
    groups: dict[str, tuple[str, ...]] = {}
    for row in table:
        code = (row.get("iso_code") or row.get("entity") or "").strip()
        for name in _listed(row, "entity") + _listed(row, "aliases"):
            names.setdefault(name, code)
    for row in table:
        if members := tuple(names.get(m, m) for m in _listed(row, "members")):
            for name in _listed(row, "entity") + _listed(row, "aliases"):
                groups[name] = members
    return names, groups


def _listed(row: Mapping[str, str | None], column: str) -> list[str]:
    return [part.strip() for part in (row.get(column) or "").split("|") if part.strip()]
