"""Series and facts -> Closes: the daily closes on file of one share, index or good, and its splits.

A date with rows around it but none on it was no trading day. Closes are as traded; where a split lies between two of
them, the earlier is divided by its ratio. A table that was adjusted for splits already is told by its own numbers.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from statistics import median
from weakref import WeakKeyDictionary

from factcheck.link.market.words import family
from factcheck.measure.intervals import CTX
from factcheck.measure.unit_text import parse_unit
from factcheck.model import Fact
from factcheck.reference import Reference
from factcheck.reference.names import Names
from factcheck.reference.series import Point, Table

FEWEST = 2  # closes that make a table of them
DAILY = 4  # days that lie between two closes at most, for the median: weekends, but no monthly table
JUMP = Decimal("1.35")  # a day's change from which on an unrecorded split is the likelier story
NEAR_SPLIT = Decimal("0.08")  # how near the change must come to a whole ratio for that
RATIOS = tuple(Decimal(n) for n in ("1.5", "2", "3", "4", "5", "6", "7", "8", "10", "15", "20", "25", "50"))


@dataclass(frozen=True, slots=True)
class Closes:
    """Closes in order of day. ``splits``: (first day at the new price, new shares for an old one)."""

    entity: str
    unit: str
    per: str | None
    days: tuple[date, ...]
    values: tuple[Decimal, ...]
    facts: tuple[Fact, ...] | tuple[Table, str, tuple[Point, ...]]
    splits: tuple[tuple[date, Decimal], ...] = ()
    split_facts: tuple[Fact, ...] = ()
    adjusted: bool = False
    secondary: bool = False
    exchange: str | None = None

    def fact(self, i: int) -> Fact:
        """One close as a fact."""
        if isinstance(self.facts[0], Table):
            table, label, points = self.facts[0], self.facts[1], self.facts[2]
            assert isinstance(label, str) and isinstance(points, tuple)
            made = table.fact(label, points[i], self.entity)
            return replace(made, unit=self.unit, per=self.per)
        found = self.facts[i]
        assert isinstance(found, Fact)
        return found

    def on(self, day: date) -> int | None:
        """The place of a day's close, None where there is none."""
        i = bisect_left(self.days, day)
        return i if i < len(self.days) and self.days[i] == day else None

    def before(self, day: date) -> int | None:
        """The place of the last close before a day."""
        return bisect_left(self.days, day) - 1 if self.days[0] < day else None

    def until(self, day: date) -> int | None:
        """The place of the last close on a day or before it."""
        return bisect_right(self.days, day) - 1 if self.days[0] <= day else None

    def after(self, day: date) -> int | None:
        """The place of the first close on a day or after it."""
        i = bisect_left(self.days, day)
        return i if i < len(self.days) else None

    def covers(self, day: date) -> bool:
        """Whether a day lies between two closes on file, so that its having none means no trading."""
        return self.days[0] < day < self.days[-1]

    def factor(self, start: date, end: date) -> Decimal:
        """New shares at ``end`` for one at ``start``."""
        out = Decimal(1)
        for day, ratio in self.splits if not self.adjusted else ():
            if start < day <= end:
                out *= ratio
        return out

    def at_par(self, i: int, end: date) -> Decimal:
        """A close as the shares of a later day would have had it."""
        factor = self.factor(self.days[i], end)
        return self.values[i] if factor == 1 else CTX.divide(self.values[i], factor)

    def odd(self, a: int, b: int) -> bool:
        """Whether a day's jump between two closes looks like a split nobody recorded."""
        for i in range(max(a, 0) + 1, b + 1):
            ratio = CTX.divide(self.at_par(i - 1, self.days[i]), self.values[i]) if self.values[i] > 0 else Decimal(1)
            ratio = ratio if ratio > 1 or ratio <= 0 else CTX.divide(Decimal(1), ratio)
            if ratio > JUMP and any(abs(ratio / r - 1) < NEAR_SPLIT for r in RATIOS):
                return True
        return False


@dataclass(frozen=True, eq=False)
class Market:
    """Every table of closes on file, and the names of what they are of."""

    tables: dict[str, tuple[Closes, ...]]
    names: Names
    in_facts: bool


_KEPT: WeakKeyDictionary[Reference, Market | None] = WeakKeyDictionary()


def market(reference: Reference) -> Market | None:
    """The closes of a reference; None where it has none, which is soon told."""
    if reference not in _KEPT:
        _KEPT[reference] = _read(reference)
    return _KEPT[reference]


def _read(reference: Reference) -> Market | None:
    found: dict[str, list[Closes]] = {}
    for table in reference.series.tables:
        if table.meta.metric.lower() in family("series"):
            for label in table.labels:
                points = table.column(label)
                closes = (
                    _of_table(table, label, points, reference) if _daily([p.period.start for p in points]) else None
                )
                if closes:
                    found.setdefault(closes.entity, []).append(closes)
    in_facts = any(metric in family("series") for metric, _ in reference.index.pairs)
    if not found and not in_facts:
        return None
    aliases: dict[str, Sequence[str]] = {}
    tickers: dict[str, Sequence[str]] = {}
    for name in found:
        known = reference.entities.get(name)
        aliases[name] = (name, *(known.aliases if known else ()))
        tickers[name] = known.tickers if known else ()
    return Market({name: tuple(all_) for name, all_ in found.items()}, Names(aliases, tickers), in_facts)


def _daily(days: Sequence[date | None]) -> bool:
    known = [d.toordinal() for d in days if d is not None]
    if len(known) < FEWEST or len(known) < len(days):
        return False
    return median(b - a for a, b in pairwise(known)) <= DAILY


def _of_table(table: Table, label: str, points: tuple[Point, ...], reference: Reference) -> Closes | None:
    if any(p.period.start != p.period.end for p in points):
        return None
    meta = table.meta
    read = parse_unit(meta.unit)
    unit, per = meta.unit.partition("/")[::2] if not read.problem else (meta.unit, "")
    entity = meta.entity or label
    days = tuple(p.period.start for p in points if p.period.start)
    adjusted = "adjusted" in meta.metric or any("adjust" in f"{k} {v}" for k, v in meta.qualifiers)
    closes = Closes(
        entity, unit, per or None, days, tuple(p.value for p in points), (table, label, points),
        secondary=meta.source_rank == "secondary", adjusted=adjusted, exchange=dict(meta.qualifiers).get("exchange"),
    )  # fmt: skip
    return _with_splits(closes, reference)


def of_facts(reference: Reference, entity: str) -> tuple[Closes, ...]:
    """The closes among an entity's facts, one table a source."""
    sources: dict[str, dict[date, Fact]] = {}
    for metric in family("series"):
        for fact in reference.facts_of(entity, metric):
            day = fact.period.start if fact.period else None
            if day and fact.period and fact.period.end == day and isinstance(fact.value, Decimal):
                sources.setdefault(fact.source, {})[day] = fact
    out = []
    for by_day in sources.values():
        days = sorted(by_day)
        if not _daily(days):
            continue
        facts = tuple(by_day[d] for d in days)
        values = tuple(f.value for f in facts if isinstance(f.value, Decimal))
        first = facts[0]
        closes = Closes(
            entity, first.unit, first.per, tuple(days), values, facts, secondary=first.source_rank == "secondary"
        )
        out.append(_with_splits(closes, reference))
    return tuple(out)


def _with_splits(closes: Closes, reference: Reference) -> Closes:
    """Splits on file; where the closes do not jump on their days, the table was adjusted for them."""
    facts = [
        f for f in reference.facts_of(closes.entity, "stock split") if isinstance(f.value, Decimal) and f.value > 0
    ]
    dated = sorted(((f.period.start, f) for f in facts if f.period and f.period.start), key=lambda pair: pair[0])
    splits = tuple((day, f.value) for day, f in dated if isinstance(f.value, Decimal))
    made = replace(closes, splits=splits, split_facts=tuple(f for _, f in dated))
    return made if made.adjusted else replace(made, adjusted=any(_smooth(made, day, ratio) for day, ratio in splits))


def _smooth(closes: Closes, day: date, ratio: Decimal) -> bool:
    """Whether the close of a split's day lies nearer to the one before than the ratio would put it."""
    i = closes.after(day)
    if i is None or i == 0 or closes.values[i] <= 0:
        return False
    seen = CTX.divide(closes.values[i - 1], closes.values[i])
    return abs(seen.ln() - 0) < abs(seen.ln() - ratio.ln()) if seen > 0 else False
