"""A Word file -> Text: its paragraphs in order, as the reader of the page sees them; each knows its number.

Tracked insertions count, deletions and hidden words do not; a row of a table is one paragraph, a footnote stands
after the text and carries the number of the paragraph that refers to it. The walk is our own because python-docx
leaves out tracked insertions, fields in content controls, text boxes and notes, and reads a bomb whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from factcheck.read.errors import ReadError
from factcheck.read.limits import Limits
from factcheck.read.package import Package, parse_xml
from factcheck.read.plain import first_line
from factcheck.read.text import Text, raised

MAIN = "word/document.xml"
NOTES = (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote"))
ABOUT = "docProps/core.xml"
GONE = frozenset("del moveFrom instrText delText Fallback rPr pPr sectPr tblPr trPr tcPr comment".split())
MARKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}
SPACES = re.compile(r"[ \t\r\f\v]+")
OFF = ("0", "false", "off")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # old Office files, and new ones behind a password
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def parse(data: bytes, shown: str, limits: Limits) -> Text:
    """A Word file -> Text; ``lines`` says which paragraph each line of text belongs to."""
    if data.startswith(OLE):
        if ENCRYPTED in data:
            raise ReadError(f"{shown}: is encrypted. Remove its password in Word first (File, Info, Protect).")
        raise ReadError(f"{shown}: is an old Office file. Save it as .docx first.")
    package = Package(data, shown, limits)
    if MAIN not in package:
        raise ReadError(f"{shown}: is a zip file but no Word document (no {MAIN} in it). Unpack it, or save as .docx.")
    body = _Story(limits.article_length, shown, limits)
    parse_xml(package, MAIN, body.start, body.end, body.words)
    for part, kind in NOTES:
        if part in package and any(k == kind for k, _ in body.notes):
            note = _Story(limits.article_length, shown, limits)
            parse_xml(package, part, note.start, note.end, note.words)
            body.add_notes(kind, note)
    about = _About()
    if ABOUT in package:
        parse_xml(package, ABOUT, about.start, about.end, about.words)
    lines: list[tuple[str, int]] = []
    for text, number in body.found:
        lines += [("", number)] if lines else []
        lines += [(line, number) for line in text.split("\n")]
    text = "\n".join(line for line, _ in lines)
    title = about.said.get("title") or body.title or first_line(text)
    numbers = tuple(number for _, number in lines)
    return Text(text, title or None, about.day, None, numbers, dated_by="last saved" if about.day else None)


@dataclass
class _Open:
    """A paragraph that is being collected, and what its opening was inside of."""

    pieces: list[str] = field(default_factory=list)
    style: str = ""


class _Story:
    """The paragraphs of one part as they come together; ``found`` has (text, number), rows of tables as one."""

    def __init__(self, most: int, shown: str, limits: Limits) -> None:
        self.found: list[tuple[str, int]] = []
        self.notes: list[tuple[str, tuple[str, int]]] = []
        self.by_note: dict[str, list[str]] = {}
        self.title = ""
        self._most, self._shown, self._limits = most, shown, limits
        self._open: list[_Open] = []
        self._gone = self._total = self._number = 0
        self._in_text = self._hidden = self._raised = False
        self._row: list[list[str]] | None = None
        self._tables = 0
        self._note = ""

    def start(self, name: str, given: dict[str, str]) -> None:
        """An element begins."""
        if name == "vanish" and self._gone == 1 and given.get("val", "1") not in OFF:
            self._hidden = True
        elif name == "vertAlign" and self._gone == 1:
            self._raised = given.get("val") == "superscript"
        elif name == "pStyle" and self._gone == 1 and self._open:
            self._open[-1].style = given.get("val", "")
        if self._gone or name in GONE:
            self._gone += 1
        elif name == "p":
            self._open.append(_Open())
        elif name == "r":
            self._hidden = self._raised = False
        elif name == "t":
            self._in_text = not self._hidden
        elif name in MARKS and self._open and not self._hidden:
            self._open[-1].pieces.append(" " if name == "br" and given.get("type") == "page" else MARKS[name])
        elif name in ("footnoteReference", "endnoteReference"):
            self.notes.append((name.removesuffix("Reference"), (given.get("id", ""), self._number + 1)))
        elif name in ("footnote", "endnote"):
            self._note = "" if given.get("type") else given.get("id", "")
        elif name == "tr":
            self._tables += 1
            self._row = [] if self._tables == 1 else self._row
        elif name == "tc" and self._row is not None and self._tables == 1:
            self._row.append([])

    def end(self, name: str) -> None:
        """An element ends."""
        if self._gone:
            self._gone -= 1
        elif name == "t":
            self._in_text = False
        elif name == "p" and self._open:
            self._close(self._open.pop())
        elif name == "tr" and self._tables:
            self._tables -= 1
            if not self._tables and self._row is not None:
                cells, self._row = self._row, None
                self._add(" ".join(" ".join(cell) for cell in cells if cell))

    def words(self, said: str) -> None:
        """Characters inside an element."""
        if self._in_text and self._open and not self._gone:
            self._total += len(said)
            if self._total > self._most:
                what = f"is longer than {self._most:,} characters"
                raise self._limits.over(self._shown, what, "article-length")
            self._open[-1].pieces.append(raised(said) if self._raised else said)

    def add_notes(self, kind: str, story: _Story) -> None:
        """The notes that the text refers to, each after the text with the number of its paragraph."""
        for known, (note, number) in self.notes:
            if known == kind and (text := " ".join(story.by_note.pop(note, ()))):
                self.found.append((text, number))

    def _close(self, done: _Open) -> None:
        said = "".join(done.pieces).replace("\xad", "")
        text = "\n".join(SPACES.sub(" ", line).strip(" ") for line in said.split("\n"))
        if not text.strip():
            return
        if done.style in ("Title", "Heading1") and not self.title:
            self.title = text.replace("\n", " ")[:300]
        if self._note:
            self.by_note.setdefault(self._note, []).append(text.replace("\n", " "))
        elif self._row:
            self._row[-1].append(text.replace("\n", " "))
        elif not self._open:
            self._add(text)
        else:  # a text box, which hangs in another paragraph: after what has been said so far
            self._open[0].pieces.insert(0, text + "\n")

    def _add(self, text: str) -> None:
        if text.strip():
            self._number += 1
            self.found.append((text, self._number))


class _About:
    """What ``docProps/core.xml`` says: title, and when it was last saved, or made."""

    def __init__(self) -> None:
        self.said: dict[str, str] = {}
        self._name = ""

    def start(self, name: str, given: dict[str, str]) -> None:
        """An element begins."""
        self._name = name if name in ("title", "created", "modified") else ""

    def end(self, name: str) -> None:
        """An element ends."""
        self._name = ""

    def words(self, said: str) -> None:
        """Characters inside an element."""
        if self._name and len(self.said.get(self._name, "")) < 300:
            self.said[self._name] = (self.said.get(self._name, "") + said)[:300]

    @property
    def day(self) -> date | None:
        """A draft speaks from the day it was last saved; "created" is often the day of the template."""
        for name in ("modified", "created"):
            try:
                return date.fromisoformat(self.said.get(name, "")[:10])
            except ValueError:
                continue
        return None
