"""Sentence -> the tables whose title it talks about, best first, with what it says beyond them."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cache

from factcheck.link.tables.places import lexicon, name_key
from factcheck.link.tables.prices import price_of
from factcheck.link.tables.words import Word, concepts, neutral
from factcheck.reference.series import SeriesIndex, Table
from factcheck.vocabulary import rows

QUOTED = frozenset(("pric", "spot", "clos", "market", "quotation"))
PRICES = frozenset(["cpi"])
WORDS = {"one": "1", "two": "2", "three": "3", "five": "5", "six": "6", "ten": "10", "twelve": "12", "thirty": "30"}
TERM = re.compile(rf"\b(?P<n>\d{{1,2}}|{'|'.join(WORDS)})[\s-](?P<unit>year|month|week)\b(?!s)", re.IGNORECASE)


@cache
def title_words(role: str) -> frozenset[str]:
    """Stems of one role in titles: soft, critical, generic, weighty."""
    return frozenset(w for row in rows("table_title_words") if row["role"] == role for w in row["words"].split("|"))


@dataclass(frozen=True, slots=True)
class Profile:
    """What a table measures, in concepts: ``core`` must be said, ``soft`` may be, ``wider`` explains further words.

    ``derived``: what is computed from it ("inflation" from an index of prices); ``terms``: of a loan, "10 year";
    ``thing``: it is of no place, as "gold" and "S&P 500" are.
    """

    table: Table
    core: frozenset[str]
    soft: frozenset[str]
    wider: frozenset[str]
    form: str
    per: int
    weight: float
    derived: str = ""
    terms: frozenset[str] = frozenset()
    thing: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A table that fits a sentence: ``score`` is how much of its title is said, ``beyond`` the words it lacks."""

    profile: Profile
    score: float
    said: float
    missing: frozenset[str]
    beyond: tuple[str, ...]


@dataclass
class Chooser:
    """Inverted index of title concepts, so that the cost of a claim does not grow with the number of tables."""

    profiles: list[Profile]
    by_concept: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    idf: dict[str, float] = field(default_factory=dict)

    def matches(self, words: list[Word]) -> list[Match]:
        """Tables at least half of whose title is said, best first."""
        said = {w.concept for w in words}
        hits: set[int] = set()
        for concept in said:
            near = self.by_concept.get(concept, ())
            hits.update(near)
        out = [m for i in hits if (m := self._match(self.profiles[i], said, words)) is not None]
        out.sort(key=lambda m: (-m.score, -m.said, len(m.beyond), m.profile.table.name))
        return out

    def _match(self, profile: Profile, said: set[str], words: list[Word]) -> Match | None:
        covered = profile.core & said
        if not covered or not profile.weight:
            return None
        mass = sum(self.idf[c] for c in covered)
        score = mass / profile.weight
        if score < 0.5:
            return None
        explained = profile.core | profile.soft | profile.wider
        beyond = tuple(w.concept for w in words if w.concept not in explained and w.concept not in neutral())
        extra = sum(self.idf[c] * 0.5 for c in profile.soft & said if c in self.idf)
        return Match(profile, score, mass + extra, profile.core - said, beyond)


def chooser(index: SeriesIndex) -> Chooser:
    """The index of a reference's tables, built once."""
    if "chooser" not in index.cache:
        index.cache["chooser"] = _build(index)
    found: Chooser = index.cache["chooser"]
    return found


def form_of(table: Table) -> tuple[str, int]:
    """What kind of number a table holds (share, rate, growth, count, money, index, truth), and per how many people."""
    title, unit = table.meta.metric.lower(), table.meta.unit.lower()
    if unit == "yes/no":
        return "truth", 1
    if "exchange rate" in title:
        return "exchange", 1
    if price_of(unit):
        return "money", 1
    both = f"{title} {unit}"
    if m := re.search(r"\bper (1,?000|10,?000|100,?000|100|million|1 million|million)\b", both):
        digits = m[1].replace(",", "")
        return "rate", 1_000_000 if "million" in digits else int(digits)
    if unit.startswith(("%", "percent", "annual %")):
        growing = re.search(r"\bgrowth|inflation|change\b", title)
        return ("growth" if growing else "share"), 1
    if unit == "ratio" and ("share" in title or "representation" in title):
        return "share", 1
    if re.search(r"\bindex|score\b", both):
        return "index", 1
    if re.search(r"\bper (?:capita|person|worker|hour|hectare|woman|km|unit|day|head)\b", both) or unit in (
        "°c",
        "years",
        "days",
    ):
        return "intensity", 1
    return "count", 1


def proper(entity: str) -> str:
    """What of a priced thing's name nobody leaves out: "Brent" of "Brent crude", all of "crude oil"."""
    return " ".join(w for w in entity.split() if w[:1].isupper()) or entity


def _is_thing(entity: str | None, index: SeriesIndex) -> bool:
    """Whether a table's only entity is no place anybody names: then what it is called belongs to its title."""
    return entity is not None and name_key(entity) not in lexicon(index)


def _build(index: SeriesIndex) -> Chooser:
    raw = []
    for table in index.tables:
        title = concepts(table.meta.metric)
        if _is_thing(table.meta.entity, index):
            title += concepts(table.meta.entity or "")  # "Brent", "gold": what the table is about, not where
        names = {w.concept for w in title if not w.concept.isdigit()}
        known = {w.concept for w in title if w.known}
        wider = {w.concept for w in concepts(f"{table.meta.unit} {table.meta.note}")}
        raw.append((table, names, wider, known))
    count: dict[str, int] = defaultdict(int)
    for _, names, _, _ in raw:
        for name in names:
            count[name] += 1
    idf = {name: math.log(1 + len(raw) / (1 + n)) + 0.1 for name, n in count.items()}
    built = Chooser([], idf=idf)
    for table, names, wider, known in raw:
        form, per = form_of(table)
        weighty = title_words("weighty")
        slight = neutral() - weighty if len(names) > 1 else frozenset[str]()
        soft = {n for n in names if n in title_words("soft") or n in slight}
        price = price_of(table.meta.unit)
        if price is not None and price.per:
            soft |= names & QUOTED  # "gold rose to $2,331 an ounce" says no "price"
            own = {w.concept for w in concepts(proper(table.meta.entity or ""))} & names
            soft |= (names - own) if own else set()  # and "Brent fell to $70" no "crude"
        if "inflation" in names:
            soft |= names & PRICES  # "inflation, consumer prices"
        if "gdp" in names:
            soft |= names & {"real"}  # "the economy grew 2%" is told in real terms; of levels the basis keeps the gate
        if "electricity" in names and len(names - soft) > 2:
            soft |= names & {"production"}
        core = (
            frozenset(names - soft)
            or frozenset(n for n in names & known if n not in title_words("soft"))
            or frozenset(names)
        )
        if core == {"growth"}:
            core = frozenset(names)  # "growth slowed" is not said of the population
        for name in core:
            built.by_concept[name].append(len(built.profiles))
        if form == "rate":
            wider = wider | {"percapita"}  # "doctors per person" is what "doctors per 1,000 people" counts
        weight = sum(idf[n] for n in core)
        terms = loan_terms(table.meta.metric)
        thing = _is_thing(table.meta.entity, index)
        made = Profile(table, core, frozenset(names) - core, frozenset(wider), form, per, weight, "", terms, thing)
        built.profiles.append(made)
        if core == PRICES and form == "index":
            # what an index of consumer prices did over a year is what "inflation" means
            built.idf.setdefault("inflation", idf["cpi"])
            built.by_concept["inflation"].append(len(built.profiles))
            rate = replace(
                made, core=frozenset(["inflation"]), wider=made.wider | core, form="growth", derived="inflation"
            )
            built.profiles.append(replace(rate, weight=built.idf["inflation"]))
    return built


def loan_terms(text: str) -> frozenset[str]:
    """The terms of loans a text names: "10-year", "twelve-month" -> 10 year, 12 month."""
    found = ((WORDS.get(m["n"].lower(), m["n"]), m["unit"].lower()) for m in TERM.finditer(text))
    return frozenset(f"{n} {unit}" for n, unit in found)
