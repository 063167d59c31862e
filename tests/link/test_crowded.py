"""A sentence of over a hundred numbers, such as a table run together, is not judged, and costs no more than others."""

import time
from datetime import date

import pytest

from factcheck import Article, Reference, check
from factcheck.claim import claim
from factcheck.find import find
from factcheck.link import MOST_NUMBERS, link

FACTS = "entity,metric,value,unit,period,source,as_of\nAcme,employees,340,employee,2024,report,2025-02-01\n"


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    path = tmp_path_factory.mktemp("crowded") / "facts.csv"
    path.write_text(FACTS)
    return Reference.load(path)


def story(count):
    """A sentence with as many numbers, its day among them, the first of which is on file."""
    rest = ", ".join(f"{n} cups" for n in range(3, count + 1))
    return Article(f"Acme employed 340 people in 2024, and had {rest}.", published=date(2025, 6, 5))


@pytest.mark.parametrize(("count", "reason"), [(20, "match"), (MOST_NUMBERS + 2, "metric-ambiguous")])
def test_a_crowded_sentence_is_not_judged(reference, count, reason):
    first = check(story(count), reference).claims[0]
    assert (first.claim.main.surface, first.reason) == ("340", reason)


def test_a_long_one_is_linked_in_time(reference):
    article = story(3000)
    claimed = claim(article, find(article))
    began = time.process_time()
    link(article, claimed.claims, claimed.ledger, reference, article.published)
    assert time.process_time() - began < 2
