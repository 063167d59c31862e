"""Article -> Mentions: every number and date of the text, settled so that none overlap: the number ledger."""

from __future__ import annotations

from factcheck.find.context import finish
from factcheck.find.draft import Draft
from factcheck.find.none import zeros
from factcheck.find.parse import parse
from factcheck.find.scan import LONGEST, STRETCH, closed, small_words
from factcheck.measure import numbers
from factcheck.measure.text import shadow
from factcheck.model import Article, Mention

__all__ = ["find"]


def find(article: Article) -> tuple[Mention, ...]:
    """Article -> Mentions: in text order, none overlapping, ids ``m1``, ``m2``…."""
    data, offsets = shadow(article.text)
    style = numbers.style(article.locale)
    order = "mdy" if article.locale.replace("_", "-").endswith("-US") or article.locale == "en" else "dmy"
    found: list[tuple[int, Draft]] = []
    low = data.lower()
    for match in STRETCH.finditer(low):
        start, end = match.span()
        if low[end : end + 1] == b")":
            end = closed(low, start, end)
        while start < end:
            stop = end
            if end - start > LONGEST:
                cut = max(low.rfind(b" ", start, start + LONGEST), low.rfind(b"\n", start, start + LONGEST))
                stop = cut if cut > start else start + LONGEST
            piece = data[start:stop].rstrip(b" .,;:\n'").replace(b"\n", b" ").decode("latin-1")
            skip = small_words(piece)
            for base, draft in parse(piece[skip:], style, order):
                found.append((start + skip + base, draft))
            start = stop
    if (b"no " in low or b" any " in low) and (none := zeros(data, low)):
        found = sorted([*found, *none], key=lambda f: f[0] + f[1].start)
    return finish(article, data, offsets, found)
