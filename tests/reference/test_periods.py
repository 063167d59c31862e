from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.measure.periods import contains, label_of, of_days, parse_label, prior, resolve, same, year_before
from factcheck.model import Period

FORMS = [
    # label, canonical label, first day, last day
    ("2024", "2024", "2024-01-01", "2024-12-31"),
    ("2024-07", "2024-07", "2024-07-01", "2024-07-31"),
    ("2024-02", "2024-02", "2024-02-01", "2024-02-29"),
    ("2024-07-30", "2024-07-30", "2024-07-30", "2024-07-30"),
    ("2024-Q3", "2024-Q3", "2024-07-01", "2024-09-30"),
    ("2024Q3", "2024-Q3", "2024-07-01", "2024-09-30"),
    ("2024-H1", "2024-H1", "2024-01-01", "2024-06-30"),
    ("2024-h2", "2024-H2", "2024-07-01", "2024-12-31"),
    ("2023-07-01/2024-06-30", "2023-07-01/2024-06-30", "2023-07-01", "2024-06-30"),
    ("2024-01-01/2024-12-31", "2024", "2024-01-01", "2024-12-31"),
    ("2024-04-01/2024-06-30", "2024-Q2", "2024-04-01", "2024-06-30"),
    ("2019/2023", "2019-01-01/2023-12-31", "2019-01-01", "2023-12-31"),
    (" 2024 ", "2024", "2024-01-01", "2024-12-31"),
    ("987", "987", "0987-01-01", "0987-12-31"),
    ("9999", "9999", "9999-01-01", "9999-12-31"),
]


@pytest.mark.parametrize("text, label, first, last", FORMS)
def test_calendar_forms(text: str, label: str, first: str, last: str) -> None:
    assert parse_label(text) == Period(label, date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "year",
        "2024-13",
        "2024-02-30",
        "2024-Q5",
        "2024-H3",
        "2024-7",
        "24-Q",
        "FY2024-07",
        "2024-06-30/2023-07-01",
        "FY2024/FY2025",
        "2024-Q",
        "20245",
        "2024-07-30-01",
        "2024-00",
        "2024/",
    ],
)
def test_not_a_period(text: str) -> None:
    assert parse_label(text) is None


@pytest.mark.parametrize("text", ["-500", "0"])
def test_years_before_year_one_keep_their_label_without_dates(text: str) -> None:
    assert parse_label(text) == Period(text)


FISCAL = [
    ("FY2024", "06-30", "2023-07-01", "2024-06-30"),
    ("FY2024-Q1", "06-30", "2023-07-01", "2023-09-30"),
    ("FY2024-Q3", "06-30", "2024-01-01", "2024-03-31"),
    ("FY2024-Q4", "06-30", "2024-04-01", "2024-06-30"),
    ("FY2024-H2", "06-30", "2024-01-01", "2024-06-30"),
    ("fy2024", "12-31", "2024-01-01", "2024-12-31"),
    ("FY2025", "01-31", "2024-02-01", "2025-01-31"),
    ("FY2025-Q4", "01-31", "2024-11-01", "2025-01-31"),
    ("FY2024", "09-28", "2023-09-29", "2024-09-28"),
    ("FY2024", "02-28", "2023-03-01", "2024-02-29"),
    ("FY2024-Q1", "02-29", "2023-03-01", "2023-05-31"),
]


@pytest.mark.parametrize("label, year_end, first, last", FISCAL)
def test_fiscal_labels_need_the_year_end(label: str, year_end: str, first: str, last: str) -> None:
    symbolic = parse_label(label)
    assert symbolic == Period(label.upper(), fiscal=True)
    assert resolve(symbolic, None) == symbolic
    found = resolve(symbolic, year_end)
    assert (found.start, found.end) == (date.fromisoformat(first), date.fromisoformat(last))
    assert found.label == label.upper()


def test_resolve_leaves_calendar_periods_and_broken_year_ends_alone() -> None:
    year = of_days(date(2024, 1, 1), date(2024, 12, 31))
    assert resolve(year, "06-30") == year
    assert resolve(Period("FY2024", fiscal=True), "13-45").start is None


STEPS = [
    ("2024", "2023", "2023"),
    ("2024-Q1", "2023-Q4", "2023-Q1"),
    ("2024-H1", "2023-H2", "2023-H1"),
    ("2024-03", "2024-02", "2023-03"),
    ("2024-03-01", "2024-02-29", "2023-03-01"),
    ("2024-02-29", "2024-02-28", "2023-02-28"),
    ("FY2024", "FY2023", "FY2023"),
    ("FY2024-Q1", "FY2023-Q4", "FY2023-Q1"),
    ("FY2024-Q3", "FY2024-Q2", "FY2023-Q3"),
    ("2023-07-01/2024-06-30", "2022-07-01/2023-06-30", "2022-07-01/2023-06-30"),
    ("-500", "-501", "-501"),
]


@pytest.mark.parametrize("label, before, last_year", STEPS)
def test_prior_and_year_before(label: str, before: str, last_year: str) -> None:
    period = parse_label(label)
    assert period is not None
    assert prior(period).label == before
    assert year_before(period).label == last_year


@pytest.mark.parametrize("label", ["FY2024", "FY2024-Q1", "FY2024-Q3", "FY2024-H1"])
@pytest.mark.parametrize("year_end", ["06-30", "12-31", "01-31", "09-30"])
def test_stepping_a_resolved_fiscal_period_moves_its_days(label: str, year_end: str) -> None:
    symbolic = Period(label, fiscal=True)
    for step in (prior, year_before):
        assert step(resolve(symbolic, year_end)) == resolve(step(symbolic), year_end)


def test_fiscal_years_of_52_weeks_are_the_same_year_but_calendar_years_are_exact() -> None:
    filed = of_days(date(2023, 10, 1), date(2024, 9, 28))
    assert same(resolve(Period("FY2024", fiscal=True), "09-30"), filed)
    assert not same(resolve(Period("FY2024", fiscal=True), "06-30"), filed)
    assert not same(of_days(date(2023, 10, 1), date(2024, 9, 30)), filed)
    assert same(prior(filed), of_days(date(2022, 9, 25), date(2023, 9, 30)))
    assert not same(Period("FY2024", fiscal=True), Period("FY2023", fiscal=True))


def test_contains() -> None:
    year, quarter = parse_label("2024"), parse_label("2024-Q3")
    assert year and quarter
    assert contains(year, quarter) and contains(year, year) and not contains(quarter, year)


days = st.dates(date(1, 1, 1), date(9999, 12, 31))


@given(days, days)
def test_every_stretch_of_days_has_a_label_that_reads_back(a: date, b: date) -> None:
    start, end = sorted((a, b))
    found = parse_label(label_of(start, end))
    assert found is not None and (found.start, found.end) == (start, end)


@given(st.integers(2, 9998), st.integers(0, 11), st.integers(1, 12))
def test_whole_months_read_back(year: int, month: int, count: int) -> None:
    start = date(year, month + 1, 1)
    index = month + count
    end = date.fromordinal(date(year + index // 12, index % 12 + 1, 1).toordinal() - 1)
    found = parse_label(label_of(start, end))
    assert found is not None and (found.start, found.end) == (start, end)


def test_a_step_out_of_the_calendar_stays_where_it_is() -> None:
    period = of_days(date(1, 6, 1), date(1, 6, 30))
    assert year_before(period) == period
    assert prior(of_days(date(1, 1, 1), date(1, 1, 20))).start == date(1, 1, 1)
