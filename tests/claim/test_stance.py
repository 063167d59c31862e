"""A number that is denied, supposed or asked is told so, and is never held against anybody."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from factcheck import Article, Reference, check_many
from factcheck.claim import claim
from factcheck.find import find

PUBLISHED = date(2025, 6, 5)
STANCES: list[tuple[str, str, str | None]] = [
    ("Acme's revenue did not reach $5bn in 2024.", "$5bn", "denied"),
    ("Acme has not invested $5bn in Globex.", "$5bn", "denied"),
    ("Acme never paid $5bn for Globex.", "$5bn", "denied"),
    ("Acme no longer employs 5,000 people.", "5,000", "denied"),
    ("Acme failed to reach $5bn in sales.", "$5bn", "denied"),
    ("Acme has yet to reach $5bn in sales.", "$5bn", "denied"),
    ("Acme denied that it had paid $5bn for Globex.", "$5bn", "denied"),
    ("Acme denied reports that it would pay $5bn for Globex.", "$5bn", "denied"),
    ("Acme's revenue was $4bn, not $5bn.", "$4bn", None),
    ("Acme's revenue was $4bn, not $5bn.", "$5bn", "denied"),
    ("Acme's revenue wasn't $5bn.", "$5bn", "denied"),
    ("Acme did not make a profit of $5bn.", "$5bn", "denied"),
    ("Neither Acme nor Globex made $5bn.", "$5bn", "denied"),
    ("Acme has no $5bn fund.", "$5bn", "denied"),
    ("The plant would cost $2bn if it were built.", "$2bn", "supposed"),
    ("If Acme paid $2bn for Globex, it would be its biggest deal.", "$2bn", "supposed"),
    ("Acme will pay $2bn if regulators agree.", "$2bn", "supposed"),
    ("It is unclear whether Acme made $2bn.", "$2bn", "supposed"),
    ("Unless it raises $2bn, Acme will close.", "$2bn", "supposed"),
    ("Suppose Acme makes $2bn a year.", "$2bn", "supposed"),
    ("Did Acme make $2bn in 2024?", "$2bn", "asked"),
    ("How did Acme come to lose $2bn?", "$2bn", "asked"),
    ("\"Can Acme make $2bn?\"", "$2bn", "asked"),
    ("Will Globex really cut 5,000 jobs?", "5,000", "asked"),
    ("Acme could lose $2bn unless it cuts costs.", "$2bn", "supposed"),
    # near misses
    ("Acme made not only $5bn in sales but a profit.", "$5bn", None),
    ("Acme made $5bn, although it had not expected to.", "$5bn", None),
    ("Acme, which does not make cars, made $5bn.", "$5bn", None),
    ("Acme employs no fewer than 5,000 people.", "5,000", None),
    ("Acme's profit fell to $5bn as it could not raise prices.", "$5bn", None),
    ("Acme did not say when it paid $5bn for Globex.", "$5bn", None),
    ("Acme made $5bn, if one leaves out the write-downs.", "$5bn", None),
    ("Acme rejected an offer of $5bn.", "$5bn", None),
    ("Acme refused to comment on the $5bn deal.", "$5bn", None),
    ("If prices rise again, sales may fall; they were $5bn in 2024.", "$5bn", None),
    ("Not surprisingly, Acme made $5bn.", "$5bn", None),
    ("There is no doubt that Acme made $5bn.", "$5bn", None),
    ("Acme had revenue of $5bn in 2024, but no debt.", "$5bn", None),
    ("No company made more than Acme, with sales of $5bn.", "$5bn", None),
    ("Acme said it would not sell Globex, which earned $5bn in 2024.", "$5bn", None),
    ("Acme did not sell its 49% stake in Globex.", "49%", None),
    ("Net cash provided by operating activities was $5bn.", "$5bn", None),
    ("Acme will run the plant at 5,000 tonnes until it decides whether to close it.", "5,000 tonnes", None),
    ("Profit rose to $5bn. Why?", "$5bn", None),
]  # fmt: skip
FACTS = """id,entity,metric,value,unit,period,source,as_of
f1,Acme,revenue,9,USD billion,2024,annual report,2025-02-01
f2,Acme,net income,1,USD billion,2024,annual report,2025-02-01
f3,Acme,employees,700,employees,,annual report,2025-02-01
f4,Acme,investment,1,USD billion,,annual report,2025-02-01
"""
UNSAID = [
    "Acme's revenue did not reach $5bn in 2024.",
    "Acme's revenue was never $5bn in 2024.",
    "Acme failed to reach revenue of $5bn in 2024.",
    "Acme denied that its revenue was $5bn in 2024.",
    "Did Acme's revenue reach $5bn in 2024?",
    "Acme's revenue was $5bn in 2024? Hardly.",
    "If Acme's revenue was $5bn in 2024, its auditors slept.",
    "It is unclear whether Acme's revenue was $5bn in 2024.",
    "Neither Acme nor Globex had revenue of $5bn in 2024.",
    "Acme no longer employs 5,000 people.",
    "Acme did not invest $5bn in 2024.",
    "Acme's net income was not $5bn in 2024.",
    "Acme's revenue did not rise 40% to $5bn from $4.9bn in 2024.",
    "Did Acme's revenue rise 40% to $5bn from $4.9bn?",
]


@pytest.mark.parametrize(("text", "surface", "stance"), STANCES, ids=[s[0][:60] for s in STANCES])
def test_stance(text: str, surface: str, stance: str | None) -> None:
    article = Article(text, published=PUBLISHED)
    at = text.index(surface)
    found = [c for c in claim(article, find(article)).claims if c.main.start < at + len(surface) and at < c.main.end]
    assert [dict(c.qualifiers).get("assertion") for c in found] == [stance]


def test_what_is_not_said_is_never_contradicted(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "acme.csv").write_text(FACTS, encoding="utf-8")
    said = "Acme's revenue was $5bn in 2024."
    articles = [Article(text, published=PUBLISHED) for text in (said, *UNSAID)]
    first, *others = check_many(articles, Reference.load(tmp_path))
    assert [c.verdict for c in first.claims] == ["contradicted"]
    wrong = [r.article.text for r in others if any(c.verdict == "contradicted" for c in r.claims)]
    assert wrong == []
