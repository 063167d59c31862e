"""Monthly, quarterly and daily tables of an invented land: levels, changes, runs, records, thresholds, bases."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from factcheck import Article, Reference, check

ENTITIES = "entity,aliases,kind,iso_code,members\nNorland,Norlanders|Norlandic,country,NRL,\n"
SIDECAR = """layout = "long"
date = "Date"
value = "Value"
entity = "{entity}"
metric = "{metric}"
unit = "{unit}"
qualifiers = "{qualifiers}"
source = "Office of Made-up Statistics"
as_of = 2024-12-31
"""
# Index of consumer prices, 2020 = 100: up 2.0% over 2022, then half a point a month to 8.0% in December 2023, then down.
RATES = [2.0] * 12 + [2.5 + 0.5 * m for m in range(12)] + [7.6 - 0.4 * m for m in range(12)]
YIELDS = [2.1, 2.2, 2.4, 2.3, 2.5, 2.8, 3.1, 3.0, 3.3, 3.6, 3.9, 4.2, 4.1, 4.0, 3.8, 3.9, 4.4, 4.3]
OUTPUT = [500, 502, 505, 498, 490, 480, 484, 492, 497, 501, 506, 512]
TIN = [30.0, 30.5, 29.9, 31.0, 33.5, 33.0, 34.2, 35.1, 34.0, 36.0]
SOLD = [
    100,
    104,
    103,
    108,
    112,
    109,
    111,
    115,
    118,
    116,
    119,
    121,
    104,
    108,
    107,
    113,
    117,
    114,
    116,
    120,
    123,
    121,
    124,
    126,
]


def months(first: int, values: list[float]) -> str:
    return "Date,Value\n" + "".join(f"{first + i // 12}-{i % 12 + 1:02d}-01,{v}\n" for i, v in enumerate(values))


def prices() -> list[float]:
    out = [100 + 0.15 * m for m in range(12)]
    for m, rate in enumerate(RATES):
        out.append(round(out[m] * (1 + rate / 100), 4))
    return out


def quarters(first: int, values: list[float]) -> str:
    return "Date,Value\n" + "".join(f"{first + i // 4}-Q{i % 4 + 1},{v}\n" for i, v in enumerate(values))


def days(first: date, values: list[float]) -> str:
    return "Date,Value\n" + "".join(f"{first + timedelta(i)},{v}\n" for i, v in enumerate(values))


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    root = tmp_path_factory.mktemp("months")
    (root / "entities.csv").write_text(ENTITIES, encoding="utf-8")
    home = root / "series"
    home.mkdir()

    def lay(name: str, csv: str, metric: str, unit: str, entity: str = "Norland", qualifiers: str = "") -> None:
        text = SIDECAR.format(entity=entity, metric=metric, unit=unit, qualifiers=qualifiers)
        Path(home / f"{name}.csv").write_text(csv, encoding="utf-8")
        Path(home / f"{name}.toml").write_text(text, encoding="utf-8")

    unadjusted = "adjustment=not seasonally adjusted"
    lay("cpi", months(2021, prices()), "consumer price index", "index, 2020 = 100", qualifiers=unadjusted)
    lay("yield", months(2023, YIELDS), "10-year government bond yield", "percent")
    real = "price basis=real; adjustment=seasonally adjusted"
    lay("gdp", quarters(2021, OUTPUT), "gross domestic product", "USD billion at 2015 prices", qualifiers=real)
    lay("tin", days(date(2024, 3, 4), TIN), "tin price", "USD per kilogram", "tin")
    lay("sales", months(2023, SOLD), "retail sales volume", "index", qualifiers=unadjusted)
    lay("fx", months(2024, [0.5, 0.5, 0.4, 0.4, 0.32, 0.25]), "exchange rate", "GBP per USD", "United Kingdom")
    return Reference.load(root)


def verdicts(reference: Reference, text: str, day: str) -> set[str]:
    claims = check(Article(text, published=date.fromisoformat(day)), reference).claims
    return {v.verdict for v in claims} - {"no-reference"}


YES, NO, ASK = {"supported"}, {"contradicted"}, {"needs-context"}
CASES = [
    # levels of a month; "inflation" is what an index of prices did over a year
    ("Inflation in Norland rose to 4.5% in May.", "2023-06-20", YES),
    ("Inflation in Norland rose to 6.5% in May.", "2023-06-20", NO),
    ("Inflation in Norland was 4.5% in May, up from 4% in April.", "2023-06-20", YES),
    ("Core inflation in Norland rose to 6.5% in May.", "2023-06-20", set()),
    ("Inflation in Sudmark rose to 6.5% in May.", "2023-06-20", set()),
    ("Inflation in Norland averaged 2% in 2022.", "2023-02-20", YES),
    ("Inflation in Norland averaged 4% in 2022.", "2023-02-20", NO),
    # changes: year on year, period on period, over twelve months, annualised
    ("Norland's consumer prices rose 4.5% in May from a year earlier.", "2023-06-20", YES),
    ("Norland's consumer prices rose 9.5% in May from a year earlier.", "2023-06-20", NO),
    ("Norland's consumer prices fell 4.5% in May from a year earlier.", "2023-06-20", NO),
    ("Norland's consumer prices rose 4.5% in the 12 months to May.", "2023-06-20", YES),
    ("Norland's consumer prices rose 0.6% in May from the month before.", "2023-06-20", YES),
    ("Norland's consumer prices rose 0.1% in May from the month before.", "2023-06-20", set()),  # adjusted or not?
    ("Norland's consumer prices rose 9.5% in May.", "2023-06-20", set()),  # against what is not said
    ("On a seasonally adjusted basis, Norland's consumer prices rose 3% in May.", "2023-06-20", set()),
    ("Norland's economy shrank 2% in the second quarter of 2022 from the first.", "2022-08-20", YES),
    ("Norland's economy shrank 5% in the second quarter of 2022 from the first.", "2022-08-20", NO),
    ("Norland's economy shrank at an annual rate of 7.9% in the second quarter of 2022.", "2022-08-20", YES),
    ("Norland's economy shrank at an annual rate of 2% in the second quarter of 2022.", "2022-08-20", NO),
    ("Norland's economy grew 1.2% year on year in the fourth quarter of 2023.", "2024-02-20", NO),
    ("Norland's economy grew 4.1% year on year in the fourth quarter of 2023.", "2024-02-20", YES),
    ("Norland's 10-year bond yield averaged 4.2% in December 2023.", "2024-01-20", YES),
    ("Norland's 10-year bond yield averaged 3.2% in December 2023.", "2024-01-20", NO),
    ("Norland's 10-year bond yield rose to 3.2% in December 2023.", "2024-01-20", set()),  # on one of its days, maybe
    ("Norland's two-year bond yield averaged 3.2% in December 2023.", "2024-01-20", set()),
    ("Norland's 10-year bond yield averaged 3.9% in the fourth quarter of 2023.", "2024-01-20", YES),
    ("Norland's 10-year bond yield averaged 3.2% in the fourth quarter of 2023.", "2024-01-20", NO),
    # days
    ("Tin rose to $33.50 a kilogram on 8 March.", "2024-03-09", YES),
    ("Tin rose to $43.50 a kilogram on 8 March.", "2024-03-09", NO),
    ("Tin rose to $43.50 a tonne on 8 March.", "2024-03-09", set()),
    ("Tin futures rose to $43.50 a kilogram on 8 March.", "2024-03-09", set()),
    # runs
    ("Inflation in Norland rose for the third straight month in March 2023.", "2023-04-20", YES),
    ("Inflation in Norland rose for the seventh straight month in March 2023.", "2023-04-20", set()),  # level before
    ("Inflation in Norland fell for the third straight month in March 2024.", "2024-04-20", YES),
    ("Inflation in Norland fell for the fifth straight month in March 2024.", "2024-04-20", NO),
    ("Inflation in Norland rose for the second straight month in May 2023.", "2023-06-20", ASK),  # longer than that
    ("Norland's economy shrank for the third quarter in a row in the second quarter of 2022.", "2022-08-20", YES),
    ("Norland's economy shrank for the fourth quarter in a row in the third quarter of 2022.", "2022-11-20", NO),
    # records
    ("Inflation in Norland hit 8% in December 2023, the highest since January 2022.", "2024-01-20", YES),
    ("Inflation in Norland was 5.6% in June 2024, the highest since June 2023.", "2024-07-20", {*YES, *NO}),
    ("Inflation in Norland was 5.6% in June 2024, the lowest since July 2023.", "2024-07-20", YES),
    ("Inflation in Norland slowed to 5.6% in June, the lowest since July 2023.", "2024-07-20", YES),
    ("Inflation in Norland slowed to 2.6% in June, the lowest since July 2023.", "2024-07-20", {*YES, *NO}),
    ("Inflation in Norland has been above 4% in every month since April 2023.", "2024-01-20", YES),
    ("Inflation in Norland has been above 6% in every month since April 2023.", "2024-01-20", NO),
    ("Inflation in Norland edged up to 4.5% in May.", "2023-06-20", YES),
    ("Inflation in Norland edged up to 9.5% in May.", "2023-06-20", NO),
    ("Inflation in Norland was 8% in December, compared with 2% in the same month of 2022.", "2024-01-20", YES),
    ("Norland's consumer prices rose 9.8% between January 2022 and December 2023.", "2024-02-20", YES),
    ("Norland's consumer prices rose 19.8% between January 2022 and December 2023.", "2024-02-20", NO),
    ("Inflation has fallen in Norland for six months in a row, from 7.6% in January to 5.6% in June.", "2024-07-20", YES),
    ("Norland's economy shrank 2% in the second quarter of 2022, or 7.9% at an annual rate.", "2022-08-20", YES),
    ("Tin hit $43.50 a kilogram on 8 March.", "2024-03-09", set()),  # for a minute of the day
    ("Inflation in Norland was 5.2% in July 2024, its lowest for a year.", "2024-08-20", YES),
    ("Inflation in Norland was 5.2% in July 2024, its lowest in twelve months.", "2024-08-20", YES),
    ("Inflation in Norland was 5.2% in July 2024, its lowest in two years.", "2024-08-20", {*YES, *NO}),
    ("Inflation in Norland was 5.2% in July 2024, its lowest in a generation.", "2024-08-20", YES),
    ("Inflation in Norland eased for a fourth month in April 2024, to 6.4%.", "2024-05-20", YES),
    ("Norland's average bond yield on 10-year government debt was 3.9% in the fourth quarter.", "2024-01-20", YES),
    ("Inflation in Norland averaged 5.25% in 2023, more than double that of 2022.", "2024-02-20", YES),
    ("Norland's economy grew 4% between the second quarter of 2022 and the fourth of 2023.", "2024-02-20", set()),
    ("Tin averaged $32.78 over the four days to 9 March.", "2024-03-20", set()),
    ("Norland's consumer prices rose by 0.5% a month in 2023.", "2024-02-20", set()),
    ("Inflation in Norland was 4.5% in May, half the 9.0% recorded by others.", "2023-06-20", YES),
    ("Inflation in Norland, 7.6% in January, was down by more than a quarter in five months.", "2024-07-20", YES),
    ("Since January inflation in Norland has fallen 2.0 percentage points.", "2024-07-20", YES),
    ("Since January inflation in Norland has fallen 6.0 percentage points.", "2024-07-20", NO),
    ("Inflation in Norland was higher in December 2023 (8.0%) than in June 2024 (5.6%).", "2024-07-20", YES),
    ("Inflation in Norland was higher in December 2023 (8.0%) than in June 2024 (7.6%).", "2024-07-20", {*YES, *NO}),
    # crossing a line
    ("Norland's inflation passed 5.2% in July 2023 for the first time since January 2022.", "2023-08-20", YES),
    ("Norland's inflation passed 5% in November 2023 for the first time since January 2022.", "2023-12-20", NO),
    # currencies, straight and inverted
    ("The dollar averaged 0.40 pounds in March.", "2024-04-20", YES),
    ("The pound averaged $2.50 in March.", "2024-04-20", YES),
    ("The pound averaged $3.50 in March.", "2024-04-20", NO),
    ("The pound rose to $3.50 in March.", "2024-04-20", set()),
]


@pytest.mark.parametrize(("sentence", "day", "expected"), CASES)
def test_months_quarters_and_days(reference, sentence, day, expected):
    assert verdicts(reference, sentence, day) == expected


@pytest.mark.parametrize(
    ("text", "surface", "verdict"),
    [
        ("Inflation in Norland rose from 3.0% in February 2023 to 4.5% in May.", "4.5%", None),
        ("Inflation in Norland slowed to 6.0% in May 2024 from 4.5% in August.", "4.5%", None),
        ("Inflation in Norland rose to 6.5% in May 2023 from 4.0% in April.", "6.5%", "contradicted"),
    ],
)
def test_a_month_of_a_year_nobody_tells_is_not_that_of_another_date(reference, text, surface, verdict):
    claims = check(Article(text), reference).claims
    told = next(c.verdict for c in claims if c.claim.main.surface == surface)
    assert told == verdict if verdict else told != "contradicted"


def test_steps_and_trend_show_both_months(reference):
    text = "Norland's consumer prices rose 9.5% in May from a year earlier."
    [claim] = check(Article(text, published=date(2023, 6, 20)), reference).to_dict()["claims"]
    assert any("2022-05" in step and "2023-05" in step and "4.500%" in step for step in claim["steps"]), claim["steps"]
    assert claim["trend"]["marks"] == ["2022-05", "2023-05"]
    assert claim["trend"]["claimed"][0] == "2023-05"
    assert len(claim["trend"]["points"]) <= 60


def test_a_sentence_without_a_place_is_about_the_only_one_the_article_names(reference):
    said = "Consumer prices rose 9.5% in May from a year earlier."
    assert verdicts(reference, f"A report on Norland. {said}", "2023-06-20") == NO
    assert verdicts(reference, f"A report on Peru. {said}", "2023-06-20") == set()
    assert verdicts(reference, said, "2023-06-20") == set()
    assert (
        verdicts(reference, f"A report on Norland. {said.replace('prices', 'prices in Lund')}", "2023-06-20") == set()
    )


def test_the_card_draws_the_series_and_says_what_it_shows(reference):
    text = "Inflation in Norland rose to 6.5% in May."
    page = check(Article(text, published=date(2023, 6, 20)), reference).to_html()
    assert 'class="line trend"' in page
    assert "the table has 4.5% for 2023-05; the claim puts 2023-05 at 6.5%." in page
