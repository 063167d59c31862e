"""Reads "a share", "per barrel", "/tonne", "each year" after an amount -> the unit it is told per."""

from __future__ import annotations

import re

from factcheck.vocabulary import rows

_UNITS = {r["word"]: r["unit"] for r in rows("per_units")}
_PER = re.compile(
    rb"(?:[ \n]?/[ \n]?|(?:[ \n]of(?:[ \n](?!an?[ \n])[a-z]+){1,2})?[ \n-]\n?(?:an?|per|each|every|AN?|PER)[ \n-])"
    rb"([A-Za-z-]+)(?: ([a-z]+))?"
)

_ADVERBS = {b"hourly": "hour", b"daily": "day", b"nightly": "night", b"weekly": "week", b"monthly": "month",
            b"quarterly": "quarter", b"annually": "year", b"yearly": "year"}  # fmt: skip
_ADVERB = re.compile(
    rb"[ \n](%s)(?=[ \n]*(?:[.,;:)]|\Z)|[ \n]+(?:in|to|from|and|by|at|for)\b)" % b"|".join(_ADVERBS)
)
_WORDS = frozenset(bytes([c]) for c in b"apeAPohdnwmqy\n")  # how "a", "per", "each", "of" and the adverbs begin
_STARTS = (b" ", b"\n", b"-", b"/")
_STEP = re.compile(rb"[ \n-](?:earlier|ago|later|previously|before(?=[.,;:)]|\Z))", re.I)


# "closed 300 stores a year after it bought them", "gave 20 workers a month's leave": no rate
_SOME_STEP = re.compile(
    rb"'|[ \n-](?:after|before|since|into|or[ \n](?:two|so|more)|from[ \n]now|prior|hence|on(?=[.,]))", re.I
)


def counted_per(data: bytes, end: int) -> str | None:
    """What a count is told per, from the words behind its noun: "three thousand tests per day", "300 flights daily"."""
    follow = data[end : end + 2]
    if follow[:1] not in _STARTS or (follow[:1] == b" " and follow[1:] not in _WORDS):
        return None
    m = _PER.match(data, end, end + 56)
    if not m:
        adverb = _ADVERB.match(data, end)
        return _ADVERBS[adverb[1]] if adverb else None
    return None if _SOME_STEP.match(data, m.end(1)) else per(data, end)


def per(data: bytes, end: int) -> str | None:
    """The denominator right after ``end``."""
    m = _PER.match(data, end, end + 56)
    if not m or _STEP.match(data, m.end(1)):
        return None  # "$48.8bn a year earlier" is no yearly amount
    word = m[1].decode().lower()
    if m[2] and (unit := _UNITS.get(f"{word} {m[2].decode()}")):
        return unit
    return _UNITS.get(word) or (_UNITS.get(word[:-1]) if word.endswith("s") else None)
