"""Tables as people download them: what is read of each, what is told, and what is a fault at which place."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.reference import Reference, ReferenceError
from factcheck.reference.series import SeriesIndex, load
from factcheck.reference.series_cells import order_in, stamp

WIDE = 'layout = "wide"\ndate = "Date"\nmetric = "jobless rate"\nunit = "percent"\nsource = "Office"\nas_of = 2025-02-01\n'


def lay(home: Path, csv: str | bytes, toml: str = WIDE, name: str = "t") -> SeriesIndex:
    (home / "series").mkdir(exist_ok=True)
    (home / "series" / f"{name}.csv").write_bytes(csv if isinstance(csv, bytes) else csv.encode())
    (home / "series" / f"{name}.toml").write_text(toml)
    return load(home)


PLAIN = "Date,A,B\n2021,3.6,7.9\n2022,3.1,7.3\n2023,3,7.3\n"
SAME = [
    PLAIN,
    "\ufeff" + PLAIN,
    PLAIN.replace("\n", "\r\n"),
    PLAIN.replace(",", ";"),
    PLAIN.replace(",", "\t"),
    PLAIN.replace(",", ";").replace(".", ","),
    PLAIN.encode("utf-16"),
    "\n\n" + PLAIN,
    "Data Source,World tables\n\nLast updated,2025-01-28\n\n" + PLAIN,
    '"Jobless by Date, percent"\n' + PLAIN.replace(",", ";"),
    PLAIN + "\n,,\nSource: Office\n* revised\n",
    PLAIN.replace("\n", ",\n"),
    PLAIN.replace("2021,3.6,7.9", "2021,3.6*,7.9 (e)").replace("3,7.3", "3 p,7.3[b]"),
    PLAIN.replace("2021,", "2021,") + "2024,..,n/a\n",
    PLAIN + "2023,3,7.3\n",
]


@pytest.mark.parametrize("raw", SAME)
def test_the_same_table_in_other_clothes(raw: str | bytes, tmp_path: Path) -> None:
    toml = WIDE + ('encoding = "utf-16"\n' if isinstance(raw, bytes) else "")
    table = lay(tmp_path, raw, toml).by_name["t"]
    assert [[(p.period.label, float(p.value)) for p in table.column(label)] for label in ("A", "B")] == [
        [("2021", 3.6), ("2022", 3.1), ("2023", 3.0)], [("2021", 7.9), ("2022", 7.3), ("2023", 7.3)],
    ]  # fmt: skip
    assert [f for f in table.faults if f.severity == "error"] == []


FAULTS = [
    (PLAIN.replace("A", "Pérou").encode("cp1252"), (1, 7), 'would be valid windows-1252 ("Pérou"). Or write encoding ='),
    (PLAIN.encode("utf-16"), (1, 1), 'is UTF-16, not UTF-8. Save it as CSV UTF-8. Or write encoding = "utf-16" into'),
    (b"PK\3\4rest", (1, 1), "a spreadsheet, not a CSV"),
    ("", (1, 1), "no column 'Date'"),
    ("\n\n", (1, 1), "no column 'Date'"),
    (PLAIN.replace("Date", "Year"), (1, 1), "no column 'Date'; the header has Year, A, B"),
    (PLAIN.replace("B", "A"), (1, 1), "column 'A' stands twice"),
    (PLAIN.replace("\n2022", "\0\n2022"), (2, 13), "NUL character"),
    (PLAIN + "2024,1,2,3\n", (5, 4), "4 cells under 3 headings"),
    (PLAIN + "2024,x,2\n", (5, 2), "'x' is no number"),
    (PLAIN + "soon,1,2\n", (5, 1), "'soon' is no date"),
    (PLAIN + "2/3/2024,1,2\n", (5, 1), "'2/3/2024' may be two days. Write YYYY-MM-DD."),
]


@pytest.mark.parametrize("raw, place, message", FAULTS)
def test_a_fault_stands_at_its_place(raw: str | bytes, place: tuple[int, int], message: str, tmp_path: Path) -> None:
    found = lay(tmp_path, raw).data_faults()
    assert any((f.line, f.column) == place and message in f.message for f in found), [str(f) for f in found]


def test_a_header_without_rows_is_an_empty_table(tmp_path: Path) -> None:
    index = lay(tmp_path, "Date,A\n")
    assert index.data_faults() == () and index.by_name["t"].column("A") == ()


STAMPS = [
    ("2019 Q2", "2019-Q2"), ("2019 JAN", "2019-01"), ("January 2019", "2019-01"), ("31 Jan 2019", "2019-01-31"),
    ("31-Jan-2019", "2019-01-31"), ("Jan 31, 2019", "2019-01-31"), ("Sept 2019", "2019-09"), ("3/2019", "2019-03"),
    ("20190304", "2019-03-04"), ("1/1/2019", "2019-01-01"), ("12/31/2019", "2019-12-31"), ("31/12/2019", "2019-12-31"),
    ("3/4/2019", None), ("Jabberwock 2019", None), ("32 Jan 2019", None), ("Mad 2019", None), ("2019/20", None),
    ("13/2019", None), ("20191304", None),
]  # fmt: skip


@pytest.mark.parametrize("cell, label", STAMPS)
def test_dates_as_offices_print_them(cell: str, label: str | None) -> None:
    found = stamp(cell)
    assert (found.label if found else None) == label


ORDERS = [
    (["1/2/2019", "13/2/2019"], "dmy"),
    (["1/2/2019", "2/13/2019"], "mdy"),
    (["13/2/2019", "2/13/2019"], None),
    ([f"{n}/1/2019" for n in range(1, 13)] + ["1/1/2020"], "mdy"),
    ([f"01.{n:02d}.2019" for n in range(1, 13)] + ["01.01.2020"], "dmy"),
    (["1/1/2019", "2/1/2019", "3/1/2019"], None),  # three months, or three days
    (["01.01.2019", "01.01.2020", "01.01.2021"], "dmy"),
    (["3/4/2019", "7/9/2020"], None),
    (["2019", "2020"], None),
]


@pytest.mark.parametrize("cells, order", ORDERS)
def test_the_order_of_days_is_told_by_the_whole_column(cells: list[str], order: str | None) -> None:
    assert order_in(cells) == order


def test_days_of_a_column_are_read_in_its_order_and_that_is_told(tmp_path: Path) -> None:
    rows = "".join(f"{n % 12 + 1}/1/{2019 + n // 12},{n}\n" for n in range(14))
    table = lay(tmp_path, "Date,A\n" + rows).by_name["t"]
    assert [p.period.label for p in table.column("A")][:3] == ["2019-01", "2019-02", "2019-03"]
    assert [(f.severity, f.message) for f in table.faults] == [("note", "dates are read with the month first.")]


SIDECARS = [
    (WIDE + 'revision = "revised"\n', 7, "revision", 'unknown key "revision", not used. Did you mean "revisions"?'),
    (WIDE + 'source_rank = "best"\n', 7, "source_rank", "must be"),
    (WIDE.replace('metric = "jobless rate"\n', ""), 1, "metric", "metric is missing"),
    (WIDE.replace('source = "Office"\n', "") + '[units]\nA = "ratio"\nsource = "Office"\n', 8, "source", "move it above"),
    (WIDE.replace("2025-02-01", '"soon"'), 6, "as_of", "is no date"),
    (WIDE.replace("2025-02-01", "2025"), 6, "as_of", "is no date"),
    (WIDE + 'units = "percent"\n', 7, "units", "must be a table"),
    (WIDE + 'data = "../other.csv"\n', 7, "data", "same folder"),
    (WIDE + "x = = 1\n", 7, None, "unreadable sidecar"),
]


@pytest.mark.parametrize("toml, line, key, message", SIDECARS)
def test_a_fault_of_a_sidecar_stands_at_its_key(
    toml: str, line: int, key: str | None, message: str, tmp_path: Path
) -> None:
    found = lay(tmp_path, PLAIN, toml).faults
    assert [(f.file, f.line, f.field) for f in found] == [("series/t.toml", line, key)], [str(f) for f in found]
    assert message in found[0].message


def test_units_of_single_entities_and_several_sidecars_for_one_table(tmp_path: Path) -> None:
    lay(tmp_path, "Date,EUR,JPY\n2005,0.8,110\n", WIDE.replace('"percent"', '"units per USD"') + '[units]\nEUR = "EUR/USD"\n')
    (tmp_path / "series" / "u.toml").write_text(WIDE + 'data = "t.csv"\n')
    index = load(tmp_path)
    assert index.faults == () and [t.file for t in index.tables] == ["series/t.csv", "series/t.csv"]
    table = index.by_name["t"]
    assert [table.fact(label, table.column(label)[0]).unit for label in table.labels] == ["EUR/USD", "units per USD"]
    other = index.by_name["u"]
    assert other.fact("EUR", other.column("EUR")[0]).unit == "percent" and table.sha256 != other.sha256


def test_a_sidecar_is_a_file_of_the_reference_too(tmp_path: Path) -> None:
    lay(tmp_path, PLAIN)
    lay(tmp_path, PLAIN, WIDE + 'data = "t.csv"\n', "u")
    (tmp_path / "series" / "u.csv").unlink()
    before = Reference.load(tmp_path).files
    assert [(f.file, f.rows) for f in before] == [("series/t.csv", 3), ("series/t.toml", 0), ("series/u.toml", 0)]
    lay(tmp_path, PLAIN, WIDE.replace("percent", "ratio"))
    after = Reference.load(tmp_path).files
    assert [a.sha256 == b.sha256 for a, b in zip(after, before, strict=True)] == [True, False, True]


def test_one_table_can_be_named_by_itself(tmp_path: Path) -> None:
    lay(tmp_path, PLAIN)
    lay(tmp_path, PLAIN, WIDE.replace("metric", "mertic"), "broken")
    for name in ("t.csv", "t.toml"):
        reference = Reference.load(tmp_path / "series" / name)
        assert [t.name for t in reference.series.tables] == ["t"] and len(reference.facts) == 0
    with pytest.raises(ReferenceError):
        Reference.load(tmp_path)
