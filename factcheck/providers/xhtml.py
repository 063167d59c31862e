"""XHTML file -> elements: the encoding it declares, the characters XHTML has names for, and no entity of its own."""

from __future__ import annotations

import codecs
import re
from html.entities import name2codepoint
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from factcheck.providers.errors import ProviderError

LARGEST = 256 * 1024 * 1024
DEEPEST = 2_000  # elements within one another; the deepest of printed pages has some hundreds
HEAD = 4096  # bytes in which the declaration and the document type must stand
ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
DOCTYPE = re.compile(r"<!DOCTYPE\b[^\[\]<>]{0,1000}>", re.IGNORECASE)
DECLARED = re.compile(r"<!(?:ENTITY|DOCTYPE|ELEMENT|ATTLIST)\b", re.IGNORECASE)
NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{0,31});")
UNDEFINED = 11  # what expat calls an entity nobody declared
XML_NAMES = ("amp", "lt", "gt", "quot", "apos")


def parsed(path: Path) -> ET.Element:
    """The root element of a file; raises ProviderError in one line."""
    text = DOCTYPE.sub("", _text(path), count=1)
    if found := DECLARED.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise ProviderError(
            f"{path.name}:{line}: declares a document type with entities of its own, which is not read."
        )
    text = NAMED.sub(_character, text)
    reader: Any = ET.XMLPullParser(("start", "end"))
    depth = 0
    root: ET.Element | None = None
    try:
        for at in range(0, len(text), HEAD * 16):
            reader.feed(text[at : at + HEAD * 16])
            for event, element in reader.read_events():
                root = element if root is None else root
                depth += 1 if event == "start" else -1
                if depth > DEEPEST:
                    raise ProviderError(f"{path.name}: elements within one another more than {DEEPEST:,} deep.")
        reader.close()
    except ET.ParseError as error:
        line, column = error.position
        why = (
            "uses an entity that XHTML does not know"
            if error.code == UNDEFINED
            else "not XML, or cut off in the middle"
        )
        raise ProviderError(f"{path.name}:{line}:{column + 1}: {why}.") from None
    if root is None:
        raise ProviderError(f"{path.name}:1:1: not XML, or cut off in the middle.")
    return root


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise ProviderError(f"{path.name}: larger than {LARGEST} bytes")
        raw = path.read_bytes()
    except OSError as error:
        raise ProviderError(f"{path}: {error.strerror}") from None
    told = ENCODING.match(raw[:HEAD].removeprefix(codecs.BOM_UTF8))
    name = "utf-16" if raw[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else told[1].decode() if told else "utf-8"
    try:
        text = raw.decode("utf-8-sig" if codecs.lookup(name).name == "utf-8" else name)
    except (UnicodeDecodeError, LookupError):
        raise ProviderError(f"{path.name}: not {name} text, which it says it is.") from None
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text, count=1)  # decoded: its encoding means nothing any more


def _character(m: re.Match[str]) -> str:
    """``&nbsp;`` as the character it names; what XHTML has no name for stays and is a fault of the file."""
    code = name2codepoint.get(m[1])
    return m[0] if code is None or m[1] in XML_NAMES else f"&#{code};"
