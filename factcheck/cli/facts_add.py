"""``factcheck facts add|template``: new rows, asked for field by field, from options, or from open claims."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from factcheck.cli.errors import Failed
from factcheck.cli.facts_files import save
from factcheck.cli.facts_shown import as_given
from factcheck.cli.terminal import note, out
from factcheck.measure.unit_text import parse_unit
from factcheck.model import plain
from factcheck.reference.cells import Bad, number
from factcheck.reference.facts import COLUMNS, REQUIRED
from factcheck.reference.metrics import Metrics
from factcheck.reference.writing import columns_for, read_rows, to_csv, write_atomic

DEFAULT = Path("reference_data") / "facts" / "facts.csv"
YEAR = re.compile(r"\d{4}")
SCALES = {"million": "million", "m": "million", "mn": "million", "billion": "billion", "bn": "billion",
          "trillion": "trillion", "tn": "trillion", "thousand": "thousand"}  # fmt: skip
SCALE = re.compile(r"(?<![a-z])(?:" + "|".join(SCALES) + r")(?![a-z])", re.IGNORECASE)
ASKED = {
    "entity": "who or what it is about",
    "metric": "what is measured, for example revenue",
    "counterparty": "the other party, if any",
    "period": "2024, 2024-07-30, 2024-Q3, FY2024, 2023-07-01/2024-06-30; empty for none",
    "value": "a plain number, or a date, year, true/false, text",
    "unit": "USD million, percent, employee, date, …",
    "source": "a URL or the name of a document",
    "as_of": "the day the source said it, YYYY-MM-DD",
    "source_rank": "primary or secondary; empty for your own word",
}


def add(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="The facts CSV to add to.")] = DEFAULT,
    entity: Annotated[str | None, typer.Option(help="Who or what the fact is about.")] = None,
    metric: Annotated[str | None, typer.Option(help="What is measured.")] = None,
    value: Annotated[str | None, typer.Option(help="The value, in units.")] = None,
    unit: Annotated[str | None, typer.Option(help="USD million, percent, employee, date…")] = None,
    period: Annotated[str | None, typer.Option(help="2024, FY2024-Q3, 2024-07-30…")] = None,
    source: Annotated[str | None, typer.Option(help="A URL or the name of a document.")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="The day the source said it.")] = None,
    cells: Annotated[
        list[str] | None, typer.Option("--set", metavar="COLUMN=TEXT", help="Any other column; repeatable.")
    ] = None,
    from_claim: Annotated[
        str | None, typer.Option("--from-claim", metavar="RESULT.json#c3", help="Start from a claim of a report.")
    ] = None,
    yes: Annotated[bool, typer.Option("-y", "--yes", help="Write without asking.")] = False,
) -> int:
    """Add one fact. On a terminal it asks for what is missing and shows the value as it will be read.

    Example:  factcheck facts add --entity Acme --metric revenue --period 2024 --value 12
    --unit "USD million" --source "Annual report 2024" --as-of 2025-02-01
    """
    row = _claimed(from_claim) if from_claim else {}
    own = {"entity": entity, "metric": metric, "value": value, "unit": unit, "period": period}
    row |= {name: cell for name, cell in (own | {"source": source, "as_of": as_of}).items() if cell is not None}
    for pair in cells or ():
        name, equals, cell = pair.partition("=")
        if not equals or name.strip() not in COLUMNS:
            raise Failed(f"--set {pair}: write COLUMN=TEXT; columns are {', '.join(COLUMNS)}.")
        row[name.strip()] = cell.strip()
    asking = sys.stdin.isatty() and not yes
    if asking:
        row |= {name: _ask(name, what, row.get(name, "")) for name, what in ASKED.items() if not row.get(name)}
    if missing := [name for name in REQUIRED if not row.get(name)]:
        raise Failed(f"a fact needs {', '.join(missing)}: {' '.join('--' + m.replace('_', '-') for m in missing)}.")
    out(f"{row['entity']} · {row['metric']} · {row.get('period') or 'no period'}: {_normalised(row)}")
    if asking and not typer.confirm(f"Write it to {path}?", default=True):
        note("nothing written")
        return 0
    old, table = read_rows(path.read_bytes(), path.name) if path.exists() else ([], None)
    if table and (errors := [str(f) for f in as_given(table.faults, [path]) if f.severity == "error"]):
        raise Failed(errors)
    save(path, [*old, row], table.header if table else [])
    note(f"added to {path}, row {len(old) + 1}")
    return 0


def _ask(name: str, what: str, default: str) -> str:
    optional = name not in REQUIRED
    return str(typer.prompt(f"{name} ({what})", default="" if optional else default or None, show_default=False))


def _normalised(row: Mapping[str, str]) -> str:
    unit, read = parse_unit(row["unit"]), number(row["value"])
    if unit.problem or isinstance(read, Bad) or unit.unit in ("date", "year", "boolean", "text"):
        return f"{row['value']} {row['unit']}"
    per = f"/{unit.per}" if unit.per else ""
    return f"{plain(read.value * unit.scale)} {unit.unit}{per}"


def _result(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Failed(f"{path}: {error.strerror}") from None
    except ValueError:
        raise Failed(f"{path}: not a JSON result of factcheck check.") from None
    if not isinstance(found, dict) or not isinstance(found.get("claims"), list):
        raise Failed(f"{path}: not a JSON result of factcheck check.")
    return found


def _claimed(place: str) -> dict[str, str]:
    """The cells a claim of a result fills: ``reports/draft.json#c3``."""
    path, hash_, claim_id = place.partition("#")
    for claim in _result(Path(path))["claims"]:
        if hash_ and claim.get("id") == claim_id:
            return _row(claim)
    raise Failed(f"{place}: no such claim. Write RESULT.json#c3, with an id of that result.")


def _rows(claim: Mapping[str, Any]) -> list[dict[str, str]]:
    """The rows that would judge a claim: its own, of a change that is told as a multiple the levels it rests on."""
    row = _row(claim)
    if claim.get("claim_kind") not in ("change", "ratio") or not claim.get("metric"):
        return [row]
    if claim.get("kind") == "ratio":
        before = _year_before(row.get("period", ""))
        levels = [row | {"unit": "", "period": period} for period in (row.get("period", ""), before)]
        return levels if before else levels[:1]
    down, part = claim.get("direction") == "down", claim.get("kind") == "percent"
    word = ("decline" if part else "reduction") if down else "growth" if part else "increase"
    return [row | {"metric": f"{row['metric']} {word}"}]


def _year_before(label: str) -> str:
    """The same period a year earlier: FY2024-Q3 -> FY2023-Q3; empty where it names no year."""
    found = re.fullmatch(r"(FY)?(\d{4})(-(?:Q[1-4]|H[12]|\d\d))?", label)
    return f"{found[1] or ''}{int(found[2]) - 1:04d}{found[3] or ''}" if found else ""


def _row(claim: Mapping[str, Any]) -> dict[str, str]:
    kind = claim.get("kind", "")
    dated = kind in ("date", "daterange")  # its period is the value, not the time it is about
    unit = _unit(claim)
    known = Metrics().exact(claim.get("metric") or "")
    qualifiers = "; ".join(f"{k}={v}" for k, v in (claim.get("qualifiers") or {}).items())
    row = {
        "entity": claim.get("subject"), "metric": known[0] if len(known) == 1 else claim.get("metric"),
        "counterparty": claim.get("counterparty"), "period": None if dated else claim.get("period"),
        "qualifiers": qualifiers, "unit": f"{unit}/{claim['per']}" if unit and claim.get("per") else unit,
        "value_type": claim.get("claim_type") if claim.get("claim_type") != "actual" else "",
        "note": f'the text says "{claim.get("surface", "")}"',
    }  # fmt: skip
    return {name: str(cell) for name, cell in row.items() if cell}


def _unit(claim: Mapping[str, Any]) -> str:
    """The unit a row for a claim is filled in with: ``USD million`` for "$412 million", so that 412 is its value."""
    kind, unit = claim.get("kind", ""), claim.get("unit") or ""
    if kind in ("date", "daterange"):
        return "year" if YEAR.fullmatch(claim.get("period") or "") else "date"
    scale = SCALE.search(claim.get("surface") or "") if kind == "money" else None
    if scale and not claim.get("per"):
        return f"{unit} {SCALES[scale[0].lower()]}"
    noun = parse_unit((claim.get("metric") or "").rpartition(" ")[2])  # "increased its headcount", "opened 12 stores"
    counted = noun.unit if kind == "number" and noun.known and not noun.problem else ""
    return unit or {"ratio": "ratio", "percent": "percent"}.get(kind, counted)


def template(
    result: Annotated[Path, typer.Option("--from", metavar="RESULT.json", help="A result of factcheck check.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="Where to write the rows.")] = Path(
        "facts-to-fill.csv"
    ),
) -> int:
    """Write one row to fill per claim that found no reference: entity, metric, period and unit are there already.

    Fill in value, source and as_of, then: factcheck facts merge facts-to-fill.csv

    Example:  factcheck facts template --from reports/draft.json
    """
    claims = [c for c in _result(result)["claims"] if c.get("verdict") == "no-reference"]
    rows: list[dict[str, str]] = []
    seen: set[Sequence[str]] = set()
    for row in (row for claim in claims for row in _rows(claim)):
        same = tuple(row.get(name, "").lower() for name in ("entity", "metric", "counterparty", "period", "unit"))
        if same not in seen:
            seen.add(same)
            rows.append(row)
    if not rows:
        note("every claim found a reference: nothing to fill")
        return 0
    if output.exists():
        raise Failed(f"{output}: is there already. Fill it in and merge it, or name another with -o.")
    columns = columns_for(rows, ["counterparty", "period", "source_url", "source_rank"])
    write_atomic(output, to_csv(rows, columns))
    out(f"wrote {output}: {len(rows)} rows for {len(claims)} claims without reference")
    note(f"Fill in value, source and as_of, then: factcheck facts merge {output}")
    return 0
