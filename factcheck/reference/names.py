"""Names and aliases -> Names: which entities a surface may mean, and where names stand in a text.

A name of several entities stays ambiguous: all of them come back. Proper names need a capital in the text, tickers
and short acronyms their exact capitals, so that "apple" and "it" are words and "Apple" and "IT" may be names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate, compress, pairwise
from pathlib import Path

from rapidfuzz import fuzz, process

from factcheck.reference.collecting import quiet_collector
from factcheck.reference.name_tables import Alias, MadeTables, Tables, Tokens, Ways, kept_at, opened
from factcheck.reference.words import TOKEN, fold
from factcheck.vocabulary import rows

_POSSESSIVE = re.compile(r"['’]s?$")
_QUOTES = re.compile(r"^[\"“”'‘(\[]+|[\"“”)\],;:]+$")
_MARKET = re.compile(r"(?:\$|(?:NYSE|NASDAQ|Nasdaq|LSE|AMEX|TYO|FRA)\s?:\s?)$")
FUZZY_SCORE = 92  # two slips in a name of 25 letters; below it "Micron" came out for "Microsoft" and the like
FUZZY_LETTERS = 7
PREFIX_LETTERS = 5
SHORT, MOST_FOUND = 100, 20_000  # texts of so few characters are remembered, so many of them
_PIECES = re.compile(rf"({TOKEN.pattern})")


def _words(kind: str) -> frozenset[str]:
    return frozenset(r["word"] for r in rows("name_words") if r["kind"] == kind)


class Names:
    """All names of a reference, found by first word."""

    def __init__(self, aliases: Ways, tickers: Ways) -> None:
        """``aliases``: entity -> the ways to write it (the entity's own name first); ``tickers`` likewise."""
        self._suffixes, self._generic = _words("suffix"), _words("generic")
        self._tickers: dict[str, set[str]] = defaultdict(set)
        for entity, codes in tickers.items():
            for code in codes:
                self._tickers[code].add(entity)
        kept = kept_at(aliases, tickers)
        ready = opened(kept) if kept else None
        with quiet_collector():
            self.tables: Tables = ready or self._made(aliases, kept)
        self._memo: dict[str, tuple[str, ...]] = {}
        self._found: dict[str, tuple[tuple[int, int, str], ...]] = {}

    def _made(self, aliases: Ways, kept: Path | None) -> MadeTables:
        """The tables, put together from every form of every name, and kept where that is worth it."""
        exact: dict[Tokens, set[str]] = defaultdict(set)
        surfaces: dict[tuple[str, str], set[str]] = defaultdict(set)
        shortest: list[tuple[str, str]] = []
        for entity, ways in aliases.items():
            for way in ways:
                forms = self._forms(way)
                for form in forms:
                    exact[_split(form)[0]].add(entity)
                    surfaces[form, _case(form)].add(entity)
                shortest.append((entity, forms[-1] if forms else ""))
        for code, entities in self._tickers.items():
            surfaces[code, "ticker"] |= entities
        self._add_short_forms(shortest, exact, surfaces)
        first: dict[str, list[Alias]] = defaultdict(list)
        for (form, case), entities in surfaces.items():
            tokens, gaps = _split(form)
            if tokens:
                first[tokens[0]].append(Alias(tokens, gaps, case, form, tuple(sorted(entities))))
        for same in first.values():
            same.sort(key=lambda a: -len(a.tokens))
        _split.cache_clear()
        made = MadeTables(dict(first), exact)
        if kept:
            made.keep(kept)
        return made

    def _forms(self, name: str) -> list[str]:
        """A name as written and without "The" and legal form: Abbott Laboratories Inc. -> Abbott Laboratories."""
        bare = name.strip()
        forms = [bare]
        words = bare.split()
        if len(words) > 1 and words[0].lower() == "the":
            words = words[1:]
            forms.append(" ".join(words))
        while len(words) > 1 and fold(words[-1].strip(".,()")).replace(".", "") in self._suffixes:
            words = words[:-1]
            if words[-1] in ("&", "and"):
                words = words[:-1] or words
            forms.append(" ".join(words).rstrip(",."))
        return [f for f in dict.fromkeys(forms) if f]

    def _add_short_forms(
        self,
        shortest: Iterable[tuple[str, str]],
        exact: dict[Tokens, set[str]],
        surfaces: dict[tuple[str, str], set[str]],
    ) -> None:
        """Goldman for Goldman Sachs, where no other name begins so and the word is no everyday one."""
        by_first: dict[str, set[str]] = defaultdict(set)
        plain: dict[str, str] = {}
        for entity, form in shortest:
            tokens, _ = _split(form)
            if tokens:
                by_first[tokens[0]].add(entity)
                if len(tokens) > 1:
                    plain[tokens[0]] = form.split()[0]
        for first, entities in by_first.items():
            if len(entities) == 1 and first in plain and len(first) >= PREFIX_LETTERS and first not in self._generic:
                word = plain[first]
                if word[:1].isupper() and (first,) not in exact and TOKEN.fullmatch(word):
                    exact[(first,)] |= entities
                    surfaces[word, "proper"] |= entities

    def lookup(self, name: str) -> tuple[str, ...]:
        """The entities a surface may mean, in alphabetical order; none when unknown."""
        if name not in self._memo:
            if len(self._memo) > 50_000:
                self._memo.clear()
            self._memo[name] = tuple(sorted(self._lookup(name)))
        return self._memo[name]

    def _lookup(self, name: str) -> Iterable[str]:
        bare = _POSSESSIVE.sub("", _QUOTES.sub("", name.strip())).strip()
        if bare.lstrip("$") in self._tickers:
            return self._tickers[bare.lstrip("$")] | self.tables.exact(_folded(bare))
        for form in self._forms(bare):
            if found := self.tables.exact(_folded(form)):
                return found
        inside = self.find(bare)
        if inside and {e for s, e_, e in inside if e_ == len(bare)} and bare[: inside[-1][0]].islower():
            return {e for s, _, e in inside if s == inside[-1][0]}  # "software giant Microsoft"
        return self._fuzzy(bare)

    def _fuzzy(self, name: str) -> Iterable[str]:
        """A clear misspelling: "Microsfot", never a shorter or longer name."""
        folded = " ".join(_folded(name))
        if len(folded) < FUZZY_LETTERS or not name[:1].isupper():
            return set()
        pool = [name for size in (-1, 0, 1) for name in self.tables.shelf(folded[0], len(folded) + size)]
        best = process.extract(folded, pool, scorer=fuzz.ratio, score_cutoff=FUZZY_SCORE - 4, limit=2)
        if not best or (len(best) > 1 and best[1][1] == best[0][1]):
            return set()
        close = best[0][1] >= FUZZY_SCORE or sorted(best[0][0]) == sorted(folded)
        return self.tables.exact(tuple(best[0][0].split())) if close else set()

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """(start, end, entity) of every name in a text, in order, longest first at each place; one row per meaning."""
        if len(text) > SHORT:
            return self._find(text)
        if text not in self._found:  # a text has many claims of one subject
            if len(self._found) > MOST_FOUND:
                self._found.clear()
            self._found[text] = tuple(self._find(text))
        return list(self._found[text])

    def _find(self, text: str) -> list[tuple[int, int, str]]:
        first = self.tables.words
        words, ends = _tokens(text)
        starts = list(compress(range(len(words)), map(first.__contains__, words)))
        found: list[tuple[int, int, str]] = []
        last = -1
        for n in starts:
            if n <= last:
                continue
            hit = self._alias(text, words, ends, n)
            if hit is not None:
                last = n + len(hit.tokens) - 1
                found += [(ends[2 * n], ends[2 * last + 1], entity) for entity in hit.entities]
        return found

    def _alias(self, text: str, words: list[str], ends: list[int], n: int) -> Alias | None:
        """The longest name that stands at a word."""
        second = words[n + 1] if n + 1 < len(words) else None
        for alias in self.tables.aliases(words[n]):
            tokens = alias.tokens
            if (len(tokens) == 1 or tokens[1] == second) and _fits(alias, text, words, ends, n):
                return alias
        return None


@lru_cache(maxsize=4)  # a text is looked through for names of companies, of shares, and of whom it touches
def _tokens(text: str) -> tuple[list[str], list[int]]:
    """The folded words of a text, and where each piece of it ends: what is before a word, the word, what is behind."""
    pieces = _PIECES.split(text.lower() if text.isascii() else text)
    words = pieces[1::2]
    return words if text.isascii() else list(map(fold, words)), list(accumulate(map(len, pieces)))


def _fits(alias: Alias, text: str, words: list[str], ends: list[int], n: int) -> bool:
    """Whether a name stands at word ``n``, which is ``text[ends[2 * n] : ends[2 * n + 1]]``."""
    tokens = alias.tokens
    size = len(tokens)
    if size > 1:
        if tuple(words[n : n + size]) != tokens:
            return False
        between = (text[ends[k] : ends[k + 1]] for k in range(2 * n + 1, 2 * (n + size) - 1, 2))
        if any(_gap(piece) != gap for piece, gap in zip(between, alias.gaps, strict=True)):
            return False
    if alias.case == "any":
        return True
    start = ends[2 * n]
    if alias.case == "proper":
        head = text[start : ends[2 * n + 1]]
        return head[0].isupper() or any(c.isupper() for c in head) or not head[0].isalpha()
    printed = text[start : ends[2 * (n + size) - 1]]
    if printed.replace(".", "") != alias.surface.strip().rstrip(".").replace(".", ""):
        return False
    return alias.case == "exact" or _ticker_here(text, ends, n)


def _ticker_here(text: str, ends: list[int], n: int) -> bool:
    """Short tickers need a sign of the market before them; in a line of capitals a ticker is just a word."""
    start, end = ends[2 * n], ends[2 * n + 1]
    if end - start < 3 and not _MARKET.search(text, max(0, start - 10), start):
        return False
    near = [text[ends[2 * k] : ends[2 * k + 1]] for k in (n - 1, n + 1) if 0 <= k < len(ends) // 2]
    return not near or not all(w.isupper() and len(w) > 1 and w.isalpha() for w in near)


def _gap(between: str) -> str:
    if "\n\n" in between or len(between) > 3:
        return "\n"
    kept = between.replace("’", "'").strip(" \t\n\u00a0\u202f")
    return " " if kept in ("", "-", "\u2010", "\u2011") else kept


@lru_cache(maxsize=1 << 18)  # while names are put together, each is taken apart three times
def _split(form: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    found = list(TOKEN.finditer(form))
    gaps = tuple(_gap(form[a.end() : b.start()]) for a, b in pairwise(found))
    return tuple(fold(m[0]) for m in found), gaps


def _folded(form: str) -> tuple[str, ...]:
    return tuple(fold(m[0]) for m in TOKEN.finditer(form))


def _case(form: str) -> str:
    if form.isupper():
        letters = [c for c in form if c.isalpha()]
        if all(c.isupper() for c in letters) and len(letters) <= 5:
            return "exact"
    return "proper" if any(c.isupper() for c in form) else "any"
