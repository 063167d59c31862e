"""``factcheck facts``: what each subcommand prints, writes and exits with."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from factcheck.cli import main
from factcheck.reference import Reference
from factcheck.reference.cells import guarded
from factcheck.reference.facts import COLUMNS
from factcheck.reference.writing import to_csv, write_atomic

HEADER = "entity,metric,period,value,unit,source,as_of\n"
GOOD = "Acme,revenue,2024,12,USD million,Annual report,2025-02-01\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


def table(desk: Path, rows: str = GOOD, name: str = "reference_data/facts/facts.csv", header: str = HEADER) -> Path:
    path = desk / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(header + rows, encoding="utf-8")
    return path


def test_init_starts_a_folder_and_keeps_what_is_there(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["facts", "init"]) == 0
    assert (desk / "reference_data/facts/facts.csv").read_bytes().startswith(b"\xef\xbb\xbfid,entity,metric")
    described = json.loads((desk / "reference_data/datapackage.json").read_text())["resources"]
    assert [r["path"] for r in described] == ["facts/facts.csv", "entities.csv", "metrics.csv"]
    for resource in described:
        header = (desk / "reference_data" / resource["path"]).read_text(encoding="utf-8-sig").strip().split(",")
        assert [f["name"] for f in resource["schema"]["fields"]] == header
    (desk / "reference_data/README.md").write_text("mine")
    assert main(["facts", "init"]) == 0
    assert (desk / "reference_data/README.md").read_text() == "mine"
    assert Reference.load(desk / "reference_data").facts == ()
    assert "kept" in capsys.readouterr().err


def test_validate_says_when_nothing_says_how_a_fiscal_year_ends(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table(desk, GOOD.replace(",2024,", ",FY2024,").replace("Annual report", "Press release"))
    assert main(["facts", "validate"]) == 0
    told = capsys.readouterr().out
    assert "facts/facts.csv:2:1 (period)" in told and "Acme under entity, MM-DD under fiscal_year_end" in told
    (desk / "reference_data/entities.csv").write_text("entity,fiscal_year_end\nAcme,06-30\n")
    assert main(["facts", "validate"]) == 0
    assert "fiscal" not in capsys.readouterr().out


def test_validate_exit_codes(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["facts", "validate"]) == 2  # nothing there
    path = table(desk)
    assert main(["facts", "validate"]) == 0
    path.write_text(HEADER + GOOD.replace("12,", "x,") + GOOD.replace("2025-02-01", "soon"))
    capsys.readouterr()
    assert main(["facts", "validate"]) == 1
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        'error: facts/facts.csv:2:19 (value): "x" is not a number. Write digits only, for example 1234.5.',
        'error: facts/facts.csv:3:48 (as_of): "soon" is not a date. Use YYYY-MM-DD.',
    ]
    assert "1 file, 2 rows: 2 faults, 0 warnings" in said.err


def test_validate_for_machines(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table(desk, GOOD.replace("USD million", "USD, milion").replace("USD, milion", '"USD: 100%, x"'))
    assert main(["facts", "validate", "--format", "json"]) == 1
    fault = json.loads(capsys.readouterr().out)["faults"][0]
    assert (fault["file"], fault["line"], fault["column"], fault["field"]) == ("facts/facts.csv", 2, 22, "unit")
    assert main(["facts", "validate", "--format", "github"]) == 1
    line = capsys.readouterr().out
    assert (
        line.startswith("::error file=reference_data/facts/facts.csv,line=2,col=22,title=unit::") and "100%25" in line
    )
    assert main(["facts", "validate", "--format", "sarif"]) == 1
    run = json.loads(capsys.readouterr().out)["runs"][0]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "reference_data/facts/facts.csv"
    assert main(["facts", "validate", "--format", "txet"]) == 2


def test_list_and_show(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table(desk, GOOD + "Beta,employees,2024-12-31,5200,employee,Annual report,2025-02-01\n")
    assert main(["facts", "list", "--metric", "headcount"]) == 0
    assert "5,200 employee" in (said := capsys.readouterr()).out and "Acme" not in said.out
    assert main(["facts", "list", "--entity", "Acme", "--format", "json"]) == 0
    assert [f["entity"] for f in json.loads(capsys.readouterr().out)] == ["Acme"]
    assert main(["facts", "list", "--entity", "Nobody"]) == 2
    assert main(["facts", "show", "facts/facts.csv:3"]) == 0
    assert "5,200 employee" in capsys.readouterr().out
    assert main(["facts", "show", "facts/facts.csv:9"]) == 2


ROW = ["--entity", "Acme", "--metric", "revenue", "--period", "2024", "--value", "13", "--unit", "USD million",
       "--source", "press", "--as-of", "2025-02-01"]  # fmt: skip


def test_add_writes_a_row_or_leaves_the_file(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = desk / "reference_data/facts/facts.csv"
    assert main(["facts", "add", *ROW, "--set", "source_rank=secondary", "--yes"]) == 0
    assert "Acme · revenue · 2024: 13000000 USD" in capsys.readouterr().out
    before = path.read_bytes()
    for change in (["--unit", "USD milion"], ["--value", "14"], ["--as-of", "soon"], ["--set", "colour=red"]):
        assert main(["facts", "add", *ROW, *change, "--yes"]) == 2
        assert path.read_bytes() == before
    assert main(["facts", "add", "--entity", "Acme", "--yes"]) == 2
    assert "a fact needs metric, value, unit, source, as_of" in capsys.readouterr().err
    assert [f.source_rank for f in Reference.load(path).facts] == ["secondary"]


def test_add_sees_conflicts_with_the_other_files_of_the_folder(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table(desk, GOOD, "reference_data/facts/other.csv")
    assert main(["facts", "add", *ROW, "--yes"]) == 2
    assert "two values for Acme" in capsys.readouterr().err
    assert not (desk / "reference_data/facts/facts.csv").exists()


CLAIMS = [
    {"id": "c1", "verdict": "no-reference", "subject": "Acme", "metric": "revenue", "period": "2024", "unit": "USD",
     "per": None, "kind": "money", "surface": "$12 million", "qualifiers": {"segment": "Cloud"}, "claim_type": "actual"},
    {"id": "c2", "verdict": "no-reference", "subject": "acme", "metric": "revenue", "period": "2024", "unit": "USD",
     "kind": "money", "surface": "$12m", "qualifiers": {}, "claim_type": "actual"},
    {"id": "c3", "verdict": "supported", "subject": "Beta", "metric": "stores", "unit": "store", "kind": "quantity"},
    {"id": "c4", "verdict": "no-reference", "subject": "Beta", "metric": "=cmd()", "unit": None, "kind": "number",
     "surface": "12"},
    {"id": "c5", "verdict": "no-reference", "subject": "Beta", "metric": "launched", "unit": None, "kind": "daterange",
     "period": "2024-07", "surface": "July 2024"},
]  # fmt: skip


def test_from_a_first_report_to_a_second(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "r.json").write_text(json.dumps({"claims": CLAIMS}))
    assert main(["facts", "template", "--from", "r.json"]) == 0
    assert "3 rows for 4 claims" in capsys.readouterr().out
    filled = (desk / "facts-to-fill.csv").read_text(encoding="utf-8-sig")
    assert "Beta,launch date,,,,,date," in filled  # a date is a value, not the time the fact is about
    assert "'=cmd()" in filled and "\n=cmd" not in filled
    assert main(["facts", "template", "--from", "r.json"]) == 2  # never over work half done
    lines = filled.splitlines()
    cells = lines[1].split(",")
    header = lines[0].split(",")
    for name, cell in {"value": "12", "unit": "USD million", "source": "report", "as_of": "2025-01-01"}.items():
        cells[header.index(name)] = cell
    (desk / "facts-to-fill.csv").write_text("\n".join([lines[0], ",".join(cells), *lines[2:]]) + "\n")
    assert main(["facts", "merge", "facts-to-fill.csv"]) == 0
    assert "1 rows added" in capsys.readouterr().err
    fact = Reference.load(desk / "reference_data").facts[0]
    assert (fact.entity, str(fact.value), fact.qualifiers) == ("Acme", "12000000", (("segment", "Cloud"),))
    assert main(["facts", "merge", "facts-to-fill.csv"]) == 0  # again: nothing doubled
    assert len(Reference.load(desk / "reference_data").facts) == 1


def test_add_from_a_claim(desk: Path) -> None:
    (desk / "r.json").write_text(json.dumps({"claims": CLAIMS}))
    said = ["--value", "12", "--unit", "USD million", "--source", "s", "--as-of", "2025-01-01", "--yes"]
    assert main(["facts", "add", "a.csv", "--from-claim", "r.json#c1", *said]) == 0
    assert Reference.load(desk / "a.csv").facts[0].period.label == "2024"  # type: ignore[union-attr]
    assert main(["facts", "add", "a.csv", "--from-claim", "r.json#c9", *said]) == 2
    assert main(["facts", "add", "a.csv", "--from-claim", "gone.json#c1", *said]) == 2


def test_fmt_keeps_cells_and_order_and_is_stable(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = table(desk, header="as_of;colour;unit;entity;metric;value;source\n",
                 rows='2025-02-01;red;EUR;Société;revenue;"1234,5";"a ""quoted"", source"\n'
                      "2025-02-01;blue;EUR;Acme;revenue;1.234,50;@home\n")  # fmt: skip
    assert main(["facts", "fmt", "--check"]) == 1
    assert main(["facts", "fmt"]) == 0
    assert (
        path.read_bytes()
        == (
            "\ufeffentity,metric,value,unit,as_of,source,colour\r\n"
            'Société,revenue,1234.5,EUR,2025-02-01,"a ""quoted"", source",red\r\n'
            "Acme,revenue,1234.50,EUR,2025-02-01,'@home,blue\r\n"
        ).encode()
    )
    before = path.read_bytes()
    assert main(["facts", "fmt"]) == 0 and main(["facts", "fmt", "--check"]) == 0
    assert path.read_bytes() == before


def test_fmt_converts_an_encoding_it_is_told(desk: Path) -> None:
    path = table(desk)
    path.write_bytes((HEADER + GOOD.replace("Acme", "Société")).encode("cp1252"))
    assert main(["facts", "fmt"]) == 2
    assert main(["facts", "fmt", "--encoding", "windows-1252", str(path)]) == 0
    assert Reference.load(path).facts[0].entity == "Société"


@pytest.mark.parametrize("rows", ["a;b;c\n", '2025-02-01;EUR;Acme;revenue;"1.234";s\n'])
def test_fmt_does_not_touch_what_it_cannot_read(desk: Path, rows: str) -> None:
    path = table(desk, rows, header="as_of;unit;entity;metric;value;source\n")
    before = path.read_bytes()
    assert main(["facts", "fmt"]) == 2
    assert path.read_bytes() == before


def test_diff_compares_by_key(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table(desk, GOOD, "a.csv")
    table(desk, GOOD.replace("12,USD million", "12000,USD thousand"), "b.csv")
    assert main(["facts", "diff", "a.csv", "b.csv"]) == 0
    table(desk, GOOD.replace("12,", "13,") + GOOD.replace("2024", "2023"), "b.csv")
    assert main(["facts", "diff", "a.csv", "b.csv"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line[0] for line in lines] == ["-", "+", "+"] and "13000000 USD" in lines[1]


GUARDED = [("=1+1", "'=1+1"), ("+cmd", "'+cmd"), ("@x", "'@x"), ("-x", "'-x"), ("-5", "-5"), ("+5.2%", "+5.2%"), ("a=b", "a=b"),
           ("", "")]  # fmt: skip


@pytest.mark.parametrize("cell, expected", GUARDED)
def test_formulas_are_disarmed(cell: str, expected: str) -> None:
    assert guarded(cell) == expected


def test_a_rewrite_reads_back_as_it_was(tmp_path: Path) -> None:
    row = dict.fromkeys(COLUMNS, "") | {"entity": "A, B", "metric": 'm "q"', "value": "1", "unit": "USD", "bound": "="}
    row |= {"source": "line\r\nbreak", "as_of": "2025-01-01", "source_url": "https://example.org/?a=b", "note": "=x"}
    row |= {"counterparty": "@Globex"}
    (tmp_path / "a.csv").write_bytes(to_csv([row], COLUMNS))
    fact = Reference.load(tmp_path / "a.csv").facts[0]
    assert (fact.entity, fact.metric, fact.bound, fact.source) == ("A, B", 'm "q"', "=", "line\r\nbreak")
    assert (fact.counterparty, fact.note) == ("@Globex", "=x")


VALUES = [("-0.5", "percent", "-0.5 percent"), ("-1234.5", "USD", "-1,234.5 USD"), ("0", "USD", "0 USD"),
          ("245122", "USD million", "245,122,000,000 USD"), ("0.25", "ratio", "0.25 ratio")]  # fmt: skip


@pytest.mark.parametrize("value, unit, told", VALUES)
def test_a_value_is_listed_with_its_sign(
    tmp_path: Path, value: str, unit: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.csv").write_text(f"entity,metric,value,unit,source,as_of\n@Acme,x,{value},{unit},s,2025-01-01\n")
    assert main(["facts", "list", str(tmp_path / "a.csv")]) == 0
    assert f" {told} " in capsys.readouterr().out
    assert main(["facts", "list", str(tmp_path / "a.csv"), "--format", "csv"]) == 0
    assert "\n'@Acme,x," in capsys.readouterr().out


def test_sarif_names_files_as_addresses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a #1.csv").write_text("entity,metric,value,unit,source,as_of\nAcme,x,,USD,s,2025-01-01\n")
    assert main(["facts", "validate", str(tmp_path / "a #1.csv"), "--format", "sarif"]) == 1
    assert '"uri": "a%20%231.csv"' in capsys.readouterr().out
    assert main(["facts", "validate", str(tmp_path / "a #1.csv"), "--encoding", "bogus"]) == 2


def test_fmt_writes_points_where_tabs_part_commas_before_decimals(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("entity\tmetric\tvalue\tunit\tsource\tas_of\nAcme\tx\t12,5\tUSD\ts\t2025-01-01\n")
    assert main(["facts", "fmt", str(path)]) == 0
    assert str(Reference.load(path).facts[0].value) == "12.5"


WRITER = """
import sys
from pathlib import Path
from factcheck.reference.writing import write_atomic
old, new = b"a" * 200_000, b"b" * 300_000
print("ready", flush=True)
while True:
    write_atomic(Path(sys.argv[1]), new)
    write_atomic(Path(sys.argv[1]), old)
"""


def test_killed_at_any_instant_the_file_is_old_or_new(tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    path.write_bytes(b"a" * 200_000)
    for n in range(6):
        process = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE)
        assert process.stdout and process.stdout.readline() == b"ready\n"
        time.sleep(0.01 + 0.007 * n)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
        assert path.read_bytes() in (b"a" * 200_000, b"b" * 300_000)


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "facts.csv"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("factcheck.reference.writing.os.fsync", full)
    with pytest.raises(OSError, match="disk full"):
        write_atomic(path, b"new")
    assert path.read_bytes() == b"old" and [p.name for p in tmp_path.iterdir()] == ["facts.csv"]
