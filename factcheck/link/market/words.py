"""The words of market reports as patterns, each family one alternation, for bounded sentences only."""

from __future__ import annotations

import re
from functools import cache

from factcheck.vocabulary import rows

GAP = r"[\s\-]+"


@cache
def family(name: str) -> frozenset[str]:
    """The words of one family of the vocabulary."""
    return frozenset(w for row in rows("market_words") if row["family"] == name for w in row["words"].split("|"))


@cache
def any_of(*names: str) -> re.Pattern[str]:
    """A pattern for any word of some families, the longest first."""
    return re.compile(rf"\b(?:{alternation(*names)})\b", re.IGNORECASE)


@cache
def alternation(*names: str) -> str:
    """The words of some families, to be put into a pattern."""
    words = {w for name in names for w in family(name)}
    return "|".join(re.escape(w).replace(r"\ ", GAP).replace("'", "['’]") for w in sorted(words, key=len, reverse=True))
