"""Text -> the periods it speaks of: "three months ended June 30, 2023 and 2022", "fiscal 2024", "the prior year".

Own reading instead of the ledger's dates, because the shorthand of tables in prose ("June 30, 2023 and 2022") has to
be expanded to be aligned with the numbers: the second year is a day in June too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from factcheck.link.witness.index import Index

_MONTHS = (
    "january february march april may june july august september october november december "
    "jan feb mar apr may jun jul aug sep oct nov dec"
).split()
_NAMES = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
)
_COUNT = {"one": 1, "two": 2, "three": 3, "four": 4, "six": 6, "nine": 9, "twelve": 12, "first": 1, "second": 2,
          "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}  # fmt: skip
_ENDED = "end(?:ed|ing)"
_Y = r"(?:19|20)\d\d"
_BEFORE = "(?:prior|previous|preceding|last)"
_PATTERN = re.compile(
    r"(?P<span>(?P<many>(?:(?:three|six|nine|twelve|3|6|9|12)(?:[- ]months?)?(?:,? and |, | or )?){1,3})[- ]?"
    rf"(?:months?|month periods?)(?: periods?)?(?: then)? {_ENDED})"
    rf"|(?P<part>\b(?:first )?(?P<pm>three|six|nine)[- ]months?(?: (?:of|in|ended))?(?: fiscal)? (?P<py>{_Y})\b)"
    rf"|(?P<yearspan>\b(?:(?:fiscal )?years?|twelve[- ]month period) {_ENDED})"
    rf"|(?P<quarterspan>\bquarters?(?:ly periods?)? {_ENDED})"
    r"|(?P<asof>\b(?:as of|as at|at)\b)"
    rf"|(?P<date>\b(?P<month>{_NAMES}) (?P<day>\d{{1,2}})(?!\d)(?:st|nd|rd|th)?(?:, ?(?P<year>{_Y})\b)?)"
    rf"|(?P<monthyear>\b(?P<mmonth>{_NAMES}),? (?:of )?(?P<my>{_Y})\b)"
    r"|(?P<quarter>\b(?P<qn>first|second|third|fourth|1st|2nd|3rd|4th)[- ](?:fiscal )?quarters?"
    rf"(?:,? (?:of |in |for )?(?:the )?(?:fiscal )?(?:year )?(?:of )?(?P<qy>{_Y}))?)"
    rf"|(?P<shortq>\bQ(?P<sq>[1-4])(?: |,|-|’|')*(?:FY)?(?P<sqy>{_Y})?\b)"
    rf"|(?P<fiscal>\b(?:fiscal(?: years?)?|FY) ?(?P<fy>{_Y})\b)"
    rf"|(?P<bare>(?<![\d$€£.,/-]){_Y}\b(?![.,]\d|%|-\d))"
    rf"|(?P<prior>\b(?:same|corresponding|comparable|{_BEFORE})[- ](?:year|fiscal year|(?:year )?(?:period|quarter))s?"
    rf"(?: (?:of|in) (?:the )?{_BEFORE} (?:fiscal )?year)?)"
    r"|(?P<current>\b(?:current|this)[- ](?:year|fiscal year|period|quarter))",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"[\s,;]*(?:and|or|to|from|versus|vs\.?|compared (?:to|with)|respectively)?[\s,]*(?:the years?|fiscal|in)?\s*"
)
DAY, MONTH, QUARTER, YEAR, RELATIVE = range(5)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A period as read: ``end`` (ordinal), how exactly it is known, ``months`` it lasts (0 an instant, -1 not said)."""

    start: int
    stop: int
    end: int
    grain: int
    months: tuple[int, ...] = ()
    instant: bool = False


def read(text: str, index: Index) -> list[Spoken]:
    """The periods of a stretch of text, in order; bare years inherit month and day of the date they are listed with."""
    out: list[Spoken] = []
    months: tuple[int, ...] = ()
    instant = False
    cue_end = -100
    carried: tuple[int, int, int] | None = None  # month, day, where it was said last
    latest = date.fromordinal(index.latest)  # "quarters ended 2023 and 2022": the day of this report
    for m in _PATTERN.finditer(text):
        if m.group("span"):
            months, instant, cue_end = _counts(m.group("many")), False, m.end()
            carried = None if months == (12,) else (latest.month, latest.day, m.end())
        elif m.group("yearspan"):
            months, instant, cue_end, carried = (12,), False, m.end(), None
        elif m.group("quarterspan"):
            months, instant, cue_end = (3,), False, m.end()
            carried = (latest.month, latest.day, m.end())
        elif m.group("asof"):
            months, instant, cue_end, carried = (), True, m.end(), None
        else:
            near = m.start() - cue_end < 6 or (out and carried and joined(text[out[-1].stop : m.start()]))
            spoken = _one(m, index, carried if carried and joined(text[carried[2] : m.start()]) else None)
            if spoken is None:
                continue
            if m.group("part"):
                day = date.fromordinal(spoken.end)
                months, carried = spoken.months, (day.month, day.day, m.end())
            elif m.group("date"):
                carried = (_month(m.group("month")), int(m.group("day")), m.end())
            elif carried is not None:
                carried = (carried[0], carried[1], m.end())
            if near and not spoken.months:
                spoken = replace(spoken, months=months, instant=instant)
            out.append(spoken)
    return _fill_years(out, text)


def joined(between: str) -> bool:
    """Whether only list words lie between: "2023 and 2022", "2023, 2022"."""
    return len(between) < 28 and _LISTED.fullmatch(between) is not None


def _counts(text: str) -> tuple[int, ...]:
    found = re.findall(r"three|six|nine|twelve|12|3|6|9", text.lower())
    return tuple(_COUNT.get(w) or int(w) for w in found)


def _month(text: str) -> int:
    return _MONTHS.index(text.lower().rstrip(".")[:3]) % 12 + 1 if text.lower()[:3] != "may" else 5


def _ordinal(year: int, month: int, day: int) -> int:
    try:
        return date(year, month, day).toordinal()
    except ValueError:
        return _month_end(year, month)


def _month_end(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following.toordinal() - 1


def year_end(year: int, index: Index) -> int:
    """The last day of a fiscal year: one that ends in January 2024 is fiscal 2023."""
    month, day = index.year_end
    if month < 3:
        year += 1
    return _ordinal(year, month, day)


def _one(m: re.Match[str], index: Index, carried: tuple[int, int, int] | None) -> Spoken | None:
    where = (m.start(), m.end())
    if m.group("date"):
        year = m.group("year")
        month, day = _month(m.group("month")), int(m.group("day"))
        if not 1 <= day <= 31:
            return None
        return Spoken(*where, _ordinal(int(year), month, day) if year else -(month * 100 + day), DAY)
    if m.group("monthyear"):
        month = _month(m.group("mmonth"))
        return Spoken(*where, _month_end(int(m.group("my")), month), MONTH)
    if m.group("quarter") or m.group("shortq"):
        number = _COUNT[m.group("qn").lower()] if m.group("quarter") else int(m.group("sq"))
        said = m.group("qy") or m.group("sqy")
        return _quarter(where, number, int(said) if said else None, index)
    if m.group("part"):
        return _part(where, _COUNT[m.group("pm").lower()], int(m.group("py")), index)
    if m.group("fiscal"):
        return Spoken(*where, year_end(int(m.group("fy")), index), YEAR, (12,))
    if m.group("bare"):
        year_said = int(m.group("bare"))
        if carried:
            return Spoken(*where, _ordinal(year_said, carried[0], carried[1]), DAY)
        return Spoken(*where, year_end(year_said, index), YEAR)
    latest = date.fromordinal(index.latest)
    if m.group("prior"):
        return Spoken(*where, _ordinal(latest.year - 1, latest.month, latest.day), RELATIVE)
    if m.group("current"):
        return Spoken(*where, index.latest, RELATIVE)
    return None


def _part(where: tuple[int, int], months: int, year: int, index: Index) -> Spoken:
    """The first six months of 2022: so many months after the end of the fiscal year before."""
    before = date.fromordinal(year_end(year - 1, index))
    month = before.month + months
    return Spoken(*where, _month_end(before.year + (month - 1) // 12, (month - 1) % 12 + 1), QUARTER, (months,))


def _quarter(where: tuple[int, int], number: int, year: int | None, index: Index) -> Spoken:
    latest = date.fromordinal(index.latest)
    for y in (year,) if year else (latest.year + 1, latest.year, latest.year - 1):
        end = date.fromordinal(year_end(y, index))
        back = (4 - number) * 3
        month = (end.month - back - 1) % 12 + 1
        own = end.year + (end.month - back - 1) // 12
        ordinal = _month_end(own, month)
        if year or ordinal <= index.latest + 10:
            break
    return Spoken(*where, ordinal, QUARTER, (3,))


def _fill_years(spoken: list[Spoken], text: str) -> list[Spoken]:
    """A day without a year ("September 30 and December 31, 2023") takes the year of the next date, else of the last."""
    out = list(spoken)
    year: int | None = None
    for k in range(len(out) - 1, -1, -1):
        if out[k].end > 0:
            year = date.fromordinal(out[k].end).year
        elif year is not None:
            month, day = divmod(-out[k].end, 100)
            out[k] = replace(out[k], end=_ordinal(year, month, day))
    year = None
    for k, own in enumerate(out):
        if own.end > 0:
            year = date.fromordinal(own.end).year
        elif year is not None:
            month, day = divmod(-own.end, 100)
            out[k] = replace(own, end=_ordinal(year, month, day))
    return [s for s in out if s.end > 0]


def matches(spoken: Spoken, index: Index) -> NDArray[np.float32]:
    """How well each of the index's periods is the one spoken of, 0..1."""
    off = np.abs(index.ends - spoken.end)
    score = np.where(off == 0, 1.0, np.where(off <= 4, 0.85, 0.0))
    if spoken.grain == DAY:
        score = np.maximum(score, np.where(off <= 16, 0.2, 0.0))
    else:
        first = spoken.end - {MONTH: 31, QUARTER: 92, YEAR: 366, RELATIVE: 0}[spoken.grain]
        inside = (index.ends > first) & (index.ends <= spoken.end)
        score = np.maximum(score, np.where(inside, 0.6 if spoken.grain == MONTH else 0.45, 0.0))
        if spoken.grain == YEAR:
            calendar = date.fromordinal(spoken.end)
            month, _ = index.year_end
            year = calendar.year - (1 if month < 3 else 0)
            lo, hi = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
            score = np.maximum(score, np.where((index.ends >= lo) & (index.ends <= hi), 0.4, 0.0))
    if spoken.months:
        wanted = np.zeros(len(off), dtype=bool)
        for months in spoken.months:
            wanted |= np.abs(index.days - months * 30.44) < 14
        score = np.where(wanted, score, score * (0.75 if spoken.grain == YEAR else 0.5))
    elif spoken.instant:
        score = np.where(index.days == 0, score, score * 0.6)
    return score.astype(np.float32)


def lasting(period: Spoken, months: int) -> Spoken:
    """The same end with one duration."""
    return replace(period, months=(months,))
