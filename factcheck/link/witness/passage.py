"""Article text around a claim -> Passage: its words, numbers, lists and periods, read once for all its claims."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import factcheck.link.within as within
from factcheck.link.witness.index import Index
from factcheck.link.witness.spoken import Spoken, joined, lasting, read
from factcheck.link.witness.words import stems
from factcheck.model import Mention

CONTEXT = 420  # characters before the sentence that may set its frame
MEASURED = ("money", "percent", "number", "quantity", "ratio")
_LIST_GAP = re.compile(
    r"(?: [a-z]{3,12}(?=[ ,;]))?[\s,;]*(?:and|or|to|respectively|through|plus)?[\s,]*"
    r"(?:approximately|about|nearly|around|over)?\s*(?:US)?[$€£(]*\s*",
    re.IGNORECASE,
)
_HOME = re.compile(r"\brespectively\b", re.IGNORECASE)


@dataclass(slots=True)
class Number:
    """A number of the passage: where it stands (passage offsets) and its neighbours in a list ("$1, $2 and $3")."""

    mention: Mention
    start: int
    stop: int
    inside: bool  # in the claim's own sentence, not in the context before it
    run: int = -1  # which list
    place: int = 0  # position in the list
    length: int = 1


@dataclass(slots=True)
class Passage:
    """A sentence with the text before it; all offsets count from ``origin`` in the article."""

    origin: int
    text: str
    split: int  # where the sentence starts within ``text``
    numbers: list[Number]
    words: list[tuple[int, str]]
    periods: list[Spoken]
    runs: list[list[Spoken]]
    respectively: bool
    until: int = 10**7  # no fact about later days can be meant
    cache: dict[Any, Any] = field(default_factory=dict)

    def number_of(self, mention: Mention) -> int:
        """The place of a mention among the numbers, -1 where it is none of them."""
        at = mention.start - self.origin
        for k, n in enumerate(self.numbers):
            if n.start <= at < n.stop or n.start == at:
                return k
        return -1


def around(
    text: str, start: int, stop: int, ledger: Sequence[Mention], index: Index, as_of: date | None = None
) -> Passage:
    """The passage of the sentence ``text[start:stop]``; context stops at a paragraph's edge."""
    first = max(0, start - CONTEXT)
    paragraph = text.rfind("\n\n", first, start)
    origin = paragraph + 2 if paragraph >= 0 else first
    body = text[origin:stop]
    split = start - origin
    numbers = [
        Number(m, m.start - origin, m.end - origin, m.start >= start)
        for m in within.inside(ledger, origin, stop)
        if m.kind in MEASURED and isinstance(m.value, Decimal)
    ]
    _runs_of_numbers(numbers, body)
    periods = [p for p in read(body, index) if not _is_number(p, numbers)]
    home = _HOME.search(body, split) is not None
    return Passage(
        origin,
        body,
        split,
        numbers,
        stems(body),
        periods,
        _runs(periods, body, split),
        home,
        as_of.toordinal() if as_of else 10**7,
    )


def _is_number(period: Spoken, numbers: list[Number]) -> bool:
    return any(n.start <= period.start and period.stop <= n.stop for n in numbers if n.mention.kind != "number")


def _runs_of_numbers(numbers: list[Number], text: str) -> None:
    run = 0
    for k, n in enumerate(numbers):
        before = numbers[k - 1] if k else None
        gap = text[before.stop : n.start] if before else "x" * 99
        joined = (
            before is not None
            and before.inside == n.inside
            and before.mention.kind == n.mention.kind
            and len(gap) < 34
            and _LIST_GAP.fullmatch(gap) is not None
        )
        if not joined:
            run += 1
        n.run, n.place = run, (before.place + 1 if joined and before else 0)
    for n in numbers:
        n.length = sum(o.run == n.run for o in numbers)


def _runs(periods: list[Spoken], text: str, split: int) -> list[list[Spoken]]:
    """Periods of the sentence that are told as one list; several durations multiply the dates they share."""
    out: list[list[Spoken]] = []
    last = -99
    for p in periods:
        if p.start < split:
            continue
        if out and joined(text[last : p.start]) and len(text[last : p.start]) < 28:
            out[-1].append(p)
        else:
            out.append([p])
        last = p.stop
    expanded = []
    for run in out:
        several = max((p.months for p in run), key=len)
        if len(several) > 1:
            expanded.append([lasting(p, months) for months in several for p in run])
        expanded.append(run)
    return expanded
