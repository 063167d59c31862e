"""Tagged filings -> claims to learn from: every tagged number as it is, changed, or with its line withheld."""

from __future__ import annotations

import collections
import csv
import gzip
import json
import math
import os
import pathlib
import random
from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from factcheck.claim.sentences import boundaries
from factcheck.find import find
from factcheck.link.witness import anchors, features, learned, passage, score
from factcheck.link.witness.index import build
from factcheck.link.witness.words import label_stems, stems
from factcheck.model import Article, Fact, Period

DATA = pathlib.Path(os.environ.get("FACTCHECK_EVAL", "")) / "ixbrl"
FOLDS = 5


def read_lines(path):
    opener = gzip.open if str(path).endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as fh:
        return [json.loads(line) for line in fh if line.strip()]


def day(text):
    return date.fromisoformat(text)


def read_facts(filing, filed):
    """A filing's table as facts, units and qualifiers as the reference would read them."""
    out = []
    with gzip.open(DATA / "facts" / f"{filing}.csv.gz", "rt", encoding="utf-8") as fh:
        for r in csv.DictReader(fh):
            start = None if r["instant"] == "1" or not r["period_start"] else r["period_start"]
            axes = [
                x.split("=", 1)[0].split(":")[-1].removesuffix("Axis") for x in r["dimensions"].split(";") if "=" in x
            ]
            labels = [x.strip() for x in r["dimension_labels"].split(";")] if r["dimension_labels"] else []
            unit, per = {"pure": ("ratio", None), "shares": ("share", None), "USD/shares": ("USD", "share")}.get(
                r["unit"], (r["unit"], None)
            )
            dec = int(r["decimals"]) if r["decimals"].lstrip("-").isdigit() else None
            end = day(r["period_end"])
            period = Period(
                f"{start}/{r['period_end']}" if start else r["period_end"], day(start) if start else end, end
            )
            try:
                value = Decimal(r["value"])
            except ArithmeticError:
                continue
            out.append(
                Fact(
                    r["fact_id"],
                    r["entity"],
                    r["label"],
                    value,
                    unit,
                    filing,
                    filed,
                    per=per,
                    qualifiers=tuple(zip(axes, labels, strict=False)),
                    period=period,
                    decimals=dec,
                    concept=r["concept"],
                )
            )
    return out


@dataclass
class Filing:
    name: str
    entity: str
    facts: list
    paragraphs: list
    fold: int = 0


def load():
    """Every filing with its table and prose; the folds leave whole entities out."""
    paragraphs = collections.defaultdict(list)
    for p in read_lines(DATA / "gold.dev.jsonl.gz"):
        paragraphs[p["filing"]].append(p)
    ciks = sorted({own[0]["cik"] for own in paragraphs.values()})
    random.Random(7).shuffle(ciks)
    fold = {c: i % FOLDS for i, c in enumerate(ciks)}
    out = {}
    for name, own in sorted(paragraphs.items()):
        facts = read_facts(name, day(own[0]["period_end"]) + timedelta(days=60))
        out[name] = Filing(name, own[0]["cik"], facts, own, fold[own[0]["cik"]])
    return out


# ---------------------------------------------------------------- text statistics
def count_tables(filings, skip=()):
    """The learned tables, counted on the prose of all filings but those of the entities in ``skip``."""
    bags, df, sentences = collections.defaultdict(collections.Counter), collections.Counter(), 0
    entities = collections.defaultdict(set)
    together, text_n, label_n, n = collections.Counter(), collections.Counter(), collections.Counter(), 0
    loud = collections.defaultdict(lambda: [1.0, 2.0])
    mentions = collections.Counter()
    for f in filings.values():
        if f.entity in skip:
            continue
        labels = {x.id: x for x in f.facts}
        for p in f.paragraphs:
            starts = boundaries(p["text"])
            seen = set()
            for g in p["gold"]:
                a, b = sentence_of(starts, len(p["text"]), g["start"])
                words = {s for _, s in stems(p["text"][a:b])}
                if (a, g["concept"]) not in seen:
                    seen.add((a, g["concept"]))
                    bags[g["concept"]].update(words)
                    entities[g["concept"]].add(f.entity)
                    mentions[g["concept"]] += 1
                    sentences += 1
                    df.update(words)
                    own = set(label_stems(g["concept_label"]))
                    n += 1
                    text_n.update(words)
                    label_n.update(own)
                    together.update((w, o) for w in words for o in own if w != o)
                fact = labels.get(g["fact_id"])
                for axis, member in fact.qualifiers if fact else ():
                    own = label_stems(member)
                    loud[axis][1] += 1
                    loud[axis][0] += sum(s in words for s in own) / max(len(own), 1) > 0.5
    idf = {w: round(math.log((sentences + 1) / (c + 0.5)), 2) for w, c in df.items() if c >= 3}
    profiles = {}
    for concept, bag in bags.items():
        if not concept.startswith(("us-gaap:", "srt:", "dei:", "ecd:")):
            continue
        top = sorted(((math.log1p(c) * idf.get(w, 0), w) for w, c in bag.items() if w in idf), reverse=True)[:24]
        norm = math.sqrt(sum(x * x for x, _ in top)) or 1.0
        profiles[concept] = {w: round(x / norm, 2) for x, w in top if x > 0}
    pairs = collections.defaultdict(dict)
    for (w, o), c in together.items():
        if c < 4:
            continue
        lift = math.log(c * n / (text_n[w] * label_n[o]))
        strength = min(1.0, max(0.0, lift) / 3) * (c / (c + 3)) * min(1.0, 4 * c / text_n[w])
        if strength > 0.22:
            pairs[w][o] = round(strength, 2)
    priors = {c: round(min(1.0, math.log1p(mentions[c]) / 5), 2) for c in profiles}
    return learned.Learned(
        profiles, priors, dict(pairs), {a: round(x / y, 2) for a, (x, y) in loud.items() if y > 4}, idf
    )


# ---------------------------------------------------------------- claims of our own
def changed(rng, mention, fact, facts, kind):
    """The mention with another value, or None where that kind of change cannot be made."""
    value = mention.value
    if kind == "scale":
        return replace(
            mention,
            value=value * (Decimal(1000) if rng.random() < 0.5 else Decimal("0.001")),
            decimals=None if mention.decimals is None else mention.decimals + (-3 if rng.random() < 0.5 else 3),
        )
    unit = Decimal(1).scaleb(-(mention.decimals or 0))
    whole = abs(value / unit)
    if whole != int(whole) or whole == 0:
        return None
    if kind == "digit":
        text = str(int(whole))
        at = rng.randrange(len(text))
        new = (
            text[:at]
            + rng.choice([d for d in "0123456789" if d != text[at] and not (at == 0 and d == "0")])
            + text[at + 1 :]
        )
        return replace(mention, value=Decimal(new) * unit)
    if kind == "percent":
        new = int(float(whole) * (1 + rng.choice((-1, 1)) * rng.uniform(0.1, 0.5)))
        return replace(mention, value=Decimal(new) * unit) if new != whole and new > 0 else None
    same = [f for f in facts if f.unit == fact.unit and f.per == fact.per and f.value != fact.value and f.value != 0]
    if kind == "period":
        same = [f for f in same if f.concept == fact.concept and f.qualifiers == fact.qualifiers]
    else:
        same = [f for f in same if f.concept != fact.concept and f.period == fact.period] or same
        same = [f for f in same if 0.02 < abs(float(f.value / fact.value)) < 50] if fact.value else same
    if not same:
        return None
    scale = 100 if mention.kind == "percent" else 1
    new = abs(rng.choice(same).value) * scale / unit
    new = new.to_integral_value()
    return replace(mention, value=new * unit) if new > 0 and new != whole else None


def withhold(rng, facts, share, periods=0.07):
    """The facts less some concepts, and less some periods of others."""
    concepts = sorted({f.concept for f in facts})
    gone = {c for c in concepts if rng.random() < share}
    pairs = sorted({(f.concept, f.period.end) for f in facts})
    cut = {k for k in pairs if rng.random() < periods}
    return [f for f in facts if f.concept not in gone and (f.concept, f.period.end) not in cut]


KINDS = ("digit", "percent", "scale", "period", "concept")


@dataclass
class Row:
    """One claim: its candidates and features, which candidate is right (-1: none on file), and what is true of it."""

    filing: str
    fold: int
    kind: str
    label: int  # 0 supported, 1 contradicted, 2 not enough evidence
    at: np.ndarray
    x: np.ndarray
    right: np.ndarray  # candidates that are right (the fact and its twins)
    extra: tuple
    name: str = ""


def settings(filings, fold):
    """The learned tables a fold may see, put in place."""
    skip = {f.entity for f in filings.values() if f.fold == fold}
    learned.use(count_tables(filings, skip))


def sentence_of(starts, size, offset):
    """The sentence [start, end) that holds an offset."""
    i = bisect_right(starts, offset) - 1
    return starts[i], starts[i + 1] if i + 1 < len(starts) else size


def sentences_of(p):
    starts = boundaries(p["text"])
    out = collections.defaultdict(list)
    for g in p["gold"]:
        out[sentence_of(starts, len(p["text"]), g["start"])].append(g)
    return out


def twin_rows(index, fact):
    return [
        i
        for i, f in enumerate(index.facts)
        if f.value == fact.value and f.unit == fact.unit and f.period == fact.period
    ]


def one(passed, views, k, mention, index, linear, right, filing, kind, label, name=""):
    """A Row for number ``k`` printed as ``mention``."""
    own = views[k] if mention is passed.numbers[k].mention else features.view(passed, k, index, mention)
    mine = [*views]
    mine[k] = own
    w = anchors.witnesses(passed, mine, index, linear[0][0], linear[1])
    conf = anchors.confidences(w, k)
    table = anchors.columns(passed, w, conf, k, mention, index)
    at = score.candidates(own, index, table, linear[0])
    if not len(at):
        return None
    x = features.gather(own, index, at, table[at])
    empty = np.zeros((0, 0), dtype=np.float32)
    slim = replace(own, concept=empty, members=empty, period=empty, explained=(empty, empty, empty))
    return Row(
        filing.name, filing.fold, kind, label, at, x, np.isin(at, right), (passed, slim, k, w, conf, index), name
    )


def replica(filing, seed, share, linear, original=0.45):
    """Rows of one filing with its own withholding."""
    rng = random.Random(f"{filing.name}{seed}")
    facts = withhold(rng, filing.facts, share) if share else filing.facts
    full = {f.id: f for f in filing.facts}
    kept = {f.id for f in facts}
    index = build(facts)
    out = []
    for p in filing.paragraphs:
        ledger = None
        for (a, b), golds in sentences_of(p).items():
            ledger = ledger or find(Article(p["text"]))
            passed = passage.around(p["text"], a, b, ledger, index)
            views = [features.view(passed, k, index) for k in range(len(passed.numbers))]
            for g in golds:
                k = next(
                    (
                        k
                        for k, n in enumerate(passed.numbers)
                        if n.start < g["end"] - passed.origin and n.stop > g["start"] - passed.origin
                    ),
                    -1,
                )
                if k < 0:
                    continue
                mention = passed.numbers[k].mention
                fact = full.get(g["fact_id"]) if g["fact_id"] in kept else None
                if fact is None:
                    out.append(one(passed, views, k, mention, index, linear, [], filing, "none", 2))
                    continue
                right = twin_rows(index, fact)
                kind = "original" if rng.random() < original else rng.choice(KINDS)
                new = mention if kind == "original" else changed(rng, mention, fact, facts, kind)
                if new is None:
                    kind, new = "original", mention
                out.append(
                    one(passed, views, k, new, index, linear, right, filing, kind, 0 if kind == "original" else 1)
                )
            passed.cache = {}
    return [r for r in out if r is not None]


def item_rows(filing, items, linear):
    """Rows of the published items of a filing."""
    index = build(filing.facts)
    by_id = {f.id: f for f in filing.facts}
    out = []
    for i in items:
        before = i["context_before"] + " " if i["context_before"] else ""
        text = before + i["text"]
        ledger = find(Article(text))
        passed = passage.around(text, len(before), len(text), ledger, index)
        at = i["start"] + len(before) - passed.origin
        k = next((k for k, n in enumerate(passed.numbers) if n.start < at + len(i["surface"]) and n.stop > at), -1)
        row = None
        if k >= 0:
            views = [features.view(passed, j, index) for j in range(len(passed.numbers))]
            right = twin_rows(index, by_id[i["fact_id"]]) if i["fact_id"] in by_id else []
            right += [n for n, f in enumerate(index.facts) if f.id in i.get("also_ok", ())]
            label = ("supported", "contradicted", "not enough evidence").index(i["label"])
            row = one(
                passed, views, k, passed.numbers[k].mention, index, linear, right, filing, i["kind"], label, i["id"]
            )
        out.append((i, row))
    return out
