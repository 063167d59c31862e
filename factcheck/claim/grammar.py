"""Sentence -> tagged words: a shallow grammar, one letter a word, mentions as single words.

M mention, N name, n other noun or word, V finite verb, G -ing verb, B base verb, A auxiliary, P preposition, D article,
S possessive pronoun, R adverb, O pronoun, C conjunction, W relative, J adjective, ' possessive; punctuation is itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import factcheck.claim.cues as cues
import factcheck.claim.lexicon as lex
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
_QUOTES = frozenset('"“”„«»')
_DASHES = frozenset("–—-")
_BETWEEN = frozenset("nJGRM")  # what may stand between an article and its noun


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
        tags += map(_tag_of, printed)
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
    tags += map(_tag_of, printed)
    _settle(low, raw, tags)
    if tags[:1] == ["N"] and (len(tags) < 2 or tags[1] not in "N'.("):
        near = text.find(f" {low[0]} ", max(0, start - _AROUND), start + _AROUND)
        if near >= 0:  # the text writes it small elsewhere: "Infrastructure spending rose"
            tags[0] = "n"
    return Words(start, end, low, raw, "".join(tags), at, tuple(mentions), values, cues.among(low), text)


def _cut_possessives(words: list[str]) -> None:
    """Make two words of "Acme's", in place."""
    for k in range(len(words) - 1, -1, -1):
        word = words[k]
        if word[-1] == "s" and len(word) > 2 and word[-2] in "'’":
            words[k : k + 1] = (word[:-2], "'s")


def _settle(low: list[str], raw: list[str], tags: list[str]) -> None:
    """Tag the words whose neighbours decide, in place: those that have an empty tag so far."""
    shouting, titled = _shouts(raw), _titled(raw)
    headline = shouting or titled
    for k, tag in enumerate(tags):
        if tag:
            continue
        prev = tags[k - 1] if k else ""
        first = not prev or prev in '"-*•:' or (prev == "." and k < 3)
        if not first and not headline and (tag := _inside_of(raw[k])):
            tags[k] = tag
            continue
        word = low[k]
        small = headline and (word in _LEXICON or (shouting and not first))
        tags[k] = _tag(low, raw, tags, k, first, small)


def _shouts(raw: list[str]) -> bool:
    """A headline in capitals: capital letters then say nothing about names."""
    small = 0
    for word in raw:
        if word.islower():
            small += 1
            if small > 2:
                return False
    words = [w for w in raw if len(w) > 2 and w.isalpha()]
    return len(words) > 2 and sum(w.isupper() for w in words) * 10 > len(words) * 8


def _titled(raw: list[str]) -> bool:
    """A headline that Writes Its Words So: known words are then no names."""
    if not raw or raw[-1] == ".":
        return False
    words: list[str] = []
    for w in raw:
        if len(w) > 3 and w.isalpha():
            if not w[0].isupper():
                return False
            words.append(w)
    return len(words) > 2 and any(w.lower() in lex.VERBS for w in words[1:])


def _tag(low: list[str], raw: list[str], tags: list[str], k: int, first: bool, small: bool) -> str:
    """The tag of the word at ``k``; ``first``: a sentence begins here, ``small``: its capital letter says nothing."""
    word, printed, prev = low[k], raw[k], tags[k - 1] if k else ""
    if not word[0].isalnum():
        return _quote(prev)
    following = raw[k + 1] if k + 1 < len(raw) else ""
    capital = printed[0].isupper() and not small
    if capital and (word == "i" or word.rpartition("'")[2] in _CONTRACTED):
        return "O"
    if printed == "US":
        return "N"  # and no "us"
    if capital and not first and word not in lex.CALENDAR:
        kind = lex.noun_kind(word)
        if kind == "title" or (kind is not None and prev == "M") or (kind == "metric" and printed.isupper()):
            return "n"  # "EBITDA of $3bn", "Net 3.4 mln Revs 20 mln"
        return "N"
    if closed := _small(word, prev):
        return closed
    verb = lex.VERBS.get(word)
    if verb is not None:
        tag = _verb(verb, low, tags, k, prev, following)
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


class _Memo(dict[str, str]):
    """The tags of words met before; emptied when full, so that no text fills the memory."""

    def __init__(self, tag: Callable[[str], str]) -> None:
        self.tag = tag

    def __missing__(self, word: str) -> str:
        if len(self) >= _KEPT:
            self.clear()
        self[word] = tag = self.tag(word)
        return tag


def _always(printed: str) -> str:
    """The tag of a word in small letters that no neighbour changes, as of most words; "" where neighbours decide."""
    if fixed := _FIXED.get(printed):
        return fixed
    if not printed[0].isalnum():
        return _punctuation(printed)
    if printed in CLOSED or printed in lex.VERBS or printed.endswith(("ed", "ing")) or printed != printed.lower():
        return ""
    if printed.endswith("ly") and printed not in lex.NOUNS:
        return "R" if len(printed) > 4 else ""
    return "n"


def _inside(printed: str) -> str:
    """The tag of a word with a capital letter inside a sentence, no headline; "" where more than the word decides."""
    word = printed.lower()
    if not printed[0].isupper() or word in lex.CALENDAR or word in lex.NOUNS:
        return ""
    return "O" if word == "i" or word.rpartition("'")[2] in _CONTRACTED else "N"


_KEPT = 50_000
_tag_of = _Memo(_always).__getitem__
_inside_of = _Memo(_inside).__getitem__
_FLOATING = frozenset({"each", "both", "all"})
_CONTRACTED = frozenset({"ve", "ll", "re", "d", "m"})
_LY_NAMES = frozenset({"italy", "sicily", "emily", "lilly", "kelly", "reilly", "family", "assembly", "july"})
_NOUN_AFTER_TO = frozenset({"record", "reported", "estimated", "issue", "trade"})
_TAKE_OF = frozenset({"consist", "consists", "think", "approve", "approves", "dispose", "complain", "complains"})
_MOVES = frozenset({"by", "to", "from", "sharply", "slightly"})
_BASE_OK = frozenset({"to", "will", "would", "could", "may", "might", "should", "shall", "must", "can", "not"})


def _punctuation(sign: str) -> str:
    """The tag of a sign; "" for the one that may be a quotation mark or a possessive."""
    if sign in _QUOTES:
        return '"'
    if sign in _DASHES:
        return "-"
    if sign in "'’":
        return ""
    return sign if sign in ",;:()." else "."


def _quote(prev: str) -> str:
    """What an apostrophe is: "the banks' profits", or a quotation mark."""
    return "'" if prev in "nN" else '"'


CLOSED = frozenset().union(lex.AUX, lex.POSS, lex.DET, lex.REL, lex.PREP, lex.CONJ, lex.PRON, lex.ADV, lex.ADJ)
_LEXICON = CLOSED | lex.VERBS.keys() | lex.NOUNS.keys()


def _small(word: str, prev: str) -> str:
    if word not in CLOSED:
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


def _lead(low: list[str], tags: list[str], k: int) -> str:
    """The word before the one at ``k``, adverbs left out; "" after a number."""
    for j in range(k - 1, -1, -1):
        if tags[j] != "R" and low[j] not in _FLOATING:
            return low[j]
    return ""


def _after_article(low: list[str], tags: list[str], k: int) -> bool:
    """Whether word ``k`` is inside "a surprising …": a singular noun follows there, and no plain verb form."""
    for j in range(k - 1, -1, -1):
        if tags[j] == "D" and low[j] in _SINGULAR:
            return True
        if tags[j] not in _BETWEEN:
            return False
    return False


def _verb(verb: lex.Verb, low: list[str], tags: list[str], k: int, prev: str, following: str) -> str:
    """A verb form's tag, or "" where it is a noun or adjective here: "the reported loss", "a surprising move"."""
    form, word, before = verb.form, low[k], _lead(low, tags, k)
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
        return "" if _after_article(low, tags, k) else "V"
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
        ruled = form == "third" or says or (prev in "nNOR),CA" and not _after_article(low, tags, k))
        return "V" if ruled else ""
    if prev in "DS" or (prev == "'" and word not in lex.NOUNS and following[:1].islower() and following not in _OPENS):
        return "" if word in lex.NOUNS else "J"
    if prev == "J" and word in lex.NOUNS:
        return ""
    if form == "base" or (word in lex.NOUNS and prev in "DSJPM'"):
        return ""
    return "V"
