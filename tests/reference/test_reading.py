"""What a facts CSV may look like: delimiters, number habits, units, and the fact that comes of it."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from factcheck.model import Period
from factcheck.reference import Reference

HEADER = "entity,metric,period,value,unit,source,as_of"


def load(tmp_path: Path, text: str | bytes, name: str = "acme.csv") -> Reference:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return Reference.load(path)


VALUES = [
    # value, unit, base value, unit of the fact, per
    ("245122", "USD million", "245122000000", "USD", None),
    ("245.122", "USD bn", "245122000000", "USD", None),
    ("1.5", "EUR thousand", "1500", "EUR", None),
    ("2.94", "USD/share", "2.94", "USD", "share"),
    ("2.94", "USD per share", "2.94", "USD", "share"),
    ('"1,234,567"', "employee", "1234567", "employee", None),
    ("(1,234)", "USD", None, "", None),
    ('"(1,234)"', "USD", "-1234", "USD", None),
    ("-5", "percent", "-5", "percent", None),
    ("−5", "percent", "-5", "percent", None),
    ("12.5%", "percent", "12.5", "percent", None),
    ("12.5%", "ratio", "0.125", "ratio", None),
    ("25", "bps", "25", "basis_point", None),
    ("1.234", "USD", "1.234", "USD", None),
    ("1 234 567", "USD", "1234567", "USD", None),
    ("1'234'567", "CHF", "1234567", "CHF", None),
    ("300", "MW", "300", "megawatt", None),
    ("5.7", "million barrels/day", "5700000", "barrel", "day"),
    ("3", "stores", "3", "store", None),
    ("0.1", "USD trillion", "100000000000", "USD", None),
]


@pytest.mark.parametrize("value, unit, base, name, per", VALUES)
def test_values(tmp_path: Path, value: str, unit: str, base: str | None, name: str, per: str | None) -> None:
    text = f"{HEADER}\nAcme,measure,2024,{value},{unit},report,2025-02-01\n"
    if base is None:  # an unquoted thousand is one cell too many
        with pytest.raises(ValueError, match="8 values, header has 7"):
            load(tmp_path, text)
        return
    fact = load(tmp_path, text).facts[0]
    assert (fact.value, fact.unit, fact.per) == (Decimal(base), name, per)
    assert "E" not in str(fact.value)


SEMICOLONS = [("1234,5", "1234.5"), ("1.234,56", "1234.56"), ("1.234.567", "1234567"), ("0,125", "0.125"),
              ("12.5", "12.5"), ("1,234.56", "1234.56"), ("0.125", "0.125"), ("1234", "1234")]  # fmt: skip


@pytest.mark.parametrize("value, base", SEMICOLONS)
def test_semicolons_come_with_comma_decimals(tmp_path: Path, value: str, base: str) -> None:
    text = f"{HEADER.replace(',', ';')}\nAcme;measure;2024;{value};EUR;report;2025-02-01\n"
    assert load(tmp_path, text).facts[0].value == Decimal(base)


@pytest.mark.parametrize("value", ["1.234", "1,234", "245.122"])
def test_ambiguous_thousands_are_not_guessed(tmp_path: Path, value: str) -> None:
    text = f"{HEADER.replace(',', ';')}\nAcme;measure;2024;{value};EUR;report;2025-02-01\n"
    with pytest.raises(ValueError, match=r"acme.csv:2:19 \(value\).*is ambiguous"):
        load(tmp_path, text)


PLAIN = f"{HEADER}\nAcme,revenue,2024,12,USD million,report,2025-02-01\n"
SAME = [
    PLAIN,
    "\ufeff" + PLAIN,
    PLAIN.replace("\n", "\r\n"),
    PLAIN.replace("\n", "\r"),
    PLAIN.replace(",", "\t"),
    PLAIN.replace(",", ";"),
    "sep=;\r\n" + PLAIN.replace(",", ";"),
    "\n" + PLAIN,
    PLAIN.upper().split("\n")[0] + "\n" + PLAIN.split("\n")[1],
    PLAIN + ",,,,,,\n\n",
    PLAIN.replace("\n", ",,\n"),
    '"' + PLAIN.replace(",", '","').replace("\n", '"\n"').removesuffix('"'),
]


@pytest.mark.parametrize("text", SAME)
def test_the_same_table_in_other_clothes(tmp_path: Path, text: str) -> None:
    fact = load(tmp_path, text).facts[0]
    assert (fact.entity, fact.metric, fact.value, fact.unit) == ("Acme", "revenue", Decimal(12_000_000), "USD")
    assert fact.period == Period("2024", date(2024, 1, 1), date(2024, 12, 31))


def test_every_column(tmp_path: Path) -> None:
    header = (
        "id,entity,metric,counterparty,qualifiers,period,value,unit,value_type,bound,decimals,valid_from,valid_to,as_of,"
        "source,source_rank,source_url,source_locator,source_quote,retrieved_on,supersedes,concept,note"
    )
    row = (
        "r2,Acme,deposit,Beta,segment=Cloud; basis=non-GAAP,FY2024-Q3,1.5,USD bn,reported,>=,-8,2024-04-01,2024-06-30,"
        '2024-05-01,10-Q,primary,https://example.org/a,page 3,"at least $1.5 billion",2024-06-01,r1,us-gaap:Deposits,x'
    )
    older = (
        "r1,Acme,deposit,Beta,segment=Cloud; basis=non-GAAP,FY2024-Q3,1,USD bn" + "," * 5 + ",2024-04-20,8-K" + "," * 8
    )
    fact = load(tmp_path, f"{header}\n{older}\n{row}\n").facts[1]
    assert fact.qualifiers == (("basis", "non-GAAP"), ("segment", "Cloud"))
    assert fact.period == Period("FY2024-Q3", fiscal=True)
    assert (fact.value_type, fact.bound, fact.decimals, fact.source_rank) == ("reported", ">=", -8, "primary")
    assert (fact.valid_from, fact.valid_to, fact.as_of) == (date(2024, 4, 1), date(2024, 6, 30), date(2024, 5, 1))
    assert (fact.counterparty, fact.supersedes, fact.concept) == ("Beta", "r1", "us-gaap:Deposits")
    assert (fact.file, fact.line, fact.note) == ("acme.csv", 3, "x")
    assert fact.to_dict()["source_quote"] == "at least $1.5 billion"


SPECIAL = [("2024-07-30", "date", date(2024, 7, 30)), ("2030", "year", Decimal(2030)), ("TRUE", "boolean", True),
           ("false", "boolean", False), ("a plan", "text", "a plan")]  # fmt: skip


@pytest.mark.parametrize("value, unit, expected", SPECIAL)
def test_values_that_are_no_amounts(tmp_path: Path, value: str, unit: str, expected: object) -> None:
    fact = load(tmp_path, f"{HEADER}\nAcme,thing,,{value},{unit},report,2025-02-01\n").facts[0]
    assert (fact.value, fact.unit, fact.period) == (expected, unit, None)


WARNINGS = [
    ("entity,metric,value,unit,source,as_of,colour\nA,b,1,USD,s,2025-01-01,red\n", 'unknown column "colour"'),
    ("entity,metric,value,unit,source,as_of,sorce_url\nA,b,1,USD,s,2025-01-01,x\n", 'Did you mean "source_url"?'),
    ("entity,metric,value,unit,source,as_of\nA,b,1,zorblat,s,2025-01-01\n", 'unknown unit "zorblat"'),
    ("entity,metric,value,unit,source,as_of\nA,b,1.23E+05,USD,s,2025-01-01\n", "a spreadsheet shortens"),
    ("entity,metric,value,unit,source,as_of\n", "no rows under the header"),
]


@pytest.mark.parametrize("text, message", WARNINGS)
def test_what_is_odd_is_told_and_used(tmp_path: Path, text: str, message: str) -> None:
    reference = load(tmp_path, text)
    assert any(message in warning for warning in reference.warnings)
    assert len(reference.facts) == text.count("\n") - 1


def test_a_shortened_number_is_trusted_to_its_last_digit(tmp_path: Path) -> None:
    text = "entity,metric,value,unit,source,as_of\nA,b,1.23E+05,USD,s,2025-01-01\nA,b,123400,USD,s,2025-01-01\n"
    reference = load(tmp_path, text)
    assert [f.value for f in reference.facts] == [Decimal(123400)]  # equal within rounding, the more precise kept


def test_nothing_at_all_is_an_empty_reference() -> None:
    empty = Reference.load()
    assert (empty.facts, empty.files, empty.warnings) == ((), (), ())
    assert empty.entity("Microsoft") == () and empty.facts_of("x") == () and empty.newest is None


def test_files_carry_hash_and_rows_and_no_path(tmp_path: Path) -> None:
    home = tmp_path / "data"
    (home / "facts" / "deep").mkdir(parents=True)
    (home / "facts" / "deep" / "a.csv").write_text(PLAIN)
    (home / "entities.csv").write_text("entity,aliases,fiscal_year_end\nAcme,Acme Corp|ACM,06-30\n")
    reference = Reference.load(home)
    assert [(f.file, f.rows, len(f.sha256)) for f in reference.files] == [
        ("entities.csv", 1, 64), ("facts/deep/a.csv", 1, 64),
    ]  # fmt: skip
    assert reference.facts[0].file == "facts/deep/a.csv" and reference.folder == home


def test_several_files_of_one_name_stay_apart(tmp_path: Path) -> None:
    for place in ("one", "two"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "facts.csv").write_text(PLAIN.replace("Acme", place.title()))
    reference = Reference.load(tmp_path / "one" / "facts.csv", tmp_path / "two" / "facts.csv")
    assert [f.file for f in reference.files] == ["one/facts.csv", "two/facts.csv"]


def test_aliases_give_the_entity_its_name_and_calendar(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "a.csv").write_text(PLAIN.replace("Acme", "acme corp").replace(",2024,", ",FY2024,"))
    (tmp_path / "entities.csv").write_text("entity,aliases,fiscal_year_end\nAcme,Acme Corp,06-30\n")
    fact = Reference.load(tmp_path).facts[0]
    assert fact.entity == "Acme"
    assert fact.period == Period("FY2024", date(2023, 7, 1), date(2024, 6, 30), fiscal=True)


@pytest.mark.parametrize(
    "cells, message",
    [("Acme,,6-30", "is not MM-DD"), ("Acme,,13-01", "is not MM-DD"), (",,", "empty"), ("Acme,,\nAcme,,", "twice")],
)
def test_faults_of_the_entity_table(tmp_path: Path, cells: str, message: str) -> None:
    (tmp_path / "entities.csv").write_text(
        f"entity,aliases,fiscal_year_end,kind\n{cells.replace(chr(10), ',x' + chr(10))},x\n"
    )
    with pytest.raises(ValueError, match=message):
        Reference.load(tmp_path)
