"""A number told as a change -> growth over a stretch of a track: period on period, year on year, compound, annualised.

Absolute changes, multiples ("doubled") and points of a share or rate are changes too.
"""

from __future__ import annotations

from dataclasses import replace

from factcheck.link.tables.amount import Amount
from factcheck.link.tables.answer import Candidate
from factcheck.link.tables.finer import Stretch
from factcheck.link.tables.frame import When
from factcheck.link.tables.kinds.level import convert, level
from factcheck.link.tables.scene import Scene
from factcheck.link.tables.telling import rounded, said
from factcheck.link.tables.times import changes
from factcheck.link.tables.track import Track
from factcheck.measure.intervals import CTX

RATES = ("share", "growth")


def change(scene: Scene, amount: Amount, track: Track, when: When | None) -> tuple[list[Candidate], str]:
    """Candidates for a change: growth as published, or computed from two ticks; percent or points of a share."""
    if amount.kind == "percent" and track.profile.form == "growth" and not amount.points:
        flat = replace(amount, role="level")
        sign = -1 if amount.direction == "down" else 1
        signed = track.on({t: sign * v for t, v in track.values.items()}, track.cells, track.how)
        return level(scene, flat, signed, when)
    found, _ = changes(scene, track, when)
    out: list[Candidate] = []
    for stretch in found:
        out += _over(amount, stretch)
    return out, "any"


def _over(amount: Amount, stretch: Stretch) -> list[Candidate]:
    track, a, b = stretch.track, stretch.first, stretch.last
    before, after = track.values[a], track.values[b]
    cells = track.cells[a] + track.cells[b]
    told = f"{said(track, a)}; {track.label(b)}: {rounded(after)}"
    name = stretch.name
    sign = -1 if amount.direction == "down" else 1
    points = (after - before) * sign
    if amount.points:
        step = f"{told}; {rounded(points * sign)} points"
        made = points * amount.scale * amount.points
        return [Candidate(made, "{to} - {from}", cells, step, assumption=name)] if track.profile.form in RATES else []
    if amount.kind in ("count", "money"):
        gap = convert(amount, track.profile)(after - before)
        step = f"{told}; a change of {rounded(gap)}" if gap is not None else ""
        return [] if gap is None else [Candidate(gap * sign, "{to} - {from}", cells, step, assumption=name)]
    if before <= 0:
        return []
    factor = CTX.divide(after, before)
    if amount.kind == "times":
        return [Candidate(factor, "{to} / {from}", cells, f"{told}; {rounded(factor)} times", assumption=name)]
    percent = (CTX.power(factor, stretch.power) - 1) * 100 * sign
    formula = (
        "(({to} / {from}) ** " + str(stretch.power) + " - 1) * 100"
        if stretch.power > 1
        else "({to} / {from} - 1) * 100"
    )
    step = f"{told}; a change of {rounded(percent * sign)}%" + (" at an annual rate" if stretch.power > 1 else "")
    out = [Candidate(percent * amount.scale, formula, cells, step, assumption=name)]
    if track.profile.form == "share":
        step = f"{told}; {rounded(points * sign)} points"
        by = "in percentage points"
        out.append(Candidate(points * amount.scale, "{to} - {from}", cells, step, assumption=by, axis="denominator"))
    return out
