"""Tables -> outcomes: which tables, entities and lines of them are not to be trusted, kept by the content of each.

One run of the series suite serves all tables whose outcome is not known yet. A table that is held against others (a
rate against an index) is known by their content too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import factcheck.judge.cache as cache
import factcheck.judge.engine as engine
import factcheck.judge.frame as frame
import factcheck.judge.suites as suites
from factcheck.model import Fact, Fault
from factcheck.reference import Reference
from factcheck.reference.series import Table, label_of
from factcheck.reference.series_checks import measure, partners

FAULT = {"critical": "critical", "warning": "warning", "info": "note"}


@dataclass(frozen=True, slots=True)
class Objection:
    """What the suite says against a table, one of its entities or one of its lines; ``numbers`` is the evidence."""

    label: str | None
    line: int
    at: int
    severity: str
    says: str
    numbers: str

    def meets(self, fact: Fact) -> bool:
        """Whether it speaks of the cell a fact came from."""
        return self.label in (None, label_of(fact)) and self.line in (0, fact.line)


@dataclass(frozen=True, slots=True)
class TableOutcome:
    """What the series suite said of one table."""

    objections: tuple[Objection, ...] = ()

    def against(self, fact: Fact) -> str | None:
        """Why a cell may not judge, or None."""
        found = next((o for o in self.objections if o.severity == "critical" and o.meets(fact)), None)
        return f"{fact.file} failed its suite ({_whole(found)})" if found else None

    def warns_of(self, fact: Fact) -> str | None:
        """What the suite warns of in a cell, or None."""
        found = next((o for o in self.objections if o.severity == "warning" and o.meets(fact)), None)
        return f"{fact.file}:{fact.line} carries a warning of its suite ({_whole(found)})" if found else None


def _whole(found: Objection) -> str:
    return found.says if found.says == found.numbers else f"{found.says}; {found.numbers.removesuffix('.')}"


def table_outcomes(tables: Sequence[Table], reference: Reference) -> dict[str, TableOutcome]:
    """The outcome of each table by its name, from the cache or from one run of the suite for all the others."""
    suite = suites.load("series", reference.suites)
    names = {t.name: _key(t, suite, reference) for t in tables}
    found: dict[str, Any] = {t.name: cache.get(names[t.name]) for t in tables}
    new = [t for t in tables if found[t.name] is None]
    if new:
        fresh = _judged(new, suite, reference)
        cache.put_all({names[name]: outcome for name, outcome in fresh.items()})
        found |= fresh
    return {name: TableOutcome(tuple(Objection(*one) for one in outcome)) for name, outcome in found.items()}


def _key(table: Table, suite: suites.Suite, reference: Reference) -> str:
    others = sorted(other.sha256 for other in partners(table, reference.series))
    return cache.key("series", suite.sha256, table.sha256, *others)


def _judged(tables: Sequence[Table], suite: suites.Suite, reference: Reference) -> dict[str, list[Any]]:
    """Objections by table, as the cache keeps them; a check that could not run speaks against every table."""
    by_name = {t.name: t for t in tables}
    scopes = [scope for t in tables for scope in _scopes(t, reference)]
    about = [(by_name[s.table].meta, by_name[s.table].file) for s in scopes]
    expectations = suite.expectations()
    findings = engine.run("series", expectations, frame.series_frame(about, scopes)) if expectations else ()
    out: dict[str, list[Any]] = {t.name: [] for t in tables}
    for finding in findings:
        expectation = finding.expectation
        says, severity, column = expectation.says, expectation.severity, expectation.kwargs.get("column")
        if finding.crashed is not None:
            for said in out.values() if finding.critical else ():
                said.append([None, 0, 0, severity, f"{says}: could not be checked, {finding.crashed}"[:300], says])
            continue
        for row in range(len(scopes)) if finding.table_failed else finding.failed:
            scope = scopes[row]
            one = scope.measured.get(str(column))
            numbers, at = (one.says, one.at) if one else (says, scope.line)
            out[scope.table].append([scope.label, scope.line, at, severity, says, numbers])
    return {name: _gravest(said) for name, said in out.items()}


def _gravest(objections: list[list[Any]]) -> list[list[Any]]:
    """Each measure told once, by the expectation that takes it most seriously."""
    ranked = sorted(objections, key=lambda o: suites.SEVERITIES.index(o[3]))
    first = {(str(o[0]), o[1], o[5]): o for o in reversed(ranked)}
    return [o for o in objections if first[str(o[0]), o[1], o[5]] is o]


def _scopes(table: Table, reference: Reference) -> Iterator[frame.Scope]:
    """The rows of a table in the frame: first the table as a whole, then what was measured of its parts."""
    measured: dict[tuple[str | None, int], dict[str, Any]] = {(None, 0): {}}
    for one in measure(table, reference.series):
        measured.setdefault((one.label, one.line), {})[one.name] = one
    for (label, line), figures in measured.items():
        yield frame.Scope(table.name, label, line, figures)


def table_faults(reference: Reference) -> tuple[Fault, ...]:
    """What the series suite says of every table, as faults: ``critical`` (quarantined), ``warning`` and ``note``."""
    tables: Mapping[str, Table] = {t.name: t for t in reference.series.tables}
    outcomes = table_outcomes(tuple(tables.values()), reference)
    return tuple(
        Fault(tables[name].file, max(o.at, 1), 1, o.label or tables[name].meta.value, o.numbers, FAULT[o.severity])
        for name, outcome in outcomes.items()
        for o in outcome.objections
    )
