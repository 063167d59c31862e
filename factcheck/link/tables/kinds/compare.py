"""Two places at one time: "lower than in Japan", "below that of Greece", "more than Peru and Chile combined"."""

from __future__ import annotations

import re
from dataclasses import replace

from factcheck.link.tables.answer import Answer, Candidate
from factcheck.link.tables.choose import Profile
from factcheck.link.tables.kinds.level import EVERY
from factcheck.link.tables.places import Place
from factcheck.link.tables.scene import Scene, list_of
from factcheck.link.tables.statement import Statement, near
from factcheck.link.tables.telling import rounded, said
from factcheck.link.tables.times import present
from factcheck.link.tables.track import Track, add, of_place

INDEX_SAID = re.compile(r"\b(?:index|score|coefficient|gini|inequality|unequal)\b", re.IGNORECASE)
SHRANK = re.compile(r"\b(?:contract\w*|shr[aiu]nk\w*|f[ae]ll\w*|declin\w*|dropp\w*|slow\w*)\b", re.IGNORECASE)
JOINED = re.compile(r"\b(?:combined|together|put\s+together)\b")
TIMES = re.compile(r"\b(?:times|twice|double|half|percent|%)\s*(?:as\s+)?$")
THAN_IN = re.compile(r"\s*(?:it\s+(?:was|had\s+been)\s+)?(?:back\s+)?(?:in\s+)?", re.IGNORECASE)
NEAR_WORDS = 30


def compare(it: Statement) -> Answer | None:
    """The gap between two places' figures of the same tick."""
    scene, profile = it.scene, it.profile
    if it.claim.direction not in ("up", "down") or (profile.form == "index" and not INDEX_SAID.search(scene.text)):
        return None  # two offices' indexes are compared as numbers or not at all
    if profile.form == "growth" and SHRANK.search(scene.text[max(0, scene.at - NEAR_WORDS) : scene.at]):
        return None  # who "contracted more" grew less
    if (earlier := _two_times(scene, it.end)) is not None:
        return _over_time(it, *earlier)
    before, after = _sides(scene, it.end)
    if len({p.name for p in before}) != 1 or not after or TIMES.search(scene.text[max(0, scene.at - 14) : scene.at]):
        return None
    a = of_place(profile, before[-1], it.index)
    b = _other(it, profile, after)
    if a is None or b is None or a.name == b.name or a.beat != b.beat:
        return None
    both = replace(a, values={t: v for t, v in a.values.items() if t in b.values})
    if not both.values:
        return None
    out = []
    ticks = present(scene, both, it.when)
    for t in ticks:
        gap = a.values[t] - b.values[t]
        if near(a, gap, max(abs(a.values[t]), abs(b.values[t]))):
            return None
        step = f"{said(a, t)}; {b.name}: {b.cells[t][0].point.text if len(b.cells[t]) == 1 else rounded(b.values[t])}"
        named = f"the figures of {a.label(t)}"
        out.append(
            Candidate(gap, "{first} - {second}", a.cells[t] + b.cells[t], step, assumption=named, track=a, marks=(t,))
        )
    spans = it.when is not None and it.when.kind in ("span", "since")
    mode = "any" if not spans else "every" if EVERY.search(scene.text) else "all"
    return Answer(it.wanted, it.wanted, tuple(out), mode, hint="direction-mismatch") if out else None


def _two_times(scene: Scene, end: int) -> tuple[int, int] | None:
    """The two years of one place that are compared: "was lower in 2022 than in 2010"."""
    points = [w for w in scene.whens if w.kind == "point" and w.first == w.last]
    if len(points) != 2 or len(scene.whens) != 2 or not THAN_IN.fullmatch(scene.text[end : points[1].start]):
        return None
    return points[0].first, points[1].first


def _over_time(it: Statement, now: int, then: int) -> Answer | None:
    tracks = it.tracks()
    if len(tracks) != 1 or tracks[0].beat != "year" or now not in tracks[0].values or then not in tracks[0].values:
        return None
    own = tracks[0]
    gap = own.values[now] - own.values[then]
    if near(own, gap, max(abs(own.values[now]), abs(own.values[then]))):
        return None
    step = f"{said(own, now)}; {own.label(then)}: {rounded(own.values[then])}"
    made = Candidate(gap, "{first} - {second}", own.cells[now] + own.cells[then], step, track=own, marks=(then, now))
    return Answer(it.wanted, it.wanted, (made,), hint="direction-mismatch")


def _sides(scene: Scene, end: int) -> tuple[list[Place], list[Place]]:
    than = re.search(r"\bthan\b", scene.text[scene.at :])
    turn = scene.at + than.start() if than else end
    before = [p for p in scene.places if p.kind == "country" and p.start < scene.at]
    if not before:  # "is higher in Sweden than in Britain"
        before = [p for p in scene.places if p.kind == "country" and scene.at <= p.start < turn]
    first = max(turn, end) + NEAR_WORDS
    after = [p for p in scene.places if p.kind in ("country", "world") and turn <= p.start <= first]
    return before, after


def _other(it: Statement, profile: Profile, after: list[Place]) -> Track | None:
    """The figure compared with: one place's, or the sum of a list that is said to be put together."""
    if not JOINED.search(it.scene.text[it.end :]):
        return of_place(profile, after[0], it.index)
    listed = list_of(it.scene, [p for p in it.scene.places if p.start >= after[0].start])
    tracks = [of_place(profile, p, it.index) for p in listed]
    if profile.form not in ("count", "money") or not tracks or any(t is None for t in tracks):
        return None
    return add([t for t in tracks if t is not None], " and ".join(p.name for p in listed))
