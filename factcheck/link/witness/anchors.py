"""The other numbers of the passage -> witnesses: facts they match exactly, and how sure each match is.

"Sales were $8.4 billion in 2022 and $7.9 billion in 2021": if 8.4 billion is on file for 2022, the line item and its
members are known, and the number in doubt belongs to the same line. Matches support each other: a chance hit of a
round number has no company, the right ones share series, context or concept.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from factcheck.link.witness.features import ANCHOR, View, gather
from factcheck.link.witness.index import Floats, Index, Ints
from factcheck.link.witness.passage import Passage
from factcheck.model import Mention

MATCHES = 10  # facts kept per number, the best by words
ROUNDS = 2
# Weights of the words and periods alone, then of company in another number: fitted (learn_witness.py).
AGREE = {"series": 1.6, "context": 1.2, "concept": 1.0, "members": 0.5}


@dataclass(slots=True)
class Witnesses:
    """One row per (number, fact it matches): ``owner`` the number, ``fact`` the fact, ``base`` its own score."""

    owner: Ints
    fact: Ints
    base: Floats
    agree: Floats  # rows x rows, 0 within one number
    gap: Floats  # rows x rows: numbers between two owners


def witnesses(p: Passage, views: list[View], index: Index, weights: Floats, none: float) -> Witnesses:
    """The value matches of every number of the passage with their scores from words and periods alone."""
    owner: list[int] = []
    fact: list[Ints] = []
    base: list[Floats] = []
    for k, v in enumerate(views):
        hits = np.flatnonzero(v.match)
        if not len(hits):
            continue
        rows = gather(v, index, hits[:200], np.zeros((min(len(hits), 200), len(ANCHOR)), dtype=np.float32))
        score = rows @ weights - none
        best = np.argsort(-score, kind="stable")[:MATCHES]
        owner += [k] * len(best)
        fact.append(hits[best])
        base.append(score[best] + _digits(v) - 0.25 * np.log(len(hits)))
    if not owner:
        empty = np.zeros(0, dtype=np.int64)
        return Witnesses(
            empty, empty, np.zeros(0, np.float32), np.zeros((0, 0), np.float32), np.zeros((0, 0), np.float32)
        )
    own, facts = np.array(owner), np.concatenate(fact)
    series, context, concept, members = (a[facts] for a in (index.series, index.context, index.concept, index.members))
    agree = AGREE["series"] * _same(series) * (facts[:, None] != facts[None, :])
    agree += AGREE["context"] * _same(context) + AGREE["concept"] * _same(concept) + AGREE["members"] * _same(members)
    agree *= own[:, None] != own[None, :]
    return Witnesses(own, facts, np.concatenate(base), agree, np.abs(own[:, None] - own[None, :]).astype(np.float32))


def _same(ids: Ints) -> Floats:
    return np.asarray(ids[:, None] == ids[None, :], dtype=np.float32)


def _digits(v: View) -> float:
    """A match of "1,234.5" says more than a match of "2"."""
    m = v.mention
    digits = sum(c.isdigit() for c in m.surface.lstrip("$€£0., ")) or 1
    return 0.9 * min(digits, 5) - 1.8


def confidences(w: Witnesses, without: int) -> Floats:
    """How sure each match is, 0..1, when number ``without`` has no say: matches that keep company are believed."""
    if not len(w.owner):
        return np.zeros(0, dtype=np.float32)
    heard = w.owner != without
    conf = _share(w, w.base, heard)
    for _ in range(ROUNDS):
        company = (w.agree * (conf * heard)[None, :] * np.where(w.gap < 2, 1.0, 0.7)).max(axis=1)
        conf = _share(w, w.base + company, heard)
    sure: Floats = conf * heard
    return sure


def _share(w: Witnesses, score: Floats, heard: Floats) -> Floats:
    """Softmax among the matches of one number and "none of them"."""
    odds = np.exp(np.clip(score, -12, 12)) * heard
    total = np.bincount(w.owner, odds, minlength=int(w.owner.max()) + 1)
    share: Floats = (odds / (1 + total[w.owner])).astype(np.float32)
    return share


def columns(p: Passage, w: Witnesses, conf: Floats, k: int, mine: Mention, index: Index) -> Floats:
    """The anchor features of every fact for number ``k`` (facts x ANCHOR)."""
    out = np.zeros((len(index.facts), len(ANCHOR)), dtype=np.float32)
    use = np.flatnonzero(conf > 0.02)
    if not len(use):
        return out
    number = p.numbers[k]
    facts, sure, owner = w.fact[use], conf[use], w.owner[use]
    inside = np.array([p.numbers[o].inside == number.inside for o in owner])
    beside = np.array([abs(int(o) - k) == 1 or p.numbers[o].run == number.run for o in owner]) & inside

    def tell(ids: Ints, some: Floats) -> Floats:
        return _spread(ids, facts[some], sure[some])

    other = ~inside
    echo = np.array([p.numbers[o].mention.value == mine.value for o in owner])  # the same number said again
    rival = inside & ~echo
    out[:, 0] = tell(index.series, inside)
    out[:, 1] = tell(index.series, beside)
    out[:, 2] = tell(index.concept, inside)
    out[:, 3] = tell(index.members, inside)
    out[:, 4] = tell(index.context, inside)
    out[:, 5] = tell(index.context, beside)
    out[:, 6] = tell(index.period, inside)
    np.maximum.at(out[:, 7], facts[rival], sure[rival])
    np.maximum.at(out[:, 8], facts[other & ~echo], sure[other & ~echo])
    out[:, 9] = tell(index.series, other)
    out[:, 10] = tell(index.concept, other)
    out[:, 11] = tell(index.members, other)
    out[:, 12] = tell(index.context, other)
    np.maximum.at(out[:, 13], facts[inside & echo], sure[inside & echo])
    np.maximum.at(out[:, 14], facts[other & echo], sure[other & echo])
    out[:, 15], out[:, 16] = tell(index.occasion, inside), tell(index.kindred, inside)
    out[:, 17] = tell(index.kindred, other)
    return out


def _spread(ids: Ints, facts: Ints, sure: Floats) -> Floats:
    """The best confidence among the witnesses that share a fact's id."""
    if not len(facts):
        return np.zeros(len(ids), dtype=np.float32)
    best = np.zeros(int(ids.max()) + 1, dtype=np.float32)
    np.maximum.at(best, ids[facts], sure)
    return best[ids]
