"""``factcheck review``: reports signed in the browser, by several people, every decision on disk."""

from __future__ import annotations

import webbrowser
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli.errors import CLEAN, Failed, complain
from factcheck.cli.history import history
from factcheck.cli.outputs import DEFAULT_FOLDER
from factcheck.cli.terminal import note, out
from factcheck.report.words import plural

try:  # the extra "review"
    from factcheck.review.desk import desks
    from factcheck.review.server import links, listen, serve
    from factcheck.review.store import FILE, Store
except ModuleNotFoundError as error:
    MISSING: str | None = error.name
else:
    MISSING = None

app = typer.Typer(rich_markup_mode=None, add_completion=False, context_settings={"help_option_names": ["-h", "--help"]})


@app.command("review")
def command(
    reports: Annotated[
        list[Path] | None, typer.Argument(metavar="REPORT...", help="Reports (.html) or a folder of them.  [reports/]")
    ] = None,
    reviewers: Annotated[int, typer.Option(min=1, max=50, help="How many links to print, one for each browser.")] = 1,
    open_page: Annotated[bool, typer.Option("--open/--no-open", help="Open the first link in the browser.")] = True,
    past: Annotated[
        bool, typer.Option("--history", help="Print every decision ever made there as CSV, and serve nothing.")
    ] = False,
) -> int:
    """Sign reports in the browser; every decision is on disk at once.

    Serves on 127.0.0.1 only, on a random port. Each link works once. Decisions are kept in review.sqlite3 beside the
    reports, and NAME.signoff.json there is kept up to date. Ctrl-C ends it; started again, it goes on where it was.

    Example:  factcheck review reports/draft.html
    """
    if past:
        named = (reports or [DEFAULT_FOLDER])[0]
        out(history(named.parent if named.suffix.lower() in (".html", ".json") else named))
        return CLEAN
    if MISSING:
        raise Failed(f"{MISSING} is not installed. Install the extra: pip install 'factcheck-desk[review]'")
    pages = _pages(reports or [DEFAULT_FOLDER])
    try:
        store = Store(pages[0].parent / FILE)
    except OSError as error:
        raise Failed(f"{pages[0].parent}: cannot be written ({(error.strerror or 'error').lower()}).") from None
    found, faults = desks(pages, store)
    if not found:
        raise Failed(faults)
    complain(faults, "warning")
    sock, port = listen()
    tokens, addresses = links(port, reviewers)
    note(f"{plural(len(found), 'report')} to sign. Each link works once; Ctrl-C ends it.")
    out("\n".join(addresses))
    if open_page:
        webbrowser.open(addresses[0])
    try:
        serve(found, store, sock, tokens)
    except KeyboardInterrupt:
        pass
    finally:
        store.close()
    note("saved: " + ", ".join(sorted(desk.file.as_posix() for desk in found.values() if desk.file.is_file())))
    return CLEAN


def _pages(named: Sequence[Path]) -> list[Path]:
    """The pages named; all in one folder, because their history is kept there."""
    pages: list[Path] = []
    for path in named:
        if path.is_dir():
            inside = sorted(p for p in path.glob("*.html") if p.name != "index.html" and p.is_file())
            if not inside:
                raise Failed(f"{path}: no reports in this folder. factcheck check writes them.")
            pages += inside
        elif path.suffix.lower() == ".json":
            pages.append(path.with_suffix(".html"))
        else:
            pages.append(path)
    if missing := [p for p in pages if not p.is_file()]:
        raise Failed([f"{p}: no such file." for p in missing])
    if len({p.resolve().parent for p in pages}) > 1:
        raise Failed("The reports are in several folders. Review one folder at a time.")
    return list(dict.fromkeys(pages))
