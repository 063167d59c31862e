from decimal import Decimal
from itertools import pairwise

import pytest

from factcheck import Article, claims, mentions

SAID = [
    ("Kenya has the highest literacy rate in Africa.", "the highest", "rank", "up"),
    ("Ghana produces more cocoa than any other country in Africa.", "more cocoa than any other", "rank", "up"),
    ("Unemployment in Spain is lower than in Greece.", "lower than", "comparison", "down"),
    ("Canada's aid spending remained below that of Germany.", "below that of", "comparison", "down"),
    ("Unemployment in Spain has been falling since 2015.", "has been falling", "direction", "down"),
    ("In Peru, hydropower has overtaken coal.", "overtaken", "overtake", "up"),
    ("Denmark has not used nuclear power since 2000.", "has not used ", "none", None),
]


def in_words(text):
    """Claims whose main mention is none of the numbers that were found; they are named after the last of those."""
    numbers = [m.id for m in mentions(Article(text))]
    found = [c for c in claims(Article(text)) if c.main.id not in numbers]
    assert {c.main.id for c in found} == {f"m{len(numbers) + n}" for n in range(1, len(found) + 1)}
    return found


@pytest.mark.parametrize(("text", "surface", "unit", "direction"), SAID)
def test_statements_in_words_are_claims(text, surface, unit, direction):
    found = [(c.main.surface, c.main.unit, c.direction) for c in in_words(text)]
    assert found == [(surface, unit, direction)]


RATIOS = [
    ("Doctors in Malawi serve patients at 1:50.", "1:50", Decimal(1) / 50),
    ("Malawi has one doctor for every 50 people.", "one doctor for every 50", Decimal(1) / 50),
    ("Two in every 5 adults in Malawi smoke.", "Two in every 5", Decimal("0.4")),
    ("A quarter of adults in Malawi smoke.", "A quarter", Decimal("0.25")),
]


@pytest.mark.parametrize(("text", "surface", "value"), RATIOS)
def test_ratios_are_one_number(text, surface, value):
    assert [(c.main.surface, c.main.value) for c in claims(Article(text))] == [(surface, value)]


@pytest.mark.parametrize(
    "text",
    [
        "Bolt is our largest partner.",  # no country
        "Kenya is the most beautiful country in Africa.",  # no topic a table could have
        "Kenya's coal lobby faces increased pressure.",  # no change of a measure
        "The company's unemployment scheme is better than ever.",
    ],
)
def test_praise_is_no_claim(text):
    assert [c for c in claims(Article(text)) if c.main.unit != "standing"] == []


def test_a_number_of_its_own_comes_first():
    assert in_words("Unemployment in Spain fell by 5% in 2019.") == []


@pytest.mark.parametrize(
    ("text", "among"),
    [
        ("Doctors in Malawi serve patients at 1:50 and two in every five adults smoke.", "1:50"),
        ("Exports of Japan rose in the first half of last season.", "first half"),
        ("Japan sold half of its exports abroad.", "half"),
        ("Tonnage at the largest biggest exchange of Japan rose.", "largest biggest exchange"),
    ],
)
def test_ledger_has_no_overlaps(text, among):
    from factcheck.claim import claim
    from factcheck.find import find

    article = Article(text)
    assert among in [m.surface for m in claim(article, find(article)).ledger]
    spans = [(m.start, m.end) for m in claim(article, find(article)).ledger]
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


@pytest.mark.parametrize("text", ["Acme is the largest bank in Norway.", "Sales rose 5% to $4m, fewer than in 2023."])
def test_every_claim_rests_on_its_own_mention_first(text: str) -> None:
    found = claims(Article(text))
    assert found
    for told in found:
        assert told.to_dict()["mentions"][0] == {"id": told.main.id, "role": "main"}
