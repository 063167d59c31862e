"""``check --watch`` as a process: checks again after a save, survives a faulty one, ends with Ctrl-C."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from reviewing import DRAFT, FACTS, ROOT, put

from factcheck.cli.errors import Failed
from factcheck.cli.watching import watch


def test_saved_again_checked_again(tmp_path):
    put(tmp_path / "reference_data/facts/lindmar.csv", FACTS)
    put(tmp_path / "draft.md", DRAFT)
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "factcheck", "check", "draft.md", "--watch", "--format", "concise"]
    process = subprocess.Popen(command, cwd=tmp_path, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    lines: queue.Queue[str] = queue.Queue()
    threading.Thread(target=lambda: [lines.put(line) for line in process.stdout], daemon=True).start()

    def until(words: str) -> str:
        end = time.monotonic() + 40
        while time.monotonic() < end:
            line = lines.get(timeout=40)
            if words in line:
                return line
        raise AssertionError(f"{words} was not said")

    try:
        until("Lindmar has 360 employees")
        until("watching ")
        put(tmp_path / "draft.md", DRAFT.replace("360", "370"))
        until("Lindmar has 370 employees")
        until("accounted for")
        put(tmp_path / "reference_data/facts/lindmar.csv", FACTS.replace("2025-02-01", "2025-02-31"))
        until("is not a date")  # a faulty save is told, and the next one is waited for
        put(tmp_path / "reference_data/facts/lindmar.csv", FACTS.replace("340", "370"))
        until("1 contradicted")
        process.send_signal(signal.SIGINT)
        assert process.wait(20) in (1, 2)  # the last run's: 2 where it was interrupted just before its end
    finally:
        process.kill()
    assert Path(tmp_path / "reports/draft.html").is_file()


def test_it_waits_until_saving_comes_to_rest(tmp_path, monkeypatch):
    file = put(tmp_path / "a.md", "1")
    saves, runs = iter(["12", "123", "1234"]), []

    def sleep(_: float) -> None:
        """Time passes: for three steps the editor goes on saving, then somebody presses Ctrl-C."""
        if (text := next(saves, None)) is not None:
            file.write_text(text)
        elif len(runs) == 2:
            raise KeyboardInterrupt

    def run() -> int:
        runs.append(file.read_text())
        if len(runs) == 1:
            raise Failed("not yet")
        return 0

    monkeypatch.setattr(time, "sleep", sleep)
    assert watch(run, lambda: [tmp_path]) == 0
    assert runs == ["1", "1234"]
