"""Exit codes, and how a failure is told: cause, place and next step, on stderr, never a traceback unasked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from factcheck.cli.terminal import note

CLEAN, FINDINGS, UNUSABLE, PARTLY, INTERNAL, INTERRUPTED = 0, 1, 2, 3, 4, 130
SHOWN = 20
# Codes a terminal would obey (a file may be called "a\x1b[2J.txt"), and what turns the reading direction around.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Failed(Exception):
    """The command cannot go on: every message known so far, each one line or a few, and the exit code."""

    def __init__(self, messages: str | Iterable[str], code: int = UNUSABLE) -> None:
        super().__init__(messages)
        self.messages = (messages,) if isinstance(messages, str) else tuple(messages)
        self.code = code


def harmless(text: str) -> str:
    """Text with control characters spelled out, so that a hostile name cannot write on the terminal."""
    return CONTROL.sub(lambda m: f"\\x{ord(m[0]):02x}" if ord(m[0]) < 256 else f"\\u{ord(m[0]):04x}", text)


def complain(messages: Sequence[str], kind: str = "error") -> None:
    """Print the first twenty messages and say how many there are."""
    for message in messages[:SHOWN]:
        note(f"{kind}: {harmless(message)}")
    if len(messages) > SHOWN:
        note(f"{kind}: … and {len(messages) - SHOWN} more, {len(messages)} in all.")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The hint to append to "unknown …", empty where nothing is near."""
    close = get_close_matches(word.lower(), sorted(known), n=1, cutoff=0.55)
    return f" Did you mean {close[0]}?" if close else ""
