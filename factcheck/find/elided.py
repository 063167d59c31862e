"""Numbers that share a unit printed once: "8 or 9 euros", "5, 6 and 7 percent", "3.9m cars, up from 2.4m"."""

from __future__ import annotations

import re
from decimal import Decimal

from factcheck.find.alternatives import two_numbers
from factcheck.find.draft import Draft, Found
from factcheck.find.headings import scaled
from factcheck.find.per import per
from factcheck.measure import numbers, units

_LISTED = re.compile(rb"(?:-?,|-,? and|-,? or|,? and|,? or|,? to|,? but)[ \n]+\Z")
_TOLD_FOR = re.compile(rb"[ \n]?[a-z ]{0,24}[ \n]\((?:in )?[\w' ]{2,12}: ")
_FROM = re.compile(rb"[ \n]+from (?:about |some |nearly )?\Z")
_OF_THE = re.compile(rb"[ \n]+(?:out )?of (?:the |its |their )?\Z")
_AGAINST = re.compile(
    rb"\b(?:of (?:which|whom|them)|from|against|compared with|compared to|versus|vs\.?|than|with|and|to)(?: (?:about|"
    rb"some|nearly|around|almost|roughly|just|only))?[ \n]+\Z"
)
_BY_TIME = re.compile(rb", (?:and |but |while )?(?:in|for|during) [^,;]{2,24}\Z")  # ", in H2 just "
_SIZE = re.compile(rb"\d-[a-z]")  # "9-litre cases and 300 of them": a size lends nothing
_VERSUS = re.compile(rb"(?:/[a-z]+|[ ](?:a|per)[ ][a-z]+)?[ ](?:vs\.?|versus)[ ]")
_SHARED = ("money", "percent", "quantity", "duration")
_SCALE_WORD = re.compile(rb"[0-9][ \n-]{0,2}(million|billion|trillion|thousand|mln|bln|bn)\b")
_SCALE_LATER = re.compile(rb"(?:,|,? and) [^\d ]?[0-9.]+ (million|billion|trillion|thousand|mln|bln|bn)\b")
_POWERS = {b"thousand": 3, b"million": 6, b"mln": 6, b"billion": 9, b"bln": 9, b"bn": 9, b"trillion": 12}
_CONVERTED = (b" (", b"\n(")
_AGAIN = re.compile(rb"[ \n]?[a-z-]{0,20}(?:, or | or |, | \()(?:about |nearly |almost |roughly )?")
_PHYSICAL = set(units.UNITS.values())


def _shared_scale(data: bytes, d: Draft, base: int, nbase: int, after: Draft) -> Draft | None:
    """Reads "$165 and $617 million, respectively": the scale printed once counts for both.

    Without "respectively" it does only where the first tells parts of something whole: "1.5 and 8.4 million shares".
    """
    if (
        after.kind != d.kind
        or after.unit != d.unit
        or d.value is None
        or not 0 < d.value < 1000
        or d.decimals is None
        or d.high is not None
        or after.high is not None
    ):
        return None
    end, nstart, nend = base + d.end, nbase + after.start, nbase + after.end
    if data[end:nstart] not in (b" and ", b", ", b", and ", b" or "):
        return None
    told_apart = b"respectively" in data[nend : nend + 90] or b"respectively" in data[max(0, base + d.start - 60) : end]
    in_parts = d.decimals > 0 and d.kind == "quantity" and d.unit not in _PHYSICAL
    if d.decimals < 0 or not (told_apart or in_parts):
        return None
    scale = _SCALE_WORD.search(data, nstart, nend) or (_SCALE_LATER.match(data, nend) if told_apart else None)
    if not scale or _SCALE_WORD.search(data, base + d.start, end):
        return None
    power = _POWERS[scale[1]]
    return d._replace(value=d.value * 10**power, decimals=d.decimals - power)


def _shared_part(data: bytes, d: Draft, nbase: int, after: Draft) -> Draft:
    """Reads "3.5, 4 and 4.5 pence", "8 or 9 million euros": with the unit its hundredths and its scale are shared."""
    if d.value is None or d.high is not None or after.kind not in ("money", "quantity"):
        return d
    words = data[nbase + after.start : nbase + after.end].decode("latin-1")
    printed = numbers.numeral(words, 0)
    if not printed and (told := numbers.amount(words, 0)):  # "eight or nine million dollars"
        printed = told._replace(value=told.value.scaleb(-told.power), decimals=told.decimals + told.power, power=0)
    if not printed or not printed.value or not after.value or after.high is not None:
        return d
    power = (after.value / printed.value).normalize()
    shift = power.adjusted()
    if power != Decimal(10) ** shift or not shift or (shift < 0 and abs(d.value) >= 1000):
        return d  # "271,000, or two cts a share"
    alike = ((d.decimals or 0) > 0) == (printed.decimals > 0) and (d.decimals or 0) >= 0  # "15 and 8.4 million" are not
    if shift > 0 and not (alike and 0 < d.value < 1000):
        return d
    return d._replace(value=d.value * power, decimals=(d.decimals or 0) - shift)


def _amount_before(data: bytes, settled: Found, i: int) -> Draft | None:
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


def _converted_before(data: bytes, settled: Found, i: int) -> Draft | None:
    """The amount whose conversion stands in brackets as that of this number does: "4,350 rand ($240)… 3,900 ($215)"."""
    if i + 1 >= len(settled) or not _in_brackets(data, settled, i):
        return None
    for k in range(i - 1, max(-1, i - 9), -1):
        if settled[k][1].kind == "money" and k + 1 < i and _in_brackets(data, settled, k):
            return settled[k][1] if settled[k + 1][1].unit == settled[i + 1][1].unit else None
    return None


def _in_brackets(data: bytes, settled: Found, i: int) -> bool:
    (base, d), (nbase, after) = settled[i], settled[i + 1]
    return after.kind == "money" and data[base + d.end : nbase + after.start] in _CONVERTED


def inherit(data: bytes, settled: Found) -> None:
    """Gives every number the unit it shares with a neighbour, or with the heading of its table."""
    scaled(data, settled)
    for i in range(len(settled) - 2, -1, -1):
        d = settled[i][1]
        if d.open or d.kind == "money" or d.kind == "quantity":
            _from_next(data, settled, i)
        if settled[i][1].kind == "quantity" and (both := _range(data, *settled[i], *settled[i + 1])):
            settled[i] = settled[i][0], both
            at = settled[i + 1][1].start  # an empty draft: taking one out of a list costs its length
            settled[i + 1] = settled[i + 1][0], Draft(at, at, "number", ignored="code")
    for i in range(1, len(settled)):
        d = settled[i][1]
        if d.unit == "metre":
            _millions(data, settled, i, d)
        if d.open and d.kind == "number" and not d.ignored and not d.unit and d.value is not None and not d.letter:
            _from_prior(data, settled, i, d)


def _millions(data: bytes, settled: Found, i: int, d: Draft) -> None:
    """Reads "1.2m subscribers, against 1.1m": what is compared with millions of something is no length.

    Nor is what is listed by time: "in H1 it sold 1.2m units, in H2 just 0.8m".
    """
    k = i - 2 if i > 1 and settled[i - 1][1].kind in ("date", "daterange") else i - 1
    (pbase, prior), base = settled[k], settled[i][0]
    start, end = base + d.start, base + d.end
    touching = data[end - 1 : end] == b"m" and data[end - 2 : end - 1].isdigit()
    scaled = prior.kind == "quantity" and prior.unit not in _PHYSICAL and (prior.decimals or 0) <= -5
    if not touching or prior.ignored or not scaled:
        return
    between = data[pbase + prior.end : start]
    told = _AGAINST.search(between) if k == i - 1 else _BY_TIME.search(between)
    if d.value is None or len(between) > 90 or b". " in between or not told:
        return
    high = None if d.high is None else d.high * 10**6
    settled[i] = base, d._replace(value=d.value * 10**6, high=high, decimals=(d.decimals or 0) - 6, unit=prior.unit)


def _range(data: bytes, base: int, d: Draft, nbase: int, after: Draft) -> Draft | None:
    """Reads "100 MW to 200 MW", "between 3 and 5 tonnes" as one range; "rose from 3 tonnes to 5 tonnes" is two."""
    alike = (
        after.kind == d.kind and after.unit == d.unit and d.unit in _PHYSICAL and not d.ignored and not after.ignored
    )
    if not alike or d.value is None or after.value is None or d.high is not None or after.high is not None:
        return None
    start, end, nstart = base + d.start, base + d.end, nbase + after.start
    joint = data[end:nstart] if nstart - end < 6 else b""
    between = joint == b" and " and data[max(0, start - 8) : start].lower() == b"between "
    if not (between or joint in (b" to ", b"-", b" - ")) or not d.value < after.value or d.end == d.start:
        return None
    if not between and after.value >= 4 * d.value:
        return None  # "grew an estimated 3 tonnes to 70 tonnes" tells step and level
    stop = nbase + after.end - base
    both = d._replace(end=stop, high=after.value, modifier="range", decimals=max(d.decimals or 0, after.decimals or 0))
    return both if between or not two_numbers(data, base, both) else None


def _from_next(data: bytes, settled: Found, i: int) -> None:
    """A unit or a scale printed after the next number: "8 or 9 euros"."""
    base, d = settled[i]
    nbase, after = settled[i + 1]
    if d.value is None:
        return
    if d.open and d.kind == "number" and not d.ignored and not d.unit:
        if after.kind not in _SHARED or after.ignored or after.unit is None or after.value is None:
            return
        between = data[base + d.end : nbase + after.start]
        scaled = (d.decimals or 0) <= -3 and (after.decimals or 0) <= -3
        if len(between) >= 16 or not (
            _LISTED.fullmatch(between)
            or (after.kind in ("money", "quantity") and _OF_THE.fullmatch(between))
            or (after.kind == "quantity" and scaled and _FROM.fullmatch(between))  # "to 4.1m from 5.2m tonnes"
        ):
            return
        d = d._replace(kind=after.kind, unit=after.unit, open=after.kind == "quantity")
        d = _shared_part(data, d, nbase, after)
        settled[i] = base, d
    if d.kind in ("money", "quantity") and (shared := _shared_scale(data, d, base, nbase, after)):
        settled[i] = base, shared


def _from_prior(data: bytes, settled: Found, i: int, d: Draft) -> None:
    """A unit printed before: "to 4.04 billion from 3.58 billion", "12 points, or 0.3 percent, to 4,120"."""
    base = settled[i][0]
    large = d.decimals is not None and d.decimals <= -2 and d.value is not None and abs(d.value) >= 10**5
    if money := (large and _amount_before(data, settled, i)) or _converted_before(data, settled, i):
        settled[i] = base, d._replace(kind="money", unit=money.unit)
        return
    k = i - 1
    if settled[k][1].kind in ("date", "daterange") and k:
        k -= 1
    if settled[k][1].kind == "percent" and k and _or_percent(data, settled, k):
        k -= 1
    pbase, prior = settled[k]
    start = base + d.start
    if prior.kind == "money" and not prior.ignored and _VERSUS.fullmatch(data, pbase + prior.end, start):
        d = _shared_part(data, d, pbase, prior)  # "1,915 dlrs/tonne vs 1,870"
        settled[i] = base, d._replace(kind="money", unit=prior.unit, per=per(data, pbase + prior.end))
        return
    if prior.kind == "quantity" and k == i - 2 and _TOLD_FOR.fullmatch(data, pbase + prior.end, start):
        settled[i] = base, d._replace(kind=prior.kind, unit=prior.unit)  # "12,345 people (2023: 11,980)"
        return
    if prior.kind != "quantity" or prior.ignored or _SIZE.search(data, pbase + prior.start, pbase + prior.end):
        return
    if start - pbase - prior.end > 90:
        return
    between = data[pbase + prior.end : start]
    if b". " in between or b"\n\n" in between or not _AGAINST.search(between):
        return
    settled[i] = base, d._replace(kind=prior.kind, unit=prior.unit, per=prior.per)


def _or_percent(data: bytes, settled: Found, k: int) -> bool:
    """Whether a percentage tells the amount before it once more: "12 points, or 0.3 percent,"."""
    (pbase, prior), (base, d) = settled[k - 1], settled[k]
    return bool(_AGAIN.fullmatch(data, pbase + prior.end, base + d.start))
