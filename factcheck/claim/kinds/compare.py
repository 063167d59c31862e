"""Compare: one thing as a multiple of another: "twice as large as Acme", "three times the size of its rival"."""

from __future__ import annotations

from collections.abc import Mapping

from factcheck.claim.kinds import Need, Recipe
from factcheck.claim.site import Site
from factcheck.measure import intervals
from factcheck.model import Claim, Interval

EXAMPLES = (
    ("Acme is twice as large as Bolt.", "twice"),
    ("Acme's sales are three times those of Bolt.", "three times"),
    ("Acme is twice the size of Bolt.", "twice"),
)
NEAR_MISSES = (("Profit doubled last year.", "doubled"), ("Sales are 5% higher than a year ago.", "5%"))
_LEADS = (
    "as many",
    "as much",
    "as large",
    "as big",
    "as high",
    "as long",
    "as fast",
    "more than",
    "larger than",
    "bigger than",
    "the size of",
    "the number of",
    "those of",
    "that of",
    "the level of",
    "higher than",
)


def recognise(site: Site) -> bool:
    """A multiple followed by the words of a comparison with something else."""
    return site.mention.kind == "ratio" and site.after.startswith(_LEADS)


def recipes(claim: Claim) -> tuple[Recipe, ...]:
    """The subject's value over the counterparty's."""

    def imply(found: Mapping[str, Interval]) -> Interval | None:
        return intervals.div(found["value"], found["other"])

    return (Recipe("compare", "{value} / {other}", (Need("value", what="level"), Need("other", what="level")), imply),)
