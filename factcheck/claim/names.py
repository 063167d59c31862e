"""Words -> names: who a noun phrase, a pronoun or "the company" stands for."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache

import factcheck.claim.lexicon as lex
from factcheck.claim.grammar import Words, read
from factcheck.model import Article
from factcheck.vocabulary import rows

BACK = 6  # sentences looked at for an antecedent
_LINKS = frozenset({"of", "and", "&", "for", "de", "la", "und", "the"})
_HEADS = frozenset(
    "bank university department ministry bureau board house federation association institute office kingdom republic "
    "states council school college court chamber organisation organization agency authority fund society union "
    "centre center committee federal reserve isle house commission".split()
)
_IT = frozenset({"it", "its", "they", "their", "them", "which", "that", "who", "whose"})
_WE = frozenset({"we", "our", "us", "ours"})
_HE = frozenset({"he", "his", "she", "her", "him"})


def spans(words: Words, a: int, b: int) -> list[tuple[int, int]]:
    """The names in words [a, b): runs of capitalised words, "Bank of England" and "Johnson & Johnson" as one."""
    out: list[tuple[int, int]] = []
    tags, low = words.tags, words.low
    i = a
    while i < b:
        if tags[i] != "N":
            i += 1
            continue
        j = i + 1
        while j < b:
            if tags[j] == "N" or (
                words.raw[j] == "." and j + 1 < b and tags[j + 1] == "N" and low[j + 1] not in lex.DET
            ):
                j += 1
            elif (
                low[j] in _LINKS
                and j + 1 < b
                and tags[j + 1] == "N"
                and (
                    low[j] == "&"
                    or (low[j] in ("of", "for") and low[j - 1] in _HEADS)
                    or (low[j] == "the" and low[j - 1] == "of")
                )
            ):
                j += 2
            elif low[j] == "of" and j + 2 < b and low[j + 1] == "the" and tags[j + 2] == "N" and low[j - 1] in _HEADS:
                j += 3
            else:
                break
        out.append((i, j))
        i = j
    return out


def is_person(words: Words, i: int, j: int) -> bool:
    """Whether a title stands before the name or a verb of saying right after a name of two words."""
    if i and (lex.noun_kind(words.low[i - 1]) in ("title", "people") or words.low[i - 1] in ("executive", "officer")):
        return True
    verb = lex.VERBS.get(words.low[j]) if j < len(words.low) else None
    return verb is not None and verb.kind == "say" and j - i == 2


@cache
def _demonyms() -> frozenset[str]:
    """“Brazilian officials” tells of no Brazilian whom a later "it" could mean."""
    return frozenset(d for r in rows("demonyms") for d in r["demonyms"].split("|") if d)


def _continues(words: Words) -> bool:
    """Whether the sentence's own subject is a pronoun: "They would rather not depend on Acme" names no new topic."""
    for tag in words.tags[:6]:
        if tag == "O":
            return True
        if tag in "NV":
            return False
    return False


@dataclass(slots=True)
class Antecedents:
    """Names told before a place in the text; sentences are read on demand and remembered."""

    article: Article
    starts: list[int]
    seen: dict[int, list[tuple[str, bool]]] = field(default_factory=dict)

    def names(self, index: int) -> list[tuple[str, bool]]:
        """The names of one sentence, in order, and whether each is a person's."""
        if index not in self.seen:
            end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.article.text)
            words = read(self.article.text, self.starts[index], end, ())
            if _continues(words):
                self.seen[index] = []
                return []
            named = spans(words, 0, len(words.low))
            kept = [(i, j) for i, j in named if j - i > 1 or words.raw[i] not in _demonyms()]
            self.seen[index] = [(words.text(i, j), is_person(words, i, j)) for i, j in kept]
        return self.seen[index]

    def before(self, offset: int, person: bool = False) -> str | None:
        """The first name of the nearest sentence before ``offset`` that has one: subjects come first in English."""
        index = bisect_right(self.starts, offset) - 2
        for back in range(index, max(index - BACK, -1), -1):
            for name, human in self.names(back):
                if human == person:
                    return name
        return None

    def speakers(self, words: Words) -> str | None:
        """The company in "…," Acme chief executive Jane Doe said."""
        names = spans(words, 0, len(words.low))
        return next((words.text(i, j) for i, j in names if not is_person(words, i, j)), None)

    def company(self, offset: int) -> str | None:
        """Who "the company" and "we" are."""
        return self.article.entity or self.before(offset)


def resolve(words: Words, at: int, known: Antecedents) -> str | None:
    """The name a pronoun at word ``at`` stands for: the first name of its sentence before it, else one told before."""
    word = words.low[at]
    if word in _WE:
        return known.company(words.start) or known.speakers(words)
    if word in _IT or word in _HE:
        earlier = spans(words, 0, at)
        if earlier:
            return words.text(*earlier[0])
        if word in _HE:
            return known.before(words.start, person=True)
        return known.before(words.start) or (known.article.entity if word in _IT else None)
    return None


def described(words: Words, a: int, b: int) -> bool:
    """Whether [a, b) is "the company", "the German carmaker": a description of somebody told before."""
    if b - a < 2 or words.tags[a] not in "DS":
        return False
    return lex.noun_kind(words.low[b - 1]) == "description" and words.low[a] in ("the", "this", "that")
