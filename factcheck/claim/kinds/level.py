"""Level: the thing itself is so much: "revenue of $4.2bn", "employs 6,000 people", "the rate stood at 4.1%"."""

from __future__ import annotations

from factcheck.claim.kinds import Need, Recipe, itself
from factcheck.claim.site import Site
from factcheck.model import Claim

EXAMPLES = (
    ("Acme reported revenue of $4.2bn.", "$4.2bn"),
    ("Acme employs 6,000 people.", "6,000 people"),
    ("The unemployment rate stood at 4.1% in May.", "4.1%"),
    ("Revenue rose 12% to $4.48bn.", "$4.48bn"),
)
NEAR_MISSES = (
    ("Revenue rose 12%.", "12%"),
    ("Profit doubled last year.", "doubled"),
    ("Acme was founded in 1975.", "1975"),
)


def recognise(site: Site) -> bool:
    """Every number that no other kind takes is a level."""
    return site.mention.kind not in ("date", "daterange")


def recipes(claim: Claim) -> tuple[Recipe, ...]:
    """The fact itself."""
    return (Recipe("level", "{value}", (Need("value"),), itself("value")),)
