"""One stretch -> the drafts in it, remembered: the same words read the same way in every article."""

from __future__ import annotations

import re
from functools import lru_cache

import factcheck.find.bands as bands
import factcheck.find.compound as compound
import factcheck.find.plain as plain
from factcheck.find.calendar import calendar, dated, plain_year
from factcheck.find.draft import Compound, Draft
from factcheck.find.fiscal import fiscal
from factcheck.find.quantity import quantity, sign_money
from factcheck.find.ratios import change, fraction, vague
from factcheck.find.relative import WEEK_OF, relative
from factcheck.find.worded import day_alone, day_spelled, place, spelled_year, weekday_number, worded_day
from factcheck.measure import dates, money, numbers, units
from factcheck.measure.holidays import RULES

_TOKEN = re.compile(r"[A-Za-z]+(?:'[a-z]+)?|\d+|\S")
_BOUND = re.compile(
    r"(?P<p>through|until|till|by|up[ \n]to)[ \n]+(?:the[ \n]+)?(?:(?:fiscal|financial)[ \n]+(?=year))?(?P<e>(?"
    r":(?:early|late|mid|end|beginning|start|middle)(?:[ \n]+of|[ \n]+in)?[ \n-]+(?:the[ \n]+)?)?)(?:year[ "
    r"\n]+(?=\d))?(?=[\w'])",
    re.I,
)
_AFTER = re.compile(
    r"(?P<p>since|before|after|from)[ \n]+(?:the[ \n]+)?(?:(?:early|late|mid|the end of|the start of)[ \n-]+)?", re.I
)
_EDGE = re.compile(
    r"(?:the[ \n]+)?(?P<e>early|late|mid|middle|end|beginning|start|earlier|later)(?:(?:[ \n]+of|"
    r"[ \n]+in)?[ \n-]+(?:the[ \n]+)?|(?=\d))(?=[\w'])",
    re.I,
)
_CODE = re.compile(r"[A-Za-z][A-Za-z'.-]*\d[\w.-]*|\d+[A-Za-z][\w-]*")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|ST|ND|RD|TH)")
_PREFIX = re.compile(
    r"(?:[a-z]{2,}|Sub|Pre|Post|Mid|Minus)-(?=\d)"
)  # "sub-7 nanometre", "now-18-month-old"; names have capitals
_PART_OF_SCALE = re.compile(
    r"(?:a )?(?:half|quarter|third)[ -](?:(?:of )?an?[ -])?(?:million|billion|trillion|dozen|hundred|thousand)\b", re.I
)
_CODE_MARKS = set("-'.0123456789")
_VAGUE_HEADS = {"tens", "scores", "thousands", "millions", "billions", "trillions"}


_UNIT = "|".join(sorted(dates.UNITS, key=len, reverse=True))
_MONTH = "|".join(sorted(dates.MONTHS, key=len, reverse=True))
_FIGURE_DATE = re.compile(
    rf"\d{{1,4}}(?:(?:st|nd|rd|th)?[ \n-]{{0,3}}(?:(?:of[ \n])?(?:{_MONTH})\b|century|(?:{_UNIT})\b|"
    rf"(?:-|~|to|through|thru|and|until|till)[ \n]{{0,2}}\d)"
    r"|(?:st|nd|rd|th)[ ](?:day|week|month|this|last|next|of[ ])"
    r"|[ ](?:last|past|previous|prior|next|coming|following|upcoming)[ ]"
    r"|M[ ]?(?:FY|')?\d|[-/.]\d|'?s\b|\d{4}(?!\d)|(?:'s)?[ \n-]?(?:[QH][1-4]|first|second|third|fourth|final|fiscal|"
    r"financial)|[QH](?:FY|(?![a-z]))|[ \n]?[-/][ \n]?(?:\d|[A-Z]))",
    re.I,
)
_WORD_DATE = re.compile(rf"(?:[a-z]+[ \n-]+){{1,2}}(?:{_UNIT})\b", re.I)
_DAY_NAMES = set(dates.MONTHS) | set(dates.WEEKDAYS)
_QUARTERLY = re.compile("quarter|half|qtr", re.I)  # "the March quarter": the only fiscal period named by a month
_COUNT_HEADS = set(
    (
        "a an one two three four five six seven eight nine ten eleven twelve thirteen fifteen twenty "
        "thirty forty fifty couple few several"
    ).split()
)


def _week_of(text: str, start: int, order: str) -> Draft | None:
    """Reads "the week of March 6", "week beginning 4 February"."""
    m = WEEK_OF.match(text, start)
    inner = calendar(text, m.end(), order) if m else None
    if not inner or inner.kind != "date":
        return None
    if inner.iso_start:
        span = dates.week(inner.iso_start)
        return dated(start, inner.end, span) if span else None
    if inner.relative and inner.relative[0] == "monthday":
        return Draft(start, inner.end, "daterange", relative=Compound("weekof", "week", 0, inner.relative))
    return None


def _date_at(text: str, start: int, order: str, edge: bool = True) -> Draft | None:
    """The date at ``start`` with all that is told from it: a range's second end, the day steps are counted from."""
    if text[start].isdigit() and not _FIGURE_DATE.match(text, start):
        return compound.year_joined(text, start, order, _date_at)
    m = _TOKEN.match(text, start)
    head = m[0].lower().removesuffix("'s") if m else ""
    found = None if head in _DAY_NAMES else compound.leading(text, start, order, _date_at)
    found = found or _single(text, start, order, edge, head)
    return compound.trailing(text, found, order, _date_at) if found else None


def _single(text: str, start: int, order: str, edge: bool, head: str) -> Draft | None:
    """One date; which grammars are asked depends on how it begins, for most numbers none."""
    if text[start].isdigit():
        return (
            fiscal(text, start, order)
            or day_spelled(text, start)
            or calendar(text, start, order)
            or relative(text, start)
            or worded_day(text, start, order)
        )
    if head in _DAY_NAMES:
        found = (
            worded_day(text, start, order)
            or (fiscal(text, start, order) if head in dates.MONTHS and _QUARTERLY.search(text, start) else None)
            or (relative(text, start) if head in dates.WEEKDAYS and " week" in text[start : start + 30] else None)
            or calendar(text, start, order)
            or (weekday_number(text, start) or relative(text, start) if head in dates.WEEKDAYS else None)
        )
    elif head in _COUNT_HEADS:
        found = (fiscal(text, start, order) or relative(text, start)) if _WORD_DATE.match(text, start) else None
        found = found or worded_day(text, start, order)
        if not found and "century" in text[start : start + 24].lower():
            found = calendar(text, start, order)
    else:
        found = (
            _week_of(text, start, order)
            or worded_day(text, start, order)
            or spelled_year(text, start)
            or fiscal(text, start, order)
            or relative(text, start)
            or (calendar(text, start, order) if head[-2:] in ("th", "st") or not head.isalpha() else None)
        )
    if found:
        return found
    if edge and (m := _EDGE.match(text, start)):
        inner = _date_at(text, m.end(), order, False) or plain_year(text, m.end())
        if inner and inner.kind in ("date", "daterange"):
            return inner._replace(start=start)
    return None


def _bounded(text: str, start: int, order: str) -> Draft | None:
    """Reads "through 2030", "by the end of 2027": the bound belongs to the date."""
    m = _BOUND.match(text, start)
    if not m:
        return None
    inner = _date_at(text, m.end(), order) or plain_year(text, m.end())
    if not inner and m["e"]:
        inner = _date_at(text, m.start("e"), order)  # "by the end of the decade"
    if not inner or inner.kind not in ("date", "daterange") or inner.ignored:
        return None
    return inner._replace(start=start, modifier="le")


_DATE_HEADS = (
    {name.split()[0] for name in RULES}
    | set(dates.MONTHS)
    | set(dates.WEEKDAYS)
    | set(dates.DAYS)
    | set(dates.SEASONS)
    | set(
        (
            "the last past previous prior preceding next coming following latest upcoming this current "
            "early late mid middle end "
            "beginning start earlier later first second third fourth final fiscal financial fy fye year "
            "years quarter month week half "
            "three six nine twelve thirteen sixteenth seventeenth eighteenth nineteenth twentieth a an "
            "one two four five seven eight ten "
            "couple few several day in within over yearend ytd latter thirty twenty fifteen fifty eleven "
            "fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
            "sixteenth seventeenth eighteenth nineteenth twentieth in w "
            "valentines valentine mothers fathers weekend same thirtieth thirty-first eighteen nineteen thirteen "
            "fourteen sixteen seventeen "
            "twenties thirties forties fifties sixties seventies eighties nineties corresponding comparable "
            "equivalent matching like that"
        ).split()
    )
)
_BOUNDS = {"through", "until", "till", "by", "up"}
_PERSIST = {"the", "early", "late", "mid", "year"}
_OPEN = {"since": "ge", "before": "lt", "after": "gt"}


@lru_cache(maxsize=50_000)
def parse(text: str, style: str = "en", order: str = "mdy") -> tuple[tuple[int, Draft], ...]:
    """Everything in a stretch, in order, without overlaps: (where its part of the stretch begins, draft).

    After something was read, words that follow a blank read as if they stood alone, so they are looked up as a stretch
    of their own: in "9.4 mln Nine mths" only the number is new.
    """
    if style == "en" and (quick := plain.whole(text)):
        return ((0, quick),)
    drafts: list[tuple[int, Draft]] = []
    pos, n = 0, len(text)
    opening = ""
    last = 0  # what was read reaches to here
    while pos < n:
        c = text[pos]
        if c in " \n,":
            pos += 1
            continue
        if last and c.isalpha() and pos - last < 3 and text[pos - 1] == " ":
            drafts += [(pos + base, draft) for base, draft in parse(text[pos:], style, order)]
            break
        m = _TOKEN.match(text, pos)
        assert m
        word = m[0].lower()
        found = (plain.part(text, pos) if c in plain.STARTS and style == "en" else None) or _at(
            text, pos, word, style, order
        )
        if found and found.end > pos:
            if opening and found.kind in ("date", "daterange") and found.modifier is None:
                found = found._replace(modifier=_OPEN[opening])
            if found.start > last:
                drafts += _codes(text, last, found.start)
            drafts.append((0, found))
            last = pos = found.end
            opening = ""
            continue
        opening = word if word in _OPEN else opening if word in _PERSIST else ""
        pos = m.end()
    else:
        drafts += _codes(text, last, n)
    return tuple(drafts)


_PART_HEADS = set("a an half quarter cut cuts cutting slash slashed reduce reduced split chop chopped".split())
_RUN = re.compile(r"\d[\d.,:/'-]*")


def _codes(text: str, start: int, end: int) -> list[tuple[int, Draft]]:
    """Figures no grammar wanted join the ledger as codes, so that every figure of the text is accounted for."""
    return [
        (0, Draft(m.start(), m.start() + len(m[0].rstrip(".,:/'-")), "number", ignored="code"))
        for m in _RUN.finditer(text, start, end)
    ]


def _at(text: str, pos: int, word: str, style: str, order: str) -> Draft | None:
    c = text[pos]
    if c.isdigit() or c in ".\xbc\xbd\xbe" or "\x90" <= c <= "\x97":
        if c.isdigit():
            if pos and (text[pos - 1].isalpha()):
                return None
            found = _date_at(text, pos, order) or day_alone(text, pos)
            if found:
                return found
        return (fraction(text, pos) if c.isdigit() else None) or _figure(text, pos, style)
    if c.isalpha():
        if word in _BOUNDS and (found := _bounded(text, pos, order)):
            return found
        if word in bands.HEADS and (found := bands.band(text, pos)):
            return found
        if word in _DATE_HEADS or word[0] in "qh":
            found = _date_at(text, pos, order)
            if found:
                return found
        if word in money.HEADS and (found := sign_money(text, pos, style)) is not None:
            return found
        if text[pos + len(word) : pos + len(word) + 1].isdigit():
            return _code(text, pos)
        if (found := change(text, pos, word)) is not None:
            return found
        if word in _PART_HEADS or word in numbers.WORDS:
            if found := place(text, pos):
                return found
            if (found := fraction(text, pos)) and not _PART_OF_SCALE.match(text, pos):
                return found
            return (vague(text, pos) if word[-1] == "s" else None) or quantity(text, pos, style)
        if word in _VAGUE_HEADS:
            return vague(text, pos)
        if text[pos + len(word) : pos + len(word) + 1] not in _CODE_MARKS:
            return None
        if m := _PREFIX.match(text, pos):
            found = _at(text, m.end(), text[m.end()], style, order)
            if found and m[0].lower() == "minus-" and found.value is not None:
                return found._replace(start=pos, value=-found.value)
            return found
        if _CODE.match(text, pos):
            return _code(text, pos)
        return None
    if c in "-+(":
        if c == "(":
            return None
        nxt = text[pos + 1 : pos + 2]
        if nxt.isdigit() or nxt == ".":
            if pos and text[pos - 1] not in " \n(":
                return None
            return quantity(text, pos, style)
        return sign_money(text, pos, style)
    return sign_money(text, pos, style)


# "192.168.0.1", "978-3-16-148410-0": no amounts; "1.234.567" is one
_CHAIN = re.compile(r"\d+(?:-\d+){3,}(?!\d)|(?!\d{1,3}(?:\.\d{3})+(?![.\d]))\d+(?:\.\d+){2,}(?!\d)")


_CLOCK = re.compile(r"(?:1[0-2]|0?[1-9])(?:[.:][0-5]\d)?[ap]m\b", re.I)  # "5pm", "10.45pm"


_LONG_ORDINAL = re.compile(r"\d{1,3}(?:,\d{3})+(?:st|nd|rd|th)\b")  # "its 1,000th branch"


def _figure(text: str, pos: int, style: str) -> Draft | None:
    if m := _CHAIN.match(text, pos):
        return Draft(pos, m.end(), "number", ignored="code")
    if m := _CLOCK.match(text, pos):
        return Draft(pos, m.end(), "date", ignored="time-of-day")
    if m := _LONG_ORDINAL.match(text, pos):
        return Draft(pos, m.end(), "number", ignored="ordinal")
    found = quantity(text, pos, style)
    bare = found is not None and found.kind == "number" and found.high is None
    if bare and found and (year := plain_year(text, pos)) and year.end == found.end:
        return year._replace(open=True, value=found.value)
    if (
        found
        and found.end < len(text)
        and (text[found.end].isalnum())
        and found.open
        and not found.letter
        and not units.unit_after(text[found.end : found.end + 30])
    ):
        return _code(text, pos)
    return found or _digits(text, pos)


_CODE_REST = re.compile(r"\.\d\w*")  # "2x4.5kg"


def _code(text: str, pos: int) -> Draft | None:
    """Figures that are part of a name or a code: "S25", "A320neo", "3G"."""
    m = _CODE.match(text, pos)
    if not m:
        return _digits(text, pos)
    if m[0].startswith(("PS", "R")) and (found := _lettered(text, pos)):
        return found
    end = m.end()
    if rest := _CODE_REST.match(text, end):
        end = rest.end()
    while text[end - 1] in ".-":
        end -= 1
    if _ORDINAL.fullmatch(text, pos, end):
        return Draft(pos, end, "number", ignored="ordinal")
    return Draft(pos, end, "number", ignored="product-name")


def _lettered(text: str, pos: int) -> Draft | None:
    """Reads "PS2.7m", the pound sign in text that was forced into ASCII, and "R47bn"; "PS5", "R18" are names."""
    pound = text.startswith("PS", pos)
    amount = numbers.amount(text, pos + (2 if pound else 1), True)
    if not amount or not (amount.power or "," in text[pos : amount.end] or (pound and text[amount.end - 3] == ".")):
        return None
    return Draft(pos, amount.end, "money", amount.value, unit="GBP" if pound else "ZAR", decimals=amount.decimals)


def _digits(text: str, pos: int) -> Draft | None:
    """Figures that are no amount: too long, or with marks inside; they stay in the ledger."""
    m = _RUN.match(text, pos)
    return Draft(pos, pos + len(m[0].rstrip(".,:/'-")), "number", ignored="code") if m else None
