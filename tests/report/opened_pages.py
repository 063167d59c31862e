"""A page that a test opened in the browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


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
