"""What is named on the command line, where its results go, and which settings win."""

from pathlib import Path

import pytest

from factcheck.cli.errors import Failed
from factcheck.cli.inputs import expand
from factcheck.cli.outputs import names, targets, write
from factcheck.cli.settings import settings


@pytest.fixture
def desk(tmp_path, monkeypatch):
    for name in ("a/draft.md", "b/draft.md", "b/draft.txt", "b/notes.csv", "b/.hidden/x.md", "b/.y.md", "c/data.bin"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Acme sold 40 vans.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for variable in ("REFERENCE", "FAIL_ON", "FORMAT", "ENTITY", "CURRENCY", "LOCALE", "ENCODING", "COLOR"):
        monkeypatch.delenv(f"FACTCHECK_{variable}", raising=False)
    return tmp_path


@pytest.mark.parametrize(
    ("named", "paths", "errors"),
    [
        (["a/draft.md", "-"], ["a/draft.md", "-"], []),
        (["b"], ["b/draft.md", "b/draft.txt"], []),
        (["b", "b/draft.txt"], ["b/draft.md", "b/draft.txt"], []),
        (["*/draft.*"], ["a/draft.md", "b/draft.md", "b/draft.txt"], []),
        (["c"], [], ["c: no articles in this folder"]),
        (["*.pdf"], [], ["*.pdf: no file matches."]),
        (["b/notes.csv"], [], ["b/notes.csv: an archive of articles cannot be read yet."]),
        (["chekc"], [], ["chekc: no such file, and no command of that name. Did you mean check?"]),
        (["nope.md", "a/draft.md"], ["nope.md", "a/draft.md"], []),  # reading says what is wrong with it
    ],
)
def test_names_become_articles(desk, named, paths, errors):
    found, said = expand(named)
    assert found == paths
    assert len(said) == len(errors)
    assert all(got.startswith(start) for got, start in zip(said, errors, strict=True))


def test_a_folder_holds_neither_our_reports_nor_what_is_installed_there(desk):
    mark = '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="generator" content="{}">\n<p>4%</p>'
    texts = {
        "reports/draft.html": mark.format("factcheck"), "reports/theirs.html": mark.format("Pages 3"), "venv/pyvenv.cfg": "",
        "venv/lib/LICENSE.txt": "5", "web/node_modules/x/README.md": "5", "reference_data/entities.csv": "", "reference_data/facts/x.csv": "",
        "reference_data/README.md": "5", "b/facts/kept.md": "5",
    }  # fmt: skip
    for name, text in texts.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")
    assert expand(["."])[0] == ["a/draft.md", "b/draft.md", "b/draft.txt", "b/facts/kept.md", "reports/theirs.html"]
    assert expand(["reports/*.html"]) == (["reports/theirs.html"], [])
    assert expand(["reports/draft.html"]) == ([], ["reports/draft.html: is a report of factcheck. Give the article it is about."])


@pytest.mark.parametrize(
    ("paths", "called"),
    [
        (["a/draft.md"], ["draft"]),
        (["-"], ["stdin"]),
        (["a/draft.md", "b/draft.md", "b/other.md"], ["a-draft", "b-draft", "other"]),
        (["b/draft.md", "b/draft.txt"], ["b-draft-md", "b-draft-txt"]),
        (["a/Draft.md", "b/draft.md"], ["a-Draft", "b-draft"]),
        (["x/b/draft.md", "y/b/draft.md"], ["draft-1", "draft-2"]),
    ],
)
def test_equal_names_get_told_apart(paths, called):
    assert names(paths) == called


@pytest.mark.parametrize(
    ("outputs", "paths", "written"),
    [
        (None, ["a/draft.md"], ["reports/draft.html", "reports/draft.json"]),
        (["x.html", "y.sarif"], ["a/draft.md"], ["x.html", "y.sarif"]),
        (["out"], ["a/draft.md", "b/draft.md"], [f"out/{n}-draft.{s}" for n in "ab" for s in ("html", "json")]),
        (["a"], ["b/draft.txt"], ["a/draft.html", "a/draft.json"]),
        (["all.jsonl"], ["a/draft.md", "b/draft.md"], ["all.jsonl"]),
    ],
)
def test_outputs(desk, outputs, paths, written):
    found = targets(outputs and [Path(o) for o in outputs], paths)
    assert [t.path.as_posix() for t in found] == written


@pytest.mark.parametrize(
    ("outputs", "paths", "said"),
    [
        (
            ["x.pdf"],
            ["a/draft.md"],
            "x.pdf: no format for .pdf. Known: .html .json .jsonl .sarif .md .csv, or a folder.",
        ),
        (["x.html"], ["a/draft.md", "b/draft.md"], "x.html: 2 articles do not fit into one .html file."),
        (["a/draft.md"], ["a/draft.md"], "a/draft.md: is an article to be checked; the output would overwrite it."),
    ],
)
def test_outputs_that_cannot_be(desk, outputs, paths, said):
    with pytest.raises(Failed) as caught:
        targets([Path(o) for o in outputs], paths)
    assert caught.value.messages[0].startswith(said)


def test_a_file_is_whole_or_as_it_was(desk, monkeypatch):
    target = Path("out/x.html")
    write(target, "one")
    assert target.read_text(encoding="utf-8") == "one"
    with pytest.raises(UnicodeEncodeError):
        write(target, "two \ud800")
    assert target.read_text(encoding="utf-8") == "one"
    assert [p.name for p in Path("out").iterdir()] == ["x.html"]
    with pytest.raises(Failed) as caught:
        write(Path("a/draft.md/x.html"), "three")
    assert caught.value.messages[0].startswith("a/draft.md/x.html: cannot be written")


def put(path, text):
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def test_command_line_over_environment_over_file_over_default(desk, monkeypatch):
    assert settings({})["fail-on"].value == "contradicted"
    put("pyproject.toml", '[tool.factcheck]\nfail-on = "never"\nentity = "Acme"\n')
    assert (settings({})["fail-on"].value, settings({})["fail-on"].origin) == ("never", "pyproject.toml")
    put("factcheck.toml", 'fail-on = "needs-context"\n')
    found = settings({})
    assert (found["fail-on"].value, found["fail-on"].origin) == ("needs-context", "factcheck.toml")
    assert found["entity"].origin == "default"  # one file is read, not both
    monkeypatch.setenv("FACTCHECK_FAIL_ON", "no-reference")
    assert settings({})["fail-on"].origin == "FACTCHECK_FAIL_ON"
    assert settings({"fail-on": "never"})["fail-on"].origin == "command line"


def test_a_path_in_a_file_is_meant_from_the_files_folder(desk, monkeypatch):
    put("factcheck.toml", 'reference = ["facts", "more.csv"]\n')
    monkeypatch.chdir(desk / "b")
    found = settings({})["reference"]
    assert found.value == ("../facts", "../more.csv")
    assert found.origin == "../factcheck.toml"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('fail_on = "never"\n', "factcheck.toml: unknown key fail_on. Did you mean fail-on?"),
        ("colour = 1\n", "factcheck.toml: unknown key colour. Did you mean color?"),
        (
            'fail-on = "contradict"\n',
            'factcheck.toml: fail-on = "contradict" is not one of contradicted, needs-context',
        ),
        ("fail-on = 3\n", "factcheck.toml: fail-on must be text in quotes."),
        ('currency = "dollars"\n', 'factcheck.toml: currency = "dollars" is not a three-letter ISO code'),
        ("reference = 3\n", "factcheck.toml: reference must be a path or a list of paths"),
        ("fail-on = \n", "factcheck.toml: invalid value (at line 1, column 11)."),
    ],
)
def test_a_wrong_setting_is_named(desk, text, said):
    put("factcheck.toml", text)
    with pytest.raises(Failed) as caught:
        settings({})
    assert caught.value.messages[0].startswith(said)
