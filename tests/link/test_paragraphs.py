"""Texts about several companies: a paragraph that names none of them may go on with any.

C is wrong by the facts and contradicted, S is true and supported, N is told of nobody knows whom: it accuses nobody.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from factcheck import Article, Reference, check

FACTS = """entity,metric,value,unit,period,as_of,source
Orrin Foods,revenue,26.1,USD billion,2024,2025-02-20,Made up
Orrin Foods,employees,9800,employee,2024-12-31,2025-02-20,Made up
Belmar Air,revenue,9.0,USD billion,2024,2025-02-20,Made up
"""
LEAD = "Orrin Foods employs 9,800 people.\n\n"
ASIDE = "Its rival Belmar Air carried more passengers.\n\n"
TEXTS = [
    ("N", LEAD + ASIDE + "The group's revenue was $26.1 billion in 2024."),
    ("N", LEAD + ASIDE + "Revenue was $26.1 billion in 2024."),
    ("N", LEAD + ASIDE + "In 2024 it had revenue of $26.1 billion."),
    ("N", "Belmar Air sold jets.\n\nOrrin Foods employs 9,800 people.\n\nIts revenue was $9.0 billion in 2024."),
    ("C", LEAD + ASIDE + "Belmar's revenue was $26.1 billion in 2024."),
    ("C", LEAD + "Its rival Belmar Air flew. The airline's revenue was $26.1 billion in 2024."),
    ("C", LEAD + "Its revenue was $9.0 billion in 2024."),
    ("S", LEAD + "Its revenue was $26.1 billion in 2024."),
    ("C", LEAD + ASIDE + "Orrin hired bakers. Its revenue was $9.0 billion in 2024."),
]


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    folder: Path = tmp_path_factory.mktemp("reference")
    (folder / "facts").mkdir()
    (folder / "facts" / "a.csv").write_text(FACTS, encoding="utf-8")
    (folder / "entities.csv").write_text("entity,aliases,kind\nOrrin Foods,Orrin,company\nBelmar Air,Belmar,company\n")
    return Reference.load(folder)


@pytest.mark.parametrize(("kind", "text"), TEXTS)
def test_who_a_paragraph_goes_on_with(kind: str, text: str, reference: Reference) -> None:
    last = check(Article(text, published=date(2025, 3, 3)), reference).claims[-1]
    if kind == "N":
        assert last.verdict != "contradicted"
    else:
        assert last.verdict == {"C": "contradicted", "S": "supported"}[kind]
