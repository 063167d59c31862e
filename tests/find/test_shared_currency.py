"""Currencies that share a name: the article tells which one is meant."""

from __future__ import annotations

import pytest

from factcheck.find import find
from factcheck.model import Article

# (text, units of its amounts)
TOLD = [
    ("Oslo-listed Acme earned 6.3 billion crowns, up from 5.9 billion.", ["NOK", "NOK"]),
    ("Acme earned 6.3 billion crowns. Its shares trade in Stockholm.", ["SEK"]),
    ("Acme pays NOK 4 a share. It earned 30 billion kroner.", ["NOK", "NOK"]),
    ("The Manila-based bank made 5 million pesos.", ["PHP"]),
    ("Pakistan spent 500 million rupees.", ["PKR"]),
    ("Acme made 5 million Swedish crowns in Norway.", ["SEK"]),
    ("Norwegian sales were 5 million kroner and Swedish sales 6 million kronor.", ["NOK", "SEK"]),
]
NOT_TOLD = [
    ("Acme earned 30 billion kroner.", "money", "DKK"),
    ("Acme made 5 million pesos.", "money", "MXN"),
    ("Acme earned 6.3 billion crowns in Oslo and Stockholm.", "quantity", "crown"),
    ("Acme earned 6.3 billion crowns.", "quantity", "crown"),
    ("The queen owns two crowns.", "quantity", "crown"),
    ("French sales were 5 million francs, Swiss sales rose.", "money", "CHF"),
]


@pytest.mark.parametrize(("text", "units"), TOLD, ids=[t for t, _ in TOLD])
def test_one_country_is_told_of(text: str, units: list[str]) -> None:
    assert [m.unit for m in find(Article(text)) if m.kind == "money"] == units


@pytest.mark.parametrize(("text", "kind", "unit"), NOT_TOLD, ids=[t for t, *_ in NOT_TOLD])
def test_none_or_several_are(text: str, kind: str, unit: str) -> None:
    first = next(m for m in find(Article(text)) if not m.ignored)
    assert (first.kind, first.unit) == (kind, unit)
