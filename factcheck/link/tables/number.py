"""A number about a place and a time -> what the tables give for it: levels, shares, changes, multiples."""

from __future__ import annotations

import re
from decimal import Decimal

from factcheck.link.tables.amount import Amount
from factcheck.link.tables.answer import Answer, Candidate
from factcheck.link.tables.apart import moves
from factcheck.link.tables.changes import change
from factcheck.link.tables.choose import Profile
from factcheck.link.tables.frame import When
from factcheck.link.tables.levels import level
from factcheck.link.tables.pick import Pick, pick, pick_sum
from factcheck.link.tables.places import Place
from factcheck.link.tables.scene import Scene, subjects, time_of
from factcheck.link.tables.track import Track, add, country, of_place, population
from factcheck.measure.intervals import CTX, point
from factcheck.measure.intervals import add as plus
from factcheck.model import Interval
from factcheck.reference.series import SeriesIndex

OF_WORLD = re.compile(r"\bof\s+(?:all\s+)?(?:the\s+)?(?:world|global|worldwide)", re.IGNORECASE)
PEOPLE_UNITS = frozenset("people persons users immigrants".split())
COMBINED = re.compile(r"\b(?:combined|together|in\s+total|altogether)\b", re.IGNORECASE)
PHYSICAL = (
    ("mass", re.compile(r"\btonnes?\b|\btons?\b|kilogram")),
    ("energy", re.compile(r"terawatt-hour|kilowatt-hour")),
    ("power", re.compile(r"gigawatt|watts")),
    ("area", re.compile(r"hectare")),
    ("time", re.compile(r"^years$")),
)
# How far beyond rounding a table must lie before it accuses, as a part of the printed number. Offices differ in what
# they count; prices move within a year; estimates of deaths in wars differ most.
MARGINS = {"share": Decimal("0.07"), "rate": Decimal("0.12"), "count": Decimal("0.15"), "intensity": Decimal("0.12")}
MARGINS["index"] = Decimal("0.20")  # of income before or after taxes, of spending: coefficients differ
THRESHOLD = re.compile(r"[$€£]\s?\d+(?:\.\d+)?(?=\s+(?:per|a)\s+day)")
ABSURD = Decimal(30)
ROUGHLY = Decimal("0.2")
OPEN_PERIOD = Decimal("1.7")  # times as far where the sentence names no year
GROWTH_MARGIN = Decimal("0.50")
CHANGE_MARGIN = Decimal("0.25")


def answer(scene: Scene, amount: Amount, index: SeriesIndex) -> tuple[Answer, Pick] | None:
    """What the tables say to one number; None where no table, place or year of theirs is meant."""
    if (
        amount.kind == "money"
        or amount.role == "unknown"
        or (amount.role == "from" and not scene.whens)
        or any(w.kind == "months" for w in scene.whens)
    ):
        return None
    who, sure = subjects(scene)
    wanted = forms(amount, scene)
    summed = tuple(f for f in wanted if f in ("share", "count"))
    both = pick_sum(scene, summed, index) if amount.role in ("level", "to") and summed else None
    found = both[0] if both else pick(scene, wanted, index, levels=amount.role == "change")
    if found is None and amount.kind == "percent":  # "70% live in rural areas" of a count of heads
        found = pick(scene, ("count",), index)
    if found is None or not _unit_agrees(found.profiles[0], amount):
        return None
    if amount.role != "change" and amount.kind == "count" and moves(scene, found.profiles[0]):
        return None
    if not who and len(found.profiles[0].table.labels) == 1:  # the sea level, the ice of the Arctic: of one place only
        label = found.profiles[0].table.labels[0]
        who, sure = (Place(-1, -1, label, ("*" if label.endswith("WRL") else label,), "country"),), True
    if not who:
        return None
    when, timed = time_of(scene, amount.role)
    unsettled = list(found.unsettled)
    note = found.profiles[0].table.meta.note
    if (line := THRESHOLD.search(note)) and line.group() not in scene.text:
        unsettled.append("basis-mismatch")  # poverty below $3 a day; the sentence may mean an older, lower line
    if not sure:
        unsettled.append("entity-ambiguous")
    if not timed:
        unsettled.append("period-inferred")
    out: list[Candidate] = []
    mode = "any"
    for profile in found.profiles:
        second = both[1].profiles[0] if both else None
        got, mode = _of_table(scene, amount, index, profile, who, when, second)
        out += got
    out = [c for c in out if not _absurd(amount, c.value)]
    if not out:
        return None
    present = scene.year if when is None or when.kind == "now" else None
    if (
        present is not None
        and found.profiles[0].form == "growth"
        and max(c.cells[0].point.year for c in out) < present - 1
    ):
        unsettled.append("period-inferred")  # prices of two years ago say nothing of today's
    if amount.role == "from" and (when is None or when.loose):
        unsettled.append("period-inferred")
    dated = when is not None and when.kind in ("point", "span", "since", "before", "last-year")
    if when is not None and when.kind == "point" and when.first == scene.year and amount.kind == "count":
        unsettled.append("period-inferred")  # a year that was not over when it was written
    if "estimat" in found.profiles[0].soft:
        dated = False  # estimates differ among themselves as much as years do
    return _judgeable(amount, out, mode, tuple(unsettled), found.profiles[0].form, dated), found


def _absurd(amount: Amount, value: Decimal) -> bool:
    """A number thirty times too large or small is of something else: "the average American emits 16 tonnes"."""
    if amount.value == 0 or value == 0 or amount.bound or amount.kind in ("inverse", "times"):
        return False
    ratio = abs(value / amount.value)
    return ratio > ABSURD or ratio < 1 / ABSURD


def forms(amount: Amount, scene: Scene) -> tuple[str, ...]:
    """The forms of table that can judge an amount."""
    if amount.kind == "inverse" or amount.per_people:
        return ("rate",)
    if amount.kind == "percent" and amount.role == "change":
        return ("count", "rate", "intensity", "share", "growth")
    if amount.kind == "percent" and OF_WORLD.search(scene.text):
        return ("count", "share")
    if amount.kind == "percent":
        return ("share", "growth")
    if amount.kind == "times":
        return ("share", "count", "rate", "intensity")
    plain = ("count", "intensity", "index") if _of_gini(scene) else ("count", "intensity")
    return plain if amount.value else ("count", "share", "intensity")


def _of_gini(scene: Scene) -> bool:
    """Whether a bare number may be a coefficient; of other indexes one does not know which is meant."""
    return any(w.concept == "gini" for w in scene.words)


def _unit_agrees(profile: Profile, amount: Amount) -> bool:
    if amount.kind != "count" or amount.value == 0:
        return True
    dimension = dimension_of(profile)
    return dimension == amount.dimension or (dimension == "time" and amount.dimension is None)


def dimension_of(profile: Profile) -> str | None:
    """The physical dimension of a table's unit, None for counts."""
    unit = profile.table.meta.unit.lower()
    return next((name for name, pattern in PHYSICAL if pattern.search(unit)), None)


def _of_table(
    scene: Scene,
    amount: Amount,
    index: SeriesIndex,
    profile: Profile,
    who: tuple[Place, ...],
    when: When | None,
    second: Profile | None,
) -> tuple[list[Candidate], str]:
    tracks = [_with(of_place(profile, p, index), second, p, index) for p in who]
    if any(t is None for t in tracks):
        return [], "any"
    known = [t for t in tracks if t is not None]
    of_world = amount.kind == "percent" and amount.role != "change" and OF_WORLD.search(scene.text)
    if len(known) > 1 and (COMBINED.search(scene.text) or of_world):
        total = add(known, " and ".join(p.name for p in who)) if profile.form == "count" else None
        known = [total] if total else []
    out: list[Candidate] = []
    mode = "any"
    for track in known:
        if amount.kind == "percent" and profile.form == "count" and amount.role != "change":
            whole = _whole(scene, track, profile, who[known.index(track)] if track in known else who[0], index)
            share = _share(track, whole) if whole else None
            if share is None:
                return [], mode
            track = share
        got, mode = (change if amount.role == "change" else level)(scene, amount, track, when)
        if not got:
            return [], mode
        out += got
    if len(known) > 1 and mode == "any":
        mode = "all"
    return out, mode


def _whole(scene: Scene, track: Track, profile: Profile, place: Place, index: SeriesIndex) -> Track | None:
    """What a share is of: the world's total of the same thing, or the place's own population."""
    if place.kind != "world" and OF_WORLD.search(scene.text):
        return country(profile, "*", index)
    people = population(index)
    unit = profile.table.meta.unit.lower()
    if people is None or people.table.name == profile.table.name or unit not in PEOPLE_UNITS:
        return None
    return of_place(people, place, index)


def _with(track: Track | None, second: Profile | None, place: Place, index: SeriesIndex) -> Track | None:
    """The sum with a second table of the same unit: wind's share and solar's."""
    if track is None or second is None:
        return track
    other = of_place(second, place, index)
    return add([track, other], track.name) if other else None


def _share(track: Track, whole: Track) -> Track | None:
    values = {y: CTX.divide(track.values[y] * 100, whole.values[y]) for y in track.values if whole.values.get(y)}
    cells = {y: track.cells[y] + whole.cells[y] for y in values}
    of_world = whole.name == "World" and track.name != "World"
    how = "share of the world" if of_world else "share of the population"
    return Track(track.name, track.profile, values, cells, how) if values else None


def _judgeable(
    amount: Amount, out: list[Candidate], mode: str, unsettled: tuple[str, ...], form: str, dated: bool
) -> Answer:
    strict, wide = amount.strict, amount.wide
    if amount.hedged and dated and form == "count" and amount.kind == "count":
        strict, wide = amount.wide, amount.strict  # "about" is part of the margin of a count, not added to it
    elif amount.hedged:  # "about 10%" against another office's 9.4: a table is one more step from the author's source
        strict = wide
    if amount.kind == "count" and amount.bound is None and amount.value >= 1000:
        near = amount.value * ROUGHLY  # "1 million" may be 0.9, but no table's 0.67 bears it out
        strict = Interval(max(strict.low or near, amount.value - near), min(strict.high or near, amount.value + near))
    if any("{world}" in c.formula for c in out):
        form = "growth"  # a share of the world's total rests on two tables' worth of definitions
    margin = MARGINS.get(form, GROWTH_MARGIN) * (1 if dated else OPEN_PERIOD)
    if amount.role == "change":
        margin = CHANGE_MARGIN
    slack = abs(amount.value) * margin
    wide = plus(wide, Interval(-slack, slack)) if slack else wide
    if amount.value == 0 and amount.bound is None:
        strict = wide = point(Decimal(0))
        wide = Interval(Decimal("-0.5"), Decimal("0.5"))
    return Answer(strict, wide, tuple(out), mode, unsettled)
