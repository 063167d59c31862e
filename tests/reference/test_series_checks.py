"""What is measured of tables that cannot be what their sidecars say, each beside a clean one."""

from itertools import pairwise
from pathlib import Path

import pytest

from factcheck.cli import main
from factcheck.reference import Reference
from factcheck.reference.series_checks import measure
from factcheck.reference.series_rates import pair, published, turned

SIDECAR = 'layout = "{layout}"\ndate = "date"\n{more}metric = "{metric}"\nunit = "{unit}"\nsource = "office"\nas_of = "2025-01-01"\n'
LEVELS = [100 * 1.03**n + (n * 37 % 11) for n in range(24)]
CHANGES = [None] + [round((b / a - 1) * 100, 1) for a, b in pairwise(LEVELS)]


def table(home: Path, name: str, rows: list[str], metric: str, unit: str = "percent", *, value: str = "v",
          layout: str = "long", entity: str = '"Ruritania"') -> None:  # fmt: skip
    (home / "series").mkdir(exist_ok=True)
    (home / "series" / f"{name}.csv").write_text("\n".join(rows) + "\n")
    more = f'value = "{value}"\nentity = {entity}\n' if layout == "long" else ""
    (home / "series" / f"{name}.toml").write_text(SIDECAR.format(layout=layout, more=more, metric=metric, unit=unit))


def found(home: Path, name: str) -> list[tuple[float, str]]:
    """The values of one measure over all tables of a folder, with what is said of them."""
    index = Reference.load(home).series
    return [(m.value, m.says) for t in index.tables for m in measure(t, index) if m.name == name]


def lines(shift: int = 0, power: int = 1) -> list[str]:
    changes = [None] + [round(((b / a) ** power - 1) * 100, 1) for a, b in pairwise(LEVELS)]
    moved = [changes[n + shift] if 0 <= n + shift < len(changes) else None for n in range(len(changes))]
    return ["date,level,v"] + [
        f"{2000 + n},{level:.1f},{'' if c is None else c}"
        for n, (level, c) in enumerate(zip(LEVELS, moved, strict=True))
    ]


@pytest.mark.parametrize("shift, said", [(0, "0 row late"), (1, "1 row early"), (-1, "1 row late")])
@pytest.mark.parametrize("power", [1, 4])
def test_changes_stand_beside_their_level(tmp_path: Path, shift: int, said: str, power: int) -> None:
    table(tmp_path, "gdp", lines(shift, power), "GDP growth")
    [(rows, says)] = found(tmp_path, "change_rows_off")
    assert rows == -shift and said in says


def test_a_level_is_not_taken_for_a_change(tmp_path: Path) -> None:
    table(tmp_path, "gdp", lines(1), "GDP", "USD", value="level")
    assert found(tmp_path, "change_rows_off") == []


def test_wide_tables_too(tmp_path: Path) -> None:
    rows = [row.replace("date,level,v", "date,level,change-nominal").replace(",", ";") for row in lines(1)]
    table(tmp_path, "gdp", rows, "GDP", "various", layout="wide")
    assert [rows for rows, _ in found(tmp_path, "change_rows_off")] == [-1]


LOWEST = [
    ("consumer price index", "index 2010=100", [101, 99.2, 3], [3.0]),
    ("consumer price index", "index 2010=100", [4.1, -0.3, 2.2], [-0.3]),
    ("inflation, consumer prices", "percent", [4.1, -0.3, 2.2], []),
    ("consumer confidence index", "index", [12, -14, 3], []),
]


@pytest.mark.parametrize("metric, unit, values, lowest", LOWEST)
def test_the_lowest_of_a_price_index(
    tmp_path: Path, metric: str, unit: str, values: list[float], lowest: list[float]
) -> None:
    table(tmp_path, "t", ["date,v", *(f"{2000 + n},{v}" for n, v in enumerate(values))], metric, unit)
    assert [value for value, _ in found(tmp_path, "index_lowest")] == lowest


@pytest.mark.parametrize(
    "unit, gap",
    [("index 2005=100", 0), ("index, 2005 = 100", 0), ("2003-07=100", 0), ("2003-2007=100", 0), ("2015=100", 90.9),
     ("index", None)],
)  # fmt: skip
def test_an_index_is_100_in_its_base_year(tmp_path: Path, unit: str, gap: float | None) -> None:
    rows = [f"{2000 + n},{100 * (1 + (n - 5) / 11)}" for n in range(20)]
    table(tmp_path, "t", ["date,v", *rows], "producer price index", unit)
    assert [round(value, 1) for value, _ in found(tmp_path, "index_off_base_percent")] == ([] if gap is None else [gap])


def test_rates_of_change_turn_back_and_an_index_does_not(tmp_path: Path) -> None:
    rates = [3.1, 1.4, 2.6, 0.9, 4.4, 2.2, 3.9, 1.1, 2.8, 1.7, 3.3, 2.0, 4.1]
    table(tmp_path, "a", ["date,v", *(f"{2000 + n},{v}" for n, v in enumerate(rates))], "consumer price index", "index")
    table(tmp_path, "b", ["date,v", *(f"{2000 + n},{100 * 1.03**n}" for n in range(13))], "consumer price index", "index")
    high, low = (value for value, _ in found(tmp_path, "index_jump_percent"))
    assert high > 50 and low == 0


SHARES = [[50.2, 29.9, 19.9], [51, 29, 20], [52, 30, 19]]


@pytest.mark.parametrize("last, total", [([53, 29, 18], 100), ([53, 29, 81], 163)])
def test_shares_of_a_whole_add_up(tmp_path: Path, last: list[float], total: float) -> None:
    rows = [f"{2000 + n}," + ",".join(map(str, SHARES[n % 3])) for n in range(14)] + ["2014," + ",".join(map(str, last))]
    table(tmp_path, "power", ["date,coal,gas,wind", *rows], "share of electricity", layout="wide")
    assert found(tmp_path, "shares_total")[-1][0] == total
    table(tmp_path, "power", ["date,coal,gas,wind", *(row + "9" for row in rows)], "share of electricity", layout="wide")
    assert found(tmp_path, "shares_total") == []  # where lines do not add up to 100, none is expected to


def test_a_lost_scale_word_stands_out_from_its_neighbours(tmp_path: Path) -> None:
    values = [5200, 5300, 5.4, 5500, 5600, 5900, 6100, 9000, 280]
    rows = [f"{2000 + n},{v}" for n, v in enumerate(values)]
    table(tmp_path, "t", ["date,v", *rows], "GDP", "USD million")
    assert [(round(value), says) for value, says in found(tmp_path, "times_its_neighbours")] == [
        (1000, "Ruritania is 5.4 in 2002, between 5300 and 5500.")
    ]
    quakes = [f"{2000 + n},{v}" for n, v in enumerate([3, 5, 90000, 4, 700, 2, 2, 3000, 2])]
    table(tmp_path, "t", ["date,v", *quakes], "deaths from earthquakes", "deaths")
    assert found(tmp_path, "times_its_neighbours") == []  # what jumps by itself


PAIRS = [
    ("USD per EUR", "x", ("USD", "EUR")),
    ("US dollars per euro", "x", ("USD", "EUR")),
    ("JPY/USD", "x", ("JPY", "USD")),
    ("units of the national currency per US dollar", "Japan", ("JPY", "USD")),
    ("LCU per US$", "GBR", ("GBP", "USD")),
    ("units per euro", "SEK", ("SEK", "EUR")),
    ("Swiss francs for one euro", "x", ("CHF", "EUR")),
    ("index", "EUR/USD", ("USD", "EUR")),
    ("index", "USDJPY", ("JPY", "USD")),
    ("national currency per US dollar", "World", None),
    ("national currency per US dollar", "United States", None),
    ("national currency per international dollar", "Japan", None),
    ("USD per barrel", "x", None),
    ("index", "EUROPE", None),
]


@pytest.mark.parametrize("unit, label, expected", PAIRS)
def test_which_currency_is_counted(unit: str, label: str, expected: tuple[str, str] | None) -> None:
    assert pair(unit, label, "exchange rate") == expected


@pytest.mark.parametrize("counted, per, year, rate", [("USD", "EUR", 2005, 1.244), ("JPY", "USD", 2015, 121.0)])
def test_the_rates_published(counted: str, per: str, year: int, rate: float) -> None:
    assert published(counted, per)[year] == pytest.approx(rate, rel=0.001)


@pytest.mark.parametrize("counted, per", [("USD", "EUR"), ("USD", "GBP"), ("JPY", "USD"), ("CHF", "EUR"), ("AUD", "USD")])
def test_a_rate_upside_down(counted: str, per: str) -> None:
    stated = published(counted, per)
    right, wrong = turned((counted, per), stated), turned((per, counted), stated)
    assert right and right.times < 1 and wrong and wrong.times > 4
    assert turned((counted, "XXX"), stated) is None
    other = {year: rate * 40 for year, rate in stated.items()}  # another thing altogether: not its inverse either
    assert (found := turned((counted, per), other)) and found.times < 1


def test_a_pair_without_published_rates_is_held_against_the_other_tables(tmp_path: Path) -> None:
    rows = ["date,v", *(f"{2000 + n},{23 + n / 10}" for n in range(6))]
    inverse = ["date,v", *(f"{2000 + n},{1 / (23 + n / 10)}" for n in range(6))]
    table(tmp_path, "a", rows, "exchange rate", "XOF per VND")
    table(tmp_path, "b", rows, "exchange rate", "XOF per VND")
    assert all(value < 1 for value, _ in found(tmp_path, "rate_inverse_fits_times"))
    table(tmp_path, "b", inverse, "exchange rate", "XOF per VND")
    assert all(value > 4 for value, _ in found(tmp_path, "rate_inverse_fits_times"))
    table(tmp_path, "b", inverse, "exchange rate", "VND per XOF")
    assert all(value < 1 for value, _ in found(tmp_path, "rate_inverse_fits_times"))


@pytest.mark.parametrize("off", [0.0, 0.05, 0.6])
def test_a_rate_is_held_against_the_index_of_its_place(tmp_path: Path, off: float) -> None:
    index = ["date,v", *(f"{2000 + n},{v:.3f}" for n, v in enumerate(LEVELS))]
    table(tmp_path, "cpi", index, "consumer price index", "index")
    rates = [f"Ruritania,{2000 + n},{c + off}" for n, c in enumerate(CHANGES) if c is not None]
    column = '{ column = "country" }'
    table(tmp_path, "rates", ["country,date,v", *rates], "inflation, consumer prices", entity=column)
    [(gap, says)] = found(tmp_path, "rate_off_index_points")
    assert gap == pytest.approx(off, abs=0.06) and "does not follow from the index in series/cpi.csv" in says


def test_validate_names_the_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    home = tmp_path / "reference_data"
    home.mkdir()
    table(home, "gdp", lines(1), "GDP growth")
    assert main(["facts", "validate"]) == 1
    assert 'implausible: series/gdp.csv:2:1 (v): "v" stands 1 row early' in capsys.readouterr().out
