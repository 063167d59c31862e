"""Patterns of the words round a number: its verb, bound, rate, benchmark. For bounded spans only."""

from __future__ import annotations

import re
from decimal import Decimal

SMALL = {
    w: i
    for i, w in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
} | {
    "a": 1,
    "an": 1,
}
WORDY = "|".join(SMALL)
IN_EVERY = re.compile(
    rf"\b(?P<a>\d{{1,3}}|{WORDY})\s+(?:in|out\s+of)\s+(?:every\s+|each\s+)?(?P<b>\d{{1,4}}(?:,\d{{3}})?|{WORDY})\b(?!%)",
    re.IGNORECASE,
)
ONE_TO = re.compile(
    r"(?<![\d.,])\b(?:1|one)\s*(?:[a-z]+\s+){0,2}?(?::|to\s+every|to|per|for\s+every|for\s+each)\s*(?P<b>\d[\d,]*)(?:\s*(?:-|–|to)\s*(?P<c>\d[\d,]*))?",
    re.IGNORECASE,
)
UNITS: dict[str, tuple[str, Decimal]] = {
    name: (dimension, Decimal(factor))
    for dimension, names in {
        "mass": "kg:0.001 kilogram:0.001 tonne:1 ton:1 mt:1000000 gt:1000000000",
        "energy": "kwh:0.000000001 kilowatt-hour:0.000000001 mwh:0.000001 gwh:0.001 gigawatt-hour:0.001 twh:1"
        " terawatt-hour:1",
        "power": "mw:0.001 megawatt:0.001 gw:1 gigawatt:1",
        "area": "hectare:1 ha:1",
        "time": "year:1",
    }.items()
    for name, factor in (pair.split(":") for pair in names.split())
}
UNIT_AFTER = re.compile(
    r"^[\s-]*(?P<big>million\s+|billion\s+)?(?:metric\s+)?(?P<unit>TWh|GWh|MWh|kWh|GW|MW|MT|Mt|Gt|tonnes?|tons?|kilograms?|kg|hectares?|ha"
    r"|terawatt[- ]hours?|gigawatt[- ]hours?|kilowatt[- ]hours?|gigawatts?|megawatts?|years?)\b"
)
PER_TIME = (
    ("hour", Decimal("8766")),
    ("minute", Decimal("525960")),
    ("day", Decimal("365.25")),
    ("week", Decimal("52.18")),
    ("month", Decimal(12)),
)
PER_PEOPLE = re.compile(
    r"\b(?:per|for every|out of every|in every)\s+"
    r"(?P<n>1,000|10,000|100,000|1000|10000|100000|100|million|thousand|hundred)\b"
)
HEDGED = (
    r"(?:(?:about|around|over|more\s+than|less\s+than|nearly|almost|approximately|roughly|some|at\s+least|under|below|above"
    r"|just|only|well|an?\s+(?:annual\s+|yearly\s+)?average\s+of|an?\s+(?:total|mere|net|modest|further|meagre|hefty|whopping|full|good)(?:\s+of)?|another"
    r"|close\s+to|at\s+most|no\s+more\s+than|no\s+less\s+than|as\s+(?:much|many)\s+as|some)\s+)"
)
UP = (
    r"(?:increas\w*|r[io]s(?:e|es|en|ing)|rose|risen|gr[eo]w\w*|climb\w*|jump\w*|surg\w*|soar\w*|expand\w*"
    r"|enhanced|accelerat\w*|quicken\w*|strengthen\w*|widen\w*|went\s+up"
    r"|(?<!make )(?<!makes )(?<!made )(?<!making )up|gain\w*|improv\w*|swell\w*"
    r"|rebound(?:s|ed|ing)?|bounc(?:es|ed|ing)\s+back|recover(?:s|ed|ing)?|leap(?:s|t|ed|ing)?|(?:sky)?rocket(?:s|ed|ing)|balloon(?:s|ed|ing)"
    r"|mushroom(?:s|ed|ing)|shot\s+up|crept\s+up|(?:edg|inch|tick|nudg|pick|mov)(?:es|ed|ing|s)\s+(?:up|higher)|rallied|explod(?:es|ed|ing))"
)
DOWN = (
    r"(?:decreas\w*|declin\w*|f[ae]ll(?:s|en|ing)?|dropp?\w*|shr[aiu]nk\w*|slump\w*|plung\w*|reduc\w*|cut|down"
    r"|dipp?\w*|contract(?:s|ed|ing)?|slid|halv\w*|lost|cool(?:s|ed|ing)|eas(?:es|ed|ing)|slow(?:s|ed|ing)|weaken\w*"
    r"|moderated|narrow(?:s|ed|ing)|retreat\w*|tumbl\w*|slipp\w*|s[aiu]nk\w*|subsided|abated|ebb(?:s|ed|ing)"
    r"|collaps(?:es|ed|ing)|plummet\w*|crash(?:es|ed|ing)|nosediv\w*|dwindl\w*|(?:edg|inch|tick|nudg|mov)(?:es|ed|ing|s)\s+(?:down|lower)"
    r"|c[ao]m(?:e|es|ing)\s+down|went\s+down|erod(?:es|ed|ing))"
)
CHANGE_BEFORE = re.compile(
    rf"\b(?P<verb>{UP}|{DOWN})\b(?P<gap>[^.;:]{{0,40}}?)(?:\b(?P<by>by)\b)?\s*(?:a\s+)?{HEDGED}{{0,3}}$",
    re.IGNORECASE,
)
# "grew at an annualised rate of 3%", "a rise of 2%"
CHANGE_OF = re.compile(
    rf"\b(?P<verb>{UP}|{DOWN})\b[^.;:]{{0,30}}?\bat\s+an?\s+[\w\s,-]{{0,40}}?(?:rate|pace)\s+of\s+{HEDGED}{{0,2}}$"
    rf"|\b(?P<noun>increase|rise|gain|jump|fall|drop|decline|decrease|contraction|expansion)\s+of\s+{HEDGED}{{0,2}}$",
    re.IGNORECASE,
)
CHANGE_AFTER = re.compile(
    rf"^\s*(?:percent\s+|per\s+cent\s+)?(?P<verb>{UP}|{DOWN}|higher|lower|more|less|fewer|growth)\b", re.IGNORECASE
)
FROM = re.compile(
    rf"\bfrom\s+(?:a\s+peak\s+of\s+|a\s+low\s+of\s+)?{HEDGED}{{0,2}}$",
    re.IGNORECASE,
)
TO = re.compile(
    rf"\bto\s+{HEDGED}{{0,2}}$",
    re.IGNORECASE,
)
REACHING = re.compile(
    rf"[a-z,)]\s+(?:reaching|hitting|topping|totalling|totaling|touching)\s+{HEDGED}{{0,2}}$", re.IGNORECASE
)
NEVER = re.compile(r"(?:\b(?:never|not|no\s+longer|without)|n['’]t)\b[^.;,]{0,24}$", re.IGNORECASE)
EXCEED = re.compile(
    r"\b(?:exceed\w*|surpass\w*|top(?:s|ped)|above|over|more\s+than|higher\s+than|greater\s+than|reach\w*)\s+(?:a\s+)?$",
    re.IGNORECASE,
)
BENEATH = re.compile(r"\b(?:below|under|less\s+than|fewer\s+than|lower\s+than|beneath)\s+(?:a\s+)?$", re.IGNORECASE)
BENCHMARK = re.compile(
    r"(?P<low>short\s+of|below|under|beneath|lower\s+than|less\s+than|fails?\s+to\s+meet|failed\s+to\s+meet)"
    r"|(?P<high>exceed\w*|above|surpass\w*|higher\s+than|better\s+than|meets?|met)",
    re.IGNORECASE,
)
STANDARD = re.compile(r"\b(?:recommend\w*|standard|target|threshold|benchmark|limit|ideal|goal)\b", re.IGNORECASE)
DENOMINATOR = re.compile(r"\b(?:per|for\s+every|for\s+each|in\s+every|out\s+of\s+every)\s+$", re.IGNORECASE)
AGE = re.compile(
    r"\b(?:aged?|ages|age\s+of|age\s+group)\s+(?:of\s+|over\s+|under\s+|between\s+)?(?:\d+\s*(?:-|to|and)\s*)?$",
    re.IGNORECASE,
)
AGE_LIMIT = re.compile(r"\b(?:under|over|below|above)\s+$")
NAMED_CHANGE = re.compile(
    r"(?:more\s+than\s+|less\s+than\s+|nearly\s+|almost\s+)?(?:doubl|tripl|quadrupl|halv)", re.IGNORECASE
)
MULTIPLE = re.compile(
    r"\s*(?:as\s+(?:many|much|high|large|big|long|likely)\b|(?:higher|more|greater|larger|bigger)\b|the\b|that\s+of\b|those\s+of\b"
    r"|(?-i:[A-Z][\w.]*(?:\s[A-Z]\w+){0,3}['’]s?\b))",
    re.IGNORECASE,
)
