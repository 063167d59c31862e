"""``factcheck signoff``: the decisions of several reviewers merged into one file; what is open, disputed or lapsed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli import outputs
from factcheck.cli.errors import CLEAN, FINDINGS, harmless
from factcheck.cli.sheets import named, sheet, signoff
from factcheck.cli.terminal import note, out
from factcheck.report.words import plural
from factcheck.review import Decision, Merged, dump_signoff, merge
from factcheck.review.merging import LAPSES

app = typer.Typer(rich_markup_mode=None, add_completion=False, context_settings={"help_option_names": ["-h", "--help"]})
ATTENTION = ("contradicted", "needs-context", "no-reference")


@app.command("signoff")
def command(
    result: Annotated[
        Path, typer.Argument(metavar="REPORT", help="The report (.html) or result (.json) that is signed.")
    ],
    signoffs: Annotated[
        list[Path] | None,
        typer.Argument(metavar="SIGNOFF.json...", help="What reviewers saved.  [NAME.signoff.json beside REPORT]"),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="PATH", help="The merged file.  [NAME.signoff.json beside REPORT]"),
    ] = None,
) -> int:
    """Merge what reviewers decided, and say what is open.

    Lists claims on which reviewers disagree, decisions that lapsed because the text or the fact behind it changed,
    and what is not signed yet; counts how often the checker was called wrong, and why. Exit code 0: all is signed;
    1: something is open or disputed; 2: a file could not be read.

    Example:  factcheck signoff reports/draft.html ab.signoff.json cd.signoff.json
    """
    signed = sheet(result)
    target = output or result.with_name(f"{result.stem}.signoff.json")
    given = signoffs or [path for path in (target,) if path.is_file()]
    files = [signoff(path) for path in given]
    merged = merge(signed, files)
    out("".join(f"{harmless(line)}\n" for line in _lines(merged)))
    if files and (output is not None or len(files) > 1 or target.resolve() != given[0].resolve()):
        outputs.write(target, dump_signoff(signed, merged.decisions, max(f.saved_at for f in files)))
        note(f"wrote {target}")
    return FINDINGS if merged.rows("open") or merged.rows("conflict") else CLEAN


def _asked(decision: Decision) -> str:
    note = " ".join(decision.note.split())
    return decision.said + (f" (“{note}”)" if note else "")


def _lines(merged: Merged) -> Iterator[str]:
    article = merged.sheet.article
    signed, open_, disputed = (merged.rows(state) for state in ("signed", "open", "conflict"))
    said = f"{article}: {len(signed)} of {plural(len(merged.sheet.rows), 'claim')} signed, {len(open_)} open"
    yield f"{said}, {len(disputed)} disputed, {plural(len(merged.lapsed), 'decision')} lapsed"
    for row in disputed:
        yield f"disputed {named(row, article)}  {'; '.join(d.said for d in merged.decided(row))}"
    lapsed: dict[tuple[str, str], list[str]] = {}  # one line a claim, whoever decided
    for item in merged.lapsed:
        where = named(item.row, article) if item.row else f"{article} (was {item.decision.claim})"
        lapsed.setdefault((where, LAPSES[item.why]), []).append(item.decision.said)
    for (where, why), who in lapsed.items():
        yield f"lapsed   {where}  {'; '.join(who)}; {why}"
    for row in signed:  # signed, and yet somebody has to write to the author
        if any(d.decision == "ask" for d in merged.decided(row)):
            yield f"ask      {named(row, article)}  {'; '.join(_asked(d) for d in merged.decided(row))}"
    for row in open_:
        if row.verdict in ATTENTION:
            yield f"open     {named(row, article)}"
    if rest := sum(row.verdict not in ATTENTION for row in open_):
        yield f"open     and {plural(rest, 'claim')} that are supported or cannot be checked"
    if wrong := merged.wrong:
        whys = ", ".join(f"{n} {why.replace('-', ' ') or 'without a why'}" for why, n in sorted(wrong.items()))
        yield f"The checker is wrong: {wrong.total()} ({whys})"
