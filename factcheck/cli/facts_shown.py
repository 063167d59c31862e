"""Faults -> lines of text, JSON, GitHub annotations or SARIF."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from factcheck.model import Fault
from factcheck.reference import Reference
from factcheck.reference.loading import find_files

FORMATS = ("text", "json", "github", "sarif")
FMT = re.compile(r"factcheck facts fmt (--[a-z]+ \S+) (.+)$")
LEVELS = {"error": "error", "critical": "error", "warning": "warning", "note": "note"}


def as_given(faults: Iterable[Fault], paths: Sequence[Path]) -> list[Fault]:
    """The faults with files named as they were named on the command line, so that an editor opens them.

    Files of a folder keep their names within it, as reports cite them. A command to run names the file as it lies.
    """
    found = find_files(paths)
    named = {name: path for part in (found.facts, found.entities, found.metrics) for path, name in part}
    single = {path.resolve() for path in paths if path.is_file()}
    out = []
    for fault in faults:
        path = named.get(fault.file)
        if path is None:
            out.append(fault)
            continue
        message = fault.message.removesuffix(fault.file)
        message += path.as_posix() if message != fault.message else ""
        file = path.as_posix() if path.resolve() in single else fault.file
        out.append(replace(fault, file=file, message=message))
    return out


def next_steps(faults: Iterable[Fault]) -> list[str]:
    """The one command for each file whose faults name several: days and decimals of a sheet come from one office."""
    options: dict[str, dict[str, None]] = {}
    for fault in faults:
        if found := FMT.search(fault.message):
            options.setdefault(found[2], {})[found[1]] = None
    return [f"factcheck facts fmt {' '.join(said)} {file}" for file, said in options.items() if len(said) > 1]


def places(paths: Sequence[Path], reference: Reference) -> dict[str, Path]:
    """Where the files lie that faults may name."""
    found = find_files(paths)
    out = {name: path for part in (found.facts, found.entities, found.metrics) for path, name in part}
    for table in reference.series.tables:
        sidecar = Path(table.file).with_name(f"{table.name}.toml")
        out |= {table.file: table.path, sidecar.as_posix(): table.path.with_name(sidecar.name)}
    return out | {f"suites/{path.name}": path for path in reference.suites}


def told(fault: Fault) -> str:
    """A fault as a line of text."""
    word = "implausible" if fault.severity == "critical" else fault.severity
    if not fault.line:
        return f"{word}: {fault.file}: {fault.message}"
    return f"{word}: {fault}{' Not fit to judge by.' if fault.severity == 'critical' else ''}"


def rendered(form: str, faults: Sequence[Fault], reference: Reference, where: Mapping[str, Path]) -> str:
    """The faults for a machine: ``json``, ``github`` or ``sarif``; ``where`` maps names of files to where they lie."""
    if form == "json":
        files = [f.to_dict() for f in reference.files]
        return json.dumps({"files": files, "faults": [_plain(f) for f in faults]}, ensure_ascii=False, indent=2)
    if form == "github":
        return "\n".join(_github(f, where) for f in faults)
    return json.dumps(_sarif(faults, where), ensure_ascii=False, indent=2)


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
    level = {"note": "notice"}.get(fault.severity, LEVELS[fault.severity])
    return f"::{level} {where},title={cell(fault.field or 'facts')}::{data(fault.message)}"


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
                        "artifactLocation": {"uri": quote(_path(fault, places))},
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
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }
