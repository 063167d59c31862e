"""``datapackage.json`` beside CSVs -> what it says of each: source, remarks, encoding, delimiter (Frictionless v1, v2).

Public tables often come with one. What it declares need not be said again; a sidecar's own word wins, and a package
that cannot be read is only a warning.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from factcheck.model import Fault

NAME = "datapackage.json"
LARGEST = 8 * 1024 * 1024
Descriptions = dict[str, Mapping[str, str]]  # by the name of the CSV


def read_descriptions(folders: Iterable[Path]) -> tuple[Descriptions, list[Fault]]:
    """What the packages of some folders say of each CSV by its name; the first folder's word wins."""
    found: Descriptions = {}
    faults: list[Fault] = []
    for folder in dict.fromkeys(folders):
        path = folder / NAME
        if not path.is_file():
            continue
        try:
            if path.stat().st_size > LARGEST:
                raise ValueError("larger than 8 MB")
            package = json.loads(path.read_text(encoding="utf-8-sig"))
            if not isinstance(package, dict):
                raise ValueError("not an object")
        except (OSError, ValueError, RecursionError) as error:
            faults.append(Fault(NAME, 1, 1, None, f"not used: {' '.join(str(error).split())[:120]}", "warning"))
            continue
        for resource in _list(package.get("resources")):
            paths = resource.get("path")
            for name in paths if isinstance(paths, list) else [paths]:
                if isinstance(name, str):
                    found.setdefault(name.rsplit("/", 1)[-1], _described(package, resource))
    return found, faults


def _described(package: Mapping[str, Any], resource: Mapping[str, Any]) -> Mapping[str, str]:
    sources = _list(resource.get("sources")) or _list(package.get("sources"))
    first = sources[0] if sources else {}
    dialect = resource.get("dialect")
    said = {
        "source": first.get("title") or first.get("name"),
        "source_url": first.get("path") or first.get("web"),
        "note": resource.get("description") or resource.get("title") or package.get("title"),
        "as_of": str(resource.get("created") or package.get("created") or "")[:10],
        "encoding": "" if str(resource.get("encoding")).lower() in ("utf-8", "utf8") else resource.get("encoding"),
        "delimiter": dialect.get("delimiter") if isinstance(dialect, dict) else None,
    }
    return {key: value.strip() for key, value in said.items() if isinstance(value, str) and value.strip()}


def package(resources: Mapping[str, Mapping[str, Sequence[str]]]) -> bytes:
    """A ``datapackage.json`` for CSVs by path: their ``columns``, the ``required`` ones and the ``days`` among them."""
    described = [
        {
            "name": re.sub(r"[^a-z0-9]+", "-", path.removesuffix(".csv").lower()),
            "path": path,
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": {
                "fields": [
                    {"name": name, "type": "date" if name in told.get("days", ()) else "string"}
                    | ({"constraints": {"required": True}} if name in told["required"] else {})
                    for name in told["columns"]
                ],
                "missingValues": [""],
            },
        }
        for path, told in resources.items()
    ]
    whole = {"profile": "tabular-data-package", "name": "reference-data", "resources": described}
    return json.dumps(whole, indent=2).encode() + b"\n"


def _list(value: object) -> list[Mapping[str, Any]]:
    return [v for v in value if isinstance(v, dict)] if isinstance(value, list) else []
