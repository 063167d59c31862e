"""Path or ``-`` -> Article: bytes to text (one file per format), with a map from text lines back to the source's."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from factcheck.model import Article
from factcheck.read import html, markdown, plain
from factcheck.read.errors import ReadError
from factcheck.read.source import MAX_BYTES, decode, load, shown_name

__all__ = ["FORMATS", "ReadError", "read"]

# One reader per suffix: decoded text -> Text. Anything else that decodes is read as plain text ("notes", "draft.text").
FORMATS = {
    ".txt": plain.parse,
    ".md": markdown.parse,
    ".markdown": markdown.parse,
    ".html": html.parse,
    ".htm": html.parse,
}


def read(
    path: str | Path,
    *,
    encoding: str | None = None,
    published: date | None = None,
    entity: str | None = None,
    currency: str | None = None,
    locale: str | None = None,
) -> Article:
    """Path or ``-`` (stdin) -> Article. What the caller gives wins over what the file says of itself.

    Raises ReadError, whose text is one line with the cause, the place and the next step.
    """
    if str(path) == "-":
        name, suffix = "stdin", ".md"
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
    else:
        name, suffix = shown_name(Path(path)), Path(path).suffix.lower()
        data = b""
    shown = "-" if name == "stdin" else name
    text = decode(data if shown == "-" else load(Path(path), shown), shown, encoding)
    found = FORMATS.get(suffix, plain.parse)(text, shown)
    if not found.text.strip():
        raise ReadError(f"{shown}: empty. There is nothing to check.")
    article = Article(
        found.text, name, found.title, published or found.published, entity or found.entity, lines=found.lines
    )
    if currency:
        article = replace(article, currency=currency)
    return replace(article, locale=locale) if locale else article
