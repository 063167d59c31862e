"""Article, Claims -> rows: a source document (press release, filing section, statement) becomes reference data.

What our own reader takes for a claim in a draft is a fact in the document the draft was written from. A row is
``primary`` only where nothing had to be guessed; what was guessed is named in its note, and until a person confirms
it the row is ``reported`` and ``secondary``, so that it can raise a question but never accuse.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from factcheck.measure.periods import parse_label, year_before
from factcheck.measure.unit_text import parse_unit
from factcheck.model import Article, Claim, Fact, Mention, Period, ReferenceFile, plain
from factcheck.providers import phrases
from factcheck.providers.errors import ProviderError
from factcheck.providers.keep import Row, slug
from factcheck.reference import Entity, Reference, key
from factcheck.reference.facts import COLUMNS, read_facts
from factcheck.reference.metrics import Metrics
from factcheck.reference.writing import to_csv
from factcheck.vocabulary import rows as vocabulary

SPAN_DAYS = 80  # a flow is over a quarter or longer; a month carried over from "at the end of September" is a moment
RECENT_DAYS = 400  # the period a document is about has ended within about a year of its date
BOUNDS = {"gt": ">=", "ge": ">=", "lt": "<=", "le": "<=", "approx": "~"}
PRONOUNS = frozenset("it its they their we our us he she this that these those".split())
LEGAL = frozenset("inc plc ltd llc corp co ag se sa nv group holdings company corporation limited incorporated".split())
# "Revenue in the wholesale segment", "excluding one-off items": the number is of a part, whatever the metric says.
NARROWING = re.compile(r"\b(?:segment|division|unit|region|excluding|including|of which|pro forma|per cent of)\b", re.I)
CUT = re.compile(r"[,;:.]|\band\b|\bwhile\b|\bcompared\b|\d")  # "$4 million in Portugal, and": where the clause ends
NAME = re.compile(r"\b[A-Z][\w&'’.-]*\w")
WORD = re.compile(r"[^\W\d_]+(?:['’]t)?")


@dataclass(frozen=True, slots=True)
class Drawn:
    """The rows of one document, and what was left out with the reason."""

    article: Article
    rows: tuple[Row, ...]
    left_out: tuple[tuple[str, str], ...]


def draw(article: Article, claims: Sequence[Claim], ledger: Sequence[Mention], title: str | None = None) -> Drawn:
    """Every claim of a document that a fact row can carry; raises ProviderError where date or rows are missing."""
    if article.published is None:
        raise ProviderError(f"{article.name}: no date of publication. Give --published YYYY-MM-DD.")
    main = main_period(article, ledger)
    source = title or article.title or article.name
    found: list[Row] = []
    left: list[tuple[str, str]] = []
    for claim in claims:
        row = _row(article, _in_full(article, claim, claims), main, source)
        if isinstance(row, str):
            left.append((claim.main.surface, row))
        else:
            found.append(row)
    kept, clashing = _without_conflicts(article.name, found)
    left += [(row["source_locator"], "two values for one thing, which cannot both be read rightly") for row in clashing]
    if not kept:
        why = left[0][1] if left else "it states no number of anybody"
        hint = " Give --entity NAME." if article.entity is None else ""
        raise ProviderError(f"{article.name}: no fact could be read out of it ({why}).{hint}")
    return Drawn(article, tuple(kept), tuple(left))


def _in_full(article: Article, claim: Claim, claims: Sequence[Claim]) -> Claim:
    """A claim with its metric in the document's full words, and what a bare "an increase of 9%" is of."""
    if level := phrases.sibling(claim, claims):
        whole = _in_full(article, level, claims)
        base = claim.period if claim.period and level.period and claim.period.label != level.period.label else None
        return replace(
            claim, subject=whole.subject, metric=whole.metric, period=level.period, period_stated=level.period_stated,
            relative_to=base.label if base else claim.relative_to,  # "on the same quarter of 2024"
        )  # fmt: skip
    if (level := phrases.measured_from(article, claim, claims)) and claim.period:
        claim = replace(claim, period=level.period, period_stated=level.period_stated, relative_to=claim.period.label)
    metric, heads = phrases.measured(article, claim)
    return replace(claim, metric=metric or None, subject=None if heads and article.entity else claim.subject)


def main_period(article: Article, ledger: Iterable[Mention]) -> Period | None:
    """The quarter, half or year a document is about: the first it names that had ended when it was published."""
    for mention in ledger:
        period = parse_label(mention.period) if mention.period and mention.kind in ("date", "daterange") else None
        if period is None or article.published is None:
            continue
        if period.start is None:
            return period  # FY2025-Q3: the fiscal calendar knows its days
        if period.end and _spans(period) and 0 <= (article.published - period.end).days <= RECENT_DAYS:
            return period
    return None


def _spans(period: Period) -> bool:
    return period.start is None or period.end is None or (period.end - period.start).days >= SPAN_DAYS


def _row(article: Article, claim: Claim, main: Period | None, source: str) -> Row | str:
    """The row of one claim, or why there is none."""
    mention = claim.main
    if claim.claim_kind not in ("level", "change"):
        return f"a {claim.claim_kind}, which is computed from facts and is none itself"
    if not isinstance(mention.value, Decimal) or mention.value_high is not None or mention.kind == "ratio":
        return "a range or a word, no single number"
    if not claim.metric:
        return "nothing says what it measures"
    if not _asserted(article, claim):
        return "the sentence denies or supposes it"
    entity, doubts = _entity(article, claim)
    if entity is None:
        return "nobody is named whose number it is"
    unit = _unit(mention)
    metric, value = _metric(claim), mention.value
    if claim.claim_kind == "change":
        if claim.direction is None or not _over_a_year(claim):
            return "a change whose direction is not said, or not from a year earlier"
        metric = f"{metric} {'growth' if unit == 'percent' else 'change'}"
        value = -value if claim.direction == "down" else value
    period, open_ = _period(article, claim, main, metric)
    doubts += [*open_, *_doubts(article, claim)]
    if " " not in metric and Metrics().get(metric) is None:
        doubts.append(f'"{metric}" alone may not be all of what it measures')
    line, column = article.position(mention.start)
    quote = " ".join(article.text[claim.sentence_start : claim.sentence_end].split())
    plan = claim.claim_type if claim.claim_type in ("target", "forecast") else ""
    row = {
        "id": f"{slug(article.name)}:{line}:{column}", "entity": entity, "metric": metric,
        "counterparty": claim.counterparty or "", "qualifiers": "; ".join(f"{k}={v}" for k, v in claim.qualifiers),
        "period": period.label if period else "", "value": str(plain(value)), "unit": unit,
        "value_type": plan or ("reported" if doubts else ""), "bound": BOUNDS.get(mention.modifier or "", ""),
        "decimals": "" if mention.decimals is None else str(mention.decimals),
        "as_of": str(article.published), "source": source, "source_rank": "secondary" if doubts else "primary",
        "source_locator": f"{line}:{column}", "source_quote": quote[:500],
        "note": f"please confirm: {'; '.join(doubts)}" if doubts else "",
    }  # fmt: skip
    return {name: cell for name, cell in row.items() if cell}


def _over_a_year(claim: Claim) -> bool:
    """Whether a change is from the same period a year earlier, as growth is unless another base is said."""
    if claim.relative_to is None:
        return True
    return claim.period is not None and year_before(claim.period).label == claim.relative_to


def _metric(claim: Claim) -> str:
    words = (claim.metric or "").strip()
    words = words.removesuffix(" per year") if _a_year_ago(claim) else words
    known = Metrics().exact(words)
    return known[0] if len(known) == 1 else words


def _a_year_ago(claim: Claim) -> bool:
    return claim.main.per == "year" and claim.period_stated  # "$3m a year earlier" is no yearly rate


def _unit(mention: Mention) -> str:
    if mention.unit is None:
        return "count"
    unit = f"{mention.unit}/{mention.per}" if mention.per and mention.per != "year" else mention.unit
    read = parse_unit(unit)
    return "count" if read.problem or (not read.known and not mention.per) else unit


def _entity(article: Article, claim: Claim) -> tuple[str | None, list[str]]:
    """Whose number it is, and what had to be guessed for it."""
    subject, own = (claim.subject or "").strip(), article.entity
    if not subject:
        return own, []
    if own and (subject.casefold() == own.casefold() or _short(subject, own)):
        return own, []
    if subject.lower() in PRONOUNS:
        return own, ["its subject is a pronoun"]
    if not any(word[:1].isupper() for word in subject.split()):
        return own, [f'its subject is "{subject}"']
    return subject, [] if own is None else [f"it is about {subject}, not {own}"]


def _short(name: str, whole: str) -> bool:
    """Whether a name is the leading part of another, legal forms aside: "Acme Tools" of "Acme Tools Group plc"."""
    one, two = ([w for w in re.findall(r"\w+", text.casefold()) if w not in LEGAL] for text in (name, whole))
    return bool(one) and two[: len(one)] == one


def _period(article: Article, claim: Claim, main: Period | None, metric: str) -> tuple[Period | None, list[str]]:
    """The period a row is about, and whether it had to be guessed."""
    info = Metrics().get(metric)
    stock = info is not None and info.flow_or_stock in ("stock", "cumulative")
    own = claim.period
    if claim.claim_type != "actual":
        return own, [] if claim.period_stated else ["a plan; its period is not stated beside it"]
    over = own is not None and own.end is not None and article.published is not None and own.end > article.published
    if own is not None and claim.period_stated:
        return own, ["its period had not ended when it was said"] if over else []
    if stock:
        return main or (None if over else own), []
    if own is not None and main is not None and own.label == main.label:
        return own, []
    if own is not None and _spans(own) and not over:
        return own, ["its period is taken from the sentence before"]
    return main, [f"its period is not stated{', taken from the head of the document' if main else ''}"]


def _doubts(article: Article, claim: Claim) -> list[str]:
    doubts = []
    clause = article.text[claim.text_start : claim.text_end]
    clause += CUT.split(article.text[claim.text_end : claim.sentence_end], maxsplit=1)[0]
    if claim.claim_type == "forecast":
        doubts.append("a forecast")
    if claim.attribution and claim.attribution.kind in ("press", "reportedly"):
        doubts.append("told on somebody else's word")
    if NARROWING.search(clause) and not claim.qualifiers:
        doubts.append("it may be of a part only")
    known = f"{claim.subject or ''} {article.entity or ''} {claim.counterparty or ''} {claim.metric or ''}".casefold()
    known += " ".join(value for _, value in claim.qualifiers).casefold()
    speaker = claim.attribution.speaker if claim.attribution else None
    known += (speaker or "").casefold()
    dated = {m.surface for role in claim.roles for m in (role.mention,)}
    others = [
        m[0] for m in NAME.finditer(clause)
        if m.start() and m[0].casefold() not in known and not any(m[0] in text for text in dated)
        and m[0].lower() not in _calendar() and not clause[: m.start()].rstrip().endswith((".", ":"))
    ]  # fmt: skip
    if others:
        doubts.append(f"the clause also names {others[0]}")
    return doubts


@cache
def _calendar() -> frozenset[str]:
    months = "january february march april may june july august september october november december"
    return frozenset(f"{months} q1 q2 q3 q4 h1 h2 fy monday tuesday wednesday thursday friday gaap eps ceo".split())


@cache
def _unasserted(family: str) -> frozenset[str]:
    found = [row["words"] for row in vocabulary("unasserted") if row["family"] == family]
    return frozenset(word for words in found for word in words.split("|"))


def _asserted(article: Article, claim: Claim) -> bool:
    clause = {w.lower() for w in WORD.findall(article.text[claim.text_start : claim.main.start])}
    opening = {w.lower() for w in WORD.findall(article.text[claim.sentence_start : claim.main.start])}
    denied = clause & (_unasserted("denial") | _unasserted("contraction")) or opening & _unasserted("supposition")
    return not denied and not article.text[claim.text_start : claim.sentence_end].rstrip().endswith("?")


def facts_of(name: str, rows: Sequence[Row]) -> list[Fact]:
    """The rows as the strict reader takes them; where it finds fault the importer is wrong, and says so."""
    read = read_facts(to_csv(rows, COLUMNS), name, lambda entity: entity, lambda entity: None)
    if faults := [f for f in read.faults if f.severity == "error"]:
        raise ProviderError(f"{name}: a row could not be written as a fact: {faults[0].message}")
    return read.facts


def _without_conflicts(name: str, rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Rows of one document that say different things of one thing were read wrongly: neither is kept.

    Equal within rounding, the more precise stays ("$413 million" in the headline, "$412.6 million" below).
    """
    groups: dict[Hashable, list[tuple[Fact, Row]]] = defaultdict(list)
    for fact, row in zip(facts_of(name, rows), rows, strict=True):
        plan = fact.value_type in ("target", "forecast")
        groups[key(replace(fact, value_type="plan" if plan else "actual"))].append((fact, row))
    kept, clashing = list[Row](), list[Row]()
    for group in groups.values():
        if sure := [pair for pair in group if pair[1]["source_rank"] == "primary"]:
            group = sure
        best = max(group, key=lambda pair: pair[0].decimals if pair[0].decimals is not None else 99)
        (kept if all(_near(best[0], fact) for fact, _ in group) else clashing).append(best[1])
    return kept, clashing


def _near(one: Fact, two: Fact) -> bool:
    if not isinstance(one.value, Decimal) or not isinstance(two.value, Decimal):
        return one.value == two.value
    halves = sum((Decimal(1).scaleb(-f.decimals) / 2 for f in (one, two) if f.decimals is not None), Decimal(0))
    return one.unit == two.unit and (one.value == two.value or abs(one.value - two.value) < halves)


def against(reference: Reference, drawn: Sequence[Drawn], drafts: Sequence[Article]) -> Reference:
    """A reference with the rows of documents added in memory; each fact points at its place in the document."""
    facts: list[Fact] = list(reference.facts)
    ids = {fact.id: fact for fact in facts}
    entities = dict(reference.entities)
    files = list(reference.files)
    texts = [d.article.text for d in drawn] + [draft.text for draft in drafts]
    for one in drawn:
        for fact in facts_of(one.article.name, one.rows):
            line = int((fact.source_locator or "1").partition(":")[0])
            placed = replace(fact, file=one.article.name, line=line)
            if (known := ids.get(fact.id)) is None:
                ids[fact.id] = placed
                facts.append(placed)
            elif (known.metric, known.value, known.source) != (fact.metric, fact.value, fact.source):
                facts.append(replace(placed, id=f"{fact.id}@{one.article.sha256[:8]}"))  # another document of that name
        files.append(ReferenceFile(one.article.name, one.article.sha256, len(one.rows)))
        for name in {row["entity"] for row in one.rows} - set(entities):
            entities[name] = Entity(name, short_names(name, texts))
    return replace(reference, facts=facts, entities=entities, files=tuple(files))


def short_names(name: str, texts: Iterable[str]) -> tuple[str, ...]:
    """Leading parts of a name that the texts use alone: "Acme" for "Acme Tools Group plc", not in "Acme Bank"."""
    words = name.split()
    texts = list(texts)
    found = []
    for size in range(len(words) - 1, 0, -1):
        part = " ".join(words[:size])
        if len(part) < 3 or not part[:1].isupper():
            continue
        alone = re.compile(rf"(?<![\w-]){re.escape(part)}(?![\w-])(?:['’]s)?(?P<next> [A-Z]\w+)?")
        following = [m["next"] for text in texts for m in alone.finditer(text)]
        rest = words[size].casefold()
        if following and all(n is None or n.strip().casefold() == rest for n in following) and None in following:
            found.append(part)
    return tuple(found)
