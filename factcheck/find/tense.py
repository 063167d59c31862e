"""Whether the clause around a relative date looks ahead: "will report on Friday", "due in March"."""

from __future__ import annotations

import re

_AHEAD = re.compile(rb"\b(?:will|would|shall|expects?|expected|plans?|planned|due|scheduled|upcoming|is to|are to|to be|going to|intends?|aims?|forecasts?|hopes?|set to|later|until|by|beginning|starting|effective|through|next|may|should|could|'ll|to|ahead of|mature|matures|maturing|payable|expires?|expiring)\b")
_BACK = re.compile(rb"\b(?:said|was|were|had|rose|fell|reported|announced|ended|closed|did|came|went|made|told|began|started|has|have|since|gained|dropped|posted|earned|bought|sold|lost|killed|died|last|won|took|\w+ed)\b")
_NEAR = 60


def looks_ahead(data: bytes, start: int, end: int, op: str) -> bool:
    """Whether the nearest verb before the date is about the future."""
    if op not in ("weekday", "month", "monthday", "quarter", "half", "firstmonths", "days", "months") and not op.startswith("ended"):
        return False
    before = data[max(0, start - _NEAR) : start].lower()
    stop = max(before.rfind(b". "), before.rfind(b"\n\n"))
    if stop >= 0:
        before = before[stop + 1 :]
    ahead = [m.start() for m in _AHEAD.finditer(before)]
    if not ahead:
        return False
    back = [m.start() for m in _BACK.finditer(before)]
    return not back or ahead[-1] > back[-1]
