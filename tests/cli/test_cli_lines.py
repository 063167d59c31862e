"""``factcheck check -`` on JSON lines: an article a line in, its verdicts out while more is still to come."""

import io
import json
import os
import sys
import time
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen

import pytest

from factcheck.archive import part
from factcheck.cli import main

ROOT = Path(__file__).resolve().parents[2]
FACTS = "entity,metric,value,unit,period,source,as_of\nAcme,employees,340,employee,2024,Annual report,2025-02-01\n"
RIGHT, WRONG = ({"text": f"Acme employed {n} people in 2024.", "id": n} for n in (340, 430))


@pytest.fixture
def piped(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    (tmp_path / "facts.csv").write_text(FACTS, encoding="utf-8")

    def run(text, *args):
        text = "".join(line if isinstance(line, str) else json.dumps(line) + "\n" for line in text)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode("utf-8"))))
        code = main(["check", "-", "-r", "facts.csv", "--published", "2025-06-05", *args])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.mark.parametrize(
    ("lines", "args", "code", "out", "err"),
    [
        ([RIGHT], [], 0, "", "1 claim, 1 judged: 1 supported"),
        ([RIGHT, WRONG], [], 1, "stdin-2:1:15: contradicted", "2 articles, 2 claims"),
        ([WRONG], ["--column", "name=id"], 1, "430:1:15: contradicted", ""),
        ([WRONG], ["--fail-on", "never"], 0, "stdin-1:1:15: contradicted", ""),
        (["\ufeff", RIGHT, "\n", WRONG], [], 1, "stdin-3:1:15: contradicted", "2 articles"),
        ([RIGHT, "{no\n", WRONG], [], 3, "stdin-3:1:15: contradicted", "error: stdin:2: is no JSON"),
        ([{"answer": "Acme employed 430 people in 2024."}], [], 2, "", "has no text. Name its column: --column text=COLUMN (it has answer)"),
        ([{"answer": "Acme employed 430 people in 2024."}], ["--column", "text=answer"], 1, "contradicted", ""),
        ([{"text": 5}], [], 2, "", "stdin:1: text is no text."),
        (['[{"text": "5 people"}]'], [], 2, "", "jq -c '.[]'"),
        (['{\n  "text": "5 people"\n}'], [], 2, "", "jq -c . FILE"),
        (["[{Note}] Acme employed 430 people in 2024.\n"], [], 1, "stdin:1:24: contradicted", "reports/stdin.html"),
        ([RIGHT], ["--format", "json"], 2, "", "for articles that come as lines use --format jsonl."),
        ([RIGHT], ["--since", "old.json"], 2, "", "--since: for drafts in files; with articles that come as lines on stdin it would do nothing."),
        ([RIGHT], ["-o", "a.html"], 2, "", "a.html: articles that come as lines give lines"),
        (["Acme employed 430 people in 2024.\n"], [], 1, "stdin:1:15: contradicted", "Report: reports/stdin.html"),  # prose
    ],
)  # fmt: skip
def test_lines_in_and_verdicts_out(piped, lines, args, code, out, err):
    got, said, about = piped(lines, *args)
    assert got == code, about
    assert out in said and bool(out) == bool(said)
    assert err in about


def test_results_are_what_each_article_gives_alone(piped):
    code, out, _ = piped([RIGHT, WRONG], "--format", "jsonl", "-o", "kept.jsonl")
    results = [json.loads(line) for line in out.splitlines()]
    assert code == 1 and [r["article"]["name"] for r in results] == ["stdin-1", "stdin-2"]
    assert [r["claims"][0]["verdict"] for r in results] == ["supported", "contradicted"]
    assert Path("kept.jsonl").read_text("utf-8") == out
    assert not Path("reports").exists()


def test_a_line_that_breaks_the_program_costs_only_itself(piped, monkeypatch):
    real = part.check_many

    def breaks(articles, *rest):
        if any("boom" in a.text for a in articles):
            raise ZeroDivisionError("inside")
        return real(articles, *rest)

    monkeypatch.setattr(part, "check_many", breaks)
    code, out, err = piped([WRONG, {"text": "boom 5%"}, WRONG])
    assert code == 3 and [line.split(":")[0] for line in out.splitlines()] == ["stdin-1", "stdin-3"]
    assert "error: stdin-2: internal error (ZeroDivisionError: inside)." in err


def command(*args):
    return [sys.executable, "-m", "factcheck", "check", "-", "-r", "facts.csv", "--published", "2025-06-05", *args]


def test_a_line_is_answered_before_the_next_one_comes(piped, tmp_path):
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    with Popen(command("--format", "jsonl"), stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=env, cwd=tmp_path) as process:
        for line in (RIGHT, WRONG):
            process.stdin.write(json.dumps(line).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["claims"][0]["surface"] == str(line["id"])
        process.stdin.close()
        assert process.wait(20) == 1


def test_an_endless_stream_ends_when_nobody_reads_on(piped, tmp_path):
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    with Popen(command(), stdin=PIPE, stdout=PIPE, stderr=PIPE, env=env, cwd=tmp_path) as process:
        process.stdin.write(json.dumps(WRONG).encode() + b"\n")
        process.stdin.flush()
        assert b"contradicted" in process.stdout.readline()
        process.stdout.close()
        began = time.monotonic()
        try:
            while process.poll() is None and time.monotonic() - began < 20:
                process.stdin.write(json.dumps(WRONG).encode() + b"\n")
                process.stdin.flush()
                time.sleep(0.02)
        except BrokenPipeError:
            pass
        assert process.wait(20) == 1
        assert b"Traceback" not in process.stderr.read()


def test_an_archive_prints_its_results_where_asked(piped, tmp_path, capsys):
    Path("news.jsonl").write_text(json.dumps(RIGHT) + "\n" + json.dumps(WRONG) + "\n", encoding="utf-8")
    asked = ["check", "news.jsonl", "-r", "facts.csv", "--executor", "serial", "-o", "results"]
    assert main([*asked, "--format", "jsonl"]) == 1
    said = capsys.readouterr()
    assert said.out == Path("results/part-000001.jsonl").read_text("utf-8")
    assert "2 articles, 2 claims, 2 judged: 1 contradicted, 1 supported" in said.err
    assert main([*asked, "--format", "github"]) == main([*asked, "--verdict", "contradicted"]) == 2
    assert "--verdict: for drafts in files; with an archive it would do nothing." in capsys.readouterr().err
