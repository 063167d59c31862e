"""What printed digits allow, what facts imply, and interval arithmetic against brute force."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.measure import intervals as iv
from factcheck.model import Fact, Interval, Mention


def mention(surface: str, kind: str, value: str | None, decimals: int | None, **more: Any) -> Mention:
    return Mention("m1", 0, len(surface), surface, kind, D(value) if value else None, decimals=decimals, **more)


def ends(it: Interval) -> tuple[str, str]:
    show = lambda end: "-" if end is None else format(end.normalize(), "f")  # noqa: E731
    return show(it.low), show(it.high)


PRINTED = [
    # surface, kind, value, decimals, modifier, strict, wide
    ("$13 billion", "money", "13e9", -9, None, ("12500000000", "13500000000"), ("12500000000", "13500000000")),
    ("$13.0 billion", "money", "13e9", -8, None, ("12950000000", "13050000000"), ("12950000000", "13050000000")),
    ("$500 billion", "money", "5e11", -9, None, ("499500000000", "500500000000"), ("450000000000", "550000000000")),
    ("$100 billion", "money", "1e11", -9, None, ("99500000000", "100500000000"), ("90000000000", "110000000000")),
    ("$20 million", "money", "2e7", -6, None, ("19500000", "20500000"), ("19000000", "21000000")),
    ("$5.40", "money", "5.40", 2, None, ("5.395", "5.405"), ("5.395", "5.405")),
    ("1,200", "number", "1200", 0, None, ("1199.5", "1200.5"), ("1150", "1250")),
    ("250,000", "number", "250000", 0, None, ("249999.5", "250000.5"), ("245000", "255000")),
    ("1,234", "number", "1234", 0, None, ("1233.5", "1234.5"), ("1233.5", "1234.5")),
    ("20", "number", "20", 0, None, ("19.5", "20.5"), ("19.5", "20.5")),
    ("30%", "percent", "30", 0, None, ("29.5", "30.5"), ("29.5", "30.5")),
    ("12.5%", "percent", "12.5", 1, None, ("12.45", "12.55"), ("12.45", "12.55")),
    ("0", "number", "0", 0, None, ("-0.5", "0.5"), ("-0.5", "0.5")),
    ("-5%", "percent", "-5", 0, None, ("-5.5", "-4.5"), ("-5.5", "-4.5")),
    # hedges
    ("20%", "percent", "20", 0, "approx", ("19", "21"), ("18", "22")),
    ("$13.2 billion", "money", "13.2e9", -8, "approx", ("13100000000", "13300000000"), ("13000000000", "13400000000")),
    ("5 million", "number", "5e6", -6, "approx", ("4500000", "5500000"), ("4500000", "5500000")),
    # bounds
    ("$13 billion", "money", "13e9", -9, "gt", ("13000000000", "-"), ("12500000000", "-")),
    ("$13 billion", "money", "13e9", -9, "ge", ("13000000000", "-"), ("12500000000", "-")),
    ("$13 billion", "money", "13e9", -9, "lt", ("-", "13000000000"), ("-", "13500000000")),
    ("$13 billion", "money", "13e9", -9, "le", ("-", "13000000000"), ("-", "13500000000")),
    # ratios in words are names, in digits they are measured
    ("half", "ratio", "0.5", None, None, ("0.475", "0.525"), ("0.45", "0.55")),
    ("doubled", "ratio", "2", None, None, ("1.9", "2.1"), ("1.8", "2.2")),
    ("half", "ratio", "0.5", None, "approx", ("0.45", "0.55"), ("0.425", "0.575")),
    ("2.5 times", "ratio", "2.5", 1, None, ("2.45", "2.55"), ("2.45", "2.55")),
    ("one in 4", "ratio", "0.25", 0, None, ("0.2375", "0.2625"), ("0.225", "0.275")),
]


@pytest.mark.parametrize(("surface", "kind", "value", "decimals", "modifier", "strict", "wide"), PRINTED)
def test_printed_digits(
    surface: str, kind: str, value: str, decimals: int | None, modifier: str | None, strict: Any, wide: Any
) -> None:
    tight, loose = iv.allowed(mention(surface, kind, value, decimals, modifier=modifier))
    assert (ends(tight), ends(loose)) == (strict, wide)


def test_ends_are_half_open_away_from_zero() -> None:
    strict, _ = iv.allowed(mention("$13 billion", "money", "13e9", -9))
    assert (strict.open_low, strict.open_high) == (False, True)
    assert iv.overlaps(strict, iv.point(D("12.5e9"))) and not iv.overlaps(strict, iv.point(D("13.5e9")))
    negative, _ = iv.allowed(mention("-5%", "percent", "-5", 0))
    assert iv.overlaps(negative, iv.point(D("-4.5"))) and not iv.overlaps(negative, iv.point(D("-5.5")))


@pytest.mark.parametrize(
    ("modifier", "value", "strictly", "widely"),
    [("gt", "13e9", False, True), ("gt", "12.9e9", False, True), ("gt", "12.4e9", False, False), ("gt", "13.1e9", True, True),
     ("ge", "13e9", True, True), ("lt", "13e9", False, True), ("le", "13e9", True, True), ("lt", "14e9", False, False)],
)  # fmt: skip
def test_a_bound_met_by_rounding_is_a_question(modifier: str, value: str, strictly: bool, widely: bool) -> None:
    strict, wide = iv.allowed(mention("$13 billion", "money", "13e9", -9, modifier=modifier))
    assert (iv.overlaps(strict, iv.point(D(value))), iv.overlaps(wide, iv.point(D(value)))) == (strictly, widely)


def test_a_range_takes_rounding_at_both_ends() -> None:
    strict, wide = iv.allowed(mention("$5-6 million", "money", "5e6", -6, value_high=D("6e6"), modifier="range"))
    assert ends(strict) == ends(wide) == ("4500000", "6500000")


FIRST, AFTER = date(2030, 1, 1), date(2031, 1, 1)


@pytest.mark.parametrize(
    ("modifier", "day", "strictly", "widely"),
    [(None, date(2030, 12, 31), True, True), (None, date(2031, 1, 1), False, False), ("le", date(2028, 6, 1), False, True),
     ("le", date(2031, 1, 1), False, False), ("ge", date(2035, 1, 1), False, True), ("lt", date(2029, 12, 31), True, True),
     ("lt", date(2030, 5, 5), False, True), ("gt", date(2030, 5, 5), False, True), ("approx", date(2029, 5, 5), False, True)],
)  # fmt: skip
def test_days(modifier: str | None, day: date, strictly: bool, widely: bool) -> None:
    told = mention("2030", "date", None, None, iso_start=FIRST, iso_end=AFTER, modifier=modifier)
    strict, wide = iv.allowed(told)
    on = iv.of_days(day, day)
    assert (iv.overlaps(strict, on), iv.overlaps(wide, on)) == (strictly, widely)


@pytest.mark.parametrize(
    "told",
    [mention("some", "number", None, None), mention("Q3", "date", None, None, period="FY2024-Q3"),
     mention("x", "number", "NaN", 0), mention("x", "number", "Infinity", 0),
     mention("x", "date", None, None, iso_start=FIRST, iso_end=FIRST)],
)  # fmt: skip
def test_what_can_not_be_measured_is_unknown(told: Mention) -> None:
    assert iv.allowed(told) == (iv.UNKNOWN, iv.UNKNOWN)


@pytest.mark.parametrize("digits", [60, 300, 5000])
def test_hostile_numbers_raise_nothing(digits: int) -> None:
    strict, wide = iv.allowed(mention("9" * digits, "number", "9" * digits, 0))
    huge = iv.of_fact(fact("9" * digits + "e99999"))
    for it in (strict, wide, huge):
        iv.overlaps(iv.mul(it, huge), iv.div(it, iv.add(huge, huge)))


def fact(value: Any, **more: Any) -> Fact:
    value = D(value) if isinstance(value, str) else value
    return Fact("f", "Acme", "revenue", value, more.pop("unit", "USD"), "s", date(2024, 1, 1), **more)


FACTS = [
    (fact("13e9"), ("13000000000", "13000000000")),
    (fact("13e9", decimals=-9), ("12500000000", "13500000000")),
    (fact("13e9", bound=">="), ("13000000000", "-")),
    (fact("13e9", bound="<="), ("-", "13000000000")),
    (fact("100", bound="~"), ("95", "105")),
    (fact("100", bound="~", decimals=0), ("99", "101")),
    (fact(date(2024, 7, 30), unit="date"), ("739097", "739098")),
    (fact("2030", unit="year"), ("741078", "741443")),
    (fact("-44", unit="year"), ("-", "-")),
    (fact(True, unit="boolean"), ("1", "1")),
    (Fact("f", "Acme", "name", "blue", "text", "s", date(2024, 1, 1)), ("-", "-")),
]


@pytest.mark.parametrize(("one", "expected"), FACTS)
def test_facts(one: Fact, expected: tuple[str, str]) -> None:
    assert ends(iv.of_fact(one)) == expected


def closed(low: int, high: int) -> Interval:
    return Interval(D(low), D(high))


NUMBER = st.integers(-20, 20)
STRETCH = st.tuples(NUMBER, NUMBER).map(lambda p: closed(min(p), max(p)))


@given(STRETCH, STRETCH, st.sampled_from(["add", "sub", "mul", "div"]), st.integers(0, 4), st.integers(0, 4))
def test_arithmetic_holds_every_pair_of_numbers(a: Interval, b: Interval, name: str, i: int, j: int) -> None:
    assert a.low is not None and a.high is not None and b.low is not None and b.high is not None
    x, y = a.low + (a.high - a.low) * i / 4, b.low + (b.high - b.low) * j / 4
    result = getattr(iv, name)(a, b)
    if name == "div" and y == 0:
        return
    value = {"add": x + y, "sub": x - y, "mul": x * y, "div": x / y if y else D(0)}[name]
    inside = (result.low is None or result.low <= value + D("1e-20")) and (
        result.high is None or value - D("1e-20") <= result.high
    )
    assert inside


@given(STRETCH, STRETCH)
def test_overlap_is_symmetric_and_needs_more_than_an_end(a: Interval, b: Interval) -> None:
    assert iv.overlaps(a, b) == iv.overlaps(b, a)
    if not iv.is_point(a) and not iv.is_point(b) and a.high == b.low:
        assert not iv.overlaps(a, b)
    assert iv.inside(a, iv.hull(a, b)) and iv.inside(b, iv.hull(a, b))


@given(STRETCH, STRETCH)
def test_division_through_zero_is_unknown(a: Interval, b: Interval) -> None:
    if b.low is not None and b.high is not None and b.low < 0 < b.high:
        assert iv.div(a, b) == iv.UNKNOWN


def test_division_by_what_touches_zero_is_open_on_one_side() -> None:
    assert ends(iv.div(closed(1, 1), closed(0, 2))) == ("0.5", "-")
    assert ends(iv.div(closed(1, 1), closed(-2, 0))) == ("-", "-0.5")
    assert iv.div(closed(1, 1), closed(0, 0)) == iv.UNKNOWN


def test_a_rounded_base_makes_twenty_percent_possible() -> None:
    five, six = (iv.allowed(mention(s, "money", v, d))[0] for s, v, d in (("$5bn", "5e9", -9), ("$6.2bn", "6.2e9", -8)))
    growth = iv.scale(iv.sub(iv.div(six, five), iv.point(D(1))), D(100))
    assert iv.overlaps(growth, iv.allowed(mention("20%", "percent", "20", 0))[0])
