"""A first check of one article, nothing kept from before, takes less computing than importing the library alone."""

import os
import sys
from contextlib import chdir
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = "Northwind employed 340 people in 2024. Revenue rose 12% to $4.48 billion from $4 billion a year earlier.\n"
FACTS = "entity,metric,value,unit,period,source,as_of\nNorthwind,employees,340,employee,2024,annual report,2025-02-01\n"


def computing(*command: str, cache: Path, folder: Path) -> float:
    """Seconds of computing of a Python process, which must end well."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "PYTHONPATH": str(ROOT)}
    silent = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_WRONLY, 0o600) for number in (1, 2)]
    with chdir(folder):
        process = os.posix_spawn(sys.executable, [sys.executable, *command], environment, file_actions=silent)
        _, status, used = os.wait4(process, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    return used.ru_utime + used.ru_stime


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="nothing tells what a process took")
def test_a_first_check_takes_less_than_a_plain_import_of_the_library(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "facts.csv").write_text(FACTS, encoding="utf-8")
    check = ("-m", "factcheck", "check", "a.txt", "-r", "facts.csv", "-o", "a.json", "--published", "2025-06-05")
    first, again, plain = [], [], []
    for turn in range(6):  # the least of several: others use the machine as well
        cache = tmp_path / f"cache{turn}"
        first.append(computing(*check, cache=cache, folder=tmp_path))
        again.append(computing(*check, cache=cache, folder=tmp_path))
        plain.append(computing("-c", "import great_expectations", cache=cache, folder=tmp_path))
        if turn > 1 and min(first) < min(plain) and min(again) < 0.6 * min(plain):
            break
    assert '"supported"' in (tmp_path / "a.json").read_text(encoding="utf-8")
    assert min(first) < min(plain)
    assert min(again) < 0.6 * min(plain)
