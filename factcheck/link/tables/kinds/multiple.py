"""A number told as a multiple of another place: "twice as many doctors as Kenya", "ten times that of Japan"."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from factcheck.link.tables.amount import Amount
from factcheck.link.tables.answer import Answer, Candidate
from factcheck.link.tables.pick import Pick, pick
from factcheck.link.tables.scene import Scene, time_of
from factcheck.link.tables.telling import rounded, said
from factcheck.link.tables.times import meant
from factcheck.link.tables.track import of_place
from factcheck.measure.intervals import CTX, add
from factcheck.model import Interval
from factcheck.reference.series import SeriesIndex

FORMS = ("share", "count", "rate", "intensity", "money", "growth")
MARGIN = Decimal("0.25")
TURN = re.compile(
    r"\b(?:than|as|that\s+of|those\s+of)\b(?!\s+(?:many|much|high|large|big)\b)|\bthe\b|(?-i:(?=[A-Z][\w.]*(?:\s[A-Z]\w+){0,3}['’]))",
    re.IGNORECASE,
)
MORE = re.compile(r"\s*(?:higher|more|greater|larger|bigger)\b", re.IGNORECASE)
NEAR = 30


def multiple(scene: Scene, amount: Amount, end: int, index: SeriesIndex) -> tuple[Answer, Pick] | None:
    """The ratio of one place's figure to another's; None unless one stands before and one after."""
    turn = TURN.search(scene.text, end)
    if turn is None:
        return None
    before = {p.name: p for p in scene.places if p.kind == "country" and p.start < scene.at}
    after = [p for p in scene.places if p.kind != "closed" and turn.start() <= p.start <= turn.end() + NEAR]
    found = pick(scene, FORMS, index)
    if found is None or len(before) != 1 or not after or found.profiles[0].form not in FORMS:
        return None
    when, timed = time_of(scene, "level")
    out: list[Candidate] = []
    for profile in found.profiles:
        a, b = of_place(profile, next(iter(before.values())), index), of_place(profile, after[0], index)
        if a is None or b is None or a.name == b.name:
            return None
        if a.beat != b.beat:
            return None
        both = replace(
            a, values={y: v for y, v in a.values.items() if b.values.get(y) and (a.values[y] > 0) == (b.values[y] > 0)}
        )
        if not both.values or (when is not None and when.kind in ("span", "since", "before")):
            return None
        for year in meant(scene, "level", both, when):
            factor = CTX.divide(a.values[year], b.values[year])
            step = f"{said(a, year)}; {b.name}: {rounded(b.values[year])}; {rounded(factor)} times"
            cells = a.cells[year] + b.cells[year]
            out.append(
                Candidate(
                    factor,
                    "{first} / {second}",
                    cells,
                    step,
                    assumption=f"the figures of {a.label(year)}",
                    track=a,
                    marks=(year,),
                )
            )
            if MORE.match(scene.text, end):  # "three times more than" is said of three times and of four
                out.append(
                    Candidate(
                        factor - 1, "{first} / {second} - 1", cells, step, axis="denominator", track=a, marks=(year,)
                    )
                )
    if not out:
        return None
    slack = amount.value * MARGIN
    wide = add(amount.wide, Interval(-slack, slack))
    unsettled = found.unsettled + (() if timed else ("period-inferred",))
    return Answer(amount.strict, wide, tuple(out), "any", unsettled), found
