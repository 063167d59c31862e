"""Parts -> their stats on a Dask cluster: one given by its address, or one of this machine's processes.

The workers need this package and must see the same files under the same paths; only addresses are sent, no articles.
"""

from __future__ import annotations

import importlib
import logging
import threading
from collections.abc import Iterator, Sequence
from typing import Any

from factcheck.archive.executors import BEAT, TRIES, Outcome, Task, run_task
from factcheck.archive.inputs import InputError

AHEAD = 2  # parts sent out per worker: enough to keep it busy, few enough to stop soon


def dask(tasks: Sequence[Task], stop: threading.Event, workers: int, scheduler: str | None) -> Iterator[Outcome]:
    """Parts on a cluster; Dask itself gives the parts of a lost worker to another."""
    distributed = _library()
    logging.getLogger("distributed").setLevel(logging.ERROR)
    if scheduler:
        with _client(distributed, scheduler) as client:
            yield from _fed(distributed, client, tasks, stop)
        return
    options: dict[str, Any] = {"n_workers": workers, "threads_per_worker": 1, "dashboard_address": None}
    with (
        distributed.LocalCluster(**options, memory_limit=0, silence_logs=logging.CRITICAL) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield from _fed(distributed, client, tasks, stop)


def _library() -> Any:
    try:
        return importlib.import_module("distributed")
    except ImportError:
        raise InputError("--executor dask needs Dask: pip install 'factcheck-desk[archive]'.") from None


def _client(distributed: Any, scheduler: str) -> Any:
    try:
        return distributed.Client(scheduler, timeout="20s")
    except (OSError, TimeoutError, ValueError) as error:
        why = str(error).split("\n", 1)[0] or type(error).__name__
        raise InputError(f"--scheduler {scheduler}: no Dask scheduler answers there ({why}).") from None


def _fed(distributed: Any, client: Any, tasks: Sequence[Task], stop: threading.Event) -> Iterator[Outcome]:
    waiting = list(reversed(tasks))
    running: dict[Any, Task] = {}
    while running or (waiting and not stop.is_set()):
        most = AHEAD * max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
        while waiting and not stop.is_set() and len(running) < most:
            # pure: the same part asked for twice would be taken from memory, though its file may be gone
            future = client.submit(run_task, waiting[-1], pure=False, retries=TRIES)
            running[future] = waiting.pop()
        for future in [f for f in running if f.done()]:
            task = running.pop(future)
            if future.status == "error" and type(future.exception()).__name__ == "KilledWorker":
                yield task, f"part {task.number}: its workers died. Run again to try it once more."
            else:
                yield task, future.result()
        if running:
            _pause(distributed, list(running))


def _pause(distributed: Any, futures: list[Any]) -> None:
    try:
        distributed.wait(futures, timeout=BEAT, return_when="FIRST_COMPLETED")
    except (TimeoutError, distributed.TimeoutError):
        return
