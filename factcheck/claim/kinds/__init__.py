"""Kinds of claims, ONE FILE EACH: how the kind is recognised, what it needs from facts, and the value they imply.

A kind's ``recipes`` say what later stages need to know; linking fills each ``Need`` with facts and calls ``imply``.
Later stages are blind to kinds: they only ask whether the implied interval meets what the sentence allows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from factcheck.model import Interval

Imply = Callable[[Mapping[str, Interval]], Interval | None]


@dataclass(frozen=True, slots=True)
class Need:
    """A fact a recipe needs.

    ``when``: ``own`` the claim's period (or state), ``prior`` the period before it of the same length (a year earlier
    for a year or where the text says so), ``base`` the period of ``Claim.relative_to``, ``end`` the last day.
    ``what``: ``same`` a fact in the claim's own unit; ``level`` the underlying level (for a change in percent, the
    money or count that changed); ``date`` a date or year; ``days`` a period's end. ``value_type`` restricts to
    ``actual`` or ``target`` (None: the claim's own type).
    """

    role: str
    when: str = "own"
    what: str = "same"
    value_type: str | None = None


@dataclass(frozen=True, slots=True)
class Recipe:
    """One way to compute the claimed value: ``imply`` maps the interval found for each need's role to the implied one.

    ``formula`` is what a reader sees, with the roles in braces: ``{to} / {from} - 1``.
    """

    name: str
    formula: str
    needs: tuple[Need, ...]
    imply: Imply


def itself(role: str) -> Imply:
    """The fact's own value, unchanged."""

    def imply(found: Mapping[str, Interval]) -> Interval | None:
        return found[role]

    return imply
