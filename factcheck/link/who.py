"""Claim, Fact -> whether the fact is about what the claim is about: entity and counterparty."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter

from factcheck.link.topic import topic
from factcheck.model import Article, Claim, Fact
from factcheck.reference import Reference
from factcheck.vocabulary import rows

_LEGAL = frozenset("AG Co Company Corp Corporation Group Holding Holdings Inc LLC Limited Ltd NV PLC SA SE plc".split())
_OUTSIDERS = frozenset({"analysts", "economists", "investors", "experts", "forecasters", "traders", "wall street"})
_COMPASS = frozenset(
    "east eastern north northern south southern west western central northeastern northwestern southeastern "
    "southwestern rural urban".split()
)
_RECEIVED = re.compile(r"\b(?:from|by|received?|receives|raised|gets?|got|won|backed|owned|sold|secured)\b")
_START, _END = itemgetter(0), itemgetter(1)
_TICKER = re.compile(r"\s?\((?:Nasdaq|OTC\w*|[A-Z]{2,6})\s?:\s?(?P<sign>[A-Z][A-Z.]{0,5})\)")
_NAME = re.compile(r"[A-Z][\w&.’'-]*(?:\s(?:[A-Z][\w&.’'-]*|of|and|&))*\s*$")
NEARBY = 300  # characters: the sentence or two before
_SAID = re.compile(
    r"\s(?:said|says|saying|told|announced|reported|disclosed|confirmed|expects?|expected|forecasts?|predicts?|plans?|"
    r"planned|aims?|wants?|estimates?)\b[^.;:]{0,80}?\b(?:it|its|they|their)\b"
)

_PRONOUN = re.compile(r"\s*[\"'“‘]?(?:Its|It|Their|They)\b")
# "its main customer is Voltek", "a rival, Voltek", "bought Voltek"; not "in Lima", "named Jane Doe its chief executive"
_INTRODUCED = re.compile(
    r"\b(?:is|was|are|were|called|rivals?|customers?|suppliers?|partners?|competitors?|subsidiar(?:y|ies)|units?|owners?|parent|"
    r"bought|buys?|acquired?|acquires|owns?|owned by|sold|merged with|joined by|by|than|with|and),?\s+(?:the\s+)?"
    r"(?!(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)[A-Z][\w&-]+"
)
_DESCRIBED = re.compile(
    r"(?:^|[.!?]\s+)(?P<who>[A-Z][^.,;:!?]{0,40}?)\s(?:is|was|are|were)\s"
    r"(?:one of|an?|the|our|its|their)\s[^.!?]*[.!?]\s*$"
)


@dataclass(frozen=True, slots=True)
class Who:
    """The entities of the reference that a claim may be about.

    ``subject`` what the subject may mean (several: ambiguous), ``near`` all named in the sentence, ``frame`` all
    named up to its end or given as the article's own entity. ``stranger``: the clause names another party that is
    not on file ("Microsoft has invested $1.5 billion in G42"). ``receives``: the subject may be at the other end of
    what is told ("Bolt got $13 billion from Acme"). ``astray``: the sentence names others before its number, and its
    subject only stands in a sentence before, or somebody else was named there after it. ``presumed``: the sentence
    names nobody, and the subject is whom the text spoke of last.
    """

    subject: tuple[str, ...]
    counterparty: tuple[str, ...]
    near: frozenset[str]
    frame: frozenset[str]
    stranger: bool = False
    receives: bool = False
    astray: bool = False
    presumed: bool = False

    @property
    def candidates(self) -> tuple[str, ...]:
        """Every entity whose facts may be looked at, the likeliest first, each once."""
        return tuple(dict.fromkeys([*self.subject, *self.counterparty, *sorted(self.near)]))


NOBODY = Who((), (), frozenset(), frozenset())


def who(article: Article, claim: Claim, reference: Reference, names: list[tuple[int, int, str]]) -> Who:
    """Resolve a claim's subject and counterparty against the names on file; ``names`` are those of the whole text."""
    first = bisect_left(names, claim.sentence_start, key=_START)
    last = bisect_right(names, claim.sentence_end, key=_END)  # names are in order and none overlaps another
    inside = names[first:last]
    near = frozenset(e for _, _, e in inside)
    frame = {e for _, _, e in names[:last]}
    own = reference.entity(article.entity) if article.entity else ()
    name = _before_ticker(article.text, claim) or _whole(article.text, claim, inside) or claim.subject
    subject, counterparty = _resolve(name, reference), _resolve(claim.counterparty, reference)
    if not (subject or counterparty or near or own):
        return _presumed(article, claim, names[:last])
    if not subject and name and (owner := _owner(name, near or frozenset(own), reference)):
        subject = (owner,)
    named = name and any(word[:1].isupper() for word in name.split())
    if named and not subject and not _is_metric(article, claim, reference):
        # "Globex, a unit of Acme, made…": somebody not on file
        return _presumed(article, claim, names[:last]) if not near else NOBODY
    told = {e for _, end, e in inside if end <= claim.main.start}
    if subject and told and not told & set(subject):
        subject = _sayer(article, claim, names) or subject
    astray = bool(subject and told) and not told & set(subject)
    astray = astray or (not near and (_overtaken(claim, names, set(subject)) or _newcomer(article, claim, names)))
    astray = astray or (not near and _across(article, claim, names[:first], set(subject), reference))
    if not subject and not near and len(own) == 1:
        subject = own  # "Revenue rose 5%" in a text about one company is about that company
    stranger = bool(claim.counterparty) and not counterparty
    receives = bool(_RECEIVED.search(article.text, claim.text_start, claim.text_end))
    return Who(subject, counterparty, near, frozenset(frame | set(own)), stranger, receives, astray)


def _presumed(article: Article, claim: Claim, names: list[tuple[int, int, str]]) -> Who:
    told = topic(article, claim, names)
    return Who((told,), (), frozenset(), frozenset(e for _, _, e in names), presumed=True) if told else NOBODY


def _whole(text: str, claim: Claim, inside: list[tuple[int, int, str]]) -> str | None:
    """The name on file that a subject is the end of: "Depot" of "Home Depot's sales fell"."""
    for start, end, _ in inside:
        if claim.subject and text[start:end].endswith(f" {claim.subject}"):
            return text[start:end]
    return None


def _before_ticker(text: str, claim: Claim) -> str | None:
    """Who a stock exchange's sign stands for: "Acme Corp. (NYSE: ACM) today reported"."""
    sign = _TICKER.search(text, claim.sentence_start, claim.main.start) if claim.subject else None
    if sign is None or claim.subject not in sign["sign"]:
        return None
    before = _NAME.search(text[claim.sentence_start : sign.start()])
    return before[0].strip() if before else None


def _owner(name: str, near: frozenset[str], reference: Reference) -> str | None:
    """Whose part or product a subject is, where the sentence names its owner: "Sales of Orbit, Acme's blockbuster"."""
    part = name.casefold()
    parts = {e: {v.casefold() for f in reference.facts_of(e) for _, v in f.qualifiers} for e in sorted(near)}
    owners = [entity for entity, known in parts.items() if part in known]
    return owners[0] if len(owners) == 1 else None


def _is_metric(article: Article, claim: Claim, reference: Reference) -> bool:
    """“Occupancy was 71%”: a metric on file at the head of a sentence is nobody's name."""
    head, name = article.text[claim.sentence_start : claim.main.start].lstrip(), claim.subject or ""
    if not head.startswith(name):
        return False
    return any(metric.casefold().startswith(name.casefold()) for metric in reference.metric(head))


def _sayer(article: Article, claim: Claim, names: list[tuple[int, int, str]]) -> tuple[str, ...]:
    """Who "its" is in "Acme said on Monday that its revenue was", whatever the sentence before was about."""
    said = _SAID.search(article.text, claim.sentence_start, claim.main.start)
    if said is None:
        return ()
    before = [e for start, end, e in names if claim.sentence_start <= start and end <= said.start() + 1]
    return (before[-1],) if before else ()


def _overtaken(claim: Claim, names: list[tuple[int, int, str]], subject: set[str]) -> bool:
    """Whether somebody else was named since: "Acme has a rival, Bolt. Its revenue was" may speak of Bolt."""
    last = bisect_left(names, claim.sentence_start, key=_START)
    before = names[last - 1] if subject and last else None
    return before is not None and before[0] >= claim.sentence_start - NEARBY and before[2] not in subject


def _across(
    article: Article, claim: Claim, names: list[tuple[int, int, str]], subject: set[str], reference: Reference
) -> bool:
    """Whether a paragraph names nobody before its number, in a text about several: "The group's revenue was".

    The paragraph before may have been an aside about a rival, and this one goes on with whom the text began.
    """
    began = article.text.rfind("\n\n", 0, claim.sentence_start)
    if began < 0 or not subject or any(start > began for start, _, _ in names):
        return False
    known = [e for _, _, e in names if reference.facts_of(e)]
    return bool(known) and not {known[0], known[-1]} <= subject


def _newcomer(article: Article, claim: Claim, names: list[tuple[int, int, str]]) -> bool:
    """Whether "its" may be somebody's who is not on file: "Acme's main customer is Voltek. Its revenue was"."""
    if not _PRONOUN.match(article.text, claim.sentence_start):
        return False
    last = bisect_left(names, claim.sentence_start, key=_START)
    since = names[last - 1][1] if last else 0
    since = max(since, article.text.rfind("\n", 0, claim.sentence_start), claim.sentence_start - NEARBY)
    between = article.text[since : claim.sentence_start]
    if _INTRODUCED.search(between):
        return True
    described = _DESCRIBED.search(between)  # "Cloud is one of our five segments. It had revenue of"
    return described is not None and described["who"].lower().split()[-1] not in _company_words()


@cache
def _company_words() -> frozenset[str]:
    listed = next(row["words"] for row in rows("plain_words") if row["family"] == "company")
    return frozenset(listed.split("|")) | {"it", "this", "that", "there", "he", "she", "they", "we", "which"}


@lru_cache(maxsize=4096)  # one subject has many claims
def _resolve(name: str | None, reference: Reference) -> tuple[str, ...]:
    if not name:
        return ()
    exact = reference.entity(name)
    if exact:
        return exact
    inside = reference.names_in(name)
    if len({entity for _, _, entity in inside}) != 1 or any(_of_another(name, a, b) for a, b, _ in inside):
        return ()
    return (inside[0][2],)


def _of_another(name: str, start: int, end: int) -> bool:
    """Whether a longer name is another's: "Acme Canada", "Acme Foundation", "Eastern Germany"; not "Acme Group"."""
    after = name[end:].split()[:1]
    if after and name[end : end + 1] == " " and after[0][:1].isupper() and after[0].strip(".,") not in _LEGAL:
        return True
    return name[:start].lower().split()[-1:] != [] and name[:start].lower().split()[-1] in _COMPASS


def others_word(claim: Claim, fact: Fact, reference: Reference) -> bool:
    """Whether a forecast is somebody else's: "analysts expect Acme's revenue to be" is not held against Acme's own."""
    speaker = claim.attribution.speaker if claim.attribution else None
    if not speaker:
        return False
    return speaker.lower() in _OUTSIDERS or fact.entity not in (_resolve(speaker, reference) or (fact.entity,))


def about(fact: Fact, who: Who, lone: bool) -> str | None:
    """Whether a fact is about the claim's entities: ``None`` no, ``""`` settled, else the reason it is not.

    ``lone``: no other counterparty is on file for this entity and metric, so that leaving it unsaid loses nothing
    ("they hold licensing rights through 2030" after a paragraph on the two firms).
    """
    parties = {fact.entity} | ({fact.counterparty} if fact.counterparty else set())
    if fact.counterparty and (who.stranger or (who.counterparty and not set(who.counterparty) & parties)):
        return None
    if fact.counterparty and who.subject == (fact.counterparty,) and fact.entity in who.counterparty:
        return "entity-ambiguous" if who.receives else None  # "Bolt owns 5% of Acme" is not what Acme owns of Bolt
    said = set(who.subject) | set(who.counterparty) | who.near
    if fact.entity in who.subject or fact.entity in who.counterparty:
        anchor = True
    elif fact.counterparty and fact.counterparty in who.subject:
        anchor = fact.entity in said
    else:
        anchor = False
    if not anchor:
        # "its $500-billion Stargate project": named in the sentence, though not the grammatical subject
        if fact.entity in who.near:
            return "" if len(who.near - parties) == 0 or not who.subject else "entity-ambiguous"
        return None
    if (who.astray or who.presumed) and fact.entity in who.subject:
        return "entity-ambiguous"
    if len(who.subject) > 1 and fact.entity in who.subject and fact.entity not in who.near:
        return "entity-ambiguous"
    if fact.counterparty is None:
        return ""
    if parties <= said:
        return ""
    if parties <= said | who.frame:
        return "" if lone else "entity-ambiguous"
    return "entity-ambiguous" if lone else None


def party_distance(fact: Fact, who: Who) -> int:
    """0 where the fact is about the subject, 1 about its counterparty, 2 about a name nearby."""
    if fact.entity in who.subject:
        return 0
    return 1 if fact.entity in who.counterparty or fact.counterparty in who.subject else 2
