"""entities.csv -> Entity: who the facts are about, with every way to write them and their fiscal calendar."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from iso4217 import Currency

from factcheck.model import Fault
from factcheck.reference.rows import read_table
from factcheck.vocabulary import rows

COLUMNS = ("entity", "aliases", "kind", "ticker", "cik", "iso_code", "currency", "fiscal_year_end", "members", "note")
CIK_DIGITS = 10
FUNDS = set("CHE CHW USN USS MXV UYI UYW CLF COU BOV XDR XUA".split())  # units of account beside a currency
_MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


@dataclass(frozen=True, slots=True)
class Entity:
    """A company, country, group or other subject of facts."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    tickers: tuple[str, ...] = ()
    cik: str | None = None
    iso_code: str | None = None
    currency: str | None = None
    fiscal_year_end: str | None = None
    members: tuple[str, ...] = ()


def parts(cell: str) -> tuple[str, ...]:
    """The pieces of a cell that holds several, with ``|`` between them."""
    return tuple(piece.strip() for piece in cell.split("|") if piece.strip())


def read_entities(raw: bytes, file: str) -> tuple[dict[str, Entity], list[Fault]]:
    """Read ``entities.csv``; a name that is there twice is a fault."""
    table = read_table(raw, file, COLUMNS[:1], COLUMNS[1:])
    found: dict[str, Entity] = {}
    for record in table.records:
        cell = {name: record.cells[index].strip() for name, index in table.columns.items()}
        name, year_end = cell["entity"], cell.get("fiscal_year_end", "")
        if not name:
            table.fault(record, table.columns["entity"], "empty. Write the entity's name.")
        elif name in found:
            table.fault(record, table.columns["entity"], f'"{name}" is there twice. Keep one row.')
        if year_end and not _MONTH_DAY.fullmatch(year_end):
            hint = f'"{year_end}" is not MM-DD. Write the last day of the fiscal year, for example 06-30.'
            table.fault(record, table.columns["fiscal_year_end"], hint)
            year_end = ""
        cik = cell.get("cik", "")
        if cik and not cik.isdigit():
            table.fault(record, table.columns["cik"], f'"{cik}" is not a CIK: ten digits.', "warning")
        elif cik and len(cik) != CIK_DIGITS:
            said = f'"{cik}" has {len(cik)} digits, a CIK has ten: a spreadsheet drops leading zeros. '
            table.fault(record, table.columns["cik"], said + f"Read as {cik.zfill(CIK_DIGITS)}.", "warning")
        found.setdefault(name, Entity(
            name, parts(cell.get("aliases", "")), cell.get("kind", "").lower(), parts(cell.get("ticker", "")),
            cik.zfill(CIK_DIGITS) if cik else None,
            cell.get("iso_code") or None, cell.get("currency") or None, year_end or None,
            parts(cell.get("members", "")),
        ))  # fmt: skip
    return found, table.faults


@cache
def _countries() -> dict[str, Any]:
    import pycountry  # 50 ms that a reference without countries need not pay

    found: dict[str, Any] = {}
    for country in pycountry.countries:
        for code in (country.alpha_2, country.alpha_3, country.name, getattr(country, "common_name", country.name)):
            found[code] = country
    return found


@cache
def everyday() -> dict[str, tuple[str, ...]]:
    """Everyday names of countries by each of them and by code: UK -> United Kingdom, UK, U.K., Britain."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows("demonyms"):
        names = parts(row["names"])
        for key in (row["iso_code"], *names):
            found.setdefault(key.casefold(), names)
    return found


def everyday_names(name: str) -> tuple[str, ...]:
    """The other everyday names of a country; none where the name is no country's."""
    return everyday().get(name.casefold(), ())


@cache
def institutions() -> dict[str, tuple[str, ...]]:
    """Other names of central banks and international bodies by each of them: ECB -> European Central Bank, ECB."""
    named = [(row["name"], *parts(row["short"])) for row in rows("institutions")]
    return {name.casefold(): names for names in named for name in names}


@cache
def demonyms() -> dict[str, tuple[str, ...]]:
    """Adjectives of countries by their everyday names: "German" for Germany, "British" for the UK."""
    return {
        key.casefold(): parts(row["demonyms"])[:1]
        for row in rows("demonyms")
        for key in (row["iso_code"], *parts(row["names"]))
    }


def country_names(entity: Entity) -> Iterator[str]:
    """Other ways to write a country: everyday names, and common and official ones and codes from the ISO list."""
    if not entity.iso_code and entity.kind != "country":
        return
    yield from everyday_names(entity.iso_code or "") or everyday_names(entity.name)
    yield from demonyms().get((entity.iso_code or "").casefold()) or demonyms().get(entity.name.casefold(), ())
    country = _countries().get(entity.iso_code or "") or _countries().get(entity.name)
    if country is None:
        return
    yield country.name.partition(",")[0]
    for attribute in ("common_name", "official_name", "alpha_3"):
        if name := getattr(country, attribute, None):
            yield name


def merge(tables: Iterable[dict[str, Entity]]) -> dict[str, Entity]:
    """Several tables as one; a later table's row replaces an earlier one's."""
    found: dict[str, Entity] = {}
    for table in tables:
        found |= table
    return found


def naming(
    entities: Mapping[str, Entity], learn: bool = True
) -> tuple[Callable[[str], str], Callable[[str], str | None]]:
    """How names become the entity table's own, and what it says of fiscal calendars.

    With ``learn`` a name that the table lacks is spelt as it was met first: "ACME INC" of one filing is the "Acme Inc"
    of another.
    """
    one_name: dict[str, set[str]] = defaultdict(set)
    for entity in entities.values():
        for way in (entity.name, *entity.aliases):
            one_name[way.casefold()].add(entity.name)
    same = {way: next(iter(names)) for way, names in one_name.items() if len(names) == 1}

    def canonical(name: str) -> str:
        if name in entities:
            return name
        return same.setdefault(name.casefold(), name) if learn else same.get(name.casefold(), name)

    def year_end(name: str) -> str | None:
        known = entities.get(name)
        return known.fiscal_year_end if known else None

    return canonical, year_end


@cache
def _tender() -> dict[str, set[str]]:
    """Currencies by the ISO 4217 list's names of countries, without what stands in brackets."""
    found: dict[str, set[str]] = {}
    for money in Currency:
        for country in money.country_names:
            found.setdefault(_bare(country), set()).add(money.code)
    return found


def _bare(name: str) -> str:
    return re.sub(r"\s*[(,].*", "", name).casefold()


def currency_of(name: str) -> str | None:
    """The currency of a country by its name or code; None where it has none or several of its own."""
    names = everyday_names(name) or (name,)
    countries = [c for n in (name, *names) if (c := _countries().get(n))]
    ways = {_bare(way) for c in countries for way in (c.name, getattr(c, "official_name", c.name))}
    found = {code for way in ways for code in _tender().get(way, ())} - FUNDS
    return found.pop() if len(found) == 1 else None
