"""Claim -> trend: the series a table gave to judge a claim, as one small line with the points that decide.

``d`` is the line as an SVG path, ``dots`` are (x, y, look, words, anchor, y of the words) with look ``r`` for what the
table has and ``c`` for what is claimed, ``ticks`` (x, words, anchor), ``zero`` the height of zero where it is crossed.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import factcheck.report.figures as figures
from factcheck.measure.periods import parse_label
from factcheck.report.drawing import CHARACTER, EDGE, WIDTH, Line

HEIGHT, TOP, FOOT = 132, 22, 24
SCALES = ((12, " trillion"), (9, " billion"), (6, " million"))


def trend(claim: Mapping[str, Any]) -> dict[str, Any] | None:
    """The series a claim is judged by as a line, the points that decide, and the claimed one if it lies elsewhere."""
    told = claim.get("trend")
    points = [(day, value) for name, text in told["points"] for day, value in _point(name, text)] if told else []
    if told is None or len(points) < 3:
        return None
    marks = [p for name in told["marks"] for p in points if p[0] == _day(name)]
    said = next(iter(_point(*told["claimed"])), None) if told["claimed"] else None
    values = [v for _, v in (*points, *([said] if said else []))]
    plot = _Plot(points[0][0], points[-1][0], min(values), max(values))
    names = {_day(name): name for name, _ in told["points"]}
    dots = [[*plot.at(p), "r", "", ""] for p in marks]
    if said is not None and not any(abs(plot.at(said)[1] - plot.at(m)[1]) < 3 for m in marks if m[0] == said[0]):
        dots.append([*plot.at(said), "c", "", ""])
    _name(dots, [(names[m[0]], m[1]) for m in marks], said, told["unit"])
    start, end = (names[points[i][0]] for i in (0, -1))
    ticks = [[EDGE, start, "start"], [WIDTH - EDGE, end, "end"]]
    line = "M" + "L".join(f"{x} {y}" for x, y in (plot.at(p) for p in points))
    said_of_it = _sentence(told, points, names, said)
    return {"label": said_of_it, "d": line, "dots": dots, "ticks": ticks, "zero": plot.zero}


def _day(name: str) -> int:
    """A place in time for a label of any length: days, where the calendar has them."""
    period = parse_label(name)
    if period is None or period.start is None:
        return int(Decimal(name) * 366) if name.lstrip("-").isdigit() else 0
    return period.start.toordinal()


def _point(name: str, text: str) -> list[tuple[int, Decimal]]:
    value = figures.number(text)
    return [] if value is None else [(_day(name), value)]


class _Plot:
    """Days and values -> x and y of the drawing; a zero line where values lie on both sides of it."""

    def __init__(self, first: int, last: int, low: Decimal, high: Decimal) -> None:
        self.first, self.days = first, max(last - first, 1)
        self.low, self.span = low, (high - low) or Decimal(1)
        self.zero = self.at((first, Decimal(0)))[1] if low < 0 < high else None

    def at(self, point: tuple[int, Decimal]) -> list[int]:
        """The place of a point."""
        x = EDGE + (point[0] - self.first) * (WIDTH - 2 * EDGE) / self.days
        height = HEIGHT - TOP - FOOT - 8
        return [round(x), round(TOP + 4 + height * (1 - float((point[1] - self.low) / self.span)))]


def _name(dots: list[Line], marks: list[tuple[str, Decimal]], said: tuple[int, Decimal] | None, unit: str) -> None:
    """Words beside the points, above or below: the newest and the claimed first, others where there is room."""
    words = [f"{name}: {_value(value, unit)}" for name, value in marks]
    words += [f"claim {_value(said[1], unit)}"] if said is not None and len(dots) > len(marks) else []
    newest = len(marks) - 1
    taken: list[tuple[float, float, int]] = []
    for i in sorted(range(len(dots)), key=lambda i: (i != newest, i < newest)):
        dot, wide = dots[i], len(words[i]) * CHARACTER
        anchor = "start" if dot[0] < wide / 2 + 2 else "end" if dot[0] > WIDTH - wide / 2 - 2 else "middle"
        left = dot[0] - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        spots = [y for y in (dot[1] - 9, dot[1] + 18) if 10 < y < HEIGHT - FOOT]
        free = [
            y for y in spots if all(left > b + 6 or left + wide < a - 6 or abs(y - row) > 13 for a, b, row in taken)
        ]
        if not free and i < newest:
            dot[3:] = ["", anchor, dot[1]]
            continue
        row = (free or spots)[0]
        taken.append((left, left + wide, row))
        dot[3:] = [words[i], anchor, row]


def _value(value: Decimal, unit: str) -> str:
    if unit == "percent" or unit.startswith("%"):
        return figures.amount(figures.rounded(value, _digits(value)), "percent")
    power, word = next(((p, w) for p, w in SCALES if value.copy_abs().adjusted() >= p), (0, ""))
    scaled = value.scaleb(-power)
    return figures.amount(figures.rounded(scaled, _digits(scaled)), None) + word


def _digits(value: Decimal) -> int:
    return max(0, 2 - value.adjusted()) if value else 0


def _sentence(
    told: Mapping[str, Any],
    points: list[tuple[int, Decimal]],
    names: Mapping[int, str],
    said: tuple[int, Decimal] | None,
) -> str:
    """What the line shows, for those who cannot see it."""
    low, high = min(points, key=lambda p: p[1]), max(points, key=lambda p: p[1])
    unit = told["unit"]
    known = {name: value for name, text in told["points"] for _, value in _point(name, text)}
    out = [f"Line of {told['name']}" + (f" ({told['how']})" if told["how"] else "")]
    out[0] += f" from {names[points[0][0]]} to {names[points[-1][0]]}"
    out.append(f"lowest {_value(low[1], unit)} in {names[low[0]]}, highest {_value(high[1], unit)} in {names[high[0]]}")
    out += [f"the table has {_value(known[m], unit)} for {m}" for m in told["marks"] if m in known]
    out += [f"the claim puts {told['claimed'][0]} at {_value(said[1], unit)}"] if said is not None else []
    return "; ".join(out) + "."
