"""A stretch at a date of its own year or month -> dates and periods: "July 30, 2024", "2019-2023", "the 1990s"."""

from __future__ import annotations

import re
from collections.abc import Callable

from factcheck.find.draft import Draft
from factcheck.measure import dates
from factcheck.measure.dates import Span

MON = r"(?P<{0}>" + "|".join(sorted(dates.MONTHS, key=len, reverse=True)) + r")\b\.?"
YEAR = r"(?:1[5-9]|20|21)\d\d(?![\d]|,\d|\.\d)"
_S = r"[ \n]{1,3}"
_ORD = r"(?:st|nd|rd|th)?"
_WD = r"(?:(?:" + "|".join(sorted(dates.WEEKDAYS, key=len, reverse=True)) + r")\b\.?,?[ \n]+(?:the[ \n]+)?)?"
_TO = r"[ \n]{0,2}(?:-|to|through|thru|and|until|till|~)[ \n]{0,2}"
_Y = rf"(?:[ ]?,?[ \n]{{1,3}}(?:of[ \n]|in[ \n])?(?P<y>{YEAR})|,?[ \n]?'(?P<yy>\d\d)\b)"

Handler = Callable[[re.Match[str], str], "tuple[Span | None, tuple[str, str, int] | None]"]
_WORDS: list[tuple[re.Pattern[str], Handler]] = []
_FIGURES: list[tuple[re.Pattern[str], Handler]] = []


def _rule(pattern: str, starts: str) -> Callable[[Handler], Handler]:
    """A rule for dates that start with a word ("w"), a figure ("f"), or either ("wf", behind a weekday)."""

    def add(handler: Handler) -> Handler:
        entry = (re.compile(pattern, re.I), handler)
        if "w" in starts:
            _WORDS.append(entry)
        if "f" in starts:
            _FIGURES.append(entry)
        return handler

    return add


def _year(m: re.Match[str]) -> int | None:
    if m["y"]:
        return int(m["y"])
    return dates.full_year(m["yy"]) if m["yy"] else None


def _month(word: str) -> int:
    return dates.MONTHS[word.lower()]


def _days(y: int | None, m1: int, d1: int, m2: int, d2: int) -> tuple[Span | None, tuple[str, str, int] | None]:
    if y is None:
        return None, ("days", f"{m1:02d}-{d1:02d}/{m2:02d}-{d2:02d}", 0)
    a, b = dates.make_day(y - (m1 > m2), m1, d1), dates.make_day(y, m2, d2)
    return (Span(a.start, b.end), None) if a and b and a.start < b.end else (None, None)


@_rule(r"(?P<a>\d{4})-(?P<b>\d\d)-(?P<c>\d\d)(?:T[\d:.+Z-]*)?(?!\d)", "f")
def _iso(m: re.Match[str], order: str) -> tuple[Span | None, None]:
    return dates.make_day(int(m["a"]), int(m["b"]), int(m["c"])), None


@_rule(
    rf"{_WD}{MON.format('m')}{_S}(?P<d>\d{{1,2}}){_ORD}{_TO}(?P<e>\d{{1,2}}){_ORD}(?!\d|,\d{{3}}|"
    rf"[ ]?[ap]\.?m)(?![ \n]+(?:percent|million|billion|pct))(?:{_Y})?",
    "w",
)
def _month_days(m: re.Match[str], order: str) -> tuple[Span | None, tuple[str, str, int] | None]:
    return _days(_year(m), _month(m["m"]), int(m["d"]), _month(m["m"]), int(m["e"]))


@_rule(
    rf"{_WD}{MON.format('m')}{_S}(?P<d>\d{{1,2}}){_ORD}{_TO}{_WD}{MON.format('n')}{_S}(?P<e>\d{{1,2}}){_ORD}(?!\d"
    rf")(?:{_Y})?",
    "w",
)
def _month_day_month_day(m: re.Match[str], order: str) -> tuple[Span | None, tuple[str, str, int] | None]:
    return _days(_year(m), _month(m["m"]), int(m["d"]), _month(m["n"]), int(m["e"]))


@_rule(
    rf"{_WD}{MON.format('m')}(?:{_S}(?:the[ \n])?|/|,{_S}(?:the[ \n])?(?=\d{{1,2}}(?:st|nd|rd|th)))"
    rf"(?P<d>\d{{1,2}}){_ORD}(?![\d:]|[.,]\d|[ ]?%|[ ]percent|"
    rf"[ ](?:million|billion))(?:{_Y})?",
    "w",
)
def _month_day(m: re.Match[str], order: str) -> tuple[Span | None, tuple[str, str, int] | None]:
    y = _year(m)
    if y is None:
        return None, ("monthday", f"{_month(m['m']):02d}-{int(m['d']):02d}", 0)
    return dates.make_day(y, _month(m["m"]), int(m["d"])), None


@_rule(rf"(?P<m>{'|'.join(dates.MONTHS)})\.?(?P<d>\d{{1,2}})(?!\d){_Y}", "w")
def _glued(m: re.Match[str], order: str) -> tuple[Span | None, None]:
    """Reads "Dec31, 1994"; without a year "Dec24" may be one."""
    return dates.make_day(_year(m) or 0, _month(m["m"]), int(m["d"])), None


@_rule(rf"{_WD}(?P<d>\d{{1,2}}){_ORD}{_TO}(?P<e>\d{{1,2}}){_ORD}{_S}(?:of[ \n])?{MON.format('m')}(?:{_Y})?", "wf")
def _days_month(m: re.Match[str], order: str) -> tuple[Span | None, tuple[str, str, int] | None]:
    return _days(_year(m), _month(m["m"]), int(m["d"]), _month(m["m"]), int(m["e"]))


@_rule(
    rf"{_WD}(?P<d>\d{{1,2}}){_ORD}(?:{_S}(?:of[ \n])?|-|/){MON.format('m')}(?:{_Y}|[-/](?P<z>\d{{4}}|\d\d))?(?!\w)",
    "wf",
)
def _day_month(m: re.Match[str], order: str) -> tuple[Span | None, tuple[str, str, int] | None]:
    y = dates.full_year(m["z"]) if m["z"] else _year(m)
    if y is None:
        return None, ("monthday", f"{_month(m['m']):02d}-{int(m['d']):02d}", 0)
    return dates.make_day(y, _month(m["m"]), int(m["d"])), None


@_rule(rf"{MON.format('m')}(?:{_S}(?P<x>{YEAR}))?{_TO}{MON.format('n')}(?:{_Y})?(?!\w|[ ]\d)", "w")
def _month_month(m: re.Match[str], order: str) -> tuple[Span | None, tuple[str, str, int] | None]:
    if "and" in m[0].lower().split() and not re.search(
        r"between[ \n]+$", m.string[max(0, m.start() - 12) : m.start()], re.I
    ):
        return None, None
    y, a, b = _year(m), _month(m["m"]), _month(m["n"])
    if y is None:
        return None, ("months", f"{a:02d}/{b:02d}", 0)
    first = dates.months(int(m["x"]) if m["x"] else y - (a > b), a)
    last = dates.months(y, b)
    return (Span(first.start, last.end), None) if first and last and first.start < last.end else (None, None)


@_rule(
    rf"{MON.format('m')}(?:,?[ \n]{{1,3}}(?:of[ \n]|in[ \n])?|-|/)(?P<y>{YEAR})|{MON.format('n')},?[ ]?'(?P<yy>\d\d)\b",
    "w",
)
def _month_year(m: re.Match[str], order: str) -> tuple[Span | None, None]:
    y = _year(m)
    return dates.months(y or 1, _month(m["m"] or m["n"])), None


@_rule(rf"{MON.format('m')}(?!-)", "w")
def _month_alone(m: re.Match[str], order: str) -> tuple[Span | None, tuple[str, str, int] | None]:
    word = m["m"]
    if word == "May" and re.match(r"[ \n]+(?:I|we|you|it|he|she|they|not|be|have|also|the)\b", m.string[m.end() :][:8]):
        return None, None
    if word[0].islower() and word.lower() in (
        "may",
        "march",
        "mar",
        "dec",
        "jan",
        "jun",
        "jul",
        "apr",
        "sep",
        "oct",
        "nov",
        "feb",
        "aug",
        "august",
    ):
        return None, None
    return None, ("month", "month", _month(word))


@_rule(
    rf"(?P<y>{YEAR})(?:[ \n]|[-/]){MON.format('m')}(?:[-/](?P<d>\d{{1,2}})(?!\d))?|(?P<b>0?[1-9]|"
    rf"1[0-2])[-/](?P<z>(?:19|20)\d\d)(?![\d/-])",
    "f",
)
def _year_month(m: re.Match[str], order: str) -> tuple[Span | None, None]:
    if m["z"]:
        return dates.months(int(m["z"]), int(m["b"])), None
    if m["d"]:
        return dates.make_day(int(m["y"]), _month(m["m"]), int(m["d"])), None
    return dates.months(int(m["y"]), _month(m["m"])), None


@_rule(
    r"(?P<a>\d{1,2})(?P<s>[/.])(?P<b>\d{1,2})(?P=s)(?P<c>\d{4}|\d\d)(?![\d]|[./]\d)|(?P<d>(?:19|20)\d\d)(?P<t>[/-])"
    r"(?P<e>\d{1,2})(?P=t)(?P<f>\d{1,2})(?![\d/-])|(?P<g>\d{1,2})-(?P<h>\d{1,2})-(?P<i>\d{4})(?!\d)",
    "f",
)
def _numeric(m: re.Match[str], order: str) -> tuple[Span | None, None]:
    if m["d"]:
        return dates.make_day(int(m["d"]), int(m["e"]), int(m["f"])), None
    a, b, y = (int(m["a"]), int(m["b"]), dates.full_year(m["c"])) if m["a"] else (int(m["g"]), int(m["h"]), int(m["i"]))
    day, month = (b, a) if order == "mdy" else (a, b)
    return (dates.make_day(y, month, day) or dates.make_day(y, day, month)), None


@_rule(rf"(?P<a>{YEAR})(?:{_TO}|/)(?:(?P<b>{YEAR})|(?P<c>\d\d)(?![\d/-]|[,.]\d|[ ]?%))", "f")
def _years(m: re.Match[str], order: str) -> tuple[Span | None, None]:
    if "and" in m[0].lower() and not re.search(
        r"between[ \n]+(?:the[ \n]+)?$", m.string[max(0, m.start() - 16) : m.start()], re.I
    ):
        return None, None  # "in 2007 and 2009" names two years
    first = int(m["a"])
    last = int(m["b"]) if m["b"] else first - first % 100 + int(m["c"])
    if not m["b"] and not re.match(r"\d{4} ?[-/] ?\d", m[0]):
        return None, None
    if not first < last <= first + 120:
        if m["c"] and 1 <= int(m["c"]) <= 12 and "-" in m[0]:
            return dates.months(first, int(m["c"])), None  # an ISO month
        return None, None
    if m["c"] and m["c"].startswith("0") and int(m["c"]) <= 12 and first % 100 + 1 != int(m["c"]) and "-" in m[0]:
        return dates.months(first, int(m["c"])), None
    return dates.year(first, last - first + 1), None


@_rule(r"(?P<a>1[0-9]|20|21)(?P<b>\d)0'?s\b|'(?P<c>\d)0'?s\b", "wf")
def _decade(m: re.Match[str], order: str) -> tuple[Span | None, None]:
    if m["c"]:
        return dates.year((19 if int(m["c"]) > 2 else 20) * 100 + int(m["c"]) * 10, 10), None
    return dates.year(int(m["a"]) * 100 + int(m["b"]) * 10, 100 if m["b"] == "0" and int(m["a"]) < 20 else 10), None


@_rule(
    r"(?P<n>\d{1,2})(?:st|nd|rd|th)[ \n-]+century\b|(?P<w>sixteenth|seventeenth|eighteenth|nineteenth|"
    r"twentieth|twenty-first)[ \n-]+century\b",
    "wf",
)
def _century(m: re.Match[str], order: str) -> tuple[Span | None, None]:
    words = {
        "sixteenth": 16,
        "seventeenth": 17,
        "eighteenth": 18,
        "nineteenth": 19,
        "twentieth": 20,
        "twenty-first": 21,
    }
    n = int(m["n"]) if m["n"] else words[m["w"].lower()]
    return dates.year((n - 1) * 100, 100) if 2 <= n <= 25 else None, None


@_rule(r"(?P<a>(?:19|20)\d\d)(?P<b>0[1-9]|1[0-2])(?P<c>[0-2]\d|3[01])(?![\d.,/])", "f")
def _compact(m: re.Match[str], order: str) -> tuple[Span | None, None]:
    return dates.make_day(int(m["a"]), int(m["b"]), int(m["c"])), None


def calendar(text: str, start: int, order: str) -> Draft | None:
    """The date or period at ``start`` that needs no fiscal calendar; without a year it comes back relative."""
    for pattern, handler in _FIGURES if text[start].isdigit() else _WORDS:
        m = pattern.match(text, start)
        if not m:
            continue
        span, relative = handler(m, order)
        if span is None and relative is None:
            continue
        end = m.end()
        while end > start and text[end - 1] in " \n,.":
            end -= 1
        if span:
            return dated(start, end, span)
        return Draft(start, end, "date", relative=relative)
    return None


def dated(start: int, end: int, span: Span, modifier: str | None = None) -> Draft:
    """A draft of a known stretch of days."""
    kind = "date" if (span.end - span.start).days == 1 else "daterange"
    return Draft(start, end, kind, modifier=modifier, iso_start=span.start, iso_end=span.end, period=span.label)


_PLAIN_YEAR = re.compile(rf"(?P<y>{YEAR})")


def plain_year(text: str, start: int) -> Draft | None:
    """A bare year."""
    m = _PLAIN_YEAR.match(text, start)
    if not m or not 1500 <= int(m["y"]) <= 2199:
        return None
    span = dates.year(int(m["y"]))
    return dated(start, m.end(), span) if span else None
