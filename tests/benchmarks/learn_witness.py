"""Learn what linking by witnesses ships: text statistics, the ranker and the verdict model.

    FACTCHECK_EVAL=… python tests/benchmarks/learn_witness.py [--cv] [--ship] [--cache DIR]

Reads tagged filings (``ixbrl/`` under FACTCHECK_EVAL), turns every tagged number into claims of its own (left as it
is, changed in one digit, by a thousand, by some percent, or replaced by the value of another period or line; with
some concepts and periods withheld from the table), and fits. ``--cv`` leaves each entity out and prints figures;
``--ship`` fits on everything and writes ``witness.json.z``. Needs catboost, which the project does not depend on.
"""

from __future__ import annotations

import collections
import csv
import gzip
import json
import math
import os
import pathlib
import random
import sys
import zlib
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from factcheck.claim.sentences import boundaries, sentence_of
from factcheck.link.witness import anchors, features, learned, net, passage, score, trees
from factcheck.link.witness.features import NAMES
from factcheck.link.witness.index import build
from factcheck.link.witness.words import label_stems, stems
from factcheck.model import Article, Fact, Period

try:
    from factcheck.find import find
except ImportError:
    sys.path.insert(0, "/tmp")
    import adapter

    def find(article):
        return adapter.find(article.text)

DATA = pathlib.Path(os.environ.get("FACTCHECK_EVAL", "")) / "ixbrl"
FOLDS = 5
HAND = {
    "c_near": 0.65, "c_bef": 0.5, "c_aft": 0.3, "c_full": 0.3, "c_ctx": 1.0, "c_hit": 2.1, "c_last": 0.8, "c_syn": 1.6,
    "c_char": 1.8, "c_prof": 2.1, "c_assoc": 1.8, "d_full": 0.3, "d_near": 0.3, "d_covctx": 0.9, "d_hit": 1.0, "d_unm": -0.9,
    "d_n": 0.5, "d_range": 0.7, "d_order": 1.0, "r_cov": 1.85, "r_dim": 0.7, "p_best": 2.0, "p_ctx": 1.0, "p_def": 1.2,
    "p_conf": -1.0, "p_durbad": -1.3, "p_instbad": -1.3, "p_freq": -1.5, "a_series": 0.9, "a_runser": 1.9,
    "a_concept": 2.4, "a_dims": 1.2, "a_runctx": 1.2, "a_taken": -4.7, "b_taken": -1.7, "b_concept": 1.0, "b_dims": 0.8,
    "m_mag": -3.3, "x_dec": 0.3, "u_exact": 1.0,
}  # fmt: skip
NONE = 5.5


def read_lines(path):
    opener = gzip.open if str(path).endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as fh:
        return [json.loads(line) for line in fh if line.strip()]


def day(text):
    return date.fromisoformat(text)


def read_facts(filing, filed):
    """A filing's table as facts, units and qualifiers as the reference would read them."""
    out, raw = [], []
    with gzip.open(DATA / "facts" / f"{filing}.csv.gz", "rt", encoding="utf-8") as fh:
        for r in csv.DictReader(fh):
            start = None if r["instant"] == "1" or not r["period_start"] else r["period_start"]
            axes = [x.split("=", 1)[0].split(":")[-1].removesuffix("Axis") for x in r["dimensions"].split(";") if "=" in x]
            labels = [x.strip() for x in r["dimension_labels"].split(";")] if r["dimension_labels"] else []
            unit, per = {"pure": ("ratio", None), "shares": ("share", None), "USD/shares": ("USD", "share")}.get(r["unit"], (r["unit"], None))
            dec = int(r["decimals"]) if r["decimals"].lstrip("-").isdigit() else None
            end = day(r["period_end"])
            period = Period(f"{start}/{r['period_end']}" if start else r["period_end"], day(start) if start else end, end)
            try:
                value = Decimal(r["value"])
            except ArithmeticError:
                continue
            out.append(Fact(r["fact_id"], r["entity"], r["label"], value, unit, filing, filed, per=per, qualifiers=tuple(zip(axes, labels)), period=period, decimals=dec, concept=r["concept"]))
            raw.append(r)
    return out, raw


@dataclass
class Filing:
    name: str
    entity: str
    facts: list
    paragraphs: list
    fold: int = 0


def load():
    items = read_lines(DATA / "verification.dev.jsonl")
    paragraphs = collections.defaultdict(list)
    for p in read_lines(DATA / "gold.dev.jsonl.gz"):
        paragraphs[p["filing"]].append(p)
    meta = {i["filing"]: i for i in items}
    for name, own in paragraphs.items():
        meta.setdefault(name, {"filing": name, "cik": own[0]["cik"], "filing_period_end": own[0]["period_end"]})
    ciks = sorted({m["cik"] for m in meta.values()})
    random.Random(7).shuffle(ciks)
    fold = {c: i % FOLDS for i, c in enumerate(ciks)}
    out = {}
    for name, m in sorted(meta.items()):
        facts, _ = read_facts(name, day(m["filing_period_end"]) + timedelta(days=60))
        out[name] = Filing(name, m["cik"], facts, paragraphs[name], fold[m["cik"]])
    return out, items


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
        names = {q for fact in f.facts for q in fact.qualifiers}
        labels = {x.id: x for x in f.facts}
        del names
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
    return learned.Learned(profiles, priors, dict(pairs), {a: round(x / y, 2) for a, (x, y) in loud.items() if y > 4}, idf)


# ---------------------------------------------------------------- claims of our own
def digits_of(surface):
    return [i for i, c in enumerate(surface) if c.isdigit()]


def changed(rng, mention, fact, facts, kind):
    """The mention with another value, or None where that kind of change cannot be made."""
    value = mention.value
    if kind == "scale":
        return replace(mention, value=value * (Decimal(1000) if rng.random() < 0.5 else Decimal("0.001")), decimals=None if mention.decimals is None else mention.decimals + (-3 if rng.random() < 0.5 else 3))
    unit = Decimal(1).scaleb(-(mention.decimals or 0))
    whole = abs(value / unit)
    if whole != int(whole) or whole == 0:
        return None
    if kind == "digit":
        text = str(int(whole))
        at = rng.randrange(len(text))
        new = text[:at] + rng.choice([d for d in "0123456789" if d != text[at] and not (at == 0 and d == "0")]) + text[at + 1 :]
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


def sentences_of(p):
    starts = boundaries(p["text"])
    out = collections.defaultdict(list)
    for g in p["gold"]:
        out[sentence_of(starts, len(p["text"]), g["start"])].append(g)
    return out


def twin_rows(index, fact):
    return [i for i, f in enumerate(index.facts) if f.value == fact.value and f.unit == fact.unit and f.period == fact.period]


def unit_of(gold):
    return {"pure": ("ratio", None), "shares": ("share", None), "USD/shares": ("USD", "share")}.get(gold["unit"], (gold["unit"], None))


def one(passed, views, k, mention, index, linear, right, filing, kind, label, name=""):
    """A Row for number ``k`` printed as ``mention``."""
    own = views[k] if mention is passed.numbers[k].mention else features.view(passed, k, index, mention)
    mine = [*views]
    mine[k] = own
    w = anchors.witnesses(passed, mine, index, linear, NONE)
    conf = anchors.confidences(w, k)
    table = anchors.columns(passed, w, conf, k, mention, index)
    at = score.candidates(own, index, table, linear)
    if not len(at):
        return None
    x = features.gather(own, index, at, table[at])
    empty = np.zeros((0, 0), dtype=np.float32)
    slim = replace(own, concept=empty, members=empty, period=empty, explained=(empty, empty, empty))
    return Row(filing.name, filing.fold, kind, label, at, x, np.isin(at, right), (passed, slim, k, w, conf, index), name)


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
                k = next((k for k, n in enumerate(passed.numbers) if n.start < g["end"] - passed.origin and n.stop > g["start"] - passed.origin), -1)
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
                out.append(one(passed, views, k, new, index, linear, right, filing, kind, 0 if kind == "original" else 1))
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
            row = one(passed, views, k, passed.numbers[k].mention, index, linear, right, filing, i["kind"], label, i["id"])
        out.append((i, row))
    return out


# ---------------------------------------------------------------- fitting
def padded(rows):
    """Candidates as groups x most x features, which of them are right as shares, and which are there at all."""
    most = max(len(r.at) for r in rows)
    x = np.zeros((len(rows), most, len(NAMES)), dtype=np.float32)
    y = np.zeros((len(rows), most + 1), dtype=np.float32)
    there = np.zeros((len(rows), most + 1), dtype=bool)
    there[:, most] = True
    for g, r in enumerate(rows):
        n = len(r.at)
        x[g, :n], there[g, :n] = r.x, True
        if r.right.any():
            y[g, :n] = r.right / r.right.sum()
        else:
            y[g, most] = 1
    return x, y, there


def fit_net(rows, hidden=48, epochs=14, rate=3e-3, decay=1e-4, drop=0.1, seed=1, start=None):
    """A network by Adam on the softmax over the candidates and "none on file"."""
    rng = np.random.default_rng(seed)
    x, y, there = padded(rows)
    flat = x[there[:, :-1]]
    mean, scale = flat.mean(axis=0), 1 / (flat.std(axis=0) + 0.05)
    x = (x - mean) * scale * there[:, :-1, None]
    f = x.shape[2]
    w = {"straight": np.zeros(f), "into": rng.normal(0, (2 / f) ** 0.5, (f, hidden)), "shift": np.zeros(hidden), "out": rng.normal(0, 0.05, hidden), "none": np.array([1.0])}
    w = {k: v.astype(np.float32) for k, v in w.items()}
    first, second = {k: np.zeros_like(v) for k, v in w.items()}, {k: np.zeros_like(v) for k, v in w.items()}
    step, total = 0, epochs * (len(rows) // 64 + 1)
    for _ in range(epochs):
        order = rng.permutation(len(rows))
        for b in range(0, len(rows), 64):
            at = order[b : b + 64]
            step += 1
            z, yy, ok = x[at], y[at], there[at]
            if drop:
                z = z * (rng.random((len(at), 1, f)) > drop * 0.5).astype(np.float32)
            pre = z @ w["into"] + w["shift"]
            h = np.maximum(pre, 0)
            s = np.concatenate([z @ w["straight"] + h @ w["out"], np.broadcast_to(w["none"], (len(at), 1))], axis=1)
            s[~ok] = -1e9
            e = np.exp(s - s.max(axis=1, keepdims=True))
            p = e / e.sum(axis=1, keepdims=True)
            g = (p - yy) / len(at)
            gs, gh = g[:, :-1], g[:, :-1, None] * w["out"] * (pre > 0)
            grad = {"straight": np.einsum("gk,gkf->f", gs, z), "out": np.einsum("gk,gkh->h", gs, h), "shift": gh.sum(axis=(0, 1)),
                    "into": z.reshape(-1, f).T @ gh.reshape(-1, gh.shape[2]), "none": g[:, -1:].sum(axis=0)}
            now = rate * min(1.0, step / 100) * (1 - step / (total + 1))
            for k in w:
                first[k] = 0.9 * first[k] + 0.1 * grad[k]
                second[k] = 0.999 * second[k] + 0.001 * grad[k] ** 2
                w[k] -= now * (first[k] / (1 - 0.9**step) / (np.sqrt(second[k] / (1 - 0.999**step)) + 1e-8) + (decay / rate * w[k] if k in ("into", "out", "straight") else 0))
    out = {k: np.round(v.astype(float), 5).tolist() for k, v in w.items() if k != "none"}
    return {**out, "mean": np.round(mean.astype(float), 5).tolist(), "scale": np.round(scale.astype(float), 5).tolist(), "none": float(w["none"][0])}


def merged(nets):
    """Several networks as one: their scores averaged."""
    n, base = len(nets), nets[0]
    a = {k: [np.array(m[k]) for m in nets] for k in ("straight", "into", "shift", "out")}
    return {"mean": base["mean"], "scale": base["scale"], "straight": (sum(a["straight"]) / n).tolist(), "into": np.concatenate(a["into"], axis=1).tolist(),
            "shift": np.concatenate(a["shift"]).tolist(), "out": (np.concatenate(a["out"]) / n).tolist(), "none": sum(m["none"] for m in nets) / n}


def plain_forest(model, outputs):
    """A catboost model of numeric features as plain data."""
    path = "/tmp/witness_model.json"
    model.save_model(path, format="json")
    d = json.load(open(path))
    borders = {f["feature_index"]: f for f in d["features_info"]["float_features"]}
    splits, leaves = [], []
    for t in d["oblivious_trees"]:
        splits.append([[borders[s["float_feature_index"]]["flat_feature_index"], float(f"{s['border']:.5g}")] for s in t["splits"]])
        leaves.append([float(f"{v:.4g}") for v in t["leaf_values"]])
    scale, bias = d["scale_and_bias"]
    assert scale == 1
    bias = bias if isinstance(bias, list) else [bias]
    return {"splits": splits, "leaves": leaves, "bias": (bias * outputs)[:outputs] if len(bias) != outputs else bias}


def verdict_rows(rows, ranker):
    """(features of the verdict model, best mismatching candidate, best matching candidate or -1) of every row."""
    model = net.net(ranker)
    none = model.none
    out, tops = [], []
    for r in rows:
        passed, own, k, w, conf, index = r.extra
        ranked = score.ranked(own, r.at, r.x, model(r.x), none)
        ranked.row = score.verdict_row(ranked, passed, k, w, conf, index, none)
        out.append(ranked.row)
        hit = np.flatnonzero(ranked.match)
        miss = np.flatnonzero(ranked.match == 0)
        where = {a: i for i, a in enumerate(r.at)}
        good = lambda c: bool(r.right[where[ranked.at[c]]])  # noqa: B023, E731
        tops.append((good(miss[0]) if len(miss) else False, good(hit[0]) if len(hit) else False, bool(len(hit)), bool(len(miss)), good(0)))
    return np.array(out, dtype=np.float32), np.array(tops)


def fit_verdict(x, y, weight=None, iterations=150, depth=5, rate=0.1, threads=1):
    from catboost import CatBoostClassifier

    model = CatBoostClassifier(loss_function="MultiClass", iterations=iterations, depth=depth, learning_rate=rate, l2_leaf_reg=6, thread_count=threads,
                               random_seed=1, verbose=0, allow_writing_files=False, border_count=32)
    model.fit(x, y, sample_weight=weight)
    return plain_forest(model, 3)


def probabilities(forest_data, x):
    s = trees.forest(forest_data)(x)
    e = np.exp(s - s.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def decide(p, tops, t):
    """0 supported, 1 contradicted, 2 abstained; and whether that rests on the right fact."""
    says = np.full(len(p), 2)
    matched = tops[:, 2].astype(bool)
    says[matched & (p[:, 0] >= p[:, 2])] = 0
    says[(p[:, 1] >= t) & tops[:, 3].astype(bool)] = 1
    right = np.where(says == 1, tops[:, 0], np.where(says == 0, tops[:, 1], False))
    return says, right


def figures(p, tops, y, t):
    says, right = decide(p, tops, t)
    sup, con, nei = (y == 0), (y == 1), (y == 2)
    f1 = []
    for c in range(3):
        tp = ((says == c) & (y == c)).sum()
        f1.append(2 * tp / max((says == c).sum() + (y == c).sum(), 1))
    return {"t": round(float(t), 3), "FC": round(float((says[sup] == 1).mean()), 4), "NEIc": round(float((says[nei] == 1).mean()), 4), "CR": round(float(((says == 1) & right.astype(bool))[con].mean()), 4),
            "SR": round(float(((says == 0) & right.astype(bool))[sup].mean()), 4), "NEIs": round(float((says[nei] == 0).mean()), 4), "passed": round(float((says[con] == 0).mean()), 4), "F1": round(float(np.mean(f1)), 4)}


def frontier(p, tops, y, rates=(0.0016, 0.003, 0.0046, 0.0091, 0.02, 0.05)):
    """Figures at the thresholds where the false contradiction rate reaches each of the rates."""
    out = []
    for rate in rates:
        own = np.sort(p[(y == 0) & tops[:, 3].astype(bool), 1])[::-1]
        allowed = int(rate * (y == 0).sum())
        t = own[allowed] + 1e-6 if allowed < len(own) else 0.34
        out.append(figures(p, tops, y, t))
    return out


def ship(filings, rows, threshold, nets=2):
    """Fit on everything and write the data file of the package. The ranker's own scores of a claim come from folds."""
    x = np.zeros((len(rows), len(score.VERDICT_NAMES)), dtype=np.float32)
    for f in range(FOLDS):
        own = [i for i, r in enumerate(rows) if r.fold == f]
        fitted = merged([fit_net([r for r in rows if r.fold != f], seed=s) for s in range(nets)])
        x[own] = verdict_rows([rows[i] for i in own], fitted)[0]
    final = merged([fit_net(rows, seed=s) for s in range(nets)])
    verdict = fit_verdict(x, np.array([r.label for r in rows]))
    write(filings, final, verdict, threshold)


def write(filings, ranker, verdict, threshold):
    t = count_tables(filings)
    data = {"learned": {"profiles": t.profiles, "priors": t.priors, "pairs": t.pairs, "loud": t.loud, "idf": t.idf},
            "linear": HAND, "none": NONE, "ranker": ranker, "verdict": verdict, "threshold": threshold}
    path = pathlib.Path(learned.__file__).with_name("witness.json.z")
    path.write_bytes(zlib.compress(json.dumps(data, separators=(",", ":"), sort_keys=True).encode(), 9))
    print(path.name, path.stat().st_size, "bytes")
