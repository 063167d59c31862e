"""Dates near a number -> the period it is about, and what it is measured against."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import timedelta
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import factcheck.claim.cues as cues
import factcheck.claim.lexicon as lex
from factcheck.claim.clauses import clause
from factcheck.claim.grammar import Words
from factcheck.measure import periods
from factcheck.measure.dates import MONTH_NAMES
from factcheck.model import Mention, Period

_DAY = timedelta(days=1)
DAYS = ("date", "daterange")
_PAIR = re.compile(r"(?:FY ?)?((?:19|20)\d\d)(?:,| and|, and) (?:FY ?)?((?:19|20)\d\d)")
_ENDING = frozenset("due payable maturing expiring mature matures matured expire expires expired".split())
_FAR = 60  # a date this costly to reach does not frame the number


class Dated(NamedTuple):
    """A period told in a sentence, at its word, with the mention that tells it."""

    at: int
    mention: Mention
    period: Period | None  # None: told, but only the day of publication would say which ("this year")
    base: bool = False  # "than in 2023": what is measured against
    part: bool = False  # "early in 2023", "for most of 2023": told of some part of it, and nobody says which


def period_of(mention: Mention) -> Period | None:
    """The period a date mention names, by its label or its days."""
    if mention.period and (period := periods.parse_label(mention.period)) is not None:
        return period
    if mention.iso_start and mention.iso_end and mention.iso_start < mention.iso_end:
        return periods.of_days(mention.iso_start, mention.iso_end - _DAY)
    return None


def dates(words: Words) -> list[Dated]:
    """The periods a sentence tells, in order; "2022 and 2023" are two; the day something was said is none."""
    out: list[Dated] = []
    for m in words.mentions:
        if m.kind not in DAYS:
            continue
        at = words.at[m.id]
        if at and not _ENDING.isdisjoint(words.low[max(at - 2, 0) : at]):
            continue  # "a $400m bond due April 2032", "and mature on 3 March 2033"
        if _is_step(words, m, at) or _of_saying(words, at):
            continue
        pair = _PAIR.fullmatch(m.surface)
        years = [periods.parse_label(y) for y in pair.groups()] if pair else [period_of(m)]
        base, part = _is_base(words, at), _is_part(words, at)
        out += [Dated(at, m, p, base, part) for p in years]
    return out


def _is_step(words: Words, mention: Mention, at: int) -> bool:
    """“a year earlier" is a step from another period; "In the year-ago quarter, Acme had" tells its own."""
    told = mention.surface.lower().removeprefix("the ")
    leads = told.endswith(("quarter", "period")) and not any(k < at for k in words.values)
    return told in _steps() and not leads


_PARTLY = re.compile(
    r"(?:in |at |by |since |until )?(?:the )?(?:earl(?:y|ier)|late|later|mid(?:dle)?|(?:start|beginning) of)\b", re.I
)
_PART_ENDS = ("of", "in", "during", "the")
_PART_BEFORE = re.compile(
    r" (?:(?:part|parts|most|much|half|bulk|weeks|months|days) of|(?:point|time|times|stage|early|late|earlier|later)"
    r" (?:in|during)|briefly in) (?:the )?$"
)
_PART_HEADS = frozenset(
    "part parts most much half bulk weeks months days point time times stage early late earlier later briefly".split()
)  # what those begin with: asked first, since nearly all dates have "in" before them


def _is_part(words: Words, at: int) -> bool:
    """Whether a date names more time than the number is told of: "early 2023", "at one point in 2023"."""
    if _PARTLY.match(words.raw[at]):
        return True
    if at < 2 or words.low[at - 1] not in _PART_ENDS or _PART_HEADS.isdisjoint(words.low[max(0, at - 4) : at]):
        return False
    return _PART_BEFORE.search(f" {' '.join(words.low[max(0, at - 4) : at])} ") is not None


_MONTHS = re.compile(rf"\b(?:{MONTH_NAMES})\b")


@cache
def _steps() -> frozenset[str]:
    return frozenset(told.phrase.strip() for told in cues.phrases("comparisons"))


def _is_base(words: Words, at: int) -> bool:
    """Whether the date itself is led by a comparison: "than in 2023", "up 8% over 2023", "from the 2019 peak"."""
    k = at - 1
    while k >= 0 and (words.low[k] in ("in", "the", "during") or words.tags[k] in "D"):
        k -= 1
    if k < 0:
        return False
    if words.low[k] in ("over", "on"):
        return k - 1 in words.values and any(m.kind == "percent" for m in words.mentions if words.at[m.id] == k - 1)
    if words.low[k] in ("with", "to"):
        return k > 0 and words.low[k - 1] in ("compared", "relative")
    return words.low[k] in ("than", "from", "versus", "against")


def _of_saying(words: Words, at: int) -> bool:
    """“the ministry said on 3 May”, "on Thursday reported": the day of the statement, not of the number."""
    verb = lex.VERBS.get(words.low[at + 1]) if at + 1 < len(words.low) else None
    if verb is not None and verb.kind in ("say", "report") and verb.form == "past" and at and words.low[at - 1] == "on":
        return True
    for k in range(at - 1, max(at - 4, -1), -1):
        verb = lex.VERBS.get(words.low[k])
        if verb is not None and verb.kind == "say":
            return True
        if words.tags[k] not in "PRD":
            return False
    return False


def comparison(words: Words, i: int, end: int) -> str | None:
    """The step a number is compared over, from the words after it: "a year earlier" -> year; or None."""
    if words.present.isdisjoint(cues.MARKS) and not any(m.kind in DAYS for m in words.mentions):
        return None
    tags, values = words.tags, words.values
    stop, last = i + 1, min(end, i + 14, len(tags))
    while stop < last and tags[stop] != ";" and (stop not in values or words.low[stop - 1] == "or"):
        stop += 1  # "compared to $148m, OR $1.21 a share, a year earlier"
    low = [words.low[k] or words.raw[k].lower() for k in range(i + 1, stop)]
    text = f" {' '.join(low)} "
    if cues.of("comparisons").isdisjoint(text.split()):
        return None
    return next((told.row["step"] for told in cues.phrases("comparisons") if told.phrase in text), None)


def labelled(words: Words, i: int) -> str | None:
    """The step a label before a number tells: "€2.6bn (PREVIOUS YEAR: €2.4bn)" -> year; or None."""
    opening = words.tags.rfind("(", 0, i)
    if words.raw[i - 1] != ":" or not 0 <= i - 2 - opening <= 5:
        return None
    label = " ".join(words.low[k] or words.raw[k].lower() for k in range(opening + 1, i - 1))
    return next((told.row["step"] for told in cues.phrases("comparisons") if told.phrase.strip() == label), None)


def back(period: Period, step: str) -> Period | None:
    """The period a step before: a year, or the neighbour of its own length."""
    return periods.year_before(period) if step == "year" else periods.prior(period)


def aligned(words: Words, told: Sequence[Dated], values: Sequence[int]) -> dict[int, Dated]:
    """Numbers and dates listed in the same order: "$3bn and $4bn in 2022 and 2023", by the numbers' words."""
    out: dict[int, Dated] = {}
    spells = [r for r in _runs(words, [d.at for d in told]) if len(r) > 1]
    for run in _runs(words, values):
        same = [s for s in spells if len(s) == len(run)]
        if len(run) > 1 and same:
            nearest = min(same, key=lambda s: abs(s[0] - run[0]))
            listed = [d for d in told if nearest[0] <= d.at <= nearest[-1]]
            out.update(zip(run, listed, strict=False))
    return out


def _runs(words: Words, places: Iterable[int]) -> list[list[int]]:
    """Places that stand in one list: between them only commas, "and", "or", and one repeated preposition or unit."""
    out: list[list[int]] = []
    for at in places:
        if out and all(
            words.tags[k] in ",C" or (words.tags[k] in "PD" and words.low[k] not in ("from", "to"))
            for k in range(out[-1][-1] + 1, at)
        ):
            out[-1].append(at)
        else:
            out.append([at])
    return out


def nearest(words: Words, i: int, told: Sequence[Dated], taken: frozenset[int]) -> Dated | None:
    """The date that frames the number at word ``i``: right after it, else before it in its clause, else anywhere."""
    a, b = clause(words, i)
    best, cheapest = None, _FAR
    places = words.values
    for date in told:
        at = date.at
        if at in taken:
            continue
        values = bisect_left(places, max(i, at)) - bisect_right(places, min(i, at))
        if (values or at < i) and open_start(words, date):
            continue
        if _now(words, at, i) if at < i else _aside(words, i, at):
            continue
        if _fenced(words, at, i) or (at > i and (_leads_another(words, at, i) or _compared(words, at))):
            continue
        # A date after the number is nearer to it than one before, unless another number stands between; read off
        # sentences of news and filings, where the order of the costs matters and not their size.
        inside = a <= at < b
        if at > i:
            cost = at - i + 12 * values + (0 if inside else 40)
            if cost < cheapest and _governed(words, i, at):  # another verb's date: "and maturity is 4 May 1992"
                cost += 45 if date.mention.kind == "daterange" else 65
        elif not inside and _one_day(date.mention) and _of_a_deed(words, at) and _governed(words, at, i):
            continue  # "cut its outlook on Thursday after profit rose to $5m": the day of another deed
        else:
            cost = i - at + 3 * values + (4 if inside else 30)
        if cost < cheapest:
            best, cheapest = date, cost
    return best


_TODAY = re.compile(r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|tonight)\b", re.I)


def of_today(mention: Mention) -> bool:
    """Whether a date is told as news tells the day of a report: "on Thursday", "yesterday"; "3 March" is another's."""
    return _TODAY.search(mention.surface) is not None and not any(map(str.isdigit, mention.surface))


def _one_day(mention: Mention) -> bool:
    days = mention.iso_end - mention.iso_start if mention.iso_start and mention.iso_end else None
    return days == _DAY or (days is None and of_today(mention))


def _of_a_deed(words: Words, at: int) -> bool:
    """Whether a verb stands before a date in its clause; "As of June 30, debt was $5m and cash $2m" opens with it."""
    start, _ = clause(words, at)
    return "V" in words.tags[start:at]


def _leads_another(words: Words, at: int, i: int) -> bool:
    """Whether a date after a number opens a part with a number of its own: "in 2023 $3bn, IN 2024 $4bn"."""
    tags, values = words.tags, words.values
    following = bisect_right(values, at)
    if ";" in tags[i:at] and following < len(values):
        return True  # "payrolls +151k; Jan revised to +125k"
    k = at - 1
    while k > i and tags[k] in "PDR":
        k -= 1
    if k <= i or tags[k] not in ",;C" or following == len(values):
        return False
    own = values[following]
    kinds = [m.kind for m in words.mentions if words.at[m.id] in (i, own)]
    return "," not in tags[at:own] and ";" not in tags[at:own] and kinds[0] == kinds[1]


def _now(words: Words, at: int, i: int) -> bool:
    """Whether what stands now begins a part of its own after a date: "earned $2m in 2023 AND EMPLOYS 400"."""
    return any(words.tags[k] == "C" and words.low[k + 1] in _STANDS for k in range(at + 1, i - 1))


def stands_now(words: Words, i: int, told: Sequence[Dated]) -> bool:
    """Whether a number is told of the text's own day, after another of a day before."""
    return any(date.at < i and _now(words, date.at, i) for date in told)


def _aside(words: Words, i: int, at: int) -> bool:
    """Whether a number is in a clause about a name and the date after it: "Acme, WHICH EMPLOYS 400, was sold in"."""
    opened = max(words.tags.rfind(",W", 0, i), words.tags.rfind(",O", 0, i))
    closed = words.tags.find(",", i, at)
    return opened >= 0 and closed > 0 and "," not in words.tags[opened + 1 : i] and words.tags[closed + 1] in "VA"


_STANDS = frozenset("has is are now employs operates runs owns holds serves".split())
_TO_WHAT = frozenset("to from on with against than over above below double twice".split())


def _compared(words: Words, at: int) -> bool:
    """Whether a date tells the day of what a number is compared with: "a 28% premium TO TUESDAY'S CLOSE"."""
    return words.tags[at + 1 : at + 2] == "'" and at > 0 and words.low[at - 1] in _TO_WHAT


def _governed(words: Words, a: int, b: int) -> bool:
    """Whether a verb of its own stands between two words."""
    between = words.tags[a + 1 : b]
    if "V" in between:
        return True
    return "A" in between and any(t == "A" and words.low[a + 1 + k] in lex.BE for k, t in enumerate(between))


def touching(words: Words, i: int, told: Sequence[Dated]) -> Dated | None:
    """The date a number leans on: "2022 $3.2bn, 2023 $4bn", "up from 2023's $4bn", "2023, when it was $4bn"."""
    for date in told:
        if _when(words, date.at, i):
            return date
        if date.at == i - 1 or (date.at == i - 2 and words.low[i - 1] == "'s"):
            return date
    return None


def _when(words: Words, at: int, i: int) -> bool:
    """Whether a number is told of a date in a clause of its own: "than in 2023, WHEN revenue was $2bn"."""
    k = at + 1 + (words.tags[at + 1 : at + 2] == ",")
    return k < i and words.low[k] == "when" and "," not in words.tags[k:i] and not any(k < v < i for v in words.values)


def since_then(words: Words, i: int) -> bool:
    """“Since then the margin has gone from 6% to 16%”: told of no time before, but of the text's own day."""
    before = words.low[max(0, i - 16) : i]
    return "then" in before and any(pair == ("since", "then") for pair in pairwise(before))


def _fenced(words: Words, at: int, i: int) -> bool:
    """Whether a date stands in parentheses with a number of its own, and word ``i`` not: "£2.3bn (2023: £2.1bn)"."""
    tags = words.tags
    if "(" not in tags:
        return False
    left, right = tags.rfind("(", 0, at), tags.find(")", at)
    if left < 0 or right < 0 or ")" in tags[left:at] or left < i < right:
        return False
    return any(left < k < right for k in words.values)


def open_start(words: Words, date: Dated) -> bool:
    """“since 2019”: a start, not a period."""
    return date.mention.surface.lower().startswith("since") or (date.at > 0 and words.low[date.at - 1] == "since")


def in_months(date: Dated) -> bool:
    """Whether a date is printed with months: "between January 2022 and December 2023" is not from year to year."""
    return _MONTHS.search(date.mention.surface) is not None


def ends(period: Period) -> tuple[Period, Period] | None:
    """The first and last year of a stretch of years: "between 2019 and 2023" compares the two."""
    if period.start is None or period.end is None or period.end.year == period.start.year or period.fiscal:
        return None
    if (period.start.month, period.start.day, period.end.month, period.end.day) != (1, 1, 12, 31):
        return None
    first, last = periods.parse_label(f"{period.start.year:04d}"), periods.parse_label(f"{period.end.year:04d}")
    return (first, last) if first and last else None
