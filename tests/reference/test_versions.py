"""Which facts apply at a day, against a plain list comprehension; restatements, windows, conflicts."""

import time
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.measure.periods import parse_label
from factcheck.model import Fact
from factcheck.reference import Reference, about, applying, states

D = date.fromisoformat


def fact(name: str = "f", as_of: str = "2025-02-01", value: str = "10", **more: object) -> Fact:
    period = parse_label(str(more.pop("period"))) if "period" in more else None
    dates = {k: D(str(v)) if v else None for k, v in more.items() if k.startswith("valid_")}
    rest = {k: v for k, v in more.items() if not k.startswith("valid_")}
    return Fact(name, "Acme", "revenue", Decimal(value), "USD", "report", D(as_of), period=period, **dates, **rest)  # type: ignore[arg-type]


days = st.dates(date(2020, 1, 1), date(2028, 12, 31))
maybe = st.none() | days


@st.composite
def facts(draw: st.DrawFn) -> list[Fact]:
    found = []
    for n in range(draw(st.integers(0, 8))):
        start, end = draw(maybe), draw(maybe)
        if start and end and end < start:
            start, end = end, start
        period = (
            parse_label(str(draw(st.sampled_from(["2023", "2024", "2024-Q3", "2026"]))))
            if draw(st.booleans())
            else None
        )
        kind = draw(st.sampled_from(["actual", "target", "reported"]))
        found.append(Fact(f"f{n}", f"entity {n}", "m", Decimal(n), "USD", "s", draw(days), valid_from=start, valid_to=end,
                          period=period, value_type=kind))  # fmt: skip
    return found


@given(facts(), days, maybe)
def test_without_versions_it_is_one_list_comprehension(some: list[Fact], at: date, time: date | None) -> None:
    own = time or at

    def day(f: Fact) -> date:
        if f.valid_from:
            return f.valid_from
        if f.period and f.period.end:
            return min(f.period.end, f.as_of) if f.value_type == "target" else f.period.end
        return f.as_of

    expected = [
        f for f in some
        if day(f) <= at and (f.valid_to is None or f.valid_to >= own)
        and not (f.period is None and f.valid_from is not None and f.valid_from > own)
    ]  # fmt: skip
    found = applying(some, at, time)
    assert list(found.current) == expected
    assert {f.id for f in found.not_yet} | {f.id for f, _ in found.ended} | {f.id for f in expected} == {
        f.id for f in some
    }
    assert list(found.said_later) == [f for f in expected if f.as_of > at]


@given(st.lists(st.tuples(days, st.integers(1, 99)), min_size=1, max_size=6, unique_by=lambda x: x[0]), days)
def test_of_restatements_the_latest_said_by_then_wins_else_the_earliest(said: list[tuple[date, int]], at: date) -> None:
    said.sort()
    chain = [
        fact(f"r{n}", day.isoformat(), str(v), period="2019", supersedes=f"r{n - 1}" if n else None)
        for n, (day, v) in enumerate(said)
    ]
    by_then = [f for f in chain if f.as_of <= at]
    expected = by_then[-1] if by_then else chain[0]
    assert applying(chain, at).current == (expected,)
    assert {f.id for f, _ in applying(chain, at).ended} == {f.id for f in chain} - {expected.id}


LEASE = [
    fact("old", "2021-01-21", "2030", valid_from="2021-01-21", valid_to="2023-10-27"),
    fact("new", "2023-10-28", "2032", valid_from="2023-10-28"),
]


def test_successive_windows() -> None:
    assert [f.id for f in applying(LEASE, D("2022-06-05")).current] == ["old"]
    later = applying(LEASE, D("2024-06-05"))
    assert [f.id for f in later.current] == ["new"]
    assert [(f.id, g and g.id) for f, g in later.ended] == [("old", "new")]
    past = applying(LEASE, D("2024-06-05"), D("2022-06-05"))
    assert [f.id for f in past.current] == ["old"], "a text of 2024 on 2022 speaks of the window of 2022"
    assert [f.id for f in applying(LEASE, None).current] == ["new"]


def test_a_price_of_one_day_judges_that_day() -> None:
    prices = [
        fact(str(n), (D("2024-07-29") + timedelta(n)).isoformat(), str(400 + n),
             valid_from=(D("2024-07-29") + timedelta(n)), valid_to=(D("2024-07-29") + timedelta(n)))
        for n in range(3)
    ]  # fmt: skip
    assert [f.id for f in applying(prices, D("2024-08-02"), D("2024-07-30")).current] == ["1"]
    assert applying(prices, D("2024-08-02")).current == ()


def test_overlapping_windows_are_sources_that_disagree() -> None:
    two = [fact("a", valid_from="2020-01-01"), fact("b", "2025-03-01", "12", valid_from="2021-01-01")]
    assert len(applying(two, D("2025-06-01")).current) == 2


def test_a_row_entered_today_about_last_year_judges_yesterdays_article() -> None:
    row = fact("late", "2026-01-10", period="2024")
    found = applying([row], D("2025-06-01"))
    assert found.current == (row,) and found.said_later == (row,)


ABOUT = [
    (fact(period="2024"), "2024-12-31"),
    (fact(period="2024", valid_from="2024-03-01"), "2024-03-01"),
    (fact(), "2025-02-01"),
    (fact(period="2030", value_type="target"), "2025-02-01"),
    (fact(period="2023", value_type="target"), "2023-12-31"),
]


@pytest.mark.parametrize("row, day", ABOUT)
def test_the_day_a_fact_is_about(row: Fact, day: str) -> None:
    assert about(row) == D(day)


def test_an_event_to_come_cannot_judge() -> None:
    found = applying([fact(period="2025")], D("2025-06-01"))
    assert found.current == () and len(found.not_yet) == 1


def test_states_of_a_running_total() -> None:
    rows = [fact("a", period="2023-12-31"), fact("b", period="2024-12-31"), fact("c", period="2024-12-31", value="11")]
    latest, older = states(rows)
    assert [f.id for f in latest] == ["b", "c"] and [f.id for f in older] == ["a"]


HEADER = "id,entity,metric,period,value,unit,source,as_of,supersedes,source_rank,bound,decimals,valid_from,valid_to\n"
PAIRS = [
    # second row's cells, ids kept (None: conflict)
    ({"value": "245.122", "unit": "USD bn"}, ["a"]),
    ({"value": "245.1", "unit": "USD billion"}, ["a"]),
    ({"value": "245.13", "unit": "USD billion"}, None),
    ({"value": "243900"}, None),
    ({"value": "243900", "as_of": "2025-03-01"}, ["a", "b"]),
    ({"value": "243900", "as_of": "2025-03-01", "supersedes": "a"}, ["a", "b"]),
    ({"value": "243900", "supersedes": "a"}, ["a", "b"]),
    ({"value": "243900", "source_rank": "secondary"}, ["a", "b"]),
    ({"value": "200000", "bound": ">="}, ["a", "b"]),
    ({"value": "300000", "bound": ">="}, None),
    ({"value": "300000", "bound": "<="}, ["a", "b"]),
    ({"value": "245000", "decimals": "-9"}, ["a"]),
    ({"value": "243900", "period": "2023"}, ["a", "b"]),
    ({"value": "243900", "unit": "EUR million"}, ["a", "b"]),
    ({"value": "243900", "valid_from": "2026-01-01"}, None),
]


@pytest.mark.parametrize("cells, kept", PAIRS)
def test_two_rows_of_one_key(tmp_path: Path, cells: dict[str, str], kept: list[str] | None) -> None:
    names = HEADER.strip().split(",")
    first = {"id": "a", "entity": "Acme", "metric": "revenue", "period": "2024", "value": "245122"}
    first |= {"unit": "USD million", "source": "10-K", "as_of": "2025-02-01", "source_rank": "primary"}
    second = first | {"id": "b"} | cells
    lines = (",".join(row.get(name, "") for name in names) for row in (first, second))
    (tmp_path / "a.csv").write_text(HEADER + "\n".join(lines) + "\n")
    if kept is None:
        with pytest.raises(ValueError, match="two values for Acme"):
            Reference.load(tmp_path / "a.csv")
    else:
        assert [f.id for f in Reference.load(tmp_path / "a.csv").facts] == kept


def test_windows_that_follow_each_other_are_no_conflict(tmp_path: Path) -> None:
    rows = "a,Acme,rights,,2030,year,s,2025-02-01,,,,,2021-01-01,2023-01-01\nb,Acme,rights,,2032,year,s,2025-02-01,,,,,2023-01-02,\n"
    (tmp_path / "a.csv").write_text(HEADER + rows)
    assert len(Reference.load(tmp_path / "a.csv").facts) == 2


@pytest.mark.parametrize("windows", [True, False])
def test_thousands_of_rows_of_one_key_are_settled_in_no_time(tmp_path: Path, windows: bool) -> None:
    days = [(date(2000, 1, 1) + timedelta(n)).isoformat() for n in range(8000)]
    rows = (
        f"r{n},Acme,close,,{n if windows else 5},USD,s,2025-02-01,,,,,{day if windows else ''},{day if windows else ''}"
        for n, day in enumerate(days)
    )
    (tmp_path / "a.csv").write_text(HEADER + "\n".join(rows) + "\n")
    began = time.monotonic()
    assert len(Reference.load(tmp_path / "a.csv").facts) == (8000 if windows else 1)
    assert time.monotonic() - began < 8


def test_percent_and_ratio_are_one_dimension(tmp_path: Path) -> None:
    rows = "a,Acme,margin,2024,12.5,percent,s,2025-02-01,,,,,,\nb,Acme,margin,2024,0.125,ratio,s,2025-02-01,,,,,,\n"
    (tmp_path / "a.csv").write_text(HEADER + rows)
    assert len(Reference.load(tmp_path / "a.csv").facts) == 1
    (tmp_path / "a.csv").write_text(HEADER + rows.replace("0.125", "0.135"))
    with pytest.raises(ValueError, match="two values"):
        Reference.load(tmp_path / "a.csv")


def test_a_replaced_version_knows_its_successor() -> None:
    old, new = fact("a", period="2024"), fact("b", "2025-05-01", "9", period="2024", supersedes="a")
    found = applying([old, new], D("2025-06-01"))
    assert found.current == (new,) and found.ended == ((old, new),)
    assert applying([replace(old), new], D("2025-03-01")).current == (old,)
