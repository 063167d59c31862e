"""Which time a number of an article is told of: headings over lists, steps back, dates that are another number's."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.claim import claim
from factcheck.find import find
from factcheck.model import Article


def periods(text: str) -> dict[str, str | None]:
    article = Article(text, published=date(2025, 3, 4))
    return {c.main.surface: c.period.label if c.period else None for c in claim(article, find(article)).claims}


TOLD = [
    # a heading gives its time to the points under it, and to nothing after them
    ("Fiscal Year 2024 Highlights\n\n• Revenue of $4.8 billion\n• Net income of $642 million", {"$4.8 billion": "FY2024", "$642 million": "FY2024"}),
    ("Third Quarter 2024\n- Revenue of $1.2 billion\n- Net income of $40 million in 2023\n- Cash flow of $9 million", {"$1.2 billion": "2024-Q3", "$40 million": "2023", "$9 million": "2024-Q3"}),
    ("Fiscal Year 2024 Highlights\n\n• Revenue of $4.8 billion\n\nAcme had net income of $642 million.", {"$642 million": None}),
    ("Acme was sold in 2024.\n\n• Revenue of $4.8 billion", {"$4.8 billion": None}),
    # a step back that closes a list of two is of both, and of no number before "compared"
    ("Acme had net income of $171 million in 2024, compared to $148 million, or $1.21 per share, in the prior-year period.", {"$171 million": "2024", "$148 million": "2023", "$1.21": "2023"}),
    ("Acme had revenue of $4.8 billion in 2024 (previous year: $4.5 billion).", {"$4.8 billion": "2024", "$4.5 billion": "2023"}),
    ("Acme had revenue of $4.8 billion in 2024 (of which services: $1.5 billion).", {"$1.5 billion": "2024"}),
    ("- Net income: $611 million vs. $540 million in 2023", {"$611 million": None, "$540 million": "2023"}),
    ("Net income was $611 million in 2024 vs $540 million in 2023.", {"$611 million": "2024", "$540 million": "2023"}),
    ("Net income was $611 million and tax $90 million in 2023.", {"$611 million": "2023"}),
    ("Acme's net income rose to $214 million in 2024, or $1.08 per share, from $188 million in 2023, or 93 cents per share.", {"$1.08": "2024", "93 cents": "2023"}),
    # what a change is measured over is not the time of what changed
    ("Acme had revenue of $4.8 billion, an increase of 8 percent over 2023.", {"$4.8 billion": None, "8 percent": None}),
    ("Acme invested $4.8 billion over 2023.", {"$4.8 billion": "2023"}),
    ("Acme's sales were 19 percent more than in 2023, when revenue was $2.16 billion.", {"$2.16 billion": "2023"}),
    ("In 2019 Acme's margin was 6 percent; since then the margin has gone to 16 percent.", {"6 percent": "2019", "16 percent": None}),
    # nobody says from when "five years later" counts, and it is not the day of the text
    ("Five years later Acme had 210 employees.", {"210": None}),
    # a verb in the present tells no past year's number; one in the past may
    ("Acme earned $212 million in 2023 and employs 8,300 people.", {"$212 million": "2023", "8,300": None}),
    ("Acme earned $212 million in 2023 and employed 8,300 people.", {"8,300": "2023"}),
    ("Acme, which employs 16,800 people, was floated in 2006 at $1.40 a share.", {"16,800": None}),
    ("Acme, which employed 16,800 people in 2006, was sold.", {"16,800": "2006"}),
    ("Acme declared a dividend of $0.32 per share, payable on 13 December 2025.", {"$0.32": None}),
    ("Acme declared a dividend of $0.32 per share on 13 December 2024.", {"$0.32": "2024-12-13"}),
    ("Acme had sales of $3.42 billion in its fiscal year ended in May.", {"$3.42 billion": "2023-06-01/2024-05-31"}),
    # the day somebody reported is not what was reported on
    ("Acme on Tuesday reported net profit of $12 million for the year ended December 31, 2024.", {"$12 million": "2024"}),
    ("Acme's shares on Monday closed at $12.50.", {"$12.50": "2025-03-03"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_the_time_a_number_is_told_of(text: str, expected: dict[str, str | None]) -> None:
    found = periods(text)
    assert {surface: found[surface] for surface in expected} == expected


METRICS = [
    ("Acme had net income of $171 million, or $1.42 per share, compared to $148 million, or $1.21 per share, in 2023.", ["net income", "net income per share", "net income", "net income per share"]),
    ("Acme's net income rose to $214 million, or $1.08 per share.", ["net income", "net income per share"]),
    ("Acme's net income rose to $214 million and its dividend to $1.08 per share.", ["net income", "dividend"]),
    ("Acme had earnings per share of $1.42, compared to $1.21 in 2023.", ["earnings per share", "earnings per share"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), METRICS)
def test_a_sum_after_an_amount_per_share_is_of_the_whole(text: str, expected: list[str]) -> None:
    article = Article(text, published=date(2025, 3, 4))
    assert [c.metric for c in claim(article, find(article)).claims] == expected


def test_a_quality_of_the_next_number_is_not_that_of_the_one_before() -> None:
    article = Article("Acme's revenue rose 6.6%, with like-for-like sales 4.3% higher.", published=date(2025, 3, 4))
    assert [dict(c.qualifiers).get("growth") for c in claim(article, find(article)).claims] == [None, "like-for-like"]
