"""Reports, results and sign-offs named on a command line -> their values, or the failure in one line."""

from __future__ import annotations

from pathlib import Path

from factcheck.cli.errors import Failed
from factcheck.review import Row, Sheet, SheetError, Signoff, SignoffError, read_sheet, read_signoff

WORDS = 60


def sheet(path: Path) -> Sheet:
    """The claims of a report or result."""
    try:
        return read_sheet(path)
    except SheetError as error:
        raise Failed(f"{path}: {error}.") from None
    except OSError as error:
        raise Failed(f"{path}: {_cause(error)}.") from None


def signoff(path: Path) -> Signoff:
    """The decisions of a sign-off."""
    try:
        if path.stat().st_size > 50_000_000:
            raise Failed(f"{path}: over 50 MB. That is no sign-off.")
        return read_signoff(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise Failed(f"{path}: not UTF-8, so no sign-off of ours.") from None
    except SignoffError as error:
        raise Failed(f"{path}: {error}.") from None
    except OSError as error:
        raise Failed(f"{path}: {_cause(error)}.") from None


def _cause(error: OSError) -> str:
    return "no such file" if isinstance(error, FileNotFoundError) else (error.strerror or "error").lower()


def named(row: Row, article: str) -> str:
    """A claim on one line: ``draft.md:4:57 contradicted period-mismatch "August 2024"``."""
    where = f"{article}:{row.line}:{row.column}" if row.line else f"{article}#{row.id}"
    words = " ".join(row.surface.split())
    words = words if len(words) <= WORDS else words[: WORDS - 1] + "…"
    return f"{where} {row.verdict} {row.reason}" + (f' "{words}"' if words else "")
