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
_FILLERS = {b"uh,", b"um,", b"uh", b"um", b"er,"}
_CLIMBS = set(  # "the rate edged up to 4.2%" reaches it, "fees of up to 4%" are bounded by it
    b"edged edging edges crept creeps climbed climbs went gone goes rose risen rises grew jumped shot inched inches "
    b"ticked ticks nudged moved moves came pushed drove stepped drifted kicked back taken took bid marked".split()
)
_ENDS = _LAST | _FILLERS | _ARTICLES | _SPACED
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
    if data[start - 2 : start] == b"c." and data[start - 3 : start - 2] in _FREE:
        return "approx"  # "c.\xa340m"
    last = data[start - _WORD if start > _WORD else 0 : start].rsplit(None, 1)
    if not last or last[-1].lower() not in _ENDS:
        return None  # most numbers: no word of a hedge stands before them
    words = data[start - _LOOK if start > _LOOK else 0 : start].lower().split()
    if words[-1] in _FILLERS:  # "about, uh, 45 million"
        words = [w.rstrip(b",") for w in words if w not in _FILLERS]
        if not words:
            return None
    if words[-1] in _ARTICLES:
        words.pop()
    if not words or words[-1] not in _LAST:
        return _spaced_sign(data, start, words[-1][0]) if words and words[-1] in _SPACED else None
    for size in (4, 3, 2, 1):
        found = _PHRASES.get(tuple(words[-size:]))
        if found and len(words) >= size:
            return None if words[-2:] == [b"up", b"to"] and words[-3:-2] and words[-3] in _CLIMBS else found
    return None


_DURING = re.compile(rb"[ \n]+over[ \n]+(?:the[ \n]+)?", re.I)
_OVER = re.compile(rb"([A-Za-z]+)[ \n]+over[ \n]+(?:the[ \n]+)?\Z")
_LASTING = set(  # "for over 10 years"; after any other word "over 10 years" is how long something took
    b"for lasted lasts took takes taken after has have had with of is was were are by to at just well a in from than "
    b"been spent and only aged up waited wait little".split()
)
_UNDER_THE = re.compile(rb"\bunder[ \n]+(?:the|an?|its|our|their|this|that)[ \n]+\Z")
_LOAN = re.compile(
    rb"[ \n](?:[a-z-]+[ \n]){0,4}?(?:facilit|revolver|program|agreement|loans?\b|credit|line|plan\b|mandate|"
    rb"authori[sz]|scheme|deal\b|contract|notes?\b|bonds?\b)"
)


def no_bound(data: bytes, start: int, end: int, last: int, kind: str) -> bool:
    """Whether "over" tells how long and "under" by what: "€5bn over 10 years", "drawn under the $500m facility"."""
    before = data[start - 24 if start > 24 else 0 : start]
    if kind == "duration":
        if last and _DURING.fullmatch(data, last, start):
            return True
        over = None if data[end : end + 4] == b" of " else _OVER.search(before)  # "30 years of experience"
        return over is not None and over[1].lower() not in _LASTING
    return kind == "money" and bool(_UNDER_THE.search(before) and _LOAN.match(data, end))
