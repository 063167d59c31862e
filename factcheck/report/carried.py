"""What a page knows beyond its result: the draft before it, decisions that still hold, findings that were put aside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Carried:
    """``notes``: claim id -> sentence for its card. ``moved``: claim ids that differ from the last draft.

    ``gone``: the words of claims that are no longer there. ``signed``: claim number -> a decision as the page stores
    it. ``compared``: whether there is a last draft at all.
    """

    notes: Mapping[str, str] = field(default_factory=dict)
    moved: frozenset[str] = frozenset()
    gone: tuple[str, ...] = ()
    signed: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    compared: bool = False
