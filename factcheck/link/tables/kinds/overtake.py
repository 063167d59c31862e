"""One measure or place ahead of another at last: "gas has outstripped coal", "India overtook China in 2023"."""

from __future__ import annotations

import re
from dataclasses import replace

from factcheck.link.tables.answer import Answer, Candidate
from factcheck.link.tables.beats import RECENT, STALE
from factcheck.link.tables.pick import Pick, pick
from factcheck.link.tables.scene import Scene, subjects, time_of
from factcheck.link.tables.statement import POSITIVE, near
from factcheck.link.tables.telling import rounded, said
from factcheck.link.tables.track import Track, of_place
from factcheck.reference.series import SeriesIndex

STOP = re.compile(r"\b(?:as|in|for|by|on)\b|[,.;]")
FORMS = ("share", "count", "money", "rate", "intensity")


def overtake(scene: Scene, end: int, index: SeriesIndex) -> tuple[Answer, Pick] | None:
    """The first's figure less the second's, in the years named or the newest."""
    names = list(dict.fromkeys(p.name for p in scene.places if p.kind == "country"))
    pair = _measures(scene, end, index) if len(names) == 1 else _places(scene, end, index) if len(names) == 2 else None
    if pair is None:
        return None
    first, second, found = pair
    when, timed = time_of(scene, "level")
    ticks = [t for t in first.ticks if t in second.values]
    if first.beat != "year" or second.beat != "year" or not ticks:
        return None
    if when is not None and when.kind in ("span", "point"):
        ticks = [t for t in ticks if when.first <= t <= when.last]
    else:
        last = scene.year if scene.year is not None else ticks[-1]
        ticks = [t for t in ticks if last - STALE["year"] <= t <= last][-RECENT:]
    out = []
    for t in ticks:
        gap = first.values[t] - second.values[t]
        if near(first, gap * 8 if gap > 0 else gap, first.values[t]):
            continue  # one moment of overtaking is a matter of half a percent, not to have yet of what offices differ
        step = f"{said(first, t)}; {_other(second, first)}: {rounded(second.values[t])}"
        named = f"the figures of {first.label(t)}"
        out.append(
            Candidate(
                gap,
                "{first} - {second}",
                first.cells[t] + second.cells[t],
                step,
                assumption=named,
                track=first,
                marks=(t,),
            )
        )
    if len(out) == 1 and when is not None and when.kind == "point" and out[0].value > 0:
        out = _long_before(first, second, when.first, out[0])
    unsettled = () if timed else ("period-inferred",)
    return (Answer(POSITIVE, POSITIVE, tuple(out), "any", unsettled, "direction-mismatch"), found) if out else None


def _long_before(first: Track, second: Track, year: int, now: Candidate) -> list[Candidate]:
    """The moment of overtaking; none where the first had been clearly ahead for three years already."""
    gaps = {
        t: first.values[t] - second.values[t] for t in range(year - 3, year) if t in first.values and t in second.values
    }
    if len(gaps) < 3 or not all(g > 0 and not near(first, g, first.values[t]) for t, g in gaps.items()):
        return [now]
    since = year - 3
    step = f"{now.step}; ahead already in {since}: {rounded(first.values[since])}, {rounded(second.values[since])}"
    cells = first.cells[since] + second.cells[since] + now.cells
    return [
        replace(
            now, value=-gaps[since], formula="{second} - {first} before", cells=cells, step=step, marks=(since, year)
        )
    ]


def _other(second: Track, first: Track) -> str:
    return second.name if second.name != first.name else second.profile.table.meta.metric


def _measures(scene: Scene, end: int, index: SeriesIndex) -> tuple[Track, Track, Pick] | None:
    stop = STOP.search(scene.text[end:])
    edge = end + (stop.start() if stop else len(scene.text))
    left = {w.concept for w in scene.words if w.known and 0 <= w.end <= scene.at}
    right = {w.concept for w in scene.words if w.known and end <= w.start < edge}
    a = pick(scene, ("share", "count"), index, drop=right - left)
    b = pick(scene, ("share", "count"), index, drop=left - right)
    who, _ = subjects(scene)
    if a is None or b is None or not who:
        return None
    first = of_place(a.profiles[0], who[0], index)
    alike = (p for p in b.profiles if p.form == a.profiles[0].form)
    second = next((t for p in alike if (t := of_place(p, who[0], index))), None)
    if first is None or second is None or first.profile.table.name == second.profile.table.name:
        return None
    return first, second, a


def _places(scene: Scene, end: int, index: SeriesIndex) -> tuple[Track, Track, Pick] | None:
    before = [p for p in scene.places if p.kind == "country" and p.start < scene.at]
    after = [p for p in scene.places if p.kind == "country" and p.start >= end - 1]
    found = pick(scene, FORMS, index, levels=True)
    if found is None or len({p.name for p in before}) != 1 or not after or len(found.profiles) != 1:
        return None
    a, b = of_place(found.profiles[0], before[0], index), of_place(found.profiles[0], after[0], index)
    return (a, b, found) if a is not None and b is not None and a.name != b.name else None
