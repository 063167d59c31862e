"""Linked -> frame: one row per reading, per fact, per table; columns and dtypes are declared here and nowhere else.

Columns depend on what is asked, never on the rows that came. Intervals keep their exact decimals in object columns:
a float would call 12.5 billion inside and outside by chance. The tests that the expectations apply are here as plain
functions of lists. pandas is imported where a frame is built, so that a batch judged from the cache never loads it.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING, Any

from factcheck.measure import intervals
from factcheck.model import Fact, Interval, Linked, Reading
from factcheck.reference.series_checks import Measure
from factcheck.reference.series_rates import turned
from factcheck.reference.series_sidecar import Sidecar

if TYPE_CHECKING:
    import pandas as pd

ENDS = ("low", "high", "open_low", "open_high")
EXPECTED, ALLOWED, ALLOWED_WIDE = (
    tuple(f"{name}_{end}" for end in ENDS) for name in ("expected", "allowed", "allowed_wide")
)
STRICT = EXPECTED + ALLOWED
WIDE = EXPECTED + ALLOWED_WIDE
# What series_checks measures of tables; a row of the frame has only what was measured of it.
MEASURES = (
    "index_lowest", "index_off_base_percent", "index_jump_percent", "change_rows_off", "rate_off_index_points",
    "rate_inverse_fits_times", "shares_total", "times_its_neighbours",
)  # fmt: skip
READING_DTYPES: dict[str, str] = {
    "row": "int64",
    "claim": "int64",
    "later": "bool",
    "reading": "int64",
    "claim_kind": "object",
    "unit": "object",
    "formula": "object",
    "rank": "object",
    "facts": "object",
    **dict.fromkeys((*EXPECTED, *ALLOWED, *ALLOWED_WIDE), "object"),
}
FACT_DTYPES: dict[str, str] = {
    "row": "int64",
    "id": "object",
    "entity": "object",
    "metric": "object",
    "value": "float64",
    "value_text": "object",
    "unit": "object",
    "per": "object",
    "value_type": "object",
    "bound": "object",
    "decimals": "float64",
    "period": "object",
    "period_start": "float64",
    "period_end": "float64",
    "valid_from": "float64",
    "valid_to": "float64",
    "as_of": "float64",
    "undated_as_of": "float64",
    "year": "float64",
    "newest_as_of": "float64",
    "source": "object",
    "source_url": "object",
    "source_rank": "object",
    "qualifiers": "object",
    "series_key": "object",
    "file": "object",
    "line": "int64",
}
SERIES_DTYPES: dict[str, str] = {
    "row": "int64",
    "table": "object",
    "file": "object",
    "entity": "object",
    "line": "int64",
    "metric": "object",
    "unit": "object",
    "source": "object",
    "source_url": "object",
    "source_rank": "object",
    "revisions": "object",
    "as_of": "float64",
    **dict.fromkeys(MEASURES, "float64"),
}
NAN = float("nan")
BLOCK = 10_000  # facts looked at at a time
SCHEMA = "2"  # part of every cache key: a change of columns makes old outcomes void


@dataclass(frozen=True, slots=True)
class Row:
    """One reading of one claim, in the order of the batch; ``later`` is the claim judged at the newest date."""

    claim: int
    later: bool
    reading: int
    linked: Linked
    item: Reading


@dataclass(frozen=True, slots=True)
class Scope:
    """What one row of the series frame is about: a table, one of its entities, or one of its lines."""

    table: str
    label: str | None
    line: int
    measured: Mapping[str, Measure]


def rows(linked: Sequence[Linked]) -> tuple[Row, ...]:
    """Every reading that can be tested: it implies something, and the sentence allows something."""
    out = []
    for position, one in enumerate(linked):
        for later, state in ((False, one), (True, one.later)):
            if state is None or state.allowed in (None, intervals.UNKNOWN):
                continue
            for index, reading in enumerate(state.readings):
                if reading.expected != intervals.UNKNOWN:
                    out.append(Row(position, later, index, state, reading))
    return tuple(out)


def reading_frame(items: Sequence[Row]) -> pd.DataFrame:
    """The claims frame."""
    columns: dict[str, list[Any]] = {
        "row": list(range(len(items))),
        "claim": [r.claim for r in items],
        "later": [r.later for r in items],
        "reading": [r.reading for r in items],
        "claim_kind": [r.linked.claim.claim_kind for r in items],
        "unit": [r.linked.claim.main.unit for r in items],
        "formula": [r.item.formula for r in items],
        "rank": [r.item.rank for r in items],
        "facts": [" ".join(f.id for f in r.item.facts) for r in items],
    }
    for names, picked in (
        (EXPECTED, [r.item.expected for r in items]),
        (ALLOWED, [r.linked.allowed for r in items]),
        (ALLOWED_WIDE, [r.linked.allowed_wide or r.linked.allowed for r in items]),
    ):
        for name, end in zip(names, ENDS, strict=True):
            columns[name] = [_end(it, end) for it in picked if it is not None]
    return _frame(columns, READING_DTYPES)


def fact_frame(facts: Sequence[Fact], last_said: date | None = None) -> pd.DataFrame:
    """The facts frame; days are ordinals, because a timestamp can't hold the year 1600.

    ``last_said`` is the newest day of a table of which ``facts`` are a part. Facts are looked at a block at a time:
    those of a packed table become objects each time they are asked for.
    """
    columns: dict[str, list[Any]] = {name: [] for name in FACT_DTYPES}
    for start in range(0, len(facts), BLOCK):
        for name, values in _fact_columns(facts[start : start + BLOCK]).items():
            columns[name] += values
    newest = last_said.toordinal() if last_said else max((day for day in columns["as_of"] if day == day), default=0.0)
    columns |= {"row": list(range(len(facts))), "newest_as_of": [newest] * len(facts)}
    return _frame(columns, FACT_DTYPES)


def _fact_columns(facts: Sequence[Fact]) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = {
        "value": [float(f.value) if isinstance(f.value, Decimal) else NAN for f in facts],
        "value_text": [str(f.value) if str(f.value).strip() else None for f in facts],
        "decimals": [NAN if f.decimals is None else float(f.decimals) for f in facts],
        "period": [f.period.label if f.period else None for f in facts],
        "period_start": [_ordinal(f.period.start if f.period else None) for f in facts],
        "period_end": [_ordinal(f.period.end if f.period else None) for f in facts],
        "valid_from": [_ordinal(f.valid_from) for f in facts],
        "valid_to": [_ordinal(f.valid_to) for f in facts],
        "as_of": [_ordinal(f.as_of) for f in facts],
        "undated_as_of": [NAN if f.period or f.valid_from else _ordinal(f.as_of) for f in facts],
        "qualifiers": ["; ".join(f"{k}={v}" for k, v in f.qualifiers) or None for f in facts],
        "series_key": [_series_key(f) for f in facts],
        "year": [_year(f) for f in facts],
    }
    for name in FACT_DTYPES:
        if name not in columns and name not in ("row", "newest_as_of"):
            columns[name] = [getattr(f, name) for f in facts]
    return columns


def series_frame(tables: Sequence[tuple[Sidecar, str]], scopes: Sequence[Scope]) -> pd.DataFrame:
    """The series frame: a row for each table, and one for each of its entities and lines that was measured.

    ``tables`` are the sidecar and file of each scope.
    """
    metas = [meta for meta, _ in tables]
    columns: dict[str, list[Any]] = {
        "row": list(range(len(scopes))),
        "table": [s.table for s in scopes],
        "file": [file for _, file in tables],
        "entity": [s.label for s in scopes],
        "line": [s.line for s in scopes],
        "unit": [m.unit_of(s.label) if s.label else m.unit for m, s in zip(metas, scopes, strict=True)],
        "as_of": [_ordinal(m.as_of) for m in metas],
    }
    for name in ("metric", "source", "source_url", "source_rank", "revisions"):
        columns[name] = [getattr(m, name) for m in metas]
    for name in MEASURES:
        columns[name] = [s.measured[name].value if name in s.measured else NAN for s in scopes]
    return _frame(columns, SERIES_DTYPES)


def _frame(columns: Mapping[str, list[Any]], dtypes: Mapping[str, str]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame({name: pd.Series(columns[name], dtype=dtype) for name, dtype in dtypes.items()})


def _series_key(fact: Fact) -> str:
    """What a fact has in common with its neighbours in time: all but the period."""
    return "\x1f".join((fact.entity, fact.metric, fact.concept or "", fact.unit, fact.per or "", str(fact.qualifiers)))


def _year(fact: Fact) -> float:
    """The year a fact is about."""
    day = fact.valid_from or (fact.period.end if fact.period else fact.as_of)
    return NAN if day is None else float(day.year)


def _ordinal(day: Any) -> float:
    return NAN if day is None else float(day.toordinal())


def _end(it: Interval, end: str) -> Any:
    if end == "low":
        return -intervals.INF if it.low is None else it.low
    if end == "high":
        return intervals.INF if it.high is None else it.high
    return getattr(it, end)


def meets(row: Sequence[Any]) -> bool:
    """Whether the first interval of a row (low, high, open_low, open_high) meets the second."""
    return intervals.overlaps(_as_interval(row[:4]), _as_interval(row[4:]))


def _as_interval(ends: Sequence[Any]) -> Interval:
    low, high, open_low, open_high = ends
    return Interval(
        None if low.is_infinite() else low, None if high.is_infinite() else high, bool(open_low), bool(open_high)
    )


def in_range(units: Sequence[str], values: Sequence[float], ranges: Mapping[str, Sequence[float]]) -> list[bool]:
    """Whether each value lies in its unit's range; ``money`` stands for every currency, ``other`` for the rest."""
    out = []
    for unit, value in zip(units, values, strict=True):
        currency = len(unit) == 3 and unit.isupper()
        limits = ranges.get(unit) or ranges.get("money" if currency else "other") or ranges.get("other")
        out.append(limits is None or float(limits[0]) <= value <= float(limits[1]))
    return out


def not_negative(
    metrics: Sequence[str], units: Sequence[str], values: Sequence[float], never: Iterable[str], never_in: Iterable[str]
) -> list[bool]:
    """Whether no value is negative among the metrics and units named."""
    bad_metrics, bad_units = {m.casefold() for m in never}, set(never_in)
    return [
        value >= 0 or not (metric.casefold() in bad_metrics or unit in bad_units)
        for metric, unit, value in zip(metrics, units, values, strict=True)
    ]


def in_scale(groups: Sequence[str], values: Sequence[float], factor: float, least: int) -> list[bool]:
    """Whether each value is within ``factor`` of its group's median, in groups of at least ``least`` values."""
    members: dict[str, list[float]] = defaultdict(list)
    for group, value in zip(groups, values, strict=True):
        if value:
            members[group].append(abs(value))
    usual = {group: median(found) for group, found in members.items() if len(found) >= least}
    return [
        not value or group not in usual or usual[group] / factor <= abs(value) <= usual[group] * factor
        for group, value in zip(groups, values, strict=True)
    ]


def right_way_round(
    units: Sequence[str], pers: Sequence[str], values: Sequence[float], years: Sequence[float], times: float
) -> list[bool]:
    """Whether no exchange rate fits more than ``times`` better upside down: 0.80 USD per EUR in 2005."""
    out = []
    for unit, per, value, year in zip(units, pers, values, years, strict=True):
        found = turned((unit, per), {int(year): value}) if value > 0 else None
        out.append(found is None or found.times <= times)
    return out


def rows_digest(items: Sequence[Row]) -> str:
    """The content of a claims frame as a hash, without building the frame."""
    digest = hashlib.sha256(SCHEMA.encode())
    for r in items:
        digest.update(repr((r.claim, r.later, r.reading, _key(r))).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _key(r: Row) -> tuple[Any, ...]:
    main = r.linked.claim.main
    ends = (r.item.expected, r.linked.allowed, r.linked.allowed_wide)
    return (r.linked.claim.claim_kind, main.unit, r.item.formula, r.item.rank, [f.id for f in r.item.facts], ends)
