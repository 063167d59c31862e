"""Sentence -> the stretches of years it speaks about, each with its place in the text and how it is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

NUMBER_WORDS = {
    w: n
    for n, ws in enumerate(
        ("", "a|one|the", "two|couple of", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    )
    for w in ws.split("|")
    if w
}
NUMBER_WORDS |= {"fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
Y = r"(?:1[5-9]\d\d|20\d\d)"
COUNT = r"(?:\d{1,3}|" + "|".join(re.escape(w) for w in NUMBER_WORDS if w not in ("a", "the")) + ")"
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
JOIN = r"\s*(?:-|–|—|to|and|until|till|through|up to)\s*"
LENGTH = rf"(?P<n>{COUNT})?\s*(?P<unit>years?|decades?)"
PART = r"(?:(?P<part>early|mid|late)[\s-]+)?"
NOT_A_YEAR = r"(?![\d/%]|[.,]\d|s\b|\s*(?:people|deaths|cases|tonnes|TWh|hectares|USD|dollars|per)\b)"
PATTERNS: tuple[tuple[str, str], ...] = (
    ("months", rf"\b(?:\d{{1,2}}\s+)?{MONTH}\s+(?:\d{{1,2}},?\s+)?(?P<a>{Y})\b"),
    (
        "months",
        r"\b(?:last|past|first|previous|every|each|within|in)\s+(?:\w+\s+)?(?:months?|weeks?|quarters?)\b"
        rf"(?:\s+(?:of|in)\s+(?P<a>{Y}))?",
    ),
    ("months", rf"\b(?:Q[1-4]|(?:first|second|third|fourth) quarter|(?:first|second) half)(?:\s+of)?\s+(?P<a>{Y})\b"),
    ("span", rf"\b(?P<how>between|from)\s+(?:the\s+years?\s+)?(?P<a>{Y}){JOIN}(?P<b>{Y}|\d\d)(?!\d|s)\b"),
    ("span", rf"(?<![\d-])(?P<a>{Y})\s*(?:-|–|—|to)\s*(?P<b>{Y})(?!\d|s)\b"),
    ("fiscal", rf"(?<![\d-])(?:FY\s?)?(?P<a>{Y})\s*[-–/]\s*(?P<b>\d\d)(?!\d)\b"),
    (
        "decades",
        rf"\b(?P<how>since|before|prior to|until|by)?\s*(?:the\s+)?{PART}(?P<a>(?:1[5-9]\d0|20\d0)s)\b",
    ),
    (
        "before-n",
        rf"\b(?:the\s+)?{LENGTH}\s+(?:leading\s+up\s+to|up\s+to|before|prior\s+to|preceding|to)\s+(?P<b>{Y})\b",
    ),
    (
        "since",
        r"\b(?:ever\s+)?since\s+(?:the\s+year\s+|at\s+least\s+|(?:its|their|the)\s+\w+\s+in\s+)?"
        rf"{PART}(?P<a>{Y})\b(?!s)",
    ),
    ("until", rf"\b(?:took|takes?|taken|not|only|never|n['’]t)\b[^.;,]{{0,60}}?\b(?:until|till)\s+(?P<a>{Y})\b"),
    ("before", rf"\b(?:prior\s+to|before|until|up\s+to)\s+(?P<b>{Y})\b"),
    ("by", rf"\b(?:by|as\s+of|at\s+the\s+end\s+of|to)\s+(?:the\s+end\s+of\s+)?(?P<a>{Y})\b"),
    ("point", rf"(?<![\d.,/-])(?P<a>{Y}){NOT_A_YEAR}"),
    (
        "last-n",
        r"\b(?:over|in|during|within|for|throughout|across)?\s*(?:the\s+)?(?:last|past|previous|preceding)\s+"
        rf"(?P<n>{COUNT})?\s*(?P<unit>years?|decades?|centur(?:y|ies))\b",
    ),
    (
        "for-n",
        r"\b(?:for|in|over)\s+(?:the\s+)?(?P<more>over|more\s+than|nearly|almost|about|at\s+least|some)?\s*"
        rf"(?P<n>{COUNT})\s+(?P<unit>years?|decades?)\b"
        r"(?!\s+(?:old|from|between|since|through|ending|ended)\b|\s+to\s+(?:the\s+end\s+of\s+)?(?:19|20)\d\d)",
    ),
    ("for-n", r"\b(?:for|in|over)\s+(?P<more>)(?P<unit>decades)\b"),
    ("ago", rf"\b(?P<n>an?|{COUNT})\s+(?P<unit>years?|decades?)\s+ago\b"),
    ("century", r"\b(?:in|throughout|during|for|of)?\s*the\s+(?:entire\s+|whole\s+)?(?:21st|twenty-first)\s+century\b"),
    ("last-year", r"\b(?:last|previous)\s+year\b"),
    ("this-year", r"\bthis\s+year\b"),
    ("recent", r"\b(?:in\s+)?recent\s+years\b"),
    (
        "now",
        r"\b(?:today|now|currently|at\s+present|presently|at\s+the\s+moment|these\s+days|nowadays|to\s+date|so\s+far"
        r"|still)\b",
    ),
)
COMPILED = [(name, re.compile(p, re.IGNORECASE if name != "months" else 0)) for name, p in PATTERNS]
LONGEST = 1200
BARE_YEAR = re.compile(r"^\s*(?:in\s+|during\s+)?(?:last|previous)\s+year$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class When:
    """Years ``first`` to ``last``, both included. ``kind``: point span since before recent now last-year months.

    ``loose`` where the ends are only roughly known ("in recent years", "for over three decades").
    """

    kind: str
    first: int
    last: int
    start: int
    end: int
    loose: bool = False
    fiscal: bool = False


def stated(text: str, published: date | None) -> list[When]:
    """The times a sentence names, in order; none overlapping, the more specific pattern first."""
    year = published.year if published else None
    taken: list[tuple[int, int]] = []
    out: list[When] = []
    for name, pattern in COMPILED:
        for m in pattern.finditer(text[:LONGEST]):
            if any(m.start() < b and a < m.end() for a, b in taken):
                continue
            found = _when(name, m, year)
            if found is not None:
                out.append(found)
                taken.append(m.span())
    return sorted(out, key=lambda w: w.start)


def _when(name: str, m: re.Match[str], year: int | None) -> When | None:
    got = m.groupdict()
    a = int(re.sub(r"\D", "", got["a"])) if got.get("a") else None
    b = got.get("b")
    start, end = m.span()
    if name == "months":
        return When("months", a or year or 0, a or year or 0, start, end)
    if name in ("span", "fiscal") and a is not None and b is not None:
        last = int(b) if len(b) == 4 else a // 100 * 100 + int(b)
        if last <= a:
            return None
        fiscal = name == "fiscal" and last == a + 1
        return When("span", a, last, start, end, loose=fiscal, fiscal=fiscal)
    if name == "decades" and a is not None:
        return _decade(a, got, start, end, year)
    if name == "before-n" and b:
        return When("span", int(b) - _years(got), int(b), start, end, loose=True)
    if name == "since" and a is not None:
        # without the text's own year nobody knows where it ends: "since 2013" is not 2013
        return When("since", a, year, start, end) if year else When("recent", a, a, start, end, loose=True)
    if name == "before" and b:
        return When("before", 0, int(b) - 1, start, end)
    if name == "until" and a is not None:  # "it took Norland until 2019" tells of 2019
        return When("point", a, a, m.start("a"), end)
    if name in ("by", "point") and a is not None:
        return When("point", a, a, start, end)
    if name == "last-n" and BARE_YEAR.search(m.group()):
        return None  # "last year" is the calendar's; "over the last year" and "in the past year" are twelve months
    return _relative(name, got, start, end, year)


def _relative(name: str, got: dict[str, str | None], start: int, end: int, year: int | None) -> When | None:
    if year is None:
        return None
    if name in ("last-n", "for-n"):
        return When("span", year - _years(got), year, start, end, loose=True)
    if name == "ago":  # "ten years ago": of about that year
        return When("point", year - _years(got), year - _years(got), start, end, loose=True)
    if name == "century":
        return When("since", 2001, year, start, end)
    if name == "last-year":
        return When("last-year", year - 1, year - 1, start, end)
    if name == "this-year":
        return When("point", year, year, start, end)
    if name == "recent":
        return When("recent", year - 4, year, start, end, loose=True)
    return When("now", year, year, start, end)


def _decade(a: int, got: dict[str, str | None], start: int, end: int, year: int | None) -> When:
    part = (got.get("part") or "").lower()
    low, high = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(part, (0, 9))
    how = (got.get("how") or "").lower()
    if a % 100 == 0 and not part and a < 2000:
        high = 99  # "the 1800s" is a century
    if how == "since" and year:
        return When("since", a + low, year, start, end, loose=True)
    if how in ("before", "prior to", "until"):
        return When("before", 0, a + low - 1, start, end)
    last = min(a + high, year) if year else a + high
    return When("span", a + low, max(last, a + low), start, end, loose=bool(part))


def _years(got: dict[str, str | None]) -> int:
    unit, raw = (got.get("unit") or "").lower(), (got.get("n") or "").lower().strip()
    count = int(raw) if raw.isdigit() else NUMBER_WORDS.get(raw, 2 if unit == "decades" else 1)
    years = count * (100 if unit.startswith("centur") else 10 if unit.startswith("decade") else 1)
    short = (got.get("more") or "").lower() in ("nearly", "almost")
    return years - max(1, years // 10) if short and years > 1 else years  # "in nearly three decades"
