"""Claim, Fact -> how the fact's period stands to the period the claim is about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from factcheck.claim.kinds import Need
from factcheck.measure import periods
from factcheck.model import Claim, Fact, Period
from factcheck.reference import Reference

WORD = re.compile(r"[a-z]+")
# "Fiscal 2023" of a year that ends in January, February or March is that of 2022 to some and of 2024 to others.
EARLY = ("01", "02", "03")


def wanted(claim: Claim, need: Need, year_end: str | None) -> Period | None:
    """The period a need asks for, resolved with the entity's fiscal calendar; None where the text leaves it open."""
    own = periods.resolve(claim.period, year_end) if claim.period else None
    if need.when == "own":
        return own
    if need.when == "base" and claim.relative_to:
        base = periods.parse_label(claim.relative_to)
        return periods.resolve(base, year_end) if base else None
    if own is None or own.start is None:
        return None
    return periods.prior(own)


def relation(fact: Fact, period: Period | None, year_end: str | None, state: bool, doubtful: bool = False) -> str:
    """``same``, ``fiscal``, ``state`` (a standing fact that holds at the text's own day), ``open`` or ``other``.

    ``fiscal``: one of the two is a fiscal year of that number and the other a plain one ("in 2024" and FY2024), and
    nobody said when the fiscal year ends, or it ends on another day; or a balance of one day inside the period. Writers
    mean either, so such a fact may support and only asks.

    ``state``: the metric is a stock, cumulative, or the fact has a validity window, so that a sentence in the present
    or perfect tense means the present state ("has invested $13 billion", "holds rights through 2030").

    ``fiscal`` too where the text names a year that ends early in the year, and the file gives days and no name.

    ``doubtful``: fiscal years of this entity may be named after the year they begin in.
    """
    own = periods.resolve(fact.period, year_end) if fact.period else None
    if period is None:
        return "state" if state or own is None else "open"
    if own is None:
        return "same" if _holds(fact, period) else "other"
    if period.fiscal and fact.period and not fact.period.fiscal and year_end and year_end[:2] in EARLY:
        told = periods.same(own, period) or periods.same(periods.year_before(own), period)
        return "fiscal" if told else "other"
    if periods.same(own, period):
        return "fiscal" if doubtful and own.fiscal and own.label != period.label else "same"
    if state and own.end and period.end and own.end == period.end:
        # "at the end of 2024" and a balance dated 2024-12-31; a rate of the whole year is not that of its December
        return "same" if periods.contains(period, own) else "fiscal"
    if own.end == period.end and _a_year(own) and _a_year(period):
        return "same"  # "the year ended January 28" of a company whose years have 52 weeks
    if _yearly(fact) and _a_year(period) and len(period.label) > len("2024") and own.end == period.end:
        return "same"  # "rose 2.5% in the year to January" and inflation of January, which is over a year
    if _deal(fact) and periods.contains(period, own):
        return "same"  # "bought Bolt in May 2023" and a purchase price dated 2023-05-02
    if own.start == own.end is not None and periods.contains(period, own):
        return "fiscal"  # a rate set on a day of the month the text names, a fine of a day
    labels = fact.period.label if fact.period else "", period.label
    named = [label.removeprefix("FY") for label in labels]
    return "fiscal" if named[0] == named[1] and (own.fiscal or period.fiscal) else "other"


def unsaid(facts: Iterable[Fact], reference: Reference) -> str | None:
    """What to write into the file where a fiscal year was held against a plain one, and nobody says when it ends."""
    for fact in facts:
        if fact.period and fact.period.fiscal and reference.fiscal_year_end(fact.entity) is None:
            label = fact.period.label
            said = f"Is {label} of {fact.entity} the calendar year {label[2:6]}?" if len(label) == 6 else ""
            asked = said or f"When does the fiscal year of {fact.entity} end?"
            return f"{asked} Write its fiscal_year_end (MM-DD) in entities.csv, and this can be judged."
    return None


def _yearly(fact: Fact) -> bool:
    """Whether a figure of a month is one over a year, as inflation rates are."""
    return fact.unit == "percent" and "inflation" in fact.metric.lower()


def _a_year(period: Period) -> bool:
    return period.start is not None and period.end is not None and 357 <= (period.end - period.start).days <= 373


def _deal(fact: Fact) -> bool:
    """Whether a fact tells of one day's deed with somebody: it happened once in any period around that day."""
    period = fact.period
    return fact.counterparty is not None and period is not None and period.start == period.end is not None


def _holds(fact: Fact, period: Period) -> bool:
    start, end = period.start or date.min, period.end or date.max
    return (fact.valid_from or fact.as_of) <= end and (fact.valid_to or date.max) >= start


def target_relation(claim: Claim, fact: Fact, period: Period | None, year_end: str | None) -> str:
    """A target stands while it is valid; a year said with it must be its own horizon ("aims to halve it by 2030").

    A step on the way ("10% by 2026" of a target for 2030) may be another target; what was done in another year is
    no plan's matter at all.
    """
    own = periods.resolve(fact.period, year_end) if fact.period else None
    if period is None or period.end is None or own is None or own.end is None:
        return "state"
    if own.end.year == period.end.year:
        return "same"
    return "other" if claim.claim_type == "actual" else "fiscal"


def at_its_end(claim: Claim, fact: Fact) -> bool:
    """Whether a figure of one day is told of the end of a period: "the ratio was 188% at the end of 2024"."""
    period = fact.period
    day = period is not None and period.start == period.end is not None
    return day and any("end" in WORD.findall(m.surface.lower()) for m in claim.mentions("period"))


def is_state(fact: Fact, reference: Reference) -> bool:
    """Whether the present tense fixes the fact's period: stocks, running totals, and facts with a validity window."""
    info = reference.metric_info(fact.metric)
    if info and info.flow_or_stock in ("stock", "cumulative"):
        return True
    return fact.valid_from is not None and not (info and info.flow_or_stock == "flow")
