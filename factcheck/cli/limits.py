"""Limits as settings: ``--limit file-size=100M`` over FACTCHECK_LIMITS over ``[limits]`` in a file, name by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from factcheck.cli.errors import Failed, did_you_mean
from factcheck.read import Limits
from factcheck.read.limits import NAMES, amount, shown_amount

Layers = Iterable[tuple[object, str]]  # what each source says, the strongest first, and what to call it


def merged(layers: Layers) -> tuple[Limits, str]:
    """The limits that hold, and the strongest source that said any of them. Raises Failed."""
    said: dict[str, int] = {}
    sources = []
    for given, origin in layers:
        if own := dict(_pairs(given, origin)):
            sources.append(origin)
            said = {**{name: _number(name, value, origin) for name, value in own.items()}, **said}
    return replace(Limits(), **{name.replace("-", "_"): n for name, n in said.items()}), (*sources, "default")[0]


def shown(limits: Limits) -> tuple[str, ...]:
    """``file-size=20M`` and so on, as they can be given again."""
    return tuple(f"{name}={shown_amount(getattr(limits, name.replace('-', '_')))}" for name in NAMES)


def _pairs(given: object, origin: str) -> Iterable[tuple[str, object]]:
    if isinstance(given, Mapping):
        return given.items()
    items: Sequence[object] = given.split(",") if isinstance(given, str) else given if isinstance(given, list) else ()
    if not all(isinstance(item, str) and "=" in item for item in items) or (given and not items):
        raise Failed(f'{origin}: limits are given as NAME=N, like file-size=100M. Known: {", ".join(NAMES)}.')
    return [(name.strip(), value) for name, _, value in (str(item).partition("=") for item in items)]


def _number(name: str, value: object, origin: str) -> int:
    if name not in NAMES:
        raise Failed(f"{origin}: no limit is called {name}.{did_you_mean(name, NAMES)} Known: {', '.join(NAMES)}.")
    number = value if type(value) is int and value > 0 else amount(value) if isinstance(value, str) else None
    if number is None:
        raise Failed(f'{origin}: limit {name} = "{value}" is no amount above 0. Use a number, or one like 100M.')
    return number
