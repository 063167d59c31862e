"""Frame + suite -> Outcome: one run of Great Expectations. Nothing outside ``judge/`` knows the library."""

from __future__ import annotations

import importlib
import logging
import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

from factcheck.judge.quick_import import quick_import
from factcheck.judge.suites import Expectation, SuiteError
from factcheck.model import Fault

if TYPE_CHECKING:
    import pandas as pd

KEY = "row"
ALONE = threading.RLock()  # the library's context holds one table of a name: of two at once, one got the other's rows
MARK = "factcheck"  # in each expectation's meta: results come back regrouped and are matched by it


@dataclass(frozen=True, slots=True)
class Finding:
    """What one expectation said: the rows that failed (None: the table as a whole), or why it could not run."""

    expectation: Expectation
    failed: tuple[int, ...] = ()
    table_failed: bool = False
    crashed: str | None = None

    @property
    def critical(self) -> bool:
        return self.expectation.severity == "critical"


@cache
def library() -> ModuleType:
    """great_expectations, ready: analytics off, our expectations registered."""
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    with quick_import():
        gx = importlib.import_module("great_expectations")
        importlib.import_module("factcheck.judge.expectations")
    logging.getLogger("great_expectations").setLevel(logging.CRITICAL)  # its faults come back as ours
    return gx


@cache
def _context() -> Any:
    gx = library()
    types = importlib.import_module("great_expectations.data_context.types.base")
    context = gx.get_context(mode="ephemeral")
    context.enable_analytics(False)
    context.variables.progress_bars = types.ProgressBarsConfig(globally=False)
    return context


def run(name: str, expectations: Sequence[Expectation], frame: pd.DataFrame) -> tuple[Finding, ...]:
    """Judge a frame by a suite: one finding per expectation, in the suite's order.

    An empty frame would pass any suite, so it is refused. An expectation the library lost on loading, or that did not
    come back, or that crashed, is a finding with ``crashed`` set and never a pass.
    """
    if len(frame) == 0:
        raise ValueError("an empty frame passes every suite and proves nothing")
    with ALONE:
        return _run(name, expectations, frame)


def _run(name: str, expectations: Sequence[Expectation], frame: pd.DataFrame) -> tuple[Finding, ...]:
    suite = _suite(name, expectations)
    context = _context()
    asset = context.data_sources.add_or_update_pandas("factcheck").add_dataframe_asset(name)
    batch = asset.add_batch_definition_whole_dataframe("all").get_batch(batch_parameters={"dataframe": frame})
    how = {
        "result_format": "COMPLETE",
        "unexpected_index_column_names": [KEY],
        "return_unexpected_index_query": False,
        "include_unexpected_rows": False,
    }
    results = {r.expectation_config.meta[MARK]: r for r in batch.validate(suite, result_format=how).results}
    return tuple(_finding(e, results.get(i), len(frame)) for i, e in enumerate(expectations))


def _suite(name: str, expectations: Sequence[Expectation]) -> Any:
    """The library's suite; raises SuiteError naming each expectation it does not know or whose kwargs are wrong."""
    make = library().ExpectationSuite
    built, faults = [], []
    for i, e in enumerate(expectations):
        meta = {**e.meta, MARK: i}
        config = {"type": e.type, "kwargs": dict(e.kwargs), "meta": meta, "severity": e.severity}
        try:
            built += make(name, expectations=[config]).expectations
        except Exception as error:  # the library raises its own, pydantic's and TypeError alike
            why = f"can't be used: {' '.join(str(error).split())[:300]}"
            faults.append(Fault(e.file, e.line, 1, e.type, why))
            continue
        if len(built) != i + 1 - len(faults):
            faults.append(Fault(e.file, e.line, 1, e.type, f"unknown expectation.{_near(e.type)}"))
    if faults:
        raise SuiteError(tuple(faults))
    return make(name, expectations=built)


def _near(name: str) -> str:
    """The known expectation of the nearest name, as a hint."""
    registry = importlib.import_module("great_expectations.expectations.registry")
    known = get_close_matches(name, registry.list_registered_expectation_implementations(), 1)
    return f" Did you mean {known[0]}?" if known else ""


def _finding(expectation: Expectation, result: Any, rows: int) -> Finding:
    if result is None:
        return Finding(expectation, crashed="the library gave no result for it")
    if crash := _crash(result.exception_info):
        return Finding(expectation, crashed=crash)
    if result.success:
        covered = result.result.get("element_count", rows)
        if expectation.meta.get("every_row") and covered != rows:
            return Finding(expectation, crashed=f"it looked at {covered} of {rows} rows")
        return Finding(expectation)
    index = result.result.get("unexpected_index_list")
    if not index:  # a statement about the whole table, or a failure that names no row
        return Finding(expectation, table_failed=True)
    return Finding(expectation, failed=tuple(sorted({int(i[KEY]) for i in index})))


def _crash(info: Any) -> str | None:
    """The message of a crash; the library nests it one level deeper, by metric, where a metric crashed."""
    if not isinstance(info, dict):
        return None
    if info.get("raised_exception"):
        return str(info.get("exception_message") or "it raised an exception")
    for inner in info.values():
        if isinstance(inner, dict) and inner.get("raised_exception"):
            return str(inner.get("exception_message") or "it raised an exception")
    return None
