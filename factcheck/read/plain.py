"""A text file -> Text: taken as it is; the title is its first line if that is short."""

from __future__ import annotations

from dataclasses import replace

from factcheck.read.frontmatter import split
from factcheck.read.text import Text

LONGEST_TITLE = 200


def parse(text: str, shown: str) -> Text:
    """A text file -> Text."""
    found = split(text, shown)
    return found if found.title else replace(found, title=first_line(found.text))


def first_line(text: str) -> str | None:
    """The first line with words on it, unless it is a paragraph."""
    line = text.lstrip().split("\n", 1)[0].strip()
    return line if 0 < len(line) <= LONGEST_TITLE else None
