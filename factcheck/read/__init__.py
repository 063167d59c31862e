"""Path or ``-`` -> Article: bytes to text (one file per format), with a map from text lines back to the source's."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from factcheck.model import Article
from factcheck.read import docx, html, markdown, pdf, plain
from factcheck.read.errors import ReadError, ReadWarning
from factcheck.read.limits import Limits
from factcheck.read.source import decode, load, shown_name
from factcheck.read.text import Text

__all__ = ["FORMATS", "Limits", "ReadError", "ReadWarning", "read"]

# One reader per suffix. Text formats get decoded text; whatever else decodes is plain text ("notes", "draft.text").
TEXTS: dict[str, Callable[[str, str], Text]] = {
    ".txt": plain.parse,
    ".md": markdown.parse,
    ".markdown": markdown.parse,
    ".html": html.parse,
    ".htm": html.parse,
}
DOCUMENTS: dict[str, Callable[[bytes, str, Limits], Text]] = {".pdf": pdf.parse, ".docx": docx.parse}
FORMATS = (*TEXTS, *DOCUMENTS)
# A file is what it begins with, whatever it is called: a report from a pipe or saved as "q3" has no suffix.
SIGNATURES = ((b"%PDF-", ".pdf"), (b"PK\x03\x04", ".docx"), (docx.OLE, ".docx"))


def read(
    path: str | Path,
    *,
    encoding: str | None = None,
    published: date | None = None,
    entity: str | None = None,
    currency: str | None = None,
    locale: str | None = None,
    limits: Limits | None = None,
) -> Article:
    """Path or ``-`` (stdin) -> Article. What the caller gives wins over what the file says of itself.

    Raises ReadError, whose text is one line with the cause, the place and the next step; warns with ReadWarning of
    pages without text and of a date that is only the file's.
    """
    limits = limits or Limits()
    if str(path) == "-":
        name, suffix, shown = "stdin", ".md", "-"
        data = sys.stdin.buffer.read(limits.file_size + 1)
    else:
        name = shown = shown_name(Path(path))
        suffix = Path(path).suffix.lower()
        data = load(Path(path), shown, limits.file_size)
    found = _text(data, suffix, shown, encoding, limits)
    if not found.text.strip():
        raise ReadError(f"{shown}: empty. There is nothing to check.")
    if len(found.text) > limits.article_length:
        raise limits.over(shown, f"is longer than {limits.article_length:,} characters", "article-length")
    for note in found.notes:
        warnings.warn(f"{shown}: {note}", ReadWarning, stacklevel=2)
    if found.dated_by and not published:
        told = f"taken to speak from {found.published}, the day the file was {found.dated_by}"
        warnings.warn(f"{shown}: {told}. --published says otherwise.", ReadWarning, stacklevel=2)
    article = Article(
        found.text, name, found.title, published or found.published, entity or found.entity, lines=found.lines
    )
    if currency:
        article = replace(article, currency=currency)
    return replace(article, locale=locale) if locale else article


def _text(data: bytes, suffix: str, shown: str, encoding: str | None, limits: Limits) -> Text:
    if len(data) > limits.file_size:
        raise limits.over(shown, f"is larger than {limits.file_size / 1e6:g} MB", "file-size")
    kind = next((kind for mark, kind in SIGNATURES if data.startswith(mark)), suffix)
    if kind in DOCUMENTS:
        return DOCUMENTS[kind](data, shown, limits)
    return TEXTS.get(kind, plain.parse)(decode(data, shown, encoding), shown)
