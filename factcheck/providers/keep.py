"""Rows -> reference folder: new rows go behind those on file, known ones are left as a person may have edited them.

A file is read on trial with its folder first and replaced whole or not at all; a second import adds nothing twice.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from factcheck.providers.errors import ProviderError
from factcheck.reference.loading import rehearse
from factcheck.reference.writing import columns_for, read_rows, to_csv, write_atomic

Row = dict[str, str]
SAME = ("entity", "metric", "counterparty", "qualifiers", "period", "unit", "source", "as_of", "concept", "valid_from")
_UNSAFE = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Kept:
    """What an import did to one file."""

    path: Path
    added: int
    there: int


def slug(name: str) -> str:
    """A name as a file can carry it: ``Q3 results (final).txt`` -> ``q3-results-final``."""
    stem = name.rsplit(".", 1)[0] if "." in name[1:] else name
    return _UNSAFE.sub("-", stem.lower()).strip("-")[:60].strip("-") or "source"


def add(path: Path, rows: Sequence[Row]) -> Kept:
    """Add rows to a facts CSV; those that speak of the same thing as one on file from the same source are left out."""
    try:
        raw = path.read_bytes() if path.exists() else None
    except OSError as error:
        raise ProviderError(f"{path}: {error.strerror}") from None
    old, table = read_rows(raw, path.name) if raw is not None else ([], None)
    if table and (faults := [f for f in table.faults if f.severity == "error"]):
        raise ProviderError(f"{path} was not changed: {faults[0]}")
    known = {_about(row) for row in old}
    ids = {row.get("id", "") for row in old}
    new: list[Row] = []
    for row in rows:
        if _about(row) in known:
            continue
        known.add(_about(row))
        new.append(row | {"id": _free(row["id"], ids)} if row.get("id") else row)
    if new:
        save(path, [*old, *new], table.header if table else [])
    return Kept(path, len(new), len(rows) - len(new))


def _about(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(row.get(name, "").strip().casefold() for name in SAME)


def _free(name: str, ids: set[str]) -> str:
    free, n = name, 2
    while free in ids:
        free, n = f"{name}-{n}", n + 1
    ids.add(free)
    return free


def save(path: Path, rows: Sequence[Row], header: Sequence[str]) -> None:
    """Write a facts CSV after reading it on trial with its folder; where that has faults nothing changes."""
    raw = to_csv(rows, columns_for(rows, header))
    if faults := [f for f in rehearse(path, raw) if f.severity == "error"]:
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        raise ProviderError(f"{path} was not changed: {faults[0]}{more}")
    try:
        write_atomic(path, raw)
    except OSError as error:
        raise ProviderError(f"{path}: {error.strerror}") from None


def write_table(folder: Path, name: str, table: bytes, sidecar: Mapping[str, str]) -> Path:
    """Write a series and its sidecar, the table last: without it the sidecar alone means nothing."""
    path = folder / "series" / f"{name}.csv"
    said = "".join(f"{key} = {_toml(value)}\n" for key, value in sidecar.items() if value)
    try:
        write_atomic(path.with_suffix(".toml"), said.encode())
        write_atomic(path, table)
    except OSError as error:
        raise ProviderError(f"{path}: {error.strerror}") from None
    return path


def joined(folder: Path, name: str, table: bytes) -> bytes:
    """A table of days with the days and columns of the one on file that it does not have; its own cells win.

    A shorter second import ("--since" of this year, one more currency) must not lose what was there.
    """
    path = folder / "series" / f"{name}.csv"
    try:
        old = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))) if path.exists() else []
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ProviderError(f"{path} was not changed: it cannot be read ({error}).") from None
    new = list(csv.reader(io.StringIO(table.decode(), newline="")))
    if not old or old[0][:1] != new[0][:1]:
        return table
    columns = list(dict.fromkeys([*old[0], *new[0]]))
    cells: dict[str, dict[str, str]] = {}
    for rows in (old, new):
        for row in rows[1:]:
            if row:
                known = cells.setdefault(row[0], {})
                known.update({c: v for c, v in zip(rows[0], row, strict=False) if v.strip() or c not in known})
    out = io.StringIO(newline="")
    body = [[cells[day].get(column, "") for column in columns] for day in sorted(cells)]
    csv.writer(out, lineterminator="\n").writerows([columns, *body])
    return out.getvalue().encode()


def _toml(text: str) -> str:
    """A basic TOML string; ``{ column = "x" }`` is passed through as the table it is."""
    if text.startswith("{ column = "):
        return text
    plain = "".join(c if c >= " " and c != "\x7f" else " " for c in text)
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
