"""The suites really judge: one run each, cached, quarantine, and the traps of the library."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from decimal import Decimal as D
from pathlib import Path
from typing import Any

import pytest
from judging import claim, fact, linked, reading

from factcheck.judge import cache, engine, frame, implausible, judge, outcomes, suites
from factcheck.judge.suites import Expectation, SuiteError
from factcheck.model import Fact, Linked, ReferenceFile
from factcheck.reference import Reference
from factcheck.reference.writing import unsealed

ROOT = Path(__file__).parents[2]
BETWEEN = {"column": "value", "min_value": 0, "max_value": 100}


def outcome(ones: Sequence[Linked], reference: Reference) -> list[str]:
    return [f"{v.verdict} {v.reason}" for v in judge(ones, reference)]


def with_suite(folder: Path, text: str, *facts: Fact, name: str = "facts") -> Reference:
    path = folder / "suites" / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return Reference(facts=facts, suites=(path,))


def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    seen: list[str] = []
    real = engine.run
    monkeypatch.setattr(engine, "run", lambda name, *rest: seen.append(name) or real(name, *rest))
    return seen


def test_a_batch_is_one_run_of_each_suite_and_the_second_time_none(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = runs(monkeypatch)
    facts = [fact(n, value=f"{n}e9") for n in range(1, 30)]
    ones = [linked(claim(), f) for f in facts]
    first = outcome(ones, Reference(facts=facts))
    assert seen == ["claims", "facts"]
    assert first.count("supported match") == 1 and first[12] == "supported match"
    cache.forget()
    assert outcome(ones, Reference(facts=facts)) == first
    assert seen == ["claims", "facts"]


@pytest.mark.parametrize("what", ["data", "suite", "library", "files"])
def test_the_cache_knows_data_suite_and_library(what: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = (suites.DEFAULTS / "facts.yaml").read_text(encoding="utf-8")
    base = with_suite(tmp_path / "a", text, fact())
    one = linked(claim(), fact())
    judge([one], base)
    seen = runs(monkeypatch)
    if what == "data":
        judge([one], with_suite(tmp_path / "a", text, fact(), fact(2)))
    elif what == "suite":
        judge([one], with_suite(tmp_path / "b", text + "\n# a remark\n", fact()))
    elif what == "files":
        judge([one], Reference(facts=[fact()], suites=base.suites, files=(ReferenceFile("facts/a.csv", "0" * 64, 1),)))
    else:
        monkeypatch.setattr(cache, "version", lambda _: "99.0")
        cache._code.cache_clear()
        judge([one], base)
        cache._code.cache_clear()
    assert "facts" in seen


def test_an_unwritable_cache_folder_only_costs_time(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert outcome([linked(claim(), fact())], Reference(facts=[fact()])) == ["supported match"]


@pytest.mark.parametrize("broken", [b"", b"{broken", b"{}", b"[]", b"null", b"1", b"\xff", b"[" * 100_000])
def test_a_broken_cache_file_is_run_again(own_cache: Path, broken: bytes) -> None:
    ones, reference = [linked(claim(), fact(value="15e9"))], Reference(facts=[fact(value="15e9")])
    expected = outcome(ones, reference)
    for path in (own_cache / "factcheck" / "suites").glob("*.json"):
        path.write_bytes(broken)
    cache.forget()
    assert outcome(ones, reference) == expected == ["contradicted value-mismatch"]


def test_ends_are_compared_exactly_and_not_as_floats() -> None:
    below = "12.49999999999999999999999999e9"
    assert float(D(below)) == 12.5e9
    ones = [linked(claim(), fact(1, value="12.5e9")), linked(claim(), fact(2, value=below))]
    assert outcome(ones, Reference(facts=[fact(1), fact(2)])) == [
        "supported match-within-rounding", "contradicted value-mismatch",
    ]  # fmt: skip


def test_later_is_told_only_where_it_differs() -> None:
    now, then = linked(claim(), fact()), linked(claim(), fact(2, value="15e9"))
    reference = Reference(facts=[fact(), fact(2, value="15e9")])
    same, other = judge([Linked(**{**_fields(now), "later": now}), Linked(**{**_fields(now), "later": then})], reference)
    assert same.later is None
    assert other.verdict == "supported" and other.later is not None
    assert (other.later["verdict"], other.later["reason"]) == ("contradicted", "value-mismatch")
    assert [f.id for f in other.later["facts"]] == ["f2"]


def _fields(one: Linked) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__slots__}


IMPOSSIBLE = """
- type: expect_column_values_to_be_between
  kwargs: {column: value, min_value: 0, max_value: 1}
  severity: SEVERITY
  meta: {says: the value is tiny}
"""


def test_an_impossible_critical_range_makes_the_verdicts_reference_failed(tmp_path: Path) -> None:
    good, bad = linked(claim(), fact()), linked(claim(), fact(2, value="15e9"))
    reference = with_suite(tmp_path, IMPOSSIBLE.replace("SEVERITY", "critical"), fact(), fact(2, value="15e9"))
    verdicts = judge([good, bad], reference)
    assert [v.reason for v in verdicts] == ["reference-failed"] * 2
    assert verdicts[0].steps == ("Not used: facts/a.csv:2 failed its suite (the value is tiny).",)
    assert [(f.line, f.severity) for f in implausible(reference)] == [(2, "critical"), (3, "critical")]


def test_severity_warning_only_warns(tmp_path: Path) -> None:
    reference = with_suite(tmp_path, IMPOSSIBLE.replace("SEVERITY", "warning"), fact())
    verdict = judge([linked(claim(), fact())], reference)[0]
    assert verdict.reason == "match"
    assert verdict.steps[-1] == "Look twice: facts/a.csv:2 carries a warning of its suite (the value is tiny)."
    assert [(f.line, f.severity, f.message) for f in implausible(reference)] == [(2, "warning", "the value is tiny")]


def test_only_the_rows_that_fail_are_quarantined() -> None:
    facts = [fact(1), fact(2, value="1e8", unit="percent"), fact(3, valid_from=date(2024, 1, 1), valid_to=date(2023, 1, 1))]
    ones = [linked(claim(), reading(f, expected=reading(fact()).expected)) for f in facts]
    assert outcome(ones, Reference(facts=facts)) == [
        "supported match", "no-reference reference-failed", "no-reference reference-failed",
    ]  # fmt: skip


def test_a_failing_table_expectation_quarantines_all_of_it(tmp_path: Path) -> None:
    text = "- type: expect_table_row_count_to_be_between\n  kwargs: {min_value: 5}\n"
    assert outcome([linked(claim(), fact())], with_suite(tmp_path, text, fact())) == ["no-reference reference-failed"]


# The traps of the library, one by one.


def test_trap_lost_an_unknown_expectation_is_a_fault_and_not_dropped(tmp_path: Path) -> None:
    reference = with_suite(tmp_path, "- type: expect_nothing_anyone_knows\n", fact())
    with pytest.raises(SuiteError, match=r"suites/facts\.yaml:1:1 \(expect_nothing_anyone_knows\)"):
        judge([linked(claim(), fact())], reference)


def test_trap_lost_every_row_of_the_defaults_arrives_in_the_library() -> None:
    for name in ("claims", "facts"):
        rows = suites.load(name).expectations()
        assert [e.expectation_type for e in engine._suite(name, rows).expectations] == [e.type for e in rows]


def test_trap_missing_a_pair_with_one_side_missing_says_nothing(tmp_path: Path) -> None:
    text = (
        "- type: expect_column_pair_values_a_to_be_greater_than_b\n"
        "  kwargs: {column_A: valid_to, column_B: valid_from, or_equal: true}\n"
    )
    open_ended = fact(valid_from=date(2024, 1, 1))
    assert outcome([linked(claim(), open_ended)], with_suite(tmp_path, text, open_ended)) == ["supported match"]


def test_trap_missing_a_claim_without_readings_is_in_no_frame() -> None:
    ones = [linked(claim()), linked(claim(), fact()), linked(claim(), reason="no-fact")]
    assert [r.claim for r in frame.rows(ones)] == [1]
    assert outcome(ones, Reference(facts=[fact()])) == ["no-reference no-fact", "supported match", "no-reference no-fact"]


def test_trap_crash_is_neither_true_nor_false(tmp_path: Path) -> None:
    text = "- type: expect_column_values_to_be_between\n  kwargs: {column: no_such_column, min_value: 1}\n"
    ones = [linked(claim(), fact()), linked(claim(), fact(value="15e9"))]
    verdicts = judge(ones, with_suite(tmp_path, text, fact()))
    assert [v.reason for v in verdicts] == ["reference-failed"] * 2
    assert "no_such_column" in verdicts[0].steps[0]


def test_trap_crash_of_a_claims_test_leaves_everything_unjudged(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(row: Sequence[Any]) -> bool:
        raise ZeroDivisionError("cannot compare")

    monkeypatch.setattr(frame, "meets", broken)
    ones = [linked(claim(), fact()), linked(claim(), fact(value="15e9"))]
    assert outcome(ones, Reference(facts=[fact()])) == ["no-reference reference-failed"] * 2


def test_trap_crash_of_a_warning_does_not_stop_the_check(tmp_path: Path) -> None:
    text = (
        "- type: expect_column_values_to_be_between\n  kwargs: {column: no_such_column, min_value: 1}\n  severity: warning\n"
    )
    assert outcome([linked(claim(), fact())], with_suite(tmp_path, text, fact())) == ["supported match"]


def test_trap_empty_an_empty_frame_is_refused() -> None:
    with pytest.raises(ValueError, match="empty frame"):
        engine.run("claims", suites.load("claims").expectations(), frame.reading_frame([]))


@pytest.mark.parametrize("text", ["[]", "- type: expect_reading_meets_printed_digits\n  meta: {test: strict}\n"])
def test_trap_empty_a_claims_suite_without_its_tests_judges_nothing(text: str, tmp_path: Path) -> None:
    reference = with_suite(tmp_path, text, fact(), name="claims")
    assert outcome([linked(claim(), fact())], reference) == ["no-reference reference-failed"]


def test_trap_empty_a_test_that_skips_rows_judges_nothing(tmp_path: Path) -> None:
    text = (suites.DEFAULTS / "claims.yaml").read_text(encoding="utf-8")
    text = text.replace("  severity: critical\n", "  severity: critical\n  kwargs: {row_condition: 'row > 0', condition_parser: pandas}\n")
    reference = with_suite(tmp_path, text, fact(), name="claims")
    assert set(outcome([linked(claim(), fact())] * 3, reference)) == {"no-reference reference-failed"}


def test_trap_order_results_are_matched_whatever_order_they_come_in() -> None:
    facts = [fact(1, value="50"), fact(2, value="500"), fact(3, value="5")]
    wanted = [("value", (1,)), ("line", (2,)), ("value", (0, 1, 2)), ("line", ())]
    rows = [
        Expectation("expect_column_values_to_be_between", BETWEEN, {}),
        Expectation("expect_column_values_to_be_between", {"column": "line", "max_value": 3}, {}),
        Expectation("expect_column_values_to_be_between", {"column": "value", "max_value": 1}, {}),
        Expectation("expect_column_values_to_not_be_null", {"column": "line"}, {}),
    ]
    findings = engine.run("facts", rows, frame.fact_frame(facts))
    assert [(f.expectation.kwargs["column"], f.failed) for f in findings] == wanted


def test_trap_lossy_the_exact_decimals_come_back_from_our_own_values() -> None:
    exact = D("13000000000.0000000000000000000000001")
    verdict = judge([linked(claim(), fact(value=exact))], Reference(facts=[fact(value=exact)]))[0]
    assert verdict.readings[0].expected.low == exact and verdict.facts[0].value == exact


def test_mostly_is_honoured(tmp_path: Path) -> None:
    text = "- type: expect_column_values_to_be_between\n  kwargs: {column: value, max_value: 100, mostly: 0.5}\n"
    facts = [fact(1), fact(2, value="1"), fact(3, value="2")]
    assert outcome([linked(claim(), facts[0])], with_suite(tmp_path, text, *facts)) == ["supported match"]


# Start-up.


def fresh(code: str) -> str:
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    return run.stdout.strip().splitlines()[-1]


def test_nothing_to_judge_loads_no_library() -> None:
    code = (
        "import sys; sys.path[:0] = ['tests/judge']; from judging import *; from factcheck.judge import judge;"
        "from factcheck.reference import Reference;"
        "print([v.reason for v in judge([linked(claim()), linked(claim(), reason='vague')], Reference())],"
        "'great_expectations' in sys.modules, 'pandas' in sys.modules)"
    )
    assert fresh(code) == "['no-fact', 'vague'] False False"


def test_the_heavy_statistics_are_not_loaded_and_still_work_when_asked_for() -> None:
    code = (
        "import sys; from factcheck.judge import engine; engine.library();"
        "before = [n for n in ('scipy.stats._stats_py', 'altair.vegalite') if n in sys.modules];"
        "from great_expectations.expectations.core import expect_column_kl_divergence_to_be_less_than as kl;"
        "norm = round(float(kl.stats.norm.cdf(0)), 3); chart = kl.alt.Chart.__name__;"
        "import scipy.stats, altair;"
        "print(before, norm, chart, scipy.stats.norm.cdf(0) == 0.5, altair.Chart is kl.alt.Chart)"
    )
    assert fresh(code) == "[] 0.5 Chart True True"


# Faults of a suite file.

FAULTS = [
    ("type: x\n", "suites/facts.yaml:1:1: a suite is a list"),
    ("- {kwargs: {}}\n", "suites/facts.yaml:1:1 (type): an expectation needs a type"),
    ("- type: expect_x\n  kwarg: {}\n", "suites/facts.yaml:1:1 (kwarg): unknown key"),
    ("- type: a\n- type: b\n  severity: fatal\n", "suites/facts.yaml:2:1 (severity): must be critical"),
    ("- type: a\n  kwargs: [1]\n", "suites/facts.yaml:1:1 (kwargs): must be a mapping"),
    ("- type: [\n", "suites/facts.yaml:2:1: not YAML"),
    ("- type: expect_column_values_to_be_in_set\n  kwargs: {colum: unit, value_set: [1]}\n", "can't be used"),
    ("- type: expect_column_values_to_be_in_sett\n", "Did you mean expect_column_values_to_be_in_set?"),
    ("- !!python/object/apply:os.system ['true']\n", "not YAML"),
]


@pytest.mark.parametrize(("text", "message"), FAULTS)
def test_faults_of_a_suite_are_named_with_their_place(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(SuiteError) as caught:
        judge([linked(claim(), fact())], with_suite(tmp_path, text, fact()))
    assert message in str(caught.value)


def test_the_suites_of_the_repository_are_the_packages_own() -> None:
    for path in sorted(suites.DEFAULTS.glob("*.yaml")):
        assert (ROOT / "reference_data" / "suites" / path.name).read_bytes() == path.read_bytes()


def test_outcomes_in_the_cache_hold_no_text_of_the_article(own_cache: Path) -> None:
    judge([linked(claim("$99 secret billion"), fact())], Reference(facts=[fact()]))
    found = [unsealed(p.read_bytes()) for p in (own_cache / "factcheck" / "suites").glob("*.json")]
    assert len(found) == 2 and not any(b"secret" in one for one in found)


def test_a_row_is_known_by_its_place(tmp_path: Path) -> None:
    assert outcomes.row_key(fact()) != outcomes.row_key(fact(line=9))
