"""A run -> how many periods in a row went one way: "rose for the third straight month", "a fifth year of decline"."""

from __future__ import annotations

import re
from decimal import Decimal

from factcheck.link.tables.answer import Answer, Candidate
from factcheck.link.tables.beats import A_YEAR
from factcheck.link.tables.finer import coarser
from factcheck.link.tables.kinds.direction import CLEAR_GROWTH, is_growth
from factcheck.link.tables.statement import Statement, near
from factcheck.link.tables.telling import rounded, said
from factcheck.link.tables.times import present
from factcheck.link.tables.track import Track
from factcheck.measure.intervals import above, point

LONGEST = 60
UNITS = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (("year", "year|annual"), ("quarter", "quarter"), ("month", "month"), ("day", "day|session"))
)


def run(it: Statement) -> Answer | None:
    """The steps in a row up to the period named. A longer run than told is no error, and no confirmation either."""
    tracks = it.tracks()
    count = it.claim.main.value
    if len(tracks) != 1 or not isinstance(count, Decimal) or it.claim.direction not in ("up", "down"):
        return None
    unit = next((u for u, pattern in UNITS if pattern.search(it.claim.main.surface)), None)
    track = _by(tracks[0], unit) if unit else None
    if track is None:
        return None
    ends = present(it.scene, track, it.when)
    dated = it.when is not None or (it.scene.moment is not None and it.scene.moment.dated)
    found = [c for t in (ends[-1:] if dated else ends) if (c := _counted(it, track, t)) is not None]
    if not found:
        return None
    return Answer(point(count), above(count), tuple(found), "any", hint="value-mismatch")


def _by(track: Track, unit: str) -> Track | None:
    """The track in steps as long as the run's."""
    if track.beat == unit:
        return track
    return coarser(track, unit) if A_YEAR[track.beat] > A_YEAR[unit] else None


def _counted(it: Statement, track: Track, last: int) -> Candidate | None:
    """The length of the run that ends at a tick; None where a step, or the one that breaks it, is too close to call."""
    signs = is_growth(it, track)
    told = it.claim.main.value if isinstance(it.claim.main.value, Decimal) else Decimal(1)
    steps: list[int] = []
    at: int | None = last
    while at is not None and len(steps) < LONGEST:
        before = track.before(at)
        if not signs and before is None:
            break
        gap = track.values[at] - (Decimal(0) if signs or before is None else track.values[before])
        close = abs(gap) <= CLEAR_GROWTH if signs else _level(track, gap, track.values[at])
        if close and len(steps) < told:
            return None  # so small a step may be one or none
        if close or it.sign * gap < 0:
            break
        steps.append(at)
        at = before
    else:
        return None
    if (at is None or (not signs and track.before(at) is None)) and len(steps) < told:
        return None  # the table begins within the run
    if at is None or (not steps and track.before(at) is None):
        return None
    shown = [at, *reversed(steps)] if signs else [*_start(track, at), *reversed(steps)]
    listed = ", ".join(f"{track.label(t)}: {rounded(track.values[t])}" for t in shown[-8:])
    way = "up" if it.sign > 0 else "down"
    text = f"{said(track, last)}; {listed}: {len(steps)} in a row {'below zero' if signs and it.sign < 0 else way}"
    cells = track.cells[last] + tuple(c for t in shown[-8:-1] for c in track.cells[t])
    return Candidate(Decimal(len(steps)), "steps in a row", cells, text, track=track, marks=(last,))


def _start(track: Track, at: int) -> list[int]:
    before = track.before(at)
    return [at] if before is None else [before, at]


def _level(track: Track, gap: Decimal, base: Decimal) -> bool:
    """Whether a step is no step: of one office's figures, the fourth part of what sets two offices' apart."""
    return near(track, gap * (4 if track.beat == "year" else 1), base)
