"""Claim -> Linked | None: the line of a filing-like table a number belongs to, picked by the numbers around it.

A table of a thousand lines has a dozen that any sentence might mean. What decides is the company a number keeps:
"Sales were $8.4 billion in 2022 and $7.9 billion in 2021" matches one line for 2022 exactly, so the other number is
that line for 2021. Words, members, periods and these witnesses are told as named features, a small learned model
weighs them, and another says how likely it is that the text is right, wrong, or about something not on file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

import numpy as np

from factcheck.link.witness import anchors, explain, features, learned, net, score, trees
from factcheck.link.witness.explain import Found
from factcheck.link.witness.features import NAMES
from factcheck.link.witness.index import Floats, Index, index_of
from factcheck.link.witness.passage import MEASURED, Passage, around
from factcheck.model import Article, Claim, Linked, Mention
from factcheck.reference import Reference

__all__ = ["link_by_witnesses"]

FEWEST = 40  # facts an entity needs on file: fewer are a hand-made list, and linking by name reads that better
CHANGES = ("change", "difference", "compare", "rank")
LEGAL = re.compile(r"\b(?:Inc|Corp|Corporation|Ltd|Limited|LLC|PLC|plc|AG|SA|SE|NV|Co)\b")
NAME = re.compile(r"[A-Z][\w.&’'-]*[a-z][\w.&’'-]*(?:\s(?:of\s|&\s)?[A-Z][\w.&’'-]*){0,4}")
OWNS = re.compile(
    r"['’]s\s|\s(?:has\s)?(?:reported|reports|posted|earned|recorded|announced|generated|said|made|had)\s"
)
CHANGE_WORDS = re.compile(r"increase|decrease|change|growth|gain|loss", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Model:
    """The shipped weights: first passes (weighted sums), the ranker, the verdict model, and the threshold."""

    linear: Floats
    none_linear: float
    ranker: net.Net
    none: float
    verdict: trees.Forest
    threshold: float


@cache
def model() -> Model:
    """The shipped models, read on first use."""
    d = learned.data()
    linear = np.array([[w.get(n, 0.0) for n in NAMES] for w in d["linear"]], dtype=np.float32)
    ranker = net.net(d["ranker"])
    return Model(linear, float(d["none"]), ranker, ranker.none, trees.forest(d["verdict"]), float(d["threshold"]))


def link_by_witnesses(
    article: Article, claims: Sequence[Claim], ledger: Sequence[Mention], reference: Reference, as_of: date | None
) -> list[Linked | None]:
    """One Linked per claim, in order; None where the witnesses have nothing to say."""
    passages: dict[Any, tuple[Passage, list[features.View]]] = {}
    own = reference.entity(article.entity) if article.entity else ()
    out: list[Linked | None] = []
    for claim in claims:
        index = _index(article, claim, own, reference)
        if index is None or claim.main.kind not in MEASURED or not isinstance(claim.main.value, Decimal):
            out.append(None)
            continue
        key = (claim.sentence_start, claim.sentence_end, id(index))
        if key not in passages:
            p = around(article.text, claim.sentence_start, claim.sentence_end, ledger, index, as_of)
            passages[key] = p, [features.view(p, k, index) for k in range(len(p.numbers))]
        out.append(_link(claim, *passages[key], index))
    return out


def _index(article: Article, claim: Claim, own: tuple[str, ...], reference: Reference) -> Index | None:
    """The index of the one entity a claim is about: its subject where that is on file, else the article's own.

    A name of which the table has no word is somebody else: "Stark's revenue was" in a text about Acme.
    """
    found = _resolve(claim.subject, reference)
    named = found or own
    if len(named) != 1:
        return None
    index = index_of(reference, named[0])
    if index is None or len(index.facts) < FEWEST or (not found and _stranger(article, claim, index, reference)):
        return None
    return index


def _stranger(article: Article, claim: Claim, index: Index, reference: Reference) -> bool:
    """Whether the subject is a name that the table does not know, of which a whole company's figure is told.

    "Stark's revenue was", "Stark reported profit of"; not "Disney's interest in the venture", "Germany", "the Company",
    "Net sales".
    """
    name = claim.subject or ""
    own = name.lower() in (article.entity or "").lower()
    if own or not NAME.fullmatch(name) or not claim.metric or not reference.metrics.exact(claim.metric):
        return False
    at = article.text.find(name, claim.sentence_start, claim.sentence_end)
    if at < 0 or article.text[max(0, at - 4) : at].lower().endswith("the "):
        return False
    if not (LEGAL.search(name) or OWNS.match(article.text, at + len(name))):
        return False  # any word is capital at the head of a sentence
    if "written" not in index.cache:
        index.cache["written"] = "".join((*index.labels, *index.member_names)).lower().replace(" ", "")
    return not any(part.lower().strip("'’,.") in index.cache["written"] for part in name.split())


@lru_cache(maxsize=4096)  # one subject has many claims
def _resolve(name: str | None, reference: Reference) -> tuple[str, ...]:
    if not name:
        return ()
    found = reference.entity(name)
    if found:
        return found
    inside = {entity for _, _, entity in reference.names_in(name)}
    return tuple(inside) if len(inside) == 1 else ()


def _link(claim: Claim, p: Passage, views: list[features.View], index: Index) -> Linked | None:
    k = p.number_of(claim.main)
    if k < 0:
        return None
    m = model()
    if "witnesses" not in p.cache:
        p.cache["witnesses"] = anchors.witnesses(p, views, index, m.linear[0], m.none_linear)
    w = p.cache["witnesses"]
    ranked = score.rank(p, views[k], k, w, index, m.linear, m.ranker, m.none)
    if ranked is None:
        return None
    raw = m.verdict(ranked.row[None, :])[0]
    odds = np.exp(raw - raw.max())
    right, wrong, absent = (float(x) for x in odds / odds.sum())
    hits, misses = np.flatnonzero(ranked.match), np.flatnonzero(ranked.match == 0)
    found = Found(claim, p, k, w, anchors.confidences(w, k), index, ranked)
    accused = len(misses) > 0 and wrong >= m.threshold
    if accused and claim.claim_kind in CHANGES:
        # "rose 12%" is computed from two lines; only a line that is itself a change can speak against it
        accused = CHANGE_WORDS.search(index.facts[ranked.at[misses[0]]].metric) is not None
    if accused:
        return explain.contradicted(found, int(misses[0]), wrong)
    if len(hits) and right >= absent:
        return explain.supported(found, int(hits[0]), right)
    return explain.undecided(found, absent)
