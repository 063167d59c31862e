"""A time of a sentence -> the ticks of a track it may mean, or pairs of them for a change."""

from __future__ import annotations

from decimal import Decimal

from factcheck.link.tables.beats import RECENT, STALE
from factcheck.link.tables.finer import Stretch, at, newest, stretches
from factcheck.link.tables.frame import When
from factcheck.link.tables.scene import Scene
from factcheck.link.tables.track import Track


def covered(scene: Scene, track: Track, when: When) -> list[int]:
    """The years of a span the table has, if it has enough of them: both ends within a year, three quarters between."""
    last = when.last
    if when.kind == "since" and scene.year is not None and when.first >= scene.year:
        last = track.ticks[-1]
    first = when.first if when.kind != "before" else track.ticks[0]
    years = [y for y in track.ticks if first <= y <= last]
    if not years:
        return []
    slack = 3 if when.kind == "since" or (when.loose and last == scene.year) else 1
    start = 1 + (2 if when.loose and last - first > 8 else 0)
    if years[0] > first + start or years[-1] < last - slack:
        return []
    return years if len(years) >= Decimal("0.7") * (years[-1] - years[0] + 1) else []


def meant(scene: Scene, role: str, track: Track, when: When | None) -> list[int]:
    """The ticks a level without a span may mean, the likeliest first."""
    if track.beat != "year":
        return newest(scene, track) if scene.moment is None or not scene.moment.dated else at(scene, track)
    there = set(track.values)
    if when is None or when.kind in ("now", "recent"):
        last = scene.year if scene.year is not None else track.ticks[-1]
        known = [y for y in track.ticks if last - STALE["year"] <= y <= last]
        return known[-RECENT if when is None or when.kind == "now" else -5 :][::-1]
    if when.kind == "last-year":
        return [y for y in (when.first, when.first - 1) if y in there]
    if role == "to":
        ends = [when.last] if not when.loose and when.kind != "since" else [when.last, when.last - 1, when.last - 2]
    elif role == "from":
        ends = [when.first] if not when.loose else [when.first, when.first + 1, when.first - 1]
    else:
        ends = [when.first]
    return [y for y in ends if y in there]


def changes(scene: Scene, track: Track, when: When | None) -> tuple[list[Stretch], bool]:
    """The stretches a change may run over, and whether the sentence says which of them it means."""
    if track.beat != "year":
        return stretches(scene, track)
    return [Stretch(track, a, b) for a, b in pairs(scene, track, when)], True


def pairs(scene: Scene, track: Track, when: When | None) -> list[tuple[int, int]]:
    """Pairs of years a change may run between; none where the sentence does not say."""
    there = set(track.values)
    if when is None or when.kind in ("now", "recent", "before", "months"):
        return []
    if when.kind in ("point", "last-year"):
        return [(when.first - 1, when.first)] if {when.first - 1, when.first} <= there else []
    last = when.last
    if when.kind == "since" and scene.year is not None and when.first >= scene.year:
        last = track.ticks[-1]
    open_end = when.kind == "since" or when.loose
    ends = (
        [y for y in (last, last - 1, last - 2, last - 3) if y in there][: 2 if open_end else 1]
        if open_end
        else [y for y in (last,) if y in there]
    )
    starts = [y for y in ((when.first, when.first + 1, when.first - 1) if when.loose else (when.first,)) if y in there]
    return [(a, b) for a in starts for b in ends if a < b]


def present(scene: Scene, track: Track, when: When | None) -> list[int]:
    """The ticks a statement in words is about: those it names, else the newest of the table."""
    if track.beat != "year":
        return at(scene, track) if scene.moment is not None and scene.moment.dated else newest(scene, track)
    if when is not None and when.kind in ("span", "since", "before"):
        return covered(scene, track, when)
    if when is not None and when.kind in ("point", "last-year"):
        return [y for y in (when.first,) if y in track.values]
    last = scene.year if scene.year is not None else track.ticks[-1]
    return [y for y in track.ticks if last - STALE["year"] <= y <= last][-RECENT:][::-1]
