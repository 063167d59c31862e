"""Difference: by how much one thing exceeds another: "$2bn more than Acme", "three points ahead of its rival"."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from factcheck.claim.kinds import Need, Recipe
from factcheck.claim.site import Site
from factcheck.measure import intervals
from factcheck.model import Claim, Interval

EXAMPLES = (
    ("Acme earned $2bn more than Bolt.", "$2bn"),
    ("Acme's market share is three points ahead of Bolt's.", "three points"),
    ("Acme pays 5% more than Bolt.", "5%"),
)
NEAR_MISSES = (("Acme earned more than $2bn.", "$2bn"), ("Acme earned 5% more than a year earlier.", "5%"))
_LEADS = (
    "more than",
    "less than",
    "fewer than",
    "higher than",
    "lower than",
    "ahead of",
    "behind",
    "above",
    "below",
    "than",
)
_UNITS = frozenset({"points", "percentage", "more", "jobs", "people", "employees", "stores"})
HUNDRED, ONE = Decimal(100), Interval(Decimal(1), Decimal(1))
_TIMES = frozenset("a last the in previous prior one year expected forecast analysts it".split())


def recognise(site: Site) -> bool:
    """The number is followed by "more than" and a name, not by a time or an expectation."""
    if site.mention.kind in ("date", "daterange", "duration", "ratio"):
        return False
    if "N" not in site.words.tags[site.i + 1 : site.i + 7]:
        return False
    words = site.after.split()
    if words and words[0] in _UNITS:
        words = words[1:]
    after = " ".join(words)
    lead = next((p for p in _LEADS if after.startswith(p)), None)
    rest = words[len(lead.split()) :] if lead else []
    return bool(rest) and rest[0] not in _TIMES


def recipes(claim: Claim) -> tuple[Recipe, ...]:
    """The subject's value less the counterparty's, or their growth-like quotient for percent."""
    sign = Decimal(-1) if claim.direction == "down" else Decimal(1)
    needs = (Need("value", what="level"), Need("other", what="level"))

    def imply(found: Mapping[str, Interval]) -> Interval | None:
        if claim.main.unit == "percent":
            quotient = intervals.div(found["value"], found["other"])
            return intervals.scale(intervals.sub(quotient, ONE), HUNDRED * sign)
        return intervals.scale(intervals.sub(found["value"], found["other"]), sign)

    formula = "{value} / {other} - 1" if claim.main.unit == "percent" else "{value} - {other}"
    return (Recipe("difference", formula, needs, imply),)
