"""Drafts -> Mentions: what stands around a number decides its hedge, its noun, its tense, or why it is no quantity."""

from __future__ import annotations

import re
from collections import deque

import factcheck.find.shared_currency as shared_currency
from factcheck.find.alternatives import settled_readings
from factcheck.find.calendar import dated
from factcheck.find.dating import Dating
from factcheck.find.draft import Draft, Found
from factcheck.find.elided import inherit
from factcheck.find.hedges import modifier_before, no_bound
from factcheck.find.ignored import FIGURE_NAMES, in_street, reason_for
from factcheck.find.nouns import further
from factcheck.find.per import counted_per, per
from factcheck.find.tense import tense
from factcheck.measure import dates, numbers, units
from factcheck.measure.money import OWN
from factcheck.measure.wrapped import first_whole
from factcheck.model import Article, Mention

_PER_STARTS = b" -/\n"
_PER_KINDS = ("money", "percent", "quantity", "number")
_AHEAD = 48  # characters after a number that may name what it counts
_RATES = (" per day", " per year", " per hectare")
_TIMES = {"m": 6, "b": 9, "t": 12}
_MANY = re.compile(  # "sales fell from 14m in 2011 to 2.3m": of what is counted by the million
    rb"\b(?:sales|subscribers|customers|users|passengers|viewers|visitors|people|population|votes|tourists|downloads|"
    rb"members|accounts|deliveries|shipments|audience|listeners|readers|followers|players)\b"
)
_SIGN_WORD = re.compile(rb"(?<![A-Za-z0-9])(?<!plus or )(?<!plus/)(?:minus|(?P<n>negative))[ \n]\Z", re.I)
_SHORT_YEAR = re.compile(
    rb"\b(?:in|since|of|from|until|till|by|before|after|summer|spring|autumn|winter)[ \n]'\Z", re.I
)
_PLUS_AFTER = re.compile(rb"(?:-plus|\+)(?![\w-])")
_PLUS = re.compile(r"(?:-plus|-odd|\+)(?= )")
_MORE_TIME = {"additional", "extra", "further"}
_SIGN_ENDS = (b"s ", b"s\n", b"e ", b"S ", b"E ")
_ADDRESS = re.compile(rb"(?:https?://|www\.)[^ \n<>\"]+", re.I)
# "4.1m, up from 3.9m tonnes": an "m" that goes on to another number in millions is none of the metre
_MILLIONS = re.compile(
    r"m(?:,? (?:up|down))? (?:from|against|of its|of their|of the|and|to|or|compared with|versus|vs\.?) "
    r"(?:about |nearly |some |around )?\d[\d.,]*(?:m|k|bn| million| billion)\b"
)


def _noun(after: str, many: bool) -> tuple[str, int, str, bool] | None:
    """(unit, length, kind of find, plural) of the words after a plain number."""
    physical = units.unit_after(after)
    if physical:
        return physical[0], physical[1], "unit", True
    if after.startswith("-strong") and many:
        return "people", 0, "noun", True  # "a 5,000-strong workforce"
    if plus := _PLUS.match(after):  # "30-plus plants", "50+ plants"
        found = _noun(after[plus.end() :], many)
        return (found[0], 0, "noun", True) if found and found[3] else None
    noun = units.noun_after(after, many)
    if not noun or noun[0].split(None, 1)[0] in numbers.WORDS:
        return None  # "2.5 mln two weeks ago"
    adjective, _, last = noun[0].rpartition(" ")
    if adjective in _MORE_TIME and last in dates.UNITS:
        return dates.UNITS[last], noun[1], "time", True
    if noun[2] is False and (peer := units.peer_unit(noun[0])):
        return peer, noun[1], "unit", True
    return noun[0], noun[1], "noun", noun[2]


def _of_many(data: bytes, start: int, end: int) -> bool:
    """Whether the sentence round a number with an "m" tells of what is counted by the million."""
    before, after = data[start - 60 if start > 60 else 0 : start], data[end : end + 60]
    return bool(_MANY.search(before.rpartition(b". ")[2]) or _MANY.search(after.partition(b". ")[0]))


def _with_letter(data: bytes, start: int, end: int, d: Draft, after: str) -> tuple[Draft, bool]:
    """A number with an "m", "b" or "t" touching it: million, metre, tonne or a name; and whether that settles it."""
    letter = d.letter
    rest = after.lstrip()[len(letter) :] if after.startswith(letter) else after
    if letter == "B" and in_street(rest):  # "221B Baker Street"
        return d._replace(kind="number", value=None, end=d.end + 1, ignored="reference"), True
    noun = _noun(rest, True) if rest[:1] in " -" else None
    follow = rest.split(None, 1)[0].lower() if rest.split(None, 1) else ""
    name = FIGURE_NAMES.get(data[start : end + 1])
    counted = noun and rest[1:2].islower() and (noun[3] or noun[2] == "unit")
    if name and not counted and follow not in ("of", "more"):
        return d._replace(kind="number", value=None, end=d.end + 1, ignored=name), True
    if (
        (noun and (noun[3] or noun[2] == "unit"))
        or follow == "of"
        or letter in ("M", "B")
        or _MILLIONS.match(after)
        or (letter == "m" and follow.rstrip(".,;:)") not in _METRES and _of_many(data, start, end))
        or (noun_like(follow) and rest[:1] == " ")
    ):
        power = _TIMES[letter.lower()]
        value = None if d.value is None else d.value * 10**power
        high = None if d.high is None else d.high * 10**power
        decimals = (d.decimals or 0) - power
        return d._replace(value=value, high=high, decimals=decimals, end=d.end + 1, letter=""), False
    if letter.lower() == "m":
        return d, False
    d = d._replace(end=d.end + 1)
    return (d._replace(kind="quantity", unit="tonne") if letter == "t" else d._replace(ignored="code")), True


def _settle(article: Article, data: bytes, base: int, d: Draft) -> Draft:
    """An open number: its unit or noun, its letter, or the reason why it is none."""
    start, end = base + d.start, base + d.end
    if d.value is None:
        return d
    year = d.kind in ("date", "daterange")
    after = data[end : end + _AHEAD].decode("latin-1")
    if d.letter and d.letter.lower() in _TIMES:
        d, done = _with_letter(data, start, end, d, after)
        if done:
            return d
        end = base + d.end
        after = data[end : end + _AHEAD].decode("latin-1")
    if end - start == 2 and data[start - 1 : start] == b"'" and _SHORT_YEAR.search(data, max(0, start - 12), start):
        span = dates.year(dates.full_year(data[start:end].decode()))
        return dated(d.start - 1, d.end, span) if span else d  # "the highest since '98"
    reason = reason_for(data, start, end, after, d)
    if reason:
        why, longer = reason
        if why == "pronoun":
            return d._replace(end=d.start)
        if why == "time-of-day":
            return d._replace(kind="date", value=None, ignored=why, end=longer - base, modifier=None)
        if year and why not in ("product-name", "reference", "code", "list-number"):
            return d
        return d._replace(
            kind="number", ignored=why, iso_start=None, iso_end=None, period=None, end=longer - base, modifier=None
        )
    many = d.value != 1 or d.ignored == "vague"
    if d.ignored == "vague" and after.lstrip()[:3] == "of ":
        after = after.lstrip()[2:]
    after, broken, taken = first_whole(after) if "-\n" in after else (after, _AHEAD, 0)
    noun = _noun(after, many)
    if year:
        if noun and (noun[2] == "unit" or noun[0] in units.HEADS.values()) and not _year_before(data, start):
            d = d._replace(kind="number", iso_start=None, iso_end=None, period=None, modifier=None, decimals=0)
        else:
            return d
    elif not noun and many:
        noun = further(data[start - 40 if start > 40 else 0 : start], after, d.value is not None and d.value < 130)
    if not noun:
        return d
    unit, length, how, _plural = noun
    length += taken if length > broken else 0
    if how == "time":
        return d._replace(kind="duration", unit=unit, end=end + length - base, open=False)
    if how == "unit":
        unit, _, over = unit.partition(" per ") if unit.endswith(_RATES) else (unit, "", "")
        return d._replace(kind="quantity", unit=unit, per=over or None, end=end + length - base)
    return d._replace(kind="quantity", unit=unit, per=counted_per(data, end + length) if length else None)


# "London EC2M 7PP", "SW1P 3BP": no percentage points, no basis points; "Q3 5PP" has no postal area
_POSTCODE = re.compile(rb"\b(?!FY)(?:[BEGLMNSW]|[A-PR-UWYZ][A-HK-Y])[0-9][0-9A-Z]?[ \n][0-9][A-Z]{2}\Z")


def _closed(data: bytes, base: int, d: Draft) -> Draft:
    """A draft with a unit, or the second half of a British postcode that looks like one."""
    if d.end - d.start != 3 or d.kind in ("date", "daterange"):
        return d
    start, end = base + d.start, base + d.end
    if not _POSTCODE.search(data, max(0, start - 6), end):
        return d
    return Draft(d.start, d.end, "number", ignored="code")


_METRES = {
    "long",
    "high",
    "tall",
    "wide",
    "deep",
    "away",
    "race",
    "sprint",
    "run",
    "dash",
    "final",
    "hurdles",
    "freestyle",
    "pool",
    "above",
    "below",
    "from",
    "apart",
}


_FIGURES = re.compile(rb"[0-9]")


def noun_like(word: str) -> bool:
    """Whether the word after "2.7m" is counted in millions, not measured in metres."""
    return word.isalpha() and word not in _METRES and word not in units.NOT_NOUNS


def _left(
    data: bytes, start: int, end: int, last: int, addresses: deque[tuple[int, int]]
) -> tuple[int, int, bool] | None:
    """What is left of a mention, and whether another one or a web address took a part of it."""
    if start == end or end <= last:
        return None
    cut = start < last
    if cut:
        rest = _FIGURES.search(data, last, end)
        if not rest:
            return None
        start = rest.start()
    if addresses and _address_at(addresses, start):
        cut = True
        if not _FIGURES.search(data, start, end):
            return None
    return start, end, cut


def _sign_word(data: bytes, start: int, last: int, d: Draft) -> int:
    """Where the "minus" before a number begins, else -1: "minus 0.3 percent", but "ten minus three"."""
    if d.ignored or d.kind == "ratio" or d.high is not None:
        return -1
    m = _SIGN_WORD.search(data, max(last, start - 12), start)
    if not m or not d.value or d.value < 0 or (m["n"] and d.kind not in ("percent", "money")):
        return -1
    return m.start() if not last or data[last : m.start()].strip() else -1


def _address_at(addresses: deque[tuple[int, int]], start: int) -> tuple[int, int] | None:
    """The web address a mention begins in: the figures of one tell nothing."""
    while addresses and addresses[0][1] <= start:
        addresses.popleft()
    return addresses[0] if addresses and addresses[0][0] <= start else None


_YEAR_WORDS = {
    b"in",
    b"since",
    b"of",
    b"by",
    b"until",
    b"through",
    b"for",
    b"during",
    b"from",
    b"and",
    b"early",
    b"late",
    b"before",
    b"after",
}


def _year_before(data: bytes, start: int) -> bool:
    words = data[max(0, start - 16) : start].lower().split()
    return bool(words) and words[-1] in _YEAR_WORDS


def finish(article: Article, data: bytes, offsets: list[int] | None, found: Found) -> tuple[Mention, ...]:
    """The ledger."""
    out: list[Mention] = []
    text, published, currency = article.text, article.published, article.currency
    last = 0
    n = 0
    size = len(data)
    dating = Dating(data, published)
    addresses = deque(m.span() for m in _ADDRESS.finditer(data)) if b"://" in data or b"www." in data else deque()
    drafts = list(settled_readings(data, found))
    if not shared_currency.CODES.isdisjoint([d.unit for _, d in drafts]):
        drafts = shared_currency.settle(data, drafts)
    settled = [(base, _settle(article, data, base, d) if d.open else _closed(data, base, d)) for base, d in drafts]
    inherit(data, settled)
    for base, d in settled:
        if d.kind == "duration" and data[base + d.end : base + d.end + 4].lower() in (b" old", b"-old"):
            d = d._replace(kind="quantity", unit=f"{d.unit} of age", end=d.end + 4)
        start, end = base + d.start, base + d.end
        if start < last or start == end or addresses:
            left = _left(data, start, end, last, addresses)
            if not left:
                continue
            start, end, cut = left
            if cut and d.kind in ("date", "daterange") and start == base + d.start:
                d = d._replace(ignored="code")  # a web address may carry its day: no claim, yet a date
            elif cut:
                d = Draft(start - base, end - base, "number", ignored="code")
        unit = currency if d.unit == OWN else d.unit
        ratio = d.per
        modifier, iso_start, iso_end, period, value = d.modifier, d.iso_start, d.iso_end, d.period, d.value
        kind = d.kind
        if unit == "GBP" and data[end : end + 4] == b" of " and data[end - 1 : end] in b"ds" and (d.decimals or 0) >= 0:
            kind, unit = "quantity", "pound"  # "two pounds of sugar", but "2 million pounds of debt"
        if kind == "duration" and d.relative and published and tense(data, start, end, "in") > 0:
            kind = "date"  # "will open in two weeks" is a day, "was built in two weeks" a length
        if kind in ("date", "daterange"):
            if d.open:
                value = None
            if d.value is not None and published and not d.relative and d.unit in ("hour", "minute", "second"):
                day = dates.relative_day(text[start:end] if offsets is None else "", published)
                if day:
                    iso_start, iso_end, period = day.start, day.end, day.label
            else:
                dated = dating.settle(d, start, end)
                if not dated:
                    continue
                iso_start, iso_end, period, modifier = dated
                kind = "daterange" if (iso_start is None) != (iso_end is None) else kind
                if iso_start and iso_end and period is not None and len(period) == 10:
                    kind = "date"  # "as of June 30, 2024 and 2023": the year names a day
        else:
            if data[start - 2 : start] in _SIGN_ENDS and value and (sign := _sign_word(data, start, last, d)) >= 0:
                start, value = sign, -value
            if modifier is None and not d.ignored:
                modifier = modifier_before(data, start)
                if modifier is None and data[end : end + 1] in (b"+", b"-") and _PLUS_AFTER.match(data, end):
                    modifier = "ge"
                if modifier in ("gt", "lt") and no_bound(data, start, end, last, kind):
                    modifier = None
            if (end < size and data[end] in _PER_STARTS) and d.kind in _PER_KINDS:
                ratio = per(data, end) or ratio
        last = end
        if offsets is not None:
            start, end = offsets[start], offsets[end - 1] + 1
        n += 1
        out.append(Mention(f"m{n}", start, end, text[start:end], kind, value, d.high, unit, ratio, modifier,
                           iso_start, iso_end, period, d.decimals, d.ignored))  # fmt: skip
    return tuple(out)
