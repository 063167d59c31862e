"""Claim -> whether its clause tells of other times, or of another number, than a fact can be of.

"Revenue of $8.1 billion over 2023 and 2024" is of two years, "grew 0.5% in the fourth quarter from the third" of one
step that no yearly rate is, and the day something was said is no period at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import factcheck.link.within as within
from factcheck.link.what import is_change
from factcheck.measure import intervals, periods
from factcheck.model import Article, Claim, Fact, Mention
from factcheck.reference import words

# The day something was said is not the period it is of: "said on Monday that revenue in 2024 was".
TOLD_ON = re.compile(
    r"\b(?:said|says|told|reported|announced|published|released|disclosed|statement|filing)\s(?:\w+\s)?(?:on\s)?$"
)
TELLS = re.compile(r"\s(?:announced|reported|released|posted|disclosed|published|said)\b")
SINCE = re.compile(
    r"\b(?:best|worst|highest|lowest|biggest|largest|fastest|slowest|strongest|weakest)\b[^,;.]*\bsince\s$"
)
THAN = re.compile(r"\b(?:than|ahead of|behind|above|below)\b")
BASE = re.compile(
    r"\b(?:from|compared|versus|vs|against|relative to)\b|\bon the (?:quarter|month|week)\b"
    r"|\b(?:the|a) (?:quarter|month|week) (?:before|earlier|ago)\b",
    re.IGNORECASE,
)
EARLIER = frozenset(words.stems("year years quarter month week earlier ago previous previously before last prior then"))
KINDS = {"money": "money", "percent": "percent", "quantity": "count", "number": "count"}
# "a fare of 58 euros, 4% more than in 2023", "£655m, against a reported £601m"
APPOSED = re.compile(
    r",\s*(?:(?:which|that)\s(?:is|was)\s)?(?:(?:up|down|or|about|some|nearly|almost|over|roughly)\s)*$"
)
MOVING = ("change", "ratio", "difference", "compare")  # kinds in which the verb of movement is what is claimed


def told_already(ledger: Sequence[Mention], claim: Claim, facts: Sequence[Fact]) -> bool:
    """Whether another date of the sentence is the one on file: "was founded in 1987 and listed in 1999"."""
    days = [m for m in within.inside(ledger, claim.sentence_start, claim.sentence_end) if m.id != claim.main.id]
    allowed = [intervals.allowed(m)[0] for m in days if m.kind in ("date", "daterange")]
    known = [intervals.of_fact(fact) for fact in facts]
    return any(intervals.overlaps(a, b) for a in allowed if a != intervals.UNKNOWN for b in known)


def told_from_another(article: Article, claim: Claim, ledger: Sequence[Mention]) -> bool:
    """Whether a change is told from something that is no earlier time: "40,000 fewer than it produced"."""
    if claim.claim_kind not in ("change", "difference"):
        return False
    than = THAN.search(article.text, claim.main.end, claim.text_end)
    if than is None:
        return False
    after = article.text[than.end() : min(claim.text_end, than.end() + 30)]
    near = within.beginning(ledger, than.end(), than.end() + 12)
    dated = any(m.kind in ("date", "daterange") for m in near)
    return not dated and not (set(words.stems(after)[:4]) & EARLIER)


def from_elsewhere(article: Article, claim: Claim) -> bool:
    """Whether a change is told from a time that was not understood: "grew 0.5% in the last quarter FROM THE THIRD"."""
    return claim.relative_to is None and bool(BASE.search(article.text, claim.main.end, claim.text_end))


def of_other_number(article: Article, claim: Claim, ledger: Sequence[Mention], facts: Sequence[Fact]) -> bool:
    """Whether a change is of the number right before it, which these facts can't be: "58 euros in 2024, 4% more"."""
    if claim.claim_kind not in ("change", "difference"):
        return False
    earlier = [m for m in within.inside(ledger, claim.sentence_start, claim.main.start) if m.end <= claim.main.start]
    dates_ = [m for m in earlier if m.kind in ("date", "daterange")]
    numbers = [m for m in earlier if m not in dates_ and not m.ignored]
    if not numbers:
        return False
    at = max([numbers[-1].end, *(m.end for m in dates_)])
    kind = KINDS.get(numbers[-1].kind, "other")
    return bool(APPOSED.fullmatch(article.text, at, claim.main.start)) and kind != told_in(facts[0])


def told_in(fact: Fact) -> str:
    """In what a fact is told: percent, money or a count."""
    if fact.unit in ("percent", "ratio", "percentage_point"):
        return "percent"
    return "money" if len(fact.unit) == 3 and fact.unit.isupper() else "count"


def later_date(ledger: Sequence[Mention], claim: Claim) -> bool:
    """Whether the clause of a change tells a later period than the claim's: "up 12% on 2023's $4bn in 2024"."""
    end = claim.period.end if claim.period else None
    if claim.claim_kind not in MOVING or end is None:
        return False
    inside = within.inside(ledger, claim.text_start, claim.text_end)
    return any(m.iso_start is not None and m.iso_start > end for m in inside)


def periods_to_spare(article: Article, ledger: Sequence[Mention], claim: Claim, facts: Sequence[Fact]) -> bool:
    """Whether the clause has more periods than numbers: "revenue of $8.1 billion over 2023 and 2024" is of both."""
    inside = within.inside(ledger, claim.text_start, claim.text_end)
    dates_ = [m for m in inside if m.kind in ("date", "daterange")]
    dated = (m for m in dates_ if not _of_telling(article.text, m))
    dates = {m.period for m in dated} - _bases(claim, facts)
    return len(dates) > max(1, sum(m.kind not in ("date", "daterange", "duration") for m in inside))


def _of_telling(text: str, mention: Mention) -> bool:
    """Whether a date is that of the telling: "said on Monday", "today announced"."""
    before, after = text[max(0, mention.start - 24) : mention.start], text[mention.end : mention.end + 24]
    compared = SINCE.search(text[max(0, mention.start - 60) : mention.start])  # "its best result since 2019"
    return bool(compared or TOLD_ON.search(before) or TELLS.match(after))


def _bases(claim: Claim, facts: Sequence[Fact]) -> set[str | None]:
    """Periods a movement is told from: "rose 12% in 2024 from a year earlier" is of one period all the same.

    A change on file is over a year: "prices rose 0.2% in February from January" is not inflation of 0.2%.
    """
    if claim.claim_kind not in MOVING or claim.period is None or claim.period.start is None:
        return set()
    year = periods.year_before(claim.period).label
    if any(is_change(fact) for fact in facts):
        return {year}
    return {year, claim.relative_to, periods.prior(claim.period).label} - {None}
