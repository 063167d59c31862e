"""Text -> places: countries by name, code or demonym, groups by name, as the codes tables use for their columns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from factcheck.reference.series import SeriesIndex, Table
from factcheck.vocabulary import rows

WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?")
LONGEST_NAME = 6
# Names that are as often something else: a US state, a person, a bird. They are never settled by the name alone.
AMBIGUOUS = frozenset(("Georgia", "Jordan", "Congo", "SA", "CAR"))
WORLDLY = frozenset(("worldwide", "globally", "global", "internationally"))  # also at the start of a sentence
CAUTIOUS = frozenset(("SA", "CAR", "Jordan"))


@dataclass(frozen=True, slots=True)
class Place:
    """A country or group named in a text. ``kind``: country, closed (a membership list), continent or world."""

    start: int
    end: int
    name: str
    codes: tuple[str, ...]
    kind: str
    ambiguous: bool = False


@cache
def _general() -> dict[tuple[str, ...], tuple[str, tuple[str, ...], str]]:
    out: dict[tuple[str, ...], tuple[str, tuple[str, ...], str]] = {}
    for row in rows("demonyms"):
        names = [n for n in row["names"].split("|") if n]
        for word in names + [d for d in row["demonyms"].split("|") if d]:
            out.setdefault(_key(word), (names[0], (row["iso_code"],), "country"))
    for row in rows("country_groups"):
        for word in [row["group"], *row["aliases"].split("|")]:
            out.setdefault(_key(word), (row["group"], tuple(row["members"].split("|")), row["kind"]))
    return out


@cache
def country_name(code: str) -> str:
    """The usual English name of an ISO alpha-3 code; the code itself where it is none."""
    for row in rows("demonyms"):
        if row["iso_code"] == code:
            return row["names"].split("|")[0]
    import pycountry  # heavy data, and only a code without a row of ours needs it

    found = pycountry.countries.get(alpha_3=code)
    return str(getattr(found, "common_name", found.name)) if found else code


@cache
def known_codes() -> frozenset[str]:
    """The codes of the countries in the vocabulary."""
    return frozenset(row["iso_code"] for row in rows("demonyms"))


def _key(name: str) -> tuple[str, ...]:
    return tuple(_bare(m.group()) for m in WORD.finditer(name))


def _bare(word: str) -> str:
    word = word.replace("’", "'")
    if word.endswith(".") and "." not in word[:-1] and len(word) > 3:
        word = word[:-1]
    return word.removesuffix("'s").removesuffix("'")


def lexicon(index: SeriesIndex) -> dict[tuple[str, ...], tuple[str, tuple[str, ...], str]]:
    """Every known name; the reference's own ``entities.csv`` comes first."""
    if "places" not in index.cache:
        own: dict[tuple[str, ...], tuple[str, tuple[str, ...], str]]
        own = {_key(name): (name, (code,), "country") for name, code in index.names.items() if _key(name)}
        for key, (name, codes, _) in list(own.items()):
            if codes[0].upper().endswith("WRL") or name.lower() == "world":
                own[key] = ("World", ("*",), "world")
        for name, members in index.groups.items():
            own[_key(name)] = (name, members, "closed")
        merged = {**_general(), **own}
        index.cache["places"] = merged
    found: dict[tuple[str, ...], tuple[str, tuple[str, ...], str]] = index.cache["places"]
    return found


def places(text: str, index: SeriesIndex) -> list[Place]:
    """Places of a text in order, longest names first; country names must be capitalised as names are."""
    names = lexicon(index)
    tokens = [(_bare(m.group()), m.start(), m.start() + len(m.group().rstrip(".'’"))) for m in WORD.finditer(text)]
    out: list[Place] = []
    i = 0
    while i < len(tokens):
        for length in range(min(LONGEST_NAME, len(tokens) - i), 0, -1):
            words = tuple(t[0] for t in tokens[i : i + length])
            hit = names.get(words) or names.get(tuple(w.rstrip(".") for w in words))
            if hit is None and length == 1 and words[0].lower() in WORLDLY:
                hit = names.get((words[0].lower(),))
            if hit and not (length == 1 and words[0] in CAUTIOUS):
                surface = " ".join(words)
                out.append(Place(tokens[i][1], tokens[i + length - 1][2], hit[0], hit[1], hit[2], surface in AMBIGUOUS))
                i += length
                break
        else:
            i += 1
    return out


def column_of(table: Table, code: str, index: SeriesIndex) -> str | None:
    """The table's label for a country code: the code itself, or the name its file uses."""
    labels = columns(table, index)
    return labels.get(code)


def columns(table: Table, index: SeriesIndex) -> dict[str, str]:
    """Country code -> label in the table; "*" is the world."""
    cache: dict[str, dict[str, str]] = index.cache.setdefault("columns", {})
    if table.name not in cache:
        names = lexicon(index)
        found: dict[str, str] = {}
        for label in table.labels:
            upper = label.upper()
            if upper.endswith("WRL") or upper in ("WLD", "WORLD"):
                found.setdefault("*", label)
                continue
            found.setdefault(label, label)
            hit = names.get(_key(label))
            if hit and len(hit[1]) == 1:
                found.setdefault(hit[1][0], label)
        for ours, theirs in (("XKX", "OWID_KOS"), ("XKX", "XKS")):
            if theirs in found:
                found.setdefault(ours, found[theirs])
        cache[table.name] = found
    return cache[table.name]
