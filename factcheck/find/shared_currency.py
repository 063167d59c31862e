"""A currency's bare name -> the one the article tells of: "crowns" in a report from Oslo are Norwegian."""

from __future__ import annotations

import re
from functools import cache

from factcheck.find.draft import Draft, Found
from factcheck.measure.money import NAMELESS
from factcheck.vocabulary import rows

_NAME = re.compile(rb"(?:([A-Za-z]+)[ \n-]+)?([A-Za-z]+)\Z")
_SINGULAR = {b"kroner": "krone", b"kronor": "krona", b"lire": "lira"}
CODES = frozenset({r["code"] for r in rows("shared_currencies")} | {NAMELESS})


@cache
def _readings(name: str) -> tuple[tuple[str, re.Pattern[bytes]], ...]:
    """The codes a name may stand for, with the words that tell so."""
    told = [(r["code"], r["words"].replace(" ", "[ \\n]")) for r in rows("shared_currencies") if r["name"] == name]
    return tuple((code, re.compile(rf"\b(?:{words})\b".encode(), re.I)) for code, words in told)


def settle(data: bytes, found: Found) -> Found:
    """Give every amount of a bare name ("6 billion crowns") the currency that the article tells of.

    Where it tells of none or of several, the name's own currency stays; "crowns" are then only counted.
    """
    known: dict[str, str | None] = {}
    return [(base, _settled(data, base, d, known) if d.unit in CODES else d) for base, d in found]


def _settled(data: bytes, base: int, d: Draft, known: dict[str, str | None]) -> Draft:
    printed = _NAME.search(data, base + d.start, base + d.end)
    name = _singular(printed[2].lower()) if printed else ""
    readings = _readings(name)
    if not printed or not readings:
        return d
    if printed[1] and any(words.fullmatch(printed[1]) for _, words in readings):
        return d  # "5 million Swedish crowns"
    if name not in known:
        told = [code for code, words in readings if words.search(data)]
        known[name] = told[0] if len(told) == 1 else None
    if (code := known[name]) is not None:
        return d._replace(unit=code)
    return d._replace(kind="quantity", unit=name) if d.unit == NAMELESS else d


def _singular(word: bytes) -> str:
    return _SINGULAR.get(word) or word.decode("ascii").removesuffix("s")
