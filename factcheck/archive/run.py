"""Archives -> a folder of results: parts are cut, the finished ones skipped, the others done, all of it summed up."""

from __future__ import annotations

import os
import signal
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import factcheck.archive.files as files
import factcheck.archive.inputs as inputs
from factcheck.archive.cluster import dask
from factcheck.archive.executors import Outcome, Task, processes, serial
from factcheck.archive.fingerprint import Fingerprint, identity, program
from factcheck.archive.inputs import InputError
from factcheck.archive.manifest import Entry, Manifest, file_of
from factcheck.archive.part import Options, PartStats, check_part, opened
from factcheck.archive.progress import Progress
from factcheck.model import VERDICTS, ReferenceFile, plain

EXECUTORS = ("serial", "processes", "dask")
PART_SIZE = 500


@dataclass(frozen=True, slots=True)
class Plan:
    """What to check, by what, how, and where the results go."""

    inputs: Sequence[Path]
    folder: Path
    reference: Sequence[Path]
    fingerprint: Fingerprint
    reference_files: Sequence[ReferenceFile]
    options: Options = field(default_factory=Options)
    part_size: int = PART_SIZE
    executor: str = "processes"
    workers: int = 0
    scheduler: str | None = None
    resume: bool = True

    @property
    def reference_uri(self) -> str:
        """The reference as any worker finds it."""
        return uri_of(self.reference)

    @property
    def about(self) -> dict[str, Any]:
        """What all parts of a run have in common."""
        by = {"id": self.fingerprint.id, "files": plain(tuple(self.reference_files))}
        return {"program": program(), "options": self.options.to_dict(), "part_size": self.part_size, "reference": by}


@dataclass(frozen=True, slots=True)
class Check:
    """One part to check: what ``check_part`` is called with."""

    number: int
    in_uri: str
    out_uri: str
    reference_uri: str
    options: Options
    program: str
    reference: str

    def do(self) -> PartStats:
        """Check it. Raises InputError where a worker has another version or sees other facts than who asks."""
        if self.program != program():
            raise InputError(f"part {self.number}: its worker has another version of this program installed.")
        if self.reference != identity(opened(self.reference_uri, self.options.facts_encoding)):
            raise InputError(f"part {self.number}: the reference data changed meanwhile. Run again.")
        return check_part(self.in_uri, self.out_uri, self.reference_uri, self.options)


@dataclass(frozen=True, slots=True)
class Ran:
    """How a run ended: ``skipped`` parts were finished before; ``problems`` are slices that could not be done."""

    summary: dict[str, Any]
    done: int
    skipped: int
    problems: tuple[str, ...] = ()
    interrupted: bool = False


def run(plan: Plan, note: Callable[[str], None], terminal: bool = False) -> Ran:
    """Check archives. Raises InputError for an input that cannot be read, Busy where another run has the folder."""
    with files.alone(plan.folder):
        files.sweep(plan.folder)
        files.write_json(fingerprint_path(plan.folder, plan.fingerprint.id), plan.fingerprint.to_dict(), None)
        slices = list(inputs.cut(plan.inputs, plan.part_size))
        manifest, todo = _resumed(plan, slices, note)
        skipped = len(manifest.entries)
        progress = Progress(plan.folder, len(slices), skipped, note, terminal)
        problems: list[str] = []
        with stoppable(note) as stop:
            try:
                for task, outcome in _execute(plan, todo, stop):
                    if isinstance(outcome, str):
                        problems.append(outcome)
                        continue
                    cut = slices[task.number - 1]
                    manifest.add(Entry(task.number, cut.shown, cut.sha256, plan.fingerprint.id, outcome))
                    progress.add(outcome)
            except BaseException as error:
                manifest.save(complete=False)
                progress.tell("interrupted" if isinstance(error, KeyboardInterrupt) else "failed")
                raise
        files.sweep(plan.folder)
        complete = len(manifest.entries) == len(slices)
        interrupted = not complete and stop.is_set()
        manifest.save(complete)
        summary = summed(manifest, complete)
        files.write_json(plan.folder / "summary.json", summary)
        progress.tell("interrupted" if interrupted else "done" if complete else "failed")
        return Ran(summary, len(manifest.entries) - skipped, skipped, tuple(problems), interrupted)


def fingerprint_path(folder: Path, name: str) -> Path:
    """Where a folder keeps what it knows of a reference its parts were judged by."""
    return folder / "kept" / f"reference-{name}.json"


def _resumed(plan: Plan, slices: Sequence[inputs.Slice], note: Callable[[str], None]) -> tuple[Manifest, list[Check]]:
    """The manifest with the parts that still hold, and what is left to do."""
    old = Manifest.read(plan.folder)
    manifest = Manifest(plan.folder, plan.about)
    same = old is not None and all(old.about[key] == plan.about[key] for key in ("program", "options", "part_size"))
    if old and plan.resume and same:
        for number, cut in enumerate(slices, 1):
            entry = old.entries.get(number)
            known = entry and (entry.shown, entry.sha256, entry.reference) == (
                cut.shown,
                cut.sha256,
                plan.fingerprint.id,
            )
            if entry and known and old.holds(entry):
                manifest.entries[number] = entry
    if old and old.entries and plan.resume and not manifest.entries:
        note("what is there was made from other inputs, options, facts or by another version: starting again.")
    elif manifest.entries:
        note(f"resuming: {len(manifest.entries):,} of {len(slices):,} parts were finished before.")
    if old:
        old.forget(n for n in old.entries if n > len(slices))
    tasks = [
        Check(
            number,
            cut.uri,
            str((plan.folder / file_of(number)).absolute()),
            plan.reference_uri,
            plan.options,
            program(),
            plan.fingerprint.id,
        )
        for number, cut in enumerate(slices, 1)
        if number not in manifest.entries
    ]
    return manifest, tasks


def _execute(plan: Plan, tasks: Sequence[Task], stop: threading.Event) -> Iterator[Outcome]:
    if not tasks:
        return iter(())
    workers = min(plan.workers or cores(), len(tasks))
    if plan.executor == "dask":
        return dask(tasks, stop, workers, plan.scheduler)
    if plan.executor == "processes" and workers > 1:
        return processes(tasks, stop, workers)
    return serial(tasks, stop)


def cores() -> int:
    """The cores that this process may use."""
    own = getattr(os, "sched_getaffinity", None)
    return len(own(0)) if own else os.cpu_count() or 1


def uri_of(reference: Sequence[Path]) -> str:
    """Paths of reference data, absolute, one a line."""
    return "\n".join(str(path.absolute()) for path in reference)


@contextmanager
def stoppable(note: Callable[[str], None]) -> Iterator[threading.Event]:
    """An event that the first Ctrl-C (or a polite kill) sets; the second one interrupts at once."""
    stop = threading.Event()

    def answer(number: int, frame: object) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        note("\nfinishing the parts at work; press Ctrl-C again to leave them undone.")

    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = {number: signal.signal(number, answer) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def summed(manifest: Manifest, complete: bool) -> dict[str, Any]:
    """``summary.json``: the totals of all finished parts."""
    totals: Counter[str] = Counter(dict.fromkeys((*VERDICTS, "claims", "judged", "numbers", "accounted_for"), 0))
    reasons: Counter[str] = Counter()
    stats: list[PartStats] = [manifest.entries[number].stats for number in sorted(manifest.entries)]
    for one in stats:
        totals.update(one.summary)
        reasons.update(one.reasons)
    return {
        "schema_version": 1,
        "complete": complete,
        "parts": len(stats),
        "articles": sum(one.articles for one in stats),
        "failed": sum(one.failed for one in stats),
        "chars": sum(one.chars for one in stats),
        "summary": dict(totals),
        "reasons": dict(sorted(reasons.items())),
        "reference": manifest.about["reference"],
    }
