"""A sentence that names nobody is about whom the text spoke of last: found right where it is, and never accused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from factcheck import Article, Reference, check

ENTITIES = "entity,kind\nMeridia,country\nCostavia,country\nAcme,company\n"
FACTS = """entity,metric,period,value,unit,source,as_of
Meridia,core inflation,2024-04,3.6,percent,Statistics office,2024-05-16
Meridia,unemployment rate,2024-04,5.2,percent,Statistics office,2024-05-16
Costavia,unemployment rate,2024-04,7.9,percent,Statistics office,2024-05-16
Acme,EBITDA,2023,317,USD million,Annual report,2024-03-14
Acme,stores,2023-12-31,412,store,Annual report,2024-03-14
Acme,earnings per share,2023,5.31,USD/share,Annual report,2024-03-14
Acme,comparable sales,2023,4.3,percent,Annual report,2024-03-14
Acme,operating margin,2023,7.9,percent,Annual report,2024-03-14
Acme,employees,2023-12-31,16800,people,Annual report,2024-03-14
"""


@pytest.fixture
def reference(tmp_path: Path) -> Reference:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "facts.csv").write_text(FACTS, encoding="utf-8")
    (tmp_path / "entities.csv").write_text(ENTITIES, encoding="utf-8")
    return Reference.load(tmp_path)


def verdict(text: str, surface: str, reference: Reference) -> str:
    claims = check(Article(text, published=date(2024, 5, 17)), reference).claims
    return next(c.verdict for c in claims if c.claim.main.surface == surface)


BANK = "Meridia's central bank cut rates on Thursday.\n\n"
TOPICS = [
    (BANK + "Core inflation was 3.6% in April.", "3.6%", "supported"),
    (BANK + "Core inflation was 6.3% in April.", "6.3%", "no-reference"),
    (BANK + "Unemployment was 5.2% in April. Next door in Costavia it was not. The jobless rate was 7.9% in April.", "7.9%", "supported"),
    (BANK + "Ruritania's core inflation was 3.6% in April.", "3.6%", "no-reference"),
    ("Acme did well in 2023. Critics had doubted it. EBITDA was $317 million in 2023.", "$317 million", "supported"),
    ("Acme did well in 2023. Voltek's EBITDA was $317 million in 2023.", "$317 million", "no-reference"),
    # the same thing by another of its names
    ("Acme has 412 shops.", "412", "supported"),
    ("Acme has 421 shops.", "421", "contradicted"),
    ("Acme has 412 lorries.", "412", "no-reference"),
    ("Acme's diluted earnings per share were $5.31 in 2023.", "$5.31", "supported"),
    ("Acme's basic earnings per share were $5.31 in 2023.", "$5.31", "no-reference"),
    ("Acme's like-for-like sales rose 4.3% in 2023.", "4.3%", "supported"),
    ("Acme's EBIT margin was 7.9% in 2023.", "7.9%", "supported"),
    ("Acme's EBITDA margin was 7.9% in 2023.", "7.9%", "no-reference"),
    ("Acme has 16,800 colleagues.", "16,800", "supported"),
    # no rate is held against a place in an order
    ("Meridia's unemployment rate is the lowest since June 2022.", "the lowest", "no-reference"),
    ("Meridia's unemployment rate is now 5.2%.", "5.2%", "supported"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "surface", "expected"), TOPICS)
def test_a_sentence_without_a_name_is_about_whom_the_text_spoke_of_last(
    text: str, surface: str, expected: str, reference: Reference
) -> None:
    assert verdict(text, surface, reference) == expected
