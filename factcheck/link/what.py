"""Claim -> the metrics of the reference its words may mean, and whether a fact's unit and qualifiers fit them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache

from factcheck.claim.kinds import Need
from factcheck.measure import periods
from factcheck.model import Article, Claim, Fact, Mention
from factcheck.reference import Reference
from factcheck.reference.metrics import Metric
from factcheck.reference.words import stems
from factcheck.vocabulary import rows

WORD = re.compile(r"[^\W_]+")
INTERCHANGEABLE = ({"percent", "ratio"}, {"percent", "percentage_point", "basis_point"}, {"date", "year"})
PEOPLE = frozenset("people person worker staff job role employee inhabitant resident citizen".split())
BASES = frozenset({"adjusted", "non-gaap"})  # what most companies call the one, some call the other
COUNTS = {"number", "quantity"}
CUTS = ("reduction", "cut", "decline", "decrease")  # told as positive numbers on file: "emissions reduction, 40%"
FALLS = frozenset(stems(" ".join(CUTS)))
GROWTH = ("growth", "change", "increase", "rise")
CHANGES = frozenset({"inflation", "return", "gain", *CUTS, *GROWTH})
LIKE_FOR_LIKE = ("comparable ", "same-store ", "same store ", "like-for-like ", "like for like ")  # in percent: growth
# Metrics that are so much for one of something, whether or not the file's unit says so.
PRICES = frozenset("per price eps dividend payout wage salary fare fee".split())
LARGEST_PRICE = 100_000
DEED_NOUNS = {
    form: noun
    for forms, noun in (
        ("produce produces produced producing", "production"), ("export exports exported exporting", "exports"),
        ("import imports imported importing", "imports"), ("order orders ordered", "orders"),
        ("ship ships shipped", "shipments"), ("deliver delivers delivered", "deliveries"),
        ("sell sells sold selling", "sales"), ("open opens opened", "openings"), ("close closes closed", "closures"),
    )
    for form in forms.split()
}  # fmt: skip
SHARE_OF = " share of "


def metrics(article: Article, claim: Claim, reference: Reference) -> dict[str, int]:
    """Metrics on file that the claim's words may mean: rank 0 its own phrase, 1 its clause, 2 its sentence.

    "Globex wants to pay Acme a smaller royalty and hopes to halve it" names the metric outside the clause of the
    number, hence the widening circles; the narrowest circle that names any metric wins.
    """
    circles = (
        claim.metric or "",
        article.text[claim.text_start : claim.text_end],
        article.text[claim.sentence_start : claim.sentence_end],
    )
    found = dict.fromkeys(_derived(article, claim, reference), 0)
    for rank, words in enumerate(circles):
        for name in reference.metric(words) if words else ():
            found.setdefault(name, rank)
    return _longer(claim, circles[1], found, reference)


def _longer(claim: Claim, clause: str, found: dict[str, int], reference: Reference) -> dict[str, int]:
    """“Profit before tax”, read as "profit", is what the longer phrase of the clause names, and not a profit."""
    own = set(reference.metric(claim.metric or ""))
    if not own or (claim.metric or "").casefold() not in clause.casefold():
        return found
    whole = set(reference.metric(clause))
    if own & whole or len(whole) != 1:
        return found
    return {name: 0 if name in whole else rank for name, rank in found.items() if name not in own}


def _derived(article: Article, claim: Claim, reference: Reference) -> tuple[str, ...]:
    """Metrics that the claim's phrase names together with its unit or verb.

    "Earned $2.13 a share" is earned per share, "cut 700 jobs" is job cuts, "bought Bolt for $1bn" is bought for,
    "produced 652,000 tonnes of copper" is copper production.
    """
    phrases = []
    if claim.metric and claim.main.per:
        phrases.append(f"{claim.metric} per {claim.main.per}")
    if claim.metric and claim.direction == "down" and claim.main.kind in COUNTS:
        phrases.append(f"{claim.metric} cuts")
    if claim.metric and claim.counterparty and claim.main.kind == "money":
        phrases.append(f"{claim.metric} for")
    if claim.metric and claim.main.kind in (*COUNTS, "money") and (deed := told_deed(article, claim)):
        phrases.append(f"{claim.metric} {deed}")
    return tuple(name for phrase in phrases for name in reference.metrics.exact(phrase))


def told_deed(article: Article, claim: Claim) -> str | None:
    """The noun of what the last verb before a number says is done: "production" of "produced 652,000 tonnes of"."""
    before = WORD.findall(article.text[claim.text_start : claim.main.start])
    return next((DEED_NOUNS[word.lower()] for word in reversed(before) if word.lower() in DEED_NOUNS), None)


def mirrors(found: Mapping[str, int]) -> dict[str, int]:
    """Metrics named only by their mirror: the net income where the text names a net loss; by rank."""
    out: dict[str, int] = {}
    for name, rank in found.items():
        for mirror in _mirrors().get(name, ()):
            if rank < found.get(mirror, rank + 1):
                out[mirror] = min(rank, out.get(mirror, rank))
    return out


def mirrored_by(names: Iterable[str]) -> tuple[str, ...]:
    """Metrics whose mirror is among some: a net loss is told by a net income."""
    told = set(names)
    return tuple(name for name, mirrors_ in _mirrors().items() if told & set(mirrors_))


@cache
def _mirrors() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in rows("mirrored"):
        found[row["metric"]] = (*found.get(row["metric"], ()), row["mirror"])
    return found


def share(claim: Claim, role: str, reference: Reference) -> tuple[dict[str, int], bool]:
    """For "a 60% share of revenue": the metrics of its part or total, and whether only a name tells the two apart.

    "Net income share of revenue" names two metrics; "cloud share of revenue" is the revenue of cloud, of all revenue.
    """
    part, _, whole = (claim.metric or "").partition(SHARE_OF)
    own = dict.fromkeys(reference.metric(part), 0)
    total = dict.fromkeys(reference.metric(whole), 0)
    return (own if role == "part" and own else total), not own


def member(fact: Fact, reference: Reference) -> frozenset[str]:
    """The words of the qualifiers that make a fact one of a part: "cloud" of segment=Cloud; none where it is of all."""
    info = reference.metric_info(fact.metric)
    defaults = {(k.lower(), v.lower()) for k, v in (info.default_qualifiers if info else ())}
    own = [(k.lower(), v.lower()) for k, v in fact.qualifiers]
    return frozenset(w for pair in own if pair not in defaults for w in _words(pair[1]))


def of_part_named(claim: Claim, fact: Fact, reference: Reference) -> bool:
    """Whether a fact is of the part that the claim's own words name: "cloud revenue", "sales of Veltara"."""
    own = member(fact, reference)
    return bool(own) and own <= _words(f"{claim.metric or ''} {claim.subject or ''}".lower())


def any_loss(claim: Claim) -> bool:
    """Whether a claim's words leave open which loss is meant: not "net loss", "operating loss", "loss per share"."""
    return not {"net", "operat", "oper", "pretax", "tax", "per"} & set(stems(claim.metric or ""))


def named(claim: Claim, found: dict[str, int]) -> dict[str, int]:
    """Without metrics that only the words around name, where the claim has a phrase of its own for what it measures.

    "Acme shares fell 3%, wiping $1 billion off its market value" does not say that market value fell 3%.
    """
    own = set(stems(claim.metric or ""))
    if claim.main.kind == "quantity" and own <= set(stems(claim.main.unit or "")):
        own = set()  # "delivered 412,000 vehicles": the noun is only what is counted, the verb says of what
    if claim.claim_kind in ("date", "horizon"):
        return found  # the right or the document that ends or happens stands anywhere in the clause
    return {name: rank for name, rank in found.items() if rank == 0 or not own or own & set(stems(name))}


def moves(claim: Claim, reference: Reference, found: Iterable[str] = ()) -> dict[str, int]:
    """Metrics that are the movement of what the claim measures: "revenue rose 4%" is about "revenue growth" on file.

    ``found`` are metrics its words name: "gross written premiums" where the claim was read as one of "premiums".
    """
    names = {claim.metric, *reference.metrics.exact(claim.metric)} if claim.metric else set[str]()
    names |= {name for name in found if claim.metric and name.endswith(f" {claim.metric}")}
    ways = GROWTH if claim.direction != "down" else (*GROWTH[:2], *CUTS)
    words = (f"{name} {word}" for name in sorted(names) for word in ways)
    return {name: 0 for phrase in words for name in reference.metrics.exact(phrase)}


def is_change(fact: Fact) -> bool:
    """Whether a fact is itself a change ("revenue growth", "same-store sales"), and so may be held against one."""
    name = fact.metric.lower()
    return bool(CHANGES & set(WORD.findall(name))) or (fact.unit == "percent" and name.startswith(LIKE_FOR_LIKE))


def same_points(claim: Claim, fact: Fact) -> bool:
    """Whether a fact that is itself a change is measured as the claim is: inflation of 3% is no move of 3 points."""
    points = ("percentage_point", "basis_point")
    return claim.main.unit not in points or fact.unit in points


def same_step(claim: Claim, fact: Fact) -> bool:
    """Whether a change told from a certain time is the one on file: "prices rose 0.3% on the month" is no inflation.

    Rates on file are over a year, but for the growth of a quarter nobody knows from when it is measured.
    """
    if claim.relative_to is None or claim.period is None or claim.period.start is None:
        return True
    quarter = fact.period is not None and "-Q" in fact.period.label and "inflation" not in fact.metric.lower()
    return not quarter and claim.relative_to == periods.year_before(claim.period).label


def cut(claim: Claim, fact: Fact) -> bool:
    """Whether a fact tells a fall as a positive number, as the claim does: "cut by 40%" and "reduction, 40"."""
    fallen = isinstance(fact.value, Decimal) and fact.value >= 0  # "net income decline, -8" keeps its sign
    return claim.direction == "down" and fallen and bool(FALLS & set(stems(fact.metric)))


ORDERS = ("rank", "record")
RANKS = ("rank", "record", "place", "position")


def same_unit(claim: Claim, fact: Fact, need: Need, reference: Reference) -> bool:
    """Whether a fact's unit can fill a need of this claim."""
    main = claim.main
    if need.what in ("date", "days"):
        return fact.unit in ("date", "year") if need.what == "date" else fact.period is not None
    if fact.unit in ("date", "boolean", "text"):
        return False
    if need.what == "level":
        return fact.unit != "year"
    if main.unit in ORDERS:
        return fact.unit in RANKS  # "the rate is the lowest since 2022" is no rate of 1%
    unit = main.unit or ("ratio" if main.kind == "ratio" else None)
    if _coins(main) and fact.per is None and isinstance(fact.value, Decimal) and abs(fact.value) >= LARGEST_PRICE:
        return False
    if unit == fact.unit or any({unit, fact.unit} <= pair for pair in INTERCHANGEABLE):
        return (main.per or None) == (fact.per or None) or _priced(claim, fact)
    if main.kind == "money" and _currency(fact.unit):
        return (main.per or None) == (fact.per or None)  # another currency: the digits may still be the same
    if main.kind == "ratio" and fact.unit == "percent":
        return True
    countable = fact.unit not in ("percent", "ratio") and not _currency(fact.unit)
    return main.kind in COUNTS and countable and _noun(main.unit, fact, reference) and _rated(main, fact)


def _priced(claim: Claim, fact: Fact) -> bool:
    """Whether an amount per something may stand against one that does not say so: "a dividend of 60 cents".

    Both must be of a price: earnings of $2.13 a share are not held against all earnings, nor $400m of dividends against
    60 cents a share.
    """
    if claim.main.per and fact.per:
        return False
    name = (fact.metric if claim.main.per else f"{claim.metric} {fact.metric}").lower()
    value = claim.main.value
    return bool(PRICES & set(WORD.findall(name))) and isinstance(value, Decimal) and abs(value) < LARGEST_PRICE


def _coins(main: Mention) -> bool:
    """Whether an amount is told to the cent: "earned $3.18", a share, is held against no company's income."""
    value = main.value
    cents = main.kind == "money" and main.decimals is not None and main.decimals >= 2
    return cents and isinstance(value, Decimal) and abs(value) < 1000


def _currency(unit: str) -> bool:
    return len(unit) == 3 and unit.isupper()


def _rated(main: Mention, fact: Fact) -> bool:
    """Whether a count is told per what the fact is: "9,000 vehicles a week" is no count of all vehicles."""
    return main.per in (None, fact.per) or main.per in WORD.findall(fact.metric.lower())


def _noun(unit: str | None, fact: Fact, reference: Reference) -> bool:
    """A bare number, or "6,000 people" for a fact in employees: the counted noun is one of the metric's names.

    "412 shops" is told of stores: what is counted has names of one word.
    """
    if unit is None or unit in PEOPLE:
        return unit is None or fact.unit in PEOPLE or fact.unit == "count"
    if unit in WORD.findall(fact.metric.lower()) or fact.unit in ("count", "number"):
        return True
    info = reference.metric_info(fact.metric)
    return info is not None and bool(set(stems(unit)) & {s for a in info.aliases if " " not in a for s in stems(a)})


def qualifiers(claim: Claim, fact: Fact, sentence: str, reference: Reference) -> str | None:
    """``""`` when the fact's qualifiers are stated, implied or defaults; a reason when open; None when ruled out."""
    stated = {k.lower(): v.lower() for k, v in claim.qualifiers}
    own = {k.lower(): v.lower() for k, v in fact.qualifiers}
    info = reference.metric_info(fact.metric)
    defaults = {k.lower(): v.lower() for k, v in (info.default_qualifiers if info else ())}
    parties, unsure = {name.lower() for name in (fact.entity, fact.counterparty) if name}, False
    for key, value in stated.items():
        if key == "geography" and value in parties:
            continue  # "a stake in Bolt": a party, read as a place by who knows no names
        if key not in own and any(_words(value) <= _words(n.lower()) for n in (fact.metric, *_names(claim, info))):
            continue  # "same-store sales": the metric says so itself
        if key == "segment" and value == "central":
            continue  # "the central bank" is nobody's part
        if key == "basis" and {value, own.get(key, "")} == BASES:
            unsure = True
            continue
        if key in own and own[key] != value and not _words(value) <= _words(own[key]):
            return None
        if key not in own and defaults.get(key) != value:
            return None if key not in {"basis", "adjustment"} else "basis-mismatch"
    said = _words(sentence.lower())
    for key, value in own.items():
        if key in stated or defaults.get(key) == value:
            continue
        if _words(value) <= said and (key, value) not in _read_by_clause():
            continue
        return "basis-mismatch"
    return "metric-ambiguous" if unsure else ""


def _names(claim: Claim, info: Metric | None) -> tuple[str, ...]:
    """The names of a metric by which the claim calls it."""
    said = _words((claim.metric or "").lower())
    return tuple(name for name in (info.aliases if info else ()) if _words(name.lower()) <= said)


@cache
def _read_by_clause() -> frozenset[tuple[str, str]]:
    """Qualifiers a claim has itself where they are told of its number: "$5.84, or $6.10 adjusted" are two bases."""
    return frozenset((row["key"].lower(), row["value"].lower()) for row in rows("qualifiers"))


def _words(text: str) -> frozenset[str]:
    return frozenset(WORD.findall(text))
