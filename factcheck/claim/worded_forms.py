"""Words that compare without a number: which turns of speech are ranks, runs, records, comparisons and directions.

``FORMS`` are tried in order; a later one does not overlap an earlier. ``sense`` reads up or down from the words
themselves or from the verb and nouns beside them ("the fourth straight month of decline").
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from factcheck.vocabulary import rows

NTH = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
COUNTS = "zero one two three four five six seven eight nine ten eleven twelve".split()
ORDINAL = rf"(?:{'|'.join(NTH[1:])}|\d{{1,2}}(?:st|nd|rd|th))"
CARDINAL = rf"(?:{'|'.join(COUNTS[2:])}|\d{{1,2}})"
STEP = r"(?:years?|quarters?|months?)"
IN_A_ROW = r"(?:straight|consecutive|successive)"
BIG = (
    r"highest|lowest|largest|biggest|smallest|greatest|fewest|most|least|top|fastest|slowest|strongest|weakest|steepest|sharpest"
    r"|quickest|worst|best"
)
RUN = (
    rf"\b(?:for\s+)?(?:an?\s+|the\s+|its\s+|their\s+)?(?P<nth>{ORDINAL})\s+(?:{IN_A_ROW}\s+(?:annual\s+|quarterly\s+|monthly\s+)?{STEP}"
    rf"|{STEP}\s+(?:in\s+a\s+row|running)|{IN_A_ROW}\s+(?:annual|yearly|quarterly|monthly))\b"
    rf"|\b(?:for\s+)?(?P<n>{CARDINAL})\s+(?:{IN_A_ROW}\s+{STEP}|{STEP}\s+(?:in\s+a\s+row|running))\b"
)
FIRST = (
    r"\bfor\s+the\s+first\s+time\b"
    r"(?:\s+(?:on\s+record|ever)\b|\s+since\s+(?:records\s+began|at\s+least\b|(?:[A-Z]\w+\s+)?(?:19|20)\d\d\b))?"
)
RECORD = (
    r"\b(?:an?\s+|its\s+|their\s+|the\s+)?(?:record|all-time|historic|new)[\s-]+(?:high|low)\b(?!\s+of\s+(?:sales|revenue))"
    rf"|\b(?:the|its|their)\s+(?:{BIG})\b(?:[\s-]+[\w-]+){{0,5}}?"
    r"(?=\s+(?:since|on\s+record|in\s+(?:more\s+than\s+|over\s+|nearly\s+|almost\s+)?\w+\s+(?:years|decades|months|quarters))\b)"
)
SUPERLATIVE = (
    r"\b(?:(?:the|its|their|our|one of the|’s|'s)\s+)(?:(?P<nth>second|third|fourth|fifth|2nd|3rd|4th|5th)[\s-]+)?"
    r"(?P<word>highest|lowest|largest|biggest|smallest|greatest|fewest|most|least|top)\b"
)
ANY_OTHER = (
    r"\b(?P<word>more|higher|greater|larger|less|lower|fewer)\b[^.;]{0,60}?\bthan\s+(?:in\s+|that\s+of\s+)?"
    r"(?:any|all|every)\s+other\b"
)
ONLY = r"\bthe\s+only\s+(?:[\w-]+\s+){0,2}(?:country|nation|state|economy|member|one)\b"
COMPARE = (
    r"\b(?P<word>more|higher|greater|larger|bigger|less|lower|fewer|smaller|faster|slower)\b(?:per\s+[\d,]+|\bin\s+(?:19|20)\d\d\b|[^.;,\d]){0,60}?\bthan\b"
    r"(?!\s+(?:any|all|every)\s+other)(?!\s+(?:\d|an?\b|one\b|two\b|half\b|three\b|doubl|tripl|quadrupl|halv))"
    r"|\b(?P<word2>below|above|behind|ahead\s+of)\s+(?:that|those)\s+of\b"
)
OVERTAKE = (
    r"\b(?:overtak(?:en|es|ing)|overtook|surpass(?:ed|es|ing)|outstrip(?:ped|s|ping)|outpac(?:ed|es|ing))\b"
    r"(?!\s+(?:\d|[$€£]))"
)
NONE = (
    r"\b(?:(?:has|have|had|does|do|did)\s+not|(?:hasn|haven|hadn|doesn|don|didn)['’]t|no\s+longer|never)\s+"
    r"(?:us(?:e|ed|es)|produc(?:e|ed|es)|generat(?:e|ed|es)|record(?:ed)?)\s+(?:any\s+)?(?=[a-z])"
)
DIRECTION = (
    r"\b(?:(?:(?:has|have|had|is|are|was|were)\s+(?:been\s+)?(?:\w+ly\s+)?(?P<word>increasing|rising|growing|climbing|soaring|surging"
    r"|decreasing|falling|declining|dropping|shrinking|contracting|expanding|increased|risen|grown|climbed|soared|surged|decreased"
    r"|fallen|declined|dropped|shrunk|contracted|expanded|plunged|plummeted))|(?P<word2>rose|grew|fell|shrank|increased|declined"
    r"|decreased|dropped|contracted|expanded|climbed|plunged|plummeted)"
    r"(?=\s+(?:since|in|between|from|over|during|by|after|every|each|again|steadily|sharply|slightly)\b|[.,;]|$))\b"
    r"(?!\s+(?:short|behind|into|victim|below|above|beneath|under|over\s+\d|share|number|of\b))"
)
FORMS = tuple(
    (unit, re.compile(pattern, re.IGNORECASE))
    for unit, pattern in (
        ("run", RUN),
        ("first", FIRST),
        ("rank", ANY_OTHER),
        ("rank", ONLY),
        ("record", RECORD),
        ("rank", SUPERLATIVE),
        ("comparison", COMPARE),
        ("overtake", OVERTAKE),
        ("none", NONE),
        ("direction", DIRECTION),
    )
)
BEFORE, AFTER = 90, 60
NOUN = re.compile(r"\s*(?:of\s+|with\s+)?(?:an?\s+)?(?:annual\s+|quarterly\s+|monthly\s+)?(?P<noun>[a-z]+)")


def count(m: re.Match[str]) -> Decimal:
    """How many steps a run has: "fourth" and "four" are 4."""
    word = (m["nth"] or m["n"]).lower()
    digits = re.sub(r"\D", "", word)
    return Decimal(digits or (NTH.index(word) + 1 if word in NTH else COUNTS.index(word)))


def sense(unit: str, surface: str, before: str, after: str) -> str | None:
    """Up or down: by the words themselves, for a run or a first time by the nouns behind or the verb before them."""
    if unit in ("run", "first"):
        near = NOUN.match(after[:AFTER])
        noun = _way(near["noun"], ("direction",)) if near else None
        return noun or _last_way(before[-BEFORE:])
    if unit == "record" and (m := re.search(r"(high|low)$", surface)):
        return "up" if m[1] == "high" else "down"
    return _way(surface, ("rank", "compare", "overtake", "direction"))


@cache
def _ways() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple(
        (row["kind"], row["direction"], re.compile(rf"\b(?:{row['words']})\b")) for row in rows("comparison_words")
    )


def _way(words: str, kinds: tuple[str, ...]) -> str | None:
    lead = words.lower()
    return next((way for kind, way, pattern in _ways() if kind in kinds and pattern.search(lead)), None)


def _last_way(words: str) -> str | None:
    hits = [
        (m.start(), way)
        for kind, way, pattern in _ways()
        if kind == "direction"
        for m in pattern.finditer(words.lower())
    ]
    return max(hits)[1] if hits else None
