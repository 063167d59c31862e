"""Values of a track as a reader sees them: table, unit, entity, date, and the cells they rest on."""

from __future__ import annotations

from decimal import Decimal

from factcheck.link.tables.track import Track


def said(track: Track, tick: int) -> str:
    """A tick's value with its table, unit and cells."""
    meta = track.profile.table.meta
    cells = track.cells[tick]
    if len(cells) == 1:
        return f"{meta.metric} ({meta.unit}), {cells[0]}"
    if track.how.startswith("change over"):
        both = f"{cells[0]}; {track.label(tick)}: {cells[-1].point.text}"
        return f"{meta.metric} ({meta.unit}), {both}; {track.how}: {rounded(track.values[tick])}"
    listed = ", ".join(str(c) for c in cells[:6]) + (f" and {len(cells) - 6} more" if len(cells) > 6 else "")
    value = f"{track.label(tick)}: {rounded(track.values[tick])}"
    return f"{meta.metric} ({meta.unit}), {track.name} {value} ({track.how}: {listed})"


def rounded(value: Decimal) -> str:
    """A value to four significant digits, thousands grouped."""
    if value == 0 or not value.is_finite():
        return "0"
    digits = max(0, 3 - value.adjusted()) if abs(value) < 10000 else 0
    return format(round(value, min(digits, 12)), ",f") if digits or abs(value) >= 1000 else format(round(value, 1), "f")
