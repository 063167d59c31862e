"""Drafts with two readings -> one: what stands before and after them in the text decides which was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from factcheck.find.brackets import in_brackets, loss
from factcheck.find.draft import Draft, Found
from factcheck.measure import numbers, units
from factcheck.measure.money import OWN
from factcheck.vocabulary import rows

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


_FROM = re.compile(rb"\bfrom[ \n]+(?:about[ \n]+|nearly[ \n]+)?\Z")
_MOVED = re.compile(
    rb"\b(?:rose|fell|fallen|risen|rises?|falls?|grew|grows?|increase[sd]?|decrease[sd]?|gain(?:s|ed|ing)?|lost|lose[s]?|losing|dropp?(?:s|ed|ing)?|jump(?:s|ed|ing)?|surged|"
    rb"surges?|slid|slips?|slipped|climbs?|climbed|added|adding|adds|shed|sheds|shedding|declined|advanced|tumbled|plunged|soared|eased|edged|"
    rb"up|down|higher|lower)(?:[ \n]+(?:by|another|about|some|nearly|up|down))?[ \n]+\Z"
)
_FAR = 4  # "rose $2 to $48" tells step and level; the two ends of a range lie closer together
_RANGING = re.compile(rb"(?:\brang\w+|\banywhere|\bvar(?:y|ies|ied|ying)|\bspan\w*)(?:[ \n]+\w+)?[ \n]+from[ \n]+\Z")
_BY = re.compile(rb"\bby[ \n]+(?:about[ \n]+|nearly[ \n]+)?\Z")
_THEN_FROM = re.compile(rb",?[ \n]+from[ \n]+(?:[$\x80\xa3]|[a-z ]{0,8}[0-9])", re.I)
_THEN_TO = re.compile(
    rb"[ \n]+to[ \n]+[$\x80\xa3]?[0-9][0-9,.]*"
    rb"(?:[ \n]?(?:million|billion|trillion|thousand|mln|bln|bn|m|%|percent|pct))?"
    rb"(?P<more>[ \n]+to[ \n]+[$\x80\xa3]?[0-9])?"
)


def two_numbers(data: bytes, base: int, d: Draft) -> bool:
    """Whether "X to Y" tells of two moments and not of a range: "rose from 5 to 7", "up by $4m to $12m from $8m"."""
    start, end = base + d.start, base + d.end
    if d.high is not None and d.value is not None and d.high < d.value:
        return True
    before = data[start - 70 if start > 70 else 0 : start].lower()
    if then := _THEN_TO.match(data, end):
        return then["more"] is None  # "from 5 to 7 to 9", but "from 5 to 7 to 9 to 12" moves a range
    if _FROM.search(before):
        return not _RANGING.search(before) and bool(_CHANGE.search(before, max(before.rfind(b". "), 0)))
    apart = d.kind != "percent" and d.value and d.high and d.high >= _FAR * d.value
    if apart and (_MOVED.search(before) or _BY.search(before)):  # "cut its staff by 900 to 7,300"
        return True
    return bool(_BY.search(before) and _THEN_FROM.match(data, end))


_OCCASIONS = re.compile(
    rb"[ \n]*(?:\Z|[.,;:?!)\"']|(?:in|on|at|since|during|for|between|before|after|per|each|every|and|by|with|within|"
    rb"from|around|until|when|while|because|through|throughout|so|already|daily|weekly|"
    rb"a[ \n](?:day|week|month|year))\b)",
    re.I,
)
_MULTIPLIES = re.compile(
    rb"\b(?:over)?subscri\w+|\bcover\w*|\bgr[oe]w\w*|\bincreas\w+|\bmultipl\w+|\bris\w+|\brose\b|\bratio\b|\btrad\w+|"
    rb"\bvalu\w+|\bearnings\b|\bleverag\w+|\bamplif\w+",
    re.I,
)


_ONE_QUARTER = re.compile(rb"(?:one|a)(?:-quarter|[ \n]quarter(?=[ \n]of[ \n](?!(?:20|19)\d\d)))\b(?!-)", re.I)
_A_QUARTER = re.compile(rb"an?[ \n-]quarter", re.I)
_QUARTER_OF = re.compile(rb"[ \n]+(?:of|as|the|its|their|an?|that[ \n]of)\b", re.I)
_A_NTH = re.compile(rb"an?[ \n-](?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)", re.I)
_NTH_OF = re.compile(rb"[ \n](?:%s)\b" % "|".join(r["word"] for r in rows("ranked")).encode())
_QUARTERS = re.compile(rb"three[ \n]quarters", re.I)
_STEP = re.compile(
    _MOVED.pattern.removesuffix(rb"[ \n]+\Z").replace(
        rb"up|down|higher|lower)",
        rb"up|down|higher|lower|by|grew|grown|"
        rb"shrank|shrunk|cut|cutting|rise|rises|fall|falls|grow|shrink|increased|decreased|reduced)",
    )
    + rb"(?:[ \n]+(?:more|less|than|over|almost|around|roughly|at|least|up|to|well|just|under|as|much))*[ \n]+\Z",
    re.I,
)
_THEIR = re.compile(rb"\bin (?:his|her|their)[ \n]+\Z", re.I)
_FIGURE = re.compile(rb"[0-9]")
_CAPITAL_C = ord("C")
_CENTS = re.compile(rb" (?:A|PER|VS|FROM|TO|DIVIDEND|AND)\b")
_POUND_FEET = re.compile(rb"(?<=pound)[- ](?:feet|foot)\b", re.I)  # torque


def _of_what(data: bytes, start: int, end: int) -> bool:
    """Whether "a quarter" is a part and no season: "a quarter of sales", "fell by a quarter", not "in a quarter"."""
    return bool(_QUARTER_OF.match(data, end) or _STEP.search(data, max(0, start - 50), start))


def _counts(data: bytes, base: int, d: Draft) -> bool:
    """Whether "times" counts occasions: "flew 3,200 times", but "is four times the average", "trades at 15 times"."""
    start, end = base + d.start, base + d.end
    if d.value != int(d.value or 0) or not _OCCASIONS.match(data, end):
        return False
    return not _MULTIPLIES.search(data, max(start - 60, data.rfind(b". ", max(0, start - 60), start)), start)


def _degrees(data: bytes, base: int, d: Draft) -> bool:
    """Whether a capital "C" is no cent: "heat of 35C", but "EARNS 35C A SHARE"."""
    end = base + d.end
    touching = data[end - 1 : end] == b"C" and data[end - 2 : end - 1].isdigit() and d.high is None
    return touching and not _CENTS.match(data, end)


def _to_people(data: bytes, base: int, d: Draft) -> Draft | None:
    """The second number of "refunded $14.2m to 86,000 clients", which is no end of a range."""
    second, end = d.split[1], base + d.end
    if d.kind != "money" or not data[base + second.start : base + second.start + 1].isdigit():
        return None
    printed = data[base + second.start : end].decode("latin-1")
    noun = units.noun_after(data[end : end + 40].decode("latin-1"), True)
    told = numbers.amount(printed, 0) if noun and noun[2] else None
    if not told or told.end != len(printed):
        return None
    return Draft(second.start, d.end, "number", told.value, decimals=told.decimals, open=True)


def _without_blanks(data: bytes, end: int) -> int:
    """Where the text before ``end`` stops, blanks left out."""
    return len(data[:end].rstrip(b" \n-")) if end < 8 else end - 8 + len(data[end - 8 : end].rstrip(b" \n-"))


def settled_readings(data: bytes, found: Found) -> Iterator[tuple[int, Draft]]:
    """The drafts with their alternatives decided by what stands around them."""
    for base, d in found:
        if d.kind == "ratio":
            end = base + d.end
            if data[end - 5 : end].lower() == b"times":
                if _counts(data, base, d):
                    d = d._replace(kind="number", end=_without_blanks(data, end - 5) - base)
            elif _A_QUARTER.fullmatch(data, base + d.start, end) and not _of_what(data, base + d.start, end):
                continue
            elif _A_NTH.fullmatch(data, base + d.start, end) and _NTH_OF.match(data, end):
                continue  # "for a third straight month"
            elif _QUARTERS.fullmatch(data, base + d.start, end) and not _of_what(data, base + d.start, end):
                d = d._replace(
                    kind="duration", value=Decimal(3), unit="quarter", decimals=0
                )  # "fell for three quarters"
            elif data[end : end + 1] == b"-" and data[end + 1 : end + 2].isalpha():
                if _FIGURE.search(data, base + d.start, end):
                    yield base, Draft(d.start, d.end, "number", ignored="code")
                continue  # part of a word: "a third-party seller", "at half-time"
        elif d.kind == "duration" and d.unit == "quarter" and _ONE_QUARTER.match(data, base + d.start):
            d = d._replace(kind="ratio", value=Decimal("0.25"), unit=None, decimals=None)  # of sales, not of a year
        elif (
            d.modifier == "range"
            and d.kind == "percent"
            and _THEIR.search(data, max(0, base + d.start - 12), base + d.start)
        ):
            continue  # "children in their mid-teens"
        elif d.kind == "money" and _POUND_FEET.match(data, base + d.end):
            d = d._replace(kind="quantity", unit="pound-foot", end=d.end + len(b"-feet"))
        elif d.kind == "money" and data[base + d.end - 1] == _CAPITAL_C and d.unit == OWN and _degrees(data, base, d):
            d = d._replace(kind="number", value=d.value * 100 if d.value else d.value, unit=None, end=d.end - 1,
                           decimals=(d.decimals or 0) - 2, open=True)  # fmt: skip
        elif d.kind == "money" and d.unit == "BTC":
            d = d._replace(kind="quantity", unit="bitcoin")  # no currency of ISO 4217: it is counted like shares
        elif d.split:
            if (people := _to_people(data, base, d)) is not None:
                yield base, d.split[0]
                d = people
            elif two_numbers(data, base, d):
                yield from ((base, part) for part in d.split)
                continue
            d = d._replace(split=())
        elif d.longer and _ends_there(data, base, d, d.longer):
            d = d.longer
        elif data[base + d.end : base + d.end + 1] == b")" and in_brackets(data, base + d.start, base + d.end):
            d = loss(data, base, d) or d
        yield base, d


_DAY_LEADS = re.compile(
    rb"\b(?:on|by|until|till|from|of|around|before|after|since|for|through)[ \n]+(?:the[ \n]+)?\Z", re.I
)


def _ends_there(data: bytes, base: int, d: Draft, longer: Draft) -> bool:
    """Whether the clause ends after the longer reading; a lone "4th" also needs an "on the" to be a day."""
    if data[base + longer.end : base + longer.end + 2].strip(b" \n")[:1].isalnum():
        return False
    start = base + d.start
    return not d.ignored or longer.kind != "date" or bool(_DAY_LEADS.search(data, max(0, start - 14), start))
