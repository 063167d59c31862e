"""README and ``--help`` say the same; every command has help, an example and a row in the README."""

import importlib
import re
import shlex
from pathlib import Path

import pytest
import typer

from factcheck.cli.app import COMMANDS, app
from factcheck.cli.inputs import ARCHIVES  # noqa: F401 - the module is imported as a user of COMMANDS
from factcheck.model import VERDICTS
from factcheck.report.words import REASONS
from factcheck.vocabulary import rows

README = Path(__file__).resolve().parents[2] / "README.md"


def tree():
    """Every command by its words ("facts validate"), with the options it takes."""
    found = {}

    def walk(words, command):
        found[" ".join(words)] = command
        for name, inner in getattr(command, "commands", {}).items():
            walk([*words, name], inner)

    for name, (module, _) in COMMANDS.items():
        walk([name], typer.main.get_command(importlib.import_module(module).app))
    return found


TREE = tree()


def spelled(command):
    return {option for p in command.params for option in [*p.opts, *p.secondary_opts]} | {"--help", "-h"}


@pytest.mark.parametrize("name", sorted(TREE))
def test_every_command_has_help_and_an_example(name):
    text = TREE[name].help or ""
    assert len(text) > 20
    if not getattr(TREE[name], "commands", None):
        examples = re.findall(r"Examples?:\s+(factcheck .+)", text)
        assert examples, "no example"
        for example in examples:
            assert example.startswith(f"factcheck {name}")
            assert unknown(example) == []


def test_the_table_of_help_says_what_the_commands_say():
    for name, (_, said) in COMMANDS.items():
        assert TREE[name].help.split("\n")[0] == said


def unknown(line):
    """Options of a ``factcheck …`` line that its command does not take."""
    words = shlex.split(line.split(" | ")[0].split(" && ")[0], comments=True)[1:]
    if words and words[0] not in COMMANDS and not words[0].startswith("-"):
        words = ["check", *words]
    name = max((n for n in TREE if words[: len(n.split())] == n.split()), key=len, default=None)
    takes = spelled(TREE[name]) if name else {"--help", "-h", "--version"}
    return [w for w in words if w.startswith("-") and w != "-" and w.split("=")[0] not in takes | {"--traceback"}]


def test_what_the_readme_calls_exists():
    calls = [line.removeprefix("$ ") for line in README.read_text(encoding="utf-8").split("\n")]
    calls = [re.sub(r"^.*\.venv/bin/factcheck", "factcheck", c) for c in calls]
    calls = [c for c in calls if c.startswith("factcheck ") and not c.startswith("factcheck finds")]
    assert len(calls) >= 3
    assert {c: unknown(c) for c in calls if unknown(c)} == {}
    inline = re.findall(r"`factcheck ([a-z]+)[^`]*`", README.read_text(encoding="utf-8"))
    assert set(inline) <= set(COMMANDS)


def test_the_readme_lists_every_command():
    text = README.read_text(encoding="utf-8")
    listed = re.findall(r"^\| `factcheck ([a-z]+)[^|]*\| ([^|]+) \|$", text, re.MULTILINE)
    assert {name: said.strip() for name, said in listed} == {name: said for name, (_, said) in COMMANDS.items()}


def test_the_readme_names_every_option_of_check():
    text = README.read_text(encoding="utf-8")
    options = {o for o in spelled(TREE["check"]) if o.startswith("--")} - {"--help"}
    assert {o for o in options if not re.search(rf"{o}\b", text)} == set()


def test_every_reason_is_explained_once_and_as_the_report_says_it():
    known = rows("reasons")
    assert [r["code"] for r in known] == list(dict.fromkeys(r["code"] for r in known))
    assert {r["code"]: r["short"] for r in known} == REASONS
    assert {r["verdict"] for r in known} == set(VERDICTS)
    for row in known:
        assert all(len(row[column]) > 8 for column in ("meaning", "example", "silence")), row["code"]


def test_the_examples_in_the_epilog_run():
    calls = re.findall(
        r"^ {2}(factcheck .+?)(?: {3}.*)?$", importlib.import_module("factcheck.cli.app").EPILOG, re.MULTILINE
    )
    assert len(calls) == 4
    assert [c for c in calls if unknown(c)] == []
    assert typer.main.get_command(app)
