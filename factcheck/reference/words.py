"""Text -> tokens and stems, so that "invested", "investing" and "investments" are one word to the metric table."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

TOKEN = re.compile(r"[^\W_]+")
_DOUBLED = re.compile(r"([bdgmnprt])\1$")  # "planning" -> "plan", but "selling" keeps its "ll"


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word without case and accents: ``Société`` -> ``societe``."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", word)
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold()


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of one English word; words that share one are the same word in another form."""
    w = fold(word)
    if len(w) < 4:
        return w
    if w.endswith("ies"):
        w = w[:-3] + "y"
    elif w.endswith("s") and not w.endswith(("ss", "us", "is")):
        w = w[:-1]
    for ending, least in (("ment", 5), ("ing", 3), ("ed", 3)):
        if w.endswith(ending) and len(w) - len(ending) >= least:
            w = _DOUBLED.sub(r"\1", w[: -len(ending)]) if ending != "ment" else w[: -len(ending)]
            break
    return w[:-1] if w.endswith("e") and len(w) > 3 else w


@lru_cache(maxsize=16384)
def stems(text: str) -> tuple[str, ...]:
    """The stems of a text in order; a possessive "'s" is no word of its own."""
    return tuple(stem(m[0]) for m in TOKEN.finditer(text) if not _possessive(text, m.start(), m[0]))


def _possessive(text: str, start: int, token: str) -> bool:
    return token in ("s", "S") and start > 0 and text[start - 1] in "'’"
