"""The words before a number -> ``approx gt ge lt le``: "more than", "up to", "nearly"."""

from __future__ import annotations

import re

from factcheck.vocabulary import rows

_LOOK = 26  # characters: the longest phrase of the vocabulary and an article
_PHRASES = {tuple(r["phrase"].encode().split()): r["modifier"] for r in rows("hedges")}
_LAST = {p[-1] for p in _PHRASES}
_ARTICLES = {b"a", b"an", b"the", b"another", b"only", b"just"}

_SIGNS = {ord(">"): "gt", ord("<"): "lt", ord("~"): "approx", 0x9E: "ge", 0x9F: "le"}
_FREE = (b"", b" ", b"\n", b"(")
_SPACED = {bytes([code]) for code in _SIGNS}
_ENDS = _LAST | _ARTICLES | _SPACED
_WORD = max(map(len, _ENDS)) + 3  # characters: the longest such word and what stands between it and the number
_QUOTED = re.compile(rb"(?:\A|\n)[ ]*[<>~\x9e\x9f][ ]+\Z")


def _spaced_sign(data: bytes, start: int, sign: int) -> str | None:
    """Reads "> 500 stores"; a sign that opens its line quotes a letter."""
    if data[start - 1 : start] != b" " or _QUOTED.search(data, max(0, start - 12), start):
        return None
    return _SIGNS[sign]


def modifier_before(data: bytes, start: int) -> str | None:
    """The hedge or bound right before ``start``."""
    if start and (sign := _SIGNS.get(data[start - 1])) and data[start - 2 : start - 1] in _FREE:
        return sign
    last = data[start - _WORD if start > _WORD else 0 : start].rsplit(None, 1)
    if not last or last[-1].lower() not in _ENDS:
        return None  # most numbers: no word of a hedge stands before them
    words = data[start - _LOOK if start > _LOOK else 0 : start].lower().split()
    if words[-1] in _ARTICLES:
        words.pop()
    if not words or words[-1] not in _LAST:
        return _spaced_sign(data, start, words[-1][0]) if words and words[-1] in _SPACED else None
    for size in (4, 3, 2, 1):
        found = _PHRASES.get(tuple(words[-size:]))
        if found and len(words) >= size:
            return found
    return None
