"""Words that need no code: one CSV a family, one row a word. ``rows("hedges")`` reads ``hedges.csv`` once."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``vocabulary/<name>.csv`` by column, in file order; lines starting with ``#`` are comments.

    Raises FileNotFoundError for a family that does not exist.
    """
    text = files(__package__).joinpath(f"{name}.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return tuple(csv.DictReader(lines))
