"""What ``factcheck check`` leaves out of its findings: signed as it is, ignored in the text; and the last draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from factcheck.cli import outputs
from factcheck.cli.codes import Codes
from factcheck.cli.errors import Failed, complain
from factcheck.cli.sheets import sheet, signoff
from factcheck.cli.terminal import note
from factcheck.model import Article, Result
from factcheck.report.words import plural
from factcheck.review import Aside, Ignores, Sheet, Signoff, find_ignores, put_aside

Found = Sequence[tuple[str, Article]]


def last_drafts(since: Path | None, found: Found, kept: dict[str, Sheet | None]) -> list[Sheet | None]:
    """The sheet of the last draft of each article: a result, or a folder of them by name.

    ``kept`` holds those already read: the result may be the very file that this run replaces.
    """
    if since is None:
        return [None] * len(found)
    if len(found) > 1 and not since.is_dir():
        raise Failed(f"--since {since}: one result for {len(found)} articles. Give the folder of their results.")
    for (path, _), name in zip(found, outputs.names([path for path, _ in found]), strict=True):
        if path not in kept:
            file = since / f"{name}.json" if since.is_dir() else since
            kept[path] = sheet(file) if file.is_file() or not since.is_dir() else None
    return [kept[path] for path, _ in found]


def accepted(paths: Sequence[Path] | None) -> list[Signoff]:
    """The sign-offs given."""
    return [signoff(path) for path in paths or ()]


def put_all_aside(
    found: Found, results: Sequence[Result], signoffs: Sequence[Signoff], last: Sequence[Sheet | None]
) -> list[Aside]:
    """Each result with what its text and its sign-offs leave out; faults and unused ignores are told as warnings."""
    asides = []
    for (path, article), result, before in zip(found, results, last, strict=True):
        own = [s for s in signoffs if len(found) == 1 or s.article == article.name]
        ignores = _ignores(path, article)
        aside = put_aside(result, ignores, own, before)
        complain(ignores.faults, "warning")
        unused = [f"{article.name}: ignore[{', '.join(w.codes)}] (“{w.reason}”) met nothing." for w in aside.unused]
        complain(unused, "warning")
        asides.append(aside)
    return asides


def leave_out(asides: Sequence[Aside], wanted: Codes) -> tuple[list[Aside], int]:
    """The same without the findings that --select and --ignore leave out, and how many those were."""
    found = [(aside, *wanted.apply(aside.shown)) for aside in asides]
    return [replace(aside, shown=shown) for aside, shown, _ in found], sum(n for _, _, n in found)


def close(asides: Sequence[Aside], uncounted: int = 0) -> None:
    """Say how much was left out: what is hidden must not look as if it were not there."""
    signed, ignored, lapsed = (sum(getattr(a, name) for a in asides) for name in ("signed", "ignored", "lapsed"))
    told = ((signed, "signed as they are"), (ignored, "ignored in the text"), (uncounted, "by --select and --ignore"))
    if said := [f"{n} {how}" for n, how in told if n]:
        note(f"not shown: {' and '.join(said)}")
    if lapsed:
        note(f"{plural(lapsed, 'decision')} lapsed: the words, the fact or the verdict changed since")


def _ignores(path: str, article: Article) -> Ignores:
    if path == "-":
        return Ignores()
    try:
        source = Path(path).read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return Ignores()
    found = find_ignores(Path(path), source)
    return found if article.text else Ignores(faults=found.faults)
