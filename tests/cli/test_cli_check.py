"""``factcheck check`` and its neighbours as a user meets them: streams, exit codes, files, and what went wrong."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck.cli import main

FACTS = """entity,metric,value,unit,period,source,as_of,source_rank
Acme,revenue,12,USD million,2024,Annual report 2024,2025-02-01,primary
Acme,employees,340,employee,2024-12-31,Annual report 2024,2025-02-01,primary
"""
RIGHT = "---\npublished: 2025-03-01\n---\nAcme's revenue was $12 million in 2024.\n"
WRONG = "---\npublished: 2025-03-01\n---\nAcme's revenue was $15 million in 2024.\n"
UNKNOWN = "---\npublished: 2025-03-01\n---\nAcme's rent was $4 million in 2024.\n"


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    for variable in list(os.environ):
        if variable.startswith("FACTCHECK_") or variable in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
            monkeypatch.delenv(variable)
    put("reference_data/facts/acme.csv", FACTS)
    put("right.md", RIGHT)
    put("wrong.md", WRONG)
    put("unknown.md", UNKNOWN)
    return tmp_path


def put(path, content):
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))


def run(capsys, *args):
    code = main(list(args))
    said = capsys.readouterr()
    assert "Traceback" not in said.err + said.out
    return code, said.out, said.err


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["right.md"], 0),
        (["wrong.md"], 1),
        (["unknown.md"], 0),
        (["unknown.md", "--fail-on", "no-reference"], 1),
        (["wrong.md", "--fail-on", "needs-context"], 1),
        (["wrong.md", "--fail-on", "never"], 0),
        (["right.md", "wrong.md"], 1),
        (["wrong.md", "-r", "reference_data/facts/acme.csv"], 1),
        (["right.md", "missing.md"], 3),
        (["wrong.md", "missing.md"], 3),
        (["missing.md"], 2),
        (["right.md", "-r", "nowhere"], 2),
        (["right.md", "--fail-on", "sometimes"], 2),
        (["right.md", "--published", "5 June"], 2),
        (["right.md", "--nope"], 2),
        ([], 2),
    ],
)
def test_exit_codes(desk, capsys, args, code):
    assert run(capsys, "check", *args)[0] == code


def test_findings_go_to_stdout_and_the_rest_to_stderr(desk, capsys):
    code, out, err = run(capsys, "check", "wrong.md", "right.md")
    assert code == 1
    assert len(out.splitlines()) == 1
    assert out.startswith("wrong.md:4:20: contradicted value-mismatch ")
    assert "claim=15000000 ref=12000000 delta=-3000000 facts/acme.csv:2" in out
    assert err.splitlines()[0].startswith("2 articles, ")
    assert err.splitlines()[1].startswith("4 of 4 numbers accounted for.  Reports: reports/index.html")
    names = sorted(p.name for p in Path("reports").iterdir())
    assert names == ["index.html", "right.html", "right.json", "wrong.html", "wrong.json"]


def test_quiet_says_findings_only(desk, capsys):
    code, out, err = run(capsys, "wrong.md", "-q")
    assert (code, len(out.splitlines()), err) == (1, 1, "")


def test_outputs_by_suffix(desk, capsys):
    wanted = ["r.html", "r.json", "r.jsonl", "r.sarif", "r.md", "r.csv"]
    run(capsys, "check", "wrong.md", *(x for name in wanted for x in ("-o", name)))
    assert all(Path(name).stat().st_size > 50 for name in wanted)
    assert not Path("reports").exists()
    assert json.loads(Path("r.json").read_text(encoding="utf-8")) == json.loads(
        Path("r.jsonl").read_text(encoding="utf-8")
    )
    assert "15 million" in Path("r.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["json", "jsonl", "sarif", "github", "csv", "full", "concise"])
def test_formats_print_one_thing(desk, capsys, form):
    code, out, _ = run(capsys, "check", "wrong.md", "--format", form)
    assert code == 1
    assert "value-mismatch" in out
    assert "\x1b" not in out
    if form in ("json", "sarif"):
        json.loads(out)


def test_several_articles_are_not_one_json(desk, capsys):
    code, out, err = run(capsys, "check", "wrong.md", "right.md", "--format", "json")
    assert (code, out) == (2, "")
    assert "use --format jsonl" in err
    code, out, _ = run(capsys, "check", "wrong.md", "right.md", "--format", "jsonl")
    assert [json.loads(line)["article"]["name"] for line in out.splitlines()] == ["wrong.md", "right.md"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.md", b"", "error: empty.md: empty."),
        ("q3.bin", b"ab\0", "error: q3.bin: looks like a binary file (NUL at byte 2)."),
        ("old.txt", "Société".encode("cp1252"), "error: old.txt:1:5: byte 0xE9 is not UTF-8."),
        ("rigth.md", None, "error: rigth.md: no such file. Did you mean right.md?"),
        ("x\x1b]0;y.md", None, "error: x\\x1b]0;y.md: no such file."),
    ],
)
def test_unreadable_articles(desk, capsys, name, content, said):
    if content is not None:
        put(name, content)
    code, out, err = run(capsys, "check", name)
    assert (code, out) == (2, "")
    assert err.startswith(said)
    assert len(err.splitlines()) == 1
    assert not Path("reports").exists()


def test_all_unreadable_articles_are_told_up_to_twenty(desk, capsys):
    code, _, err = run(capsys, "check", *(f"gone-{i}" for i in range(25)))
    assert code == 2
    assert len(err.splitlines()) == 21
    assert err.splitlines()[-1] == "error: … and 5 more, 25 in all."


HEADER = "entity,metric,value,unit,period,source,as_of"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("entity,metric,value,unit,source\nA,b,1,USD,s\n", "as_of"),
        (f"{HEADER}\nA,b,1,USD,2024,s,2025-01-01,extra\n", "facts/bad.csv:2:29: 8 values, header has 7."),
        (f"{HEADER}\nA,b,1,USD,2024,s,2025-13-40\n", 'facts/bad.csv:2:18 (as_of): "2025-13-40" is not a date.'),
        (f"{HEADER}\nA,b,1,USD,2024,,2025-01-01\n", "facts/bad.csv:2:16 (source): empty."),
        (f"{HEADER}\nA,b,1,USD milion,2024,s,2025-01-01\n", 'malformed unit "USD milion". Did you mean "USD million"?'),
        (f"{HEADER}\nSociété,b,1,USD,2024,s,2025-01-01\n".encode("cp1252"), "byte 0xE9 is not UTF-8"),
        (f"{HEADER}\nA,b,1,USD,2024,s,2025-01-01\nA,b,2,USD,2024,s,2025-01-01\n", "two values for A"),
    ],
)
def test_unreadable_facts_stop_everything(desk, capsys, text, said):
    put("reference_data/facts/bad.csv", text)
    code, out, err = run(capsys, "check", "right.md")
    assert (code, out) == (2, "")
    assert said in err
    assert not Path("reports").exists()


def test_facts_in_another_encoding(desk, capsys):
    put("eu.csv", f"{HEADER}\nSociété,revenue,12,USD,2024,s,2025-01-01\n".encode("cp1252"))
    put("eu.md", "---\npublished: 2025-03-01\n---\nSociété's revenue was $12 in 2024.\n")
    code, _, err = run(capsys, "check", "eu.md", "-r", "eu.csv")
    assert code == 2
    assert "Re-run with --facts-encoding windows-1252" in err
    code, out, _ = run(capsys, "check", "eu.md", "-r", "eu.csv", "--facts-encoding", "windows-1252", "--verdict", "all")
    assert (code, "supported match" in out) == (0, True)


@pytest.mark.parametrize("kept", [[], ["reference_data"], ["reference_data/facts/empty.csv"]])
def test_without_facts_nothing_is_judged_and_that_is_said(desk, capsys, kept):
    Path("reference_data/facts/acme.csv").unlink()
    if kept == ["reference_data/facts/empty.csv"]:
        put(kept[0], HEADER + "\n")
    elif not kept:
        Path("reference_data/facts").rmdir()
        Path("reference_data").rmdir()
    code, out, err = run(capsys, "check", "wrong.md")
    assert code == 0
    assert "no-reference no-fact" in out
    assert "warning: reference_data" in err or kept == ["reference_data/facts/empty.csv"]


def test_config_alone_shows_the_settings(desk, capsys):
    bare, shown = run(capsys, "config"), run(capsys, "config", "show")
    assert bare == shown and bare[0] == 0 and bare[1].startswith("reference ")


def test_an_empty_file_beside_others_is_worth_no_line(desk, capsys):
    put("reference_data/facts/facts.csv", FACTS.splitlines(keepends=True)[0])
    assert "no rows" not in run(capsys, "check", "right.md")[2]
    assert "no rows under the header" in run(capsys, "facts", "validate")[1]
    Path("reference_data/facts/acme.csv").unlink()
    assert "no rows under the header" in run(capsys, "check", "right.md")[2]


def test_a_text_without_a_date_is_said_once(desk, capsys):
    put("undated.txt", "Acme's revenue was $12 million in 2024.\n")
    _, _, err = run(capsys, "check", "undated.txt")
    assert err.count("no date of publication") == 1
    assert "no date of publication" not in run(capsys, "check", "undated.txt", "--as-of", "2025-03-01")[2]


def test_what_was_written_is_no_article_of_the_next_run(desk, capsys):
    told = [run(capsys, "check", ".", "--format", "concise") for _ in range(2)]
    assert told[0][:2] == told[1][:2]
    assert told[1][2].startswith("3 articles, ")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Vans\n\nBy A. Bee\nPublished 14 March 2025, 06:00 GMT\n\n", 'Line 4 says "14 March 2025": if that is the day, give --published 2025-03-14.'),
        ("Vans\nFriday, March 14, 2025\n", 'Line 2 says "Friday, March 14, 2025"'),
        ("Vans\nUpdated: 2025-03-14 10:00\n", 'Line 2 says "2025-03-14"'),
        ("Vans\nIt was founded on 14 March 2005.\n", "on file. Give --published YYYY-MM-DD."),
        ("Vans\nIn March 2025\n", "on file. Give --published YYYY-MM-DD."),
    ],
    ids=["byline", "weekday", "iso", "a sentence", "a month"],
)  # fmt: skip
def test_a_line_that_is_a_date_is_offered_but_not_taken(desk, capsys, text, says):
    put("undated.txt", text + "Acme's revenue was $12 million in 2024.\n")
    _, out, err = run(capsys, "check", "undated.txt", "--format", "json")
    assert says in err
    assert json.loads(out)["article"]["published"] is None


def test_no_subcommand_means_check(desk, capsys):
    assert run(capsys, "wrong.md")[1] == run(capsys, "check", "wrong.md")[1]
    assert run(capsys, "-q", "wrong.md")[0] == 1
    assert run(capsys, "--version") == (0, "factcheck 0.1.0\n", "")


def test_claims_need_no_reference(desk, capsys):
    code, out, _ = run(capsys, "claims", "wrong.md")
    assert code == 0
    assert out.startswith('wrong.md:4:20: "$15 million" level  Acme · revenue · 2024')
    code, out, _ = run(capsys, "claims", "wrong.md", "--format", "json")
    assert json.loads(out)["claims"][0]["value"] == "15000000"


def test_a_stored_result_is_rendered_again(desk, capsys):
    run(capsys, "check", "wrong.md")
    code, out, err = run(capsys, "report", "reports/wrong.json", "--article", "wrong.md", "-o", "again.html")
    assert (code, out) == (0, "")
    assert Path("again.html").read_bytes() == Path("reports/wrong.html").read_bytes()
    code, out, _ = run(capsys, "report", "reports/wrong.json")
    assert out.startswith("wrong.md:4:20: contradicted")
    assert run(capsys, "report", "reports/wrong.json", "--format", "github")[1].startswith("::error file=wrong.md,line=4")
    code, out, err = run(capsys, "report", "reports/wrong.json", "--format", "sarif", "-o", "again.md")
    assert (code, json.loads(out)["version"], "wrote again.md" in err) == (0, "2.1.0", True)
    assert run(capsys, "report", "reports/wrong.json", "--format", "sarf")[0] == 2
    code, _, err = run(capsys, "report", "reports/wrong.json", "--article", "right.md")
    assert code == 2
    assert "the text is not the one that was checked" in err
    assert run(capsys, "report", "gone.json")[0] == 2
    assert run(capsys, "report", "wrong.md")[0] == 2


def test_which_verdicts_are_printed(desk, capsys):
    assert run(capsys, "check", "right.md")[1] == ""
    assert "supported match" in run(capsys, "check", "right.md", "--verdict", "supported")[1]
    assert "supported match" in run(capsys, "check", "right.md", "--verdict", "all")[1]
    assert run(capsys, "check", "wrong.md", "--verdict", "supported,needs-context")[:2] == (1, "")
    code, _, err = run(capsys, "check", "wrong.md", "--verdict", "suported")
    assert code == 2
    assert "Did you mean supported?" in err


def test_same_input_same_bytes(desk, capsys):
    run(capsys, "check", "wrong.md", "-o", "one")
    run(capsys, "check", "wrong.md", "-o", "two")
    for name in ("wrong.html", "wrong.json"):
        one = Path("one", name).read_bytes()
        assert one == Path("two", name).read_bytes()
        assert str(desk).encode() not in one


def test_an_internal_error_is_one_line(desk, capsys, monkeypatch):
    def fail(*args):
        raise KeyError("unheard of")

    monkeypatch.setattr("factcheck.cli.check.check_many", fail)
    code, out, err = run(capsys, "check", "wrong.md")
    assert (code, out) == (4, "")
    assert err.startswith("error: internal: KeyError: 'unheard of'. The details are in ")
    assert len(err.splitlines()) == 1
    assert "Traceback" in (desk / ".cache" / "factcheck" / "error.log").read_text(encoding="utf-8")
    with pytest.raises(KeyError):
        main(["check", "wrong.md", "--traceback"])


def test_a_computed_reference_is_told_as_computed_not_as_one_of_its_facts(desk, capsys):
    earlier = FACTS + "Acme,revenue,10,USD million,2023,Annual report 2024,2025-02-01,primary\n"
    put("reference_data/facts/acme.csv", earlier)
    put("growth.md", "---\npublished: 2025-03-01\n---\nAcme's revenue rose 30% in 2024.\n")
    assert " claim=30 ref=20% delta=-10 " in run(capsys, "check", "growth.md")[1]


def test_ctrl_c(desk, capsys, monkeypatch):
    def stop(*args):
        raise KeyboardInterrupt

    monkeypatch.setattr("factcheck.cli.check.check_many", stop)
    code, out, err = run(capsys, "check", "wrong.md")
    assert (code, out, err) == (130, "", "interrupted\n")


def test_ctrl_c_keeps_the_articles_that_are_done(desk, capsys, monkeypatch):
    from factcheck.pipeline import check_many

    def stops_at_the_second(articles, *rest):
        yield next(check_many(articles, *rest))
        raise KeyboardInterrupt

    monkeypatch.setattr("factcheck.cli.check.check_many", stops_at_the_second)
    code, out, err = run(capsys, "check", "wrong.md", "right.md", "-o", "out", "-o", "all.jsonl")
    assert (code, out, err) == (130, "", "1 of 2 articles were checked\ninterrupted\n")
    assert sorted(p.name for p in Path("out").iterdir()) == ["wrong.html", "wrong.json"]
    assert json.loads(Path("out/wrong.json").read_text(encoding="utf-8"))["complete"] is False
    assert [json.loads(line)["complete"] for line in Path("all.jsonl").read_text(encoding="utf-8").splitlines()] == [False]
    code, out, err = run(capsys, "check", "wrong.md", "right.md")
    assert (code, out) == (130, "") and not Path("reports").exists()
    assert err.startswith("1 of 2 articles were checked; nothing was written, since no -o was given")


@pytest.mark.parametrize(
    ("args", "findings", "code"),
    [
        ([], ["value-mismatch", "no-fact"], 1),
        (["--ignore", "value-mismatch"], ["no-fact"], 0),
        (["--ignore", "contradicted,no-fact"], [], 0),
        (["--select", "contradicted"], ["value-mismatch"], 1),
        (["--select", "no-reference", "--ignore", "no-fact"], [], 0),
        (["--select", "value-mismatch,no-fact"], ["value-mismatch", "no-fact"], 1),
    ],
)
def test_select_and_ignore_decide_what_counts_as_a_finding(desk, capsys, args, findings, code):
    put("both.md", WRONG + "Acme's rent was $4 million in 2024.\n")
    got, out, err = run(capsys, "check", "both.md", *args)
    assert (got, [line.split()[2] for line in out.splitlines()]) == (code, findings)
    assert (f"not shown: {2 - len(findings)} by --select" in err) == (len(findings) < 2)
    kept = json.loads(Path("reports/both.json").read_text(encoding="utf-8"))["claims"]
    assert {"value-mismatch", "no-fact"} <= {claim["reason"] for claim in kept}  # the files keep every claim


def test_select_and_ignore_know_their_codes(desk, capsys, monkeypatch):
    code, _, err = run(capsys, "check", "wrong.md", "--ignore", "value-mismach")
    assert code == 2
    assert err == 'error: --ignore: "value-mismach" is no verdict and no reason. Did you mean value-mismatch? List: factcheck explain\n'
    put("factcheck.toml", 'ignore = "value-mismatch"\n')
    assert run(capsys, "check", "wrong.md")[0] == 0
    assert run(capsys, "check", "wrong.md", "--ignore", "no-fact")[0] == 1  # the command line wins
    put("factcheck.toml", '[per-entity.Acme]\nfiscal-year-end = "06-30"\n')
    code, _, err = run(capsys, "check", "wrong.md")
    assert code == 2 and "unknown key per-entity. What holds for one entity (fiscal_year_end" in err


def test_progress_is_told_after_a_while_and_taken_away(capsys, monkeypatch):
    from factcheck.cli import progress

    def told(terminal, seconds, total=3, wanted=True):
        monkeypatch.setattr(progress, "is_terminal", lambda stream: terminal)
        now = iter(range(100))
        list(progress.Progress(total, wanted, lambda: next(now) * seconds).over("abc"))
        return capsys.readouterr().err

    assert told(True, 0.1) == ""  # over before anybody wonders
    assert told(True, 1.0) == "\r\x1b[Kchecking 1/3 articles  1.0 s\r\x1b[Kchecking 2/3 articles  2.0 s\r\x1b[Kchecking 3/3 articles  3.0 s\r\x1b[K"
    assert told(False, 6.0) == "checking 2/3 articles  12.0 s\n"
    assert told(True, 1.0, total=1) == told(True, 1.0, wanted=False) == ""


COMMAND = [sys.executable, "-m", "factcheck"]
ROOT = str(Path(__file__).resolve().parents[2])


def test_a_pipe_that_closes_early_is_no_error(desk):
    put("many.md", RIGHT + "\n".join(f"Acme's rent was ${i} million in 2024." for i in range(2, 400)))
    pipe = subprocess.Popen(
        [*COMMAND, "check", "many.md"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": ROOT},
    )
    assert pipe.stdout.readline()
    pipe.stdout.close()
    err = pipe.stderr.read().decode()
    assert pipe.wait() == 0
    assert "Broken" not in err
    assert Path("reports/many.html").exists()


def test_a_pipe_that_takes_both_streams_may_close_too(desk):
    """``factcheck check … 2>&1 | head -1`` ends with the verdict's exit code."""
    put("many.md", WRONG + "\n".join(f"Acme's rent was ${i} million in 2024." for i in range(2, 400)))
    env = {**os.environ, "PYTHONPATH": ROOT}
    pipe = subprocess.Popen([*COMMAND, "check", "many.md"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=env)
    assert pipe.stdout.readline()
    pipe.stdout.close()
    assert pipe.wait() == 1
    put("few.md", RIGHT)
    pipe = subprocess.Popen([*COMMAND, "check", "few.md"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=env)
    pipe.stdout.close()
    assert pipe.wait() == 0


def test_stdin(desk):
    done = subprocess.run(
        [*COMMAND, "check", "-"],
        input=WRONG.encode(),
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": ROOT},
    )
    assert done.returncode == 1
    assert done.stdout.startswith(b"stdin:4:20: contradicted")
    assert Path("reports/stdin.html").exists()


FULL = Path("/dev/full")  # every write to it fails as on a full disk


@pytest.mark.skipif(not FULL.exists(), reason="no /dev/full here")
@pytest.mark.parametrize("args", [["check", "wrong.md"], ["claims", "wrong.md"], ["facts", "list"], ["units"], ["explain"]])
def test_a_full_disk_is_told_and_is_no_fault_of_the_program(desk, args):
    env = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    with FULL.open("w") as full:
        done = subprocess.run([sys.executable, "-m", "factcheck", *args], stdout=full, stderr=subprocess.PIPE, env=env, text=True)
    assert done.returncode == 2, done.stderr
    assert "error: output: cannot be written (no space left on device)." in done.stderr
    assert "internal" not in done.stderr and "Traceback" not in done.stderr and "Exception ignored" not in done.stderr


def test_findings_are_told_where_the_report_cannot_be_written(desk, capsys):
    Path("reports").write_text("a file where the folder should be", encoding="utf-8")
    code, out, err = run(capsys, "check", "wrong.md")
    assert code == 2 and "contradicted value-mismatch" in out
    assert err.splitlines()[-1].startswith("error: reports/wrong.") and err.endswith("Give another place: -o PATH\n")
    assert "Report:" not in err


def test_a_folder_of_facts_that_cannot_be_written_is_told_by_the_name_of_the_file(desk, capsys, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device", "/x/.facts.csv.a1b2c3d4.part")

    monkeypatch.setattr("factcheck.cli.facts_files.write_atomic", full)
    put("more.csv", FACTS.replace("Acme", "Globex"))
    code, _, err = run(capsys, "facts", "merge", "more.csv")
    assert (code, err) == (2, "error: facts.csv: cannot be written (no space left on device). What was there is as it was.\n")


def test_a_report_is_made_of_results_only(desk, capsys):
    run(capsys, "check", "wrong.md")
    code, _, err = run(capsys, "report", "reports/wrong.html")
    assert code == 2 and err.endswith("is no JSON, so no result that factcheck check wrote. Did you mean reports/wrong.json?\n")
    assert run(capsys, "report", "wrong.md")[2].endswith("is no JSON, so no result that factcheck check wrote.\n")
