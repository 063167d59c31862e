"""A number told as the gap between two places: "9 points higher than Germany's", "15 million more than in China"."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from factcheck.link.tables.against import COMPARED, FALLEN
from factcheck.link.tables.amount import Amount
from factcheck.link.tables.answer import Answer, Candidate
from factcheck.link.tables.choose import Profile
from factcheck.link.tables.frame import When
from factcheck.link.tables.kinds.level import convert, money_agrees
from factcheck.link.tables.margins import CHANGE_MARGIN, GROWTH_MARGIN, LIVED_MARGIN, MARGINS
from factcheck.link.tables.pick import Pick, pick
from factcheck.link.tables.scene import Scene, time_of
from factcheck.link.tables.telling import rounded, said
from factcheck.link.tables.times import meant
from factcheck.link.tables.track import Track, of_place
from factcheck.measure.intervals import CTX, add
from factcheck.model import Interval
from factcheck.reference.series import SeriesIndex

LESS = re.compile(
    r"\s*(?:\w+\s+){0,3}?(?:less|fewer|lower|smaller|slower|shorter|worse|poorer|cheaper|younger|behind)\b",
    re.IGNORECASE,
)
POINTS = ("share", "growth")
AMOUNTS = ("count", "money", "rate", "intensity")


def gap(scene: Scene, amount: Amount, index: SeriesIndex) -> tuple[Answer, Pick] | None:
    """The difference of two places' figures of one time, in what it is told in; None unless both are plain."""
    end = scene.at + amount.length
    behind = scene.text[end:]
    told = COMPARED.match(behind)
    before = {p.name: p for p in scene.places if p.kind == "country" and p.start < scene.at}
    if told is None or len(before) != 1:
        return None
    first, last = end + told.start("what"), end + told.end("what")
    after = [p for p in scene.places if p.kind != "closed" and first <= p.start < last]
    found = pick(scene, _forms(amount), index, levels=not amount.points) if after else None
    when, timed = time_of(scene, "level")
    if found is None or (when is not None and when.kind in ("span", "since", "before")):
        return None
    down = LESS.match(behind) is not None or FALLEN.search(told["how"]) is not None
    towards = replace(amount, direction="down" if down else "up")
    own, other = next(iter(before.values())), after[0]
    out: list[Candidate] = []
    for profile in found.profiles:
        a, b = of_place(profile, own, index), of_place(profile, other, index)
        if a is None or b is None or a.name == b.name or a.beat != b.beat:
            return None
        if amount.kind == "money" and not money_agrees(profile, amount):
            return None
        out += _between(scene, towards, a, b, when)
    if not out:
        return None
    unsettled = found.unsettled if timed else (*found.unsettled, "period-inferred")
    return Answer(amount.strict, _wide(amount, out[0], found.profiles[0]), tuple(out), "any", unsettled), found


def _forms(amount: Amount) -> tuple[str, ...]:
    if amount.points:
        return POINTS
    return (*POINTS, *AMOUNTS) if amount.kind == "percent" else AMOUNTS


def _between(scene: Scene, amount: Amount, a: Track, b: Track, when: When | None) -> list[Candidate]:
    """The gap at each of the ticks meant: in units or points, and for percentages of what the other has."""
    sign = -1 if amount.direction == "down" else 1
    both = replace(a, values={t: v for t, v in a.values.items() if t in b.values})
    turn = convert(amount, a.profile) if amount.kind != "percent" else None
    out: list[Candidate] = []
    for t in meant(scene, "level", both, when) if both.values else ():
        first, second = a.values[t], b.values[t]
        step = f"{said(a, t)}; {b.name}: {rounded(second)}"
        named = f"the figures of {a.label(t)}"
        made = Candidate(
            first - second, "{first} - {second}", a.cells[t] + b.cells[t], step, assumption=named, track=a, marks=(t,)
        )
        if turn is not None:
            one, other = turn(first), turn(second)
            if one is not None and other is not None:
                out.append(replace(made, value=(one - other) * sign, step=f"{step}; a gap of {rounded(one - other)}"))
            continue
        if a.profile.form in POINTS and (amount.points or amount.scale == 1):
            points = amount.scale * (amount.points or 1)
            out.append(
                replace(made, value=(first - second) * sign * points, step=f"{step}; {rounded(first - second)} points")
            )
        if not amount.points and second > 0:
            part = (CTX.divide(first, second) - 1) * 100
            relative = replace(made, value=part * sign * amount.scale, formula="({first} / {second} - 1) * 100")
            out.append(replace(relative, step=f"{step}; {rounded(part)}%", axis="denominator"))
    return out


def _wide(amount: Amount, first: Candidate, profile: Profile) -> Interval:
    """What is allowed: both figures may be another office's, so that a gap is as sure as the larger of them."""
    margin = MARGINS.get(profile.form, GROWTH_MARGIN)
    if profile.table.meta.unit.lower() == "years":
        margin = LIVED_MARGIN
    largest = max(abs(c.point.value) for c in first.cells)
    if amount.kind == "percent":
        slack = (
            largest * margin * amount.scale * (amount.points or 1) if amount.points else amount.value * CHANGE_MARGIN
        )
    else:
        turned = convert(amount, profile)(largest)
        slack = (turned or Decimal(0)) * margin
    slack = max(slack, amount.value * CHANGE_MARGIN)
    return add(amount.wide, Interval(-slack, slack))
