"""Change: the same thing at two times: "rose 12%", "fell by $20m", "a 5% increase in sales", "up 3 points"."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from factcheck.claim.kinds import Need, Recipe
from factcheck.claim.site import Site
from factcheck.measure import intervals
from factcheck.model import Claim, Interval

EXAMPLES = (
    ("Revenue rose 12% to $4.48bn.", "12%"),
    ("Net debt fell by $20m.", "$20m"),
    ("Acme reported a 5% increase in sales.", "5%"),
    ("Profit was $5m, down 8% on the year.", "8%"),
    ("Profit fell by a third.", "a third"),
)
NEAR_MISSES = (
    ("The unemployment rate rose to 4.1%.", "4.1%"),
    ("Exports make up 40% of revenue.", "40%"),
    ("Acme raised $125m from investors.", "$125m"),
)
PERCENT = ("percent",)
POINTS = ("percentage_point", "basis_point")
HUNDRED, UNIT = Decimal(100), Decimal(1)
ONE = Interval(UNIT, UNIT)


def recognise(site: Site) -> bool:
    """A movement in percent or points always; an amount only where a measured thing moves ("profit fell $5m")."""
    if site.change is None or site.mention.kind in ("date", "daterange", "duration"):
        return False
    if site.mention.kind in ("percent", "ratio"):
        return True
    verb = site.verb
    direct = verb is not None and verb.kind == "change" and site.frame.verb == site.lead
    return not (direct and site.frame.agent)


def _sign(claim: Claim, value: Interval) -> Interval:
    return intervals.scale(value, Decimal(-1)) if claim.direction == "down" else value


def recipes(claim: Claim) -> tuple[Recipe, ...]:
    """Growth between two levels, or a fact that is itself the change."""
    down, fraction = claim.direction == "down", claim.main.kind == "ratio"
    needs = (Need("to", what="level"), Need("from", "base" if claim.relative_to else "prior", "level"))

    def growth(found: Mapping[str, Interval]) -> Interval | None:
        quotient = intervals.div(found["to"], found["from"])
        return _sign(claim, intervals.scale(intervals.sub(quotient, ONE), UNIT if fraction else HUNDRED))

    def amount(found: Mapping[str, Interval]) -> Interval | None:
        return _sign(claim, intervals.sub(found["to"], found["from"]))

    def stated(found: Mapping[str, Interval]) -> Interval | None:
        return _sign(claim, found["value"])

    itself = Recipe("stated change", "-({value})" if down else "{value}", (Need("value"),), stated)
    if fraction or claim.main.unit in PERCENT:
        formula = "1 - {to} / {from}" if down else "{to} / {from} - 1"
        return (Recipe("growth", formula, needs, growth), itself)
    formula = "{from} - {to}" if down else "{to} - {from}"
    return (Recipe("change", formula, needs, amount), itself)
