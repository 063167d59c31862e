"""Claims -> Linked: what the headline, the first lines or an appended summary say otherwise than the body.

The same subject, metric, unit and period with another number, or the other direction, is a question for the author and
never an accusation: the text cannot tell which of the two is right.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Hashable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from factcheck.link.internal.pairs import words
from factcheck.measure import intervals
from factcheck.model import Article, Claim, Linked
from factcheck.reference.words import stems

HEAD = 2  # paragraphs: the headline and what follows it
ENDED = re.compile(r"[.!?:…][\"”’')\]]*\s*$")
FEWEST = 4  # paragraphs of a text that has a body
BULLET = re.compile(r"\s{0,3}[-–•*·▪]\s")
CLOSE = Decimal("0.5")  # "$4.84bn" and "$4.48bn" are one figure told twice; "$4.48bn" and "$1.2bn" are two figures
# Another amount, another day's word: "an additional 133,741 shares", "a revised 471.5m", "29 cents vs 10 cents".
APART = re.compile(rf"(?<!\w)(?:{words('apart')})(?!\w)", re.IGNORECASE)
MOST = 50  # claims of one thing: a text with more is a table of it; comparing each with each would take hours
LIKE = ("level", "change", "ratio", "difference")


Told = Mapping[str, Sequence[Claim]]


def told(claims: Sequence[Claim]) -> Told:
    """By the id of each claim of a text that is told more than once: all that are of the same thing."""
    found: dict[Hashable, list[Claim]] = {}
    for claim in claims:
        if claim.claim_kind in LIKE and claim.subject and claim.metric and claim.claim_type == "actual":
            found.setdefault(_key(claim), []).append(claim)
    return {claim.id: same for same in found.values() if 1 < len(same) <= MOST for claim in same}


def repeated(article: Article, claim: Claim, claims: Told) -> Linked | None:
    """A question where this number stands in a summary and the body says another (or the other way round)."""
    kin = claims.get(claim.id)
    if kin is None:
        return None
    inside = _summary(article.text, claim.sentence_start)
    if inside is None or APART.search(article.text, claim.sentence_start, claim.sentence_end):
        return None
    same = [c for c in kin if c.id != claim.id]
    places = [c.sentence_start for c in (claim, *same)]
    if len(set(places)) < len(places):
        return None  # "to 162.2 in March from 142.0 in February": a story of several figures, not one told twice
    others = [c for c in same if _summary(article.text, c.sentence_start) == (not inside)]
    others = [c for c in others if not APART.search(article.text, c.sentence_start, c.sentence_end)]
    if not others or any(_agree(claim, c) for c in same):
        return None
    rivals = [c for c in others if _period(c) == _period(claim)]
    if not rivals and (not inside or _period(claim) is not None):
        return None  # only a headline leaves its period to the body
    if len(rivals or others) != 1:
        return None
    other = (rivals or others)[0]
    if not _near(claim, other):
        return None
    where = ("summary", "body") if inside else ("body", "summary")
    step = f"The {where[0]} says “{_clause(article, claim)}”, the {where[1]} “{_clause(article, other)}”."
    ask = f"“{claim.main.surface}” or “{other.main.surface}”: which is right?"
    return Linked(claim, reason="internal-inconsistency", steps=(step,), question=ask)


def _key(claim: Claim) -> Hashable:
    """What two claims must share to be of one thing; the period apart."""
    main = claim.main
    return (
        stems(claim.subject or ""), stems(claim.metric or ""), stems(claim.counterparty or ""), claim.claim_kind,
        main.kind, main.unit, main.per, claim.qualifiers, claim.claim_type, claim.relative_to,
    )  # fmt: skip


def _period(claim: Claim) -> str | None:
    return claim.period.label if claim.period else None


def _agree(a: Claim, b: Claim) -> bool:
    ways = {a.direction, b.direction}
    if {"up", "down"} <= ways:
        return False
    return intervals.overlaps(intervals.allowed(a.main)[1], intervals.allowed(b.main)[1])


def _near(a: Claim, b: Claim) -> bool:
    """Whether two numbers may be one figure told in two ways, and not two figures of a longer story."""
    x, y = a.main.value, b.main.value
    if not isinstance(x, Decimal) or not isinstance(y, Decimal) or a.main.modifier or b.main.modifier:
        return False
    if _period(a) is not None and _period(a) == _period(b):
        return True
    return abs(x - y) <= CLOSE * max(abs(x), abs(y))


def _clause(article: Article, claim: Claim) -> str:
    text = " ".join(article.text[claim.text_start : claim.text_end].split())
    return text if len(text) <= 140 else text[:139] + "…"


def _summary(text: str, offset: int) -> bool | None:
    """Whether an offset lies in a summary: the head of the text, or bullets; None where the text has no body."""
    starts = _paragraphs(text)
    if len(starts) < FEWEST:
        return None
    if offset < starts[HEAD]:
        return True
    line = starts[max(0, bisect_right(starts, offset) - 1)]
    return BULLET.match(text, line) is not None


@lru_cache(maxsize=8)
def _paragraphs(text: str) -> tuple[int, ...]:
    """Where paragraphs start: at every line, or after blank lines where most lines break inside a sentence."""
    lines = list(re.finditer(r"^(?=.*\S).*$", text, re.MULTILINE))
    wrapped = sum(not ENDED.search(m.group()) for m in lines) > len(lines) / 2
    if not wrapped:
        return tuple(m.start() for m in lines)
    return tuple(m.start() for m in lines if m.start() == 0 or text.startswith("\n\n", m.start() - 2))
