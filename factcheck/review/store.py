"""Decisions as they are made -> SQLite beside the reports: appended, never changed, on disk once confirmed."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from factcheck.review.signoff import Decision

FILE = "review.sqlite3"
FIELDS = "claim identity content evidence verdict reason decision why initials note decided_at".split()
COLUMNS = ("ticket", "report", "result", "session", *FIELDS)
SCHEMA = f"""
CREATE TABLE IF NOT EXISTS history (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket TEXT NOT NULL UNIQUE, report TEXT NOT NULL, result TEXT NOT NULL, session TEXT NOT NULL,
  {", ".join(f"{name} TEXT{' NOT NULL' if name not in ('evidence', 'decision', 'why') else ''}" for name in FIELDS)}
);
CREATE INDEX IF NOT EXISTS by_report ON history (report, seq);
CREATE TRIGGER IF NOT EXISTS unchanged BEFORE UPDATE ON history BEGIN SELECT RAISE(ABORT, 'history is kept'); END;
CREATE TRIGGER IF NOT EXISTS undeleted BEFORE DELETE ON history BEGIN SELECT RAISE(ABORT, 'history is kept'); END;
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision as it came in. ``ticket`` is the sender's own number for it: sent twice, it is stored once."""

    ticket: str
    report: str
    result: str
    session: str
    decision: Decision
    seq: int = 0


class Store:
    """The history of all reports in a folder; any thread may ask, one writes at a time."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._base = sqlite3.connect(path, timeout=30, isolation_level=None, check_same_thread=False)
        self._base.execute("PRAGMA journal_mode=WAL")
        self._base.execute("PRAGMA synchronous=FULL")  # confirmed means on disk, also when the power goes
        self._base.executescript(SCHEMA)
        self._reading = threading.Lock()  # readers need not wait for a sync: WAL lets them look at what is there
        self._reader = sqlite3.connect(path, timeout=30, isolation_level=None, check_same_thread=False)

    def add(self, entries: Sequence[Entry]) -> None:
        """Append, all or none; what was stored under its ticket before is passed over. On disk when this returns."""
        marks = ", ".join("?" * len(COLUMNS))
        sql = f"INSERT INTO history ({', '.join(COLUMNS)}) VALUES ({marks}) ON CONFLICT (ticket) DO NOTHING"  # noqa: S608
        rows = [(e.ticket, e.report, e.result, e.session, *astuple(e.decision)) for e in entries]
        with self._lock:
            self._base.execute("BEGIN IMMEDIATE")
            try:
                self._base.executemany(sql, rows)
                self._base.execute("COMMIT")
            except BaseException:
                self._base.execute("ROLLBACK")
                raise

    def after(self, report: str, seq: int = 0) -> list[Entry]:
        """What came in on a report since then, in order."""
        sql = f"SELECT seq, {', '.join(COLUMNS)} FROM history WHERE report = ? AND seq > ? ORDER BY seq"  # noqa: S608
        with self._reading:
            rows: Iterable[tuple[object, ...]] = self._reader.execute(sql, (report, seq)).fetchall()
        return [_entry(row) for row in rows]

    def all(self) -> list[Entry]:
        """Everything that ever came in on any report, in order."""
        with self._reading:
            rows = self._reader.execute(f"SELECT seq, {', '.join(COLUMNS)} FROM history ORDER BY seq").fetchall()  # noqa: S608
        return [_entry(row) for row in rows]

    def close(self) -> None:
        with self._lock, self._reading:
            self._reader.close()
            self._base.close()


def _entry(row: tuple[object, ...]) -> Entry:
    seq, ticket, report, result, session, *said = row
    decision = Decision(*said)  # type: ignore[arg-type]  # the columns are declared in the order of the fields
    return Entry(str(ticket), str(report), str(result), str(session), decision, int(str(seq)))
