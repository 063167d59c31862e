"""Which way the clause around a relative date looks: "will report on Friday", "reported on Friday"."""

from __future__ import annotations

import re

_AHEAD = re.compile(
    rb"\b(?:(?:to|will|would|shall|may|should)(?: not)? be [a-z]+|"
    rb"will|would|shall|expects?|expected|plans?|planned|due|scheduled|upcoming|going to|intends?|"
    rb"aims?|forecasts?|hopes?|set to|set for"
    rb"|effective|please|let's|schedule|arrange|may|should|could|ahead of|matur\w+|payable|expires?|expiring|to be"
    rb"|is to|are "
    rb"to|deadline|begins|starts|opens|takes effect|"
    rb"(?:extend|postpon|delay|push|defer|adjourn)\w*(?: [a-z]+){0,3}? (?:to|until|till))\b|'ll\b"
)
_BACK = re.compile(
    rb"\b(?:said|was|were|had|rose|fell|did|came|went|made|told|began|has|have|since|won|lost|took|stood|kept|became|brought|spent|built|drew|shrank|sank|spoke|wrote|broke|swung|hit|"
    rb"met|held|sold|bought|saw|left|found|grew|ran"
    rb"|paid|sent|hit|struck|died|last|previous|earlier|[a-z]{2,}(?<!expect)(?<!schedul)(?<!plann)ed)\b"
)
_BEFORE, _BEHIND = 80, 40
_ENDS = re.compile(rb"\. | \(")  # "5.8 pct in Feb (forecast 5.9)" looks back
_OPS = {
    "weekday",
    "month",
    "monthday",
    "quarter",
    "half",
    "firstmonths",
    "days",
    "months",
    "season",
    "yearend",
    "in",
    "holiday",
    "weekof",
    "weekdaynum",
    "dayofmonth",
    "dayof",
    "span",
    "offset",
    "weekend",
}


def tense(data: bytes, start: int, end: int, op: str) -> int:
    """1 where the nearest verb looks ahead, -1 where it looks back, 0 where there is none."""
    if op not in _OPS and not op.startswith("ended"):
        return 0
    before = data[start - _BEFORE if start > _BEFORE else 0 : start].replace(b"May", b"month").lower()
    stop = max(before.rfind(b". "), before.rfind(b"\n\n"), before.rfind(b".\n"))
    if stop >= 0:
        before = before[stop + 1 :]
    ahead = max((m.end() for m in _AHEAD.finditer(before)), default=-1)
    back = max((m.end() for m in _BACK.finditer(before)), default=-1)
    if ahead >= back and ahead > 0:  # "is to be completed by" looks ahead with all its words
        return 1
    if back >= 0:
        return -1
    behind = _ENDS.split(data[end : end + _BEHIND].lower(), maxsplit=1)[0]
    if m := _AHEAD.search(behind):
        return 1 if not (b := _BACK.search(behind)) or m.start() < b.start() else -1
    return -1 if _BACK.search(behind) else 0
