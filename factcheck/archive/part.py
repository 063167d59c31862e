"""One slice of an archive -> one file of results: pure and idempotent, so that any machine may do it, also twice."""

from __future__ import annotations

import gzip
import hashlib
import json
import threading
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import factcheck.archive.inputs as inputs
import factcheck.archive.kept as kept
from factcheck import report
from factcheck.archive.files import whole, write_json
from factcheck.model import VERDICTS, Article, Result
from factcheck.pipeline import check_many
from factcheck.read import Limits
from factcheck.reference import Reference, ReferenceError

LISTED = 100  # of the records of a part that could not be read, as many are named; all are counted
_open: dict[tuple[object, ...], Reference] = {}  # at most one: a worker serves one run at a time
_one = threading.Lock()  # a suite run is not made for several threads of one process


@dataclass(frozen=True, slots=True)
class Options:
    """How the articles of an archive are read and judged; equal options give equal bytes."""

    as_of: date | None = None
    published: date | None = None
    entity: str | None = None
    currency: str | None = None
    locale: str | None = None
    facts_encoding: str | None = None
    columns: tuple[tuple[str, str], ...] = ()
    article_length: int = Limits().article_length

    def to_dict(self) -> dict[str, Any]:
        """As the manifest tells them."""
        said = asdict(self)
        days = {key: said[key] and said[key].isoformat() for key in ("as_of", "published")}
        return {**said, **days, "columns": dict(self.columns)}


@dataclass(frozen=True, slots=True)
class PartStats:
    """What came of a part. ``chars`` counts the text that was checked, ``bytes`` and ``sha256`` the file written."""

    articles: int = 0
    failed: int = 0
    chars: int = 0
    summary: Mapping[str, int] = field(default_factory=dict)
    reasons: Mapping[str, int] = field(default_factory=dict)
    errors: tuple[str, ...] = ()
    bytes: int = 0
    sha256: str = ""

    def to_dict(self) -> dict[str, Any]:
        return {**asdict(self), "errors": list(self.errors)}

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> PartStats:
        """The stats that ``to_dict`` gave."""
        return cls(**{**data, "errors": tuple(data["errors"])})


def check_part(in_uri: str, out_uri: str, reference_uri: str, options: Options) -> PartStats:
    """Check the articles of one slice and write one JSON result a line to ``out_uri``.

    ``reference_uri`` is a path, or several, one a line. Nothing is remembered between calls but the reference, so a
    part may be done by any process, and again; the file takes its name once it is whole. Raises InputError where
    the slice itself cannot be read; a record that cannot is counted and named.
    """
    with _one:
        reference = opened(reference_uri, options.facts_encoding)
        errors: list[str] = []
        articles = list(_articles(in_uri, options, errors))
        return write_part(Path(out_uri), results(articles, reference, options.as_of, errors), reference, errors)


def opened(uri: str, encoding: str | None) -> Reference:
    """The reference, opened once per process and again only where a file of it changed.

    Large tables are shared between processes by memory map.
    """
    key = _key(uri, encoding)
    if key not in _open:
        lend(uri, encoding, Reference.load(*_paths(uri), encoding=encoding))
    return _open[key]


def lend(uri: str, encoding: str | None, reference: Reference) -> None:
    """Use a reference that this process has opened already."""
    _open.clear()
    _open[_key(uri, encoding)] = reference


def _paths(uri: str) -> list[str]:
    return [line for line in uri.split("\n") if line]


def _key(uri: str, encoding: str | None) -> tuple[object, ...]:
    files = sorted(p for path in map(Path, _paths(uri)) for p in ([path] if path.is_file() else path.rglob("*")))
    stamps = ((str(p), s.st_mtime_ns, s.st_size) for p in files if p.is_file() and (s := p.stat()))
    return (uri, encoding, *stamps)


def _articles(in_uri: str, options: Options, errors: list[str]) -> Iterator[Article]:
    columns = inputs.Columns(options.columns)
    given = {key: getattr(options, key) for key in ("published", "entity", "currency", "locale")}
    for where, record in inputs.rows(in_uri, columns):
        try:
            if isinstance(record, str):
                raise inputs.InputError(f"{where}: {record}.")
            yield inputs.article(where, record, columns, given, options.article_length)
        except inputs.InputError as error:
            errors.append(str(error))


def results(
    articles: Sequence[Article], reference: Reference, as_of: date | None, errors: list[str]
) -> Iterator[Result]:
    """The results in order; where a batch fails, its articles are taken one by one so that one costs only itself."""
    try:
        yield from list(check_many(articles, reference, as_of))
        return
    except ReferenceError:
        raise
    except Exception as error:
        if len(articles) == 1:
            errors.append(f"{articles[0].name}: internal error ({type(error).__name__}: {str(error)[:120]}).")
            return
    half = len(articles) // 2
    yield from results(articles[:half], reference, as_of, errors)
    yield from results(articles[half:], reference, as_of, errors)


def kept_beside(out: Path) -> tuple[Path, Path]:
    """The neighbours of a file of results: what linking reads, and the entities touched."""
    return out.parent / "kept" / f"{out.stem}.context.gz", out.parent / "kept" / f"{out.stem}.names.json"


def write_part(out: Path, results: Iterator[Result], reference: Reference, errors: list[str]) -> PartStats:
    """Write results and what is kept beside them; the file of results comes last, so that it stands for all three."""
    beside, names = kept_beside(out)
    names_at: dict[str, list[int]] = {}
    known: dict[str, frozenset[str]] = {}
    tally = Tally()
    with whole(out) as file, whole(beside) as raw:
        with gzip.GzipFile("", "wb", 1, raw, mtime=0) as packed:
            for number, result in enumerate(results):
                line = report.to_jsonl(result).encode()
                file.write(line)
                packed.write((json.dumps(kept.context(result)) + "\n").encode())
                for name in kept.touched(result, reference, known):
                    names_at.setdefault(name, []).append(number)
                tally.add(
                    line, len(result.article.text), result.summary, [(v.verdict, v.reason) for v in result.claims]
                )
        write_json(names, dict(sorted(names_at.items())), None)
    return tally.stats(errors)


class Tally:
    """The stats of a part as its lines are written."""

    def __init__(self) -> None:
        self._articles = self._chars = self._bytes = 0
        self._summary: Counter[str] = Counter(
            dict.fromkeys((*VERDICTS, "claims", "judged", "numbers", "accounted_for"), 0)
        )
        self._reasons: Counter[str] = Counter()
        self._digest = hashlib.sha256()

    def add(self, line: bytes, chars: int, summary: Mapping[str, int], verdicts: Sequence[tuple[str, str]]) -> None:
        """Count a line that was written."""
        self._articles += 1
        self._chars += chars
        self._bytes += len(line)
        self._digest.update(line)
        self._summary.update(summary)
        self._reasons.update(f"{verdict}/{reason}" for verdict, reason in verdicts)

    def stats(self, errors: Sequence[str] = (), failed: int | None = None) -> PartStats:
        """What was counted so far."""
        return PartStats(
            self._articles, len(errors) if failed is None else failed, self._chars, dict(self._summary),
            dict(sorted(self._reasons.items())), tuple(errors[:LISTED]), self._bytes, self._digest.hexdigest(),
        )  # fmt: skip
