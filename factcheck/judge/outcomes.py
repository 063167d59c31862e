"""Suites and frames -> outcomes: which readings fit, and which rows of facts are not to be trusted.

One run of the claims suite per batch, one of the facts suite per reference, one of the series suite for the tables
in use. All come from the cache where the same content was judged by the same suite before, and then
great_expectations is not even imported.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import factcheck.judge.cache as cache
import factcheck.judge.engine as engine
import factcheck.judge.frame as frame
import factcheck.judge.slices as slices
import factcheck.judge.suites as suites
from factcheck.judge.tables import TableOutcome, table_outcomes
from factcheck.model import Fact, Reading
from factcheck.reference import Reference

RowKey = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class Trial:
    """A reading with what the claims suite said of it; ``failed`` says why it may not judge at all."""

    reading: Reading
    strict: bool
    wide: bool
    failed: str | None = None
    warned: str | None = None


@dataclass(frozen=True, slots=True)
class Plausibility:
    """What the facts suite said: rows quarantined and warned about with the sentences, and what could not run.

    ``tables`` is what the series suite said of the tables in use.
    """

    failed: Mapping[RowKey, str] = field(default_factory=dict)
    warned: Mapping[RowKey, str] = field(default_factory=dict)
    crashed: tuple[str, ...] = ()
    tables: Mapping[str, TableOutcome] = field(default_factory=dict)

    def against(self, fact: Fact) -> str | None:
        """Why a fact may not judge, or None."""
        if fact.series:
            said = self.tables.get(fact.series)
            return said.against(fact) if said else None
        where = f"{fact.file}:{fact.line}" if fact.file else fact.id
        if says := self.failed.get(row_key(fact)):
            return f"{where} failed its suite ({says})"
        return f"{where} could not be checked by its suite ({self.crashed[0]})" if self.crashed else None

    def warns_of(self, fact: Fact) -> str | None:
        """What the suite warns of in a fact, or None."""
        if fact.series:
            said = self.tables.get(fact.series)
            return said.warns_of(fact) if said else None
        says = self.warned.get(row_key(fact)) if self.warned else None
        return f"{fact.file}:{fact.line} carries a warning of its suite ({says})" if says else None


def row_key(fact: Fact) -> RowKey:
    """What tells a row from every other."""
    return (fact.file, fact.line, fact.id)


def plausibility(reference: Reference) -> Plausibility:
    """The facts suite's outcome for the whole reference; an empty reference has nothing to say."""
    facts = reference.facts
    if not len(facts):
        return Plausibility()
    suite = suites.load("facts", reference.suites)
    name = cache.key("facts", suite.sha256, _content(reference))
    found = cache.get(name)
    if found is None:
        found = _facts_judged(reference, suite)
        cache.put(name, found)
    failed, warned = ({(k[0], int(k[1]), k[2]): k[3] for k in found[part]} for part in ("failed", "warned"))
    return Plausibility(failed, warned, tuple(found["crashed"]))


def _facts_judged(reference: Reference, suite: suites.Suite) -> dict[str, Any]:
    facts, expectations = reference.facts, suite.expectations()
    if slices.sliceable(reference, expectations) and (found := slices.outcome(reference, suite)) is not None:
        return {**found, "crashed": []}
    findings = engine.run("facts", expectations, frame.fact_frame(facts)) if expectations else ()
    return _facts_found(findings, facts)


def _facts_found(findings: Sequence[engine.Finding], facts: Sequence[Fact]) -> dict[str, Any]:
    parts: dict[str, list[Any]] = {"failed": [], "warned": [], "crashed": []}
    for finding in findings:
        says = finding.expectation.says
        if finding.crashed is not None:
            if finding.critical:
                parts["crashed"].append(f"{says}: {finding.crashed}"[:300])
            continue
        rows = range(len(facts)) if finding.table_failed else finding.failed
        parts["failed" if finding.critical else "warned"] += [[*row_key(facts[row]), says] for row in rows]
    return parts


def _content(reference: Reference) -> str:
    """The content of a reference: its files' hashes and how they are read, or the facts where it was made in memory."""
    if reference.files:
        return " ".join([*(f"{f.file}={f.sha256}" for f in reference.files), *reference.read_as])
    digest = hashlib.sha256()
    for fact in reference.facts:
        digest.update(repr(fact).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def tested(rows: Sequence[frame.Row], reference: Reference) -> dict[tuple[int, bool], list[Trial]]:
    """Every reading with the suite's word on it, by claim and ``later``."""
    if not rows:
        return {}
    suite = suites.load("claims", reference.suites)
    name = cache.key("claims", suite.sha256, frame.rows_digest(rows))
    found = cache.get(name)
    if found is None:
        found = _readings_found(engine.run("claims", suite.expectations(), frame.reading_frame(rows)))
        cache.put(name, found)
    used = {f.series for r in rows for f in r.item.facts}
    sound = plausibility(reference) if used else Plausibility()
    if tables := [t for name in sorted(filter(None, used)) if (t := reference.series.table(name))]:
        sound = replace(sound, tables=table_outcomes(tables, reference))
    strict, wide = set(found["strict"]), set(found["wide"])
    guarded: dict[int, str] = {int(row): says for row, says in found["guarded"]}
    out: dict[tuple[int, bool], list[Trial]] = {}
    for number, row in enumerate(rows):
        why = found["crashed"] or guarded.get(number) or next(filter(None, map(sound.against, row.item.facts)), None)
        warning = next(filter(None, map(sound.warns_of, row.item.facts)), None)
        fits = Trial(row.item, number not in strict, number not in wide, why, warning)
        out.setdefault((row.claim, row.later), []).append(fits)
    return out


def _readings_found(findings: Sequence[engine.Finding]) -> dict[str, Any]:
    """Rows outside, strictly and widely; a test that is missing or crashed leaves every reading unjudged.

    Any further expectation an editor adds to the suite guards the rows it fails.
    """
    found: dict[str, Any] = {"strict": [], "wide": [], "guarded": [], "crashed": None}
    seen = set()
    for finding in findings:
        test = finding.expectation.meta.get("test")
        if finding.crashed is not None or (finding.table_failed and finding.critical):
            if finding.critical:
                found["crashed"] = f"{finding.expectation.says}: {finding.crashed or 'failed for the table'}"[:300]
        elif test in ("strict", "wide"):
            seen.add(test)
            found[test] = list(finding.failed)
        elif finding.critical:
            found["guarded"] += [[row, f"its suite objects ({finding.expectation.says})"] for row in finding.failed]
    if found["crashed"] is None and seen != {"strict", "wide"}:
        found["crashed"] = "the claims suite lacks one of its two tests"
    return found
