"""What a format's reader returns: the text to check and what the file says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Text:
    """``lines[i]`` is the 1-based source line (PDF: page, Word: paragraph) of text line ``i``; empty: line for line.

    ``notes`` is what was left out. ``dated_by`` says where ``published`` is no more than the day the file was "made".
    """

    text: str
    title: str | None = None
    published: date | None = None
    entity: str | None = None
    lines: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    dated_by: str | None = None


RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(words: str) -> str:
    """Superscript as plain text can show it: a note's "1" behind "in 2024." must not be read as 2024.1."""
    return words.translate(RAISED)
