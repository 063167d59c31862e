"""(number of a text, facts) -> named features: told per concept, member set and period, then gathered per fact.

Every feature lies between 0 and 1 unless said. IDF shares weigh a label's words by how few labels hold them.

* c_near c_bef c_aft c_full c_last c_ctx: share of the label said within 70 characters, from the number before, up to
  the number after, in the sentence, in the 30 characters before, in the context. c_hit: how much of it, in all.
  c_syn, c_assoc: what synonyms and learned companions of the text's words add. c_char: likeness of character n-grams.
  c_big: pairs of label words in order. c_prof: likeness of the sentence to sentences that told this concept elsewhere.
  c_prior, c_seen: how often prose tells it.
* d_*: the same for members; d_unm what stays unsaid of members that prose always names, d_range Maximum and Minimum
  against "up to" and "from", d_order place in a list of names, d_named and d_other numbers that are part of a name.
* p_list: the period in the number's place in a list; p_next, p_prev the nearest ones; p_conf: periods are said, none
  fits; p_def: none is said and this is the report's own; p_inst, p_instbad, p_durbad: balance or flow against the cues.
* r_cov, r_dim: share of the sentence's table words that label and members explain. p_freq: how full this context is.
  m_mag: distance in magnitude, blind below a factor of two, so that it can't tell a match from a near miss.
  x_dec, x_prec: precision of the fact and of the print; x_thousand, x_digit: off by a power of 1,000, by one digit.
* a_*, b_*: what the other numbers of the sentence, of the context, match exactly: the same series, the number beside
  it (run), concept, member set (dims), context, period, concept and period (conper), concept and axes (conaxes);
  taken: another number already says this very fact; echo: the same number said twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from factcheck.link.witness.index import Floats, Index, Ints
from factcheck.link.witness.learned import tables
from factcheck.link.witness.members import MEMBERS, member_table
from factcheck.link.witness.passage import Number, Passage
from factcheck.link.witness.spoken import matches
from factcheck.link.witness.words import grams, synonyms
from factcheck.measure import intervals
from factcheck.model import Mention

CONCEPT = "c_near c_bef c_aft c_full c_ctx c_hit c_last c_syn c_char c_big c_prof c_assoc c_prior c_seen".split()
PERIOD = "p_list p_next p_prev p_best p_any p_ctx p_conf p_def p_prior p_inst p_instbad p_durbad p_typdur".split()
FACT = "r_cov r_dim p_freq m_mag x_dec x_prec u_exact x_thousand x_digit".split()
ANCHOR = (
    "a_series a_runser a_concept a_dims a_ctx a_runctx a_period a_taken b_taken b_series b_concept b_dims b_ctx "
    "a_echo b_echo a_conper a_conaxes b_conaxes"
).split()
NAMES = CONCEPT + MEMBERS + PERIOD + FACT + ANCHOR
_INSTANT = re.compile(r"\b(?:as of|as at|balance|outstanding|were|at (?:year|period)[- ]end)\b", re.IGNORECASE)
_DURATION = re.compile(
    r"\b(?:during|for the|recorded|recognized|incurred|paid|received|totaled|months ended|year ended)\b", re.IGNORECASE
)


@dataclass(slots=True)
class View:
    """Everything about one number: feature tables per concept, member set and period, and per-fact basics."""

    number: Number
    mention: Mention
    compatible: NDArray[np.bool_]
    match: NDArray[np.bool_]
    low: float  # what the printed digits allow at their widest
    high: float
    size: float
    decimals: float
    percent: bool
    concept: Floats  # concepts x CONCEPT
    members: Floats
    period: Floats
    explained: tuple[Floats, Floats, Floats]  # r_cov parts of concepts and member sets, r_dim


def view(p: Passage, k: int, index: Index, mention: Mention | None = None) -> View:
    """Features of number ``k``; ``mention`` replaces its printed value (what-if, used in training)."""
    number = p.numbers[k]
    m = mention or number.mention
    ok, match, low, high, size, dec, percent = _value(m, index)
    if p.until < index.last:
        known = index.ends[index.period] <= p.until
        ok, match = ok & known, match & known
    windows = _windows(p, k)
    columns, hits = _word_columns(p, windows, index)
    concept = _concepts(p, k, index, columns, hits)
    members = member_table(p, k, index, columns, hits)
    read = (ok, match, low, high, size, dec, percent)
    return View(number, m, *read, concept, members, _periods(p, k, index), _explained(p, index, columns, hits))


def _value(m: Mention, index: Index) -> tuple[NDArray[np.bool_], NDArray[np.bool_], float, float, float, float, bool]:
    """(facts of a fitting unit, those the digits allow, what they allow, log10 size, decimals, is it a percentage)."""
    percent = m.kind == "percent" or m.unit in ("percent", "percentage_point")
    points = m.unit == "basis_point"
    if m.kind == "money":
        ok = index.money == index.currencies.get(m.unit or "", -2)
        if m.per == "share":
            ok = ok & index.per_share
    elif percent or points or m.kind == "ratio":
        ok = index.percent
    else:
        ok = index.money < 0
    scale = 1e-4 if points else 0.01 if percent else 1.0
    strict, wide = intervals.allowed(m)
    del strict
    low = float(wide.low) * scale if wide.low is not None else -np.inf
    high = float(wide.high) * scale if wide.high is not None else np.inf
    value = abs(float(m.value)) * scale  # type: ignore[arg-type]
    if float(m.value) < 0:  # type: ignore[arg-type]
        low, high = -high, -low
    exact = index.low == index.high
    inside = np.where(exact, (index.low >= low) & (index.low <= high), (index.low < high) & (index.high > low))
    near = 1e-9 * value
    inside |= exact & (np.abs(index.low - value) <= near)
    size = float(np.log10(value)) if value > 0 else -9.0
    dec = float(m.decimals) + (4 if points else 2 if percent else 0) if m.decimals is not None else np.nan
    return ok, ok & inside, low, high, size, dec, percent or points


def _windows(p: Passage, k: int) -> list[tuple[int, int]]:
    """near, before, after, last, sentence, context: where the words of number ``k`` may stand."""
    n = p.numbers[k]
    first = n.start
    j = k
    while j and p.numbers[j - 1].run == n.run:
        j -= 1
    before = p.numbers[j - 1].stop if j and p.numbers[j - 1].inside == n.inside else (p.split if n.inside else 0)
    j = k
    while j + 1 < len(p.numbers) and p.numbers[j + 1].run == n.run:
        j += 1
    after = p.numbers[j + 1].start if j + 1 < len(p.numbers) else len(p.text)
    whole = (p.split, len(p.text)) if n.inside else (0, p.split)
    other = (0, p.split) if n.inside else (0, 0)
    return [(first - 70, n.stop + 70), (before, first), (n.stop, after), (first - 30, first), whole, other]


def _word_columns(p: Passage, windows: list[tuple[int, int]], index: Index) -> tuple[Floats, Ints]:
    """Presence (stems x windows) of the index's stems, and their rows; last columns: synonyms, associations."""
    key = "hits"
    if key not in p.cache:
        own = [(at, index.stem_id[s]) for at, s in p.words if s in index.stem_id]
        extra: dict[int, list[float]] = {}
        syn, pairs = synonyms(), tables().pairs
        for at, s in p.words:
            if at < p.split:
                continue
            for t in syn.get(s, ()):
                if t in index.stem_id:
                    extra.setdefault(index.stem_id[t], [0.0, 0.0])[0] = 1.0
            for t, w in pairs.get(s, {}).items():
                if t in index.stem_id:
                    slot = extra.setdefault(index.stem_id[t], [0.0, 0.0])
                    slot[1] = max(slot[1], w)
        rows = list(dict.fromkeys([r for _, r in own] + list(extra)))
        place = {r: i for i, r in enumerate(rows)}
        p.cache[key] = (
            np.array([at for at, _ in own]),
            np.array([place[r] for _, r in own], dtype=np.int64),
            np.array(rows, dtype=np.int64),
            [(place[r], *v) for r, v in extra.items()],
        )
    at, local, rows, extras = p.cache[key]
    columns = np.zeros((len(rows), len(windows) + 2), dtype=np.float32)
    for w, (first, last) in enumerate(windows):
        if len(at):
            columns[local[(at >= first) & (at < last)], w] = 1
    for row, syn_w, pair_w in extras:
        if not columns[row, 4]:
            columns[row, -2], columns[row, -1] = syn_w, pair_w
    return columns, rows


def _concepts(p: Passage, k: int, index: Index, columns: Floats, rows: Ints) -> Floats:
    out = np.zeros((len(index.labels), len(CONCEPT)), dtype=np.float32)
    if len(rows):
        cover = columns.T @ index.concept_words[rows]
        near, bef, aft, last, full, ctx, syn, pair = cover
        mass = (columns[:, 4] * index.idf[rows]) @ index.concept_raw[rows]
        out[:, 0], out[:, 1], out[:, 2], out[:, 3], out[:, 4] = near, bef, aft, full, ctx
        out[:, 5], out[:, 6], out[:, 7], out[:, 11] = np.minimum(mass, 15) / 15, last, syn, pair
    out[:, 8] = _chars(p, k, index)
    out[:, 9] = _bigrams(p, index)
    out[:, 10] = _profile(p, index)
    out[:, 12], out[:, 13] = index.prior, index.seen
    return out


def _chars(p: Passage, k: int, index: Index) -> Floats:
    n = p.numbers[k]
    key = ("chars", max(n.start - 160, 0) // 40, (n.stop + 100) // 40)
    if key not in p.cache:
        ids = [index.gram_id[g] for g in grams(p.text[key[1] * 40 : key[2] * 40]) if g in index.gram_id]
        found, counts = np.unique(np.array(ids, dtype=np.int64), return_counts=True)
        weights = counts.astype(np.float32) * index.gram_idf[found]
        norm = float(np.sqrt((weights**2).sum())) or 1.0
        p.cache[key] = weights @ index.concept_grams[found] / norm
    kept: Floats = p.cache[key]
    return kept


def _bigrams(p: Passage, index: Index) -> Floats:
    if "bigrams" not in p.cache:
        out = np.zeros(len(index.labels), dtype=np.float32)
        ids = [index.stem_id.get(s, -1) for at, s in p.words if at >= p.split]
        for pair in set(pairwise(ids)):
            out[index.bigrams.get(pair, [])] += 1
        p.cache["bigrams"] = np.minimum(out, 4) / 4
    kept: Floats = p.cache["bigrams"]
    return kept


def _profile(p: Passage, index: Index) -> Floats:
    if "profile" not in p.cache:
        idf = tables().idf
        words = {s for at, s in p.words if at >= p.split}
        weights = {s: idf.get(s, 3.0) for s in words}
        norm = sum(w * w for w in weights.values()) ** 0.5 or 1.0
        hits = [(index.profile_id[s], w / norm) for s, w in weights.items() if s in index.profile_id]
        if hits:
            p.cache["profile"] = np.array([w for _, w in hits], dtype=np.float32) @ index.profiles[[r for r, _ in hits]]
        else:
            p.cache["profile"] = np.zeros(len(index.labels), dtype=np.float32)
    kept: Floats = p.cache["profile"]
    return kept


def _periods(p: Passage, k: int, index: Index) -> Floats:
    n = p.numbers[k]
    table = _period_tables(p, index)
    zero = np.zeros(len(index.ends), dtype=np.float32)
    out = np.zeros((len(index.ends), len(PERIOD)), dtype=np.float32)
    inside = [(i, s) for i, s in enumerate(p.periods) if (s.start >= p.split) == n.inside]
    aligned, strength = _aligned(p, n, index)
    nxt = next(((i, s) for i, s in inside if s.start >= n.stop), None)
    bound = next((o.start for o in p.numbers if o.start >= n.stop), len(p.text))
    follows = table[nxt[0]] * (1.0 if nxt[1].start - n.stop < 40 else 0.5) if nxt and nxt[1].start < bound else zero
    before = [(i, s) for i, s in inside if s.stop <= n.start]
    previous = table[before[-1][0]] if before else zero
    anywhere = np.max([table[i] for i, _ in inside], axis=0) if inside else zero
    frame = [table[i] for i, s in enumerate(p.periods) if s.start < p.split] if n.inside else []
    out[:, 0], out[:, 1], out[:, 2] = aligned * strength, follows, previous
    loose = np.max([follows * 0.8, previous * 0.7, anywhere * 0.15], axis=0)
    out[:, 3] = aligned * strength + loose * 0.1 if strength >= 0.7 else np.maximum(aligned * strength, loose)
    out[:, 4] = anywhere
    out[:, 5] = np.max(frame, axis=0) if frame else zero
    out[:, 6] = (anywhere < 0.3) if inside else 0
    default = np.abs(index.ends - index.latest) < 8
    silent = not inside
    out[:, 7] = default * (1.0 if silent and not frame else 0.5 if silent else 0.0)
    out[:, 8] = default
    text = p.text[p.split :] if n.inside else p.text[: p.split]
    still, moving = _INSTANT.search(text) is not None, _DURATION.search(text) is not None
    instant = index.days == 0
    out[:, 9] = instant
    out[:, 10] = instant & (moving and not still)
    out[:, 11] = ~instant & (still and not moving)
    out[:, 12] = np.where(
        instant,
        0,
        np.where(
            index.days > 340,
            1.0,
            np.where(index.days > 240, 0.75, np.where(index.days > 150, 0.5, np.where(index.days > 80, 0.25, 0.1))),
        ),
    )
    return out


def _period_tables(p: Passage, index: Index) -> list[Floats]:
    if "periods" not in p.cache:
        p.cache["periods"] = [matches(s, index) for s in p.periods]
    kept: list[Floats] = p.cache["periods"]
    return kept


def _aligned(p: Passage, n: Number, index: Index) -> tuple[Floats, float]:
    """The period in the number's place in a list as long as its own, and how sure that is."""
    zero = np.zeros(len(index.ends), dtype=np.float32)
    if not n.inside:
        return zero, 0.0
    key = ("aligned", n.run, n.place)
    if key not in p.cache:
        p.cache[key] = (zero, 0.0)
        fitting = [r for r in p.runs if len(r) == n.length and n.length > 1]
        strength = 1.0 if p.respectively else 0.8
        place = n.place
        if not fitting:
            mine = [o for o in p.numbers if o.inside]
            fitting = [r for r in p.runs if len(r) == len(mine) and len(mine) > 1]
            strength, place = (0.7 if p.respectively else 0.4), mine.index(n)
        if fitting:
            best = min(
                fitting, key=lambda r: abs(r[0].start - n.stop) if r[0].start >= n.start else 40 + n.start - r[-1].stop
            )
            p.cache[key] = (matches(best[place], index), strength)
    found: tuple[Floats, float] = p.cache[key]
    return found


def _explained(p: Passage, index: Index, columns: Floats, rows: Ints) -> tuple[Floats, Floats, Floats]:
    """Shares of the sentence's own table words a concept, a member set explain: reverse coverage."""
    if not len(rows):
        return (
            np.zeros(len(index.labels), np.float32),
            np.zeros(len(index.sets), np.float32),
            np.zeros(len(index.sets), np.float32),
        )
    mass = columns[:, 4] * index.idf[rows]
    total = float(mass.sum()) or 1.0
    concept = mass @ index.concept_raw[rows] / total
    if not len(index.member_kind):
        return concept, np.zeros(len(index.sets), np.float32), np.zeros(len(index.sets), np.float32)
    only = mass * (~index.concept_raw[rows].any(axis=1))
    share = index.member_raw[rows]
    return concept, mass @ share @ index.in_set / total, only @ share @ index.in_set / (float(only.sum()) or 1.0)


def gather(v: View, index: Index, at: Ints, anchors: Floats) -> Floats:
    """The feature matrix of the facts ``at`` in the order of ``NAMES``; ``anchors`` are their anchor columns."""
    c, d, q = index.concept[at], index.members[at], index.period[at]
    by_concept, by_set, only = v.explained
    ratio = np.abs(index.size[at] - v.size)
    mag = np.clip(ratio, 0.35, 4) / 4
    dec = index.decimals[at]
    unit = unit_fit(v, index, at)
    facts = np.stack([
        np.minimum(by_concept[c] + by_set[d], 1), np.minimum(only[d], 1), index.frequency[at], mag,
        np.where(np.isnan(dec) | np.isnan(v.decimals), 0, dec == v.decimals),
        np.where(np.isnan(dec) | np.isnan(v.decimals), 0, np.clip((dec - v.decimals) / 6, -1, 1)), unit,
        _by_thousand(v, index, at), _one_digit(v, index, at),
    ], axis=1)  # fmt: skip
    return np.concatenate([v.concept[c], v.members[d], v.period[q], facts, anchors], axis=1).astype(np.float32)


def _by_thousand(v: View, index: Index, at: Ints) -> Floats:
    """Whether the printed value is the fact's but for a power of a thousand: "$270 billion" for 270 million."""
    low, high = index.low[at], index.high[at]
    out = np.zeros(len(at), dtype=np.float32)
    for factor in (1e-9, 1e-6, 1e-3, 1e3, 1e6, 1e9):
        inside = np.where(
            low == high,
            (v.low <= low * factor) & (low * factor <= v.high),
            (low * factor < v.high) & (v.low < high * factor),
        )
        out[inside] = 1
    return out


def _one_digit(v: View, index: Index, at: Ints) -> Floats:
    """Whether the fact, printed as precisely as the claim, differs from it in one digit: 48 and 38, 3.12 and 3.17."""
    out = np.zeros(len(at), dtype=np.float32)
    if np.isnan(v.decimals) or v.size + v.decimals > 15:
        return out
    unit = 10.0**v.decimals
    mine = round(10.0**v.size * unit)
    others = np.round(10.0 ** index.size[at] * unit)
    apart = np.abs(others - mine)
    power = 10.0 ** np.floor(np.log10(np.maximum(apart, 1)))
    lead = apart / power
    same = (np.floor(others / power / 10) == mine // (power * 10)) & (
        np.floor(np.log10(np.maximum(others, 1))) == np.floor(np.log10(max(mine, 1)))
    )
    out[(apart > 0) & (np.abs(lead - np.round(lead)) < 1e-6) & same] = 1
    return out


def unit_fit(v: View, index: Index, at: Ints) -> Floats:
    """How well the unit of each fact fits: a price a share told as such, a count of the same noun."""
    m = v.mention
    if m.kind == "money":
        return np.asarray(index.per_share[at] == (m.per == "share"), dtype=np.float32)
    if v.percent or m.kind == "ratio":
        return np.ones(len(at), dtype=np.float32)
    same = index.noun[at] == index.nouns.get(m.unit or "", -2)
    return np.asarray(np.where(same, 1.0, np.where(index.percent[at], 0.3, 0.0)), dtype=np.float32)
