"""Words -> whether the sentence says its number at all, or denies, supposes or asks it: none of these is ever accused.

"did not reach $5bn" and "failed to reach $5bn" are denied, "would cost $2bn if" and "whether it made $5bn" supposed,
"Did it make $5bn?" asked. "Sales were $4bn, not $5bn" says the first and denies the second.
"""

from __future__ import annotations

from functools import cache

from factcheck.claim.grammar import Words
from factcheck.claim.phrase import Frame
from factcheck.vocabulary import rows

_CLOSERS = "\"'”’)]» \n\r\t"
_BETWEEN = frozenset({"to", "no", "not", "yet", "longer"})
_WHAT_IS_DENIED = frozenset("that reports report claims claim suggestions having allegations rumours rumors it".split())


@cache
def _family(name: str) -> frozenset[str]:
    return frozenset(word for row in rows("stances") if row["family"] == name for word in row["words"].split("|"))


@cache
def _all() -> frozenset[str]:
    return frozenset(word for row in rows("stances") for word in row["words"].split("|"))


def of(words: Words, i: int, frame: Frame, granted: bool = True) -> str | None:
    """``denied``, ``supposed`` or ``asked``; None where the sentence says the number at word ``i``.

    ``granted``: what is owned or known is taken for granted.
    """
    if words.raw and _asked(words):
        return "asked"
    if words.present.isdisjoint(_all()) or (granted and _taken_for_granted(words, i)):
        return None
    if _denied(words, i, frame):
        return "denied"
    return "supposed" if _supposed(words, i, frame) else None


def _asked(words: Words) -> bool:
    last = next((raw for raw in reversed(words.raw) if raw not in _CLOSERS), "")
    return last == "?"


def _taken_for_granted(words: Words, i: int) -> bool:
    """“did not sell its 49% stake", "if it closes the $5bn deal": what is owned or known is no part of the denial."""
    k = i - 1
    while k > 0 and words.tags[k] == "J":
        k -= 1
    return k >= 0 and (words.tags[k] in "S'" or words.low[k] == "the")


def _denied(words: Words, i: int, frame: Frame) -> bool:
    low, tags, v = words.low, words.tags, frame.verb
    not_, refusals = _family("negation"), _family("refusal")
    k = i - 1
    while k > 0 and tags[k] in "JDP" and low[k] not in not_:
        k -= 1
    if k >= 0 and low[k] in not_ and low[k + 1] not in _family("no denial") and k != v:
        return True  # "$4bn, not $5bn", "no $5bn fund"
    if v < 0:
        return False
    k, steps = v - 1, 0
    while k >= 0 and steps < 12 and (tags[k] in "ARBVO" or low[k] in _BETWEEN or low[k] in refusals):
        if low[k] in not_ and low[k + 1] not in _family("no denial"):
            return True
        if low[k] in refusals and low[k + 1] == "to":
            return True
        if tags[k] == "V" and low[k + 1] != "to":
            break  # the verb of another clause: "did not say when it made $5bn"
        k, steps = k - 1, steps + 1
    if low[frame.start] == "neither" or (k >= 0 and "neither" in low[max(0, k - 6) : k + 1]):
        return True
    denial = next((n for n in range(min(v, i)) if low[n] in _family("denial")), -1)
    return denial >= 0 and low[denial + 1] in _WHAT_IS_DENIED


def _supposed(words: Words, i: int, frame: Frame) -> bool:
    low, tags = words.low, words.tags
    conditions = _family("condition")
    if low[0] in _family("supposition") or (tags[0] == '"' and low[1:2] and low[1] in _family("supposition")):
        return True
    at = [
        k for k, word in enumerate(low) if word in conditions and (word != "provided" or low[k + 1 : k + 2] == ["that"])
    ]
    if not at:
        return False
    before = [k for k in at if k < i]
    if before and ("," not in tags[before[-1] : i] or "," not in words.tags[before[-1] :]):
        return True  # in the conditional clause itself: "if it pays $3bn"
    if all(low[k] == "whether" for k in at):
        return False  # "will run at a third of 5,000 tonnes until it decides whether to close"
    return any(word in _family("modal") for word in low[frame.start : i + 1])
