"""A small reference, and archives whose articles it can judge."""

import io
import os
import subprocess
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from archive_samples import FACTS, rows, write_jsonl

from factcheck.cli import main


@pytest.fixture(scope="session")
def home(tmp_path_factory):
    """A folder with facts and a cache of its own, the working folder of all commands here."""
    folder = tmp_path_factory.mktemp("archive")
    (folder / "facts.csv").write_text(FACTS, encoding="utf-8")
    write_jsonl(folder / "news.jsonl", rows(90))
    return folder


@pytest.fixture(scope="session")
def environment(home):
    root = str(Path(__file__).resolve().parents[2])
    return {**os.environ, "XDG_CACHE_HOME": str(home / "cache"), "PYTHONPATH": root, "NO_COLOR": "1"}


@pytest.fixture(scope="session")
def factcheck(home, environment):
    """Run the command in this process and give what came of it."""

    def run(*args):
        before = {key: os.environ.get(key) for key in environment}
        os.environ.update(environment)
        stdout, stderr = io.StringIO(), io.StringIO()
        with chdir(home), redirect_stdout(stdout), redirect_stderr(stderr):
            code = main([*map(str, args)])
        for key, value in before.items():
            os.environ.pop(key) if value is None else os.environ.update({key: value})
        return subprocess.CompletedProcess(args, code, stdout.getvalue(), stderr.getvalue())

    run.environment = environment
    return run


@pytest.fixture(scope="session")
def whole(home, factcheck):
    """The folder of an undisturbed run, one part after another."""
    done = factcheck("check", "news.jsonl", "-r", "facts.csv", "-o", "whole", "--executor", "serial", "--part-size", 9)
    assert done.returncode == 1, done.stderr
    return home / "whole"
