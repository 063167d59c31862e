"""Dates told from the article's own day: "last Tuesday", "three months ago", "the third quarter", "in May".

The grammars only say what the words mean (a ``Relative``); ``resolve`` turns that into days once the day is known.
"""

from __future__ import annotations

import re
from decimal import Decimal

from factcheck.find.calendar import dated
from factcheck.find.draft import Draft, Relative
from factcheck.measure import dates, numbers
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
COUNT = (
    r"(?P<c>an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|"
    r"thirty|forty|fifty|couple(?:[ \n]of)?|few|several|\d{1,4})"
)
_AGO = re.compile(
    rf"{COUNT}[ \n-]+(?P<u>{_UNIT})[ \n-]+(?P<d>ago|earlier|later|hence|from[ \n]now|from[ \n]today|before)\b", re.I
)
_IN = re.compile(rf"(?:with)?in[ \n]+{COUNT}[ \n]+(?P<u>{_UNIT})\b(?!['-])", re.I)
_WINDOW = re.compile(
    rf"(?:(?:the|these|over)[ \n]+)?(?P<d>last|past|previous|prior|preceding|next|coming|following|"
    rf"latest)[ \n]+{COUNT}[ \n-]+(?P<u>{_UNIT})(?![\w-])",
    re.I,
)
_ONE = re.compile(
    rf"(?:the[ \n]+)?(?P<d>last|past|previous|prior|preceding|next|coming|following|upcoming|this|"
    rf"current|same|latest|that(?:[ \n]+same)?)[ \n]+"
    rf"(?:fiscal[ \n]+|calendar[ \n]+|full[ \n]+|whole[ \n]+)?(?P<u>{_UNIT}|"
    rf"{_WD}|{_MON}|{_SEASON}|weekend)\b\.?",
    re.I,
)
_DAY_WORDS = re.compile(
    r"(?:the[ \n]+)?(?P<a>day[ \n]+(?:before[ \n]+yesterday|after[ \n]+tomorrow))|(?P<b>today|yesterday|tomorrow)\b",
    re.I,
)
_WEEKDAY = re.compile(rf"(?P<w>{_WD})s?\b(?![ \n]+(?:times|post|telegraph|mail)\b)", re.I)
_SEASON_YEAR = re.compile(rf"(?:the[ \n]+)?(?P<s>{_SEASON})(?:[ \n]+of)?[ \n]+(?P<y>(?:19|20)\d\d)\b", re.I)
_END_OF = re.compile(
    r"(?:the[ \n]+)?(?P<e>end|beginning|start|middle)[ \n]+of[ \n]+(?:the[ \n]+)?(?P<u>year|month|"
    r"week|quarter|decade|century)\b|(?P<y>year(?:'s)?[ \n-]end|yearend)\b"
    r"(?:[ \n]+(?:of[ \n]+|in[ \n]+)?(?P<z>(?:19|20)\d\d)(?![\d/-]))?",
    re.I,
)
_WEEKEND = re.compile(r"(?:(?:the|that)[ \n]+)?weekend\b(?!-)", re.I)
_YTD = re.compile(r"year[ \n-]to[ \n-]date\b|\bytd\b", re.I)
_COUNTS = {"couple": 2, "few": 3, "several": 3, "a": 1, "an": 1}


def count(text: str) -> int:
    """The number a word of a step means: "a" 1, "couple" 2, "twenty" 20."""
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
    rf"{COUNT}[ \n]+(?P<d>last|past|previous|prior|next|coming|following|upcoming)[ \n]+(?P<u>{_UNIT})\b", re.I
)
_AHEAD = re.compile(
    rf"in[ \n]+(?:about[ \n]+)?{COUNT}(?:[ \n]+more)?[ \n]+(?P<u>days?|weeks?|months?|years?|fortnight)\b(?![ "
    rf"\n](?:ago|earlier|later|from|before|after))",
    re.I,
)
_HOLIDAYS = "(?P<h>" + "|".join(re.escape(h).replace("'s", "'?s?").replace(r"\ ", r"[ \n]+") for h in RULES) + r")\b"
_ONE_HOLIDAY = re.compile(rf"(?P<d>last|previous|next|this|this[ ]+past)[ ]+{_HOLIDAYS}", re.I)
_HOLIDAY = re.compile(
    _HOLIDAYS + r"(?:,?[ \n]+(?:of[ \n]+|in[ \n]+)?(?P<y>(?:19|20)\d\d)\b)?",
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


# "in the year-ago quarter", "the same quarter last year", "the corresponding period of 2023": one year back from the
# period the text tells, else from the last one that was over
_PART = r"quarter|half|period|month|week"
_AGO_WORDS = r"(?:ago|earlier|before|previously)\b"
_BACK = re.compile(
    rf"(?:the[ \n]+)?(?:(?:year[ \n-](?:ago|earlier)|(?:prior|previous|last)[ -]year(?:'s)?)[ \n]+(?P<u>{_PART})\b|"
    rf"(?:same|corresponding|comparable|equivalent|matching|like)[ \n]+(?:fiscal[ \n]+)?(?P<v>{_PART})[ \n]+"
    r"(?:(?:of|in|from)[ \n]+)?(?:the[ \n]+)?(?:(?:last|prior|previous|preceding)[ \n]+(?:fiscal[ \n]+)?year\b|"
    rf"(?:a[ \n]+)?year[ \n]+{_AGO_WORDS}|(?P<y>(?:19|20)\d\d)(?!\d))|"
    rf"(?P<z>(?:19|20)\d\d)[ \n]+(?P<w>quarter|half|period)\b(?!-))",
    re.I,
)


def _holiday_name(said: str) -> str:
    """The name of the table for a holiday as printed: "Valentines day" -> valentine's day."""
    name = " ".join(said.lower().split())
    bare = name.replace("'s", "").replace("s day", " day")
    return name if name in RULES else next((r for r in RULES if r.replace("'s", "") == bare), name)


def _special(text: str, start: int) -> Draft | None:
    """Weeks named by a day, holidays, decades in words."""
    if m := _IN_WEEK.match(text, start):
        n = {"last": -1, "this": 0, "next": 1}[(m["d"] or m["e"]).lower()]
        return Draft(start, m.end(), "date", relative=("inweek", str(n), dates.WEEKDAYS[(m["w"] or m["v"]).lower()]))
    if (m := _SOME.match(text, start)) and (m["u"][-1] in "sS" or count(m["c"]) == 1):
        n = count(m["c"]) * (1 if m["d"].lower() in ("next", "coming", "following", "upcoming") else -1)
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
            value=Decimal(count(m["c"])),
            unit=unit,
            decimals=0,
            relative=("in", unit, count(m["c"])),
        )
    if m := _HOLIDAY.match(text, start):
        name = _holiday_name(m["h"])
        if m["y"]:
            span = holiday(name, int(m["y"]))
            return (
                Draft(start, m.end(), "date", iso_start=span.start, iso_end=span.end, period=span.label)
                if span
                else None
            )
        return Draft(start, m.end(), "date", relative=("holiday", name, 0)) if m["h"][0].isupper() else None
    if m := _ONE_HOLIDAY.match(text, start):
        op = {"last": "last", "previous": "last", "next": "next"}.get(m["d"].lower(), "this") + "holiday"
        return Draft(start, m.end(), "date", relative=(op, _holiday_name(m["h"]), 0))
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
    if m := _BACK.match(text, start):
        unit = (m["u"] or m["v"] or m["w"]).lower()
        return Draft(start, m.end(), "daterange", relative=("yearback", unit, int(m["y"] or m["z"] or 0)))
    if m := _AGO.match(text, start):
        unit, word = dates.UNITS[m["u"].lower()], m["d"].lower()
        vague = m["c"].lower().startswith(("few", "several", "couple"))
        if unit in ("second", "minute", "hour", "night") or vague:
            return Draft(start, m.end(), "date", value=None if vague else Decimal(count(m["c"])), unit=unit)
        if word in ("earlier", "later", "before"):
            said: Relative = ("anchor", unit, count(m["c"]) * (1 if word == "later" else -1))
        else:
            said = ("shift", unit, count(m["c"]) * (-1 if word == "ago" else 1))
        return Draft(start, m.end(), "date", value=Decimal(count(m["c"])), unit=unit, relative=said)
    if (m := _IN.match(text, start)) and (m["c"].lower() not in ("few", "several")):
        return None
    if m := _WINDOW.match(text, start):
        unit = dates.UNITS[m["u"].lower()]
        vague = m["c"].lower().startswith(("few", "several"))
        op: Relative | None = (
            None
            if vague
            else ("window", unit, count(m["c"]) * (1 if m["d"].lower() in ("next", "coming", "following") else -1))
        )
        return Draft(
            start, m.end(), "daterange", value=None if vague else Decimal(count(m["c"])), unit=unit, relative=op
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
    if m := _WEEKEND.match(text, start):
        return Draft(start, m.end(), "daterange", relative=("weekend", "weekend", 0))
    if m := _YTD.match(text, start):
        return Draft(start, m.end(), "daterange", relative=("ytd", "year", 0))
    if m := _END_OF.match(text, start):
        if m["z"] and (last := dates.make_day(int(m["z"]), 12, 31)):
            return dated(start, m.end(), last)
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
        near = m["d"].lower() in ("last", "past", "next", "coming")
        if near and (unit in ("fortnight", "decade") or (unit == "century" and m["d"].lower() != "last")):
            return Draft(m.start(), m.end(), "daterange", relative=("window", unit, d))
        anchored = m["d"].lower() in ("previous", "prior", "preceding", "following")
        if m["d"].lower() == "latest" and unit not in ("quarter", "month", "week"):
            return None
        op = (
            "same"
            if m["d"].lower() == "same" or m["d"].lower().startswith("that")
            else "anchored"
            if anchored
            else "shift"
        )
        return Draft(m.start(), m.end(), "daterange", relative=(op, unit, d))
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
