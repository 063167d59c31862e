"""Parts -> their stats, one after another or in worker processes; a worker that dies costs only time.

An executor yields (task, stats or what went wrong) in whatever order parts get done, and ends early once ``stop`` is
set: the parts that are being worked on are finished, no further one is begun.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from typing import Any, Protocol

from factcheck.archive.guard import Guard
from factcheck.archive.inputs import InputError
from factcheck.archive.part import PartStats

TRIES = 5  # a part in whose time workers died so often is given up; running again tries it anew
BEAT = 0.2


class Task(Protocol):
    """One part to do, by any process: small values only."""

    @property
    def number(self) -> int:
        """The part's number, from 1."""

    def do(self) -> PartStats:
        """Do it. Raises InputError where its files cannot be read."""


Outcome = tuple[Task, PartStats | str]


def run_task(task: Task) -> PartStats | str:
    """A part's stats, or why its files could not be read."""
    try:
        return task.do()
    except InputError as error:
        return str(error)


def serial(tasks: Sequence[Task], stop: threading.Event) -> Iterator[Outcome]:
    """One part after another, in this process."""
    for task in tasks:
        if stop.is_set():
            return
        yield task, run_task(task)


def processes(tasks: Sequence[Task], stop: threading.Event, workers: int) -> Iterator[Outcome]:
    """Parts in worker processes; where one is killed, the pool is made anew and its parts are done again."""
    waiting = list(reversed(tasks))
    deaths: Counter[int] = Counter()
    while waiting and not stop.is_set():
        running: dict[Future[PartStats | str], Task] = {}
        guard = Guard()
        pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=_be_a_worker)
        try:
            yield from _fed(pool, guard, waiting, running, stop, workers)
            pool.shutdown()  # nothing is at work: the workers leave by themselves, and nothing of theirs behind
        except BrokenProcessPool:
            for task in running.values():
                deaths[task.number] += 1
                if deaths[task.number] < TRIES:
                    waiting.append(task)
                else:
                    yield task, f"part {task.number}: its worker died {TRIES} times. Run again to try it once more."
        except BaseException:  # a second Ctrl-C, or the caller has had enough
            _kill(pool)
            raise
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            guard.close()


def _fed(
    pool: ProcessPoolExecutor,
    guard: Guard,
    waiting: list[Task],
    running: dict[Future[PartStats | str], Task],
    stop: threading.Event,
    workers: int,
) -> Iterator[Outcome]:
    """Keep one part at each worker and one more ready; whatever is in ``running`` when the pool breaks is not done."""
    while running or (waiting and not stop.is_set()):
        while waiting and not stop.is_set() and len(running) <= workers:
            future = _submitted(pool, waiting[-1])
            running[future] = waiting.pop()
            guard.watch(_processes(pool))
        if stop.is_set():
            for future in [f for f in running if f.cancel()]:
                del running[future]
        done, _ = wait(running, BEAT, FIRST_COMPLETED)
        for future in sorted(done, key=lambda f: running[f].number):
            if isinstance(future.exception(), BrokenProcessPool):
                raise BrokenProcessPool
            yield running.pop(future), future.result()


def _submitted(pool: ProcessPoolExecutor, task: Task) -> Future[PartStats | str]:
    """A part handed to the pool; a worker it starts is born deaf to Ctrl-C, which is the driver's to answer."""
    if not hasattr(signal, "pthread_sigmask"):
        return pool.submit(run_task, task)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(run_task, task)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _processes(pool: ProcessPoolExecutor) -> dict[int, Any]:
    return dict(getattr(pool, "_processes", None) or {})


def _kill(pool: ProcessPoolExecutor) -> None:
    for process in _processes(pool).values():
        with suppress(OSError, ValueError):
            process.kill()


def _be_a_worker() -> None:
    """Ctrl-C is the driver's to answer; and when the driver dies, even by kill -9, this process goes too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent.sentinel,), daemon=True).start()


def _follow(sentinel: int) -> None:
    multiprocessing.connection.wait([sentinel])
    os._exit(1)
