"""Ledger -> the mentions of a stretch of the text, found by halving.

An article of 5 MB has 100,000 mentions, and every claim asks for those of its own sentence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from factcheck.model import Mention

_START = attrgetter("start")


def beginning(ledger: Sequence[Mention], low: int, high: int) -> Sequence[Mention]:
    """The mentions that begin in ``text[low:high]``; a ledger is in text order."""
    first = bisect_left(ledger, low, key=_START)
    return ledger[first : bisect_left(ledger, high, lo=first, key=_START)]


def crowded(ledger: Sequence[Mention], low: int, high: int, most: int) -> bool:
    """Whether more than ``most`` mentions begin in ``text[low:high]``."""
    first = bisect_left(ledger, low, key=_START)
    return first + most < len(ledger) and ledger[first + most].start < high


def inside(ledger: Sequence[Mention], low: int, high: int) -> list[Mention]:
    """The mentions that lie wholly in ``text[low:high]``."""
    return [m for m in beginning(ledger, low, high) if m.end <= high]
