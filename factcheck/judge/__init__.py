"""Linked -> Verdict: one frame, one run of the expectation suites, then the verdict table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from factcheck.judge import frame, outcomes
from factcheck.judge.suites import SuiteError
from factcheck.judge.tables import table_faults as implausible_tables
from factcheck.judge.verdict import decide
from factcheck.model import Fault, Linked, Verdict
from factcheck.reference import Reference

__all__ = ["SuiteError", "implausible", "implausible_tables", "judge"]


def judge(linked: Sequence[Linked], reference: Reference) -> tuple[Verdict, ...]:
    """Judge a batch: one verdict per claim, in order.

    Raises SuiteError where a suite of the reference folder can't be used; then nothing is judged.
    """
    tests = outcomes.tested(frame.rows(linked), reference)
    out = []
    for position, one in enumerate(linked):
        verdict = decide(one, tests.get((position, False), ()))
        if one.later is not None:
            verdict = replace(verdict, later=_later(verdict, decide(one.later, tests.get((position, True), ()))))
        out.append(verdict)
    return tuple(out)


def _later(now: Verdict, then: Verdict) -> Mapping[str, Any] | None:
    """The verdict at the newest date on file, where it differs."""
    if (now.verdict, now.reason) == (then.verdict, then.reason):
        return None
    return {"verdict": then.verdict, "reason": then.reason, "facts": then.facts}


def implausible(reference: Reference) -> tuple[Fault, ...]:
    """What the facts suite says of a reference, as faults: ``critical`` (quarantined) and ``warning``."""
    found = outcomes.plausibility(reference)
    faults = [Fault("suites", 0, 0, None, f"could not run: {says}", "critical") for says in found.crashed]
    for severity, rows in (("critical", found.failed), ("warning", found.warned)):
        faults += [Fault(file, line, 1, None, says, severity) for (file, line, _), says in rows.items()]
    return tuple(faults)
