"""Claim -> whose price it tells of: the closes of the share, index or good that the text names."""

from __future__ import annotations

import re
from calendar import day_name, month_abbr, month_name
from functools import cache, lru_cache

from factcheck.link.market.closes import Closes, Market, of_facts
from factcheck.link.market.telling import VALUE
from factcheck.link.market.words import any_of
from factcheck.model import Article, Claim
from factcheck.reference import Reference
from factcheck.vocabulary import rows

BACK = 1200  # characters before a sentence in which "the stock" may have been named
CAPITAL = re.compile(r"\b[A-Z][\w&'’.-]*\w")
START = re.compile(r"(?:^|[.!?:\n][\"”’)]*\s+[\"“‘(]?|[\"“]\s*)$")
EXCHANGES = frozenset(
    "Nasdaq NYSE LSE New York London Frankfurt Tokyo Wall Street Stock Exchange Inc Corp Ltd CEO CFO U.S".split()
)
CALENDAR = frozenset([*day_name, *month_name, *month_abbr, "Sept", *(name[:4] for name in month_name)]) - {""}
OPENERS = frozenset(
    "the a an it its they their that this these those he she his her but and after before while with for by at in on "
    "as since when then there so yet still even over under both all most many some trading traders investors analysts "
    "markets equities futures bonds elsewhere earlier later meanwhile separately however also despite following shares "
    "stock stocks net total overall".split()
)


def owner(
    article: Article, claim: Claim, market: Market, reference: Reference, names: list[tuple[int, int, str]]
) -> tuple[tuple[Closes, ...], bool] | None:
    """The closes a claim is about and whether that is settled; None where nobody with closes is meant."""
    found = _named(market, reference, article.text, tuple(names))
    start, end, at = claim.sentence_start, claim.sentence_end, claim.main.start
    inside = [n for n in found if start <= n[0] < end]
    own = [n for n in inside if n[0] < at] or inside
    subject = (claim.subject or "").strip()
    if subject and any(word[:1].isupper() for word in subject.split()) and not any_of("share").fullmatch(subject):
        spans = [n for n in inside if _shared(subject, article.text[n[0] : n[1]])]
        if spans:
            return _of(market, reference, spans[-1][2]), len({n[2] for n in spans}) == 1
        known = set(market.names.lookup(subject)) | set(reference.entity(subject))
        if len(known) == 1 and (got := _of(market, reference, known.pop())):
            return got, True
        if subject.split()[0] not in CALENDAR and subject.lower() not in OPENERS | _common():
            return None  # "Initech shares rose 5%": somebody not on file
    if own:
        return _of(market, reference, own[-1][2]), len({n[2] for n in own}) == 1
    return _told_before(article, claim, market, reference, found)


def _told_before(
    article: Article, claim: Claim, market: Market, reference: Reference, found: tuple[tuple[int, int, str], ...]
) -> tuple[tuple[Closes, ...], bool] | None:
    """“The stock closed at $12”: what was named last, if nobody else was named since; else the article's own entity."""
    last = [n for n in found if claim.sentence_start - BACK <= n[0] < claim.sentence_start]
    if last:
        between = article.text[last[-1][1] : claim.main.start]
        got = _of(market, reference, last[-1][2])
        return (got, not _strangers(between)) if got else None
    if article.entity is None:
        return None
    known = set(market.names.lookup(article.entity)) | set(reference.entity(article.entity))
    got = _of(market, reference, known.pop()) if len(known) == 1 else ()
    return (got, not _strangers(article.text[max(0, claim.sentence_start - BACK) : claim.main.start])) if got else None


def _shared(subject: str, name: str) -> bool:
    one, two = subject.casefold(), name.casefold()
    return one in two or two in one


def _of(market: Market, reference: Reference, name: str) -> tuple[Closes, ...]:
    tables = market.tables.get(name, ())
    if not market.in_facts:
        return tables
    sources = {table.fact(0).source for table in tables}
    return (*tables, *(c for c in of_facts(reference, name) if c.fact(0).source not in sources))


@lru_cache(maxsize=8)
def _named(
    market: Market, reference: Reference, text: str, names: tuple[tuple[int, int, str], ...]
) -> tuple[tuple[int, int, str], ...]:
    """Where a text names what there are closes of, in order."""
    with_closes = {name for _, _, name in names if market.in_facts and _of(market, reference, name)}
    own = [n for n in names if n[2] in with_closes]
    return tuple(sorted({*market.names.find(text), *own}))


def _strangers(between: str) -> bool:
    """Whether a text names somebody else: "Initech reported a loss. The stock fell 3%" is not about Globex."""
    for m in CAPITAL.finditer(between):
        word = m[0].rstrip(".").removesuffix("'s").removesuffix("’s")
        if word in CALENDAR or word in EXCHANGES:
            continue
        if START.search(between[: m.start()]) and (word.lower() in OPENERS or word.lower() in _common()):
            continue
        if word.lower() in _common() or VALUE.match(between, m.start()):
            continue
        return True
    return False


@cache
def _common() -> frozenset[str]:
    """Words that are no names though a capital begins them at the start of a sentence."""
    listed = [row["words"] for row in rows("plain_words")] + [row["word"] for row in rows("nouns")]
    listed += [row["name"] for row in rows("metrics") if "name" in row]
    listed += [row.get("metric", "") for row in rows("metrics")] + [row["words"] for row in rows("market_words")]
    return frozenset(word.lower() for words in listed for part in words.split("|") for word in part.split())
