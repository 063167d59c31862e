"""A large table is judged a slice at a time with the outcome of one run on all of it; a change costs its slice."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from judging import fact

from factcheck.judge import cache, engine, implausible, slices
from factcheck.model import Fact
from factcheck.reference import Reference, packed
from factcheck.reference.packed import PackedFacts
from factcheck.reference.series import SeriesIndex

FIRMS = [f"Firm {n}" for n in range(40)]


def facts(**changes: Fact) -> list[Fact]:
    """Five rows a firm: some of another scale than their neighbours, negative, stale, or from no web address."""
    rows = []
    for number, firm in enumerate(FIRMS * 5):
        values = {"entity": firm, "file": "facts/a.csv", "line": number + 2, "as_of": date(2024, 1, 1 + number % 28)}
        one = replace(fact(number, value=str(100 + number), **values), metric="employees", unit="employee")
        rows.append(one)
    odd = {3: {"value": -rows[3].value}, 17: {"value": rows[17].value * 5000}, 60: {"as_of": date(1999, 1, 1)}}
    odd |= {61: {"source_url": "nowhere"}, 62: {"source": None, "source_url": "x y"}}  # type: ignore[dict-item]
    for number, values in odd.items():
        rows[number] = replace(rows[number], **values)  # type: ignore[arg-type]
    return rows


def reference(tmp_path: Path, rows: list[Fact], *suites: Path) -> Reference:
    path = tmp_path / f"{len(list(tmp_path.iterdir()))}.idx"
    assert packed.pack(path, rows, {})
    return Reference(PackedFacts(path), series=SeriesIndex(), suites=suites)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many rows each run of the library was given."""
    seen: list[int] = []
    real = engine.run
    monkeypatch.setattr(engine, "run", lambda name, suite, frame: seen.append(len(frame)) or real(name, suite, frame))
    monkeypatch.setattr(slices, "LEAST_ROWS", 1)
    monkeypatch.setattr(slices, "SLICE_ROWS", 10)
    return seen


def whole(monkeypatch: pytest.MonkeyPatch, one: Reference) -> object:
    with monkeypatch.context() as patch:
        patch.setattr(slices, "LEAST_ROWS", 10**9)
        cache.forget()
        for file in cache.folder().glob("*"):
            file.unlink()
        return implausible(one)


def test_slices_say_what_one_run_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: list[int]) -> None:
    one = reference(tmp_path, facts())
    found = implausible(one)
    assert asked == [200] and len(found) == 5
    assert found == whole(monkeypatch, one)


CHANGES = {
    "a value": {7: {"value": fact(value="9000000").value}},
    "a value mended": {17: {"value": fact(value="117").value}},
    "a firm's two rows": {8: {"source_url": "here"}, 48: {"source_url": "there"}},
}


@pytest.mark.parametrize("change", CHANGES)
def test_only_slices_that_changed_are_judged_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: list[int], change: str
) -> None:
    rows = facts()
    implausible(reference(tmp_path, rows))
    for number, values in CHANGES[change].items():
        rows[number] = replace(rows[number], **values)  # type: ignore[arg-type]
    two = reference(tmp_path, rows)
    found = implausible(two)
    assert asked[0] == 200 and len(asked) == 2 and asked[1] <= 30
    assert implausible(two) == found and len(asked) == 2
    assert found == whole(monkeypatch, two)


def test_a_newer_day_on_file_judges_all_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: list[int]) -> None:
    rows = facts()
    implausible(reference(tmp_path, rows))
    rows[9] = replace(rows[9], as_of=date(2036, 1, 1))
    two = reference(tmp_path, rows)
    found = implausible(two)
    assert asked == [200, 200]
    assert found == whole(monkeypatch, two)


WHOLE = [
    "{type: expect_column_values_to_be_unique, kwargs: {column: id}}",
    "{type: expect_column_values_to_be_between, kwargs: {column: value, max_value: 200, mostly: 0.9}}",
    "{type: expect_column_mean_to_be_between, kwargs: {column: value, min_value: 1}}",
    "{type: expect_fact_in_scale_of_its_group, kwargs: {column_list: [metric, value]}}",
    "{type: expect_column_pair_values_a_to_be_greater_than_b, kwargs: {column_A: source, column_B: value}}",
]


@pytest.mark.parametrize("row", WHOLE)
def test_a_suite_that_looks_at_the_whole_table_is_run_on_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: list[int], row: str
) -> None:
    (tmp_path / "suites").mkdir()
    suite = tmp_path / "suites" / "facts.yaml"
    suite.write_text(f"- {row}\n- {{type: expect_column_values_to_not_be_null, kwargs: {{column: id}}}}\n")
    one = reference(tmp_path, facts(), suite)
    found = implausible(one)
    assert asked[-1] == 200 and found == whole(monkeypatch, one)
