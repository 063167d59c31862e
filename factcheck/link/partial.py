"""Claim -> why the words right round its number tell of a part, a gap or another stretch of time than a fact's.

"Only 9,000 of its employees work full time" counts some of them, "40 cents up on 2023" a gap; neither is refuted by the
whole that is on file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import factcheck.link.within as within
from factcheck.measure import periods
from factcheck.model import Article, Claim, Mention

NEAR = 60
SHARES = r"(?!\s+(?:own\s+|common\s+|ordinary\s+)?(?:shares?|stock)\b)"
# "9,000 of its employees", "some $90 million of the expense"
OF_THEM = re.compile(rf"\s*(?:[a-z-]+\s+)?of\s+(?:its|the|their|our|his|her|those|these|all|that|this|them){SHARES}\b")
OF_WHICH = re.compile(
    r"\b(?:of\s+(?:which|whom|these|those|them)|includ(?:ing|es?|ed)|among\s+them|a\s+part\s+of)\b[,:]?\s+(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)
GAP = re.compile(
    r"\s*(?:an?\s+(?:share|year|barrel)\s+)?(?:more|less|fewer|higher|lower|better|worse|above|below|ahead|short|shy|beyond"
    r"|(?:up|down)\s+on)\b(?!\s+or\b)"
)
# "The first half brought in $2 billion in 2024, the second $2.2 billion"
SHORTER = re.compile(
    r"\b(?:first|second|third|fourth|last|final|opening|closing|other)\s+(?:half|quarter|month|week|(?:two|three|six|nine)\s+months)\b"
    r"|\bthe\s+(?:second|third|fourth|other|latter|former)\b(?=\s*,?\s*(?:by\s+|about\s+|some\s+)?[$€£¥\d])"
    r"|\b(?:three|six|nine)[\s-]months?\b|\b(?:Q[1-4]|[1-4]Q|H[12]|[12]H)\b",
    re.IGNORECASE,
)
# "in the second, $2.2 billion"
ALONE = re.compile(
    r"\bthe\s+(?:first|second|third|fourth|other|latter|former|next)\s*,?\s*(?:(?:by|it\s+was|was|about)\s+)?$"
)
# "11,800 employees at the outset of 2024" are those of the end of 2023
OPENING = re.compile(
    r"\b(?:outset|dawn|turn)\s+of\b|\b(?:starts?|started|began|begins?|entered)\b", re.IGNORECASE
)
# "Revenue - before hedging - was", "net debt (including leases) was"
ASIDE = re.compile(
    r"(?:\s[-–—]\s|[(,]\s?)(?:before|after|excluding|including|without|with|net\s+of|less|ex|adjusted|stripped|minus|plus|not"
    r"\s+counting)\b[^-–—(),;]{1,48}(?:\s[-–—]\s|[),]\s)",
    re.IGNORECASE,
)
WHOLE_YEAR = re.compile(r"(?:FY)?\d{4}")
COUNTED = r"(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
OVER_YEARS = re.compile(
    rf"\b(?:in|over|within|for|during|across)\s+(?:(?:the|just|only|about|under|over)\s+)*(?:(?:past|last)\s+)?{COUNTED}[\s-]years?\b"
    r"|\bsince\s+(?:19|20)\d\d\b|\b(?:in|over)\s+(?:a|the\s+(?:past|last))\s+decade\b",
    re.IGNORECASE,
)
# "took on $50 million of debt": what came to a balance is not the balance
ADDED = re.compile(
    r"\b(?:took\s+(?:on|out)|taken\s+(?:on|out)|added|adds|raised|borrowed|issued|repaid|repays?|retired|refinanced|redeemed|"
    r"paid\s+(?:off|down)|wrote\s+off|shed|rolled\s+over)\s+(?:(?:another|a\s+further|some|about|nearly|almost|more|than|"
    r"over)\s+)*$",
    re.IGNORECASE,
)
OF_A_STOCK = re.compile(
    r"\s+(?:(?:of|in|worth\s+of)\s+)?(?:[a-z-]+\s+){0,2}?(?:debt|debts|borrowings|loans|bonds|cash|assets|deposits)\b"
)
# "doubled from $1.2 billion", "up from about 484": a number of before, and nobody says of when
FROM = re.compile(r"\bfrom\s+(?:(?:about|some|around|roughly|nearly|almost|just|only|over|under|a|an|the)\s+)*$")
# "touched $26 in January", "bought it in two steps: 10% in 2022": a moment of its period, one of several parts
MOMENT = re.compile(
    r"\b(?:touch(?:ed|es|ing)|peak(?:ed|s|ing)\s+at|dipp(?:ed|ing)\s+(?:to|below)|spiked\s+to|bottomed\s+(?:out\s+)?at|"
    r"as\s+(?:high|low)\s+as|(?:high|low|peak|trough)\s+of)\s+(?:(?:about|some|around|a|an|the|record|nearly|almost)\s+)*$",
    re.IGNORECASE,
)
STEPS = re.compile(rf"\bin\s+{COUNTED}\s+(?:steps|stages|tranches|parts|phases|instal?lments|lots)\b", re.IGNORECASE)
EARLIER = re.compile(
    r"(?:\s[a-z-]+){0,3}?\s(?:an?|one|two|three|five|ten|the|some)\s(?:year|month|quarter|decade|week)s?\s"
    r"(?:earlier|before|ago|previously)\b"
)
MOVING = ("change", "ratio", "difference")
BREAK = re.compile(r"[,;:]\s")


def partial(article: Article, claim: Claim, ledger: Sequence[Mention]) -> str | None:
    """The reason that keeps the gate shut, or None where the number is told whole and of its own time."""
    if _some(article, claim) or _added(article, claim) or _gap(article, claim) or _set_apart(article, claim):
        return "metric-ambiguous"
    if (
        _near(MOMENT, article, claim)
        or _before(article, claim)
        or _shorter(article, claim)
        or _dated_before(article, claim, ledger)
        or _over_years(article, claim)
    ):
        return "period-inferred"
    return None


def _some(article: Article, claim: Claim) -> bool:
    if STEPS.search(article.text, claim.sentence_start, claim.main.start):
        return True
    counted = claim.main.kind in ("money", "quantity", "number")
    before = article.text[max(claim.sentence_start, claim.main.start - NEAR) : claim.main.start]
    return counted and bool(OF_THEM.match(article.text, claim.main.end) or OF_WHICH.search(before))


def _near(words: re.Pattern[str], article: Article, claim: Claim) -> bool:
    """Whether the words right before the number end in a pattern."""
    return bool(words.search(article.text[max(claim.sentence_start, claim.main.start - NEAR) : claim.main.start]))


def _added(article: Article, claim: Claim) -> bool:
    """Whether an amount came to a balance or went off it: "Acme borrowed $50 million of debt"."""
    if claim.main.kind != "money" or not OF_A_STOCK.match(article.text, claim.main.end):
        return False
    return _near(ADDED, article, claim)


def _before(article: Article, claim: Claim) -> bool:
    """Whether a number is what something moved from, at a time nobody tells: "has doubled from $1.2 billion"."""
    return claim.claim_kind == "level" and not claim.period_stated and _near(FROM, article, claim)


def _gap(article: Article, claim: Claim) -> bool:
    return claim.claim_kind == "level" and bool(GAP.match(article.text, claim.main.end))


def _set_apart(article: Article, claim: Claim) -> bool:
    """Whether an aside before the number says what it is of: "revenue - before hedging - was $4.25 billion"."""
    return bool(ASIDE.search(article.text, claim.sentence_start, claim.main.start))


def _shorter(article: Article, claim: Claim) -> bool:
    """Whether a year is the claim's period where its clause speaks of a part of one, or of "the second" alone."""
    if not claim.period_stated and claim.mentions("period"):
        return True  # "at the start of 2024", "for most of 2024"
    if claim.main.kind in ("quantity", "number", "money") and OPENING.search(
        article.text, claim.text_start, claim.text_end
    ):
        return True
    if ALONE.search(article.text[max(claim.sentence_start, claim.main.start - NEAR) : claim.main.start]):
        return True
    if claim.period is None or not WHOLE_YEAR.fullmatch(claim.period.label):
        return False
    return bool(SHORTER.search(article.text, claim.text_start, claim.text_end))


def _dated_before(article: Article, claim: Claim, ledger: Sequence[Mention]) -> bool:
    """As in "revenue for 2022 was $3.5 billion, for 2023 $3.75 billion": the date behind is the next number's."""
    own = [m for m in claim.mentions("period") if m.start > claim.main.end]
    earlier_ = EARLIER.match(article.text, claim.main.end)
    if own and earlier_ and own[0].start >= earlier_.end():
        return True  # "had 9,300 customers a year earlier, and 11,200 at the end of 2024"
    if not own or not BREAK.search(article.text, claim.main.end, own[0].start):
        return False
    earlier = within.inside(ledger, claim.sentence_start, claim.main.start)
    return any(m.kind in ("date", "daterange") and m.end <= claim.main.start for m in earlier)


def _over_years(article: Article, claim: Claim) -> bool:
    """Whether a movement is told over more than the year a fact and the one before it span."""
    if claim.claim_kind not in MOVING:
        return False
    year = periods.year_before(claim.period).label if claim.period and claim.period.start else None
    if claim.relative_to not in (None, year):
        return False
    return bool(OVER_YEARS.search(article.text, claim.text_start, claim.text_end))
