"""One report under review: its sheet, what was decided on it so far by whom, and the file that says so."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from factcheck.report.payload import dump
from factcheck.review.merging import merge
from factcheck.review.page import page
from factcheck.review.sheet import Row, Sheet, SheetError, block_of, sheet_of_block
from factcheck.review.signoff import Decision, Signoff, SignoffError, decision, dump_signoff, moment, read_signoff
from factcheck.review.store import Entry, Store


class Desk:
    """The report and its decisions. Read again when the file on disk is another; not shared between threads."""

    def __init__(self, path: Path, store: Store) -> None:
        self.path, self.store = path, store
        self.seq = 0
        self._stamp: tuple[int, int] | None = None
        self._written = -1
        self._refresh()

    def _refresh(self) -> None:
        """Read the page when it was checked again since."""
        at = self.path.stat()
        if self._stamp == (at.st_mtime_ns, at.st_size):
            return
        html = self.path.read_text(encoding="utf-8")
        block = block_of(html)
        self.sheet: Sheet = sheet_of_block(block)
        self.html = page(html)
        self._stamp = (at.st_mtime_ns, at.st_size)
        self.rows: dict[str, Row] = {row.id: row for row in self.sheet.rows}
        self.seq = 0
        self._when: dict[int, int] = {}
        self._entries: dict[int, list[Entry]] = {}
        self._earlier: list[Entry] = []
        self._lapsed: tuple[Decision, ...] = ()
        self._take_in(signed_in(block, self.sheet))

    def _take_in(self, signed: Sequence[Decision]) -> None:
        """Put decisions into the history that were made elsewhere: carried by the page, or saved beside it before."""
        found = [(self.sheet.result, d) for d in signed]
        try:
            beside = read_signoff(self.file.read_text(encoding="utf-8"))
            found += [(beside.result, d) for d in beside.decisions]
        except (OSError, SignoffError, UnicodeDecodeError):
            pass
        known = {(e.result, e.decision) for e in self.store.after(self.path.name)}
        entries = [
            Entry(_ticket(self.path.name, result, d), self.path.name, result, "file", d)
            for result, d in found
            if (result, d) not in known
        ]
        if entries:
            self.store.add(entries)

    @property
    def file(self) -> Path:
        return self.path.with_name(f"{self.path.stem}.signoff.json")

    def update(self) -> None:
        """Take in what is new in the history."""
        self._refresh()
        began = self.seq == 0
        earlier = len(self._earlier)
        touched: set[int] = set()
        for entry in self.store.after(self.path.name, self.seq):
            self.seq = entry.seq
            row = self.rows.get(entry.decision.claim)
            if entry.result == self.sheet.result and row and row.key == entry.decision.key:
                self._entries.setdefault(row.n, []).append(entry)
                touched.add(row.n)
            else:
                self._earlier.append(entry)
        if began or len(self._earlier) > earlier:
            touched |= self._carry()
        self._when.update((n, self.seq) for n in touched)

    def since(self, seq: int) -> list[int] | None:
        """The numbers of the claims on which something came in since then; None for all."""
        if not 0 < seq <= self.seq:
            return None
        return [n for n, at in self._when.items() if at > seq]

    def _carry(self) -> set[int]:
        """Decisions on other drafts: those that still hold come first in the history of their claim."""
        by_claim: dict[tuple[str, str], list[Entry]] = {}
        for entry in self._earlier:
            by_claim.setdefault((entry.result, entry.decision.claim), []).append(entry)
        last = [e.decision for entries in by_claim.values() for e in by_author(entries)]
        about = Signoff(self.sheet.article, self.sheet.sha256, self.sheet.result, "", tuple(last))
        merged = merge(self.sheet, [about])
        self._lapsed = tuple(x.decision for x in merged.lapsed)
        for n, decisions in merged.standing.items():
            own = [e for e in self._entries.get(n, []) if e.session != "earlier"]
            carried = [Entry("", self.path.name, "", "earlier", d) for d in decisions]
            self._entries[n] = [*carried, *own]
        return set(merged.standing)

    def said(self, n: int) -> list[Entry]:
        """The latest word of each reviewer on a claim, the latest last; withdrawn ones left out."""
        return [e for e in by_author(self._entries.get(n, [])) if e.decision.decision or e.decision.note]

    def state(self, numbers: Iterable[int] | None = None) -> dict[str, Any]:
        """What the page needs to know about claims: everybody's decision, the latest last."""
        found: dict[str, Any] = {}
        for n in sorted(self._entries if numbers is None else numbers):
            said = self.said(n)
            found[str(n)] = None
            if said:
                found[str(n)] = {
                    "each": [_shown(e.decision) for e in said],
                    "by": [e.decision.said for e in said],
                    "disputed": len({e.decision.decision for e in said if e.decision.decision}) > 1,
                }
        return found

    def signoff(self) -> str:
        """The sign-off file of all that was decided."""
        decisions = [e.decision for n in sorted(self._entries) for e in self.said(n)]
        times = [d.decided_at for d in (*decisions, *self._lapsed)]
        return dump_signoff(
            self.sheet, [*decisions, *self._lapsed], max(times, key=moment) if times else "1970-01-01T00:00:00Z"
        )

    def save(self) -> None:
        """Write the sign-off file beside the report when something was decided since; whole, or as it was."""
        self.update()
        if self.seq == self._written or not self.seq:
            return
        temporary = self.file.with_name(f".{self.file.name}.{os.getpid()}.tmp")
        try:
            temporary.write_text(self.signoff(), encoding="utf-8")
            temporary.replace(self.file)
        finally:
            temporary.unlink(missing_ok=True)
        self._written = self.seq


def _shown(decision: Decision) -> dict[str, str]:
    return {
        "decision": decision.decision or "",
        "why": decision.why or "",
        "initials": decision.initials,
        "note": decision.note,
        "at": decision.decided_at,
    }


def signed_in(block: Mapping[str, Any], sheet: Sheet) -> list[Decision]:
    """The decisions that a page already carries from the last draft."""
    carried = block.get("signed")
    found = []
    for row in sheet.rows if isinstance(carried, dict) else ():
        said = carried.get(str(row.n))  # type: ignore[union-attr]
        if isinstance(said, dict):
            about = {name: getattr(row, name) for name in ("identity", "content", "evidence", "verdict", "reason")}
            own = {name: said.get(name) or None for name in ("decision", "why")}
            own |= {"claim": row.id, "decided_at": said.get("at")}
            words = {name: said.get(name) or "" for name in ("initials", "note")}
            found.append(decision({**about, **own, **words}, f"signed {row.n}"))
    return found


def by_author(entries: Sequence[Entry]) -> list[Entry]:
    """The last entry of each reviewer, in order.

    Initials are typed after the decision, letter by letter: in one browser, none and "A" give way to a later "AB".
    """
    last: dict[str, Entry] = {}
    for entry in entries:
        author = entry.decision.initials.casefold()
        for key in [k for k, e in last.items() if e.session == entry.session and len(e.session) > 8]:
            if author.startswith(last[key].decision.initials.casefold()):
                del last[key]
        key = author or (f"session {entry.session}" if len(entry.session) > 8 else f"{entry.session} {len(last)}")
        last.pop(key, None)
        last[key] = entry
    return list(last.values())


def _ticket(report: str, result: str, decision: Decision) -> str:
    said = dump([report, result, decision.to_dict()], None)
    return "file-" + hashlib.sha256(said.encode("utf-8")).hexdigest()


def desks(paths: Iterable[Path], store: Store) -> tuple[dict[str, Desk], list[str]]:
    """Name -> desk of each page that is a report of ours, and what is wrong with the others."""
    found: dict[str, Desk] = {}
    faults = []
    for path in paths:
        try:
            found[path.name] = Desk(path, store)
        except SheetError as error:
            faults.append(f"{path.name}: {error}.")
        except (OSError, UnicodeDecodeError) as error:
            faults.append(f"{path.name}: cannot be read ({type(error).__name__}).")
    return found, faults
