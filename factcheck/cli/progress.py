"""``checking 37/120 articles  4.1 s``: one moving line for a person, a line every ten seconds for a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from factcheck.cli.terminal import is_terminal, note

PATIENCE = 0.5  # seconds before anything is said at all: most runs are over by then
EVERY = 10.0  # seconds between the lines of a log
T = TypeVar("T")


class Progress:
    """How many of ``total`` articles are done, told on stderr; silent where ``wanted`` is false or there is one."""

    def __init__(self, total: int, wanted: bool = True, clock: Callable[[], float] = time.monotonic) -> None:
        self._total, self._clock = total, clock
        self._wanted = wanted and total > 1
        self._moving = is_terminal(sys.stderr)
        self._began = self._said = clock()
        self._shown = False

    def over(self, done: Iterable[T]) -> Iterator[T]:
        """The same items; the line is gone when they end, however they end."""
        try:
            for count, item in enumerate(done, 1):
                self._tell(count)
                yield item
        finally:
            self._clear()

    def _tell(self, count: int) -> None:
        now = self._clock()
        if not self._wanted or now - self._said < (PATIENCE if self._moving else EVERY):
            return
        self._said = now
        line = f"checking {count:,}/{self._total:,} articles  {now - self._began:.1f} s"
        if self._moving:
            self._shown = True
            sys.stderr.write(f"\r\x1b[K{line}")
            sys.stderr.flush()
        else:
            note(line)

    def _clear(self) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
