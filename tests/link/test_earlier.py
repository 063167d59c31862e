"""A standing row that the text itself tells as the number of before refutes nothing; a number of now it still does."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from factcheck import Article, Reference, check

FACTS = """entity,metric,period,value,unit,source,as_of
Acme,employees,,340,employee,Annual report 2024,2025-02-01
Acme,operating margin,,12.5,percent,Annual report 2024,2025-02-01
Acme,revenue,2024,3500,USD million,Annual report 2024,2025-02-01
"""


@pytest.fixture
def reference(tmp_path: Path) -> Reference:
    (tmp_path / "facts.csv").write_text(FACTS, encoding="utf-8")
    return Reference.load(tmp_path / "facts.csv")


def verdict(text: str, surface: str, reference: Reference) -> str:
    claims = check(Article(text, published=date(2025, 11, 14)), reference).claims
    return next(f"{c.verdict} {c.reason}" for c in claims if c.claim.main.surface == surface)


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Acme employs 430 people, up from 340 a year ago.", "430"),
        ("Acme now employs 430 people, compared with 340 in February.", "430"),
        ("Acme employs 430 people against 340 last year.", "430"),
        ("Acme has grown from 340 to 430 employees.", "430"),
        ("Acme has 430 employees, 90 more than in February.", "430"),
        ("Acme employs 430 people, 26.5% more than in February.", "430"),
        ("Acme employs 250 people, 90 fewer than in February.", "250"),
        ("Acme employs 430 people. That is up from 340 a year ago.", "430"),
        ("Acme now employs 430 people. It had 340 at the end of 2023.", "430"),
        ("Acme employs 430 people. The group employed 340 three years ago.", "430"),
        ("Acme's operating margin is 13.5%, up from 12.5%.", "13.5%"),
    ],
)
def test_the_number_of_before_refutes_no_number_of_now(text: str, surface: str, reference: Reference) -> None:
    assert verdict(text, surface, reference).split()[0] in ("needs-context", "no-reference")


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Acme employs 430 people.", "430"),
        ("Acme employs 430 people. Bolt employs 340.", "430"),
        ("Acme employs 430 people. It has 340 lorries.", "430"),
        ("Acme's operating margin is 13.5%.", "13.5%"),
        ("Acme's revenue in 2024 was $4.1 billion, up from $3.5 billion in 2023.", "$4.1 billion"),
    ],
)
def test_a_number_of_now_is_still_refuted(text: str, surface: str, reference: Reference) -> None:
    assert verdict(text, surface, reference).split()[0] == "contradicted"


def test_a_number_that_fits_is_still_supported(reference: Reference) -> None:
    assert verdict("Acme employs 340 people, up from 300 a year ago.", "340", reference) == "supported match"
