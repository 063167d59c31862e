"""What a format's reader returns: the text to check and what the file says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Text:
    """``lines[i]`` is the 1-based source line of text line ``i``; empty means line for line."""

    text: str
    title: str | None = None
    published: date | None = None
    entity: str | None = None
    lines: tuple[int, ...] = ()
