"""What prose taught: words that accompany a concept, words that stand for label words, how loudly an axis is told.

Small tables counted on tagged filings (``learn_witness.py``): additive counts, so that training can leave one
entity out. ``use`` puts other tables in place of the shipped ones, for training only.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

LOUD = 0.5  # an axis nobody has seen


@dataclass
class Learned:
    """``profiles``: concept -> its share of mentions and the weights of the stems around them (unit length)."""

    profiles: dict[str, dict[str, float]] = field(default_factory=dict)
    priors: dict[str, float] = field(default_factory=dict)
    pairs: dict[str, dict[str, float]] = field(default_factory=dict)  # text stem -> label stem -> 0..1
    loud: dict[str, float] = field(default_factory=dict)
    idf: dict[str, float] = field(default_factory=dict)


_IN_USE: list[Learned] = []


def use(tables: Learned) -> None:
    """Replace the tables (training leaves the scored entity out)."""
    _IN_USE[:] = [tables]


@cache
def data() -> dict[str, Any]:
    """The shipped data file: learned tables and the models."""
    raw = files(__package__).joinpath("witness.json.z").read_bytes()
    out: dict[str, Any] = json.loads(zlib.decompress(raw))
    return out


def tables() -> Learned:
    """The tables in use: the shipped ones unless training put others in place."""
    if not _IN_USE:
        d = data()["learned"]
        _IN_USE.append(Learned(d["profiles"], d["priors"], d["pairs"], d["loud"], d["idf"]))
    return _IN_USE[0]


def loudness(axis: str) -> float:
    """How often prose names the member of this axis: a segment nearly always, a line of the statement never."""
    return tables().loud.get(axis, LOUD)
