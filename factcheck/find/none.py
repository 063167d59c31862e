"""Text -> the zeros filings tell in words: "there were no borrowings outstanding", "no shares were repurchased".

One pass of its own over the text. Only what the vocabulary lists can be zero, and only where a verb says that there was
none of it: "no debt ceiling", "no plans for dividends" and "no material losses" tell no number.
"""

from __future__ import annotations

import re
from decimal import Decimal

import re2  # type: ignore[import-untyped]

from factcheck.find.draft import Draft, Found
from factcheck.measure.money import OWN
from factcheck.vocabulary import rows

# "has no interest in it", "took no interest", but "paid no interest"
_PAID = re.compile(rb"\b(?:is|are|was|were|be|been|had|has|have|having|hold|with|of|take|took)[ \n]+\Z")
_KINDS = {r["noun"].encode(): r["kind"] for r in rows("zero_nouns")}
_NOUNS = "|".join(sorted((n.decode().replace(" ", r"[ \n]+") for n in _KINDS), key=len, reverse=True))
_VERBS = (
    r"(?:paid|pays|paying|recorded|recognized|recognised|incurred|declared|issued|repurchased|bought back|received|"
    r"reported|generated|carried|drew|sold|granted|posted|booked|made|earned|accrued|charged|owed|owes|took|collected|"
    r"produced|achieved|assumed|borrowed)"
)
_BARE = (
    r"(?:pay|record|recognize|recognise|incur|declare|issue|repurchase|buy back|receive|report|generate|carry|draw|"
    r"sell|grant|post|book|make|earn|accrue|charge|owe|take|collect|produce|achieve|have|hold|assume|borrow)"
)
_LEAD = (
    r"(?:\b(?:there|it|we|they|which|company|group|[a-z]+s)[ \n]+)?\b(?:is|are|was|were|be|been|had|has|have|having|"
    rf"with|{_VERBS})[ \n]+(?:(?:also|currently|still|approximately)[ \n]+)?"
)
_STATES = r"(?:carry|owe|have|hold)"
_NOT = r"(?:[ \n]+(?:also|currently|still|yet))?(?:[ \n]+not|n't)[ \n]+(?:(?:yet|also|currently)[ \n]+)?"
_DENIED = (  # "did not accrue any interest"; "does not generate any income" tells what something is like
    rf"\b(?:(?:did|has|have|had){_NOT}(?:{_BARE}|{_VERBS})|(?:do|does){_NOT}{_STATES})[ \n]+(any)[ \n]+"
)
_ADJECTIVES = (
    r"(?:(?:outstanding|additional|other|such|further|new|related|finance|financial|tax|cash|quarterly|interim|annual|"
    r"stock|long-term|short-term|goodwill|asset|inventory|common|ordinary)[ \n]+){0,2}"
)
_END = (
    r"(?:[.,;:)]|\z|[ \n]+(?:outstanding|was|were|is|are|had|has|have|under|in|during|for|at|as|on|of|from|to|and|or|"
    r"against|related|with|by|that|remaining|drawn|issued|recorded|recognized|paid|granted|yet|"
    r"last|this|since|until|before|so far|but|because|whatsoever)\b)"
)
_TOLD = r"[^.;:\n]{0,60}\b(?:was|were|is|are|has been|have been|had been)\b"


def _pattern() -> bytes:
    phrase = rf"(no)[ ]+{_ADJECTIVES}({_NOUNS})"
    denied = rf"{_DENIED}{_ADJECTIVES}({_NOUNS})"
    return rf"{_LEAD}{phrase}{_END}|{denied}{_END}|(?:^|[.;,\n][ \n]+|\bthat[ \n]+|\band[ \n]+){phrase}{_TOLD}".encode()


_options = re2.Options()
_options.encoding = re2.Options.Encoding.LATIN1
_options.case_sensitive = False
_ZERO = re2.compile(_pattern(), _options)


# "It has no shares in Initech", "no revenue from Brazil": of somebody or somewhere else, so nothing is zero as a whole
_ELSEWHERE = re.compile(
    rb"[ \n]+(?:in|from|to|with|by|of|at)[ \n]+(?:the[ \n]+)?(?!Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[A-Z]"
)
_OWNS = re.compile(rb"\b(?:has|have|had|having|with|received|sold)\b")


def zeros(data: bytes, low: bytes) -> Found:
    """Every "no" that tells a zero, in text order; ``low`` is ``data`` in small letters."""
    found: Found = []
    for m in _ZERO.finditer(low):
        said = next(g for g in (1, 3, 5) if m[g])
        start, end = m.span(said)
        noun, after = b" ".join(m[said + 1].split()), m.end(said + 1)
        if _KINDS[noun] == "paid" and (said == 5 or _PAID.search(low, max(0, start - 12), start)):
            continue
        owned = _KINDS[noun] == "share" and _OWNS.search(low, m.start(), start)
        if _ELSEWHERE.match(data, after) or (owned and b"outstanding" not in low[start : after + 30]):
            continue
        if _KINDS[noun] == "share":
            found.append((start, Draft(0, end - start, "quantity", Decimal(0), unit="share", decimals=0)))
        else:
            found.append((start, Draft(0, end - start, "money", Decimal(0), unit=OWN, decimals=0)))
    return found
