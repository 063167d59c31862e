"""Words -> names: who a noun phrase, a pronoun or "the company" stands for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

import factcheck.claim.cues as cues
import factcheck.claim.dateline as dateline
import factcheck.claim.lexicon as lex
from factcheck.claim.grammar import Words, read
from factcheck.claim.tagging import CLOSED
from factcheck.measure.dates import MONTH_NAMES
from factcheck.measure.money import CODES
from factcheck.model import Article
from factcheck.vocabulary import rows

BACK = 6  # sentences looked at for an antecedent
FAR = 40  # sentences looked at for who was called "the chipmaker"
# A description that fits any firm means the topic; the others mean the firm of that trade.
GENERAL = frozenset("company group firm business corporation".split())
_LANDS = frozenset("country nation state city government".split())
_DESCRIPTIONS = cues.DESCRIPTIONS - GENERAL
# "in Q3", "at 1015 GMT", "NOK 3.50" name nobody
_NOBODY = re.compile(
    r"(?:Q[1-4]|[1-4]Q|H[12]|FY)[\dQHFY]*|COVID.*|GMT|UTC|CES?T|BST|[EP][SD]?T|[HIJ]KT|[IJ]ST|CO2"
    rf"|{MONTH_NAMES}"
)
_WHERE = frozenset({"in", "near", "across", "outside", "throughout"})
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
    i = tags.find("N", a, b)
    while i >= 0:
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
        i = tags.find("N", j, b)
    return out


def is_person(words: Words, i: int, j: int) -> bool:
    """Whether a title stands before the name or a verb of saying right after a name of two words."""
    if i and (lex.noun_kind(words.low[i - 1]) in ("title", "people") or words.low[i - 1] in ("executive", "officer")):
        return True
    if words.tags[j : j + 1] == "," and any(lex.noun_kind(w) == "title" for w in words.low[j + 1 : j + 7]):
        return True  # "Jane Doe, Acme's finance chief"
    verb = lex.VERBS.get(words.low[j]) if j < len(words.low) else None
    return verb is not None and verb.kind == "say" and j - i == 2


@cache
def _demonyms() -> frozenset[str]:
    """“Brazilian officials” tells of no Brazilian whom a later "it" could mean."""
    return frozenset(d for r in rows("demonyms") for d in r["demonyms"].split("|") if d)


@cache
def places() -> frozenset[str]:
    """Names of countries and of their people: "the German carmaker" is not Germany."""
    return _demonyms() | {n for r in rows("demonyms") for n in r["names"].split("|") if n}


def _continues(words: Words) -> bool:
    """Whether the sentence's own subject is a pronoun: "They would rather not depend on Acme" names no new topic."""
    start = words.tags.find(",") + 1 if words.tags.startswith("PN") and "," in words.tags[:5] else 0  # "In India, it"
    for tag in words.tags[start : start + 6]:
        if tag == "O":
            return True
        if tag in "NV":
            return False
    return False


class Told(NamedTuple):
    """The names of one sentence.

    ``topics`` a later "it" may mean, with whether each is a person's; ``firms`` those that may be a company; ``kin``
    what a firm is said to be ("chipmaker", "Acme").
    """

    topics: tuple[tuple[str, bool], ...] = ()
    firms: tuple[str, ...] = ()
    kin: tuple[tuple[str, str], ...] = ()


_NO_NAMES = CLOSED - {"us"}  # "US" is a name
_PRONOUNS = (lex.PRON & _NO_NAMES) - (lex.AUX | lex.POSS | lex.DET | lex.REL | lex.PREP | lex.CONJ)
_FIRST = re.compile(r"[A-Za-z]+(?=[ ,\n])")
_CAPITAL = re.compile(r"(?<=[^A-Za-z0-9])(?!I(?:'(?:ve|ll|re|d|m))?[ ,])[A-Z]")  # that of "I" says nothing


def _nameless(sentence: str) -> bool:
    """Whether a sentence surely names nobody: "So I think we are in good shape" has no capitals that could be a name's.

    It need not be read then; in speech that is every third sentence.
    """
    first = _FIRST.match(sentence)
    if first is None or not sentence.isascii() or _CAPITAL.search(sentence, first.end()):
        return False
    return first[0].lower() in _NO_NAMES


def _label(words: Words, i: int, j: int) -> bool:
    """Whether a name only leads in ("MUMBAI: Acme said") or has a number of its own ("the Fortune 100")."""
    following = words.raw[j] if j < len(words.raw) else ""
    return following.isdigit() or (i == 0 and following == ":" and words.raw[j - 1].isupper())


def _told(words: Words) -> Told:
    named = [
        (i, j)
        for i, j in spans(words, 0, len(words.low))
        if j - i > 1 or not (words.raw[i] in _demonyms() or words.raw[i] in CODES or _NOBODY.fullmatch(words.raw[i]))
    ]
    named = [(i, j) for i, j in named if not _label(words, i, j)]
    texts = [(words.text(i, j), is_person(words, i, j)) for i, j in named]
    firms = [
        name
        for (name, human), (i, _) in zip(texts, named, strict=True)
        if not human and name not in places() and not (i and words.low[i - 1] in _WHERE)
    ]
    kin = [] if words.present.isdisjoint(_DESCRIPTIONS) else list(_kinships(words, named))
    return Told(() if _continues(words) else tuple(texts), tuple(firms), tuple(kin))


def _kinships(words: Words, named: list[tuple[int, int]]) -> Iterator[tuple[str, str]]:
    """“chipmaker ACME”, "ACME, the Norwegian chipmaker", "ACME is a chipmaker"."""
    tags, low = words.tags, words.low
    for k, word in enumerate(low):
        if word not in _DESCRIPTIONS or tags[k] != "n":
            continue
        a = k
        while a > 0 and tags[a - 1] in "nJGRN'":
            a -= 1
        for i, j in named:
            if i == k + 1 or (a > 1 and tags[a - 1] == "D" and j == a - 2 and tags[j] in ",A"):
                yield word, words.text(i, j)


@dataclass(slots=True)
class Antecedents:
    """Names told before a place in the text; sentences are read on demand and remembered."""

    article: Article
    starts: list[int]
    seen: dict[int, Told] = field(default_factory=dict)

    def index(self, offset: int) -> int:
        """Which sentence holds an offset."""
        return bisect_right(self.starts, offset) - 1

    def told(self, index: int) -> Told:
        """The names of one sentence, in order."""
        if index not in self.seen:
            end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.article.text)
            start, text = self.starts[index], self.article.text
            nobody = dateline.ending(text, start) == end or _nameless(text[start:end])
            self.seen[index] = Told() if nobody else _told(read(text, start, end, ()))
        return self.seen[index]

    def topics(self, index: int) -> tuple[tuple[str, bool], ...]:
        """The names of one sentence that a later "it" may mean: one that opens with a pronoun need not be read."""
        if index not in self.seen:
            first = _FIRST.match(self.article.text, self.starts[index])
            if first is not None and first[0].lower() in _PRONOUNS:
                return ()
        return self.told(index).topics

    def before(self, offset: int, person: bool = False) -> str | None:
        """The first name of the nearest sentence before ``offset`` that has one: subjects come first in English."""
        index = bisect_right(self.starts, offset) - 2
        for back in range(index, max(index - BACK, -1), -1):
            for name, human in self.topics(back):
                if human == person:
                    return name
        return None

    def firms(self, offset: int) -> tuple[str, ...]:
        """The firms named in the nearest sentence before ``offset`` that names any."""
        index = bisect_right(self.starts, offset) - 2
        for back in range(index, max(index - BACK, -1), -1):
            if self.told(back).firms:
                return self.told(back).firms
        return ()

    def kin(self, word: str, offset: int) -> str | None:
        """Who was said to be "the chipmaker", where the text calls one firm so."""
        index = bisect_right(self.starts, offset) - 1
        found = {n for back in range(index, max(index - FAR, -1), -1) for w, n in self.told(back).kin if w == word}
        return found.pop() if len(found) == 1 else None

    def speakers(self, words: Words) -> str | None:
        """The company in "…," Acme chief executive Jane Doe said."""
        quote = words.tags.rfind('"') + 1
        if not quote and words.present.isdisjoint(cues.SAYS):
            return None  # "We paid $22m for Acme" is not said by Acme
        for i, j in (*spans(words, quote, len(words.low)), *spans(words, 0, quote)):
            if not is_person(words, i, j) and not (i and words.low[i - 1] in _WHERE):
                return words.text(i, j)
        return None

    def company(self, offset: int) -> str | None:
        """Who "the company" and "we" are: no country, and no city somebody works in."""
        return self.article.entity or self._topic(offset) or self.before(offset)

    def _topic(self, offset: int) -> str | None:
        index = bisect_right(self.starts, offset) - 2
        for back in range(index, max(index - BACK, -1), -1):
            for name, human in self.topics(back):
                if not human and name in self.told(back).firms:
                    return name
        return None


def resolve(words: Words, at: int, known: Antecedents) -> str | None:
    """The name a pronoun at word ``at`` stands for: the first name of its sentence before it, else one told before."""
    word = words.low[at]
    if word in _WE:
        return known.company(words.start) or known.speakers(words)
    if word in _IT or word in _HE:
        named = spans(words, 0, at)
        earlier = [n for n in named if n[1] - n[0] > 1 or words.raw[n[0]] not in _demonyms()] or named
        if earlier:  # "According to Bolt, Acme said it had": the first that no preposition leads
            free = (span for span in earlier if not span[0] or words.tags[span[0] - 1] != "P")
            return words.text(*next(free, earlier[0]))
        if word in _HE:
            return known.before(words.start, person=True)
        entity = known.article.entity if word in _IT else None
        return known.before(words.start) or entity or (known.speakers(words) if word in _IT else None)
    return None


def described(words: Words, a: int, b: int) -> bool:
    """Whether [a, b) is "the company", "the German carmaker": a description of somebody told before."""
    if b - a < 2 or words.tags[a] not in "DS" or words.low[a] not in ("the", "this", "that"):
        return False
    if lex.noun_kind(words.low[b - 1]) != "description" or words.tags[b - 1] == "N":
        return False
    inner = [words.text(i, j) for i, j in spans(words, a, b)]
    if not inner:
        return True
    head = words.low[b - 1]  # "the US government" is that of the US; "the US group" is not the US
    return head not in _LANDS and (head not in GENERAL or all(name in places() for name in inner))


def meant(words: Words, a: int, b: int, known: Antecedents) -> str | None:
    """Whom the description [a, b) means: "the company" the topic; "the chipmaker" the one firm in reach.

    Where several firms are in reach and none is called so, the words themselves: nobody knows who is meant.
    """
    head = words.low[b - 1]
    earlier = spans(words, 0, a)
    if head in _LANDS or (head in GENERAL and not any(t in "nJN" and w not in lex.ADJ for t, w in _inner(words, a, b))):
        able = [s for s in earlier if not is_person(words, *s) and words.low[s[0] - 1 if s[0] else 0] not in _WHERE]
        return words.text(*(able or earlier)[0]) if earlier else known.company(words.start)
    called = known.kin(head, words.start)
    if called:
        return called
    here = [words.text(*s) for s in earlier if not is_person(words, *s)]
    firms = _distinct([n for n in here if n not in places()] or known.firms(words.start))
    if len(firms) == 1:
        return firms[0]
    return words.text(a, b).replace("The ", "the ", 1) if firms else known.article.entity


def _inner(words: Words, a: int, b: int) -> Iterator[tuple[str, str]]:
    return zip(words.tags[a + 1 : b - 1], words.low[a + 1 : b - 1], strict=True)


def _distinct(names: Sequence[str]) -> list[str]:
    """The names without shorter or longer forms of one already there: "Acme", "Acme Robotics"."""
    out: list[str] = []
    for name in names:
        if not any(name.split()[0] == other.split()[0] for other in out):
            out.append(name)
    return out
