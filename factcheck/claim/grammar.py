"""Sentence -> tagged words: a shallow grammar, one letter a word, mentions as single words.

M mention, N name, n other noun or word, V finite verb, G -ing verb, B base verb, A auxiliary, P preposition, D article,
S possessive pronoun, R adverb, O pronoun, C conjunction, W relative, J adjective, ' possessive; punctuation is itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import factcheck.claim.cues as cues
from factcheck.claim.tagging import settle, tag_of
from factcheck.measure.wrapped import whole
from factcheck.model import Mention

# A word, as nearly all are; "U.S."; words joined by signs: "year-on-year", "Johnson&Johnson", "3.5",
# or broken at a line's end; a sign.
_WORD = re.compile(
    r"[^\W_]++(?![-&/.’'])|(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-&/.’'][^\W_]+|-\n[ ]*+[a-z]{2,})*|[^\w\s]"
)
_ASCII_WORD = re.compile(_WORD.pattern, re.ASCII)  # half as dear again where letters beyond ASCII need no look-up
_AROUND = 5000  # characters searched for the same word in small letters
_TIMES = frozenset({"date", "daterange", "duration"})


@dataclass(slots=True, eq=False)
class Words:
    """A sentence's words in parallel lists; ``tags`` is one letter a word, ``at`` the index of each mention."""

    start: int
    end: int
    low: list[str]
    raw: list[str]
    tags: str
    at: dict[str, int]
    mentions: tuple[Mention, ...]
    values: list[int]  # the words that are numbers and no dates or lengths of time, in order
    present: frozenset[str]  # those of the words that rules ask for
    source: str  # the text the sentence is cut from
    openers: list[int] | None = None  # the words that open clauses, once ``clauses`` was asked for one
    _span: tuple[int, int, int, int] = (0, 0, 0, 0)  # the clause asked for last, and where it stands

    def start_of(self, k: int) -> int:
        """Where word ``k`` begins in the text, found from the last number before it: only claims need it, of two words.

        Between two words stand only characters of which no word is made: the next of a kind is the one meant.
        """
        j = self.tags.rfind("M", 0, k + 1)
        place = self.start
        if j >= 0:
            mention = self.mentions[self.tags.count("M", 0, j)]
            if j == k:
                return mention.start
            place = mention.end
        find = self.source.find
        for word in self.raw[j + 1 : k]:  # "’s" is kept as "'s", and has its place right behind a word
            place = (place if word == "'s" else find(word, place)) + len(word)
        word = self.raw[k]
        return place if word == "'s" else find(word, place)

    def span(self, i: int, j: int) -> tuple[int, int]:
        """Where the words [i, j) stand in the text; most numbers of a sentence stand in one clause."""
        if self._span[:2] != (i, j):
            self._span = (i, j, self.start_of(i), self.start_of(j - 1) + len(self.raw[j - 1]))
        return self._span[2:]

    def window(self, i: int, j: int) -> str:
        """The words [i, j) in small letters with spaces round each and "#" for numbers, to look for phrases in."""
        return f" {' '.join([word or '#' for word in self.low[i:j]])} "

    def text(self, i: int, j: int) -> str:
        """The words [i, j) joined by single spaces, possessives attached."""
        raw, tags = self.raw, self.tags
        out = raw[i] if i < j else ""
        for k in range(i + 1, j):
            glue = "" if tags[k] in "'," or raw[k] in ")%" or out[-1] in "($" else " "
            out += glue + raw[k]
        return whole(out)


def read(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Words:
    """Cut a sentence into words; a mention is one word whatever it holds."""
    low: list[str] = []
    raw: list[str] = []
    tags: list[str] = []
    at: dict[str, int] = {}
    values: list[int] = []
    place = start
    sentence = text[start:end]
    cut = (_ASCII_WORD if sentence.isascii() else _WORD).findall
    possessives = "'s" in sentence or "’s" in sentence
    broken = "-\n" in sentence
    for m in mentions:
        printed = cut(text, place, min(m.start, end))
        if possessives:
            _cut_possessives(printed)
        raw += printed
        printed = list(map(whole, printed)) if broken else printed
        low += map(str.lower, printed)
        tags += map(tag_of, printed)
        at[m.id] = len(raw)
        if m.kind not in _TIMES:
            values.append(len(raw))
        raw.append(m.surface)
        low.append("")
        tags.append("M")
        place = m.end
    printed = cut(text, place, end)
    if possessives:
        _cut_possessives(printed)
    raw += printed
    printed = list(map(whole, printed)) if broken else printed
    low += map(str.lower, printed)
    tags += map(tag_of, printed)
    settle(low, raw, tags)
    if mentions:
        _numbered(raw, tags)
    if mentions and not _BINDING.isdisjoint(low) and not _BOUND.isdisjoint(low):
        _bound(low, tags)
    if tags[:1] == ["N"] and (len(tags) < 2 or tags[1] not in "N'.("):
        near = text.find(f" {low[0]} ", max(0, start - _AROUND), start + _AROUND)
        if near >= 0:  # the text writes it small elsewhere: "Infrastructure spending rose"
            tags[0] = "n"
    return Words(start, end, low, raw, "".join(tags), at, tuple(mentions), values, cues.among(low), text)


def _numbered(raw: list[str], tags: list[str]) -> None:
    """Join figures that are no mention to the name before them, in place: "the S&P 500", "the Model 3"."""
    joined = "".join(tags)
    k = joined.find("Nn") + 1
    while k > 0:
        while tags[k] == "n" and raw[k].isdigit():
            tags[k] = "N"
            k = min(k + 1, len(raw) - 1)
        k = joined.find("Nn", k) + 1


_BINDING = frozenset({"before", "after", "on", "from", "zone", "area"})
_TAXED = frozenset("tax taxes taxation income interest depreciation amortisation amortization exceptional".split())
_EARNED_ON = frozenset("equity assets capital investment investments sales net tangible invested average".split())
_CARRIED = frozenset("operations operating continuing discontinued".split())
_BOUND = _TAXED | _EARNED_ON | _CARRIED | {"euro"}


def _bound(low: list[str], tags: list[str]) -> None:
    """Make one noun of "profit BEFORE tax", "return ON equity" and "cash FROM operations", a name of "euro ZONE"."""
    for k in range(1, len(low) - 1):
        word, after = low[k], low[k + 1]
        if word in ("zone", "area") and low[k - 1] == "euro":
            tags[k - 1] = tags[k] = "N"
        if word not in _BINDING or tags[k - 1] != "n":
            continue
        if (
            (word in ("before", "after") and after in _TAXED)
            or (word == "on" and low[k - 1] in ("return", "returns") and after in _EARNED_ON)
            or (word == "from" and after in _CARRIED)
        ):
            tags[k] = "n"


def _cut_possessives(words: list[str]) -> None:
    """Make two words of "Acme's", and one of what stands behind the mention in "January's", in place."""
    if words[1:2] == ["s"] and words[0] in "'’":
        words[:2] = ["'s"]
    for k in range(len(words) - 1, -1, -1):
        word = words[k]
        if word[-1] == "s" and len(word) > 2 and word[-2] in "'’":
            words[k : k + 1] = (word[:-2], "'s")
