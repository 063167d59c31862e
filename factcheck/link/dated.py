"""Claim, Fact -> whether a date may be told of something less, or later, than the event on file.

"Orbit Two was launched in Japan in May 2024" and "a beta of Orbit Two was released in 2022" are true beside a launch in
April 2023: the edition, the version and the place are what the sentence adds to the event.
"""

from __future__ import annotations

import re
from calendar import day_abbr, day_name, month_abbr, month_name
from collections.abc import Iterable, Sequence
from functools import cache

import factcheck.link.within as within
from factcheck.model import Article, Claim, Fact, Mention
from factcheck.reference import Reference, words
from factcheck.vocabulary import rows

# "a beta of Orbit Two", "a cheaper Orbit Two", "the second Orbit Two"
LESS_BEFORE = re.compile(
    r"\b(?:of|for|to)\s+(?:the\s+)?$|\ban?\s+(?:[\w-]+\s+){1,3}$"
    r"|\b(?:new|newest|next|latest|second|third|fourth|updated|improved|redesigned|smaller|larger|\w+-generation)\s+$",
    re.IGNORECASE,
)
EDITION = re.compile(r"\s+(?P<name>[A-Z][\w+-]*|\d[\w.]*)(?=\s)")  # "Orbit Two Pro", "Orbit Two 3.0"
OWNED = re.compile(r"['’]s?\s+(?P<what>(?:[a-z][\w'’-]*\s+){1,4}?)(?:was|were|is|are|has|had|will|went|came|on|in)\b")
WHOSE = re.compile(r",?\s+whose\b")
WITH_IT = re.compile(r"\s+(?P<what>[a-z][\w-]*)\s+(?:was|were|is|are|will|has|had)\b")  # "the Orbit foundation was"
ADVERBS = frozenset("itself themselves also first which that who and then only later finally".split())
WHEN = re.compile(r"\bwhen\s+(?:[a-z’']+\s+){0,4}$")  # "the highest since 2018, when it was $8.9 billion"
TO_WHOM = re.compile(
    r"\b(?:for|in|on|at|to|with|across|outside|through)\s+(?:(?:an?|the|its|their|all|other)\s+)?"
    r"(?!(?:an?|the)\b)(?P<word>[^\W\d_]+)"
)
TIMES = frozenset(words.stems(
    "day week month quarter year season spring summer autumn fall winter decade century market time early late mid "
    "beginning middle end start first second third fourth sale fiscal"
))  # fmt: skip
OWNER = ("'s", "’s")


def narrower(article: Article, claim: Claim, facts: Iterable[Fact], reference: Reference) -> bool:
    """Whether the clause of a date names a part, an edition or a place of what the facts are about."""
    return any(_narrower(article, claim, fact, reference) for fact in facts)


def then(article: Article, claim: Claim, ledger: Sequence[Mention]) -> bool:
    """Whether a number is of the time right before "when", and the claim of another: "since 2018, when it was $8bn"."""
    when = WHEN.search(article.text[max(claim.sentence_start, claim.main.start - 50) : claim.main.start])
    if when is None or claim.period is None:
        return False
    at = claim.main.start - (when.end() - when.start())
    days = [m for m in within.inside(ledger, claim.sentence_start, at) if m.kind in ("date", "daterange")]
    return bool(days) and days[-1].period != claim.period.label


def _narrower(article: Article, claim: Claim, fact: Fact, reference: Reference) -> bool:
    clause, date_at = article.text[claim.text_start : claim.text_end], claim.main.start - claim.text_start
    at = max((clause.rfind(name, 0, date_at) for name in {fact.entity, claim.subject or fact.entity}), default=-1)
    if at < 0:
        return False
    name = next(n for n in (fact.entity, claim.subject or "") if n and clause.startswith(n, at))
    before, after = clause[:at], clause[at + len(name) : date_at]
    metric = _metric(fact, reference)
    if LESS_BEFORE.search(before) and not set(words.stems(before)[-3:]) & metric:
        return True
    edition = EDITION.match(after)
    if edition and words.stem(edition["name"]) not in _legal() | metric:
        return True
    beside_it = WITH_IT.match(after)
    if beside_it and not beside_it["what"].endswith("ly") and beside_it["what"] not in ADVERBS:
        return True
    owned = OWNED.match(after) or WHOSE.match(after)
    if owned and (owned.re is WHOSE or not set(words.stems(owned["what"])) & metric):
        return True
    own = metric | frozenset(words.stems(f"{fact.entity} {fact.counterparty or ''}")) | TIMES | _calendar()
    event = bool(set(words.stems(after)) & metric) and not after.startswith(OWNER)
    beside = f"{after} # {clause[date_at + len(claim.main.surface) :]}"
    return event and any(words.stem(m["word"]) not in own for m in TO_WHOM.finditer(beside))


def _metric(fact: Fact, reference: Reference) -> frozenset[str]:
    info = reference.metric_info(fact.metric)
    names = (fact.metric, *(info.aliases if info else ()))
    return frozenset(stem for name in names for stem in words.stems(name))


@cache
def _calendar() -> frozenset[str]:
    """Stems of the months and days: "on a Tuesday in March" names no place."""
    return frozenset(words.stems(" ".join([*month_name, *month_abbr, *day_name, *day_abbr])))


@cache
def _legal() -> frozenset[str]:
    return frozenset(words.stem(row["word"]) for row in rows("name_words") if row["kind"] == "suffix")
