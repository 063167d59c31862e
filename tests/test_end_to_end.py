"""The sample article from file to page: its verdicts, its committed report, and what changes when its world changes."""

import csv
import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from factcheck import Article, Reference, check
from factcheck.cli import main
from factcheck.cli.settings import settings
from factcheck.read import read

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "tests" / "articles" / "sample.md"
REFERENCE = ROOT / "reference_data"
# surface -> verdict, reason, correction. The last two numbers, and the month of the report, are wrong on purpose.
GOLDEN = {
    "August 2024": ("contradicted", "period-mismatch", "July 2024"),
    "$13 billion": ("needs-context", "conflicting-facts", None),
    "through 2030": ("supported", "match", None),
    "cut it in half": ("supported", "match-computed", None),
    "by 2030": ("supported", "match", None),
    "$500 billion": ("supported", "match", None),
    "$150 billion": ("contradicted", "value-mismatch", "$100 billion"),
    "$254.1 billion": ("needs-context", "single-secondary", None),
}


@pytest.fixture(scope="module")
def result():
    return check(read(SAMPLE), Reference.load(REFERENCE))


def verdict_of(result, surface):
    mine = [v for v in result.claims if v.claim.main.surface == surface]
    assert len(mine) == 1, [v.claim.main.surface for v in result.claims]
    return mine[0]


@pytest.mark.parametrize("surface", list(GOLDEN))
def test_verdicts_of_the_sample(result, surface):
    found = verdict_of(result, surface)
    correction = found.correction if GOLDEN[surface][2] else None
    assert (found.verdict, found.reason, correction) == GOLDEN[surface], found.steps


def test_nothing_else_in_the_sample_is_a_claim(result):
    assert [v.claim.main.surface for v in result.claims] == list(GOLDEN)
    summary = result.summary
    assert summary["numbers"] == summary["accounted_for"] > len(GOLDEN)


def test_every_verdict_shows_its_work(result):
    for found in result.claims:
        assert found.steps, found.claim.main.surface
        assert found.facts
        assert all(fact.source and fact.file and fact.line > 1 for fact in found.facts)


def test_what_ended_since_is_said_under_later(result):
    for surface in ("through 2030", "cut it in half", "by 2030"):
        later = verdict_of(result, surface).later
        assert later is not None, surface
        assert (later["verdict"], later["reason"]) == ("needs-context", "superseded"), surface


def copy(tmp_path, old=None, new=None):
    """The sample with one thing changed."""
    text = SAMPLE.read_text(encoding="utf-8")
    if old:
        assert text.count(old) == 1
        text = text.replace(old, new)
    path = tmp_path / "copy.md"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_tenth_of_the_money_is_contradicted_by_two_sources(tmp_path):
    result = check(read(copy(tmp_path, "$13 billion", "$1.3 billion")), Reference.load(REFERENCE))
    found = verdict_of(result, "$1.3 billion")
    assert (found.verdict, found.reason) == ("contradicted", "value-mismatch")
    secondary = {fact.source for fact in found.facts if fact.source_rank == "secondary"}
    assert len(secondary) >= 2 or any(fact.source_rank == "primary" for fact in found.facts)


def test_without_facts_nothing_is_accused(tmp_path):
    result = check(read(SAMPLE), Reference.load())
    assert {v.verdict for v in result.claims} == {"no-reference"}
    kept = tmp_path / "reference_data"
    shutil.copytree(REFERENCE, kept)
    for path in (kept / "facts").glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerow(rows[0])
    result = check(read(SAMPLE), Reference.load(kept))
    assert {(v.verdict, v.reason) for v in result.claims} == {("no-reference", "no-fact")}


def test_what_came_later_cannot_judge(tmp_path):
    early = copy(tmp_path, "published: 2025-06-05", "published: 2023-01-01")
    result = check(read(early), Reference.load(REFERENCE))
    for surface in ("August 2024", "$500 billion"):
        found = verdict_of(result, surface)
        assert (found.verdict, found.reason) == ("no-reference", "not-yet-known"), surface
    assert "contradicted" not in {v.verdict for v in result.claims}


def test_an_impossible_expectation_stops_the_rows_it_fails(tmp_path):
    kept = tmp_path / "reference_data"
    shutil.copytree(REFERENCE, kept)
    suite = kept / "suites" / "facts.yaml"
    suite.write_text(
        suite.read_text(encoding="utf-8")
        + "\n- type: expect_column_values_to_be_between\n  kwargs: {column: value, min_value: 1.0e+30}\n"
        + "  meta: {why: nothing can pass this}\n  severity: critical\n",
        encoding="utf-8",
    )
    result = check(read(SAMPLE), Reference.load(kept))
    reasons = {v.claim.main.surface: v.reason for v in result.claims}
    assert reasons["$13 billion"] == reasons["$254.1 billion"] == "reference-failed"


def test_the_committed_report_is_what_the_command_writes(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    out = tmp_path / "sample.html"
    assert main(["check", "tests/articles/sample.md", "-o", str(out), "-o", str(tmp_path / "sample.json")]) == 1
    written, committed = out.read_text(encoding="utf-8"), (ROOT / "reports" / "sample.html").read_text(encoding="utf-8")
    if written != committed:  # without pytest's comparison: two pages of HTML tell nobody anything
        pytest.fail("reports/sample.html is out of date; run: factcheck check tests/articles/sample.md")
    assert json.loads((tmp_path / "sample.json").read_text(encoding="utf-8"))["summary"]["contradicted"] == 2


def blocks(kind):
    """The fenced blocks of the README that are marked with a word."""
    return [b.split("```")[0] for b in (ROOT / "README.md").read_text(encoding="utf-8").split(f"```{kind}\n")[1:]]


def test_the_readme_shows_what_the_report_says(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("COLUMNS", raising=False)
    out = tmp_path / "sample.html"
    main(["check", "tests/articles/sample.md", "--format", "full", "--color", "never", "-o", str(out)])
    printed = capsys.readouterr().out.replace(f"\nReport: {out.as_posix()}", "  Report: reports/sample.html")  # a long path has its own line
    shown = [block.rstrip() for block in blocks("text") if not block.startswith("---")]
    assert len(shown) == 4
    for block in shown:
        assert re.sub(r"\(\d+\.\d s\)", "", block) in re.sub(r"\(\d+\.\d s\)", "", printed)


def test_what_the_readme_says_of_sources_is_so(tmp_path):
    """ "Enter the figure from the filing itself as primary, and the same sentence is contradicted." """
    kept = tmp_path / "reference_data"
    shutil.copytree(REFERENCE, kept)
    path = kept / "facts" / "own.csv"
    path.write_text(
        "entity,metric,value,unit,period,source,as_of,source_rank,decimals\n"
        "Microsoft,revenue,245122,USD million,FY2024,Form 10-K for fiscal year 2024,2024-07-30,primary,-6\n",
        encoding="utf-8",
    )
    found = verdict_of(check(read(SAMPLE), Reference.load(kept)), "$254.1 billion")
    assert (found.verdict, found.reason) == ("contradicted", "value-mismatch")


def test_the_files_in_the_readme_can_be_read(tmp_path, monkeypatch):
    (tmp_path / "facts.csv").write_text(blocks("csv")[0], encoding="utf-8")
    assert [fact.entity for fact in Reference.load(tmp_path / "facts.csv").facts] == ["Acme", "Acme"]
    (tmp_path / "a.md").write_text(next(b for b in blocks("text") if b.startswith("---")) + "Words.\n", encoding="utf-8")
    assert read(tmp_path / "a.md").entity == "Acme"
    tables = blocks("toml")
    sidecar = next(block for block in tables if "layout" in block)
    config = next(block for block in tables if "fail-on" in block)
    (tmp_path / "factcheck.toml").write_text(config, encoding="utf-8")
    folder = tmp_path / "reference_data" / "series"
    folder.mkdir(parents=True)
    (folder / "jobless.csv").write_text(blocks("csv")[1], encoding="utf-8")
    (folder / "jobless.toml").write_text(sidecar, encoding="utf-8")
    article = Article("The unemployment rate in Italy was 9.7% in 2023.", published=date(2025, 3, 1))
    assert check(article, Reference.load(tmp_path / "reference_data")).claims[0].verdict == "contradicted"
    monkeypatch.chdir(tmp_path)
    assert settings({})["fail-on"].value == "needs-context"
