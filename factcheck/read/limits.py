"""How much is read at most: a hostile or mistaken file ends in an error that names the limit and how to raise it."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

from factcheck.read.errors import ReadError

UNITS = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9}
AMOUNT = re.compile(r"(\d{1,12}(?:\.\d{1,3})?) ?([kmg]?)b?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Limits:
    """Safe for a desk's machine. The defaults fit any article: a long book is 3 MB, an annual report 2 million letters.

    ``expansion`` is how many times its own size a packed file may unfold to: Word files reach 20, tables of equal
    cells 60, a bomb 1,000. ``seconds`` is the time for a PDF of no size; each MB adds as much again.
    """

    file_size: int = 20_000_000
    article_length: int = 5_000_000
    facts_rows: int = 10_000_000
    expansion: int = 100
    unfolded_size: int = 200_000_000
    seconds: int = 8

    def over(self, shown: str, what: str, name: str) -> ReadError:
        """The error of a file past a limit: ``q3.pdf: is larger than 20 MB (limit file-size). …``."""
        most = getattr(self, name.replace("-", "_"))
        again = f"raise it with --limit {name}={shown_amount(most * 5)} if the file can be trusted"
        return ReadError(f"{shown}: {what} (limit {name}={shown_amount(most)}). Split it, or {again}.")


NAMES = tuple(f.name.replace("_", "-") for f in fields(Limits))


def shown_amount(number: int) -> str:
    """``20000000`` as ``20M``, the way limits are given."""
    for unit, size in (("G", 10**9), ("M", 10**6), ("k", 10**3)):
        if number >= size and number * 10 % size == 0:
            return f"{number / size:g}{unit}"
    return str(number)


def amount(text: str) -> int | None:
    """``20M``, ``20 MB``, ``1.5G`` or ``20000000`` as a number; None for anything else, and for nothing at all."""
    found = AMOUNT.fullmatch(text.strip())
    if not found:
        return None
    return round(float(found[1]) * UNITS[found[2].lower()]) or None
