"""Noun phrase -> who and what: "sales at Acme's cloud unit" is Acme, "sales", segment "cloud"."""

from __future__ import annotations

from typing import NamedTuple

import factcheck.claim.lexicon as lex
from factcheck.claim.grammar import Words
from factcheck.claim.names import Antecedents, described, meant, resolve, spans
from factcheck.measure.wrapped import whole

# What companies measure and countries do not: "sales in China" are somebody's, "inflation in China" is China's.
_COMPANYS = frozenset(
    "sales revenue revenues turnover profit profits earnings deliveries shipments stores outlets".split()
)
_PARTS_OF_YEAR = frozenset(
    "full-year half-year first-half second-half first-quarter second-quarter third-quarter fourth-quarter".split()
)
_DROPPED = frozenset("DSMR\".'-")


class Phrase(NamedTuple):
    """``who`` a name, ``what`` the measured words, ``owner`` set where somebody possesses ("Acme's", "its")."""

    who: str | None = None
    what: str | None = None
    owner: str | None = None
    segment: str | None = None
    place: str | None = None
    via: str | None = None  # the preposition that led to ``who``


class Frame(NamedTuple):
    """Who and what: names and metric words of the text, and the governing verb's index (-1: none).

    ``agent``: the subject acts ("Acme cut 40 jobs") and is not itself what is measured ("Sales fell").
    """

    subject: str | None = None
    metric: str | None = None
    counterparty: str | None = None
    verb: int = -1
    start: int = 0
    end: int = 0
    agent: bool = False
    segment: str | None = None
    place: str | None = None


def parse(words: Words, a: int, b: int, known: Antecedents) -> Phrase:
    """Read the noun phrase of words [a, b)."""
    tags = words.tags
    if b - a == 1 and tags[a] == "O":
        return Phrase(resolve(words, a, known))
    named = spans(words, a, b)
    head = tags.find("P", a + 1, b) if a + 1 < b else b
    while 0 <= head < b and any(i < head < j for i, j in named):
        head = tags.find("P", head + 1, b)
    if head < 0:
        head = b
    if described(words, a, head):
        return Phrase(meant(words, a, head, known))
    front = _head(words, a, head, known)
    if head == b or front.who:
        what = front.what
        if what and head < b and words.low[head] in ("of", "per"):
            what = _generic(words, what, a, head, b)
        return Phrase(front.who, what, front.owner, front.segment, _place(words, head, b))
    return _tail(words, front, a, head, b, known)


def _head(words: Words, a: int, b: int, known: Antecedents) -> Phrase:
    """The part before the first preposition."""
    tags = words.tags
    poss = tags.rfind("'", a + 1, b) if a + 1 < b else -1
    if a < poss < b - 1:
        return _owned(words, _owner(words, a, poss, known), poss + 1, b)
    if tags[a] == "S":
        return _owned(words, resolve(words, a, known), a + 1, b)
    found = spans(words, a, b)
    if not found:
        return Phrase(None, metric_words(words, a, b))
    i, j = found[0]
    if len(found) > 1 and j < found[1][0] and all(tags[k] in "nJ" for k in range(j, found[1][0])):
        i, j = found[1]  # "Indian drugmaker Acme", "Acme chief executive Jane Doe"
    name = words.text(i, j)
    if len(found) == 2 and found[1] == (j + 1, b) and words.low[j] == "and" and "each" not in words.low[b : b + 3]:
        return Phrase(words.text(i, b))  # two names act together
    if j < b and tags[j] in "nJG" and not _people(words, j, b):
        return _owned(words, name, j, b, possessive=False)
    return Phrase(name)


def _owned(words: Words, owner: str | None, a: int, b: int, possessive: bool = True) -> Phrase:
    """What belongs to an owner: a measure, a part of the company, or another name ("Norway's Acme")."""
    names = spans(words, a, b)
    if names and names[-1][1] == b:
        return Phrase(words.text(*names[-1]))
    what = metric_words(words, a, b)
    if lex.noun_kind(words.low[b - 1]) in ("title", "people") or words.low[b - 1] in ("executive", "officer"):
        apposed = spans(words, b + 1, min(b + 5, len(words.low))) if words.tags[b : b + 1] == "," else []
        if apposed and apposed[0][0] == b + 1:  # "Acme's chief executive, Jane Doe, was paid"
            return Phrase(words.text(*apposed[0]))
    held = owner if possessive else None
    kind = lex.noun_kind(words.low[b - 1])
    if what and kind in ("segment", "description"):
        first, _, _ = what.rpartition(" ")
        return Phrase(owner, None, held, first or None)
    return Phrase(owner, what, held)


def _tail(words: Words, front: Phrase, a: int, head: int, b: int, known: Antecedents) -> Phrase:
    """The prepositions after a nameless head: "sales AT ACME", "profit IN ITS CLOUD UNIT", "the number OF STORES"."""
    tags, low = words.tags, words.low
    what = front.what
    if low[head] in ("of", "per") and what:
        what = _generic(words, what, a, head, b)
    k = head
    while k < b:
        if tags[k] != "P":
            k += 1
            continue
        e = k + 1
        while e < b and tags[e] != "P":
            e += 1
        if described(words, k + 1, e):
            return Phrase(meant(words, k + 1, e, known), what)
        part = _head(words, k + 1, e, known) if k + 1 < e else Phrase()
        if part.who:
            if low[k] == "in" and part.owner is None and what and what.split()[-1] in _COMPANYS:
                company = _apposed(words, b) or known.company(words.start)
                if company and company != part.who:
                    return Phrase(company, what, None, None, part.who)
            who = f"{part.who} {part.what}" if low[k] == "of" and part.what and part.owner is None else part.who
            return Phrase(who, what, part.owner, part.segment, _place(words, e, b), low[k])
        k = e
    return Phrase(None, what)


def _apposed(words: Words, b: int) -> str | None:
    """“Sales in China, ACME'S biggest market, fell”."""
    found = spans(words, b + 1, min(b + 6, len(words.low))) if words.tags[b : b + 1] == "," else []
    i, j = found[0] if found else (0, 0)
    return words.text(i, j) if i == b + 1 and words.tags[j : j + 1] == "'" else None


def _generic(words: Words, what: str, a: int, head: int, b: int) -> str:
    """“the number of Acme's stores” measures stores; "Acme's cost of sales" is a cost of sales."""
    if lex.noun_kind(words.low[head - 1]) == "generic":
        a = head + 1
    owner = words.tags.rfind("'", a, head if a < head else b)
    return metric_words(words, max(a, owner + 1), b) or what


def _place(words: Words, a: int, b: int) -> str | None:
    """A name after "in": "stores in Norway"."""
    for k in range(a, b - 1):
        if words.low[k] == "in" and words.tags[k] == "P":
            found = spans(words, k + 1, min(b, k + 4))
            return words.text(*found[0]) if found and all(t in "DJ" for t in words.tags[k + 1 : found[0][0]]) else None
    return None


def _people(words: Words, a: int, b: int) -> bool:
    return any(lex.noun_kind(words.low[k]) in ("title", "people") for k in range(a, b))


def _owner(words: Words, a: int, poss: int, known: Antecedents) -> str | None:
    """The owner before a possessive: a name, or "the company's"."""
    if described(words, a, poss):
        return meant(words, a, poss, known)
    found = spans(words, a, poss)
    if found:
        return words.text(*found[-1])
    return None


def metric_words(words: Words, a: int, b: int) -> str | None:
    """The words of a noun phrase that name what is measured: no article, no hedge, no "valuable", no owner, no time."""
    tags, low = words.tags, words.low
    keep: list[str] = []
    for k in range(a, b):
        tag = tags[k]
        if tag in _DROPPED or (tag == "J" and low[k] in lex.ADJ) or low[k] in _PARTS_OF_YEAR:
            continue
        if tag in "P(,":
            if tag == "P" and low[k] in ("of", "per") and keep and k + 1 < b and tags[k + 1] not in "NM":
                keep.append(low[k])
                continue
            break
        printed = whole(words.raw[k])
        keep.append(printed if tags[k] == "N" or printed[1:] != low[k][1:] else low[k])
    while keep and keep[-1] in ("of", "per", "and", "or"):
        keep.pop()
    return " ".join(keep) or None
