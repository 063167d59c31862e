"""A Markdown file -> Text: kept as written, marks and all, so that every line and column opens in an editor.

Only comments become blanks: a reader never sees them, and in front of a sentence they would be its first words.
"""

from __future__ import annotations

import re
from dataclasses import replace

from factcheck.read.frontmatter import split
from factcheck.read.plain import first_line
from factcheck.read.text import Text

HEADING = re.compile(r"^#{1,6}[ \t]+([^\n]{1,300})$", re.MULTILINE)
BLANKED = re.compile(r"[^\n]")


def parse(text: str, shown: str) -> Text:
    """A Markdown file -> Text; the title is the first heading, else the first line."""
    found = split(text, shown)
    found = replace(found, text=_without_comments(found.text))
    if found.title:
        return found
    heading = HEADING.search(found.text)
    title = heading[1].rstrip("# \t") if heading else first_line(found.text)
    return replace(found, title=title or None)


def _without_comments(text: str) -> str:
    """``<!-- … -->`` as as many blanks, line breaks kept; each character is looked at once."""
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        kept += [text[at:start], BLANKED.sub(" ", text[start : end + 3])]
        at = end + 3
    return "".join([*kept, text[at:]])
