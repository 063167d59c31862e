"""A statement in words -> what the tables give for it: ranks, comparisons, directions, "has not used", "overtook"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from factcheck.link.tables.answer import Answer, Candidate, fits
from factcheck.link.tables.apart import figure_forms
from factcheck.link.tables.choose import Profile
from factcheck.link.tables.directions import CLEAR, NEGATIVE, POSITIVE, direction, stretch
from factcheck.link.tables.frame import When
from factcheck.link.tables.levels import EVERY
from factcheck.link.tables.pick import Pick, pick
from factcheck.link.tables.places import Place, columns, known_codes
from factcheck.link.tables.scene import Scene, subjects, time_of
from factcheck.link.tables.telling import rounded, said
from factcheck.link.tables.track import FULL_GROUP, Track, country, of_place
from factcheck.link.tables.years import RECENT, STALE, present_years
from factcheck.measure.intervals import point
from factcheck.model import Claim, Interval
from factcheck.reference.series import SeriesIndex

FORMS = ("share", "count", "rate", "intensity", "growth", "money", "index")
WORLD_PART = Decimal("0.8")  # of the countries the table ever has, where the first is far ahead of the next
FAR = Decimal("0.1")
WORLD_ENOUGH = 40  # countries with a figure before "in the world" can be confirmed
DEPENDENT = frozenset(["HKG", "PRI", "GRL", "ESH", "MAC", "PSE"])
# Countries reckoned to one continent or another: "Europe's biggest gas producer" may leave Russia out.
EITHER_SIDE = frozenset(["RUS", "TUR", "KAZ", "GEO", "ARM", "AZE", "CYP", "EGY"])
ORDINALS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5}
SINCE_EVER = re.compile(r"\b(?:on\s+record|ever|in\s+history|of\s+all\s+time|record)\b", re.IGNORECASE)
VAGUE = re.compile(
    r"\b(?:(?:one\s+of|among|some\s+of)\s+(?:the\s+)?|(?:likely|may|might|could|would|will|expected)\b[^.;]{0,30})$",
    re.IGNORECASE,
)
SOURCE_OF = re.compile(
    r"^\s+(?:[\w-]+\s+)?(?:source|cause|driver|supplier|partner|importer|exporter|part|group|city)\b",
    re.IGNORECASE,
)


def answer(scene: Scene, claim: Claim, index: SeriesIndex) -> tuple[Answer, Pick] | None:
    """What the tables say to a statement in words; None where it is not plain what is compared."""
    main = claim.main
    if any(w.kind == "months" for w in scene.whens) or VAGUE.search(scene.text[: scene.at]):
        return None
    end = scene.at + (main.end - main.start)
    if main.unit == "overtake":
        return _overtake(scene, end, index)
    wanted = figure_forms(scene, end, FORMS) if main.unit in ("rank", "comparison") else FORMS
    found = pick(scene, wanted, index)
    if found is None:
        return None
    who, sure = subjects(scene)
    unsettled = found.unsettled + (() if sure else ("entity-ambiguous",))
    when, timed = time_of(scene, "level")
    if main.unit == "direction":
        when, timed = stretch(scene, when, timed)
    if not timed:
        unsettled += ("period-inferred",)
    results: list[Answer] = []
    for profile in found.profiles:
        result = _one(scene, claim, index, profile, who, when, end)
        if result is not None and result.candidates:
            results.append(result)
    if not results or not _agree(results):
        return None  # by the total it is first, by the share it is not: the sentence does not say which it means
    first = results[0]
    together = tuple(c for r in results for c in r.candidates)
    return Answer(first.strict, first.wide, together, first.mode, unsettled + first.unsettled, first.hint), found


def _agree(results: Sequence[Answer]) -> bool:
    return len({any(fits(c.value, r.strict) for c in r.candidates) for r in results}) == 1


def _one(
    scene: Scene,
    claim: Claim,
    index: SeriesIndex,
    profile: Profile,
    who: tuple[Place, ...],
    when: When | None,
    end: int,
) -> Answer | None:
    unit = claim.main.unit
    if unit == "rank":
        return _rank(scene, claim, index, profile, when, end)
    if unit == "comparison":
        return _compare(scene, claim, index, profile, when, end)
    tracks = [of_place(profile, p, index) for p in who]
    if not tracks or any(t is None for t in tracks):
        return None
    known = [t for t in tracks if t is not None]
    if unit == "direction":
        return direction(scene, claim, known, when)
    return _none(scene, known, when) if unit == "none" else None


def _group(scene: Scene, end: int) -> Place | None:
    """The group a rank is among: named after the words, "than any other G7 country", "in Africa"; else the world."""
    named = [p for p in scene.places if p.kind != "country"]
    after = [p for p in named if p.start >= end - 12]
    if after:
        return after[0]
    tail = scene.text[end : end + 40]
    if named and named[0].start >= 0:
        return named[0]
    if re.match(r"\s*(?:country|nation|countries)\b", tail) and not re.match(r"\s*\w+\s+(?:in|of|on)\b", tail):
        return Place(-1, -1, "World", ("*",), "world")
    return None


def _rank(
    scene: Scene, claim: Claim, index: SeriesIndex, profile: Profile, when: When | None, end: int
) -> Answer | None:
    surface = claim.main.surface.lower()
    if "one of" in surface or (profile.form == "index" and "gini" not in profile.core):
        return None  # whether a high index is good or bad its title does not say
    tail = scene.text[end : end + 80]
    if SOURCE_OF.match(tail):
        return None
    subject = [p for p in scene.places if p.kind == "country"]
    if len({p.name for p in subject}) != 1:
        return None
    own = of_place(profile, subject[0], index)
    if own is None:
        return None
    if "only" in surface:
        return _only(scene, index, profile, subject[0], when, end)
    if claim.direction not in ("up", "down"):
        return None
    group = _group(scene, end)
    since = next((w for w in scene.whens if w.start >= end and w.kind in ("since", "span")), None)
    if "any other" not in surface and (since or SINCE_EVER.search(tail)) and group is None:
        return _extreme(scene, claim, own, since)
    if group is None:
        return None
    nth = next((n for word, n in ORDINALS.items() if word in surface), 1)
    years = present_years(scene, own, when)
    ranked = [_ranked(claim, index, profile, subject[0], group, y, nth) for y in years]
    out = [c for c in ranked if c is not None]
    if len(out) < len(ranked) and not any(c.value == nth for c in out):
        return None  # in one of the years meant it is too close to call
    spans = when is not None and when.kind in ("span", "since")
    mode = "any" if not spans else "every" if EVERY.search(scene.text) else "all"
    return Answer(point(Decimal(nth)), point(Decimal(nth)), tuple(out), mode, hint="rank-mismatch") if out else None


def members(group: Place, profile: Profile, index: SeriesIndex) -> list[str]:
    """The codes of a group's countries; for the world every country column of the table."""
    if group.kind != "world":
        return list(group.codes)
    return [c for c in columns(profile.table, index) if c in known_codes() and c not in DEPENDENT]


def _fullest(profile: Profile, codes: Sequence[str], index: SeriesIndex) -> int:
    """How many of the countries have a figure in the table's fullest year."""
    cache: dict[str, int] = index.cache.setdefault("fullest", {})
    if profile.table.name not in cache:
        counts: dict[int, int] = {}
        for code in codes:
            track = country(profile, code, index)
            for year in track.values if track else ():
                counts[year] = counts.get(year, 0) + 1
        cache[profile.table.name] = max(counts.values(), default=0)
    return cache[profile.table.name]


def _ranked(
    claim: Claim, index: SeriesIndex, profile: Profile, subject: Place, group: Place, year: int, nth: int
) -> Candidate | None:
    codes = [c for c in members(group, profile, index) if c != subject.codes[0]]
    tracks = [t for c in codes if (t := country(profile, c, index)) is not None and year in t.values]
    own = country(profile, subject.codes[0], index)
    if own is None or year not in own.values:
        return None
    mine = own.values[year]
    sign = 1 if claim.direction == "up" else -1
    ahead = [t for t in tracks if sign * (t.values[year] - mine) > CLEAR * abs(mine)]
    close = [t for t in tracks if 0 < sign * (t.values[year] - mine) <= CLEAR * abs(mine)]
    sure = [t for t in ahead if group.kind != "continent" or t.cells[year][0].label not in EITHER_SIDE]
    if len(sure) < nth <= len(ahead):
        return None
    needed = len(codes) if group.kind == "closed" else int(FULL_GROUP * len(codes))
    if group.kind == "world":
        next_best = max((sign * t.values[year] for t in tracks), default=Decimal(0))
        far = sign * mine - next_best > FAR * abs(mine)
        needed = max(WORLD_ENOUGH, int((WORLD_PART if far else FULL_GROUP) * _fullest(profile, codes, index)))
    if len(ahead) < nth and (len(tracks) < needed or close):
        return None  # not everybody is there, or too near to tell: a rank can't be confirmed
    if nth > 1 and len(tracks) < needed:
        return None
    ahead.sort(key=lambda t: -sign * t.values[year])
    shown = ahead[:3] or sorted(tracks, key=lambda t: -sign * t.values[year])[:2]
    cells = own.cells[year] + tuple(c for t in shown for c in t.cells[year])
    listed = ", ".join(f"{t.name} {rounded(t.values[year])}" for t in shown)
    where = "ahead of it are" if ahead else "next come"
    step = (
        f"{said(own, year)}; {where} {listed}: rank {len(ahead) + 1} of {len(tracks) + 1} with a figure"
        f" ({group.name}, {'highest' if sign > 0 else 'lowest'} first)"
    )
    return Candidate(
        Decimal(len(ahead) + 1), "rank of {own} among the group", cells, step, assumption=f"the figures of {year}"
    )


def _only(
    scene: Scene, index: SeriesIndex, profile: Profile, subject: Place, when: When | None, end: int
) -> Answer | None:
    """As in "the only Nordic country without coal": how many members have none."""
    if not re.search(r"\b(?:not|no|without|never)\b|n['’]t\b", scene.text[end : end + 60]):
        return None
    group = _group(scene, scene.at) or Place(-1, -1, "World", ("*",), "world")
    own = country(profile, subject.codes[0], index)
    if own is None:
        return None
    out = []
    for year in present_years(scene, own, when):
        tracks = [t for c in members(group, profile, index) if (t := country(profile, c, index)) and year in t.values]
        none = [t for t in tracks if t.values[year] == 0]
        others = [t for t in none if t.name != own.name]
        if not others and len(tracks) < len(members(group, profile, index)):
            continue
        cells = own.cells[year] + tuple(c for t in others[:4] for c in t.cells[year])
        listed = ", ".join(t.name for t in none)
        share = f"{len(none)} of {len(tracks)} members with a figure have none ({listed})"
        step = f"{profile.table.meta.metric}, {year}: {share}"
        value = Decimal(len(none)) if own.values.get(year) == 0 else Decimal(0)
        out.append(Candidate(value, "members with none", cells, step))
    one = point(Decimal(1))
    return Answer(one, one, tuple(out), "any", hint="rank-mismatch") if out else None


def _extreme(scene: Scene, claim: Claim, own: Track, since: When | None) -> Answer | None:
    """As in "the highest since 1981": the newest figure against every one after that year."""
    last = scene.year if scene.year is not None else own.years[-1]
    newest = [y for y in own.years if last - 2 <= y <= last][-2:]
    first = since.first if since is not None else own.years[0]
    sign = 1 if claim.direction == "up" else -1
    out = []
    for now in newest:
        span = [y for y in own.years if first < y < now]
        if not span or span[0] > first + 2:
            continue
        best = max(span, key=lambda y: sign * own.values[y])
        margin = sign * (own.values[now] - own.values[best])
        if abs(margin) <= CLEAR * abs(own.values[best]):
            continue
        which = f"the {'highest' if sign > 0 else 'lowest'} of {span[0]} to {span[-1]}"
        step = f"{said(own, now)}; {which} is {rounded(own.values[best])} ({best})"
        out.append(Candidate(margin * sign, "{own} - {extreme}", own.cells[now] + own.cells[best], step))
    want = POSITIVE if sign > 0 else NEGATIVE
    moving = ("period-inferred",) if own.profile.form in ("share", "growth") else ()  # told month by month elsewhere
    return Answer(want, want, tuple(out), "any", moving, "rank-mismatch") if out else None


def _compare(
    scene: Scene, claim: Claim, index: SeriesIndex, profile: Profile, when: When | None, end: int
) -> Answer | None:
    """One place against another at the same time: "lower than in Japan", "below that of Greece"."""
    if profile.form == "index" and "gini" not in profile.core:
        return None
    before = [p for p in scene.places if p.kind == "country" and p.start < scene.at]
    than = re.search(r"\bthan\b", scene.text[scene.at :])
    turn = scene.at + than.start() if than else end
    if not before:  # "is higher in Sweden than in Britain"
        before = [p for p in scene.places if p.kind == "country" and scene.at <= p.start < turn]
    after = [p for p in scene.places if p.kind in ("country", "world") and turn <= p.start <= max(turn, end) + 30]
    joined = re.search(r"\b(?:combined|together|put\s+together)\b", scene.text[end:])
    if joined or re.search(
        r"\b(?:times|twice|double|half|percent|%)\s*(?:as\s+)?$", scene.text[max(0, scene.at - 14) : scene.at]
    ):
        return None
    if not before or not after or len({p.name for p in before}) != 1 or claim.direction not in ("up", "down"):
        return None
    a, b = of_place(profile, before[-1], index), of_place(profile, after[0], index)
    if a is None or b is None or a.name == b.name:
        return None
    both = Track(a.name, profile, {y: a.values[y] for y in a.values if y in b.values}, a.cells)
    if not both.values:
        return None
    out = []
    for y in present_years(scene, both, when):
        gap = a.values[y] - b.values[y]
        if abs(gap) <= CLEAR * max(abs(a.values[y]), abs(b.values[y])):
            return None
        step = f"{said(a, y)}; {b.name}: {b.cells[y][0].point.text if len(b.cells[y]) == 1 else rounded(b.values[y])}"
        out.append(
            Candidate(gap, "{first} - {second}", a.cells[y] + b.cells[y], step, assumption=f"the figures of {y}")
        )
    spans = when is not None and when.kind in ("span", "since")
    mode = "any" if not spans else "every" if EVERY.search(scene.text) else "all"
    if spans and len(out) < len(present_years(scene, both, when)):
        return None
    want = POSITIVE if claim.direction == "up" else NEGATIVE
    return Answer(want, want, tuple(out), mode, hint="direction-mismatch") if out else None


def _none(scene: Scene, tracks: Sequence[Track], when: When | None) -> Answer | None:
    """As in "has not burned coal since 2000": every figure is zero."""
    out = []
    for track in tracks:
        years = present_years(scene, track, when)
        if not years:
            return None
        now = when is None or when.kind in ("now", "recent")
        for year in years if now else [max(years, key=lambda y: track.values[y])]:
            out.append(Candidate(track.values[year], "largest of the years", track.cells[year], said(track, year)))
    zero = Interval(Decimal("-0.0001"), Decimal("0.05"))
    return Answer(point(Decimal(0)), zero, tuple(out), "every" if len(tracks) > 1 else "any")


def _overtake(scene: Scene, end: int, index: SeriesIndex) -> tuple[Answer, Pick] | None:
    """As in "gas has outstripped coal": one measure against another of the same place."""
    places = {p.name for p in scene.places if p.kind == "country"}
    if len(places) != 1:
        return None
    stop = re.search(r"\b(?:as|in|for|by|on)\b|[,.;]", scene.text[end:])
    edge = end + (stop.start() if stop else len(scene.text))
    left = {w.concept for w in scene.words if w.known and 0 <= w.end <= scene.at}
    right = {w.concept for w in scene.words if w.known and end <= w.start < edge}
    a, b = (
        pick(scene, ("share", "count"), index, drop=right - left),
        pick(scene, ("share", "count"), index, drop=left - right),
    )
    who, _ = subjects(scene)
    if a is None or b is None or not who:
        return None
    first = of_place(a.profiles[0], who[0], index)
    second = next((t for p in b.profiles if p.form == a.profiles[0].form and (t := of_place(p, who[0], index))), None)
    if first is None or second is None or first.profile.table.name == second.profile.table.name:
        return None
    when, timed = time_of(scene, "level")
    years = [y for y in first.years if y in second.values]
    if when is not None and when.kind in ("span", "point"):
        years = [y for y in years if when.first <= y <= when.last]
    else:
        last = scene.year if scene.year is not None else years[-1]
        years = [y for y in years if last - STALE <= y <= last][-RECENT:]
    out = []
    for y in years:
        gap = first.values[y] - second.values[y]
        step = f"{said(first, y)}; {second.profile.table.meta.metric}: {rounded(second.values[y])}"
        out.append(
            Candidate(
                gap, "{first} - {second}", first.cells[y] + second.cells[y], step, assumption=f"the figures of {y}"
            )
        )
    if not out:
        return None
    unsettled = () if timed else ("period-inferred",)
    return Answer(POSITIVE, POSITIVE, tuple(out), "any", unsettled, "direction-mismatch"), a
