"""Facts -> those that apply at a day: keys, conflicts, restatements, successive windows of validity.

Three axes of time are kept apart: the period a number is about, when it holds in the world (``valid_from`` to
``valid_to``), and when it was said (``as_of``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from factcheck.measure.unit_text import dimension
from factcheck.model import Fact, Fault, Period, plain

PLANS = ("target", "forecast")


@dataclass(frozen=True, slots=True)
class Applying:
    """Which facts judge at a day.

    ``ended``: versions no longer current, each with what replaced it (None: it just ended).
    ``not_yet``: facts about a day still to come. ``said_later``: current ones that only a later source tells.
    """

    current: tuple[Fact, ...] = ()
    ended: tuple[tuple[Fact, Fact | None], ...] = ()
    not_yet: tuple[Fact, ...] = ()
    said_later: tuple[Fact, ...] = ()


def key(fact: Fact) -> Hashable:
    """What makes two rows speak of the same thing: all but value, source and dates."""
    p = fact.period
    period = (p.start, p.end) if p and p.start else p.label if p else None
    return (
        fact.entity.casefold(), fact.metric.casefold(), fact.concept, fact.counterparty, dimension(fact.unit), fact.per,
        period, fact.qualifiers, fact.value_type,
    )  # fmt: skip


def about(fact: Fact) -> date:
    """The day a fact is about: the start of its validity, else the end of its period, else the day it was said.

    The period of a target or forecast is its value, not its time: "10% by 2030", said in 2025, is known in 2025.
    """
    if fact.valid_from:
        return fact.valid_from
    end = fact.period.end if fact.period else None
    if end is None:
        return fact.as_of
    return min(end, fact.as_of) if fact.value_type in PLANS else end


def turns(fact: Fact, first: date, last: date) -> bool:
    """Whether anything that ``applying`` holds against its day comes out otherwise at ``last`` than at ``first``."""
    begins = fact.as_of, fact.valid_from, fact.period and fact.period.end
    over = fact.valid_to is not None and first <= fact.valid_to < last
    return over or any(day and first < day <= last for day in begins)


def applying(facts: Iterable[Fact], as_of: date | None, claim_time: date | Period | None = None) -> Applying:
    """The facts that may judge at ``as_of`` (None: everything on file) a claim whose own time is ``claim_time``.

    ``claim_time`` is the past period the claim states, else the day the text speaks from (default ``as_of``).
    """
    at = as_of or date.max
    first, last = _span(claim_time, as_of)
    open_, ended, not_yet = [], [], []
    for fact in facts:
        if about(fact) > at:
            not_yet.append(fact)
        elif fact.valid_to and first and fact.valid_to < first:
            ended.append(fact)
        elif not fact.period and fact.valid_from and last and fact.valid_from > last:
            not_yet.append(fact)  # a window that opens after the time the claim speaks of
        else:
            open_.append(fact)
    current: list[Fact] = []
    replaced: list[tuple[Fact, Fact | None]] = []
    for group in _groups(open_):
        winner = _winner(group, at)
        current += winner
        replaced += [(f, winner[0]) for f in group if f not in winner]
    known = {id(f): n for n, f in enumerate(open_)}
    current.sort(key=lambda f: known[id(f)])
    gone = [(f, next((c for c in current if key(c) == key(f) or c.supersedes == f.id), None)) for f in ended]
    later = tuple(f for f in current if f.as_of > at)
    return Applying(tuple(current), tuple(replaced + gone), tuple(not_yet), later)


def _span(time: date | Period | None, as_of: date | None) -> tuple[date | None, date | None]:
    if isinstance(time, Period):
        return time.start, time.end
    return (time, time) if time else (as_of, as_of)


def _groups(facts: Sequence[Fact]) -> list[list[Fact]]:
    """Facts that replace one another: chains of ``supersedes``, and windows of one key that follow each other."""
    if len(facts) < 2:
        return [[f] for f in facts]
    leader = {f.id: f.id for f in facts}

    def find(name: str) -> str:
        while leader[name] != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    windows: dict[Hashable, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.supersedes in leader:
            leader[find(fact.id)] = find(str(fact.supersedes))
        if fact.valid_from or fact.valid_to:
            windows[key(fact)].append(fact)
    for same in windows.values():
        same.sort(key=lambda f: f.valid_from or date.min)
        for one, two in pairwise(same):
            if one.valid_to and two.valid_from and one.valid_to < two.valid_from:
                leader[find(two.id)] = find(one.id)
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[find(fact.id)].append(fact)
    return list(found.values())


def _winner(group: list[Fact], at: date) -> list[Fact]:
    """The latest said by ``at``; where all were said later, the earliest of them."""
    if len(group) == 1:
        return group
    replaced = {f.supersedes for f in group if f.supersedes and f.as_of <= at}
    standing = [f for f in group if f.id not in replaced]
    by_then = [f for f in standing if f.as_of <= at]
    day = max(f.as_of for f in by_then) if by_then else min(f.as_of for f in standing)
    best = [f for f in standing if f.as_of == day]
    opened = max(f.valid_from or date.min for f in best)
    return [f for f in best if (f.valid_from or date.min) == opened]


def states(facts: Iterable[Fact]) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """(the latest state, older ones still evidence) of a cumulative or stock metric; the newest day comes first."""
    ordered = sorted(facts, key=about, reverse=True)
    day = about(ordered[0]) if ordered else date.min
    return tuple(f for f in ordered if about(f) == day), tuple(f for f in ordered if about(f) != day)


def settle(
    facts: Sequence[Fact], printed: Mapping[str, int | None], allow_conflicts: bool = False
) -> tuple[list[Fact], list[Fault]]:
    """Facts without doubles, and the faults of rows that contradict each other or supersede what is not there.

    Same key and day: equal within rounding keeps the more precise, different is a conflict, unless one supersedes the
    other, their windows follow each other, or a primary source stands against a secondary one. A conflict that is
    allowed is a warning: both rows stay, as sources that disagree.
    """
    ids = {f.id for f in facts}
    faults = [_dangling(f) for f in facts if f.supersedes and f.supersedes not in ids]
    faults += misled(facts)
    conflicts: list[Fault] = []
    grouped: dict[Hashable, list[Fact]] = defaultdict(list)
    for fact in facts:
        grouped[key(fact), fact.as_of].append(fact)
    dropped: set[str] = set()
    for group in grouped.values():
        if len(group) > 1:
            conflicts += _settle_group(group, printed, dropped)
    faults += [replace(f, severity="warning") for f in conflicts] if allow_conflicts else conflicts
    return [f for f in facts if f.id not in dropped], faults


def _settle_group(group: list[Fact], printed: Mapping[str, int | None], dropped: set[str]) -> list[Fault]:
    """Conflicts among rows of one key and day; each row is held against those whose windows are still open."""
    faults: list[Fault] = []
    standing: list[Fact] = []
    for one in sorted(group, key=lambda f: f.valid_from or date.min):
        start = one.valid_from
        if start:  # thousands of daily prices, said on one day: those that have ended are behind us
            standing = [f for f in standing if not (f.valid_to and f.valid_to < start)]
        verdicts = [(_compare(one, two, printed), two) for two in standing if not _apart(one, two)]
        rival = next((two for verdict, two in verdicts if verdict == "conflict"), None)
        twin = next((two for verdict, two in verdicts if verdict == "equal"), None)
        if rival:
            faults.append(_conflict(*sorted((rival, one), key=lambda f: (f.file, f.line))))
        elif twin:
            loser = _coarser(one, twin, printed)
            dropped.add(loser.id)
            if loser is twin:
                standing[standing.index(twin)] = one
        else:
            standing.append(one)
    return faults


def _apart(one: Fact, two: Fact) -> bool:
    if one.supersedes == two.id or two.supersedes == one.id:
        return True
    if {one.source_rank, two.source_rank} == {"primary", "secondary"}:
        return True
    low, high = sorted((one, two), key=lambda f: f.valid_from or date.min)
    return bool(low.valid_to and high.valid_from and low.valid_to < high.valid_from)


def _compare(one: Fact, two: Fact, printed: Mapping[str, int | None]) -> str:
    """``equal``, ``conflict``, or ``both`` where bounds leave room for each other (at least 13, and 13.75)."""
    a, b = one.value, two.value
    if not isinstance(a, Decimal) or not isinstance(b, Decimal) or isinstance(a, bool):
        return "equal" if a == b else "conflict"
    if one.unit != two.unit:  # percent and ratio
        a, b = (a * 100 if one.unit == "ratio" else a), (b * 100 if two.unit == "ratio" else b)
    if one.bound == two.bound == "=" or one.bound == two.bound:
        return "equal" if a == b or abs(a - b) < _half(one, printed) + _half(two, printed) else "conflict"
    least = [v for f, v in ((one, a), (two, b)) if f.bound in ("=", ">=", "~")]
    most = [v for f, v in ((one, a), (two, b)) if f.bound in ("=", "<=", "~")]
    return "both" if "~" in (one.bound, two.bound) or not least or not most or max(least) <= min(most) else "conflict"


def _digits(fact: Fact, printed: Mapping[str, int | None]) -> int | None:
    return fact.decimals if fact.decimals is not None else printed.get(fact.id)


def _half(fact: Fact, printed: Mapping[str, int | None]) -> Decimal:
    digits = _digits(fact, printed)
    half = Decimal(0) if digits is None else Decimal(1).scaleb(-digits) / 2
    return half * 100 if fact.unit == "ratio" else half


def _coarser(one: Fact, two: Fact, printed: Mapping[str, int | None]) -> Fact:
    """Of two equal rows the one to drop: fewer digits; as many: the later row."""
    a, b = _digits(one, printed), _digits(two, printed)
    return two if (a if a is not None else 99) > (b if b is not None else 99) else one


def _dangling(fact: Fact) -> Fault:
    message = f'supersedes "{fact.supersedes}", but no row has that id.'
    return Fault(fact.file, fact.line, 1, "supersedes", message)


def misled(facts: Sequence[Fact]) -> list[Fault]:
    """Restatements that go in a circle, so that none would stand; warnings where one looks like a slip of the id."""
    named = {f.id: f for f in facts}
    faults = []
    for fact in facts:
        first = old = named.get(fact.supersedes or "")
        if first is None:
            continue
        seen = {fact.id}
        while old and old.id not in seen:
            seen.add(old.id)
            old = named.get(old.supersedes or "")
        severity = "warning"
        if old is fact:
            why, severity = "which supersedes this row in turn: none of them would stand.", "error"
        elif fact.entity.casefold() != first.entity.casefold():
            why = f"a row about {first.entity}, not {fact.entity}."
        elif fact.as_of < first.as_of:
            why = f"which was said later ({first.as_of})."
        else:
            continue
        faults.append(Fault(fact.file, fact.line, 1, "supersedes", f'supersedes "{first.id}", {why}', severity))
    return faults


def _conflict(one: Fact, two: Fact) -> Fault:
    """Two values for one key: told at the later row, with both rows in the text."""
    what = [one.entity, one.metric, one.counterparty, one.period.label if one.period else None]
    what += [f"{k}={v}" for k, v in one.qualifiers]
    lines = [f"two values for {' · '.join(w for w in what if w)}"]
    for f in (one, two):
        unit = f"{f.unit}/{f.per}" if f.per else f.unit
        lines.append(f"  {f.file}:{f.line}  {plain(f.value)} {unit}  {f.source}")
    lines.append("  keep one, or set supersedes or source_rank. --allow-conflicts makes such claims needs-context.")
    return Fault(two.file, two.line, 1, "value", "\n".join(lines))
