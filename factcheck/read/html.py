"""An HTML page -> Text: its visible words, one block a line; scripts, styles and navigation are left out.

A plain walk over the page's tags: the title and the date of publication come from its ``meta`` elements.
"""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser

from factcheck.read.plain import first_line
from factcheck.read.text import Text

HIDDEN = frozenset("script style template noscript head nav footer aside button svg select iframe object".split())
BLOCKS = frozenset(
    "p div section article main header h1 h2 h3 h4 h5 h6 li ul ol dl dt dd blockquote pre table tr figure figcaption "
    "br hr address".split()
)
CELLS = frozenset(("td", "th"))
DATES = frozenset(("article:published_time", "datepublished", "date", "dc.date", "pubdate", "publish-date"))
SPACE = re.compile(r"[ \t\n\r\f]+")


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[tuple[str, int]] = []
        self.words: list[str] = []
        self.line = 1
        self.hidden: list[str] = []
        self.in_title = False
        self.title = ""
        self.published: date | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "meta":
            self._meta({k: v or "" for k, v in attrs})
        self.in_title = tag == "title" or self.in_title
        if self.hidden == ["head"] and (tag == "body" or tag in BLOCKS):
            self.hidden.clear()  # </head> may be left out
        if self.hidden:
            self.hidden += [tag] if tag == self.hidden[-1] else []
        elif tag in HIDDEN:
            self.end_line()
            self.hidden.append(tag)
        elif tag in BLOCKS:
            self.end_line()
        elif tag in CELLS:
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.in_title = self.in_title and tag != "title"
        if self.hidden:
            if tag == self.hidden[-1]:
                self.hidden.pop()
            elif tag in ("html", "body"):
                self.hidden.clear()
        elif tag in BLOCKS:
            self.end_line()

    def handle_data(self, data: str) -> None:
        if self.in_title:
            self.title += data
        elif not self.hidden:
            if not "".join(self.words[-1:]).strip():
                self.line = self.getpos()[0] + data[: len(data) - len(data.lstrip())].count("\n")
            self.words.append(data)

    def _meta(self, attrs: dict[str, str]) -> None:
        name = (attrs.get("property") or attrs.get("name") or attrs.get("itemprop") or "").lower()
        if name in DATES and self.published is None:
            try:
                self.published = date.fromisoformat(attrs.get("content", "")[:10])
            except ValueError:
                return

    def end_line(self) -> None:
        """Close the line that is being collected."""
        text = SPACE.sub(" ", "".join(self.words)).strip()
        if text:
            self.lines.append((text, self.line))
        self.words.clear()


def parse(text: str, shown: str) -> Text:
    """An HTML page -> Text; ``lines`` says where in the source each line of text began."""
    page = _Page()
    page.feed(text)
    page.close()
    page.end_line()
    body = "\n".join(line for line, _ in page.lines)
    title = SPACE.sub(" ", page.title).strip() or first_line(body)
    return Text(body, title or None, page.published, None, tuple(n for _, n in page.lines))
