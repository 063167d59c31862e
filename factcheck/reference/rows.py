"""Bytes of a CSV -> Table: header and records with their physical lines; columns are worked out only for a fault.

The encoding is never guessed: UTF-8 with or without byte order mark, anything else is a fault that says what it looks
like. The delimiter (comma, semicolon or tab) is read off the header; Excel's ``sep=;`` line is obeyed.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from rapidfuzz import fuzz, process

from factcheck.model import Fault

DELIMITERS = ",;\t"
SEPARATED = {";": "separated by semicolons", "\t": "separated by tabs", "|": "separated by bars"}
COMMA = re.compile(r",(?:\d{1,2}|\d{4,})\D*$")  # no thousands: "1234,5", "12,50"
THOUSANDS = re.compile(r"\d[. ]\d{3},\d{1,9}\D*$")  # "1.234,5"
OPEN_QUOTES = 20  # quotes never closed that are looked behind; each costs a reading of the rest of the file
SPREADSHEET = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")  # .xlsx and .ods are zip files, .xls is not
ADVICE = "Re-run with --encoding {0}, or convert: factcheck facts fmt --encoding {0} {1}"
# What an editor would have to be told, and the first bytes that give it away.
WIDE = ((b"\xff\xfe\x00\x00", "UTF-32"), (b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))


@dataclass(slots=True)
class Record:
    """One row of the file: its cells by column number, and the physical line it begins on (header of the file is 1)."""

    line: int
    cells: list[str]


@dataclass(slots=True)
class Table:
    """A CSV read whole: ``columns`` maps a name to its place; faults and warnings carry line and column."""

    file: str
    columns: dict[str, int] = field(default_factory=dict)
    header: list[str] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    delimiter: str = ","
    lines: list[str] = field(default_factory=list)
    comma: bool = False  # some value has a comma before its decimals
    begins: int = 0  # the physical line of the header
    single: bool = False  # every record is one line

    @property
    def style(self) -> str:
        """The delimiter whose habits the values follow: beside 12,5 or 1.234,50 a 1.234 may be a thousand."""
        return ";" if self.comma else self.delimiter

    def place(self, record: Record, index: int) -> tuple[int, int]:
        """(line, column) where a cell of a record begins, as an editor counts."""
        return self.place_of(record.line, index)

    def place_of(self, line: int, index: int) -> tuple[int, int]:
        """(line, column) where cell ``index`` of the record that begins on ``line`` begins."""
        starts = list(_starts(self.lines, line - 1, self.delimiter, index))
        return starts[min(index, len(starts) - 1)]

    def habits(self, encoding: str | None) -> str | None:
        """How the file was read where that is not the plain way, so that a wrong guess is seen."""
        told = [f"as {encoding}"] if encoding else []
        told += [SEPARATED[self.delimiter]] if self.delimiter in SEPARATED else []
        told += ["a comma before decimals"] if self.comma else []
        return f"read {', '.join(told)}." if told else None

    def fault(self, record: Record, index: int, message: str, severity: str = "error") -> None:
        """Note a problem with one cell."""
        name = self.header[index] if index < len(self.header) else None
        line, column = self.place(record, index)
        self.faults.append(Fault(self.file, line, column, name, message, severity))


def _starts(lines: Sequence[str], row: int, delimiter: str, last: int) -> Iterator[tuple[int, int]]:
    """Where the cells of the record on physical line ``row`` begin, up to cell ``last``."""
    column, found = 0, 0
    yield row + 1, 1
    while row < len(lines) and found < last:
        line = lines[row]
        quoted = line.startswith('"', column)
        column += quoted
        while quoted:
            end = lines[row].find('"', column)
            if end < 0:
                row, column = row + 1, 0
                if row >= len(lines):
                    return
            elif lines[row].startswith('"', end + 1):
                column = end + 2
            else:
                quoted, column = False, end + 1
        at = lines[row].find(delimiter, column)
        if at < 0:
            return
        column, found = at + 1, found + 1
        yield row + 1, column + 1


def decode(raw: bytes, file: str, encoding: str | None = None, advice: str = ADVICE) -> str | Fault:
    """The text of a file, or the fault that says which byte is not UTF-8 and what it may be instead.

    ``advice`` says what to do, with the encoding and the file's name to be filled in.
    """
    if raw.startswith(SPREADSHEET):
        return Fault(file, 1, 1, None, "a spreadsheet, not a CSV. Open it and save the sheet as CSV UTF-8.")
    for mark, name in WIDE:
        if raw.startswith(mark) and not encoding:
            how = advice.format(name.lower(), file)
            return Fault(file, 1, 1, None, f"the file is {name}, not UTF-8. Save it as CSV UTF-8. {how}")
    try:
        text = raw.decode(encoding or "utf-8")
    except LookupError:
        return Fault(file, 1, 1, None, f'unknown encoding "{encoding}"')
    except UnicodeDecodeError as error:
        if not encoding and (nul := raw.find(b"\0")) >= 0:  # an image, say: no other encoding would help
            message = f"looks like a binary file (NUL at byte {nul}). Save it as CSV UTF-8."
            return Fault(file, 1, 1, None, message)
        return _not_utf8(raw, error, file, encoding, advice)
    at = text.find("\0")
    if at >= 0:
        line, column = _position(text, at)
        message = "NUL character: looks like a binary file or UTF-16 without its mark. Save it as CSV UTF-8."
        return Fault(file, line, column, None, message)
    return text.removeprefix("\ufeff")


def _not_utf8(raw: bytes, error: UnicodeDecodeError, file: str, encoding: str | None, advice: str) -> Fault:
    before = raw[: error.start].decode(encoding or "utf-8").removeprefix("\ufeff")
    line, column = _position(before, len(before))
    name = encoding or "UTF-8"
    message = f"byte 0x{raw[error.start]:02X} is not {name}."
    begin = error.start
    while begin and raw[begin - 1 : begin].isalnum() | (raw[begin - 1] > 127):
        begin -= 1
    end = error.start
    while end < len(raw) and (raw[end : end + 1].isalnum() or raw[end] > 127):
        end += 1
    try:
        word = raw[begin:end].decode("windows-1252")
        raw.decode("windows-1252")
    except UnicodeDecodeError:
        return Fault(file, line, column, None, message + " Save the file as CSV UTF-8.")
    if encoding:
        return Fault(file, line, column, None, message)
    return Fault(
        file, line, column, None,
        f'{message} It would be valid windows-1252 ("{word}"). {advice.format("windows-1252", file)}',
    )  # fmt: skip


def _position(text: str, offset: int) -> tuple[int, int]:
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def read_table(
    raw: bytes,
    file: str,
    required: Sequence[str],
    optional: Sequence[str],
    encoding: str | None = None,
    delimiter: str | None = None,
) -> Table:
    """Read a CSV whole. Problems of encoding, header and shape are in ``faults``; ragged rows are left out.

    ``encoding`` and ``delimiter`` are what was declared of the file; without them it is UTF-8, and separated as its
    header shows.
    """
    table = Table(file)
    text = decode(raw, file, encoding)
    if isinstance(text, Fault):
        table.faults.append(text)
        return table
    table.lines = list(io.StringIO(text, newline=""))
    at = 0
    while at < len(table.lines) and not table.lines[at].strip():
        at += 1
    if at == len(table.lines):
        table.faults.append(Fault(file, 1, 1, None, f"the file is empty. It needs a header: {','.join(required)}"))
        return table
    first = table.lines[at].strip()
    declared = first[4:5] if first.lower().startswith("sep=") else ""
    at += bool(declared)
    if at >= len(table.lines):
        table.faults.append(Fault(file, at, 1, None, f"no header. It needs: {','.join(required)}"))
        return table
    table.delimiter = declared or delimiter or _delimiter(table.lines[at], {*required, *optional})
    records = _records(table, at)
    header = next(records, None)
    if header is not None and _header(table, header, required, optional):
        read = 1
        for record in records:
            read += 1
            _shape(table, record)
        table.begins, table.single = at + 1, read == len(table.lines) - at
        at_value = table.columns.get("value")
        if at_value is not None:
            table.comma = any(_has_comma(r.cells[at_value], table.delimiter) for r in table.records)
        if not table.records and not table.faults and len(required) > 1:  # tables of names may well be empty
            table.faults.append(Fault(file, at + 1, 1, None, "no rows under the header", "warning"))
    return table


def _has_comma(cell: str, delimiter: str) -> bool:
    """Whether a comma stands before decimals; in a file parted by commas only 1.234,50 says so."""
    return "," in cell and bool((THOUSANDS if delimiter == "," else COMMA).search(cell))


def _delimiter(line: str, known: set[str]) -> str:
    def recognised(mark: str) -> tuple[int, int]:
        names = {name.strip().strip('"').strip().lower() for name in line.split(mark)}
        return len(names & known), line.count(mark)

    return max(DELIMITERS, key=recognised)


def _records(table: Table, at: int) -> Iterator[Record]:
    """Records from line index ``at`` on; after a quoting fault reading goes on at the next line."""
    for _ in range(OPEN_QUOTES):
        reader = csv.reader(islice(table.lines, at, None), delimiter=table.delimiter, strict=True)
        begin = 0
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                line = at + begin + 1
                message = _quoting(str(error))
                table.faults.append(Fault(table.file, line, max(1, table.lines[line - 1].find('"') + 1), None, message))
                if "never closed" in message:  # it swallowed the rest of the file: begin again behind it
                    at = line
                    break
            else:
                yield Record(at + begin + 1, cells)
            begin = reader.line_num


def _quoting(error: str) -> str:
    if "end of data" in error:
        return "the quote opened here is never closed. Inside quotes write a quote twice."
    if "field larger" in error:
        return "a value longer than 131,072 characters. Is a quote missing its partner?"
    return "text after a closing quote. Inside quotes write a quote twice."


def _header(table: Table, record: Record, required: Sequence[str], optional: Sequence[str]) -> bool:
    names = [cell.strip().lower() for cell in record.cells]
    while names and not names[-1]:
        names.pop()  # Excel writes trailing delimiters for columns it once had
    table.header = names
    known = {*required, *optional}
    for index, name in enumerate(names):
        if name in table.columns:
            table.fault(record, index, f'the column "{name}" is there twice. Keep one.')
        elif not name:
            table.fault(record, index, "a column without a name. Name it or remove it.")
        elif name not in known:
            near = process.extractOne(name, sorted(known - set(names)), scorer=fuzz.ratio, score_cutoff=75)
            hint = f' Did you mean "{near[0]}"?' if near else ""
            table.fault(record, index, f'unknown column "{name}", kept but not used.{hint}', "warning")
        table.columns.setdefault(name, index)
    missing = [name for name in required if name not in table.columns]
    if len(missing) == len(required) > 1 and not known.intersection(names):
        message = f"no header: none of its columns is in line {record.line}. Begin with {','.join(required)}."
        table.faults[:] = [Fault(table.file, record.line, 1, None, message)]
        return False
    for name in missing:
        near = process.extractOne(name, [n for n in names if n not in known], scorer=fuzz.ratio, score_cutoff=60)
        hint = f' Is it "{near[0]}"?' if near else f" The header needs: {','.join(required)}."
        table.faults.append(Fault(table.file, record.line, 1, name, f'the column "{name}" is missing.{hint}'))
    return not missing


def _shape(table: Table, record: Record) -> None:
    cells, width = record.cells, len(table.header)
    if len(cells) == width and cells[0]:
        table.records.append(record)
        return
    if not any(cell and not cell.isspace() for cell in cells):
        return
    while len(cells) > width and not cells[-1].strip():
        cells.pop()
    if len(cells) == width:
        table.records.append(record)
    elif len(cells) > width:
        message = (
            f'{len(cells)} values, header has {width}. Extra value: "{cells[width]}". Is a comma missing its quotes?'
        )
        line, column = table.place(record, width)
        table.faults.append(Fault(table.file, line, column, None, message))
    else:
        missing = ", ".join(table.header[len(cells) :][:4])
        line, column = table.place(record, max(0, len(cells) - 1))
        message = f"{len(cells)} values, header has {width}. Missing: {missing}."
        table.faults.append(Fault(table.file, line, column, None, message))
