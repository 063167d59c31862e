"""Dates told from the article's own day: "last Tuesday", "three months ago", "the third quarter", "in May".

The grammars only say what the words mean (a ``Relative``); ``resolve`` turns that into days once the day is known.
A bare weekday or month is the nearest one in the direction of the sentence's tense; news tells more of the past.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from factcheck.find.draft import Draft, Relative
from factcheck.find.fiscal import ended
from factcheck.measure import dates, numbers
from factcheck.measure.dates import DAY, Span
from factcheck.measure.holidays import RULES, holiday

_UNIT = "|".join(sorted(dates.UNITS, key=len, reverse=True))
_WD = "|".join(sorted((w for w in dates.WEEKDAYS if len(w) > 4 or w in ("thurs", "tues")), key=len, reverse=True))
_MON = "|".join(sorted((w for w in dates.MONTHS), key=len, reverse=True))
_SEASON = "|".join(dates.SEASONS)
_DIR = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "prior": -1,
    "preceding": -1,
    "next": 1,
    "coming": 1,
    "following": 1,
    "upcoming": 1,
    "this": 0,
    "current": 0,
    "same": 0,
    "latest": -1,
}
_COUNT = (
    r"(?P<c>an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|"
    r"thirty|forty|fifty|couple(?:[ \n]of)?|few|several|\d{1,4})"
)
_AGO = re.compile(
    rf"{_COUNT}[ \n-]+(?P<u>{_UNIT})[ \n-]+(?P<d>ago|earlier|later|hence|from[ \n]now|from[ \n]today|before)\b", re.I
)
_IN = re.compile(rf"(?:with)?in[ \n]+{_COUNT}[ \n]+(?P<u>{_UNIT})\b(?!['-])", re.I)
_WINDOW = re.compile(
    rf"(?:(?:the|these|over)[ \n]+)?(?P<d>last|past|previous|prior|preceding|next|coming|following|"
    rf"latest)[ \n]+{_COUNT}[ \n-]+(?P<u>{_UNIT})(?![\w-])",
    re.I,
)
_ONE = re.compile(
    rf"(?:the[ \n]+)?(?P<d>last|past|previous|prior|preceding|next|coming|following|upcoming|this|"
    rf"current|the same)[ \n]+(?:fiscal[ \n]+|calendar[ \n]+|full[ \n]+|whole[ \n]+)?(?P<u>{_UNIT}|"
    rf"{_WD}|{_MON}|{_SEASON}|weekend)\b\.?",
    re.I,
)
_DAY_WORDS = re.compile(
    r"(?:the[ \n]+)?(?P<a>day[ \n]+(?:before[ \n]+yesterday|after[ \n]+tomorrow))|(?P<b>today|yesterday|tomorrow)\b",
    re.I,
)
_WEEKDAY = re.compile(rf"(?P<w>{_WD})s?\b(?![ \n]+(?:times|post|telegraph|mail)\b)", re.I)
_SEASON_YEAR = re.compile(rf"(?:the[ \n]+)?(?P<s>{_SEASON})(?:[ \n]+of)?[ \n]+(?P<y>(?:19|20)\d\d)\b", re.I)
_EDGE = re.compile(
    r"(?:the[ \n]+)?(?:(?P<e>early|late|mid|middle|end|beginning|start|earlier|later)(?:[ \n]+of|"
    r"[ \n]+in)?[ \n-]+(?:in[ \n]+)?(?:the[ \n]+)?)(?=\w)",
    re.I,
)
_END_OF = re.compile(
    r"(?:the[ \n]+)?(?P<e>end|beginning|start|middle)[ \n]+of[ \n]+(?:the[ \n]+)?(?P<u>year|month|"
    r"week|quarter|decade|century)\b|(?P<y>year[ \n-]end|yearend)\b",
    re.I,
)
_YTD = re.compile(r"year[ \n-]to[ \n-]date\b|\bytd\b", re.I)
_COUNTS = {"couple": 2, "few": 3, "several": 3, "a": 1, "an": 1}


def _count(text: str) -> int:
    word = re.split(r"[ \n]", text.lower())[0]
    if word in _COUNTS:
        return _COUNTS[word]
    found = numbers.amount(word, 0)
    return int(found.value) if found else 1


WEEK_OF = re.compile(
    r"(?:the[ \n]+)?week[ \n]+(?P<p>of|beginning|commencing|starting)[ \n]+(?:the[ \n]+)?|w/[cb][ \n]+", re.I
)
_IN_WEEK = re.compile(
    rf"(?P<w>{_WD})[ \n]+(?:of[ \n]+)?(?P<d>last|this|next)[ \n]+week\b|(?P<e>last|this|next)[ "
    rf"\n]+week[ \n]+(?:on[ \n]+)?(?P<v>{_WD})\b",
    re.I,
)
_SOME = re.compile(
    rf"{_COUNT}[ \n]+(?P<d>last|past|previous|prior|next|coming|following|upcoming)[ \n]+(?P<u>{_UNIT})\b", re.I
)
_AHEAD = re.compile(
    rf"in[ \n]+(?:about[ \n]+)?{_COUNT}(?:[ \n]+more)?[ \n]+(?P<u>days?|weeks?|months?|years?|fortnight)\b(?![ "
    rf"\n](?:ago|earlier|later|from|before|after))",
    re.I,
)
_HOLIDAY = re.compile(
    "(?P<h>"
    + "|".join(re.escape(h).replace("'s", "'?s?").replace(r"\ ", r"[ \n]+") for h in RULES)
    + r")\b(?:,?[ \n]+(?:of[ \n]+|in[ \n]+)?(?P<y>(?:19|20)\d\d)\b)?",
    re.I,
)
_ERA = re.compile(
    r"(?:the[ \n]+)?(?P<p>(?:early|mid|late)[ \n-]+)?(?P<e>twenties|thirties|forties|fifties|sixties|"
    r"seventies|eighties|nineties)\b",
    re.I,
)
_ERAS = {
    "twenties": 1920,
    "thirties": 1930,
    "forties": 1940,
    "fifties": 1950,
    "sixties": 1960,
    "seventies": 1970,
    "eighties": 1980,
    "nineties": 1990,
}


def _special(text: str, start: int) -> Draft | None:
    """Weeks named by a day, holidays, decades in words."""
    if m := _IN_WEEK.match(text, start):
        n = {"last": -1, "this": 0, "next": 1}[(m["d"] or m["e"]).lower()]
        return Draft(start, m.end(), "date", relative=("inweek", str(n), dates.WEEKDAYS[(m["w"] or m["v"]).lower()]))
    if m := _SOME.match(text, start):
        n = _count(m["c"]) * (1 if m["d"].lower() in ("next", "coming", "following", "upcoming") else -1)
        unit = dates.UNITS[m["u"].lower()]
        return Draft(start, m.end(), "daterange", value=Decimal(abs(n)), unit=unit, relative=("window", unit, n))
    if m := _AHEAD.match(text, start):
        unit = dates.UNITS[m["u"].lower()]
        if m["c"].lower() in ("few", "several"):
            return None
        return Draft(
            m.start("c"),
            m.end(),
            "duration",
            value=Decimal(_count(m["c"])),
            unit=unit,
            decimals=0,
            relative=("in", unit, _count(m["c"])),
        )
    if m := _HOLIDAY.match(text, start):
        name = " ".join(m["h"].lower().split())
        name = (
            name
            if name in RULES
            else next(
                (r for r in RULES if r.replace("'s", "") == name.replace("'s", "").replace("s day", " day")), name
            )
        )
        if m["y"]:
            span = holiday(name, int(m["y"]))
            return (
                Draft(start, m.end(), "date", iso_start=span.start, iso_end=span.end, period=span.label)
                if span
                else None
            )
        return Draft(start, m.end(), "date", relative=("holiday", name, 0)) if m["h"][0].isupper() else None
    if m := _ERA.match(text, start):
        span = dates.year(_ERAS[m["e"].lower()], 10)
        return (
            Draft(start, m.end(), "daterange", iso_start=span.start, iso_end=span.end, period=span.label)
            if span
            else None
        )
    return None


def relative(text: str, start: int) -> Draft | None:
    """The relative date at ``start``."""
    if found := _special(text, start):
        return found
    if m := _AGO.match(text, start):
        unit, word = dates.UNITS[m["u"].lower()], m["d"].lower()
        vague = m["c"].lower().startswith(("few", "several", "couple"))
        if unit in ("second", "minute", "hour", "night") or vague:
            return Draft(start, m.end(), "date", value=None if vague else Decimal(_count(m["c"])), unit=unit)
        if word in ("earlier", "later", "before"):
            said: Relative = ("anchor", unit, _count(m["c"]) * (1 if word == "later" else -1))
        else:
            said = ("shift", unit, _count(m["c"]) * (-1 if word == "ago" else 1))
        return Draft(start, m.end(), "date", value=Decimal(_count(m["c"])), unit=unit, relative=said)
    if (m := _IN.match(text, start)) and (m["c"].lower() not in ("few", "several")):
        return None
    if m := _WINDOW.match(text, start):
        unit = dates.UNITS[m["u"].lower()]
        vague = m["c"].lower().startswith(("few", "several"))
        op: Relative | None = (
            None
            if vague
            else ("window", unit, _count(m["c"]) * (1 if m["d"].lower() in ("next", "coming", "following") else -1))
        )
        return Draft(
            start, m.end(), "daterange", value=None if vague else Decimal(_count(m["c"])), unit=unit, relative=op
        )
    if m := _ONE.match(text, start):
        return _one(m)
    if m := _DAY_WORDS.match(text, start):
        word = (m["a"] or m["b"]).lower()
        offset = dates.DAYS.get(word, -2 if "yesterday" in word else 2)
        return Draft(start, m.end(), "date", relative=("shift", "day", offset))
    if m := _SEASON_YEAR.match(text, start):
        span = dates.season(int(m["y"]), dates.SEASONS[m["s"].lower()])
        if span:
            return Draft(start, m.end(), "daterange", iso_start=span.start, iso_end=span.end, period=span.label)
    if (m := _WEEKDAY.match(text, start)) and (text[start].isupper() or m["w"].lower() not in ("sunday",)):
        return Draft(start, m.end(), "date", relative=("weekday", "day", dates.WEEKDAYS[m["w"].lower()]))
    if m := _YTD.match(text, start):
        return Draft(start, m.end(), "daterange", relative=("ytd", "year", 0))
    if m := _END_OF.match(text, start):
        if m["y"]:
            return Draft(start, m.end(), "date", relative=("yearend", "year", 0))
        return Draft(start, m.end(), "daterange", relative=("shift", dates.UNITS[m["u"].lower()], 0))
    return None


def _one(m: re.Match[str]) -> Draft | None:
    """Reads "last year", "next Tuesday", "this quarter", "last May"."""
    word, d = m["u"].lower(), _DIR.get(m["d"].lower(), 0)
    if word in dates.MONTHS and (m["u"].islower() or (len(word) < 4 and word != "may")):
        return None
    if word in dates.UNITS:
        unit = dates.UNITS[word]
        if unit in ("second", "minute", "hour", "night") or (word == "second"):
            return None
        if unit == "day" and d == 0:
            return None
        anchored = m["d"].lower() in ("previous", "prior", "preceding", "following", "the same")
        return Draft(m.start(), m.end(), "daterange", relative=("anchor" if anchored else "shift", unit, d))
    if word in dates.WEEKDAYS:
        op = (
            "previousday"
            if m["d"].lower() in ("previous", "prior", "preceding")
            else {-1: "lastday", 0: "thisday", 1: "nextday"}[d]
        )
        if m["d"].lower() in ("coming", "upcoming"):
            op = "comingday"
        return Draft(m.start(), m.end(), "date", relative=(op, "day", dates.WEEKDAYS[word]))
    if word in dates.SEASONS:
        return Draft(m.start(), m.end(), "daterange", relative=("season", str(d), dates.SEASONS[word]))
    if word in dates.MONTHS:
        op = {-1: "lastmonth", 0: "thismonth", 1: "nextmonth"}[d]
        return Draft(m.start(), m.end(), "daterange", relative=(op, "month", dates.MONTHS[word]))
    return None


@lru_cache(maxsize=65536)
def resolve(said: Relative, published: date, tense: int) -> Span | None:
    """The days a relative date means; ``tense`` is 1 where the sentence looks ahead, -1 back, else 0."""
    try:
        return _resolve(said, published, tense)
    except (ValueError, OverflowError):
        return None


def _nearest(spans: list[Span | None], day: date, tense: int) -> Span | None:
    """The candidate that fits the tense, else the one whose middle lies nearest."""
    known = [s for s in spans if s]
    fits = (
        [s for s in known if s.end > day]
        if tense > 0
        else [s for s in reversed(known) if s.start <= day]
        if tense < 0
        else []
    )
    if fits:
        return fits[0]
    middle = day.toordinal()
    return min(known, key=lambda s: abs((s.start.toordinal() + s.end.toordinal()) / 2 - middle), default=None)


def _resolve(said: Relative, day: date, tense: int) -> Span | None:
    op, unit, n = said
    if op == "shift":
        return dates.shifted(day, unit, n)
    if op == "inweek":
        monday = dates.week(day, int(unit))
        return dates.day_span(monday.start + n * DAY) if monday else None
    if op == "in":
        other = _window(unit, n, day)
        return dates.day_span(other.end - DAY) if other else None
    if op == "holiday":
        return _nearest([holiday(unit, day.year + y) for y in (-1, 0, 1)], day, tense)
    if op == "dayofmonth":
        return _nearest([dates.make_day(day.year, day.month, n)], day, tense)
    if op == "weekof":
        inner = _resolve(("monthday", unit, 0), day, tense)
        return dates.week(inner.start) if inner else None
    if op == "yearend":
        return dates.make_day(day.year - (tense < 0), 12, 31)
    if op == "anchor":
        return dates.shifted(day, unit, n) if unit != "day" else None
    if op == "comingday":
        return dates.day_span(day + ((n - day.weekday()) % 7 or 7) * DAY)
    if op == "weekday":
        back = (day.weekday() - n) % 7
        return dates.day_span(day + ((7 - back) % 7 if tense > 0 else -back) * DAY)
    if op in ("lastday", "nextday", "thisday", "previousday"):
        back = (day.weekday() - n) % 7
        if op == "lastday":
            return dates.day_span(day - (back or 7) * DAY)
        if op in ("nextday", "previousday"):
            monday = dates.week(day, 1 if op == "nextday" else -1)
            return dates.day_span(monday.start + n * DAY) if monday else None
        return dates.day_span(day - day.weekday() * DAY + n * DAY)
    if op == "month":
        spans = [dates.months(day.year + y, n) for y in (-1, 0, 1)]
        return _nearest(spans, day, tense)
    if op in ("lastmonth", "nextmonth", "thismonth"):
        if op == "thismonth":
            return dates.months(day.year, n)
        if op == "lastmonth":
            return dates.months(day.year - (n >= day.month), n)
        return dates.months(day.year + (n <= day.month), n)
    if op == "monthday":
        month, d = map(int, unit.split("-"))
        return _nearest([dates.make_day(day.year + y, month, d) for y in (-1, 0, 1)], day, tense)
    if op == "quarter":
        spans = [dates.quarter(day.year + y, n) for y in (-1, 0, 1)]
        past = [s for s in spans if s and s.start <= day]
        return _nearest(spans, day, 1) if tense > 0 else past[-1] if past else None
    if op == "half":
        spans = [dates.months(day.year + y, 6 * n - 5, 6) for y in (-1, 0, 1)]
        past = [s for s in spans if s and s.start <= day]
        return _nearest(spans, day, 1) if tense > 0 else past[-1] if past else None
    return _stretch(op, unit, n, day, tense)


def _stretch(op: str, unit: str, n: int, day: date, tense: int) -> Span | None:
    if op == "window":
        return _window(unit, n, day)
    if op == "season":
        d = int(unit)
        spans = [dates.season(day.year + y, n) for y in (-2, -1, 0, 1)]
        if d < 0:
            return next((s for s in reversed(spans) if s and s.end <= day), None)
        if d > 0:
            return next((s for s in spans if s and s.start > day), None)
        return _nearest(spans, day, tense)
    if op == "firstmonths":
        return dates.months(day.year if day.month > n or tense > 0 else day.year - (day.month <= n // 2), 1, n)
    if op == "ytd":
        return Span(date(day.year, 1, 1), day + DAY)
    if op in ("days", "months"):
        a, b = unit.split("/")
        first = _resolve(("monthday", a, 0) if op == "days" else ("month", "month", int(a)), day, tense)
        if not first:
            return None
        if op == "days":
            month, d = map(int, b.split("-"))
            last = dates.make_day(first.start.year, month, d) or dates.make_day(first.start.year + 1, month, d)
        else:
            last = dates.months(first.start.year + (int(b) < int(a)), int(b))
        return Span(first.start, last.end) if last and last.end > first.start else None
    if op.startswith("ended:"):
        _, inner, inner_unit = op.split(":", 2)
        count, m = divmod(n, 100)
        end = _resolve((inner, inner_unit, m), day, tense)
        return ended(end.end - timedelta(days=1), unit, count) if end else None
    return None


def _window(unit: str, n: int, day: date) -> Span | None:
    """The past or next ``n`` units from the article's day."""
    if unit in ("day", "night"):
        return Span(day - -n * DAY, day) if n < 0 else Span(day + DAY, day + (n + 1) * DAY)
    if unit in ("week", "fortnight"):
        step = 14 if unit == "fortnight" else 7
        return Span(day + n * step * DAY, day) if n < 0 else Span(day + DAY, day + (n * step + 1) * DAY)
    if unit == "quarter":
        span = dates.quarter(day.year, (day.month + 2) // 3 + (n if n < 0 else 1))
        return dates.months(span.start.year, span.start.month, 3 * abs(n)) if span else None
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}.get(unit)
    if not months:
        return None
    other = dates.months(day.year, day.month + n * months)
    if not other:
        return None
    edge = other.start.replace(day=min(day.day, (other.end - DAY).day))
    return Span(edge, day) if n < 0 else Span(day + DAY, edge + DAY)
