"""Sheet + sign-offs -> one sign-off: who decided what, where reviewers disagree, what lapsed, what is open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from factcheck.review.drafts import pair
from factcheck.review.sheet import Row, Sheet
from factcheck.review.signoff import Decision, Signoff

LAPSES = {
    "text": "its words changed",
    "fact": "the fact behind it changed",
    "verdict": "its verdict changed",
    "gone": "the claim is gone",
}


@dataclass(frozen=True, slots=True)
class Lapsed:
    """A decision that no longer holds: why, and the claim it was about where there still is one."""

    decision: Decision
    why: str
    row: Row | None


@dataclass(frozen=True, slots=True)
class Merged:
    """``standing``: claim number -> the latest decision of each reviewer that still holds."""

    sheet: Sheet
    standing: Mapping[int, tuple[Decision, ...]]
    lapsed: tuple[Lapsed, ...]

    def decided(self, row: Row) -> tuple[Decision, ...]:
        """Who decided about a claim; a repeat is covered by the decision on the first."""
        own = [d for d in self.standing.get(row.n, ()) if d.decision]
        first = [d for d in self.standing.get(row.same or 0, ()) if d.decision]
        return tuple(own or first)

    def state(self, row: Row) -> str:
        """``signed``, ``conflict`` or ``open``."""
        said = {d.decision for d in self.decided(row)}
        return "open" if not said else "signed" if len(said) == 1 else "conflict"

    def rows(self, state: str) -> list[Row]:
        return [row for row in self.sheet.rows if self.state(row) == state]

    @property
    def wrong(self) -> Counter[str]:
        """How often reviewers said that the checker is wrong, by why; a claim counts once for each why."""
        said = {(n, d.why or "") for n, ds in self.standing.items() for d in ds if d.decision == "wrong"}
        return Counter(why for _, why in said)

    @property
    def decisions(self) -> list[Decision]:
        """What the merged file holds: all that stands, by claim, then what lapsed, so that no word is lost."""
        return [d for n in sorted(self.standing) for d in self.standing[n]] + [x.decision for x in self.lapsed]


def merge(sheet: Sheet, signoffs: Sequence[Signoff]) -> Merged:
    """Each decision put to its claim; of several by one reviewer on one claim the latest counts."""
    standing: dict[int, dict[str, Decision]] = {}
    lapsed: list[Lapsed] = []
    for number, signoff in enumerate(signoffs):
        rows = _claims_of(sheet, signoff.decisions)
        for place, decision in enumerate(signoff.decisions):
            row = rows.get(decision.key[:2])
            why = lapse(row, decision)
            if why or row is None:
                lapsed.append(Lapsed(decision, why or "gone", row))
                continue
            # without initials nobody knows who it was: each such decision counts as somebody's own
            author = decision.initials.casefold() or f"{number}:{place}"
            before = standing.setdefault(row.n, {}).get(author)
            if before is None or decision.at >= before.at:
                standing[row.n][author] = replace(decision, claim=row.id, identity=row.identity)
    return Merged(sheet, {n: tuple(by.values()) for n, by in standing.items()}, tuple(_once(lapsed)))


def _claims_of(sheet: Sheet, decisions: Iterable[Decision]) -> dict[tuple[str, ...], Row]:
    """(identity, content) of each decision -> the claim it is about now."""
    keys = dict.fromkeys(d.key[:2] for d in decisions)
    was = [Row(i, "", identity, content, None, "", "") for i, (identity, content) in enumerate(keys, 1)]
    now = pair(was, sheet.rows)
    by_number = {row.n: row for row in sheet.rows}
    return {(row.identity, row.content): by_number[n] for n, row in now.items()}


def lapse(row: Row | None, decision: Decision) -> str | None:
    """Why a decision no longer holds for a claim, or None where it does."""
    if row is None:
        return "gone"
    if row.content != decision.content:
        return "text"
    if row.evidence != decision.evidence:
        return "fact"
    return "verdict" if row.verdict != decision.verdict else None


def _once(lapsed: Iterable[Lapsed]) -> Iterable[Lapsed]:
    seen: set[Decision] = set()
    for item in lapsed:
        if item.decision not in seen:
            seen.add(item.decision)
            yield item
