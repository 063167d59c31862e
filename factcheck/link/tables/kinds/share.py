"""A part of a whole, or several together: "a third of the world's coal", "wind and solar", "the two combined"."""

from __future__ import annotations

import re
from dataclasses import replace

from factcheck.link.tables.choose import Profile
from factcheck.link.tables.places import Place
from factcheck.link.tables.track import Track, add, country, of_place, population
from factcheck.measure.intervals import CTX
from factcheck.reference.series import SeriesIndex

OF_WORLD = re.compile(
    r"\bof\s+(?:all\s+)?(?:the\s+)?(?:world|global|worldwide)|\bof\s+all\s+[\w\s]{2,30}\bin\s+the\s+world\b",
    re.IGNORECASE,
)
PEOPLE_UNITS = frozenset("people persons users immigrants".split())
COMBINED = re.compile(r"\b(?:combined|together|in\s+total|altogether)\b", re.IGNORECASE)


def of_whole(text: str, track: Track, place: Place, index: SeriesIndex) -> Track | None:
    """The share a track is of the world's total of the same thing, or of the place's own population."""
    whole = _whole(text, track.profile, place, index)
    if whole is None or whole.beat != track.beat:
        return None
    values = {y: CTX.divide(track.values[y] * 100, whole.values[y]) for y in track.values if whole.values.get(y)}
    cells = {y: track.cells[y] + whole.cells[y] for y in values}
    of_world = whole.name == "World" and track.name != "World"
    how = "share of the world" if of_world else "share of the population"
    return replace(track, values=values, cells=cells, how=how) if values else None


def _whole(text: str, profile: Profile, place: Place, index: SeriesIndex) -> Track | None:
    if place.kind != "world" and OF_WORLD.search(text):
        return country(profile, "*", index)
    people = population(index)
    unit = profile.table.meta.unit.lower()
    if people is None or people.table.name == profile.table.name or unit not in PEOPLE_UNITS:
        return None
    return of_place(people, place, index)


def with_second(track: Track | None, second: Profile | None, place: Place, index: SeriesIndex) -> Track | None:
    """The sum with a second table of the same unit: wind's share and solar's."""
    if track is None or second is None:
        return track
    other = of_place(second, place, index)
    return add([track, other], track.name) if other else None
