"""Mentions -> mentions: a number told without its unit takes that of its neighbour: "€4.1bn, up from 3.8bn"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import factcheck.claim.lexicon as lex
from factcheck.model import Mention

_AMOUNTS = frozenset(
    {"loss", "losses", "profit", "profits", "deficit", "surplus", "gain", "shortfall", "turnover", "sales"}
)
_SCALES = frozenset("thousand million billion trillion mln mn bn tn m b k".split())
_ROW = re.compile(  # "20.1 mln Avg shrs 11,138,503": the words are of the amount behind them
    r"\s+[A-Z][\w.]*(?: (?!and |or |in |of |for |to |at )[\w.]+){0,3}:? [$£€]?\d"
)
_NEAR = 160  # characters to a neighbour that may lend its unit


def complete(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions, elided units filled in."""
    out = list(mentions)
    for n, m in enumerate(out):
        if m.kind != "number" or m.unit is not None or m.ignored or m.value is None:
            continue
        scaled = _scaled(m)
        lender = _lender(text, out, n, scaled)
        if lender is not None and not _counted(text, m):
            out[n] = replace(m, kind=lender.kind, unit=lender.unit, per=m.per or lender.per)
    return tuple(out)


def _scaled(mention: Mention) -> bool:
    words = mention.surface.split()
    last = words[-1].lower().lstrip("0123456789.,")
    return last in _SCALES


def _lender(text: str, mentions: list[Mention], n: int, scaled: bool) -> Mention | None:
    """The neighbour whose unit is meant: for a scaled amount the last scaled one, for "from 4.0 to 4.1%" the next."""
    m = mentions[n]
    if scaled:
        for step in (-1, 1):
            k = n + step
            while 0 <= k < len(mentions) and _gap(m, mentions[k]) < _NEAR and abs(k - n) < 5:
                other = mentions[k]
                if other.kind in ("money", "quantity") and other.unit and not other.per and _scaled_money(other):
                    between = text[min(m.end, other.end) : max(m.start, other.start)]
                    return other if "\n\n" not in between else None
                k += step
        return None
    if n + 1 < len(mentions):
        other = mentions[n + 1]
        between = text[m.end : other.start]
        if (
            other.kind in ("percent", "money")
            and between.strip(" ") in ("to", "and", "or")
            and _lead(text, m) in ("from", "between")
        ):
            return other
    return None


def _scaled_money(mention: Mention) -> bool:
    """Whether an amount lends its unit to one in millions: "5.2m tonnes" does, "12 shops" beside "3.5 million" not."""
    if mention.kind == "quantity":
        large = isinstance(mention.value, Decimal) and mention.value >= 1000
        return large or (mention.decimals or 0) <= -3
    return any(c.isalpha() for c in mention.surface)


def _lead(text: str, m: Mention) -> str:
    words = text[max(0, m.start - 12) : m.start].split()
    return words[-1].lower() if words else ""


def _gap(a: Mention, b: Mention) -> int:
    return max(a.start, b.start) - min(a.end, b.end)


def _counted(text: str, m: Mention) -> bool:
    """Whether a noun that is counted follows: "$4bn and 12 million customers"."""
    rest = text[m.end : m.end + 24].split()
    if not rest or not text[m.end : m.end + 1].isspace():
        return False
    if _ROW.match(text, m.end):
        return False
    word = rest[0].strip(".,;:)-").lower()  # "3.5 million visi-" goes on in the next line
    if not word.replace("-", "").isalpha() or word in _AMOUNTS:
        return False
    return (
        word not in lex.PREP
        and word not in lex.CONJ
        and word not in lex.DET
        and word not in lex.ADV
        and word not in lex.AUX
    )
