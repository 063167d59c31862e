"""Patterns -> the sentences they can match in, found by one automaton that leaps over all others.

Backtracking patterns with lookarounds cost a microsecond every ten characters, and nearly no sentence holds what they
look for. Without its lookarounds a pattern matches at least where it did, and RE2 reads it a hundred times faster; with
its counted repeats ("any sixty characters") made endless, its automaton has few states and is built in no time.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

import re2  # type: ignore[import-untyped]

_LOOKAROUND = re.compile(r"\(\?(?:[=!]|<[=!])")
_SIGN = re.compile(r"[^\x00-\x7f]")
_CLASSES = (r"\w", r"\d", r"\s")
_BEYOND = r"\x{80}-\x{10ffff}"
# An escape, a class, a counted repeat, a bracket or any other character.
_PART = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{\d+(?:,\d*)?\}|[()]|.", re.DOTALL)


class Screen:
    """Where any of some patterns can match."""

    def __init__(self, *patterns: re.Pattern[str]) -> None:
        self.patterns = patterns

    @cached_property
    def of_ascii(self) -> Any:
        """Keeps word ends, which make it ten times faster: few words begin like one that is looked for."""
        return self._automaton(r"\b")

    @cached_property
    def of_any(self) -> Any:
        return self._automaton("")

    def _automaton(self, word_end: str) -> Any:
        return re2.compile("(?i)" + "|".join(f"(?:{loosened(p.pattern, word_end)})" for p in self.patterns))

    def sentences(self, text: str, starts: Sequence[int]) -> Iterator[tuple[int, int]]:
        """The sentences [start, end) worth reading, in order."""
        found = self._hit(self.of_ascii, text.encode("ascii", "replace"), starts)  # as bytes, offsets need no counting
        if not text.isascii():
            found = sorted({*found, *self._beyond_ascii(text, starts)})
        for i in found:
            yield starts[i], starts[i + 1] if i + 1 < len(starts) else len(text)

    def lets_through(self, piece: str) -> bool:
        """Whether any of the patterns can match in a piece of text."""
        automaton = self.of_ascii if piece.isascii() else self.of_any
        return automaton.search(piece.encode("utf-8", "replace")) is not None

    def _hit(self, automaton: Any, data: bytes, starts: Sequence[int]) -> list[int]:
        out: list[int] = []
        at = 0
        while at < len(data) and (hit := automaton.search(data, at)):
            i = bisect_right(starts, hit.start())
            out.append(i - 1)
            at = starts[i] if i < len(starts) else len(data)
        return out

    def _beyond_ascii(self, text: str, starts: Sequence[int]) -> Iterator[int]:
        """Sentences with letters or signs beyond ASCII, each read by itself: even in such texts most have none."""
        end = 0
        for sign in _SIGN.finditer(text):
            if sign.start() >= end:
                i = bisect_right(starts, sign.start())
                end = starts[i] if i < len(starts) else len(text)
                if self.lets_through(text[starts[i - 1] : end]):
                    yield i - 1


def loosened(pattern: str, word_end: str = "") -> str:
    """A pattern without lookarounds, word ends, names and counts: "\\b(?P<n>\\w{2,9})(?!s)" -> "(?:[\\w€…]+)".

    Letters, digits and spaces beyond ASCII, which RE2 does not know as such, are any character beyond ASCII.
    """
    out: list[str] = []
    skipped = at = 0  # how deep inside a lookaround
    while at < len(pattern):
        part = _PART.match(pattern, at)
        assert part is not None
        piece = part[0]
        if piece == "(" and (skipped or _LOOKAROUND.match(pattern, at)):
            skipped += 1
        elif not skipped:
            out.append(word_end if piece == r"\b" else _wider(piece))
        elif piece == ")":
            skipped -= 1
        at = part.end()
    return re.sub(r"\(\?P<\w+>", "(?:", "".join(out))


def _wider(piece: str) -> str:
    if piece in _CLASSES:
        return f"[{_BEYOND}{piece}]"
    if piece[0] == "[" and piece[1] != "^" and any(name in piece for name in _CLASSES):
        return f"[{_BEYOND}{piece[1:]}"  # first: after a "-" it would read as a range
    if piece[0] == "{" and len(piece) > 1:
        return "*" if piece[1] == "0" else "+"
    return piece
