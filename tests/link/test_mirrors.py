"""Losses judged by the incomes on file: a loss per share is minus the earnings, brackets or none."""

from datetime import date
from pathlib import Path

import pytest

from factcheck import Article, Reference, check

FACTS = """entity,metric,value,unit,source,as_of,period
Acme,earnings per share,-0.14,USD/share,Report,2024-02-01,2023
Acme,net income,-4200000,USD,Report,2024-02-01,2023
Initech,net loss,4200000,USD,Report,2024-02-01,2023
"""


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("Acme posted a loss per share of ($0.14) in 2023.", "supported"),
        ("Acme posted a loss per share of $0.14 in 2023.", "supported"),
        ("Acme's EPS was ($0.14) in 2023.", "supported"),
        ("Acme's EPS was $0.14 in 2023.", "contradicted"),
        ("Acme posted a loss per share of ($0.24) in 2023.", "contradicted"),
        ("Acme's net loss was $(4.2) million in 2023.", "supported"),
        ("Acme's net loss was $4.2 million in 2023.", "supported"),
        ("Acme's net income was ($4.2 million) in 2023.", "supported"),
        ("Acme's net loss was $(5.2) million in 2023.", "contradicted"),
        ("Initech's net loss was ($4.2 million) in 2023.", "supported"),
        ("Initech's net loss was ($5.2 million) in 2023.", "contradicted"),
    ],
)
def test_losses(sentence: str, verdict: str, tmp_path: Path) -> None:
    (tmp_path / "facts.csv").write_text(FACTS)
    found = check(Article(sentence, published=date(2024, 3, 1)), Reference.load(tmp_path / "facts.csv"))
    assert [c.to_dict()["verdict"] for c in found.claims] == [verdict]
