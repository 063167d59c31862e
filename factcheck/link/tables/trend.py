"""Candidate -> trend: the series a reader sees drawn, thinned, with the points that decide and the one claimed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from factcheck.link.tables.answer import Candidate
from factcheck.link.tables.beats import A_YEAR
from factcheck.link.tables.track import Track
from factcheck.model import plain

MOST = 60  # points: more are no longer told apart at the width they are drawn
WINDOW = {"year": 40, "quarter": 80, "month": 120, "day": 250}  # ticks before the points that decide
AFTER = 1  # year shown beyond them
DIGITS = 6


def trend(candidate: Candidate) -> Mapping[str, Any] | None:
    """Name, unit, points, the points that decide, and the claimed one where the claim is a level or a change to one."""
    track = candidate.track
    if track is None or len(track.values) < 3 or any(t < 1 for t in track.values):
        return None
    marks = tuple(dict.fromkeys(candidate.marks))
    meta = track.profile.table.meta
    percent = track.how.startswith(("change", "share"))
    return {
        "name": f"{meta.metric}, {track.name}",
        "how": track.how or None,
        "unit": "percent" if percent else meta.unit,
        "points": [[track.label(t), _short(track.values[t])] for t in _thin(track, marks)],
        "marks": [track.label(t) for t in marks],
        "claimed": None if candidate.said is None else [track.label(candidate.said[0]), _short(candidate.said[1])],
    }


def _thin(track: Track, marks: tuple[int, ...]) -> list[int]:
    """The ticks to draw: those that decide, both ends, the extremes, and as many between as can be told apart."""
    first, last = (min(marks), max(marks)) if marks else (track.ticks[-1], track.ticks[-1])
    reach = AFTER * A_YEAR[track.beat]
    near = [t for t in track.ticks if first - WINDOW[track.beat] <= t <= last + reach]
    if len(near) <= MOST:
        return near
    step = -(-len(near) // (MOST - 6))
    kept = {*near[::step], near[-1], *marks}
    kept |= {max(near, key=lambda t: track.values[t]), min(near, key=lambda t: track.values[t])}
    return [t for t in near if t in kept]


def _short(value: Decimal) -> str:
    """A value with the digits a drawing can show."""
    if not value.is_finite() or value == 0:
        return "0"
    return str(plain(round(value, max(0, DIGITS - 1 - value.adjusted())) if abs(value.adjusted()) < 30 else value))
