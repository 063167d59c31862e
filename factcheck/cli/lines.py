"""``factcheck check -`` on JSON lines: an article a line on stdin, its result on stdout as soon as it is judged.

What arrives is judged at once, in order, and forgotten: an endless stream takes no more memory than a short one.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from factcheck import report
from factcheck.archive import InputError
from factcheck.archive.files import whole
from factcheck.archive.inputs import LONGEST_LINE, Columns, article, json_rows
from factcheck.archive.part import results
from factcheck.cli.archive import code_of
from factcheck.cli.errors import INTERRUPTED, PARTLY, SHOWN, UNUSABLE, Failed, complain
from factcheck.cli.loading import load
from factcheck.cli.options import Frame
from factcheck.cli.printing import Shown, close, printed
from factcheck.cli.settings import Setting
from factcheck.cli.terminal import note, out
from factcheck.cli.undated import warning
from factcheck.model import Article, Result
from factcheck.read import Limits
from factcheck.reference import Reference, ReferenceError

NAME = "stdin"
CHUNK = 1 << 16
GROUP = 100  # articles judged together, where so many are waiting
BEGINS = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*(\{\s*\"|\[\s*\{\s*\")")


@dataclass(frozen=True, slots=True)
class Stream:
    """How the lines are read and shown."""

    frame: Frame
    columns: tuple[tuple[str, str], ...]
    judged_at: date | None
    shown: Shown
    output: Path | None


def on_stdin(named: Sequence[str]) -> bool:
    """Whether ``-`` is the one article and brings JSON lines: no prose begins with ``{"``. Nothing is consumed."""
    if list(named) != ["-"]:
        return False
    found = BEGINS.match(_begin(sys.stdin.buffer))
    if found and found[1].startswith(b"["):
        raise Failed("-: a JSON array. An article a line is read: jq -c '.[]' FILE | factcheck check -")
    if found and b"\n" in found[1]:
        raise Failed("-: JSON over several lines. An article a line is read: jq -c . FILE | factcheck check -")
    return found is not None


def _begin(stream: BinaryIO) -> bytes:
    peek = getattr(stream, "peek", None)
    if peek is not None:
        return bytes(peek(CHUNK))
    begin, at = stream.read(CHUNK), stream.tell()
    stream.seek(at - len(begin))
    return begin


def output_of(paths: Sequence[Path] | None) -> Path | None:
    """The one file that lines go to, where one was named."""
    if not paths:
        return None
    if len(paths) > 1 or paths[0].suffix.lower() != ".jsonl":
        raise Failed(f"{paths[-1]}: articles that come as lines give lines: -o results.jsonl, or --format jsonl.")
    return paths[0]


@dataclass
class _Told:
    """What has been judged and told so far."""

    total: Counter[str] = field(default_factory=Counter)
    articles: int = 0
    failed: int = 0
    undated: bool = False


def check_lines(
    stream: Stream, chosen: Mapping[str, Setting], facts_encoding: str | None, verbose: bool, allow_conflicts: bool
) -> int:
    """Judge line after line until there are no more, and say how it went."""
    reference = load(chosen["reference"], facts_encoding, verbose, allow_conflicts, stream.frame.limits)
    told, interrupted, began = _Told(), False, time.monotonic()
    with whole(stream.output) if stream.output else nullcontext() as keep:
        try:
            for found, errors in _articles(stream):
                if not _group(found, errors, stream, reference, told, keep):
                    break
        except ReferenceError as error:
            raise Failed([str(fault) for fault in error.faults]) from None
        except KeyboardInterrupt:
            interrupted = True
    if told.failed > SHOWN:
        note(f"error: … and {told.failed - SHOWN} more lines, {told.failed} in all.")
    if not stream.shown.quiet and told.articles:
        close(told.total, told.articles, time.monotonic() - began, stream.output.as_posix() if stream.output else None)
    return INTERRUPTED if interrupted else _code(told, str(chosen["fail-on"].value))


def _group(
    found: Sequence[Article],
    errors: list[str],
    stream: Stream,
    reference: Reference,
    told: _Told,
    keep: BinaryIO | None,
) -> bool:
    """Judge and print some articles; False where nobody reads on: nothing more is asked of an endless stream then."""
    judged = list(results(found, reference, stream.judged_at, errors))
    complain(errors[: max(0, SHOWN - told.failed)])
    told.failed += len(errors)
    undated = [a for a in found if a.published is None][:1]
    if undated and not told.undated and stream.judged_at is None:
        told.undated = True  # said once
        complain([warning(undated) or ""], "warning")
    for result in judged:
        told.articles += 1
        told.total.update(result.summary)
        if keep:
            keep.write(report.to_jsonl(result).encode())
        if not out(_printed(result, stream.shown, told.articles)):
            return False
    return True


def _code(told: _Told, fail_on: str) -> int:
    if not told.articles:
        return UNUSABLE
    return PARTLY if told.failed else code_of(told.total, fail_on)


def _printed(result: Result, shown: Shown, number: int) -> str:
    text = printed(result, shown)
    return text.split("\n", 1)[1] if shown.format == "csv" and number > 1 else text  # one header for all


def _articles(stream: Stream) -> Iterator[tuple[list[Article], list[str]]]:
    """The articles of the lines that are there, and what is wrong with others, in groups."""
    frame, columns, first = stream.frame, Columns(stream.columns), 1
    given = {name: getattr(frame, name) for name in ("published", "entity", "currency", "locale")}
    most = (frame.limits or Limits()).article_length
    for lines in _lines(sys.stdin.buffer):
        found: list[Article] = []
        errors: list[str] = []
        for where, record in json_rows(NAME, b"\n".join(lines), first):
            if isinstance(record, str):
                errors.append(f"{where}: {record}.")
                continue
            try:
                found.append(article(where, record, columns, given, most))
            except InputError as error:
                errors.append(_with_keys(str(error), record, columns))
        first += len(lines)
        yield found, errors


def _with_keys(said: str, record: Mapping[str, Any], columns: Columns) -> str:
    """Where the text is missing, the names there are, one of which is meant."""
    if columns.of("text") in record or not record:
        return said
    return f"{said} (it has {', '.join(map(str, list(record)[:8]))})"


def _lines(stream: BinaryIO) -> Iterator[list[bytes]]:
    """Whole lines as they arrive, at most ``GROUP`` at a time; what is waiting is given before more is waited for."""
    pieces: list[bytes] = []
    size = 0
    while chunk := stream.read1(CHUNK):  # type: ignore[attr-defined]
        *whole, rest = chunk.split(b"\n")
        if whole:
            whole[0] = b"".join([*pieces, whole[0]])
            pieces, size = [], 0
            for at in range(0, len(whole), GROUP):
                yield whole[at : at + GROUP]
        pieces.append(rest)
        size += len(rest)
        if size > LONGEST_LINE:
            raise Failed(f"-: a line of over {LONGEST_LINE // 1_000_000} MB. An article a line is read.")
    if last := b"".join(pieces):
        yield [last]
