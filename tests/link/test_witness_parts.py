"""The parts witnesses are made of: stems, periods in prose, lists of numbers, units, trees and networks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from factcheck.find import find
from factcheck.link.witness import explain, model, net, passage, spoken, trees
from factcheck.link.witness.features import NAMES
from factcheck.link.witness.index import Index, build
from factcheck.link.witness.score import VERDICT_NAMES
from factcheck.link.witness.words import stem, stems
from factcheck.model import Article, Claim, Fact, Mention, Period


def fact(value: str, unit: str = "USD", first: str = "2023-01-01", last: str = "2023-12-31", **more: object) -> Fact:
    span = Period(f"{first}/{last}", date.fromisoformat(first), date.fromisoformat(last))
    return Fact("f", "Larkmoor", "Revenues", Decimal(value), unit, "10-K", date(2024, 2, 1), period=span, **more)  # type: ignore[arg-type]


def index_of(*facts: Fact) -> Index:
    made = build(facts)
    assert made is not None
    return made


CALENDAR = index_of(fact("1"), fact("2", first="2022-01-01", last="2022-12-31"))
JUNE = index_of(fact("1", first="2022-07-01", last="2023-06-30"))


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("repayments", "repayment", True),
        ("obligations", "obligation", True),
        ("leases", "lease", True),
        ("companies", "company", True),
        ("amortized", "amortization", True),
        ("income", "income", True),
        ("cash", "cast", False),
        ("loss", "lost", False),
    ],
)
def test_stems_meet_inflections_and_nothing_else(a: str, b: str, same: bool) -> None:
    assert (stem(a) == stem(b)) is same


def test_stems_leave_out_function_words_and_single_digits() -> None:
    assert [s for _, s in stems("the Company's 7 plants")] == [stem("company"), stem("plants")]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("in 2023, 2022 and 2021", ["2023-12-31", "2022-12-31", "2021-12-31"]),
        ("as of June 30, 2023 and 2022", ["2023-06-30", "2022-06-30"]),
        ("as of September 30 and December 31, 2023", ["2023-09-30", "2023-12-31"]),
        ("in the second quarter of 2023", ["2023-06-30"]),
        ("during the first six months of 2022", ["2022-06-30"]),
        ("in March 2023", ["2023-03-31"]),
        ("in Q3 2022", ["2022-09-30"]),
        ("of 2,023 workers", []),
        ("$2023 million", []),
        ("a 2.022% note", []),
    ],
)
def test_periods_in_prose(text: str, ends: list[str]) -> None:
    assert [date.fromordinal(s.end).isoformat() for s in spoken.read(text, CALENDAR)] == ends


def test_a_fiscal_year_ends_where_the_table_says() -> None:
    assert [date.fromordinal(s.end) for s in spoken.read("in fiscal 2023", JUNE)] == [date(2023, 6, 30)]


def test_durations_are_told_from_days() -> None:
    (span,) = spoken.read("for the three months ended June 30, 2023", CALENDAR)
    (day,) = spoken.read("as of June 30, 2023", CALENDAR)
    assert span.months == (3,) and not span.instant
    assert day.months == () and day.instant


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        ("Sales were $5 million, $6 million and $7 million.", [3, 3, 3]),
        ("Sales were $5 million and costs of the northern plants were $6 million.", [1, 1]),
        ("Sales were $5 million and $6 million; 12% and 14% of it abroad.", [2, 2, 2, 2]),
        ("Rights to 4.7 million shares and 4.5 million shares lapsed.", [2, 2]),
    ],
)
def test_lists_of_numbers(text: str, lengths: list[int]) -> None:
    p = passage.around(text, 0, len(text), find(Article(text)), CALENDAR)
    assert [n.length for n in p.numbers] == lengths


def test_context_ends_at_the_paragraph() -> None:
    text = "Sales were $5 million.\n\nCosts were $4 million. Rent was $1 million."
    start = text.index("Rent")
    p = passage.around(text, start, len(text), find(Article(text)), CALENDAR)
    assert [(str(n.mention.value), n.inside) for n in p.numbers] == [("4000000", False), ("1000000", True)]


def claimed(value: str, kind: str, unit: str | None) -> Claim:
    return Claim("c1", Mention("m1", 0, 1, "x", kind, Decimal(value), unit=unit), "level", 0, 1, 0, 1)


@pytest.mark.parametrize(
    ("claim", "on_file", "low"),
    [
        (claimed("5", "money", "USD"), fact("5"), "5"),
        (claimed("5", "money", "USD"), fact("-5"), "5"),
        (claimed("-5", "money", "USD"), fact("-5"), "-5"),
        (claimed("12.5", "percent", "percent"), fact("0.125", "ratio"), "12.5"),
        (claimed("25", "quantity", "basis_point"), fact("0.0025", "ratio"), "25"),
        (claimed("25", "quantity", "basis_point"), fact("0.25", "percent"), "25"),
        (claimed("0.5", "ratio", None), fact("50", "percent"), "0.5"),
    ],
)
def test_a_fact_in_the_unit_of_the_claim(claim: Claim, on_file: Fact, low: str) -> None:
    assert explain.expected(claim, on_file).low == Decimal(low)


def test_the_index_keeps_numbers_with_a_period_only() -> None:
    undated = Fact("f", "Larkmoor", "Revenues", Decimal(1), "USD", "10-K", date(2024, 2, 1))
    assert build([undated, fact("1", value_type="target")]) is None
    made = index_of(fact("-3"), fact("12", "percent"))
    assert made.low.tolist() == [3.0, 0.12]


def test_trees_answer_like_a_walk_through_them() -> None:
    grown = {"splits": [[[0, 0.5], [1, -1.0]], [[1, 2.0]]], "leaves": [[1, 2, 3, 4], [10, 20]], "bias": [0.5]}
    x = np.array([[0, -2], [1, -2], [0, 0], [1, 0], [1, 3]], dtype=np.float32)
    assert trees.forest(grown)(x)[:, 0].tolist() == [11.5, 12.5, 13.5, 14.5, 24.5]


def test_a_network_is_a_line_and_its_bends() -> None:
    made = net.net({"mean": [1], "scale": [2], "straight": [1], "into": [[1, -1]], "shift": [0, 0], "out": [1, 0], "none": 0.25})
    assert made(np.array([[2.0], [0.0]], dtype=np.float32)).tolist() == [4.0, -2.0]
    assert made.none == 0.25


def test_the_shipped_weights_are_those_of_the_features() -> None:
    shipped = model()
    assert len(shipped.ranker.mean) == shipped.linear.shape[1] == len(NAMES)
    assert int(shipped.verdict.asked.max()) < len(VERDICT_NAMES)
    assert 0.5 < shipped.threshold < 1
