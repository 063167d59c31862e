"""Claim -> whom a text speaks of where a sentence names nobody: "Core inflation was 3.6%." in a text on one land."""

from __future__ import annotations

from bisect import bisect_left
from operator import itemgetter

from factcheck.model import Article, Claim

Named = tuple[int, int, str]  # where a name on file begins and ends, and whose it is

REACH = 1500  # characters: some paragraphs
_START = itemgetter(0)


def topic(article: Article, claim: Claim, names: list[Named]) -> str | None:
    """Whom the text spoke of last; None where the sentence names somebody itself, on file or not.

    A name that the claim only fetched from a sentence before, and is not on file, names nobody here. That nobody else
    can be meant is never sure, so such a claim can be found right and accuses nobody.
    """
    text, start = article.text, claim.sentence_start
    first = bisect_left(names, start, key=_START)
    if claim.counterparty or not first or (claim.subject and text.find(claim.subject, start, claim.sentence_end) >= 0):
        return None
    last = names[first - 1]
    return last[2] if start - last[1] <= REACH else None
