"""A PDF -> Text: its paragraphs, each with the page it stands on; read in a process of its own, within bounds."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import Any

from factcheck.read.errors import ReadError
from factcheck.read.limits import Limits
from factcheck.read.paragraphs import Line, clean, paragraphs
from factcheck.read.text import Text

MEMORY = 1_500_000_000  # for a report of 500 pages pypdf takes 200 MB
APART = Path(__file__).with_name("pages.py")
TAIL = 4096  # some programs write after the end
NO_TITLE = re.compile(r"untitled|microsoft \w+ - |.*\.(?:docx?|pdf|indd|qxd|tex|dvi|html?)$", re.IGNORECASE)
# Programs that print what others published: the day of printing says nothing of the text.
PRINTERS = re.compile(r"mozilla|chrom|safari|skia|wkhtml|weasyprint|print to pdf|ghostscript|quartz", re.IGNORECASE)


def parse(data: bytes, shown: str, limits: Limits) -> Text:
    """A PDF -> Text; ``lines`` says on which page each line of text stands."""
    if not data.startswith(b"%PDF-"):
        raise ReadError(f"{shown}: is no PDF (it does not begin with %PDF-). Look at what it is, and name it so.")
    if b"%%EOF" not in data[-TAIL:]:
        raise ReadError(f"{shown}: is a PDF cut short (its end mark is missing). Download or export it again.")
    about, *found = _said(_apart(data, shown, limits), shown, limits)
    said = [
        [Line(text, n, *at) for raw, *at in page if (text := clean(raw))] if isinstance(page, list) else []
        for n, page in enumerate(found, 1)
    ]
    broken = {n: page for n, page in enumerate(found, 1) if isinstance(page, str)}
    if not any(said) and broken:
        raise _failed({"error": "broken", "why": next(iter(broken.values()))}, shown, limits)
    if not any(said):
        what = f"holds no text on its {len(said)} pages" if len(said) != 1 else "holds no text on its page"
        raise ReadError(f"{shown}: {what}: a scan, or empty. Run text recognition over it first (ocrmypdf does it).")
    empty = [n for n, page in enumerate(said, 1) if not page and n not in broken]
    return _text(about, said, (*_told(empty, "no text there (a picture?)"), *_told(list(broken), "cannot be read")))


def _told(pages: Sequence[int], why: str) -> tuple[str, ...]:
    """What to tell of pages among others that have no text: their numbers are not checked."""
    numbers = ", ".join(map(str, pages[:10])) + (" …" if len(pages) > 10 else "")
    return (f"{'pages' if len(pages) > 1 else 'page'} {numbers}: {why}, so nothing there is checked.",) if pages else ()


def _apart(data: bytes, shown: str, limits: Limits) -> list[Any]:
    """What a process apart says of the file. Raises ReadError where it has to be ended."""
    seconds = limits.seconds * (1 + len(data) // 1_000_000)
    arguments = [json.dumps([p for p in sys.path if p]), str(MEMORY), str(seconds), str(limits.article_length)]
    command = [sys.executable, "-I", str(APART), *arguments]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=seconds + 2, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise limits.over(shown, f"was not read in {seconds} seconds", "seconds") from None
    except OSError as error:
        raise ReadError(f"{shown}: cannot be read: no process could be started ({error.strerror}).") from None
    if done.returncode < 0:  # killed: its time was up
        raise limits.over(shown, f"was not read in {seconds} seconds", "seconds")
    said = [json.loads(line) for line in done.stdout.splitlines()] if done.returncode == 0 else []
    return said or [{"error": "memory"}]


def _said(said: list[Any], shown: str, limits: Limits) -> list[Any]:
    """The same, unless it ends in an error."""
    last = said[-1]
    if isinstance(last, dict) and "error" in last:
        raise _failed(last, shown, limits)
    return said


def _failed(said: Mapping[str, str], shown: str, limits: Limits) -> ReadError:
    match said["error"]:
        case "library":
            return ReadError(f"{shown}: PDF files need pypdf. Install it with pip install 'factcheck-desk[docs]'.")
        case "encrypted":
            return ReadError(f"{shown}: is encrypted. Save it without a password first.")
        case "length":
            return limits.over(shown, f"is longer than {limits.article_length:,} characters", "article-length")
        case "memory":
            return ReadError(f"{shown}: needs more than {MEMORY // 10**6:,} MB to read. Split it, or save it as text.")
    return ReadError(f"{shown}: is a broken PDF ({said.get('why', '')}). Export it again, or save it as text.")


def _text(about: Mapping[str, Any], said: Sequence[Sequence[Line]], notes: tuple[str, ...]) -> Text:
    found = paragraphs(said)
    text, lines = [], []
    for one, following in zip_longest(found, found[1:]):
        text.append(one.text)
        lines.append(one.page)
        if following is not None and not following.more:
            text.append("")
            lines.append(one.page)
    title = _title(about) or _largest(said)
    day, how = _published(about)
    return Text("\n".join(text), title, day, None, tuple(lines), notes, how)


def _title(about: Mapping[str, Any]) -> str | None:
    said = " ".join(str(about.get("title") or "").split())
    return said[:300] if said and not NO_TITLE.match(said) else None


def _largest(said: Sequence[Sequence[Line]]) -> str | None:
    """The lines in the largest letters of the first page with text, where they are larger than the rest."""
    first = next(page for page in said if page)
    size = max(line.size for line in first)
    top = [line.text for line in first if line.size > size * 0.95]
    return " ".join(top)[:300] if size and len(top) < min(4, len(first)) else first[0].text[:300]


def _published(about: Mapping[str, Any]) -> tuple[date | None, str | None]:
    """The date the file gives for its text, else (told as such) when it was made, unless a browser printed it."""
    if day := _day(about.get("published")):
        return day, None
    made = _day(about.get("made"))
    if made is None or PRINTERS.search(str(about.get("creator") or "")):
        return None, None
    return made, "made"


def _day(said: object) -> date | None:
    try:
        return date.fromisoformat(str(said))
    except ValueError:
        return None
