"""Every kind of claim shows sentences it takes and near misses it leaves."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from factcheck.claim import claim, kinds, recipes
from factcheck.claim.registry import KINDS
from factcheck.find import find
from factcheck.model import Article, Claim, Mention

FOLDER = Path(kinds.__file__).parent


def claims(text: str, rank: str | None = None) -> tuple[Claim, ...]:
    article = Article(text)
    mentions = find(article)
    if rank and not any(m.start <= text.index(rank) < m.end for m in mentions):
        at = text.index(rank)
        own = Mention("m0", at, at + len(rank), rank, "number", Decimal(3), unit="rank")
        mentions = tuple(sorted((*mentions, own), key=lambda m: m.start))
    return claim(article, mentions).claims


def kinds_of(text: str, surface: str, name: str) -> set[str]:
    at, end = text.index(surface), text.index(surface) + len(surface)
    found = claims(text, surface if name == "rank" and surface[0] not in "$0123456789" else None)
    return {c.claim_kind for c in found if max(at, c.main.start) < min(end, c.main.end)}


def test_every_file_is_registered() -> None:
    files = {p.stem for p in FOLDER.glob("*.py")} - {"__init__", "internal"}
    assert files <= set(KINDS)


@pytest.mark.parametrize("name", sorted(KINDS))
def test_every_kind_has_examples_and_near_misses(name: str) -> None:
    module = KINDS[name]
    assert module.EXAMPLES and module.NEAR_MISSES
    for text, surface in (*module.EXAMPLES, *module.NEAR_MISSES):
        assert surface in text


@pytest.mark.parametrize(("name", "text", "surface"), [(n, *e) for n, m in KINDS.items() for e in m.EXAMPLES])
def test_kind_takes_its_examples(name: str, text: str, surface: str) -> None:
    assert kinds_of(text, surface, name) == {name}


@pytest.mark.parametrize(("name", "text", "surface"), [(n, *e) for n, m in KINDS.items() for e in m.NEAR_MISSES])
def test_kind_leaves_its_near_misses(name: str, text: str, surface: str) -> None:
    assert name not in kinds_of(text, surface, name)


@pytest.mark.parametrize(("name", "text"), [(n, e[0]) for n, m in KINDS.items() for e in m.EXAMPLES])
def test_recipes_name_their_needs(name: str, text: str) -> None:
    for found in claims(text):
        for recipe in recipes(found):
            assert all(f"{{{need.role}}}" in recipe.formula for need in recipe.needs)
