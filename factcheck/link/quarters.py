"""Claim -> the company's own quarter where its year is not the calendar's: "second-quarter profit" said in October.

A part of a year told by its number alone is a part of the company's own year: the second quarter of a company whose
year ends in March is that of July to September. Read as one of the calendar it is another quarter altogether.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from factcheck.claim.kinds import Need
from factcheck.measure import periods
from factcheck.model import Claim, Mention, Period

_LABEL = re.compile(r"(\d{4})-([QH][1-4])")
_NUMBERED = re.compile(r"\b(?:first|second|third|fourth|final|1st|2nd|3rd|4th|Q[ -]?[1-4]|[1-4]Q|H[12]|[12]H)", re.I)
_YEAR = re.compile(r"\d\d$|\d{4}")


class Own(NamedTuple):
    """How many years the company's own count is ahead of the calendar's, and whether the text leaves that open."""

    ahead: int
    open: bool  # "the second quarter of 2024": of which count, nobody says


def own(claim: Claim, ledger: Sequence[Mention], year_end: str | None, day: date | None) -> Own | None:
    """How to read a claim's numbered quarter or half as one of a company's own year; None where it is a calendar's."""
    label = _LABEL.fullmatch(claim.period.label) if claim.period else None
    if label is None or year_end in (None, "12-31"):
        return None
    told = _told(claim, ledger, label[2])
    said = _LABEL.fullmatch(told.period or "") if told else None
    if told is None or said is None or not _NUMBERED.search(told.surface) or "end" in told.surface.lower():
        return None  # "the June quarter", "the second quarter ended 30 September" are of days
    last = day and _last(said[2], day, "12-31")
    if _YEAR.search(told.surface) or day is None or last != int(said[1]):
        return Own(0, open=True)
    return Own(_last(said[2], day, year_end) - int(said[1]), open=False)


def _told(claim: Claim, ledger: Sequence[Mention], part: str) -> Mention | None:
    """The date that tells the claim's quarter: its own, else the last one before it of that number."""
    if own_ := claim.mentions("period"):
        return own_[0]
    before = [m for m in ledger if m.start < claim.sentence_end and m.period and m.period.endswith(part)]
    return before[-1] if before else None


def _last(part: str, day: date, year_end: str | None) -> int:
    """The year of the latest such part that was over on a day."""
    for year in (day.year + 1, day.year, day.year - 1):
        period = periods.resolve(Period(f"FY{year:04d}-{part}", fiscal=True), year_end)
        if period.end is not None and period.end <= day:
            return year
    return day.year - 2


def wanted(claim: Claim, need: Need, read: Own, year_end: str | None) -> Period | None:
    """The period a need asks for, counted in the company's own years."""
    label = claim.relative_to if need.when == "base" else claim.period.label if claim.period else None
    at = _LABEL.fullmatch(label or "")
    if at is None:
        return None
    period = periods.resolve(Period(f"FY{int(at[1]) + read.ahead:04d}-{at[2]}", fiscal=True), year_end)
    return periods.prior(period) if need.when not in ("own", "base") else period
