"""``factcheck diff``: what became of each claim between two results of an article."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from factcheck.cli.errors import CLEAN, FINDINGS, Failed, harmless
from factcheck.cli.sheets import named, sheet
from factcheck.cli.terminal import out
from factcheck.report.words import plural
from factcheck.review import Change, Row, compare

app = typer.Typer(rich_markup_mode=None, add_completion=False, context_settings={"help_option_names": ["-h", "--help"]})
WORDS = {"fact": "new fact", "moved": "moved", "changed": "changed", "new": "new", "gone": "gone"}
COUNTED = {
    "new": "new",
    "changed": "changed",
    "moved": "moved",
    "fact": "with a new fact",
    "gone": "gone",
    "same": "as before",
}
FORMATS = ("text", "json")


@app.command("diff")
def command(
    old: Annotated[
        Path, typer.Argument(metavar="OLD.json", help="The result (.json) or report (.html) of the last draft.")
    ],
    new: Annotated[Path, typer.Argument(metavar="NEW.json", help="The one of this draft.")],
    format: Annotated[str, typer.Option(metavar="F", help="text or json.")] = "text",
) -> int:
    """Say which claims are new, changed or gone since the last draft, and whose verdict moved.

    Exit code 0: nothing differs; 1: something does; 2: a file could not be read.

    Example:  factcheck diff yesterday/draft.json reports/draft.json
    """
    if format not in FORMATS:
        raise Failed(f'--format: "{format}" is not one of {", ".join(FORMATS)}.')
    before, after = sheet(old), sheet(new)
    changes = compare(before, after)
    if format == "json":
        out(json.dumps(_plain(changes), indent=2) + "\n")
    else:
        out("".join(f"{harmless(line)}\n" for line in _lines(changes, before.article, after.article)))
    return FINDINGS if any(c.kind != "same" for c in changes) else CLEAN


def _lines(changes: Sequence[Change], before: str, after: str) -> Iterator[str]:
    for change in changes:
        if change.kind == "same":
            continue
        row = change.new or change.old
        if row is None:
            continue
        yield f"{WORDS[change.kind]:<9}{named(row, after if change.new else before)}{_was(change)}"
    counts = Counter(c.kind for c in changes)
    said = ", ".join(f"{counts[kind]} {words}" for kind, words in COUNTED.items() if counts[kind])
    yield f"{plural(sum(c.new is not None for c in changes), 'claim')}: {said or 'none in either draft'}"


def _was(change: Change) -> str:
    old, new = change.old, change.new
    if old is None or new is None:
        return ""
    was = [f'"{old.surface}"'] if old.surface and old.surface != new.surface else []
    if (old.verdict, old.reason) != (new.verdict, new.reason):
        was.append(f"{old.verdict} {old.reason}")
    return f"  (was {' '.join(was)})" if was else ""


def _plain(changes: Sequence[Change]) -> dict[str, Any]:
    counts = Counter(c.kind for c in changes)
    return {
        "schema_version": 1,
        "summary": {kind: counts[kind] for kind in COUNTED},
        "changes": [{"kind": c.kind, "old": _row(c.old), "new": _row(c.new)} for c in changes if c.kind != "same"],
    }


def _row(row: Row | None) -> dict[str, Any] | None:
    if row is None:
        return None
    shown = ("id", "identity", "content", "evidence", "verdict", "reason", "line", "column", "surface")
    return {name: getattr(row, name) for name in shown}
