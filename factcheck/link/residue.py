"""Claim, Fact -> words of the clause that neither the fact nor plain language explains.

"Acme's cloud revenue was $1.2 billion" is true beside a total of 4.2: "cloud" is left over. The program accuses only
where it understood every word round the number, so that what it can't read keeps it silent.
"""

from __future__ import annotations

import re
from calendar import day_abbr, day_name, month_abbr, month_name
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

import factcheck.link.within as within
from factcheck.link.what import moves
from factcheck.model import Article, Claim, Fact, Mention
from factcheck.reference import Reference, words
from factcheck.vocabulary import rows

EXPLAINED_VERBS = ("be", "have", "reach", "report", "say")
WORD = re.compile(r"[^\W\d_]+(?:['’]t)?")
CALENDAR = frozenset([*month_name, *month_abbr, *day_name, *day_abbr, "Q", "FY", "H"]) - {""}
OWNER = re.compile(r"\s+(?:the\s+)?[A-Z][\w.&-]*(?:\s[A-Z][\w.&-]*){0,3}['’]s?\s|\s+(?:that|those) of\s")
MOVING = ("change", "ratio", "difference", "compare")  # kinds in which the verb of movement is what is claimed


@cache
def _unasserted(*families: str) -> frozenset[str]:
    of_family = [row["words"] for row in rows("unasserted") if row["family"] in families]
    return frozenset(word for words_ in of_family for word in words_.split("|"))


@cache
def _plain(*but: str) -> frozenset[str]:
    kept = [row["words"] for row in rows("plain_words") if row["family"] not in but]
    return frozenset(stem for listed in kept for word in listed.split("|") for stem in words.stems(word))


@cache
def _verbs(*classes: str) -> frozenset[str]:
    of_class = [row for row in rows("verbs") if row["class"] in classes]
    forms = (row[form] for row in of_class for form in ("lemma", "past", "participle") if row[form])
    return frozenset(stem for form in forms for stem in words.stems(form))


@cache
def _plan_nouns() -> frozenset[str]:
    return frozenset(s for row in rows("nouns") if row["class"] == "plan" for s in words.stems(row["word"]))


def asserted(article: Article, claim: Claim) -> bool:
    """Whether the clause says its number and does not deny, ask or suppose it: "has not invested", "if it paid"."""
    text, end = article.text, claim.main.start  # "a $5bn bet on growth, not on thrift" denies no number
    clause = {token.lower() for token in WORD.findall(text[claim.text_start : end])}
    opening = {token.lower() for token in WORD.findall(text[claim.sentence_start : end])}
    asked = text[claim.text_start : claim.sentence_end].rstrip().endswith("?")
    return not (asked or clause & _unasserted("denial", "contraction") or opening & _unasserted("supposition"))


def other_party(article: Article, claim: Claim, fact: Fact, reference: Reference) -> bool:
    """Whether what the fact is about is said of somebody else: "its contract with the ARMY ends in 2027"."""
    text = article.text[claim.text_start : claim.text_end]
    own = _stems((claim.subject, claim.counterparty, fact.entity, fact.counterparty))
    if fact.counterparty and set(words.stems(fact.counterparty)) <= set(words.stems(text)):
        return False
    after = _after_metric(text, fact, reference)
    return any(m[0][0].isupper() and words.stem(m[0]) not in own for m in WORD.finditer(after) if m[0] not in CALENDAR)


def _after_metric(text: str, fact: Fact, reference: Reference) -> str:
    """The text from the metric's name on, or all but its first word where no name of the metric is found."""
    tokens = list(WORD.finditer(text))
    sequence, phrases = tuple(words.stem(m[0]) for m in tokens), _phrases(fact.metric, reference)
    for at in range(len(sequence)):
        for size, known in phrases.items():
            if sequence[at : at + size] in known:
                return text[tokens[at + size - 1].end() :]
    return text[tokens[0].end() :] if tokens else ""


def moved_by(article: Article, claim: Claim) -> bool:
    """Whether the number tells a movement and no level: "gained 500 subscribers", "raised its target by $100m"."""
    before = words.stems(article.text[claim.text_start : claim.main.start])[-3:]
    plain = [w for w in before if w not in ("a", "an", "the", "some", "about", "another", "nearly", "almost")]
    return bool(plain) and (plain[-1] in _verbs("change") or plain[-1] == "by")


def narrowing(article: Article, claim: Claim, fact: Fact, who: Iterable[str], reference: Reference) -> tuple[str, ...]:
    """Words of the claim's own metric phrase that the fact does not have: "cloud" of "cloud revenue"."""
    clause = words.stems(article.text[claim.text_start : claim.text_end])
    known = _plain("move", "reach") | _names(claim, fact, tuple(who))  # no verbs: "registered unemployment"
    if claim.claim_type != "actual":
        known |= _verbs("plan", "forecast", "change") | _plan_nouns()
    if claim.claim_kind == "change" and fact.metric in moves(claim, reference):
        return ()
    named = set(clause) - set(_without_metric(clause, fact, reference))  # "market" where the clause says "market value"
    own = _without_metric(words.stems(claim.metric or ""), fact, reference)
    return tuple(w for w in own if w not in known and w not in named)


def unexplained(
    article: Article, claim: Claim, ledger: Sequence[Mention], fact: Fact, who: Iterable[str], reference: Reference
) -> tuple[str, ...]:
    """Stems of the clause outside numbers, dates and names that nothing explains, in text order."""
    known = _known(claim, fact, tuple(who))
    if claim.claim_kind == "change" and fact.metric in moves(claim, reference):
        known |= _stems((claim.metric,))  # "revenue fell 4%" says all of "revenue growth"
    left, at = list[str](), claim.text_start
    for mention in (*_inside(ledger, claim), None):
        end = mention.start if mention else claim.text_end
        left += _without_metric(words.stems(article.text[at:end]), fact, reference)
        at = mention.end if mention else end
    return tuple(w for w in left if w not in known)


def of_another(article: Article, claim: Claim) -> bool:
    """Whether a multiple is of somebody else's number: "more than double Globex's $2.2 billion"."""
    after = article.text[claim.main.end : claim.text_end]
    return claim.main.kind == "ratio" and bool(OWNER.match(after))


def later_date(ledger: Sequence[Mention], claim: Claim) -> bool:
    """Whether the clause of a change tells a later period than the claim's: "up 12% on 2023's $4bn in 2024"."""
    end = claim.period.end if claim.period else None
    if claim.claim_kind not in MOVING or end is None:
        return False
    return any(m.iso_start is not None and m.iso_start > end for m in _inside(ledger, claim))


def periods_to_spare(ledger: Sequence[Mention], claim: Claim) -> bool:
    """Whether the clause has more periods than numbers: "revenue of $8.1 billion over 2023 and 2024" is of both."""
    inside = _inside(ledger, claim)
    dates = {m.period for m in inside if m.kind in ("date", "daterange")}
    return len(dates) > max(1, sum(m.kind not in ("date", "daterange", "duration") for m in inside))


def _inside(ledger: Sequence[Mention], claim: Claim) -> list[Mention]:
    return within.inside(ledger, claim.text_start, claim.text_end)


def _names(claim: Claim, fact: Fact, who: tuple[str, ...]) -> frozenset[str]:
    speaker = claim.attribution.speaker if claim.attribution else None
    names = (claim.subject, claim.counterparty, speaker, fact.entity, fact.counterparty, *who)
    return _stems((*names, *(value for _, value in fact.qualifiers), claim.main.unit))


def _known(claim: Claim, fact: Fact, who: tuple[str, ...]) -> frozenset[str]:
    known = _plain() | _verbs(*EXPLAINED_VERBS) | _names(claim, fact, who)
    if claim.claim_kind in MOVING:
        known |= _verbs("change")
    if claim.claim_type != "actual":
        known |= _verbs("plan", "forecast", "change") | _plan_nouns()
    return known


@lru_cache(maxsize=4096)
def _stems(texts: tuple[str | None, ...]) -> frozenset[str]:
    return frozenset(stem for text in texts if text for stem in words.stems(text))


def _without_metric(sequence: Sequence[str], fact: Fact, reference: Reference) -> list[str]:
    """The words less every whole name of the metric: "profit before tax" is not explained by "profit" and "tax"."""
    left, at, phrases = list[str](), 0, _phrases(fact.metric, reference)
    while at < len(sequence):
        size = next((n for n in phrases if tuple(sequence[at : at + n]) in phrases[n]), 0)
        if not size:
            left.append(sequence[at])
        at += size or 1
    return left


@lru_cache(maxsize=4096)
def _phrases(name: str, reference: Reference) -> dict[int, frozenset[tuple[str, ...]]]:
    """A metric's names as stems, by their length, longest first."""
    info = reference.metric_info(name)
    known = {words.stems(alias) for alias in (name, *(info.aliases if info else ()))}
    return {n: frozenset(k for k in known if len(k) == n) for n in sorted({len(k) for k in known}, reverse=True)}
