"""Small claims and facts for judging."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from factcheck.measure import intervals
from factcheck.model import Claim, Fact, Linked, Mention, Reading


def fact(number: int = 1, value: Any = "13e9", **more: Any) -> Fact:
    base: dict[str, Any] = {
        "id": f"f{number}", "entity": "Acme", "metric": "revenue", "unit": "USD", "source": f"Report {number}",
        "as_of": date(2024, 1, 1), "file": "facts/a.csv", "line": number + 1,
        "value": Decimal(value) if isinstance(value, str) else value,
    }  # fmt: skip
    return Fact(**{**base, **more})


MENTION = ("kind", "unit", "decimals", "modifier", "iso_start", "iso_end", "value_high", "per")


def claim(surface: str = "$13 billion", value: str | None = "13e9", **more: Any) -> Claim:
    base: dict[str, Any] = {"kind": "money", "unit": "USD", "decimals": -9}
    base.update({k: more.pop(k) for k in MENTION if k in more})
    main = Mention("m1", 0, len(surface), surface, value=Decimal(value) if value else None, **base)
    kind = more.pop("claim_kind", "level")
    return Claim("c1", main, kind, 0, len(surface), 0, len(surface), **more)


def day_claim(surface: str, first: date, after: date, **more: Any) -> Claim:
    return claim(surface, None, kind="date", unit=None, decimals=None, iso_start=first, iso_end=after, **more)


def reading(*facts: Fact, **more: Any) -> Reading:
    rank = "secondary" if any(f.source_rank == "secondary" for f in facts) else "primary"
    more.setdefault("expected", intervals.of_fact(facts[0]) if facts else None)
    return Reading(more.pop("formula", "{value}"), facts=facts, rank=rank, **more)


def linked(told: Claim, *readings: Reading | Fact, **more: Any) -> Linked:
    strict, wide = intervals.allowed(told.main)
    found = tuple(r if isinstance(r, Reading) else reading(r) for r in readings)
    return Linked(told, strict, wide, found, **more)
