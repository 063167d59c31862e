"""A large table comes back from its packed file exactly as it was read; a broken file is made anew."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from factcheck.model import Fact
from factcheck.reference import Reference, packed
from factcheck.reference.packed import PackedFacts

HEADER = (
    "id,entity,metric,counterparty,qualifiers,period,value,unit,value_type,bound,decimals,valid_from,valid_to,as_of,"
    "source,source_rank,source_url,source_locator,source_quote,retrieved_on,supersedes,concept,note\n"
)
ROWS = r'''a,Northwind,revenue,,,FY2024,12.50,USD million,,,-4,,,2024-08-01,10-K,primary,https://example.org/a,p. 3,"was, ""so""",2024-09-01,,us-gaap:Revenues,n
b,Northwind,Revenues,,basis=GAAP; segment=Cloud,2023-07-01/2024-06-30,13,USD million,reported,>=,,,,2024-08-02,Prêss,secondary,,,,,,us-gaap:Revenues,
c,Northwind,stake,Brightwater,,,27,percent,actual,~,0,2024-01-01,2024-12-31,2024-08-01,s,,,,,,,,
d,Northwind,stake,Brightwater,,,28,percent,actual,=,0,2025-01-01,,2025-01-02,s,,,,,,,,
e,Brightwater,opening date,,,,2024-07-30,date,,,,,,2024-08-01,s,,,,,,,,
f,Brightwater,licence end,,,,2030,year,,,,,,2024-08-01,s,,,,,,,,
g,Brightwater,exclusive,,,,true,boolean,,,,,,2024-08-01,s,,,,,,,,
h,Brightwater,partners,,,,one; two,text,,,,,,2024-08-01,s,,,,,,,,
i,Brightwater,revenue,,,2024,1,zorblat,,,,,,2025-02-01,s,,,,,,,,
j,Brightwater,revenue,,,2024,2,zorblat,,,,,,2025-03-01,s,,,,,,i,,
k,Brightwater,fare,,,2024-Q3,-2.125,USD/share,target,<=,3,,,2025-02-01,s,,,,,,,,
'''


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "reference"
    (folder / "facts").mkdir(parents=True)
    (folder / "facts" / "a.csv").write_text(HEADER + ROWS, encoding="utf-8")
    (folder / "entities.csv").write_text("entity,aliases,fiscal_year_end\nNorthwind,NWT,06-30\n")
    return folder


def plain_and_packed(home: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Reference, Reference]:
    plain = Reference.load(home)
    monkeypatch.setattr(packed, "LEAST_BYTES", 1)
    first, second = Reference.load(home), Reference.load(home)
    assert isinstance(first.facts, PackedFacts) and isinstance(second.facts, PackedFacts)
    assert not isinstance(plain.facts, PackedFacts)
    return plain, second


def test_every_fact_comes_back_equal(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain, back = plain_and_packed(home, monkeypatch)
    assert list(back.facts) == list(plain.facts) and len(back.facts) == 11
    assert [f.to_dict() for f in back.facts] == [f.to_dict() for f in plain.facts]
    assert back.facts[-1] == plain.facts[-1] and list(back.facts[1:3]) == list(plain.facts[1:3])
    with pytest.raises(IndexError):
        back.facts[11]


def test_a_row_says_all_that_its_fact_holds_and_nothing_of_its_neighbours(home: Path, tmp_path: Path) -> None:
    def said(*facts: Fact) -> list[tuple[str, bytes]]:
        assert packed.pack(tmp_path / "one.idx", facts, {})
        return list(PackedFacts(tmp_path / "one.idx").plain_rows())

    first, second, third, *_ = Reference.load(home).facts
    (own,) = said(first)
    assert own[0] == "Northwind"
    assert said(second, first, third)[1] == own
    others = dict.fromkeys(packed.WORDS, "another") | dict.fromkeys(packed.DAYS, date(1999, 1, 1))
    others |= {"value": Decimal(9), "qualifiers": (("basis", "GAAP"),), "period": None, "decimals": 9, "line": 99}
    assert others.keys() == {f.name for f in fields(Fact)} - {"series"}
    for name, value in others.items():
        assert [row[1] for row in said(replace(first, **{name: value}))] != [own[1]], name


def test_every_lookup_is_the_same(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain, back = plain_and_packed(home, monkeypatch)
    assert (back.newest, back.warnings, back.files) == (plain.newest, plain.warnings, plain.files)
    assert any("zorblat" in w for w in back.warnings)
    for entity in ("Northwind", "Brightwater", "Nobody"):
        assert back.facts_of(entity) == plain.facts_of(entity)
        assert back.fiscal_year_end(entity) == plain.fiscal_year_end(entity)
        for metric in ("revenue", "Revenues", "stake", "licence end", "nothing"):
            assert back.facts_of(entity, metric) == plain.facts_of(entity, metric)
    assert len(back.facts_of("Northwind", "revenue")) == 2
    text = "Northwind met Brightwater and NWT"
    assert back.names_in(text) == plain.names_in(text)
    assert set(back.metrics) == set(plain.metrics)


def test_another_content_is_another_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain_and_packed(home, monkeypatch)
    (home / "facts" / "a.csv").write_text(HEADER + ROWS.replace("13,USD", "14,USD"), encoding="utf-8")
    values = {f.id: f.value for f in Reference.load(home).facts}
    assert values["b"] == 14_000_000
    (home / "entities.csv").write_text("entity,aliases,fiscal_year_end\nNorthwind,NWT,12-31\n")
    period = next(f.period for f in Reference.load(home).facts if f.id == "a")
    assert period and period.end and period.end.month == 12


@pytest.mark.parametrize("damage", [b"", b"factcheck facts 1\n", None])
def test_a_broken_file_is_made_anew(home: Path, monkeypatch: pytest.MonkeyPatch, damage: bytes | None) -> None:
    plain, _ = plain_and_packed(home, monkeypatch)
    (kept,) = packed.folder().glob("*.idx")
    kept.write_bytes(kept.read_bytes()[:-16] if damage is None else damage)
    assert list(Reference.load(home).facts) == list(plain.facts)
    assert packed.opened(kept) is not None


def test_a_flipped_bit_anywhere_is_noticed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain, _ = plain_and_packed(home, monkeypatch)
    (kept,) = packed.folder().glob("*.idx")
    whole = kept.read_bytes()
    for at in range(0, len(whole), 13):
        kept.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        assert packed.opened(kept) is None, at
    assert list(Reference.load(home).facts) == list(plain.facts)
    assert kept.read_bytes() == whole


def test_old_files_and_what_points_to_them_are_pruned(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain_and_packed(home, monkeypatch)
    monkeypatch.setattr(packed, "MOST_FILES", 3)
    for n in range(8):
        other = home.parent / f"other{n}" / "facts"
        other.mkdir(parents=True)
        (other / "a.csv").write_text(HEADER + ROWS.replace("10-K", f"10-K of {n}"), encoding="utf-8")
        Reference.load(other.parent)
    counts = {kind: len(list(packed.folder().glob(f"*.{kind}"))) for kind in ("idx", "raw", "last")}
    assert counts["idx"] == counts["raw"] == 3 and counts["last"] <= 4, counts


def test_faults_are_never_kept(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "LEAST_BYTES", 1)
    (home / "facts" / "a.csv").write_text(HEADER + ROWS.replace("2025-03-01", "soon"), encoding="utf-8")
    for _ in range(2):
        with pytest.raises(ValueError, match="soon"):
            Reference.load(home)
    assert not packed.folder().exists()


def test_a_cache_that_cannot_be_written_costs_only_time(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = Reference.load(home)
    (home.parent / "cache").write_text("a file where the folder should be")
    monkeypatch.setattr(packed, "LEAST_BYTES", 1)
    facts: list[Fact] = list(Reference.load(home).facts)
    assert facts == list(plain.facts)
