"""A number told as a change -> growth over a stretch of a track: period on period, year on year, compound, annualised.

Absolute changes, multiples ("doubled") and points of a share or rate are changes too.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from factcheck.link.tables.amount import Amount
from factcheck.link.tables.answer import Candidate
from factcheck.link.tables.finer import Stretch
from factcheck.link.tables.frame import When
from factcheck.link.tables.kinds.level import convert, level
from factcheck.link.tables.kinds.yearly import a_year, several, summed, told_yearly
from factcheck.link.tables.scene import Scene
from factcheck.link.tables.telling import rounded, said
from factcheck.link.tables.times import changes
from factcheck.link.tables.track import Track
from factcheck.measure.intervals import CTX

RATES = ("share", "growth")
RATE = re.compile(r"\binflation\b|\bgrowth\b|\brate\b", re.IGNORECASE)


def change(scene: Scene, amount: Amount, track: Track, when: When | None) -> tuple[list[Candidate], str]:
    """Candidates for a change: growth as published, or computed from two ticks; percent or points of a share."""
    if amount.kind == "percent" and track.profile.form == "growth" and not amount.points:
        flat = replace(amount, role="level")
        sign = -1 if amount.direction == "down" else 1
        signed = track.on({t: sign * v for t, v in track.values.items()}, track.cells, track.how)
        if when is not None and when.kind == "span" and track.beat == "year" and amount.bound is None:
            return summed(scene, amount, track, when), "any"
        got, mode = level(scene, flat, signed, when)
        return (got + _of_rate(scene, amount, track, when) if got and mode == "any" else got), mode
    found, _ = changes(scene, track, when)
    yearly = told_yearly(scene, amount) if amount.kind != "times" and several(found) else ""
    out: list[Candidate] = []
    for stretch in found:
        whole = _over(amount, stretch)
        out += whole if yearly != "yes" else []
        out += a_year(amount, stretch, whole[0]) if yearly and whole else []
    return out, "any"


def _of_rate(scene: Scene, amount: Amount, track: Track, when: When | None) -> list[Candidate]:
    """As in "inflation fell by two thirds": the rate itself may be said to have changed, in percent or in points."""
    if not RATE.search(scene.text):
        return []
    found, _ = changes(scene, track, when)
    out = [c for stretch in found for c in _over(amount, stretch)]
    return out + [c for stretch in found for c in _over(replace(amount, points=Decimal(1)), stretch)]


def _over(amount: Amount, stretch: Stretch) -> list[Candidate]:
    track, a, b = stretch.track, stretch.first, stretch.last
    before, after = track.values[a], track.values[b]
    told = f"{said(track, a)}; {track.label(b)}: {rounded(after)}"
    sign = -1 if amount.direction == "down" else 1
    points = (after - before) * sign
    drawn = Candidate(
        points,
        "{to} - {from}",
        track.cells[a] + track.cells[b],
        told,
        assumption=stretch.name,
        track=track,
        marks=(a, b),
    )
    if amount.points:
        step = f"{told}; {rounded(points * sign)} points"
        end = before + sign * amount.value / amount.points
        one = replace(drawn, value=points * amount.scale * amount.points, step=step, said=(b, end))
        return [one] if track.profile.form in RATES else []
    if amount.kind in ("count", "money"):
        gap = convert(amount, track.profile)(after - before)
        return [] if gap is None else [replace(drawn, value=gap * sign, step=f"{told}; a change of {rounded(gap)}")]
    if before <= 0:
        return []
    factor = CTX.divide(after, before)
    if amount.kind == "times":
        step, end = f"{told}; {rounded(factor)} times", before * amount.value
        return [replace(drawn, value=factor, formula="{to} / {from}", step=step, said=(b, end))]
    return _percent(amount, stretch, drawn, factor, sign)


def _percent(amount: Amount, stretch: Stretch, drawn: Candidate, factor: Decimal, sign: int) -> list[Candidate]:
    """A change in percent, compounded where it is told at an annual rate; of a share it may be meant in points."""
    percent = (CTX.power(factor, stretch.power) - 1) * 100 * sign
    once = "({to} / {from} - 1) * 100"
    formula = f"(({{to}} / {{from}}) ** {stretch.power} - 1) * 100" if stretch.power > 1 else once
    rate = " at an annual rate" if stretch.power > 1 else ""
    step = f"{drawn.step}; a change of {rounded(percent * sign)}%{rate}"
    before = stretch.track.values[stretch.first]
    end = before * (1 + sign * amount.value / amount.scale / 100)
    told = None if stretch.power > 1 else (stretch.last, end)
    out = [replace(drawn, value=percent * amount.scale, formula=formula, step=step, said=told)]
    if stretch.track.profile.form == "share" and amount.scale == 1:  # "by a tenth" is never said of ten points
        step = f"{drawn.step}; {rounded(drawn.value * sign)} points"
        by = "in percentage points"
        out.append(replace(drawn, value=drawn.value * amount.scale, step=step, assumption=by, axis="denominator"))
    return out
