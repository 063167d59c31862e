"""Words -> who says so, and whether it is told as done, planned or expected."""

from __future__ import annotations

import factcheck.claim.cues as cues
import factcheck.claim.lexicon as lex
from factcheck.claim.clauses import insertion
from factcheck.claim.grammar import Words
from factcheck.claim.names import Antecedents, meant, resolve, spans
from factcheck.claim.nearby import forecast_by
from factcheck.claim.phrase import Frame
from factcheck.model import Attribution

_PLANS = {word: lex.VERBS[word] for word in cues.PLANS}
_SAYS = {word: lex.VERBS[word] for word in cues.SAYS}


def claim_type(words: Words, i: int, frame: Frame) -> str:
    """``target`` under a plan verb or plan noun, ``forecast`` under an expectation or a modal, else ``actual``."""
    a = frame.start
    told = _own_clause(words, i, frame.end)
    if told:
        return told
    v = frame.verb
    if _announced(words, v, a) or _awaited(words, v, a):
        return "forecast"
    found = "actual"
    for k in () if words.present.isdisjoint(cues.PLANS) else range(a, i):
        verb = _PLANS.get(words.low[k])
        if verb is None or words.tags[k] not in "VGB":
            continue
        between = words.tags[k + 1 : max(v, k + 1)]
        governs = (
            k == v or (k < v and "C" not in between and "V" not in between) or (k > v and "C" not in words.tags[k:i])
        )
        if governs:
            found = "target" if verb.kind == "plan" else "forecast"
    if found == "actual":
        if held := cues.held("claimtype", words.present):
            window = words.window(a, i + 1)
            for phrase, _, row in held:
                if phrase in window:
                    return row["type"]
        for k in range(i + 1, min(i + 5, frame.end)):
            noun = lex.noun_kind(words.low[k])
            if noun in ("plan", "forecast") and words.tags[k] == "n":
                return "target" if noun == "plan" else "forecast"
            if words.tags[k] not in "nJN":
                break
        k = i - 1
        while k > a and words.tags[k] in "RJDP":
            k -= 1
        noun = lex.noun_kind(words.low[k]) if k >= a else None
        if noun in ("plan", "forecast") and words.tags[k] == "n":
            return "target" if noun == "plan" else "forecast"
    return found


def _announced(words: Words, v: int, a: int) -> bool:
    """“Acme to cut 5,000 jobs”, "Acme sees sales of $5bn": a headline's infinitive and a company's outlook."""
    tags, low = words.tags, words.low
    if v > a and low[v] in ("see", "sees") and tags[v] == "V":
        return True
    if v < a + 2 or tags[v] != "B" or low[v - 1] != "to" or tags.endswith("."):
        return False  # "Stock options to purchase 4,000 shares were outstanding." is no headline
    return tags[v - 2] in "Nn)" and not any(t in "VAGDM" for t in tags[a : v - 1])


_AWAITING = frozenset({"until", "before", "after", "once", "if", "unless"})


def _awaited(words: Words, v: int, a: int) -> bool:
    """“will hold rates until inflation FALLS to 2%”: the present tense after such words tells of no fact."""
    verb = lex.VERBS.get(words.low[v]) if v >= a > 0 and words.low[a - 1] in _AWAITING else None
    return verb is not None and verb.form in ("base", "third") and words.tags[v] == "V"


def _own_clause(words: Words, i: int, end: int) -> str | None:
    """“the $4bn analysts had expected”, "the $6bn forecast by analysts", "the $3.7bn it made": the words after it."""
    tags = words.tags
    j = i + 1
    if forecast_by(words, j):
        return "forecast"
    while j < min(end, i + 4) and tags[j] in "ONnD":
        j += 1
    if j == i + 1 or (tags[j - 1] not in "ON" and lex.noun_kind(words.low[j - 1]) != "people"):
        return None
    while j < end and tags[j] in "AR":
        j += 1
    verb = lex.VERBS.get(words.low[j]) if j < end and tags[j] == "V" else None
    if verb is None:
        return None
    return {"forecast": "forecast", "plan": "target"}.get(verb.kind, "actual")


def attribution(words: Words, known: Antecedents) -> Attribution | None:
    """Who is made responsible for the sentence: "…, Acme said", "according to Acme", "reportedly"."""
    kind = None
    if held := cues.held("attribution", words.present):
        window = words.window(0, len(words.low))
        kind = next((told.row["kind"] for told in held if told.phrase in window), None)
    if kind in ("reportedly", "press"):
        return Attribution(None, kind)
    if kind == "according":
        k = next((k for k in range(len(words.low) - 1) if words.low[k : k + 2] == ["according", "to"]), 0) + 2
        found = spans(words, k, min(k + 10, len(words.low)))
        if found:
            return Attribution(words.text(*found[0]), "named")
    if words.present.isdisjoint(cues.SAYS):
        return None
    for k, word in enumerate(words.low):
        if word not in _SAYS:
            continue
        verb = _SAYS[word]
        if verb.kind == "forecast" and lex.noun_kind(words.low[k - 1]) == "people":
            return Attribution(words.low[k - 1], "named")
        if verb.kind == "say" and words.tags[k] in "VG":
            speaker = _speaker(words, k, known)
            if speaker:
                return Attribution(speaker, "named")
    return None


def _before_insertion(words: Words, v: int) -> tuple[int, int] | None:
    """“ACME, which makes pumps in Norway, said": the firm and not the last name before the verb.

    Of "Jane Doe, analyst at Bolt, said" the firm is told: whose word it is decides what it is held against.
    """
    if v < 1 or words.tags[v - 1] != ",":
        return None
    gap = insertion(words, v - 1, 0)
    if gap < 0 or any(lex.noun_kind(w) in ("title", "people") for w in words.low[gap:v]):
        return None
    found = [span for span in spans(words, 0, gap + 1) if span[1] == gap + 1]
    return found[-1] if found else None


def _speaker(words: Words, v: int, known: Antecedents) -> str | None:
    a = max(0, v - 8)
    found = spans(words, a, v)
    if apart := _before_insertion(words, v):
        return words.text(*apart)
    if found and all(words.tags[k] in "AR,nJ" for k in range(found[-1][1], v)):
        return words.text(*found[-1])
    k = v - 1
    while k >= 0 and words.tags[k] in "AR":
        k -= 1
    if k >= 0 and words.tags[k] == "O":
        return resolve(words, k, known)
    if k >= 0 and lex.noun_kind(words.low[k]) == "description":
        a = k
        while a > 0 and words.tags[a - 1] in "nJGN":
            a -= 1
        return meant(words, max(a - 1, 0), k + 1, known)
    if k >= 0 and lex.noun_kind(words.low[k]) == "people":
        return words.low[k]
    following = spans(words, v + 1, min(v + 3, len(words.low)))
    if following and following[0][0] == v + 1 and k >= 0 and words.tags[k] in ',"':
        return words.text(*following[0])
    return None
