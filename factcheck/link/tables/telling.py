"""Values of a track as a reader sees them: table, unit, entity, year, and the cells they rest on."""

from __future__ import annotations

from decimal import Decimal

from factcheck.link.tables.track import Track


def said(track: Track, year: int) -> str:
    """A year's value with its table, unit and cells."""
    meta = track.profile.table.meta
    cells = track.cells[year]
    if len(cells) == 1:
        return f"{meta.metric} ({meta.unit}), {cells[0]}"
    listed = ", ".join(str(c) for c in cells[:6]) + (f" and {len(cells) - 6} more" if len(cells) > 6 else "")
    return f"{meta.metric} ({meta.unit}), {track.name} {year}: {rounded(track.values[year])} ({track.how}: {listed})"


def rounded(value: Decimal) -> str:
    """A value to four significant digits, thousands grouped."""
    if value == 0 or not value.is_finite():
        return "0"
    digits = max(0, 3 - value.adjusted()) if abs(value) < 10000 else 0
    return format(round(value, min(digits, 12)), ",f") if digits or abs(value) >= 1000 else format(round(value, 1), "f")
