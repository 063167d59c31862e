"""A number and its candidate facts -> probabilities: which fact it is about, and whether the text is right."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from factcheck.link.witness.anchors import Witnesses, columns, confidences
from factcheck.link.witness.features import CONCEPT, FACT, NAMES, PERIOD, View, gather, unit_fit
from factcheck.link.witness.index import Floats, Index, Ints
from factcheck.link.witness.members import MEMBERS
from factcheck.link.witness.passage import Passage

CANDIDATES = 50
MATCHED = 8
FROM_TOP = (
    "p_list p_next p_prev p_best p_any p_conf p_def c_near c_full c_char c_hit r_cov d_full d_unm d_n a_series "
    "a_runser a_concept a_ctx a_runctx a_taken b_taken b_series b_concept m_mag x_dec x_prec u_exact c_prof c_seen "
    "a_echo b_echo a_conper a_conaxes p_ctx d_min d_order d_named d_other"
).split()
OF_ALL = (
    "lo_top lo_match gap_match p_match p_topval p_none margin margin_val p_con p_ctx p_ser same_con same_ser "
    "same_ctx sermatch ctxmatch is1000 reldiff digit1 ratio10 n_match digits n_other anchored near_anchored "
    "unanchored_run inside n_facts money percent count has_match rank_match"
).split()
VERDICT_NAMES = OF_ALL + [f"t_{n}" for n in FROM_TOP] + [f"m_{n}" for n in FROM_TOP]
_AT = {n: i for i, n in enumerate(NAMES)}
_PICK = [_AT[n] for n in FROM_TOP]


@dataclass(slots=True)
class Ranked:
    """Candidates of one number, best first: ``share`` is the softmax over them and "none on file"."""

    view: View
    at: Ints
    x: Floats
    score: Floats
    share: Floats
    none: float
    match: Floats
    row: Floats


def candidates(v: View, index: Index, table: Floats, linear: Floats) -> Ints:
    """Unit-compatible facts worth a closer look: the best by each weighted sum, and the best value matches."""
    facts = np.flatnonzero(v.compatible)
    if len(facts) <= MATCHED:
        return facts
    c, d, q = index.concept[facts], index.members[facts], index.period[facts]
    apart = np.abs(index.size[facts] - v.size)
    thousands = (apart > 2.5) & (np.abs(apart - 3 * np.round(apart / 3)) < 0.03)
    near = np.where(thousands, 0.35, np.clip(apart, 0.35, 4)) / 4
    anchored, unit = table[facts], unit_fit(v, index, facts)
    hits = np.flatnonzero(v.match[facts])
    kept = []
    most = CANDIDATES if len(linear) == 1 else CANDIDATES * 3 // 5
    for weights in linear:
        slots = np.split(weights, np.cumsum([len(CONCEPT), len(MEMBERS), len(PERIOD), len(FACT)]))
        score = (v.concept @ slots[0] + weights[_AT["r_cov"]] * v.explained[0])[c]
        score += (
            v.members @ slots[1] + weights[_AT["r_cov"]] * v.explained[1] + weights[_AT["r_dim"]] * v.explained[2]
        )[d]
        score += (v.period @ slots[2])[q] + anchored @ slots[4] + weights[_AT["m_mag"]] * near
        score += weights[_AT["p_freq"]] * index.frequency[facts] + weights[_AT["u_exact"]] * unit
        kept.append(np.argpartition(-score, most)[:most] if len(score) > most else np.arange(len(score)))
        kept.append(hits[np.argsort(-score[hits], kind="stable")[:MATCHED]])
    return facts[np.unique(np.concatenate(kept))]


def rank(p: Passage, v: View, k: int, w: Witnesses, index: Index, linear: Floats,
         model: Callable[[Floats], Floats], none: float) -> Ranked | None:  # fmt: skip
    """Score the candidates of number ``k`` with everything the passage says."""
    conf = confidences(w, k)
    table = columns(p, w, conf, k, v.mention, index)
    at = candidates(v, index, table, linear)
    if not len(at):
        return None
    x = gather(v, index, at, table[at])
    out = ranked(v, at, x, model(x), none)
    out.row = verdict_row(out, p, k, w, conf, index, none)
    return out


def ranked(v: View, at: Ints, x: Floats, score: Floats, none: float) -> Ranked:
    """Candidates in order of their scores, with their shares of the probability."""
    order = np.argsort(-score, kind="stable")
    at, x, score = at[order], x[order], score[order]
    top = max(float(score[0]), none)
    odds = np.exp(score - top)
    total = float(odds.sum()) + math.exp(none - top)
    return Ranked(v, at, x, score, odds / total, math.exp(none - top) / total, v.match[at].astype(np.float32), x[0])


def verdict_row(r: Ranked, p: Passage, k: int, w: Witnesses, conf: Floats, index: Index, none: float) -> Floats:
    """The numbers a verdict is drawn from, in the order of ``VERDICT_NAMES``."""
    v, at = r.view, r.at
    hits = np.flatnonzero(r.match)
    miss = np.flatnonzero(r.match == 0)
    t = int(miss[0]) if len(miss) else 0
    m = int(hits[0]) if len(hits) else -1
    top = at[t]
    close = np.abs(index.size[at] - index.size[top]) < 1e-7
    lo = [float(r.score[t]) - none, float(r.score[m]) - none if m >= 0 else -9.0]
    others = r.score[miss[1:2]] if len(miss) > 1 else np.array([none])
    different = r.score[(~close) & (r.match == 0)]
    ratio = v.size - float(index.size[top])

    def same(ids: Ints) -> float:
        return float(m >= 0 and ids[at[m]] == ids[top])

    def share(ids: Ints) -> float:
        return float(r.share[ids[at] == ids[top]].sum())

    among = np.flatnonzero(v.match)
    number = p.numbers[k]
    around = [j for j, n in enumerate(p.numbers) if n.inside and j != k]
    sure = {j: float(conf[w.owner == j].max()) if (w.owner == j).any() else 0.0 for j in around}
    run = [sure[j] for j in around if p.numbers[j].run == number.run]
    digits = sum(c.isdigit() for c in v.mention.surface)
    adjacent = [c for j, c in sure.items() if abs(j - k) == 1]
    kind = v.mention.kind
    own = [
        lo[0], lo[1], min(lo[1] - lo[0], 12.0), float(r.share[hits].sum()), float(r.share[close].sum()), r.none,
        lo[0] - float(others[0]) + none, lo[0] - (float(different[0]) if len(different) else none) + none,
        share(index.concept), share(index.context), share(index.series),
        same(index.concept), same(index.series), same(index.context),
        float((index.series[among] == index.series[top]).any()),
        float((index.context[among] == index.context[top]).any()),
        float(r.x[t, _AT["x_thousand"]]), min(abs(ratio), 4.0),
        float(r.x[t, _AT["x_digit"]]),
        float(abs(abs(ratio) - round(abs(ratio))) < 0.004 and abs(ratio) > 0.5),
        min(len(among), 20), digits, len(around), sum(c > 0.5 for c in sure.values()) / max(len(around), 1),
        max(adjacent, default=0.0), sum(c < 0.3 for c in run), float(number.inside),
        math.log10(len(index.facts)),
        float(kind == "money"), float(v.percent), float(kind in ("number", "quantity")),
        float(m >= 0), float(min(m, 20)),
    ]  # fmt: skip
    zero = np.full(len(_PICK), -1, dtype=np.float32)
    return np.concatenate([np.array(own, dtype=np.float32), r.x[t, _PICK], r.x[m, _PICK] if m >= 0 else zero])
