"""Article -> Claims without a number of their own: ranks, records, runs, comparisons and directions of statistics.

"Chile has the highest life expectancy in South America", "inflation rose for the third straight month", "output has
fallen since 2005" can be checked against tables, though no digit is printed. The words that compare become the main
mention (kind ``ratio``; unit ``rank record run first comparison overtake direction none``; value 1, of a run its
length). Only sentences that name a country or group and a measurable topic are read ("our largest partner" is praise,
not statistics), and of records and runs those that name a topic alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any

import re2  # type: ignore[import-untyped]

from factcheck.claim.draft import Unnumbered
from factcheck.claim.market import of_closes
from factcheck.claim.screen import Screen
from factcheck.claim.worded_forms import FORMS, count, sense
from factcheck.claim.worded_ratios import BOUND, LIFE, RATIO, lifetimes, share
from factcheck.model import Article, Mention
from factcheck.vocabulary import rows

LONGEST = 700
CAPITALISED = re.compile(r"\b[A-Z][\w.&’'-]*")
SHARES = re.compile(RATIO, re.IGNORECASE)
KINDS: dict[str | None, str] = {
    "year": "level",
    "rank": "rank",
    "record": "rank",
    "direction": "change",
    "run": "change",
    None: "ratio",
}
PLACELESS = ("run", "record")  # told of prices, output and jobs without saying where
FIRM = re.compile(r"\bthan\s+(?:that\s+of\s+|in\s+|at\s+)?(?:the\s+)?[A-Z]")  # "more engines than Acme"
NEAR = 60
_START = attrgetter("main.start")
PLACELESS_SCREEN = Screen(*(pattern for unit, pattern in FORMS if unit in PLACELESS))
SCREEN = Screen(LIFE, SHARES, *(pattern for _, pattern in FORMS))


def worded(article: Article, starts: Sequence[int], claims: Sequence[Unnumbered]) -> tuple[Unnumbered, ...]:
    """Claims of sentences that carry their statement in words; mains are named anew by the caller.

    ``starts`` are the offsets at which sentences begin, ``claims`` those found otherwise.
    """
    text = article.text
    out: list[Unnumbered] = []
    ordered = sorted(claims, key=_START)
    for start, end in SCREEN.sentences(text, starts):
        piece = text[start:end]
        if len(piece) > LONGEST or not _topic(piece):
            continue
        placed = _about_countries(piece)
        if not placed and not FIRM.search(piece) and not any(pattern.search(piece) for pattern in _placeless(piece)):
            continue
        inside = ordered[bisect_left(ordered, start, key=_START) : bisect_left(ordered, end, key=_START)]
        for main in _mains(piece, start, inside, len(out), placed):
            out.append(_claim(main, KINDS.get(main.unit, "compare"), piece, start))
    return tuple(out)


def _placeless(piece: str) -> Sequence[re.Pattern[str]]:
    """The patterns told of without a place, where the piece may hold one."""
    return PLACELESS_SCREEN.patterns if PLACELESS_SCREEN.lets_through(piece) else ()


def _mains(piece: str, start: int, inside: Sequence[Unnumbered], names: int, placed: bool) -> list[Mention]:
    taken = [(c.main.start - start, c.main.end - start) for c in inside]
    priced = [(c.main.start - start, c.main.end - start) for c in inside if of_closes(c)]
    used: list[tuple[int, int]] = []
    runs: list[tuple[int, int]] = []
    out: list[Mention] = lifetimes(piece, start, taken, names) if placed else []
    for m in SHARES.finditer(piece) if placed else ():
        if _new_share(m, taken):
            used.append(m.span())
            out.append(_ratio(f"w{names + len(out) + 1}", m, piece, start))
    for unit, pattern in FORMS:
        for m in pattern.finditer(piece):
            a, b = m.span()
            if any(a < y and x < b for x, y in (*used, *priced)):
                continue
            if not _wanted(unit, m, piece, (*taken, *runs), placed):
                continue
            used.append((a, b))
            if unit in ("run", "first"):
                runs.append((a, b))
            value = count(m) if unit == "run" else Decimal(1)
            name = f"w{names + len(out) + 1}"
            out.append(Mention(name, start + a, start + b, piece[a:b], "ratio", value, unit=unit))
    return out


def _wanted(unit: str, m: re.Match[str], piece: str, taken: Sequence[tuple[int, int]], placed: bool) -> bool:
    """Whether a turn of speech is a statement of its own here."""
    a, b = m.span()
    if unit == "comparison":
        return placed or FIRM.match(piece, piece.rfind("than", a, b)) is not None
    if not placed and unit not in PLACELESS:
        return False
    if unit in ("direction", "run", "first") and sense(unit, m.group(), piece[:a], piece[b:]) is None:
        return False
    if unit == "first":  # "passed 5% for the first time" is told of its number
        return not any(0 <= a - y < NEAR for _, y in taken)
    if unit == "direction":  # "rose 5%" has a number of its own, "fell for a third year" is a run
        return not any(abs(x - b) < NEAR or abs(a - y) < 2 or x < a < y for x, y in taken)
    return True


def _new_share(m: re.Match[str], taken: Sequence[tuple[int, int]]) -> bool:
    a, b = m.span()
    overlapping = [(x, y) for x, y in taken if a < y and x < b]
    if not overlapping:
        return True
    whole = len(overlapping) == 1 and overlapping[0] == (a, b)
    return not whole and (m["one"] is not None or m["part"] is not None or m["per"] is not None)


def _ratio(name: str, m: re.Match[str], piece: str, start: int) -> Mention:
    a, stop = m.start(), m.end("frac") if m["frac"] else m.end()
    near = BOUND.search(piece[max(0, a - 24) : a])
    modifier = next((k for k, v in near.groupdict().items() if v), None) if near else None
    surface = piece[a:stop]
    return Mention(name, start + a, start + stop, surface, "ratio", share(surface), modifier=modifier)


def _claim(main: Mention, kind: str, piece: str, start: int) -> Unnumbered:
    end = start + len(piece.rstrip())
    a, b = main.start - start, main.end - start
    up = sense(main.unit or "", main.surface, piece[:a], piece[b:])
    return Unnumbered(main, kind, start, end, start, end, direction=up)


@cache
def _names() -> frozenset[str]:
    """First words of country names, demonyms and groups, as they are printed."""
    out = set()
    for row in rows("demonyms"):
        out |= {n.split()[0] for n in f"{row['names']}|{row['demonyms']}".split("|") if n}
    for row in rows("country_groups"):
        out |= {a.split()[0] for a in f"{row['group']}|{row['aliases']}".split("|") if a[:1].isupper()}
    return frozenset(out) - {"The", "New", "South", "North", "East", "West", "Central", "Saint", "Western"}


def _about_countries(piece: str) -> bool:
    known = _names()
    for m in CAPITALISED.finditer(piece):
        word = m.group().rstrip(".").removesuffix("’s").removesuffix("'s").rstrip("’'")
        if word in known or word + "." in known or word.title() in ("Worldwide", "Globally", "Global"):
            return True
    return any(f"{way} {rest}" in piece for way, rest in _COMPOUND) or " the world" in piece


_COMPOUND = tuple(
    (way, rest)
    for way, rests in {
        "South": "Africa Sudan Korea America Asia African Korean",
        "North": "Korea America Africa Macedonia Korean",
        "New": "Zealand",
        "Saint": "Lucia",
        "Western": "Sahara Europe",
        "East": "Africa Timor",
        "West": "Africa",
        "Central": "African",
    }.items()
    for rest in rests.split()
)


@cache
def _topics() -> tuple[Any, re.Pattern[str]]:
    """The topic words as one automaton that knows ASCII word ends, and as a slower pattern that knows all."""
    generic = {"share", "given", "spending", "women", "men", "children", "fall", "growth", "access", "without", "case"}
    words = {w for row in rows("table_words") if row["concept"] not in generic for w in row["words"].split("|")}
    listed = [re.escape(w) for w in sorted(words, key=len, reverse=True)]
    ascii_only, others = ("|".join(w for w in listed if w.isascii() is flag) for flag in (True, False))
    return re2.compile(rf"(?i)\b(?:{ascii_only})\b|{others}"), re.compile(rf"\b(?:{'|'.join(listed)})\b", re.IGNORECASE)


def _topic(piece: str) -> bool:
    quick, exact = _topics()
    data = piece.encode("utf-8", "replace")  # as bytes it needs no counting
    return bool(quick.search(data)) and (piece.isascii() or bool(exact.search(piece)))
