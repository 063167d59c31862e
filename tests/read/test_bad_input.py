"""A slice of ``tests/benchmarks/fuzz.py``: whole files spoilt in every way crash no reader."""

import signal
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))

QUICK = ("txt", "md", "html", "docx", "jsonl", "csv", "facts", "sidecar", "table", "entities", "config", "signoff")


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timer signal here: spoilt files are NOT tried")
def test_spoilt_files_crash_no_reader():
    import fuzz

    found = fuzz.run(240, 7, QUICK, quiet=True)
    assert sum(t.done for t in found.values()) >= 240
    assert not [crash for t in found.values() for crash in t.crashes]
    assert sum(t.refused for t in found.values()) > 60
