"""Words -> the other side of a deed: to whom, from whom, in whom."""

from __future__ import annotations

import factcheck.claim.lexicon as lex
from factcheck.claim.grammar import Words
from factcheck.claim.names import spans
from factcheck.claim.phrase import Frame

STAKES = frozenset({"stake", "interest", "holding", "share", "shares", "investment", "investments"})
INTO = frozenset({"invest", "own", "hold", "acquire", "buy", "take", "purchase"})


def party(words: Words, i: int, frame: Frame) -> str | None:
    """The name on the other side of a deed: "invested $2bn INTO Acme", "bought a 5% stake IN Acme"."""
    tags, low = words.tags, words.low
    verb = lex.VERBS.get(low[frame.verb]) if frame.verb >= 0 else None
    if verb is None or verb.kind in ("be", "reach"):
        return None
    for k in range(i + 1, min(frame.end, i + 9)):
        if tags[k] == "M" or tags[k] in ",;VC":
            return None
        if tags[k] != "P" or low[k] not in ("in", "into", "to", "from", "by", "with", "for", "on", "of"):
            continue
        if low[k] in ("in", "of") and verb.lemma not in INTO and low[k - 1] not in STAKES:
            return None
        found = spans(words, k + 1, min(frame.end, k + 6))
        if found and all(tags[x] in "DJn" for x in range(k + 1, found[0][0])):
            name = words.text(*found[0])
            following = tags[found[0][1] : found[0][1] + 1]
            return name if name != frame.subject and following not in ("n", "J") else None
    return None


def passive(words: Words, frame: Frame) -> Frame:
    """“Acme was bought by Bolt for $3bn”: Bolt did it to Acme."""
    tags, low, v = words.tags, words.low, frame.verb
    verb = lex.VERBS.get(low[v])
    if verb is None or verb.kind not in ("act", "event") or v == 0 or tags[v] != "V" or not frame.agent:
        return frame
    if tags[v - 1] != "A" and not (tags[v - 1] == "R" and v > 1 and tags[v - 2] == "A"):
        return frame
    for k in range(v + 1, min(v + 3, frame.end)):
        if low[k] == "by":
            found = spans(words, k + 1, min(frame.end, k + 6))
            if found and found[0][0] <= k + 2:
                return frame._replace(subject=words.text(*found[0]), counterparty=frame.subject)
    return frame


def given(words: Words, i: int, frame: Frame) -> str | None:
    """The party named before the number: "fined ACME $5m", "bought ACME for $3bn", "sold the unit to ACME for $4m"."""
    tags, low, v = words.tags, words.low, frame.verb
    for a, b in spans(words, v + 1, i):
        if tags[b : b + 1] in ("n", "'", "J", "G", "C") or words.text(a, b) == frame.subject:
            continue  # "sold Acme's pumps arm"
        if all(t in "DJ" for t in tags[v + 1 : a]) or low[a - 1] in ("to", "from", "by"):
            return words.text(a, b)
    return None
