from decimal import Decimal

import pytest

from factcheck.reference.series import load
from factcheck.reference.series_cells import number, stamp


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("12.50", "12.50"),
        ("1,234.5", "1234.5"),
        ("1 234", "1234"),
        ("(5)", "-5"),
        ("12.3*", "12.3"),
        ("12.3 e", "12.3"),
        ("12.3[a]", "12.3"),
        ("-7", "-7"),
        ("−7", "-7"),
        ("3%", "3"),
        ("1e-05", "0.00001"),
        ("yes", "1"),
        ("..", None),
        ("n.a.", None),
        ("", None),
        ("–", None),
    ],
)
def test_cells(cell, value):
    assert number(cell) == (Decimal(value) if value is not None else None)


@pytest.mark.parametrize("cell", ["abc", "1,23,4", "12-13", "1_000", "=1+1"])
def test_cells_that_are_no_numbers(cell):
    with pytest.raises(ValueError):
        number(cell)


@pytest.mark.parametrize(
    ("cell", "label"),
    [
        ("2019", "2019"),
        ("2019-Q2", "2019-Q2"),
        ("Q2 2019", "2019-Q2"),
        ("2019-03", "2019-03"),
        ("Mar 2019", "2019-03"),
        ("2019-03-04", "2019-03-04"),
        ("31.12.2019", "2019-12-31"),
        ("-10000", "-10000"),
        ("900", "900"),
    ],
)
def test_dates(cell, label):
    found = stamp(cell)
    assert found is not None
    assert found.label == label


@pytest.mark.parametrize("cell", ["", "soon", "03.04.2019", "2019-13"])
def test_dates_that_are_none_or_ambiguous(cell):
    assert stamp(cell) is None


def test_wide_and_long_tables(folder):
    index = load(folder)
    assert index.faults == ()
    power, cancer = index.table("power"), index.table("cancer")
    assert power is not None
    assert cancer is not None
    assert [p.text for p in power.column("NRL")][:2] == ["10.0", "12.0"]
    assert [p.value for p in cancer.column("NRL")] == [Decimal(8766), Decimal(8766), Decimal(17532)]
    assert [p.period.label for p in cancer.column("SDM")] == ["2017"]  # the gap of 2018 is left out
    assert index.groups["Four Lands"] == ("NRL", "SDM", "EMN", "WHV")


GOOD = 'layout = "wide"\ndate = "Date"\nmetric = "m"\nunit = "u"\nsource = "s"\nas_of = "2020-01-01"\n'


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        (GOOD.replace('"wide"', '"tall"'), "layout must be"),
        (GOOD.replace('metric = "m"\n', ""), "metric is missing"),
        (GOOD.replace("2020-01-01", "soon"), "no date"),
        ("layout = ", "unreadable sidecar"),
        (GOOD.replace('"wide"', '"long"'), "value is missing"),
    ],
)
def test_sidecars_at_fault_are_values(tmp_path, toml, message):
    (tmp_path / "series").mkdir()
    (tmp_path / "series" / "t.csv").write_text("Date,A\n2019,1\n")
    (tmp_path / "series" / "t.toml").write_text(toml)
    index = load(tmp_path)
    assert len(index) == 0
    assert any(message in f.message for f in index.faults)


def test_data_faults_name_their_physical_place(tmp_path):
    (tmp_path / "series").mkdir()
    (tmp_path / "series" / "t.csv").write_text('Date,A,B\n2019,"1\n",x\n2018,2,3\nsoon,1,1\n2018,4,4\n')
    (tmp_path / "series" / "t.toml").write_text(GOOD)
    found = [(f.line, f.column, f.message) for f in load(tmp_path).data_faults()]
    assert (3, 3, "'x' is no number") in found
    assert (5, 1, "'soon' is no date") in found
    assert (6, 1, "2018 stands twice, first in line 4. Where the lines differ, neither is used.") in found


def test_a_period_that_stands_twice_with_two_values_has_none(tmp_path):
    home = tmp_path / "series"
    home.mkdir()
    (home / "t.csv").write_text("Date,A,B\n2017,1,1\n2018,2,3\n2018,2,4\n")
    (home / "t.toml").write_text(GOOD)
    table = load(tmp_path).table("t")
    assert table is not None
    assert [[p.period.label for p in table.column(label)] for label in "AB"] == [["2017", "2018"], ["2017"]]
    assert [(f.line, f.severity) for f in table.faults] == [(4, "warning")]


def test_first_days_of_months_are_months(tmp_path):
    (tmp_path / "series").mkdir()
    (tmp_path / "series" / "t.csv").write_text("Date,A\n2019-01-01,1\n2019-02-01,2\n2019-03-01,3\n2019-04-01,4\n")
    (tmp_path / "series" / "t.toml").write_text(GOOD)
    table = load(tmp_path).table("t")
    assert table is not None
    assert [p.period.label for p in table.column("A")] == ["2019-01", "2019-02", "2019-03", "2019-04"]
