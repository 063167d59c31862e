"""True sentences that a look-up by name alone would accuse, beside false ones that it must still catch.

All facts are totals of one invented company and two national rates; each true sentence speaks of a part, another
basis, another party, another period, or asserts nothing. None of them may be contradicted.
"""

import csv
from datetime import date

import pytest

from factcheck import Article, Reference, check_many

COLUMNS = "entity metric period value unit value_type counterparty source source_rank as_of valid_from valid_to".split()
ROWS = """
Acme|revenue|2024|4200|USD million
Acme|revenue|2023|3500|USD million
Acme|net income|2024|500|USD million
Acme|operating margin|2024|12.5|percent
Acme|employees|2024-12-31|18400|employee
Acme|dividend per share|2024|1.20|USD/share
Acme|market value||31|USD billion
United Kingdom|inflation|2025-04|3.5|percent
United Kingdom|unemployment rate|2025-03|4.5|percent
Acme|annual report filing date|2024|2025-02-26|date
Acme|investment||13|USD billion|actual|Bolt
Acme|licence end||2030|year|actual|Bolt
Acme|cost savings|FY2027|300|USD million|target
Acme|stores||412|store
""".strip().splitlines()

TRUE = """
Acme employed 17,900 people at the start of 2024.
Acme employed 17,900 people in early 2024.
Acme employed 17,900 people at one point in 2024.
Acme employed 17,900 people for most of 2024.
Acme's revenue was $1.1 billion later in 2024.
Acme, which had 120 stores when it went public, has grown since.
Acme had 395 stores when Globex made its bid.
Acme's investment in Bolt is now worth $90 billion.
Acme aims for cost savings of $300 million by 2027.
Prices in the United Kingdom rose 0.4% in April 2025 from March.
UK prices rose 1.2% on the month in April 2025.
Acme's cloud revenue was $1.2 billion in 2024.
Acme's European revenue rose 3% to $1.1 billion in 2024.
Acme said adjusted net income was $620 million in 2024.
Acme's revenue in the fourth quarter of 2024 was $1.1 billion.
Acme's quarterly revenue rose 8% to $1.1 billion.
Acme expects revenue of $4.8 billion in 2025.
Acme's revenue, excluding acquisitions, grew 9% in 2024.
Analysts had expected revenue of $4.3 billion in 2024 from Acme.
Acme's revenue grew 9% organically in 2024.
Acme, which had revenue of $4.2 billion in 2024, bought Globex for $900 million.
Acme's rival Globex had revenue of $2 billion in 2024.
Unlike Acme, Globex reported revenue of $2 billion in 2024.
Globex, a unit of Acme, made revenue of $700 million in 2024.
Acme lost $40 million of revenue in 2024 because of strikes.
Acme's deferred revenue was $310 million at the end of 2024.
Acme cut 1,200 employees in 2024.
Acme will hire 500 employees in 2025.
Acme has 6,000 employees in Germany.
Acme paid a quarterly dividend of 30 cents per share in 2024.
Acme shares fell 3%, wiping $1 billion off its market value.
Acme's profit before tax was $640 million in 2024.
Acme's net margin was 11.9% in 2024.
Acme raised its revenue target by $100 million.
Acme's revenue per employee was $228,000 in 2024.
About 40% of Acme's revenue came from China in 2024.
Acme generated $1.7 billion of its revenue in China in 2024.
Acme had revenue of $8.1 billion over 2023 and 2024.
Acme had revenue of €3.9 billion in 2024.
Acme's revenue was $2.0 billion in the first half of 2024.
In 2024, revenue at Acme's chip division slipped 2% to $900 million.
UK food inflation was 3.4% in April 2025.
UK services inflation was 5.4% in April 2025.
UK youth unemployment was 14% in March 2025.
UK inflation is expected to fall to 2% by 2026.
Acme's July 2023 annual report did not mention Bolt.
Acme and Bolt are partners. Acme's contract with the Army ends in 2027.
Acme and Bolt are partners. Its licence with the University of Oxford runs until 2028.
Acme, which backs Bolt, has invested $1.5 billion in Initech.
Acme has not invested $20 billion in Bolt.
Did Acme invest $50 billion in Bolt?
If Acme invested $50 billion in Bolt, it would own it.
Acme denied that it had invested $50 billion in Bolt.
Acme invested an additional $2 billion in Bolt.
Acme could invest $50 billion in Bolt.
The registered unemployment rate in the UK was 6.0% in March 2025.
The long-term unemployment rate in the UK was 1.0% in March 2025.
Acme's revenue was $4.2 billion in 2024, more than double Globex's $2.2 billion.
Acme now expects revenue of $5.1 billion in 2025.
""".strip().splitlines()

FALSE = [
    ("Acme's revenue was $4.5 billion in 2024.", "value-mismatch"),
    ("Acme's annual revenue was $42 billion in 2024.", "value-mismatch"),
    ("Acme's revenue was $3.5 billion in 2024.", "period-mismatch"),
    ("Acme's revenue was $4.2 million in 2024.", "scale-mismatch"),
    ("Acme's net income was $50 million in 2024.", "value-mismatch"),
    ("Acme's revenue fell 20% in 2024.", "direction-mismatch"),
    ("Acme employs 28,400 people.", "value-mismatch"),
    ("UK inflation was 2.5% in April 2025.", "value-mismatch"),
    ("Acme has invested $1.3 billion in Bolt.", "value-mismatch"),
    ("Acme holds licensing rights to Bolt's patents through 2035.", "period-mismatch"),
    ("Acme published its annual report in March 2025.", "period-mismatch"),
    ("Acme employed 28,400 people at the end of 2024.", "value-mismatch"),
    ("Acme has 512 stores.", "value-mismatch"),
    ("Prices in the United Kingdom rose 4.5% in April 2025 from a year earlier.", "value-mismatch"),
]

RIGHT = [
    ("Acme's revenue rose by $700 million in 2024.", "match-computed"),
    ("Acme's revenue of $4.2 billion in 2024 was 20% higher than a year earlier.", "match"),
    ("Acme employs about 18,000 people.", "match"),
    ("Acme's market value topped $30 billion.", "match"),
    ("Acme has invested a staggering $13 billion in Bolt.", "match"),
    ("Acme published its annual report in February 2025.", "match"),
]


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    path = tmp_path_factory.mktemp("named") / "facts.csv"
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, COLUMNS)
        writer.writeheader()
        for row in ROWS:
            values = dict(zip(COLUMNS, row.split("|"), strict=False))
            writer.writerow({"source": "filing", "source_rank": "primary", "as_of": "2025-05-30", **values})
    return Reference.load(path)


def verdicts(sentences, reference):
    articles = [Article(text, published=date(2025, 6, 5)) for text in sentences]
    return [[(v.claim.main.surface, v.verdict, v.reason) for v in r.claims] for r in check_many(articles, reference)]


@pytest.fixture(scope="module")
def judged(reference):
    return dict(zip(TRUE, verdicts(TRUE, reference), strict=True))


@pytest.mark.parametrize("sentence", TRUE)
def test_a_true_sentence_about_something_narrower_is_never_accused(sentence, judged):
    assert not [v for v in judged[sentence] if v[1] == "contradicted"]


@pytest.mark.parametrize(("sentence", "reason"), FALSE)
def test_a_false_sentence_that_is_wholly_understood_is(sentence, reason, reference):
    assert ("contradicted", reason) in [v[1:] for v in verdicts([sentence], reference)[0]]


@pytest.mark.parametrize(("sentence", "reason"), RIGHT)
def test_a_right_sentence_is_supported(sentence, reason, reference):
    first = verdicts([sentence], reference)[0][0]
    assert first[1] == "supported"
    assert first[2] in (reason, "match-within-rounding")


def test_the_steps_say_where_a_right_number_belongs(reference):
    text = "Acme's revenue was $3.5 billion in 2024."
    (verdict,) = next(iter(check_many([Article(text, published=date(2025, 6, 5))], reference))).claims
    assert "“$3.5 billion” is the figure of 2023." in verdict.steps
