"""Faults -> text, JSON, GitHub annotations or SARIF."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from factcheck.model import Fault
from factcheck.reference import Reference

FORMATS = ("text", "json", "github", "sarif")
LEVELS = {"error": "error", "critical": "error", "warning": "warning"}


def rendered(form: str, faults: Sequence[Fault], reference: Reference, places: Mapping[str, Path]) -> str:
    """The faults in one of ``FORMATS``; ``places`` maps the names of files to where they lie."""
    if form == "json":
        files = [f.to_dict() for f in reference.files]
        return json.dumps({"files": files, "faults": [_plain(f) for f in faults]}, ensure_ascii=False, indent=2)
    if form == "github":
        return "\n".join(_github(f, places) for f in faults)
    if form == "sarif":
        return json.dumps(_sarif(faults, places), ensure_ascii=False, indent=2)
    return "\n".join(f"{_word(f)}: {_text(f)}" for f in faults)


def _word(fault: Fault) -> str:
    return {"error": "error", "critical": "implausible"}.get(fault.severity, "warning")


def _text(fault: Fault) -> str:
    if not fault.line:
        return f"{fault.file}: {fault.message}"
    return f"{fault}{' Not fit to judge by.' if fault.severity == 'critical' else ''}"


def _plain(fault: Fault) -> dict[str, object]:
    names = ("file", "line", "column", "field", "message", "severity")
    return {name: getattr(fault, name) for name in names}


def _path(fault: Fault, places: Mapping[str, Path]) -> str:
    """The file's path as given, never absolute: tools of others open it from the root of the project."""
    path = places.get(fault.file, Path(fault.file))
    if path.is_absolute():
        here = Path.cwd()
        return path.relative_to(here).as_posix() if path.is_relative_to(here) else fault.file
    return path.as_posix()


def _github(fault: Fault, places: Mapping[str, Path]) -> str:
    def data(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def cell(text: str) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    where = f"file={cell(_path(fault, places))},line={max(fault.line, 1)},col={max(fault.column, 1)}"
    return f"::{LEVELS[fault.severity]} {where},title={cell(fault.field or 'facts')}::{data(fault.message)}"


def _sarif(faults: Sequence[Fault], places: Mapping[str, Path]) -> dict[str, object]:
    rules = sorted({fault.field or "file" for fault in faults})
    results = [
        {
            "ruleId": fault.field or "file",
            "level": LEVELS[fault.severity],
            "message": {"text": fault.message},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": _path(fault, places)},
                        "region": {"startLine": max(fault.line, 1), "startColumn": max(fault.column, 1)},
                    }
                }
            ],
        }
        for fault in faults
    ]
    driver = {"name": "factcheck facts", "rules": [{"id": rule} for rule in rules]}
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }
