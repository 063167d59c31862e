"""A small reference, and archives whose articles it can judge."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from archive_samples import FACTS, rows, write_jsonl


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
    """Run the command and give what came of it."""

    def run(*args, cwd=home, timeout=120):
        command = [sys.executable, "-m", "factcheck", *map(str, args)]
        return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=timeout)

    return run


@pytest.fixture(scope="session")
def whole(home, factcheck):
    """The folder of an undisturbed run, one part after another."""
    done = factcheck("check", "news.jsonl", "-r", "facts.csv", "-o", "whole", "--executor", "serial", "--part-size", 9)
    assert done.returncode == 1, done.stderr
    return home / "whole"
