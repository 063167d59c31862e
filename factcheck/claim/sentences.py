"""Article text -> sentences that hold a mention: one linear pass over sentence ends and line ends."""

from __future__ import annotations

import re

import factcheck.claim.dateline as dateline
from factcheck.claim.wraps import Lines

LONGEST = 3000  # a "sentence" longer than this is a table or a hostile line: cut, so later passes stay bounded
_CLOSERS = "\"'”’)]»"
# A stop and the space behind it, or a line end and the next line's indent; a stop inside a number ("3.5") or a line end
# before a small letter ends none. What is looked at is bounded, but for the indent of a line: linear on any text.
_END = re.compile(rf"[.!?](?=[{re.escape(_CLOSERS)}]{{0,5}}(\s{{1,8}}|\Z))|\n[ \t]*+(?![a-z])")
BULLETS = "-*•‣◦–—·"
_LINE = re.compile(rf"\n([^\s{re.escape(BULLETS)}])")
# Words whose full stop does not end a sentence, unless a new paragraph follows.
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr st prof sen rep gov gen vs etc approx est inc corp co ltd plc cos bros jr sr no nos fig al "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun e.g i.e u.s u.k u.n a.m p.m".split()
)
_NUMBER_WORDS = frozenset("bn mn tn mln m b k t mm cts pct".split())


def boundaries(text: str) -> list[int]:
    """Offsets at which a new sentence begins, in order, the first 0."""
    wrapped, lines = _is_wrapped(text), Lines(text)
    out = [0]
    if opening := dateline.ending(text, 0):
        out.append(opening)
    for hit in _END.finditer(text):
        if hit.lastindex:
            end = _stop(text, hit.start(), *hit.span(1))
        else:
            end = _line_end(text, hit.start(), hit.end(), wrapped, lines)
        if end is not None and end > out[-1]:
            out.append(end)
            if not hit.lastindex and text[end].isupper() and (opening := dateline.ending(text, end)):
                out.append(opening)  # what it tells is a sentence without it
    return out if len(text) <= LONGEST else _bounded(out, len(text))


def _bounded(starts: list[int], size: int) -> list[int]:
    out: list[int] = []
    for start, end in zip(starts, [*starts[1:], size], strict=True):
        out.extend(range(start, max(end, start + 1), LONGEST))
    return out


def _stop(text: str, at: int, end: int, following: int) -> int | None:
    """The start of the next sentence if the stop at ``at`` ends one: not in 3.5, U.S. sales, Inc. said, €5bn. in.

    ``end`` is where the space behind it begins, ``following`` where that ends.
    """
    if following >= len(text) or text[at] != ".":
        return following
    after = text[following]
    if after.islower():
        return None
    word = _word_before(text, at)
    if word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha()):
        if _opener(text, following):
            return following
        return following if text.find("\n\n", end, following) >= 0 else None
    if word[:1].isdigit() and word.lstrip("0123456789.,") in _NUMBER_WORDS:
        return following if after.isupper() else None
    return following


def _word_before(text: str, at: int) -> str:
    """The letters, digits and stops before ``at`` in small letters, the last twelve of them."""
    start = max(at - 12, 0)
    word = text[start:at].rpartition(" ")[2]
    if not word.isalnum():
        start = at
        while start > 0 and at - start < 12 and (text[start - 1].isalnum() or text[start - 1] == "."):
            start -= 1
        word = text[start:at]
    return word.lower()


_OPENERS = frozenset("the it its he she they we this these those but in a an on for under his her there".split())


def _opener(text: str, at: int) -> bool:
    """Whether a word that opens sentences stands there: "by Acme Corp. The notes will be …"."""
    end = at
    while end < len(text) and end - at < 8 and text[end].isalpha():
        end += 1
    word = text[at:end]
    return word[:1].isupper() and word[1:].islower() and word.lower() in _OPENERS


def _line_end(text: str, at: int, following: int, wrapped: bool, lines: Lines) -> int | None:
    """The next line's start if the line end at ``at`` ends a sentence: a blank line, a bullet, an unwrapped line.

    ``following`` is where that line begins, its indent left out.
    """
    if following >= len(text):
        return None
    char = text[following]
    if char == "\n" or char == "\r":
        return following
    if char in BULLETS and text[following + 1 : following + 2] == " ":
        return following
    if char.islower():
        return None
    if wrapped:
        return following if lines.stands_alone(at, following) else None
    return None if lines.goes_on(at, following) else following


def _is_wrapped(text: str) -> bool:
    """Whether lines are broken inside sentences: a fifth of the first line ends are followed by a small letter."""
    firsts = _LINE.findall(text)[:60]
    return sum(map(str.islower, firsts)) * 5 >= len(firsts) > 0
