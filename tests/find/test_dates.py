"""Dates told from other dates, in words, and with an open side; near misses stand beside the hits."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.find import find
from factcheck.measure import intervals
from factcheck.measure.dates import Span, moved
from factcheck.model import Article, Mention

DAY = date(2025, 6, 5)  # a Thursday


def dated(text: str, published: date | None = DAY) -> list[tuple[str, str, str]]:
    return [
        (m.surface, str(m.iso_start or ""), str(m.iso_end or ""))
        for m in find(Article(text, published=published))
        if m.kind in ("date", "daterange")
    ]


TOLD_FROM_OTHERS = [
    ("It opens two weeks after Easter 2024.", "two weeks after Easter 2024", "2024-04-14", "2024-04-15"),
    ("It was in the two weeks after Easter 2024.", "two weeks after Easter 2024", "2024-04-01", "2024-04-15"),
    ("It closed three days before March 3, 2024.", "three days before March 3, 2024", "2024-02-29", "2024-03-01"),
    ("It began three years before 2016.", "three years before 2016", "2013-01-01", "2014-01-01"),
    ("It opens three weeks from tomorrow.", "three weeks from tomorrow", "2025-06-27", "2025-06-28"),
    ("the first week of 2021", "first week of 2021", "2021-01-04", "2021-01-11"),
    ("the last ten days of May 2024", "last ten days of May 2024", "2024-05-22", "2024-06-01"),
    ("the second Monday of May 2024", "second Monday of May 2024", "2024-05-13", "2024-05-14"),
    ("the third month of 2021", "third month of 2021", "2021-03-01", "2021-04-01"),
    ("week 3 of 2027", "week 3 of 2027", "2027-01-18", "2027-01-25"),
    ("the week after next", "week after next", "2025-06-16", "2025-06-23"),
    ("It will open next week on Tuesday.", "next week on Tuesday", "2025-06-10", "2025-06-11"),
    ("the next 4 business days", "next 4 business days", "2025-06-06", "2025-06-12"),
    ("the 5 previous weeks", "5 previous weeks", "2025-05-01", "2025-06-05"),
    ("the week of the 18th", "week of the 18th", "2025-06-16", "2025-06-23"),
    ("It met on the 21st of this month.", "21st of this month", "2025-06-21", "2025-06-22"),
    ("It fell on last Christmas.", "last Christmas", "2024-12-25", "2024-12-26"),
    ("It fell over the weekend.", "weekend", "2025-05-31", "2025-06-02"),
    ("It fell in September last year.", "September last year", "2024-09-01", "2024-10-01"),
    ("It opens in July of this year.", "July of this year", "2025-07-01", "2025-08-01"),
    ("It fell on 5 May last year.", "5 May last year", "2024-05-05", "2024-05-06"),
    ("It opens in January next year.", "January next year", "2026-01-01", "2026-02-01"),
    ("The half-year to 31 December 2024 was poor.", "half-year to 31 December 2024", "2024-07-01", "2025-01-01"),
    ("The half year ended 30 June 2024 was poor.", "half year ended 30 June 2024", "2024-01-01", "2024-07-01"),
    ("The full-year to 30 June 2024 was poor.", "year to 30 June 2024", "2023-07-01", "2024-07-01"),
    ("It grew in FY 2025.", "FY 2025", "", ""),
]


@pytest.mark.parametrize(("text", "surface", "first", "end"), TOLD_FROM_OTHERS)
def test_dates_told_from_other_dates(text: str, surface: str, first: str, end: str) -> None:
    assert dated(text) == [(surface, first, end)]


WORDED = [
    ("on May the ninth, 2024", "May the ninth, 2024", "2024-05-09", "2024-05-10"),
    ("on the fourth of July, 1995", "fourth of July, 1995", "1995-07-04", "1995-07-05"),
    ("on March fifth through seventh, 2024", "March fifth through seventh, 2024", "2024-03-05", "2024-03-08"),
    ("in January nineteen ninety-seven", "January nineteen ninety-seven", "1997-01-01", "1997-02-01"),
    ("on 13 April nineteen seventy two", "13 April nineteen seventy two", "1972-04-13", "1972-04-14"),
    ("in nineteen eighty-six", "nineteen eighty-six", "1986-01-01", "1987-01-01"),
    ("in the year two thousand", "year two thousand", "2000-01-01", "2001-01-01"),
    ("in October two thousand and five", "October two thousand and five", "2005-10-01", "2005-11-01"),
    ("It rose in May twenty nine.", "May twenty nine", "2025-05-29", "2025-05-30"),
    ("on 28 June in 2020", "28 June in 2020", "2020-06-28", "2020-06-29"),
    ("on 2018-7-6", "2018-7-6", "2018-07-06", "2018-07-07"),
    ("on Dec31, 1994", "Dec31, 1994", "1994-12-31", "1995-01-01"),
    ("It said so on the 4th.", "4th", "2025-06-04", "2025-06-05"),
    ("It was on Monday 21.", "Monday 21", "2025-04-21", "2025-04-22"),
]


@pytest.mark.parametrize(("text", "surface", "first", "end"), WORDED)
def test_days_and_years_in_words(text: str, surface: str, first: str, end: str) -> None:
    assert dated(text) == [(surface, first, end)]


RANGES = [
    ("from 3/2/2021-3/9/2021", "3/2/2021-3/9/2021", "2021-03-02", "2021-03-10"),
    ("from 2007 to the end of 2008", "2007 to the end of 2008", "2007-01-01", "2009-01-01"),
    ("from March in 2019 to May in 2020", "March in 2019 to May in 2020", "2019-03-01", "2020-06-01"),
    ("from 2014 till 2018", "2014 till 2018", "2014-01-01", "2019-01-01"),
    ("from next Monday to Friday", "next Monday to Friday", "2025-06-09", "2025-06-14"),
]


@pytest.mark.parametrize(("text", "surface", "first", "end"), RANGES)
def test_ranges_of_dates(text: str, surface: str, first: str, end: str) -> None:
    assert dated(text) == [(surface, first, end)]


def test_weekdays_of_every_week_are_no_range() -> None:
    assert len(dated("It is open Monday to Friday.")) == 2


OPEN = [
    ("Sales have grown since 2019.", "2019", "2019-01-01", "", "ge"),
    ("It was founded before 2018.", "2018", "", "2018-01-01", "lt"),
    ("Nothing was sold after 2016.", "2016", "2017-01-01", "", "gt"),
    ("Cars of 2016 and later.", "2016", "2016-01-01", "", "ge"),
    ("It applies from 2016 onwards.", "2016", "2016-01-01", "", "ge"),
    ("It must end before the end of 2018.", "the end of 2018", "", "2019-01-01", "le"),
    ("It must end through 2030.", "through 2030", "2030-01-01", "2031-01-01", "le"),
    ("It must end by 2030.", "by 2030", "2030-01-01", "2031-01-01", "le"),
    ("It is due no later than June 2020.", "June 2020", "2020-06-01", "2020-07-01", "le"),
    ("It fell before the 2016 election.", "2016", "2016-01-01", "2017-01-01", "lt"),
    ("It fell after 2016's election.", "2016", "2016-01-01", "2017-01-01", "gt"),
]


@pytest.mark.parametrize(("text", "surface", "first", "end", "modifier"), OPEN)
def test_periods_open_to_one_side(text: str, surface: str, first: str, end: str, modifier: str) -> None:
    assert dated(text) == [(surface, first, end)]
    (mention,) = find(Article(text))
    assert mention.modifier == modifier
    assert (mention.period or "").startswith(surface[-4:])


@pytest.mark.parametrize(
    ("text", "surface", "end"),
    [
        ("It is due by the end of the current quarter.", "by the end of the current quarter", "2025-07-01"),
        ("It is said to be at least over by the end of this year.", "by the end of this year", "2026-01-01"),
        ("It was there at the end of this year.", "end of this year", "2026-01-01"),
    ],
)
def test_words_before_a_bound_do_not_part_it_from_its_date(text: str, surface: str, end: str) -> None:
    (mention,) = find(Article(text, published=DAY))
    assert (mention.surface, str(mention.iso_end)) == (surface, end)
    assert mention.modifier == ("le" if surface[:2] == "by" else None)


def test_an_open_period_still_allows_the_days_it_names() -> None:
    def at(text: str) -> Mention:
        return find(Article(text))[0]

    first, after = date(2018, 1, 1).toordinal(), date(2019, 1, 1).toordinal()
    assert intervals.allowed(at("before 2018."))[0].high == first
    assert intervals.allowed(at("before 2018."))[1].high == after
    assert intervals.allowed(at("after 2018."))[0].low == after
    since, _ = intervals.allowed(at("since 2018."))
    assert (since.low, since.high) == (first, after)


STEPS = [
    ("In the third quarter of 2019 it made $3m, up from $2m a year earlier.", "2018-07-01", "2018-10-01"),
    ("On 12 August 2019 it held 40, against 30 a year earlier.", "2018-08-12", "2018-08-13"),
    ("In 2019 it made $3m, up from $2m the previous year.", "2018-01-01", "2019-01-01"),
    ("In March 2019 it made $3m, up from $2m a month earlier.", "2019-02-01", "2019-03-01"),
    ("It opened in 2019. It made $3m, up from $2m a year earlier.", "2024-01-01", "2025-01-01"),
]


@pytest.mark.parametrize(("text", "first", "end"), STEPS)
def test_a_step_is_counted_from_the_date_of_its_sentence(text: str, first: str, end: str) -> None:
    assert dated(text)[-1][1:] == (first, end)


NO_DATES = [
    "May I ask what it costs?",
    "He was the 4th largest holder.",
    "a weekend trip",
    "She finished 4th.",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date(text: str) -> None:
    assert dated(text) == []


def test_may_stays_a_month_after_a_preposition() -> None:
    assert dated("In May it rose.") == [("May", "2025-05-01", "2025-06-01")]


def test_workers_are_no_days_of_may() -> None:
    surfaces = [m.surface for m in find(Article("In May twenty workers left."))]
    assert surfaces == ["May", "twenty"]


def test_a_step_in_time_is_no_denominator() -> None:
    texts = ("$48.8bn a year earlier", "$3bn a month ago", "$3bn a year before.", "$5 a year", "$5 a day")
    assert [find(Article(t))[0].per for t in texts] == [None, None, None, "year", "day"]


def test_a_moved_quarter_stays_a_quarter() -> None:
    assert moved(Span(date(2019, 7, 1), date(2019, 10, 1)), -12) == Span(date(2018, 7, 1), date(2018, 10, 1))
    assert moved(Span(date(2024, 2, 29), date(2024, 3, 1)), 12) == Span(date(2025, 2, 28), date(2025, 3, 1))
    assert moved(Span(date(1, 2, 1), date(1, 3, 1)), -24) is None
