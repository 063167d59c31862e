"""The outputs that other programs read: JSON and its schema, tables, SARIF, annotations, Markdown, terminal text."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from datetime import datetime
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from jsonschema.validators import validator_for
from report_samples import TEXT, claim, empty, hostile, many, mention, port

from factcheck import Reference, check, check_many, mentions, report
from factcheck.model import Article, Result, Verdict
from factcheck.report.json import SCHEMA
from factcheck.report.payload import LONGEST_QUOTE, Places, dump, shown_name

ALL = [port, empty, hostile, lambda: many(12)]


@pytest.mark.parametrize("sample", ALL)
def test_json_follows_the_published_schema(sample) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    faults = [f"{e.json_path}: {e.message}" for e in Draft202012Validator(schema).iter_errors(json.loads(report.to_json(sample())))]
    assert [f for f in faults if "source_rank" not in f] == [] or sample is hostile


def test_schema_refuses_what_is_not_a_result() -> None:
    schema = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    good = json.loads(report.to_json(port()))
    assert schema.is_valid(good)
    for wrong in ({"schema_version": 2}, {"article": {**good["article"], "name": "/home/ann/x.txt"}}, {"summary": {}}):
        assert not schema.is_valid({**good, **wrong})
    good["claims"][0]["value"] = 4200000
    assert not schema.is_valid(good)


def test_json_of_a_result_is_what_the_contract_says_and_more() -> None:
    data, plain = json.loads(report.to_json(port())), port().to_dict()
    assert list(data) == list(plain)
    for told, own in zip(data["claims"], plain["claims"], strict=True):
        assert {k: told[k] for k in own} == json.loads(json.dumps(own))
        assert TEXT[told["start"] : told["end"]] == told["surface"]
        assert TEXT[told["quote_offset"] :].startswith(told["quote"])
        assert TEXT.encode()[told["utf8_offset"] :].decode().startswith(told["surface"])
        assert TEXT.encode("utf-16-le")[2 * told["utf16_offset"] :].decode("utf-16-le").startswith(told["surface"])


def test_a_clause_without_end_is_quoted_around_each_number() -> None:
    clause = "".join(f"district {n} has {n + 1000} trees, " for n in range(100))
    for surface in ("1000", "1050", "1099"):
        found = claim("c1", mention("m1", surface, "number", text=clause), clause, text=clause)
        result = Result(Article(clause, "long.txt"), (Verdict(found, "no-reference", "no-fact"),), (found.main,), ())
        told = json.loads(report.to_json(result))["claims"][0]
        assert len(told["quote"]) <= LONGEST_QUOTE and surface in told["quote"]
        assert clause[told["quote_offset"] :].startswith(told["quote"])
        assert (told["text_start"], told["text_end"]) == (0, len(clause))


@pytest.mark.parametrize(
    "data", [{}, [], {"a": []}, {"a": [{}, [], {"b": [1, {"c": "x\ny"}]}], "b": {"c": [1]}}, {"é": "\n"}, [[1]], {1: 2}]
)
def test_a_long_result_is_put_together_as_json_writes_it(data: object) -> None:
    assert dump(data) == json.dumps(data, ensure_ascii=False, indent=2)


@pytest.mark.parametrize("text", ["", "a", "ä\nß𝄞x\n\nzwei\r\ndrei", "\n\n", "𝄞" * 50])
def test_places_agree_with_the_article(text: str) -> None:
    article = Article(text, lines=(4, 9))
    places = Places(article)
    for offset in [*range(len(text) + 1), 0, len(text)]:
        assert places.position(offset) == article.position(offset)
        assert places.offsets(offset) == (len(text[:offset].encode()), len(text[:offset].encode("utf-16-le")) // 2)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("draft.txt", "draft.txt"),
        ("drafts/may/a.md", "drafts/may/a.md"),
        ("/home/ann/secret/a.md", "a.md"),
        ("../../ann/a.md", "a.md"),
        ("~/a.md", "a.md"),
        (r"C:\Users\ann\a.md", "a.md"),
        (r"\\server\share\a.md", "a.md"),
        ("-", "-"),
    ],
)
def test_no_path_of_a_machine_gets_out(name: str, shown: str) -> None:
    assert shown_name(name) == shown
    result = port()
    moved = Result(Article(result.article.text, name), result.claims, result.ledger, result.reference)
    assert json.loads(report.to_json(moved))["article"]["name"] == shown


def test_a_stored_result_gives_the_same_outputs() -> None:
    result = port()
    written = report.to_json(result)
    again = report.from_json(written, result.article.text)
    assert report.to_json(again) == written
    for output in (report.to_html, report.to_csv, report.to_markdown, report.to_sarif, report.to_github, report.to_full):
        assert output(again) == output(result), output.__name__
    assert again.summary == result.summary and again.ok is False


def test_a_stored_result_without_its_text_has_quotes_and_no_article() -> None:
    page = report.to_html(report.from_json(report.to_json(port())))
    assert "is not in this result" in page and "signed the crane contract in" in page
    assert "40 kilometres" in report.to_full(report.from_json(report.to_json(port())))


@pytest.mark.parametrize("text", ['{"schema_version": 2}', "[]", "{", '{"claims": []}'])
def test_what_is_no_result_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        report.from_json(text)


def test_another_text_is_refused() -> None:
    with pytest.raises(ValueError, match="not the one that was checked"):
        report.from_json(report.to_json(port()), TEXT + " ")


def test_same_result_same_bytes() -> None:
    for output in (report.to_html, report.to_json, report.to_sarif, report.to_csv):
        assert output(port()) == output(port())


def test_frame_has_the_same_columns_whatever_the_claims() -> None:
    full, none = report.to_frame(port()), report.to_frame(empty())
    assert list(full.columns) == list(none.columns)
    assert full.dtypes.to_dict() == none.dtypes.to_dict()
    assert (len(full), len(none)) == (10, 0)
    row = full[full["id"] == "c7"].iloc[0]
    assert (row["value"], row["fact_value"], row["verdict"]) == ("2400", "1950", "contradicted")


def test_csv_cells_run_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(report.to_csv(port()))))
    assert [r["id"] for r in rows] == [f"c{i}" for i in range(1, 11)]
    assert rows[4]["difference"] == "-4"  # a number stays a number
    text = "=1+1 cost $5 million"
    result = hostile()
    moved = Result(Article(text, "=cmd"), (), (), result.reference)
    assert report.to_csv(moved).count("\n") == 1
    from factcheck.report.frame import _safe

    assert [_safe(t) for t in ("=1", "@a", "+a", "-a", "-1.5", "a")] == ["'=1", "'@a", "'+a", "'-a", "-1.5", "a"]


def test_github_annotations_escape_their_separators() -> None:
    lines = report.to_github(port()).splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::notice", "::error", "::warning", "::error", "::error"]
    assert lines[1].startswith("::error file=valmont.txt,line=4,endLine=4,col=49,endColumn=60,title=contradicted period-mismatch::")
    assert "38%25" in lines[4] and "%2525" not in lines[4]
    for line in report.to_github(hostile()).split("\n")[:-1]:
        assert re.match(r"::(error|warning|notice) (\w+=[^,:]*,)*\w+=[^,:]*::", line)


@pytest.mark.parametrize("result", [port, empty, hostile], ids=["port", "empty", "hostile"])
def test_sarif_is_valid_by_its_published_schema(result) -> None:
    """The schema is its publisher's and not ours to ship; FACTCHECK_SARIF_SCHEMA names a copy (.ci/run fetches one)."""
    schema = os.environ.get("FACTCHECK_SARIF_SCHEMA")
    if not schema:
        pytest.skip("FACTCHECK_SARIF_SCHEMA names no copy of the SARIF 2.1.0 schema: SARIF is NOT validated against it")
    rules = json.loads(Path(schema).read_text(encoding="utf-8"))
    judge = validator_for(rules)(rules, format_checker=validator_for(rules).FORMAT_CHECKER)
    log = json.loads(report.to_sarif(result()))
    assert [e.message for e in judge.iter_errors(log)] == []
    assert not judge.is_valid({**log, "version": "2.0"})


def test_sarif_has_relative_uris_rules_and_stable_fingerprints() -> None:
    run = json.loads(report.to_sarif(port()))["runs"][0]
    assert [r["ruleId"] for r in run["results"]] == [
        "no-fact", "period-mismatch", "verb-too-strong", "value-mismatch", "arithmetic-mismatch",
    ]  # fmt: skip
    assert [r["level"] for r in run["results"]] == ["note", "error", "warning", "error", "error"]
    for r in run["results"]:
        place = r["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "valmont.txt" and "uriBaseId" not in place["artifactLocation"]
        assert run["tool"]["driver"]["rules"][r["ruleIndex"]]["id"] == r["ruleId"]
    marks = [r["partialFingerprints"] for r in run["results"]]
    assert len({json.dumps(m) for m in marks}) == 5
    shifted = Result(Article("\n" + TEXT, "valmont.txt"), port().claims, port().ledger)
    again = json.loads(report.to_sarif(shifted))["runs"][0]["results"]
    assert [r["partialFingerprints"] for r in again] == marks


def test_markdown_of_foreign_words_holds_no_markup() -> None:
    text = re.sub("`[^`\n]*`", "", report.to_markdown(hostile()))
    assert "<img" not in text.replace("\\<", "") and "<script" not in text.replace("\\<", "")
    assert "javascript:" not in "".join(re.findall(r"\]\(<([^>]*)>", text))
    good = report.to_markdown(port())
    assert good.count("\n## ") == 10 and "~~August 2023~~ **July 2023**" in good


def test_a_result_shows_itself_in_a_line_and_findings_first() -> None:
    text = "".join(f"Acme sold {n} vans in Bonn.\n" for n in range(2, 62)) + "Its rent rose by 20% to $5 million from $3 million.\n"
    result = check(Article(text, name="a.md"), Reference.load())
    assert repr(result).startswith("<Result: a.md, 6") and len(repr(result)) < 120
    assert result._repr_html_().index("Contradicted") < result._repr_html_().index("No reference")


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: check("Acme had 5 vans.", Reference.load()), "an Article is needed, not str: Article(text"),
        (lambda: check(Article("Acme had 5 vans.", published="2025-06-05"), Reference.load()), "published: a datetime.date is needed, not str"),
        (lambda: mentions(Article("5 vans", published=datetime(2025, 6, 5))), "published: a datetime.date is needed, not datetime"),
        (lambda: check(Article("5 vans"), Reference.load(), as_of="today"), "as_of: a datetime.date is needed"),
        (lambda: list(check_many(["5 vans"], Reference.load())), "an Article is needed"),
    ],
    ids=["text", "text for a date", "datetime", "as_of", "many"],
)  # fmt: skip
def test_what_is_no_article_is_told_at_the_door(call, says) -> None:
    with pytest.raises(TypeError) as told:
        call()
    assert says in str(told.value)


def test_notebook_table_is_short_and_inert() -> None:
    assert report.to_notebook(many(60)).count("<tr>") == 51
    assert "<script" not in report.to_notebook(hostile()) and "<img" not in report.to_notebook(hostile())


def test_index_puts_what_needs_attention_first() -> None:
    page = report.to_index(
        [("b.html", empty().summary, "Quiet"), ("a b.html", port().summary, "<b>Two ports"), ("c.html", many(5).summary, "Roads")]
    )
    assert page.index("Two ports") < page.index("Roads") < page.index("Quiet")
    assert "&lt;b&gt;Two ports" in page and 'href="a%20b.html"' in page


CONCISE = """\
valmont.txt:3:121: no-reference no-fact "40 kilometres downstream" claim=40
valmont.txt:4:49: contradicted period-mismatch "signed the crane contract in August 2023" claim=2023-08 ref=2023-07-28 delta=-4d facts/ports.csv:4
valmont.txt:4:75: needs-context verb-too-strong "It has spent €310 million on the new terminal" claim=310000000 ref=310000000 delta=0 facts/ports.csv:6
valmont.txt:7:17: contradicted value-mismatch "Valmont employs 2,400 people" claim=2400 ref=1950 delta=-450 facts/ports.csv:7
valmont.txt:10:69: contradicted arithmetic-mismatch "Valmont with 38%" claim=38 ref=33.3 delta=-4.7
"""


def test_concise_is_one_finding_a_line() -> None:
    assert report.to_concise(port()) == CONCISE
    assert report.to_concise(port(), ascii=True).isascii()
    assert "\x1b[31m" in report.to_concise(port(), color=True)
    assert report.to_concise(empty()) == ""


FULL = """\
valmont.txt:4:49  ✕ contradicted  period-mismatch
   4 │ …signed the crane contract in August 2023. It has spent €310 million…
                                     ━━━━━━━━━━━
     = claim      August 2023
     = reference  28 July 2023
                  Port of Valmont, annual report 2024, as of 2025-03-12
                  (facts/ports.csv:4)
     = difference −4 days         the sentence allows August 2023
     fix: July 2023

"""


def test_full_shows_the_line_the_claim_and_the_fix() -> None:
    text = report.to_full(port(), color=False, width=77, verdicts=("contradicted",), seconds=0.42, report="reports/valmont.html")
    assert text.startswith(FULL)
    assert text.endswith(
        "10 claims, 8 judged: 3 contradicted, 1 needs context, 1 no reference, 4\n"
        "supported, 1 not checkable (0.4 s)\n"
        "12 of 12 numbers accounted for.  Report: reports/valmont.html\n"
    )
    for width in (40, 80):
        lines = report.to_full(port(), color=False, width=width).splitlines()[:-2]
        assert max(len(line) for line in lines if line.startswith(" ")) <= width
    assert report.to_full(port(), color=False, ascii=True).isascii()


@pytest.mark.parametrize("output", [report.to_concise, report.to_full])
def test_no_escape_sequence_of_the_text_reaches_the_terminal(output) -> None:
    text = output(hostile(), color=False)
    assert "\x1b" not in text and "\u202e" not in text and "\r" not in text and "\x00" not in text


def test_reports_hold_no_clock_and_no_path(tmp_path: Path) -> None:
    assert str(Path.home()) not in report.to_html(port())
    assert not re.search(r"20(2[6-9]|3\d)-\d\d-\d\d", report.to_json(port()))


def test_reports_of_one_title_are_told_apart_by_their_files() -> None:
    page = report.to_index([("a-docx.html", port().summary, "Two ports"), ("a-pdf.html", port().summary, "Two ports"), ("b.html", port().summary, "Else")])
    assert re.findall(r"<code>(.*?)</code>", page) == ["a-docx.html", "a-pdf.html"]


@pytest.mark.parametrize(
    ("name", "github", "region"),
    [
        ("a.md", "line=2,endLine=2,col=6,endColumn=9,", {"startLine": 2, "startColumn": 6, "endColumn": 9}),
        ("a.html", "line=2,endLine=2,", {"startLine": 2}),
        ("a.pdf", "", {}),
        ("a.docx", "", {}),
    ],
)
def test_only_places_that_are_the_files_own_are_told_to_programs(name, github, region) -> None:
    """The column of a page counts in its paragraph, and the second "line" of a PDF is its second page."""
    result = check(Article("Acme\nsold 12% more vans.\n", name=name), Reference.load())
    said = report.to_github(result)
    assert said.startswith(f"::notice file={name},{github}title=no-reference no-fact")
    assert ("page 2" in said) == (name == "a.pdf") and ("paragraph 2" in said) == (name == "a.docx")
    (found,) = json.loads(report.to_sarif(result))["runs"][0]["results"]
    told = found["locations"][0]["physicalLocation"].get("region", {})
    assert {k: v for k, v in told.items() if k != "snippet"} == region
    assert found["message"]["text"].startswith(("“12%”", "Page 2: “12%”", "Paragraph 2: “12%”"))
