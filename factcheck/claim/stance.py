"""Words -> whether the sentence says its number at all, or denies, supposes or asks it: none of these is ever accused.

"did not reach $5bn" and "failed to reach $5bn" are denied, "would cost $2bn if" and "whether it made $5bn" supposed,
"Did it make $5bn?" asked. "Sales were $4bn, not $5bn" says the first and denies the second.
"""

from __future__ import annotations

import factcheck.claim.cues as cues
from factcheck.claim.grammar import Words
from factcheck.claim.phrase import Frame

_CLOSERS = "\"'”’)]» \n\r\t"
_BETWEEN = frozenset({"to", "no", "not", "yet", "longer"})
_WHAT_IS_DENIED = frozenset("that reports report claims claim suggestions having allegations rumours rumors it".split())


_NEGATION, _NO_DENIAL, _REFUSAL = cues.family("negation"), cues.family("no denial"), cues.family("refusal")
_DENIAL, _CONDITION, _SUPPOSITION = cues.family("denial"), cues.family("condition"), cues.family("supposition")
_MODAL = cues.family("modal")
_DENYING = _NEGATION | _REFUSAL | _DENIAL | {"neither"}
_SUPPOSING = _CONDITION | _SUPPOSITION


def of(words: Words, i: int, frame: Frame, granted: bool = True) -> str | None:
    """``denied``, ``supposed`` or ``asked``; None where the sentence says the number at word ``i``.

    ``granted``: what is owned or known is taken for granted.
    """
    present = words.present
    if "?" in present and _asked(words):
        return "asked"
    if present.isdisjoint(cues.STANCES) or (granted and _taken_for_granted(words, i)):
        return None
    if not present.isdisjoint(_DENYING) and _denied(words, i, frame):
        return "denied"
    return "supposed" if not present.isdisjoint(_SUPPOSING) and _supposed(words, i, frame) else None


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
    k = i - 1
    while k > 0 and tags[k] in "JDP" and low[k] not in _NEGATION:
        k -= 1
    if k >= 0 and low[k] in _NEGATION and low[k + 1] not in _NO_DENIAL and k != v:
        return True  # "$4bn, not $5bn", "no $5bn fund"
    if v < 0:
        return False
    k, steps = v - 1, 0
    while k >= 0 and steps < 12 and (tags[k] in "ARBVO" or low[k] in _BETWEEN or low[k] in _REFUSAL):
        if low[k] in _NEGATION and low[k + 1] not in _NO_DENIAL:
            return True
        if low[k] in _REFUSAL and low[k + 1] == "to":
            return True
        if tags[k] == "V" and low[k + 1] != "to":
            break  # the verb of another clause: "did not say when it made $5bn"
        k, steps = k - 1, steps + 1
    if low[frame.start] == "neither" or (k >= 0 and "neither" in low[max(0, k - 6) : k + 1]):
        return True
    denial = next((n for n in range(min(v, i)) if low[n] in _DENIAL), -1)
    return denial >= 0 and low[denial + 1] in _WHAT_IS_DENIED


def _supposed(words: Words, i: int, frame: Frame) -> bool:
    low, tags = words.low, words.tags
    if low[0] in _SUPPOSITION or (tags[0] == '"' and low[1:2] and low[1] in _SUPPOSITION):
        return True
    at = [
        k for k, word in enumerate(low) if word in _CONDITION and (word != "provided" or low[k + 1 : k + 2] == ["that"])
    ]
    if not at:
        return False
    before = [k for k in at if k < i]
    if before and ("," not in tags[before[-1] : i] or "," not in words.tags[before[-1] :]):
        return True  # in the conditional clause itself: "if it pays $3bn"
    if all(low[k] == "whether" for k in at):
        return False  # "will run at a third of 5,000 tonnes until it decides whether to close"
    return any(word in _MODAL for word in low[frame.start : i + 1])
