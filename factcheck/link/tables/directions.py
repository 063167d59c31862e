"""A direction in words -> the change it is about: "has been falling since 2000", "the economy shrank in 2009"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from factcheck.link.tables.answer import Answer, Candidate
from factcheck.link.tables.frame import When
from factcheck.link.tables.scene import Scene
from factcheck.link.tables.telling import rounded, said
from factcheck.link.tables.track import Track
from factcheck.link.tables.years import pairs, present_years
from factcheck.model import Claim, Interval

OPEN_START = re.compile(r"(?:by|as\s+of|to|at\s+the\s+end)\b", re.IGNORECASE)
CLEAR_YEARS = Decimal("0.01")  # a year of life is much
CLEAR_GROWTH = Decimal("0.3")  # percent: first estimates of growth are revised by as much
GROWTH_SAID = re.compile(r"\bgrowth\b", re.IGNORECASE)
STEADILY = re.compile(
    r"\b(?:steadily|consistently|continuously|constantly|every\s+year|each\s+year|year\s+after\s+year)\b", re.IGNORECASE
)
CLEAR = Decimal("0.04")  # nearer than this two published figures are not told apart
POSITIVE, NEGATIVE = Interval(Decimal(0), None, True, True), Interval(None, Decimal(0), True, True)


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


def direction(scene: Scene, claim: Claim, tracks: Sequence[Track], when: When | None) -> Answer | None:
    """As in "has been falling since 2000": the last figure against the first; "steadily" needs most steps to agree."""
    if when is None or claim.direction not in ("up", "down"):
        return None
    want = POSITIVE if claim.direction == "up" else NEGATIVE
    sign = 1 if claim.direction == "up" else -1
    out = []
    for track in tracks:
        if "growth" in track.profile.core and not GROWTH_SAID.search(scene.text):
            grown = _grown(scene, track, when)
            if not grown:
                return None
            out += grown
            continue
        got = pairs(scene, track, when)
        if not got:
            return None
        for a, b in got:
            gap = track.values[b] - track.values[a]
            if abs(gap) <= (CLEAR_YEARS if _of_years(track) else CLEAR) * abs(track.values[a]):
                return None
            steps = [
                track.values[y] - track.values[x]
                for x, y in zip(track.years, track.years[1:], strict=False)
                if a <= x < y <= b
            ]
            agree = sum(sign * s > 0 for s in steps)
            if STEADILY.search(scene.text) and sign * gap > 0 and agree < 0.8 * len(steps):
                return None
            step = f"{said(track, a)}; {track.cells[b][0].point.period.label}: {rounded(track.values[b])}"
            out.append(Candidate(gap, "{to} - {from}", track.cells[a] + track.cells[b], step))
    return Answer(want, want, tuple(out), "all", hint="direction-mismatch")


def _of_years(track: Track) -> bool:
    return track.profile.table.meta.unit.lower() == "years"


def _grown(scene: Scene, track: Track, when: When) -> list[Candidate]:
    """As in "the economy shrank in 2009": growth below zero in that year, not growth that fell."""
    years = present_years(scene, track, when) if when.kind in ("point", "last-year") else []
    return [
        Candidate(track.values[y], "{value}", track.cells[y], said(track, y))
        for y in years
        if abs(track.values[y]) > CLEAR_GROWTH
    ]
