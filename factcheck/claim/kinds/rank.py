"""Rank: a place in an order: "the third-largest economy", "ranked fifth", "the second biggest lender"."""

from __future__ import annotations

from factcheck.claim.kinds import Need, Recipe, itself
from factcheck.claim.site import Site
from factcheck.model import Claim

EXAMPLES = (
    ("Acme is the third-largest lender in Norway.", "third-largest"),
    ("Norway ranked fifth in the table.", "fifth"),
)
NEAR_MISSES = (("Revenue rose 12%.", "12%"), ("Acme reported revenue of $4.2bn.", "$4.2bn"))


def recognise(site: Site) -> bool:
    """A mention read as a rank."""
    return site.mention.unit == "rank"


def recipes(claim: Claim) -> tuple[Recipe, ...]:
    """A fact that is itself the rank; ranks among many are computed where tables are linked."""
    return (Recipe("rank", "{value}", (Need("value"),), itself("value")),)
