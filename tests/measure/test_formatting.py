"""Numbers as words, and corrections printed as the article prints."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D
from typing import Any

import pytest

from factcheck.measure import formatting as f
from factcheck.model import Fact, Interval, Mention


def mention(surface: str, kind: str, value: str | None, **more: Any) -> Mention:
    return Mention("m1", 0, len(surface), surface, kind, D(value) if value else None, **more)


AMOUNTS = [
    ("13e9", "USD", None, "USD 13 billion"), ("245122e6", "USD", None, "USD 245.122 billion"),
    ("-245122345678", "USD", None, "USD \u2212245,122,345,678"), ("13", "percent", None, "13%"),
    ("0.25", "percentage_point", None, "0.25 percentage points"), ("25", "basis_point", None, "25 basis points"),
    ("1200", "employee", None, "1,200 employees"), ("1", "employee", None, "1 employee"),
    ("3", "company", None, "3 companies"), ("2", "person", None, "2 people"), ("3.25", "USD", "share", "USD 3.25 per share"),
    ("0.5", "ratio", None, "0.5"), ("1500000", None, None, "1.5 million"), ("739097", "date", None, "30 July 2024"),
    ("2030", "year", None, "2030"), ("1000000", "barrel", "day", "1 million barrels per day"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "unit", "per", "text"), AMOUNTS)
def test_amounts(value: str, unit: str | None, per: str | None, text: str) -> None:
    assert f.amount(D(value), unit, per) == text


def days(first: date, after: date) -> Interval:
    return Interval(D(first.toordinal()), D(after.toordinal()), False, True)


INTERVALS = [
    (Interval(D("12.5e9"), D("13.5e9")), "USD", "USD 12.5 to 13.5 billion"),
    (Interval(D("950e6"), D("1.05e9")), "USD", "USD 950 million to 1.05 billion"),
    (Interval(D(12), None), "percent", "at least 12%"), (Interval(D(12), None, True), "percent", "more than 12%"),
    (Interval(None, D(12)), "percent", "at most 12%"), (Interval(None, D(12), True, True), "percent", "less than 12%"),
    (Interval(D(3), D(3)), "employee", "3 employees"), (Interval(None, None), "USD", "any amount"),
    (days(date(2024, 8, 1), date(2024, 9, 1)), "date", "1 to 31 August 2024"),
    (days(date(2024, 7, 30), date(2024, 7, 31)), "date", "30 July 2024"),
    (days(date(2024, 7, 30), date(2024, 8, 3)), "date", "30 July to 2 August 2024"),
    (days(date(2024, 12, 30), date(2025, 1, 3)), "date", "30 December 2024 to 2 January 2025"),
    (Interval(None, D(739098)), "date", "up to 30 July 2024"),
]  # fmt: skip


@pytest.mark.parametrize(("it", "unit", "text"), INTERVALS)
def test_intervals(it: Interval, unit: str, text: str) -> None:
    assert f.interval(it, unit) == text


def test_an_interval_in_the_unit_of_a_mention() -> None:
    assert f.interval(Interval(D(1), D(2)), mention("$1", "money", "1", unit="USD", per="share")) == "USD 1 to 2 per share"
    assert f.interval(days(date(2024, 7, 1), date(2024, 8, 1)), mention("July", "date", None)) == "1 to 31 July 2024"


LIKE = [
    ("$1.3 billion", "money", "1.3e9", "13e9", "$13 billion"), ("$13 million", "money", "13e6", "13e9", "$13 billion"),
    ("$13 billion", "money", "13e9", "13.75e9", "$14 billion"), ("$0.9 billion", "money", "9e8", "12e6", "$12 million"),
    ("$3bn", "money", "3e9", "4.2e6", "$4m"), ("$3B", "money", "3e9", "4.2e6", "$4M"),
    ("1,200", "number", "1200", "1347", "1,347"), ("1,066", "number", "1066", "999", "999"),
    ("12.5%", "percent", "12.5", "13.04", "13.0%"), ("$30.00", "money", "30", "32.5", "$32.50"),
    ("25 bps", "percent", "25", "50", "50 bps"), ("three", "number", "3", "5", "five"), ("Three", "number", "3", "5", "Five"),
    ("€1,5 Milliarden", "money", "1.5e9", "1.7e9", "€1,7 Milliarden"), ("300 megawatts", "quantity", "300", "450", "450 megawatts"),
    # not safe
    ("half", "ratio", "0.5", "0.6", None), ("$5-6 million", "money", "5e6", "7e6", None), ("three", "number", "3", "40", None),
    ("$5 billion", "money", "5e9", "-5e9", None), ("$5 billion", "money", "5e9", "0", None),
    ("5 feet 3 inches", "quantity", "63", "70", None), ("nearly 4 in 10", "ratio", "0.4", "0.5", None),
]  # fmt: skip


@pytest.mark.parametrize(("surface", "kind", "value", "fresh", "text"), LIKE)
def test_numbers_like_the_article_prints_them(surface: str, kind: str, value: str, fresh: str, text: str | None) -> None:
    high = D("6e6") if "-" in surface and kind == "money" else None
    assert f.like(mention(surface, kind, value, value_high=high), D(fresh)) == text


DATES = [
    ("August 2024", date(2024, 7, 30), "July 2024"), ("July 30, 2024", date(2024, 8, 1), "August 1, 2024"),
    ("30 July 2024", date(2023, 8, 1), "1 August 2023"), ("through 2030", date(2032, 1, 1), "through 2032"),
    ("30 July", date(2024, 8, 2), "2 August"), ("Aug. 5, 2023", date(2024, 11, 30), "Nov. 30, 2024"),
    ("Aug. 5, 2023", date(2024, 7, 30), "July 30, 2024"), ("2024-07-01", date(2024, 7, 30), "2024-07-30"),
    ("Q3 2024", date(2024, 7, 30), None), ("2019-2023", date(2024, 7, 30), None), ("last year", date(2024, 7, 30), None),
]  # fmt: skip


@pytest.mark.parametrize(("surface", "day", "text"), DATES)
def test_dates_like_the_article_prints_them(surface: str, day: date, text: str | None) -> None:
    assert f.like(mention(surface, "date", None), D(day.toordinal())) == text


@pytest.mark.parametrize(
    ("locale", "text"), [("en-US", "1,234.5"), ("de-DE", "1.234,5"), ("fr-FR", "1\u202f234,5"), ("xx", "1,234.5")]
)
def test_separators_of_the_locale(locale: str, text: str) -> None:
    assert f.number(D("1234.50"), locale=locale) == text


FACT = {"id": "f", "entity": "Acme", "metric": "m", "source": "s", "as_of": date(2024, 1, 1)}


@pytest.mark.parametrize(
    ("fact", "text"),
    [(Fact(value=D("13e9"), unit="USD", bound=">=", **FACT), "at least USD 13 billion"),
     (Fact(value=D(300), unit="megawatt", bound="~", **FACT), "about 300 megawatts"),
     (Fact(value=date(2024, 7, 30), unit="date", **FACT), "30 July 2024"),
     (Fact(value=True, unit="boolean", **FACT), "yes"), (Fact(value="blue", unit="text", **FACT), "blue")],
)  # fmt: skip
def test_facts(fact: Fact, text: str) -> None:
    assert f.fact_value(fact) == text


def test_hostile_values_print_something() -> None:
    for value in ("NaN", "Infinity", "9" * 500, "1e-300"):
        assert f.amount(D(value), "USD")
        assert f.interval(Interval(D(value), None), "date" if value == "1e-300" else "USD")


def test_shortened_keeps_ends_apart() -> None:
    short = f.shortened(Interval(D("11.940298507462686567"), D("12.059800664451827")))
    assert (str(short.low), str(short.high)) == ("11.94", "12.06")
