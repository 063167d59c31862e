"""The words before a number -> ``approx gt ge lt le``: "more than", "up to", "nearly"."""

from __future__ import annotations

from functools import lru_cache

from factcheck.vocabulary import rows

_LOOK = 26  # characters: the longest phrase of the vocabulary and an article
_PHRASES = {tuple(r["phrase"].split()): r["modifier"] for r in rows("hedges")}
_LAST = {p[-1].encode(): 1 for p in _PHRASES}
_ARTICLES = {"a", "an", "the", "another", "only", "just"}


def modifier_before(data: bytes, start: int) -> str | None:
    """The hedge or bound right before ``start``."""
    return _modifier(data[start - _LOOK if start > _LOOK else 0 : start])


@lru_cache(maxsize=50_000)
def _modifier(before: bytes) -> str | None:
    words = before.lower().decode("latin-1").split()
    if words and words[-1] in _ARTICLES:
        words.pop()
    for size in (4, 3, 2, 1):
        found = _PHRASES.get(tuple(words[-size:]))
        if found and len(words) >= size:
            return found
    return None
