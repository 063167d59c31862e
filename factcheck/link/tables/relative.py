"""Times told from another time of the sentence: "in 2014, more than double the previous year's", "five years later".

A text of 2024 that says "in 2008" has moved there: "fell 36% in five years, to 1.7 in 2008" began in 2003.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from factcheck.link.tables.frame import COUNT, NUMBER_WORDS, When, stated

BEFORE = re.compile(
    rf"\b(?:(?P<n>{COUNT}|a)\s+(?P<unit>years?|decades?)\s+(?:earlier|previously|ago|(?:before|prior)\b(?=\s*(?:[,.;:)]|$)))\b"
    r"|the\s+(?:year\s+(?:before|earlier|prior)|(?:previous|prior|preceding)\s+year)\b)(?!['’]?s?\s+(?:budget|plan))",
    re.IGNORECASE,
)
AFTER = re.compile(
    rf"\b(?:(?P<n>{COUNT}|a)\s+(?P<unit>years?|decades?)\s+(?:later|hence|(?:after|on)\b(?=\s*(?:[,.;:)]|$)))\b"
    r"|the\s+(?:year\s+(?:after|later)|(?:following|next|subsequent)\s+year)\b)",
    re.IGNORECASE,
)
# "Peaked at 26% in 2013 and has fallen by half since": from the year named to the text's own.
SINCE = re.compile(
    r"\b(?:has|have|had)\s+since\b|\b(?:ever\s+)?since\s+then\b|\bsince\b(?=\s*(?:[,.;:)]|$|and\b|to\b))", re.IGNORECASE
)
NEAR = 40
AGO = re.compile(r"\bago$", re.IGNORECASE)


def whens(text: str, published: date | None) -> list[When]:
    """The times a sentence names, those told from another of its years set beside that year."""
    found = stated(text, published)
    years = [w for w in found if w.kind == "point"]
    if not years or any(w.kind == "months" for w in found):
        return found
    told = [w for m in BEFORE.finditer(text) if not AGO.search(m.group()) and (w := _from(m, years, -1)) is not None]
    told += [w for m in AFTER.finditer(text) if (w := _from(m, years, 1)) is not None]
    told += [w for m in SINCE.finditer(text) if (w := _onward(m, years, published)) is not None]
    kept = [w for w in found if not any(w.start < t.end and t.start < w.end for t in told)]
    return sorted([*(_ending(w, years, text, published) for w in kept), *told], key=lambda w: w.start)


def _from(m: re.Match[str], years: list[When], sign: int) -> When | None:
    """The year a number of years away from the nearest one named before it, else after it."""
    earlier = [w for w in years if w.end <= m.start()]
    base = earlier[-1] if earlier else years[0]
    word = (m["n"] or "a").lower()
    count = int(word) if word.isdigit() else NUMBER_WORDS.get(word, 1)
    year = base.first + sign * count * (10 if (m["unit"] or "").lower().startswith("decade") else 1)
    return When("point", year, year, m.start(), m.end())


def _onward(m: re.Match[str], years: list[When], published: date | None) -> When | None:
    """From the nearest year named before the word to the text's own year."""
    base = next((w for w in reversed(years) if w.end <= m.start()), None)
    if base is None:
        return None
    last = published.year if published else base.first
    return When("since" if published else "recent", base.first, last, m.start(), m.end(), loose=published is None)


def _ending(when: When, years: list[When], text: str, published: date | None) -> When:
    """A length of time in a sentence about one earlier year ends there: "in five years, to 1.7 in 2008"."""
    if published is None or when.kind != "span" or not when.loose or when.last != published.year:
        return when
    told = years if len(years) == 1 else [w for w in years if 0 <= w.start - when.end < NEAR][:1]
    if not told:
        return when
    length, last = when.last - when.first, told[0].first
    if last >= published.year or text[when.start : when.end][:1].isdigit():
        return when
    return replace(when, first=last - length, last=last)
