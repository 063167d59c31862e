"""A browser for the page tests; where there is no Chromium they are skipped, and say so."""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
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
        warnings.warn("NO CHROMIUM: the report was not tested in a browser. apt-get install chromium", stacklevel=1)
        pytest.skip("no Chromium on this machine: the page is NOT tested in a browser")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: page NOT tested")
    with playwright.sync_playwright() as p:
        started = p.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


class Opened:
    """A page that was opened, and what it did meanwhile."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.responses: list[str] = []
        self.console: list[str] = []
        self.dialogs: list[str] = []
        page.on("response", lambda r: self.responses.append(r.url))
        page.on("console", lambda m: self.console.append(m.text))
        page.on("pageerror", lambda e: self.console.append(str(e)))
        page.on("dialog", lambda d: (self.dialogs.append(d.message), d.dismiss()))


Open = Callable[..., Opened]


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Writes a page to disk and opens it from there."""
    contexts = []

    def opened(html: str, width: int = 1440, height: int = 900, wait: str = "[aria-current], .empty", **options: Any) -> Opened:
        file = tmp_path / f"page{len(contexts)}.html"
        file.write_text(html, encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        it = Opened(context.new_page())
        it.page.goto(file.as_uri())
        if options.get("java_script_enabled", True):
            it.page.wait_for_selector(wait, state="attached")
        return it

    yield opened
    for context in contexts:
        context.close()
