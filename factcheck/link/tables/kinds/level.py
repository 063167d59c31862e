"""A number told as a level -> its values in a track: of a tick, of every tick of a span, their mean or sum."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from factcheck.link.tables.amount import Amount
from factcheck.link.tables.answer import Candidate, fits
from factcheck.link.tables.choose import Profile
from factcheck.link.tables.finer import looked_back, newest
from factcheck.link.tables.frame import When
from factcheck.link.tables.phrases import UNITS
from factcheck.link.tables.prices import price_of
from factcheck.link.tables.scene import Scene
from factcheck.link.tables.telling import rounded, said
from factcheck.link.tables.times import covered, meant
from factcheck.link.tables.track import Track
from factcheck.measure.intervals import CTX

EVERY = re.compile(
    r"\b(?:consistently|always|never|throughout|entire|whole|(?:every|each)\s+(?:single\s+)?(?:year|quarter|month|day)|at\s+any\s+(?:point|time)"
    r"|at\s+no\s+(?:point|time)|constantly|continuously|remain\w*|stayed|not\s+once)\b",
    re.IGNORECASE,
)
ALMOST_EVERY = re.compile(
    r"\b(?:almost|nearly|mostly|most\s+of)\s+(?:the\s+)?(?:entire|whole|always|every|all)\b", re.IGNORECASE
)
YEARLY = re.compile(
    r"\b(?:annual(?:ly)?|a\s+year|per\s+year|every\s+year|each\s+year|yearly|per\s+annum)\b", re.IGNORECASE
)
EXTREME = re.compile(
    r"\b(?:hit|peak\w*|reach\w*|top\w*|climb\w*|high|low|record|bottom\w*|as\s+\w+\s+as)\b", re.IGNORECASE
)
MEAN = re.compile(r"\b(?:on\s+average|average|averaged|averaging)\b", re.IGNORECASE)
FLOWS = frozenset(
    "death homicide attack emission injury case wildfire production aquaculture capturefish milk".split()
)  # what a year adds up to, so that a span of years has a sum
PER_HEAD = frozenset(("person", "capita", "head", "worker"))
BASE = {"kilogram": Decimal("0.001"), "kilowatt-hour": UNITS["kwh"][1]}
SCALED = {"thousand ": Decimal(1000), "million ": Decimal(10) ** 6, "billion ": Decimal(10) ** 9}
Turn = Callable[[Decimal], Decimal | None]


def convert(amount: Amount, profile: Profile) -> Turn:
    """From a table's value to the claim's unit."""
    if amount.kind == "inverse":
        return lambda v: CTX.divide(Decimal(profile.per), v) if v > 0 else None
    if amount.per_people:
        return lambda v: v * amount.per_people / profile.per
    if amount.kind == "percent":
        ratio = profile.table.meta.unit.lower() == "ratio"
        return lambda v: v * amount.scale * (100 if ratio else 1)
    if amount.kind == "money":
        price = price_of(profile.table.meta.unit, profile.table.meta.metric)
        return lambda v: v * price.scale if price is not None else None
    unit = profile.table.meta.unit.lower()
    if profile.form == "index":  # a Gini coefficient of 0.63 is as often printed as 63
        return lambda v: v * 100 if amount.value > 1 and v <= 1 else v
    base = next((f for name, f in BASE.items() if name in unit), Decimal(1))
    big = next((f for word, f in SCALED.items() if unit.startswith(word)), Decimal(1))
    years = amount.per_time or Decimal(1)
    return lambda v: v * base * big / amount.factor / years


def money_agrees(profile: Profile, amount: Amount) -> bool:
    """Whether money of a sentence can be held against a table's: the same currency, per the same thing."""
    price = price_of(profile.table.meta.unit, profile.table.meta.metric)
    if price is None or price.currency != amount.currency:
        return False
    per = (amount.per or "").removeprefix("troy ")
    return (
        (price.per or "") == per
        or (price.per is not None and not per and price.per not in PER_HEAD)
        or (price.per in PER_HEAD and per in PER_HEAD)
    )


def level(scene: Scene, amount: Amount, track: Track, when: When | None) -> tuple[list[Candidate], str]:
    """Candidates for a level, and whether any, all or every one of them must fit."""
    turn = convert(amount, track.profile)
    if track.beat != "year":
        lasting = _lasting(scene, track) if EVERY.search(scene.text) and not ALMOST_EVERY.search(scene.text) else []
        if lasting:
            return [c for t in lasting if (c := _cell(amount, track, t, turn)) is not None], "every"
        return _finer(scene, amount, track, turn), "any"
    own_span = amount.role not in ("to", "from") or sum(w.kind == "span" for w in scene.whens) > 1
    if when is None or when.kind not in ("span", "since", "before") or not own_span:
        years = meant(scene, amount.role, track, when)
        return [c for y in years if (c := _cell(amount, track, y, turn)) is not None], "any"
    years = covered(scene, track, when)
    if not years:
        return [], "all"
    clause = scene.text
    if MEAN.search(clause):
        return mean(track, years, turn), "any"
    flow = track.profile.form == "count" and bool(track.profile.core & FLOWS) and not amount.per_time
    if flow and amount.value and not EVERY.search(clause) and len(years) <= 12:
        got = mean(track, years, turn)
        return (got if YEARLY.search(clause) else total(track, years, turn) + got), "any"
    got = [c for y in years if (c := _cell(amount, track, y, turn)) is not None]
    every = EVERY.search(clause) and not ALMOST_EVERY.search(clause)
    return got, "every" if every else "all"


def _lasting(scene: Scene, track: Track) -> list[int]:
    """The months or days of "above 5% in every month since June", up to the newest a text could know."""
    known = newest(scene, track)
    return looked_back(scene, track, known[0]) + known[:1] if known and scene.moment and scene.moment.since else []


def _finer(scene: Scene, amount: Amount, track: Track, turn: Turn) -> list[Candidate]:
    """A month or a day of a table that has it; of a longer stretch the mean, the end, and for "hit" the extreme."""
    own = meant(scene, amount.role, track, None)
    dated = scene.moment is not None and scene.moment.dated
    if len(own) < 2 or not dated:
        return [c for t in own if (c := _cell(amount, track, t, turn)) is not None]
    if MEAN.search(scene.text):
        end = _cell(amount, track, own[-1], turn) if amount.role == "to" else None
        return mean(track, own, turn) + ([end] if end is not None else [])  # "rose in the year to May, to a mean of 4%"
    ends = [own[-1]]
    if EXTREME.search(scene.text):
        ends += [max(own, key=lambda t: track.values[t]), min(own, key=lambda t: track.values[t])]
    out = mean(track, own, turn)
    if track.profile.form == "count":
        out += total(track, own, turn)
    out += [c for t in dict.fromkeys(ends) if (c := _cell(amount, track, t, turn)) is not None]
    known = [v for t in own if (v := turn(track.values[t])) is not None]
    hit = any(fits(c.value, amount.wide) for c in out)
    # "3.1% in 2019" may be any month of it for all the sentence says
    return out if hit or not known or not min(known) <= amount.value <= max(known) else []


def _cell(amount: Amount, track: Track, year: int, turn: Turn) -> Candidate | None:
    value = turn(track.values[year])
    if value is None:
        return None
    cells = track.cells[year]
    text = said(track, year)
    made = track.values[year]
    if value != made:
        text += f"; that is {rounded(value)} {_as(amount)}".rstrip()
    named = f"the figure of {track.label(year)}"
    told = (year, CTX.divide(amount.value * made, value)) if value else None
    return Candidate(
        value, _formula(amount, track), cells, text, assumption=named, track=track, marks=(year,), said=told
    )


def _formula(amount: Amount, track: Track) -> str:
    if track.how == "share of the world":
        return "{own} / {world} * 100"
    if track.how == "share of the population":
        return "{own} / {population} * 100"
    if track.how.startswith("change over"):
        return "({value} / {year before} - 1) * 100"
    if track.how:
        return f"{track.how} of the members"
    if amount.kind == "inverse":
        return f"{track.profile.per} / {{value}}"
    return "{value}" + (f" / year in {amount.per_word}s" if amount.per_word else "")


def _as(amount: Amount) -> str:
    if amount.kind == "inverse":
        return "people for each"
    return f"a {amount.per_word}" if amount.per_word else ""


def mean(track: Track, years: list[int], turn: Turn) -> list[Candidate]:
    """The mean over some ticks: "averaged 2.1% over the past decade"."""
    made = sum((track.values[y] for y in years), Decimal(0)) / len(years)
    return _over(track, years, turn(made), "mean", f"average of the {track.beat}s")


def total(track: Track, years: list[int], turn: Turn) -> list[Candidate]:
    """What some years add up to: "killed 900 people between 2014 and 2016"."""
    return _over(track, years, turn(sum((track.values[y] for y in years), Decimal(0))), "sum", "total over the years")


def _over(track: Track, years: list[int], value: Decimal | None, name: str, assumption: str) -> list[Candidate]:
    if value is None:
        return []
    cells = tuple(c for y in years for c in track.cells[y])
    meta = track.profile.table.meta
    listed = ", ".join(f"{track.label(y)}: {rounded(track.values[y])}" for y in years[:12])
    listed += f" and {len(years) - 12} more" if len(years) > 12 else ""
    step = f"{meta.metric} ({meta.unit}), {track.name}, {name} of {listed} is {rounded(value)}"
    formula = f"{name} of {track.label(years[0])} to {track.label(years[-1])}"
    return [Candidate(value, formula, cells, step, assumption=assumption, track=track, marks=(years[0], years[-1]))]
