"""A rank told in words -> its place among a group's members: "the highest in Africa", "more than any other G7 country".

A rank needs every member: who is missing might be first. Where the first is far ahead of the next, the largest of a
world table is believed with four fifths of its usual countries there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from factcheck.link.tables.answer import Answer, Candidate
from factcheck.link.tables.choose import Profile
from factcheck.link.tables.kinds.level import EVERY
from factcheck.link.tables.labels import things, total_of
from factcheck.link.tables.places import Place, columns, known_codes
from factcheck.link.tables.scene import Scene
from factcheck.link.tables.statement import Statement, near
from factcheck.link.tables.telling import rounded, said
from factcheck.link.tables.times import present
from factcheck.link.tables.track import FULL_GROUP, Track, country, of_place
from factcheck.measure.intervals import point
from factcheck.reference.series import SeriesIndex

WHOLE = Decimal("0.97")  # of a total the members must add up to
WORLD_PART = Decimal("0.8")  # of the countries the table ever has, where the first is far ahead of the next
FAR = Decimal("0.1")
WORLD_ENOUGH = 40  # countries with a figure before "in the world" can be confirmed
DEPENDENT = frozenset(["HKG", "PRI", "GRL", "ESH", "MAC", "PSE"])
# Countries reckoned to one continent or another: "Europe's biggest gas producer" may leave Russia out.
EITHER_SIDE = frozenset(["RUS", "TUR", "KAZ", "GEO", "ARM", "AZE", "CYP", "EGY"])
ORDINALS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5}


def group_of(scene: Scene, end: int) -> Place | None:
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


def rank(it: Statement, subject: Place, group: Place) -> Answer | None:
    """The subject's place among the group's members, at each of the times meant."""
    own = of_place(it.profile, subject, it.index)
    if own is None or it.claim.direction not in ("up", "down"):
        return None
    surface = it.claim.main.surface.lower()
    nth = next((n for word, n in ORDINALS.items() if word in surface), 1)
    ticks = present(it.scene, own, it.when)
    ranked = [_ranked(it, own, subject, group, t, nth) for t in ticks]
    out = [c for c in ranked if c is not None]
    if len(out) < len(ranked) and not any(c.value == nth for c in out):
        return None  # in one of the years meant it is too close to call
    spans = it.when is not None and it.when.kind in ("span", "since")
    mode = "any" if not spans else "every" if EVERY.search(it.scene.text) else "all"
    one = point(Decimal(nth))
    return Answer(one, one, tuple(out), mode, hint="rank-mismatch") if out else None


def members(group: Place, profile: Profile, index: SeriesIndex, year: int | None = None) -> list[str]:
    """The codes of a group's members in a year; for the world every country column of the table."""
    if group.kind != "world":
        return list(group.members(year))
    if own := things(profile.table, index):
        return own
    return [c for c in columns(profile.table, index) if c in known_codes() and c not in DEPENDENT]


def _fullest(profile: Profile, codes: Sequence[str], index: SeriesIndex) -> int:
    """How many of the countries have a figure in the table's fullest year."""
    cache: dict[str, int] = index.cache.setdefault("fullest", {})
    if profile.table.name not in cache:
        counts: dict[int, int] = {}
        for code in codes:
            track = country(profile, code, index)
            for tick in track.values if track else ():
                counts[tick] = counts.get(tick, 0) + 1
        cache[profile.table.name] = max(counts.values(), default=0)
    return cache[profile.table.name]


def _everyone(
    it: Statement, own: Track, tracks: Sequence[Track], codes: Sequence[str], tick: int, group: Place
) -> bool:
    """Whether enough of the group's members have a figure for a rank among them to hold."""
    if group.kind == "closed":
        return len(tracks) >= len(codes)
    if group.kind != "world":
        return len(tracks) >= int(FULL_GROUP * len(codes))
    if things(it.profile.table, it.index):  # firms: only a total in the table shows that nobody is missing
        label = total_of(it.profile.table)
        total = country(it.profile, label, it.index) if label else None
        sum_of = sum((t.values[tick] for t in tracks), own.values[tick])
        return total is not None and tick in total.values and sum_of >= WHOLE * total.values[tick]
    if it.sign > 0 and it.profile.form == "count" and (world := country(it.profile, "*", it.index)) is not None:
        # a table of the big producers only: whoever is missing can't have more than is missing from the world's total
        there = sum((t.values[tick] for t in tracks), own.values[tick])
        if tick in world.values and world.values[tick] - there < own.values[tick]:
            return True
    best = max((it.sign * t.values[tick] for t in tracks), default=Decimal(0))
    far = it.sign * own.values[tick] - best > FAR * abs(own.values[tick])
    needed = int((WORLD_PART if far else FULL_GROUP) * _fullest(it.profile, codes, it.index))
    return len(tracks) >= max(WORLD_ENOUGH, needed)


def _ranked(it: Statement, own: Track, subject: Place, group: Place, tick: int, nth: int) -> Candidate | None:
    everyone = members(group, it.profile, it.index, tick if own.beat == "year" else None)
    codes = [c for c in everyone if c != subject.codes[0]]
    tracks = [t for c in codes if (t := country(it.profile, c, it.index)) is not None and tick in t.values]
    if tick not in own.values or (group.kind != "world" and subject.codes[0] not in everyone):
        return None  # not a member itself
    mine, sign = own.values[tick], it.sign
    ahead = [t for t in tracks if sign * (t.values[tick] - mine) > 0 and not near(own, t.values[tick] - mine, mine)]
    close = [t for t in tracks if t not in ahead and sign * (t.values[tick] - mine) > 0]
    sure = [t for t in ahead if group.kind != "continent" or t.cells[tick][0].label not in EITHER_SIDE]
    if len(sure) < nth <= len(ahead):
        return None
    whole = _everyone(it, own, tracks, codes, tick, group)
    if len(ahead) < nth and (not whole or close):
        return None  # not everybody is there, or too near to tell: a rank can't be confirmed
    if nth > 1 and not whole:
        return None
    ahead.sort(key=lambda t: -sign * t.values[tick])
    shown = ahead[:3] or sorted(tracks, key=lambda t: -sign * t.values[tick])[:2]
    cells = own.cells[tick] + tuple(c for t in shown for c in t.cells[tick])
    listed = ", ".join(f"{t.name} {rounded(t.values[tick])}" for t in shown)
    where = "ahead of it are" if ahead else "next come"
    step = (
        f"{said(own, tick)}; {where} {listed}: rank {len(ahead) + 1} of {len(tracks) + 1} with a figure"
        f" ({group.name}, {'highest' if sign > 0 else 'lowest'} first)"
    )
    named = f"the figures of {own.label(tick)}"
    return Candidate(
        Decimal(len(ahead) + 1),
        "rank of {own} among the group",
        cells,
        step,
        assumption=named,
        track=own,
        marks=(tick,),
    )
