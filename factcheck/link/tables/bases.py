"""Sentence + table -> whether both measure on one basis: seasonal adjustment, prices of a year, purchasing power.

A number right on one basis is wrong on another and nobody's error until the sentence says which it means: such a
difference is shown as a mismatch of bases and never as an accusation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from factcheck.link.tables.choose import Profile
from factcheck.link.tables.prices import price_of

UNADJUSTED = re.compile(
    r"\b(?:not|non|un|before|without)[\s-]*(?:any\s+)?(?:seasonal(?:ly)?[\s-]*)adjust\w*|\bunadjusted\b|\boriginal\s+(?:terms|data)\b"
    r"|\bprior\s+to\s+seasonal\s+adjustment\b",
    re.IGNORECASE,
)
ADJUSTED = re.compile(r"\bseasonal(?:ly)?[\s-]+adjust\w*|\bafter\s+seasonal\s+adjustment\b", re.IGNORECASE)
REAL = re.compile(
    r"\breal\b(?!\s+(?:estate|madrid|time|life))|\binflation[\s-]adjusted\b|\b(?:adjust\w*|allow\w*|account\w*|correct\w*)\s+for\s+(?:the\s+)?(?:inflation|prices|price\s+(?:rises|changes))\b|\bafter\s+inflation\b"
    r"|\bconstant(?:[\s-]+\w+)?[\s-]+(?:prices|dollars)\b|\bin\s+volume\b|\b(?:in|at)\s+(?:(?:19|20)\d\d)\s+(?:prices|dollars|euros|pounds)\b",
    re.IGNORECASE,
)
NOMINAL = re.compile(
    r"\bnominal(?:ly)?\b|\bcurrent[\s-]+(?:prices|dollars)\b|\bnot\s+adjusted\s+for\s+inflation\b", re.IGNORECASE
)
BASE_YEAR = re.compile(r"\b(?P<year>(?:19|20)\d\d)[\s-]+(?:prices|dollars|euros|pounds|US\$)", re.IGNORECASE)
PARITY = re.compile(r"\bpurchasing[\s-]power\b|\bppp\b|\binternational\s+dollars\b", re.IGNORECASE)
PER_HEAD = re.compile(r"\bper[\s-](?:capita|person|head|inhabitant)\b|\ba\s+head\b", re.IGNORECASE)
# What is counted anew in every season: changes from one month to the next are told after adjustment for it.
SEASONAL = frozenset(
    "cpi inflation gdp unemployment employment production houseprice export import spending consumption".split()
)
MARKET = frozenset(
    "yield bond euribor exchangerate stockindex volatility share price oil gold gas silver copper".split()
)
RATED = frozenset("yield bond euribor".split())  # what of it is told in percent
RESTLESS = frozenset("unemployment inflation cpi interestrate policyrate mortgage".split())  # told anew every month
# "In early 2020", "at the start of 2020": no mean of the year is refuted by a part of it.
PARTLY = re.compile(
    r"\b(?:early|mid|late|start|beginning|outset|dawn|opening|spring|summer|autumn|winter|first\s+(?:few\s+)?(?:weeks|months|half)|middle)"
    r"[\s-]+(?:of\s+|in\s+)?(?:the\s+year\s+)?(?:19|20)\d\d\b|\b(?:began|started|entered|opened)\s+(?:the\s+year\s+)?(?:19|20)\d\d\b"
    r"|\b(?:around|about|circa|roughly)\s+(?:19|20)\d\d\b|\b(?:19|20)\d\d\s+or\s+(?:so|thereabouts)\b",
    re.IGNORECASE,
)
ENDING = re.compile(
    r"\b(?:end|close|(?:last|final)\s+(?:few\s+)?(?:weeks|months|half))[\s-]+(?:of\s+|in\s+)?(?:the\s+year\s+)?(?:19|20)\d\d\b"
    r"|\b(?:ended|finished|closed)\s+(?:the\s+year\s+)?(?:19|20)\d\d\b",
    re.IGNORECASE,
)
PRODUCED = ("count", "intensity", "rate")  # "oil production", "cereal yields": counted over a year and not quoted


@cache
def _stated(qualifiers: tuple[tuple[str, str], ...], unit: str, metric: str) -> str:
    return " ".join([*(f"{k} {v}" for k, v in qualifiers), unit, metric]).lower()


def adjustment(profile: Profile) -> str | None:
    """Whether a table is seasonally adjusted ("yes", "no"); None where it does not say."""
    meta = profile.table.meta
    text = _stated(meta.qualifiers, meta.unit, f"{meta.metric} {meta.note}")
    if UNADJUSTED.search(text):
        return "no"
    return "yes" if ADJUSTED.search(text) else None


def seasons_differ(text: str, profile: Profile) -> bool:
    """Whether a sentence states the other seasonal adjustment than the table's."""
    said = "no" if UNADJUSTED.search(text) else "yes" if ADJUSTED.search(text) else None
    own = adjustment(profile)
    return said is not None and own is not None and said != own


def seasons_open(text: str, profile: Profile) -> bool:
    """Whether a change from one period to the next may be meant on the other adjustment than the table's."""
    if profile.derived or not profile.core & SEASONAL or ADJUSTED.search(text) or UNADJUSTED.search(text):
        return False
    return adjustment(profile) != "yes"


def of_a_part(text: str, profile: Profile) -> bool:
    """Whether a sentence speaks of a part of a year, of which a yearly table tells nothing.

    What there is at the end of a year is its figure; of what is told anew every month it is the mean.
    """
    restless = bool(profile.core & RESTLESS) or profile.form == "growth"
    return PARTLY.search(text) is not None or (restless and ENDING.search(text) is not None)


def prices_of(profile: Profile) -> str | None:
    """Whether a table is in real or nominal terms; None where it is no money or does not say."""
    meta = profile.table.meta
    text = _stated(meta.qualifiers, meta.unit, meta.metric)
    if REAL.search(text) or re.search(r"\b(?:chained|constant)\b|\bin\s+(?:19|20)\d\d\s+prices\b", text):
        return "real"
    if NOMINAL.search(text) or price_of(meta.unit):
        return "nominal"
    return None


def prices_differ(text: str, profile: Profile, changing: bool) -> bool:
    """Whether money in the sentence is of another kind than the table's: paid, of one year's prices, at parity.

    Output that "grew 2%" is told in real terms unless it says otherwise, an amount in dollars is what was paid.
    """
    meta = profile.table.meta
    own = prices_of(profile)
    if own is None:
        return False
    money = price_of(meta.unit, meta.metric)
    said = "real" if REAL.search(text) else "nominal" if NOMINAL.search(text) else None
    if said is None and changing:
        said = "real" if "gdp" in profile.core else own
    if (said or "nominal") != own:
        return True
    if money is not None and money.parity != bool(PARITY.search(text)) and not changing:
        return True
    year = BASE_YEAR.search(text)
    return bool(
        own == "real" and not changing and money and money.year and (year is None or int(year["year"]) != money.year)
    )


def on_basis(text: str, profiles: Sequence[Profile], changing: bool) -> tuple[Profile, ...]:
    """Those of several tables that measure on the sentence's basis; all of them where none does."""
    kept = [p for p in profiles if not prices_differ(text, p, changing) and not seasons_differ(text, p)]
    return tuple(kept or profiles)


def market(profile: Profile) -> bool:
    """Whether a table holds what markets quote from minute to minute: a monthly mean refutes no day's quotation."""
    meta = profile.table.meta
    money = price_of(meta.unit)
    if (money and money.per) or (profile.thing and profile.form == "index"):
        return True
    return (
        bool(profile.core & (RATED if profile.form in ("share", "growth") else MARKET)) and profile.form not in PRODUCED
    )
