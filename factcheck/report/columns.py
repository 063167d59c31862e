"""Lines of text -> which of them are rows of a table, so that the page sets them in columns; no word is changed.

A sheet pasted into a text comes with tabs, a wire story with runs of spaces, Markdown with bars.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

WIDTHS = tuple(range(4, 32, 2))  # letters a column may take: the style sheet has a class for each
LINE = 68  # letters that a line of the page holds; wider tables are set smaller
SPACED = re.compile(r"\S {2,}\S.* {2,}\S")  # two gaps: one may be a slip of the thumb


def looks(rows: Sequence[str]) -> list[str]:
    """The classes of each line: ``tab t14`` for tabs, ``grid`` for spaces or bars, none for prose."""
    out = [""] * len(rows)
    for group in _groups(rows, lambda row: "\t" in row.strip()):
        cells = [rows[n].rstrip().split("\t") for n in group]
        widest = max(len(cell) for row in cells for cell in row[:-1]) + 1
        width = next((w for w in WIDTHS if widest <= w), None)
        room = max((len(row) - 1) * (width or 0) + len(row[-1]) for row in cells)
        look = f"tab t{width}{' fine' if room > LINE else ''}" if width else ""
        for n in group:
            out[n] = look
    for group in _groups(rows, lambda row: bool(SPACED.search(row)) or row.lstrip().startswith("|")):
        for n in group:
            out[n] = out[n] or "grid"
    return out


def _groups(rows: Sequence[str], like: Callable[[str], bool]) -> Iterator[list[int]]:
    """Runs of at least two such lines, as their numbers."""
    for yes, run in groupby(range(len(rows)), lambda n: like(rows[n])):
        group = list(run)
        if yes and len(group) > 1:
            yield group
