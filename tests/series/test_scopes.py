"""Words that say which part, which time or which yardstick a number is of; where no table follows, nothing is accused."""

from datetime import date

import pytest

from factcheck import Article, Reference, check

ENTITIES = """entity,aliases,kind,iso_code,members
Norland,Norlanders|Norlandic,country,NRL,
Estonia Minor,,country,SDM,
"""
SIDECAR = 'layout = "wide"\ndate = "Date"\nmetric = "{}"\nunit = "{}"\nsource = "Office of Made-up Statistics"\nas_of = "2021-01-01"\nnote = "{}"\n'
TABLES = {
    "jobless": ("Unemployment rate", "%", "", "2013,9.0,4.0\n2014,8.0,4.1\n2015,6.0,4.2\n2016,5.0,4.0\n2017,4.0,4.1\n"),
    "inflation": ("Inflation of consumer prices", "annual %", "", "2013,2.0,1.0\n2014,4.5,1.1\n2015,6.0,1.5\n"),
    "homicides": (
        "Homicide rate per 100,000 population",
        "homicides per 100,000 population",
        "",
        "2010,4.0,1.0\n2011,4.2,1.0\n2012,4.1,1.1\n2013,4.0,1.0\n2014,3.0,0.9\n2015,2.0,0.9\n2016,2.1,0.8\n",
    ),
    "attacks": ("Terrorism deaths", "deaths", "", "2012,40,1\n2013,50,0\n2014,60,0\n2015,300,0\n2016,10,2\n"),
    "emissions": (
        "Annual CO₂ emissions",
        "tonnes",
        "",
        "2008,50000000,20000000\n2014,45000000,21000000\n2015,40000000,22000000\n",
    ),
    "arms": (
        "Military spending",
        "constant 2023 US$",
        "Includes research and pensions.",
        "2014,1000000000,3\n2015,1100000000,3\n",
    ),
    "growth": ("Annual GDP growth", "%", "", "2013,3.0,1.0\n2014,4.0,1.1\n2015,2.0,1.5\n"),
    "old": ("Population by age group (Ages 65+)", "People", "", "2013,990000,5\n2014,995000,5\n2015,1000000,5\n"),
    "coal": ("Electricity production by source (coal)", "terawatt-hours", "", "2014,29,5\n2015,30,5\n"),
    "births": ("Total fertility rate: births per woman", "Live births per woman", "", "2014,1.5,2.0\n2015,1.5,2.0\n"),
    "life": ("Life expectancy", "Years", "", "2014,80.0,71.0\n2015,80.4,71.2\n"),
}
MONTHS = (
    "Date,Price\n2014-05,41.0\n2014-06,35.0\n2014-07,38.0\n2014-08,40.0\n2015-05,50.0\n2015-06,54.0\n2015-07,60.0\n"
)
BRENT = (
    'layout = "long"\ndate = "Date"\nvalue = "Price"\nentity = "Northern"\nmetric = "Northern crude oil price, monthly average"\n'
    'unit = "USD/barrel"\nsource = "Office of Made-up Statistics"\nas_of = "2021-01-01"\n'
)
YES, NO = "supported", "contradicted"
# (sentence, surface of the number, its verdict, or None where nothing is said for or against it)
CASES = [
    # another year of the sentence
    ("Inflation in Norland hit 4.5% in 2014, more than double the previous year's 2.0%.", "2.0%", YES),
    ("Inflation in Norland hit 4.5% in 2014, after the previous year's 4.9%.", "4.9%", NO),
    ("Inflation in Norland hit 4.5% in 2014, more than double the previous year's 2.0%.", "double", None),
    ("Unemployment in Norland was 8.0% in 2014 and 6.0% the following year.", "6.0%", YES),
    ("Unemployment in Norland was 8.0% in 2014 and 9.5% the following year.", "9.5%", NO),
    ("Norland's homicide rate fell 50% in five years, to 2.0 per 100,000 people in 2015.", "50%", YES),
    ("Norland's homicide rate fell 90% in five years, to 2.0 per 100,000 people in 2015.", "90%", NO),
    ("Terrorist attacks killed 150 people in Norland in the three years from 2012 to 2014.", "150", YES),
    ("Terrorist attacks killed 450 people in Norland in the three years from 2012 to 2014.", "450", NO),
    # what it is told against
    ("CO2 emissions in Norland in 2015 were 20% below their 2008 peak.", "20%", YES),
    ("CO2 emissions in Norland in 2015 were 60% below their 2008 peak.", "60%", NO),
    ("CO2 emissions in Norland in 2015 were 82% above those of Estonia Minor.", "82%", YES),
    ("CO2 emissions in Norland in 2015 were 82% higher than those of Estonia Minor.", "82%", YES),
    ("CO2 emissions in Norland in 2015 were 30% below the regional average.", "30%", None),
    ("At 4.0%, unemployment in Norland in 2017 was below its four-year average of 5.8%.", "4.0%", YES),
    ("At 4.0%, unemployment in Norland in 2017 was below its four-year average of 5.8%.", "5.8%", None),
    # of whom
    ("Unemployment in Norland was 9.9% in 2016.", "9.9%", NO),
    ("Unemployment in Norland excluding the east was 9.9% in 2016.", "9.9%", None),
    ("Unemployment in Norland would have been 9.9% in 2016 but for short-time work.", "9.9%", None),
    ("Unemployment among newcomers in Norland was 9.9% in 2016.", "9.9%", None),
    ("Unemployment in the poorest regions of Norland was 9.9% in 2016.", "9.9%", None),
    ("The unemployment rate in Zelland was 9.9% in 2016, well above the rest of Norland.", "9.9%", None),
    ("Unemployment in Norland's Zelland was 9.9% in 2016.", "9.9%", None),
    ("Weather-adjusted unemployment in Norland was 9.9% in 2016.", "9.9%", None),
    ("Life expectancy in Estonia Minor was 60.5 years in 2015.", "60.5", NO),
    ("Life expectancy at 65 in Estonia Minor was 20.1 years in 2015.", "20.1", None),
    ("Military spending in Norland rose 60% in 2015.", "60%", NO),
    ("Military spending in Norland on research rose 60% in 2015.", "60%", None),
    # a month beside another's year
    ("Northern crude averaged $38.00 a barrel in July 2014, up from $35.00 in June.", "$35.00", YES),
    ("Northern crude averaged $38.00 a barrel in July 2014, up from $50.00 in June.", "$50.00", NO),
    ("Northern crude averaged $35.00 a barrel in June 2014, $38.00 in July and $40.00 in August.", "$40.00", YES),
    # which way
    ("GDP growth in Norland cooled by 2.0 percentage points to 2.0% in 2015.", "2.0 percentage points", YES),
    ("GDP growth in Norland quickened by 2.0 percentage points to 2.0% in 2015.", "2.0 percentage points", NO),
    ("GDP growth in Norland softened by 2.0 percentage points to 2.0% in 2015.", "2.0 percentage points", None),
    # a year of another clause, an age of another table
    ("Two years after unemployment averaged 8.0% in Norland, it averaged 5.0% in 2016.", "5.0%", YES),
    ("Two years after unemployment averaged 8.0% in Norland, it averaged 5.0% in 2016.", "8.0%", None),
    ("The population of Norland aged 65 and over was 3 million in 2015.", "3 million", NO),
    ("The population of Norland aged 65 and over was 1 million in 2015.", "1 million", YES),
    ("The population of Norland aged over 80 was 3 million in 2015.", "3 million", None),
    ("Registered unemployment in Norland was 9.9% in 2016.", "9.9%", None),
    ("Women in Estonia Minor had 4.0 children on average in 2015.", "4.0", NO),
    ("Married women in Estonia Minor had 4.0 children on average in 2015.", "4.0", None),
    # a clause of its own
    (
        "CO2 emissions in Norland were 40 million tonnes in 2015; a minister has promised 5 million by 2040.",
        "40 million tonnes",
        YES,
    ),
    (
        "CO2 emissions in Norland were 70 million tonnes in 2015; a minister has promised 5 million by 2040.",
        "70 million tonnes",
        NO,
    ),
    ("Unemployment in Norland was 5.0% in 2016, although the opposition says it was twice as high.", "5.0%", YES),
    ("Unemployment in Norland was 9.9% in 2016, although the opposition says it was twice as high.", "9.9%", NO),
    ("Unemployment in Norland was 9.9% in 2016, but that is excluding conscripts.", "9.9%", None),
    ("Unemployment was 5.0%, though wages fell in Norland in 2016.", "5.0%", YES),
    # a word of the next number's, a rate that would be needed, a run of earlier years
    (
        "Of the 60 terawatt-hours of electricity generated in Norland in 2015, 50% came from coal.",
        "60 terawatt-hours",
        None,
    ),
    ("Electricity generation from coal in Norland was 60 terawatt-hours in 2015.", "60 terawatt-hours", NO),
    ("Nine out of ten people in Norland had work in 2016: the unemployment rate was 5.0%.", "Nine out of ten", None),
    ("Nine out of ten people in Norland had work in 2016: the unemployment rate was 5.0%.", "5.0%", YES),
    ("Unemployment in Norland was 9.9% in 2016.", "9.9%", NO),
    ("The unemployment rate needed to keep prices in Norland stable was 9.9% in 2016.", "9.9%", None),
    (
        "Unemployment in Norland has risen for two years in a row: 4.0% in 2010, 5.0% in 2011.",
        "two years in a row",
        None,
    ),
    ("Unemployment in Norland has risen for two years in a row.", "two years in a row", NO),
]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    root = tmp_path_factory.mktemp("scopes")
    (root / "entities.csv").write_text(ENTITIES, encoding="utf-8")
    home = root / "series"
    home.mkdir()
    for name, (metric, unit, note, body) in TABLES.items():
        (home / f"{name}.csv").write_text("Date,NRL,SDM\n" + body, encoding="utf-8")
        (home / f"{name}.toml").write_text(SIDECAR.format(metric, unit, note), encoding="utf-8")
    (home / "crude.csv").write_text(MONTHS, encoding="utf-8")
    (home / "crude.toml").write_text(BRENT, encoding="utf-8")
    return Reference.load(root)


@pytest.mark.parametrize(("sentence", "surface", "verdict"), CASES)
def test_a_number_is_judged_by_what_it_is_of(tables, sentence, surface, verdict):
    claims = check(Article(sentence, published=date(2018, 6, 1)), tables).claims
    found = [v.verdict for v in claims if v.claim.main.surface.endswith(surface)]
    shown = [(v.claim.main.surface, v.verdict, v.reason, v.steps) for v in claims]
    assert ({YES, NO} & set(found)) == ({verdict} if verdict else set()), shown
