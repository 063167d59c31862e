"""JSONL, CSV and Parquet give the same articles however they are cut; a broken record costs only itself."""

import csv
import importlib.util
import io
import json
from datetime import date

import pytest
from archive_samples import rows, write_jsonl

from factcheck.archive.inputs import Columns, InputError, article, cut
from factcheck.archive.inputs import rows as read

TRICKY = [
    {"text": "Acme had 340 staff.", "name": "plain", "published": "2025-06-05"},
    {"text": 'He said: "No, 12% of it,\nnot 13%."', "name": "quotes, and\nlines", "published": ""},
    {"text": "Café 5 € — 中文 1,200 𝄞", "name": "wide", "published": "2025-06-05T10:00:00Z"},
    {"text": 'A 5" pipe, a 6" pipe', "name": "inches", "published": "2025-06-05"},
    {"text": "Page\x0cbreak 8 and\u2028line 9\x85.", "name": "breaks", "published": "2025-06-05"},
    {"text": "Last one: 7.", "name": "last", "published": "2025-06-05"},
]
needs_pyarrow = pytest.mark.skipif(
    importlib.util.find_spec("pyarrow") is None, reason="NOT TESTED: pip install 'factcheck-desk[archive]' for Parquet"
)


def as_jsonl(path, records):
    return write_jsonl(path / "a.jsonl", records)


def as_csv(path, records):
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, ["name", "published", "text"], lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(records)
    (path / "a.csv").write_bytes(b"\xef\xbb\xbf" + out.getvalue().encode())
    return path / "a.csv"


def as_parquet(path, records):
    import pyarrow
    import pyarrow.parquet

    table = pyarrow.Table.from_pylist([{**r, "other": 1} for r in records])
    pyarrow.parquet.write_table(table, path / "a.parquet", row_group_size=2)
    return path / "a.parquet"


def articles(path, part_size, columns=Columns()):  # noqa: B008
    return [article(w, r, columns, {}) for s in cut([path], part_size) for w, r in read(s.uri, columns)]


@pytest.mark.parametrize("size", [1, 2, 3, 100])
@pytest.mark.parametrize("make", [as_jsonl, as_csv, pytest.param(as_parquet, marks=needs_pyarrow)])
def test_every_cut_gives_every_article_once(tmp_path, make, size):
    found = articles(make(tmp_path, TRICKY), size)
    assert [(a.text, a.name) for a in found] == [(r["text"], r["name"]) for r in TRICKY]
    assert [a.published for a in found] == [(r["published"] and date(2025, 6, 5)) or None for r in TRICKY]


@pytest.mark.parametrize("ending", ["", "\n", "\n\n", "\r\n"])
def test_the_last_line_may_end_as_it_likes(tmp_path, ending):
    path = tmp_path / "a.jsonl"
    path.write_bytes("\n".join(json.dumps(r) for r in TRICKY).encode() + ending.encode())
    for size in (1, 2, 5):
        assert len(articles(path, size)) == len(TRICKY)


def test_an_empty_archive_has_no_parts(tmp_path):
    for name in ("a.jsonl", "a.csv"):
        (tmp_path / name).write_bytes(b"")
        assert list(cut([tmp_path / name], 3)) == []


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "is no JSON"),
        ('["text"]', "is no JSON object"),
        ('{"body": "x 5"}', "--column text="),
        ('{"text": ""}', "empty"),
        ('{"text": null}', "empty"),
        ('{"text": 5}', "text is no text"),
        ('{"text": "a 5", "published": "5 June"}', "Use YYYY-MM-DD"),
        ('{"text": "a 5", "name": ["x"]}', "name is no text"),
        ('{"text": "\\ud800 5"}', "half a surrogate pair"),
        ('{"text": "a\\u0000 5"}', "looks binary"),
        ("[" * 100_000, "is no JSON"),
        ('{"text": "a", "n": ' + "9" * 10_000 + "}", "is no JSON"),
    ],
)
def test_a_broken_record_is_named_and_the_others_are_read(tmp_path, factcheck, line, why):
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join([json.dumps(TRICKY[0]), line, json.dumps(TRICKY[-1])]), encoding="utf-8")
    said, good = [], []
    for where, record in (pair for s in cut([path], 100) for pair in read(s.uri, Columns())):
        try:
            assert not isinstance(record, str), said.append(f"{where}: {record}")
            good.append(article(where, record, Columns(), {}).name)
        except (InputError, AssertionError) as error:
            said += [str(error)] if isinstance(error, InputError) else []
    assert good == ["plain", "last"]
    assert len(said) == 1 and said[0].startswith("a.jsonl:2") and why in said[0]


def test_a_csv_row_that_is_not_utf8_costs_only_itself(tmp_path, factcheck):
    path = tmp_path / "a.csv"
    path.write_bytes(b"name,text\na,Acme had 340 staff.\nb,Caf\xe9 had 5.\nc,Two,cells\nd,Acme had 7.\n")
    done = factcheck("check", path, "-r", "facts.csv", "-o", tmp_path / "out")
    part = json.loads((tmp_path / "out" / "manifest.json").read_text())["parts"][0]
    assert done.returncode == 3 and part["articles"] == 2
    assert part["errors"] == ["a.csv: row 2: is not UTF-8.", "a.csv: row 3: has 3 cells, the header 2."]


def test_columns_by_other_names(tmp_path, factcheck, home):
    write_jsonl(tmp_path / "a.jsonl", [{"body": "Acme employed 340 people in 2024.", "id": 7, "day": "2025-06-05"}])
    names = ("--column", "text=body", "--column", "name=id", "--column", "published=day")
    done = factcheck("check", tmp_path / "a.jsonl", "-r", "facts.csv", "-o", tmp_path / "out", *names)
    assert done.returncode == 0, done.stderr
    line = json.loads((tmp_path / "out" / "part-000001.jsonl").read_text("utf-8"))
    assert line["article"]["name"] == "7" and line["article"]["published"] == "2025-06-05"
    assert line["summary"]["supported"] == 1


@pytest.mark.parametrize(
    ("args", "why"),
    [
        (("news.jsonl", "-o", "x.html"), "Give one: -o results"),
        (("news.jsonl", "facts.csv", "one.txt"), "two runs"),
        (("news.jsonl", "--executor", "proceses"), "Did you mean processes?"),
        (("news.jsonl", "--column", "txt=body"), "--column"),
        (("one.txt", "--executor", "serial"), "is no archive"),
        (("news.jsonl", "--encoding", "utf-16"), "Save it as UTF-8"),
        pytest.param(("broken.parquet",), "is no Parquet file", marks=needs_pyarrow),
    ],
)
def test_wrong_orders_say_what_to_do(home, factcheck, args, why):
    (home / "one.txt").write_text("Acme had 340 staff.", encoding="utf-8")
    (home / "broken.parquet").write_bytes(b"PAR1 and then nothing")
    done = factcheck("check", *args, "-r", "facts.csv")
    assert done.returncode == 2 and why in done.stderr, done.stderr
    assert "Traceback" not in done.stderr


def test_records_that_cannot_be_read_are_counted(home, factcheck, tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join([*map(json.dumps, rows(5)), "{"]), encoding="utf-8")
    done = factcheck("check", path, "-r", "facts.csv", "-o", tmp_path / "out")
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert done.returncode == 3 and "1 record could not be read" in done.stderr
    assert manifest["parts"][0]["articles"] == 5 and manifest["parts"][0]["errors"][0].startswith("a.jsonl:6")


def test_a_folder_of_archives_is_read_by_name(tmp_path, factcheck, home):
    (tmp_path / "in").mkdir()
    write_jsonl(tmp_path / "in" / "b.jsonl", rows(3)[1:])
    write_jsonl(tmp_path / "in" / "a.jsonl", rows(1))
    done = factcheck("check", tmp_path / "in", "-r", "facts.csv", "-o", tmp_path / "out", "--executor", "serial")
    assert done.returncode in (0, 1), done.stderr
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert [p["in"].split("#")[0] for p in manifest["parts"]] == ["a.jsonl", "b.jsonl"]
