"""Article -> Claims about closes that print no price: "the highest close since May", "fell for a third straight day".

The words become the main mention (kind ``ratio``): an extreme has unit ``rank`` and value 1, a run of days unit
``none`` and the number of days. Only sentences that speak of shares, an index or a price are read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from factcheck.claim.draft import Unnumbered
from factcheck.claim.screen import Screen
from factcheck.model import Article, Mention

LONGEST = 700
CLOSES = (("basis", "close"),)  # the qualifier of these claims: prices are compared at the end of a day's trade
BACK = 300  # characters before "It was the highest close" in which the share must be named
TOPIC = re.compile(
    r"\b(?:shares?|stocks?|stock price|index|closed?|closing|futures|crude|oil|gold|silver|copper|bitcoin|benchmark"
    r"|session)\b",
    re.IGNORECASE,
)
MOVES = r"(?:gains?|rises?|jumps?|rally|advances?|drops?|falls?|declines?|loss|slides?|slumps?)"
DAILY = r"(?:one-day|single-day|daily|single-session|intraday|one-session)"
EXTREME = (
    r"\b(?:(?:highest|lowest|best|strongest|weakest|worst)\s+(?:(?:daily|trading)\s+)?(?:close|closing(?:\s+(?:level|price|high|low))?|finish|settlement|level|price)"
    r"|(?:highest|lowest)(?=\s+(?:since|in)\b)"
    r"|(?:record|all-time)\s+(?:closing\s+)?(?:high|low|close)(?!\s+of\s+(?:sales|revenue))"
    r"|(?:\w+-(?:week|month|year|day)|one-and-a-half-year)\s+closing\s+(?:high|low)"
    rf"|(?:biggest|largest|worst|best|steepest|sharpest|strongest)\s+{DAILY}\s+(?:percentage\s+)?{MOVES})(?![\w-])"
)
NUMBER = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
NTH = "second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
SPAN = r"(?:trading\s+)?(?:day|session|week)"
STREAK = (
    rf"\b(?:an?\s+|the\s+|its\s+|their\s+)?(?P<nth>{NTH}|\d{{1,2}}(?:nd|rd|th))\s+(?:(?:straight|consecutive|successive)\s+{SPAN}|{SPAN}\s+in\s+a\s+row|{SPAN}\s+running)\b"
    rf"|\b(?P<n>{NUMBER}|\d{{1,2}})\s+(?:(?:straight|consecutive|successive)\s+{SPAN}s|{SPAN}s\s+in\s+a\s+row|{SPAN}s\s+running)\b"
    rf"|\b(?P<run>{NUMBER}|\d{{1,2}})-(?:day|session|week)\s+(?:losing|winning)\s+(?:streak|run)\b"
)
PATTERNS = (("rank", re.compile(EXTREME, re.IGNORECASE)), ("none", re.compile(STREAK, re.IGNORECASE)))
SCREEN = Screen(*(pattern for _, pattern in PATTERNS))
VALUES = {w: n for n, w in enumerate(NUMBER.split("|"), 2)} | {w: n for n, w in enumerate(NTH.split("|"), 2)}
MOVED = re.compile(
    r"\b(?:rose|risen|rising|fell|fallen|falling|gain\w*|los[te]\w*|drop\w*|declin\w*|climb\w*|slid\w*|slip\w*|advanc\w*"
    r"|rall\w*|higher|lower|down|up)\b",
    re.IGNORECASE,
)
PRONOUN = re.compile(r"^\W*(?:It|That|This|The\s+(?:close|rise|fall|gain|drop|decline|move))\b")


def market(article: Article, starts: Sequence[int]) -> tuple[Unnumbered, ...]:
    """Claims of sentences about prices told in words; mains are named anew by the caller."""
    text = article.text
    out: list[Unnumbered] = []
    for start, end in SCREEN.sentences(text, starts):
        piece = text[start:end]
        if len(piece) > LONGEST or not _about_prices(text, piece, start):
            continue
        for unit, pattern in PATTERNS:
            for m in pattern.finditer(piece):
                if unit == "none" and m["n"] and not MOVED.search(piece):
                    continue  # "if the closing price exceeds $12 for 20 consecutive trading days" tells of no run
                main = _main(f"k{len(out) + 1}", unit, m, start)
                kind = "rank" if unit == "rank" else "compare"
                last = start + len(piece.rstrip())
                out.append(Unnumbered(main, kind, start, last, start, last, qualifiers=CLOSES))
    return tuple(out)


def of_closes(claim: Unnumbered) -> bool:
    """Whether a claim in words is one of prices: "the highest close since May", not "the highest since May"."""
    return claim.qualifiers == CLOSES


def _about_prices(text: str, piece: str, start: int) -> bool:
    if TOPIC.search(piece):
        return True
    return bool(PRONOUN.match(piece)) and bool(TOPIC.search(text, max(0, start - BACK), start))


def _main(name: str, unit: str, m: re.Match[str], start: int) -> Mention:
    value = Decimal(1)
    if unit == "none":
        word = (m["nth"] or m["n"] or m["run"]).lower()
        value = Decimal(VALUES.get(word) or re.sub(r"\D", "", word))
    return Mention(name, start + m.start(), start + m.end(), m.group(), "ratio", value, unit=unit)
