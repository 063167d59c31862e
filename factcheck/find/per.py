"""Reads "a share", "per barrel", "/tonne", "each year" after an amount -> the unit it is told per."""

from __future__ import annotations

import re

from factcheck.vocabulary import rows

_UNITS = {r["word"]: r["unit"] for r in rows("per_units")}
_FIRST = {w.split()[0] for w in _UNITS}
_PER = re.compile(
    rb"(?:[ \n]?/[ \n]?|(?:[ \n]of(?:[ \n](?!an?[ \n])[a-z]+){1,2})?[ \n-]\n?(?:a|an|per|each|every)[ \n-])"
    rb"([A-Za-z-]+)(?: ([a-z]+))?"
)

_STEP = re.compile(rb"[ \n-](?:earlier|ago|later|previously|before(?=[.,;:)]|\Z))", re.I)


def per(data: bytes, end: int) -> str | None:
    """The denominator right after ``end``."""
    m = _PER.match(data, end, end + 56)
    if not m or _STEP.match(data, m.end(1)):
        return None  # "$48.8bn a year earlier" is no yearly amount
    word = m[1].decode().lower()
    if m[2] and (unit := _UNITS.get(f"{word} {m[2].decode()}")):
        return unit
    return _UNITS.get(word) or (_UNITS.get(word[:-1]) if word.endswith("s") else None)
