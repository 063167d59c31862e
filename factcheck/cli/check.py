"""``factcheck check``: articles and reference data in, findings on stdout, reports in files."""

from __future__ import annotations

import time
import webbrowser
from collections.abc import Sequence
from datetime import date

import typer

from factcheck.cli import options as opt
from factcheck.cli import outputs
from factcheck.cli.errors import CLEAN, FINDINGS, PARTLY, Failed, complain
from factcheck.cli.inputs import articles as read_articles
from factcheck.cli.loading import load
from factcheck.cli.printing import look, show
from factcheck.cli.settings import FAIL_ON, settings
from factcheck.model import Article, Result
from factcheck.pipeline import check_many
from factcheck.reference import ReferenceError

app = typer.Typer(rich_markup_mode=None, add_completion=False, context_settings={"help_option_names": ["-h", "--help"]})


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
    facts_encoding: opt.FactsEncoding = None,
    output: opt.Outputs = None,
    format: opt.Format = None,
    fail_on: opt.FailOn = None,
    verdict: opt.Verdicts = None,
    open_report: opt.Open = False,
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
    shown = look(chosen, len(found), verdict=verdict, ascii=ascii, quiet=quiet)
    targets = outputs.targets(output, [path for path, _ in found])
    facts = load(chosen["reference"], facts_encoding, verbose)
    complain(errors)
    _warn_undated([a for _, a in found], judged_at)
    began = time.monotonic()
    try:
        results = list(check_many([a for _, a in found], facts, judged_at))
    except ReferenceError as error:  # suites are read when they are first needed
        raise Failed([str(fault) for fault in error.faults]) from None
    _write(results, targets)
    show(results, targets, shown, time.monotonic() - began)
    if open_report and (page := next((t.path for t in targets if t.path.suffix == ".html"), None)):
        webbrowser.open(page.resolve().as_uri())
    return PARTLY if errors else _code(results, str(chosen["fail-on"].value))


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


def _code(results: Sequence[Result], fail_on: str) -> int:
    verdicts = FAIL_ON[: FAIL_ON.index(fail_on) + 1] if fail_on != "never" else ()
    return FINDINGS if any(result.summary[v] for result in results for v in verdicts) else CLEAN


def _text(value: object) -> str | None:
    return None if value is None else str(value)
