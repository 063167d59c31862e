"""Facts of countries told by their adjective: "German inflation". What narrows them accuses nobody. Figures are invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from factcheck import Article, Reference, check

FACTS = """entity,metric,period,value,unit,source,as_of
Germany,inflation,2025-10,2.1,percent,Statistics office,2025-11-12
Germany,exports,2024,1500,EUR billion,Statistics office,2025-02-20
United Kingdom,GDP growth,2025-Q3,0.2,percent,Statistics office,2025-11-13
European Central Bank,deposit rate,,1.9,percent,European Central Bank,2025-06-05
"""


@pytest.fixture
def reference(tmp_path: Path) -> Reference:
    (tmp_path / "facts.csv").write_text(FACTS, encoding="utf-8")
    return Reference.load(tmp_path / "facts.csv")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("German inflation was 2.1% in October.", "supported"),
        ("German inflation was 3.1% in October.", "contradicted"),
        ("German exports were €1,500 billion in 2024.", "supported"),
        ("British GDP grew by 0.2% in the third quarter.", "supported"),
        ("British GDP grew by 1.2% in the third quarter.", "contradicted"),
        ("The ECB's deposit rate is 1.9%.", "supported"),
        ("The ECB's deposit rate is 2.9%.", "contradicted"),
    ],
)
def test_an_adjective_names_its_country(reference: Reference, text: str, verdict: str) -> None:
    assert [c.verdict for c in check(Article(text, published=date(2025, 11, 14)), reference).claims] == [verdict]


@pytest.mark.parametrize(
    "text",
    [
        "German carmakers' exports were €135 billion in 2024.",
        "German exports of cars were €135 billion in 2024.",
        "German wholesale inflation was 1.1% in October.",
        "German prices rose 0.3% on the month in October.",
        "East German inflation was 1.9% in October.",
        "The German company's exports were €5 billion in 2024.",
        "The ECB's main refinancing rate is 2.05%.",
        "The Bank of Nowhere's deposit rate is 2.05%.",
        "British GDP was 1.3% higher in the third quarter than a year earlier.",
    ],
)
def test_what_narrows_a_country_accuses_nobody(reference: Reference, text: str) -> None:
    claims = check(Article(text, published=date(2025, 11, 14)), reference).claims
    assert claims and {c.verdict for c in claims} <= {"no-reference", "needs-context"}
