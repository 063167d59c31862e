"""Linked -> Linked with time settled: readings of versions that have ended, and the claim judged at the newest date.

"Licensing rights through 2030" was right until 28 October 2025. Judged at a day before, it fits; at the newest date
on file it fits only a version that has ended, which is ``superseded`` and never an accusation.
"""

from __future__ import annotations

from dataclasses import replace

from factcheck.measure import intervals
from factcheck.model import Linked


def fits(linked: Linked) -> bool | None:
    """Whether all readings meet what the sentence allows at its widest; None when they disagree or there are none."""
    if not linked.readings or linked.allowed_wide is None:
        return None
    met = {intervals.overlaps(linked.allowed_wide, reading.expected) for reading in linked.readings}
    return met.pop() if len(met) == 1 else None


def settle(linked: Linked, ended: Linked) -> Linked:
    """``linked`` at its own date, or ``superseded`` where only versions that ended (``ended``) fit the claim."""
    if fits(linked) is not False and linked.readings:
        return linked
    if fits(ended) is not True or _first_id(ended) == _first_id(linked):
        return linked
    old = ended.readings[0].facts[0]
    until = f" until {old.valid_to.isoformat()}" if old.valid_to else ""
    step = f"The value in the text held{until} and has since ended or been replaced."
    return replace(
        linked,
        allowed=ended.allowed,
        allowed_wide=ended.allowed_wide,
        readings=linked.readings or ended.readings,
        reason=None,
        hint="superseded",
        unsettled=tuple(dict.fromkeys(("superseded", *linked.unsettled))),  # says more than that a name is open
        steps=(*linked.steps, *(s for r in ended.readings[:1] for s in r.steps), step),
    )


def _first_id(linked: Linked) -> str | None:
    return linked.readings[0].facts[0].id if linked.readings and linked.readings[0].facts else None
