"""Archive files -> parts, and one part -> its articles: JSONL, CSV and Parquet, cut where a record ends.

A part is a URI, so that any machine that sees the file can read it: ``news.jsonl#bytes=0-812044&row=1`` or
``news.parquet#rows=0-1000``. Cutting reads a file once and keeps nothing but the hash of each slice.
"""

from __future__ import annotations

import csv
import hashlib
import importlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from factcheck.model import Article
from factcheck.read import Limits

SUFFIXES = (".jsonl", ".csv", ".parquet")
FIELDS = ("text", "name", "title", "published", "entity")
PART_BYTES = 4_000_000  # a part ends here too, however few its articles: memory follows the part
LONGEST_LINE = 80_000_000  # JSON may spell a character in six, and an article may have five million
FRAGMENT = re.compile(r"(bytes|rows)=(\d+)-(\d+)(?:&row=(\d+))?")
LONE = re.compile("[\ud800-\udfff]")


class InputError(Exception):
    """A file that is no archive of articles: one line with the cause, the place and the next step."""


@dataclass(frozen=True, slots=True)
class Slice:
    """One part of the input: ``uri`` for whoever reads it, ``shown`` the same without folders, and its hash."""

    uri: str
    shown: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what, where it is not called so: ``{"published": "published_at"}``."""

    named: tuple[tuple[str, str], ...] = ()

    def of(self, field: str) -> str:
        """The column that holds a field."""
        return dict(self.named).get(field, field)


def archives(path: Path) -> list[Path]:
    """The archives a path means: itself, or those in a folder, in order of their names."""
    if path.is_dir():
        inside = (p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
        return sorted(p for p in inside if not any(x.startswith(".") for x in p.relative_to(path).parts))
    return [path] if path.suffix.lower() in SUFFIXES else []


def cut(paths: Sequence[Path], part_size: int) -> Iterator[Slice]:
    """Every slice of every file, in order: at most ``part_size`` articles and about ``PART_BYTES`` each."""
    for path in paths:
        try:
            if path.suffix.lower() == ".parquet":
                yield from _cut_parquet(path, part_size)
            else:
                with path.open("rb") as file:
                    ends = _csv_ends(file, path.name) if path.suffix.lower() == ".csv" else _line_ends(file)
                    yield from _cut_bytes(path, ends, part_size)
        except OSError as error:
            raise InputError(f"{path.name}: cannot be read ({(error.strerror or str(error)).lower()}).") from None


def _cut_bytes(path: Path, ends: Iterable[int], part_size: int) -> Iterator[Slice]:
    """Slices between the byte offsets at which records end; the first offset is where the first record begins."""
    offsets = iter(ends)
    start = end = next(offsets, 0)
    row, count = 1, 0
    with path.open("rb") as file:
        for end in offsets:
            count += 1
            if count >= part_size or end - start >= PART_BYTES:
                yield _slice(path, file, start, end, row)
                start, row, count = end, row + count, 0
        if count:
            yield _slice(path, file, start, end, row)


def _slice(path: Path, file: BinaryIO, start: int, end: int, row: int) -> Slice:
    digest = hashlib.sha256()
    file.seek(start)
    left = end - start
    while left and (block := file.read(min(left, 1 << 20))):
        digest.update(block)
        left -= len(block)
    fragment = f"bytes={start}-{end}&row={row}"
    return Slice(f"{path.absolute()}#{fragment}", f"{path.name}#{fragment}", digest.hexdigest())


def _line_ends(file: BinaryIO) -> Iterator[int]:
    """Where the first line begins, then where each ends."""
    yield 0
    while line := file.readline(1 << 20):
        if line.endswith(b"\n"):
            yield file.tell()
    if line != b"" or file.tell() == 0:
        return
    file.seek(-1, 2)
    if file.read(1) != b"\n":
        yield file.tell()


def _csv_ends(file: BinaryIO, shown: str) -> Iterator[int]:
    """Where the header ends, then where each record ends; a line end inside quotes is none."""
    at = 0

    def lines() -> Iterator[str]:
        nonlocal at
        while line := file.readline(LONGEST_LINE):
            at += len(line)
            yield line.decode("latin-1")  # only quotes, commas and line ends matter here, and they are ASCII

    for _ in _records(lines(), shown):
        yield at


def _records(lines: Iterable[str], shown: str) -> Iterator[list[str]]:
    csv.field_size_limit(LONGEST_LINE)
    try:
        yield from csv.reader(lines)
    except csv.Error as error:
        raise InputError(f"{shown}: is no CSV ({error}).") from None


def _cut_parquet(path: Path, part_size: int) -> Iterator[Slice]:
    with path.open("rb") as file:
        whole = hashlib.file_digest(file, "sha256").hexdigest()
    count = _parquet(path).metadata.num_rows
    for start in range(0, count, part_size):
        fragment = f"rows={start}-{min(start + part_size, count)}"
        yield Slice(f"{path.absolute()}#{fragment}", f"{path.name}#{fragment}", whole)


def _parquet(path: Path) -> Any:
    try:
        module = importlib.import_module("pyarrow.parquet")
    except ImportError:
        raise InputError(
            f"{path.name}: needs pyarrow. Install it with pip install 'factcheck-desk[archive]'."
        ) from None
    try:
        return module.ParquetFile(path)
    except Exception as error:  # pyarrow raises its own, OSError and ValueError alike
        raise InputError(f"{path.name}: is no Parquet file ({str(error).splitlines()[0][:120]}).") from None


def rows(uri: str, columns: Columns) -> Iterator[tuple[str, Mapping[str, Any] | str]]:
    """(where, record) of each record of a slice, or (where, what is wrong with it)."""
    name, _, fragment = uri.rpartition("#")
    found = FRAGMENT.fullmatch(fragment)
    if not found:
        raise InputError(f"{uri}: names no slice of a file.")
    path, start, end, first = Path(name), int(found[2]), int(found[3]), int(found[4] or 1)
    if found[1] == "rows":
        yield from _parquet_rows(path, start, end, columns)
        return
    with path.open("rb") as file:
        header = file.readline(LONGEST_LINE) if path.suffix.lower() == ".csv" else b""
        file.seek(0)
        if path.suffix.lower() == ".csv":
            header = file.read(next(_csv_ends(file, path.name), 0)) if not _one_line(header) else header
        file.seek(start)
        data = file.read(end - start)
    if path.suffix.lower() == ".csv":
        yield from _csv_rows(path.name, header, data, first)
    else:
        yield from json_rows(path.name, data, first)


def _one_line(header: bytes) -> bool:
    return header.count(b'"') % 2 == 0


def json_rows(shown: str, data: bytes, first: int) -> Iterator[tuple[str, Mapping[str, Any] | str]]:
    """(where, record) of each line, or (where, what is wrong with it); ``first`` is the number of the first line."""
    for number, line in enumerate(data.split(b"\n"), first):
        if not line.strip():
            continue
        where = f"{shown}:{number}"
        try:
            if len(line) > LONGEST_LINE:
                raise ValueError(f"a line of over {LONGEST_LINE // 1_000_000} MB")
            record = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
        except (ValueError, RecursionError) as error:  # JSON and UTF-8 errors are both ValueErrors
            yield where, f"is no JSON ({str(error)[:120]})"
            continue
        yield where, record if isinstance(record, dict) else "is no JSON object"


def _csv_rows(shown: str, header: bytes, data: bytes, first: int) -> Iterator[tuple[str, Mapping[str, Any] | str]]:
    try:
        names = next(_records([header.decode("utf-8-sig")], shown), [])
    except UnicodeDecodeError:
        raise InputError(f"{shown}: its header is not UTF-8. Save the file as UTF-8.") from None
    # lines end where cutting saw them end: a form feed or U+2028 inside a cell is no line end
    lines = (line + "\n" for line in data.decode("utf-8", "surrogateescape").removesuffix("\n").split("\n"))
    for number, cells in enumerate(_records(lines, shown), first):
        if not cells:
            continue
        where = f"{shown}: row {number}"
        if any(LONE.search(cell) for cell in cells):
            yield where, "is not UTF-8"
        elif len(cells) != len(names):
            yield where, f"has {len(cells)} cells, the header {len(names)}"
        else:
            yield where, dict(zip(names, cells, strict=True))


def _parquet_rows(path: Path, start: int, end: int, columns: Columns) -> Iterator[tuple[str, Mapping[str, Any] | str]]:
    """Rows of the row groups a slice touches, a batch at a time, only the columns needed."""
    file = _parquet(path)
    wanted = [c for f in FIELDS if (c := columns.of(f)) in file.schema_arrow.names]
    groups: list[int] = []
    before = at = 0
    for group in range(file.num_row_groups):
        size = file.metadata.row_group(group).num_rows
        if at < end and at + size > start:
            before = at if not groups else before
            groups.append(group)
        at += size
    number = before
    for batch in file.iter_batches(batch_size=256, row_groups=groups, columns=wanted) if groups else ():
        if number + len(batch) > start and number < end:
            for offset, record in enumerate(batch.to_pylist(), number):
                if start <= offset < end:
                    yield f"{path.name}: row {offset + 1}", record
        number += len(batch)


def article(
    where: str,
    record: Mapping[str, Any],
    columns: Columns,
    given: Mapping[str, Any],
    most: int = Limits().article_length,
) -> Article:
    """A record as an article; ``given`` (published, entity, currency, locale) wins over what it says of itself.

    Raises InputError.
    """
    said = {f: record.get(columns.of(f)) for f in FIELDS}
    if said["text"] is None and columns.of("text") not in record:
        raise InputError(f"{where}: has no {columns.of('text')}. Name its column: --column text=COLUMN")
    for field in ("text", "name", "title", "entity"):
        if said[field] is not None and (field == "text" or not isinstance(said[field], int)):
            _text(where, field, said[field], most)
    text = str(said["text"] or "").replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    if not text.strip():
        raise InputError(f"{where}: empty. There is nothing to check.")
    day = given.get("published") or _day(where, said["published"])
    stem, _, number = where.rpartition(":")
    fallback = f"{Path(stem).stem}-{number.replace('row', '').strip()}"
    name = str(said["name"]) if said["name"] not in (None, "") else fallback
    entity = given.get("entity") or (str(said["entity"]) if said["entity"] else None)
    title = str(said["title"]) if said["title"] else None
    return Article(text, name, title, day, entity, given.get("currency") or "USD", given.get("locale") or "en-US")


def _text(where: str, field: str, value: object, most: int) -> None:
    if not isinstance(value, str):
        raise InputError(f"{where}: {field} is no text.")
    if len(value) > most:
        what = f"{field} is longer than {most:,} characters"
        raise InputError(str(Limits(article_length=most).over(where, what, "article-length")))
    if (at := value.find("\0")) >= 0:
        raise InputError(f"{where}: {field} looks binary (NUL at character {at}).")
    if lone := LONE.search(value):
        raise InputError(f"{where}: half a surrogate pair (U+{ord(lone[0]):04X}) in {field}.")


def _day(where: str, value: object) -> date | None:
    """``2025-06-05``, also with a time behind it, or a date of the file's own type."""
    if value in (None, ""):
        return None
    try:
        return date.fromisoformat(re.split(r"[T ]", str(value).strip(), maxsplit=1)[0])
    except ValueError:
        raise InputError(f'{where} (published): "{str(value)[:40]}" is not a date. Use YYYY-MM-DD.') from None
