"""Patterns -> the sentences they can match in, found by one automaton that leaps over all others.

Backtracking patterns with lookarounds cost a microsecond every ten characters, and nearly no sentence holds what they
look for. Without its lookarounds a pattern matches at least where it did, and RE2 reads it a hundred times faster.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

import re2  # type: ignore[import-untyped]

_LOOKAROUND = re.compile(r"\(\?(?:[=!]|<[=!])")
_PART = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()]|.", re.DOTALL)  # an escape, a class, a bracket, a character


class Screen:
    """Where any of some patterns can match."""

    def __init__(self, *patterns: re.Pattern[str]) -> None:
        self.patterns = patterns

    @cached_property
    def automaton(self) -> Any:
        return re2.compile("(?i)" + "|".join(f"(?:{loosened(p.pattern)})" for p in self.patterns))

    def sentences(self, text: str, starts: Sequence[int]) -> Iterator[tuple[int, int]]:
        """The sentences [start, end) worth reading; all of a text beyond ASCII, whose word ends RE2 misses."""
        ends = [*starts[1:], len(text)]
        if not text.isascii():
            yield from zip(starts, ends, strict=True)
            return
        data, at = text.encode(), 0  # as bytes, offsets need no counting
        while at < len(data) and (hit := self.automaton.search(data, at)):
            i = bisect_right(starts, hit.start()) - 1
            yield starts[i], ends[i]
            at = ends[i]


def loosened(pattern: str) -> str:
    """A pattern without its lookarounds and the names of its groups: "(?P<n>rise)(?!s)" -> "(?:rise)"."""
    out: list[str] = []
    skipped = at = 0  # how deep inside a lookaround
    while at < len(pattern):
        part = _PART.match(pattern, at)
        assert part is not None
        piece = part[0]
        if piece == "(" and (skipped or _LOOKAROUND.match(pattern, at)):
            skipped += 1
        elif not skipped:
            out.append(piece)
        elif piece == ")":
            skipped -= 1
        at = part.end()
    return re.sub(r"\(\?P<\w+>", "(?:", "".join(out))
