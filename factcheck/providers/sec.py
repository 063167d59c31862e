"""Company facts of the U.S. Securities and Exchange Commission (JSON) -> rows: one per concept, unit and period.

A number that later filings repeat is kept once, from the filing that said it first; where a later filing says another
value, that row supersedes the one before.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from factcheck.measure.periods import label_of
from factcheck.measure.unit_text import parse_unit
from factcheck.model import plain
from factcheck.providers.errors import ProviderError
from factcheck.providers.fetching import DEADLINE, get
from factcheck.providers.keep import Row
from factcheck.reference.metrics import general

DATA = "https://data.sec.gov"
PAUSE = 0.12  # seconds between requests: the Commission allows ten a second
UNITS = {"shares": "share", "pure": "ratio", "USD/shares": "USD/share"}
_AGENT = re.compile(r"\S.*[\w.+-]+@[\w-]+\.[\w.-]+")
_LARGEST = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Filed:
    """The facts of one company, and how many entries could not be taken over."""

    entity: str
    cik: str
    rows: tuple[Row, ...]
    skipped: int


def from_file(path: Path, concepts: Sequence[str] = (), since: date | None = None) -> Filed:
    """Read a companyfacts file."""
    try:
        if path.stat().st_size > _LARGEST:
            raise ProviderError(f"{path.name}: larger than {_LARGEST} bytes")
        raw = path.read_bytes()
    except OSError as error:
        raise ProviderError(f"{path}: {error.strerror}") from None
    return parse(raw, path.name, concepts, since)


def fetch(
    cik: str, agent: str | None, concepts: Sequence[str] = (), since: date | None = None,
    base: str = DATA, deadline: float = DEADLINE,
) -> Filed:  # fmt: skip
    """Fetch the facts of a CIK; the Commission wants to know who asks."""
    if not cik.isdigit() or len(cik) > 10:
        raise ProviderError(f'"{cik}" is not a CIK: up to ten digits.')
    if not agent or not _AGENT.search(agent):
        raise ProviderError('the SEC asks who fetches: give --user-agent "Name mail@your.domain".')
    url = f"{base}/api/xbrl/companyfacts/CIK{cik.zfill(10)}.json"
    return parse(get(url, {"User-Agent": agent}, deadline), url, concepts, since)


def parse(raw: bytes, name: str, concepts: Sequence[str] = (), since: date | None = None) -> Filed:
    """The rows of a companyfacts document; ``concepts`` and ``since`` (end of period) choose among them."""
    try:
        found = json.loads(raw, parse_float=Decimal)
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise ProviderError(f"{name}:{line}: not JSON, or cut off in the middle. Fetch the file again.") from None
    if not isinstance(found, dict) or not isinstance(found.get("facts"), dict) or not found.get("entityName"):
        raise ProviderError(f'{name}: not a companyfacts file: "entityName" or "facts" is missing.')
    entity, cik = str(found["entityName"]), str(found.get("cik", "")).zfill(10)
    rows: list[Row] = []
    skipped = 0
    for concept, label, unit, entries in _groups(found["facts"]):
        if concepts and not {concept, concept.partition(":")[2]} & set(concepts):
            continue
        read = UNITS.get(unit, unit)
        if parse_unit(read).problem:
            skipped += len(entries)
            continue
        new, bad = _versions(entries, concept, label, read, entity, cik, since)
        rows += new
        skipped += bad
    if not rows:
        raise ProviderError(f"{name}: holds no fact that was asked for.")
    return Filed(entity, cik, tuple(rows), skipped)


def _groups(facts: Mapping[str, Any]) -> Iterator[tuple[str, str, str, list[Any]]]:
    for taxonomy, concepts in facts.items():
        for concept, told in concepts.items() if isinstance(concepts, dict) else ():
            units = told.get("units") if isinstance(told, dict) else None
            for unit, entries in units.items() if isinstance(units, dict) else ():
                if isinstance(entries, list):
                    yield f"{taxonomy}:{concept}", str(told.get("label") or concept), unit, entries


@dataclass(frozen=True, slots=True, order=True)
class _Entry:
    filed: date
    accession: str
    value: Decimal
    form: str


def _versions(
    entries: Sequence[Any], concept: str, label: str, unit: str, entity: str, cik: str, since: date | None
) -> tuple[list[Row], int]:
    """Rows of one concept in one unit: per period what was filed first, and every later value that differs."""
    periods: dict[tuple[date, date], list[_Entry]] = defaultdict(list)
    bad = 0
    for entry in entries:
        try:
            end = date.fromisoformat(entry["end"])
            start = date.fromisoformat(entry["start"]) if entry.get("start") else end
            value = Decimal(str(entry["val"]))
            said = _Entry(date.fromisoformat(entry["filed"]), str(entry["accn"]), value, str(entry.get("form") or ""))
        except (KeyError, TypeError, ValueError, ArithmeticError, AttributeError):
            bad += 1
            continue
        if start > end or not value.is_finite():
            bad += 1
        elif since is None or end >= since:
            periods[start, end].append(said)
    rows: list[Row] = []
    for (start, end), told in sorted(periods.items()):
        last: Row | None = None
        for said in {e.filed: e for e in sorted(told)}.values():  # of two filings on one day the later number
            value_text = str(plain(said.value))
            if last and last["value"] == value_text:
                continue
            row = _row(said, concept, label, unit, entity, cik, label_of(start, end))
            if last:
                row["supersedes"] = last["id"]
            rows.append(row)
            last = row
    return rows, bad


def _row(said: _Entry, concept: str, label: str, unit: str, entity: str, cik: str, period: str) -> Row:
    folder = said.accession.replace("-", "")
    return {
        "id": f"sec:{cik.lstrip('0')}:{concept}:{unit}:{period}:{said.accession}", "entity": entity,
        "metric": by_concept().get(concept, label.lower()), "period": period, "value": str(plain(said.value)),
        "unit": unit, "as_of": said.filed.isoformat(), "source": f"Form {said.form}, accession {said.accession}",
        "source_rank": "primary", "concept": concept,
        "source_url": f"https://www.sec.gov/Archives/edgar/data/{cik.lstrip('0')}/{folder}/",
    }  # fmt: skip


@cache
def by_concept() -> dict[str, str]:
    """Concept -> the general metric it stands for."""
    return {concept: metric.name for metric in general().values() for concept in metric.concepts}
