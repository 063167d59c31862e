"""A number told as a change -> growth and multiples between the years of a track."""

from __future__ import annotations

from dataclasses import replace

from factcheck.link.tables.amount import Amount
from factcheck.link.tables.answer import Candidate
from factcheck.link.tables.frame import When
from factcheck.link.tables.levels import convert, level
from factcheck.link.tables.scene import Scene
from factcheck.link.tables.telling import rounded, said
from factcheck.link.tables.track import Track
from factcheck.link.tables.years import pairs


def change(scene: Scene, amount: Amount, track: Track, when: When | None) -> tuple[list[Candidate], str]:
    """Candidates for a change: growth as published, or computed from two years; percent or points of a share."""
    if amount.kind == "percent" and track.profile.form == "growth":
        flat = replace(amount, role="level")
        sign = -1 if amount.direction == "down" else 1
        signed = Track(
            track.name, track.profile, {y: sign * v for y, v in track.values.items()}, track.cells, track.how
        )
        return level(scene, flat, signed, when)
    turn = convert(amount, track.profile)
    spans = pairs(scene, track, when)
    out: list[Candidate] = []
    for a, b in spans:
        before, after = track.values[a], track.values[b]
        if before == 0:
            continue
        factor = after / before
        cells = track.cells[a] + track.cells[b]
        told = f"{said(track, a)}; {track.cells[b][0].point.period.label}: {rounded(after)}"
        if amount.kind == "times":
            out.append(Candidate(factor, "{to} / {from}", cells, f"{told}; {rounded(factor)} times"))
            continue
        sign = -1 if amount.direction == "down" else 1
        if amount.kind == "count":
            gap = turn(after - before)
            if gap is not None:
                step = f"{told}; a change of {rounded(gap)}"
                out.append(Candidate(gap * sign, "{to} - {from}", cells, step))
            continue
        percent = (factor - 1) * 100 * sign
        step = f"{told}; a change of {rounded(percent * sign)}%"
        out.append(Candidate(percent * amount.scale, "({to} / {from} - 1) * 100", cells, step))
        if track.profile.form == "share":
            points = (after - before) * sign
            step = f"{told}; {rounded(points * sign)} points"
            by = "in percentage points"
            out.append(
                Candidate(points * amount.scale, "{to} - {from}", cells, step, assumption=by, axis="denominator")
            )
    return out, "any"
