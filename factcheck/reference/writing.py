"""Rows -> CSV bytes as every spreadsheet reads them, and files replaced whole or not at all.

UTF-8 with byte order mark, CRLF, minimal quotes, columns in the contract's order with unknown ones behind. A cell
that a spreadsheet would run as a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from factcheck.reference.cells import guarded, unguarded
from factcheck.reference.facts import COLUMNS, OPTIONAL, REQUIRED
from factcheck.reference.rows import Table, read_table


def columns_for(rows: Iterable[Mapping[str, str]], header: Sequence[str] = ()) -> list[str]:
    """Required columns, optional ones that the header or a row has, then unknown ones in their own order."""
    seen = dict.fromkeys(header)
    for row in rows:
        seen |= dict.fromkeys(name for name, cell in row.items() if cell)
    known = [name for name in COLUMNS if name in REQUIRED or name in seen]
    return known + [name for name in seen if name not in COLUMNS]


def to_csv(rows: Sequence[Mapping[str, str]], columns: Sequence[str]) -> bytes:
    """The bytes of a facts CSV."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        cells = (row.get(name, "").strip() for name in columns)
        writer.writerow([guarded(_own(name, cell)) for name, cell in zip(columns, cells, strict=True)])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _own(name: str, cell: str) -> str:
    return "" if name == "bound" and cell == "=" else cell  # the default, which a spreadsheet would take for a formula


def read_rows(raw: bytes, file: str, encoding: str | None = None) -> tuple[list[dict[str, str]], Table]:
    """The cells of a facts CSV by column, as printed; the table carries header, delimiter and faults."""
    table = read_table(raw, file, REQUIRED, OPTIONAL, encoding)
    places = table.columns.items()
    rows = [{name: unguarded(record.cells[index].strip()) for name, index in places} for record in table.records]
    return rows, table


def write_atomic(path: Path, raw: bytes) -> None:
    """Replace a file whole: whoever reads it, or pulls the plug, finds the old bytes or the new ones."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def sealed(raw: bytes) -> bytes:
    """Bytes under a line with their hash: what is kept for later and would be believed."""
    return hashlib.sha256(raw).hexdigest().encode() + b"\n" + raw


def unsealed(raw: bytes) -> bytes:
    """What ``sealed`` was given. Raises ValueError where not every byte of it is there."""
    said, _, content = raw.partition(b"\n")
    if said != hashlib.sha256(content).hexdigest().encode():
        raise ValueError("not as it was written")
    return content


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
