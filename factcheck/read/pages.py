"""The text of a PDF, page by page, as a process of its own: ``python pages.py SYS_PATH MEMORY SECONDS MOST < q3.pdf``.

A hostile PDF can keep any reader busy for hours or fill the memory, so this runs apart and may be killed: nothing
but the standard library and pypdf is imported. Output: a JSON value a line. First what the file says of itself, or
``{"error": …}``; then a list per page, ``[text, x, y, size]`` a line of print, or a string: why it cannot be read.

pypdf was chosen on two-column, hyphenated and typeset pages: it keeps columns apart and words whole, where pdfplumber
mixed the columns and lost the spaces of typeset text, and pdfminer tore justified lines into pieces.
"""

import json
import logging
import math
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from io import BytesIO
from typing import Any

NOTE = re.compile(r"[\[(]?\d{1,3}(?:, ?\d{1,3})*[\])]?\s*")
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")  # this file runs apart: the table of text.py, once more


def limit(memory: int, seconds: int) -> None:
    """Bound what this process may use, where the system can."""
    with suppress(ImportError, OSError, ValueError):
        resource = import_module("resource")
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))


def about(reader: Any) -> dict[str, str]:
    """Title, maker and dates as the file says them; each by itself, because any of them may be broken."""
    known: dict[str, str] = {}
    for name, read in (
        ("title", lambda: reader.metadata.title),
        ("creator", lambda: f"{reader.metadata.creator} {reader.metadata.producer}"),
        ("made", lambda: reader.metadata.creation_date.date().isoformat()),
        ("published", lambda: reader.xmp_metadata.dc_date[0].date().isoformat()),
    ):
        with suppress(Exception):
            known[name] = read()[:1000]
    return known


class Print:
    """The lines of a page as they are drawn; a line is where, and as large as, most of its letters are."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, str, list[float]]] = []
        self._drawn = self._text = ""
        self._before: list[float] | None = None
        self._places: dict[tuple[float, float], list[float]] = {}

    def seen(self, text: str, cm: Any, tm: Any, font: Any, size: float) -> None:
        """Some text was drawn; a line end in it ends the line."""
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = abs((tm[0] * tm[3] - tm[1] * tm[2]) * (cm[0] * cm[3] - cm[1] * cm[2]))
        at = [round(n, 1) if math.isfinite(n) else 0.0 for n in (x, y, abs(size) * math.sqrt(scale))]
        for number, piece in enumerate(text.split("\n")):
            if number:
                self.end_line()
            self._drawn += piece
            self._text += piece.translate(RAISED) if self._raised(piece, at) else piece
            if letters := len(piece.strip()):
                place = self._places.setdefault((at[1], at[2]), [at[0], 0])
                place[1] += letters

    def _raised(self, piece: str, at: list[float]) -> bool:
        """Whether this is the number of a note, set small and high: "in 2024." and a "1" is not 2024.1."""
        if not piece.strip():
            return False
        before = self._before
        if before and NOTE.fullmatch(piece) and at[2] < 0.9 * before[2] and 0.1 < (at[1] - before[1]) / before[2] < 1:
            return True
        self._before = at
        return False

    def end_line(self) -> None:
        """Keep the line that was collected, if anything is on it."""
        self._before = None
        if self._places:
            (y, size), _ = max(self._places.items(), key=lambda item: item[1][1])
            self.lines.append((self._drawn, self._text, [next(iter(self._places.values()))[0], y, size]))
        self._drawn, self._text, self._places = "", "", {}


def lines(page: Any) -> list[list[Any]]:
    """The printed lines of a page in reading order, with where each begins (points, from the bottom) and its size."""
    found = Print()
    text = page.extract_text(visitor_text=found.seen)
    found.end_line()
    if "".join(drawn for drawn, _, _ in found.lines).split() != text.replace("\n", "").split():
        return [[line, 0.0, 0.0, 0.0] for line in text.split("\n") if line.strip()]
    return [[said, *at] for _, said, at in found.lines]


def said(data: bytes, most: int) -> Iterator[object]:
    """What there is to say of a PDF, at most ``most`` characters of it."""
    try:
        pypdf = import_module("pypdf")
    except ImportError:
        yield {"error": "library"}
        return
    logging.disable(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            yield {"error": "encrypted"}
            return
        yield about(reader)
        for page in reader.pages:
            try:
                found = lines(page)
            except (MemoryError, RecursionError):
                raise
            except Exception as error:  # a page is broken in one of a hundred ways; the others may be whole
                yield f"{type(error).__name__}: {error}"[:120]
                continue
            yield found
            most -= sum(len(line[0]) for line in found)
            if most < 0:
                yield {"error": "length"}
                return
    except MemoryError:
        yield {"error": "memory"}
    except Exception as error:
        kind = "encrypted" if type(error).__name__ in ("FileNotDecryptedError", "DependencyError") else "broken"
        yield {"error": kind, "why": f"{type(error).__name__}: {error}"[:300]}


if __name__ == "__main__":
    sys.path[:] = json.loads(sys.argv[1])
    limit(int(sys.argv[2]), int(sys.argv[3]))
    for value in said(sys.stdin.buffer.read(), int(sys.argv[4])):
        sys.stdout.write(json.dumps(value) + "\n")
