"""A Markdown file -> Text: kept as written, marks and all, so that every line and column opens in an editor."""

from __future__ import annotations

import re
from dataclasses import replace

from factcheck.read.frontmatter import split
from factcheck.read.plain import first_line
from factcheck.read.text import Text

HEADING = re.compile(r"^#{1,6}[ \t]+([^\n]{1,300})$", re.MULTILINE)


def parse(text: str, shown: str) -> Text:
    """A Markdown file -> Text; the title is the first heading, else the first line."""
    found = split(text, shown)
    if found.title:
        return found
    heading = HEADING.search(found.text)
    title = heading[1].rstrip("# \t") if heading else first_line(found.text)
    return replace(found, title=title or None)
