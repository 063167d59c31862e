"""Every trap of a facts CSV: the fault stands at the physical line and column an editor shows."""

import time
from pathlib import Path

import pytest

from factcheck.reference import Reference, ReferenceError
from factcheck.reference.store import read

HEADER = "entity,metric,period,value,unit,source,as_of"
GOOD = "Acme,revenue,2024,12,USD million,Annual report,2025-02-01"


def faults(tmp_path: Path, text: str | bytes, name: str = "acme.csv") -> list[str]:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    before = path.read_bytes()
    with pytest.raises(ReferenceError) as caught:
        Reference.load(path)
    assert path.read_bytes() == before
    assert str(tmp_path) not in str(caught.value)
    return [str(f) for f in caught.value.faults]


def row(**cells: str) -> str:
    base = dict(zip(HEADER.split(","), GOOD.split(","), strict=True)) | cells
    return ",".join(base[name] for name in HEADER.split(","))


FIELD_FAULTS = [
    # cells of line 3, where the fault stands, what it says
    ({"as_of": "2025-13-40"}, "acme.csv:3:48 (as_of)", '"2025-13-40" is not a date. Use YYYY-MM-DD.'),
    ({"as_of": "1/2/2025"}, "acme.csv:3:48 (as_of)", "is not a date"),
    ({"as_of": ""}, "acme.csv:3:48 (as_of)", "empty. Every fact needs the day"),
    ({"source": ""}, "acme.csv:3:34 (source)", "empty. Every fact needs a source URL or document name."),
    ({"entity": " "}, "acme.csv:3:1 (entity)", "empty"),
    ({"metric": ""}, "acme.csv:3:6 (metric)", "empty"),
    ({"value": ""}, "acme.csv:3:19 (value)", "empty"),
    ({"unit": "USD milion"}, "acme.csv:3:22 (unit)", 'malformed unit "USD milion". Did you mean "USD million"?'),
    ({"unit": "US$"}, "acme.csv:3:22 (unit)", 'Did you mean "USD"?'),
    ({"unit": "usd"}, "acme.csv:3:22 (unit)", 'Did you mean "USD"?'),
    ({"unit": "USDmillion"}, "acme.csv:3:22 (unit)", "malformed unit"),
    ({"unit": "USD/"}, "acme.csv:3:22 (unit)", "malformed unit"),
    ({"unit": ""}, "acme.csv:3:22 (unit)", "empty. Write a unit"),
    ({"unit": "data centers"}, "acme.csv:3:22 (unit)", "malformed unit"),
    ({"period": "2024-Q5"}, "acme.csv:3:14 (period)", '"2024-Q5" is not a period'),
    ({"period": "last year"}, "acme.csv:3:14 (period)", "is not a period"),
    ({"value": "twelve"}, "acme.csv:3:19 (value)", '"twelve" is not a number'),
    ({"value": "$12"}, "acme.csv:3:19 (value)", "Put the currency into the unit column"),
    ({"value": "NaN"}, "acme.csv:3:19 (value)", "is not a number"),
    ({"value": "12%"}, "acme.csv:3:19 (value)", "is in percent, its unit is USD"),
    ({"value": "1" * 40 + ".5", "unit": "USD million"}, "acme.csv:3:19 (value)", "is over 10^24. Look at value and unit."),
    ({"value": "2024-05-01", "unit": "ratio"}, "acme.csv:3:19 (value)", "Did a spreadsheet turn a ratio"),
    ({"value": "05-Jan", "unit": "ratio"}, "acme.csv:3:19 (value)", "Did a spreadsheet turn a ratio"),
    ({"value": '"1,5"'}, "acme.csv:3:19 (value)", "Write 1.5, with a point"),
    ({"value": "2024-02-30", "unit": "date"}, "acme.csv:3:19 (value)", "is not a date"),
    ({"value": "30", "unit": "date"}, "acme.csv:3:19 (value)", "is not a date"),
    ({"value": "soon", "unit": "year"}, "acme.csv:3:19 (value)", "is not a year"),
    ({"value": "perhaps", "unit": "boolean"}, "acme.csv:3:19 (value)", "neither true nor false"),
]


@pytest.mark.parametrize("cells, place, message", FIELD_FAULTS)
def test_a_bad_cell(tmp_path: Path, cells: dict[str, str], place: str, message: str) -> None:
    found = faults(tmp_path, f"{HEADER}\n{GOOD}\n{row(**cells)}\n")
    assert len(found) == 1
    assert found[0].startswith(place + ": ") and message in found[0]


OPTIONAL_FAULTS = [
    ("bound", "about", "is not a bound. Use = >= <= or ~."),
    ("value_type", "acutal", 'Did you mean "actual"?'),
    ("source_rank", "primry", 'Did you mean "primary"?'),
    ("decimals", "millions", "is not a power of ten"),
    ("decimals", "99", "is not a power of ten"),
    ("qualifiers", "consolidated", "is not key=value"),
    ("valid_from", "2025", "is not a date"),
    ("retrieved_on", "today", "is not a date"),
    ("supersedes", "no-such-row", 'supersedes "no-such-row", but no row has that id'),
]


@pytest.mark.parametrize("column, cell, message", OPTIONAL_FAULTS)
def test_a_bad_optional_cell(tmp_path: Path, column: str, cell: str, message: str) -> None:
    found = faults(tmp_path, f"{HEADER},{column}\n{GOOD},{cell}\n")
    assert len(found) == 1
    assert found[0].startswith(f"acme.csv:2:{len(GOOD) + 2} ({column}): ") and message in found[0]


def test_all_faults_of_all_files_at_once(tmp_path: Path) -> None:
    home = tmp_path / "data" / "facts"
    home.mkdir(parents=True)
    (home / "a.csv").write_text(f"{HEADER}\n{row(value='x')}\n{row(as_of='y', unit='z z')}\n{GOOD}\n")
    (home / "b.csv").write_text(f"{HEADER}\n{GOOD},extra\n")
    with pytest.raises(ReferenceError) as caught:
        Reference.load(tmp_path / "data")
    where = [(f.file, f.line, f.field) for f in caught.value.faults]
    assert where == [
        ("facts/a.csv", 2, "value"), ("facts/a.csv", 3, "unit"), ("facts/a.csv", 3, "as_of"), ("facts/b.csv", 2, None),
    ]  # fmt: skip


SHAPES = [
    ("", "acme.csv:1:1: the file is empty. It needs a header: entity,metric,value,unit,source,as_of"),
    ("\n \n", "acme.csv:1:1: the file is empty"),
    ("sep=;\n", "acme.csv:1:1: no header"),
    (f"{HEADER}\n{GOOD},extra\n", 'acme.csv:2:59: 8 values, header has 7. Extra value: "extra". Is a comma missing'),
    (f"{HEADER}\nAcme,revenue,2024,12\n", "acme.csv:2:19: 4 values, header has 7. Missing: unit, source, as_of."),
    (f"{HEADER},value\n{GOOD},3\n", 'acme.csv:1:46 (value): the column "value" is there twice'),
    ("entity,metric,value,unit,as_of\nA,b,1,USD,2025-01-01\n", 'acme.csv:1:1 (source): the column "source" is missing'),
    ("entity,metric,value,units,source,as_of\nA,b,1,USD,s,2025-01-01\n", 'column "unit" is missing. Is it "units"?'),
    (f"{HEADER},,x\n{GOOD},,\n", "acme.csv:1:46: a column without a name"),
    (f"{HEADER}\n{row(source=chr(34) + 'open')}\n{GOOD}\n", "acme.csv:2:34: the quote opened here is never closed"),
    (f"{HEADER}\n{row(source=chr(34) + 'a' + chr(34) + 'b')}\n", "acme.csv:2:34: text after a closing quote"),
    (f"{HEADER}\n{GOOD}\0\n", "acme.csv:2:58: NUL character"),
    (f"{GOOD}\n{GOOD}\n", "acme.csv:1:1: no header: none of its columns is in line 1."),
    (f"{HEADER}\n{GOOD}\n".replace(",", "|"), "acme.csv:1:1: no header"),
    ("\n" + GOOD + "\n", "acme.csv:2:1: no header: none of its columns is in line 2."),
]


@pytest.mark.parametrize("text, message", SHAPES)
def test_a_bad_shape(tmp_path: Path, text: str, message: str) -> None:
    assert message in faults(tmp_path, text)[0]


def test_lines_are_physical_where_a_quoted_cell_spans_two(tmp_path: Path) -> None:
    text = f'{HEADER},note\r\n{GOOD},"one\r\ntwo, and ""three"""\r\n{row(as_of="soon")},x\r\n'
    assert faults(tmp_path, text) == ['acme.csv:4:48 (as_of): "soon" is not a date. Use YYYY-MM-DD.']
    text = f'note,{HEADER}\n"one\ntwo",{row(value="x")}\n'
    assert faults(tmp_path, text)[0].startswith("acme.csv:3:24 (value)")


def test_reading_goes_on_after_a_broken_quote(tmp_path: Path) -> None:
    text = f"{HEADER}\n{row(source=chr(34) + 'a' + chr(34) + 'b')}\n{row(as_of='soon')}\n"
    assert [f.split(":")[1] for f in faults(tmp_path, text)] == ["2", "3"]


@pytest.mark.parametrize("bad", ['"a"b', '"open'])
def test_a_file_full_of_broken_quotes_takes_no_longer_than_its_length(tmp_path: Path, bad: str) -> None:
    began = time.monotonic()
    assert faults(tmp_path, f"{HEADER}\n" + f"{row(source=bad)}\n" * 30_000)
    assert time.monotonic() - began < 15


def test_another_encoding_is_named_not_guessed(tmp_path: Path) -> None:
    found = faults(tmp_path, f"{HEADER}\n{row(entity='Société')}\n".encode("cp1252"))
    assert found == [
        'acme.csv:2:5: byte 0xE9 is not UTF-8. It would be valid windows-1252 ("Société"). Re-run with --encoding '
        "windows-1252, or convert: factcheck facts fmt --encoding windows-1252 acme.csv"
    ]
    (tmp_path / "ok.csv").write_bytes(f"{HEADER}\n{row(entity='Société')}\n".encode("cp1252"))
    assert Reference.load(tmp_path / "ok.csv", encoding="windows-1252").facts[0].entity == "Société"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_wide_encodings(tmp_path: Path, encoding: str) -> None:
    found = faults(tmp_path, f"{HEADER}\n{GOOD}\n".encode(encoding))
    assert "UTF-16" in found[0] or "UTF-32" in found[0] or "NUL" in found[0]


def test_an_image_is_no_text_in_another_encoding(tmp_path: Path) -> None:
    assert faults(tmp_path, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR") == [
        "acme.csv:1:1: looks like a binary file (NUL at byte 8). Save it as CSV UTF-8."
    ]


EUROPEAN = [
    # the other value of the file, its delimiter, what "1.234" is beside it: None where it may be two numbers
    ('"1.234,50"', ",", None),
    ('"1 234,5"', ",", None),
    ("12,5", "\t", None),
    ("12.5", "\t", "1.234"),
    ('"1,234"', ",", "1.234"),
    ('"1,234,567.5"', ",", "1.234"),
]


@pytest.mark.parametrize("other, delimiter, value", EUROPEAN)
def test_a_point_beside_a_comma_before_decimals(tmp_path: Path, other: str, delimiter: str, value: str | None) -> None:
    cells = [HEADER, row(metric="profit", value="OTHER"), row(value="1.234", unit="ratio")]
    text = "\n".join(cells).replace(",", delimiter).replace("OTHER", other) + "\n"
    if value is None:
        assert ':3:19 (value): "1.234" is ambiguous: 1234 or 1.234.' in faults(tmp_path, text)[0]
    else:
        (tmp_path / "a.csv").write_text(text)
        assert str(Reference.load(tmp_path / "a.csv").facts[1].value) == value


RESTATED = [
    # (id, supersedes, entity, as_of) of two rows, what is said of them
    (("a", "b", "Acme", "2025-02-01"), ("b", "a", "Acme", "2025-03-01"), "error", "in turn: none of them would stand"),
    (("a", "a", "Acme", "2025-02-01"), ("b", "", "Globex", "2025-03-01"), "error", "in turn"),
    (("a", "", "Acme", "2025-02-01"), ("b", "a", "Globex", "2025-03-01"), "warning", "a row about Acme, not Globex."),
    (("a", "", "Acme", "2025-02-01"), ("b", "a", "Acme", "2025-01-01"), "warning", "said later (2025-02-01)."),
    (("a", "", "Acme", "2025-02-01"), ("b", "a", "Acme", "2025-03-01"), "", ""),
]


@pytest.mark.parametrize("one, two, severity, message", RESTATED)
def test_restatements_that_cannot_be_meant(
    tmp_path: Path, one: tuple[str, ...], two: tuple[str, ...], severity: str, message: str
) -> None:
    rows = [f"{row(entity=entity, as_of=day)},{id_},{old}" for id_, old, entity, day in (one, two)]
    (tmp_path / "a.csv").write_text("\n".join([f"{HEADER},id,supersedes", *rows]) + "\n")
    found = read([tmp_path / "a.csv"])[1]
    assert {f.severity for f in found} == ({severity} if severity else set())
    assert all(message in f.message and f.field == "supersedes" for f in found)


def test_conflict_names_both_rows(tmp_path: Path) -> None:
    found = faults(tmp_path, f"{HEADER}\n{GOOD}\n{row(value='13', source='press')}\n")
    assert found[0].startswith("acme.csv:3:19 (value): two values for Acme · revenue · 2024")
    assert "acme.csv:2  12000000 USD  Annual report" in found[0] and "acme.csv:3  13000000 USD  press" in found[0]


def test_two_rows_with_one_id(tmp_path: Path) -> None:
    text = f"id,{HEADER}\nr1,{GOOD}\nr1,{row(period='2023')}\n"
    assert faults(tmp_path, text) == ['acme.csv:3:1 (id): "r1" is the id of another row too. Ids name one fact.']


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ReferenceError, match="no such file or folder"):
        Reference.load(tmp_path / "nothing.csv")
