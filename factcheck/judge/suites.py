"""YAML -> expectations: the suites an editor may change, from the reference folder or, lacking them, the package.

A suite is a list of ``{type, kwargs, meta, severity}``. ``severity`` is ``critical`` (the default: a row that fails is
quarantined) or ``warning`` (it only warns). ``meta.says`` is the sentence the report shows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import StringIO
from pathlib import Path
from typing import Any

from factcheck.model import Fault
from factcheck.reference.errors import ReferenceError

DEFAULTS = Path(__file__).parent / "defaults"
SEVERITIES = ("critical", "warning", "info")
# With these, a row that lacks one of the values would fail although nothing can be said about it.
MISSING = {"pair": "either_value_is_missing", "multicolumn": "any_value_is_missing", "compound": "any_value_is_missing"}


class SuiteError(ReferenceError):
    """Suites that can't be used, with all their faults: unreadable reference data, nothing is judged."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """One row of a suite."""

    type: str
    kwargs: Mapping[str, Any]
    meta: Mapping[str, Any]
    severity: str = "critical"
    file: str = ""
    line: int = 0

    @property
    def says(self) -> str:
        """The sentence for the report."""
        return str(self.meta.get("says") or self.type.removeprefix("expect_").replace("_", " "))


@dataclass(frozen=True, slots=True)
class Suite:
    """A suite as text, with where it came from; parsed only when it has to run."""

    name: str
    texts: tuple[tuple[str, str], ...]

    @property
    def sha256(self) -> str:
        return hashlib.sha256("\x1e".join(text for _, text in self.texts).encode()).hexdigest()

    def expectations(self) -> tuple[Expectation, ...]:
        """The rows of all its files; raises SuiteError naming every fault with its line."""
        return tuple(e for file, text in self.texts for e in _parse(text, file))


def load(name: str, paths: tuple[Path, ...] = ()) -> Suite:
    """``NAME.yaml`` of every reference folder that has one (the same text once), else the package's own."""
    texts: dict[str, str] = {}
    for path in paths:
        if path.stem != name or not path.is_file():
            continue
        label = f"suites/{path.name}"
        try:
            texts.setdefault(path.read_text(encoding="utf-8-sig"), label)
        except UnicodeDecodeError as e:
            raise SuiteError((Fault(label, 1, 1, None, f"byte {e.start} is not UTF-8."),)) from e
    if not texts:
        texts[(DEFAULTS / f"{name}.yaml").read_text(encoding="utf-8")] = f"{name}.yaml"
    return Suite(name, tuple((label, text) for text, label in texts.items()))


@lru_cache(maxsize=32)
def _parse(text: str, file: str) -> tuple[Expectation, ...]:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        yaml = YAML(typ="safe", pure=True)
        node = yaml.compose(StringIO(text))  # once for both, the values and their lines
        data = None if node is None else yaml.constructor.construct_document(node)
        lines = _lines(node)
    except MarkedYAMLError as e:
        mark = e.problem_mark or e.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise SuiteError((Fault(file, line, column, None, f"not YAML: {e.problem or e.context}."),)) from e
    except YAMLError as e:
        raise SuiteError((Fault(file, 1, 1, None, f"not YAML: {e}."),)) from e
    if data is None:
        return ()
    if not isinstance(data, list):
        raise SuiteError((Fault(file, 1, 1, None, "a suite is a list of {type, kwargs, meta, severity}."),))
    faults = [f for item, line in zip(data, lines, strict=True) for f in _faults(item, file, line)]
    if faults:
        raise SuiteError(tuple(faults))
    return tuple(_expectation(item, file, line) for item, line in zip(data, lines, strict=True))


def _lines(node: Any) -> list[int]:
    items = node.value if node is not None and isinstance(node.value, list) else []
    return [child.start_mark.line + 1 for child in items if hasattr(child, "start_mark")]


def _faults(item: Any, file: str, line: int) -> list[Fault]:
    if not isinstance(item, dict) or not isinstance(item.get("type"), str):
        return [Fault(file, line, 1, "type", "an expectation needs a type, expect_column_values_to_be_in_set say.")]
    out = []
    for name in sorted(set(item) - {"type", "kwargs", "meta", "severity"}, key=str):
        out.append(Fault(file, line, 1, str(name), "unknown key. Known: type, kwargs, meta, severity."))
    for name in ("kwargs", "meta"):
        if not isinstance(item.get(name) or {}, dict):
            out.append(Fault(file, line, 1, name, "must be a mapping."))
    if item.get("severity", "critical") not in SEVERITIES:
        out.append(Fault(file, line, 1, "severity", "must be critical, warning or info."))
    return out


def _expectation(item: Mapping[str, Any], file: str, line: int) -> Expectation:
    kwargs = dict(item.get("kwargs") or {})
    for word, default in MISSING.items():
        if f"column_{word}" in item["type"] or f"{word}_" in item["type"].removeprefix("expect_"):
            kwargs.setdefault("ignore_row_if", default)
    severity = item.get("severity", "critical")
    return Expectation(item["type"], kwargs, dict(item.get("meta") or {}), severity, file, line)
