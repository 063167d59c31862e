"""Tables that fail their suite judge nothing, and no table is looked at twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from judging import claim, fact, linked, reading

from factcheck.judge import cache, engine, frame, implausible, implausible_tables, judge, suites
from factcheck.judge.suites import SuiteError
from factcheck.model import Interval, Verdict
from factcheck.reference import Reference
from factcheck.reference.series import label_of, load

SIDECAR = 'layout = "{layout}"\ndate = "Date"\nmetric = "{metric}"\nunit = "{unit}"\nsource = "Office"\nas_of = "2025-01-01"\n'
INDEX = "Date,A,B\n2020,100.1,99.0\n2021,103.4,101.2\n"


def lay(home: Path, name: str, csv: str, metric: str, unit: str = "index", more: str = "", layout: str = "wide") -> None:
    (home / "series").mkdir(parents=True, exist_ok=True)
    (home / "series" / f"{name}.csv").write_text(csv)
    (home / "series" / f"{name}.toml").write_text(SIDECAR.format(layout=layout, metric=metric, unit=unit) + more)


def reference(home: Path) -> Reference:
    return Reference(series=load(home), suites=tuple(sorted(home.glob("suites/*.yaml"))))


def verdict(of: Reference, *cells: tuple[str, str, int]) -> Verdict:
    """The verdict of a claim that leans on some cells: (table, column, row)."""
    tables = [(of.series.by_name[name], label, row) for name, label, row in cells]
    facts = [t.fact(label, t.column(label)[row]) for t, label, row in tables]
    value = facts[0].value
    return judge([linked(claim("$13 billion"), reading(*facts, expected=Interval(value, value)))], of)[0]


def runs(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    seen: list[tuple[str, int]] = []
    real = engine.run
    monkeypatch.setattr(engine, "run", lambda name, rows, f: seen.append((name, len(f))) or real(name, rows, f))
    return seen


def test_a_table_that_fails_is_quarantined_and_says_which_check(tmp_path: Path) -> None:
    lay(tmp_path, "good", INDEX, "consumer price index")
    lay(tmp_path, "bad", INDEX.replace("99.0", "-0.3"), "consumer price index")
    of = reference(tmp_path)
    assert verdict(of, ("good", "A", 0)).reason != "reference-failed"
    for cells in ([("bad", "A", 0)], [("good", "A", 0), ("bad", "A", 1)]):
        said = verdict(of, *cells)
        assert (said.verdict, said.reason) == ("no-reference", "reference-failed")
        assert said.steps[0].startswith("Not used: series/bad.csv failed its suite (a price index is not negative; ")
        assert "yet it is -0.3 (B, 2020)" in said.steps[0]


def test_an_entity_or_a_line_that_fails_leaves_the_rest_to_judge(tmp_path: Path) -> None:
    rates = "Date,EUR,JPY\n2004,0.804,108.2\n2005,0.804,110.2\n2006,0.796,116.3\n"
    lay(tmp_path, "fx", rates, "exchange rate", "units per USD", '[units]\nEUR = "USD per EUR"\n')
    shares = "Date,coal,gas,wind\n" + "".join(f"{n},50,30,20\n" for n in range(2000, 2014)) + "2014,50,30,200\n"
    lay(tmp_path, "power", shares, "share of electricity", "percent")
    of = reference(tmp_path)
    assert verdict(of, ("fx", "EUR", 0)).reason == "reference-failed"
    assert verdict(of, ("fx", "JPY", 0)).reason != "reference-failed"
    assert verdict(of, ("power", "coal", 13)).reason != "reference-failed"
    assert verdict(of, ("power", "coal", 14)).reason == "reference-failed"
    found = {(f.file, f.line, f.field) for f in implausible_tables(of) if f.severity == "critical"}
    assert found == {("series/fx.csv", 2, "EUR"), ("series/power.csv", 16, None)}


def test_each_table_is_judged_once_whatever_the_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "abc":
        lay(tmp_path, name, INDEX, f"producer price index of {name}")
    seen = runs(monkeypatch)
    of = reference(tmp_path)
    verdict(of, ("a", "A", 0), ("b", "A", 0))
    assert [s for s in seen if s[0] == "series"] == [("series", 2)]
    cache.forget()
    verdict(reference(tmp_path), ("b", "A", 1), ("c", "A", 0))
    assert [s for s in seen if s[0] == "series"] == [("series", 2), ("series", 1)]
    seen.clear()
    cache.forget()
    assert implausible_tables(reference(tmp_path)) == () and seen == []


@pytest.mark.parametrize("what", ["data", "sidecar", "suite", "partner"])
def test_the_outcome_is_known_by_all_it_rests_on(what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path, "cpi", INDEX, "consumer price index")
    lay(tmp_path, "rate", "Date,A\n2021,3.3\n", "inflation, consumer prices", "percent")
    verdict(reference(tmp_path), ("rate", "A", 0))
    if what == "data":
        lay(tmp_path, "rate", "Date,A\n2021,3.4\n", "inflation, consumer prices", "percent")
    elif what == "sidecar":
        lay(tmp_path, "rate", "Date,A\n2021,3.3\n", "inflation, consumer prices", "%")
    elif what == "partner":
        lay(tmp_path, "cpi", INDEX + "2022,105,104\n", "consumer price index")
    else:
        (tmp_path / "suites").mkdir()
        (tmp_path / "suites" / "series.yaml").write_text((suites.DEFAULTS / "series.yaml").read_text() + "# mine\n")
    seen = runs(monkeypatch)
    verdict(reference(tmp_path), ("rate", "A", 0))
    assert [name for name, _ in seen if name == "series"] == ["series"]


def own_suite(home: Path, text: str) -> None:
    (home / "suites").mkdir()
    (home / "suites" / "series.yaml").write_text(text)


SUITES: list[tuple[str, str, Sequence[str]]] = [
    ("[]", "supported", ()),
    ("- type: expect_column_values_to_not_be_null\n  kwargs: {column: source_url}\n  meta: {says: a table has an address}\n",
     "reference-failed", ("Not used: series/t.csv failed its suite (a table has an address).",)),
    ("- type: expect_column_values_to_not_be_null\n  kwargs: {column: source_url}\n  severity: warning\n"
     "  meta: {says: a table has an address}\n",
     "supported", ("Look twice: series/t.csv:2 carries a warning of its suite (a table has an address).",)),
    ("- type: expect_column_values_to_not_be_null\n  kwargs: {column: source_url}\n  severity: info\n", "supported", ()),
    ("- type: expect_column_values_to_not_be_null\n  kwargs: {column: nothing}\n", "reference-failed", ()),
]  # fmt: skip


@pytest.mark.parametrize("text, reason, steps", SUITES)
def test_the_suite_is_the_editors(text: str, reason: str, steps: Sequence[str], tmp_path: Path) -> None:
    lay(tmp_path, "t", "Date,A\n2020,13000000000\n", "GDP", "USD")
    own_suite(tmp_path, text)
    said = verdict(reference(tmp_path), ("t", "A", 0))
    assert said.reason == reason or said.verdict == reason
    assert set(steps) <= set(said.steps)
    assert steps or reason == "reference-failed" or not any("suite" in step for step in said.steps)


def test_a_suite_that_cannot_be_used_stops_the_check(tmp_path: Path) -> None:
    lay(tmp_path, "t", INDEX, "GDP", "USD")
    own_suite(tmp_path, "- type: expect_nothing_anyone_knows\n")
    with pytest.raises(SuiteError, match=r"suites/series\.yaml:1:1"):
        verdict(reference(tmp_path), ("t", "A", 0))


def test_a_fact_of_a_table_knows_its_column(tmp_path: Path) -> None:
    lay(tmp_path, "t", "Date,A: b,C\n2020-01,1,2\n", "GDP", "USD")
    table = load(tmp_path).by_name["t"]
    assert [label_of(table.fact(label, table.column(label)[0], "Acme")) for label in table.labels] == ["A: b", "C"]
    assert table.fact("C", table.column("C")[0]).as_of == date(2025, 1, 1)


RATES = [
    ("USD", "EUR", "1.24", 2005, True), ("USD", "EUR", "0.804", 2005, False), ("EUR", "USD", "1.24", 2005, False),
    ("JPY", "USD", "151.4", 2024, True), ("USD", "JPY", "151.4", 2024, False), ("USD", "JPY", "0.0066", 2024, True),
    ("USD", "EUR", "0.962", 2022, True), ("USD", "EUR", "1.05", 2015, True), ("USD", "GBP", "1.07", 2022, True),
    ("USD", "share", "0.8", 2005, True), ("USD", "EUR", "-1", 2005, True), ("USD", "EUR", "0.8", 1980, True),
]  # fmt: skip


@pytest.mark.parametrize("unit, per, value, year, right", RATES)
def test_a_rate_in_a_row_is_the_right_way_round(unit: str, per: str, value: str, year: int, right: bool) -> None:
    assert frame.right_way_round([unit], [per], [float(value)], [float(year)], 4) == [right]


def test_a_row_with_a_rate_upside_down_is_quarantined() -> None:
    right, wrong = (fact(n, value, unit="USD", per="EUR", metric="exchange rate", valid_from=date(2005, 3, 1))
                    for n, value in ((1, "1.32"), (2, "0.757")))  # fmt: skip
    assert [(f.line, f.severity) for f in implausible(Reference(facts=[right, wrong]))] == [(3, "critical")]
