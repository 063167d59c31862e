"""Files that are whole or not there, and a folder that only one run at a time writes to."""

from __future__ import annotations

import importlib
import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO


class Busy(Exception):
    """Another run is writing to the folder."""


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write that takes its name only once everything is in it, as long as nothing was raised."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with temporary.open("wb") as file:
            yield file
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def write_json(path: Path, data: object, indent: int | None = 2) -> None:
    """Write a JSON file, keys in the order given."""
    with whole(path) as file:
        file.write((json.dumps(data, ensure_ascii=True, indent=indent) + "\n").encode())


def read_json(path: Path) -> Any | None:
    """What a JSON file holds; None where there is none, or it was cut short."""
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None


def sweep(folder: Path) -> None:
    """Remove what killed runs left half written."""
    for left in (*folder.glob(".*.tmp"), *folder.glob("kept/.*.tmp")):
        left.unlink(missing_ok=True)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold a folder for one run; the lock dies with its process, so a killed run leaves none. Raises Busy."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        fcntl = importlib.import_module("fcntl")
    except ImportError:  # Windows: no such lock; two runs there only do the work twice
        yield
        return
    with (folder / ".lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Busy(f"{folder}: another run is writing there. Wait for it, or stop it first.") from None
        yield
