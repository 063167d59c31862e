"""Path -> bytes -> str: bounded size, never a guessed encoding, and every refusal with its next step."""

from __future__ import annotations

import codecs
import os
import re
from difflib import get_close_matches
from pathlib import Path

from factcheck.read.errors import ReadError

SUPPORTED = "Text, Markdown, HTML, PDF and Word files (.docx) are supported."
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LONE = re.compile("[\ud800-\udfff]")


def shown_name(path: Path) -> str:
    """How a file is called in results: relative to the working folder where it lies inside, else its bare name.

    Results must not carry paths of the machine, so an absolute ``…/drafts/a.txt`` elsewhere is ``a.txt``.
    """
    try:
        inside = path.resolve().relative_to(Path.cwd().resolve())
    except (ValueError, OSError):
        inside = Path(path.name)
    return os.fsencode(inside.as_posix()).decode("utf-8", "replace")


def load(path: Path, shown: str, most: int) -> bytes:
    """The file's bytes, or ``most`` and one of them where there are more."""
    try:
        if path.is_dir():
            raise ReadError(f"{shown}: is a folder. Name the articles in it, or give the folder to factcheck check.")
        with path.open("rb") as file:
            return file.read(most + 1)
    except FileNotFoundError:
        raise ReadError(f"{shown}: no such file.{_near(path)}") from None
    except OSError as error:
        raise ReadError(f"{shown}: cannot be read ({(error.strerror or 'error').lower()}).") from None


def _near(path: Path) -> str:
    try:
        names = sorted(entry.name for entry in path.parent.iterdir() if entry.is_file())
    except OSError:
        return ""
    stems = {Path(name).stem: name for name in names}  # compared without the endings, which are alike by nature
    close = [stems[stem] for stem in get_close_matches(path.stem, stems, n=1, cutoff=0.6)]
    same_stem = [name for name in names if Path(name).stem == path.stem]
    best = (same_stem or close)[:1]
    return f" Did you mean {(path.parent / best[0]).as_posix()}?" if best else ""


def decode(data: bytes, shown: str, encoding: str | None) -> str:
    """The bytes as text: UTF-8 (a byte order mark is dropped) or the declared encoding; line ends become ``\\n``."""
    text = _declared(data, shown, encoding) if encoding else _utf8(data, shown)
    if (at := text.find("\0")) >= 0:
        raise ReadError(f"{shown}: looks like a binary file (NUL at character {at}). {SUPPORTED}")
    if lone := LONE.search(text):
        raise ReadError(f"{shown}: half a surrogate pair (U+{ord(lone[0]):04X}) at character {lone.start()}.")
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _utf8(data: bytes, shown: str) -> str:
    for mark, name in MARKS:
        if data.startswith(mark):
            again = f"Re-run with --encoding {name}."
            raise ReadError(f"{shown}: starts with a {name.upper()} byte order mark, so it is not UTF-8. {again}")
    if (at := data.find(b"\0")) >= 0:
        raise ReadError(f"{shown}: looks like a binary file (NUL at byte {at}). {SUPPORTED}")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line, column = data.count(b"\n", 0, error.start) + 1, error.start - data.rfind(b"\n", 0, error.start)
        what = f"byte 0x{data[error.start]:02X} is not UTF-8."
        raise ReadError(f"{shown}:{line}:{column}: {what} {_other_encoding(data, error.start)}") from None


def _other_encoding(data: bytes, at: int) -> str:
    """A next step for bytes that are not UTF-8: named with the word it would give, never applied."""
    begin = at - len(re.split(rb"[\s\"(,;]", data[max(0, at - 30) : at])[-1])
    word = re.split(rb"[\s\",;.)]", data[begin : begin + 40])[0]
    try:
        seen = word.decode("cp1252")
    except UnicodeDecodeError:
        return "Re-run with --encoding NAME, naming the encoding it was saved in."
    return f'It would be valid windows-1252 ("{seen}"). Re-run with --encoding windows-1252 if that is right.'


def _declared(data: bytes, shown: str, encoding: str) -> str:
    try:
        codec = codecs.lookup(encoding)
    except LookupError:
        raise ReadError(f'"{encoding}" is no known encoding. Common ones: utf-8, windows-1252, utf-16.') from None
    if not codec._is_text_encoding:
        raise ReadError(f'"{encoding}" does not turn bytes into text. Common ones: utf-8, windows-1252, utf-16.')
    try:
        return data.decode(encoding)
    except UnicodeError as error:
        at = f" at byte {error.start}" if isinstance(error, UnicodeDecodeError) else ""
        raise ReadError(f"{shown}: is not valid {encoding}{at}. Re-run with the encoding it was saved in.") from None
