"""``factcheck check`` on archives: many articles from .jsonl, .csv or .parquet into a folder of results."""

from __future__ import annotations

import glob
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, cast

import typer

from factcheck import archive
from factcheck.archive.inputs import FIELDS
from factcheck.archive.run import EXECUTORS, PART_SIZE
from factcheck.cli.errors import CLEAN, FINDINGS, INTERRUPTED, PARTLY, UNUSABLE, Failed, complain, did_you_mean
from factcheck.cli.loading import load
from factcheck.cli.options import Frame
from factcheck.cli.settings import FAIL_ON, Setting
from factcheck.cli.terminal import is_terminal, note, out
from factcheck.judge import implausible
from factcheck.model import Fault
from factcheck.read import FORMATS, Limits
from factcheck.reference import Reference, ReferenceError
from factcheck.report.words import plural, tally

Executor = Annotated[
    str | None,
    typer.Option(metavar="E", help="Archives: serial, processes or dask.  [processes]"),
]
Scheduler = Annotated[str | None, typer.Option(metavar="ADDR", help="Archives: a Dask scheduler, tcp://host:8786.")]
PartSize = Annotated[
    int | None, typer.Option("--part-size", metavar="N", min=1, help=f"Archives: articles a part.  [{PART_SIZE}]")
]
Workers = Annotated[int | None, typer.Option(metavar="N", min=1, help="Archives: worker processes.  [one a core]")]
Column = Annotated[
    list[str] | None,
    typer.Option(metavar="FIELD=NAME", help="Archives: which column holds text, name, title, published or entity."),
]
NoResume = Annotated[bool, typer.Option("--no-resume", help="Archives: do finished parts again.")]


@dataclass(frozen=True, slots=True)
class How:
    """What the command line said of archives."""

    executor: str | None = None
    scheduler: str | None = None
    part_size: int | None = None
    workers: int | None = None
    columns: Sequence[str] | None = None
    no_resume: bool = False


def archives_of(named: Sequence[str], how: How) -> list[Path]:
    """The archives that were named, none where articles were. Raises Failed where it is neither or both."""
    found: list[Path] = []
    others: list[str] = []
    for name in named:
        path = Path(name)
        matched = [path] if path.exists() or not glob.has_magic(name) else [Path(p) for p in sorted(glob.glob(name))]  # noqa: PTH207
        for one in matched:
            inside = [] if name == "-" or not one.exists() else archive.archives(one)
            articles = one.is_dir() and any(p.suffix.lower() in FORMATS for p in one.rglob("*"))
            (found.extend(inside) if inside and not articles else others.append(str(one)))
    if found and others:
        raise Failed(f"{others[0]}: is no archive, but {found[0]} is one. Check articles and archives in two runs.")
    if not found and how != How():
        raise Failed(f"{named[0]}: is no archive ({' '.join(archive.SUFFIXES)}); the options of archives have no use.")
    return list(dict.fromkeys(found))


def check_archives(
    paths: Sequence[Path],
    how: How,
    chosen: Mapping[str, Setting],
    frame: Frame,
    judged_at: date | None,
    output: Sequence[Path] | None,
    facts_encoding: str | None,
    verbose: bool,
    form: str | None = None,
) -> int:
    """Check archives, say how it went, and return the exit code; ``form`` jsonl prints the results as well."""
    if form not in (None, "jsonl"):
        raise Failed(f"--format {form}: the results of an archive fill files; --format jsonl prints them as well.")
    if how.executor and how.executor not in EXECUTORS:
        hint = did_you_mean(how.executor, EXECUTORS)
        raise Failed(f'--executor: "{how.executor}" is not one of {", ".join(EXECUTORS)}.{hint}')
    if frame.encoding and frame.encoding.lower().replace("-", "") != "utf8":
        raise Failed("--encoding: archives are read as UTF-8. Save it as UTF-8.")
    folder = _folder(paths, output)
    columns = columns_of(how.columns or ())
    limits = frame.limits or Limits()
    reference = load(chosen["reference"], facts_encoding, verbose, limits=limits)
    options = archive.Options(
        judged_at, frame.published, frame.entity, frame.currency, frame.locale, facts_encoding, columns,
        limits.article_length,
    )  # fmt: skip
    plan = archive.Plan(
        paths, folder, reference_paths(chosen["reference"]), archive.fingerprint(reference, faults_of(reference)),
        reference.files, options, how.part_size or PART_SIZE,
        how.executor or ("dask" if how.scheduler else "processes"), how.workers or 0, how.scheduler, not how.no_resume,
    )  # fmt: skip
    archive.lend(plan.reference_uri, facts_encoding, reference)
    began = time.monotonic()
    try:
        ran = archive.run(plan, note, is_terminal(sys.stderr))
    except (archive.InputError, archive.Busy) as error:
        raise Failed(str(error)) from None
    except ReferenceError as error:
        raise Failed([str(fault) for fault in error.faults]) from None
    except OSError as error:
        said = f"{folder}/: cannot be written ({(error.strerror or 'error').lower()})"
        raise Failed(f"{said}. Finished parts are there; the same command goes on from them.") from None
    except KeyboardInterrupt:
        note(f"stopped. Finished parts are in {folder}/; the same command goes on from there.")
        raise
    if form:
        _print_parts(folder)
    return _close(ran, folder, str(chosen["fail-on"].value), time.monotonic() - began, note if form else out)


def _print_parts(folder: Path) -> None:
    for part in sorted(folder.glob("part-*.jsonl")):
        with part.open(encoding="utf-8", newline="\n") as lines:
            if not all(out(line) for line in lines):
                return  # nobody reads on


def reference_paths(setting: Setting) -> list[Path]:
    """The paths of reference data that are there."""
    return [path for p in cast(tuple[str, ...], setting.value) if (path := Path(p)).exists()]


def faults_of(reference: Reference) -> Sequence[Fault]:
    """The rows that the suites set aside or warn of. Raises Failed where a suite cannot be used."""
    try:
        return implausible(reference)
    except ReferenceError as error:
        raise Failed([str(fault) for fault in error.faults]) from None


def code_of(summary: Mapping[str, int], fail_on: str) -> int:
    """Findings at or above ``fail_on``, or none."""
    verdicts = FAIL_ON[: FAIL_ON.index(fail_on) + 1] if fail_on != "never" else ()
    return FINDINGS if any(summary[v] for v in verdicts) else CLEAN


def _close(
    ran: archive.Ran, folder: Path, fail_on: str, seconds: float, tell: Callable[[str], object]
) -> int:
    summary, counts = ran.summary, ran.summary["summary"]
    complain(ran.problems)
    if summary["failed"]:
        records = plural(summary["failed"], "record")
        complain([f"{records} could not be read; {folder}/manifest.json names them by part."])
    said = ", ".join(tally(counts)) or "nothing to judge"
    claims = f"{plural(counts['claims'], 'claim')}, {counts['judged']:,} judged"
    tell(f"{plural(summary['articles'], 'article')}, {claims}: {said}")
    before = f" ({ran.skipped:,} finished before)" if ran.skipped else ""
    note(f"{plural(summary['parts'], 'part')}{before} in {folder}/ ({seconds:.1f} s)")
    if ran.interrupted:
        note("interrupted; the same command goes on from there.")
        return INTERRUPTED
    if not summary["articles"]:
        return UNUSABLE if summary["failed"] or ran.problems else CLEAN
    return PARTLY if summary["failed"] or ran.problems else code_of(counts, fail_on)


def _folder(paths: Sequence[Path], output: Sequence[Path] | None) -> Path:
    """Where the results go: ``-o DIR``, else ``reports/NAME``."""
    if not output:
        return Path("reports") / paths[0].stem
    if len(output) > 1 or output[0].suffix or (output[0].exists() and not output[0].is_dir()):
        raise Failed(f"{output[-1]}: the results of an archive fill a folder. Give one: -o results")
    if any(path.absolute().is_relative_to(output[0].absolute()) for path in paths):
        raise Failed(f"{output[0]}: holds the archive itself. Give another folder: -o results")
    return output[0]


def columns_of(given: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """What ``--column`` said, as (field, column). Raises Failed."""
    found = {}
    for one in given:
        field, sign, name = one.partition("=")
        if field not in FIELDS or not sign or not name:
            raise Failed(f'--column: "{one}" is not FIELD=NAME with one of {", ".join(FIELDS)} before the sign.')
        found[field] = name
    return tuple(sorted(found.items()))
