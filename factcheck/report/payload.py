"""Result -> the JSON result as plain values: what every other output is drawn from.

Every output reads this and not the Result, so a stored JSON result gives the same page as the check that wrote it.
"""

from __future__ import annotations

import bisect
import hashlib
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from factcheck.model import Article, Result

SURROGATE = re.compile("[\ud800-\udfff]")
LONGEST_QUOTE = 600  # code points; a page shows fewer, and a list without full stops makes clauses of 3,000
SOURCE_FIELDS = ("id", "value", "unit", "period", "as_of")


class Places:
    """Offsets of a text -> line and column, and offsets in UTF-8 bytes and UTF-16 units; one pass for many claims."""

    def __init__(self, article: Article) -> None:
        self.text, self.lines = article.text, article.lines
        self.starts = [0, *(m.end() for m in re.finditer("\n", article.text))]
        self.plain = article.text.isascii()
        self.at, self.bytes, self.units = 0, 0, 0

    def position(self, offset: int) -> tuple[int, int]:
        """What ``Article.position`` says, without counting from the start each time."""
        row = self.row(offset)
        return (self.lines[row] if row < len(self.lines) else row + 1), offset - self.starts[row] + 1

    def row(self, offset: int) -> int:
        """The line of the text, from 0, that an offset is on."""
        return bisect.bisect_right(self.starts, offset) - 1

    def offsets(self, offset: int) -> tuple[int, int]:
        """(UTF-8 bytes, UTF-16 code units) before a code point; cheap when asked in text order."""
        if self.plain:
            return offset, offset
        if offset < self.at:
            self.at, self.bytes, self.units = 0, 0, 0
        between = self.text[self.at : offset]
        self.bytes += len(between.encode("utf-8", "surrogatepass"))
        self.units += len(between.encode("utf-16-le", "surrogatepass")) // 2
        self.at = offset
        return self.bytes, self.units


def payload(result: Result) -> dict[str, Any]:
    """The JSON result of the contract, with line, column, offsets and quote of each claim; no absolute path."""
    stored = getattr(result, "stored", None)
    if stored is not None:
        return dict(stored)
    data = result.to_dict()
    data["article"]["name"] = shown_name(data["article"]["name"])
    for file in data["reference"]:
        file["file"] = shown_name(file["file"])
    places = Places(result.article)
    unit = place_unit(data["article"]["name"])
    for claim in data["claims"]:
        claim["line"], claim["column"] = places.position(claim["start"])
        if unit != "line":
            claim[unit] = claim["line"]
        claim["utf8_offset"], claim["utf16_offset"] = places.offsets(claim["start"])
        first, last = quoted(claim)
        claim["quote"] = result.article.text[first:last]
        claim["quote_offset"] = first
        for fact in (*claim["facts"], *claim["considered"], *_later_facts(claim)):
            fact["file"] = shown_name(fact["file"])
    return data


def quoted(claim: Mapping[str, Any]) -> tuple[int, int]:
    """Where the words around a claim begin and end: its clause, or of a very long one what stands next to the number.

    In half a megabyte without a full stop 12,000 claims have clauses of 3,000 letters: together 78 times the text.
    """
    first, last = min(claim["text_start"], claim["start"]), max(claim["text_end"], claim["end"])
    if last - first <= LONGEST_QUOTE:
        return first, last
    room = max(0, LONGEST_QUOTE - (claim["end"] - claim["start"])) // 2
    return max(first, claim["start"] - room), min(last, claim["end"] + room)


def place_unit(name: str) -> str:
    """What the "lines" of a file are to its reader: the pages of a PDF, the paragraphs of a Word file."""
    return {".pdf": "page", ".docx": "paragraph"}.get(PurePosixPath(name).suffix.lower(), "line")


def span_in_file(claim: Mapping[str, Any], name: str) -> dict[str, int]:
    """``line``, ``column`` and ``end`` where they are the file's own: no program opens it at a wrong place.

    The reader of a page knows the line a paragraph begins in, and of a PDF or Word file there are no lines at all.
    """
    if place_unit(name) != "line":
        return {}
    if PurePosixPath(name).suffix.lower() in (".html", ".htm"):
        return {"line": claim["line"]}
    column = claim["column"]
    return {"line": claim["line"], "column": column, "end": column + claim["end"] - claim["start"]}


def place(claim: Mapping[str, Any]) -> str:
    """``line 7:190``, ``page 3`` or ``paragraph 14``: where to look in the file."""
    found = next((unit for unit in ("page", "paragraph") if unit in claim), None)
    return f"{found} {claim[found]}" if found else f"line {claim['line']}:{claim['column']}"


def _later_facts(claim: Mapping[str, Any]) -> list[dict[str, Any]]:
    facts = (claim.get("later") or {}).get("facts") or []
    return [f for f in facts if isinstance(f, dict) and "file" in f]


@lru_cache(maxsize=4096)  # every result names the files of the reference
def shown_name(name: str) -> str:
    """A file's name as it may be published: relative names stay, an absolute path keeps its last part only."""
    if PureWindowsPath(name).drive or PureWindowsPath(name).root == "\\":
        return PureWindowsPath(name).name
    path = PurePosixPath(name)
    return path.name if path.is_absolute() or ".." in path.parts or name.startswith("~") else name


def dump(data: object, indent: int | None = 2) -> str:
    """JSON text as people read it; a lone surrogate is written as an escape, so that any text can be stored."""
    text = _indented(data, indent) if indent else json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text if text.isascii() else SURROGATE.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def _indented(data: object, indent: int, level: int = 0) -> str:
    """What ``json.dumps`` writes, put together claim by claim: it holds every token of its text in a list."""
    inner = "\n" + " " * indent * (level + 1)
    outer = "\n" + " " * indent * level
    if level == 0 and isinstance(data, dict) and data and all(isinstance(key, str) for key in data):
        parts = (f"{json.dumps(k, ensure_ascii=False)}: {_indented(v, indent, 1)}" for k, v in data.items())
        return "{" + inner + ("," + inner).join(parts) + outer + "}"
    if level == 1 and isinstance(data, list) and data:
        return "[" + inner + ("," + inner).join(_indented(v, indent, 2) for v in data) + outer + "]"
    # line ends inside strings are escaped, so each one here is the layout's own
    return json.dumps(data, ensure_ascii=False, indent=indent).replace("\n", outer)


def result_hash(data: Mapping[str, Any]) -> str:
    """Fingerprint of a result: a sign-off belongs to exactly one."""
    return hashlib.sha256(dump(data, None).encode("utf-8")).hexdigest()


def evidence(claim: Mapping[str, Any]) -> str | None:
    """Fingerprint of the deciding fact: a decision lapses when the fact behind it changed."""
    if not claim["facts"]:
        return None
    said = [claim["facts"][0].get(name) for name in SOURCE_FIELDS]
    return hashlib.sha256(dump(said, None).encode("utf-8")).hexdigest()[:16]
