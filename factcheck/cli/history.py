"""``factcheck review --history``: every decision ever made on the reports of a folder, as CSV, oldest first."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from factcheck.cli.errors import Failed
from factcheck.reference.cells import guarded
from factcheck.review.store import FILE, Store

COLUMNS = "decided_at report claim verdict reason decision why initials note session".split()


def history(folder: Path) -> str:
    """The CSV; a note that a spreadsheet would run as a formula gets an apostrophe. Raises Failed."""
    if not (folder / FILE).is_file():
        raise Failed(f"{folder / FILE}: no such file. factcheck review keeps it beside the reports.")
    store = Store(folder / FILE)
    try:
        entries = store.all()
    finally:
        store.close()
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for entry in entries:
        said = entry.decision.to_dict() | {"report": entry.report, "session": entry.session}
        writer.writerow([guarded(str(said[name] or "")) for name in COLUMNS])
    return out.getvalue()
