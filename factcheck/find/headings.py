"""Tables pasted as text whose heading prints the scale once: "($ in millions)", "(Rs in crore)" above "Sales $1,234".

The heading counts for the amounts right behind it and for the rows under it, up to the first line of prose; a row per
share, in percent or of heads keeps its own measure. Without a currency in the heading only amounts of money are scaled,
and of figures without a sign only the first of a row: the columns behind it are of other periods.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from factcheck.find.brackets import cells, row
from factcheck.find.draft import Draft, Found
from factcheck.measure import money
from factcheck.vocabulary import rows

_POWERS = {
    "thousand": 3, "000": 3, "k": 3, "lakh": 5, "million": 6, "mn": 6, "mln": 6, "m": 6, "crore": 7, "cr": 7,
    "billion": 9, "bn": 9, "bln": 9,
}  # fmt: skip
_SIGN = rb"(?:us\$|[$\xa3\x80\x81]|rs\.?|inr|usd|eur|gbp|chf|jpy|cad|aud|dollars|euros|pounds|rupees)"
_HEADING = re.compile(
    rb"\((?:(?:all|unaudited|audited|amounts?|figures|values|expressed|stated|are|and|,)[ ]){0,4},?[ ]?"
    rb"(?:(?P<a>" + _SIGN + rb")[ ]?in[ ]|in[ ](?:(?P<b>" + _SIGN + rb")[ ]?)?|(?P<c>" + _SIGN + rb")[ ]?)"
    rb"'?(?P<s>thousand|000|lakh|million|mn|mln|m|crore|cr|billion|bn|bln)s?"
    rb"(?:[ ]of[ ](?P<d>[a-z.]{2,8}[ ]?[a-z]{0,8}))?(?:[,;][^()\n]{0,80})?\)",
    re.I,
)
_OWN_MEASURE = re.compile(rb"%%|\b(?:%s)\b" % "|".join(r["word"] for r in rows("row_measures")).encode(), re.I)
# "How to reach us", "# Notes": a part of its own, whose amounts the table's scale is not for
_SECTION = re.compile(
    rb"[ ]*#|[^\d]*\b(?:%s)\b[^\d]*\Z" % "|".join(r["phrase"] for r in rows("section_titles")).encode(), re.I
)
# "The ticket costs $20 at the door", "Source: Acme. The figures": words that go on behind an amount or a full stop
_PROSE = re.compile(
    rb"[$\xa3\x80][ ]?[\d.,]*\d[ ]+(?:in|at|an?|per|for|on|of|the|and|to|from|by|was|were|is)[ ][a-z]"
    rb"|[a-z]{3}\.[ ]+[A-Z]"
)
_LONGEST = 4000  # characters a heading counts for


class Heading(NamedTuple):
    """A scale told once: where it begins to count and where it ends, its power of ten and its currency if any."""

    start: int
    end: int
    power: int
    code: str | None


def scaled(data: bytes, settled: Found) -> None:
    """Gives the amounts under a heading the scale it prints."""
    if b"(" not in data:
        return
    k = 0
    for heading in _headings(data):
        while k < len(settled) and settled[k][0] + settled[k][1].start < heading.start:
            k += 1
        for n in range(k, len(settled)):
            base, d = settled[n]
            if base + d.start >= heading.end:
                break
            settled[n] = base, _under(data, base, d, heading)


def _headings(data: bytes) -> Iterator[Heading]:
    found = list(_HEADING.finditer(data))
    for n, m in enumerate(found):
        following = found[n + 1] if n + 1 < len(found) else None
        sign = m["a"] or m["b"] or m["c"] or m["d"]
        scale = m["s"].decode().lower()
        if scale in ("m", "k", "cr") and not sign:
            continue  # "(in m)" is in metres
        stop = min(m.end() + _LONGEST, following.start() if following else len(data))
        yield Heading(m.end(), _reach(data, m.end(), stop), _POWERS[scale], _code(sign) if sign else None)


def _code(sign: bytes) -> str | None:
    text = sign.decode("latin-1").strip()
    said = money.before(f"{text} 1", 0) or money.before(f"{text.upper()} 1", 0) or money.after(f" {text.lower()}", 0)
    return said.code if said else None


def _reach(data: bytes, pos: int, stop: int) -> int:
    """Where the table ends: at the title of another part or a line of prose.

    Prose ends in a full stop, goes on behind one or is too long for a row.
    """
    line = data.find(b"\n", pos, stop)
    while 0 <= line < stop:
        after = data.find(b"\n", line + 1, stop)
        after = after if after >= 0 else stop
        text = data[line + 1 : after].rstrip()
        if len(text) > 160 or text.endswith(b".") or _PROSE.search(text) or _SECTION.match(text):
            return line
        line = after if after < stop else -1
    return stop


def _behind(data: bytes, start: int, heading: int) -> bool:
    """Whether an amount stands right behind the heading: "Revenue (in millions): $1,234.5", "Sales (€m) 45.2 38.1"."""
    between = data[heading:start]
    return len(between) < 60 and b"\n" not in between and cells(between)


def _under(data: bytes, base: int, d: Draft, heading: Heading) -> Draft:
    """A draft with the scale of the heading, where it is an amount that prints none of its own."""
    start, end = base + d.start, base + d.end
    bare = d.kind == "number" and d.unit is None and not d.letter and heading.code is not None
    if d.value is None or d.ignored or d.per or (d.decimals or 0) < 0 or not (bare or d.kind == "money"):
        return d
    found = row(data, start, end)
    if not found and not _behind(data, start, heading.start):
        return d
    if found and (_OWN_MEASURE.search(found[0]) or (bare and not found[1])):
        return d
    unit = heading.code if bare or (d.unit == money.OWN and heading.code) else d.unit
    high = None if d.high is None else d.high * 10**heading.power
    value, decimals = d.value * 10**heading.power, (d.decimals or 0) - heading.power
    return d._replace(kind="money", value=value, high=high, unit=unit, decimals=decimals, open=False)
