"""True sentences of invented companies whose numbers are of something less than, or beside, the facts on file."""

from datetime import date

import pytest

from factcheck import Article, Reference, check_many

FACTS = """entity,metric,period,qualifiers,value,unit,source,source_rank,as_of
Globex,operating income,2024,basis=adjusted,812,USD million,Report,primary,2025-02-10
Globex,operating income,2024,,744,USD million,Report,primary,2025-02-10
Globex,net income,2024,,512,USD million,Report,primary,2025-02-10
Globex,net income,2023,,455,USD million,Report,primary,2025-02-10
Initech,net loss,2022,,38,USD million,Report,primary,2023-02-10
Initech,net loss,2021,,91,USD million,Report,primary,2022-02-10
Globex,passengers,2024,,9300000,passenger,Report,primary,2025-02-10
Globex,passengers,2023,,8500000,passenger,Report,primary,2024-02-10
Globex,employees,2024-12-31,,9450,employee,Report,primary,2025-02-10
Globex,founding year,,,1987,year,History,primary,2020-01-01
Orbit Two,launch date,,,2023-04-18,date,Release,primary,2023-04-18
"""
TRUE = (
    "Globex's adjusted operating profit came in at $812 million in 2024, against a reported $744 million.",
    "Globex's adjusted operating profit was $812 million in 2024, compared with its statutory $744 million.",
    "Globex earned $512 million, or $2.13 a share, in 2024; it had earned $1.90 a year earlier.",
    "Excluding charges, Globex earned $2.40 a share in 2024; including them it earned $2.13.",
    "Initech's net loss more than halved in 2022.",
    "Passengers paid Globex an average fare of 58 euros in 2024, 4% more than in 2023.",
    "Globex had 9,100 employees on average in 2024.",
    "Orbit Two for schools was launched in September 2024.",
    "Orbit Two Pro was launched in May 2024.",
    "Orbit Two was launched in Japan in May 2024.",
    "Orbit Two was launched in May 2024 for doctors.",
    "Orbit Two's successor was launched in May 2025.",
    "The mobile version of Orbit Two was launched in May 2024.",
    "A cheaper Orbit Two was launched in May 2025.",
    "The Globex foundation was established in 2011.",
    "Globex's pilots' union was founded in 2003.",
    "Orbit Two, whose tablet app was launched in May 2024, costs 11 euros.",
    "Globex's net income, at $512 million in 2024, was the highest since 2018, when it was $560 million.",
    "A beta of Orbit Two was released in November 2022.",
)
FALSE = (
    ("Globex's adjusted operating profit came in at $744 million in 2024.", "$744 million"),
    ("Globex did well in 2024, when its net income was $560 million.", "$560 million"),
    ("Globex earned $5.12 billion in 2024.", "$5.12 billion"),
    ("Initech's net loss less than halved in 2022.", "halved"),
    ("Globex carried passengers in greater numbers: passengers rose 4% in 2024.", "4%"),
    ("Globex had 9,100 employees at the end of 2024.", "9,100"),
    ("Orbit Two was launched in May 2024.", "May 2024"),
    ("Orbit Two was launched on a Tuesday, 16 May 2023.", "Tuesday, 16 May 2023"),
    ("Globex was originally founded in 1979.", "1979"),
    ("Globex was founded in 1978.", "1978"),
)


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    path = tmp_path_factory.mktemp("events") / "facts.csv"
    path.write_text(FACTS, encoding="utf-8")
    texts = (*TRUE, *(text for text, _ in FALSE))
    results = check_many([Article(text, published=date(2025, 11, 10)) for text in texts], Reference.load(path))
    found = ([(v.claim.main.surface, v.verdict) for v in result.claims] for result in results)
    return dict(zip(texts, found, strict=True))


@pytest.mark.parametrize("text", TRUE)
def test_what_is_less_than_the_fact_accuses_nobody(text, judged):
    assert judged[text]
    assert "contradicted" not in [verdict for _, verdict in judged[text]]


@pytest.mark.parametrize(("text", "surface"), FALSE)
def test_the_same_told_of_the_fact_itself_is_contradicted(text, surface, judged):
    assert (surface, "contradicted") in judged[text]


def test_a_past_state_of_a_text_without_a_date_is_of_no_known_time(tmp_path):
    path = tmp_path / "facts.csv"
    path.write_text(FACTS + "Globex,net debt,2024-12-31,,900,USD million,Report,primary,2025-02-10\n", encoding="utf-8")
    texts = ("Globex's net debt was $700 million.", "Globex's net debt was $700 million at the end of 2024.")
    undated, dated = check_many([Article(text) for text in texts], Reference.load(path))
    assert [v.reason for v in undated.claims] == ["period-inferred"]
    assert next(v.verdict for v in dated.claims) == "contradicted"
    told = ("Globex's net debt was $700 million.", "Globex's net debt is $700 million.")
    past, present = check_many([Article(text, published=date(2025, 11, 20)) for text in told], Reference.load(path))
    assert [v.reason for v in past.claims] == ["period-inferred"]  # of some day before the text's own
    assert [v.verdict for v in present.claims] == ["contradicted"]  # the present tense speaks of that day
