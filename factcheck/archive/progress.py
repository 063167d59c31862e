"""How far a run is: a line on a terminal, a line now and then elsewhere, and ``status.json`` for programs."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from factcheck.archive.files import write_json
from factcheck.archive.part import PartStats

EVERY = 10.0  # seconds between plain lines
QUICK = 0.5  # seconds between updates of a terminal's line and of the status file
SHOWN = ("contradicted", "needs-context", "supported")


class Progress:
    """Counts what is done and tells it; the only place of a run that looks at a clock."""

    def __init__(self, folder: Path, parts: int, before: int, note: Callable[[str], None], terminal: bool) -> None:
        self._folder, self._parts, self._done, self._before = folder, parts, before, before
        self._note, self._terminal = note, terminal
        self._began = self._said = self._written = time.monotonic()
        self.articles = self.failed = self.chars = self.claims = 0
        self.verdicts = dict.fromkeys(SHOWN, 0)

    def add(self, stats: PartStats) -> None:
        """A part is done."""
        self._done += 1
        self.articles += stats.articles
        self.failed += stats.failed
        self.chars += stats.chars
        self.claims += stats.summary.get("claims", 0)
        for verdict in SHOWN:
            self.verdicts[verdict] += stats.summary.get(verdict, 0)
        self.tell()

    def tell(self, state: str = "running") -> None:
        """Say how far it is, if it is time to, or at the end."""
        now, last = time.monotonic(), state != "running"
        if last or now - self._written >= QUICK:
            self._written = now
            write_json(self._folder / "status.json", self.status(state))
        if self._terminal and (last or now - self._said >= QUICK):
            sys.stderr.write("\r\x1b[K" + ("" if last else self._line()))
            sys.stderr.flush()
            self._said = now
        elif not self._terminal and not last and now - self._said >= EVERY:
            self._note(self._line())
            self._said = now

    def status(self, state: str) -> Mapping[str, object]:
        """The status file: ``state`` is running, done, interrupted or failed."""
        seconds = time.monotonic() - self._began
        fresh = self._done - self._before
        left = seconds / fresh * (self._parts - self._done) if fresh else None
        return {
            "state": state,
            "parts": self._parts,
            "parts_done": self._done,
            "articles": self.articles,
            "failed": self.failed,
            "claims": self.claims,
            "findings": dict(self.verdicts),
            "chars": self.chars,
            "seconds": round(seconds, 1),
            "mb_per_second": round(self.chars / 1e6 / seconds, 3) if seconds else None,
            "seconds_left": None if left is None else round(left),
        }

    def _line(self) -> str:
        status = self.status("running")
        found = ", ".join(f"{self.verdicts[v]:,} {v}" for v in SHOWN if self.verdicts[v]) or "no findings yet"
        left = status["seconds_left"]
        ends = "" if left is None else f"  about {_clock(int(str(left)))} left"
        return (
            f"part {self._done:,}/{self._parts:,}  {self.articles:,} articles, {self.claims:,} claims: {found}"
            f"  {status['mb_per_second']} MB/s{ends}"
        )


def _clock(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if hours else f"{rest // 60}:{rest % 60:02d}"
