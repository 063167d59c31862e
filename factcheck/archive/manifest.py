"""``manifest.json``: the parts of a run that are finished, and by what, so that a run can go on where it ended.

It holds no clock and no path of the machine: equal inputs give equal bytes, whatever did the work. A part counts only
while its file is there at full size; one that was finished but not yet written down is done again, with the same bytes.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from factcheck.archive.files import read_json, write_json
from factcheck.archive.part import PartStats, kept_beside

NAME = "manifest.json"
SPARE = 1.0  # seconds between writes at least: a manifest of 100,000 parts is 50 MB


@dataclass(frozen=True, slots=True)
class Entry:
    """A finished part: its slice of the input, the reference it was judged by, and what came of it."""

    number: int
    shown: str
    sha256: str
    reference: str
    stats: PartStats

    def to_dict(self) -> dict[str, Any]:
        about = {"part": file_of(self.number), "in": self.shown, "in_sha256": self.sha256, "reference": self.reference}
        return {**about, **self.stats.to_dict()}


def file_of(number: int) -> str:
    """``part-000001.jsonl``."""
    return f"part-{number:06d}.jsonl"


@dataclass
class Manifest:
    """The finished parts of a folder; ``about`` is what they have in common: program, options, reference."""

    folder: Path
    about: Mapping[str, Any]
    entries: dict[int, Entry] = field(default_factory=dict)
    _saved: float = 0.0

    @classmethod
    def read(cls, folder: Path) -> Manifest | None:
        """What a folder's manifest says; None where there is none of this make."""
        data = read_json(folder / NAME)
        if not isinstance(data, dict) or data.get("schema_version") != 1:
            return None
        try:
            about = {key: data[key] for key in ("program", "options", "part_size", "reference")}
            return cls(folder, about, {e.number: e for e in map(_entry, data["parts"])})
        except (KeyError, TypeError, ValueError):
            return None

    def add(self, entry: Entry) -> None:
        """A part is finished; it is written down now or with the next that comes a second later."""
        self.entries[entry.number] = entry
        if time.monotonic() - self._saved >= SPARE:
            self.save(complete=False)

    def save(self, complete: bool) -> None:
        """Write it down."""
        parts = [self.entries[number].to_dict() for number in sorted(self.entries)]
        write_json(self.folder / NAME, {"schema_version": 1, "complete": complete, **self.about, "parts": parts})
        self._saved = time.monotonic()

    def holds(self, entry: Entry) -> bool:
        """Whether a part's files are there as they were written."""
        out = self.folder / file_of(entry.number)
        try:
            return out.stat().st_size == entry.stats.bytes and all(path.is_file() for path in kept_beside(out))
        except OSError:
            return False

    def forget(self, numbers: Iterable[int]) -> None:
        """Remove parts that belong to no slice any more, with what is kept beside them."""
        for number in list(numbers):
            self.entries.pop(number, None)
            out = self.folder / file_of(number)
            for path in (out, *kept_beside(out)):
                path.unlink(missing_ok=True)


def _entry(data: Mapping[str, Any]) -> Entry:
    rest = {k: v for k, v in data.items() if k not in ("part", "in", "in_sha256", "reference")}
    number = int(str(data["part"])[5:-6])
    return Entry(number, data["in"], data["in_sha256"], data["reference"], PartStats.of(rest))
