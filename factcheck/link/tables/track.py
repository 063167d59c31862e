"""Table + place -> Track: one value a tick with the cells it came from; sums and weighted means of several."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from factcheck.link.tables.beats import A_YEAR, beat_of, name_of, tick_of
from factcheck.link.tables.choose import Profile, form_of
from factcheck.link.tables.places import Place, columns, country_name
from factcheck.measure.intervals import CTX
from factcheck.model import Fact
from factcheck.reference.series import Point, SeriesIndex, Table

FULL_GROUP = Decimal("0.9")  # of a continent's members; a membership list must be there wholly


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: enough to print it and to make a fact of it."""

    table: Table
    label: str
    name: str
    point: Point

    @property
    def fact(self) -> Fact:
        """The cell as a fact."""
        return self.table.fact(self.label, self.point, self.name)

    def __str__(self) -> str:
        return f"{self.name} {self.point.period.label}: {self.point.text}"


@dataclass(frozen=True, slots=True)
class Track:
    """Values by tick, and the cells each rests on; ``beat`` is how long a tick is, ``how`` what was computed."""

    name: str
    profile: Profile
    values: Mapping[int, Decimal]
    cells: Mapping[int, tuple[Cell, ...]]
    how: str = ""
    beat: str = "year"

    @property
    def ticks(self) -> list[int]:
        """Ticks with a value, in order."""
        return sorted(self.values)

    def label(self, tick: int) -> str:
        """A tick as it is printed: 2019, 2019-05, 2019-Q2."""
        return name_of(tick, self.beat)

    def before(self, tick: int, steps: int = 1) -> int | None:
        """The tick some steps earlier, where the table has it; of a daily table the last day there is."""
        if self.beat != "day":
            return tick - steps if tick - steps in self.values else None
        if steps < A_YEAR["day"]:
            i = bisect_left(self.ticks, tick) - steps
            return self.ticks[i] if i >= 0 else None
        return next((t for t in range(tick - steps, tick - steps - 5, -1) if t in self.values), None)

    def on(self, values: Mapping[int, Decimal], cells: Mapping[int, tuple[Cell, ...]], how: str) -> Track:
        """The same place and table with other values, and what was done to get them."""
        return replace(self, values=values, cells=cells, how=how)


def country(profile: Profile, code: str, index: SeriesIndex, name: str | None = None) -> Track | None:
    """The track of one country (or of the world, ``*``); None where the table has none or is of mixed lengths."""
    label = columns(profile.table, index).get(code)
    if label is None:
        return None
    cache: dict[tuple[str, str, str], Track | None] = index.cache.setdefault("tracks", {})
    key = (profile.table.name, label, profile.derived)
    if key not in cache:
        shown = name or ("World" if code == "*" else country_name(code))
        found = _read(profile, label, shown)
        cache[key] = yearly_change(found) if found and profile.derived else found
    return cache[key]


def _read(profile: Profile, label: str, shown: str) -> Track | None:
    points = profile.table.column(label)
    beat = beat_of(points)
    if beat is None:
        return None
    at = {tick_of(p, beat): p for p in points}
    if len(at) < len(points):
        return None
    cells = {t: (Cell(profile.table, label, shown, p),) for t, p in at.items()}
    return Track(shown, profile, {t: p.value for t, p in at.items()}, cells, beat=beat)


def yearly_change(track: Track) -> Track | None:
    """What "inflation" is of an index of consumer prices: each figure's change from a year before, in percent."""
    return changed(track, A_YEAR[track.beat])


def changed(track: Track, steps: int) -> Track | None:
    """The change of each figure from some ticks before: in percent, or in points of what is a percentage itself."""
    values, cells = {}, {}
    points = track.profile.form in ("share", "growth") and not (track.profile.derived and not track.how)
    for tick in track.ticks:
        base = track.before(tick, steps)
        if base is None or (track.values[base] <= 0 and not points):
            continue
        now, then = track.values[tick], track.values[base]
        values[tick] = now - then if points else (CTX.divide(now, then) - 1) * 100
        cells[tick] = track.cells[base] + track.cells[tick]
    over = "a year" if steps == A_YEAR[track.beat] else f"{steps} {track.beat}{'s' if steps > 1 else ''}"
    return track.on(values, cells, f"change over {over}, in {'points' if points else 'percent'}") if values else None


def add(tracks: Sequence[Track], name: str, complete: int | None = None) -> Track | None:
    """The yearly sum, for years in which at least ``complete`` (default all) of the tracks have a value."""
    if not tracks:
        return None
    needed = len(tracks) if complete is None else complete
    if len({t.beat for t in tracks}) > 1:
        return None
    values, cells = {}, {}
    for year in sorted({y for t in tracks for y in t.values}):
        there = [t for t in tracks if year in t.values]
        if len(there) >= needed:
            values[year] = sum((t.values[year] for t in there), Decimal(0))
            cells[year] = tuple(c for t in there for c in t.cells[year])
    return replace(tracks[0], name=name, values=values, cells=cells, how="sum") if values else None


def weighted(tracks: Sequence[Track], weights: Sequence[Track | None], name: str, members: int) -> Track | None:
    """The yearly mean weighted by population, for years in which nine tenths of the members have both."""
    values, cells = {}, {}
    pairs = [(t, w) for t, w in zip(tracks, weights, strict=True) if w is not None]
    for year in sorted({y for t, _ in pairs for y in t.values}):
        there = [(t, w) for t, w in pairs if year in t.values and year in w.values]
        if len(there) < FULL_GROUP * members:
            continue
        total = sum((w.values[year] for _, w in there), Decimal(0))
        if total > 0:
            mass = sum((CTX.multiply(t.values[year], w.values[year]) for t, w in there), Decimal(0))
            values[year] = CTX.divide(mass, total)
            cells[year] = tuple(c for t, w in there for c in (*t.cells[year], *w.cells[year]))
    if not values:
        return None
    return replace(tracks[0], name=name, values=values, cells=cells, how="mean weighted by population")


def of_place(profile: Profile, place: Place, index: SeriesIndex) -> Track | None:
    """The track of a place; a group that is no column is summed (counts) or weighted by population (shares)."""
    if place.kind == "country":
        return country(profile, place.codes[0], index, place.name)
    if place.kind == "world":
        return country(profile, "*", index, "World")
    tracks = [t for code in place.codes if (t := country(profile, code, index)) is not None]
    members = len(place.codes)
    enough = members if place.kind == "closed" else int(FULL_GROUP * members)
    if len(tracks) < enough:
        return None
    if profile.form == "count":
        return add(tracks, place.name, enough)
    if profile.form == "share" and _of_people(profile):
        people = population(index)
        if people is None:
            return None
        known = [country(people, t.cells[t.ticks[0]][0].label, index) for t in tracks]
        return weighted(tracks, known, place.name, members)
    return None


def _of_people(profile: Profile) -> bool:
    """A share of people ("% of population", "of adults"): only such may be weighted by population."""
    text = f"{profile.table.meta.metric} {profile.table.meta.unit}".lower()
    return any(w in text for w in ("population", "adults", "people"))


def population(index: SeriesIndex) -> Profile | None:
    """The reference's own table of total population, where it has one."""
    if "population" not in index.cache:
        found = None
        for table in index.tables:
            title = table.meta.metric.lower()
            if title in ("population", "population (total)", "total population"):
                form, per = form_of(table)
                found = Profile(table, frozenset(), frozenset(), frozenset(), form, per, 0.0)
        index.cache["population"] = found
    out: Profile | None = index.cache["population"]
    return out
