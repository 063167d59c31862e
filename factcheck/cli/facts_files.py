"""``factcheck facts fmt|diff|merge``: rewrite, compare and join facts CSVs; files are replaced whole or not at all."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli.errors import FINDINGS, Failed
from factcheck.cli.facts_shown import as_given
from factcheck.cli.terminal import note, out
from factcheck.measure.unit_text import SPECIAL
from factcheck.model import Fact, plain
from factcheck.reference import Reference, ReferenceError, key
from factcheck.reference.cells import Bad, number, sheet_day
from factcheck.reference.facts import REQUIRED
from factcheck.reference.loading import find_files, rehearse
from factcheck.reference.rows import Table
from factcheck.reference.writing import columns_for, read_rows, to_csv, write_atomic
from factcheck.report.words import plural

DEFAULT = Path("reference_data")
DAYS = ("period", "valid_from", "valid_to", "as_of", "retrieved_on")
SIGNS = {"comma": ",", "point": "."}


def fmt(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH...", help="Facts CSVs or folders.  [reference_data/]")
    ] = None,
    encoding: Annotated[str | None, typer.Option(metavar="NAME", help="What they are saved in now.  [utf-8]")] = None,
    dates: Annotated[
        str | None, typer.Option(metavar="ORDER", help="Make days such as 2/14/2025 ISO days: dmy or mdy.")
    ] = None,
    decimal: Annotated[
        str | None, typer.Option(metavar="SIGN", help="What stands before decimals in values: comma or point.")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Change nothing; exit 1 where a file would change.")] = False,
) -> int:
    """Rewrite facts CSVs as spreadsheets read them best: UTF-8 with mark, CRLF, columns in order, minimal quotes.

    Cells and the order of rows stay, but for days and values whose way of writing is declared here; a cell that a
    spreadsheet would run as a formula gets an apostrophe.

    Example:  factcheck facts fmt --encoding windows-1252 reference_data/facts/eu.csv
    """
    if dates not in (None, "dmy", "mdy"):
        raise Failed(f"--dates {dates}: write dmy where the day comes first, mdy where the month does.")
    if decimal not in (None, *SIGNS):
        raise Failed(f"--decimal {decimal}: write comma or point.")
    sign = SIGNS[decimal] if decimal else None
    given = paths or [DEFAULT]
    found = find_files(given)
    if found.faults:
        raise Failed([f"{f.file}: {f.message}" for f in found.faults])
    changes: list[tuple[Path, bytes]] = []
    faults: list[str] = []
    for path, name in found.facts:
        raw = path.read_bytes()
        rows, table = read_rows(raw, name, encoding)
        if (table.style == ";" or sign) and "value" in table.columns:
            rows = [_with_points(row, table, n, sign) for n, row in enumerate(rows)]
        if dates:
            rows = [_with_days(row, table, n, dates) for n, row in enumerate(rows)]
        faults += [str(f) for f in as_given(table.faults, given) if f.severity == "error"]
        new = to_csv(rows, columns_for(rows, table.header))
        if new != raw:
            changes.append((path, new))
    if faults:
        either = next((n for n, said in enumerate(faults) if "is ambiguous" in said), None)
        if either is not None and not decimal:
            faults[either] += " Or say it once: add --decimal comma (or point)."
        raise Failed(faults)
    for path, new in changes:
        if not check:
            write_atomic(path, new)
        out(f"{'would rewrite' if check else 'rewrote'} {path}")
    note(f"{plural(len(found.facts), 'file')}, {len(changes)} {'to change' if check else 'changed'}")
    return FINDINGS if check and changes else 0


def _with_days(row: dict[str, str], table: Table, record: int, order: str) -> dict[str, str]:
    """A row with the days of a spreadsheet as ISO days; a day that is none in that order is a fault."""
    out = dict(row)
    for name in (*DAYS, *(("value",) if row.get("unit", "").lower() == "date" else ())):
        cell = row.get(name, "")
        if day := sheet_day(cell, order):
            out[name] = day
        elif sheet_day(cell, "mdy" if order == "dmy" else "dmy"):
            table.fault(table.records[record], table.columns[name], f'"{cell}" is no day in the order {order}.')
    return out


def _with_points(row: dict[str, str], table: Table, record: int, sign: str | None) -> dict[str, str]:
    """A row with plain values: 1.234,5 becomes 1234.5; what may be either is a fault where no sign is declared."""
    cell = row.get("value", "")
    if not any(c in cell for c in ".,") or row.get("unit", "").lower() in SPECIAL:
        return row
    read = number(cell, table.style, sign)
    if isinstance(read, Bad):
        table.fault(table.records[record], table.columns["value"], read.message)
        return row
    return row | {"value": f"{read.value:f}" + ("%" if read.percent else "")}


def _facts(path: Path) -> Sequence[Fact]:
    try:
        return Reference.load(path).facts
    except ReferenceError as error:
        raise Failed([str(f) for f in as_given(error.faults, [path])]) from None


def _label(fact: Fact) -> str:
    parts = [fact.entity, fact.metric, fact.counterparty, fact.period.label if fact.period else None]
    parts += [f"{k}={v}" for k, v in fact.qualifiers]
    return " · ".join(p for p in parts if p)


def _said(fact: Fact) -> tuple[Hashable, ...]:
    unit = f"{fact.unit}/{fact.per}" if fact.per else fact.unit
    return (fact.bound + plain(fact.value) if fact.bound != "=" else str(plain(fact.value)), unit)


def _by_key(facts: Sequence[Fact]) -> dict[Hashable, Fact]:
    return {(key(f), f.as_of, f.source): f for f in facts}


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A facts CSV or reference folder.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The one to compare with it.")],
) -> int:
    """Compare reference data by what rows speak of, not by line: what came, went and changed. Exit 1 where they differ.

    Example:  factcheck facts diff reference_data.old reference_data
    """
    for path in (old, new):
        if not path.exists():
            raise Failed(f"{path}: no such file or folder.")
    before, after = _by_key(_facts(old)), _by_key(_facts(new))
    changed = 0
    for name in dict.fromkeys((*before, *after)):
        a, b = before.get(name), after.get(name)
        if a and b and _said(a) == _said(b):
            continue
        changed += 1
        for sign, fact in (("-", a), ("+", b)):
            if fact:
                out(f"{sign} {_label(fact)}: {' '.join(map(str, _said(fact)))}  ({fact.source}, as of {fact.as_of})")
    note(f"{changed} differ, {len(after)} facts in {new}")
    return FINDINGS if changed else 0


def merge(
    sources: Annotated[list[Path], typer.Argument(metavar="FROM...", help="Facts CSVs to take rows from.")],
    into: Annotated[Path, typer.Option("--into", metavar="FILE", help="The facts CSV to add them to.")] = DEFAULT
    / "facts"
    / "facts.csv",
) -> int:
    """Add the rows of other files to a facts CSV. Rows already there are left out, unfilled ones of a template too.

    Nothing is written where rows contradict each other.

    Example:  factcheck facts merge filled.csv --into reference_data/facts/acme.csv
    """
    old, table = read_rows(into.read_bytes(), into.name) if into.exists() else ([], None)
    header = list(table.header) if table else []
    have = {tuple(sorted((k, v) for k, v in row.items() if v)) for row in old}
    rows, unfilled, double = list(old), 0, 0
    for source in sources:
        if not source.is_file():
            raise Failed(f"{source}: no such file.")
        new, found = read_rows(source.read_bytes(), source.name)
        if errors := [str(f) for f in as_given(found.faults, [source]) if f.severity == "error"]:
            raise Failed(errors)
        header += [name for name in found.header if name not in header]
        for row in new:
            cells = tuple(sorted((k, v) for k, v in row.items() if v))
            if not all(row.get(name) for name in REQUIRED) and not row.get("value"):
                unfilled += 1
            elif cells in have:
                double += 1
            else:
                have.add(cells)
                rows.append(row)
    save(into, rows, header)
    note(f"{len(rows) - len(old)} rows added to {into}; {double} were there, {unfilled} not filled in yet")
    return 0


def save(path: Path, rows: Sequence[dict[str, str]], header: Sequence[str]) -> None:
    """Write a facts CSV after reading it on trial with the folder it lies in; where that has faults nothing changes."""
    raw = to_csv(rows, columns_for(rows, header))
    if errors := [str(f) for f in as_given(rehearse(path, raw), [path]) if f.severity == "error"]:
        raise Failed([*errors, f"{path} was not changed."])
    write_atomic(path, raw)
