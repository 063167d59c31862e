"""Claim of a source document -> whose number it is and what it measures, in the document's full words.

A reader of drafts may stop at "premiums" or take "Occupancy" for a name; a row must say "gross written premiums" and
"occupancy", or it would judge other things than it was told of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from factcheck.model import Article, Claim
from factcheck.reference.metrics import Metrics
from factcheck.vocabulary import rows as vocabulary

MOST = 3  # words that may stand before the metric a reader found
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
HEAD = re.compile(
    r"\W*(?:The\s+|Our\s+|Its\s+)?(?P<words>[A-Z][a-z]+(?:-[a-z]+)?(?:\s+(?:of\s+|and\s+)?[a-z]+(?:-[a-z]+)?){0,4}?)\s+"
    r"(?:was|were|is|are|stood|reached|came|comes|totall?ed|amounted|rose|fell|grew|increased|decreased|declined|improved)\b"
)
BEFORE_TAX = re.compile(r"\s+(?P<words>before\s+tax(?:es|ation)?)\b", re.IGNORECASE)
BASE = re.compile(r"\s+(?:on|over|from|than|versus|against|compared\s+(?:with|to))\s+(?:the\s+)?", re.IGNORECASE)
# "An increase of 9%" says how much and not of what.
MOVES = frozenset("increase decrease rise fall gain drop decline growth change improvement reduction".split())
STOPS = frozenset(
    "a an the its their our his her this that these those of in at on for to from by with and or but as than while "
    "first second third fourth quarter half year full-year annual quarterly first-quarter second-quarter third-quarter "
    "fourth-quarter first-half second-half total overall reported group record".split()
)


def measured(article: Article, claim: Claim) -> tuple[str, bool]:
    """The metric in the document's words ("" where nothing says it), and whether the reader took it for a name."""
    head = _head(article, claim)
    if claim.metric is None:
        return head, bool(head)
    if head and claim.metric.casefold() in head.casefold() and (claim.subject or "").casefold() != head.casefold():
        return head, True
    return _whole(article, claim, claim.metric), False


def sibling(claim: Claim, claims: Sequence[Claim]) -> Claim | None:
    """The level of the same sentence that a bare "an increase of 9%" is of: the last one before it."""
    if (claim.metric or "").lower() not in MOVES:
        return None
    before = [c for c in claims if c.sentence_start == claim.sentence_start and c.main.start < claim.main.start]
    return next((c for c in reversed(before) if c.metric and c.claim_kind == "level"), None)


def measured_from(article: Article, claim: Claim, claims: Sequence[Claim]) -> Claim | None:
    """The level that a change "of 9% on the same quarter of 2024" is of: the period told beside it is its base."""
    told = claim.mentions("period")
    if claim.claim_kind != "change" or not told or not BASE.fullmatch(article.text[claim.main.end : told[0].start]):
        return None
    before = [c for c in claims if c.sentence_start == claim.sentence_start and c.main.start < claim.main.start]
    levels = [c for c in before if c.claim_kind == "level" and c.metric == claim.metric and c.period_stated]
    return levels[-1] if levels and levels[-1].period != claim.period else None


def _head(article: Article, claim: Claim) -> str:
    """“Occupancy” of "Occupancy was 71%", where the reader took its first word for the name of somebody."""
    subject = (claim.subject or "").strip()
    text = article.text[claim.sentence_start : claim.main.start]
    m = HEAD.match(text)
    if m is None or not subject or not text.lstrip().startswith(subject) or not m["words"].startswith(subject):
        return ""
    own = (article.entity or "").casefold()
    if own and (subject.casefold() in own or own in subject.casefold()):
        return ""
    return m["words"][:1].lower() + m["words"][1:]


def _whole(article: Article, claim: Claim, metric: str) -> str:
    """The metric with the words before it that make it another thing, and "before tax" behind it."""
    text = article.text[claim.sentence_start : claim.main.start]
    at = text.casefold().rfind(metric.casefold())
    if at < 0:
        return metric
    if tax := BEFORE_TAX.match(text, at + len(metric)):
        return f"{metric} {tax['words'].lower()}"
    if Metrics().exact(metric):
        return metric
    before: list[str] = []
    for word in reversed(WORD.findall(text[:at])[-MOST:]):
        if (
            word.lower() in STOPS
            or word.lower() in _verbs()
            or (word[0].isupper() and text.lstrip()[: len(word)] != word)
        ):
            break
        if text.rstrip()[max(0, at - 2) : at].strip(" ") in (",", ";", ":"):
            break
        before.insert(0, word.lower())
    known = (article.entity or "").casefold().split()
    kept = [word for word in before if word not in known]
    return " ".join([*kept, metric]) if len(kept) == len(before) else metric


@cache
def _verbs() -> frozenset[str]:
    """Verbs that may stand before a metric and are no part of its name: "posted", "had"."""
    found: set[str] = {"had", "has", "have", "was", "were", "is", "are", "said", "posted", "reported"}
    for row in vocabulary("verbs"):
        lemma = row["lemma"]
        found |= {lemma, lemma + "s", row["past"] or lemma + "ed", lemma.rstrip("e") + "ed", lemma.rstrip("e") + "ing"}
    return frozenset(found - {"write", "written"})
