from datetime import date

import pytest

from factcheck import Article, Reference, check

YES, NO = "supported", "contradicted"
# sentence, main mention, verdict; None: no verdict may be given
TABLE = [
    ("Only 20% of Norlanders have access to electricity.", "20%", YES),
    ("Some 60% of Norlanders have access to electricity.", "60%", NO),
    ("One in five people in Norland has access to electricity.", "One in five", YES),
    ("In 2016, 14.5% of the population of Norland had access to electricity.", "14.5%", YES),
    ("In 2016, 35% of the population of Norland had access to electricity.", "35%", NO),
    ("In 1990, 35% of the population of Norland had access to electricity.", "35%", None),  # no figure of 1990
    ("Since 2014, over 90% of people in Westhaven have consistently had access to electricity.", "90%", YES),
    (
        "Since 2014, over 91% of people in Westhaven have consistently had access to electricity.",
        "91%",
        None,
    ),  # by a hair
    ("Since 2014, over 15% of people in Norland have consistently had access to electricity.", "15%", NO),
    ("Access to electricity in Norland never exceeded 30% between 2014 and 2019.", "30%", YES),
    ("Access to electricity in Norland increased from 10% in 2014 to 22% in 2019.", "22%", YES),
    ("Access to electricity in Norland increased from 10% in 2014 to 44% in 2019.", "44%", NO),
    ("Access to electricity in Norland has doubled since 2014.", "doubled", YES),
    ("About 24 people die from cancer in Norland every day.", "24", YES),  # the year before; its newest figure is 48
    ("In 2017, one person died from cancer in Norland every hour.", "one", None),
    ("In 2017, 24 people a day died of cancer in Norland.", "24", YES),
    ("In 2017, 80 people a day died of cancer in Norland.", "80", NO),
    ("In 2017, 80 people a day died of lung cancer in Norland.", "80", None),  # narrower than the table
    ("In 2017, 80 Norlanders under 30 died from cancer.", "80", None),  # an age group
    ("In May 2017, 80 people a day died of cancer in Norland.", "80", None),  # a month of a yearly table
    ("Wind and solar power make up 2.7% of the electricity in Norland.", "2.7%", YES),
    ("Wind and solar power make up 30% of the electricity in Norland.", "30%", NO),
    ("Westhaven will give 99% of its population access to electricity.", "99%", None),
]


@pytest.mark.parametrize(("sentence", "surface", "verdict"), TABLE)
def test_numbers_about_places_and_years(verdicts, sentence, surface, verdict):
    found = verdicts(sentence)
    given = [v.split("/")[0] for s, v in found.items() if s.lower() == surface.lower()]
    if verdict is None:
        assert not {YES, NO} & set(given), found
    else:
        assert given == [verdict], found


WORDED = [
    ("In 2015, Britain gave a larger share of its national income in foreign aid than any other G7 country.", {YES}),
    ("In 2015, Canada gave a larger share of its national income in foreign aid than any other G7 country.", {NO}),
    ("Britain gives more of its national income in foreign aid than all other countries of Europe.", {NO}),
    ("The foreign aid given by Germany as a share of national income is the second highest in the G7.", {YES}),
    ("Foreign aid given as a share of national income is higher in Sweden than in Britain.", {YES}),
    ("Foreign aid given as a share of national income is lower in Sweden than in Britain.", {NO}),
    ("Foreign aid given as a share of national income in Germany has fallen since 2014.", {NO}),
    ("Foreign aid given as a share of national income in Germany has risen since 2014.", {YES}),
    ("Britain is one of the highest givers of foreign aid as a share of national income in the G7.", set()),
    ("Britain may give the highest share of its national income in foreign aid in the G7.", set()),
    (
        "In 2014, Italy gave a larger share of its national income in foreign aid than the United States.",
        set(),
    ),  # a hair
    ("Foreign aid given as a share of national income fell in every G7 country but Germany in 2015.", set()),
    ("Britain is our largest and most important partner.", set()),
]


@pytest.mark.parametrize(("sentence", "verdict"), WORDED)
def test_statements_in_words(verdicts, sentence, verdict):
    found = {v.split("/")[0] for v in verdicts(sentence).values()}
    assert found & {YES, NO} == verdict


def test_steps_show_cells_and_arithmetic(reference):
    text = "In 2017, 24 people a day died of cancer in Norland."
    [v] = [
        c for c in check(Article(text, published=date(2019, 6, 1)), reference).claims if c.claim.main.surface == "24"
    ]
    assert any("Norland 2017: 8 766" in step and "24.00 a day" in step for step in v.steps), v.steps
    assert v.facts[0].file == "series/cancer.csv"
    assert v.facts[0].line == 3


MULTIPLES = [
    ("In 2015, Sweden gave twice as high a share of its national income in foreign aid as Britain.", "twice", {YES}),
    (
        "In 2015, Sweden gave six times as high a share of its national income in foreign aid as Britain.",
        "six times",
        {NO},
    ),
    ("The share of its national income Sweden gives in foreign aid is twice the average.", "twice", set()),
]


@pytest.mark.parametrize(("sentence", "surface", "verdict"), MULTIPLES)
def test_multiples_of_another_place(verdicts, sentence, surface, verdict):
    found = {v.split("/")[0] for s, v in verdicts(sentence).items() if s == surface}
    assert found & {YES, NO} == verdict


def test_revised_series_never_accuse(tmp_path):
    (tmp_path / "series").mkdir()
    csv = "Date,PER\n2016,55.5\n2017,56.5\n"
    sidecar = (
        'layout = "wide"\ndate = "Date"\nmetric = "Share of adults with a bank account"\nunit = "percent"\n'
        'source = "Office of Made-up Statistics"\nas_of = "2020-01-01"\nrevisions = "{}"\n'
    )
    text = "In 2016, 20% of adults in Peru had a bank account."
    for revisions, verdict in (("final", "contradicted/value-mismatch"), ("revised", "needs-context/revised-series")):
        (tmp_path / "series" / "bank.csv").write_text(csv)
        (tmp_path / "series" / "bank.toml").write_text(sidecar.format(revisions))
        found = check(Article(text, published=date(2018, 1, 1)), Reference.load(tmp_path)).claims
        assert [f"{v.verdict}/{v.reason}" for v in found if v.claim.main.surface == "20%"] == [verdict]
