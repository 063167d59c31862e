"""Quarters, halves, fiscal years and periods told by their end: "Q3 FY2025", "3Q24", "the year ended June 30, 2024".

Fiscal periods stay symbolic (``FY2025-Q3``): only the reference knows when a company's year ends.
"""

from __future__ import annotations

import re
from datetime import timedelta

from factcheck.find.calendar import MON, YEAR, calendar, dated, plain_year
from factcheck.find.draft import Draft
from factcheck.measure import dates, numbers
from factcheck.measure.dates import Span

ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "final": 4}
_N = r"(?P<n>first|second|third|fourth|final|1st|2nd|3rd|4th)"
_AT = (
    rf"(?:,?[ \n]{{0,3}}(?:[-/][ ]?)?(?:of[ \n]+|in[ \n]+)?(?:the[ \n]+)?(?:(?P<fy>fiscal[ \n]+year|"
    rf"financial[ \n]+year|fiscal|FY|calendar(?:[ \n]+year)?|year)[ \n]{{0,2}})?(?:(?P<y>{YEAR})(?![-/]\d)|"
    rf"'?(?P<yy>\d\d)(?![\d%/-]|:\d|[.,]\d|[ ](?:percent|million|billion|cents|pct))))"
)
_QUARTER = re.compile(
    rf"(?:(?P<pre>fiscal|financial)(?:[ \n]+year)?[ \n]+)?(?:{_N}[ \n-]{{1,3}}(?P<mid>fiscal[ \n]+)?(?:quarters?"
    rf"|qtrs?)\b|(?P<q>Q[ -]?[1-4]|[1-4]Q)(?![\w]*[A-Za-z]{{3}})(?=FY|\W|\d\d|$))(?:{_AT})?",
    re.I,
)
_HALF = re.compile(
    rf"(?:(?P<pre>fiscal|financial)(?:[ \n]+year)?[ \n]+)?(?:(?P<n>first|second|1st|2nd|latter|"
    rf"last(?=[ \n-]+half[ \n]+of[ \n]+\d))[ \n-]{{1,3}}(?P<mid>fiscal[ \n]+)?half\b|"
    rf"(?P<q>H[12]|[12]H)(?=FY|\W|\d\d|$))(?:{_AT})?",
    re.I,
)
_YEAR_QUARTER = re.compile(
    rf"(?P<y>{YEAR})(?:'s)?[ \n-]?(?:(?P<n>first|second|third|fourth|final)[ \n-](?P<u>quarter|"
    rf"half)|(?P<q>Q[1-4]|H[12]))\b",
    re.I,
)
_MONTHS = re.compile(
    rf"(?P<n>first|last|final)[ \n]+(?P<c>two|three|four|five|six|seven|eight|nine|ten|eleven|\d{{1,2}})[ "
    rf"\n]+months(?:{_AT})?",
    re.I,
)
# "9M 2024", "6M24": so many months from the year's start; "3M 2024" may be a company
_NINE_M = re.compile(rf"(?P<c>[69])M[ ]?(?P<fy>FY)?(?:(?P<y>{YEAR})|'?(?P<yy>\d\d)(?![\d.,%]))")
_FISCAL = re.compile(
    rf"(?:the[ \n]+)?(?:(?:fiscal|financial)(?:[ \n]+years?)?|FY|FYE)[ \n-]{{0,2}}(?:(?P<y>{YEAR})|"
    rf"'?(?P<yy>\d\d)(?![\d%]))(?:[/-](?P<b>\d\d(?:\d\d)?)(?!\d))?(?![ \n]*(?:fiscal[ ])?(?:Q[1-4]|"
    rf"first quarter|second quarter|third quarter|fourth quarter))|(?P<z>{YEAR})[ \n]+(?:fiscal|"
    rf"financial)[ \n]+year",
    re.I,
)
_FISCAL_QUARTER = re.compile(
    r"(?:FY|fiscal[ \n]+(?:year[ \n]+)?)'?(?P<y>\d{4}|\d\d)[ \n-]{0,2}(?:(?P<q>Q[1-4]|H[12])|(?P<n>first|"
    r"second|third|fourth)[ \n-](?P<u>quarter|half))\b",
    re.I,
)
_LENGTH = (
    r"(?P<len>(?:fiscal[ \n]+|financial[ \n]+|calendar[ \n]+)?(?:half[ -]years?|years?|quarters?|half|(?:\d{1,2}|"
    r"three|six|nine|twelve|thirteen|twenty-six|fifty-two|two|four|five|ten)[ \n-]+(?:months?|weeks?|years?)|"
    r"month|week))"
)
_UPON = r"last|this|next|previous|prior|preceding|following|coming|current"
# "the third quarter of last year", "last year's third quarter", "the year-ago third quarter"
_OF_YEAR = re.compile(
    rf"(?:[ \n]+(?:of|in))?[ \n]+(?:the[ \n]+)?(?P<d>{_UPON})[ \n]+(?:calendar[ \n]+)?year\b(?!'s)|"
    r"[ \n]+(?P<ago>a[ \n]+year[ \n]+(?:ago|earlier|before|previously))\b",
    re.I,
)
_YEARS_PART = re.compile(
    rf"(?:the[ \n]+)?(?:(?P<d>{_UPON})[ \n]+year's|(?P<ago>year[ \n-](?:ago|earlier)|(?:prior|previous)[ -]year))"
    r"[ \n]+(?P<n>first|second|third|fourth|final)[ \n-]+(?P<u>quarter|half)\b",
    re.I,
)
_STEPS = {"last": -1, "previous": -1, "prior": -1, "preceding": -1, "this": 0, "current": 0}
_QUARTERS = re.compile(rf"(?P<n>first|last|final)[ \n]+(?P<c>two|three|2|3)[ \n]+quarters\b(?:{_AT})?", re.I)
_MONTH_PART = re.compile(
    rf"{MON.format('m')}[ \n-]{{1,2}}(?P<u>quarter|half(?:-year)?|qtr)\b(?:[ \n]+(?:of[ \n]+)?(?P<y>{YEAR}))?", re.I
)
_ENDED = re.compile(
    rf"(?:(?P<n>first|second|third|fourth)[ \n-])?{_LENGTH}[ \n]+(?:period[ \n]+)?(?P<p>ended|ending|"
    rf"to|through|up to)[ \n]+(?:(?:on|in)[ \n]+)?(?:(?:the[ \n]+)?end[ \n-](?:of[ \n]+)?)?",
    re.I,
)


def _year_of(m: re.Match[str], y: str = "y", yy: str = "yy") -> int | None:
    if m[y]:
        return int(m[y])
    return dates.full_year(m[yy], 70) if m[yy] else None


def _label(start: int, end: int, year: int, part: str) -> Draft:
    return Draft(start, end, "daterange", period=f"FY{year}{part}")


def _trim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " \n,.-":
        end -= 1
    return end


def _part(m: re.Match[str], text: str, unit: str) -> Draft | None:
    """A quarter or half with or without its year, calendar or fiscal."""
    q = m["q"]
    if q and q[-1] == "h":
        return None  # "2h 30m" is a length
    index = (
        int(re.sub(r"\D", "", q)) if q else {"latter": 2, "last": 2}.get(m["n"].lower(), 0) or ORDINALS[m["n"].lower()]
    )
    fiscal = bool(m["pre"] or m["mid"] or (m["fy"] and m["fy"].lower().startswith(("f",))))
    year, end = _year_of(m), _trim(text, m.start(), m.end())
    part = f"-{'Q' if unit == 'quarter' else 'H'}{index}"
    if fiscal:
        if year:
            return _label(m.start(), end, year, part)
        return Draft(m.start(), end, "daterange")
    if year:
        span = dates.quarter(year, index) if unit == "quarter" else dates.months(year, 6 * index - 5, 6)
        if span:
            return dated(m.start(), end, span)
    if of := _OF_YEAR.match(text, end):
        said = ("partago", -1) if of["ago"] else ("yearpart", _STEPS.get(of["d"].lower(), 1))
        return Draft(m.start(), of.end(), "daterange", relative=(said[0], f"{unit}:{index}", said[1]))
    return Draft(m.start(), end, "daterange", relative=(unit, unit, index))


def fiscal(text: str, start: int, order: str) -> Draft | None:
    """The quarter, half, fiscal year or period told by its end at ``start``."""
    if (m := _ENDED.match(text, start)) and (found := _ended(text, m, order)):
        return found
    if m := _YEARS_PART.match(text, start):
        unit = f"{m['u'].lower()}:{ORDINALS[m['n'].lower()]}"
        said = ("yearpart", unit, _STEPS.get(m["d"].lower(), 1)) if m["d"] else ("partago", unit, -1)
        return Draft(start, m.end(), "daterange", relative=said)
    if m := _QUARTERS.match(text, start):
        return _first_quarters(m, text)
    if (text[start].isupper() and (m := _MONTH_PART.match(text, start))) and dates.MONTHS[m["m"].lower()] % 3 == 0:
        return _month_part(m)
    if m := _FISCAL_QUARTER.match(text, start):
        year = dates.full_year(m["y"], 70)
        part = (
            m["q"].upper() if m["q"] else ("Q" if m["u"].lower() == "quarter" else "H") + str(ORDINALS[m["n"].lower()])
        )
        return _label(start, m.end(), year, "-" + part)
    if m := _QUARTER.match(text, start):
        return _part(m, text, "quarter")
    if m := _HALF.match(text, start):
        return _part(m, text, "half")
    if m := _YEAR_QUARTER.match(text, start):
        index = int(m["q"][1]) if m["q"] else ORDINALS[m["n"].lower()]
        half = (m["q"] or m["u"]).lower().startswith("h")
        span = dates.months(int(m["y"]), 6 * index - 5, 6) if half else dates.quarter(int(m["y"]), index)
        return dated(start, m.end(), span) if span and not (half and index > 2) else None
    if m := _NINE_M.match(text, start):
        year = _year_of(m) or 0
        if m["fy"]:
            return Draft(start, m.end(), "daterange")
        span = dates.months(year, 1, int(m["c"]))
        return dated(start, m.end(), span) if span else None
    if m := _MONTHS.match(text, start):
        return _first_months(m, text)
    if m := _FISCAL.match(text, start):
        year = int(m["z"]) if m["z"] else _year_of(m) or 0
        if m["b"]:
            year = int(m["b"]) if len(m["b"]) == 4 else year - year % 100 + int(m["b"])
        return _label(start, m.end(), year, "") if year > 1 else None
    return None


def _first_quarters(m: re.Match[str], text: str) -> Draft | None:
    """Reads "the first three quarters of 2024"."""
    count, year = {"two": 2, "three": 3}.get(m["c"].lower()) or int(m["c"]), _year_of(m)
    if not year or (m["fy"] and m["fy"].lower().startswith("f")):
        return None
    span = dates.months(year, 1 if m["n"].lower() == "first" else 13 - 3 * count, 3 * count)
    return dated(m.start(), _trim(text, m.start(), m.end()), span) if span else None


def _month_part(m: re.Match[str]) -> Draft | None:
    """Reads "the September quarter", "the June half": the months that end with that one."""
    month, count = dates.MONTHS[m["m"].lower()], 6 if m["u"].lower().startswith("half") else 3
    if m["y"]:
        span = dates.months(int(m["y"]), month - count + 1, count)
        return dated(m.start(), m.end(), span) if span else None
    said = ("ended:month:month", "month", 100 * count + month)
    return Draft(m.start(), m.end(), "daterange", relative=said)


def _first_months(m: re.Match[str], text: str) -> Draft | None:
    count = numbers.amount(m["c"].lower(), 0)
    year = _year_of(m)
    end = _trim(text, m.start(), m.end())
    if not count or not 1 <= count.value <= 11:
        return None
    n = int(count.value)
    if m["n"].lower() == "last" and not year:
        return None
    if m["fy"] and m["fy"].lower().startswith("f"):
        return Draft(m.start(), end, "daterange")
    if not year:
        return Draft(m.start(), end, "daterange", relative=("firstmonths", "month", n))
    span = dates.months(year, 1 if m["n"].lower() == "first" else 13 - n, n)
    return dated(m.start(), end, span) if span else None


def _ended(text: str, m: re.Match[str], order: str) -> Draft | None:
    """Reads "year ended June 30, 2024": the last day and the length give the first."""
    to = m["p"].lower() in ("to", "through", "up to")
    last = calendar(text, m.end(), order) or plain_year(text, m.end())
    if not last or (to and last.kind == "date" and last.relative and last.relative[0] == "day"):
        return None
    words = re.split(r"[ \n-]+", m["len"].lower())
    unit = "half" if words[0] == "half" else words[-1].rstrip("s")  # "the half-year to 31 December"
    count = 1
    if unit in ("month", "week", "year") and len(words) > 1:
        head = " ".join(words[:-1])
        found = numbers.amount(head.replace(" ", "-"), 0)
        count = int(found.value) if found else 1
        if unit == "year" and count > 1 and not to:
            return None  # "three years ended June 30" are told one by one
    if (unit in ("month", "week") or words[-1] in ("years", "quarters")) and to and len(words) == 1:
        return None
    length = {"year": 12 * count, "quarter": 3, "half": 6}.get(unit, count if unit == "month" else 0)
    if last.relative:
        return Draft(
            m.start(),
            last.end,
            "daterange",
            relative=(
                "ended:" + last.relative[0] + ":" + last.relative[1],
                unit if unit == "week" else "month",
                (count if unit == "week" else length) * 100 + last.relative[2],
            ),
        )
    if last.iso_end is None:
        return None
    span = ended(
        last.iso_end - timedelta(days=1), "week" if unit == "week" else "month", count if unit == "week" else length
    )
    return dated(m.start(), last.end, span) if span else None


def ended(last: object, unit: str, count: int) -> Span | None:
    """The ``count`` weeks or months that end on a day; the day before a month's end counts as its end."""
    from datetime import date as _date

    assert isinstance(last, _date)
    if not 0 < count < 1200:
        return None
    try:
        if unit == "week":
            return Span(last - timedelta(days=7 * count - 1), last + timedelta(days=1))
        nxt = last + timedelta(days=1)
        if nxt.day == 1:
            first = dates.months(nxt.year, nxt.month - count)
            return Span(first.start, nxt) if first else None
        first = dates.months(nxt.year, nxt.month - count)
        if not first:
            return None
        day = min(nxt.day, (first.end - timedelta(days=1)).day)
        return Span(first.start.replace(day=day), nxt)
    except (OverflowError, ValueError):
        return None
