"""Who a surface may mean, where names stand in a text, and which metric words name."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck.reference import Reference, name_tables
from factcheck.reference.names import Names
from factcheck.reference.words import stems

ENTITIES = """entity,aliases,kind,ticker,iso_code,fiscal_year_end
Northwind,Northwind Trading|NWT,company,NWND,,06-30
Delta Air Lines,Delta,company,DAL,,
Delta Works,Delta,project,,,
Halvorsen & Reyes,H&R,company,F,,
Coca-Cola,Coke,company,,,
Nestlé,,company,,,
euro area,eurozone,group,,,
Germany,,country,,DEU,
United States,US|U.S.|America,country,,USA,
Blue,,company,,,
"""
FACTS = """entity,metric,counterparty,period,value,unit,source,as_of,concept
Northwind,revenue,,FY2024,10,USD million,10-K,2024-08-01,
Brightwater Laboratories Inc.,Research and development,,2024,1,USD million,10-K,2025-02-01,us-gaap:ResearchAndDevelopmentExpense
Brightwater Laboratories Inc.,Weighted average discount rate of leases,,2024,3,percent,10-K,2025-02-01,
GENERAL WIDGET COMPANY,Revenues,,2024,7,USD million,10-K,2025-02-01,us-gaap:Revenues
Northwind,lease commitment,Marlowe Estates,2024,2,USD million,10-K,2025-02-01,
United Kingdom,inflation,,2024,2,percent,ONS,2025-02-01,
"""


@pytest.fixture(scope="module", params=["made", "kept"])
def reference(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Reference]:
    home: Path = tmp_path_factory.mktemp("reference")
    (home / "facts").mkdir()
    (home / "facts" / "a.csv").write_text(FACTS, encoding="utf-8")
    (home / "entities.csv").write_text(ENTITIES, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(home / "cache"))
        if request.param == "kept":  # the second finds the tables that the first has put together
            patch.setattr(name_tables, "LEAST_NAMES", 1)
            assert isinstance(Reference.load(home).names.tables, name_tables.MadeTables)
        reference = Reference.load(home)
        made = isinstance(reference.names.tables, name_tables.MadeTables)
        assert made == (request.param == "made")
        yield reference


@pytest.mark.parametrize("damage", [b"", b"factcheck names 1\n", None, 60, -3])
def test_broken_tables_are_put_together_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: bytes | int | None
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(name_tables, "LEAST_NAMES", 1)
    ways = {"Northwind": ["Northwind", "NWT"], "Zürich\ud800": ["Zürich\ud800"], "—": ["—"]}
    first = Names(ways, {"Northwind": ["NWND"]})
    (kept,) = tmp_path.rglob("*.names")
    assert Names(ways, {"Northwind": ["NWND"]}).lookup("NWT") == first.lookup("NWT") == ("Northwind",)
    whole = bytearray(kept.read_bytes())
    if isinstance(damage, int):  # a bit flipped
        whole[damage] ^= 1
    kept.write_bytes(whole[:-1] if damage is None else damage if isinstance(damage, bytes) else whole)
    assert Names(ways, {"Northwind": ["NWND"]}).lookup("NWND") == ("Northwind",)
    assert name_tables.opened(kept)
    assert Names({**ways, "Southwind": ["Southwind"]}, {}).lookup("Southwind") == ("Southwind",)
    assert len(list(tmp_path.rglob("*.names"))) == 2


SURFACES = [
    ("Northwind", {"Northwind"}),
    ("northwind", {"Northwind"}),
    ("Northwind's", {"Northwind"}),
    ("Northwind’s", {"Northwind"}),
    ("Northwind Corp.", {"Northwind"}),
    ("The Northwind Group plc", {"Northwind"}),
    ("NWND", {"Northwind"}),
    ("$NWND", {"Northwind"}),
    ("the retail giant Northwind", {"Northwind"}),
    ("Nortwhind", {"Northwind"}),  # a clear slip of the keys
    ("Northwind Cloud", set()),  # a product, not the company
    ("Southwind", set()),
    ("Delta", {"Delta Air Lines", "Delta Works"}),
    ("Delta Air Lines", {"Delta Air Lines"}),
    ("Nestle", {"Nestlé"}),
    ("Coca Cola", {"Coca-Cola"}),
    ("Brightwater", {"Brightwater Laboratories Inc."}),
    ("Brightwater Laboratories", {"Brightwater Laboratories Inc."}),
    ("General Widget", {"GENERAL WIDGET COMPANY"}),
    ("General", set()),  # too common a word to stand for a name
    ("Marlowe Estates", {"Marlowe Estates"}),
    ("Federal Republic of Germany", {"Germany"}),
    ("DEU", {"Germany"}),
    ("U.S.", {"United States"}),
    ("UK", {"United Kingdom"}),
    ("Britain", {"United Kingdom"}),
    ("the company", set()),
    ("", set()),
]


@pytest.mark.parametrize("surface, expected", SURFACES)
def test_entity(reference: Reference, surface: str, expected: set[str]) -> None:
    assert set(reference.entity(surface)) == expected


TEXTS = [
    ("Northwind’s sales beat Halvorsen & Reyes.", ["Northwind", "Halvorsen & Reyes"]),
    ("H&R rose; h&r did not.", ["Halvorsen & Reyes"]),
    ("a delta of rivers", []),
    ("Delta flew.", ["Delta Air Lines", "Delta Works"]),
    ("Coca-\nCola and Coke", ["Coca-Cola", "Coca-Cola"]),
    ("Shares (NYSE: F) fell 3%, grade F", ["Halvorsen & Reyes"]),
    ("The NWND ticker", ["Northwind"]),
    ("ALL THE NWND NEWS TODAY", []),
    ("NORTHWIND TRADING WINS", ["Northwind"]),
    ("between us and the U.S. coast, US firms", ["United States", "United States"]),
    ("the Eurozone and the euro area", ["euro area", "euro area"]),
    ("the northwind blew", []),
    ("Northwind\n\nTrading", ["Northwind"]),
    ("Brightwater said", ["Brightwater Laboratories Inc."]),
    ("General widgets of a general company", []),
    ("prices in the UK and in Britain", ["United Kingdom", "United Kingdom"]),
    ("", []),
]


@pytest.mark.parametrize("text, expected", TEXTS)
def test_names_in(reference: Reference, text: str, expected: list[str]) -> None:
    found = reference.names_in(text)
    assert [entity for _, _, entity in found] == expected
    assert all(text[start:end].strip() == text[start:end] for start, end, _ in found)


WORDS = [
    ("net sales", "revenue"),
    ("turnover of the group", "revenue"),
    ("the group invested a total of", "investment"),
    ("capital investment", "capital expenditure"),
    ("research and development", "Research and development"),
    ("weighted average discount rates of its leases", None),
    ("weighted average discount rate of leases", "Weighted average discount rate of leases"),
    ("headcount", "employees"),
    ("operating profits", "operating income"),
    ("profit", "net income"),
    ("jobless rate", "unemployment rate"),
    ("annual report", "annual report filing date"),
    ("rights to a licence", "licence end"),
    ("share of its revenue", "revenue share"),
    ("stock market value", "market value"),
    ("layoffs", "job cuts"),
    ("the weather", None),
    ("", None),
]


@pytest.mark.parametrize("words, expected", WORDS)
def test_metric(reference: Reference, words: str, expected: str | None) -> None:
    found = reference.metric(words)
    assert (expected in found) if expected else not found


def test_facts_are_found_by_general_names_and_concepts(reference: Reference) -> None:
    assert [f.metric for f in reference.facts_of("GENERAL WIDGET COMPANY", "revenue")] == ["Revenues"]
    name = "Brightwater Laboratories Inc."
    assert len(reference.facts_of(name, "research and development expense")) == 1
    assert len(reference.facts_of(name)) == 2 and reference.facts_of(name, "revenue") == ()
    assert reference.facts_of("nobody") == ()


def test_metric_info(reference: Reference) -> None:
    info = reference.metric_info("Revenues")
    assert info and info.flow_or_stock == "flow" and dict(info.default_qualifiers)["scope"] == "consolidated"
    cumulative = reference.metric_info("investment")
    assert cumulative and cumulative.flow_or_stock == "cumulative"
    assert reference.metric_info("nonsense") is None


def test_a_folder_extends_and_overrides_the_general_metrics(tmp_path: Path) -> None:
    (tmp_path / "metrics.csv").write_text(
        "metric,aliases,flow_or_stock,default_qualifiers\nrevenue,takings,,scope=group\nchurn,cancellations,flow,\n"
    )
    reference = Reference.load(tmp_path)
    info = reference.metric_info("revenue")
    assert info and info.flow_or_stock == "flow" and info.default_qualifiers == (("scope", "group"),)
    assert reference.metric("the takings") == ("revenue",) and reference.metric("sales") == ("revenue",)
    assert reference.metric("cancellation") == ("churn",)


def test_fiscal_year_end_is_stated_or_a_clear_majority(tmp_path: Path) -> None:
    header = "entity,metric,period,value,unit,source,as_of\n"
    rows = [
        "Stated,a,2024,1,USD,s,2025-01-01",
        "Weekly,a,2022-10-02/2023-09-30,1,USD,s,2025-01-01",
        "Weekly,a,2023-10-01/2024-09-28,1,USD,s,2025-01-01",
        "Weekly,a,2021-09-26/2022-10-01,1,USD,s,2025-01-01",
        "Torn,a,2024,1,USD,s,2025-01-01",
        "Torn,a,2023-07-01/2024-06-30,1,USD,s,2025-01-01",
        "Short,a,2024-Q1,1,USD,s,2025-01-01",
        "Apart,a,FY2024,1,USD,s,2025-01-01",  # who labels years in two ways has two kinds of years
        "Apart,b,2024,1,USD,s,2025-01-01",
        "Ranged,a,FY2024,1,USD,s,2025-01-01",
        "Ranged,b,2023-07-01/2024-06-30,1,USD,s,2025-01-01",
    ]
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "a.csv").write_text(header + "\n".join(rows) + "\n")
    (tmp_path / "entities.csv").write_text("entity,fiscal_year_end,members\nStated,06-30,\nBoth,,Stated|Torn\n")
    reference = Reference.load(tmp_path)
    names = ("Stated", "Weekly", "Ranged", "Torn", "Short", "Apart", "Nobody")
    ends = {name: end for name in names if (end := reference.fiscal_year_end(name))}
    assert ends == {"Stated": "06-30", "Weekly": "09-30", "Ranged": "06-30"}
    assert reference.groups == {"Both": ("Stated", "Torn")}


STEMS = [("invested investing invests investment investments", 1), ("sale sales", 1), ("earnings earned earns", 1),
         ("licensing licensed license", 1), ("dividend dividends", 1), ("company companies", 1), ("loss losses", 1),
         ("rise raise", 2), ("price prize", 2), ("user use", 2), ("employee employs", 2)]  # fmt: skip


@pytest.mark.parametrize("words, different", STEMS)
def test_stems(words: str, different: int) -> None:
    assert len(set(stems(words))) == different


def test_names_that_differ_only_in_case_are_one_entity(tmp_path):
    head = "entity,metric,value,unit,source,as_of,period\n"
    (tmp_path / "a.csv").write_text(head + "Acme Laboratories,revenue,5,USD,filing,2024-01-01,2022\n")
    (tmp_path / "b.csv").write_text(head + "ACME LABORATORIES,revenue,6,USD,filing,2024-01-01,2023\n")
    reference = Reference.load(tmp_path / "a.csv", tmp_path / "b.csv")
    assert reference.entity("Acme Laboratories") == ("Acme Laboratories",)
    assert len(reference.facts_of("Acme Laboratories")) == 2


def test_kept_tables_of_one_name_are_not_those_of_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(name_tables, "LEAST_NAMES", 1)
    assert not Names({"Northwind": ["Northwind", "NWT\x1eNorwin"]}, {}).lookup("NWT")
    assert Names({"Northwind": ["Northwind", "NWT", "Norwin"]}, {}).lookup("NWT") == ("Northwind",)
    assert Names({"Northwind": ["Northwind", "NWT\x1dNorwin", "Norwin"]}, {}).lookup("Norwin") == ("Northwind",)
