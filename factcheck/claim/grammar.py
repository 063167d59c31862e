"""Sentence -> tagged words: a shallow grammar, one letter a word, mentions as single words.

M mention, N name, n other noun or word, V finite verb, G -ing verb, B base verb, A auxiliary, P preposition, D article,
S possessive pronoun, R adverb, O pronoun, C conjunction, W relative, J adjective, ' possessive; punctuation is itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import factcheck.claim.lexicon as lex
from factcheck.model import Mention

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-&/.’'][^\W_]+)*|[^\w\s]")
_AROUND = 5000  # characters searched for the same word in small letters
_TIMES = frozenset({"date", "daterange", "duration"})
_QUOTES = frozenset('"“”„«»')
_DASHES = frozenset("–—-")
_NOUNISH = frozenset("nNJGM")


class Words(NamedTuple):
    """A sentence's words in parallel lists; ``tags`` is one letter a word, ``at`` the index of each mention."""

    start: int
    end: int
    low: list[str]
    raw: list[str]
    starts: list[int]
    tags: str
    at: dict[str, int]
    mentions: tuple[Mention, ...]
    values: frozenset[int]  # the words that are numbers and no dates or lengths of time
    present: frozenset[str]

    def end_of(self, k: int) -> int:
        """Where word ``k`` ends in the text."""
        return self.starts[k] + len(self.raw[k])

    def text(self, i: int, j: int) -> str:
        """The words [i, j) joined by single spaces, possessives attached."""
        out = ""
        for k in range(i, j):
            glue = "" if not out or self.tags[k] in "'," or self.raw[k] in ")%" or out[-1] in "($" else " "
            out += glue + self.raw[k]
        return out


def read(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Words:
    """Cut a sentence into words; a mention is one word whatever it holds."""
    low: list[str] = []
    raw: list[str] = []
    starts: list[int] = []
    at: dict[str, int] = {}
    values: list[int] = []
    place = start
    sentence = text[start:end]
    possessives = "'s" in sentence or "’s" in sentence
    for m in (*mentions, None):
        hits = list(_WORD.finditer(text, place, min(m.start, end) if m else end))
        printed = [hit[0] for hit in hits]
        begins = [hit.start() for hit in hits]
        if possessives:
            _cut_possessives(printed, begins)
        raw += printed
        low += [word.lower() for word in printed]
        starts += begins
        if m:
            at[m.id] = len(raw)
            if m.kind not in _TIMES:
                values.append(len(raw))
            raw.append(m.surface)
            low.append("")
            starts.append(m.start)
            place = m.end
    tags = _tags(low, raw)
    if tags[:1] == "N" and tags[1:2] not in ("N", "'", ".", "("):
        near = text.find(f" {low[0]} ", max(0, start - _AROUND), start + _AROUND)
        if near >= 0:  # the text writes it small elsewhere: "Infrastructure spending rose"
            tags = "n" + tags[1:]
    return Words(start, end, low, raw, starts, tags, at, tuple(mentions), frozenset(values), frozenset(low))


def _cut_possessives(words: list[str], starts: list[int]) -> None:
    """Make two words of "Acme's", in place."""
    for k in range(len(words) - 1, -1, -1):
        word = words[k]
        if word[-1] == "s" and len(word) > 2 and word[-2] in "'’":
            words[k : k + 1] = (word[:-2], "'s")
            starts.insert(k + 1, starts[k] + len(word) - 2)


def _tags(low: list[str], raw: list[str]) -> str:
    tags: list[str] = []
    shouting, titled = _shouts(raw), _titled(raw)
    prev = lead = ""
    article = False  # inside "a surprising …": a singular noun follows, and no plain verb form
    nexts = iter([*raw[1:], ""])
    for word, printed, following in zip(low, raw, nexts, strict=False):
        if word == "":
            prev, lead = "M", ""
        else:
            fixed = _always(word) if printed == word else ""
            if not fixed:
                first = not prev or prev in '"-*•:' or (prev == "." and len(tags) < 3)
                small = (shouting and (word in _LEXICON or not first)) or (titled and word in _LEXICON)
                prev = _tag(word, printed, prev, first, following, lead, small, article)
            else:
                prev = fixed
            if prev != "R" and word not in _FLOATING:
                lead = word
        article = (article and prev in "nJGRM") or (prev == "D" and word in _SINGULAR)
        tags.append(prev)
    return "".join(tags)


def _shouts(raw: list[str]) -> bool:
    """A headline in capitals: capital letters then say nothing about names."""
    if sum(map(str.islower, raw)) > 2:
        return False
    words = [w for w in raw if len(w) > 2 and w.isalpha()]
    return len(words) > 2 and sum(w.isupper() for w in words) * 10 > len(words) * 8


def _titled(raw: list[str]) -> bool:
    """A headline that Writes Its Words So: known words are then no names."""
    words = [w for w in raw if len(w) > 3 and w.isalpha()]
    if len(words) < 3 or raw[-1] == "." or not all(w[0].isupper() for w in words):
        return False
    return any(w.lower() in lex.VERBS for w in words[1:])


def _tag(
    word: str, raw: str, prev: str, first: bool, following: str, before: str, shouting: bool, article: bool
) -> str:
    char = word[0]
    if not char.isalnum():
        return _punctuation(word, prev)
    capital = raw[0].isupper() and not shouting
    if capital and (word == "i" or word.rpartition("'")[2] in _CONTRACTED):
        return "O"
    if raw == "US":
        return "N"  # and no "us"
    if capital and not first and word not in lex.CALENDAR:
        kind = lex.noun_kind(word)
        if kind == "title" or (kind is not None and prev == "M") or (kind == "metric" and raw.isupper()):
            return "n"  # "EBITDA of $3bn", "Net 3.4 mln Revs 20 mln"
        return "N"
    small = _small(word, prev)
    if small:
        return small
    verb = lex.VERBS.get(word)
    if verb is not None:
        tag = _verb(word, verb, prev, before, following, article)
        if tag and not (capital and tag == "B"):
            return tag
    if word in lex.NOUNS:
        return "n" if lex.NOUNS[word].kind != "common" or first else "J" if word.endswith("ed") else "n"
    if first and word.endswith("ly") and word not in _LY_NAMES:
        return "R"
    if first and word.endswith("ing") and following in _LEADERS:
        return "n"  # "Speaking to reporters", while "Boeing said"
    if capital and word not in lex.CALENDAR:
        return "N"
    if word.endswith("ly") and len(word) > 4:
        return "R"
    if word.endswith("ed") and len(word) > 4:
        object_next = following[:1] in "$€£" or following[:1].isupper() or following.lower() in _OPENS or not following
        return "V" if prev in "nNO)',RA" and object_next else "J"
    if word.endswith("ing") and len(word) > 5 and prev in ",A":
        return "G"
    return "n"


_OPENS = lex.DET | lex.POSS | lex.PREP | lex.PRON | lex.ADV
_LEADERS = lex.PREP | lex.DET | lex.POSS
_SINGULAR = frozenset({"a", "an", "this", "that"})


def _fixed() -> dict[str, str]:
    """Words in small letters that are always the same: "of", "the", "its", "would"; and the commonest signs."""
    out: dict[str, str] = {}
    for family, tag in ((lex.ADV, "R"), (lex.PRON, "O"), (lex.CONJ, "C"), (lex.PREP, "P"), (lex.DET, "D")):
        out.update(dict.fromkeys(family, tag))
    out.update(dict.fromkeys(lex.POSS, "S"))
    out.update(dict.fromkeys(lex.AUX, "A"))
    for word in (*lex.REL, "that", "which"):
        out.pop(word, None)
    return {**out, ",": ",", ".": ".", "(": "(", ")": ")", ";": ";", ":": ":", "'s": "'"}


_FIXED = _fixed()


@lru_cache(maxsize=50_000)
def _always(word: str) -> str:
    """The tag of a word in small letters that no neighbour changes, as of most words; "" where neighbours decide."""
    if fixed := _FIXED.get(word):
        return fixed
    ruled = word in _CLOSED or word in lex.VERBS or word.endswith(("ed", "ing", "ly"))
    return "" if ruled or not word[0].isalnum() else "n"


_FLOATING = frozenset({"each", "both", "all"})
_CONTRACTED = frozenset({"ve", "ll", "re", "d", "m"})
_LY_NAMES = frozenset({"italy", "sicily", "emily", "lilly", "kelly", "reilly", "family", "assembly", "july"})
_NOUN_AFTER_TO = frozenset({"record", "reported", "estimated", "issue", "trade"})
_TAKE_OF = frozenset({"consist", "consists", "think", "approve", "approves", "dispose", "complain", "complains"})
_MOVES = frozenset({"by", "to", "from", "sharply", "slightly"})
_BASE_OK = frozenset({"to", "will", "would", "could", "may", "might", "should", "shall", "must", "can", "not"})


def _punctuation(word: str, prev: str) -> str:
    if word == "'s":
        return "'"
    if word in _QUOTES:
        return '"'
    if word in _DASHES:
        return "-"
    if word in "'’":
        return "'" if prev in "nN" else '"'
    return word if word in ",;:()." else "."


_CLOSED = frozenset().union(lex.AUX, lex.POSS, lex.DET, lex.REL, lex.PREP, lex.CONJ, lex.PRON, lex.ADV, lex.ADJ)
_LEXICON = _CLOSED | lex.VERBS.keys() | lex.NOUNS.keys()


def _small(word: str, prev: str) -> str:
    if word not in _CLOSED:
        return ""
    if word in lex.AUX:
        return "A"
    if word in lex.POSS:
        return "S"
    if word in lex.DET:
        if word == "that" and prev in "nN,":
            return "W"
        return "D"
    if word in lex.REL:
        return "W" if word != "which" or prev != "" else "O"
    if word in lex.PREP:
        return "P"
    if word in lex.CONJ:
        return "C"
    if word in lex.PRON:
        return "O"
    if word in lex.ADV:
        return "R"
    if word in lex.ADJ and (prev in "DSJP'" or word not in lex.VERBS):
        return "J"
    return ""


def _verb(word: str, verb: lex.Verb, prev: str, before: str, following: str, article: bool) -> str:
    """A verb form's tag, or "" where it is a noun or adjective here: "the reported loss", "a surprising move"."""
    form = verb.form
    if following == "of" and form in ("base", "third") and before not in _BASE_OK and word not in _TAKE_OF:
        return ""  # "share repurchases of $2bn"
    if form == "base" and following == "that" and verb.kind in ("say", "forecast") and prev in "nN":
        return "V"  # "analysts at Acme estimate that"
    if before in _BASE_OK and form != "ing" and (before != "to" or word not in _NOUN_AFTER_TO):
        return "B"
    if form == "ing":
        if prev in "nN" and lex.noun_kind(word) == "metric" and following[:1].isalpha() and following not in _OPENS:
            return ""  # "R&D spending rising", and not "Acme spending $3bn"
        return "" if prev in "DSJ'." and word in lex.NOUNS else "G"
    if form == "base" and prev == "M" and following in ("in", "for", "at", "from") and verb.kind == "have":
        return "V"  # "4,000 work in Norway"
    if form == "base" and prev in "nNR" and (following[:1].isdigit() or following[:1] in "$€£" or following in _MOVES):
        return "" if article else "V"
    if form in ("base", "third"):
        after = lex.VERBS.get(following)
        if prev in "nJ" and lex.noun_kind(word) == "common":
            return ""  # "convertible notes"
        if prev in "nJ" and following in lex.PREP and lex.noun_kind(word) == "metric":
            return ""  # "operating costs at Acme"
        if word in lex.NOUNS and prev in "nN" and after is not None and after.form in ("past", "third", "participle"):
            return ""  # "consumer prices rose"
        if form == "third" and prev in "VB" and word in lex.NOUNS:
            return ""  # "raised prices"
        if prev in "DSJ'MPG" or (form == "base" and word in lex.NOUNS and prev in "nN"):
            return ""
        if form == "base" and prev == "":
            return ""
        says = prev == "-" and verb.kind == "say"  # "the figures - out on Monday - suggest"
        return "V" if form == "third" or says or (prev in "nNOR),CA" and not article) else ""
    if prev in "DS" or (prev == "'" and word not in lex.NOUNS and following[:1].islower() and following not in _OPENS):
        return "" if word in lex.NOUNS else "J"
    if prev == "J" and word in lex.NOUNS:
        return ""
    if form == "base" or (word in lex.NOUNS and prev in "DSJPM'"):
        return ""
    return "V"
