"""A direction in words -> the change it is about: "has been falling since 2000", "the economy shrank in 2009"."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from factcheck.link.tables.answer import Answer, Candidate
from factcheck.link.tables.frame import When
from factcheck.link.tables.scene import Scene
from factcheck.link.tables.statement import Statement, near
from factcheck.link.tables.telling import rounded, said
from factcheck.link.tables.times import changes, present
from factcheck.link.tables.track import Track

OPEN_START = re.compile(r"(?:by|as\s+of|to|at\s+the\s+end)\b", re.IGNORECASE)
CLEAR_GROWTH = Decimal("0.3")  # percent: first estimates of growth are revised by as much
GROWTH_SAID = re.compile(r"\bgrowth\b", re.IGNORECASE)
STEADILY = re.compile(
    r"\b(?:steadily|consistently|continuously|constantly|every\s+year|each\s+year|year\s+after\s+year)\b", re.IGNORECASE
)
# "Rose in every country but Peru and Chile": the countries named are those it is not said of.
EXCEPTED = re.compile(
    r"\b(?:every|all|any|each|none|everywhere)\b[^.;]{0,60}\b(?:but|except|bar|excluding|save|apart\s+from|other\s+than)\b",
    re.IGNORECASE,
)


def stretch(scene: Scene, when: When | None, timed: bool) -> tuple[When | None, bool]:
    """As in "rose from 59% in 2010 to 66% in 2019": from first to last; "had risen by 2019" has no start."""
    points = [w for w in scene.whens if w.kind == "point"]
    years = {w.first for w in points}
    if len(years) > 1:
        if len(points) < len(scene.whens) or not re.search(r"\b(?:from|between)\b", scene.text, re.IGNORECASE):
            return None, False
        return replace(points[0], kind="span", first=min(years), last=max(years)), True
    if when is not None and when.kind == "point" and OPEN_START.match(scene.text[when.start : when.end]):
        return None, False
    return when, timed


def direction(it: Statement) -> Answer | None:
    """As in "has been falling since 2000": the last figure against the first; "steadily" needs most steps to agree."""
    if EXCEPTED.search(it.scene.text):
        return None
    scene, when = it.scene, it.when
    dated = scene.moment is not None and scene.moment.within_a_year
    if (when is None and not dated) or it.claim.direction not in ("up", "down"):
        return None
    out: list[Candidate] = []
    for track in it.tracks():
        got = _grown(it, track) if is_growth(it, track) else _moved(it, track)
        if not got:
            return None
        out += got
    return Answer(it.wanted, it.wanted, tuple(out), "all", hint="direction-mismatch") if out else None


def is_growth(it: Statement, track: Track) -> bool:
    """Whether a track already holds changes, so that "shrank" asks for its sign and not for its slope."""
    return "growth" in track.profile.core and not GROWTH_SAID.search(it.scene.text)


def _moved(it: Statement, track: Track) -> list[Candidate]:
    out = []
    for s in changes(it.scene, track, it.when)[0]:
        own, a, b = s.track, s.first, s.last
        gap = own.values[b] - own.values[a]
        if near(own, gap, own.values[a]):
            return []
        steps = [
            own.values[y] - own.values[x] for x, y in zip(own.ticks, own.ticks[1:], strict=False) if a <= x < y <= b
        ]
        agree = sum(it.sign * step > 0 for step in steps)
        if STEADILY.search(it.scene.text) and it.sign * gap > 0 and agree < 0.8 * len(steps):
            return []
        step = f"{said(own, a)}; {own.label(b)}: {rounded(own.values[b])}"
        out.append(
            Candidate(
                gap, "{to} - {from}", own.cells[a] + own.cells[b], step, assumption=s.name, track=own, marks=(a, b)
            )
        )
    return out


def _grown(it: Statement, track: Track) -> list[Candidate]:
    """As in "the economy shrank in 2009": growth below zero in that year, not growth that fell."""
    yearly = track.beat == "year"
    if yearly and (it.when is None or it.when.kind not in ("point", "last-year")):
        return []
    return [
        Candidate(track.values[t], "{value}", track.cells[t], said(track, t), track=track, marks=(t,))
        for t in present(it.scene, track, it.when)
        if abs(track.values[t]) > CLEAR_GROWTH
    ]
