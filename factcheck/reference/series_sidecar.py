"""NAME.toml -> Sidecar: what the columns of the table beside it mean."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date as day
from pathlib import Path
from typing import Any

from factcheck.model import Fault


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What ``NAME.toml`` says the columns of ``NAME.csv`` mean."""

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


def read_sidecar(path: Path, file: str) -> tuple[Sidecar | None, list[Fault]]:
    """The sidecar's meaning, or the faults that keep it from having one."""
    try:
        raw: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return None, [Fault(file, 1, 1, None, f"unreadable sidecar: {error}")]
    faults: list[Fault] = []
    layout = raw.get("layout")
    if layout not in ("long", "wide"):
        faults.append(Fault(file, 1, 1, "layout", 'layout must be "long" or "wide"'))
    needed = ["date", "metric", "unit", "source", "as_of"] + (["value"] if layout == "long" else [])
    faults += [Fault(file, 1, 1, key, f"{key} is missing") for key in needed if not raw.get(key)]
    entity = raw.get("entity")
    column = entity.get("column") if isinstance(entity, dict) else None
    if layout == "long" and not entity:
        faults.append(Fault(file, 1, 1, "entity", 'entity is missing: a name, or { column = "…" }'))
    said: Any = raw.get("as_of")
    if isinstance(said, str):
        try:
            said = day.fromisoformat(said)
        except ValueError:
            faults.append(Fault(file, 1, 1, "as_of", f"{said[:40]!r} is no date (YYYY-MM-DD)"))
    if raw.get("revisions", "final") not in ("final", "revised"):
        faults.append(Fault(file, 1, 1, "revisions", 'revisions must be "final" or "revised"'))
    if faults:
        return None, faults
    pairs = (part.partition("=") for part in str(raw.get("qualifiers", "")).split(";") if "=" in part)
    return (
        Sidecar(
            layout=str(layout),
            date=str(raw["date"]),
            metric=str(raw["metric"]),
            unit=str(raw["unit"]),
            source=str(raw["source"]),
            as_of=said if isinstance(said, day) else day.min,
            entity=entity if isinstance(entity, str) else None,
            entity_column=str(column) if column else None,
            value=str(raw["value"]) if raw.get("value") else None,
            qualifiers=tuple((k.strip(), v.strip()) for k, _, v in pairs),
            note=str(raw.get("note") or ""),
            revisions=str(raw.get("revisions", "final")),
            source_url=raw.get("source_url") or None,
            source_rank=raw.get("source_rank") or None,
        ),
        [],
    )
