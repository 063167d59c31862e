"""Worker processes that end with their driver, even one killed with -9 while they are still starting.

A worker watches its driver by a thread, but only once its imports are done, which on a busy machine takes seconds. So
a helper without imports of ours stands by: it knows the workers, and kills them when the driver's end of a pipe closes.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import IO

# A pidfd means this very process: a number that was given to another one meanwhile is not killed.
HELPER = """
import os, signal, sys
fds = []
for line in sys.stdin.buffer:
    try:
        fds.append(os.pidfd_open(int(line)))
    except OSError:
        pass
for fd in fds:
    try:
        signal.pidfd_send_signal(fd, signal.SIGKILL)
    except OSError:
        pass
"""


class Guard:
    """The helper, where the system can tell processes apart (Linux); elsewhere nothing."""

    def __init__(self) -> None:
        self._known: set[int] = set()
        self._helper: subprocess.Popen[bytes] | None = None
        if hasattr(os, "pidfd_open"):
            command = [sys.executable, "-I", "-S", "-c", HELPER]
            self._helper = subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)  # noqa: S603

    @property
    def _pipe(self) -> IO[bytes] | None:
        return self._helper.stdin if self._helper else None

    def watch(self, processes: Iterable[int]) -> None:
        """Take care of these too."""
        for process in set(processes) - self._known:
            self._known.add(process)
            if self._pipe:
                with suppress(OSError):
                    self._pipe.write(b"%d\n" % process)
                    self._pipe.flush()

    def close(self) -> None:
        """End every worker that is left, and the helper."""
        if self._helper and self._pipe:
            with suppress(OSError):
                self._pipe.close()
            self._helper.wait()
