"""A quarter told by its number is one of the company's own year; what a number was before is not what is on file now."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from factcheck import Article, Reference, check

ENTITIES = "entity,kind,fiscal_year_end\nAcme,company,03-31\nBolt,company,12-31\nCorda,company,01-31\n"
FACTS = """entity,metric,period,value,unit,source,as_of
Acme,net income,FY2025-Q2,642,USD million,Results,2024-10-24
Acme,net income,FY2025-Q1,601,USD million,Results,2024-10-24
Acme,net income,FY2024-Q2,518,USD million,Results,2024-10-24
Acme,net income,FY2025-H1,1243,USD million,Results,2024-10-24
Corda,revenue,FY2024-Q4,2.31,USD billion,Results,2024-03-06
Corda,revenue,FY2023-Q4,2.26,USD billion,Results,2024-03-06
Bolt,net income,2023,131,USD million,Annual report,2024-03-14
Bolt,net income,2022,108,USD million,Annual report,2024-03-14
Bolt,operating margin,2023,8.9,percent,Annual report,2024-03-14
Bolt,operating margin,2022,8.2,percent,Annual report,2024-03-14
Bolt,revenue,2023,2.64,USD billion,Annual report,2024-03-14
Bolt,revenue,2022,2.41,USD billion,Annual report,2024-03-14
"""


@pytest.fixture
def reference(tmp_path: Path) -> Reference:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "facts.csv").write_text(FACTS, encoding="utf-8")
    (tmp_path / "entities.csv").write_text(ENTITIES, encoding="utf-8")
    return Reference.load(tmp_path)


def verdict(text: str, surface: str, day: date, reference: Reference) -> str:
    claims = check(Article(text, published=day), reference).claims
    return next(c.verdict for c in claims if c.claim.main.surface == surface)


AUTUMN, SPRING = date(2024, 10, 24), date(2024, 3, 14)
QUARTERS = [
    ("Acme's second-quarter net profit was $642 million.", "$642 million", AUTUMN, "supported"),
    ("Acme's Q2 net profit was $642 million.", "$642 million", AUTUMN, "supported"),
    ("Acme's second-quarter net profit was $601 million.", "$601 million", AUTUMN, "contradicted"),
    ("Acme's first-quarter net profit was $601 million.", "$601 million", AUTUMN, "supported"),
    ("Acme's net profit in the first half was $1,243 million.", "$1,243 million", AUTUMN, "supported"),
    ("Acme's second-quarter net profit rose 24%.", "24%", AUTUMN, "supported"),
    ("Acme's second-quarter net profit rose 42%.", "42%", AUTUMN, "contradicted"),
    # a quarter told by its month is one of days
    ("Acme's net profit was $601 million in the June quarter.", "$601 million", AUTUMN, "supported"),
    ("Acme's net profit was $642 million in the June quarter.", "$642 million", AUTUMN, "contradicted"),
    # a numbered quarter of a plain year may be of either count: nobody is accused
    ("Acme's net profit was $518 million in the second quarter of 2024.", "$518 million", AUTUMN, "supported"),
    ("Acme's net profit was $601 million in the second quarter of 2024.", "$601 million", AUTUMN, "needs-context"),
    # one told with its last day is of days
    ("Acme's net profit was $642 million in the second quarter ended September 30.", "$642 million", AUTUMN, "supported"),
    ("Acme's net profit was $601 million in the second quarter ended September 30.", "$601 million", AUTUMN, "contradicted"),
    ("Corda's fourth-quarter revenue was $2.31 billion.", "$2.31 billion", SPRING, "supported"),
    ("Corda's fourth-quarter revenue was $2.26 billion.", "$2.26 billion", SPRING, "contradicted"),
]


@pytest.mark.parametrize(("text", "surface", "day", "expected"), QUARTERS)
def test_a_numbered_quarter_is_of_the_companys_own_year(
    text: str, surface: str, day: date, expected: str, reference: Reference
) -> None:
    assert verdict(text, surface, day, reference) == expected


FORMER = [
    ("Bolt's net profit for the year was $131 million, after $108 million in the previous year.", "$108 million", True),
    ("Bolt's operating margin widened to 8.9% from 8.2%.", "8.2%", True),
    ("Bolt's operating margin widened to 8.9 percent from 8.9% before.", "8.9%", False),
    ("Bolt's net profit was $108 million, after $131 million in the previous year.", "$131 million", False),
    ("Bolt's revenue came to $2.64 billion in 2023 (previous year: $2.41 billion).", "$2.41 billion", True),
    ("Bolt's revenue came to $2.64 billion in 2023 (previous year: $2.46 billion).", "$2.46 billion", False),
    ("Bolt's revenue came to $2.64 billion in 2023, up 9.5% over 2022.", "9.5%", True),
    ("Bolt's revenue came to $2.64 billion, an increase of 9.5% over 2022.", "$2.64 billion", True),
]


@pytest.mark.parametrize(("text", "surface", "right"), FORMER)
def test_what_a_number_was_before_is_of_the_period_before(
    text: str, surface: str, right: bool, reference: Reference
) -> None:
    assert (verdict(text, surface, SPRING, reference) == "supported") == right
