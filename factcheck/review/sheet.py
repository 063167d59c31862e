"""A report page or a stored result -> the sheet to be signed: one row per claim, with the fingerprints of each."""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factcheck.report.html import repeats, signoff_name
from factcheck.report.payload import evidence, result_hash

MAX_BYTES = 200_000_000  # a page of 5,000 claims is 4 MB; past this the file is not ours
DATA = '<script type="application/json" id="data">'
ROW_PARTS = 8
HASH = re.compile("[0-9a-f]{64}")


class SheetError(ValueError):
    """The file is no report or result of ours; the text says why, in one line."""


@dataclass(frozen=True, slots=True)
class Row:
    """One claim to sign. ``same`` is the number of the earlier claim it repeats; one decision covers both."""

    n: int
    id: str
    identity: str
    content: str
    evidence: str | None
    verdict: str
    reason: str
    same: int | None = None
    line: int | None = None
    column: int | None = None
    surface: str = ""

    @property
    def key(self) -> tuple[str, str, str | None, str]:
        """What a decision holds for: the claim, its words, the fact behind it, and what was said of it."""
        return self.identity, self.content, self.evidence, self.verdict


@dataclass(frozen=True, slots=True)
class Sheet:
    """All claims of one result. ``file`` is what its sign-off is called."""

    article: str
    sha256: str
    result: str
    rows: tuple[Row, ...]
    file: str


def sheet_of(data: Mapping[str, Any]) -> Sheet:
    """The sheet of a result in its JSON form."""
    claims = data["claims"]
    rows = tuple(
        Row(
            n, _text(c, "id"), _text(c, "identity"), _text(c, "content"), evidence(c), _text(c, "verdict"),
            _text(c, "reason"), same, c.get("line"), c.get("column"), _text(c, "surface"),
        )
        for n, (c, same) in enumerate(zip(claims, repeats(claims), strict=True), 1)
    )  # fmt: skip
    about = data["article"]
    return Sheet(about["name"], about["sha256"], result_hash(data), rows, signoff_name(about["name"]))


def _text(claim: Mapping[str, Any], name: str) -> str:
    if isinstance(value := claim[name], str):
        return value
    raise TypeError(f"{name} is no text")


def read_sheet(path: Path) -> Sheet:
    """The sheet of a report (``.html``) or of a result (``.json``). Raises SheetError or OSError."""
    if path.stat().st_size > MAX_BYTES:
        raise SheetError("too large to be a report")
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix.lower() in (".html", ".htm"):
        sheet = sheet_of_page(text)
        return _with_places(sheet, path.with_suffix(".json"))
    try:
        data = json.loads(text)
        if not isinstance(data, dict) or data.get("schema_version") != 1 or "claims" not in data:
            raise SheetError("not a factcheck result of schema version 1")
        return sheet_of(data)
    except SheetError:
        raise
    except RecursionError:
        raise SheetError("not a factcheck result (nested too deeply)") from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SheetError(f"not a factcheck result ({type(error).__name__}: {str(error)[:80]})") from None


def sheet_of_page(html: str) -> Sheet:
    """The sheet in a report page."""
    return sheet_of_block(block_of(html))


def block_of(html: str) -> dict[str, Any]:
    """The block of data that a page's script reads."""
    begin = html.find(DATA)
    end = html.find("</script>", begin)
    if begin < 0 or end < 0:
        raise SheetError("not a factcheck report")
    try:
        block = json.loads(html[begin + len(DATA) : end])
        if "packed" in block:
            block = json.loads(_unpacked(block["packed"]))
    except (ValueError, KeyError, TypeError, RecursionError, binascii.Error, zlib.error) as error:
        raise SheetError(f"a damaged report ({type(error).__name__})") from None
    if not isinstance(block, dict):
        raise SheetError("not a factcheck report")
    return block


def sheet_of_block(block: Mapping[str, Any]) -> Sheet:
    """The sheet in a page's block of data."""
    try:
        if not HASH.fullmatch(block["result"]):
            raise SheetError("not a factcheck report")
        rows = tuple(_row(n, parts) for n, parts in enumerate(block["claims"], 1))
        about = block["article"]
        return Sheet(str(about["name"]), str(about["sha256"]), block["result"], rows, signoff_name(str(about["name"])))
    except SheetError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SheetError(f"a damaged report ({type(error).__name__})") from None


def _unpacked(packed: str) -> bytes:
    machine = zlib.decompressobj()
    data = machine.decompress(base64.b64decode(packed), MAX_BYTES)
    if machine.unconsumed_tail:
        raise SheetError("too large to be a report")
    return data


def _row(n: int, parts: list[Any]) -> Row:
    if len(parts) < ROW_PARTS:
        raise SheetError("written by another version of factcheck; check the article again")
    id, _, identity, content, fingerprint, verdict, reason, same = parts[:ROW_PARTS]
    return Row(n, str(id), str(identity), str(content), fingerprint, str(verdict), str(reason), same)


def _with_places(sheet: Sheet, beside: Path) -> Sheet:
    """A page's sheet with line, column and words from the JSON result beside it, where that is the same result."""
    try:
        stored = read_sheet(beside)
    except (SheetError, OSError):
        return sheet
    return stored if stored.result == sheet.result and len(stored.rows) == len(sheet.rows) else sheet
