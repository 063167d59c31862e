"""NAME.toml -> Sidecar: what the columns of the table beside it mean."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as day
from datetime import datetime
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from factcheck.model import Fault
from factcheck.reference.datapackage import Descriptions

KNOWN = (
    "layout", "date", "entity", "value", "metric", "unit", "units", "qualifiers", "note", "revisions", "source",
    "source_url", "source_rank", "as_of", "data", "encoding",
)  # fmt: skip
# Keys that a description written for other tools (datapackage.json) may give as well; the sidecar's own word wins.
DESCRIBED = ("source", "source_url", "note", "as_of", "encoding")


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What ``NAME.toml`` says the columns of ``NAME.csv`` (or of the table that ``data`` names) mean.

    ``units`` are the units of single entities where a publisher mixes them: dollars per euro in a table of currencies
    per dollar.
    """

    layout: str
    date: str
    metric: str
    unit: str
    source: str
    as_of: day
    entity: str | None = None
    entity_column: str | None = None
    value: str | None = None
    qualifiers: tuple[tuple[str, str], ...] = ()
    note: str = ""
    revisions: str = "final"
    source_url: str | None = None
    source_rank: str | None = None
    units: tuple[tuple[str, str], ...] = ()
    data: str | None = None
    encoding: str | None = None

    def unit_of(self, label: str) -> str:
        """The unit of one entity's values."""
        return dict(self.units).get(label, self.unit)


@dataclass(slots=True)
class _Text:
    """A sidecar's text with the faults found in it, each at the line of its key."""

    file: str
    text: str
    faults: list[Fault] = field(default_factory=list)

    def fault(self, key: str, message: str, severity: str = "error") -> None:
        found = re.search(rf"^[ \t]*(?:\[[ \t]*)?{re.escape(key)}\b", self.text, re.MULTILINE)
        line = self.text.count("\n", 0, found.start()) + 1 if found else 1
        self.faults.append(Fault(self.file, line, 1, key, message, severity))


def read_sidecar(path: Path, file: str, about: Descriptions) -> tuple[Sidecar | None, list[Fault]]:
    """The sidecar's meaning, or the faults that keep it from having one; warnings come with either.

    ``about`` is what other descriptions say of the tables by name.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        raw: dict[str, Any] = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        at = re.search(r"at line (\d+), column (\d+)", str(error))
        place = (int(at[1]), int(at[2])) if at else (1, 1)
        return None, [Fault(file, *place, None, f"unreadable sidecar: {error}")]
    described = about.get(str(raw.get("data") or f"{path.stem}.csv"), {})
    raw = {key: described[key] for key in DESCRIBED if described.get(key)} | {k: v for k, v in raw.items() if v != ""}
    told = _Text(file, text)
    _keys(raw, told)
    said = _day(raw.get("as_of"), told)
    units = raw.get("units") or {}
    if not isinstance(units, dict) or not all(isinstance(unit, str) for unit in units.values()):
        told.fault("units", 'units must be a table at the end of the file: [units], then "Entity" = "unit" lines')
    if any(f.severity == "error" for f in told.faults):
        return None, told.faults
    entity = raw.get("entity")
    column = entity.get("column") if isinstance(entity, dict) else None
    pairs = (part.partition("=") for part in str(raw.get("qualifiers", "")).split(";") if "=" in part)
    optional = {key: str(raw[key]) for key in ("value", "source_url", "source_rank", "data", "encoding") if key in raw}
    sidecar = Sidecar(
        **{key: str(raw[key]) for key in ("layout", "date", "metric", "unit", "source")},
        as_of=said or day.min,
        entity=entity if isinstance(entity, str) else None,
        entity_column=str(column) if column else None,
        qualifiers=tuple((k.strip(), v.strip()) for k, _, v in pairs),
        note=str(raw.get("note", "")),
        revisions=str(raw.get("revisions", "final")),
        units=tuple(units.items()),
        **optional,
    )
    return sidecar, told.faults


def _keys(raw: Mapping[str, Any], told: _Text) -> None:
    """What is missing, misspelled or not one of the words allowed."""
    layout = raw.get("layout")
    if layout not in ("long", "wide"):
        told.fault("layout", 'layout must be "long" or "wide"')
    needed = ["date", "metric", "unit", "source", "as_of"] + (["value"] if layout == "long" else [])
    swallowed = raw["units"] if isinstance(raw.get("units"), dict) else {}
    for key in needed:
        if not raw.get(key):
            hint = ": it stands under [units]; move it above" if key in swallowed else ""
            told.fault(key, f"{key} is missing{hint}")
    if layout == "long" and not raw.get("entity"):
        told.fault("entity", 'entity is missing: a name, or { column = "…" }')
    if raw.get("revisions", "final") not in ("final", "revised"):
        told.fault("revisions", 'revisions must be "final" or "revised"')
    if raw.get("source_rank", "primary") not in ("primary", "secondary"):
        told.fault("source_rank", 'source_rank must be "primary" or "secondary"')
    if (data := raw.get("data")) and Path(str(data)).name != data:
        told.fault("data", "data must be the name of a CSV in the same folder")
    for key in raw:
        if key not in KNOWN:
            near = process.extractOne(key, [k for k in KNOWN if k not in raw], scorer=fuzz.ratio, score_cutoff=70)
            hint = f' Did you mean "{near[0]}"?' if near else f" Known: {', '.join(KNOWN)}."
            told.fault(key, f'unknown key "{key}", not used.{hint}', "warning")


def _day(said: Any, told: _Text) -> day | None:
    if isinstance(said, datetime):
        return said.date()
    if isinstance(said, day):
        return said
    if not said:
        return None
    try:
        return day.fromisoformat(str(said))
    except ValueError:
        told.fault("as_of", f"{str(said)[:40]!r} is no date (YYYY-MM-DD)")
    return None
