"""Outcomes of suite runs by content hash, in memory and in the user's cache folder; never in reference_data.

A folder that can't be written or read only costs time: the suite runs again.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import factcheck.reference.packed as packed
from factcheck.reference.writing import sealed, unsealed

MOST = 4000  # files kept, one a table; the oldest go first
_memory: dict[str, Any] = {}


def folder() -> Path:
    """``$XDG_CACHE_HOME/factcheck/suites``, or the same under ``~/.cache``."""
    base = os.environ.get("XDG_CACHE_HOME") or ""
    root = Path(base) if Path(base).is_absolute() else Path("~/.cache").expanduser()
    return root / "factcheck" / "suites"


def key(*parts: str) -> str:
    """A content hash that also changes with the library's version, with our own tests and with how facts are read."""
    return hashlib.sha256("\x1e".join((_code(), *parts)).encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _code() -> str:
    try:
        library = version("great_expectations")
    except PackageNotFoundError:
        library = "unknown"
    here = Path(__file__).parent
    sources = [here / f"{name}.py" for name in ("frame", "expectations", "engine", "outcomes", "slices", "tables")]
    sources += [here.parent / "measure" / "intervals.py", here.parent / "vocabulary" / "euro_rates.csv"]
    sources += sorted((here.parent / "reference").glob("series*.py"))
    digest = hashlib.sha256(library.encode() + packed.code())
    for source in sources:
        digest.update(source.read_bytes())
    return digest.hexdigest()


def get(name: str) -> Any | None:
    """The outcome of that content hash, or None."""
    if name in _memory:
        return _memory[name]
    try:
        found = json.loads(unsealed((folder() / f"{name}.json").read_bytes()))
    except (OSError, ValueError):
        return None
    _memory[name] = found
    return found


def put(name: str, outcome: Any) -> None:
    """Keep an outcome."""
    put_all({name: outcome})


def put_all(outcomes: Mapping[str, Any]) -> None:
    """Keep outcomes, each written whole or not at all."""
    _memory.update(outcomes)
    while len(_memory) > MOST:
        _memory.pop(next(iter(_memory)))
    with suppress(OSError):
        where = folder()
        where.mkdir(parents=True, exist_ok=True)
        for name, outcome in outcomes.items():
            _write(where, name, outcome)
        _prune(where)


def _write(where: Path, name: str, outcome: Any) -> None:
    handle, temporary = tempfile.mkstemp(dir=where, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(sealed(json.dumps(outcome).encode()))
        Path(temporary).replace(where / f"{name}.json")
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise


def _prune(where: Path) -> None:
    files = list(where.glob("*.json"))
    if len(files) > MOST:
        with suppress(OSError):
            for old in sorted(files, key=lambda p: p.stat().st_mtime)[: len(files) - MOST]:
                old.unlink(missing_ok=True)


def forget() -> None:
    """Drop what is kept in memory."""
    _memory.clear()
