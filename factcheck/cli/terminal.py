"""What the other end of stdout is: colours, width, glyphs; and writing to it without minding a closed pipe."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TextIO


def is_terminal(stream: TextIO) -> bool:
    """Whether a person reads the stream."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def use_color(choice: str, stream: TextIO) -> bool:
    """``always`` and ``never`` decide; ``auto`` asks NO_COLOR, FORCE_COLOR and whether a terminal reads."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or is_terminal(stream)


def width(stream: TextIO) -> int:
    """Columns to write in; COLUMNS wins, a pipe has 80."""
    return shutil.get_terminal_size((80, 24)).columns if is_terminal(stream) or os.environ.get("COLUMNS") else 80


def only_ascii(wanted: bool, stream: TextIO) -> bool:
    """Whether glyphs have to be plain: asked for, or the stream's encoding has none."""
    try:
        "✕◐✓━│".encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return True
    return wanted


def out(text: str) -> bool:
    """Print results. ``factcheck check … | head -1`` closes the pipe early: the rest is dropped, the verdict stands.

    False where nobody reads any more.
    """
    try:
        sys.stdout.write(text if text.endswith("\n") or not text else text + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        _drop(sys.stdout)
        return False
    return True


def note(text: str) -> None:
    """Print what is about the run, not its result: progress, warnings, the closing line."""
    try:
        print(text, file=sys.stderr, flush=True)
    except BrokenPipeError:
        _drop(sys.stderr)


def flush() -> None:
    """Flush stdout at the end, where a closed pipe would otherwise be told as an error of the interpreter's."""
    try:
        sys.stdout.flush()
    except OSError:  # a full disk has been told already
        _drop(sys.stdout)


def _drop(stream: TextIO) -> None:
    with Path(os.devnull).open("w", encoding="utf-8") as nothing:
        os.dup2(nothing.fileno(), stream.fileno())
