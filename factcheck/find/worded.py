"""Days and years told in words: "the fourth of July", "May the ninth", "January nineteen ninety-seven"."""

from __future__ import annotations

import re

from factcheck.find.calendar import YEAR, dated
from factcheck.find.draft import Draft
from factcheck.measure import dates, numbers

_MONTH = "|".join(sorted(dates.MONTHS, key=len, reverse=True))
_WD = rf"(?:(?:{'|'.join(sorted(dates.WEEKDAYS, key=len, reverse=True))})\b\.?,?[ ]+(?:the[ ]+)?)?"
ORDINAL_WORDS = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|"
    "fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty[- ]first|"
    "twenty[- ]second|twenty[- ]third|twenty[- ]fourth|twenty[- ]fifth|twenty[- ]sixth|twenty[- "
    "]seventh|twenty[- ]eighth|twenty[- ]ninth|thirtieth|thirty[- ]first"
)
_DAY_NUMBER = {w.replace("[- ]", "-"): i for i, w in enumerate(ORDINAL_WORDS.split("|"), 1)}
_LONGEST_FIRST = "|".join(sorted(ORDINAL_WORDS.split("|"), key=len, reverse=True))
_ORD = rf"(?:{_LONGEST_FIRST}|\d{{1,2}}(?:st|nd|rd|th))"
_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_PAIR = rf"(?:(?:{_TENS})(?:[- ](?:{_UNITS}))?|{_TEENS}|(?:oh|o)[- ](?:{_UNITS}))\b"
_SPELLED = (
    rf"(?:(?P<c>nineteen|eighteen|twenty)[- ](?:(?P<r>{_PAIR})|hundred\b)|two[ ]thousand\b(?:(?:[ ]and)?[ ]"
    rf"(?P<t>{_PAIR}|(?:{_UNITS})\b))?)"
)
_DAYS = rf"(?:{_TENS})[- ](?:{_UNITS})|{_TEENS}|twenty|thirty|{_UNITS}"
_WORDED_DAY = re.compile(
    rf"{_WD}(?:(?P<d>{_ORD})[ ]+(?:day[ ]+)?of[ ]+(?P<m>{_MONTH})\b|(?P<n>{_MONTH})\.?[ ]+(?:the[ ]+)?(?P<e>{_ORD})\b)"
    rf"(?:[ ]*(?:-|to|through|thru|till|until)[ ]*(?:the[ ]+)?(?P<f>{_ORD})\b)?"
    rf"(?:,?[ ]+(?:of[ ]+|in[ ]+)?(?:(?P<y>{YEAR})|{_SPELLED}))?",
    re.I,
)
_MONTH_SPELLED = re.compile(
    rf"(?:(?P<d>\d{{1,2}}|{_DAYS})(?:st|nd|rd|th)?[ ]+(?:of[ ]+)?)?(?P<m>{_MONTH})\b\.?,?[ ]+{_SPELLED}", re.I
)
_MONTH_CARDINAL = re.compile(
    rf"(?:(?P<m>{_MONTH})\b\.?[ ]+(?P<d>{_DAYS})|(?P<e>{_DAYS})[ ]+(?P<n>{_MONTH}))\b(?:,?[ ]+(?P<y>{YEAR}))?", re.I
)
_YEAR_ALONE = re.compile(rf"(?:the[ ]+)?(?P<the>year[ ]+)?{_SPELLED}", re.I)
_WEEKDAY_NUMERIC = re.compile(
    rf"(?:(?:{'|'.join(dates.WEEKDAYS)})\b\.?,?[ \n]+)(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})(?![\d/])", re.I
)
_WEEKDAY_NUMBER = re.compile(
    rf"(?P<w>{'|'.join(sorted(dates.WEEKDAYS, key=len, reverse=True))})\b\.?,?[ ]+(?:the[ ]+)?"
    r"(?P<d>\d{1,2})(?P<o>st|nd|rd|th)?(?![\w:%/,.-])",
    re.I,
)


def _number(words: str) -> int:
    found = numbers.amount(words.strip().replace(" ", "-"), 0)
    return int(found.value) if found else 0


def _day_number(text: str) -> int:
    low = text.lower()
    if low[0].isdigit():
        return int(re.sub(r"\D", "", low))
    return _DAY_NUMBER.get(low.replace(" ", "-"), 0) or _number(low)


def _year(m: re.Match[str]) -> int:
    """The year of a match, in figures or words; 0 where it has none."""
    groups = m.groupdict()
    if groups.get("y"):
        return int(groups["y"])
    rest = (groups.get("r") or groups.get("t") or "").lower()
    low = _number(re.sub(r"^oh?[- ]", "", rest)) if rest else 0  # "nineteen oh five"
    if groups.get("c"):
        return {"eighteen": 1800, "nineteen": 1900, "twenty": 2000}[groups["c"].lower()] + low
    return 2000 + low if "thousand" in m[0].lower() else 0


def _monthday(start: int, end: int, month: int, day: int, year: int, last: int = 0) -> Draft | None:
    if not dates.make_day(2000, month, day) or (last and not (day < last and dates.make_day(2000, month, last))):
        return None
    if year:
        a, b = dates.make_day(year, month, day), dates.make_day(year, month, last or day)
        return dated(start, end, a._replace(end=b.end)) if a and b else None
    if last:
        return Draft(start, end, "date", relative=("days", f"{month:02d}-{day:02d}/{month:02d}-{last:02d}", 0))
    return Draft(start, end, "date", relative=("monthday", f"{month:02d}-{day:02d}", 0))


def worded_day(text: str, start: int, order: str) -> Draft | None:
    """Reads "the fourth of July, 1995", "July fourth", "Friday 5/12", "Monday 21"."""
    if m := _WEEKDAY_NUMERIC.match(text, start):
        a, b = int(m["a"]), int(m["b"])
        month, day = (a, b) if order == "mdy" else (b, a)
        return _monthday(start, m.end(), month, day, 0)
    if found := day_spelled(text, start):
        return found
    if m := _WORDED_DAY.match(text, start):
        day = _day_number(m["d"] or m["e"])
        last = _day_number(m["f"]) if m["f"] else 0
        return _monthday(start, m.end(), dates.MONTHS[(m["m"] or m["n"]).lower()], day, _year(m), last)
    if m := _MONTH_CARDINAL.match(text, start):
        month, day = dates.MONTHS[(m["m"] or m["n"]).lower()], _day_number(m["d"] or m["e"])
        found = _monthday(start, m.end(), month, day, int(m["y"] or 0))
        if not found or m["y"]:
            return found
        if m["m"]:  # "in May twenty workers left" tells of May
            return Draft(start, m.end("m"), "date", relative=("month", "month", month), longer=found)
    return None


def day_spelled(text: str, start: int) -> Draft | None:
    """Reads "13 September nineteen seventy-two", "January nineteen ninety-seven"."""
    m = _MONTH_SPELLED.match(text, start)
    if not m:
        return None
    month, year = dates.MONTHS[m["m"].lower()], _year(m)
    if m["d"]:
        return _monthday(start, m.end(), month, _day_number(m["d"]), year)
    span = dates.months(year, month)
    found = dated(start, m.end(), span) if span else None
    if m["c"]:
        return found
    return Draft(start, m.end("m"), "date", relative=("month", "month", month), longer=found)


def spelled_year(text: str, start: int) -> Draft | None:
    """Reads "nineteen ninety-six", "the year two thousand"; "two thousand" alone is a number."""
    m = _YEAR_ALONE.match(text, start)
    if not m or not (m["the"] or (m["c"] and m["r"] and m["c"].lower() != "twenty")):
        return None
    span = dates.year(_year(m))
    return dated(start, m.end(), span) if span else None


def weekday_number(text: str, start: int) -> Draft | None:
    """Reads "Monday 21", "Mon 13th": the nearest such weekday; without "th" only where the clause ends."""
    m = _WEEKDAY_NUMBER.match(text, start)
    if not m or not 1 <= int(m["d"]) <= 31:
        return None
    weekday = dates.WEEKDAYS[m["w"].lower()]
    whole = Draft(start, m.end(), "date", relative=("weekdaynum", str(weekday), int(m["d"])))
    if m["o"]:
        return whole
    return Draft(start, m.end("w"), "date", relative=("weekday", "day", weekday), longer=whole)


_DAY_ALONE = re.compile(r"(?P<d>\d{1,2})(?:st|nd|rd|th)(?![\w-])")


def day_alone(text: str, start: int) -> Draft | None:
    """Reads "on the 4th": a day of the month where the clause ends, else no quantity ("the 4th largest")."""
    m = _DAY_ALONE.match(text, start)
    if not m or not 1 <= int(m["d"]) <= 31:
        return None
    day = Draft(start, m.end(), "date", relative=("dayofmonth", "day", int(m["d"])))
    return Draft(start, m.end(), "number", ignored="ordinal", longer=day)


_TENTH = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_TEENTH = (
    "tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|"
    "thirtieth|fortieth|fiftieth|sixtieth|seventieth|eightieth|ninetieth"
)
_PLACE = rf"(?:(?:{_TENS})-(?:{_TENTH})|{_TEENTH}|{_TENTH})"
_ORDINAL = re.compile(
    rf"(?:(?:an?|{_UNITS})[- ](?:hundred|thousand)[- ](?:and[- ]{_PLACE})|(?:{_TENS})-(?:{_TENTH})|"
    rf"(?:(?:an?|{_UNITS})[- ])?(?:hundredth|thousandth|millionth))(?![\w])(?!-(?!century)[a-z])",
    re.I,
)


def place(text: str, start: int) -> Draft | None:
    """Reads "the thirty-first day", "the one hundred and fifth flight": a place in a row counts nothing."""
    m = _ORDINAL.match(text, start)
    return Draft(start, m.end(), "number", ignored="ordinal") if m else None
