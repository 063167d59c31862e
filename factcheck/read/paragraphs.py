"""Printed lines -> paragraphs: line ends and hyphens of the page taken out again, running heads left out.

A line was broken by the page, and not by its author, where the first word of the next one would not have fitted any
more. That tells paragraphs, headings and rows of tables apart without knowing the typeface.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from factcheck.vocabulary import rows

LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
SOFT = "\xad\x02"  # hyphens that are there only because the line ended
DASHES = "-‐‑"
FIGURE = re.compile(r"[(\-–−+]?[$€£¥]?\d[\d.,]*[%)]?$|[-–—]$")
ITEM = re.compile(r"[•●▪◦‣·*–—]\s|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]\s|\d+(?:\.\d+)+\.?\s+[A-Z]")
ENDS = re.compile(r"[.!?:;][\"”’')\]]*$")
NEXT_SENTENCE = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])")
SPACES = re.compile(r"[ \t\f\v\u2000-\u200a]+")
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
NARROWEST = 24  # letters; what is narrower throughout is a table or a list, not set text
# Of the widest line, because letters differ in width: on 300 pages of six typeset manuals as many sentences were torn
# at 0.5 as at 0.86 (only code and lists), a tenth more at 0.9, and more than twice as many at 1.
SLACK = 0.8
EDGE, BAND = 2, 0.05  # running heads are among the first or last lines, and at most so far from the outermost


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: where it begins, in points from the bottom left, and the size of its letters (0: not known)."""

    text: str
    page: int
    x: float = 0.0
    y: float = 0.0
    size: float = 0.0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text and the page it stands on."""

    text: str
    page: int
    more: bool = False  # the same paragraph, on its next page


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[Paragraph]:
    """The paragraphs of a document, page by page."""
    kept = _without_heads(pages)
    lines = [line for page in (kept if any(kept) else pages) for line in page]
    known = _words(lines)
    found: list[Paragraph] = []
    pieces: list[str] = []
    page, more = 0, False
    for before, line, whole in _joints(lines):
        text = line.text
        if before is not None and whole:
            text = _joined(pieces, text, known)
            if line.page == page:
                pieces.append(text)
                continue
            # the sentence is finished where it began; what follows it stands on the page it stands on
            end = NEXT_SENTENCE.search(text)
            pieces.append(text[: end.end()].rstrip() if end else text)
            if not end:
                continue
            text = text[end.end() :]
        if pieces:
            found.append(Paragraph("".join(pieces), page, more))
        pieces, page, more = [text], line.page, bool(before is not None and whole)
    return [*found, Paragraph("".join(pieces), page, more)] if pieces else found


def _joints(lines: Sequence[Line]) -> Iterable[tuple[Line | None, Line, bool]]:
    """(line before, line, whether they are one paragraph) of each line."""
    before: Line | None = None
    for block in _blocks(lines):
        wide = max(NARROWEST, *(len(line.text) for line in block))
        for number, line in enumerate(block):
            if before is None:
                yield None, line, False
            elif number:
                yield before, line, _full(before, line, wide) and not _row(before.text) and not _row(line.text)
            else:  # another column or page: one paragraph where the sentence has not ended
                open_end = not ENDS.search(before.text) and len(before.text) > NARROWEST and line.text[:1].islower()
                yield before, line, open_end and before.size == line.size and not _row(before.text)
            before = line


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Runs of lines below one another, of one size and without a gap."""
    found: list[list[Line]] = []
    usual = 0.0
    for line in lines:
        last = found[-1][-1] if found else None
        usual = 0.0 if found and len(found[-1]) == 1 else usual
        if last and _below(last, line, usual or 1.65 * last.size):
            found[-1].append(line)
            usual = min(usual or last.y - line.y, last.y - line.y)
        else:
            found.append([line])
    return found


def _below(last: Line, line: Line, usual: float) -> bool:
    if line.page != last.page or ITEM.match(line.text):
        return False
    if not last.size or not line.size:
        return not last.size and not line.size
    return abs(last.size - line.size) < 0.08 * last.size and 0 < last.y - line.y < 1.25 * usual


def _full(before: Line, line: Line, wide: int) -> bool:
    return len(before.text) + 1 + len(line.text.split(" ", 1)[0]) > wide * SLACK


def _row(text: str) -> bool:
    """A row of a table ends in two figures: ``Anvils 51.2 48.9``."""
    last = text.rsplit(" ", 2)
    return len(last) == 3 and all(FIGURE.match(word) for word in last[1:])


def _joined(pieces: list[str], line: str, known: Counter[str]) -> str:
    """What a line adds to the pieces before it; a hyphen of the line end only is taken off the last of them."""
    last = pieces[-1]
    if last[-1] in SOFT:
        pieces[-1] = last[:-1]
        return line
    if last[-1] in DASHES and len(last) > 1 and not last[-2].isspace():
        head, tail = re.split(r"[^\w-]", last[:-1])[-1], re.split(r"[^\w-]", line, maxsplit=1)[0]
        pieces[-1] = last if _hyphened(head, tail, known) else last[:-1]
        return line
    figures = last[-2:-1].isdigit() and line[0].isdigit()
    return line if last[-1] in "–—/" and figures else f" {line}"


def _hyphened(head: str, tail: str, known: Counter[str]) -> bool:
    """Whether ``head-tail`` has its hyphen always ("year-on"), or only at the end of a line ("rev-enue").

    The document itself knows best; else what commonly comes before a hyphen decides.
    """
    if not head.isalpha() or not tail[:1].islower():
        return True  # "12-" / "month", "Anglo-" / "American"
    whole, apart = known[(head + tail).lower()], known[f"{head}-{tail}".lower()]
    if whole != apart:
        return apart > whole
    return "-" in tail or head.lower() in _before_hyphens()


@cache
def _before_hyphens() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("hyphened"))


def _words(lines: Iterable[Line]) -> Counter[str]:
    return Counter(word.strip(".,;:!?()[]\"“”‘’'").lower() for line in lines for word in line.text.split())


def _without_heads(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without running heads, feet and page numbers: what stands at one place of their edges again and again.

    "340 people were employed." and "55 people were employed." differ in their number only, as page numbers do; so the
    place must be the very top or bottom, and the same.
    """
    heights = [line.y for page in pages for line in page if line.size]
    low, high = (min(heights), max(heights)) if heights else (0.0, 0.0)
    band = BAND * (high - low)
    edges = [
        {
            i: (re.sub(r"\d+", "#", page[i].text).strip().lower(), round(page[i].size), round(page[i].y / 4))
            for i in (*range(EDGE), *range(len(page) - EDGE, len(page)))
            if 0 <= i < len(page) and not low + band < page[i].y < high - band
        }
        for page in pages
    ]
    counted = Counter(shape for edge in edges for shape in edge.values())
    often = max(2, len(pages) // 5)  # a report changes its running head from part to part
    return [
        [line for i, line in enumerate(page) if i not in edge or counted[edge[i]] < often]
        for page, edge in zip(pages, edges, strict=True)
    ]


def clean(text: str) -> str:
    """A printed line as words: one kind of space, ligatures spelled out, nothing that is no character."""
    return CONTROL.sub("", SPACES.sub(" ", text.translate(LIGATURES)).rstrip("\x02 ") + _soft(text)).strip()


def _soft(text: str) -> str:
    return "\xad" if text.rstrip(" \n").endswith("\x02") else ""
