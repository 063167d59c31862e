"""An HTML page -> Text: its visible words, one block a line; scripts, styles and navigation are left out.

A page is split by an own walk over its tags, because the standard library's parser takes quadratic time on hostile
input (20,000 times ``<a `` took 37 s). The title and the date of publication come from ``title`` and ``meta``.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from factcheck.read.plain import first_line
from factcheck.read.text import Text, raised

HIDDEN = frozenset("template noscript head nav footer aside button svg select iframe object".split())
RAW = {tag: re.compile(f"</{tag}", re.IGNORECASE) for tag in ("script", "style", "textarea", "title")}
BLOCKS = frozenset(
    "p div section article main header h1 h2 h3 h4 h5 h6 li ul ol dl dt dd blockquote pre table tr figure figcaption "
    "br hr address body".split()
)
CELLS = frozenset(("td", "th"))
DATES = frozenset(("article:published_time", "datepublished", "date", "dc.date", "pubdate", "publish-date"))
SPACE = re.compile(r"[ \t\n\r\f]+")
NAME = re.compile(r"/?[A-Za-z][A-Za-z0-9:-]*")
ATTRIBUTE = re.compile(r"""([\w:-]{1,40})\s{0,5}=\s{0,5}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
LONGEST_TAG = 2_000  # a ">" may stand in a quoted attribute; past this it ends the tag anyway


def parse(text: str, shown: str) -> Text:
    """An HTML page -> Text; ``lines`` says where in the source each line of text began."""
    page = _Page()
    for name, said, line in _tokens(text):
        if name:
            page.tag(name, said)
        else:
            page.words(said, line)
    page.end_line()
    body = "\n".join(said for said, _ in page.lines)
    title = _plain(page.title) or first_line(body)
    return Text(body, title or None, page.published, None, tuple(line for _, line in page.lines))


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    """(tag name or empty, tag or words as written, source line), each character looked at once."""
    at = line = 0
    line = 1
    while at < len(text):
        begin = at
        name, end = _tag(text, at) if text[at] == "<" else ("", _next(text, "<", at))
        at = end
        if name in RAW:  # all up to its end tag is one piece, whatever it holds
            found = RAW[name].search(text, end)
            at = found.start() if found else len(text)
            yield name, text[end:at], line
        else:
            yield name, text[begin:end], line
        line += text.count("\n", begin, at)


def _tag(text: str, at: int) -> tuple[str, int]:
    """(its name, where it ends) of what starts with ``<``; no name for a mere "<" in the words."""
    if text.startswith("<!--", at):
        end = text.find("-->", at + 4)
        return "!", len(text) if end < 0 else end + 3
    if text[at + 1 : at + 2] in ("!", "?"):
        return "!", _next(text, ">", at) + 1
    name = NAME.match(text, at + 1)
    if not name:
        return "", _next(text, "<", at + 1)
    end = _next(text, ">", at)
    while end - at < LONGEST_TAG and end < len(text) and text.count('"', at, end) % 2:
        end = _next(text, ">", end + 1)
    return name[0].lower(), end + 1


def _next(text: str, mark: str, at: int) -> int:
    end = text.find(mark, at)
    return len(text) if end < 0 else end


def _plain(words: str) -> str:
    with suppress(ValueError):  # a character reference of thousands of digits
        words = html.unescape(words)
    return SPACE.sub(" ", words.replace("\xad", "")).strip(" ")


class _Page:
    """The lines of a page as they come together."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, int]] = []
        self.title = ""
        self.published: date | None = None
        self._pieces: list[str] = []
        self._line = 1
        self._hidden: list[str] = []
        self._raised = False

    def tag(self, name: str, said: str) -> None:
        """A tag: blocks end a line, hidden elements swallow what is in them."""
        if name == "title" and not self.title:
            self.title = said
        elif name == "meta":
            self._meta({m[1].lower(): m[2] or m[3] or m[4] or "" for m in ATTRIBUTE.finditer(said[:LONGEST_TAG])})
        if self._hidden == ["head"] and name in BLOCKS:
            self._hidden.clear()  # </head> may be left out
        bare = name.lstrip("/")
        if self._hidden:
            if name == self._hidden[-1]:
                self._hidden.append(name)
            elif bare == self._hidden[-1]:
                self._hidden.pop()
        elif name in HIDDEN and not said.endswith("/>"):
            self.end_line()
            self._hidden.append(name)
        elif bare in BLOCKS:
            self.end_line()
        elif bare in CELLS:
            self._pieces.append(" ")
        elif bare == "sup":
            self._raised = name == bare

    def words(self, said: str, line: int) -> None:
        """Words between tags."""
        if self._hidden:
            return
        if said.strip() and not any(piece.strip() for piece in self._pieces):
            self._pieces.clear()
            self._line = line + said[: len(said) - len(said.lstrip())].count("\n")
        self._pieces.append(raised(said) if self._raised and "&" not in said else said)

    def end_line(self) -> None:
        """Close the line that is being collected."""
        said = _plain("".join(self._pieces))
        if said:
            self.lines.append((said, self._line))
        self._pieces.clear()
        self._raised = False

    def _meta(self, given: dict[str, str]) -> None:
        name = (given.get("property") or given.get("name") or given.get("itemprop") or "").lower()
        if name in DATES and self.published is None:
            try:
                self.published = date.fromisoformat(given.get("content", "")[:10])
            except ValueError:
                return
