"""Drafts -> drafts: with "respectively" each number is told of its own name or measure, in their order."""

from __future__ import annotations

from typing import NamedTuple

from factcheck.claim.draft import Draft
from factcheck.claim.grammar import Words
from factcheck.claim.names import Antecedents, spans
from factcheck.claim.phrase import parse

_PART = frozenset("nNGJDS'")


class Item(NamedTuple):
    """A noun phrase of a list, as a word range, and whether it fills all between its neighbours."""

    start: int
    end: int
    whole: bool


def share_out(drafts: list[Draft], known: Antecedents) -> None:
    """“Acme and Bolt reported revenue of $3bn and $4bn, respectively”: each number to its own name."""
    words = drafts[0].site.words
    if "respectively" not in words.present:
        return
    numbers = _run(words, [d for d in drafts if d.site.i < words.low.index("respectively")])
    items = _items(words, numbers[0].site.i) if len(numbers) > 1 else []
    if len(items) != len(numbers):
        return
    names = [(item.start, item.end) in spans(words, item.start, item.end) for item in items]
    owner = None
    for draft, item in zip(numbers, items, strict=True):
        if all(names):
            draft.frame(subject=words.text(item.start, item.end))
        elif not any(names):
            told = parse(words, item.start, item.end, known)
            owner = told.who or owner
            if told.what:
                draft.frame(metric=told.what, subject=owner or draft.site.frame.subject)


def _run(words: Words, drafts: list[Draft]) -> list[Draft]:
    """The last numbers that stand in one list: between them only commas, "and" and prepositions."""
    out: list[Draft] = []
    for draft in reversed(drafts):
        if out and any(t not in ",CPD" for t in words.tags[draft.site.i + 1 : out[0].site.i]):
            break
        out.insert(0, draft)
    return out


def _items(words: Words, before: int) -> list[Item]:
    """The noun phrases of the list nearest before a word: "Acme, Bolt and Initech reported sales of"."""
    tags, low = words.tags, words.low
    joint = next((k for k in range(before - 1, 0, -1) if low[k] == "and" and tags[k] == "C"), 0)
    if not joint:
        return []
    end = joint + 1
    while end < before and tags[end] in _PART:
        end += 1
    out = [Item(joint + 1, end, True)]
    at = joint
    while at > 0:
        if tags[at - 1] == ",":  # "sales, profit, and debt"
            at -= 1
        start = at
        while start > 0 and tags[start - 1] in _PART:
            start -= 1
        if start == at:
            break
        out.insert(0, Item(start, at, start > 0 and tags[start - 1] == ","))
        if not out[0].whole or (start > 1 and tags[start - 2] == "M"):
            break
        at = start
    return out if all(item.end > item.start for item in out) else []
