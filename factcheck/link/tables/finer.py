"""Moment + track finer than a year -> the ticks a level may mean, the pairs of ticks a change may run between.

"In May" is one tick of a monthly table, three of "the second quarter"; "from a year earlier" is twelve ticks back. A
change that does not say what it is measured against may be any of them, and then accuses nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from factcheck.link.tables.beats import A_YEAR, RECENT, STALE, start_of, tick_at, ticks
from factcheck.link.tables.scene import Scene
from factcheck.link.tables.track import Cell, Track
from factcheck.measure.intervals import CTX

BETWEEN = re.compile(
    r"\bbetween\s+(?:[\w\s,]{3,20}?\s)?and\b|\bfrom\s+(?:[\w\s,]{3,20}?\s)?(?:to|until|through)\b", re.IGNORECASE
)
FROM_TO = re.compile(
    r"\b(?:between|from)\b[^.;]{0,40}?\b(?P<a>(?:19|20)\d\d)\b[^.;\d]{0,30}?\b(?:and|to|until|through)\b[^.;]{0,30}?\b(?P<b>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
IN_MONTHS = re.compile(
    r"\b(?:in|over|within|during|for)\s+(?:(?:the|past|last|just|only|about)\s+)*(?!12\b|twelve\b)(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|thirteen|eighteen)\s+(?:months|quarters|weeks)\b(?!\s+(?:to|through|ended|ending|in\s+a\s+row|running|of|from)\b)",
    re.IGNORECASE,
)
SPARSE = 10  # days a stretch may have for each day with a figure
FEWEST_DAYS = 15  # market days in a month


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one tick to another of a track, how often the change is compounded, and what it is called."""

    track: Track
    first: int
    last: int
    power: int = 1
    name: str = ""


def newest(scene: Scene, track: Track) -> list[int]:
    """The newest ticks a text of the scene's day could know, the newest first; none where the table is older."""
    now = tick_at(scene.published, track.beat) if scene.published else track.ticks[-1]
    return [t for t in track.ticks if now - STALE[track.beat] <= t <= now][-RECENT:][::-1]


def at(scene: Scene, track: Track) -> list[int]:
    """The ticks of the scene's moment in order, all of them there; empty where the table has gaps or is too coarse."""
    m = scene.moment
    if m is None or m.first is None or m.last is None:
        return []
    span = ticks(m.first, m.last, track.beat)
    if span is None:
        return []
    first, last = span
    there = [t for t in track.ticks if first <= t <= last]
    if track.beat == "day":
        return there if len(there) * SPARSE > last - first else []  # one day a month is not the month
    return there if len(there) == last - first + 1 else []


def looked_back(scene: Scene, track: Track, last: int) -> list[int]:
    """The ticks before one that "since …" looks back over, in order; all there are where it names no start."""
    m = scene.moment
    first = tick_at(m.since, track.beat) + 1 if m is not None and m.since is not None else track.ticks[0]
    return [t for t in track.ticks if first <= t < last]


def coarser(track: Track, beat: str) -> Track:
    """Means over whole quarters or years (months of a daily table)."""
    groups: dict[int, list[int]] = {}
    for tick in track.ticks:
        groups.setdefault(tick_at(start_of(tick, track.beat), beat), []).append(tick)
    per = A_YEAR[track.beat] // A_YEAR[beat]
    needed = FEWEST_DAYS * (12 // A_YEAR[beat]) if track.beat == "day" else per
    whole = {g: own for g, own in groups.items() if len(own) >= needed}
    cells = {g: _cells(track, own) for g, own in whole.items()}
    return _with_beat(track.on({g: _mean(track, own) for g, own in whole.items()}, cells, f"mean of the {beat}"), beat)


def rolling(track: Track, count: int) -> Track:
    """Means over some ticks up to each: "in the three months to June"."""
    values, cells = {}, {}
    for tick in track.ticks:
        own = [t for t in range(tick - count + 1, tick + 1) if t in track.values]
        if len(own) == count:
            values[tick], cells[tick] = _mean(track, own), _cells(track, own)
    return track.on(values, cells, f"mean of {count} {track.beat}s")


def _with_beat(track: Track, beat: str) -> Track:
    return Track(track.name, track.profile, track.values, track.cells, track.how, beat)


def _mean(track: Track, own: Sequence[int]) -> Decimal:
    return CTX.divide(sum((track.values[t] for t in own), Decimal(0)), Decimal(len(own)))


def _cells(track: Track, own: Sequence[int]) -> tuple[Cell, ...]:
    return tuple(c for t in own for c in track.cells[t])


def stretches(scene: Scene, track: Track) -> tuple[list[Stretch], bool]:
    """The stretches a change may run over, and whether the sentence says which."""
    m = scene.moment
    if m is None or IN_MONTHS.search(scene.text):
        return [], False  # "6.4% in January, more than halved in five months": to which month?
    if not m.dated and m.since is not None and not m.basis:
        origin = tick_at(m.since, track.beat)
        later = [t for t in newest(scene, track) if t > origin and origin in track.values]
        return [Stretch(track, origin, t, name="since then") for t in later], bool(later)
    if not m.dated:
        found = [s for t in newest(scene, track) for s in _of_tick(scene, track, t)]
        return found, bool(m.basis)
    span = at(scene, track)
    if not span:
        return [], False
    if len(span) == 1:
        return _of_tick(scene, track, span[0]), bool(m.basis or m.base)
    first, last = span[0], span[-1]
    a, b = start_of(first, track.beat), start_of(last, track.beat)
    stated = FROM_TO.search(scene.text)
    if stated and (int(stated["a"]), int(stated["b"])) != (a.year, b.year):
        return [], False  # "between the second quarter of 2020 and the fourth of 2023" is not 2023
    if m.base is not None and m.base.start is not None and m.base.start.year != a.year - 1:
        return [], False
    if BETWEEN.search(scene.text) and not m.basis:
        ends = [Stretch(track, first, last, name="from first to last")]
        start = track.before(first)  # "from January to March" may count January's own movement
        return ends if start is None else [*ends, Stretch(track, start, last, name="from end to end")], True
    count, year = last - first + 1, A_YEAR[track.beat]
    out = _pairs(track, last, (("change from a year before", year, 1),)) if m.basis == "year" or count == year else []
    if count == year and not out:
        return [], False
    whole = _whole(first, last, track.beat)
    if count == year and whole is None:
        return out, True  # "in the year to November" is November against November
    mean = coarser(track, whole) if whole else rolling(track, count) if track.beat != "day" else None
    if mean is not None:
        end, step, per = (
            (tick_at(start_of(first, track.beat), whole), 1, A_YEAR[whole]) if whole else (last, count, year)
        )
        if m.basis == "annualised":
            return _pairs(mean, end, (("annualised", step, per // step or 1),)), True
        if m.basis != "year":
            out += _pairs(mean, end, ((f"mean against that of the {whole or 'stretch'} before", step, 1),))
        if m.basis != "period":
            out += _pairs(mean, end, (("mean against that of a year before", per, 1),))
    if m.basis != "year" and (before := track.before(first)) is not None:
        out.append(Stretch(track, before, last, name="from end to end"))
    return out, bool(m.basis) or count == year


def _of_tick(scene: Scene, track: Track, tick: int) -> list[Stretch]:
    m = scene.moment
    assert m is not None
    year = A_YEAR[track.beat]
    bases = {
        "period": (f"change from the {track.beat} before", 1, 1),
        "year": ("change from a year before", year, 1),
        "annualised": ("annualised", 1, year),
    }
    if m.base is not None and m.base.start is not None and m.base.end is not None and m.basis != "annualised":
        base = ticks(m.base.start, m.base.end, track.beat)
        if base and base[0] == base[1] and base[0] < tick:
            return [Stretch(track, base[0], tick, name="")] if base[0] in track.values else []
    if m.basis:
        return _pairs(track, tick, (bases[m.basis],))
    known = (
        ("period",)
        if track.beat == "day"
        else ("period", "year", "annualised")
        if track.beat == "quarter"
        else ("period", "year")
    )
    return _pairs(track, tick, tuple(bases[name] for name in known))


def _pairs(track: Track, last: int, how: Sequence[tuple[str, int, int]]) -> list[Stretch]:
    if last not in track.values:
        return []
    pairs = ((track.before(last, steps), power, name) for name, steps, power in how)
    return [Stretch(track, first, last, power, name) for first, power, name in pairs if first is not None]


def _whole(first: int, last: int, beat: str) -> str | None:
    """The calendar stretch some ticks make up: a year, a quarter, a month of days."""
    a, b = start_of(first, beat), start_of(last, beat)
    if beat == "day":
        return "month" if (a.year, a.month) == (b.year, b.month) else None
    count = last - first + 1
    if count == A_YEAR[beat] and first % count == 0:
        return "year"
    return "quarter" if beat == "month" and count == 3 and first % 3 == 0 else None
