"""Vocabulary -> the words that rules ask a sentence for: without one of its cues in it a rule has nothing to read.

Most sentences hold few of them, so a sentence keeps only those of its words (``Words.present``), and a rule that looks
for a phrase ("is on track to") first asks for the phrase's longest word.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

import factcheck.claim.lexicon as lex
from factcheck.vocabulary import rows

_VOCABULARIES = ("claimtype", "attribution", "qualifiers", "comparisons")


class Cued(NamedTuple):
    """A phrase with a space at both ends, what it stands for, and the word without which no sentence holds it."""

    phrase: str
    cue: str
    row: dict[str, str]


@cache
def phrases(name: str) -> tuple[Cued, ...]:
    """A vocabulary's phrases, the longest first."""
    told = [Cued(f" {r['words']} ", max(r["words"].split(), key=len), r) for r in rows(name)]
    return tuple(sorted(told, key=lambda p: -len(p.phrase)))


@cache
def of(name: str) -> frozenset[str]:
    """The cues of a vocabulary's phrases."""
    return frozenset(p.cue for p in phrases(name))


@lru_cache(maxsize=4096)  # the numbers of a sentence ask alike, and many sentences have the same few cues
def held(name: str, present: frozenset[str]) -> tuple[Cued, ...]:
    """The phrases that a sentence with these cues can hold, the longest first."""
    return () if present.isdisjoint(of(name)) else tuple(p for p in phrases(name) if p.cue in present)


@cache
def family(name: str) -> frozenset[str]:
    """The words of a stance: negation, refusal, condition and so on."""
    return frozenset(word for row in rows("stances") if row["family"] == name for word in row["words"].split("|"))


def _verbs(*kinds: str) -> frozenset[str]:
    return frozenset(word for word, verb in lex.VERBS.items() if verb.kind in kinds)


STANCES = frozenset(word for row in rows("stances") for word in row["words"].split("|"))
MARKS = frozenset(p.phrase.split()[0] for p in phrases("comparisons"))  # without one nothing is compared
PLANS, SAYS = _verbs("plan", "forecast"), _verbs("say", "forecast")
DESCRIPTIONS = frozenset(word for word, noun in lex.NOUNS.items() if noun.kind == "description")
JOINING = frozenset({"as", "after", "before", "until"})  # before a subject and its verb they open a clause
_SINGLE = JOINING | {"?", "neither", "respectively"}
_ALL = frozenset().union(*map(of, _VOCABULARIES), STANCES, MARKS, PLANS, SAYS, DESCRIPTIONS, _SINGLE)


def among(words: Iterable[str]) -> frozenset[str]:
    """The cues among a sentence's words."""
    return _ALL.intersection(words)
