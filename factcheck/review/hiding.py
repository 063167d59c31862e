"""Result + decisions -> the result as it is printed: what was signed as it is, or ignored in the text, left out."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from factcheck.model import VERDICTS, Result
from factcheck.report.json import Stored
from factcheck.report.payload import payload
from factcheck.review.merging import Merged


def settled(merged: Merged, fixable: Collection[str]) -> frozenset[str]:
    """Ids of claims signed as they stand by all who decided: kept, the checker wrong, or accepted with nothing to fix.

    An accepted fix that is not yet in the text stays a finding: ``fixable`` are the claims that offer one.
    """
    ids = set()
    for row in merged.rows("signed"):
        said = merged.decided(row)[0].decision
        if said in ("keep", "wrong") or (said == "accept" and row.id not in fixable):
            ids.add(row.id)
    return frozenset(ids)


def hide(result: Result, ids: Collection[str]) -> Result:
    """The result without some claims; the numbers stay accounted for, the counts of verdicts go down."""
    if not ids:
        return result
    data = payload(result)
    claims = [c for c in data["claims"] if c["id"] not in ids]
    counts = {v: sum(c["verdict"] == v for c in claims) for v in VERDICTS}
    shown = {**data, "claims": claims, "summary": {**data["summary"], **counts}}
    return Stored(
        result.article, (), (), result.reference, result.as_of, result.complete, result.warnings, stored=shown
    )


def carried(merged: Merged) -> dict[int, dict[str, Any]]:
    """Claim number -> the decision the next draft's page starts with: the latest that stands and is not disputed."""
    found = {}
    for n, decisions in merged.standing.items():
        if len({d.decision for d in decisions if d.decision}) > 1:
            continue
        last = max(decisions, key=lambda d: d.at)
        found[n] = {
            "decision": last.decision or "",
            "why": last.why or "",
            "initials": last.initials,
            "note": last.note,
            "at": last.decided_at,
        }
    return found
