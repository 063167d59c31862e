"""A number of a sentence about a place and a time -> what the tables give for it: levels, shares, changes, multiples."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from factcheck.link.tables.amount import UNITS, Amount
from factcheck.link.tables.answer import Answer, Candidate
from factcheck.link.tables.choose import Profile
from factcheck.link.tables.frame import When
from factcheck.link.tables.pick import Pick, pick, pick_sum
from factcheck.link.tables.places import Place
from factcheck.link.tables.scene import Scene, subjects, time_of
from factcheck.link.tables.track import Track, add, country, of_place
from factcheck.measure.intervals import CTX, point
from factcheck.measure.intervals import add as plus
from factcheck.model import Interval
from factcheck.reference.series import SeriesIndex

STALE = 4  # years: how old the newest figure may be for a sentence in the present tense
RECENT = 3  # how many of the newest figures a sentence without a date may mean
EVERY = re.compile(
    r"\b(?:consistently|always|never|throughout|entire|whole|every\s+(?:single\s+)?year|each\s+year|at\s+any\s+point|at\s+no\s+point|constantly|continuously|remain\w*|stayed|not\s+once)\b",
    re.IGNORECASE,
)
ALMOST_EVERY = re.compile(
    r"\b(?:almost|nearly|mostly|most\s+of)\s+(?:the\s+)?(?:entire|whole|always|every|all)\b", re.IGNORECASE
)
YEARLY = re.compile(
    r"\b(?:annual(?:ly)?|a\s+year|per\s+year|every\s+year|each\s+year|yearly|per\s+annum)\b", re.IGNORECASE
)
MEAN = re.compile(r"\b(?:on\s+average|average|averaged|averaging)\b", re.IGNORECASE)
OF_WORLD = re.compile(r"\bof\s+(?:all\s+)?(?:the\s+)?(?:world|global|worldwide)", re.IGNORECASE)
COMBINED = re.compile(r"\b(?:combined|together|in\s+total|altogether)\b", re.IGNORECASE)
FLOWS = frozenset("death homicide attack emission injury case wildfire production aquaculture capturefish milk".split())
PHYSICAL = (
    ("mass", re.compile(r"\btonnes?\b|\btons?\b|kilogram")),
    ("energy", re.compile(r"terawatt-hour|kilowatt-hour")),
    ("power", re.compile(r"gigawatt|watts")),
    ("area", re.compile(r"hectare")),
    ("time", re.compile(r"^years$")),
)
BASE = {"kilogram": Decimal("0.001"), "kilowatt-hour": UNITS["kwh"][1]}
# How far beyond rounding a table must lie before it accuses, as a part of the printed number. Offices differ in what
# they count; prices move within a year; estimates of deaths in wars differ most.
MARGINS = {"share": Decimal("0.07"), "rate": Decimal("0.12"), "count": Decimal("0.15"), "intensity": Decimal("0.06")}
OPEN_PERIOD = Decimal("1.7")  # times as far where the sentence names no year
GROWTH_MARGIN = Decimal("0.50")
CHANGE_MARGIN = Decimal("0.25")


def answer(scene: Scene, amount: Amount, index: SeriesIndex) -> tuple[Answer, Pick] | None:
    """What the tables say to one number; None where no table, place or year of theirs is meant."""
    if amount.kind == "money" or amount.role == "unknown" or (amount.role == "from" and not scene.whens) or any(w.kind == "months" for w in scene.whens):
        return None
    who, sure = subjects(scene)
    if not who:
        return None
    wanted = forms(amount, scene)
    summed = tuple(f for f in wanted if f in ("share", "count"))
    both = pick_sum(scene, summed, index) if amount.role in ("level", "to") and summed else None
    found = both[0] if both else pick(scene, wanted, index, levels=amount.role == "change")
    if found is None or not _unit_agrees(found.profiles[0], amount):
        return None
    when, timed = time_of(scene, amount.role)
    unsettled = list(found.unsettled)
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
    if not out:
        return None
    dated = when is not None and when.kind in ("point", "span", "since", "before", "last-year")
    if "estimat" in found.profiles[0].soft:
        dated = False  # estimates differ among themselves as much as years do
    return _judgeable(amount, out, mode, tuple(unsettled), found.profiles[0].form, dated), found


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
    return ("count", "intensity") if amount.value else ("count", "share", "intensity")


def _unit_agrees(profile: Profile, amount: Amount) -> bool:
    if amount.kind != "count" or amount.value == 0:
        return True
    dimension = dimension_of(profile)
    return dimension == amount.dimension


def dimension_of(profile: Profile) -> str | None:
    """The physical dimension of a table's unit, None for counts."""
    unit = profile.table.meta.unit.lower()
    return next((name for name, pattern in PHYSICAL if pattern.search(unit)), None)


def _of_table(
    scene: Scene, amount: Amount, index: SeriesIndex, profile: Profile, who: tuple[Place, ...], when: When | None,
    second: Profile | None,
) -> tuple[list[Candidate], str]:
    tracks = [_with(of_place(profile, p, index), second, p, index) for p in who]
    if any(t is None for t in tracks):
        return [], "any"
    known = [t for t in tracks if t is not None]
    if len(known) > 1 and COMBINED.search(scene.text):
        total = add(known, " and ".join(p.name for p in who)) if profile.form == "count" else None
        known = [total] if total else []
    out: list[Candidate] = []
    mode = "any"
    for track in known:
        if amount.kind == "percent" and profile.form == "count" and amount.role != "change":
            world = country(profile, "*", index)
            share = _share(track, world) if world else None
            if share is None:
                return [], mode
            track = share
        got, mode = (_change if amount.role == "change" else _level)(scene, amount, track, when)
        if not got:
            return [], mode
        out += got
    if len(known) > 1 and mode == "any":
        mode = "all"
    return out, mode


def _with(track: Track | None, second: Profile | None, place: Place, index: SeriesIndex) -> Track | None:
    """The sum with a second table of the same unit: wind's share and solar's."""
    if track is None or second is None:
        return track
    other = of_place(second, place, index)
    return add([track, other], track.name) if other else None


def _share(track: Track, world: Track) -> Track | None:
    values = {y: track.values[y] / world.values[y] * 100 for y in track.values if world.values.get(y)}
    cells = {y: track.cells[y] + world.cells[y] for y in values}
    return (
        Track(f"{track.name}'s share of the world", track.profile, values, cells, "share of the world")
        if values
        else None
    )


def convert(amount: Amount, profile: Profile) -> Callable[[Decimal], Decimal | None]:
    """From a table's value to the claim's unit."""
    if amount.kind == "inverse":
        return lambda v: CTX.divide(Decimal(profile.per), v) if v > 0 else None
    if amount.per_people:
        return lambda v: v * amount.per_people / profile.per
    if amount.kind == "percent":
        ratio = profile.table.meta.unit.lower() == "ratio"
        return lambda v: v * amount.scale * (100 if ratio else 1)
    unit = profile.table.meta.unit.lower()
    base = next((f for name, f in BASE.items() if name in unit), Decimal(1))
    big = (
        Decimal(10) ** 6
        if unit.startswith("million ")
        else Decimal(10) ** 9
        if unit.startswith("billion ")
        else Decimal(1)
    )
    years = amount.per_time or Decimal(1)
    return lambda v: v * base * big / amount.factor / years


def _level(scene: Scene, amount: Amount, track: Track, when: When | None) -> tuple[list[Candidate], str]:
    turn = convert(amount, track.profile)
    spans = when is not None and when.kind in ("span", "since", "before") and (amount.role not in ("to", "from") or sum(w.kind == "span" for w in scene.whens) > 1)
    if not spans:
        years = _years(scene, amount, track, when)
        return [c for y in years if (c := _cell(scene, amount, track, y, turn)) is not None], "any"
    assert when is not None
    years = covered(scene, track, when)
    if not years:
        return [], "all"
    clause = scene.text
    if MEAN.search(clause):
        return _mean(track, years, turn), "any"
    flow = track.profile.form == "count" and bool(track.profile.core & FLOWS) and not amount.per_time
    if flow and amount.value and not EVERY.search(clause) and len(years) <= 12:
        got = _mean(track, years, turn)
        return (got if YEARLY.search(clause) else _sum(track, years, turn) + got), "any"
    got = [c for y in years if (c := _cell(scene, amount, track, y, turn)) is not None]
    every = EVERY.search(clause) and not ALMOST_EVERY.search(clause)
    if when.loose and every and len(got) > 3:
        pass
    return got, "every" if every else "all"


def covered(scene: Scene, track: Track, when: When) -> list[int]:
    """The years of a span the table has, if it has enough of them: both ends within a year, three quarters between."""
    last = when.last
    if when.kind == "since" and scene.year is not None and when.first >= scene.year:
        last = track.years[-1]
    first = when.first if when.kind != "before" else track.years[0]
    years = [y for y in track.years if first <= y <= last]
    if not years:
        return []
    slack = 3 if when.kind == "since" or (when.loose and last == scene.year) else 1
    start = 1 + (2 if when.loose and last - first > 8 else 0)
    if years[0] > first + start or years[-1] < last - slack:
        return []
    return years if len(years) >= Decimal("0.7") * (years[-1] - years[0] + 1) else []


def _years(scene: Scene, amount: Amount, track: Track, when: When | None) -> list[int]:
    """The years a level without a span may mean, the likeliest first."""
    there = set(track.values)
    if when is None or when.kind in ("now", "recent"):
        last = scene.year if scene.year is not None else track.years[-1]
        known = [y for y in track.years if last - STALE <= y <= last]
        return known[-RECENT if when is None or when.kind == "now" else -5 :][::-1]
    if when.kind == "last-year":
        return [y for y in (when.first, when.first - 1) if y in there]
    if amount.role == "to":
        ends = [when.last] if not when.loose and when.kind != "since" else [when.last, when.last - 1, when.last - 2]
    elif amount.role == "from":
        ends = [when.first] if not when.loose else [when.first, when.first + 1, when.first - 1]
    else:
        ends = [when.first]
    return [y for y in ends if y in there]


def _cell(
    scene: Scene, amount: Amount, track: Track, year: int, turn: Callable[[Decimal], Decimal | None]
) -> Candidate | None:
    value = turn(track.values[year])
    if value is None:
        return None
    cells = track.cells[year]
    text = said(track, year)
    made = track.values[year]
    if value != made:
        text += f"; that is {rounded(value)} {_as(amount)}".rstrip()
    return Candidate(value, _formula(amount, track), cells, text, assumption=f"the figure of {year}")


def _formula(amount: Amount, track: Track) -> str:
    if track.how == "share of the world":
        return "{own} / {world} * 100"
    if track.how:
        return f"{track.how} of the members"
    if amount.kind == "inverse":
        return f"{track.profile.per} / {{value}}"
    return "{value}" + (f" / year in {amount.per_word}s" if amount.per_word else "")


def _as(amount: Amount) -> str:
    if amount.kind == "inverse":
        return "people for each"
    return f"a {amount.per_word}" if amount.per_word else ""


def said(track: Track, year: int) -> str:
    meta = track.profile.table.meta
    cells = track.cells[year]
    if len(cells) == 1:
        return f"{meta.metric} ({meta.unit}), {cells[0]}"
    listed = ", ".join(str(c) for c in cells[:6]) + (f" and {len(cells) - 6} more" if len(cells) > 6 else "")
    return f"{meta.metric} ({meta.unit}), {track.name} {year}: {rounded(track.values[year])} ({track.how} of {listed})"


def rounded(value: Decimal) -> str:
    if value == 0 or not value.is_finite():
        return "0"
    digits = max(0, 3 - value.adjusted()) if abs(value) < 10000 else 0
    return format(round(value, min(digits, 12)), ",f") if digits or abs(value) >= 1000 else format(round(value, 1), "f")


def _mean(track: Track, years: list[int], turn: Callable[[Decimal], Decimal | None]) -> list[Candidate]:
    mean = sum((track.values[y] for y in years), Decimal(0)) / len(years)
    return _over(track, years, turn(mean), "mean", "yearly average")


def _sum(track: Track, years: list[int], turn: Callable[[Decimal], Decimal | None]) -> list[Candidate]:
    return _over(track, years, turn(sum((track.values[y] for y in years), Decimal(0))), "sum", "total over the years")


def _over(track: Track, years: list[int], value: Decimal | None, name: str, assumption: str) -> list[Candidate]:
    if value is None:
        return []
    cells = tuple(c for y in years for c in track.cells[y])
    meta = track.profile.table.meta
    listed = ", ".join(f"{c.point.period.label}: {c.point.text}" for c in cells[:12])
    step = f"{meta.metric} ({meta.unit}), {track.name}, {name} of {listed} is {rounded(value)}"
    return [Candidate(value, f"{name} of {years[0]} to {years[-1]}", cells, step, assumption=assumption)]


def _change(scene: Scene, amount: Amount, track: Track, when: When | None) -> tuple[list[Candidate], str]:
    if amount.kind == "percent" and track.profile.form == "growth":
        flat = replace(amount, role="level")
        return _level(scene, flat, track, when)
    spans = pairs(scene, track, when)
    out: list[Candidate] = []
    for a, b in spans:
        before, after = track.values[a], track.values[b]
        if before == 0:
            continue
        factor = after / before
        cells = track.cells[a] + track.cells[b]
        told = f"{said(track, a)}; {track.cells[b][0].point.period.label}: {rounded(after)}"
        if amount.kind == "times":
            if amount.direction == "down":
                out.append(Candidate(factor, "{to} / {from}", cells, f"{told}; {rounded(factor)} times"))
            else:
                out.append(Candidate(factor, "{to} / {from}", cells, f"{told}; {rounded(factor)} times"))
            continue
        change = (factor - 1) * 100 * (-1 if amount.direction == "down" else 1)
        out.append(
            Candidate(
                change * amount.scale, "({to} / {from} - 1) * 100", cells, f"{told}; a change of {rounded(change)}%"
            )
        )
        if track.profile.form == "share":
            points = (after - before) * (-1 if amount.direction == "down" else 1)
            out.append(
                Candidate(
                    points * amount.scale,
                    "{to} - {from}",
                    cells,
                    f"{told}; {rounded(points)} points",
                    assumption="in percentage points",
                    axis="denominator",
                )
            )
    return out, "any"


def pairs(scene: Scene, track: Track, when: When | None) -> list[tuple[int, int]]:
    """Pairs of years a change may run between; none where the sentence does not say."""
    there = set(track.values)
    if when is None or when.kind in ("now", "recent", "before", "months"):
        return []
    if when.kind in ("point", "last-year"):
        return [(when.first - 1, when.first)] if {when.first - 1, when.first} <= there else []
    last = when.last
    if when.kind == "since" and scene.year is not None and when.first >= scene.year:
        last = track.years[-1]
    open_end = when.kind == "since" or when.loose
    ends = (
        [y for y in (last, last - 1, last - 2, last - 3) if y in there][: 2 if open_end else 1]
        if open_end
        else [y for y in (last,) if y in there]
    )
    starts = [y for y in ((when.first, when.first + 1, when.first - 1) if when.loose else (when.first,)) if y in there]
    return [(a, b) for a in starts for b in ends if a < b]


def _judgeable(amount: Amount, out: list[Candidate], mode: str, unsettled: tuple[str, ...], form: str, dated: bool) -> Answer:
    strict, wide = amount.strict, amount.wide
    if amount.hedged:  # "about 10%" against another office's 9.4: a table is one more step from the author's source
        strict = wide
    if amount.also is not None and amount.dimension:
        pass
    if any("{world}" in c.formula for c in out):
        form = "growth"  # a share of the world's total rests on two tables' worth of definitions
    margin = CHANGE_MARGIN if amount.role == "change" else MARGINS.get(form, GROWTH_MARGIN) * (1 if dated else OPEN_PERIOD)
    slack = abs(amount.value) * margin
    wide = plus(wide, Interval(-slack, slack)) if slack else wide
    if amount.value == 0 and amount.bound is None:
        strict = wide = point(Decimal(0))
        wide = Interval(Decimal("-0.5"), Decimal("0.5"))
    return Answer(strict, wide, tuple(out), mode, unsettled)
