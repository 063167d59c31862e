"""Limits from the command line, the environment and a file: merged by name, shown, and named where they stop something."""

import io
import json
from contextlib import redirect_stderr, redirect_stdout

import pytest

from factcheck.cli import main

FACTS = "entity,metric,value,unit,source,as_of\n" + "Acme,employees,340,employee,report,2025-02-01\n" * 5
STORY = "Acme employed 340 people. " * 40


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FACTCHECK_LIMITS", raising=False)
    (tmp_path / "facts.csv").write_text(FACTS)
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": STORY}) + "\n" + json.dumps({"text": STORY[:100]}) + "\n")

    def command(*args):
        said = io.StringIO()
        with redirect_stdout(said), redirect_stderr(said):
            code = main([*args])
        return code, said.getvalue()

    return command


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("claims", "a.txt", "--limit", "file-size=1k"), 2, "a.txt: is larger than 0.001 MB (limit file-size=1k)."),
        (
            ("claims", "a.txt", "--limit", "article-length=1 kB"),
            2,
            "(limit article-length=1k). Split it, or raise it with",
        ),
        (
            ("check", "a.txt", "-r", "facts.csv", "--limit", "facts-rows=4"),
            2,
            "facts.csv: makes it more than 4 rows of facts",
        ),
        (
            ("check", "a.jsonl", "-r", "facts.csv", "--limit", "article-length=200", "-o", "out"),
            3,
            "1 record could not be read",
        ),
        (("claims", "a.txt", "--limit", "filesize=1k"), 2, "no limit is called filesize. Did you mean file-size?"),
        (("claims", "a.txt", "--limit", "file-size"), 2, "limits are given as NAME=N, like file-size=100M."),
        (("claims", "a.txt", "--limit", "file-size=-1"), 2, 'limit file-size = "-1" is no amount above 0.'),
        (("claims", "a.txt", "--limit", "file-size=0"), 2, "is no amount above 0."),
        (("claims", "a.txt", "--limit", "file-size=9e9"), 2, "is no amount above 0."),
    ],
)
def test_a_limit_is_named_where_it_stops_something(run, args, code, said):
    found = run(*args)
    assert found[0] == code and said in found[1], found[1]


def test_an_archive_names_the_record_that_is_too_long(run, tmp_path):
    run("check", "a.jsonl", "-r", "facts.csv", "--limit", "article-length=200", "-o", "out", "--executor", "serial")
    part = json.loads((tmp_path / "out" / "manifest.json").read_text())["parts"][0]
    assert part["articles"] == 1
    assert part["errors"][0].startswith("a.jsonl:1: text is longer than 200 characters (limit article-length=200).")


def test_layers_are_merged_by_name(run, tmp_path, monkeypatch):
    (tmp_path / "factcheck.toml").write_text('[limits]\nfile-size = "30M"\nexpansion = 50\nseconds = 9\n')
    assert "limits     file-size=30M, article-length=5M, facts-rows=10M, expansion=50" in run("config", "show")[1]
    monkeypatch.setenv("FACTCHECK_LIMITS", "expansion=60,seconds=7")
    said = run("config", "show")[1]
    assert "file-size=30M" in said and "expansion=60" in said and "seconds=7" in said and "(FACTCHECK_LIMITS)" in said
    assert run("claims", "a.txt", "--limit", "file-size=1k")[0] == 2
    (tmp_path / "factcheck.toml").write_text("[limits]\nfile-size = true\n")
    code, said = run("claims", "a.txt")
    assert code == 2 and 'factcheck.toml: limit file-size = "True" is no amount above 0.' in said
