"""Lines of results, words broken at a line's end, parts of periods and bullets: what the claims of each text say."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.claim import claim
from factcheck.find import find
from factcheck.model import Article, Claim


def claims(text: str) -> list[Claim]:
    article = Article(text, published=date(2025, 6, 5))
    return list(claim(article, find(article)).claims)


LINES = [
    (
        "Net 1,163,000 vs 466,000\nAvg shrs 11,138,503 vs 10,982,699",
        [("1,163,000", "net"), ("466,000", "net"), ("11,138,503", "avg shrs"), ("10,982,699", "avg shrs")],
    ),
    ("Net 1,163,000 vs loss 466,000", [("1,163,000", "net"), ("466,000", "loss")]),
    ("Table 1,163 vs 1,200", []),
    ("Kestrel 3 vs 4", []),
]


@pytest.mark.parametrize(("text", "expected"), LINES)
def test_a_line_of_results_tells_this_year_and_last(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(c.main.surface, c.metric) for c in claims(text)] == expected


def test_a_scaled_number_lends_from_its_own_row() -> None:
    units = {c.main.surface: c.main.unit for c in claims("Net 5 mln dlrs\nSales 3.4 mln vs 2.9 mln\nAvg shrs 12 mln")}
    assert units == {"5 mln dlrs": "USD", "3.4 mln": "USD", "2.9 mln": "USD", "12 mln": "share"}
    counted = {c.main.surface: c.main.unit for c in claims("Acme granted $4 million and 22 million RSUs and 57 options.")}
    assert counted["22 million"] != "USD"


def test_a_broken_word_is_read_and_quoted_whole() -> None:
    text = "The park drew 300,000 visi-\ntors in 2024."
    (told,) = claims(text)
    assert (told.metric, told.main.unit) == ("visitors", "visitor")
    assert text[told.text_start : told.text_end].rstrip('.').endswith("visi-\ntors in 2024")
    (kept,) = claims("Acme has 300 short-\nterm leases.")
    assert kept.metric == "short-term leases"


PARTS = [
    ("Acme had 9,000 employees in 2024.", True),
    ("Acme had 9,000 employees at the end of 2024.", True),
    ("Acme had 9,000 employees beginning in March 2024.", True),
    ("Acme had 9,000 employees in early 2024.", False),
    ("Acme had 9,000 employees earlier in 2024.", False),
    ("Acme had 9,000 employees by mid-2024.", False),
    ("Acme had 9,000 employees at one point in 2024.", False),
    ("Acme had 9,000 employees for most of 2024.", False),
    ("Acme cut 500 jobs earlier this year.", False),
    ("Acme cut 500 jobs last year.", True),
]


@pytest.mark.parametrize(("text", "stated"), PARTS)
def test_a_part_of_a_period_is_no_stated_period(text: str, stated: bool) -> None:
    assert claims(text)[-1].period_stated is stated


QUOTES = [
    ("* Sales rose 5%.", "Sales rose 5%"),
    ("• Sales rose 5%.", "Sales rose 5%"),
    ("Sales rose 5%.", "Sales rose 5%"),
    ("-5% was the change in sales.", "-5% was the change in sales"),
    ("**Cash:** about $400m", "about $400m"),
]


@pytest.mark.parametrize(("text", "quote"), QUOTES)
def test_a_quote_has_no_bullet(text: str, quote: str) -> None:
    (told,) = claims(text)
    assert text[told.text_start : told.text_end].rstrip(".") == quote
