"""Claim -> the words of its clause that are about its own number, and not about its neighbours or who says so.

"Revenue was $7.8 billion, with net income of around $960 million" has words for two numbers, and "Acme, which employs
61,500 people, will add a shift" words that no number is about. What stays behind must be explained by the facts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import factcheck.link.within as within
from factcheck.model import WORDED, Article, Claim, Fact, Mention
from factcheck.reference import Reference, words
from factcheck.vocabulary import rows

WORD = re.compile(r"[^\W\d_]+")
# Where the words of the next number may begin: "… in 2024, WITH net income of"
JOINT = re.compile(r"[,;:]\s|\b(?:and|but|while|with|on|had|has|reported|posted|of)\s")
OR = re.compile(r"(?:[,;]\s*)?\bor\s|\(")
BREAK = re.compile(r"[,;)]")
OPENER = re.compile(
    r"\s*(?:In (?:summary|short|sum|brief|fact|addition|all|total)|Overall|Notably|Meanwhile|Separately|However|Indeed"
    r"|Moreover|By contrast|For context|To be sure|All told|Still|So)\b,?\s",
)
QUOTED = re.compile(r",?[\"”’']\s")
SPEAKER = re.compile(
    r"\b(?:(?:finance|financial|executive|operating|chief|managing|vice|officer|director|chairman|chairwoman|chair|president|"
    r"CEO|CFO|boss|head|treasurer)\b[\s,]*)+(?=[\w\s.’'-]{0,40}\b(?:said|says|told|adds?|added|noted?)\b)",
    re.IGNORECASE,
)
# "Acme, WHICH employs 61,500 people, WILL add a shift"
ASIDE = re.compile(r",\s(?:which|who|with|whose|that)\s[^,]*$")
VERB = (
    r"(?:is|was|are|were|has|had|have|will|would|can|could|said|says|plans?|planned|wants?|expects?|hopes?|aims?|"
    r"announced|reported|agreed|needs?|faces?|began|plans|reports?|remains?)\s"
)
GOES_ON = re.compile(rf"[^,;]*?,\s{VERB}")
ALSO = re.compile(rf",?\sand\s(?:(?:now|also|then|still|it)\s)?{VERB}")
AND = re.compile(r"(?:\b(?:and|while|but)|[;,])\s(?:the\s)?$")
VERSUS = re.compile(r"\s(?:vs|versus|v)\.?\s", re.IGNORECASE)
# "Acme, WHOSE SALES BARELY MOVED, made", "at Acme, A MAKER OF PUMPS, was", "Acme, BASED IN OHIO, had"
INSERTED = re.compile(
    r",\s(?:(?:which|who|whose)\s|(?<=[\w’'],\s)an?\s"
    r"|(?:based|headquartered|incorporated|domiciled|listed|founded)\s(?:in|at)\s(?=[A-Z])|(?:owned|controlled|backed|led|founded)\sby\s)[^,;$€£¥%]{3,80},\s"
)
# "THE CHAIN, Acme Stores, ended the year with": one thing known, and not those a number is of ("wages of builders")
KIND = re.compile(
    r"\b[Tt]he (?:[a-z-]+ ){1,2}"
    r"(?:chain|bank|miner|maker|group|retailer|airline|lender|insurer|drugmaker|carmaker|chipmaker)"
    r"(?=,?\s(?:$|[A-Z]))"
    r"|\b[Tt]he (?:chain|bank|miner|drugmaker|automaker|carrier|brewer|grocer|operator|broker|builder|shipbuilder|"
    r"planemaker|utility|developer|producer|driller|refiner|exchange)\b(?=[,\s])(?!\s+(?:of|for|in|sector|industry))"
)
# "(Scotland: £40m)": a label is all that says of what a number in brackets is
LABEL = re.compile(r"\(\s?(?P<words>[^():]{1,60}):\s?$")
# "IN PERU, Acme produced 5 tonnes in 2024, and its revenue was": a scope in front is that of all the sentence tells
FRONTED = re.compile(
    r"\s*[\"“]?(?:In|At|Across|Within|Outside|Among|For|Throughout|Without|Excluding)\s(?P<words>[^,;.]{2,60}),\s"
)
BEAT = re.compile(
    r"\b(?:beat|beats|beating|topped|topping|missed|missing|met|meeting|above|below|ahead of|in line with)\s"
    r"(?:[\w’'-]+\s){0,3}?(?:forecasts?|estimates?|expectations?|consensus)\b"
)
CUT_TO = re.compile(r"\b(?:cut|cuts|trimmed|slashed|reduced|pared|brought)\b(?=[^,;.]*\bto\s*$)")
CENTRAL_BANK = re.compile(
    r"(?<=['’]s)\scentral bank(?=\s(?:\w+ed|left|cut|kept|held|set|has|had|leaves|cuts|keeps|holds)\b)"
)
LEFT_AT = re.compile(r"\b(?:left|leaves|leaving)\s(?=[^,;.]{0,60}\b(?:at|unchanged)\b)")
YEAR_BEFORE = re.compile(r"\b(?:a|one|the) (?:year|quarter|month) (?:before|previously|prior)(?=\s*(?:[.,;)]|$))")
RESPECTIVELY = re.compile(r"\brespectively\b")
WORDS = frozenset({*WORDED, "standing"})
# What comes behind a number and says why it is so, or how it compares, and not of what it is.
WHY = re.compile(
    r",?\s?\b(?:(?:hurt|hit|helped|boosted|driven|lifted|buoyed|fuelled|fueled|propelled|aided) by"
    r"|thanks to|owing to|amid|despite)\b[^,;]*"
    r"|,\s(?:its|the|their|a)\s(?:best|worst|highest|lowest|biggest|largest|fastest|slowest|strongest|weakest)\b[^,;]*"
    r"|,\s(?:well |far |just )?(?:above|below|beyond|short of|shy of)\s(?:the|its|their|an?)\s[^,;]*"
)
# "BY CONTRAST, Acme made", "RIVAL Acme made"
COMPARED = re.compile(
    r",?\s?\b(?:(?:[Bb]y|[Ii]n) (?:contrast|comparison)|[Ff]or (?:its|their) part|[Mm]eanwhile|[Hh]owever)\b,?"
    r"|\b[Rr]ivals?\s(?=[A-Z])"
)
TICKER = re.compile(r"\s?\([A-Z]\w+\s?:\s?[A-Z.]{1,6}\)|^[A-Z.]{1,6}\)")
PLAIN = (COMPARED, TICKER, YEAR_BEFORE, KIND, SPEAKER, CENTRAL_BANK, LEFT_AT, BEAT, CUT_TO)
COUNTED = ("money", "percent", "quantity", "number", "ratio")


def own_words(
    article: Article, claim: Claim, ledger: Sequence[Mention], reference: Reference, known: frozenset[str]
) -> list[str]:
    """The stretches of the clause between its mentions that must be explained; ``known`` are words that are plain."""
    text, last = article.text, _end(article, claim)
    inside = [m for m in within.inside(ledger, claim.text_start, last) if _printed(m, claim)]
    label = LABEL.search(text, claim.sentence_start, claim.main.start)
    out, at, before = [label["words"]] if label else list[str](), claim.text_start, None
    fronted = FRONTED.match(text, claim.sentence_start, claim.sentence_end)
    if fronted and fronted.end() <= at:
        dated = within.beginning(ledger, claim.sentence_start, fronted.end())
        out.append(fronted["words"] if not dated else "")
    opener = OPENER.match(text, at, last)
    at = max(opener.end() if opener else at, _own_part(text, claim, reference))
    inside = [m for m in inside if m.start >= at]
    inserted = INSERTED.search(text, at, claim.main.start)
    for mention in (*inside, None):
        end = mention.start if mention else last
        stretch = text[at:end]
        if inserted and at <= inserted.start() and inserted.end() <= end:
            stretch = text[at : inserted.start()] + " " + text[inserted.end() : end]
        if _other(mention, claim):
            stretch = _less_lead(stretch, before is None, reference, known)
        if before is not None and _other(before, claim):
            stretch = _less_unit(stretch, before.unit)  # "hotels with 186,000 ROOMS"
            if OR.search(text, max(claim.main.end, before.start - 5), before.start):
                stretch = _less_tail(stretch)
        if at >= claim.main.end:
            stretch = WHY.sub(" ", stretch)
        for plain in PLAIN:
            stretch = plain.sub(" ", stretch)
        out.append(stretch)
        if mention is not None:
            at, before = max(at, mention.end), mention
    return out


def _printed(mention: Mention, claim: Claim) -> bool:
    """Whether a mention is a number or a date; "at its OLDEST MINE" is told in words and tells where."""
    return mention.unit not in WORDS or mention.id == claim.main.id


def _other(mention: Mention | None, claim: Claim) -> bool:
    return mention is not None and mention.id != claim.main.id and mention.kind in COUNTED and not mention.ignored


def _end(article: Article, claim: Claim) -> int:
    """Where the words about the number end: before who said so, and before what the sentence goes on with."""
    text, at, end = article.text, claim.main.end, claim.text_end
    quote = QUOTED.search(text, at, end)
    if quote and _opened(text[claim.sentence_start : claim.main.start]):
        end = quote.start()
    if ASIDE.search(text, claim.text_start, claim.main.start) and GOES_ON.match(text, at, end):
        end = text.index(",", at)
    for further in (ALSO, VERSUS):
        if found := further.search(text, at, end):
            end = found.start()
    return end


def _opened(before: str) -> bool:
    """Whether a quotation has begun and not ended."""
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”")


def _own_part(text: str, claim: Claim, reference: Reference) -> int:
    """Where the part of the clause begins that has its own subject: "Acme earned $1bn in 2024 and BOLT had sales"."""
    start = claim.text_start
    names = reference.names_in(text[start : claim.main.start]) if claim.subject else []
    if len(names) < 2 or names[0][0] > 0:
        return start  # "In Europe, Acme …" is told of both
    first, *further = names
    own = [a for a, b, e in further if e != first[2] and text[start + a : start + b] == claim.subject]
    return start + own[-1] if own and AND.search(text[start : start + own[-1]]) else start


def _less_lead(stretch: str, first: bool, reference: Reference, known: frozenset[str]) -> str:
    """Without the words that name what the next number measures, and nothing else."""
    if either := OR.search(stretch):
        return stretch[: either.start()]
    starts = [m.end() for m in JOINT.finditer(stretch)]
    for start in [0, *starts] if first else starts:
        if _names_a_metric(stretch[start:], reference, known):
            return stretch[:start]
    if first:  # "Corvid's revenue was": its owner stays
        for m in WORD.finditer(stretch):
            if m.start() and _names_a_metric(stretch[m.start() :], reference, known):
                return stretch[: m.start()]
    return stretch


def _less_unit(stretch: str, unit: str | None) -> str:
    first = WORD.search(stretch)
    return stretch[first.end() :] if unit and first and words.stem(first[0]) in words.stems(unit) else stretch


def _less_tail(stretch: str) -> str:
    found = BREAK.search(stretch)
    return stretch[found.start() :] if found else ""


def _names_a_metric(text: str, reference: Reference, known: frozenset[str]) -> bool:
    """Whether some words are a metric's name on file and otherwise plain: "net income of around"."""
    own = {stem for stem in words.stems(text) if stem not in known}
    if not own:
        return False
    for name in reference.metric(text):
        info = reference.metric_info(name)
        for alias in (name, *(info.aliases if info else ())):
            if own <= set(words.stems(alias)):
                return True
    return False


def of_qualifiers(article: Article, claim: Claim, facts: Sequence[Fact]) -> frozenset[str]:
    """The words of qualifiers that the facts have too: "excluding one-off items" says no more than basis=adjusted."""
    clause = article.text[claim.text_start : claim.text_end].lower()
    shared = [pair for pair in claim.qualifiers if all(_has(fact, pair) for fact in facts)]
    told = (words_ for pair in shared for words_ in _phrases().get(pair, ()) if words_ in clause)
    basis = ("basis",) if any(key == "basis" for key, _ in shared) else ()
    return frozenset(stem for phrase in (*told, *basis) for stem in words.stems(phrase))


def _has(fact: Fact, pair: tuple[str, str]) -> bool:
    """Whether a fact has a qualifier, or its metric's name says so: "diluted earnings per share"."""
    return pair in fact.qualifiers or set(words.stems(pair[1])) <= set(words.stems(fact.metric))


def of_lists(article: Article, claim: Claim, ledger: Sequence[Mention]) -> frozenset[str]:
    """Words that pair a list with another, or the ends of a range, where as many are told of each."""
    found = {"between"} if claim.main.modifier == "range" else set[str]()
    inside = within.inside(ledger, claim.text_start, claim.text_end)
    values = sum(m.kind in COUNTED and m.kind == claim.main.kind for m in inside)
    days = len({m.period or m.surface for m in inside if m.kind in ("date", "daterange")})
    if values > 1 and days in (1, values) and RESPECTIVELY.search(article.text, claim.main.end, claim.sentence_end):
        found.add("respectively")
    return frozenset(found)


def of_each(article: Article, claim: Claim, ledger: Sequence[Mention], names: int) -> bool:
    """Whether a sentence gives each of its names a number of its own: "Acme and Bolt had … and …, respectively"."""
    if names < 2 or not RESPECTIVELY.search(article.text, claim.main.start, claim.sentence_end):
        return False
    inside = within.inside(ledger, claim.text_start, claim.text_end)
    return names == sum(m.kind == claim.main.kind for m in inside)


@cache
def _phrases() -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in rows("qualifiers"):
        pair = row["key"], row["value"]
        found[pair] = (*found.get(pair, ()), row["words"])
    return found
