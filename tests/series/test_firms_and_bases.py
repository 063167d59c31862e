"""Tables of firms and indexes, money of one year's prices, groups as they were: what judges and what only asks."""

from datetime import date

import pytest

from factcheck import Article, Reference, check
from factcheck.link.tables.places import places
from factcheck.link.tables.prices import price_of
from factcheck.reference.series import SeriesIndex

ENTITIES = "entity,aliases,kind,iso_code,members\nNorland,Norlanders|Norlandic,country,NRL,\nSudmark,,country,SDM,\n"
SIDECAR = (
    'layout = "wide"\ndate = "Date"\nmetric = "{}"\nunit = "{}"\nqualifiers = "{}"\n'
    'source = "Office of Made-up Statistics"\nas_of = "2021-11-01"\n'
)
TABLES = {
    "engines": (
        "engine production by maker",
        "engines",
        "",
        "Date,Globex,Acme,Initech,Total\n2017,400,300,120,820\n2018,420,310,150,880\n2019,450,360,160,970\n"
        "2020,350,390,170,910\n2021,500,410,200,1110\n",
    ),
    "confidence": (
        "consumer confidence index",
        "index",
        "adjustment=seasonally adjusted",
        "Date,NRL,SDM\n2020-05,101.0,70\n2020-06,104.0,72\n2020-07,108.6,75\n2020-08,106.7,77\n2020-09,103.5,79\n"
        "2020-10,98.2,80\n2020-11,99.9,82\n",
    ),
    "wages": (
        "average annual wage",
        "constant 2015 US$",
        "",
        "Date,NRL,SDM\n2016,30000,17000\n2017,30100,17600\n2018,30300,17900\n2019,30600,18500\n",
    ),
    "output": (
        "gross domestic product",
        "USD billion",
        "price basis=nominal",
        "Date,NRL,SDM\n2016,500,90\n2017,530,95\n2018,560,99\n2019,590,104\n",
    ),
}
YES, NO, ASK = {"supported"}, {"contradicted"}, {"needs-context"}
CASES = [
    ("Globex produced 500 engines in 2021.", YES),
    ("Globex produced 700 engines in 2021.", NO),
    ("Soylent produced 700 engines in 2021.", set()),  # not in the table
    ("Globex's engine production rose 43% in 2021.", YES),
    ("Globex's engine production fell 43% in 2021.", NO),
    ("Globex and Acme together produced 910 engines in 2021.", YES),
    ("Globex and Acme together produced 1,400 engines in 2021.", NO),
    ("In 2020, Acme produced more engines than Globex.", YES),
    ("In 2021, Acme produced more engines than Globex.", NO),
    ("Globex was the largest producer of engines in the world in 2021.", YES),  # the three are the table's total
    ("Acme was the largest producer of engines in the world in 2021.", NO),
    ("Initech was the second largest producer of engines in the world in 2021.", NO),
    ("Engine production at Initech rose for the fourth straight year in 2021.", YES),
    ("Engine production at Globex rose for the fourth straight year in 2021.", NO),
    ("Norland's consumer confidence index fell to 98.2 in October 2020.", YES),
    ("Norland's consumer confidence index rose to 118.9 in October 2020.", NO),
    ("Norland's business confidence index rose to 118.9 in October 2020.", set()),
    ("Norlandic consumer confidence fell for the third straight month in October 2020.", YES),
    ("Norlandic consumer confidence fell for the fifth straight month in October 2020.", NO),
    ("Norland's consumer confidence index fell to 98.2 in October 2020, the lowest since May.", YES),
    # constant prices: told as such they judge, else they ask
    ("The average annual wage in Norland was $30,600 in 2019 in 2015 dollars.", YES),
    ("The average annual wage in Norland was $42,600 in 2019 in 2015 dollars.", NO),
    ("The average annual wage in Norland was $42,600 in 2019 in 2010 dollars.", set()),
    ("The average annual wage in Norland was $42,600 in 2019.", set()),
    ("The average annual wage in Norland was $30,600 in 2019.", ASK),  # right in dollars of 2015, and nobody says so
    ("Norland's GDP was $590 billion in 2019.", YES),
    ("Norland's GDP was $990 billion in 2019.", NO),
    ("Norland's GDP was 990 billion euros in 2019.", set()),
    ("Norland's GDP was $990 a head in 2019.", set()),
    ("Norland's economy grew 5.4% in nominal terms in 2019.", YES),
    ("Norland's economy grew 2% in 2019.", set()),  # told in real terms; the table is nominal
]


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    root = tmp_path_factory.mktemp("firms")
    (root / "entities.csv").write_text(ENTITIES, encoding="utf-8")
    (root / "series").mkdir()
    for name, (metric, unit, qualifiers, csv) in TABLES.items():
        (root / "series" / f"{name}.csv").write_text(csv, encoding="utf-8")
        (root / "series" / f"{name}.toml").write_text(SIDECAR.format(metric, unit, qualifiers), encoding="utf-8")
    return Reference.load(root)


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_firms_indexes_and_constant_prices(reference, sentence, expected):
    claims = check(Article(sentence, published=date(2022, 6, 1)), reference).claims
    assert {v.verdict for v in claims} - {"no-reference"} == expected, [(v.claim.main.surface, v.steps) for v in claims]


def test_a_rank_among_firms_needs_the_whole_market(reference, tmp_path):
    (tmp_path / "series").mkdir()
    metric, unit, qualifiers, csv = TABLES["engines"]
    without_total = "\n".join(",".join(line.split(",")[:-1]) for line in csv.splitlines())
    (tmp_path / "series" / "engines.csv").write_text(without_total, encoding="utf-8")
    (tmp_path / "series" / "engines.toml").write_text(SIDECAR.format(metric, unit, qualifiers), encoding="utf-8")
    text = "Globex was the largest producer of engines in the world in 2021."
    [claim] = check(Article(text, published=date(2022, 6, 1)), Reference.load(tmp_path)).claims
    assert claim.verdict == "no-reference"


@pytest.mark.parametrize(
    ("group", "year", "there", "absent"),
    [
        ("EU", 2010, "GBR", "HRV"),
        ("EU", 2022, "HRV", "GBR"),
        ("OECD", 2015, "CHL", "COL"),
        ("NATO", 2003, "POL", "ROU"),
        ("eurozone", 2012, "EST", "LVA"),
        ("OPEC", 2015, "QAT", "GAB"),
        ("OPEC", 1990, "ECU", "AGO"),
        ("OPEC", 2010, "ECU", "GAB"),  # who left and came back
        ("ASEAN", 1990, "BRN", "VNM"),
        ("ASEAN", 2019, "KHM", "TLS"),
    ],
)
def test_groups_have_the_members_they_had(group, year, there, absent):
    [place] = places(f"the highest in the {group}", SeriesIndex())
    members = place.members(year)
    assert there in members
    assert absent not in members


@pytest.mark.parametrize(
    ("unit", "currency", "scale", "per", "constant"),
    [
        ("USD billion", "USD", 10**9, None, False),
        ("constant 2015 US$", "USD", 1, None, True),
        ("EUR/MWh", "EUR", 1, "mwh", False),
        ("USD per million BTU", "USD", 1, "million btu", False),
        ("% of GDP", None, 0, None, False),
    ],
)
def test_units_of_money(unit, currency, scale, per, constant):
    found = price_of(unit)
    told = (found.currency, found.scale, found.per, found.constant) if found else (None, 0, None, False)
    assert told == (currency, scale, per, constant)
