"""Horizon: until when something holds or is to be done: "rights through 2030", "cut emissions by 2035"."""

from __future__ import annotations

from factcheck.claim.kinds import Need, Recipe, itself
from factcheck.claim.site import Site
from factcheck.model import Claim

EXAMPLES = (
    ("Acme holds the broadcasting rights through 2030.", "through 2030"),
    ("The contract runs until June 2027.", "until June 2027"),
    ("Bolt aims to cut emissions by 2035.", "by 2035"),
)
NEAR_MISSES = (
    ("Acme had sold 300 stores by March 2019.", "by March 2019"),
    ("Sales rose in the nine months through September.", "through September"),
    ("Revenue rose 12% in 2024.", "2024"),
)
_PREPOSITIONS = ("through", "until", "till", "by", "to", "up to", "beyond")
_HOLDS = frozenset(
    "have run last hold extend expire remain keep retain own end continue stay renew licence license "
    "guarantee secure expire cover".split()
)


def lead(site: Site) -> str:
    """The preposition of a date, inside the mention or before it."""
    first = site.mention.surface.split(None, 1)[0].lower()
    return first if first in _PREPOSITIONS else site.slot


def recognise(site: Site) -> bool:
    """A date led by "through" or "until" after a verb of holding; or by "by" after a plan, aim or forecast."""
    if site.mention.kind not in ("date", "daterange"):
        return False
    word = lead(site)
    if word in ("through", "until", "till", "beyond"):
        verb = site.verb
        return verb is not None and verb.lemma in _HOLDS
    return word == "by" and (site.claim_type == "target" or (site.planned and not site.crowded))


def recipes(claim: Claim) -> tuple[Recipe, ...]:
    """A fact of unit year or date, or the end of the period a target on file is for."""
    end = Recipe("horizon", "{value}", (Need("value", what="date"),), itself("value"))
    if claim.claim_type == "actual":
        return (end,)
    days = Recipe("target period", "{value}", (Need("value", "end", "days", "target"),), itself("value"))
    return (days, end)
