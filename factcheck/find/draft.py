"""What a grammar hands back: a mention without its place in the ledger, positions relative to its own stretch."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

Relative = tuple[str, str, int]  # what a relative date says: (operation, unit, count); see ``resolve``


class Compound(NamedTuple):
    """A date told from another one: "two weeks after Easter", "from March 3 to next Friday", "first week of 2021"."""

    op: str
    unit: str
    steps: int
    first: Said
    second: Said | None = None


Said = tuple[date, date] | Relative | Compound  # known days, or what the words say of them


class Draft(NamedTuple):
    """A mention as one grammar read it."""

    start: int
    end: int
    kind: str
    value: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    per: str | None = None
    modifier: str | None = None
    iso_start: date | None = None
    iso_end: date | None = None
    period: str | None = None
    decimals: int | None = None
    ignored: str | None = None
    relative: Relative | Compound | None = None
    open: bool = False  # a plain number that may still take a noun, a unit or a reason from what stands around it
    letter: str = ""  # "m" right after the digits: million or metre
    split: tuple[Draft, ...] = ()  # the two ends of "from X to Y", should the verb say that something changed
    longer: Draft | None = None  # a reading that holds only where the clause ends right after it: "20 dollars 43"


Found = list[tuple[int, Draft]]  # (where its stretch begins, draft), in text order
