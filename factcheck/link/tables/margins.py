"""Candidates + amount -> Answer: how far beyond rounding a table must lie before it accuses.

Offices differ in what they count; prices move within a year; estimates of deaths in wars differ most. The margins are
parts of the printed number and were set on sentences whose truth was known, for no true one to be accused.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from factcheck.link.tables.amount import Amount
from factcheck.link.tables.answer import Answer, Candidate, fits
from factcheck.link.tables.bases import RESTLESS, market
from factcheck.link.tables.choose import Profile
from factcheck.link.tables.kinds.level import MEAN
from factcheck.link.tables.scene import Scene
from factcheck.measure.intervals import add, point
from factcheck.model import Interval

MARGINS = {
    "share": Decimal("0.07"),
    "rate": Decimal("0.12"),
    "count": Decimal("0.15"),
    "intensity": Decimal("0.12"),
    "index": Decimal("0.20"),  # of income before or after taxes, of spending: coefficients differ
    "money": Decimal("0.15"),
    "exchange": Decimal("0.05"),
}
GROWTH_MARGIN = Decimal("0.50")
WORLD_MARGIN = Decimal("0.25")  # a share of the world's total rests on two tables' worth of definitions
LIVED_MARGIN = Decimal("0.03")  # of years of life where every death is registered: offices differ by a year or two
REGISTERED = Decimal(70)  # years of life below which deaths are mostly estimated
# Points: what growth of a year is revised by in later years; what two measures of one year's inflation differ by.
REVISED, OFFICES, REVISED_PART = Decimal("1.75"), Decimal(1), Decimal("0.3")
CHANGE_MARGIN = Decimal("0.25")
TIMES_MARGIN = Decimal("0.15")
POINTS_MARGIN = Decimal("0.5")  # points: two offices' inflation of one month
OWN_INDEX = Decimal("0.15")  # points: the index named is the index on file
FINER_MARGIN = Decimal("0.05")  # of a month's or day's own figure
ROUGHLY = Decimal("0.2")
OPEN_PERIOD = Decimal("1.7")  # times as far where the sentence names no year
# "Hit 14.8% in 2020" is said of a month of the year, "touched $139" of a minute; a year's mean refutes neither.
PEAK = re.compile(
    r"\b(?:hit(?:s|ting)?|peak(?:s|ed|ing)?|reach\w*|topp\w*|tops|touch\w*|spik\w*|surpass\w*|exceed\w*|pass(?:ed|es)|breach\w*"
    r"|as\s+high\s+as|(?:high|peak|maximum|record)\s+of)\b[^.;,]{0,24}$",
    re.IGNORECASE,
)
TROUGH = re.compile(
    r"\b(?:hit(?:s|ting)?|bottom\w*|trough\w*|touch\w*|as\s+low\s+as|(?:low|trough|minimum|nadir)\s+of)\b[^.;,]{0,24}$",
    re.IGNORECASE,
)
NEAR = 48
EXACT = 5  # digits that nobody prints of an estimate
RECORDED = re.compile(r"\b(?:recorded|registered|reported|counted|logged)\b", re.IGNORECASE)
FURTHEST = Decimal(2)  # times a year's mean that one of its months may lie from it


def judgeable(
    scene: Scene,
    amount: Amount,
    out: list[Candidate],
    mode: str,
    unsettled: tuple[str, ...],
    main: Profile,
    dated: bool,
) -> Answer:
    """The candidates with what the sentence allows: as printed, and as far as offices may differ."""
    strict, wide, form = amount.strict, amount.wide, main.form
    if amount.hedged and dated and form == "count" and amount.kind == "count":
        strict, wide = amount.wide, amount.strict  # "about" is part of the margin of a count, not added to it
    elif amount.hedged:  # "about 10%" against another office's 9.4: a table is one more step from the author's source
        strict = wide
    if amount.kind == "count" and amount.bound is None and amount.value >= 1000:
        near = amount.value * ROUGHLY  # "1 million" may be 0.9, but no table's 0.67 bears it out
        strict = Interval(max(strict.low or near, amount.value - near), min(strict.high or near, amount.value + near))
    slack = _slack(scene, amount, out, main, dated)
    wide = add(wide, Interval(-slack, slack)) if slack else wide
    opened = _extreme(scene, amount, out[0], main, wide)
    if not any(fits(c.value, wide) for c in out) and any(fits(c.value, opened) for c in out):
        unsettled += ("period-inferred",)
    if amount.value == 0 and amount.bound is None:
        strict = wide = point(Decimal(0))
        wide = Interval(Decimal("-0.5"), Decimal("0.5"))
    return Answer(strict, wide, tuple(out), mode, unsettled)


def counted_elsewhere(text: str, amount: Amount, out: list[Candidate]) -> bool:
    """Whether a number printed to the last digit is somebody's own count, and the table an estimate by a model.

    "Recorded 153,972 deaths" is what the police counted; a table with 205,894.05 deaths reckons with those they missed.
    """
    modelled = any(c.point.value % 1 for o in out for c in o.cells)
    digits = len(str(int(abs(amount.value))).rstrip("0"))
    return modelled and (digits >= EXACT or RECORDED.search(text) is not None)


def _extreme(scene: Scene, amount: Amount, first: Candidate, main: Profile, wide: Interval) -> Interval:
    """What is allowed, opened towards the mean of a period in which a number was only touched."""
    means = market(main) or (first.track is not None and first.track.beat == "year" and bool(main.core & RESTLESS))
    if not means or amount.role not in ("level", "to") or amount.value <= 0 or MEAN.search(scene.text):
        return wide
    before, value = scene.text[max(0, scene.at - NEAR) : scene.at], amount.value
    if PEAK.search(before) and wide.low is not None:
        wide = replace(wide, low=min(wide.low, value / FURTHEST))
    if TROUGH.search(before) and wide.high is not None:
        wide = replace(wide, high=max(wide.high, value * FURTHEST))
    return wide


def _slack(scene: Scene, amount: Amount, out: list[Candidate], main: Profile, dated: bool) -> Decimal:
    finer = out[0].track is not None and out[0].track.beat != "year"
    if finer or (scene.moment is not None and scene.moment.within_a_year):
        return _finer(amount, main) if main.form != "share" or market(main) else abs(amount.value) * MARGINS["share"]
    form = main.form
    margin = MARGINS.get(form, GROWTH_MARGIN)
    if any("{world}" in c.formula for c in out):
        margin = WORLD_MARGIN
    if main.table.meta.unit.lower() == "years" and min(c.value for c in out) >= REGISTERED:
        margin = LIVED_MARGIN
    margin *= 1 if dated else OPEN_PERIOD
    if form == "growth" and dated and ("gdp" in main.core or MEAN.search(scene.text)):
        least = REVISED if "gdp" in main.core else OFFICES
        return min(abs(amount.value) * margin, max(least * amount.scale, abs(amount.value) * REVISED_PART))
    if amount.role == "change":
        margin = TIMES_MARGIN if amount.kind == "times" else CHANGE_MARGIN
    return abs(amount.value) * margin


def _finer(amount: Amount, main: Profile) -> Decimal:
    """Months and days are told from one release: little room but for the choice of index."""
    if amount.role == "change" or main.form == "growth":
        named = main.core & {"cpi", "houseprice"}
        points = OWN_INDEX if named or amount.kind != "percent" else POINTS_MARGIN
        return max(points, abs(amount.value) * FINER_MARGIN) * (amount.scale if amount.kind == "percent" else 1)
    return abs(amount.value) * FINER_MARGIN
