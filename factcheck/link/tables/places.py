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
    """A country or group named in a text. ``kind``: country, closed (a membership list), continent or world.

    ``joined``: code, first and last year of members that were not always there, or are no longer.
    """

    start: int
    end: int
    name: str
    codes: tuple[str, ...]
    kind: str
    ambiguous: bool = False
    joined: tuple[tuple[str, int, int], ...] = ()

    def members(self, year: int | None) -> tuple[str, ...]:
        """The codes of a group's members in a year (now, where none is named); a country is its own."""
        if year is None or not self.joined:
            return self.codes
        dated: dict[str, bool] = {}
        for code, first, last in self.joined:  # a member named twice left and came back
            dated[code] = dated.get(code, False) or first <= year <= last
        others = tuple(code for code, there in dated.items() if there and code not in self.codes)
        return tuple(c for c in self.codes if dated.get(c, True)) + others


@cache
def _general() -> dict[tuple[str, ...], tuple[str, tuple[str, ...], str]]:
    out: dict[tuple[str, ...], tuple[str, tuple[str, ...], str]] = {}
    for row in rows("demonyms"):
        names = [n for n in row["names"].split("|") if n]
        for word in names + [d for d in row["demonyms"].split("|") if d]:
            out.setdefault(name_key(word), (names[0], (row["iso_code"],), "country"))
    for row in rows("country_groups"):
        for word in [row["group"], *row["aliases"].split("|")]:
            out.setdefault(name_key(word), (row["group"], tuple(row["members"].split("|")), row["kind"]))
    return out


@cache
def _joined() -> dict[str, tuple[tuple[str, int, int], ...]]:
    """Group -> members that came later or left: "HRV:2013-", "GBR:1973-2019"."""
    out = {}
    for row in rows("country_groups"):
        found = []
        for part in (row["joined"] or "").split("|"):
            code, _, years = part.partition(":")
            first, _, last = years.partition("-")
            if code:
                found.append((code, int(first or 0), int(last or 9999)))
        out[row["group"]] = tuple(found)
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


def name_key(name: str) -> tuple[str, ...]:
    """A name as the words it is looked up by."""
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
        own = {name_key(name): (name, (code,), "country") for name, code in index.names.items() if name_key(name)}
        for key, (name, codes, _) in list(own.items()):
            if codes[0].upper().endswith("WRL") or name.lower() == "world":
                own[key] = ("World", ("*",), "world")
        for name, members in index.groups.items():
            own[name_key(name)] = (name, members, "closed")
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
                odd = " ".join(words) in AMBIGUOUS
                span = (tokens[i][1], tokens[i + length - 1][2])
                out.append(
                    Place(
                        span[0],
                        span[1],
                        hit[0],
                        hit[1],
                        hit[2],
                        odd,
                        _joined().get(hit[0], ()) if hit[2] == "closed" else (),
                    )
                )
                i += length
                break
        else:
            i += 1
    return out


@cache
def _markets() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rf"\b(?:{row['words']})\b"), row["iso_code"]) for row in rows("table_markets"))


def implied(text: str) -> list[Place]:
    """The country of papers that are known by a name of their own: "Treasury yields", "gilts"."""
    codes = {code for pattern, code in _markets() if pattern.search(text)}
    return [Place(-1, -1, country_name(code), (code,), "country") for code in codes] if len(codes) == 1 else []


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
            hit = names.get(name_key(label))
            if hit and len(hit[1]) == 1:
                found.setdefault(hit[1][0], label)
        for ours, theirs in (("XKX", "OWID_KOS"), ("XKX", "XKS")):
            if theirs in found:
                found.setdefault(ours, found[theirs])
        cache[table.name] = found
    return cache[table.name]
