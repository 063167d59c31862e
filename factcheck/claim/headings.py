"""A heading that tells a time -> the period of the points listed under it: "Fourth Quarter 2024 Highlights"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import factcheck.claim.when as when
from factcheck.claim.sentences import BULLETS
from factcheck.model import Mention, Period

LONGEST = 120  # characters of a line that may be a heading


class Heading(NamedTuple):
    """Where a heading ends, and the period it tells."""

    end: int
    period: Period


def heading(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Heading | None:
    """The heading that a line is: short, without a full stop and with no number but one period."""
    told = text[start:end].strip()
    if len(mentions) != 1 or mentions[0].kind not in when.DAYS or not told or len(told) > LONGEST:
        return None
    period = when.period_of(mentions[0])
    alone = text[:start].rstrip(" \t*#")[-1:] in ("", "\n") and "\n" not in told
    if period is None or period.start == period.end is not None or told[-1] in ".!?;," or not alone:
        return None
    return None if told[0] in BULLETS and told[1:2] == " " else Heading(start + len(text[start:end].rstrip()), period)


def under(text: str, start: int, last: Heading | None) -> bool:
    """Whether a sentence stands in a list right under a heading: nothing but other points stands between."""
    if last is None:
        return False
    opened = text.rfind("\n", 0, start + 1) + 1 if text[start : start + 1] != "\n" else start + 1
    end = text.find("\n", start)
    lines = [line.strip() for line in text[last.end : end if end > 0 else len(text)].split("\n")]
    return opened > last.end and all(not line or (line[0] in BULLETS and line[1:2] == " ") for line in lines)
