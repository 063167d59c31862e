"""Run again when a file changes: looked at ten times a second, run once the saving has come to rest."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path

from factcheck.cli.errors import Failed, complain
from factcheck.cli.terminal import note

TICK, DEBOUNCE = 0.1, 0.2  # seconds; editors write a file in several steps within some tens of milliseconds
Stamps = dict[str, tuple[int, int]]


def watch(run: Callable[[], int], paths: Callable[[], Iterable[Path]]) -> int:
    """Run, and again after every change of the files, until interrupted; the code of the last run."""
    seen = stamps(paths())
    code = _guarded(run)
    note(f"watching {len(seen)} files; Ctrl-C ends it")
    try:
        while True:
            time.sleep(TICK)
            now = stamps(paths())
            if now == seen:
                continue
            seen = _at_rest(now, paths)
            code = _guarded(run)
    except KeyboardInterrupt:
        return code


def _at_rest(now: Stamps, paths: Callable[[], Iterable[Path]]) -> Stamps:
    while True:
        time.sleep(DEBOUNCE)
        later = stamps(paths())
        if later == now:
            return now
        now = later


def _guarded(run: Callable[[], int]) -> int:
    """A run that cannot go on says why; the next save may put it right."""
    try:
        return run()
    except Failed as failure:
        complain(failure.messages)
        return failure.code


def stamps(paths: Iterable[Path]) -> Stamps:
    """Time and size of each file, of all files in each folder."""
    found: Stamps = {}
    for path in paths:
        for file in path.rglob("*") if path.is_dir() else (path,):
            try:
                at = file.stat()
            except OSError:
                continue
            if not file.is_dir():
                found[str(file)] = (at.st_mtime_ns, at.st_size)
    return found
