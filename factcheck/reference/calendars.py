"""Facts -> the day an entity's fiscal year ends, where they say so clearly, and what they leave unsaid about it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from factcheck.measure import periods
from factcheck.model import Fact, Fault

MAJORITY = 0.6  # of an entity's year-long periods must end on one day before it is taken for its fiscal year end
YEAR_DAYS = range(350, 381)
TO_DATE_DAYS = range(175, 290)
FISCAL_YEAR = re.compile(r"FY(\d{4})")
PLAIN = re.compile(r"\d{4}(?:-H[12])?")
# A document of a whole year: the balances in it are those of the year's last day.
ANNUAL = re.compile(r"\b(?:annual|10-K|20-F|40-F|full[- ]year|fiscal year|year[- ]end)\b", re.IGNORECASE)
SOON = 200  # days after its last day in which a year is reported; accounts are due within six months nearly everywhere
LATE = range(300, 551)  # days: what is said so long after the year's end, and is the newest there, is of the year after

YearEnd = Callable[[str], str | None]


def year_ends(facts: Iterable[Fact]) -> dict[str, str]:
    """Fiscal year ends by entity: what a clear majority of year-long, else of year-to-date, periods says.

    Who writes "FY2024" for some rows and "2024" for others tells two kinds of years apart, so plain years then say
    nothing; what an annual report has as its one balance day does.
    """
    rows = list(facts)
    fiscal = {f.entity for f in rows if f.period and f.period.fiscal}
    whole: dict[str, Counter[str]] = defaultdict(Counter)
    partly: dict[str, Counter[str]] = defaultdict(Counter)
    for fact in rows:
        period = fact.period
        if period and period.start and period.end and not period.fiscal:
            if fact.entity in fiscal and PLAIN.fullmatch(period.label):
                continue
            days = (period.end - period.start).days + 1
            if days in YEAR_DAYS:
                whole[fact.entity][_month_end(period.end)] += 1
            elif days in TO_DATE_DAYS:  # "nine months ended": year to date, so the year before ended the day before
                partly[fact.entity][_month_end(period.start - timedelta(days=1))] += 1
    found = {e: end for e in {**partly, **whole} if (end := _clear(whole.get(e) or partly[e]))}
    silent = fiscal - found.keys() - whole.keys()
    return found | (_by_balances(f for f in rows if f.entity in silent) if silent else {})


def _clear(votes: Counter[str]) -> str | None:
    end, count = votes.most_common(1)[0]
    return end if count >= MAJORITY * votes.total() else None


def _by_balances(facts: Iterable[Fact]) -> dict[str, str]:
    """What the annual reports on file say: all days their balances are of are one day of the year, that of the label.

    An annual report has its year, FY2024, and a balance of 2024-12-31, perhaps with those of the year before.
    """
    years: dict[tuple[str, str, date], set[int]] = defaultdict(set)
    days: dict[tuple[str, str, date], set[date]] = defaultdict(set)
    for fact in facts:
        told = fact.period
        if told is None or fact.value_type != "actual" or not ANNUAL.search(fact.source):
            continue
        document = fact.entity, fact.source, fact.as_of
        if year := FISCAL_YEAR.fullmatch(told.label):
            years[document].add(int(year[1]))
        elif told.fiscal:
            years[document].add(0)  # a quarter's or half year's own figures: not only of a year
        elif told.start == told.end is not None:
            days[document].add(told.end)
    found: dict[str, set[str | None]] = defaultdict(set)
    for document in years.keys() & days.keys():
        entity, _, said = document
        last, ends = max(days[document]), {_month_end(day) for day in days[document]}
        sure = len(ends) == 1 and 0 <= (said - last).days <= SOON and max(years[document]) == last.year
        found[entity].add(ends.pop() if sure and 0 not in years[document] else None)
    return {entity: end for entity, ends in found.items() if len(ends) == 1 and (end := next(iter(ends)))}


def _month_end(day: date) -> str:
    """``MM-DD`` of the end of a month nearest to a day, where within a week: 52-week years end on a weekday."""
    before = day.replace(day=1) - timedelta(days=1)
    after = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    near = before if (day - before).days <= 7 else after if (after - day).days <= 7 else day
    return f"{near:%m-%d}"


def renamed(facts: Iterable[Fact], year_end: str) -> tuple[Fact, int] | None:
    """A fiscal year said so late that its label must be that of the year it begins in, and the days it was late.

    The year to January 2025 is fiscal 2024 to many retailers; a label names the year in which it ends. Where the newest
    year of everything an entity said was more than ten months over, the labels are not to be trusted.
    """
    newest: dict[tuple[str, date], Fact] = {}
    for fact in facts:
        if fact.period and fact.value_type == "actual" and FISCAL_YEAR.fullmatch(fact.period.label):
            known = newest.get((fact.source, fact.as_of))
            if known is None or known.period is None or fact.period.label > known.period.label:
                newest[fact.source, fact.as_of] = fact
    late = [(fact, days) for fact in newest.values() if (days := _late(fact, year_end)) is not None]
    return late[0] if late and len(late) == len(newest) else None


def _late(fact: Fact, year_end: str) -> int | None:
    own = periods.resolve(fact.period, year_end) if fact.period else None
    days = (fact.as_of - own.end).days if own and own.end else 0
    return days if days in LATE or days < -SOON // 2 else None


def unsaid(facts: Iterable[Fact], year_end: YearEnd) -> Iterator[Fault]:
    """For each entity with fiscal years on file: that nobody says when they end, or that their labels are doubtful."""
    own: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.period and fact.period.label.startswith("FY"):
            own[fact.entity].append(fact)
    for entity, rows in own.items():
        first, end = rows[0], year_end(entity)
        label = first.period.label if first.period else ""
        if end is None:
            calendar = label[2:6]
            said = (
                f"{label} is a fiscal period, and nothing says when the fiscal year of {entity} ends. "
                f'What an article says of it "in {calendar}" can be found right but never wrong. '
                f"Write the last day of its year in entities.csv: {entity} under entity, MM-DD under fiscal_year_end."
            )
            yield Fault(first.file, first.line, 1, "period", said, "warning")
        elif doubtful := renamed(rows, end):
            fact, _ = doubtful
            told = fact.period.label if fact.period else ""
            over = periods.resolve(periods.parse_label(told) or periods.of_days(fact.as_of, fact.as_of), end).end
            said = (
                f"{told} of {entity} would end on {over}, and was said on {fact.as_of}. A label names the year in "
                f"which a fiscal year ends: write FY{int(told[2:6]) + 1} for the one after, or mend fiscal_year_end in "
                "entities.csv. Until then its claims about calendar days are found right but never wrong."
            )
            yield Fault(fact.file, fact.line, 1, "period", said, "warning")
