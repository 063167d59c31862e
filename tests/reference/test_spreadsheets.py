"""Tables as spreadsheets save them: what is said of each, and the one command that makes reference data of it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from factcheck.cli import main
from factcheck.measure.periods import parse_label
from factcheck.reference import Reference, ReferenceError
from factcheck.reference.cells import Bad, Number, number, order_of, sheet_day
from factcheck.reference.store import read

HEADER = "entity metric period value unit source as_of note".split()
AMERICAN = [
    ["Société Globex", "revenue", "FY2024", "1,234,567.5", "EUR thousand", "Annual report", "2/14/2025", "up 3 %"],
    ["Société Globex", "operating margin", "FY2024", "12.5%", "percent", "Annual report", "2/14/2025", ""],
    ["Société Globex", "employees", "12/31/2024", "5,200", "employee", "Annual report", "2/14/2025", "Zürich, Genève"],
    ["Société Globex", "net income", "FY2024", "(1,234)", "EUR thousand", "Annual report", "2/14/2025", ""],
    [""] * 8,
]
GERMAN = [
    ["Société Globex", "revenue", "FY2024", "1.234.567,5", "EUR thousand", "Annual report", "14.02.2025", "up 3 %"],
    ["Société Globex", "operating margin", "FY2024", "12,5%", "percent", "Annual report", "14.02.2025", ""],
    ["Société Globex", "employees", "31.12.2024", "5.200", "employee", "Annual report", "14.02.2025", "Zürich, Genève"],
    ["Société Globex", "net income", "FY2024", "-1.234", "EUR thousand", "Annual report", "14.02.2025", ""],
    [""] * 8,
]


def saved(rows: list[list[str]], delimiter: str, encoding: str) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows([HEADER, *rows])
    return out.getvalue().encode(encoding)


# what the spreadsheet calls it, its bytes, the fault it meets first, the options that mend it
EXPORTS = [
    ("CSV UTF-8", saved(AMERICAN, ",", "utf-8-sig"), "facts fmt --dates mdy", ["--dates", "mdy"]),
    ("CSV", saved(AMERICAN, ",", "cp1252"), "facts fmt --encoding windows-1252",
     ["--encoding", "windows-1252", "--dates", "mdy"]),
    ("Unicode text", saved(AMERICAN, "\t", "utf-16"), "facts fmt --encoding utf-16", ["--encoding", "utf-16", "--dates", "mdy"]),
    ("CSV UTF-8, German", saved(GERMAN, ";", "utf-8-sig"), "facts fmt --dates dmy", ["--dates", "dmy", "--decimal", "comma"]),
    ("CSV, German", saved(GERMAN, ";", "cp1252"), "facts fmt --encoding windows-1252",
     ["--encoding", "windows-1252", "--dates", "dmy", "--decimal", "comma"]),
]  # fmt: skip


@pytest.mark.parametrize("name, raw, remedy, options", EXPORTS, ids=[e[0] for e in EXPORTS])
def test_an_export_becomes_reference_data(
    name: str, raw: bytes, remedy: str, options: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    path = Path("reference_data/facts/desk.csv")
    path.parent.mkdir(parents=True)
    path.write_bytes(raw)
    assert main(["facts", "list"]) == 2
    assert f"{remedy} reference_data/facts/desk.csv" in capsys.readouterr().err and path.read_bytes() == raw
    assert main(["facts", "fmt", *options]) == 0
    facts = Reference.load("reference_data").facts
    assert [str(f.value) for f in facts] == ["1234567500", "12.5", "5200", "-1234000"]
    assert {f.entity for f in facts} == {"Société Globex"} and {f.as_of.isoformat() for f in facts} == {"2025-02-14"}
    assert facts[2].period and facts[2].period.label == "2024-12-31"


def test_one_command_is_named_for_all_faults_of_a_sheet(tmp_path: Path, monkeypatch, capsys) -> None:
    """"5.200" may be 5,200 or 5.2 and days are 14.02.2025: each fault names its option, the last line both."""
    monkeypatch.chdir(tmp_path)
    path = Path("reference_data/facts/desk.csv")
    path.parent.mkdir(parents=True)
    path.write_bytes(saved(GERMAN, ";", "cp1252"))
    assert main(["facts", "fmt", "--encoding", "windows-1252"]) == 2
    said = capsys.readouterr().err
    assert said.count("is ambiguous") and said.count("Or say it once: add --decimal comma (or point).") == 1
    path.write_bytes(saved(GERMAN, ";", "utf-8-sig"))
    assert main(["facts", "validate"]) == 1
    told = capsys.readouterr().err.splitlines()[-1]
    assert told == "next: factcheck facts fmt --dates dmy --decimal comma reference_data/facts/desk.csv"
    assert main(told.removeprefix("next: factcheck ").split()) == 0
    assert main(["facts", "validate"]) == 0
    assert "next:" not in capsys.readouterr().err


def test_a_day_of_the_other_order_is_not_turned(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(saved([AMERICAN[0], [*GERMAN[0][:6], "1/2/2025", ""]], ",", "utf-8"))
    before = path.read_bytes()
    assert main(["facts", "fmt", "--dates", "dmy", str(path)]) == 2
    assert '"2/14/2025" is no day in the order dmy' in capsys.readouterr().err and path.read_bytes() == before
    for wrong in (["--dates", "ymd"], ["--decimal", "dot"]):
        assert main(["facts", "fmt", *wrong, str(path)]) == 2


DAYS = [("2/14/2025", "mdy", "2025-02-14"), ("14.02.2025", "dmy", "2025-02-14"), ("1-2-2025", "dmy", "2025-02-01"),
        ("2/14/2025", "dmy", None), ("2/30/2025", "mdy", None), ("2/1.2025", "dmy", None), ("2/1/25", "mdy", None),
        ("2025-02-01", "dmy", None)]  # fmt: skip


@pytest.mark.parametrize("text, order, day", DAYS)
def test_days_of_spreadsheets(text: str, order: str, day: str | None) -> None:
    assert sheet_day(text, order) == day


def test_the_order_is_told_only_where_one_day_tells_it() -> None:
    assert order_of(["1/2/2025", "2/14/2025"]) == "mdy" and order_of(["1/2/2025", "14/2/2025"]) == "dmy"
    assert order_of(["1/2/2025"]) is None and order_of(["14/2/2025", "2/14/2025"]) is None


DECLARED = [
    ("5.200", ",", "5200"), ("5.200", ".", "5.200"), ("5,200", ".", "5200"), ("5,200", ",", "5.200"),
    ("1.234.567,5", ",", "1234567.5"), ("1,234,567.5", ".", "1234567.5"), ("12,5%", ",", "12.5"),
    ("(1.234)", ",", "-1234"), ("0,125", ",", "0.125"), ("1,5", ".", None), ("1.5", ",", None), ("1.234.56", ",", None),
]  # fmt: skip


@pytest.mark.parametrize("text, sign, value", DECLARED)
def test_a_declared_sign_settles_what_may_be_either(text: str, sign: str, value: str | None) -> None:
    read_ = number(text, ";", sign)
    assert isinstance(read_, Bad) if value is None else isinstance(read_, Number) and str(read_.value) == value


@pytest.mark.parametrize("label", ["12/31/2024", "1/2/2025", "12/2024", "2024/25", "Jul-24", "45657"])
def test_what_a_spreadsheet_makes_of_a_period_is_no_period(label: str) -> None:
    assert parse_label(label) is None


def test_a_period_turned_into_a_date_says_how_it_came_about(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(saved([[*AMERICAN[0][:2], "Jul-24", *AMERICAN[0][3:6], "2025-02-14", ""]], ",", "utf-8"))
    with pytest.raises(ReferenceError, match=r"a.csv:2:24 \(period\).*format the column as text"):
        Reference.load(path)


HABITS = [
    (saved([[*AMERICAN[0][:6], "2025-02-14", ""]], ",", "utf-8-sig"), []),
    (saved([[*GERMAN[0][:6], "2025-02-14", ""]], ";", "utf-8"), ["read separated by semicolons, a comma before decimals."]),
    (saved([[*AMERICAN[0][:6], "2025-02-14", ""]], "\t", "utf-8"), ["read separated by tabs."]),
]


@pytest.mark.parametrize("raw, told", HABITS)
def test_how_a_file_was_read_is_told_and_is_no_warning(raw: bytes, told: list[str], tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(raw)
    reference, faults = read([tmp_path / "a.csv"])
    assert [(f.severity, f.message) for f in faults] == [("note", one) for one in told]
    assert reference.warnings == () and len(reference.facts) == 1


def test_a_spreadsheet_itself_is_named(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    for name in ("a.xlsx", "b.XLS", "~$a.xlsx", "c.xlsx"):
        (tmp_path / "facts" / name).write_bytes(b"PK\3\4")
    (tmp_path / "facts" / "c.csv").write_bytes(saved([], ",", "utf-8"))
    warned = [w.partition(":")[0] for w in Reference.load(tmp_path).warnings if "spreadsheet" in w]
    assert warned == ["facts/a.xlsx", "facts/b.XLS"]
    with pytest.raises(ReferenceError, match="a spreadsheet, not a CSV"):
        Reference.load(tmp_path / "facts" / "a.xlsx")


def test_a_datapackage_declares_encoding_and_delimiter(tmp_path: Path) -> None:
    home = tmp_path / "facts"
    home.mkdir()
    (home / "eu.csv").write_bytes(saved([[*GERMAN[0][:6], "2025-02-14", ""]], "|", "cp1252"))
    with pytest.raises(ReferenceError):
        Reference.load(tmp_path)
    about = {"resources": [{"path": "facts/eu.csv", "encoding": "windows-1252", "dialect": {"delimiter": "|"}}]}
    (tmp_path / "datapackage.json").write_text(json.dumps(about))
    assert [f.entity for f in Reference.load(tmp_path).facts] == ["Société Globex"]
    (tmp_path / "datapackage.json").write_text("{broken")
    with pytest.raises(ReferenceError, match="windows-1252"):
        Reference.load(tmp_path)


def test_a_datapackage_fills_in_what_a_sidecar_leaves_out(tmp_path: Path) -> None:
    home = tmp_path / "series"
    home.mkdir()
    (home / "t.csv").write_text("Date,A\n2019,1\n")
    (home / "t.toml").write_text('layout = "wide"\ndate = "Date"\nmetric = "m"\nunit = "index"\n')
    package = {"title": "Prices", "created": "2025-03-01T00:00:00Z",
               "sources": [{"title": "Office", "path": "https://example.org/prices"}], "resources": [{"path": "t.csv"}]}  # fmt: skip
    (home / "datapackage.json").write_text(json.dumps(package))
    meta = Reference.load(tmp_path).series.by_name["t"].meta
    assert (meta.source, meta.source_url, meta.note, meta.as_of.isoformat()) == (
        "Office", "https://example.org/prices", "Prices", "2025-03-01",
    )  # fmt: skip
    (home / "t.toml").write_text((home / "t.toml").read_text() + 'source = "Mine"\nas_of = 2024-01-01\n')
    meta = Reference.load(tmp_path).series.by_name["t"].meta
    assert (meta.source, meta.as_of.isoformat()) == ("Mine", "2024-01-01")


PLAIN = "entity,metric,period,value,unit,source,as_of\n"


def test_conflicts_can_be_allowed_and_are_never_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(PLAIN + "Acme,revenue,2024,245,USD,a,2025-01-01\nAcme,revenue,2024,243,USD,b,2025-01-01\n")
    allowed = Reference.load(path, allow_conflicts=True)
    assert len(allowed.facts) == 2 and "two values for Acme" in allowed.warnings[0]
    with pytest.raises(ReferenceError, match="--allow-conflicts"):
        Reference.load(path)


def test_allowed_conflicts_on_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = tmp_path / "a.csv"
    path.write_text(PLAIN + "Acme,revenue,2024,245,USD million,a,2025-01-01\nAcme,revenue,2024,243,USD million,b,2025-01-01\n")
    (tmp_path / "d.md").write_text("Acme reported revenue of $245 million in 2024.\n")
    monkeypatch.chdir(tmp_path)
    asked = ["check", "d.md", "-r", "a.csv", "--published", "2025-03-01", "--format", "concise"]
    assert main(asked) == 2 and main(["facts", "validate", "a.csv"]) == 1
    capsys.readouterr()
    assert main([*asked, "--allow-conflicts"]) == 0 and main(["facts", "validate", "a.csv", "--allow-conflicts"]) == 0
    assert "needs-context conflicting-facts" in capsys.readouterr().out


@pytest.mark.parametrize("cik, told", [("0000789019", ""), ("789019", "drops leading zeros. Read as 0000789019."), ("x", "ten digits")])
def test_leading_zeros_that_a_spreadsheet_dropped(cik: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "entities.csv").write_text(f"entity,cik\nAcme,{cik}\n")
    warned = Reference.load(tmp_path).warnings
    assert told in warned[0] if told else warned == ()


def test_faults_name_files_as_they_were_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data" / "facts").mkdir(parents=True)
    (tmp_path / "data" / "facts" / "x.csv").write_text(PLAIN + "Acme,revenue,2024,x,USD,a,2025-01-01\n")
    (tmp_path / "d.md").write_text("Acme reported revenue of $5 million in 2024.\n")
    for told, command in (
        ("data/facts/x.csv:2:19 (value)", ["facts", "list", "data/facts/x.csv"]),
        ("data/facts/x.csv:2:19 (value)", ["check", "d.md", "-r", "data/facts/x.csv"]),
        ("error: facts/x.csv:2:19 (value)", ["check", "d.md", "-r", "data"]),
        ("data/facts/x.csv:2:19 (value)", ["facts", "diff", "data/facts/x.csv", "data/facts/x.csv"]),
    ):
        assert main(command) == 2
        assert told in capsys.readouterr().err
