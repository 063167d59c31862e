"""Main mention -> Amount: what the number is in a sentence about statistics, its bound, its rate and its role."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from factcheck.link.tables.against import BARE_MULTIPLE, OF_EARLIER, against_earlier, against_other
from factcheck.link.tables.phrases import (
    AGE,
    AGE_LIMIT,
    BENCHMARK,
    BENEATH,
    CHANGE_AFTER,
    CHANGE_BEFORE,
    CHANGE_OF,
    DENOMINATOR,
    DOWN,
    EXCEED,
    FROM,
    IN_EVERY,
    MULTIPLE,
    NAMED_CHANGE,
    NEVER,
    ONE_TO,
    PER_PEOPLE,
    PER_TIME,
    REACHING,
    SMALL,
    STANDARD,
    TO,
    UNIT_AFTER,
    UNITS,
    UP,
)
from factcheck.measure import intervals
from factcheck.model import Claim, Interval, Mention


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of a claim as statistics use it. ``kind``: percent, count, inverse (1:N), times, money.

    ``role``: level, change, from, to, benchmark. ``factor`` turns the claim's number into the unit's base;
    ``per_time`` how many of the stated spans make a year; ``per_people`` the base of a rate.
    """

    value: Decimal
    kind: str
    role: str
    strict: Interval
    wide: Interval
    direction: str | None = None
    bound: str | None = None
    dimension: str | None = None
    factor: Decimal = Decimal(1)
    per_time: Decimal | None = None
    per_word: str = ""
    per_people: int = 0
    hedged: bool = False
    currency: str = ""
    per: str | None = None
    points: Decimal = Decimal(0)  # claim units per point where it is told in points: 1, or 100 basis points
    length: int = 0  # characters the number takes up in its sentence
    scale: Decimal = Decimal(1)  # claim units per percent or per one: 0.01 where the claim's number is a ratio


GOAL = re.compile(
    r"[\s-]*(?:[\w-]+\s+)?(?:targets?|goals?|objectives?|ceiling|floor|threshold|limit|mandate)\b", re.IGNORECASE
)
BASE_YEAR = re.compile(r"(?:19|20)\d\d\s+(?:US\s+|U\.S\.\s+)?(?:dollars|euros|pounds|yen)", re.IGNORECASE)
OF_ALL = re.compile(r"\s*of\s+(?:all\s+)?(?:the\s+)?(?:world|global)", re.IGNORECASE)
OR_SO = re.compile(
    r"^[^.,;:\d]{0,30}\bor\s+(?:(?P<more>more|higher|above|over|better)|less|fewer|lower|under|below)\b", re.IGNORECASE
)
OF_NUMBER = re.compile(r"\s*(?:of\s+)?(?:the|its|their|that)\s+[$€£]?\d")
PART_OF = re.compile(
    r"\b(?:half|third|quarter|fifth|tenth|times|twice|double|triple)\s+(?:of\s+)?(?:the|its|their)\s+(?:[a-z]+\s+)?$",
    re.IGNORECASE,
)
DATED = re.compile(
    r"^[^.;,\d]{0,40}\b(?:in|of|for)\s+(?:[A-Z][a-z]+\s+)?(?:19|20)\d\d\b|^[^.;,]{0,24}\b(?:figure|rate|level)\b"
)
ORDINAL = re.compile(r"\b(?:a|the)\s+(?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)$", re.IGNORECASE)
NTH = re.compile(
    r"\s+(?:consecutive|straight|successive|running|month|year|quarter|week|day|session|time|term|season)\b",
    re.IGNORECASE,
)
PER_STEP = r"(?:an?|per|each|every)\s+(?:month|quarter|week|day)\b(?!\s+(?:earlier|before|ago|later|after|prior))"
STEPWISE = re.compile(rf"^\s*{PER_STEP}", re.IGNORECASE), re.compile(rf"\b{PER_STEP}$", re.IGNORECASE)
BY = re.compile(r"\bby\s+(?:[a-z]+\s+){0,3}$", re.IGNORECASE)
EDGED = re.compile(
    r"\b(?:edg|inch|tick|nudg|mov|jump|climb|drift|pick|bump|push|bounc|spik|head|surg|creep|shoot|go)(?:ed|ing|es|s)\s*(?:back\s+)?(?:up\s+(?:to\s+)?)?$"
    r"|\b(?:crept|shot|went|leapt|rose|is|was|are|were|been|back)\s+(?:up\s+(?:to\s+)?)?$",
    re.IGNORECASE,
)
OTHER_VERB = re.compile(r"\b[a-z]{3,}ed\b")
AND_MORE = re.compile(r"^[^.;:]{0,40}\b(?:and\s+then\s+some|or\s+(?:more|better))\b", re.IGNORECASE)
POINTS = {"percentage_point": Decimal(1), "basis_point": Decimal(100)}
# Years of life are no span of time: "life expectancy fell by two years".
LIVED = re.compile(r"\blife\s+expectanc(?:y|ies)\b|\blifespan\b", re.IGNORECASE)


def read(claim: Claim, text: str, offset: int) -> Amount | None:
    """The amount of a claim's main mention; None where it is no statistic (a date, one half of a ratio, money)."""
    main = claim.main
    start, end = main.start - offset, main.end - offset
    spans = ("date", "daterange") if LIVED.search(text) and main.unit == "year" else ("date", "daterange", "duration")
    if not isinstance(main.value, Decimal) or main.kind in spans or start < 0:
        return None
    before, after = text[max(0, start - 110) : start], text[end : end + 120]
    if main.kind == "money" and BASE_YEAR.fullmatch(main.surface):
        return None  # "in 2015 dollars" is no amount
    if GOAL.match(after):
        return None  # "its 2 percent longer-run objective"
    if DENOMINATOR.search(before[-40:]) or AGE.search(before[-30:]) or re.match(r"[\s-]*year[\s-]*olds?\b", after):
        return None
    bare = main.kind == "number" and main.unit is None and main.value < 100
    if bare and AGE_LIMIT.search(before) and not re.match(r"\s*(?:%|per|a\b|years?)", after):
        return None  # "70% of the population is under 35"
    if (main.kind == "ratio" and OF_NUMBER.match(after)) or (PART_OF.search(before) and not DATED.match(after)):
        return None  # "a third of the 9.1% recorded a year before": neither is of the sentence's own time
    if main.kind == "ratio" and ORDINAL.search(main.surface) and NTH.match(after):
        return None  # "eased for a fourth month"
    special = _ratio(main, text, start, end)
    if special == "part":
        return None
    mention = special if isinstance(special, Mention) else main
    if mention.modifier == "range" and (FROM.search(before) or BY.search(before)):
        return None  # "from 44 million to 124 million", "by 2.7 million to 161 million" are movements and no range
    if mention.modifier == "le" and EDGED.search(before):
        mention = replace(mention, modifier=None)  # "edged up to 4.2%" is no "up to 4.2%"
    if mention.kind in ("percent", "ratio") and OF_EARLIER.match(after):
        return _of_earlier(mention, end - start)
    strict, wide = intervals.allowed(mention)
    role, direction = _role(before, after, mention)
    if role == "change" and (STEPWISE[0].match(after) or STEPWISE[1].search(mention.surface)):
        role = "unknown"  # "an average of 1% a month"
    assert isinstance(mention.value, Decimal)
    if mention.unit == "inverse":
        kind = "inverse"
    elif mention.kind == "percent" or mention.unit in ("percent", *POINTS):
        kind = "percent"
    elif mention.value == 0:
        kind = "count"
    elif mention.kind == "ratio":
        named = NAMED_CHANGE.match(mention.surface) is not None  # "halved" is a factor, "fell by a third" a percentage
        kind = "percent" if mention.value < 1 and not named else "times"
        if kind == "times" and not named and MULTIPLE.match(after):
            role = "multiple"
        if kind == "times" and role not in ("change", "multiple", "unknown"):
            return None
    elif mention.kind == "money":
        kind = "money"
    else:
        kind = "count"
    if mention.unit in POINTS and role in ("level", "from", "to"):
        role = "unknown"  # points are a gap between two figures and no figure
    amount = Amount(
        mention.value, kind, role, strict, wide, direction, points=POINTS.get(mention.unit or "", Decimal(0))
    )
    if kind == "money":
        amount = replace(amount, currency=mention.unit or "", per=mention.per)
    if kind == "percent" and mention.kind == "ratio":
        amount = replace(amount, scale=Decimal("0.01"))
    amount = _bounded(amount, mention, before, after)
    amount = replace(amount, hedged=mention.modifier == "approx", length=end - start)
    if amount.scale != 1 and re.search(r"\b(?:10|ten)$", mention.surface) and amount.bound is None:
        tenth = Decimal("0.05")  # "seven out of 10" is said of anything nearer to seven than to six or eight
        near = Interval(mention.value - tenth, mention.value + tenth)
        amount = replace(amount, strict=near, wide=near)
    return _units(amount, main, before, after, text)


def _of_earlier(mention: Mention, length: int) -> Amount:
    """A part of an earlier figure as how many times as large the later is: "half what they were in 1990"."""
    strict, wide = intervals.allowed(mention)
    part = Decimal("0.01") if mention.kind == "percent" else Decimal(1)
    strict, wide = intervals.scale(strict, part), intervals.scale(wide, part)
    assert isinstance(mention.value, Decimal)
    hedged = mention.modifier == "approx"
    return Amount(mention.value * part, "times", "change", strict, wide, hedged=hedged, length=length)


def _ratio(main: Mention, text: str, start: int, end: int) -> Mention | str | None:
    """As in "1:450" and "three in every eight" as one number, whichever part of it the mention covers."""
    for m in ONE_TO.finditer(text):
        if m.start() <= start < m.end() or start <= m.start() < end:
            at = m.start("b")
            if not (start <= at < end) and start != m.start():
                return "part"
            if start == m.start() and end < at:
                return "part"
            low = Decimal(m["b"].replace(",", ""))
            high = Decimal(m["c"].replace(",", "")) if m["c"] else None
            if low < 2:
                return None
            return replace(
                main,
                kind="number",
                unit="inverse",
                value=low,
                value_high=high,
                decimals=0,
                modifier=None if main.modifier == "range" else main.modifier,
            )
    if main.kind == "ratio":
        return None
    for m in IN_EVERY.finditer(text):
        if m.start() <= start < m.end():
            if start >= m.start("b") or end < m.end("a"):
                return "part"
            low, high = _small(m["a"]), _small(m["b"])
            if not high or low >= high:
                return None
            return replace(
                main, kind="ratio", unit=None, value=low / high, value_high=None, decimals=None, surface=m.group()
            )
    return None


def _small(word: str) -> Decimal:
    return Decimal(word.replace(",", "")) if word[0].isdigit() else Decimal(SMALL[word.lower()])


def _role(before: str, after: str, mention: Mention) -> tuple[str, str | None]:
    if mention.kind == "ratio" and NAMED_CHANGE.match(mention.surface):
        if BARE_MULTIPLE.search(mention.surface):
            return ("multiple" if MULTIPLE.match(after) else "unknown"), None  # "double the previous year's"
        return "change", "down" if mention.surface.lower().startswith("halv") else "up"
    if mention.kind in ("percent", "ratio") and OF_ALL.match(after):
        return "level", None  # "grew 40% of the world's coffee"
    if against_other(after):
        return "against", None
    if mention.kind != "ratio" and (way := against_earlier(after, mention.kind == "percent")):
        return "change", way
    if STANDARD.search(before[-60:]):
        hits = list(BENCHMARK.finditer(before))
        if hits:
            return "benchmark", "down" if hits[-1]["low"] else "up"
        return "unknown", None
    if FROM.search(before):
        return "from", None
    if TO.search(before) and re.search(rf"\b(?:{UP}|{DOWN}|from)\b", before, re.IGNORECASE):
        return "to", None
    if REACHING.search(before):
        return "to", None  # "doubled between 2010 and 2019, reaching 170 million"
    if m := CHANGE_AFTER.match(after):
        word = m["verb"].lower()
        down = re.match(rf"(?:{DOWN}|lower|less|fewer)", word)
        if word not in ("more", "less", "fewer", "higher", "lower") or mention.kind in ("percent", "ratio"):
            return "change" if word not in ("up", "down") else "level", "down" if down else "up"
    if m := CHANGE_OF.search(before):
        return "change", "down" if re.match(rf"{DOWN}|contraction", m["verb"] or m["noun"], re.IGNORECASE) else "up"
    m = _last_change(before)
    if m and m["by"] and m["verb"].lower() == "growth" and OTHER_VERB.search(m["gap"]):
        return "unknown", None  # "growth softened by one point": which way, the verb says
    if m and (m["by"] or not re.search(r"\b(?:to|at|of|from|in|is|was|remain\w*|below|under|above|over)\b", m["gap"])):
        bare = re.search(r"\b(?:below|under|above)\s+$", before)
        if m["by"] or (mention.kind == "percent" and not bare and not m["gap"].strip(" ,")):
            return "change", "down" if re.match(DOWN, m["verb"], re.IGNORECASE) else "up"
    return "level", None


def _last_change(before: str) -> re.Match[str] | None:
    """The verb of movement nearest the number: "growth COOLED by one point", not "growth"."""
    found = CHANGE_BEFORE.search(before)
    while found and (nearer := CHANGE_BEFORE.search(before, found.end("verb"))):
        found = nearer
    return found


def _bounded(amount: Amount, mention: Mention, before: str, after: str) -> Amount:
    bound = {"gt": "gt", "ge": "ge", "lt": "lt", "le": "le"}.get(mention.modifier or "")
    clause = re.split(r"[,;]", before)[-1]
    if not bound and amount.kind == "times" and AND_MORE.search(after):
        bound = "gt"
    if not bound and (open_end := OR_SO.match(after)):
        bound = "ge" if open_end["more"] else "le"
    over, under = EXCEED.search(before), BENEATH.search(before)
    reached = over is not None and "reach" in over.group()
    if reached and over is not None and not NEVER.search(before[: over.start()]):
        over = None  # "reached 81 years" is no less and no more; "never reached 10%" is less
    if not bound and over and amount.role in ("level", "to"):
        bound = "ge" if reached else "gt"
    if not bound and under and amount.role in ("level", "to"):
        bound = "lt"
    stem = before[: (over or under).start()] if (over or under) else before  # type: ignore[union-attr]
    if bound and NEVER.search(stem if (over or under) else clause) and re.search(r"\bnever\b|n['’]t\b|\bnot\b", clause):
        bound = {"gt": "le", "ge": "lt", "lt": "ge", "le": "gt"}[bound]
    if amount.role == "benchmark":
        bound = "lt" if amount.direction == "down" else "ge"
        if amount.kind == "inverse":
            bound = "gt" if bound == "lt" else "le"
    elif amount.kind == "inverse" and bound:  # "fewer than one for every 500" is more than 500 for each
        bound = {"gt": "lt", "ge": "le", "lt": "gt", "le": "ge"}[bound]
    halved = amount.kind == "times" and amount.value < 1
    if bound and halved:  # "more than halved" leaves less than a half
        bound = {"gt": "lt", "ge": "le", "lt": "gt", "le": "ge"}[bound]
    if bound is None or (bound == mention.modifier and amount.kind != "inverse" and not halved):
        return replace(amount, bound=bound)
    one = Decimal(1)
    value, slack = amount.value, abs(amount.value) * Decimal("0.02")
    if bound in ("gt", "ge"):
        strict, wide = intervals.above(value, bound == "gt"), intervals.above(value - slack * one)
    else:
        strict, wide = intervals.below(value, bound == "lt"), intervals.below(value + slack * one)
    return replace(amount, bound=bound, strict=strict, wide=wide)


def _units(amount: Amount, main: Mention, before: str, after: str, text: str) -> Amount | None:
    named = (main.unit or "").lower().replace(" ", "-").replace("metric-ton", "tonne")
    if named in UNITS and named != "mt":
        amount = replace(amount, dimension=UNITS[named][0], factor=UNITS[named][1])
    elif m := UNIT_AFTER.match(after) or UNIT_AFTER.match(_tail(main.surface)):
        raw = m["unit"]
        key = raw.lower() if raw not in ("MT", "Mt") else "mt"
        key = key.replace(" ", "-").removesuffix("s") if key not in UNITS else key
        if key in UNITS:
            dimension, factor = UNITS[key]
            big = {"million": Decimal(10) ** 6, "billion": Decimal(10) ** 9}.get((m["big"] or "").strip(), Decimal(1))
            amount = replace(amount, dimension=dimension, factor=factor * big)
    near = before[-110:] + " # " + after
    for word, times in PER_TIME:
        if re.search(
            rf"\b(?:(?:an?|per|every|each)\s+{word}|{'daily' if word == 'day' else word + 'ly'})\b", near, re.IGNORECASE
        ):
            if amount.kind == "count":
                amount = replace(amount, per_time=times, per_word=word)
            break
    if m := PER_PEOPLE.search(after[:60]):
        n = {"million": 1_000_000, "thousand": 1000, "hundred": 100}.get(m["n"]) or int(m["n"].replace(",", ""))
        amount = replace(amount, per_people=n)
    return amount


def _tail(surface: str) -> str:
    m = re.search(r"[A-Za-z][A-Za-z -]*$", surface)
    return m.group() if m else ""
