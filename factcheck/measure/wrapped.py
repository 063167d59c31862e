"""Words broken by a hyphen at a line's end -> the words: "visi-" / "tors" is "visitors", "full-" / "time" keeps it."""

from __future__ import annotations

import re

from factcheck.vocabulary import rows

_BROKEN = re.compile(r"(?<![\w-])([^\W\d_]{2,})-\n[ ]*([a-z]{2,})")
_KEEPING = frozenset(r["word"] for r in rows("hyphened"))


def _whole(m: re.Match[str]) -> str:
    return f"{m[1]}-{m[2]}" if m[1].lower() in _KEEPING else m[1] + m[2]


def whole(text: str) -> str:
    """A text with its broken words joined."""
    return _BROKEN.sub(_whole, text) if "-\n" in text else text


def first_whole(text: str) -> tuple[str, int, int]:
    """(the text with the first broken word joined, where the break was, how many characters it took)."""
    m = _BROKEN.search(text)
    if not m:
        return text, len(text), 0
    joined = text[: m.start()] + _whole(m) + text[m.end() :]
    return joined, m.end(1), len(text) - len(joined)
