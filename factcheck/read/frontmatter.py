"""The lines between two ``---`` at the top of a text: ``title``, ``published`` and ``entity``, as plain ``key: value``.

A subset of YAML on purpose: no anchors, tags or nesting, so a hostile file can do nothing here. Keys of other tools
(tags, layout…) are passed over.
"""

from __future__ import annotations

import re
from datetime import date

from factcheck.read.errors import ReadError
from factcheck.read.text import Text

MAX_LINES = 100
KEY = re.compile(r"([A-Za-z_][\w -]{0,40}):(?:\s+(.*))?$")
CARRIED_ON = re.compile(r"\s|- |-$|#|$")  # lists and nested values of other tools' keys, comments, blank lines


def split(text: str, shown: str) -> Text:
    """Text with its front matter taken out and read; a text that only opens with a rule is left as it is."""
    lines = text.split("\n", MAX_LINES + 2)
    if lines[0].rstrip() != "---":
        return Text(text)
    end = next((i for i, line in enumerate(lines[1 : MAX_LINES + 1], 1) if line.rstrip() in ("---", "...")), 0)
    inside = lines[1:end]
    if not any(KEY.match(line) for line in inside) or not all(KEY.match(x) or CARRIED_ON.match(x) for x in inside):
        return Text(text)
    body = "\n".join(lines[end + 1 :])
    skipped = len(body) - len(body.lstrip("\n"))
    first = end + 2 + skipped
    body = body[skipped:]
    values = {m[1].strip().lower(): (i, _value(m[2] or "")) for i, x in enumerate(inside, 2) if (m := KEY.match(x))}
    line, stamp = values.get("published") or values.get("date") or (0, "")
    return Text(
        body,
        title=values.get("title", (0, ""))[1] or None,
        published=_day(stamp, f"{shown}:{line}") if stamp else None,
        entity=values.get("entity", (0, ""))[1] or None,
        lines=tuple(range(first, first + body.count("\n") + 1)),
    )


def _value(printed: str) -> str:
    value = printed.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return re.split(r"\s#", value, maxsplit=1)[0].rstrip()


def _day(value: str, where: str) -> date:
    """``2025-06-05``, also with a time behind it; ``5 June`` is refused: which year it is would be a guess."""
    try:
        return date.fromisoformat(re.split(r"[T ]", value, maxsplit=1)[0])
    except ValueError:
        raise ReadError(f'{where} (published): "{value}" is not a date. Use YYYY-MM-DD.') from None
