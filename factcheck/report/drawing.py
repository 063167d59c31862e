"""Claim -> number line: which numbers to draw where, as a few short operations that templates and script both print.

Operations (x in the drawing's own units, WIDTH wide): ``["t", x, text, anchor]`` tick with its label;
``["b", x, width]`` band of what counts as equal; ``["r", x]`` reference; ``["o", x]`` another reference;
``["s", x, width, look]`` stretch of days; ``["c", x]`` claim;
``["l", x, row, text, anchor, class]`` label above the line. No number, no drawing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import factcheck.report.figures as figures

WIDTH, EDGE = 440, 26
Line = list[Any]
CHARACTER = 6.2  # average width of a 12 px label, measured on the sans stack; only for keeping labels apart


def drawing(claim: Mapping[str, Any]) -> dict[str, Any] | None:
    """The number line of a claim, or None where there is no number to draw or nothing to compare it with."""
    dates = claim["kind"] in figures.DAY_KINDS
    own = _own(claim, dates)
    readings = [r for r in claim["readings"] if r["expected_low"] is not None or r["expected_high"] is not None]
    if own is None or not readings:
        return None
    lead = claim["facts"][0]["id"] if claim["facts"] else None
    readings.sort(key=lambda r: lead not in r["facts"])
    readings = list({(r["expected_low"], r["expected_high"]): r for r in reversed(readings)}.values())[::-1][:3]
    spots = [(figures.number(r["expected_low"]), figures.number(r["expected_high"])) for r in readings]
    allowed = claim["allowed"] or {"low": None, "high": None}
    band = (figures.number(allowed["low"]), figures.number(allowed["high"]))
    known = [v for pair in (own, band, *spots) for v in pair if v is not None]
    scale = Scale.over(known, dates)
    if scale is None:
        return None
    ops: list[Line] = []
    if band != (None, None):
        low, high = scale.x(band[0], 0), scale.x(band[1], WIDTH)
        ops.append(["b", low, max(3, high - low)])
    ops += _apart(scale.ticks(claim))
    labels: list[tuple[int, str, str]] = []
    middle = scale.x(_middle(own), WIDTH // 2)
    for i, spot in enumerate(spots):
        at = scale.x(_spot(spot, dates), WIDTH // 2)
        if all(abs(at - o[1]) > 2 for o in ops if o[0] in "ro"):
            look = "r" if readings[i]["fits"] or (not i and claim["verdict"] == "contradicted") else "o"
            low, high = scale.x(spot[0], 0), scale.x(spot[1], WIDTH)
            wide = dates and high - low > 12  # a year or a month is a stretch of the line and no point on it
            ops.append(["s", low, high - low, look] if wide else [look, at])
            labels.append((at, _spot_words(spot, claim, dates), look))
    if not dates or own[1] - own[0] <= 1:
        ops.append(["c", middle])
    _place(ops, _merge(labels, middle, f"claim {_short(claim, own, dates)}", spots[0] == own, 0 if dates else 4))
    return {"label": sentence(claim, own, spots, band, dates), "ops": ops, "dates": dates}


class Scale:
    """Values -> x, linear, with a margin so that nothing sits on the edge."""

    def __init__(self, low: Decimal, high: Decimal, dates: bool) -> None:
        self.low, self.high, self.dates = low, high, dates

    @classmethod
    def over(cls, values: list[Decimal], dates: bool) -> Scale | None:
        """A scale that shows all values; None where they are too far apart or too large to draw."""
        low, high = min(values), max(values)
        size = max(abs(low), abs(high))
        if size.adjusted() > 25:
            return None
        room = (high - low) * Decimal("0.18") or (Decimal(20) if dates else size * Decimal("0.1") or Decimal(1))
        return cls(low - room, high + room, dates)

    def x(self, value: Decimal | None, default: int) -> int:
        """Where a value sits; ``default`` for an open end."""
        if value is None:
            return default
        share = (value - self.low) / (self.high - self.low)
        return round(EDGE + float(share) * (WIDTH - 2 * EDGE))

    def ticks(self, claim: Mapping[str, Any]) -> list[Line]:
        """Two or three labelled ticks at round values, the unit with the last one."""
        if self.dates:
            return self._day_ticks()
        values = _round_values(self.low, self.high)
        words = [figures.amount(value, claim["unit"]) for value in values]
        wide = max((len(w) for w in words), default=0) * CHARACTER
        if len(values) > 2 and self.x(values[1], 0) - self.x(values[0], 0) < wide + 8:
            values, words = [values[0], values[-1]], [words[0], words[-1]]
        return [_tick(self.x(v, 0), w) for v, w in zip(values, words, strict=True)]

    def _day_ticks(self) -> list[Line]:
        length = int(self.high - self.low)
        start, end = figures.as_date(self.low), figures.as_date(self.high)
        if start is None or end is None:
            return []
        if length > 1200:
            every = max(1, length // 365 // 4)
            days = [date(y, 1, 1) for y in range(start.year + 1, end.year + 1) if y % every == 0]
            return [_tick(self.x(Decimal(d.toordinal()), 0), str(d.year)) for d in days[:6]]
        months = [(start.year + m // 12, m % 12 + 1) for m in range(start.month, start.month + length // 28 + 2)]
        firsts = [date(y, m, 1) for y, m in months if date(y, m, 1) <= end]
        every = next((n for n in (1, 2, 3, 6, 12) if length / 30.4 / n <= 4), 12)
        shown = [d for d in firsts if (d.month - 1) % every == 0] or [start, end]
        return [_tick(self.x(Decimal(d.toordinal()), 0), short_day(d, length > 300)) for d in shown]


def _tick(x: int, words: str) -> Line:
    """A tick whose label stays inside the drawing."""
    half = len(words) * CHARACTER / 2
    return ["t", x, words, "start" if x < half else "end" if x > WIDTH - half else "middle"]


def _apart(ticks: list[Line]) -> list[Line]:
    """Ticks whose labels do not touch: all of them, else the outer two, else the first."""
    for shown in (ticks, [ticks[0], ticks[-1]] if len(ticks) > 2 else ticks[:1]):
        spans = []
        for _, x, words, anchor in shown:
            wide = len(words) * CHARACTER
            low = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
            spans.append((low, low + wide))
        if all(b[0] - a[1] >= 8 for a, b in pairwise(spans)):
            return shown
    return ticks[:1]


def short_day(when: date, year: bool = True) -> str:
    """``1 Aug 2024`` or ``1 Aug``."""
    text = f"{when.day} {figures.MONTHS[when.month - 1][:3]}"
    return f"{text} {when.year}" if year else text


def _round_values(low: Decimal, high: Decimal) -> list[Decimal]:
    """Two to five round values between the ends, as far apart as can be."""
    power = Decimal(1).scaleb((high - low).adjusted())
    values: list[Decimal] = []
    for step in (power * m for m in (Decimal(5), Decimal(2), Decimal(1), Decimal("0.5"), Decimal("0.2"))):
        first = (low / step).to_integral_value(rounding="ROUND_CEILING")
        last = (high / step).to_integral_value(rounding="ROUND_FLOOR")
        values = [step * (first + i) for i in range(int(last - first) + 1)]
        if len(values) >= 2:
            break
    return values[:6]


def _own(claim: Mapping[str, Any], dates: bool) -> tuple[Decimal, Decimal] | None:
    if dates:
        low, high = figures.iso_ordinal(claim["iso_start"]), figures.iso_ordinal(claim["iso_end"])
        return (Decimal(low), Decimal(high or low + 1)) if low else None
    value = figures.number(claim["value"])
    high_value = figures.number(claim["value_high"])
    return None if value is None else (value, value if high_value is None else high_value)


def _middle(pair: tuple[Decimal, Decimal]) -> Decimal:
    return (pair[0] + pair[1]) / 2


def _spot(pair: tuple[Decimal | None, Decimal | None], dates: bool) -> Decimal | None:
    low, high = pair
    if low is None or high is None:
        return high if low is None else low
    return (low + high - (1 if dates else 0)) / 2


def _short(claim: Mapping[str, Any], pair: tuple[Decimal, Decimal], dates: bool) -> str:
    if dates:
        return str(claim["surface"]) if claim["modifier"] else figures.days(*pair)
    return figures.amount(pair[0], claim["unit"])


def _spot_words(spot: tuple[Decimal | None, Decimal | None], claim: Mapping[str, Any], dates: bool) -> str:
    if dates:
        return figures.days(*spot)
    at = _spot(spot, dates)
    if at is None:
        return ""
    low, high = spot
    if low is not None and high is not None and low != high:  # the middle has no more digits than the interval is wide
        at = figures.rounded(at, -(high - low).adjusted())
    return figures.amount(figures.tidy(at), claim["unit"])


def _merge(
    labels: list[tuple[int, str, str]], middle: int, claim: str, equal: bool, near: int
) -> list[tuple[int, str, str]]:
    """Labels to place; a reference under the claim's ring shares its label: ``claim $13 billion = reference``."""
    same = [one for one in labels if abs(one[0] - middle) <= near]
    rest = [one for one in labels if abs(one[0] - middle) > near]
    sign = "" if not same else " = reference" if equal or claim.removeprefix("claim ") == same[0][1] else " ≈ reference"
    return [(middle, claim + sign, "c"), *rest]


def _place(ops: list[Line], labels: list[tuple[int, str, str]]) -> None:
    """Labels above the line, in the lowest of three rows where they do not touch another."""
    taken: dict[int, list[tuple[float, float]]] = {0: [], 1: [], 2: []}
    for x, text, look in labels:
        half = len(text) * CHARACTER / 2
        at = min(max(float(x), half + 2), WIDTH - half - 2)
        for row, spans in taken.items():
            if all(at + half + 6 < a or at - half - 6 > b for a, b in spans) or row == 2:
                spans.append((at - half, at + half))
                ops.append(["l", round(at), row, text, "middle", look])
                break


def sentence(
    claim: Mapping[str, Any],
    own: tuple[Decimal, Decimal],
    spots: list[tuple[Decimal | None, Decimal | None]],
    band: tuple[Decimal | None, Decimal | None],
    dates: bool,
) -> str:
    """What the drawing shows, for those who cannot see it."""
    name = "Timeline" if dates else "Number line"
    said = [f"{name}: the claim is {_short(claim, own, dates)}"]
    said.append("the reference is " + " and ".join(_spot_words(s, claim, dates) for s in spots))
    allowed = figures.stretch({"low": band[0], "high": band[1]}, claim["unit"], claim["per"], dates)
    if allowed:
        said.append(f"the sentence allows {allowed}")
    fits = [r["fits"] for r in claim["readings"] if r["fits"] is not None]
    if fits:
        ending = "inside" if all(fits) else "outside" if not any(fits) else "partly inside"
        said.append(f"the reference lies {ending}")
    return "; ".join(said) + "."
