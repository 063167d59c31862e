"""Settings: command line > environment (FACTCHECK_*) > nearest config file > default; each knows where it came from."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factcheck.cli import limits
from factcheck.cli.errors import Failed, did_you_mean
from factcheck.read import Limits

FAIL_ON = ("contradicted", "needs-context", "no-reference", "never")
FORMATS = ("full", "concise", "json", "jsonl", "sarif", "github", "csv")
COLORS = ("auto", "always", "never")
# key -> (default, the choices or None). ``None`` as default: decided by the article or the terminal.
KEYS: dict[str, tuple[object, tuple[str, ...] | None]] = {
    "reference": (("reference_data",), None),
    "fail-on": ("contradicted", FAIL_ON),
    "select": (None, None),
    "ignore": (None, None),
    "format": (None, FORMATS),
    "entity": (None, None),
    "currency": (None, None),
    "locale": (None, None),
    "encoding": (None, None),
    "color": ("auto", COLORS),
    "limits": (None, None),
}
ELSEWHERE = {  # what people look for here, and where it is kept
    "per-entity": " What holds for one entity (fiscal_year_end, currency, aliases) is a row of entities.csv.",
}


@dataclass(frozen=True, slots=True)
class Setting:
    """One value and its origin, as ``factcheck config show`` prints it."""

    key: str
    value: object
    origin: str


def settings(given: Mapping[str, object | None]) -> dict[str, Setting]:
    """Every setting by key; ``given`` is what the command line said, ``None`` where it said nothing."""
    file, name = _file(Path.cwd())
    return {key: _one(key, given.get(key), file, name) for key in KEYS}


def limits_of(chosen: Mapping[str, Setting]) -> Limits:
    """How much may be read."""
    value = chosen["limits"].value
    return value if isinstance(value, Limits) else Limits()


def _one(key: str, given: object | None, file: Mapping[str, object], name: str) -> Setting:
    variable = "FACTCHECK_" + key.upper().replace("-", "_")
    found = [(given, "command line"), (os.environ.get(variable) or None, variable), (file.get(key), name)]
    if key == "limits":
        return Setting(key, *limits.merged(found))
    value, origin = next(((v, o) for v, o in found if v not in (None, [])), (KEYS[key][0], "default"))
    if key == "reference" and origin != "default":
        value = _paths(value, origin)
    elif value is not None and origin != "default":
        _allowed(key, value, origin)
    return Setting(key, value, origin)


def _paths(value: object, origin: str) -> tuple[str, ...]:
    items = value.split(os.pathsep) if isinstance(value, str) and origin.startswith("FACTCHECK_") else value
    if isinstance(items, str):
        return (items,)
    if not isinstance(items, (list, tuple)) or not all(isinstance(item, (str, Path)) for item in items):
        raise Failed(f'{origin}: reference must be a path or a list of paths, like ["reference_data"].')
    return tuple(str(item) for item in items)


def _allowed(key: str, value: object, origin: str) -> None:
    choices = KEYS[key][1]
    if not isinstance(value, str):
        raise Failed(f"{origin}: {key} must be text in quotes.")
    if choices and value not in choices:
        hint = did_you_mean(value, choices)
        raise Failed(f'{origin}: {key} = "{value}" is not one of {", ".join(choices)}.{hint}')
    if key == "currency" and not (len(value) == 3 and value.isalpha() and value.isupper()):
        raise Failed(f'{origin}: currency = "{value}" is not a three-letter ISO code such as USD or EUR.')


def _file(start: Path) -> tuple[dict[str, Any], str]:
    """The nearest factcheck.toml, else [tool.factcheck] of a pyproject.toml beside or above ``start``."""
    for folder in (start, *start.parents):
        own = folder / "factcheck.toml"
        if own.is_file():
            return _checked(_load(own), own, start), _shown(own, start)
        shared = folder / "pyproject.toml"
        if shared.is_file() and "factcheck" in (tool := _load(shared).get("tool", {})):
            return _checked(tool["factcheck"], shared, start), _shown(shared, start)
    return {}, ""


def _load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Failed(f"{path.name}: {str(error)[:1].lower()}{str(error)[1:]}.") from None


def _checked(table: object, path: Path, start: Path) -> dict[str, Any]:
    shown = _shown(path, start)
    if not isinstance(table, dict):
        raise Failed(f"{shown}: factcheck must be a table.")
    if unknown := [key for key in table if key not in KEYS]:
        raise Failed([f"{shown}: unknown key {key}.{ELSEWHERE.get(key) or did_you_mean(key, KEYS)}" for key in unknown])
    if "reference" in table:  # a path in a file is meant from the file's own folder
        table = {
            **table,
            "reference": [os.path.relpath(path.parent / p, start) for p in _paths(table["reference"], shown)],
        }
    return table


def _shown(path: Path, start: Path) -> str:
    return os.path.relpath(path, start)
