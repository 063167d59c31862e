"""Claim + dates of its sentence -> Moment: the days a statement is about and the days it is measured against.

Tables with a figure a month, a quarter or a day are read by days ("in May", "the three months to June", "since October
2022"); the dates were resolved when the text was read.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import factcheck.link.within as within
from factcheck.measure.periods import parse_label
from factcheck.model import Claim, Mention, Period

A_WEEK = 7
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
NOW = re.compile(r"(?:as\s+of\s+)?(?:today|now|currently|presently|at\s+present|nowadays|these\s+days)", re.IGNORECASE)
EARLIER = re.compile(r"\b(?:earlier|ago|before|previous|prior|preceding)\b", re.IGNORECASE)
FROM = re.compile(r"\b(?:from|than|compared\s+(?:with|to))\s+(?:in\s+)?$", re.IGNORECASE)
AGAINST = re.compile(
    r"\b(?:than|from|since|compared\s+(?:with|to)|versus)\s+(?:[$€£]?\d[\d.,]*\s*(?:%|percent|per\s+cent)?\s+)?(?:in\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
YEAR_ON_YEAR = re.compile(
    r"\byear[\s-](?:on|over)[\s-]year\b|\by/y\b|\byoy\b|\b(?:12|twelve)[\s-]months?\b|\b(?:over|on|in)\s+the\s+year\b"
    r"|\b(?:a|one|the)\s+year\s+(?:earlier|ago|before)\b|\byear[\s-](?:earlier|ago)\b|\bannual(?:ly)?\b(?!\s+(?:rate|pace))"
    r"|\bsame\s+(?:month|quarter|period|time|day)\b|\bfrom\s+(?:last|the\s+previous)\s+year\b|\bin\s+a\s+year\b"
    r"|\bcompared\s+(?:with|to)\s+(?:last|the\s+previous)\s+year\b",
    re.IGNORECASE,
)
PERIOD_ON_PERIOD = re.compile(
    r"\b(?:month|quarter|day)[\s-](?:on|over|to)[\s-](?:month|quarter|day)\b|\bm/m\b|\bq/q\b|\bmom\b|\bqoq\b"
    r"|\b(?:from|than|on|over|for|in|versus|compared\s+(?:with|to))\s+the\s+(?:(?:previous|prior|preceding)\s+)?(?:month|quarter|day|session)\b"
    r"(?!\s+of)(?!\s+(?:to|ended|ending))|\b(?:a|the|one)\s+(?:month|quarter|day)\s+(?:earlier|ago|before)\b|\bmonthly\b|\bquarterly\b"
    r"|\b(?:than|from)\s+(?:the\s+)?(?:previous|prior|first|second|third|fourth)\b(?!\s+(?:half|year|of))",
    re.IGNORECASE,
)
ANNUALISED = re.compile(r"\bannuali[sz]ed\b|\bannual\s+(?:rate|pace)\b", re.IGNORECASE)
MONTH = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec|January|February|March|April|August|September|October"
    r"|November|December)\b"
)
QUARTER = re.compile(
    r"\b(?:first|second|third|fourth|final|last)\s+(?:quarter|half|three\s+months)\b|\bQ[1-4]\b", re.IGNORECASE
)
FROM_NUMBER = re.compile(r"\b(?:from|than|against|versus|compared\s+(?:with|to))\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
# "Rose 0.8%, or 3.4% at an annual rate", "0.8% (3.4% annualised)": the rate is the second number's
NEXT_ONE = re.compile(r"(?:\b(?:and|or)|\()\s*(?:[a-z]+\s+){0,2}\d|;|\bwhile\b|\bafter\b", re.IGNORECASE)
# "Up 23% on 2023", "half that of 2022", "18% below its average for 2022": the year is what a number is held against
UP_ON = re.compile(
    r"\b(?:up|down|rise|fall|increase|decrease|drop|gain|more|less|fewer|higher|lower)\b[^.;,]{0,24}\bon\s+$"
    r"|\b(?:that|those)\s+(?:of|for|in)\s+$|\b(?:what|as)\s+(?:it|they)\s+(?:was|were|did|had)\s+(?:back\s+)?in\s+$"
    r"|\b(?:half|third|quarter|times|twice|of)\s+(?:its|their|the)\s+$"
    r"|\b(?:below|above|than)\s+(?:(?:its|their|the|that|those|in)\s+)?(?:(?:average|level|mean|figure)\s+)?(?:(?:of|for|in)\s+)?$",
    re.IGNORECASE,
)
WHEN_IT = re.compile(r",?\s+when\s+[^.;,]{0,40}$", re.IGNORECASE)
NEAR = 90
FRESH = 100  # days after which a month is no news any more
A_WORD, A_DATE = 9, 32  # characters of " in last ", and of a date behind it


@dataclass(frozen=True, slots=True)
class Moment:
    """Days a statement is about, both included; ``since`` is the last day of what it looks back to.

    ``basis`` of a change: year (on year), period (on period), annualised, or empty where the sentence does not say;
    ``base`` are the days it names for it. ``unsure``: of which year a month is, the sentence leaves open.
    """

    first: date | None
    last: date | None
    stated: bool = True
    since: date | None = None
    basis: str = ""
    base: Period | None = None
    unsure: bool = False

    @property
    def dated(self) -> bool:
        """Whether the sentence names its days."""
        return self.first is not None

    @property
    def within_a_year(self) -> bool:
        """Whether less than a calendar year is meant, so that yearly tables have nothing to say."""
        if self.first is None or self.last is None:
            return False
        whole = (self.first.month, self.first.day, self.last.month, self.last.day) == (1, 1, 12, 31)
        return not whole and (self.last - self.first).days < 366 + A_WEEK


def moment(claim: Claim, ledger: Sequence[Mention], text: str, offset: int, published: date | None = None) -> Moment:
    """The moment of a claim; days it does not state are None. A month without its year is the last one there was."""
    found = _beside(claim, ledger, text, offset, _moment(claim, ledger, text, offset), published)
    if published is None or found.first is None or found.last is None or found.first <= published:
        return found
    if any(YEAR.search(m.surface) for m in claim.mentions("period")):
        return found
    years = found.first.year - published.year + (found.first.replace(year=published.year, day=1) > published)
    first, last = (day.replace(year=day.year - years, day=min(day.day, 28)) for day in (found.first, found.last))
    if found.last.day > 28:
        last = date(last.year, last.month, monthrange(last.year, last.month)[1])
    return replace(found, first=first, last=last, base=None)


def _moment(claim: Claim, ledger: Sequence[Mention], text: str, offset: int) -> Moment:
    end = offset + len(text)
    dates = [m for m in ledger if offset <= m.start < end and m.kind in ("date", "daterange") and m.iso_start]
    since = _since(claim, dates)
    basis = _basis(text, claim.main.start - offset, claim.main.end - offset)
    base = parse_label(claim.relative_to) if claim.relative_to else None
    base = base or _base(claim, dates, text, offset)
    own = claim.period
    if (told := WHEN_IT.search(text[: claim.main.start - offset])) is not None:
        at = [m for m in dates if m.end - offset == told.start()]  # "since June 2021, when it was 5.4%"
        said = parse_label(at[0].period) if at and at[0].period else None
        return Moment(
            said.start if said else None, said.end if said else None, True, None, basis, None, unsure=said is None
        )
    opened = text[: claim.main.start - offset].rstrip()
    if opened.endswith("("):  # "higher in June 2021 (5.4%) than in June 2023 (3.0%)"
        there = [m for m in dates if m.end - offset == len(opened[:-1].rstrip()) and m.iso_end is not None]
        if there and there[0].iso_start is not None and there[0].iso_end is not None:
            return Moment(there[0].iso_start, there[0].iso_end - timedelta(1), True, since, basis, base)
    if own is not None and (behind := _only_base(claim, text, offset)):
        near = _nearest(claim, [m for m in dates if m not in behind], text, offset)  # "in 2024, up 23% on 2023"
        if near is not None and near.iso_start is not None and near.iso_end is not None:
            return Moment(near.iso_start, near.iso_end - timedelta(1), True, since, basis, base or own)
        return Moment(None, None, True, since, basis, base or own, unsure=True)
    if own is not None and any(NOW.fullmatch(m.surface) for m in claim.mentions("period")):
        return Moment(None, None, True, since, basis, base)  # "today" is the present tense and no day's figure
    if own is not None and own.start is not None and own.end is not None:
        twice = _twice_back(claim, dates)  # "0.67% a year earlier and 1.42% two years earlier": two before the first
        return Moment(own.start, own.end, claim.period_stated, since, basis, base, unsure=twice)
    if claim.period_stated:
        return Moment(None, None, True, since, basis, base)
    near = None if undated(claim, ledger) else _nearest(claim, dates, text, offset)
    if near is None or near.iso_start is None or near.iso_end is None:
        return Moment(None, None, True, since, basis, base)
    return Moment(near.iso_start, near.iso_end - timedelta(1), True, since, basis, base)


def _only_base(claim: Claim, text: str, offset: int) -> tuple[Mention, ...]:
    """The dates of a number's period, where all it has are what it is measured against: "up 23% on 2023"."""
    own = claim.mentions("period")
    against = [m for m in own if UP_ON.search(text[: max(0, m.start - offset)])]
    return tuple(own) if own and len(against) == len(own) else ()


def _twice_back(claim: Claim, dates: Sequence[Mention]) -> bool:
    """Whether a number's time is told from another that is itself told from one."""
    told = [m for m in claim.mentions("period") if EARLIER.search(m.surface)]
    return bool(told) and any(m.end <= told[0].start and EARLIER.search(m.surface) for m in dates)


def undated(claim: Claim, ledger: Sequence[Mention]) -> bool:
    """Whether a number has a date of its own of a year nobody tells: "from 3.7% in January 2024 to 4.3% in July"."""
    end = claim.main.end
    behind = within.inside(ledger, end, end + A_DATE)
    return bool(behind) and behind[0].kind == "date" and behind[0].iso_start is None and behind[0].start - end < A_WORD


def _beside(
    claim: Claim, ledger: Sequence[Mention], text: str, offset: int, found: Moment, published: date | None
) -> Moment:
    """A month without a year beside one with it: June of "$38 in July 2004, up from $35 in June" is that year's.

    In the news of the month after it may as well be the latest: "doubled from its low of April 2020 to $80 in October".
    """
    own = claim.mentions("period")
    if found.first is None or found.last is None or not own or any(YEAR.search(m.surface) for m in own):
        return found
    if not all(MONTH.search(m.surface) or QUARTER.search(m.surface) for m in own):
        return found
    sentence = (m for m in ledger if offset <= m.start < offset + len(text) and m.kind in ("date", "daterange"))
    bounded = [m for m in sentence if m.iso_start is not None and m.iso_end is not None]  # no "lowest since May 2021"
    dated = [m for m in bounded if m not in own and YEAR.search(m.surface)]
    if not dated:
        return found
    anchor = min(dated, key=lambda m: abs(m.start - claim.main.start)).iso_start
    assert anchor is not None
    fresh = published is not None and 0 <= (published - found.last).days < FRESH
    looks_back = FROM_NUMBER.search(text[max(0, claim.main.start - offset - 30) : claim.main.start - offset])
    year = anchor.year - (1 if looks_back and found.first.month > anchor.month else 0)
    years = found.first.year - year
    first = found.first.replace(year=year, day=min(found.first.day, 28))
    last_year = found.last.year - years
    month = found.last.replace(year=last_year, day=1)
    if fresh and (first.year, first.month) != (found.first.year, found.first.month):
        return replace(found, unsure=True)
    return replace(found, first=first, last=month.replace(day=_last(found.last, month)))


def _last(was: date, month: date) -> int:
    """The day a stretch ends on in another year: the end of the month where it ended there."""
    end = monthrange(month.year, month.month)[1]
    return end if was.day == monthrange(was.year, was.month)[1] else min(was.day, end)


def _base(claim: Claim, dates: Sequence[Mention], text: str, offset: int) -> Period | None:
    """As in "down 20 basis points from March": the month behind the number that it is measured against."""
    for m in dates:
        behind = 0 <= m.start - claim.main.end < NEAR and m.iso_start is not None and m.iso_end is not None
        if behind and FROM.search(text[max(0, m.start - offset - 24) : m.start - offset]):
            return parse_label(m.period) if m.period else None
    return None


def _since(claim: Claim, dates: Sequence[Mention]) -> date | None:
    """The last day of what a statement looks back to: "since 1981" leaves all of 1981 out."""
    open_ended = [m for m in dates if m.iso_end is None]
    if not open_ended:
        return None
    near = min(open_ended, key=lambda m: abs(m.start - claim.main.end))
    said = parse_label(near.period) if near.period else None
    return said.end if said is not None and said.end is not None else near.iso_start


def _nearest(claim: Claim, dates: Sequence[Mention], text: str, offset: int) -> Mention | None:
    """The nearest date that is no base of comparison: "the highest in May", not "higher than in April"."""
    own = [
        m
        for m in dates
        if m.iso_end is not None
        and not EARLIER.search(m.surface)
        and not AGAINST.search(text[max(0, m.start - offset - 24) : m.start - offset])
    ]
    return min(own, key=lambda m: abs(m.start - claim.main.start)) if own else None


def _basis(text: str, start: int, end: int) -> str:
    """What a change is measured against, by the words nearest the number: behind it first, then before it."""
    behind = text[end : end + NEAR]
    stop = NEXT_ONE.search(behind)
    behind = behind[: stop.start()] if stop else behind
    for part in (behind, text[max(0, start - NEAR) : start]):
        hits = [
            (m.start(), name)
            for name, pattern in (("annualised", ANNUALISED), ("year", YEAR_ON_YEAR), ("period", PERIOD_ON_PERIOD))
            if (m := pattern.search(part))
        ]
        if hits:
            return min(hits)[1] if part is behind else max(hits)[1]
    return ""
