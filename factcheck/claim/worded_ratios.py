"""Sentence -> ratios told in words, and years of life: "1:450", "one doctor for every 10,000", "a third of"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from factcheck.model import Mention

RATIO = (
    r"\b(?P<one>1|one)\s?:\s?\d{1,3}(?:,\d{3}|\d)*(?:\s?[-–]\s?\d[\d,]*\d)?"
    r"|\b(?P<per>(?:one|1)\s+[a-z]+(?:\s+[a-z]+)?\s+(?:for\s+(?:every|each)|per|to\s+every)\s+\d{1,3}(?:,\d{3}|\d)*)"
    r"|\b(?P<frac>(?:a|one)\s+(?:half|third|quarter|fifth|tenth)|half|two[\s-]thirds|three[\s-]quarters)\s+of\b(?!\s+(?:the\s+)?(?:year|(?:19|20)\d\d))"
    r"|\b(?P<part>(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine)\s+(?:in|out\s+of)\s+every\s+(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten))\b"
)
# "Danes live 81 years on average": years of life, which elsewhere are spans of time and no claims.
LIFE = re.compile(r"\blife\s+expectanc(?:y|ies)\b|\bexpects?\s+to\s+live\b|\blifespans?\b", re.IGNORECASE)
LIFE_YEARS = re.compile(
    r"(?<![\d.,$€£-])\b\d{2}(?:\.\d)?\b(?=\s+years?\b(?!\s+(?:old|ago|later|earlier|longer|more|less|shorter|of\s+age)))"
    r"|(?<=by )(?:\d(?:\.\d)?|two|three|four|five|six|seven|eight|nine)(?=\s+years?\b)"
    r"|(?<=live to )\d{2}(?:\.\d)?\b(?![.,]?\d|\s*%)"
)
FRACTIONS = {"half": ("1", "2"), "third": ("1", "3"), "quarter": ("1", "4"), "fifth": ("1", "5"), "tenth": ("1", "10")}
BOUND = re.compile(
    r"\b(?:(?P<gt>more\s+than|over|exceed\w*|above)|(?P<lt>less\s+than|under|below|fewer\s+than)|(?P<ge>at\s+least)"
    r"|(?P<le>at\s+most|up\s+to)|(?P<approx>about|around|nearly|almost|approximately|roughly|some))\s+$",
    re.IGNORECASE,
)
NUMBER_WORDS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten".split())}


TIME_BEFORE = re.compile(
    r"\b(?:in|over|for|past|last|next|within|every|first|after)\s+(?:the\s+)?(?:past\s+|last\s+|next\s+)?$",
    re.IGNORECASE,
)


def lifetimes(piece: str, start: int, taken: Sequence[tuple[int, int]], count: int) -> list[Mention]:
    """Years of life as numbers of their own: elsewhere they are spans of time and no claims."""
    if not LIFE.search(piece):
        return []
    out: list[Mention] = []
    for m in LIFE_YEARS.finditer(piece):
        a, b = m.span()
        if any(x <= a < y for x, y in taken) or TIME_BEFORE.search(piece[max(0, a - 24) : a]):
            continue
        value = Decimal(NUMBER_WORDS.get(m.group(), 0) or m.group())
        near = BOUND.search(piece[max(0, a - 24) : a])
        modifier = next((k for k, v in near.groupdict().items() if v), None) if near else None
        exponent = value.as_tuple().exponent
        decimals = -exponent if isinstance(exponent, int) else 0
        name = f"w{count + len(out) + 1}"
        out.append(
            Mention(
                name,
                start + a,
                start + b,
                m.group(),
                "quantity",
                value,
                unit="year",
                decimals=decimals,
                modifier=modifier,
            )
        )
    return out


def share(surface: str) -> Decimal:
    """The number a ratio in words stands for."""
    text = surface.lower()
    if re.search(r"\b(?:for|per|to)\s+(?:every\s+|each\s+)?\d[\d,]*$", text):  # "one doctor for every 10,000"
        return Decimal(1) / Decimal(re.sub(r"\D", "", text.split()[-1]))
    if ":" in text:
        first = re.sub(r"[^\d-]", "", text.split(":")[1].replace("–", "-")).split("-")[0]
        return Decimal(1) / Decimal(first or 1)
    if "every" in text:
        a, b = (Decimal(NUMBER_WORDS.get(w, 0) or w) for w in (text.split()[0], text.split()[-1]))
        return a / b
    if text.startswith("two"):
        return Decimal(2) / 3
    if text.startswith("three"):
        return Decimal("0.75")
    over, under = FRACTIONS[text.split()[-1]]
    return Decimal(over) / Decimal(under)
