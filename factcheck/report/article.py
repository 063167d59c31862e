"""Text + claims -> blocks: the article in full, one mark per claim, a dotted rule under ignored numbers.

The characters of all pieces, with the line ends between the blocks, are the characters of the text.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from factcheck.report.columns import looks
from factcheck.report.words import LOOKS, ignored

LONGEST_MARK = 160  # a longer clause is marked at its number only: a page of underlined prose marks nothing
LONGEST_HEADING = 120
HEADING_END = re.compile(r"[.,;:!]['\"”’)]?$")
PROSE_END = re.compile(
    r"[.!?]['\"”’)]?$"
)  # the line above a subhead is blank or ends a sentence: no hard-wrapped prose
LIST_ITEM = re.compile(r"\s*(?:[-*•–—]|\d{1,3}[.)])\s")
SPACED = re.compile(r"\s\s|\t|\r|^\s")  # white space that a browser would swallow
MARKDOWN = re.compile(r"(#{1,6})\s")


@dataclass(slots=True)
class Piece:
    """A run of text: plain, a claim's mark (``claim`` is its number), or an ignored number (``why``).

    ``sign`` is what makes a line a heading in Markdown: there, and not shown.
    """

    start: int
    end: int
    text: str = ""
    claim: int = 0
    css: str = ""
    word: str = ""
    glyph: str = ""
    target: str = ""
    why: str = ""
    sign: bool = False
    inner: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class Block:
    """One line of the text: its tag, its number in the source file, its pieces."""

    tag: str
    css: str
    line: int
    pieces: list[Piece]


def marks(claims: Sequence[Mapping[str, Any]], text: str) -> list[Piece]:
    """One span per claim, in order, none overlapping: the clause where it is the claim's alone, else the number."""
    clauses = [_clause(c, text) for c in claims]
    order = sorted(range(len(claims)), key=lambda i: clauses[i])
    free = [True] * len(claims)
    reach, owner = -1, -1
    for i in order:
        first, last = clauses[i]
        if first < reach:
            free[i] = free[owner] = False
        if last > reach:
            reach, owner = last, i
    spans = []
    for i, claim in enumerate(claims):
        first, last = clauses[i] if free[i] else (claim["start"], claim["end"])
        look = LOOKS[claim["verdict"]]
        spans.append(
            Piece(first, last, claim=i + 1, css=look.css, word=look.word, glyph=look.glyph, target=target(claim, i + 1))
        )
    spans.sort(key=lambda p: (p.start, p.claim))
    at = 0
    for span in spans:  # two claims on one number: the second mark stands right behind the first
        span.start = min(max(span.start, at), len(text))
        span.end = max(span.start, min(span.end, len(text)))
        at = span.end
    return spans


def target(claim: Mapping[str, Any], n: int) -> str:
    """The id of a claim's card."""
    return claim["id"] if re.fullmatch(r"c\d{1,9}", claim["id"]) else f"c{n}"


def _clause(claim: Mapping[str, Any], text: str) -> tuple[int, int]:
    """The clause on the line of its number, without outer white space; the number alone where the clause is long."""
    start, end = claim["start"], claim["end"]
    first = max(min(claim["text_start"], start), text.rfind("\n", 0, start) + 1)
    stop = text.find("\n", end)
    last = min(max(claim["text_end"], end), stop if stop >= 0 else len(text))
    while first < start and (text[first].isspace() or text[first] == "#"):
        first += 1
    while last > end and (text[last - 1].isspace() or text[last - 1] in ".,;:"):
        last -= 1
    return (first, last) if last - first <= LONGEST_MARK else (start, end)


def blocks(data: Mapping[str, Any], text: str, lines: Sequence[int] = ()) -> Iterator[Block]:
    """The lines of the text as blocks with their pieces."""
    spans = marks(data["claims"], text)
    skipped = [Piece(m["start"], m["end"], why=ignored(m["ignored"])) for m in data["ledger"] if m["ignored"]]
    title, at, span_at, skip_at = data["article"]["title"], 0, 0, 0
    rows = text.split("\n")
    columns = looks(rows)
    for row, line in enumerate(rows):
        after = at + len(line)
        end = after - 1 if line.endswith("\r") and row < len(rows) - 1 else after
        mine, span_at = _until(spans, span_at, after)
        dotted, skip_at = _until(skipped, skip_at, after)
        tag, css = ("p", columns[row]) if columns[row] else _role(rows, row, title)
        if mine and not tag:
            tag = "p"
        if SPACED.search(line):
            css = f"{css} ws".strip()
        number = lines[row] if row < len(lines) else row + 1
        sign = MARKDOWN.match(line) if tag in ("h1", "h2") else None
        begin = at + sign.end() if sign and not (mine and mine[0].start < at + sign.end()) else at
        pieces = [Piece(at, begin, text[at:begin], sign=True)] if begin > at else []
        yield Block(tag, css, number, pieces + _pieces(text, begin, end, mine, dotted))
        at = after + 1


def _until(spans: list[Piece], at: int, end: int) -> tuple[list[Piece], int]:
    stop = at
    while stop < len(spans) and spans[stop].start <= end:
        stop += 1
    return spans[at:stop], stop


def _pieces(text: str, at: int, end: int, spans: list[Piece], dotted: list[Piece]) -> list[Piece]:
    """Plain text, marks and dotted numbers of one stretch, in order."""
    out: list[Piece] = []
    for span in spans:
        first, last = min(span.start, end), min(span.end, end)
        out += _dotted(text, at, first, dotted)
        span.inner = _dotted(text, first, last, dotted)
        out.append(span)
        at = last
    return out + _dotted(text, at, end, dotted)


def _dotted(text: str, at: int, end: int, dotted: list[Piece]) -> list[Piece]:
    out: list[Piece] = []
    for i in range(bisect.bisect_left(dotted, at, key=lambda p: p.start), len(dotted)):
        one = dotted[i]
        if one.start >= end:
            break
        if one.start < at or one.end > end:
            continue
        if one.start > at:
            out.append(Piece(at, one.start, text[at : one.start]))
        out.append(Piece(one.start, one.end, text[one.start : one.end], why=one.why))
        at = one.end
    if at < end:
        out.append(Piece(at, end, text[at:end]))
    return out


def _role(rows: Sequence[str], row: int, title: str | None) -> tuple[str, str]:
    """The tag of a line: headline, deck, subhead, list item or paragraph. Only looks change, never the words."""
    line = rows[row]
    said = line.strip()
    if not said:
        return "", ""
    if marked := MARKDOWN.match(said):
        return ("h1", "") if len(marked[1]) == 1 and row == 0 else ("h2", "")
    if LIST_ITEM.match(line):
        return "p", "li"
    if row == 0 and said == title:
        return "h1", ""
    if len(said) > LONGEST_HEADING or HEADING_END.search(said) or SPACED.search(line.rstrip()):
        return "p", ""
    if row == 0:
        return ("h1", "") if len(said.split()) > 1 else ("p", "")
    if row == 1:
        return "p", "dek"
    below = next((r.strip() for r in rows[row + 1 : row + 3] if r.strip()), "")
    alone = row == 0 or PROSE_END.search(rows[row - 1].rstrip()) or not rows[row - 1].strip()
    return ("h2", "") if alone and len(said) <= 80 and said[0].isupper() and len(below) > 100 else ("p", "")
