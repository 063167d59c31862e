"""After a change of a few lines a large table is mended, and equals what reading all of it anew gives."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from factcheck.reference import Reference, ReferenceError, mending, packed
from factcheck.reference.packed import PackedFacts
from factcheck.reference.prints import prints

HEADER = "id,entity,metric,counterparty,qualifiers,period,value,unit,as_of,source,supersedes,note"
ONE = """,Northwind,revenue,,,FY2023,12.5,USD million,2023-08-01,10-K,,
,Northwind,revenue,,,FY2024,13.5,USD million,2024-08-01,10-K,,"so, there"
n3,NORTHWIND,employees,,,2024,340,employee,2025-02-01,10-K,,
,NWT,stores,,,2024,30,store,2025-02-01,10-K,,
,Brightwater,stake,Marlowe,,,27,percent,2024-08-01,Filing,,
,Brightwater,employees,,,2024,77,zorblat,2025-02-01,Filing,,""".split("\n")
TWO = """t1,Marlowe,employees,,,2023,900,employee,2024-02-01,Filing,,
,Marlowe,employees,,,2024,910,employee,2025-02-01,Filing,,
,Northwind,revenue,,,2023-07-01/2024-03-31,9.5,USD million,2024-05-01,10-Q,,""".split("\n")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(packed, "LEAST_BYTES", 1)
    (tmp_path / "reference" / "facts").mkdir(parents=True)
    (tmp_path / "reference" / "entities.csv").write_text("entity,aliases\nNorthwind,NWT\n")
    return tmp_path / "reference"


def write(home: Path, one: Sequence[str] = ONE, two: Sequence[str] = TWO, end: str = "\n") -> None:
    for name, lines in (("a.csv", one), ("b.csv", two)):
        (home / "facts" / name).write_text(end.join([HEADER, *lines, ""]), encoding="utf-8", newline="")


def mended(home: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether the folder was mended as it is now; either way it equals what reading it anew gives."""
    results: list[object] = []
    real = mending.mended
    with monkeypatch.context() as patch:
        patch.setattr("factcheck.reference.loading.mended", lambda *a: results.append(real(*a)) or results[-1])
        quick = loaded(home)
    with monkeypatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(home.parent / f"cache-{len(list(home.parent.iterdir()))}"))
        assert quick == loaded(home)
    return results != [None]


def loaded(home: Path) -> object:
    try:
        reference = Reference.load(home)
    except ReferenceError as error:
        return str(error)
    facts = reference.facts
    assert isinstance(facts, PackedFacts)
    names = [entity for entity in facts.names if facts.of(entity)]
    looked_up = [facts.of(n) for n in names] + [facts.of_pairs(n, [p]) for n in names for p in facts.pairs]
    told = (facts.names, facts.pairs, facts.year_ends, facts.newest, facts.last_said, facts.files(), facts.extra)
    return list(facts), looked_up, told, reference.files, reference.warnings, dict(prints(facts))


def changed(lines: Sequence[str], at: int, old: str, new: str) -> list[str]:
    assert old in lines[at]
    return [line.replace(old, new) if n == at else line for n, line in enumerate(lines)]


NEXT = ",Marlowe,employees,,,2025,930,employee,2026-02-01,Filing,,"
MENDED = [
    (changed(ONE, 2, "NORTHWIND", "Northwind"), TWO),  # the table of names says how it is spelt
    (changed(ONE, 0, "12.5", "12.6"), TWO),
    (changed(ONE, 1, "13.5", "14"), changed(TWO, 1, "910", "911")),
    (changed(ONE, 1, "so, there", "no, here"), TWO),
    (changed(ONE, 0, "10-K", '10-K "revised'), TWO),
    (changed(ONE, 2, "2025-02-01", "2026-11-01"), TWO),  # the newest word on file
    (changed(ONE, 3, "2024,30,", "2023-02-01/2024-01-31,30,"), TWO),  # a period that speaks of a fiscal year
    (changed(ONE, 4, "Filing", "Another filing"), TWO),
    (ONE, [*TWO, NEXT]),
    (ONE, [*TWO, NEXT, NEXT.replace("2025,930", "2026,940"), "t9" + NEXT.replace("2025,930", "2027,950")]),
    ([*ONE, ",Northwind,stores,,,2025,31,store,2026-02-01,10-K,,"], [*TWO, NEXT]),  # rows behind move on
    ([*ONE, ",Northwind,stores,,,2025,31,store,2026-02-01,10-K,,"], changed(TWO, 0, "900", "901")),
    (ONE, [*TWO, NEXT.replace("2025,930", "2023,905").replace("g,,", "g,t1,")]),  # a restatement
]
ANEW = [
    (changed(ONE, 0, "Northwind", "Southwind"), TWO),  # a name never met
    (changed(ONE, 4, "Brightwater", "BRIGHTWATER"), TWO),  # how it is spelt first, for whoever comes behind
    (changed(ONE, 0, "revenue", "income"), TWO),
    (changed(ONE, 0, "FY2023,12.5,USD million,2023", "FY2024,12.5,USD million,2024"), TWO),  # a conflict
    (changed(ONE, 0, ",FY2023,12.5,USD million,2023", ",FY2024,13.5,USD million,2024"), TWO),  # twice the same
    (changed(ONE, 5, "77", "78"), TWO),  # a row that was warned of
    (changed(ONE, 0, "USD million", "quux"), TWO),  # a row that is to be warned of
    (changed(ONE, 0, "12.5", "a few"), TWO),
    (changed(ONE, 0, "10-K", '"10-K, revised'), TWO),  # a quote never closed
    (changed(changed(ONE, 0, "10-K", '"10-K, revised'), 4, "Filing", 'Filing"'), TWO),  # a quote closed far behind
    (changed(ONE, 2, "n3", "n4"), TWO),
    (changed(ONE, 2, "n3", "t1"), TWO),  # the id of another row
    (ONE[:-1], TWO),
    (ONE[1:], TWO),
    ([ONE[0], "", *ONE[1:]], TWO),
    ([*ONE[:3], ONE[3].replace("2024", "2022"), *ONE[3:]], TWO),  # every row behind has another line
    ([*ONE, ",Hooli,employees,,,2024,5,employee,2025-02-01,Filing,,"], TWO),
    ([*ONE, ",Marlowe,employees,,,2025,5,employee,2026-02-01,Filing,,"], TWO),  # met in the other file only
    ([*ONE, ",MARLOWE,employees,,,2025,5,employee,2026-02-01,Filing,,"], TWO),
    (ONE, [*TWO, "t1" + NEXT]),
    (ONE, [*TWO, NEXT.replace("g,,", "g,nowhere,")]),
    (ONE, [*TWO, NEXT.replace("g,,", "g,n3,")]),  # restates another firm's
    (changed(ONE, 0, "12.5", '"12,5"'), TWO),
]  # fmt: skip


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(("one", "two"), MENDED)
def test_mended_is_what_reading_anew_gives(
    home: Path, monkeypatch: pytest.MonkeyPatch, one: list[str], two: list[str], end: str
) -> None:
    write(home, end=end)
    loaded(home)
    write(home, one, two, end)
    assert mended(home, monkeypatch)


@pytest.mark.parametrize(("one", "two"), ANEW)
def test_what_has_a_bearing_on_other_rows_is_read_anew(
    home: Path, monkeypatch: pytest.MonkeyPatch, one: list[str], two: list[str]
) -> None:
    write(home)
    loaded(home)
    write(home, one, two)
    assert not mended(home, monkeypatch)


def test_another_table_of_names_is_read_anew(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(home)
    loaded(home)
    write(home, changed(ONE, 0, "12.5", "12.6"))
    (home / "entities.csv").write_text("entity,aliases,fiscal_year_end\nNorthwind,NWT,06-30\n")
    assert not mended(home, monkeypatch)


@pytest.mark.parametrize("line", ['n1,Northwind,revenue,,,2019,9,USD million,2020-02-01,"10-K\n(revised)",,', ONE[0]])
def test_a_record_of_two_lines_or_a_double_is_never_mended(
    home: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    write(home, [*ONE, line])
    loaded(home)
    write(home, [*changed(ONE, 1, "13.5", "13.6"), line])
    assert not mended(home, monkeypatch)


@pytest.mark.parametrize("suffix", [".raw", ".last", ".idx"])
def test_what_is_damaged_is_read_anew(home: Path, monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    write(home)
    loaded(home)
    (kept,) = packed.folder().glob(f"*{suffix}")
    kept.write_bytes(kept.read_bytes().replace(b"13.5", b"13.4") if suffix == ".raw" else kept.read_bytes()[:-8])
    write(home, changed(ONE, 0, "12.5", "12.6"))
    assert not mended(home, monkeypatch)


def test_one_change_after_another(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chance, one, two = random.Random(7), list(ONE), list(TWO)
    write(home, one, two)
    loaded(home)
    count = 0
    for turn in range(12):
        if chance.random() < 0.5:
            two.append(NEXT.replace("2025,930", f"{2030 + turn},{turn}"))
        else:
            one = changed(one, 1, one[1].split(",")[6], str(chance.randint(1, 999)))
        write(home, one, two)
        count += mended(home, monkeypatch)
    assert count == 12


def test_a_row_in_a_file_that_held_a_header_only_is_read_anew(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(home, two=[])
    loaded(home)
    write(home, two=TWO[:1])
    assert not mended(home, monkeypatch)


@pytest.mark.parametrize(("encoding", "quick"), [("windows-1252", True), ("utf-16", False)])
def test_lines_are_told_apart_only_where_a_line_end_is_one_byte(
    home: Path, monkeypatch: pytest.MonkeyPatch, encoding: str, quick: bool
) -> None:
    said = ",".join(f'{{"path": "facts/{name}", "encoding": "{encoding}"}}' for name in ("a.csv", "b.csv"))
    (home / "datapackage.json").write_text(f'{{"resources": [{said}]}}')
    rows = changed(TWO, 0, "Filing", "Filing of ¤" if quick else "Filing of Ċ")  # U+010A: the byte of a line end in it
    for lines in (rows, [*rows, NEXT]):
        for name, some in (("a.csv", ONE), ("b.csv", lines)):
            (home / "facts" / name).write_text("\n".join([HEADER, *some, ""]), encoding=encoding)
        found = mended(home, monkeypatch)
    assert found == quick


@pytest.mark.parametrize("suffix", [".idx", ".prints", ".raw", ".last"])
@pytest.mark.parametrize("kept", [b"", b"{}", b"null", b"[]", b'["", ""]', 50, 90, -1, None])
def test_a_kept_file_that_is_not_whole_is_made_anew(home: Path, suffix: str, kept: bytes | int | None) -> None:
    write(home)
    whole = loaded(home)
    (path,) = packed.folder().glob(f"*{suffix}")
    path.write_bytes(kept if isinstance(kept, bytes) else path.read_bytes()[:kept] + b"x" * (kept is None))
    assert loaded(home) == whole


def test_an_odd_cell_is_not_an_empty_one(home: Path) -> None:
    write(home, changed(ONE, 2, "10-K,,", "10-K,,\x01"))
    odd = prints(Reference.load(home).facts)["Northwind"]
    write(home)
    assert prints(Reference.load(home).facts)["Northwind"] != odd
