"""What was named on the command line -> the articles to read, with every failure collected."""

from __future__ import annotations

import glob
import os
import warnings
from collections.abc import Sequence
from pathlib import Path

from factcheck.cli.app import COMMANDS
from factcheck.cli.errors import complain, did_you_mean
from factcheck.cli.options import Frame
from factcheck.model import Article
from factcheck.read import FORMATS, ReadError, ReadWarning, read

GENERATED = b'<meta name="generator" content="factcheck">'
HEAD = 1000  # bytes; the mark stands above title and style
APART = ("node_modules", "__pycache__")
ARCHIVES = (".jsonl", ".parquet", ".csv")


def articles(named: Sequence[str], frame: Frame) -> tuple[list[tuple[str, Article]], list[str]]:
    """(path as named, article) in order, and what could not be read, one message each; warnings are told at once."""
    paths, errors = expand(named)
    found = []
    for path in paths:
        try:
            found.append((path, article(path, frame)))
        except ReadError as error:
            errors.append(str(error))
    return found, errors


def article(path: str, frame: Frame) -> Article:
    """One article as the command line says; what its reader warns of is told. Raises ReadError."""
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always", ReadWarning)
        found = _read(path, frame)
    complain([str(w.message) for w in told if issubclass(w.category, ReadWarning)], "warning")
    return found


def _read(path: str, frame: Frame) -> Article:
    return read(
        path,
        encoding=frame.encoding,
        published=frame.published,
        entity=frame.entity,
        currency=frame.currency,
        locale=frame.locale,
        limits=frame.limits,
    )


def expand(named: Sequence[str]) -> tuple[list[str], list[str]]:
    """Folders become their articles, globs their matches; each path once, in order."""
    paths: list[str] = []
    errors: list[str] = []
    for name in named:
        path = Path(name)
        if name == "-" or path.is_file():
            if path.suffix.lower() in ARCHIVES and name != "-":
                errors.append(f"{name}: an archive of articles cannot be read yet. Give the articles as files.")
            elif name != "-" and is_report(path):
                errors.append(f"{name}: is a report of factcheck. Give the article it is about.")
            else:
                paths.append(name)
        elif path.is_dir():
            inside = _articles_in(path)
            paths += [str(p) for p in inside]
            if not inside:
                errors.append(f"{name}: no articles in this folder ({' '.join(FORMATS)}).")
        elif glob.has_magic(name) and not path.exists():
            matches = [m for m in sorted(glob.glob(name, recursive=True)) if Path(m).is_file()]  # noqa: PTH207
            matches = [m for m in matches if not is_report(Path(m))]
            paths += matches
            if not matches:
                errors.append(f"{name}: no file matches.")
        else:
            paths.append(name)  # reading says what is wrong with it
            if not path.exists() and len(path.parts) == 1 and (hint := did_you_mean(name, COMMANDS)):
                paths.pop()
                errors.append(f"{name}: no such file, and no command of that name.{hint}")
    return list(dict.fromkeys(paths)), errors


def _articles_in(folder: Path) -> list[Path]:
    """The articles of a folder and those below it; neither what is installed or hidden there, nor our own reports."""
    found = []
    for home, below, names in os.walk(folder):
        here = Path(home)
        below[:] = [b for b in below if b[0] != "." and b not in APART and not _holds_no_articles(here / b)]
        articles = (here / n for n in names if n[0] != "." and Path(n).suffix.lower() in FORMATS)
        found += [p for p in articles if p.is_file() and not is_report(p)]
    return sorted(found)


def _holds_no_articles(folder: Path) -> bool:
    """A virtual environment, or a folder of reference data with its README."""
    return (folder / "pyvenv.cfg").exists() or ((folder / "entities.csv").exists() and (folder / "facts").is_dir())


def is_report(path: Path) -> bool:
    """Whether a file is a page that this program wrote."""
    if path.suffix.lower() not in (".html", ".htm"):
        return False
    try:
        with path.open("rb") as file:
            return GENERATED in file.read(HEAD)
    except OSError:
        return False
