"""Dates told from other dates: "two weeks after Easter", "from March 3 to next Friday", "the first week of 2021"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from factcheck.find.calendar import dated, plain_year
from factcheck.find.draft import Compound, Draft, Said
from factcheck.find.relative import COUNT, count
from factcheck.find.resolve import known, resolve
from factcheck.find.worded import ORDINAL_WORDS
from factcheck.measure import dates
from factcheck.measure.dates import Span

Reader = Callable[[str, int, str], Draft | None]
_DAYS = ("date", "daterange")
_STEP = (
    rf"{COUNT}[ -]+(?P<u>(?:business|working|trading)[ ]days?|days?|weeks?|fortnights?|months?|quarters?|years?|"
    r"decades?)"
)
_OFFSET = re.compile(rf"{_STEP}[ ]+(?P<d>after|before|from|following)[ ]+(?:the[ ]+)?(?=\w)", re.I)
_WORKING = re.compile(
    rf"(?:the[ ]+)?(?P<d>last|past|previous|prior|next|coming|following)[ ]+{COUNT}[ ]+"
    r"(?:business|working|trading)[ ]days?\b",
    re.I,
)
_ORDINALS = {w.replace("[- ]", "-"): i for i, w in enumerate(ORDINAL_WORDS.split("|"), 1)}
_WEEKDAY = "|".join(w for w in dates.WEEKDAYS if len(w) > 5)
_NTH = re.compile(
    rf"(?P<o>{ORDINAL_WORDS}|last|final|\d{{1,2}}(?:st|nd|rd|th))[ -]+(?:{COUNT}[ -]+)?(?:full[ ]+)?"
    rf"(?P<u>days?|weeks?|months?|weekends?|{_WEEKDAY})[ ]+(?:of|in)[ ]+(?:the[ ]+)?(?=\w)",
    re.I,
)
_MONTH = "|".join(sorted((w for w in dates.MONTHS if len(w) > 2), key=len, reverse=True))
_HALF_MONTH = re.compile(
    rf"(?P<o>first|second|latter|last)[ -]+half[ ]+of[ ]+(?:the[ ]+month[ ]+of[ ]+)?(?=(?:(?:this|last|next)[ ]+month|"
    rf"{_MONTH})\b)",
    re.I,
)
_WEEK_NO = re.compile(r"(?:calendar[ ]+)?week[ ]+(?P<n>\d{1,2})[ ]+of[ ]+(?P<y>(?:19|20)\d\d)(?!\d)", re.I)
_WEEK_AFTER = re.compile(r"(?:the[ ]+)?(?P<u>week|month|year|weekend)[ ]+(?P<d>after[ ]+next|before[ ]+last)\b", re.I)
_WEEK_OF = re.compile(
    r"(?:the[ ]+)?week[ ]+(?:of|beginning|commencing|starting)[ ]+(?:the[ ]+)?(?P<d>\d{1,2})(?:st|nd|rd|th)\b"
    r"(?![ ]+of\b)",
    re.I,
)
_DAY_OF = re.compile(r"(?P<d>\d{1,2})(?:st|nd|rd|th)[ ]+(?:day[ ]+)?(?:of[ ]+)?(?=(?:this|last|next)[ ]+month\b)", re.I)
_JOINT = re.compile(r"[ ]{0,2}(?:-|~|\x9a|to\b|through\b|thru\b|till\b|until\b)[ ]{0,2}(?:the[ ]+)?(?=\w)", re.I)
_OF_YEAR = re.compile(r",?[ ]+(?:of[ ]+)?(?P<d>this|last|next)[ ]+year\b", re.I)
_MONTHS_YEAR = re.compile(r"[ \n]+(?:of[ \n]+)?(?P<d>this|last|next)[ \n]+year\b(?!'s|-)", re.I)
_YEARS_OFF = {"last": -1, "this": 0, "next": 1}


def said(d: Draft) -> Said | None:
    """What a date says, for the one told from it."""
    if d.iso_start and d.iso_end:
        return d.iso_start, d.iso_end
    return d.relative


def settled(start: int, end: int, what: Compound, kind: str = "daterange") -> Draft | None:
    """A draft that already knows its days where nothing in it waits for the article's day."""
    if what.op == "offset" or not known(what):
        return Draft(start, end, kind, relative=what)
    span = resolve(what, date(2000, 1, 1), 0)
    return dated(start, end, Span(*span)) if span else None


def leading(text: str, start: int, order: str, read: Reader) -> Draft | None:
    """The date at ``start`` that begins with a step or an ordinal and goes on with the date it is told from."""
    if m := _OFFSET.match(text, start):
        return _offset(text, m, order, read)
    if m := _WORKING.match(text, start):
        sign = 1 if m["d"].lower() in ("next", "coming", "following") else -1
        return Draft(start, m.end(), "daterange", relative=("window", "business day", sign * count(m["c"])))
    if (m := _NTH.match(text, start)) and (found := _nth(text, m, order, read)):
        return found
    if (m := _HALF_MONTH.match(text, start)) and (inner := read(text, m.end(), order)) and (first := said(inner)):
        part = 1 if m["o"].lower() == "first" else 2
        return settled(start, inner.end, Compound("nth:1", "half month", part, first))
    if m := _WEEK_NO.match(text, start):
        year = dates.year(int(m["y"]))
        return settled(start, m.end(), Compound("nth:1", "week", int(m["n"]), year)) if year and int(m["n"]) else None
    if m := _WEEK_AFTER.match(text, start):
        n = 2 if m["d"].lower().startswith("after") else -2
        return Draft(start, m.end(), "daterange", relative=("shift", m["u"].lower(), n))
    if (m := _WEEK_OF.match(text, start)) and 1 <= int(m["d"]) <= 31:
        return settled(start, m.end(), Compound("weekof", "week", 0, ("dayofmonth", "day", int(m["d"]))))
    if (m := _DAY_OF.match(text, start)) and (inner := read(text, m.end(), order)) and inner.relative:
        return settled(start, inner.end, Compound("dayof", "day", int(m["d"]), inner.relative), "date")
    return None


def _offset(text: str, m: re.Match[str], order: str, read: Reader) -> Draft | None:
    """Reads "two weeks after Easter"; led by "the" the days between are meant ("the two weeks after Easter")."""
    inner = read(text, m.end(), order) or plain_year(text, m.end())
    if not inner or inner.kind not in _DAYS or (first := said(inner)) is None:
        return None
    word = m["d"].lower()
    if m["c"].lower().startswith(("few", "several")) or (word == "from" and _JOINT.match(text, inner.end)):
        return None
    unit = m["u"].lower()
    unit = "business day" if " " in unit else dates.UNITS[unit]
    n = count(m["c"]) * (-1 if word == "before" else 1)
    return settled(m.start(), inner.end, Compound("offset", unit, n, first), "date")


def _nth(text: str, m: re.Match[str], order: str, read: Reader) -> Draft | None:
    """Reads "the first week of January 2015", "last ten days of May", "the third Monday in March"."""
    inner = read(text, m.end(), order) or plain_year(text, m.end())
    if not inner or inner.kind not in _DAYS or (first := said(inner)) is None:
        return None
    ordinal, word = m["o"].lower(), m["u"].lower()
    n = -1 if ordinal in ("last", "final") else _ORDINALS.get(ordinal.replace(" ", "-"), 0)
    n = n or int(re.sub(r"\D", "", ordinal) or 0)
    many = count(m["c"]) if m["c"] else 1
    if not n or (m["c"] and n not in (1, -1)):
        return None
    unit = str(dates.WEEKDAYS[word]) if word in dates.WEEKDAYS else dates.UNITS[word]
    if unit == "month" and len(first) == 3 and first[1] not in ("year", "fiscal"):
        return None
    return settled(m.start(), inner.end, Compound(f"nth:{many}", unit, n, first))


def trailing(text: str, first: Draft, order: str, read: Reader) -> Draft:
    """The date with what follows it: the second end of a range, or the year it is told of."""
    if first.kind not in _DAYS or first.end >= len(text) or first.ignored or first.modifier or first.value is not None:
        return first
    if first.relative and first.relative[0] == "holiday" and (m := _OF_YEAR.match(text, first.end)):
        year = ("shift", "year", _YEARS_OFF[m["d"].lower()])
        return first._replace(end=m.end(), relative=Compound("holiday", first.relative[1], 0, year))
    if first.relative and first.relative[0] in ("month", "monthday") and (m := _MONTHS_YEAR.match(text, first.end)):
        year = ("shift", "year", _YEARS_OFF[m["d"].lower()])
        return first._replace(end=m.end(), relative=_in_year(first.relative[1], first.relative[2], year))
    m = _JOINT.match(text, first.end)
    a = said(first) if m else None
    if not m or a is None or (len(a) == 3 and (a[0] == "weekday" or (a[0] == "shift" and a[1] != "day"))):
        return first  # "open Monday to Friday" tells of every week; "this year through August" of a part of the year
    second = read(text, m.end(), order) or (plain_year(text, m.end()) if len(a) == 2 else None)
    if not second or second.kind not in _DAYS or second.value is not None or (b := said(second)) is None:
        return first
    if second.kind == "daterange" and second.open:
        return first
    return settled(first.start, second.end, Compound("span", "day", 0, a, b)) or first


def _in_year(day: str | Said, month: object, year: tuple[str, str, int]) -> Compound:
    """The month or day of the year that is said after it: "September last year", "5 May this year"."""
    if day == "month":
        return Compound("nth:1", "month", int(str(month)), year)
    first, _, second = str(day).partition("-")  # a day of a month comes as "05-31"
    return Compound("dayof", "day", int(second), Compound("nth:1", "month", int(first), year))


def year_joined(text: str, start: int, order: str, read: Reader) -> Draft | None:
    """Reads "2007 to the end of 2008": a bare year goes on to a date in words."""
    first = plain_year(text, start)
    m = _JOINT.match(text, first.end) if first else None
    if not first or not m or not text[m.end()].isalpha():
        return None
    joined = trailing(text, first, order, read)
    return joined if joined.end > first.end else None
