"""Sign-offs merged, drafts compared, findings left out: what the next check, the page and the exit codes make of them."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from reviewing import DRAFT, FACTS, HEAD, put

from factcheck.cli import main
from factcheck.report.json import SIGNOFF_SCHEMA
from factcheck.review import Decision, SignoffError, find_ignores, read_sheet, read_signoff
from factcheck.review.store import Entry, Store

AT = "2025-03-02T08:00:00Z"


@pytest.fixture(autouse=True)
def desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    put("reference_data/facts/lindmar.csv", FACTS)
    put("draft.md", DRAFT)


def run(capsys, *args: str) -> tuple[int, str, str]:
    code = main(list(args))
    said = capsys.readouterr()
    return code, said.out, said.err


def check(capsys, *args: str) -> tuple[int, str, str]:
    return run(capsys, "check", "draft.md", *args)


def row(surface: str, path: str = "reports/draft.json") -> Any:
    return next(r for r in read_sheet(Path(path)).rows if surface in r.surface)


def sign(path: str, *decisions: dict[str, Any], sheet: str = "reports/draft.json") -> str:
    """A sign-off as the page saves it: (surface, decision, initials…) each."""
    about = read_sheet(Path(sheet))
    entries = []
    for given in decisions:
        r = row(given["on"], sheet)
        entry = {name: getattr(r, name) for name in ("identity", "content", "evidence", "verdict", "reason")}
        entry |= {"claim": r.id, "decision": "keep", "why": None, "initials": "AB", "note": "", "decided_at": AT}
        entries.append(entry | {k: v for k, v in given.items() if k != "on"})
    body = {"schema_version": 1, "article": {"name": about.article, "sha256": about.sha256}, "result": about.result, "saved_at": AT, "decisions": entries}
    Draft202012Validator(json.loads(SIGNOFF_SCHEMA.read_text(encoding="utf-8"))).validate(body)
    put(path, json.dumps(body))
    return path


def test_what_is_open_is_told_before_anybody_signed(capsys):
    check(capsys)
    code, out, err = run(capsys, "signoff", "reports/draft.html")
    assert code == 1 and out.startswith("draft.md: 0 of 3 claims signed, 3 open") and err == ""
    assert not Path("reports/draft.signoff.json").exists()
    sign("reports/draft.signoff.json", {"on": "$15"})
    assert run(capsys, "signoff", "reports/draft.html")[1].startswith("draft.md: 1 of 3 claims signed, 2 open")


def test_every_decision_ever_made_is_a_row_of_csv(capsys):
    assert run(capsys, "review", "--history") == (2, "", "error: reports/review.sqlite3: no such file. factcheck review keeps it beside the reports.\n")
    check(capsys)
    store = Store(Path("reports/review.sqlite3"))
    made = [("AB", "keep", "=1+1"), ("AB", "wrong", ""), ("CD", "accept", 'said "fine", twice')]
    for n, (who, what, memo) in enumerate(made):
        decision = Decision("c1", "i", "c", None, "contradicted", "value-mismatch", what, None, who, memo, AT)
        store.add([Entry(f"ticket{n}", "draft.html", "hash", "s1", decision)])
    store.close()
    code, out, _ = run(capsys, "review", "reports", "--history")
    told = list(csv.DictReader(out.splitlines()))
    assert code == 0
    assert [(r["initials"], r["decision"], r["note"]) for r in told] == [("AB", "keep", "'=1+1"), *made[1:]]
    assert {(r["decided_at"], r["report"], r["claim"], r["verdict"]) for r in told} == {(AT, "draft.html", "c1", "contradicted")}


def test_reviewers_are_merged_and_what_is_open_is_told(capsys):
    check(capsys)
    a = sign("ab.json", {"on": "$15"}, {"on": "360", "decision": "ask", "note": "since\nwhen?"})
    b = sign("cd.json", {"on": "$15", "decision": "accept", "initials": "CD"}, {"on": "360", "decision": "ask", "initials": "CD"})
    code, out, err = run(capsys, "signoff", "reports/draft.html", a, b)
    assert code == 1
    lines = out.splitlines()
    total = len(read_sheet(Path("reports/draft.json")).rows)
    assert lines[0] == f"draft.md: 1 of {total} claims signed, {total - 2} open, 1 disputed, 0 decisions lapsed"
    assert lines[1] == 'disputed draft.md:4:23 contradicted value-mismatch "$15 million"  AB: keep as is; CD: accept'
    assert lines[2].startswith("ask      draft.md:") and lines[2].endswith("AB: ask author (“since when?”); CD: ask author")
    assert any(line.startswith("open     draft.md:8:") and "no-reference" in line for line in lines)
    assert "wrote reports/draft.signoff.json" in err
    merged = json.loads(Path("reports/draft.signoff.json").read_text(encoding="utf-8"))
    Draft202012Validator(json.loads(SIGNOFF_SCHEMA.read_text(encoding="utf-8"))).validate(merged)
    assert [(d["initials"], d["decision"]) for d in merged["decisions"]] == [("AB", "keep"), ("CD", "accept"), ("AB", "ask"), ("CD", "ask")]
    again = run(capsys, "signoff", "reports/draft.json", "reports/draft.signoff.json")
    assert again[:2] == (code, out)


def test_all_signed_is_exit_code_0_and_the_latest_word_of_a_reviewer_counts(capsys):
    check(capsys)
    surfaces = [r.surface for r in read_sheet(Path("reports/draft.json")).rows]
    first = sign("one.json", *({"on": s, "decision": "accept"} for s in surfaces))
    second = sign("two.json", {"on": "360", "decision": "wrong", "why": "wrong-reading", "decided_at": "2025-03-03T08:00:00+01:00"})
    code, out, _ = run(capsys, "signoff", "reports/draft.json", second, first, "-o", "all.json")
    assert code == 0
    assert "0 open, 0 disputed" in out
    assert out.splitlines()[-1] == "The checker is wrong: 1 (1 wrong reading)"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda: put("draft.md", DRAFT.replace("360", "380")), "its words changed"),
        (lambda: put("reference_data/facts/lindmar.csv", FACTS.replace("340", "330")), "the fact behind it changed"),
        (lambda: put("draft.md", DRAFT.replace("Lindmar has 360 employees.\n\n", "")), "the claim is gone"),
    ],
)
def test_decisions_lapse(capsys, change, why):
    check(capsys)
    saved = sign("ab.json", {"on": "360"}, {"on": "360", "decision": "ask", "initials": "CD"})
    change()
    code, out, err = check(capsys, "--accepted", saved)
    assert code == 1
    assert "2 decisions lapsed" in err and "not shown" not in err
    code, out, _ = run(capsys, "signoff", "reports/draft.json", saved, "-o", "new.json")
    assert next(line for line in out.splitlines() if line.startswith("lapsed")).endswith(f"AB: keep as is; CD: ask author; {why}")
    assert len(json.loads(Path("new.json").read_text())["decisions"]) == 2  # no word is lost


@pytest.mark.parametrize(
    ("decision", "hidden"),
    [("keep", True), ("wrong", True), ("ask", False), ("accept", False)],  # the fix is accepted, but not in the text yet
)
def test_what_was_signed_as_it_is_is_left_out(capsys, decision, hidden):
    put("draft.md", HEAD + "Lindmar's revenue was $15 million in 2024.\n")
    put("reference_data/facts/lindmar.csv", FACTS)
    assert check(capsys)[0] == 1
    saved = sign("ab.json", {"on": "$15", "decision": decision})
    code, out, err = check(capsys, "--accepted", saved)
    assert (code, "$15" not in out, "1 signed as they are" in err) == ((0, True, True) if hidden else (1, False, False))
    stored = json.loads(Path("reports/draft.json").read_text(encoding="utf-8"))
    assert stored["summary"]["contradicted"] == 1  # left out of findings, never out of data
    assert ("Signed as it is (AB" in Path("reports/draft.html").read_text(encoding="utf-8")) is hidden


def test_a_disputed_claim_is_not_left_out(capsys):
    check(capsys)
    saved = [sign("ab.json", {"on": "360"}), sign("cd.json", {"on": "360", "decision": "ask", "initials": "CD"})]
    assert "360" in check(capsys, "--accepted", saved[0], "--accepted", saved[1])[1]
    assert "360" not in check(capsys, "--accepted", saved[0])[1]


def test_drafts_are_compared_by_what_claims_are_about(capsys):
    check(capsys)
    Path("reports/draft.json").rename("old.json")
    put("draft.md", DRAFT.replace("360", "340").replace("Lindmar's rent", "Lindmar's revenue was $11 million in 2023.\n\nGlamar's rent"))
    check(capsys, "--since", "old.json")
    code, out, _ = run(capsys, "diff", "old.json", "reports/draft.json")
    assert code == 1
    told = {line.split()[0]: line for line in out.splitlines()}
    assert told["changed"].endswith('(was "360 employees" contradicted value-mismatch)') or '(was "360' in told["changed"]
    assert '"$11 million"' in told["new"] or '"$11 million"' in out
    assert "$15 million" not in out  # as before, though a claim came in front of others
    code, out, _ = run(capsys, "diff", "old.json", "reports/draft.json", "--format", "json")
    data = json.loads(out)
    assert data["summary"]["changed"] >= 1 and {c["kind"] for c in data["changes"]} <= {"new", "changed", "moved", "fact", "gone"}
    page = Path("reports/draft.html").read_text(encoding="utf-8")
    assert 'id="since"' in page and "Changed since the last draft; it was" in page
    assert run(capsys, "diff", "old.json", "old.json")[0] == 0


def test_a_date_that_was_put_right_is_a_change(capsys):
    text = DRAFT + "\nThe plant opened in August 2023.\n\nLindmar's rent was $5 million in 2022.\n"
    put("draft.md", text)
    check(capsys)
    Path("reports/draft.json").rename("old.json")
    put("draft.md", text.replace("August", "July"))
    check(capsys)
    out = run(capsys, "diff", "old.json", "reports/draft.json")[1]
    assert '"July 2023"  (was "August 2023")' in out
    assert out.splitlines()[-1].split(": ")[1].startswith("1 changed, ")


def test_a_new_fact_moves_a_verdict(capsys):
    check(capsys)
    Path("reports/draft.json").rename("old.json")
    put("reference_data/facts/lindmar.csv", FACTS.replace(",340,", ",360,"))
    check(capsys)
    code, out, _ = run(capsys, "diff", "old.json", "reports/draft.json")
    assert code == 1
    assert "(was contradicted value-mismatch)" in out and out.startswith("moved")


BAD = [
    ("{", "not JSON"),
    ("[]", "not a factcheck sign-off"),
    ("[" * 100_000, "not JSON"),
    ('{"schema_version": 2, "decisions": []}', "not a factcheck sign-off"),
    ('{"schema_version": 1, "decisions": []}', "article: name and sha256"),
]


@pytest.mark.parametrize(("text", "message"), BAD)
def test_what_is_no_signoff_is_refused_in_one_line(capsys, text, message):
    check(capsys)
    put("bad.json", text)
    code, out, err = run(capsys, "signoff", "reports/draft.json", "bad.json")
    assert (code, out) == (2, "")
    assert err.startswith(f"error: bad.json: {message}") and err.count("\n") == 1
    assert check(capsys, "--accepted", "bad.json")[0] == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [("decision", "maybe"), ("why", 3), ("initials", "A" * 17), ("note", "n" * 2001), ("decided_at", "yesterday"), ("identity", None), ("evidence", 7)],
)
def test_every_field_of_a_decision_is_looked_at(capsys, field, value):
    check(capsys)
    data = json.loads(Path(sign("ab.json", {"on": "360"})).read_text())
    data["decisions"][0][field] = value
    with pytest.raises(SignoffError, match=rf"decisions\[0\].{field}"):
        read_signoff(json.dumps(data))


def test_a_result_whose_claims_are_no_texts_is_refused(capsys):
    check(capsys)
    whole = json.loads(Path("reports/draft.json").read_text())
    for name, value in (("identity", ["i"]), ("content", {}), ("surface", None), ("verdict", 1)):
        first, *others = whole["claims"]
        put("bad.json", json.dumps({**whole, "claims": [{**first, name: value}, *others]}))
        assert run(capsys, "diff", "bad.json", "bad.json")[::2] == (
            2, f"error: bad.json: not a factcheck result (TypeError: {name} is no text).\n",
        )  # fmt: skip


def test_no_report_is_refused(capsys):
    put("x.html", "<p>hello")
    put("x.json", '{"schema_version": 1, "claims": [{}], "article": 3}')
    for name in ("x.html", "x.json", "gone.json"):
        code, out, err = run(capsys, "diff", name, name)
        assert (code, out) == (2, "") and err.startswith(f"error: {name}: ") and err.count("\n") == 1


REVENUE = "Lindmar's revenue was $15 million in 2024.\n"
IGNORED = [
    ("a.md", "<!-- factcheck: ignore[value-mismatch] restated by 3 people -->\n" + REVENUE, 0, ""),
    ("a.md", "<!-- factcheck: ignore[value-mismatch] restated -->\n\n" + REVENUE, 0, ""),
    ("a.md", "<!-- factcheck: ignore[contradicted] restated -->" + REVENUE, 0, ""),
    ("a.md", "Lindmar grew. <!-- factcheck: ignore[value-mismatch] by its older firm -->The company's revenue was $15 million in 2024.\n", 0, ""),
    ("a.md", "Lindmar's <!-- not what\n36 people said --> revenue was $15 million in 2024.\n", 1, ""),
    ("a.md", REVENUE.strip() + " <!-- factcheck: ignore[value-mismatch] it comes too late -->\n", 1, "met nothing"),
    ("a.md", "<!-- factcheck: ignore[value-mismatch] restated -->\n\nNothing here.\n\n" + REVENUE, 1, "met nothing"),
    ("a.md", "<!-- factcheck: ignore[period-mismatch] restated -->\n" + REVENUE, 1, "met nothing"),
    ("a.md", "<!-- factcheck: ignore[value-mismatch] -->\n" + REVENUE, 1, "without a reason"),
    ("a.md", "<!-- factcheck: ignore restated -->\n" + REVENUE, 1, "says not what to ignore"),
    ("a.md", "<!-- factcheck: ignore[values] restated -->\n" + REVENUE, 1, "no reason or verdict"),
    ("a.md", f"<!-- factcheck: ignore-start[value-mismatch] old -->\n{REVENUE}\n<!-- factcheck: ignore-end -->\n\nLindmar has 360 employees.\n", 1, ""),
    ("a.md", "<!-- factcheck: ignore-start[value-mismatch] old -->\n" + REVENUE, 1, "without ignore-end"),
    ("a.md", "<!-- an ordinary comment -->\n" + REVENUE, 1, ""),
    ("a.html", f"<p><!-- factcheck: ignore[value-mismatch] restated --></p>\n<p>{REVENUE}</p>", 0, ""),
    ("a.html", f"<!-- factcheck: ignore[value-mismatch] restated -->\n<p>{REVENUE}</p>\n<p>Lindmar has 360 employees.</p>", 1, ""),
    ("a.txt", "<!-- factcheck: ignore[value-mismatch] restated -->\n" + REVENUE, 1, ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "code", "warning"), IGNORED)
def test_findings_are_ignored_in_the_text_with_a_reason(capsys, name, text, code, warning):
    put(name, text)
    got, out, err = run(capsys, "check", name, "--as-of", "2025-03-01")
    assert (got, "$15 million" in out) == (code, code == 1 and "360" not in out), out
    warnings = [line for line in err.splitlines() if line.startswith("warning") and "publication" not in line]
    assert [warning in line for line in warnings] == ([True] if warning else []), err
    assert ("ignored in the text" in err) == ("360" in text or code == 0)


@pytest.mark.parametrize(
    ("toml", "code", "warning"),
    [
        ('[[ignore]]\ncode = "value-mismatch"\nquote = "revenue was $15 million"\nreason = "restated"\n', 0, ""),
        ('[[ignore]]\ncode = "value-mismatch"\nquote = "profit"\nreason = "restated"\n', 1, "met nothing"),
        ('[[ignore]]\ncode = "value-mismatch"\nquote = "revenue"\n', 1, "needs code, quote"),
        ('ignore = "all"\n', 1, "holds [[ignore]] tables"),
        ("[[ignore", 1, "a.txt.factcheck.toml"),
    ],
)
def test_a_file_beside_the_article_ignores_as_well(capsys, toml, code, warning):
    put("a.txt", REVENUE)
    put("a.txt.factcheck.toml", toml)
    got, _, err = run(capsys, "check", "a.txt", "--as-of", "2025-03-01")
    assert got == code
    assert (warning in err) if warning else ("warning" not in err)


def test_hostile_comments_take_linear_time():
    path = Path("hostile.md")
    for text in ("<!--" * 250_000, "<!-- factcheck: ignore[" * 40_000, "<!-- factcheck: ignore[opinion] x -->" * 20_000, "<!-- factcheck: ignore[opinion] x -->" + "\n " * 300_000):
        assert len(find_ignores(path, text).wishes) <= 1000


def test_several_reports_get_a_list(capsys):
    put("b.md", HEAD + "Lindmar has 340 employees.\n")
    run(capsys, "check", "draft.md", "b.md")
    page = Path("reports/index.html").read_text(encoding="utf-8")
    assert page.index('href="draft.html"') < page.index('href="b.html"')  # what needs attention comes first
    run(capsys, "check", "b.md", "-o", "one")
    assert not Path("one/index.html").exists()
    put("index.md", DRAFT)
    _, _, err = run(capsys, "check", "index.md", "b.md", "-o", "two")
    assert "is the report of an article of that name" in err
    assert "Lindmar" in Path("two/index.html").read_text(encoding="utf-8")


def test_a_folder_of_last_drafts(capsys):
    put("b.md", HEAD + "Lindmar has 340 employees.\n")
    run(capsys, "check", "draft.md", "b.md", "-o", "old")
    put("b.md", HEAD + "Lindmar has 330 employees.\n")
    run(capsys, "check", "draft.md", "b.md", "--since", "old")
    assert "Changed since the last draft" in Path("reports/b.html").read_text(encoding="utf-8")
    assert "Changed since the last draft" not in Path("reports/draft.html").read_text(encoding="utf-8")
    assert run(capsys, "check", "draft.md", "b.md", "--since", "old/b.json")[0] == 2
