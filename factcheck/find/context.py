"""Drafts -> Mentions: what stands around a number decides its hedge, its noun, its tense, or why it is no quantity."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.find.draft import Draft
from factcheck.find.hedges import modifier_before
from factcheck.find.ignored import reason_for
from factcheck.find.per import per
from factcheck.find.relative import resolve
from factcheck.find.tense import tense
from factcheck.measure import dates, units
from factcheck.measure.money import OWN
from factcheck.model import Article, Mention

_PER_STARTS = b" -/\n"
_PER_KINDS = ("money", "percent", "quantity", "number")
Found = list[tuple[int, Draft]]
_AHEAD = 48  # characters after a number that may name what it counts
_TIMES = {"m": 6, "b": 9, "t": 12}


def _noun(after: str, many: bool) -> tuple[str, int, str, bool] | None:
    """(unit, length, kind of find, plural) of the words after a plain number."""
    physical = units.unit_after(after)
    if physical:
        return physical[0], physical[1], "unit", True
    noun = units.noun_after(after, many)
    if not noun:
        return None
    if noun[2] is False and (peer := units.peer_unit(noun[0])):
        return peer, noun[1], "unit", True
    return noun[0], noun[1], "noun", noun[2]


def _settle(article: Article, data: bytes, base: int, d: Draft) -> Draft:
    """An open number: its unit or noun, its letter, or the reason why it is none."""
    start, end = base + d.start, base + d.end
    if d.value is None:
        return d
    year = d.kind in ("date", "daterange")
    after = data[end : end + _AHEAD].decode("latin-1")
    letter = d.letter
    if letter and letter.lower() in _TIMES:
        rest = after.lstrip()[len(letter) :] if after.startswith(letter) else after
        noun = _noun(rest, True) if rest[:1] in " -" else None
        follow = rest.split(None, 1)[0].lower() if rest.split(None, 1) else ""
        if (
            (noun and (noun[3] or noun[2] == "unit"))
            or follow == "of"
            or letter in ("M", "B")
            or (noun_like(follow) and rest[:1] == " ")
        ):
            power = _TIMES[letter.lower()]
            d = d._replace(
                value=d.value * 10**power,
                high=None if d.high is None else d.high * 10**power,
                decimals=(d.decimals or 0) - power,
                end=d.end + 1,
            )
            end += 1
            after = rest
        elif letter.lower() != "m":
            d = d._replace(end=d.end + 1)
            return d._replace(ignored="code") if letter != "t" else d._replace(kind="quantity", unit="tonne")
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
    noun = _noun(after, many)
    if year:
        if noun and (noun[2] == "unit" or noun[0] in units.HEADS.values()) and not _year_before(data, start):
            d = d._replace(kind="number", iso_start=None, iso_end=None, period=None, modifier=None, decimals=0)
        else:
            return d
    if not noun:
        return d
    unit, length, how, _plural = noun
    if how == "unit":
        return d._replace(kind="quantity", unit=unit, end=end + length - base)
    return d._replace(kind="quantity", unit=unit)


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


_CHANGE = re.compile(
    rb"\b(?:ris[ei]\w*|rose|f[ae]ll\w*|gr[oe]w\w*|increas\w+|decreas\w+|declin\w+|dropp?\w*|gain\w*|"
    rb"jump\w*|surg\w+|slid\w*|slipp?\w*|climb\w*|rais\w+|cut\w*|lower\w*|up|down"
    rb"|mov\w+|went|go(?:es|ing|ne)?|chang\w+|widen\w*|narrow\w*|improv\w+|expand\w*|shr[aiu]nk\w*|"
    rb"push\w*|lift\w*|boost\w*|revis\w+|upgrad\w+|downgrad\w+|trimm?\w*|slash\w*|slow\w*"
    rb"|tumbl\w+|plung\w+|plummet\w*|soar\w*|eas(?:e|ed|ing)|edg\w+|swell\w*|dip\w*|advanc\w+|reduc\w+|"
    rb"accelerat\w+|doubl\w+|cool\w*|rebound\w*|recover\w*|swung|swing|return\w*|back|brought|takes?|"
    rb"took|progress\w*|inch\w+|creep\w*|crept|hik\w+|convert\w*|extend\w*|shift\w*|com(?:e|es|"
    rb"ing)|came|reach\w*|result)\b"
)


def _resolved(data: bytes, found: Found) -> Iterator[tuple[int, Draft]]:
    """The drafts with their alternatives decided by what stands around them."""
    for base, d in found:
        if d.split:
            start = base + d.start
            before = data[start - 70 if start > 70 else 0 : start].lower()
            stop = before.rfind(b". ")
            if (d.high is not None and d.value is not None and d.high < d.value) or _CHANGE.search(
                before, max(stop, 0)
            ):
                yield from ((base, part) for part in d.split)
                continue
            d = d._replace(split=())
        elif d.longer and not data[base + d.longer.end : base + d.longer.end + 2].strip(b" \n")[:1].isalnum():
            d = d.longer
        yield base, d


_LISTED = re.compile(rb"(?:,|,? and|,? or|,? to|,? but)[ \n]+\Z")
_OF_THE = re.compile(rb"[ \n]+(?:out )?of (?:the |its |their )?\Z")
_AGAINST = re.compile(
    rb"(?:of which|from|against|compared with|compared to|versus|vs\.?|than|with|and|to)(?: (?:about|some|"
    rb"nearly|around|almost|roughly|just|only))?[ \n]+\Z"
)
_SHARED = ("money", "percent", "quantity")


_SCALE_WORD = re.compile(rb"[0-9][ \n-]{0,2}(million|billion|trillion|thousand|mln|bln|bn)\b")
_POWERS = {b"thousand": 3, b"million": 6, b"mln": 6, b"billion": 9, b"bln": 9, b"bn": 9, b"trillion": 12}


def _shared_scale(data: bytes, d: Draft, base: int, nbase: int, after: Draft) -> Draft | None:
    """Reads "$165 and $617 million, respectively": the scale printed once counts for both."""
    if (
        after.kind != d.kind
        or after.unit != d.unit
        or d.value is None
        or not 0 < d.value < 1000
        or d.decimals is None
        or d.decimals < 0
    ):
        return None
    end, nstart, nend = base + d.end, nbase + after.start, nbase + after.end
    if data[end:nstart] not in (b" and ", b", ", b", and ") or b"respectively" not in data[nend : nend + 90]:
        return None
    scale = _SCALE_WORD.search(data, nstart, nend)
    if not scale or _SCALE_WORD.search(data, base + d.start, end):
        return None
    power = _POWERS[scale[1]]
    return d._replace(value=d.value * 10**power, decimals=d.decimals - power)


def _amount_before(data: bytes, settled: list[tuple[int, Draft]], i: int) -> Draft | None:
    """The amount of money a scaled number without a unit goes on from: "to 4.04 billion from 3.58 billion"."""
    start = settled[i][0] + settled[i][1].start
    for base, d in reversed(settled[max(0, i - 4) : i]):
        if d.kind == "quantity" or start - base - d.end > 160 or b"\n\n" in data[base + d.end : start]:
            return None
        here = base + d.start
        if data.rfind(b"(", max(0, here - 40), here) > data.rfind(b")", max(0, here - 40), here):
            continue  # a converted amount: "19.7bn rupees ($98m), against 2.7bn" goes on in rupees
        if d.kind == "money" and not d.ignored and d.value is not None:
            return d if d.decimals is not None and abs(d.value) >= 10**5 else None
    return None


def _inherit(data: bytes, settled: list[tuple[int, Draft]]) -> None:
    """Numbers that share a unit printed once: "8 or 9 euros", "5, 6 and 7 percent", "3.9m cars, up from 2.4m"."""
    for i in range(len(settled) - 2, -1, -1):
        base, d = settled[i]
        if (
            d.kind in ("money", "quantity")
            and d.value is not None
            and (shared := _shared_scale(data, d, base, *settled[i + 1]))
        ):
            settled[i] = base, shared
            continue
        if not d.open or d.kind != "number" or d.ignored or d.unit or d.value is None:
            continue
        nbase, after = settled[i + 1]
        if after.kind not in _SHARED or after.ignored or after.unit is None or after.value is None:
            continue
        between = data[base + d.end : nbase + after.start]
        if len(between) < 16 and (_LISTED.fullmatch(between) or (after.kind == "money" and _OF_THE.fullmatch(between))):
            settled[i] = base, d._replace(kind=after.kind, unit=after.unit, open=after.kind == "quantity")
    for i in range(1, len(settled)):
        base, d = settled[i]
        if not d.open or d.kind != "number" or d.ignored or d.unit or d.value is None or d.letter:
            continue
        if (
            d.decimals is not None
            and d.decimals <= -2
            and abs(d.value) >= 10**5
            and (money := _amount_before(data, settled, i))
        ):
            settled[i] = base, d._replace(kind="money", unit=money.unit)
            continue
        pbase, prior = settled[i - 1]
        if prior.kind in ("date", "daterange") and i > 1:
            pbase, prior = settled[i - 2]
        start = base + d.start
        if prior.kind != "quantity" or prior.ignored or start - pbase - prior.end > 90:
            continue
        between = data[pbase + prior.end : start]
        if b". " in between or b"\n\n" in between or not _AGAINST.search(between):
            continue
        settled[i] = base, d._replace(kind=prior.kind, unit=prior.unit)


def finish(article: Article, data: bytes, offsets: list[int] | None, found: Found) -> tuple[Mention, ...]:
    """The ledger."""
    out: list[Mention] = []
    text, published, currency = article.text, article.published, article.currency
    last = 0
    n = 0
    size = len(data)
    settled = [(base, _settle(article, data, base, d) if d.open else d) for base, d in _resolved(data, found)]
    _inherit(data, settled)
    for base, d in settled:
        if d.kind == "duration" and data[base + d.end : base + d.end + 4].lower() in (b" old", b"-old"):
            d = d._replace(kind="quantity", unit=f"{d.unit} of age", end=d.end + 4)
        start, end = base + d.start, base + d.end
        if start < last or start == end:
            if end <= last or start == end or not (rest := _FIGURES.search(data, last, end)):
                continue
            start = rest.start()  # the rest of a number whose beginning another mention took
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
            if d.relative and published:
                span = resolve(d.relative, published, tense(data, start, end, d.relative[0]))
                if span:
                    iso_start, iso_end, period = span.start, span.end, span.label
        else:
            if modifier is None and not d.ignored:
                modifier = modifier_before(data, start)
            if (end < size and data[end] in _PER_STARTS) and d.kind in _PER_KINDS:
                ratio = per(data, end)
        last = end
        if offsets is not None:
            start, end = offsets[start], offsets[end - 1] + 1
        n += 1
        out.append(
            Mention(
                f"m{n}",
                start,
                end,
                text[start:end],
                kind,
                value,
                d.high,
                unit,
                ratio,
                modifier,
                iso_start,
                iso_end,
                period,
                d.decimals,
                d.ignored,
            )
        )
    return tuple(out)
