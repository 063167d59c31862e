"""Statements in words about closes: "the highest close since May", "a third straight day of losses"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from factcheck.link.market.closes import Closes
from factcheck.link.market.windows import Missed, dates_in, day, no_trading
from factcheck.link.market.words import alternation, any_of
from factcheck.measure import formatting, intervals
from factcheck.measure.intervals import CTX
from factcheck.measure.periods import parse_label
from factcheck.model import Article, Claim, Interval, Mention

MOVE = re.compile(
    r"\b(?:gains?|rises?|jumps?|rall(?:y|ies)|advances?|increases?|drops?|falls?|declines?|loss(?:es)?|slides?|slumps?)\b",
    re.I,
)
EVER = re.compile(r"\b(?:record|all-time|ever)\b", re.I)
LENGTH = re.compile(
    r"\b(?P<n>\d+|a|one|two|three|four|five|six|seven|eight|nine|ten|twelve)[\s-]+(?P<more>or more[\s-]+)?"
    r"(?P<u>trading days?|sessions?|days?|weeks?|months?|years?)\b",
    re.I,
)
NUMBERS = {
    w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
} | {"a": 1}
DAYS = {"day": 1, "session": 1, "trading day": 1, "week": 7, "month": 30, "year": 365}
SLACK = timedelta(days=4)
YEAR = re.compile(
    r"\b(?:(?:of|so far|in|this)\s+(?:this|the)\s+year|this\s+year|of\s+the\s+year|year\s+to\s+date)\b", re.I
)
ENDED = re.compile(r"\b(?:snap|broke|break|end|halt|arrest)\w*\b", re.I)
ORDINAL = re.compile(r"\b(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:nd|rd|th))\b", re.I)


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the closes say to a statement: the number expected, what is allowed, the deciding closes and why."""

    expected: Decimal
    allowed: Interval
    places: tuple[int, ...]
    step: str
    formula: str
    unsettled: tuple[str, ...] = ()


def answer(
    article: Article, claim: Claim, ledger: Sequence[Mention], closes: Closes, as_of: date | None
) -> Spoken | Missed:
    """Judge a statement that prints no price."""
    when = _day(article, claim, ledger, closes, as_of)
    if isinstance(when, Missed):
        return when
    i, open_ = when
    sentence = article.text[claim.sentence_start : claim.sentence_end]
    told = (
        _streak(claim, sentence, closes, i)
        if claim.main.unit == "none"
        else _extreme(article, claim, ledger, closes, i)
    )
    if isinstance(told, Missed):
        return told
    return Spoken(told.expected, told.allowed, told.places, told.step, told.formula, (*told.unsettled, *open_))


def _day(
    article: Article, claim: Claim, ledger: Sequence[Mention], closes: Closes, as_of: date | None
) -> tuple[int, tuple[str, ...]] | Missed:
    """The trading day a statement is about: the day its sentence names, else the sentence before, else the newest."""
    for start, end in ((claim.sentence_start, claim.sentence_end), _before(article, claim)):
        own = [
            m for m in dates_in(ledger, start, end)
            if m.modifier != "ge" and m.iso_start and m.iso_end and (m.iso_end - m.iso_start).days == 1
        ]  # fmt: skip
        if own:
            near = min(own, key=lambda m: abs(m.start - claim.main.start))
            on = near.iso_start
            assert on is not None
            found = day(closes, on, as_of)
            if isinstance(found, Missed):
                return found if closes.on(on) is None else no_trading(closes, on)
            return found.pairs[0][1], ("period-inferred",) if len(own) > 1 else ()
    cut = closes.until(as_of) if as_of else None
    if cut is None or (as_of and (as_of - closes.days[cut]).days > SLACK.days + 2):
        return Missed("period-unknown", "The sentence names no day.")
    return cut, ("period-inferred",)


def _before(article: Article, claim: Claim) -> tuple[int, int]:
    end = claim.sentence_start
    text = article.text[max(0, end - 400) : end].rstrip()
    cut = max(text.rfind(". ", 0, -1), text.rfind("\n"), text.rfind("? ", 0, -1)) + 1
    return end - (len(article.text[max(0, end - 400) : end]) - cut), end


def _streak(claim: Claim, sentence: str, closes: Closes, i: int) -> Spoken | Missed:
    at = claim.main.start - claim.sentence_start
    sign = _streak_sign(sentence, at, at + len(claim.main.surface))
    if sign == 0 or not isinstance(claim.main.value, Decimal):
        return Missed("metric-ambiguous", "The sentence does not say whether the days were of gains or losses.")
    weekly = "week" in claim.main.surface.lower()
    ended = bool(ENDED.search(sentence[:at]))
    values = _weeks(closes, i) if weekly else [(n, _step(closes, n)) for n in range(i, 0, -1)]
    if ended and values:
        if values[0][1] != -sign:
            return _told(claim, closes, values, 0, "the run had not ended that day", False)
        values = values[1:]
    run = 0
    while run < len(values) and values[run][1] == sign:
        run += 1
    if run == len(values):
        return Missed("no-fact", "The closes on file begin within the run.")
    word = ("week" if weekly else "day") + ("" if run == 1 else "s")
    name = "rises" if sign > 0 else "falls"
    step = (
        f"{closes.entity}: {run} {word} in a row of {name} to {closes.days[values[0][0]] if values else closes.days[i]}"
    )
    return _told(claim, closes, values, run, step, not ended and not ORDINAL.search(claim.main.surface))


def _told(claim: Claim, closes: Closes, values: list[tuple[int, int]], run: int, step: str, least: bool) -> Spoken:
    value = claim.main.value
    assert isinstance(value, Decimal)
    places = tuple(n for n, _ in values[: run + 1][:12])
    listed = ", ".join(f"{closes.days[n]} {formatting.number(closes.values[n])}" for n in reversed(places))
    allowed = intervals.above(value) if least else intervals.point(value)
    return Spoken(Decimal(run), allowed, places, f"{step} ({listed}).", "days in a row")


def _streak_sign(sentence: str, at: int, end: int) -> int:
    """Up or down: "fell for a third day", "a five-day losing streak", "three straight days of gains"."""
    after = re.match(rf"\s*(?:of\s+)?(?P<w>{alternation('up', 'down')})\b", sentence[end:], re.I)
    inside = re.search(r"\b(?P<w>losing|winning)\b", sentence[at:end], re.I)
    before = list(any_of("up", "down").finditer(sentence[:at]))
    word = inside["w"] if inside else after["w"] if after else before[-1][0] if before else ""
    if not word:
        return 0
    return 1 if any_of("up").fullmatch(word) else -1


def _step(closes: Closes, i: int) -> int:
    was, now = closes.at_par(i - 1, closes.days[i]), closes.values[i]
    return (now > was) - (now < was)


def _weeks(closes: Closes, i: int) -> list[tuple[int, int]]:
    """(last close of the week, its direction) going back from the week of a day."""
    last: dict[tuple[int, int], int] = {}
    for n in range(i + 1):
        last[closes.days[n].isocalendar()[:2]] = n
    ends = list(last.values())
    out = []
    for a, b in zip(reversed(ends[:-1]), reversed(ends[1:]), strict=False):
        was, now = closes.at_par(a, closes.days[b]), closes.values[b]
        out.append((b, (now > was) - (now < was)))
    return out


def _extreme(article: Article, claim: Claim, ledger: Sequence[Mention], closes: Closes, i: int) -> Spoken | Missed:
    surface = claim.main.surface
    low = bool(any_of("less").search(surface)) or bool(re.search(r"\blow\b", surface, re.I))
    moves = bool(MOVE.search(surface))
    sentence = article.text[claim.sentence_start : claim.sentence_end]
    closing = bool(re.search(rf"\b(?:{alternation('close')})\b", sentence, re.I)) or moves
    if not closing and any_of("touch", "within").search(sentence):
        return Missed("period-unknown", "A price within the day; the closes on file cannot judge it.")
    window = _window(article, claim, ledger, closes, i)
    if isinstance(window, Missed):
        return window
    begin, anchor, whole = window
    if moves:
        low = bool(re.search(r"\b(?:drop|fall|decline|loss|slide|slump)", surface, re.I))
    value = _move(closes, i) if moves else closes.values[i]
    if moves and (value > 0) == low:
        low_word = "rose" if low else "fell"
        step = f"On {closes.days[i]} it {low_word}: {formatting.number(formatting.rounded(value, 2))}%."
        return Spoken(Decimal(0), intervals.point(Decimal(1)), (i, i - 1), step, "rank of a day's change")

    def beyond(n: int) -> bool:
        other = _move(closes, n) if moves else closes.at_par(n, closes.days[i])
        return other < value if low else other > value

    past = [n for n in range(max(begin, 1 if moves else 0), i) if beyond(n)]
    rank = Decimal(1 + len(past))
    open_ = () if closing else ("metric-ambiguous",)
    shown = max(past, key=lambda n: closes.at_par(n, closes.days[i]) * (-1 if low else 1), default=None)
    listed = _said(closes, i, moves) + (
        f"; before that, {_said(closes, shown, moves, closes.days[i])}" if shown is not None else ""
    )
    step = f"{closes.entity}, {'change' if moves else 'close'} on {listed}."
    if not past:
        if not whole:
            return Missed("no-fact", f"The closes on file begin on {closes.days[0]}, too late to bear that out.")
        if anchor and not any(beyond(n) or _same(closes, n, i, moves) for n in anchor):
            return Missed(
                "period-unknown", f"{step} It was not beaten in the time named either, so it goes back further."
            )
        step = f"{step} None of the {i - begin} closes since {closes.days[max(begin, 0)]} lies beyond it."
    places = (i,) if shown is None else (i, shown)
    return Spoken(rank, intervals.point(Decimal(1)), places, step, "rank among the closes", open_)


def _same(closes: Closes, n: int, i: int, moves: bool) -> bool:
    return not moves and closes.at_par(n, closes.days[i]) == closes.values[i]


def _move(closes: Closes, i: int) -> Decimal:
    was = closes.at_par(i - 1, closes.days[i])
    return CTX.multiply(CTX.divide(closes.values[i] - was, was), Decimal(100)) if was else Decimal(0)


def _said(closes: Closes, i: int, moves: bool, at: date | None = None) -> str:
    value = formatting.rounded(_move(closes, i), 2) if moves else closes.at_par(i, at or closes.days[i])
    return f"{closes.days[i]}: {formatting.number(value)}{'%' if moves else ''}"


def _window(
    article: Article, claim: Claim, ledger: Sequence[Mention], closes: Closes, i: int
) -> tuple[int, list[int], bool] | Missed:
    """(first place counted, places of the time named, whether the file covers it) of "since May", "in six months"."""
    on = closes.days[i]
    tail = article.text[claim.main.end : claim.sentence_end]
    since = [
        m
        for m in dates_in(ledger, claim.main.end, claim.sentence_end)
        if re.search(r"\bsince\b", article.text[max(0, m.start - 12) : m.end], re.I)
    ]
    if since:
        first = since[0].iso_start or (None)
        last = since[0].iso_end

        period = parse_label(since[0].period) if since[0].period else None
        first = period.start if period and period.start else first
        end = period.end if period and period.end else (last - timedelta(days=1) if last else first)
        if first is None or end is None or first >= on:
            return Missed("period-unknown", f"The days of “{since[0].surface}” are not known.")
        begin = closes.after(end + timedelta(days=1))
        anchor = [n for n, d in enumerate(closes.days) if first <= d <= end]
        return (i if begin is None else begin), anchor, closes.days[0] <= first + SLACK
    if EVER.search(claim.main.surface):
        return 0, [], False
    length = LENGTH.search(claim.main.surface) or LENGTH.search(tail[:60])
    if length:
        n = int(length["n"]) if length["n"].isdigit() else NUMBERS.get(length["n"].lower(), 1)
        unit = length["u"].lower().rstrip("s")
        if unit in ("day", "session", "trading day"):
            return max(0, i - n + 1), [], i - n >= 0
        first = on - timedelta(days=DAYS[unit] * n) + SLACK
        begin = closes.after(first)
        return (i if begin is None else begin), [], closes.days[0] <= first
    if YEAR.search(tail[:40]) or YEAR.search(claim.main.surface):
        first = date(on.year, 1, 1)
        begin = closes.after(first)
        return (i if begin is None else begin), [], closes.days[0] <= first + SLACK
    return Missed("period-unknown", "The sentence does not say since when.")
