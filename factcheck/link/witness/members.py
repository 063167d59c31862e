"""(number of a text, member sets) -> how well the members a fact is told of are told in the text."""

from __future__ import annotations

import re

import numpy as np

from factcheck.link.witness.index import Floats, Index, Ints
from factcheck.link.witness.passage import Passage

MEMBERS = (
    "d_near d_bef d_aft d_full d_covctx d_min d_hit d_unm d_unmctx d_none d_n d_range d_order d_named d_other".split()
)
_MAXIMUM = re.compile(r"\b(?:up to|maximum|at most|high(?:est)?|upper|not (?:to )?exceed\w*)\b", re.IGNORECASE)
_MINIMUM = re.compile(r"\b(?:at least|minimum|low(?:est)?|lower|from|between|ranging|floor)\b", re.IGNORECASE)


def member_table(p: Passage, k: int, index: Index, columns: Floats, rows: Ints) -> Floats:
    """Member sets x MEMBERS; ``columns`` say which of the index's stems ``rows`` stand in which window."""
    out = np.zeros((len(index.sets), len(MEMBERS)), dtype=np.float32)
    count = index.in_set.sum(axis=0)
    out[:, 9], out[:, 10] = count == 0, np.minimum(count, 4) / 4
    if not len(index.member_kind):
        return out
    one = np.maximum(count, 1)
    if len(rows):
        near, bef, aft, _, full, ctx, _, _ = columns.T @ index.member_words[rows]
        for slot, cover in enumerate((near, bef, aft, full, np.maximum(full, ctx))):
            out[:, slot] = cover @ index.in_set / one
        out[:, 6] = np.minimum((columns[:, 4] * index.idf[rows]) @ index.member_raw[rows] @ index.in_set, 12) / 12
    else:
        full = ctx = np.zeros(len(index.member_kind), dtype=np.float32)
    filled, flat, begins = _flat_sets(index)
    if len(filled):
        out[filled, 5] = np.minimum.reduceat(full[flat], begins)
    out[:, 7] = (index.member_loud * (1 - full)) @ index.in_set
    out[:, 8] = (index.member_loud * (1 - np.maximum(full, ctx))) @ index.in_set
    out[:, 11] = _range_cues(p, k, index) @ index.in_set
    out[:, 12] = _order(p, k, index) @ index.in_set
    for slot, named in zip((13, 14), _named(p, k, index), strict=True):
        out[:, slot] = np.minimum(named @ index.in_set, 1)
    return out


def _flat_sets(index: Index) -> tuple[Ints, Ints, Ints]:
    """(member sets that are not empty, their members one after another, where each begins)."""
    if "flat" not in index.cache:
        filled = [j for j, own in enumerate(index.sets) if own]
        flat = [i for j in filled for i in index.sets[j]]
        begins = np.cumsum([0] + [len(index.sets[j]) for j in filled])[:-1]
        index.cache["flat"] = np.array(filled, dtype=np.int64), np.array(flat, dtype=np.int64), begins
    kept: tuple[Ints, Ints, Ints] = index.cache["flat"]
    return kept


def _named(p: Passage, k: int, index: Index) -> tuple[Floats, Floats]:
    """Members whose name carries this number's digits, another number's ("the 3.9% notes due 2032" and "A39 Notes")."""
    if "digits" not in index.cache:
        digits: dict[str, list[int]] = {}
        for i, name in enumerate(index.member_names):
            for token in name.replace(".", "").split():
                if token.isdigit() and len(token) > 2:
                    digits.setdefault(token.strip("0"), []).append(i)
        index.cache["digits"] = digits
    out = np.zeros((2, len(index.member_kind)), dtype=np.float32)
    if index.cache["digits"]:
        for j, n in enumerate(p.numbers):
            token = "".join(c for c in n.mention.surface if c.isdigit()).strip("0")
            hits = index.cache["digits"].get(token, ()) if len(token) > 1 else ()
            out[0 if j == k else 1, list(hits)] = 1
    return out[0], out[1]


def _range_cues(p: Passage, k: int, index: Index) -> Floats:
    """+1 for a Maximum or Minimum member the words call for, -1 for one they do not."""
    n = p.numbers[k]
    around = p.text[max(n.start - 40, 0) : n.start]
    high, low = _MAXIMUM.search(around) is not None, _MINIMUM.search(around) is not None
    if n.length == 2 and " to " in p.text[n.start - 14 : n.stop + 14]:
        high, low = n.place == 1, n.place == 0
    key = "range"
    if key not in index.cache:
        kinds = [i for i, a in enumerate(index.member_kind) if a.endswith("Range")]
        index.cache[key] = [(i, m) for i in kinds for m in index.member_names[i].split()[:1]]
    out = np.zeros(len(index.member_kind), dtype=np.float32)
    for i, name in index.cache[key]:
        wanted = high if name.lower().startswith("max") else low if name.lower().startswith("min") else False
        out[i] = 1.0 if wanted else -0.5
    return out


def _order(p: Passage, k: int, index: Index) -> Floats:
    """1 for the member whose name stands in the place of the number: "A, B and C were $1, $2 and $3, respectively"."""
    n = p.numbers[k]
    out = np.zeros(len(index.member_kind), dtype=np.float32)
    if n.length < 2 or not p.respectively:
        return out
    if "order" not in p.cache:
        at: dict[int, int] = {}
        for where, s in p.words:
            if where >= p.split and s in index.stem_id:
                at.setdefault(index.stem_id[s], where)
        rows = np.array(list(at), dtype=np.int64)
        told = np.flatnonzero(index.member_words[rows].sum(axis=0) >= 0.6) if len(rows) else rows
        by_axis: dict[str, dict[int, list[int]]] = {}
        for i in told:
            first = min(at[int(r)] for r in rows[index.member_raw[rows, i]])
            by_axis.setdefault(index.member_kind[i], {}).setdefault(first, []).append(int(i))
        p.cache["order"] = list(by_axis.values())
    for spots in p.cache["order"]:
        if len(spots) == n.length:
            out[spots[sorted(spots)[n.place]]] = 1.0
    return out
