"""Where the text says its period and the file does not: the file is to be mended, and the author is asked nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from factcheck import Article, Reference, check
from factcheck.report import to_full

FACTS = """entity,metric,period,value,unit,source,as_of
Acme,operating margin,,12.5,percent,Annual report 2024,2025-02-01
Acme,revenue,2023,3500,USD million,Annual report 2023,2024-02-01
"""


@pytest.fixture
def reference(tmp_path: Path) -> Reference:
    (tmp_path / "facts.csv").write_text(FACTS, encoding="utf-8")
    return Reference.load(tmp_path / "facts.csv")


@pytest.mark.parametrize(
    ("text", "reason", "asked", "why_not"),
    [
        ("Acme's operating margin was 13.5% in 2024.", "no-fact", False, "does not say of which period it is"),
        ("Acme's revenue was $4.2 billion in 2022.", "no-fact", False, "is of another period"),
        ("Acme's revenue was $4.2 billion.", "period-inferred", True, None),  # here it is for the author to say
    ],
)
def test_a_period_that_is_missing_on_file_is_no_question_to_the_author(
    reference: Reference, text: str, reason: str, asked: bool, why_not: str | None
) -> None:
    result = check(Article(text, published=date(2025, 6, 5)), reference)
    claim = result.claims[0].to_dict()
    assert (claim["reason"], claim["question"] is not None) == (reason, asked)
    if why_not:
        assert claim["considered"][0]["why_not"].startswith(why_not)
        shown = to_full(result, color=False)
        assert "= nearest" in shown
        assert claim["considered"][0]["file"] in shown
