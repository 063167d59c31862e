"""The two commonest statistics downloads (CSV) -> series with a sidecar: FRED and the World Bank."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from factcheck.providers.errors import PlaceError, ProviderError
from factcheck.providers.keep import slug
from factcheck.vocabulary import rows as vocabulary

LARGEST = 256 * 1024 * 1024
_PERIOD = re.compile(r"(?P<year>\d{4})(?:Q(?P<quarter>[1-4])|M(?P<month>0[1-9]|1[0-2]))?(?: \[\w{4,10}\])?")
COUNTRY = ("Country Name", "Country Code")
INDICATORS = (("Indicator Name", "Indicator Code"), ("Series Name", "Series Code"), ("Series", "Series Code"))
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"-?\d[\d.]*(?:[eE][+-]?\d+)?")
_UNIT = re.compile(r"^(.*?)\s*\(([^()]*)\)\s*$")
WORLD_BANK_UNITS = {"annual %": "percent", "%": "percent", "current US$": "USD", "constant 2015 US$": "USD"}
GAPS = ("", ".", "..")


@dataclass(frozen=True, slots=True)
class Series:
    """A table to write, and its sidecar."""

    name: str
    table: bytes
    sidecar: Mapping[str, str]
    rows: int


def _lines(path: Path) -> list[list[str]]:
    try:
        if path.stat().st_size > LARGEST:
            raise ProviderError(f"{path.name}: larger than {LARGEST} bytes")
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ProviderError(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ProviderError(f"{path.name}: not UTF-8 text. Give the CSV as it was downloaded.") from None
    try:
        return list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise ProviderError(f"{path.name}: not a CSV, or cut off in the middle ({error}).") from None


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def fred(path: Path, as_of: date, entity: str, metric: str | None = None, unit: str | None = None) -> list[Series]:
    """The columns of a FRED download, one series each; what a column means is known or must be said."""
    lines = _lines(path)
    header = lines[0] if lines else []
    if len(header) < 2 or header[0] not in ("observation_date", "DATE"):
        raise PlaceError(path.name, 1, 'not a FRED download: its header begins with "observation_date".')
    known = {row["id"]: row for row in vocabulary("fred_series")}
    made = []
    for column, code in enumerate(header[1:], 1):
        told = known.get(code, {})
        if not (metric or told.get("metric")) or not (unit or told.get("unit")):
            raise ProviderError(f"{path.name}: {code} is not a series known here. Say --metric and --unit.")
        rows = []
        for line, cells in enumerate(lines[1:], 2):
            if not any(cells):
                continue
            if len(cells) != len(header) or not _DAY.fullmatch(cells[0]):
                raise PlaceError(path.name, line, "not a row of the table: is the file cut off?")
            if cells[column] not in GAPS:
                if not _NUMBER.fullmatch(cells[column]):
                    raise PlaceError(path.name, line, f'"{cells[column][:40]}" is not a number.')
                rows.append([cells[0], cells[column]])
        if not rows:
            raise ProviderError(f"{path.name}: {code} has no values.")
        sidecar = {
            "layout": "long", "date": "date", "entity": entity, "value": code,
            "metric": metric or told["metric"], "unit": unit or told["unit"],
            "qualifiers": told.get("qualifiers", ""), "revisions": told.get("revisions") or "revised",
            "note": f"FRED series {code}", "source": "FRED, Federal Reserve Bank of St. Louis",
            "source_url": f"https://fred.stlouisfed.org/series/{code}", "as_of": as_of.isoformat(),
        }  # fmt: skip
        made.append(Series(f"fred-{slug(code)}", _csv([["date", code], *rows]), sidecar, len(rows)))
    return made


def worldbank(path: Path, as_of: date | None) -> list[Series]:
    """The indicators of a World Bank download, one long series each; its own "Last Updated Date" is the vintage."""
    lines = _lines(path)
    at = next((n for n, row in enumerate(lines[:20]) if set(COUNTRY) <= set(row)), None)
    header = lines[at] if at is not None else []
    named = next(((a, b) for a, b in INDICATORS if a in header and b in header), None)
    if at is None or named is None:
        raise PlaceError(path.name, 1, 'not a World Bank download: no header with "Country Name" and an indicator.')
    country, name, code = (header.index(column) for column in ("Country Name", *named))
    updated = next((row[1] for row in lines[:at] if len(row) > 1 and row[0] == "Last Updated Date"), "")
    vintage = as_of.isoformat() if as_of else updated
    if not _DAY.fullmatch(vintage):
        raise ProviderError(f'{path.name}: no "Last Updated Date" in it. Give --as-of YYYY-MM-DD.')
    periods = [(n, label) for n, cell in enumerate(header) if (label := _label(cell))]
    if not periods:
        raise PlaceError(path.name, at + 1, "its header names no year, quarter or month.")
    found: dict[tuple[str, str], list[list[str]]] = {}
    for line, cells in enumerate(lines[at + 1 :], at + 2):
        if len(cells) <= max(country, name, code) or not cells[code]:
            continue  # a note under the table
        if len(cells) < periods[-1][0]:
            raise PlaceError(path.name, line, "not a row of the table: is the file cut off?")
        for n, label in periods:
            value = cells[n].strip() if n < len(cells) else ""
            if value not in GAPS:
                if not _NUMBER.fullmatch(value):
                    raise PlaceError(path.name, line, f'"{value[:40]}" is not a number.')
                found.setdefault((cells[name], cells[code]), []).append([cells[country], label, value])
    if not found:
        raise ProviderError(f"{path.name}: holds no values.")
    return [_indicator(name_, code_, rows, vintage) for (name_, code_), rows in found.items()]


def _label(cell: str) -> str:
    """“2021”, "2021 [YR2021]", "2021Q3", "2021M07" as the period it is; "" for a column that is none."""
    m = _PERIOD.fullmatch(cell.strip())
    if m is None:
        return ""
    return f"{m['year']}-Q{m['quarter']}" if m["quarter"] else f"{m['year']}-{m['month']}" if m["month"] else m["year"]


def _indicator(name: str, code: str, rows: list[list[str]], vintage: str) -> Series:
    when = "Period" if any("-" in row[1] for row in rows) else "Year"
    m = _UNIT.match(name)
    metric, unit = (m[1], m[2]) if m else (name, "index" if "index" in name.lower() else "number")
    sidecar = {
        "layout": "long", "date": when, "entity": '{ column = "Country" }', "value": "Value",
        "metric": metric, "unit": WORLD_BANK_UNITS.get(unit, "percent" if unit.startswith("% of") else unit),
        "revisions": "revised", "note": f"{name}; World Bank indicator {code}", "source": "World Bank",
        "source_url": f"https://data.worldbank.org/indicator/{code}", "as_of": vintage,
    }  # fmt: skip
    return Series(
        f"worldbank-{slug(code.replace('.', '-'))}", _csv([["Country", when, "Value"], *rows]), sidecar, len(rows)
    )
