"""Sentences a hair's breadth from what a table holds: comings beside stocks, provinces, totals asked for a rate."""

from datetime import date
from decimal import Decimal

import pytest

from factcheck import Article, Reference, check
from factcheck.judge import amend
from factcheck.measure.formatting import plural
from factcheck.measure.intervals import point

ENTITIES = """entity,aliases,kind,iso_code,members
Norland,Norlanders|Norlandic,country,NRL,
Estonia Minor,,country,EMN,
"""
SIDECAR = 'layout = "wide"\ndate = "Date"\nmetric = "{}"\nunit = "{}"\nsource = "Office of Made-up Statistics"\nas_of = "2019-11-01"\n'
TABLES = {
    "refugees": ("Refugee population", "People", "2017,30000,9000\n2018,40000,9000\n2019,50000,9000\n"),
    "solar": ("Installed solar energy capacity", "gigawatts", "2017,20,1\n2018,60,1\n2019,90,1\n"),
    "doctors": ("Medical doctors per 1,000 people", "Per 1,000 people", "2017,3.1,0.7\n2018,3.2,0.7\n2019,3.2,0.7\n"),
    "births": ("Total fertility rate: births per woman", "Live births per woman", "2018,4.1,1.5\n2019,4.0,1.5\n"),
    "people": ("Population (Total)", "People", "2017,3900000,90000\n2018,4000000,90000\n2019,4100000,90000\n"),
    "schools": ("Government spending on education as a share of GDP", "% of GDP", "2018,6.1,4.0\n2019,6.2,4.0\n"),
    "growth": ("Annual GDP growth", "%", "2017,3.0,1.0\n2018,2.5,2.0\n2019,-2.1,1.5\n"),
    "life": ("Life expectancy", "Years", "2017,62.0,81.0\n2018,60.5,80.0\n2019,59.0,78.0\n"),
    "women": ("Share of the population that is female", "% of total", "2018,51.0,52.0\n2019,51.0,52.0\n"),
    "killed": ("Homicides", "deaths", "2018,900,4\n2019,920,4\n"),
    "gini": ("Income inequality: Gini coefficient", "Score", "2018,0.63,0.31\n2019,0.63,0.31\n"),
    "coal": ("Share of electricity production from coal", "%", "2018,71,2\n2019,70,1\n"),
}
YES, NO = "supported", "contradicted"
CASES = [
    ("Norland hosted 40,000 refugees in 2018.", {YES}),
    ("Norland hosted 90,000 refugees in 2018.", {NO}),
    ("Norland took in 90,000 refugees in 2018.", set()),
    ("Norland received 40,000 refugees in 2018.", set()),
    ("Norland's installed solar capacity was 60 gigawatts in 2018.", {YES}),
    ("Norland installed 40 gigawatts of solar power in 2018.", set()),
    ("Estonia Minor has fewer than one doctor for every 1,000 people.", {YES}),
    ("Estonia Minor has fewer than one doctor for every 5,000 people.", {NO}),
    ("Norlandic women have 4 children on average.", {YES}),
    ("The average woman in Norland has two children.", {NO}),
    ("Norland is home to 4 million people.", {YES}),
    ("Norland is home to 9 million people.", {NO}),
    ("Norland is home to 2 million people living in poverty.", set()),
    ("Norland spends about 6% of its GDP on education.", {YES}),
    ("Norland spends 12% of its GDP on education.", {NO}),
    ("Norland spends 20% of its budget on education.", set()),
    ("Households in Norland spend 1% of GDP on education.", set()),
    ("The economy of Estonia Minor grew in 2018.", {YES}),
    ("Growth in Estonia Minor slowed to 9% in 2018.", set()),  # of what?
    ("Norland's solar capacity more than halved between 2017 and 2019.", {NO}),
    ("Life expectancy in Estonia Minor is 81 years.", {YES}),
    ("Life expectancy in Estonia Minor is 60 years.", {NO}),
    ("Life expectancy for men in Estonia Minor is 60 years.", set()),
    ("Life expectancy in Estonia Minor fell by 3 years between 2017 and 2019.", {YES}),
    ("Life expectancy in Estonia Minor fell by 9 years between 2017 and 2019.", {YES, NO}),  # it fell, by less
    ("Half of Norland's cabinet ministers are women.", set()),
    ("The Gini coefficient of Norland was 0.63 in 2018.", {YES}),
    ("The Gini coefficient of Norland was 0.30 in 2018.", {NO}),
    ("Coal accounts for less than half of Norland's electricity generation.", {NO}),
    ("The Norlandic province of Zell gets 20% of its electricity from coal.", set()),
    ("In Zellstadt, Norland, 20% of electricity comes from coal.", set()),
    ("Estonia Minor has a higher murder rate than Norland.", set()),
]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    root = tmp_path_factory.mktemp("near")
    (root / "entities.csv").write_text(ENTITIES, encoding="utf-8")
    home = root / "series"
    home.mkdir()
    for name, (metric, unit, body) in TABLES.items():
        (home / f"{name}.csv").write_text("Date,NRL,EMN\n" + body, encoding="utf-8")
        (home / f"{name}.toml").write_text(SIDECAR.format(metric, unit), encoding="utf-8")
    return Reference.load(root)


@pytest.mark.parametrize(("sentence", "given"), CASES)
def test_only_what_the_table_holds_is_judged(tables, sentence, given):
    claims = check(Article(sentence, published=date(2019, 12, 1)), tables).claims
    found = {v.verdict for v in claims} & {YES, NO}
    assert found == given, [(v.claim.main.surface, v.verdict, v.reason, v.steps) for v in claims]


@pytest.mark.parametrize(
    ("unit", "value", "told"),
    [
        ("rank", 3, "number 3"),
        ("direction", -6, "lower by 6"),
        ("comparison", 6, "higher by 6"),
        ("none", 0, "0"),
    ],
)
def test_statements_in_words_are_answered_in_words(unit, value, told):
    assert amend._in_words(unit, point(Decimal(value))) == told


def test_people_and_children_have_plurals_of_their_own():
    assert [plural(unit) for unit in ("people", "child", "person", "death")] == [
        "people",
        "children",
        "people",
        "deaths",
    ]
