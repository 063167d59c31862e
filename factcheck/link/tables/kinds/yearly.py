"""A change told as so much a year -> what a longer stretch comes to in each of its years.

"Grew 2.5% a year between 2005 and 2023" is no change of 2.5% between the two: it is that rate compounded, or the mean
of the years' own changes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from factcheck.link.tables.amount import Amount
from factcheck.link.tables.answer import Candidate
from factcheck.link.tables.beats import A_YEAR
from factcheck.link.tables.finer import Stretch
from factcheck.link.tables.frame import When
from factcheck.link.tables.scene import Scene
from factcheck.link.tables.telling import rounded, said
from factcheck.link.tables.times import covered
from factcheck.link.tables.track import Track
from factcheck.measure.intervals import CTX

BEHIND = re.compile(
    r"^[\s,]*(?:\w+\s+){0,3}?(?:(?:a|per|each|every)\s+year\b(?!['’]?s?\s+(?:earlier|ago|before|later|after|on|prior|to\b|until))|annually\b"
    r"|yearly\b|per\s+annum\b|a\s+year\s+on\s+average\b|year\s+(?:after|in,?\s+year)\b)",
    re.IGNORECASE,
)
AHEAD = re.compile(
    r"\b(?:(?:annual|yearly|year[\s-]on[\s-]year)(?:ised|ized)?\s+(?:[\w-]+\s+)?(?:rate|pace|growth|increase|rise|gain|decline|drop|fall|average|clip)"
    r"|compound\w*|cagr|(?:each|every)\s+year)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
A_YEAR_SAID = re.compile(r"\b(?:(?:a|per|each|every)\s+year|annually|yearly|per\s+annum)$", re.IGNORECASE)
PERHAPS = re.compile(r"\bon\s+average\b|\b(?:an\s+)?average\s+(?:of|\w+\s+of)\b|\baverag(?:ed|ing)\b", re.IGNORECASE)
NEAR = 60


def told_yearly(scene: Scene, amount: Amount) -> str:
    """``yes`` where a change is told as so much a year, ``maybe`` where it may be ("by an average of"), else empty."""
    end = scene.at + amount.length
    before, behind = scene.text[max(0, scene.at - NEAR) : scene.at], scene.text[end : end + NEAR]
    if A_YEAR_SAID.search(scene.text[scene.at : end]) or BEHIND.match(behind) or AHEAD.search(before):
        return "yes"
    return "maybe" if PERHAPS.search(before) or PERHAPS.search(behind) else ""


def a_year(amount: Amount, stretch: Stretch, drawn: Candidate) -> list[Candidate]:
    """What a change over some years is of each of them; ``drawn`` is the change over them all."""
    track, a, b = stretch.track, stretch.first, stretch.last
    count = CTX.divide(Decimal(b - a), Decimal(A_YEAR[track.beat]))
    sign = -1 if amount.direction == "down" else 1
    before, after = track.values[a], track.values[b]
    if amount.points or amount.kind in ("count", "money"):
        each = CTX.divide(drawn.value, count)
        named = replace(drawn, value=each, formula=f"({drawn.formula}) / years", assumption="a year", said=None)
        return [replace(named, step=f"{drawn.step}; {rounded(each * sign)} a year")]
    if before <= 0 or after <= 0:
        return []
    factor = CTX.divide(after, before)
    rate = (CTX.power(factor, CTX.divide(Decimal(1), count)) - 1) * 100 * sign
    out = [
        _made(
            drawn, rate, sign, amount, "compounded a year", f"(({{to}} / {{from}}) ** (1 / {rounded(count)}) - 1) * 100"
        )
    ]
    ticks = [t for t in track.ticks if a <= t <= b]
    steps = [CTX.divide(track.values[y], track.values[x]) - 1 for x, y in pairwise(ticks) if track.values[x] > 0]
    if len(steps) == b - a:
        mean = CTX.divide(sum(steps, Decimal(0)), count) * 100 * sign
        out.append(_made(drawn, mean, sign, amount, "mean of the years' changes", "mean of the changes"))
    linear = CTX.divide(factor - 1, count) * 100 * sign
    return [
        *out,
        _made(drawn, linear, sign, amount, "an equal part for each year", "({to} / {from} - 1) * 100 / years"),
    ]


def summed(scene: Scene, amount: Amount, track: Track, when: When) -> list[Candidate]:
    """What yearly growth comes to over a span, and its mean: "shrank by a quarter between 2008 and 2013"."""
    sign = -1 if amount.direction == "down" else 1
    yearly = told_yearly(scene, amount)
    years = covered(scene, track, when)
    out: list[Candidate] = []
    for own, named in ((years[1:], f"from {when.first} on"), (years, f"{when.first} included")):
        if not own:
            continue
        cells = tuple(c for y in own for c in track.cells[y])
        factor = Decimal(1)
        for y in own:
            factor = CTX.multiply(factor, 1 + track.values[y] / 100)
        mean = CTX.divide(sum((track.values[y] for y in own), Decimal(0)), Decimal(len(own)))
        told = ((factor - 1) * 100, "growth compounded"), (mean, "mean of the years")
        for value, how in told[1:] if yearly == "yes" else told:
            step = f"{said(track, own[0])} to {track.label(own[-1])}; {how}: {rounded(value)}%"
            made = Candidate(value * sign * amount.scale, how, cells, step, assumption=f"{how}, {named}", track=track)
            out.append(replace(made, marks=(own[0], own[-1])))
    return out


def _made(drawn: Candidate, rate: Decimal, sign: int, amount: Amount, named: str, formula: str) -> Candidate:
    step = f"{drawn.step}; {rounded(rate * sign)}% a year"
    return replace(drawn, value=rate * amount.scale, formula=formula, step=step, assumption=named, said=None)


def several(stretches: Sequence[Stretch]) -> bool:
    """Whether any stretch is longer than a year, so that so much a year is not its whole change."""
    return any(s.last - s.first > A_YEAR[s.track.beat] for s in stretches)
