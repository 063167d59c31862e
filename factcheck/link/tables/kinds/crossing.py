"""A threshold crossed -> beyond it now, and never before: "passed 5% for the first time since 2011".

The claim is two: the figure lies beyond the line, and none that the sentence looks back over did. What fails is shown.
"""

from __future__ import annotations

import re
from dataclasses import replace

from factcheck.link.tables.amount import Amount
from factcheck.link.tables.answer import Answer, Candidate, fits
from factcheck.link.tables.finer import at, looked_back, newest
from factcheck.link.tables.frame import When
from factcheck.link.tables.kinds.direction import CLEAR_GROWTH, is_growth
from factcheck.link.tables.kinds.level import convert
from factcheck.link.tables.scene import Scene
from factcheck.link.tables.statement import NEGATIVE, POSITIVE, Statement, near
from factcheck.link.tables.telling import rounded, said
from factcheck.link.tables.track import Track, changed
from factcheck.measure import intervals

FIRST_TIME = re.compile(r"\bfor\s+the\s+(?:very\s+)?first\s+time\b|\bfirst\s+time\b|\bnever\s+before\b", re.IGNORECASE)
SINCE = re.compile(
    r"\bfirst\s+time\s+since\s+(?:at\s+least\s+)?(?:[A-Z]\w+\s+)?(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE
)
IN_YEARS = re.compile(
    r"\bfirst\s+time\s+in\s+(?:more\s+than\s+|over\s+|nearly\s+|almost\s+)?(?P<n>\d{1,2}|[a-z]+)\s+(?:years|decades|months)",
    re.IGNORECASE,
)
OVER = re.compile(
    r"\b(?:pass\w*|top(?:s|ped)?|exceed\w*|surpass\w*|cross\w*|break\w*|broke\w*|reach\w*|hit|above|over|past|beyond|through)\s+(?:the\s+|a\s+)?$",
    re.IGNORECASE,
)
UNDER = re.compile(r"\b(?:below|under|beneath)\s+(?:the\s+|a\s+)?$", re.IGNORECASE)


def crossed(scene: Scene, amount: Amount) -> str | None:
    """``up`` or ``down`` where a sentence says that a line was crossed for the first time."""
    if not FIRST_TIME.search(scene.text) or IN_YEARS.search(scene.text) or amount.role not in ("level", "to"):
        return None
    before = scene.text[max(0, scene.at - 40) : scene.at]
    if UNDER.search(before):
        return "down"
    return "up" if OVER.search(before) else None


def crossing(scene: Scene, amount: Amount, track: Track, when: When | None, way: str) -> Answer | None:
    """The figure beyond the line, or the earlier one that was beyond it already."""
    now = _now(scene, track, when)
    turn = convert(amount, track.profile)
    if now is None or (value := turn(track.values[now])) is None:
        return None
    earlier = [(t, v) for t in _before(scene, track, now) if (v := turn(track.values[t])) is not None]
    sign = 1 if way == "up" else -1
    line = amount.value
    if near(track, value - line, line):
        return None
    beyond = intervals.above(line) if sign > 0 else intervals.below(line)
    cells = track.cells[now]
    name = f"the figure of {track.label(now)}"
    if not fits(value, beyond):
        return Answer(
            beyond,
            beyond,
            (Candidate(value, "{value}", cells, said(track, now), assumption=name, track=track, marks=(now,)),),
        )
    if not earlier:
        return None
    tick, best = max(earlier, key=lambda pair: sign * pair[1])
    if near(track, best - line, line):
        return None
    until = f"{'highest' if sign > 0 else 'lowest'} of {track.label(earlier[0][0])} to {track.label(earlier[-1][0])}"
    step = f"{said(track, now)}; the {until} is {rounded(best)} ({track.label(tick)})"
    one = Candidate(
        best, "{earlier extreme}", cells + track.cells[tick], step, assumption=name, track=track, marks=(tick, now)
    )
    if sign * (best - line) > 0:
        one = replace(one, cells=track.cells[tick] + cells, step=f"{step}: beyond {rounded(line)} before")
    before = intervals.below(line) if sign > 0 else intervals.above(line)
    return Answer(before, before, (one,), hint="period-mismatch")


def first_time(it: Statement) -> Answer | None:
    """As in "shrank for the first time since 2009": it did now, and in none of the periods looked back over."""
    tracks = it.tracks()
    if len(tracks) != 1 or it.claim.direction not in ("up", "down"):
        return None
    track = tracks[0] if is_growth(it, tracks[0]) else changed(tracks[0], 1)
    now = _now(it.scene, track, it.when) if track is not None else None
    if track is None or now is None or abs(track.values[now]) <= CLEAR_GROWTH:
        return None
    told = said(track, now)
    if it.sign * track.values[now] < 0:
        return Answer(
            it.wanted,
            it.wanted,
            (Candidate(track.values[now], "{value}", track.cells[now], told, track=track, marks=(now,)),),
            hint="direction-mismatch",
        )
    earlier = _before(it.scene, track, now)
    if not earlier:
        return None
    before = [t for t in earlier if it.sign * track.values[t] > CLEAR_GROWTH]
    close = [t for t in earlier if 0 < it.sign * track.values[t] <= CLEAR_GROWTH]
    if close and not before:
        return None
    other = NEGATIVE if it.sign > 0 else POSITIVE
    last = before[-1] if before else max(earlier, key=lambda t: it.sign * track.values[t])
    span = f"{track.label(earlier[0])} to {track.label(earlier[-1])}"
    found = f"already in {track.label(last)}" if before else f"nearest of {span} is {track.label(last)}"
    step = f"{told}; {found}: {rounded(track.values[last])}"
    one = Candidate(
        track.values[last],
        "{earlier change}",
        track.cells[last] + track.cells[now],
        step,
        track=track,
        marks=(last, now),
    )
    return Answer(other, other, (one,), hint="period-mismatch")


def _now(scene: Scene, track: Track, when: When | None) -> int | None:
    if track.beat != "year":
        own = at(scene, track) if scene.moment is not None and scene.moment.dated else newest(scene, track)[:1]
        return own[-1] if len(own) == 1 else None
    since = SINCE.search(scene.text)
    named = [
        w
        for w in scene.whens
        if w.kind in ("point", "last-year") and not (since and since.start() <= w.start < since.end())
    ]
    if len(named) == 1:
        return named[0].first if named[0].first in track.values else None
    return None


def _before(scene: Scene, track: Track, now: int) -> list[int]:
    if track.beat != "year":
        return looked_back(scene, track, now)
    since = SINCE.search(scene.text)
    first = int(since["year"]) + 1 if since else track.ticks[0]
    earlier = [t for t in track.ticks if first <= t < now]
    whole = bool(earlier) and earlier[0] <= first + 1 and len(earlier) >= 0.8 * (now - earlier[0])
    return earlier if whole else []
