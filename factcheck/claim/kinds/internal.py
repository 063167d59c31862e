"""Internal: what the text's own numbers imply for one of them; no reference data is needed.

The numbers come from the mentions and not from facts, so a claim keeps the kind it has (change, ratio, level) and these
recipes are asked in addition. EXAMPLES hold the number that can't be right given its neighbours, NEAR_MISSES a number
that may look wrong and is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from factcheck.claim.kinds import Need, Recipe
from factcheck.measure import intervals
from factcheck.model import Claim, Interval

EXAMPLES = (
    ("Bolt's revenue rose 20% to $4.48bn from $4.00bn.", "20%"),
    ("Net sales were $1.3 billion, compared with $1.0 billion last year, an increase of 12%.", "12%"),
    ("The jobless rate rose 0.9 percentage points to 4.1% from 3.8%.", "0.9 percentage points"),
    ("Profit tripled to $8m from $4m.", "tripled"),
    ("Bolt sold 2.4 million shares at $50 each for a total of $150 million.", "$150 million"),
    ("Most of those asked (37.5%) said no.", "37.5%"),
    ("Nearly half of the respondents (31%) said no.", "31%"),
    ("France and Spain grew 3% and 9%, to $103m and $106m respectively, from $100m and $100m.", "9%"),
    ("The scheme costs $90m: $50m for the track and $20m for the trains.", "$90m"),
    ("Norway, Sweden and Chile accounted for 50%, 40% and 30% of sales, respectively.", "30%"),
)
NEAR_MISSES = (
    ("Bolt's revenue rose 20% from $5 billion to $6.2 billion.", "20%"),
    ("Revenue rose 10% at constant currency to $4.48bn from $4.00bn.", "10%"),
    ("Sales grew an average 12% a year to $4.48bn from $2.00bn.", "12%"),
    ("Volumes rose 3%, taking revenue to $4.48bn from $4.00bn.", "3%"),
    ("Most imports came from China (42%), Vietnam (20%) and India (11%).", "42%"),
    ("The scheme costs $90m: $50m for the track, $20m for the trains and the rest for studies.", "$90m"),
)
ONE, HUNDRED, BASIS = Decimal(1), Decimal(100), Decimal(10000)
PAIR = (Need("to"), Need("from"))


def recipes(claim: Claim, by: bool = False) -> tuple[Recipe, ...]:
    """The ways a change or multiple may follow from the value after (``to``) and before (``from``).

    ``by``: the text says "by" before the number; "fell by a third" leaves two thirds, as does "fell a third".
    """
    down = claim.direction == "down"
    unit, kind, value = claim.main.unit, claim.main.kind, claim.main.value
    if kind == "ratio":
        if (by or claim.claim_kind == "change") and isinstance(value, Decimal) and value < 1:
            return (_part(down),)
        return (_multiple(),)
    if kind == "percent" and unit == "percent":
        return (_growth(down),)
    scale = BASIS / HUNDRED if unit == "basis_point" else ONE
    return (_moved(down, scale),)


def _growth(down: bool) -> Recipe:
    def imply(found: Mapping[str, Interval]) -> Interval | None:
        quotient = intervals.div(found["to"], found["from"])
        change = intervals.scale(intervals.sub(quotient, intervals.point(ONE)), HUNDRED)
        return intervals.neg(change) if down else change

    return Recipe("growth", "1 - {to} / {from}" if down else "{to} / {from} - 1", PAIR, imply)


def _moved(down: bool, scale: Decimal) -> Recipe:
    def imply(found: Mapping[str, Interval]) -> Interval | None:
        change = intervals.scale(intervals.sub(found["to"], found["from"]), scale)
        return intervals.neg(change) if down else change

    return Recipe("movement", "{from} - {to}" if down else "{to} - {from}", PAIR, imply)


def _multiple() -> Recipe:
    def imply(found: Mapping[str, Interval]) -> Interval | None:
        return intervals.div(found["to"], found["from"])

    return Recipe("multiple", "{to} / {from}", PAIR, imply)


def _part(down: bool) -> Recipe:
    """As in "fell by a third to $2m from $3m": the part that went or came."""

    def imply(found: Mapping[str, Interval]) -> Interval | None:
        change = intervals.sub(intervals.div(found["to"], found["from"]), intervals.point(ONE))
        return intervals.neg(change) if down else change

    return Recipe("part", "1 - {to} / {from}" if down else "{to} / {from} - 1", PAIR, imply)


def points(claim: Claim) -> tuple[Recipe, ...]:
    """The change between two percentages in points, for a "%" that may mean them."""
    return (_moved(claim.direction == "down", ONE),)


def product() -> Recipe:
    """So many at so much each."""
    return Recipe(
        "product", "{count} × {each}", (Need("count"), Need("each")), lambda f: intervals.mul(f["count"], f["each"])
    )


def total(parts: int) -> Recipe:
    """A sum of parts named in the same sentence."""
    roles = tuple(f"part{n}" for n in range(1, parts + 1))

    def imply(found: Mapping[str, Interval]) -> Interval | None:
        whole = found[roles[0]]
        for role in roles[1:]:
            whole = intervals.add(whole, found[role])
        return whole

    return Recipe("sum", " + ".join(f"{{{role}}}" for role in roles), tuple(Need(role) for role in roles), imply)


def rest(parts: int) -> Recipe:
    """What is left of a hundred percent."""
    whole = total(parts)

    def imply(found: Mapping[str, Interval]) -> Interval | None:
        taken = whole.imply(found)
        return None if taken is None else intervals.sub(intervals.point(HUNDRED), taken)

    formula = f"100 - ({whole.formula})" if parts > 1 else f"100 - {whole.formula}"
    return Recipe("rest", formula, whole.needs, imply)


MOST = Recipe("majority", "more than 50%", (), lambda _: intervals.above(Decimal(50), open_low=True))


def quantified(said: Interval) -> Recipe:
    """What a fraction in words allows a percentage beside it to be: "nearly half" is 38 to 50."""
    return Recipe("quantifier", "“{named}”", (), lambda _: said)
