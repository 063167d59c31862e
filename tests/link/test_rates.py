"""Amounts told again in another currency, judged by rates on file. The bank and its rates are made up."""

from datetime import date

import pytest

from factcheck import Article, Reference, check_many

RATES = """Date,USD,PLN,GBP
2025-04-08,1.0950,4.2780,0.8560
2025-04-10,1.1082,4.3010,0.8610
2025-04-14,1.1377,4.2890,0.8630
2025-04-15,1.1282,4.2850,0.8545
"""
SIDECAR = """layout = "wide"
date = "Date"
metric = "exchange rate"
unit = "units per euro"
source = "Bank of Nowhere"
as_of = "2025-04-15"
"""
FACTS = """entity,metric,value,unit,period,source,as_of
Japanese yen,exchange rate,143.1,JPY/USD,2025-04-14,Bank of Nowhere,2025-04-14
EUR/CHF,exchange rate,0.93,ratio,2025-04-14,Bank of Nowhere,2025-04-14
"""
CASES = [
    ("Globex was sold for 900 million zlotys (181 million pounds) on Monday.", "181 million pounds", "supported"),
    ("Globex was sold for 900 million zlotys ($181 million) on Monday.", "$181 million", "contradicted"),
    ("Globex paid €500 million ($564 million).", "$564 million", "supported"),
    ("Globex paid €500 million ($5.64 billion).", "$5.64 billion", "contradicted"),
    (
        "Globex paid €500 million ($490 million).",
        "$490 million",
        "needs-context",
    ),  # if 500 is rounded, or an older rate
    ("Globex paid 10 billion yen ($70 million).", "$70 million", "supported"),
    ("Globex paid 10 billion yen ($7 million).", "$7 million", "contradicted"),
    ("The plant cost 12 million Swiss francs (12.9 million euros).", "12.9 million euros", "supported"),
    ("Globex paid 4 billion rupees ($90 million).", "$90 million", "no-reference"),  # no rate of the rupee
    ("Globex sold the unit for €500 million ($700 million) in 2009.", "$700 million", "no-reference"),  # nor of 2009
    ("Globex paid €500 million (£50 million less than planned).", "£50 million", "no-reference"),
    ("Globex made €20 million (Initech $95 million).", "$95 million", "no-reference"),
]


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    root = tmp_path_factory.mktemp("rates")
    for folder, name, text in (
        ("series", "rates.csv", RATES),
        ("series", "rates.toml", SIDECAR),
        ("facts", "rates.csv", FACTS),
    ):
        (root / folder).mkdir(exist_ok=True)
        (root / folder / name).write_text(text, encoding="utf-8")
    return Reference.load(root)


@pytest.fixture(scope="module")
def judged(reference):
    articles = [Article(text, published=date(2025, 4, 15)) for text, _, _ in CASES]
    return [{v.claim.main.surface: v for v in r.claims} for r in check_many(articles, reference)]


@pytest.mark.parametrize("n", range(len(CASES)))
def test_an_amount_told_again_is_judged_by_the_rates_of_its_days(n, judged):
    _, surface, verdict = CASES[n]
    assert judged[n][surface].verdict == verdict


def test_the_steps_name_the_rates_and_their_days(judged):
    verdict = judged[0]["181 million pounds"]
    assert verdict.reason == "match-computed"
    assert "On file: one PLN was 0.1994 to 0.2012 GBP, 2025-04-14 to 2025-04-15 (Bank of Nowhere)." in verdict.steps
    assert [f.entity for f in verdict.facts][:1] == ["GBP"]


@pytest.mark.parametrize("day", [date.min, date.max])
def test_a_day_at_the_end_of_the_calendar_has_no_rate(reference, day):
    (result,) = check_many([Article("Globex paid 10 billion yen ($7 million).", published=day)], reference)
    assert "contradicted" not in {c.verdict for c in result.claims}


def test_without_any_day_no_rate_is_chosen(reference):
    (result,) = check_many([Article("Globex paid 10 billion yen ($7 million).")], reference)
    assert {v.verdict for v in result.claims} == {"no-reference"}
