"""Text -> where a dateline ends: in "OSLO, March 4 (Wire) - Acme cut its outlook" the city is no subject."""

from __future__ import annotations

import re

from factcheck.measure.dates import MONTH_NAMES

_MONTH = rf"(?:{MONTH_NAMES})\b\.?"
_DAY = rf"(?:{_MONTH} \d{{1,2}}(?:,? \d{{4}})?|\d{{1,2}} {_MONTH}(?: \d{{4}})?)"
_LOUD = r"[A-Z][A-Z.'’ -]{2,30}(?:, [A-Z][A-Za-z. ]{1,20}){0,2}"
_QUIET = r"[A-Z][a-z]+(?: [A-Z][a-z]+)?(?:, [A-Z][A-Za-z. ]{1,20}){0,2}"
_AGENCY = r"(?: ?\([A-Z][^()\n]{1,30}\)| ?/[A-Z][^/\n]{1,30}/)"
# "OSLO - ", "OSLO, March 4 (Wire) - ", "Oslo, 4 March 2025 – "; a place in small letters needs a day or an agency
_PLACE = rf"(?:{_LOUD}(?:,? {_DAY})?{_AGENCY}?|{_QUIET}(?:,? {_DAY}{_AGENCY}?|{_AGENCY}))"
_DATELINE = re.compile(rf"[ \t]{{0,8}}{_PLACE}[ \t]{{0,2}}(?:--|[-–—])[ \t]{{1,2}}(?=[\"'“‘]?[A-Z])")


def ending(text: str, start: int) -> int | None:
    """Where the dateline ends that stands at ``start``; None where there is none."""
    m = _DATELINE.match(text, start)
    return m.end() if m else None
