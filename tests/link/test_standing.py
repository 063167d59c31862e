"""Places in an order told in words, against rows that tell such a place; the companies are made up."""

from datetime import date

import pytest

from factcheck import Article, Reference, check_many

FACTS = """entity,metric,counterparty,value,unit,value_type,source,source_rank,as_of
Globex,largest chip customer,Initech,true,boolean,reported,Initech interview,secondary,2025-03-01
Hooli,largest cloud supplier,Globex,true,boolean,reported,Globex annual report,primary,2025-03-01
"""
CASES = [
    ("Hooli is Globex's largest cloud supplier.", ("supported", "match")),
    ("Initech is Globex's largest chip partner.", ("needs-context", "verb-too-strong")),  # the other way round
    ("Initech is Globex's largest lender.", ("no-reference", "no-fact")),
    ("Hooli is Initech's largest cloud supplier.", ("no-reference", "no-fact")),
    ("Stark is Globex's largest cloud supplier.", ("no-reference", "no-fact")),
]


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    path = tmp_path_factory.mktemp("standing") / "facts.csv"
    path.write_text(FACTS, encoding="utf-8")
    articles = [Article(text, published=date(2025, 4, 15)) for text, _ in CASES]
    return list(check_many(articles, Reference.load(path)))


@pytest.mark.parametrize("n", range(len(CASES)))
def test_a_place_is_judged_by_the_row_that_tells_it(n, judged):
    found = [(v.verdict, v.reason) for v in judged[n].claims]
    assert found == [CASES[n][1]]


def test_the_steps_say_which_way_round_it_is(judged):
    (verdict,) = judged[1].claims
    assert "On file it is the other way round: Globex is Initech's largest chip customer." in verdict.steps
    assert not any("allows" in step for step in verdict.steps)
    assert verdict.question
