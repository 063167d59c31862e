"""Claim -> Linked: what is told of a share, an index or a good on a day, judged by the closes on file.

"Shares rose 5% on Tuesday", "closed at $412.32", "have doubled since January", "a market value of $3 trillion". A close
judges closes: what is told of a price within the day is left alone, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from factcheck.link.market import spoken, windows
from factcheck.link.market.closes import Closes, market
from factcheck.link.market.owner import owner
from factcheck.link.market.priced import readings
from factcheck.link.market.telling import Telling, metric_fits, tell
from factcheck.link.market.windows import Missed, Pairs
from factcheck.link.market.words import any_of
from factcheck.link.readings import said
from factcheck.link.residue import asserted
from factcheck.measure import intervals
from factcheck.measure.exchanges import elsewhere
from factcheck.model import WORDED, Article, Claim, Interval, Linked, Mention, Reading
from factcheck.reference import Reference

__all__ = ["by_closes", "link_market"]

LONGEST, BACK = 1200, 300
PRONOUN = re.compile(r"\W*(?:It|They)\b")
SPLIT_DAYS = 60  # between the day a split is told with and the day the shares first traded so
SPLIT = re.compile(r"\bsplits?\b", re.IGNORECASE)
FOR = re.compile(r"\bfor\b|:", re.IGNORECASE)


def link_market(
    article: Article, claim: Claim, ledger: Sequence[Mention], reference: Reference,
    names: list[tuple[int, int, str]], as_of: date | None,
) -> Linked | None:  # fmt: skip
    """The readings that closes give for a claim, or why there are none; None where it tells of no price."""
    known = market(reference)
    size = claim.sentence_end - claim.sentence_start
    if known is None or size > LONGEST or claim.claim_type != "actual":
        return None
    in_words = claim.main.unit in WORDED
    if in_words and ("basis", "close") not in claim.qualifiers:  # "the highest since May", of something else
        return None
    found = owner(article, claim, known, reference, names)
    if found is None or not found[0]:
        return None
    tables, sure = found
    sentence = article.text[claim.sentence_start : claim.sentence_end]
    at = claim.main.start - claim.sentence_start
    open_ = () if sure else ("entity-ambiguous",)
    if in_words:
        return _in_words(article, claim, ledger, tables, open_, as_of)
    if claim.main.kind == "ratio" and SPLIT.search(sentence) and FOR.search(claim.main.surface):
        return _split(claim, tables[0], as_of, open_)
    telling = tell(claim, sentence, at, at + claim.main.end - claim.main.start)
    if telling is None or not metric_fits(claim, tables[0].entity) or not _of_price(article, telling, claim, tables[0]):
        return None
    if not asserted(article, claim):
        return Linked(
            claim, reason="opinion", steps=("The sentence denies, asks or supposes this; it does not say so.",)
        )
    if city := elsewhere(tables[0].exchange, sentence):
        step = f"“{city}” may be another exchange than the one the closes on file are of."
        return Linked(claim, reason="entity-ambiguous", steps=(step,))
    if telling.within:
        step = f"“{telling.within}” tells of a price within the day, which closes on file cannot judge."
        return Linked(
            claim, reason="period-unknown", steps=(step,), question="Is the close meant, or a price within the day?"
        )
    return _judged(article, claim, ledger, reference, tables, telling, open_, as_of)


def by_closes(linked: Linked, reference: Reference) -> bool:
    """Whether a table of the closes of a share was taken for something else: "sold shares at an average of $35"."""
    known = market(reference)
    used = {fact.series for reading in linked.readings for fact in reading.facts}
    tables = (c for all_ in known.tables.values() for c in all_ if c.per == "share") if known else ()
    return any(c.fact(0).series in used for c in tables)


def _split(claim: Claim, closes: Closes, as_of: date | None, open_: tuple[str, ...]) -> Linked | None:
    """“A two-for-one split”: the split on file nearest the day the sentence names, or the only one."""
    on = claim.period.start if claim.period and claim.period_stated else None
    found = [f for f in closes.split_facts if as_of is None or f.as_of <= as_of]
    near = [f for f in found if on and f.period and f.period.start and abs((f.period.start - on).days) <= SPLIT_DAYS]
    chosen = near or (found if len(found) == 1 and on is None else [])
    if not chosen:
        return None
    fact, exact = chosen[0], intervals.point(claim.main.value) if isinstance(claim.main.value, Decimal) else None
    step = f"On file: {said(fact)}."
    reading = Reading("{split}", intervals.of_fact(fact), (fact,), rank=fact.source_rank or "primary", steps=(step,))
    return Linked(claim, exact, exact, (reading,), unsettled=open_, confidence=Decimal("0.95"))


def _of_price(article: Article, telling: Telling, claim: Claim, closes: Closes) -> bool:
    """Whether a price is plainly meant: a share is named, a close, a market value, or the thing itself has one."""
    start = claim.sentence_start
    text = article.text[start : claim.sentence_end]
    if telling.closing or telling.what in ("value", "worth") or any_of("share").search(text):
        return True
    if PRONOUN.match(text) and any_of("share").search(article.text[max(0, start - BACK) : start]):
        return True  # "The stock rose. It has gained 8% since January."
    if closes.per != "share":
        return True  # an index, a barrel: its name is its price
    return claim.period is not None and claim.period.start is not None and claim.period.start == claim.period.end


def _judged(
    article: Article, claim: Claim, ledger: Sequence[Mention], reference: Reference, tables: tuple[Closes, ...],
    telling: Telling, open_: tuple[str, ...], as_of: date | None,
) -> Linked | None:  # fmt: skip
    strict, wide = intervals.allowed(claim.main)
    out: list[Reading] = []
    unsettled: list[str] = list(open_)
    missed: Missed | None = None
    stated = True
    for closes in tables:
        if not _same_unit(claim, telling, closes):
            missed = missed or Missed("unit-unknown", f"The closes on file of {closes.entity} are in {closes.unit}.")
            continue
        got = windows.pairs(article, claim, ledger, closes, as_of)
        if isinstance(got, Missed):
            missed = missed or got
            continue
        if telling.present:
            got = replace(got, unsettled=got.unsettled if got.stated else (), stated=True)
        made = readings(telling, claim, closes, got, reference, len(tables) > 1)
        if made is None:
            return None
        kept = _fitting(made, strict, wide)
        stated &= got.stated
        unsettled += [*got.unsettled, *_same_day(article, closes, got, telling), *_odd(closes, got)]
        out += kept
    if not out:
        return Linked(claim, reason=missed.reason, steps=(missed.step,), question=missed.question) if missed else None
    fits = [r for r in out if intervals.overlaps(r.expected, wide)]
    if not fits and not stated:
        return Linked(claim, reason="period-unknown", steps=("The sentence names no day, and no close near it fits.",))
    hint = "direction-mismatch" if telling.sign and all(_negative(r.expected) for r in out) else None
    return Linked(
        claim, allowed=strict, allowed_wide=wide, readings=tuple(out), unsettled=tuple(dict.fromkeys(unsettled)),
        hint=hint, confidence=Decimal("0.95"),
    )  # fmt: skip


def _fitting(made: list[Reading], strict: Interval, wide: Interval) -> list[Reading]:
    """The reading that fits, where one of the plausible days or stretches does; else the likeliest."""
    for allowed in (strict, wide):
        fit = [r for r in made if intervals.overlaps(r.expected, allowed)]
        if fit:
            return fit[:1]
    return made[:1]


def _same_unit(claim: Claim, telling: Telling, closes: Closes) -> bool:
    if telling.what in ("change", "multiple"):
        return True
    return claim.main.unit == closes.unit or (claim.main.unit in ("point", None) and len(closes.unit) != 3)


def _same_day(article: Article, closes: Closes, got: Pairs, telling: Telling) -> tuple[str, ...]:
    """A change told on the day itself may be as of noon, unless the close is named."""
    last = closes.days[got.pairs[0][1]]
    return ("period-inferred",) if got.daily and last == article.published and not telling.closing else ()


def _odd(closes: Closes, got: Pairs) -> tuple[str, ...]:
    a, b = got.pairs[0]
    return ("basis-mismatch",) if b - a < 300 and closes.odd(a, b) else ()


def _negative(it: Interval) -> bool:
    return it.high is not None and it.high < 0


def _in_words(
    article: Article, claim: Claim, ledger: Sequence[Mention], tables: tuple[Closes, ...], open_: tuple[str, ...],
    as_of: date | None,
) -> Linked | None:  # fmt: skip
    if not asserted(article, claim):
        return Linked(
            claim, reason="opinion", steps=("The sentence denies, asks or supposes this; it does not say so.",)
        )
    missed: Missed | None = None
    for closes in tables:
        got = spoken.answer(article, claim, ledger, closes, as_of)
        if isinstance(got, Missed):
            missed = missed or got
            continue
        facts = tuple(closes.fact(i) for i in got.places)
        rank = "secondary" if closes.secondary else "primary"
        reading = Reading(got.formula, intervals.point(got.expected), facts, rank=rank, steps=(got.step,))
        hint = "rank-mismatch" if claim.main.unit == "rank" else None
        return Linked(
            claim, got.allowed, got.allowed, (reading,), unsettled=(*open_, *got.unsettled), hint=hint,
            confidence=Decimal("0.95"),
        )  # fmt: skip
    return Linked(claim, reason=missed.reason, steps=(missed.step,), question=missed.question) if missed else None
