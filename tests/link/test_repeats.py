"""A summary against its article: the same figure told in two ways is asked about, a story of several figures is not."""

import pytest

from factcheck import Article, Reference, check_many

BODY = """{head}
{second}
Globex's revenue in 2024 was {value}, helped by demand for pumps.
Costs were $1.2 billion in 2024. Globex had {staff} employees at the end of 2024.
The company will publish its annual report in March.
{last}
"""
PLAIN = {"head": "Globex has a good year", "second": "The year was a good one.", "value": "$4.48 billion", "staff": "31,400",
         "last": "The shares are listed in Springfield."}  # fmt: skip
CASES = [
    ({"head": "Globex's revenue was $4.84 billion in 2024"}, {"$4.84 billion", "$4.48 billion"}),
    ({"head": "Globex's revenue was $4.84 billion"}, {"$4.84 billion"}),
    ({"last": "- Globex had 34,100 employees at the end of 2024."}, {"34,100", "31,400"}),
    ({"last": "- Globex's revenue in 2024 was $4.84 billion."}, {"$4.84 billion", "$4.48 billion"}),
    ({"head": "Globex's revenue was $4.5 billion in 2024"}, set()),  # the same, rounded
    ({"head": "Globex's revenue was $3.9 billion in 2023"}, set()),  # another year
    ({"head": "Globex's cloud revenue was $1.1 billion in 2024"}, set()),  # a part
    ({"head": "Initech's revenue was $4.84 billion in 2024"}, set()),  # somebody else
    ({"head": "Globex's revenue was estimated at $4.84 billion in 2024"}, set()),  # an estimate
    ({"last": "Globex's revenue in 2024 was $4.84 billion."}, set()),  # the body itself: no summary
    ({"value": "$4.48 billion, up from $4.0 billion in 2023"}, set()),
]


@pytest.fixture(scope="module")
def asked():
    articles = [Article(BODY.format(**(PLAIN | changed))) for changed, _ in CASES]
    results = check_many(articles, Reference.load())
    return [{v.claim.main.surface for v in r.claims if v.reason == "internal-inconsistency"} for r in results]


@pytest.mark.parametrize("n", range(len(CASES)))
def test_what_is_told_in_two_ways_is_asked_about(n, asked):
    assert asked[n] == CASES[n][1]


def test_the_question_and_the_step_quote_both():
    text = BODY.format(**(PLAIN | CASES[0][0]))
    (result,) = check_many([Article(text)], Reference.load())
    verdict = next(v for v in result.claims if v.claim.main.surface == "$4.84 billion")
    assert (verdict.verdict, verdict.question) == (
        "needs-context",
        "“$4.84 billion” or “$4.48 billion”: which is right?",
    )
    assert verdict.steps[0].startswith("The summary says “Globex's revenue was $4.84 billion in 2024”, the body “")
