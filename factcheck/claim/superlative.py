"""Article -> Claims about places in an order that print no number: "the world's largest maker", "record profit".

The words become the main mention (kind ``ratio``, unit ``standing``, value the place). Only what can be ranked is
read: "Bolt's biggest customer" is a claim, "the biggest takeaway" praise. No row of figures judges them, so they accuse
nobody; they are told because an editor asks whose ranking it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

import factcheck.claim.speech as speech
import factcheck.claim.stance as stance
from factcheck.claim.clauses import clause, subject_of, verb_of
from factcheck.claim.draft import DAYS, Unnumbered
from factcheck.claim.grammar import Words, read
from factcheck.claim.names import Antecedents, places, resolve, spans
from factcheck.claim.phrase import Frame, parse
from factcheck.claim.screen import Screen
from factcheck.model import Article, Mention
from factcheck.vocabulary import rows

BESIDE = 16  # "the smallest increase of just 112%" adorns a number that is a claim itself
LONGEST = 700  # characters of a sentence that is read; longer ones are tables
_STANDING = frozenset({"status", "standing", "position", "role", "rank", "place", "reputation"})
_NOUN_PHRASE = frozenset("nNGJ'")


class Place(NamedTuple):
    """Where a place in an order is told: words [start, end) with the place, the ranked noun phrase ends at ``end``."""

    start: int
    end: int
    value: int


@cache
def _family(name: str) -> tuple[str, ...]:
    return tuple(word for row in rows("superlatives") if row["family"] == name for word in row["words"].split("|"))


@cache
def _screen() -> Screen:
    return Screen(re.compile(rf"(?:{'|'.join(_family('best'))}|record|most (?:valuable|profitable|visited))\b"))


def superlatives(
    article: Article, starts: Sequence[int], known: Antecedents, mentions: Sequence[Mention]
) -> tuple[Unnumbered, ...]:
    """Claims of places in an order; mains are named anew by the caller. ``mentions`` are those of other claims."""
    text = article.text
    out: list[Unnumbered] = []
    taken = [(m.start - (0 if m.kind in DAYS else BESIDE), m.end) for m in mentions]
    for start, end in _screen().sentences(text, starts):
        if end - start > LONGEST:
            continue
        words = read(text, start, end, ())
        for place in _places(words):
            main = _main(words, place, text, f"p{len(out) + 1}")
            if not any(a < main.end and main.start < b for a, b in taken):
                out.append(_claim(words, place, main, known))
    return tuple(out)


def _places(words: Words) -> list[Place]:
    """The places a sentence tells of something that can be ranked."""
    low, tags = words.low, words.tags
    out: list[Place] = []
    for k, word in enumerate(low):
        start, value, phrase = k, 1, k + 1
        ordinal, _, best = word.partition("-")
        if word in _family("best"):
            if k and low[k - 1] in _family("ordinal"):
                start, value = k - 1, _family("ordinal").index(low[k - 1]) + 2
        elif best in _family("best") and ordinal in _family("ordinal"):
            value = _family("ordinal").index(ordinal) + 2
        elif word == "most" and low[k + 1 : k + 2] and low[k + 1] in ("valuable", "profitable", "visited"):
            phrase = k + 2
        elif word != "record" or tags[k] in "VBG":
            continue
        end = phrase
        while end < len(low) and tags[end] in _NOUN_PHRASE and low[end] not in ("since", "ever"):
            end += 1
        heads = _family("measured") if word == "record" else _family("ranked")
        head = next((n for n in range(end, phrase, -1) if _ranked(low[n - 1], heads)), -1)
        if word == "record" and k and low[k - 1] == "to" and low[head - 1].rstrip("s") not in ("high", "low", "level"):
            continue  # "plans to record income"
        if head > phrase - 1 and _is_claimed(words, start, word == "record"):
            out.append(Place(start, head, value))
    return out


def _ranked(word: str, heads: Sequence[str]) -> bool:
    return word in heads or (word.endswith("s") and word[:-1] in heads and heads is _family("measured"))


def _is_claimed(words: Words, start: int, record: bool) -> bool:
    """Whether the place is said of one thing: no "one of the largest", "perhaps the largest", "the largest ones"."""
    low = words.low
    before = low[max(0, start - 6) : start]
    if not record and not any(
        w in ("the", "'s") or words.tags[start - 1 - n] in "S'" for n, w in enumerate(reversed(before))
    ):
        return False
    return not any(w in _family("praise") for w in before)


def _main(words: Words, place: Place, text: str, name: str) -> Mention:
    start, end = words.span(place.start, place.end)
    return Mention(name, start, end, text[start:end], "ratio", Decimal(place.value), unit="standing")


def _claim(words: Words, place: Place, main: Mention, known: Antecedents) -> Unnumbered:
    k = place.start
    a, b = clause(words, k)
    v = verb_of(words, k, a)
    start, end = words.span(a, b)
    owner = _owner(words, k, a, known)
    owner = owner if owner == "world" or (owner and owner[0].isupper()) else None  # "the country's", "last year's"
    subject = _subject(words, place, a, v, known) or owner
    frame = Frame(subject, None, owner if owner != subject else None, v, a, b)
    qualifiers = [("geography", owner)] if owner in places() or owner == "world" else []
    if qualifiers:
        frame = frame._replace(counterparty=None, subject=subject if subject != owner else None)
    if said := stance.of(words, k, frame, granted=False):
        qualifiers.append(("assertion", said))
    return Unnumbered(
        main=main,
        claim_kind="rank",
        text_start=min(start, main.start),
        text_end=max(end, main.end),
        sentence_start=words.start,
        sentence_end=words.end,
        subject=frame.subject,
        metric=words.text(k, _end(words, place.end)),
        counterparty=frame.counterparty,
        qualifiers=tuple(qualifiers),
        claim_type=speech.claim_type(words, k, frame),
        attribution=speech.attribution(words, known),
    )


def _end(words: Words, end: int) -> int:
    """Where what is ranked ends: "the largest maker OF PUMPS"."""
    low, tags = words.low, words.tags
    if low[end : end + 1] != ["of"] or tags[end + 1 : end + 2] not in ("n", "J"):
        return end
    e = end + 1
    while e < len(low) and tags[e] in "nJG":
        e += 1
    return e


def _owner(words: Words, k: int, a: int, known: Antecedents) -> str | None:
    """“ACME's largest supplier", "ITS biggest plant": in whose order the place is."""
    j = k - 1
    while j > a and words.tags[j] == "J":
        j -= 1
    if words.tags[j] == "S":
        return resolve(words, j, known)
    if words.tags[j] != "'":
        return None
    found = [span for span in spans(words, a, j) if span[1] == j]
    return words.text(*found[-1]) if found else words.text(max(a, j - 1), j)


def _subject(words: Words, place: Place, a: int, v: int, known: Antecedents) -> str | None:
    """Who holds the place: the name it is set beside, else the subject of the verb before it."""
    tags, k = words.tags, place.start
    j = k
    while j > a and tags[j - 1] in "DSJ'Nn" and tags[j - 1] != ",":
        j -= 1
    if (
        j > 2 and words.low[j - 1] == "as" and words.low[j - 2] in _STANDING
    ):  # "Acme's status as Bolt's largest partner"
        held = [span for span in spans(words, 0, j - 2) if tags[span[1]] in "'V" or span[1] == j - 2]
        owner = next((n for n in range(j - 3, max(0, j - 5), -1) if tags[n] == "S"), -1)
        return resolve(words, owner, known) if owner >= 0 else words.text(*held[-1]) if held else None
    if j > 1 and tags[j - 1] == ",":  # "Acme, the world's largest maker of pumps, said"
        found = [span for span in spans(words, 0, j - 1) if span[1] == j - 1]
        if found:
            return words.text(*found[-1])
    after = place.end + (tags[place.end : place.end + 1] == ",")
    found = spans(words, after, min(after + 4, len(words.low)))
    if found and found[0][0] == after:  # "Norway's largest bank, Acme, said"
        return words.text(*found[0])
    span = subject_of(words, v, a) if v >= 0 else None
    return parse(words, *span, known).who if span else None
