"""Result + the last draft, sign-offs and ignores -> the result as it is printed, and what its page is told besides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.model import Result
from factcheck.report.carried import Carried
from factcheck.report.payload import payload
from factcheck.review.drafts import Change, compare
from factcheck.review.hiding import carried, hide, settled
from factcheck.review.ignores import Ignore, Ignores
from factcheck.review.merging import Merged, merge
from factcheck.review.sheet import Row, Sheet, sheet_of
from factcheck.review.signoff import Signoff


@dataclass(frozen=True, slots=True)
class Aside:
    """``shown``: the result without what was put aside. ``unused``: ignores that met nothing."""

    shown: Result
    carried: Carried
    signed: int = 0
    ignored: int = 0
    unused: tuple[Ignore, ...] = ()
    lapsed: int = 0


def put_aside(result: Result, ignores: Ignores, signoffs: Sequence[Signoff], last: Sheet | None) -> Aside:
    """What is left to print once signed and ignored findings are out; verdicts themselves never change."""
    data = payload(result)
    sheet = sheet_of(data)
    left_out, unused = ignores.settle(data["claims"])
    merged = merge(sheet, signoffs)
    signed = settled(merged, {c["id"] for c in data["claims"] if c["correction"]}) - left_out.keys()
    changes = compare(last, sheet) if last else ()
    told = Carried(
        _notes(changes, left_out, merged, signed),
        frozenset(c.new.id for c in changes if c.new and c.kind != "same"),
        tuple(_said(c.old) for c in changes if c.old and c.kind == "gone"),
        carried(merged),
        last is not None,
    )
    shown = hide(result, {*left_out, *signed})
    return Aside(shown, told, len(signed), len(left_out), tuple(unused), len(merged.lapsed))


def _notes(
    changes: Sequence[Change], left_out: dict[str, str], merged: Merged, signed: frozenset[str]
) -> dict[str, str]:
    """One line for the card of each claim about which there is something to tell."""
    notes: dict[str, list[str]] = {}
    for change in changes:
        if change.new and change.kind != "same":
            notes.setdefault(change.new.id, []).append(_told(change))
    for id, reason in left_out.items():
        notes.setdefault(id, []).append(f"Ignored in the text: {reason.rstrip('.')}.")
    for row in merged.sheet.rows:
        if row.id in signed:
            who = "; ".join(d.said for d in merged.decided(row))
            notes.setdefault(row.id, []).append(f"Signed as it is ({who}).")
    return {id: " ".join(said) for id, said in notes.items()}


def _told(change: Change) -> str:
    if change.old is None:
        return "New since the last draft."
    if change.kind == "changed":
        return f"Changed since the last draft; it was {_said(change.old)}."
    if change.kind == "moved":
        return f"Its verdict moved since the last draft; it was {change.old.verdict} ({change.old.reason})."
    return "The fact behind it changed since the last draft."


def _said(row: Row) -> str:
    words = f"“{row.surface}”, " if row.surface else ""
    return f"{words}{row.verdict} ({row.reason})"
