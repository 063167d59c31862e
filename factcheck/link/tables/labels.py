"""Text -> places that are no countries: firms, fields, stations, by the labels of the tables a sentence talks about.

Only tables whose whole title is said are opened, so that four hundred others stay unread.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.link.tables.choose import chooser
from factcheck.link.tables.places import Place, known_codes, lexicon, name_key
from factcheck.link.tables.words import Word
from factcheck.reference.series import SeriesIndex, Table

SCORE = 0.999
MOST_TABLES = 6
TOTALS = frozenset(("total", "other", "others", "rest of world", "all", "world", "industry total", "market"))


def labelled(text: str, words: Sequence[Word], index: SeriesIndex) -> list[Place]:
    """The labels of such tables that stand in a text as they are written."""
    found: dict[tuple[int, int], Place] = {}
    for match in chooser(index).matches(list(words))[:MOST_TABLES]:
        table = match.profile.table
        if match.score < SCORE or table.meta.entity is not None:
            continue
        for label, pattern in _patterns(table, index):
            for m in pattern.finditer(text):
                found.setdefault(m.span(), Place(m.start(), m.end(), label, (label,), "country"))
    spans = sorted(found, key=lambda s: (s[0], -s[1]))
    return [found[s] for i, s in enumerate(spans) if not any(a <= s[0] and s[1] <= b for a, b in spans[:i])]


def _patterns(table: Table, index: SeriesIndex) -> tuple[tuple[str, re.Pattern[str]], ...]:
    cache: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = index.cache.setdefault("labels", {})
    if table.name not in cache:
        own = things(table, index)
        cache[table.name] = tuple(
            (n, re.compile(rf"(?<!\w){re.escape(n)}(?!\w)")) for n in own[:500] if n[:1].isupper()
        )
    return cache[table.name]


def things(table: Table, index: SeriesIndex) -> list[str]:
    """The labels of a table of firms and the like; none where the table is one of countries."""
    names, codes = lexicon(index), known_codes()
    strange = [n for n in table.labels if n not in codes and name_key(n) not in names and n.lower() not in TOTALS]
    return strange if len(strange) * 2 > len(table.labels) else []


def total_of(table: Table) -> str | None:
    """The label of a table that adds the others up."""
    return next((n for n in table.labels if n.lower() in ("total", "world", "all", "industry total")), None)
