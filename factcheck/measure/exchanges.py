"""Exchange and day -> why there was no trading: the only importer of the package holidays (extra ``market``).

Which days were trading days is told by the closes on file themselves; this only gives the reason its name. Without the
package there is no name, and nothing else changes.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Any

from factcheck.vocabulary import rows

WEEKEND = 5
_CITIES = "|".join(sorted({row["city"] for row in rows("exchanges")}, key=len, reverse=True))
_PLACE = re.compile(rf"\bin\s+(?:\w+\s+)?(?P<city>{_CITIES})\b(?!-)|\b(?P<listed>{_CITIES})-(?:listed|traded)\b")
_MIC = {row["code"]: row["mic"] for row in rows("exchanges")}


def market_code(code: str) -> str:
    """The market identifier code for the code of a quotation service: NMS -> XNAS; what is unknown stays as it is."""
    return _MIC.get(code, code)


def elsewhere(exchange: str | None, text: str) -> str | None:
    """The city of another exchange that a text names: "rose 3% in Tokyo", "Frankfurt-listed"."""
    own = {row["city"] for row in rows("exchanges") if exchange and row["mic"] == market_code(exchange)}
    named = (m["city"] or m["listed"] for m in _PLACE.finditer(text))
    return next((city for city in named if city not in own), None)


def closure(exchange: str | None, day: date) -> str | None:
    """Why an exchange was closed on a day: a weekend, or the holiday's name; None where that is not known."""
    if day.weekday() >= WEEKEND:
        return f"a {day:%A}"
    return str(named) if exchange and (named := _closures(market_code(exchange), day.year).get(day)) else None


@lru_cache(maxsize=64)
def _closures(exchange: str, year: int) -> dict[date, Any]:
    try:
        import holidays  # 0.2 s, paid only where a claim falls on a day without trading
    except ImportError:
        return {}
    try:
        return dict(holidays.financial_holidays(exchange, years=year))
    except NotImplementedError:  # an exchange it does not know
        return {}
