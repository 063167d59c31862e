"""Numbers that are a part, a gap or of another stretch of time than the fact on file, beside plain ones that are not."""

from datetime import date

import pytest

from factcheck import Article, Reference, check

FACTS = """entity,metric,value,unit,period,source,as_of
Acme,revenue,4200,USD million,2024,Annual report,2025-02-14
Acme,revenue,3750,USD million,2023,Annual report,2025-02-14
Acme,revenue,3500,USD million,2022,Annual report,2025-02-14
Acme,revenue,2000,USD million,2024-H1,Annual report,2025-02-14
Acme,revenue,2200,USD million,2024-H2,Annual report,2025-02-14
Acme,earnings per share,2.40,USD/share,2024,Annual report,2025-02-14
Acme,earnings per share,2.00,USD/share,2023,Annual report,2025-02-14
Acme,employees,12500,employee,2024-12-31,Annual report,2025-02-14
Acme,capital expenditure,310,USD million,2024,Annual report,2025-02-14
Acme,debt,450,USD million,2024-12-31,Annual report,2025-02-14
Acme,market value,2400,USD million,,Exchange,2025-02-14
Acme,share price,24.10,USD/share,,Exchange,2025-02-28
Acme,share repurchases,250,USD million,2024,Annual report,2025-02-14
"""
ENTITIES = "entity,aliases,kind,currency,fiscal_year_end\nAcme,,company,USD,12-31\n"
YES, NO = "supported", "contradicted"
CASES = [
    ("Acme had 9,000 employees at the end of 2024.", "9,000", NO),
    ("Only 9,000 of its employees at the end of 2024 were full-time.", "9,000", None),
    ("Some $120 million of its capital expenditure in 2024 went on data centres.", "$120 million", None),
    ("Capital expenditure was $410 million in 2024.", "$410 million", NO),
    ("Capital expenditure was $310 million in 2024, of which $120 million went on data centres.", "$310 million", YES),
    ("Capital expenditure was $310 million in 2024, of which $120 million went on data centres.", "$120 million", None),
    ("Earnings per share were $1.40 in 2024.", "$1.40", NO),
    ("Earnings per share, at $2.40 in 2024, were 40 cents up on 2023.", "40 cents", None),
    ("Earnings per share, at $2.40 in 2024, were 40 cents higher than in 2023.", "40 cents", None),
    ("Revenue was $3.0 billion in 2024.", "$3.0 billion", NO),
    ("The first half brought in $2.0 billion of revenue in 2024.", "$2.0 billion", None),
    ("In the first half of 2024 revenue was $2.0 billion; in the second, $2.2 billion.", "$2.0 billion", YES),
    ("In the first half of 2024 revenue was $2.6 billion.", "$2.6 billion", NO),
    ("Revenue for 2022 was $3.5 billion, for 2023 $3.75 billion and for 2024 $4.2 billion.", "$3.5 billion", None),
    ("Revenue for 2022 was $3.5 billion, for 2023 $3.75 billion and for 2024 $4.2 billion.", "$3.75 billion", YES),
    ("Revenue for 2022 was $4.5 billion.", "$4.5 billion", NO),
    ("Revenue rose by a fifth in 2024.", "a fifth", NO),
    ("Revenue has risen by a fifth in two years, to $4.2 billion in 2024.", "a fifth", None),
    ("Revenue - before hedging - was $4.25 billion in 2024.", "$4.25 billion", None),
    ("Revenue (including licences) was $4.5 billion in 2024.", "$4.5 billion", None),
    ("Revenue - a record - was $4.5 billion in 2024.", "$4.5 billion", NO),
    ("Acme took on $50 million of debt in December 2024.", "$50 million", None),
    ("Acme repaid about $90 million in long-term debt by the end of 2024.", "$90 million", None),
    ("Acme had $700 million of debt at the end of 2024.", "$700 million", NO),
    ("Acme had $450 million of debt at the end of 2024.", "$450 million", YES),
    ("Acme's market value has doubled from $1.2 billion.", "$1.2 billion", None),
    ("Acme's market value is $1.2 billion.", "$1.2 billion", NO),
    ("Acme ended the quarter with 12,900 employees.", "12,900", None),
    ("Acme's share price touched $26 in February.", "$26", None),
    ("Acme's share price is $26.", "$26", NO),
    ("Acme's revenue was earned in two parts: $1.5 billion in 2024 at home.", "$1.5 billion", None),
    ("Acme raised revenue an eighth in 2024.", "an eighth", YES),
    ("Acme raised revenue a third in 2024.", "a third", NO),
    ("Acme had 11,800 employees at the start of 2024 and 12,500 at the end.", "11,800", None),
]


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    root = tmp_path_factory.mktemp("partial")
    (root / "facts").mkdir()
    (root / "facts" / "acme.csv").write_text(FACTS, encoding="utf-8")
    (root / "entities.csv").write_text(ENTITIES, encoding="utf-8")
    return Reference.load(root)


@pytest.mark.parametrize(("sentence", "surface", "verdict"), CASES)
def test_a_part_or_a_gap_is_not_held_against_the_whole(reference, sentence, surface, verdict):
    claims = check(Article(sentence, published=date(2025, 3, 1), entity="Acme"), reference).claims
    found = {v.verdict for v in claims if v.claim.main.surface.endswith(surface)}
    shown = [(v.claim.main.surface, v.verdict, v.reason, v.steps) for v in claims]
    # of a part told beside the whole, a figure on file may bear it out; nothing may refute it
    assert (YES not in found or verdict in (YES, None)) and (NO in found) == (verdict == NO), shown
    assert verdict != YES or YES in found, shown
