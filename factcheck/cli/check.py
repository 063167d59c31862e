"""``factcheck check``: articles and reference data in, findings on stdout, reports in files."""

from __future__ import annotations

import sys
import time
import webbrowser
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated, cast

import typer

from factcheck import report
from factcheck.cli import options as opt
from factcheck.cli import outputs
from factcheck.cli.errors import CLEAN, FINDINGS, PARTLY, Failed, complain
from factcheck.cli.inputs import articles as read_articles
from factcheck.cli.settings import FAIL_ON, Setting, settings
from factcheck.cli.terminal import is_terminal, note, only_ascii, out, use_color, width
from factcheck.model import Article, Result
from factcheck.pipeline import check_many
from factcheck.reference import Reference, ReferenceError

app = typer.Typer(rich_markup_mode=None, add_completion=False, context_settings={"help_option_names": ["-h", "--help"]})


@dataclass(frozen=True, slots=True)
class Shown:
    """How findings are printed."""

    format: str = "full"
    color: bool = False
    ascii: bool = False
    width: int = 80
    quiet: bool = False
    verbose: bool = False


@app.command()
def check(
    articles: opt.Articles,
    reference: opt.References = None,
    published: opt.Published = None,
    as_of: opt.AsOf = None,
    entity: opt.Entity = None,
    currency: opt.Currency = None,
    locale: opt.Locale = None,
    encoding: opt.Encoding = None,
    output: opt.Outputs = None,
    format: Annotated[
        str | None,
        typer.Option(metavar="F", help="full concise json jsonl sarif github csv.  [full on a terminal, else concise]"),
    ] = None,
    fail_on: Annotated[
        str | None, typer.Option(metavar="V", help="contradicted needs-context no-reference never.  [contradicted]")
    ] = None,
    open_report: Annotated[bool, typer.Option("--open", help="Open the HTML report when done.")] = False,
    color: opt.Color = None,
    ascii: opt.Ascii = False,
    quiet: opt.Quiet = False,
    verbose: opt.Verbose = False,
) -> int:
    """Check articles against reference data and write the report.

    Writes reports/NAME.html and reports/NAME.json, and prints what it found. Nothing is fetched from the network.

    Example:  factcheck check draft.md -r reference_data --published 2025-06-05 --entity Microsoft
    """
    chosen = settings(
        {
            "reference": [str(p) for p in reference or []],
            "fail-on": fail_on,
            "format": format,
            "entity": entity,
            "currency": currency,
            "locale": locale,
            "encoding": encoding,
            "color": color,
        }
    )
    frame = opt.Frame(
        opt.day(published, "--published"),
        *(_text(chosen[key].value) for key in ("entity", "currency", "locale", "encoding")),
    )
    judged_at = opt.day(as_of, "--as-of")
    found, errors = read_articles(articles, frame)
    if not found:
        raise Failed(errors)
    shown = _shown(chosen, Shown(ascii=ascii, quiet=quiet, verbose=verbose), len(found))
    targets = outputs.targets(output, [path for path, _ in found])
    facts = load(chosen["reference"], verbose)
    complain(errors)
    _warn_undated([a for _, a in found], judged_at)
    began = time.monotonic()
    try:
        results = list(check_many([a for _, a in found], facts, judged_at))
    except ReferenceError as error:  # suites are read when they are first needed
        raise Failed([str(fault) for fault in error.faults]) from None
    _write(results, targets)
    _print(results, targets, shown, time.monotonic() - began)
    if open_report and (page := next((t.path for t in targets if t.path.suffix == ".html"), None)):
        webbrowser.open(page.resolve().as_uri())
    return PARTLY if errors else _code(results, str(chosen["fail-on"].value))


def load(setting: Setting, verbose: bool) -> Reference:
    """The reference data that was named; a default folder that is missing or empty only warns, a named one fails."""
    paths = [Path(p) for p in cast(tuple[str, ...], setting.value)]
    default = setting.origin == "default"
    if missing := [p for p in paths if not p.exists()]:
        if not default:
            raise Failed(
                [
                    f"{p}: no such file or folder of reference data. Start one with factcheck facts init."
                    for p in missing
                ]
            )
        complain(
            [f"{missing[0]}/: not there, so nothing can be judged. Start it with factcheck facts init."], "warning"
        )
        return Reference.load()
    try:
        facts = Reference.load(*paths)
    except ReferenceError as error:
        raise Failed([str(fault) for fault in error.faults]) from None
    if not facts.files:
        complain([f"{paths[0]}: holds no facts yet, so nothing can be judged."], "warning")
    complain([str(w) for w in facts.warnings], "warning")
    if verbose:
        for file in facts.files:
            note(f"read {file.file}: {file.rows} rows")
    return facts


def _shown(chosen: Mapping[str, Setting], asked: Shown, articles: int) -> Shown:
    form = str(chosen["format"].value or ("full" if is_terminal(sys.stdout) else "concise"))
    if form == "json" and articles > 1:
        raise Failed(f"--format json is one article's result; for {articles} articles use --format jsonl.")
    color = use_color(str(chosen["color"].value), sys.stdout) and form in ("full", "concise")
    return replace(asked, format=form, color=color, ascii=only_ascii(asked.ascii, sys.stdout), width=width(sys.stdout))


def _warn_undated(articles: Sequence[Article], judged_at: date | None) -> None:
    undated = [a.name for a in articles if a.published is None]
    if undated and judged_at is None:
        which = undated[0] if len(undated) == 1 else f"{undated[0]} and {len(undated) - 1} more"
        complain(
            [f"{which}: no date of publication, judged by everything on file. Give --published YYYY-MM-DD."], "warning"
        )


def _write(results: Sequence[Result], targets: Sequence[outputs.Target]) -> None:
    for target in targets:
        render = outputs.RENDERERS[target.path.suffix.lower()]
        chosen = results if target.article is None else [results[target.article]]
        outputs.write(target.path, "".join(render(result) for result in chosen))


def _print(results: Sequence[Result], targets: Sequence[outputs.Target], shown: Shown, seconds: float) -> None:
    pages = {t.article: t.path.as_posix() for t in targets if t.path.suffix == ".html"}
    if shown.format in outputs.PRINTED:
        out("".join(outputs.PRINTED[shown.format](result) for result in results))
    for index, result in enumerate(results):
        if shown.format == "concise":
            out(report.to_concise(result, color=shown.color, ascii=shown.ascii))
        elif shown.format == "full":
            took = seconds if len(results) == 1 else None
            look = {"color": shown.color, "ascii": shown.ascii, "width": shown.width}
            out(report.to_full(result, **look, seconds=took, report=pages.get(index)))
    if not shown.quiet and shown.format != "full":
        _close(results, [*pages.values()], seconds)


def _close(results: Sequence[Result], pages: Sequence[str], seconds: float) -> None:
    """The closing lines of a run whose stdout is for a machine."""
    total = {key: sum(r.summary[key] for r in results) for key in results[0].summary}
    which = "" if len(results) == 1 else f"{len(results)} articles, "
    said = ", ".join(report.tally(total)) or "nothing to judge"
    note(f"{which}{total['claims']} claims, {total['judged']} judged: {said} ({seconds:.1f} s)")
    where = "" if not pages else f"  Report: {pages[0]}" + (f" and {len(pages) - 1} more" if len(pages) > 1 else "")
    note(f"{total['accounted_for']} of {total['numbers']} numbers accounted for.{where}")


def _code(results: Sequence[Result], fail_on: str) -> int:
    verdicts = FAIL_ON[: FAIL_ON.index(fail_on) + 1] if fail_on != "never" else ()
    return FINDINGS if any(result.summary[v] for result in results for v in verdicts) else CLEAN


def _text(value: object) -> str | None:
    return None if value is None else str(value)
