"""ReferenceError: reference data that cannot be used, with every fault found."""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.model import Fault


class ReferenceError(ValueError):
    """Reference data is unreadable; ``faults`` lists everything that must be mended, in file order."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda f: (f.file, f.line, f.column)))
        super().__init__("\n".join(map(str, self.faults)))
