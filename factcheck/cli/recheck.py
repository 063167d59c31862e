"""``factcheck recheck``: stored results of an archive against other facts, and which verdicts moved."""

from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer

from factcheck import archive
from factcheck.cli import options as opt
from factcheck.cli.archive import faults_of, reference_paths
from factcheck.cli.errors import CLEAN, FINDINGS, INTERRUPTED, PARTLY, Failed, complain, did_you_mean, harmless
from factcheck.cli.loading import load
from factcheck.cli.settings import FAIL_ON, limits_of, settings
from factcheck.cli.terminal import note, out
from factcheck.reference import ReferenceError
from factcheck.report.words import plural

app = typer.Typer(rich_markup_mode=None, add_completion=False, context_settings={"help_option_names": ["-h", "--help"]})
FORMATS = ("text", "jsonl")


@app.command()
def recheck(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The results of an archive.")],
    reference: opt.References = None,
    facts_encoding: opt.FactsEncoding = None,
    limit: opt.Limit = None,
    format: Annotated[str, typer.Option(metavar="F", help="text or jsonl.")] = "text",
    fail_on: opt.FailOn = None,
    workers: Annotated[int | None, typer.Option(metavar="N", min=1, help="Worker processes.  [one a core]")] = None,
    quiet: opt.Quiet = False,
    verbose: opt.Verbose = False,
) -> int:
    """Judge the stored claims of an archive again and list the verdicts that moved.

    The results in DIR are brought up to date, with the same bytes as a new check would write; no article is read.
    Exit code 1 says that a verdict moved to --fail-on or worse.

    Example:  factcheck recheck results -r reference_data
    """
    if format not in FORMATS:
        raise Failed(f'--format: "{format}" is not one of {", ".join(FORMATS)}.{did_you_mean(format, FORMATS)}')
    given = [str(p) for p in reference or []]
    chosen = settings({"reference": given, "fail-on": fail_on, "limits": limit or None})
    facts = load(chosen["reference"], facts_encoding, verbose, limits=limits_of(chosen))
    began = time.monotonic()
    try:
        paths = reference_paths(chosen["reference"])
        archive.lend(archive.uri_of(paths), facts_encoding, facts)
        print_of = archive.fingerprint(facts, faults_of(facts))
        found = archive.recheck(folder, paths, print_of, facts.files, facts_encoding, note, workers or 0)
    except (archive.InputError, archive.Busy) as error:
        raise Failed(str(error)) from None
    except ReferenceError as error:
        raise Failed([str(fault) for fault in error.faults]) from None
    complain(found.problems)
    out("".join((json.dumps(m) if format == "jsonl" else harmless(_line(m))) + "\n" for m in found.moved))
    if not quiet:
        _close(found, time.monotonic() - began)
    if found.interrupted:
        return INTERRUPTED
    return PARTLY if found.problems else _code(found, str(chosen["fail-on"].value))


def _line(moved: Any) -> str:
    """``news-17:3:12: "340 people" supported (match) -> contradicted (value-mismatch)``."""
    place = f'{moved["article"]}:{moved["line"]}:{moved["column"]}: "{" ".join(moved["surface"].split())}"'
    return f"{place} {_verdict(moved['from'])} -> {_verdict(moved['to'])}"


def _verdict(said: Any) -> str:
    return f"{said[0]} ({said[1]})"


def _close(found: archive.Rechecked, seconds: float) -> None:
    articles = len({m["article"] for m in found.moved})
    kinds = Counter(m["to"][0] for m in found.moved)
    now = ": now " + ", ".join(f"{n:,} {v}" for v, n in kinds.most_common()) if kinds else ""
    note(f"{plural(len(found.moved), 'verdict')} moved in {plural(articles, 'article')}{now}")
    note(f"{found.again:,} of {plural(found.articles, 'article')} judged again ({seconds:.1f} s)")
    if found.interrupted:
        note("interrupted; the same command goes on from there.")


def _code(found: archive.Rechecked, fail_on: str) -> int:
    verdicts = FAIL_ON[: FAIL_ON.index(fail_on) + 1] if fail_on != "never" else ()
    return FINDINGS if any(m["to"][0] in verdicts for m in found.moved) else CLEAN
