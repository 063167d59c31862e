"""Articles without a date of publication: said once, with the date that a line of their own seems to give."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from factcheck import Article, mentions

HEAD = 2000  # characters; a date line stands above the text
LINES = 12
A_DAY = timedelta(days=1)
# "Published 14 March 2025, 06:00 GMT": what may stand beside the date on a line that gives nothing else.
BESIDE = re.compile(
    r"\b(?:published|first|last|posted|updated|issued|date|dated|on|at|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|"
    r"sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|[ap]\.?m\.?|gmt|utc|bst|cet|cest|e[sd]?t|p[sd]?t|\d{1,2}[:.]\d\d)\b"
    r"|[\s,.:;|·•–—-]",
    re.IGNORECASE,
)


def warning(articles: Sequence[Article]) -> str | None:
    """What to tell of articles whose day nobody said; None where all have one."""
    undated = [a for a in articles if a.published is None]
    if not undated:
        return None
    more = f" and {len(undated) - 1} more" if len(undated) > 1 else ""
    what = f"{undated[0].name}{more}: no date of publication, judged by everything on file."
    seen = date_line(undated[0]) if not more else None
    if seen is None:
        return f"{what} Give --published YYYY-MM-DD."
    line, surface, day = seen
    return f'{what} Line {line} says "{surface}": if that is the day, give --published {day}.'


def date_line(article: Article) -> tuple[int, str, str] | None:
    """(line, date as printed, ISO day) of the first line that is a date and nothing else.

    It is never taken for the date by itself: a wrong one would judge the whole text by the wrong facts.
    """
    head = Article(article.text[:HEAD])
    rows = head.text.split("\n")[:LINES]
    starts = [0]
    for row in rows:
        starts.append(starts[-1] + len(row) + 1)
    for mention in mentions(head):
        if mention.iso_start is None or mention.iso_end != mention.iso_start + A_DAY:
            continue
        at = next((n for n, start in enumerate(starts[1:]) if mention.start < start), None)
        if at is None:
            return None
        rest = rows[at].replace(mention.surface, "", 1)
        if not BESIDE.sub("", rest):
            return article.position(mention.start)[0], mention.surface, mention.iso_start.isoformat()
    return None
