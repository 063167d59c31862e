"""The mentions of a stretch are found by halving; no claim walks through the ledger of its whole article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from factcheck.claim import claim
from factcheck.find import find
from factcheck.link import link
from factcheck.link.within import beginning, inside
from factcheck.model import Article, Mention
from factcheck.reference import Reference

TEXT = "Acme earned $5m in 2023, $6m in 2024. It employs 700 people."


@pytest.mark.parametrize(
    ("low", "high", "begin", "lie"),
    [
        (0, len(TEXT), 5, 5),
        (12, 14, ["$5m"], []),  # the amount runs on past the end
        (13, 25, ["2023"], ["2023"]),
        (13, 23, ["2023"], ["2023"]),
        (30, 10, [], []),
    ],
)
def test_the_mentions_of_a_stretch(low: int, high: int, begin: Any, lie: Any) -> None:
    ledger = find(Article(TEXT))
    for found, expected in ((beginning(ledger, low, high), begin), (inside(ledger, low, high), lie)):
        said = [m.surface for m in found]
        assert (len(said) if isinstance(expected, int) else said) == expected


class Walked(tuple[Mention, ...]):
    """A ledger that counts how often somebody walks through all of it."""

    walks = 0

    def __iter__(self) -> Iterator[Mention]:
        Walked.walks += 1
        return super().__iter__()


def test_linking_does_not_walk_through_the_ledger_for_every_claim() -> None:
    text = " ".join(f"Acme's revenue rose {n}% to ${n + 5}.1 million from ${n + 4}.2 million." for n in range(1, 60))
    article = Article(text)
    found = claim(article, find(article))
    assert len(found.claims) > 150
    Walked.walks = 0
    link(article, found.claims, Walked(found.ledger), Reference.load(), None)
    assert Walked.walks < 5
