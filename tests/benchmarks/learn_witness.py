"""Learn what linking by witnesses ships: text statistics, the ranker and the verdict model.

    FACTCHECK_EVAL=… python tests/benchmarks/learn_witness.py [--cv] [--ship THRESHOLD]

Reads tagged filings (``ixbrl/`` under FACTCHECK_EVAL), turns every tagged number into claims of its own (left as it
is, changed in one digit, by a thousand, by some percent, or replaced by the value of another period or line; with
some concepts and periods withheld from the table, once nearly all of them), and fits. Folds leave whole entities out,
also from the text statistics. ``--cv`` prints figures on the published items, ``--ship`` fits on everything and writes
``witness.json.z``. Needs catboost for the verdict model, which the project does not depend on.
"""

from __future__ import annotations

import argparse
import collections
import json
import pathlib
import random
import tempfile
import zlib
from dataclasses import replace

import numpy as np
from witness_claims import DATA, FOLDS, count_tables, item_rows, load, read_lines, replica, settings, withhold

from factcheck.link.witness import learned, net, score, trees
from factcheck.link.witness.features import NAMES

REPLICAS = ((0, 0.0), (1, 0.2), (3, 0.75))  # (seed, share of concepts withheld)
HAND = {
    "c_near": 0.65, "c_bef": 0.5, "c_aft": 0.3, "c_full": 0.3, "c_ctx": 1.0, "c_hit": 2.1, "c_last": 0.8, "c_syn": 1.6,
    "c_char": 1.8, "c_prof": 2.1, "c_assoc": 1.8, "d_full": 0.3, "d_near": 0.3, "d_covctx": 0.9, "d_hit": 1.0, "d_unm": -0.9,
    "d_n": 0.5, "d_range": 0.7, "d_order": 1.0, "r_cov": 1.85, "r_dim": 0.7, "p_best": 2.0, "p_ctx": 1.0, "p_def": 1.2,
    "p_conf": -1.0, "p_durbad": -1.3, "p_instbad": -1.3, "p_freq": -1.5, "a_series": 0.9, "a_runser": 1.9,
    "a_concept": 2.4, "a_dims": 1.2, "a_runctx": 1.2, "a_taken": -4.7, "b_taken": -1.7, "b_concept": 1.0, "b_dims": 0.8,
    "m_mag": -3.3, "x_dec": 0.3, "u_exact": 1.0,
}  # fmt: skip
NONE = 5.5


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


def fit_net(rows, hidden=64, epochs=8, rate=3e-3, decay=1e-4, drop=0.1, seed=0):
    """A network by Adam on the softmax over the candidates and "none on file"."""
    rng = np.random.default_rng(seed)
    x, y, there = padded(rows)
    flat = x[there[:, :-1]]
    mean, scale = flat.mean(axis=0), 1 / (flat.std(axis=0) + 0.05)
    x = (x - mean) * scale * there[:, :-1, None]
    f = x.shape[2]
    w = {
        "straight": np.zeros(f),
        "into": rng.normal(0, (2 / f) ** 0.5, (f, hidden)),
        "shift": np.zeros(hidden),
        "out": rng.normal(0, 0.05, hidden),
        "none": np.array([1.0]),
    }
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
            grad = {
                "straight": np.einsum("gk,gkf->f", gs, z),
                "out": np.einsum("gk,gkh->h", gs, h),
                "shift": gh.sum(axis=(0, 1)),
                "into": z.reshape(-1, f).T @ gh.reshape(-1, gh.shape[2]),
                "none": g[:, -1:].sum(axis=0),
            }
            now = rate * min(1.0, step / 100) * (1 - step / (total + 1))
            for k in w:
                first[k] = 0.9 * first[k] + 0.1 * grad[k]
                second[k] = 0.999 * second[k] + 0.001 * grad[k] ** 2
                w[k] -= now * (
                    first[k] / (1 - 0.9**step) / (np.sqrt(second[k] / (1 - 0.999**step)) + 1e-8)
                    + (decay / rate * w[k] if k in ("into", "out", "straight") else 0)
                )
    out = {k: np.round(v.astype(float), 5).tolist() for k, v in w.items() if k != "none"}
    return {
        **out,
        "mean": np.round(mean.astype(float), 5).tolist(),
        "scale": np.round(scale.astype(float), 5).tolist(),
        "none": float(w["none"][0]),
    }


def merged(nets):
    """Several networks as one: their scores averaged."""
    n, base = len(nets), nets[0]
    a = {k: [np.array(m[k]) for m in nets] for k in ("straight", "into", "shift", "out")}
    return {
        "mean": base["mean"],
        "scale": base["scale"],
        "straight": (sum(a["straight"]) / n).tolist(),
        "into": np.concatenate(a["into"], axis=1).tolist(),
        "shift": np.concatenate(a["shift"]).tolist(),
        "out": (np.concatenate(a["out"]) / n).tolist(),
        "none": sum(m["none"] for m in nets) / n,
    }


def plain_forest(model, outputs):
    """A catboost model of numeric features as plain data."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        d = json.loads(path.read_text())
    borders = {f["feature_index"]: f for f in d["features_info"]["float_features"]}
    splits, leaves = [], []
    for t in d["oblivious_trees"]:
        splits.append(
            [
                [borders[s["float_feature_index"]]["flat_feature_index"], float(f"{s['border']:.5g}")]
                for s in t["splits"]
            ]
        )
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
        tops.append(
            (
                good(miss[0]) if len(miss) else False,
                good(hit[0]) if len(hit) else False,
                bool(len(hit)),
                bool(len(miss)),
                good(0),
            )
        )
    return np.array(out, dtype=np.float32), np.array(tops)


def fit_verdict(x, y, weight=None, iterations=120, depth=5, rate=0.1, threads=1):
    from catboost import CatBoostClassifier

    model = CatBoostClassifier(
        loss_function="MultiClass",
        iterations=iterations,
        depth=depth,
        learning_rate=rate,
        l2_leaf_reg=6,
        thread_count=threads,
        random_seed=1,
        verbose=0,
        allow_writing_files=False,
        border_count=32,
    )
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
    return {
        "t": round(float(t), 3),
        "FC": round(float((says[sup] == 1).mean()), 4),
        "NEIc": round(float((says[nei] == 1).mean()), 4),
        "CR": round(float(((says == 1) & right.astype(bool))[con].mean()), 4),
        "SR": round(float(((says == 0) & right.astype(bool))[sup].mean()), 4),
        "NEIs": round(float((says[nei] == 0).mean()), 4),
        "passed": round(float((says[con] == 0).mean()), 4),
        "F1": round(float(np.mean(f1)), 4),
    }


def frontier(p, tops, y, rates=(0.0016, 0.003, 0.0046, 0.0091, 0.02, 0.05)):
    """Figures at the thresholds where the false contradiction rate reaches each of the rates."""
    out = []
    for rate in rates:
        own = np.sort(p[(y == 0) & tops[:, 3].astype(bool), 1])[::-1]
        allowed = int(rate * (y == 0).sum())
        t = own[allowed] + 1e-6 if allowed < len(own) else 0.34
        out.append(figures(p, tops, y, t))
    return out


def write(filings, linear, ranker, verdict, threshold):
    """The data file of the package."""
    t = count_tables(filings)
    told = {"profiles": t.profiles, "priors": t.priors, "pairs": t.pairs, "loud": t.loud, "idf": t.idf}
    weights = [{n: round(float(w), 3) for n, w in zip(NAMES, row, strict=True) if w} for row in linear[0]]
    data = {
        "learned": told,
        "linear": weights,
        "none": linear[1],
        "ranker": ranker,
        "verdict": verdict,
        "threshold": threshold,
    }
    path = pathlib.Path(learned.__file__).with_name("witness.json.z")
    path.write_bytes(zlib.compress(json.dumps(data, separators=(",", ":"), sort_keys=True).encode(), 9))
    print(path.name, path.stat().st_size, "bytes")


def rows_of(filings, items, linear, replicas):
    """(claims to learn from, the published items, the same with four fifths of the table emptied)."""
    by_filing = collections.defaultdict(list)
    for item in items:
        by_filing[item["filing"]].append(item)
    own, published, emptied = [], [], []
    for fold in range(FOLDS):
        settings(filings, fold)
        for f in (f for f in filings.values() if f.fold == fold):
            for seed, share in replicas:
                own += replica(f, seed, share, linear)
            published += [r for _, r in item_rows(f, by_filing[f.name], linear) if r]
            bare = replace(f, facts=withhold(random.Random(f.name), f.facts, 0.8))
            emptied += [r for _, r in item_rows(bare, by_filing[f.name], linear) if r]
    for r in emptied:
        if not r.right.any():
            r.label = 2
    return own, published, emptied


def first_weights(filings, items):
    """The two linear first passes: one by hand, one fitted on claims made with that."""
    by_hand = np.array([HAND.get(n, 0) for n in NAMES], dtype=np.float32)
    own, _, _ = rows_of(filings, items, (np.stack([by_hand, by_hand]), NONE), REPLICAS[:2])
    fitted = fit_net(own, hidden=1, epochs=5)
    weights = np.array(fitted["straight"]) * np.array(fitted["scale"])
    none = round(float(fitted["none"] + (np.array(fitted["mean"]) * weights).sum()), 3)
    return np.stack([weights.astype(np.float32), by_hand]), none


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cv", action="store_true")
    parser.add_argument("--ship", type=float, metavar="THRESHOLD")
    args = parser.parse_args()
    filings = load()
    items = read_lines(DATA / "verification.dev.jsonl")
    linear = first_weights(filings, items)
    own, published, emptied = rows_of(filings, items, linear, REPLICAS)
    rows = own + published + emptied
    fold, y = np.array([r.fold for r in rows]), np.array([r.label for r in rows])
    x, tops = np.zeros((len(rows), len(score.VERDICT_NAMES)), dtype=np.float32), np.zeros((len(rows), 5), dtype=bool)
    for f in range(FOLDS):
        at = np.flatnonzero(fold == f)
        x[at], tops[at] = verdict_rows([rows[i] for i in at], fit_net([r for r in own if r.fold != f]))
    mine = np.arange(len(rows)) < len(own)
    if args.cv:
        p = np.zeros((len(rows), 3), dtype=np.float32)
        for f in range(FOLDS):
            p[fold == f] = probabilities(fit_verdict(x[mine & (fold != f)], y[mine & (fold != f)]), x[fold == f])
        a, b = slice(len(own), len(own) + len(published)), slice(len(own) + len(published), None)
        for row in frontier(p[a], tops[a], y[a]):
            print(row, "emptied:", figures(p[b], tops[b], y[b], row["t"]))
    if args.ship:
        write(filings, linear, fit_net(own), fit_verdict(x[mine], y[mine]), args.ship)


if __name__ == "__main__":
    main()
