"""Office files are zip files of XML: their parts are read as a stream, within bounds, and never with a DTD.

A zip bomb unfolds to a thousand times its size, an XML bomb lets entities name each other, and both can nest without
end. All three stop here, at the limit and not when the memory is full; what the zip says of its own sizes is ignored.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from xml.parsers import expat

from factcheck.read.errors import ReadError
from factcheck.read.limits import Limits

BLOCK = 1 << 16
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, OverflowError, OSError)
MOST_PARTS = 5_000  # a book with a picture a page has 1,000
DEEPEST = 500  # nested tables reach 100
SMALL = 1_000_000  # below it the ratio says nothing: an empty style sheet of 100 kB packs to 1


class Package:
    """The parts of a zip file. Raises ReadError where it is none, encrypted, or too much."""

    def __init__(self, data: bytes, shown: str, limits: Limits) -> None:
        self.shown, self._limits = shown, limits
        self._size, self._unfolded = len(data), 0
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            self._parts = {info.filename: info for info in self._zip.infolist()}
        except BROKEN as error:
            raise ReadError(f"{shown}: is cut short or no Word file ({_said(error)}). Save it again.") from None
        if len(self._zip.infolist()) > MOST_PARTS:
            raise ReadError(f"{shown}: has over {MOST_PARTS:,} parts, which no article needs. Save it as text first.")

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def feed(self, name: str, into: Callable[[bytes], None]) -> None:
        """A part, block by block."""
        info = self._parts[name]
        if info.flag_bits & 1:
            raise ReadError(f"{self.shown}: is encrypted ({name}). Save it without a password first.")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ReadError(f"{self.shown}: {name} in it is packed in a way Word does not use. Save it again.")
        try:
            with self._zip.open(info) as part:
                while block := part.read(BLOCK):
                    self._count(len(block))
                    into(block)
        except ReadError:
            raise
        except BROKEN as error:
            raise ReadError(f"{self.shown}: {name} in it is broken ({_said(error)}). Save it again.") from None

    def _count(self, more: int) -> None:
        self._unfolded += more
        if self._unfolded > max(SMALL, self._size * self._limits.expansion):
            what = f"unfolds to more than {self._limits.expansion} times its size"
            raise self._limits.over(self.shown, what, "expansion")
        if self._unfolded > self._limits.unfolded_size:
            raise self._limits.over(self.shown, "unfolds to too much", "unfolded-size")


def _said(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0][:120].lower()


def parse_xml(
    package: Package,
    name: str,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    words: Callable[[str], None],
) -> None:
    """Walk over a part's XML; names and attributes come without their namespaces."""
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    depth = 0

    def begin(tag: str, given: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise ReadError(f"{package.shown}: {name} in it nests over {DEEPEST} deep. Save it as text first.")
        start(tag.rpartition("}")[2], {key.rpartition("}")[2]: value for key, value in given.items()})

    def finish(tag: str) -> None:
        nonlocal depth
        depth -= 1
        end(tag.rpartition("}")[2])

    def refuse(*_: object) -> None:
        raise ReadError(f"{package.shown}: {name} in it declares a DTD, which Word never does. Save it as text first.")

    def parse(block: bytes) -> None:
        parser.Parse(block, False)

    parser.StartElementHandler, parser.EndElementHandler = begin, finish
    parser.CharacterDataHandler = words
    parser.StartDoctypeDeclHandler = refuse
    try:
        package.feed(name, parse)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        where = f"line {error.lineno}, column {error.offset + 1}"
        raise ReadError(f"{package.shown}: {name} in it is broken ({where}). Save or download it again.") from None
