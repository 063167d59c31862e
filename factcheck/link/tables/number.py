"""A number about a place and a time -> what the tables give for it: levels, shares, changes, multiples, crossings."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from factcheck.link.tables.amount import Amount
from factcheck.link.tables.answer import Answer, Candidate, fits
from factcheck.link.tables.apart import moves
from factcheck.link.tables.bases import market, of_a_part, on_basis, prices_differ, seasons_differ, seasons_open
from factcheck.link.tables.choose import Profile
from factcheck.link.tables.frame import When
from factcheck.link.tables.kinds.change import change
from factcheck.link.tables.kinds.crossing import crossed, crossing
from factcheck.link.tables.kinds.exchange import exchange
from factcheck.link.tables.kinds.level import MEAN, level, money_agrees
from factcheck.link.tables.kinds.share import COMBINED, OF_WORLD, of_whole, with_second
from factcheck.link.tables.margins import counted_elsewhere, judgeable
from factcheck.link.tables.origin import ending, origin, stretch
from factcheck.link.tables.pick import GROWTH, HALF_SAID, Pick, others, pick, pick_sum
from factcheck.link.tables.places import Place
from factcheck.link.tables.scene import Scene, default_place, subjects, time_of
from factcheck.link.tables.times import changes
from factcheck.link.tables.track import Track, add, of_place
from factcheck.reference.series import SeriesIndex

PRICED = ("money", "index", "exchange")
PHYSICAL = (
    ("mass", re.compile(r"\btonnes?\b|\btons?\b|kilogram")),
    ("energy", re.compile(r"terawatt-hour|kilowatt-hour")),
    ("power", re.compile(r"gigawatt|watts")),
    ("area", re.compile(r"hectare")),
    ("time", re.compile(r"^years$")),
)
THRESHOLD = re.compile(r"[$€£]\s?\d+(?:\.\d+)?(?=\s+(?:per|a)\s+day)")
GLOBAL = re.compile(r"\b(?:world|global)", re.IGNORECASE)
ABSURD = Decimal(30)


def answer(scene: Scene, amount: Amount, index: SeriesIndex) -> tuple[Answer, Pick] | None:
    """What the tables say to one number; None where no table, place or time of theirs is meant."""
    if amount.role == "unknown" or (amount.role == "from" and not scene.whens and not _dated(scene)):
        return None
    if amount.kind == "money" and (rate := exchange(scene, amount, index)) is not None:
        return rate
    picked = _picked(scene, amount, index)
    if picked is None:
        return None
    found, second = picked
    main = found.profiles[0]
    who, sure = subjects(scene)
    if not who:
        who, sure = default_place(scene, main.table, index)
    if not who or seasons_differ(scene.text, main):
        return None
    when, timed = _time(scene, amount)
    timed = timed or (scene.moment is not None and scene.moment.within_a_year)
    unsettled = [*found.unsettled, *_open(scene, amount, found)]
    unsettled += [] if sure else ["entity-ambiguous"]
    unsettled += [] if timed else ["period-inferred"]
    if (way := crossed(scene, amount)) and len(who) == 1:
        return _crossing(scene, amount, found, who[0], when, way, tuple(unsettled), index)
    out: list[Candidate] = []
    mode = "any"
    for profile in found.profiles:
        got, how = _of_table(scene, amount, index, profile, who, when, second)
        mode = how if got else mode
        out += got
    out = [c for c in out if not _absurd(amount, c.value)]
    if not out:
        return None
    unsettled += _stale(scene, amount, main, when, out)
    dated = _dated(scene) or (when is not None and when.kind in ("point", "span", "since", "before", "last-year"))
    if "estimat" in main.soft:
        dated = False  # estimates differ among themselves as much as years do
    told = judgeable(scene, amount, out, mode, tuple(unsettled), main, dated)
    if not any(fits(c.value, told.wide) for c in out) and _borne_out(scene, amount, index, found, who, when):
        told = replace(told, unsettled=(*told.unsettled, "metric-ambiguous"))
    return told, found


def _borne_out(
    scene: Scene, amount: Amount, index: SeriesIndex, found: Pick, who: tuple[Place, ...], when: When | None
) -> bool:
    """Whether another table the sentence may mean holds just the number: two offices' health spending, say."""
    if amount.bound is not None:  # "more than 10" fits half of all tables
        return False
    for profile in others(scene, forms(amount, scene), index, found, HALF_SAID):
        if not _unit_agrees(profile, amount):
            continue
        got, _ = _of_table(scene, amount, index, profile, who, when, None)
        if any(fits(c.value, amount.strict) for c in got):
            return True
    return False


def _time(scene: Scene, amount: Amount) -> tuple[When | None, bool]:
    if _dated(scene) or any(w.kind == "months" for w in scene.whens):
        return time_of(scene, amount.role)
    if amount.role == "change":
        return stretch(scene)
    if amount.role == "from":
        return origin(scene)
    return ending(scene, amount.role) if amount.role in ("to", "level") else time_of(scene, amount.role)


def _dated(scene: Scene) -> bool:
    return scene.moment is not None and scene.moment.within_a_year


def _picked(scene: Scene, amount: Amount, index: SeriesIndex) -> tuple[Pick, Profile | None] | None:
    wanted = forms(amount, scene)
    summed = tuple(f for f in wanted if f in ("share", "count"))
    both = pick_sum(scene, summed, index) if amount.role in ("level", "to") and summed else None
    changing = amount.role == "change" or amount.kind == "times"
    grown = changing and amount.kind in ("count", "money", "times")  # "grew by 2 million" is told by how many there are
    found = both[0] if both else (pick(scene, wanted, index, drop=(GROWTH,), levels=True) if grown else None)
    found = found or pick(scene, wanted, index, levels=changing)
    if found is None and amount.kind == "percent":  # "70% live in rural areas" of a count of heads
        found = pick(scene, ("count",), index)
    if found is None:
        return None
    agreeing = [p for p in found.profiles if _unit_agrees(p, amount)]
    found = replace(found, profiles=on_basis(scene.text, agreeing, changing))
    if not found.profiles or (amount.role != "change" and amount.kind == "count" and moves(scene, found.profiles[0])):
        return None
    return found, both[1].profiles[0] if both else None


def _open(scene: Scene, amount: Amount, found: Pick) -> list[str]:
    """What keeps an accusation from being made, by the basis and the wording of the tables found."""
    out = []
    if amount.role != "from" and scene.moment is not None and scene.moment.dated and not scene.moment.stated:
        out.append("period-inferred")  # "in early 2024" is told of a part of the year that is on file
    changing = amount.role == "change" or amount.kind == "times"
    note = found.profiles[0].table.meta.note
    if (line := THRESHOLD.search(note)) and line.group() not in scene.text:
        out.append("basis-mismatch")  # poverty below $3 a day; the sentence may mean an older, lower line
    if any(prices_differ(scene.text, p, changing) for p in found.profiles):
        out.append("basis-mismatch")
    period = scene.moment is not None and scene.moment.basis != "year"
    if changing and _dated(scene) and period and all(seasons_open(scene.text, p) for p in found.profiles):
        out.append("period-inferred")
    return out


def _stale(scene: Scene, amount: Amount, main: Profile, when: When | None, out: list[Candidate]) -> list[str]:
    """Doubts about the time: figures too old for the present tense, a year not over, no start for a change."""
    unsettled = []
    if when is not None and when.kind == "point" and when.loose:
        unsettled.append("period-inferred")  # "ten years ago"
    if amount.kind == "count" and counted_elsewhere(scene.text, amount, out):
        unsettled.append("basis-mismatch")
    track = out[0].track
    if track is not None and track.beat == "year" and of_a_part(scene.text, main):
        unsettled.append("period-inferred")
    present = scene.year if (when is None or when.kind == "now") and not _dated(scene) else None
    newest = max(c.cells[-1].point.year for c in out)
    if present is not None and main.form in ("growth", "money", "exchange") and newest < present - 1:
        unsettled.append("period-inferred")  # prices of two years ago say nothing of today's
    if amount.role == "from" and not _dated(scene) and (when is None or when.loose):
        unsettled.append("period-inferred")
    if when is not None and when.kind == "point" and when.first == scene.year and amount.kind in ("count", "money"):
        unsettled.append("period-inferred")  # a year that was not over when it was written
    quoted = market(main) and out[0].cells[-1].point.period.start != out[0].cells[-1].point.period.end
    if quoted and not MEAN.search(scene.text):
        unsettled.append("period-inferred")  # "rose to 5% in October" may be one day's, whatever the month's mean
    return unsettled


def _crossing(
    scene: Scene,
    amount: Amount,
    found: Pick,
    place: Place,
    when: When | None,
    way: str,
    unsettled: tuple[str, ...],
    index: SeriesIndex,
) -> tuple[Answer, Pick] | None:
    for profile in found.profiles:
        track = of_place(profile, place, index)
        told = crossing(scene, amount, track, when, way) if track is not None else None
        if told is not None:
            return replace(told, unsettled=unsettled), found
    return None


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
        return ("share", "growth") if amount.points else ("count", "rate", "intensity", "share", "growth", *PRICED)
    if amount.kind == "money":
        return ("money", "exchange")
    if amount.kind == "percent" and OF_WORLD.search(scene.text):
        return ("count", "share")
    if amount.kind == "percent":
        return ("share", "growth")
    if amount.kind == "times":
        return ("share", "count", "rate", "intensity", "growth", *PRICED)
    plain = ("count", "intensity", "index", "exchange")
    return plain if amount.value else ("count", "share", "intensity")


def _unit_agrees(profile: Profile, amount: Amount) -> bool:
    if amount.kind == "money":
        return money_agrees(profile, amount)
    if profile.form == "exchange":
        return amount.role == "change" or amount.kind != "count"
    if amount.kind != "count" or amount.value == 0 or profile.form == "index":
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
    tracks = [with_second(of_place(profile, p, index), second, p, index) for p in who]
    if any(t is None for t in tracks):
        return [], "any"
    known = [t for t in tracks if t is not None]
    if any(t.beat == "year" for t in known) and (_dated(scene) or any(w.kind == "months" for w in scene.whens)):
        return [], "any"
    of_world = amount.kind == "percent" and amount.role != "change" and OF_WORLD.search(scene.text)
    if of_world and who[0].kind != "world" and profile.form == "share" and not GLOBAL.search(profile.table.meta.metric):
        return [], "any"  # a share of a country's land is none of the world's forest
    if len(known) > 1 and (COMBINED.search(scene.text) or of_world):
        total = add(known, " and ".join(p.name for p in who)) if profile.form == "count" else None
        known = [total] if total else []
    out: list[Candidate] = []
    mode = "any"
    for i, track in enumerate(known):
        if amount.kind == "percent" and profile.form == "count" and amount.role != "change":
            share = of_whole(scene.text, track, who[i], index)
            if share is None:
                return [], mode
            track = share
        got, mode = (change if amount.role == "change" else level)(scene, amount, track, when)
        if not got:
            return [], mode
        out += _told(scene, amount, track, when, got)
    if len(known) > 1 and mode == "any":
        return _together(amount, out, len(known)), "all"
    return out, mode


def _together(amount: Amount, out: list[Candidate], places: int) -> list[Candidate]:
    """Of several places said to be alike the year in which all of them are; the newest where there is none."""
    groups: dict[str, list[Candidate]] = {}
    for c in out:
        groups.setdefault(c.assumption, []).append(c)
    whole = [g for g in groups.values() if len(g) == places]
    return next((g for g in whole if all(fits(c.value, amount.strict) for c in g)), out)


def _told(scene: Scene, amount: Amount, track: Track, when: When | None, got: list[Candidate]) -> list[Candidate]:
    """The candidates, unless none fits and the sentence does not say what the change is measured against."""
    if amount.role != "change" or track.beat == "year" or track.profile.form == "growth":
        return got
    _, settled = changes(scene, track, when)
    return got if settled or any(fits(c.value, amount.wide) for c in got) else []
