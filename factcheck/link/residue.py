"""Claim, Fact -> words of the clause that neither the fact nor plain language explains.

"Acme's cloud revenue was $1.2 billion" is true beside a total of 4.2: "cloud" is left over. The program accuses only
where it understood every word round the number, so that what it can't read keeps it silent.
"""

from __future__ import annotations

import re
from calendar import day_abbr, day_name, month_abbr, month_name
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

import factcheck.link.others as others
from factcheck.link.told import MOVING, told_in
from factcheck.link.what import cut, mirrored_by, moves, told_deed
from factcheck.model import Article, Claim, Fact, Mention
from factcheck.reference import Metric, Reference, words
from factcheck.reference.entities import everyday_names
from factcheck.vocabulary import rows

EXPLAINED_VERBS = ("be", "have", "reach", "report", "say")
WORD = re.compile(r"[^\W\d_]+(?:['’]t)?")
CALENDAR = frozenset([*month_name, *month_abbr, *day_name, *day_abbr, "Q", "FY", "H"]) - {""}
OWNER = re.compile(r"\s+(?:the\s+)?[A-Z][\w.&-]*(?:\s[A-Z][\w.&-]*){0,3}['’]s?\s|\s+(?:that|those) of\s")
SPENT = frozenset(words.stems("expense spending expenditure cost costs outlay capex investment"))
SPENDING = frozenset(words.stems(
    "spend spent spends spending invest invested plow plowed plough ploughed pour poured sink sank"
))
# What is done with things and not how many there are: "closed 120 stores" says nothing of the stores it has.
DEEDS = frozenset(words.stems(
    "close closed closes finish finished take took taken make made bring brought deliver delivered produce produced "
    "generate generated book booked pay paid earn earned see saw lose lost gain gained add added average averaged"
))  # fmt: skip
PARTS = frozenset(words.stems("contribute contributed account accounted constitute comprise represent represented"))
AVERAGES = frozenset(words.stems("average mean median typical"))
NARROWER = re.compile(
    r"\b(current(?=\s(?:remaining|liabilit|asset|debt|borrowing|obligation))|(?:full|part)[-\s]time|paying|paid|premium|active|gross|temporary|permanent|minority|majority)\s+([a-z]+)",
    re.IGNORECASE,
)
OUTPUT = frozenset(words.stems("GDP gross domestic product national output economic"))
PART = re.compile(r"[,;:](?=\s)|\b(?:and|while|but|compared|against)\b")
AS_REPORTED = re.compile(r"\b(?:an?|the|its)\s(?:as-)?(?:reported|statutory|unadjusted|GAAP|IFRS)\s$")
WORTH = re.compile(r"(?<!goods )(?<!shares )(?<!stock )\b(?:worth|valued at)\s(?:\w+\s){0,2}$")
WORTH_OF = re.compile(r"\b(?:value|valuation|worth|capitali[sz]ation|price)\b", re.IGNORECASE)
CHANGE_WORDS = frozenset(words.stems("growth change increase rise"))


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
    """The stems of the verbs of some classes, or of all."""
    of_class = [row for row in rows("verbs") if row["class"] in classes or not classes]
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
    sequence, phrases = tuple(words.stem(m[0]) for m in tokens), _phrases(fact, reference)
    for at in range(len(sequence)):
        for size, known in phrases.items():
            if sequence[at : at + size] in known:
                return text[tokens[at + size - 1].end() :]
    return text[tokens[0].end() :] if tokens else ""


def moved_by(article: Article, claim: Claim, fact: Fact) -> bool:
    """Whether the number tells a movement and no level: "gained 500 subscribers", "raised its target by $100m"."""
    if cut(claim, fact):
        return False  # "cut 700 jobs" is what "job cuts" on file tells
    before = words.stems(article.text[claim.text_start : claim.main.start])[-3:]
    plain = [w for w in before if w not in ("a", "an", "the", "some", "about", "another", "nearly", "almost")]
    return bool(plain) and (plain[-1] in _verbs("change") or plain[-1] == "by")


def narrowing(
    article: Article, claim: Claim, facts: Sequence[Fact], who: Iterable[str], reference: Reference
) -> tuple[str, ...]:
    """Words of the claim's own metric phrase that the facts do not have: "cloud" of "cloud revenue"."""
    clause = words.stems(article.text[claim.text_start : claim.text_end])
    known = _plain("move", "reach") | _names(claim, facts, tuple(who))  # no verbs: "registered unemployment"
    known -= _common_nouns(claim.metric or "", claim, facts, tuple(who))
    known |= _stems(tuple(fact.metric for fact in facts))  # "bought back its own SHARES": share repurchases
    known |= {"per"} if claim.main.per else set()
    if claim.claim_type != "actual":
        known |= _verbs("plan", "forecast", "change") | _plan_nouns()
    if claim.claim_kind == "change" and facts[0].metric in moves(claim, reference, (_grown(facts[0]),)):
        return ()
    if any(SPENT & set(words.stems(fact.metric)) for fact in facts):
        known |= SPENDING
    known |= _of_output(facts, reference)
    if claim.claim_kind == "ratio":
        known |= {"shar"}  # "cloud share of revenue"
    if claim.metric and len(claim.metric.split()) == 1 and words.stem(claim.metric) in _verbs():
        return ()  # "spent", "bought": the verb stands where a phrase would
    named = set(clause) - set(
        _without_metric(clause, facts, reference)
    )  # "market" where the clause says "market value"
    own = _without_metric(words.stems(claim.metric or ""), facts, reference)
    return tuple(w for w in own if w not in known and w not in named)


def unexplained(
    article: Article,
    claim: Claim,
    ledger: Sequence[Mention],
    facts: Sequence[Fact],
    who: Iterable[str],
    reference: Reference,
) -> tuple[str, ...]:
    """Stems of the clause outside numbers, dates and names that nothing explains, in text order."""
    if narrower := _narrower(article, claim, facts, reference):
        return narrower
    known = _known(claim, facts, tuple(who)) | _of_output(facts, reference)
    known -= _common_nouns(article.text[claim.text_start : claim.text_end], claim, facts, tuple(who))
    known |= {"per"} if claim.main.per else set()
    if all(fact.per is None and told_in(fact) != "percent" for fact in facts):
        known -= AVERAGES  # "revenue averaged $2bn a quarter", "the average store had sales of"
    info = reference.metric_info(facts[0].metric)
    if claim.main.kind in ("quantity", "number") and claim.claim_kind == "level" and info and _is_stock(info):
        known -= DEEDS
    known |= _stems((claim.metric,)) & _stems(tuple(fact.metric for fact in facts))  # "bought back its own SHARES"
    if claim.claim_kind == "ratio":
        known |= PARTS
    if deed := told_deed(article, claim):  # "produced 2.3 million tonnes of CRUDE STEEL"
        full = words.stems(f"{claim.metric} {deed}")
        known |= frozenset(full) if any(words.stems(fact.metric) == full for fact in facts) else frozenset()
    known |= _deeds(article, claim, facts, reference) | others.of_qualifiers(article, claim, facts)
    known |= others.of_lists(article, claim, ledger)
    if claim.claim_kind == "change" and facts[0].metric in moves(claim, reference, (_grown(facts[0]),)):
        known |= _stems((claim.metric, _grown(facts[0])))  # "revenue fell 4%" says all of "revenue growth"
    known = known | _quoted(facts)
    stretches = others.own_words(article, claim, ledger, reference, known)
    left = [w for stretch in stretches for w in _without_metric(words.stems(stretch), facts, reference)]
    return tuple(w for w in left if w not in known)


def _grown(fact: Fact) -> str:
    """What a fact of a movement is the movement of: "premiums" of "premiums growth"."""
    return fact.metric.rpartition(" ")[0]


def _deeds(article: Article, claim: Claim, facts: Sequence[Fact], reference: Reference) -> frozenset[str]:
    """Verbs of a metric's other names: "carried" of "passengers carried", "bought" of "bought for".

    A deed done to somebody is that of the fact only where it is done to all of it: not "bought a third of Bolt for".
    """
    named = (phrase for fact in facts for sized in _phrases(fact, reference).values() for phrase in sized)
    found = frozenset(stem for phrase in named for stem in phrase) & _verbs()
    if found and any(fact.counterparty for fact in facts):
        clause, other = article.text[claim.text_start : claim.main.start], claim.counterparty or ""
        before = clause[: clause.find(other)].split()[-1:] if other in clause else []
        return found & _stems((*before,))
    return found


def _quoted(facts: Sequence[Fact]) -> frozenset[str]:
    """Words with which the source itself tells the facts: "carried" in "carried 9.4 million passengers".

    Only of the part of its sentence that names the metric, and only where every fact has a sentence.
    """
    found: list[frozenset[str]] = []
    for fact in facts:
        parts = [frozenset(words.stems(part)) for part in PART.split(fact.source_quote or "")]
        metric = frozenset(words.stems(fact.metric)) - CHANGE_WORDS
        found.append(frozenset(w for part in parts if metric and metric <= part for w in part))
    return frozenset.intersection(*found) if found else frozenset()


def _narrower(article: Article, claim: Claim, facts: Sequence[Fact], reference: Reference) -> tuple[str, ...]:
    """A word that makes less of the metric right before its name: "full-time employees", "paying subscribers"."""
    named = {
        stem for fact in facts for sized in _phrases(fact, reference).values() for phrase in sized for stem in phrase
    }
    own = {stem for fact in facts for stem in words.stems(fact.metric)}
    found = NARROWER.finditer(article.text, claim.text_start, claim.text_end)
    return tuple(m[1] for m in found if words.stem(m[2]) in named and not set(words.stems(m[1])) <= own)


def as_reported(article: Article, claim: Claim) -> bool:
    """Whether a number is set apart from an adjusted one before it: "adjusted £655m, against a reported £601m"."""
    before = article.text[max(claim.sentence_start, claim.main.start - 24) : claim.main.start]
    return any(key == "basis" for key, _ in claim.qualifiers) and bool(AS_REPORTED.search(before))


def of_another(article: Article, claim: Claim) -> bool:
    """Whether a multiple is of somebody else's number: "more than double Globex's $2.2 billion"."""
    after = article.text[claim.main.end : claim.text_end]
    return claim.main.kind == "ratio" and bool(OWNER.match(after))


def of_worth(article: Article, claim: Claim, facts: Sequence[Fact]) -> bool:
    """Whether an amount is what something is worth and not what is on file of it: "the investment is now worth"."""
    before = article.text[claim.text_start : claim.main.start]
    return bool(WORTH.search(before)) and not any(WORTH_OF.search(fact.metric) for fact in facts)


def _of_output(facts: Sequence[Fact], reference: Reference) -> frozenset[str]:
    """A deficit or debt in percent is a share of the economy: "2.2% of GDP"."""
    infos = [reference.metric_info(fact.metric) for fact in facts if fact.unit == "percent"]
    return OUTPUT if any(info and info.unit_kind == "money" for info in infos) else frozenset()


def _is_stock(info: Metric) -> bool:
    return info.flow_or_stock == "stock"


def _names(claim: Claim, facts: Sequence[Fact], who: tuple[str, ...]) -> frozenset[str]:
    speaker = claim.attribution.speaker if claim.attribution else None
    other = claim.counterparty if any(fact.counterparty for fact in facts) else None  # "deposits of $31bn in SCOTLAND"
    names = [claim.subject, other, speaker, claim.main.unit, claim.main.per, *who]
    for fact in facts:
        members = [word for pair in fact.qualifiers for word in pair]  # "its cloud SEGMENT": segment=cloud
        names += [fact.entity, fact.counterparty, fact.unit, *members]
    return _stems(tuple(dict.fromkeys(names)))


def _common_nouns(text: str, claim: Claim, facts: Sequence[Fact], who: tuple[str, ...]) -> frozenset[str]:
    """Words of a name that the clause has as words of their own: "Acme Stores' sales per STORE" are not its sales."""
    names = [name for fact in facts for name in (fact.entity, fact.counterparty) if name]
    named = {words.stem(m[0]) for name in (*names, *who) for m in WORD.finditer(name) if m[0][0].isupper()}
    measured = _stems((claim.main.unit, *(n for fact in facts for n in (fact.metric, fact.unit))))
    small = {words.stem(m[0]) for m in WORD.finditer(text) if m[0][0].islower()}
    return frozenset(named & small) - measured - _plain()


def _known(claim: Claim, facts: Sequence[Fact], who: tuple[str, ...]) -> frozenset[str]:
    of_country = any(everyday_names(fact.entity) for fact in facts)  # "German carmakers' exports" are not Germany's
    known = _plain(*(("company",) if of_country else ())) | _verbs(*EXPLAINED_VERBS) | _names(claim, facts, who)
    if any(SPENT & set(words.stems(fact.metric)) for fact in facts):
        known |= SPENDING  # "spent $380m on research" says all of "research expense"
    if claim.claim_kind in MOVING:
        known |= _verbs("change")
    if claim.claim_type != "actual":
        known |= _verbs("plan", "forecast", "change") | _plan_nouns()
    return known


@lru_cache(maxsize=4096)
def _stems(texts: tuple[str | None, ...]) -> frozenset[str]:
    return frozenset(stem for text in texts if text for stem in words.stems(text))


def _without_metric(sequence: Sequence[str], facts: Sequence[Fact], reference: Reference) -> list[str]:
    """The words less every whole name of a metric: "profit before tax" is not explained by "profit" and "tax"."""
    known = {phrase for fact in facts for sized in _phrases(fact, reference).values() for phrase in sized}
    lengths = sorted({len(phrase) for phrase in known}, reverse=True)
    left, at = list[str](), 0
    while at < len(sequence):
        size = next((n for n in lengths if tuple(sequence[at : at + n]) in known), 0)
        if not size:
            left.append(sequence[at])
        at += size or 1
    return left


def _phrases(fact: Fact, reference: Reference) -> dict[int, frozenset[tuple[str, ...]]]:
    """A fact's metric by every name it counts as, as stems by their length, longest first."""
    return _named(fact.metric, fact.concept, reference)


@lru_cache(maxsize=4096)
def _named(metric: str, concept: str | None, reference: Reference) -> dict[int, frozenset[tuple[str, ...]]]:
    known = set[tuple[str, ...]]()
    names = (metric, *reference.metrics.names_of_pair(metric, concept))
    for name in (*names, *mirrored_by(names)):
        info = reference.metric_info(name)
        known |= {words.stems(alias) for alias in (name, *(info.aliases if info else ()))}
    return {n: frozenset(k for k in known if len(k) == n) for n in sorted({len(k) for k in known}, reverse=True)}
