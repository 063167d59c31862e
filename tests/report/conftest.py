"""A page opened in the browser, and what it did meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from opened_pages import Open, Opened


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
