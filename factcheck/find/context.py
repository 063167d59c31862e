"""Drafts -> Mentions: what stands around a number decides its hedge, its noun, or why it is no quantity."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

from factcheck.find.draft import Draft
from factcheck.find.relative import resolve
from factcheck.measure.money import OWN
from factcheck.model import Article, Mention
from factcheck.measure.dates import Span

_HEDGES = {"about": "approx", "around": "approx", "approximately": "approx", "roughly": "approx", "some": "approx", "nearly": "approx", "almost": "approx",
           "circa": "approx", "estimated": "approx", "approx": "approx", "over": "gt", "under": "lt", "below": "lt", "above": "gt", "exceeding": "gt", "exceeded": "gt", "exceeds": "gt", "topping": "gt", "topped": "gt"}  # fmt: skip
_THAN = {"more": "gt", "less": "lt", "fewer": "lt", "greater": "gt", "higher": "gt", "lower": "lt", "better": "gt", "larger": "gt", "smaller": "lt"}


def _modifier(data: bytes, start: int) -> str | None:
    words = data[max(0, start - 28) : start].lower().decode("latin-1").split()
    if not words:
        return None
    last = words[-1]
    if last in ("the", "a", "an") and len(words) > 1:
        words.pop()
        last = words[-1]
    if last == "than" and len(words) > 1:
        mode = _THAN.get(words[-2])
        if mode and len(words) > 2 and words[-3] == "no":
            return "le" if mode == "gt" else "ge"
        return mode
    if last == "least" and words[-2:-1] == ["at"]:
        return "ge"
    if last == "most" and words[-2:-1] == ["at"]:
        return "le"
    if last == "to" and words[-2:-1] in (["up"], ["close"]):
        return "le" if words[-2] == "up" else "approx"
    if last in ("as",) and len(words) > 2 and words[-3] == "as":
        return {"much": "le", "many": "le", "high": "le", "little": "ge", "few": "ge"}.get(words[-2])
    if last in ("under", "over", "below", "above") and words[-2:-1] == ["just"]:
        return "lt" if last in ("under", "below") else "gt"
    return _HEDGES.get(last)


_NOUN = re.compile(rb"[ \n-]{1,2}([A-Za-z][A-Za-z-]*)")


def finish(article: Article, data: bytes, offsets: list[int] | None, found: list[tuple[int, Draft]]) -> tuple[Mention, ...]:
    """The ledger."""
    out: list[Mention] = []
    text, published = article.text, article.published
    last = 0
    for base, d in found:
        start, end = base + d.start, base + d.end
        unit = article.currency if d.unit == OWN else d.unit
        modifier, iso_start, iso_end, period = d.modifier, d.iso_start, d.iso_end, d.period
        kind, value = d.kind, d.value
        if kind in ("date", "daterange"):
            value = None
            if d.relative and published:
                span = resolve(d.relative, published, False)
                if span:
                    iso_start, iso_end, period = span.start, span.end, span.label
        elif modifier is None:
            modifier = _modifier(data, start)
        if offsets is not None:
            start, end = offsets[start], offsets[end - 1] + 1
        if start < last:
            continue
        last = end
        out.append(Mention(f"m{len(out) + 1}", start, end, text[start:end], kind, value, d.high, unit, d.per, modifier, iso_start, iso_end, period, d.decimals, d.ignored))
    return tuple(out)
