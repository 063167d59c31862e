"""Turns of speech that say when, whose or how much of a table's figure is told, each beside a near miss."""

from datetime import date

import pytest

from factcheck import Article, Reference, check

ENTITIES = """entity,aliases,kind,iso_code,members
Norland,Norlanders|Norlandic,country,NRL,
Estonia Minor,,country,EMN,
Westhaven,,country,WHV,
"""
SIDECAR = 'layout = "wide"\ndate = "Date"\nmetric = "{}"\nunit = "{}"\nsource = "Office of Made-up Statistics"\nas_of = "2020-01-01"\n'
YEARS = range(2010, 2020)
TABLES = {
    "idle": ("Unemployment rate", "%", {
        "NRL": (8.0, 12.0, 16.0, 20.0, 17.0, 14.0, 12.0, 10.0, 9.0, 8.2), "EMN": (5.0, 5.2, 5.1, 4.9, 4.6, 4.4, 4.2, 4.1, 4.0, 3.9),
        "WHV": (7.0, 7.4, 7.9, 8.3, 8.1, 7.6, 7.2, 6.9, 6.6, 6.4)}),
    "people": ("Population (Total)", "People", {
        "NRL": [4_000_000 * 1.03**n // 1 for n in range(10)], "EMN": [9_000_000 - 20_000 * n for n in range(10)], "WHV": [500_000] * 10}),
    "army": ("Military spending", "constant 2019 US$", {
        "NRL": [2e9 * 1.2**n for n in range(10)], "EMN": [9e9 - 1e8 * n for n in range(10)], "WHV": [1e8] * 10}),
    "life": ("Life expectancy", "Years", {
        "NRL": (77.0, 77.2, 77.5, 77.8, 78.0, 78.1, 78.3, 78.4, 78.6, 78.8), "EMN": (82.0, 82.1, 82.3, 82.4, 82.6, 82.7, 82.9, 83.0, 83.1, 83.3),
        "WHV": (71.0,) * 10}),
    "roads": ("Deaths from road injuries", "deaths", {
        "NRL": (900.4, 880.2, 850.7, 800.1, 760.3, 700.9, 650.2, 600.6, 500.8, 450.3), "EMN": (400.0,) * 10, "WHV": (20.0,) * 10}),
    "gas": ("Gas production", "terawatt-hours", {
        "NRL": (10, 20, 30, 40, 60, 80, 100, 120, 140, 160), "EMN": (50, 50, 50, 50, 50, 50, 50, 50, 50, 50), "WHV": (1,) * 10}),
    "grown": ("Annual GDP growth", "%", {
        "NRL": (2.0, -5.0, -6.0, -8.0, -3.0, 1.0, 2.0, 2.0, 3.0, 3.0), "EMN": (1.0,) * 10, "WHV": (2.0,) * 10}),
    "ward": ("Hospital spending as a share of GDP", "% of GDP", {"NRL": (4.0,) * 10, "EMN": (3.0,) * 10, "WHV": (2.0,) * 10}),
    "wards": ("Public hospital spending, share of GDP", "% of GDP", {"NRL": (6.0,) * 10, "EMN": (5.0,) * 10, "WHV": (4.0,) * 10}),
    "woods": ("Share of land covered by forest", "%", {"NRL": (60.0,) * 10, "EMN": (30.0,) * 10, "WHV": (10.0,) * 10}),
}  # fmt: skip
YES, NO = "supported", "contradicted"
CASES = [
    # "since" alone looks back to the year named before it
    ("Norlandic unemployment peaked at 20% in 2013 and has fallen by more than half since.", {YES}),
    ("Norlandic unemployment peaked at 20% in 2013 and has doubled since.", {YES, NO}),
    ("Norlandic unemployment, 20% in 2013, has since come down by about 12 percentage points.", {YES}),
    ("Norlandic unemployment, 20% in 2013, has since come down by about 4 percentage points.", {YES, NO}),
    ("Terms were agreed in Norland in 2013, when unemployment was 20%.", {YES}),
    ("Unemployment in Norland has fallen every year since 2013, when it was 20%.", {YES}),
    # a month of the year, or a part of it, is not the year's mean
    ("Unemployment in Norland hit 24% in 2013.", set()),
    ("Unemployment in Norland averaged 24% in 2013.", {NO}),
    ("Unemployment in Norland peaked at 17% in 2013.", {NO}),
    ("Unemployment in Norland was 10.5% in early 2011.", set()),
    ("Unemployment in Norland was 14% at the end of 2011.", set()),
    ("Unemployment in Norland was 14% in 2011.", {NO}),
    ("Norland was home to 4.0 million people at the end of 2010.", {YES}),
    # so much a year
    ("Norland's population grew 3% a year between 2010 and 2019.", {YES}),
    ("Norland's population grew 9% a year between 2010 and 2019.", {NO}),
    ("Norland's population grew 3% between 2010 and 2019.", {NO}),
    ("Norland's population rose at a compound rate of 3% between 2010 and 2019.", {YES}),
    # gaps between places
    ("Norland's unemployment rate was 15.1 percentage points higher than Estonia Minor's in 2013.", {YES}),
    ("Norland's unemployment rate was 9.1 percentage points higher than Estonia Minor's in 2013.", {YES, NO}),
    ("Norland's unemployment rate was 9.1 percentage points lower than Estonia Minor's in 2013.", {NO}),
    ("Norland was home to 5.0 million fewer people than Estonia Minor in 2010.", {YES}),
    ("Norland's unemployment rate in 2013 was more than four times Estonia Minor's.", {YES}),
    ("Norland's unemployment rate in 2013 was more than six times Estonia Minor's.", {YES, NO}),
    ("Unemployment in Norland, at 8.2% in 2019, is more than half that of Estonia Minor.", {YES}),
    ("Unemployment in Norland, at 12.2% in 2019, is more than half that of Estonia Minor.", {NO}),
    # lists
    ("Unemployment in Norland, Estonia Minor and Westhaven was 20%, 4.9% and 8.3% respectively in 2013.", {YES}),
    ("Unemployment in Norland, Estonia Minor and Westhaven was 20%, 6.9% and 8.3% respectively in 2013.", {YES, NO}),
    ("In 2013 and 2019 unemployment in Norland was 20% and 8.2% respectively.", {YES}),
    ("In 2013 and 2019 unemployment in Norland was 20% and 12% respectively.", {YES, NO}),
    ("Unemployment in 2013 was 20% in Norland, against 4.9% in Estonia Minor.", {YES}),
    ("Unemployment in 2013 was 20% in Norland, against 9.9% in Estonia Minor.", {YES, NO}),
    # from when to when
    ("Unemployment in Norland in 2019 was half what it was in 2012.", {YES}),
    ("Unemployment in Norland in 2019 was a fifth of what it was in 2012.", {NO}),
    ("Unemployment was 16% in Norland in 2012; by 2019 it had fallen by half.", {YES}),
    ("Road deaths in Norland fell from 900 in 2010 to 450 in 2019, a drop of 50%.", {YES}),
    ("Road deaths in Norland fell from 900 in 2010 to 450 in 2019, a drop of 20%.", {NO}),
    ("It took Norland until 2019 to bring unemployment down to 8.2%.", {YES}),
    ("It took Norland until 2019 to bring unemployment down to 4.2%.", {NO}),
    ("Unemployment in Norland was 17% six years ago.", {YES}),
    ("Unemployment in Norland was 5% six years ago.", set()),
    ("Unemployment in Estonia Minor was higher in 2010 than in 2019.", {YES}),
    ("Unemployment in Estonia Minor was lower in 2010 than in 2019.", {NO}),
    ("Life expectancy in Estonia Minor reached 83.3 years in 2019.", {YES}),
    ("Life expectancy in Estonia Minor reached 76.3 years in 2019.", {NO}),
    ("Unemployment in Norland is about half as high as it was in 2012.", {YES}),
    ("Unemployment in Norland in 2013 was 20%, in 2014 17% and in 2015 14%.", {YES}),
    ("Unemployment in Norland in 2013 was 20%, in 2014 11% and in 2015 14%.", {YES, NO}),
    ("Unemployment in Norland has fallen by more than half from 20% in 2013.", {YES}),
    ("Unemployment in Norland hit 20% in 2013 and was down by half at 10% four years later.", {YES}),
    ("Unemployment in Norland hit 20% in 2013 and was down by a tenth at 10% four years later.", {YES, NO}),
    ("Unemployment in Norland doubled in two years to 16% in 2012.", {YES}),
    ("Norland's economy shrank by a fifth between 2010 and 2014.", {YES}),
    ("Norland's economy shrank by half between 2010 and 2014.", {NO}),
    ("Unemployment in Norland, 8% in 2010, had more than doubled to 20% in 2013.", {YES}),
    ("Unemployment in Norland, 16% in 2012, had more than doubled to 20% in 2013.", {YES}),  # since 2012 or before
    # two tables on one topic
    ("Hospital spending in Norland was 4.0% of GDP in 2015.", {YES}),
    ("Hospital spending in Norland was 6.0% of GDP in 2015.", set()),  # what the other table holds
    ("Hospital spending in Norland was 9.0% of GDP in 2015.", {NO}),
    # which prices
    ("Military spending in Norland rose by 20% in real terms in 2015.", {YES}),
    ("Military spending in Norland rose by 60% in real terms in 2015.", {NO}),
    ("Military spending in Norland rose by 60% in nominal terms in 2015.", set()),
    # overtaking is a matter of one year
    ("Norland overtook Estonia Minor in gas production in 2014.", {YES}),
    ("Norland overtook Estonia Minor in gas production in 2019.", {NO}),
    # somebody's own count beside an estimate, a share of something else, an open end
    ("Norland recorded 622 deaths from road injuries in 2019.", set()),
    ("There were 900 deaths from road injuries in Norland in 2019.", {NO}),
    ("Norland's share of the world's forest is 2%.", set()),
    ("Forest covers half or more of Norland's land.", {YES}),
    ("Forest covers four fifths or more of Norland's land.", {NO}),
    ("The gap between unemployment in Norland and Estonia Minor was 15.1 percentage points in 2013.", set()),
]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    root = tmp_path_factory.mktemp("tellings")
    (root / "entities.csv").write_text(ENTITIES, encoding="utf-8")
    home = root / "series"
    home.mkdir()
    for name, (metric, unit, columns) in TABLES.items():
        lines = [",".join(["Date", *columns])]
        lines += [",".join([str(y), *(str(v[n]) for v in columns.values())]) for n, y in enumerate(YEARS)]
        (home / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        (home / f"{name}.toml").write_text(SIDECAR.format(metric, unit), encoding="utf-8")
    return Reference.load(root)


def judged(tables: Reference, sentence: str, published: date | None) -> list[tuple[str, str, str]]:
    claims = check(Article(sentence, published=published), tables).claims
    return [(v.claim.main.surface, v.verdict, v.reason) for v in claims]


@pytest.mark.parametrize(("sentence", "given"), CASES)
def test_when_and_whose_a_figure_is_told(tables, sentence, given):
    found = judged(tables, sentence, date(2020, 3, 1))
    assert {verdict for _, verdict, _ in found} & {YES, NO} == given, found


@pytest.mark.parametrize(
    "sentence",
    ["Unemployment in Norland has more than halved since 2013.", "Unemployment in Norland has fallen since 2010."],
)
def test_a_text_of_no_date_has_no_end_for_since(tables, sentence):
    assert not [found for found in judged(tables, sentence, None) if found[1] == NO]
