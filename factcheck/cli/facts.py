"""``factcheck facts``: start reference data, check it, look through it, add to it."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Sequence
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli import facts_add, facts_files, facts_import
from factcheck.cli import options as opt
from factcheck.cli.errors import FINDINGS, Failed, did_you_mean
from factcheck.cli.facts_shown import FORMATS, as_given, next_steps, places, rendered, told
from factcheck.cli.terminal import note, out
from factcheck.judge import implausible, implausible_tables
from factcheck.model import Fact, plain
from factcheck.reference import Reference, ReferenceError
from factcheck.reference.calendars import unsaid
from factcheck.reference.cells import guarded
from factcheck.reference.datapackage import package
from factcheck.reference.entities import COLUMNS as ENTITY_COLUMNS
from factcheck.reference.facts import COLUMNS, REQUIRED
from factcheck.reference.metrics import COLUMNS as METRIC_COLUMNS
from factcheck.reference.store import read
from factcheck.reference.writing import to_csv, write_atomic
from factcheck.report.words import plural

app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    help="Start, check and look through the facts in reference_data/.",
    context_settings={"help_option_names": ["-h", "--help"]},
)
DEFAULT = Path("reference_data")
Paths = Annotated[
    list[Path] | None, typer.Argument(metavar="PATH...", help="Facts CSVs or reference folders.  [reference_data/]")
]
Encoding = Annotated[str | None, typer.Option(metavar="NAME", help="What the files are saved in.  [utf-8]")]


def given(paths: Sequence[Path] | None) -> list[Path]:
    """The paths named, or the default folder; fails where one is not there."""
    found = list(paths or [DEFAULT])
    if missing := [p for p in found if not p.exists()]:
        raise Failed([f"{p}: no such file or folder. Start one with factcheck facts init." for p in missing])
    return found


def load(paths: Sequence[Path] | None) -> Reference:
    """The reference data of the paths; all its faults as one failure."""
    named = given(paths)
    try:
        return Reference.load(*named)
    except ReferenceError as error:
        raise Failed([str(f) for f in as_given(error.faults, named)]) from None


@app.command()
def validate(
    paths: Paths = None,
    form: Annotated[str, typer.Option("--format", metavar="F", help="text, json, github or sarif.")] = "text",
    encoding: Encoding = None,
    allow_conflicts: opt.AllowConflicts = False,
) -> int:
    """Name every fault of every file, and what the expectation suite finds implausible.

    Example:  factcheck facts validate reference_data --format github
    """
    if form not in FORMATS:
        raise Failed(f"--format {form} is not known.{did_you_mean(form, FORMATS)} One of: {', '.join(FORMATS)}.")
    try:
        codecs.lookup(encoding or "utf-8")
    except LookupError:
        raise Failed(f"--encoding {encoding} is not known. windows-1252, say, or utf-16.") from None
    named = given(paths)
    reference, faults = read(named, encoding, allow_conflicts)
    sound = not any(f.severity == "error" for f in faults)
    faults += unsaid(reference.facts, reference.fiscal_year_end)
    faults += reference.series.data_faults()
    if sound or len(reference.series):
        try:
            faults += [*(implausible(reference) if sound else ()), *implausible_tables(reference)]
        except ReferenceError as error:  # a suite that cannot be read
            faults += error.faults
    faults = sorted(dict.fromkeys(faults), key=lambda f: (f.file, f.line, f.column))
    if form == "text":
        text = "\n".join(told(f) for f in as_given(faults, named))
    else:
        text = rendered(form, faults, reference, places(named, reference))
    if text:
        out(text)
    bad, odd = (sum(f.severity in which for f in faults) for which in (("error", "critical"), ("warning",)))
    if form == "text":
        rows = sum(f.rows for f in reference.files)
        looked = f"{plural(len(reference.files), 'file')}, {plural(rows, 'row')}"
        note(f"{looked}: {plural(bad, 'fault')}, {plural(odd, 'warning')}")
        for command in next_steps(as_given(faults, named)):
            note(f"next: {command}")
    return FINDINGS if bad else 0


README = """# Reference data

`facts/*.csv`: one fact a row. Required: entity, metric, value, unit, source, as_of (the day the source said it).
Optional: {optional}.

period: 2024, 2024-07, 2024-07-30, 2024-Q3, 2024-H1, FY2024, FY2024-Q3 or 2023-07-01/2024-06-30
unit: USD, USD million, USD/share, percent, ratio, date, year, boolean, text, megawatt, employee (see `factcheck units`)

`entities.csv`: other names, tickers and the fiscal year end (MM-DD) of the entities. `metrics.csv`: other words for a
metric. `series/*.csv`: tables as they come, each with a sidecar `.toml`. `suites/*.yaml`: what a row must be like.

Check it with `factcheck facts validate`.
"""


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to start.")] = DEFAULT,
    suites: Annotated[bool, typer.Option("--suites", help="Copy the expectation suites too, to edit them.")] = False,
) -> int:
    """Start a reference folder: an empty facts CSV with every column, tables of names, a README and a datapackage.json.

    Example:  factcheck facts init && factcheck facts add
    """
    optional = ", ".join(c for c in COLUMNS if c not in REQUIRED)
    wanted: dict[str, bytes] = {
        "facts/facts.csv": to_csv([], COLUMNS),
        "entities.csv": to_csv([], ENTITY_COLUMNS),
        "metrics.csv": to_csv([], METRIC_COLUMNS),
        "datapackage.json": package({
            "facts/facts.csv": {"columns": COLUMNS, "required": REQUIRED, "days": facts_files.DAYS[1:]},
            "entities.csv": {"columns": ENTITY_COLUMNS, "required": ENTITY_COLUMNS[:1]},
            "metrics.csv": {"columns": METRIC_COLUMNS, "required": METRIC_COLUMNS[:1]},
        }),
        "README.md": README.format(optional=optional).encode(),
    }
    if suites:
        home = files("factcheck.judge") / "defaults"
        names = ("facts", "series", "claims")
        wanted |= {f"suites/{name}.yaml": (home / f"{name}.yaml").read_bytes() for name in names}
    for name, content in wanted.items():
        path = folder / name
        if path.exists():
            note(f"kept {path}")
        else:
            write_atomic(path, content)
            out(f"wrote {path}")
    return 0


def _value(fact: Fact) -> str:
    """A value as a reader says it: 245,122,000,000 USD."""
    unit = f"{fact.unit}/{fact.per}" if fact.per else fact.unit
    shown = plain(fact.value)
    if fact.unit not in ("year", "date", "text", "boolean"):
        shown = f"{Decimal(str(shown)):,f}"
    bound = "" if fact.bound == "=" else f"{fact.bound} "
    return f"{bound}{shown}" + ("" if fact.unit in ("date", "year", "text", "boolean") else f" {unit}")


SHOWN = ("entity", "metric", "counterparty", "period", "value", "type", "as of", "id")


@app.command("list")
def list_(
    paths: Paths = None,
    entity: Annotated[str | None, typer.Option(metavar="NAME", help="Only facts of this entity.")] = None,
    metric: Annotated[str | None, typer.Option(metavar="WORDS", help="Only facts of this metric.")] = None,
    form: Annotated[str, typer.Option("--format", metavar="F", help="text, json or csv.")] = "text",
) -> int:
    """List the facts on file, one a line.

    Example:  factcheck facts list --entity Microsoft --metric investment
    """
    if form not in ("text", "json", "csv"):
        raise Failed(f"--format {form} is not known. One of: text, json, csv.")
    reference = load(paths)
    chosen = _chosen(reference, entity, metric)
    if form == "json":
        out(json.dumps([f.to_dict() for f in chosen], ensure_ascii=False, indent=2))
        return 0
    table = [
        [f.entity, f.metric, f.counterparty or "", f.period.label if f.period else "", _value(f), f.value_type,
         f.as_of.isoformat(), f.id]
        for f in chosen
    ]  # fmt: skip
    if form == "csv":
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\n").writerows([list(SHOWN), *([guarded(c) for c in row] for row in table)])
        out(text.getvalue())
        return 0
    widths = [max(len(row[n]) for row in [list(SHOWN), *table]) for n in range(len(SHOWN))]
    for row in [list(SHOWN), *table]:
        out("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    note(f"{len(chosen)} of {len(reference.facts)} facts")
    return 0


def _chosen(reference: Reference, entity: str | None, metric: str | None) -> list[Fact]:
    chosen = list(reference.facts)
    if entity:
        names = set(reference.entity(entity))
        if not names:
            raise Failed(f'"{entity}" is not on file.{did_you_mean(entity, {f.entity for f in chosen})}')
        chosen = [f for f in chosen if f.entity in names or f.counterparty in names]
    if metric:
        wanted = {metric, *reference.metric(metric)}
        chosen = [f for f in chosen if wanted & set(reference.metrics.names_of(f))]
    return chosen


@app.command()
def show(
    fact_id: Annotated[str, typer.Argument(metavar="ID", help="A fact's id, or FILE:LINE.")],
    paths: Annotated[list[Path] | None, typer.Option("-r", "--reference", metavar="PATH")] = None,
) -> int:
    """Show everything on file about one fact.

    Example:  factcheck facts show facts/acme.csv:2
    """
    reference = load(paths)
    fact = next((f for f in reference.facts if fact_id in (f.id, f"{f.file}:{f.line}")), None)
    if fact is None:
        raise Failed(f'no fact "{fact_id}".{did_you_mean(fact_id, [f.id for f in reference.facts])}')
    rows = {k: v for k, v in fact.to_dict().items() if v not in (None, "", {})}
    rows["value"] = _value(fact)
    rows["qualifiers"] = "; ".join(f"{k}={v}" for k, v in fact.qualifiers)
    rows |= {"place": f"{fact.file}:{fact.line}", "counterparty": fact.counterparty or ""}
    for name, cell in rows.items():
        if cell not in ("", None) and name not in ("file", "line", "unit"):
            out(f"{name:14} {cell}")
    return 0


app.command("add")(facts_add.add)
app.command("template")(facts_add.template)
app.command("fmt")(facts_files.fmt)
app.command("diff")(facts_files.diff)
app.command("merge")(facts_files.merge)
app.add_typer(facts_import.app, name="import")
