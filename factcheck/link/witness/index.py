"""Facts of one entity -> Index: their labels, members, periods and values as arrays, built once per reference."""

from __future__ import annotations

import math
import re
from collections import Counter, OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from factcheck.link.witness.learned import loudness, tables
from factcheck.link.witness.words import grams, label_stems
from factcheck.measure import intervals
from factcheck.model import Fact

Floats = NDArray[Any]  # float32 where it is large
Ints = NDArray[np.int64]
KEEP = 48  # entities kept per reference, 5 MB each: an article names few, an archive many
PERCENT_UNITS = ("ratio", "percent", "percentage_point")
_CAMEL = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")


@dataclass(slots=True)
class Index:
    """Column ``i`` of every array is fact ``i``; concepts, member sets and periods are told once and gathered."""

    facts: tuple[Fact, ...]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    size: NDArray[np.float64]  # log10 of the value
    money: Ints  # number of the currency, or -1
    per_share: NDArray[np.bool_]
    percent: NDArray[np.bool_]  # ratios and percentages, both as ratios
    noun: Ints  # number of the counted noun, or -1
    decimals: NDArray[np.float64]
    concept: Ints
    members: Ints
    period: Ints
    context: Ints  # members and period
    series: Ints  # concept, members and unit
    occasion: Ints  # concept and period: the same thing of other members
    kindred: Ints  # concept and axes: the same thing split the same way
    concept_names: list[str]
    labels: list[str]
    currencies: dict[str, int]
    nouns: dict[str, int]
    stem_id: dict[str, int]
    idf: Floats
    concept_words: Floats  # stems x concepts, IDF shares of each label
    concept_raw: NDArray[np.bool_]  # stems x concepts
    concept_mass: Floats
    bigrams: dict[tuple[int, int], list[int]]
    gram_id: dict[str, int]
    concept_grams: Floats  # grams x concepts, unit columns
    gram_idf: Floats
    member_words: Floats  # stems x members, IDF shares
    member_raw: NDArray[np.bool_]
    member_mass: Floats
    member_loud: Floats
    member_kind: list[str]
    member_names: list[str]
    sets: list[tuple[int, ...]]  # member set -> members
    in_set: Floats  # members x sets, 0/1
    starts: Ints
    ends: Ints
    days: Ints
    frequency: Floats
    last: int  # the latest end of all
    latest: int  # ordinal of the period end most of the table is about
    year_end: tuple[int, int]  # month and day a fiscal year ends
    seen: Floats  # concept: 1 where prose taught it
    prior: Floats
    profile_id: dict[str, int]
    profiles: Floats  # stems x concepts
    cache: dict[Any, Any] = field(default_factory=dict)


_STORE: WeakKeyDictionary[Any, OrderedDict[str, Index | None]] = WeakKeyDictionary()


def index_of(reference: Any, entity: str) -> Index | None:
    """The index of an entity's facts, built on first use; None where it has no number on file."""
    kept = _STORE.setdefault(reference, OrderedDict())
    if entity in kept:
        kept.move_to_end(entity)
        return kept[entity]
    built = build(reference.facts_of(entity))
    kept[entity] = built
    if len(kept) > KEEP:
        kept.popitem(last=False)
    return built


def build(facts: Sequence[Fact]) -> Index | None:
    """Facts -> Index; facts that are no number (dates, texts) or have no period are left out."""
    replaced = {f.supersedes for f in facts if f.supersedes}
    kept = tuple(f for f in facts if f.id not in replaced and _is_number(f))
    if not kept:
        return None
    currencies, nouns = _units(kept)
    concepts: dict[str, int] = {}
    labels: list[str] = []
    members: dict[tuple[str, str], int] = {}
    sets: dict[tuple[int, ...], int] = {}
    periods: dict[tuple[int, int], int] = {}
    cols = np.zeros((3, len(kept)), dtype=np.int64)
    for i, f in enumerate(kept):
        name = f.concept or f.metric
        if name not in concepts:
            concepts[name] = len(concepts)
            labels.append(f.metric if f.metric != f.concept else _camel(f.metric))
        own = tuple(sorted(members.setdefault(q, len(members)) for q in f.qualifiers))
        cols[0, i] = concepts[name]
        cols[1, i] = sets.setdefault(own, len(sets))
        cols[2, i] = periods.setdefault(_span(f), len(periods))
    units = [(f.unit, f.per) for f in kept]
    axes = [tuple(sorted(a for a, _ in f.qualifiers)) for f in kept]
    series, context = (
        _numbered(zip(cols[0], cols[1], units, strict=True)),
        _numbered(zip(cols[1], cols[2], strict=True)),
    )
    numbers = np.array([_limits(f) for f in kept])
    words = _word_tables(labels, [m for _, m in members])
    set_list = list(sets)
    in_set = np.zeros((len(members), len(sets)), dtype=np.float32)
    for k, own in enumerate(set_list):
        in_set[list(own), k] = 1
    spans = np.array(list(periods), dtype=np.int64)
    counts = np.bincount(context)
    names = list(concepts)
    known = tables().profiles
    return Index(
        facts=kept, low=numbers[:, 0], high=numbers[:, 1], size=numbers[:, 2], decimals=numbers[:, 3],
        money=np.array([currencies.get(f.unit, -1) for f in kept]),
        per_share=np.array([f.per == "share" for f in kept]),
        percent=np.array([f.unit in PERCENT_UNITS for f in kept]),
        noun=np.array([nouns.get(f.unit, -1) for f in kept]),
        occasion=_numbered(zip(cols[0], cols[2], strict=True)), kindred=_numbered(zip(cols[0], axes, strict=True)),
        concept=cols[0], members=cols[1], period=cols[2], context=context, series=series,
        concept_names=names, labels=labels, currencies=currencies, nouns=nouns, sets=set_list, in_set=in_set,
        member_loud=np.array([loudness(a) for a, _ in members], dtype=np.float32),
        member_kind=[a for a, _ in members], member_names=[m for _, m in members],
        starts=spans[:, 0], ends=spans[:, 1], days=spans[:, 1] - spans[:, 0],
        frequency=np.log1p(counts[context]).astype(np.float32) / 6,
        last=int(spans[:, 1].max()), latest=_latest(cols[2], spans), year_end=_year_end(cols[2], spans),
        seen=np.array([n in known for n in names], dtype=np.float32),
        prior=np.array([tables().priors.get(n, 0.0) for n in names], dtype=np.float32),
        **_profiles(names), **words,
    )  # fmt: skip


def _is_number(f: Fact) -> bool:
    dated = f.period is not None and f.period.end is not None
    told = f.value_type in ("actual", "reported") and f.unit not in ("date", "year")
    return dated and told and isinstance(f.value, Decimal) and f.value.is_finite()


def _camel(name: str) -> str:
    return " ".join(_CAMEL.findall(name.rsplit(":", 1)[-1]))


def _numbered(keys: Any) -> Ints:
    seen: dict[Any, int] = {}
    return np.array([seen.setdefault(tuple(k), len(seen)) for k in keys], dtype=np.int64)


def _units(facts: Sequence[Fact]) -> tuple[dict[str, int], dict[str, int]]:
    currencies: dict[str, int] = {}
    nouns: dict[str, int] = {}
    for f in facts:
        if len(f.unit) == 3 and f.unit.isupper():
            currencies.setdefault(f.unit, len(currencies))
        else:
            nouns.setdefault(f.unit, len(nouns))
    return currencies, nouns


def _span(fact: Fact) -> tuple[int, int]:
    """(first, last) day; a single day is an instant and has first == last."""
    assert fact.period is not None and fact.period.end is not None
    end = fact.period.end.toordinal()
    return (fact.period.start.toordinal() if fact.period.start else end), end


def _limits(fact: Fact) -> tuple[float, float, float, float]:
    """Ends of what the fact says without its sign, log10 of its size, and its decimals; percent as ratios."""
    span = intervals.of_fact(fact)
    value = float(fact.value)  # type: ignore[arg-type]
    low = float(span.low) if span.low is not None else -math.inf
    high = float(span.high) if span.high is not None else math.inf
    if value < 0:
        value, low, high = -value, -high, -low
    scale = 0.01 if fact.unit in ("percent", "percentage_point") else 1.0
    size = math.log10(value * scale) if value > 0 else -9.0
    dec = float(fact.decimals) + (2 if scale != 1.0 else 0) if fact.decimals is not None else math.nan
    return low * scale, high * scale, size, dec


def _latest(period: Ints, spans: Ints) -> int:
    """The latest end that at least a quarter as many facts have as the commonest end."""
    counts = Counter(int(spans[p, 1]) for p in period)
    most = max(counts.values())
    return max(end for end, n in counts.items() if n * 4 >= most)


def _year_end(period: Ints, spans: Ints) -> tuple[int, int]:
    """Month and day where the durations of a year end most often; where there is none, where instants cluster."""
    counts: Counter[tuple[int, int]] = Counter()
    for p in period:
        first, last = int(spans[p, 0]), int(spans[p, 1])
        if 349 <= last - first <= 380:
            day = date.fromordinal(last)
            counts[day.month, day.day] += 1
    if not counts:
        return 12, 31
    return counts.most_common(1)[0][0]


def _profiles(names: list[str]) -> dict[str, Any]:
    known = tables().profiles
    stem_id: dict[str, int] = {}
    for name in names:
        for s in known.get(name, ()):
            stem_id.setdefault(s, len(stem_id))
    table = np.zeros((len(stem_id), len(names)), dtype=np.float32)
    for c, name in enumerate(names):
        for s, weight in known.get(name, {}).items():
            table[stem_id[s], c] = weight
    return {"profile_id": stem_id, "profiles": table.astype(np.float16)}


def _word_tables(labels: list[str], members: list[str]) -> dict[str, Any]:
    own = [label_stems(t) for t in labels]
    theirs = [label_stems(t) for t in members]
    df: Counter[str] = Counter(s for words in own for s in words)
    df.update(s for words in theirs for s in words)
    stem_id = {s: i for i, s in enumerate(df)}
    total = len(own) + len(theirs) + 1
    idf = np.array([math.log(total / (1 + n)) + 0.3 for n in df.values()], dtype=np.float32)
    concept_raw = _raw(own, stem_id)
    member_raw = _raw(theirs, stem_id)
    concept_mass, member_mass = idf @ concept_raw, idf @ member_raw
    bigrams: dict[tuple[int, int], list[int]] = {}
    for c, words in enumerate(own):
        for a, b in pairwise(words):
            bigrams.setdefault((stem_id[a], stem_id[b]), []).append(c)
    return {
        "stem_id": stem_id, "idf": idf, "concept_raw": concept_raw, "member_raw": member_raw,
        "concept_words": concept_raw * idf[:, None] / np.maximum(concept_mass, 1e-6),
        "member_words": member_raw * idf[:, None] / np.maximum(member_mass, 1e-6),
        "concept_mass": concept_mass, "member_mass": member_mass, "bigrams": bigrams, **_gram_tables(labels),
    }  # fmt: skip


def _raw(words: list[list[str]], stem_id: dict[str, int]) -> NDArray[np.bool_]:
    out = np.zeros((len(stem_id), len(words)), dtype=bool)
    for c, own in enumerate(words):
        out[[stem_id[s] for s in own], c] = True
    return out


def _gram_tables(labels: list[str]) -> dict[str, Any]:
    counts = [Counter(grams(t)) for t in labels]
    df = Counter(g for c in counts for g in c)
    gram_id = {g: i for i, g in enumerate(df)}
    idf = np.array([math.log((len(labels) + 1) / n) + 0.1 for n in df.values()], dtype=np.float32)
    table = np.zeros((len(gram_id), len(labels)), dtype=np.float32)
    for c, own in enumerate(counts):
        for g, n in own.items():
            table[gram_id[g], c] = n * idf[gram_id[g]]
    table /= np.maximum(np.sqrt((table**2).sum(axis=0)), 1e-6)
    return {"gram_id": gram_id, "concept_grams": table.astype(np.float16), "gram_idf": idf}
