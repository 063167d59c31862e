"""``factcheck check``: articles and reference data in, findings on stdout, reports in files."""

from __future__ import annotations

import time
import webbrowser
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import typer

from factcheck import report
from factcheck.cli import against, aside, lines, outputs
from factcheck.cli import archive as arc
from factcheck.cli import options as opt
from factcheck.cli.codes import codes
from factcheck.cli.errors import CLEAN, FINDINGS, INTERRUPTED, PARTLY, Failed, complain
from factcheck.cli.inputs import articles as read_articles
from factcheck.cli.inputs import expand
from factcheck.cli.printing import LINES, look, show
from factcheck.cli.progress import Progress
from factcheck.cli.settings import FAIL_ON, Setting, limits_of, settings
from factcheck.cli.terminal import note
from factcheck.cli.undated import warning
from factcheck.cli.watching import watch
from factcheck.model import Article, Result
from factcheck.pipeline import check_many
from factcheck.reference import Reference, ReferenceError
from factcheck.report.carried import Carried
from factcheck.review import Aside, Sheet, side_file

app = typer.Typer(rich_markup_mode=None, add_completion=False, context_settings={"help_option_names": ["-h", "--help"]})


GROUP = 20  # articles between two looks at progress and Ctrl-C; the suites' outcomes are kept from group to group


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run was asked to do; with --watch, again and again. ``drafts`` keeps the last drafts once read."""

    articles: Sequence[str]
    chosen: Mapping[str, Setting]
    frame: opt.Frame
    judged_at: date | None
    facts_encoding: str | None
    output: Sequence[Path] | None
    verdict: str | None
    accepted: Sequence[Path] | None
    since: Path | None
    ascii: bool
    quiet: bool
    verbose: bool
    progress: bool = True
    releases: Sequence[Path] | None = None
    allow_conflicts: bool = False
    drafts: dict[str, Sheet | None] = field(default_factory=dict)


@app.command()
def check(
    articles: opt.Articles,
    reference: opt.References = None,
    releases: opt.Against = None,
    published: opt.Published = None,
    as_of: opt.AsOf = None,
    entity: opt.Entity = None,
    currency: opt.Currency = None,
    locale: opt.Locale = None,
    encoding: opt.Encoding = None,
    facts_encoding: opt.FactsEncoding = None,
    allow_conflicts: opt.AllowConflicts = False,
    output: opt.Outputs = None,
    format: opt.Format = None,
    fail_on: opt.FailOn = None,
    verdict: opt.Verdicts = None,
    select: opt.Select = None,
    ignore: opt.Ignore = None,
    accepted: opt.Accepted = None,
    since: opt.Since = None,
    watch_files: opt.Watch = False,
    open_report: opt.Open = False,
    color: opt.Color = None,
    no_progress: opt.NoProgress = False,
    ascii: opt.Ascii = False,
    quiet: opt.Quiet = False,
    verbose: opt.Verbose = False,
    executor: arc.Executor = None,
    workers: arc.Workers = None,
    scheduler: arc.Scheduler = None,
    part_size: arc.PartSize = None,
    column: arc.Column = None,
    limit: opt.Limit = None,
    no_resume: arc.NoResume = False,
) -> int:
    """Check articles against reference data and write the report.

    Writes reports/NAME.html and reports/NAME.json, and prints what it found. Nothing is fetched from the network.

    Example:  factcheck check draft.md -r reference_data --published 2025-06-05 --entity Microsoft
    """
    chosen = settings({
        "reference": [str(p) for p in reference or []], "fail-on": fail_on, "select": select, "ignore": ignore,
        "format": format, "entity": entity, "currency": currency, "locale": locale, "encoding": encoding,
        "color": color, "limits": limit or None,
    })  # fmt: skip
    frame = opt.Frame(
        opt.day(published, "--published"),
        limits_of(chosen),
        *(_text(chosen[key].value) for key in ("entity", "currency", "locale", "encoding")),
    )
    judged_at = opt.day(as_of, "--as-of")
    how = arc.How(executor, scheduler, part_size, workers, column, no_resume)
    plan = Plan(
        articles, chosen, frame, judged_at, facts_encoding, output, verdict, accepted, since,
        ascii, quiet, verbose, not no_progress, releases, allow_conflicts,
    )  # fmt: skip
    only_drafts = {"--watch": watch_files, "--open": open_report, "--select": select, "--ignore": ignore}
    if (code := _elsewhere(plan, how, format, only_drafts)) is not None:
        return code
    opened: list[Path] = []

    def once() -> int:
        code, page = _run(plan)
        if open_report and page and not opened:
            opened.append(page)
            webbrowser.open(page.resolve().as_uri())
        return code

    return watch(once, lambda: _watched(plan)) if watch_files else once()


def _elsewhere(plan: Plan, how: arc.How, form: str | None, only_drafts: Mapping[str, object]) -> int | None:
    """Check lines on stdin, or an archive; the exit code, None where drafts were named. ``form`` is ``--format``."""
    only_drafts = {"--against": plan.releases, "--accepted": plan.accepted, "--since": plan.since, **only_drafts}
    if lines.on_stdin(plan.articles):
        _refuse(only_drafts, "articles that come as lines on stdin")
        shown = look(plan.chosen, LINES, verdict=plan.verdict, ascii=plan.ascii, quiet=plan.quiet)
        columns = arc.columns_of(how.columns or ())
        stream = lines.Stream(plan.frame, columns, plan.judged_at, shown, lines.output_of(plan.output))
        return lines.check_lines(stream, plan.chosen, plan.facts_encoding, plan.verbose, plan.allow_conflicts)
    if not (archives := arc.archives_of(plan.articles, how)):
        return None
    if plan.allow_conflicts:
        raise Failed("--allow-conflicts is for articles. Before an archive is judged, its facts must agree.")
    _refuse({**only_drafts, "--verdict": plan.verdict}, "an archive")
    return arc.check_archives(
        archives, how, plan.chosen, plan.frame, plan.judged_at, plan.output, plan.facts_encoding, plan.verbose, form
    )


def _refuse(given: Mapping[str, object], what: str) -> None:
    """Fail for options that would have no effect, rather than leave a wrong impression."""
    if useless := [option for option, value in given.items() if value]:
        raise Failed(f"{' '.join(useless)}: for drafts in files; with {what} it would do nothing.")


def _run(plan: Plan) -> tuple[int, Path | None]:
    """Check what there is now; the exit code, and the page to open."""
    found, errors = read_articles(plan.articles, plan.frame)
    if not found:
        raise Failed(errors)
    shown = look(plan.chosen, len(found), verdict=plan.verdict, ascii=plan.ascii, quiet=plan.quiet)
    wanted = codes(plan.chosen)
    targets = outputs.targets(plan.output, [path for path, _ in found])
    signoffs = aside.accepted(plan.accepted)
    last = aside.last_drafts(plan.since, found, plan.drafts)
    facts = against.load_with(
        plan.chosen["reference"], plan.facts_encoding, plan.verbose, plan.releases, plan.frame, [a for _, a in found],
        plan.allow_conflicts,
    )  # fmt: skip
    complain(errors)
    if plan.judged_at is None and (undated := warning([a for _, a in found])):
        complain([undated], "warning")
    began = time.monotonic()
    results = _results(plan, [a for _, a in found], facts)
    if len(results) < len(found):  # Ctrl-C
        return _interrupted(plan, results, len(found), targets), None
    asides = aside.put_all_aside(found, results, signoffs, last)
    asides, uncounted = aside.leave_out(asides, wanted)
    index, unwritten = _written(results, asides, targets)
    targets = [] if unwritten else targets
    page = index or next((t.path for t in targets if t.path.suffix == ".html"), None)
    whole = shown.format in outputs.WHOLE
    listed = index.as_posix() if index else None
    show(results if whole else [a.shown for a in asides], targets, shown, time.monotonic() - began, listed)
    if not plan.quiet:
        aside.close(asides, uncounted)
    if unwritten:  # what was found is told all the same
        raise unwritten
    code = _code([a.shown for a in asides], str(plan.chosen["fail-on"].value))
    return PARTLY if errors else code, page


def _results(plan: Plan, articles: Sequence[Article], facts: Reference) -> list[Result]:
    """The results of all articles; of those checked so far, where somebody pressed Ctrl-C."""
    results: list[Result] = []
    progress = Progress(len(articles), plan.progress and not plan.quiet)
    groups = (articles[i : i + GROUP] for i in range(0, len(articles), GROUP))
    try:
        for result in progress.over(r for group in groups for r in check_many(group, facts, plan.judged_at)):
            results.append(result)  # one by one: what is done stays when the next is interrupted
    except ReferenceError as error:  # suites are read when they are first needed
        raise Failed([str(fault) for fault in error.faults]) from None
    except KeyboardInterrupt:
        if not results:
            raise
    return results


def _interrupted(plan: Plan, results: Sequence[Result], asked: int, targets: Sequence[outputs.Target]) -> int:
    """Write what is there, marked as not complete, where files were asked for by name."""
    kept = [replace(result, complete=False) for result in results] if plan.output else []
    _write(kept, [Aside(result, Carried()) for result in kept], [t for t in targets if (t.article or 0) < len(kept)])
    where = "" if kept else "; nothing was written, since no -o was given"
    note(f"{len(results):,} of {asked:,} articles were checked{where}")
    return INTERRUPTED


def _watched(plan: Plan) -> Iterator[Path]:
    """The files a run depends on, as they are now."""
    for path in expand(plan.articles)[0]:
        if path != "-":
            yield from (Path(path), side_file(Path(path)))
    value = plan.chosen["reference"].value
    yield from (Path(p) for p in (value if isinstance(value, tuple) else ()))
    yield from (*(plan.accepted or ()), *(plan.releases or ()))


def _written(
    results: Sequence[Result], asides: Sequence[Aside], targets: Sequence[outputs.Target]
) -> tuple[Path | None, Failed | None]:
    """The list of the reports, where there is one; or why they could not be written."""
    try:
        _write(results, asides, targets)
        return _index(results, targets), None
    except Failed as failure:
        return None, failure


def _write(results: Sequence[Result], asides: Sequence[Aside], targets: Sequence[outputs.Target]) -> None:
    """Write every file: results are stored whole; the page says what was put aside, SARIF leaves it out."""
    for target in targets:
        suffix = target.path.suffix.lower()
        if suffix == ".html" and target.article is not None:
            text = report.to_html(results[target.article], asides[target.article].carried)
        elif suffix == ".sarif" and target.article is not None:
            text = report.to_sarif(asides[target.article].shown)
        else:
            render = outputs.RENDERERS[suffix]
            text = "".join(render(r) for r in (results if target.article is None else [results[target.article]]))
        outputs.write(target.path, text)


def _index(results: Sequence[Result], targets: Sequence[outputs.Target]) -> Path | None:
    """``index.html`` beside the pages of several articles."""
    pages = [t for t in targets if t.path.suffix == ".html" and t.article is not None]
    folders = {t.path.parent for t in pages}
    if len(pages) < 2 or len(folders) != 1:
        return None
    path = folders.pop() / "index.html"
    if any(t.path.name.lower() == path.name for t in pages):
        complain(
            [f"{path}: is the report of an article of that name, so no list of all reports was written."], "warning"
        )
        return None
    entries = [
        (t.path.name, results[t.article].summary, results[t.article].article.title or results[t.article].article.name)
        for t in pages
        if t.article is not None
    ]
    outputs.write(path, report.to_index(entries))
    return path


def _code(results: Sequence[Result], fail_on: str) -> int:
    verdicts = FAIL_ON[: FAIL_ON.index(fail_on) + 1] if fail_on != "never" else ()
    return FINDINGS if any(result.summary[v] for result in results for v in verdicts) else CLEAN


def _text(value: object) -> str | None:
    return None if value is None else str(value)
