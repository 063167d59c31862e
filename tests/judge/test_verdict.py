"""The verdict table, the gate before an accusation, steps, corrections and questions; no suite is run here."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D
from typing import Any

import pytest
from judging import claim, day_claim, fact, linked, reading

from factcheck.judge import frame
from factcheck.judge.outcomes import Trial
from factcheck.judge.verdict import decide
from factcheck.measure import intervals
from factcheck.model import Interval, Linked, Verdict


def ruled(one: Linked, failed: str | None = None) -> Verdict:
    tests = [
        Trial(
            row.item,
            intervals.overlaps(row.item.expected, one.allowed or intervals.UNKNOWN),
            intervals.overlaps(row.item.expected, one.allowed_wide or intervals.UNKNOWN),
            failed if row.reading == 0 else None,
        )
        for row in frame.rows([one])
    ]
    return decide(one, tests)


def said(one: Linked) -> str:
    verdict = ruled(one)
    return f"{verdict.verdict} {verdict.reason}"


SECOND: dict[str, Any] = {"source_rank": "secondary"}
AUGUST = day_claim("August 2024", date(2024, 8, 1), date(2024, 9, 1), claim_kind="date")
UP = claim("12%", "12", kind="percent", unit="percent", decimals=0, claim_kind="change", direction="up")

TABLE = [
    # one reading
    (linked(claim(), fact()), "supported match"),
    (linked(claim(), fact(value="13.2e9")), "supported match-within-rounding"),
    (linked(claim(), fact(value="12.5e9")), "supported match-within-rounding"),
    (linked(claim(), fact(value="13.5e9")), "contradicted value-mismatch"),
    (linked(claim("$500 billion", "5e11"), fact(value="5.2e11")), "needs-context rounding"),
    (linked(claim("$500 billion", "5e11"), fact(value="5.6e11")), "contradicted value-mismatch"),
    (linked(claim(), fact(value="13e6")), "contradicted scale-mismatch"),
    (linked(claim(), fact(value="13e12")), "contradicted scale-mismatch"),
    (linked(claim(), fact(value="1.3e9")), "contradicted value-mismatch"),
    (linked(claim("$0", "0"), fact(value="13e9")), "contradicted value-mismatch"),  # nothing is no scale of anything
    (linked(claim("$0.1 million", "1e5", decimals=-5), fact(value="1e8")), "contradicted scale-mismatch"),
    (linked(claim(), fact(unit="EUR")), "contradicted currency-mismatch"),
    (linked(claim(), fact(unit="EUR", value="14e9")), "no-reference unit-unknown"),
    (linked(claim(), fact(unit="EUR"), fact(2)), "supported match"),
    (linked(AUGUST, fact(unit="date", value=date(2024, 7, 30))), "contradicted period-mismatch"),
    (linked(AUGUST, fact(unit="date", value=date(2024, 8, 31))), "supported match"),
    (linked(UP, reading(fact(unit="percent", value="-12"))), "contradicted direction-mismatch"),
    (linked(claim(claim_kind="rank"), fact(value="2e9")), "contradicted rank-mismatch"),
    (linked(UP, reading(expected=Interval(D(24), D(25)), formula="{to} / {from} - 1")), "contradicted arithmetic-mismatch"),
    (linked(UP, reading(fact(), fact(2), expected=Interval(D(11), D(13)))), "supported match-computed"),
    # bounds
    (linked(claim("$13 billion", modifier="gt"), fact()), "needs-context rounding"),
    (linked(claim("$13 billion", modifier="gt"), fact(value="12.4e9")), "contradicted value-mismatch"),
    (linked(claim("$13 billion", modifier="gt"), fact(value="13.1e9")), "supported match"),
    (linked(claim(), fact(bound=">=")), "supported match"),
    (linked(claim("$20 billion", "2e10"), fact(bound=">=")), "no-reference no-fact"),
    (linked(claim("$10 billion", "1e10", modifier="gt"), fact(bound=">=")), "supported match-within-rounding"),
    (linked(claim("$10 billion", "1e10"), fact(bound=">=")), "contradicted value-mismatch"),
    # several readings
    (linked(claim(), fact(), fact(2, value="13.1e9")), "supported match"),
    (linked(claim(), reading(fact(value="15e9"), axis="denominator"), fact(2)), "needs-context denominator-ambiguous"),
    (linked(claim(), reading(fact(value="15e9"), axis="qualifiers"), fact(2)), "needs-context basis-mismatch"),
    (linked(claim(), reading(fact(value="15e9"), axis="vintage"), fact(2)), "needs-context revised-series"),
    (linked(claim(), reading(fact(value="15e9"), axis="source"), fact(2)), "needs-context conflicting-facts"),
    (linked(claim(), fact(value="15e9"), fact(2, value="16e9")), "contradicted value-mismatch"),
    # sources
    (linked(claim(), fact(value="15e9", **SECOND)), "needs-context single-secondary"),
    (linked(claim(), fact(value="15e9", **SECOND), fact(2, value="16e9", **SECOND)), "contradicted value-mismatch"),
    (linked(claim(), fact(value="15e9", **SECOND), fact(2, value="9e9", **SECOND)), "needs-context conflicting-facts"),
    (
        linked(claim(), fact(value="15e9", **SECOND), fact(2, value="15e9", source="Report 1", **SECOND)),
        "needs-context single-secondary",
    ),
    (
        linked(
            claim(),
            fact(value="15e9", source_url="https://www.example.com/a", **SECOND),
            fact(2, value="15e9", source_url="https://example.com/b", **SECOND),
        ),
        "needs-context single-secondary",
    ),
    (linked(claim(), fact(**SECOND)), "supported match"),
    (linked(claim(), fact(), fact(2, value="15e9", **SECOND)), "supported match"),
    (linked(claim(), fact(value="15e9"), fact(2, **SECOND)), "contradicted value-mismatch"),
    (linked(claim(), fact(**SECOND), fact(2, value="15e9", **SECOND)), "needs-context conflicting-facts"),
    # what is unsettled keeps the gate shut
    (linked(claim(), fact(value="15e9"), unsettled=("period-inferred",)), "needs-context period-inferred"),
    (linked(claim(), fact(value="15e9"), unsettled=("metric-ambiguous",)), "no-reference metric-ambiguous"),
    (linked(claim(), fact(value="15e9"), unsettled=("something new",)), "no-reference metric-ambiguous"),
    (linked(claim(), fact(), unsettled=("period-inferred",)), "supported match"),
    (linked(claim(), fact(), unsettled=("superseded",)), "needs-context superseded"),
    (linked(claim(), fact(), unsettled=("basis-mismatch",)), "needs-context basis-mismatch"),
    (linked(claim(), fact(), hint="verb-too-strong"), "needs-context verb-too-strong"),
    (linked(claim(), fact(value="15e9"), hint="superseded"), "needs-context superseded"),
    (linked(claim(), fact(value="15e9"), hint="period-mismatch"), "contradicted period-mismatch"),
    (linked(claim(), fact(value="15e9", value_type="target")), "needs-context type-mismatch"),
    (linked(claim(claim_type="target"), fact(value="15e9")), "needs-context type-mismatch"),
    (linked(claim(claim_type="target"), fact(value="15e9", value_type="target")), "contradicted value-mismatch"),
    (linked(claim(), fact(value="15e9", value_type="reported")), "contradicted value-mismatch"),
    # nothing to judge by
    (linked(claim()), "no-reference no-fact"),
    (linked(claim(), reason="entity-ambiguous"), "no-reference entity-ambiguous"),
    (linked(claim(), reason="not-yet-known"), "no-reference not-yet-known"),
    (linked(claim(), reason="vague"), "not-checkable vague"),
    (linked(claim(), reason="value-mismatch"), "no-reference no-fact"),
    (linked(claim(claim_type="forecast"), reason="no-fact"), "not-checkable forecast"),
    (linked(claim("some", None), fact()), "no-reference unit-unknown"),
    (linked(claim(), reading(fact(), expected=intervals.UNKNOWN)), "no-reference no-fact"),
]


@pytest.mark.parametrize(("one", "expected"), TABLE)
def test_the_verdict_table(one: Linked, expected: str) -> None:
    assert said(one) == expected


def test_a_quarantined_row_judges_nothing_and_is_named() -> None:
    verdict = ruled(linked(claim(), fact(value="15e9")), failed="facts/a.csv:2 failed its suite (a value)")
    assert (verdict.verdict, verdict.reason) == ("no-reference", "reference-failed")
    assert "facts/a.csv:2" in verdict.steps[0]
    assert verdict.expected is None and verdict.correction is None
    assert [f.id for f in verdict.facts] == ["f1"]


@pytest.mark.parametrize(("value", "expected"), [("13e9", "match"), ("16e9", "reference-failed")])
def test_sound_rows_may_confirm_beside_a_quarantined_one_but_not_accuse(value: str, expected: str) -> None:
    assert ruled(linked(claim(), fact(value="15e9"), fact(2, value=value)), failed="row 2 failed").reason == expected


CORRECTIONS = [
    (linked(claim(), fact(value="15.2e9")), "$15 billion"),
    (linked(claim(), fact(value="13e6")), "$13 million"),
    (linked(AUGUST, fact(unit="date", value=date(2024, 7, 30))), "July 2024"),
    (linked(claim("1,200", "1200", kind="number", unit=None, decimals=0), fact(unit="employee", value="1340")), "1,340"),
    (linked(UP, reading(fact(unit="percent", value="14.6"))), "15%"),
    # not safe: a bound, a secondary source, two primaries apart, coarser than the print, wrong direction, unsettled
    (linked(claim(modifier="gt"), fact(value="11e9")), None),
    (linked(claim(), fact(value="15e9", **SECOND), fact(2, value="15e9", **SECOND)), None),
    (linked(claim(), fact(value="15e9"), fact(2, value="17e9")), None),
    (linked(claim("$13.25 billion", "13.25e9", decimals=-7), fact(value="15e9", decimals=-9)), None),
    (linked(UP, reading(fact(unit="percent", value="-12"))), None),
    (linked(claim(), fact(value="15e9"), unsettled=("period-inferred",)), None),
    (linked(claim(), fact()), None),
]


@pytest.mark.parametrize(("one", "text"), CORRECTIONS)
def test_corrections_are_minimal_and_only_where_safe(one: Linked, text: str | None) -> None:
    assert ruled(one).correction == text


def test_a_contradiction_without_a_correction_asks_the_author() -> None:
    verdict = ruled(linked(claim(modifier="gt"), fact(value="11e9")))
    assert verdict.question == "Where does “$13 billion” come from? On file it is USD 11 billion."
    assert ruled(linked(claim(), fact(value="15e9"))).question is None
    assert ruled(linked(claim(), fact())).question is None


def test_the_question_of_linking_goes_first() -> None:
    assert ruled(linked(claim(modifier="gt"), fact(value="11e9"), question="Whose?")).question == "Whose?"


DIFFERENCES = [
    (linked(claim(), fact(value="15e9")), "2000000000", "13.3"),
    (linked(claim(), fact()), "0", "0.0"),
    (linked(AUGUST, fact(unit="date", value=date(2024, 7, 30))), "-2", None),
    (linked(AUGUST, fact(unit="date", value=date(2024, 9, 3))), "3", None),
    (linked(claim("$5-6 billion", "5e9", value_high=D("6e9"), modifier="range"), fact(value="8e9")), "2000000000", "25.0"),
]


@pytest.mark.parametrize(("one", "gap", "percent"), DIFFERENCES)
def test_differences_are_reference_minus_claim(one: Linked, gap: str, percent: str | None) -> None:
    verdict = ruled(one)
    assert verdict.difference == D(gap)
    assert verdict.difference_percent == (None if percent is None else D(percent))


def test_steps_tell_what_is_allowed_and_how_far_off() -> None:
    assert ruled(linked(claim(), reading(fact(value="15e9"), steps=("On file: 15.",)))).steps == (
        "On file: 15.",
        "“$13 billion” allows USD 12.5 to 13.5 billion.",
        "USD 15 billion lies outside: the text is USD 2 billion (13.3%) too low.",
    )


def test_the_deciding_fact_comes_first_and_readings_say_whether_they_fit() -> None:
    verdict = ruled(linked(claim(), reading(fact(value="15e9"), axis="source"), fact(2)))
    assert [f.id for f in verdict.facts] == ["f2", "f1"]
    assert [r.fits for r in verdict.readings] == [False, True]
