"""One number at its place in a sentence: what stands before and after it. Kinds decide from this alone."""

from __future__ import annotations

from typing import NamedTuple

import factcheck.claim.lexicon as lex
from factcheck.claim.grammar import Words
from factcheck.claim.phrase import Frame
from factcheck.model import Mention

_SESSION = frozenset({"close", "end", "finish", "start", "open", "begin", "come"})
UP = frozenset({"up", "higher", "above", "more", "ahead", "stronger"})
DOWN = frozenset({"down", "lower", "below", "less", "off", "fewer", "behind", "weaker"})


class Site(NamedTuple):
    """A number with what its surroundings make of it.

    ``slot`` is the preposition that leads the number (to from by of at in through until), "" if none; ``change`` the
    direction that makes it a movement ("rose 5%" up, "a 5% fall" down, "changed by 5%" flat), else None.
    """

    words: Words
    i: int
    mention: Mention
    frame: Frame
    slot: str
    lead: int
    change: str | None
    claim_type: str = "actual"

    @property
    def planned(self) -> bool:
        """Whether the sentence tells of a plan or forecast and not of what was."""
        return self.claim_type != "actual"

    @property
    def owned(self) -> bool:
        """Whether an article or a possessor stands before the number: "its May 2023 report"."""
        return self.i > 0 and self.words.tags[self.i - 1] in "SD'"

    @property
    def crowded(self) -> bool:
        """Whether the verb has another number that is no date: then the date is only its period."""
        words, frame = self.words, self.frame
        end = self.i + 1
        while end < frame.end and words.tags[end] not in "VC,":
            end += 1
        values = (m for m in words.mentions if m.kind not in ("date", "daterange", "duration"))
        return any(frame.verb < words.at[m.id] < end for m in values)

    @property
    def near_event(self) -> bool:
        """Whether only a short way of plain words lies between verb and date: "opened its plant in Leeds in 1998"."""
        return self.i - self.frame.verb <= 9

    @property
    def before(self) -> str:
        """The last words before the number, in small letters, as one string."""
        return " ".join(self._low(max(0, self.i - 8), self.i))

    @property
    def after(self) -> str:
        """The next words after the number, in small letters, as one string."""
        return " ".join(self._low(self.i + 1, min(len(self.words.low), self.i + 9)))

    def _low(self, a: int, b: int) -> list[str]:
        words = self.words
        return [words.low[k] or words.raw[k].lower() for k in range(a, b)]

    @property
    def verb(self) -> lex.Verb | None:
        """The governing verb, where the vocabulary knows it."""
        v = self.frame.verb
        return lex.VERBS.get(self.words.low[v]) if v >= 0 else None


_LEADS = frozenset(
    "to from by of at in through until till for than with against versus vs within over under below above since on "
    "between about around".split()
)


def make(words: Words, i: int, mention: Mention, frame: Frame, claim_type: str = "actual") -> Site:
    """The site of the mention at word ``i``."""
    tags, low = words.tags, words.low
    k = before_hedges(words, i)
    if k > 0 and words.raw[k] == "." and low[k - 1] == "vs":
        k -= 1
    slot = low[k] if k >= 0 and low[k] in _LEADS and tags[k] in "PRB" else ""
    return Site(words, i, mention, frame, slot, k, _change(words, mention, k, slot, frame), claim_type)


_AS = frozenset({"much", "many", "high", "low", "little", "few", "large", "big"})


_PAIRS = frozenset({("least", "at"), ("most", "at")}) | frozenset(
    ("than", word) for word in ("more", "less", "fewer", "greater", "higher", "lower", "better", "rather")
)


def _goes(tags: str, k: int) -> bool:
    """Whether a verb stands there: in "went up to $5" the number is reached, in "of up to $5" it is a bound."""
    return k >= 0 and tags[k] in "VBGR"


def _hedge(words: Words, k: int) -> bool:
    """Whether a word only softens the number: "rose BY ABOUT 5%", "NEARLY 40"; no "up" and "down"."""
    word = words.low[k]
    if k > 0 and word in ("around", "about", "over", "under", "some"):
        return words.tags[k - 1] in "PVBG" or words.tags[k] == "R"
    return words.tags[k] == "R" and word not in UP and word not in DOWN


def before_hedges(words: Words, i: int) -> int:
    """The last word before a number that is no hedge, article or adjective: "down MORE THAN 25%", "to AT LEAST $5m"."""
    tags, low = words.tags, words.low
    k = i - 1
    while k >= 0:
        word = low[k]
        if (word, low[k - 1]) in _PAIRS or (word == "to" and low[k - 1] in ("up", "close") and not _goes(tags, k - 2)):
            k -= 2
        elif word == "as" and k >= 2 and low[k - 1] in _AS and low[k - 2] == "as":
            k -= 3
        elif tags[k] in 'JD"(' or _hedge(words, k):
            k -= 1
        else:
            break
    return k


_WAYS = UP | DOWN
_UNMOVED = frozenset("to from at in through until since with against versus vs than on for above below".split())


def _change(words: Words, mention: Mention, k: int, slot: str, frame: Frame) -> str | None:
    """The direction if the number is a movement; "flat" where the words give none."""
    tags, low = words.tags, words.low
    i = words.at[mention.id]
    after = _head_after(words, i)
    if after is not None:
        return after
    if slot in _UNMOVED:
        return None
    j = k - 1 if slot in ("by", "of", "between", "about", "around", "over", "under") else k
    while j >= 0 and tags[j] in "RJ" and low[j] not in _WAYS:
        j -= 1
    if j < 0:
        return None
    if slot == "of":
        if low[j] in ("rate", "pace") and frame.verb >= 0:  # "grew at an annual rate of 2.8%"
            verb = lex.VERBS.get(low[frame.verb])
            return (verb.direction or "flat") if verb is not None and verb.kind == "change" else None
        noun = lex.NOUNS.get(low[j])
        return noun.direction or "flat" if noun and noun.kind == "change" else None
    if low[j] in UP or low[j] in DOWN:
        if j and tags[j - 1] in "VBG" and not _moves(low[j - 1], mention.kind):  # "make up a third", "laid off 40"
            return None
        return "up" if low[j] in UP else "down"
    if tags[j] in "VBG" and (verb := lex.VERBS.get(low[j])) is not None and verb.kind == "change":
        return verb.direction or "flat"
    if mention.kind == "percent" and not slot and tags[j] in "VBG" and low[i + 1 : i + 2] != ["of"]:
        return _MOVED.get(verb.lemma) if (verb := lex.VERBS.get(low[j])) is not None else None
    if mention.kind == "ratio" and not slot and tags[j] == "n" and low[i + 1 : i + 2] != ["of"]:
        slot = "by"  # "raised revenue a fifth"
    if slot == "by" and frame.verb >= 0:
        verb = lex.VERBS.get(low[frame.verb])
        if verb is not None and verb.kind == "change":
            return verb.direction or "flat"
    return None


_MOVED = {"lose": "down", "add": "up"}  # "the shares lost 3%", and not "lost 3% of its customers"


def _moves(word: str, kind: str) -> bool:
    """Whether a number after this verb and "up" is a movement: "was up 5%", "closed up 3%"; not "laid off 40"."""
    verb = lex.VERBS.get(word)
    if verb is None:
        return False
    return verb.kind in ("change", "be", "reach") or (verb.lemma in _SESSION and kind == "percent")


_LEVELS = {"higher": "up", "stronger": "up", "lower": "down", "weaker": "down"}
_CHANGES = {word: noun.direction or "flat" for word, noun in lex.NOUNS.items() if noun.kind == "change"}
_COMPARED = {**_LEVELS, "more": "up", "less": "down", "fewer": "down"}


def _head_after(words: Words, i: int) -> str | None:
    """“a 12% rise”, "5% higher", "a 3.2% year-on-year increase": the direction told after the number."""
    tags, low = words.tags, words.low
    for k in range(i + 1, min(i + 6, len(tags))):
        word = low[k]
        if word in _COMPARED and (k == i + 1 or word in _LEVELS):
            return _COMPARED[word]
        if word in _CHANGES and tags[k] in "nVB":
            return _CHANGES[word]
        if tags[k] not in "nJGR-" and not (tags[k] in "()" and _glossed(tags, k)):
            return None
    return None


def _glossed(tags: str, k: int) -> bool:
    """Whether a short form in brackets stands there: "a 22% year-on-year (YoY) rise"."""
    return any(tags[j : j + 3] in ("(n)", "(R)") for j in (k - 2, k - 1, k))
