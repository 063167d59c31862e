"""Ratio: so many times, or such a part of: "doubled", "cut it in half", "a third of sales", "40% of revenue"."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import factcheck.claim.lexicon as lex
from factcheck.claim.kinds import Need, Recipe
from factcheck.claim.site import Site
from factcheck.measure import intervals
from factcheck.model import Claim, Interval

EXAMPLES = (
    ("Profit doubled to $4m.", "doubled"),
    ("Acme aims to cut its emissions in half by 2030.", "half"),
    ("Exports make up a third of sales.", "a third"),
    ("Services account for 40% of revenue.", "40%"),
)
NEAR_MISSES = (
    ("Profit fell by a third.", "a third"),
    ("Revenue rose 12%.", "12%"),
    ("The rate stood at 4.1%.", "4.1%"),
)
HUNDRED = Decimal(100)
_NOT_WHOLES = frozenset("growth increase decline rise interest inflation".split())


def recognise(site: Site) -> bool:
    """A multiple or fraction, or a percentage OF something that has a part and a whole."""
    if site.mention.kind == "ratio":
        return not moves_by(site)
    if site.mention.kind != "percent" or site.mention.unit != "percent" or site.change is not None:
        return False
    words = site.after.split()[:3]
    return len(words) > 1 and words[0] == "of" and words[1] not in _NOT_WHOLES


def moves_by(site: Site) -> bool:
    """“fell by a third” is a change of a third; "cut in half", "cut to a third" and "halved" say what is left."""
    value = site.mention.value
    if site.mention.kind != "ratio" or site.change is None or not isinstance(value, Decimal) or value >= 1:
        return False
    return site.mention.surface.split()[0].lower() not in lex.VERBS


def is_share(claim: Claim) -> bool:
    """Whether the ratio is a part of a whole and not a multiple over time."""
    return (
        bool(claim.mentions("part") or claim.mentions("total"))
        or claim.main.kind == "percent"
        or claim.direction is None
    )


def recipes(claim: Claim) -> tuple[Recipe, ...]:
    """``to / from`` for a multiple over time, ``part / total`` for a share, or a fact that is itself the ratio."""
    percent = claim.main.unit == "percent"

    def quotient(top: str, bottom: str) -> Recipe:
        def imply(found: Mapping[str, Interval]) -> Interval | None:
            value = intervals.div(found[top], found[bottom])
            return intervals.scale(value, HUNDRED) if percent and value is not None else value

        if top == "part":
            return Recipe("share", "{part} / {total}", (Need("part", what="level"), Need("total", what="level")), imply)
        if claim.claim_type == "target":
            needs = (Need("to", what="level", value_type="target"), Need("from", what="level", value_type="actual"))
        else:
            needs = (Need("to", what="level"), Need("from", "base" if claim.relative_to else "prior", "level"))
        return Recipe("multiple", "{to} / {from}", needs, imply)

    def stated(found: Mapping[str, Interval]) -> Interval | None:
        return found["value"]

    itself = Recipe("stated ratio", "{value}", (Need("value"),), stated)
    return (itself, quotient("part", "total")) if is_share(claim) else (quotient("to", "from"),)
