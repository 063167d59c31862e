"""The tables names are found by: as dicts, or in one file of the user's cache folder, opened by memory map.

A name's forms are filed under their first word, and under first letter and length for misspellings. Of a hundred
thousand names only those are read that a text asks for. The file's name is the hash of the names it was made from and
of the code that puts them together; one that is not as it was written is made anew.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from factcheck.reference.packed import checked, folder, oldest, write_checked

MAGIC = b"factcheck names 2\n"
LEAST_NAMES = 5_000  # fewer are put together before anyone notices
MOST_FILES = 6
SOURCES = ("reference/name_tables.py", "reference/names.py", "reference/words.py", "vocabulary/name_words.csv")

Tokens = tuple[str, ...]
Ways = Mapping[str, Iterable[str]]  # entity -> the ways to write it


class Alias(NamedTuple):
    """One way to write a name: folded tokens, what stands between them, how strict its capitals are."""

    tokens: Tokens
    gaps: tuple[str, ...]
    case: str
    surface: str
    entities: tuple[str, ...]


class Tables(Protocol):
    """What names are looked up in."""

    @property
    def words(self) -> Mapping[str, object]:
        """Every word that some name begins with."""

    def aliases(self, word: str) -> Sequence[Alias]:
        """The forms that begin with a word, the longest first."""

    def exact(self, tokens: Tokens) -> frozenset[str]:
        """The entities whose name is these words."""

    def shelf(self, letter: str, length: int) -> Sequence[str]:
        """The forms that begin with a letter and are so long."""


class MadeTables:
    """Tables as they were just put together."""

    def __init__(self, first: dict[str, list[Alias]], exact: Mapping[Tokens, Iterable[str]]) -> None:
        """``first``: by the first word; ``exact``: entities by all words."""
        self.words: dict[str, list[Alias]] = first
        self.by_tokens = {tokens: frozenset(entities) for tokens, entities in exact.items()}

    def aliases(self, word: str) -> Sequence[Alias]:
        """The forms that begin with a word, the longest first."""
        return self.words[word]

    def exact(self, tokens: Tokens) -> frozenset[str]:
        """The entities whose name is these words."""
        return self.by_tokens.get(tokens, frozenset())

    @cached_property
    def shelves(self) -> dict[str, list[str]]:
        """Every form by its first letter and length: a misspelling is held against few."""
        found: dict[str, list[str]] = defaultdict(list)
        for form in map(" ".join, self.by_tokens):
            found[_shelf(form[:1], len(form))].append(form)
        return found

    def shelf(self, letter: str, length: int) -> Sequence[str]:
        """The forms that begin with a letter and are so long."""
        return self.shelves.get(_shelf(letter, length), ())

    def keep(self, path: Path) -> None:
        """Write them to a file; a folder that can't be written only costs time."""
        forms: dict[str, tuple[list[Alias], list[tuple[Tokens, list[str]]]]]
        forms = {word: (aliases, []) for word, aliases in self.words.items()}
        for tokens, entities in self.by_tokens.items():
            forms.setdefault(tokens[0] if tokens else "", ([], []))[1].append((tokens, sorted(entities)))
        parts: tuple[Mapping[str, object], ...] = (forms, self.shelves)
        places: tuple[dict[str, int], ...] = ({}, {})
        blobs, end = [], 0
        for place, contents in zip(places, parts, strict=True):
            for key, content in contents.items():
                place[key] = end
                blobs.append(json.dumps(content).encode())
                end += len(blobs[-1])
        index = json.dumps([*places, end]).encode()
        body = b"".join([len(index).to_bytes(8, "little"), index, *blobs])
        with suppress(OSError):
            write_checked(path, MAGIC, body)
            for old in oldest(path.parent, "*.names", MOST_FILES):
                old.unlink(missing_ok=True)


class KeptTables:
    """Tables in a memory-mapped file."""

    def __init__(self, path: Path) -> None:
        """Open a file. Raises OSError or ValueError where it is not there, or not as it was written."""
        view = checked(path, MAGIC)
        start = 8 + int.from_bytes(view[:8], "little")
        words, shelves, end = json.loads(bytes(view[8:start]))
        self.words: dict[str, int] = words
        self._shelves: dict[str, int] = shelves
        self._ends = dict(pairwise((*words.values(), *shelves.values(), end)))
        self._view = view[start:]
        self.aliases = lru_cache(maxsize=65536)(self._aliases)
        self.shelf = lru_cache(maxsize=1024)(self._shelf)

    def _read(self, place: int) -> Any:
        return json.loads(bytes(self._view[place : self._ends[place]]))

    def _aliases(self, word: str) -> Sequence[Alias]:
        """The forms that begin with a word, the longest first."""
        return [
            Alias(tuple(tokens), tuple(gaps), case, surface, tuple(entities))
            for tokens, gaps, case, surface, entities in self._read(self.words[word])[0]
        ]

    def exact(self, tokens: Tokens) -> frozenset[str]:
        """The entities whose name is these words."""
        place = self.words.get(tokens[0] if tokens else "")
        filed = self._read(place)[1] if place is not None else ()
        return next((frozenset(entities) for form, entities in filed if tuple(form) == tokens), frozenset())

    def _shelf(self, letter: str, length: int) -> Sequence[str]:
        """The forms that begin with a letter and are so long."""
        place = self._shelves.get(_shelf(letter, length))
        return () if place is None else tuple(self._read(place))


def _shelf(letter: str, length: int) -> str:
    return f"{letter}{length}"


def kept_at(aliases: Ways, tickers: Ways) -> Path | None:
    """Where the tables of some names are kept; None where that is not worth it."""
    if len(aliases) < LEAST_NAMES:
        return None
    package = Path(__file__).parent.parent
    digest = hashlib.sha256(MAGIC + b"".join(hashlib.sha256((package / s).read_bytes()).digest() for s in SOURCES))
    for ways in (aliases, tickers):
        lines = "\0\0".join("\0".join((entity, *forms)) for entity, forms in ways.items())  # no file may hold NUL
        digest.update(lines.encode("utf-8", "surrogatepass") + b"\0\0\0")
    return folder() / f"{digest.hexdigest()}.names"


def opened(path: Path) -> KeptTables | None:
    """The tables in a file; None where it has to be made."""
    with suppress(OSError, ValueError, TypeError):
        return KeptTables(path)
    return None
