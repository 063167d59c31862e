"""Sentences of the same kinds with other companies and other numbers get the verdicts that their own facts give them.

The companies are plain inventions (Acme, Globex, Initech…), so no rule, alias or row of the program can know them.
Near misses stand beside hits: the other digit, the other year, the plan told as done, the wrong relation.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from factcheck import Article, Reference, check_many

PUBLISHED = date(2025, 6, 5)
COLUMNS = (
    "entity metric counterparty value unit period value_type bound decimals valid_from valid_to source source_url as_of "
    "source_rank supersedes id"
).split()


def fact(entity, metric, value, unit, **rest):
    given = {"source": f"{entity} filing", "as_of": "2025-02-01", "source_rank": "primary", **rest}
    return {"entity": entity, "metric": metric, "value": value, "unit": unit, **given}


def press(entity, metric, value, unit, source, **rest):
    return fact(entity, metric, value, unit, source=source, source_rank="secondary", **rest)


SALES = fact("Acme", "revenue", "4200", "USD million", period="2024", decimals="-6")
SALES_BEFORE = fact("Acme", "revenue", "3500", "USD million", period="2023", decimals="-6")
QUARTER = fact("Acme", "revenue", "1100", "USD million", period="2024-Q4", decimals="-6")
OUTLOOK = fact("Acme", "revenue", "5000", "USD million", period="2025", value_type="forecast", decimals="-6")
STAFF = fact("Globex", "employees", "18400", "employee", period="2024-12-31")
STAKE = press("Initech", "investment", "2400", "USD million", "Morning Post", counterparty="Globex", as_of="2025-01-10")
STAKE_TOO = press(
    "Initech", "investment", "2400", "USD million", "Evening Wire", counterparty="Globex", as_of="2025-01-12"
)
LICENCE = fact("Globex", "licence end", "2034", "year", counterparty="Initech", valid_from="2022-03-01", id="l1")
RENEWED = fact(
    "Globex",
    "licence end",
    "2041",
    "year",
    counterparty="Initech",
    valid_from="2025-09-01",
    as_of="2025-09-01",
    id="l2",
)
ENDED = {**LICENCE, "valid_to": "2025-08-31"}

PLAN = fact(
    "Lodestar", "investment", "60", "USD billion",
    value_type="target", period="2025-01-01/2031-12-31", as_of="2025-03-01",
)  # fmt: skip
ROYALTY = fact("Initech", "royalty rate", "30", "percent", counterparty="Globex", as_of="2025-01-15")
ROYALTY_PLAN = press(
    "Initech", "royalty rate", "15", "percent", "Morning Post",
    counterparty="Globex", period="2033", value_type="target", as_of="2025-04-01",
)  # fmt: skip
REPORT = fact("Globex", "annual report filing date", "2025-02-26", "date", period="2024", as_of="2025-02-26")
MARGIN = fact("Acme", "operating margin", "12.5", "percent", period="2024")

# (sentence, facts on file, surface of the number, verdict, reasons allowed)
ROWS = [
    # levels
    ("Acme's revenue was $4.2 billion in 2024.", [SALES], "$4.2 billion", "supported", {"match"}),
    ("In 2024 Acme had sales of $4.2 billion.", [SALES], "$4.2 billion", "supported", {"match"}),
    ("Acme's revenue was $4.5 billion in 2024.", [SALES], "$4.5 billion", "contradicted", {"value-mismatch"}),
    ("Acme's revenue was $4.2 million in 2024.", [SALES], "$4.2 million", "contradicted", {"scale-mismatch"}),
    ("Acme's revenue was $4.2 billion in 2023.", [SALES, SALES_BEFORE], "$4.2 billion", "contradicted", {"period-mismatch", "value-mismatch"}),
    ("Initech's revenue was $4.5 billion in 2024.", [SALES], "$4.5 billion", "no-reference", {"no-fact"}),
    ("Globex employs 18,400 people.", [STAFF], "18,400", "supported", {"match"}),
    ("Globex had about 18,000 employees at the end of 2024.", [STAFF], "about 18,000", "supported", None),
    ("Acme's operating margin was 12.5% in 2024.", [MARGIN], "12.5%", "supported", {"match"}),
    ("Acme's operating margin was 15.2% in 2024.", [MARGIN], "15.2%", "contradicted", {"value-mismatch"}),
    # what belongs to a longer name, another party or another length of time accuses nobody
    ("Acme Canada's revenue was $300 million in 2024.", [SALES], "$300 million", "no-reference", None),
    ("The Globex Foundation employs 40 people.", [STAFF], "40", "no-reference", None),
    ("Southern Acme's revenue was $300 million in 2024.", [SALES], "$300 million", "no-reference", None),
    ("Acme's revenue was $4.2 billion in 2024 versus Initech's $2.2 billion.", [SALES], "$2.2 billion", "no-reference", None),
    ("Acme's fourth-quarter 2024 revenue was $1.1 billion; full-year revenue was $4.2 billion.", [SALES, QUARTER], "$4.2 billion", "supported", None),
    ("Analysts expect Acme's 2025 revenue to be $5.2 billion.", [OUTLOOK], "$5.2 billion", "not-checkable", {"forecast"}),
    # one day's forecast does not refute another day's
    ("Acme expects revenue of $5.2 billion in 2025.", [OUTLOOK], "$5.2 billion", "no-reference", {"metric-ambiguous"}),
    # money put into another company: secondary sources, alone and in pairs
    ("Initech has invested $2.4 billion in Globex.", [STAKE, STAKE_TOO], "$2.4 billion", "supported", {"match"}),
    ("Initech invested $240 million in Globex.", [STAKE, STAKE_TOO], "$240 million", "contradicted", {"value-mismatch"}),
    ("Initech invested $240 million in Globex.", [STAKE], "$240 million", "needs-context", {"single-secondary"}),
    (
        "Initech invested $2.4 million in Globex.",
        [{**STAKE, "bound": ">="}, STAKE_TOO], "$2.4 million", "contradicted", {"scale-mismatch"},
    ),
    (
        "Initech invested $240 million in Globex.",
        [{**STAKE, "bound": ">="}, STAKE_TOO], "$240 million", "contradicted", {"value-mismatch"},
    ),
    ("Initech invested $240 million in Hooli.", [STAKE, STAKE_TOO], "$240 million", "no-reference", None),
    # horizons
    ("Globex holds licensing rights to Initech's patents through 2034.", [LICENCE], "2034", "supported", {"match"}),
    ("Globex holds a licence to Initech's software until 2034.", [LICENCE], "2034", "supported", {"match"}),
    ("Globex holds licensing rights to Initech's patents through 2037.", [LICENCE], "2037", "contradicted", {"period-mismatch"}),
    ("Globex holds licensing rights to Initech's patents through 2034.", [ENDED, RENEWED], "2034", "supported", {"match"}),
    ("Globex holds licensing rights to Hooli's patents through 2037.", [LICENCE], "2037", "no-reference", None),
    # plans
    ("Lodestar is a $60 billion infrastructure project.", [PLAN], "$60 billion", "supported", {"match"}),
    ("Lodestar plans to invest $60 billion by 2031.", [PLAN], "$60 billion", "supported", {"match"}),
    ("Lodestar plans to invest $90 billion by 2031.", [PLAN], "$90 billion", "contradicted", {"value-mismatch"}),
    # halves and doubles
    (
        "Initech reportedly aims to cut the royalty rate it pays to Globex in half by 2033.",
        [ROYALTY, ROYALTY_PLAN], "half", "supported", {"match-computed", "match"},
    ),
    (
        "Initech reportedly aims to cut the royalty rate it pays to Globex in half by 2033.",
        [ROYALTY, ROYALTY_PLAN], "2033", "supported", None,
    ),
    (
        "Initech reportedly aims to cut the royalty rate it pays to Globex to a third by 2033.",
        [ROYALTY, ROYALTY_PLAN], "third", "needs-context", {"single-secondary"},
    ),
    (
        "Initech reportedly aims to cut the royalty rate it pays to Globex in half by 2033.",
        [{**ROYALTY, "period": "2019"}, ROYALTY_PLAN], "half", "no-reference", {"period-unknown"},
    ),
    ("Acme's revenue doubled in 2024.", [SALES, {**SALES_BEFORE, "value": "2100"}], "doubled", "supported", {"match-computed"}),
    ("Acme's revenue doubled in 2024.", [SALES, SALES_BEFORE], "doubled", "contradicted", {"value-mismatch"}),
    # changes
    ("Acme's revenue rose 20% in 2024.", [SALES, SALES_BEFORE], "20%", "supported", {"match-computed"}),
    ("Acme's revenue fell 20% in 2024.", [SALES, SALES_BEFORE], "20%", "contradicted", {"direction-mismatch"}),
    ("Acme's revenue rose 27% in 2024.", [SALES, SALES_BEFORE], "27%", "contradicted", {"value-mismatch"}),
    # who says so, and what is only expected
    ("According to the chief executive, Acme's revenue was $4.2 billion in 2024.", [SALES], "$4.2 billion", "supported", None),
    ("Acme's revenue reportedly reached $4.8 billion in 2024.", [SALES], "$4.8 billion", "contradicted", {"value-mismatch"}),
    ("Acme expects revenue of $5 billion in 2026.", [SALES], "$5 billion", "not-checkable", {"forecast"}),
    ("Initech plans to invest $2.4 billion in Globex.", [STAKE, STAKE_TOO], "$2.4 billion", "no-reference", None),
    ("Lodestar has invested $60 billion.", [PLAN], "$60 billion", "needs-context", {"type-mismatch"}),
    # bounds and hedges
    ("Acme's revenue was more than $4 billion in 2024.", [SALES], "$4 billion", "supported", None),
    ("Acme's revenue was more than $5 billion in 2024.", [SALES], "$5 billion", "contradicted", {"value-mismatch"}),
    ("Acme's revenue was less than $4 billion in 2024.", [SALES], "$4 billion", "needs-context", {"rounding"}),
    ("Acme's revenue was less than $3 billion in 2024.", [SALES], "$3 billion", "contradicted", {"value-mismatch"}),
    ("Acme's revenue was roughly $4.3 billion in 2024.", [SALES], "$4.3 billion", "supported", None),
    # another currency, another line of the books, another period
    ("Acme's revenue was €4.2 billion in 2024.", [SALES], "€4.2 billion", "contradicted", {"currency-mismatch"}),
    ("Acme's revenue was €3.9 billion in 2024.", [SALES], "€3.9 billion", "no-reference", None),
    ("Acme's net income was $4.2 billion in 2024.", [SALES], "$4.2 billion", "no-reference", None),
    ("Acme's revenue was $4.2 billion in the third quarter of 2024.", [SALES], "$4.2 billion", "no-reference", None),
    ("Acme's cloud revenue was $1.1 billion in 2024.", [SALES], "$1.1 billion", "no-reference", None),
    # dates of documents
    ("Globex named Acme as a rival in its February 2025 annual report.", [REPORT], "February 2025", "supported", None),
    ("Globex named Acme as a rival in its April 2025 annual report.", [REPORT], "April 2025", "contradicted", {"period-mismatch"}),
    ("Globex filed its annual report on 26 February 2025.", [REPORT], "26 February 2025", "supported", None),
    # what is not claimed
    ("Two heavyweights met in Acme's Hall 7, where Model 12 was on show.", [SALES], None, None, None),
]  # fmt: skip
IDS = [f"{i}-{row[0][:50]}-{row[3]}" for i, row in enumerate(ROWS)]


def reference(folder: Path, facts):
    path = folder / "facts.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(facts)
    return Reference.load(path)


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory):
    """Verdicts of every row, each judged by its own facts."""
    found = []
    for i, (sentence, facts, *_) in enumerate(ROWS):
        article = Article(sentence, name=f"row {i}", published=PUBLISHED)
        found.append(next(check_many([article], reference(tmp_path_factory.mktemp("facts"), facts))))
    return found


@pytest.mark.parametrize("row", range(len(ROWS)), ids=IDS)
def test_paraphrase(verdicts, row):
    _, _, surface, verdict, reasons = ROWS[row]
    result = verdicts[row]
    if surface is None:
        assert [c.claim.main.surface for c in result.claims] == []
        return
    mine = [v for v in result.claims if surface.removeprefix("about ") in v.claim.main.surface]
    assert len(mine) == 1, [(v.claim.main.surface, v.verdict) for v in result.claims]
    assert (mine[0].verdict, mine[0].reason) == (verdict, mine[0].reason), mine[0].steps
    if reasons:
        assert mine[0].reason in reasons, mine[0].steps
    others = [v for v in result.claims if v is not mine[0] and v.verdict == "contradicted"]
    assert others == []


def test_the_table_is_large_enough():
    assert len(ROWS) >= 30
    assert {row[3] for row in ROWS} >= {"supported", "contradicted", "needs-context", "no-reference"}
