"""A person at a terminal: colours, glyphs and width there; none of it in a pipe or where it is not wanted."""

import fcntl
import os
import pty
import re
import struct
import sys
import termios
import unicodedata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FACTS = "entity,metric,value,unit,period,source,as_of\nAcme,revenue,12,USD million,2024,Annual report,2025-02-01\n"
TEXT = "Last year was a good one by all accounts, and Acme's revenue was $15 million in 2024.\n"
ANSI = re.compile(r"\x1b\[[0-9;]*m")


def at_terminal(folder, columns, *args, **environment):
    """(exit code, screen) of ``factcheck check`` run on a pseudo-terminal of so many columns."""
    (folder / "facts.csv").write_text(FACTS, encoding="utf-8")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    command = [sys.executable, "-m", "factcheck", "check", "a.txt", "-r", "facts.csv", "--published", "2025-03-01", *args]
    env = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "CI")}
    env |= {"TERM": "xterm-256color", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **environment}
    child, screen = pty.fork()
    if child == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        os.chdir(folder)
        os.execve(sys.executable, command, env)
    said = b""
    try:
        while piece := os.read(screen, 65536):
            said += piece
    except OSError:  # the other side is gone
        pass
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), said.decode("utf-8").replace("\r\n", "\n")


def wide(line):
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in ANSI.sub("", line))


@pytest.mark.parametrize("columns", [40, 80])
def test_in_full_colour_within_the_width(tmp_path, columns):
    code, screen = at_terminal(tmp_path, columns)
    assert code == 1
    assert "✕ contradicted" in ANSI.sub("", screen)
    assert ANSI.search(screen)
    body = [line for line in screen.split("\n") if line.startswith("     ") or "│" in line]
    assert len(body) >= 5
    assert max(map(wide, screen.split("\n"))) <= columns  # the head of a finding and the closing lines as well


@pytest.mark.parametrize(
    ("args", "environment"),
    [([], {"NO_COLOR": "1"}), (["--color", "never"], {}), ([], {"TERM": "dumb"})],
    ids=["NO_COLOR", "never", "dumb"],
)
def test_no_colour_where_it_is_not_wanted(tmp_path, args, environment):
    code, screen = at_terminal(tmp_path, 80, *args, **environment)
    assert code == 1
    assert "\x1b" not in screen


MANY = "".join(f"Acme's rent in {town} was ${n},{n}00 in 2024.\n" for n, town in enumerate("Bonn Lyon Oslo Rome Kyiv Bern".split(), 1))


@pytest.mark.parametrize("columns", [40, 80])
def test_many_claims_without_reference_do_not_bury_a_finding(tmp_path, columns):
    """Each would take five lines; a few of them are still shown in full, and all of them where they are asked for."""
    (tmp_path / "many.txt").write_text(MANY, encoding="utf-8")
    _, screen = at_terminal(tmp_path, columns, "many.txt", "--output", str(tmp_path / "out"))
    said = ANSI.sub("", screen)
    assert "many.txt  ? 6 claims without reference\n" in said and "✕ contradicted" in said
    assert all(f"{n}:" in said and f"${n},{n}00" in said for n in range(1, 7))
    assert said.count("no-fact") == 0
    whole = ("facts template", "Report", "articles, ")  # what is to be copied, and notes that a terminal wraps itself
    assert max(wide(line) for line in screen.split("\n") if not any(word in line for word in whole)) <= columns
    _, screen = at_terminal(tmp_path, columns, "many.txt", "--verdict", "no-reference")
    assert ANSI.sub("", screen).count("no-fact") == 6


def test_few_claims_without_reference_are_shown_in_full(tmp_path):
    (tmp_path / "few.txt").write_text("".join(MANY.splitlines(keepends=True)[:3]), encoding="utf-8")
    _, screen = at_terminal(tmp_path, 80, "few.txt")
    assert ANSI.sub("", screen).count("no-fact") == 3 and "without reference" not in screen


def test_plain_letters(tmp_path):
    _, screen = at_terminal(tmp_path, 80, "--ascii")
    assert "x contradicted" in ANSI.sub("", screen)
    assert screen.isascii()
