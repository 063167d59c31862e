"""One browser for all page tests; where there is no Chromium they are skipped, and say so."""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Iterator
from typing import Any

import pytest

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    if not CHROMIUM:
        warnings.warn("NO CHROMIUM: the pages were not tested in a browser. apt-get install chromium", stacklevel=1)
        pytest.skip("no Chromium on this machine: the page is NOT tested in a browser")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: page NOT tested")
    with playwright.sync_playwright() as p:
        started = p.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()
