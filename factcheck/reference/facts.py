"""Table -> Facts: every row of a facts CSV in base units, or every fault of it at its physical line and column."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from rapidfuzz import fuzz, process

from factcheck.measure.periods import parse_label, resolve
from factcheck.measure.unit_text import UnitText, parse_unit
from factcheck.model import Fact, Fault, Period, Scalar
from factcheck.reference.cells import Bad, boolean, day, number, unguarded, year
from factcheck.reference.hints import with_hints
from factcheck.reference.rows import Record, Table, read_table

REQUIRED = ("entity", "metric", "value", "unit", "source", "as_of")
OPTIONAL = (
    "id", "counterparty", "qualifiers", "period", "value_type", "bound", "decimals", "valid_from", "valid_to",
    "source_url", "source_quote", "source_locator", "source_rank", "retrieved_on", "supersedes", "concept", "note",
)  # fmt: skip
COLUMNS = (
    "id", "entity", "metric", "counterparty", "qualifiers", "period", "value", "unit", "value_type", "bound",
    "decimals", "valid_from", "valid_to", "as_of", "source", "source_rank", "source_url", "source_locator",
    "source_quote", "retrieved_on", "supersedes", "concept", "note",
)  # fmt: skip
VALUE_TYPES = ("actual", "target", "forecast", "reported")
BOUNDS = {"=": "=", "": "=", ">=": ">=", "≥": ">=", "<=": "<=", "≤": "<=", "~": "~", "≈": "~"}
RANKS = ("", "primary", "secondary")
ONE = Decimal(1)
NEEDED = {
    "source": "Every fact needs a source URL or document name.",
    "as_of": "Every fact needs the day its source said it, as YYYY-MM-DD.",
    "entity": "Write who or what the fact is about.",
    "metric": "Write what is measured.",
    "value": "Write the value.",
}
Canonical = Callable[[str], str]
YearEnd = Callable[[str], str | None]


@dataclass(slots=True)
class FactFile:
    """What one facts CSV gave: facts with the digits they were printed with, and its problems."""

    file: str
    facts: list[Fact] = field(default_factory=list)
    printed: dict[str, int | None] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    rows: int = 0
    table: Table | None = None


class _Row:
    """The cells of one record by name; notes a fault where a cell cannot be read."""

    __slots__ = ("cells", "clean", "record", "table")

    def __init__(self, table: Table, record: Record, memo: dict[str, str]) -> None:
        self.table, self.record, self.clean = table, record, True
        texts = [unguarded(cell.strip()) for cell in record.cells]
        # One string for every "Microsoft" of the file: a million rows have a few thousand different cells.
        self.cells = {name: memo.setdefault(text, text) for name, text in zip(table.header, texts, strict=True) if text}

    def text(self, name: str) -> str:
        return self.cells.get(name, "")

    def optional(self, name: str) -> str | None:
        return self.cells.get(name)

    def needed(self, name: str) -> str:
        found = self.text(name)
        if not found:
            self.fault(name, f"empty. {NEEDED[name]}")
        return found

    def fault(self, name: str, message: str, severity: str = "error") -> None:
        index = self.table.columns.get(name, 0)
        self.table.fault(self.record, index, message, severity)
        self.clean = self.clean and severity != "error"

    def day(self, name: str) -> date | None:
        found = self.cells.get(name)
        if not found:
            return None
        read = day(found)
        if isinstance(read, Bad):
            self.fault(name, read.message)
            return None
        return read

    def choice(self, name: str, known: tuple[str, ...]) -> str:
        found = self.cells.get(name)
        if not found:
            return ""
        if found.lower() not in known:
            near = process.extractOne(found, [k for k in known if k], scorer=fuzz.ratio, score_cutoff=60)
            hint = f' Did you mean "{near[0]}"?' if near else f" Use {', '.join(k for k in known if k)}."
            self.fault(name, f'"{found}" is not known.{hint}')
        return found.lower()


def read_facts(
    raw: bytes,
    file: str,
    canonical: Canonical,
    year_end: YearEnd,
    encoding: str | None = None,
    delimiter: str | None = None,
) -> FactFile:
    """Read a facts CSV. ``canonical`` names entities as their table does; ``year_end`` is their fiscal calendar."""
    table = read_table(raw, file, REQUIRED, OPTIONAL, encoding, delimiter)
    out = FactFile(file, rows=len(table.records), table=table)
    memo: dict[str, str] = {}
    for record in table.records:
        _fact(_Row(table, record, memo), out, canonical, year_end)
    if table.records and (told := table.habits(encoding)):
        table.faults.append(Fault(file, 1, 1, None, told, "note"))
    out.faults = with_hints(table.faults, file)
    table.records.clear()
    return out


def _fact(row: _Row, out: FactFile, canonical: Canonical, year_end: YearEnd) -> None:
    entity, metric = row.needed("entity"), row.needed("metric")
    entity = canonical(entity) if entity else entity
    unit = parse_unit(row.text("unit"))
    if unit.problem:
        row.fault("unit", unit.problem)
    elif not unit.known:
        shown = f"{unit.unit}/{unit.per}" if unit.per else unit.unit
        row.fault("unit", f'unknown unit "{shown}", read as a count of it. List: factcheck units', "warning")
    value, printed = _value(row, unit)
    source, as_of = row.needed("source"), row.day("as_of") if row.needed("as_of") else None
    period = _period(row, year_end(entity) if entity else None)
    valid_from, valid_to = row.day("valid_from"), row.day("valid_to")
    if valid_from and valid_to and valid_to < valid_from:
        row.fault("valid_to", f"{valid_to} is before valid_from {valid_from}.")
    bound = BOUNDS.get(row.text("bound"))
    if bound is None:
        row.fault("bound", f'"{row.text("bound")}" is not a bound. Use = >= <= or ~.')
    decimals = _decimals(row)
    qualifiers = _qualifiers(row)
    value_type = row.choice("value_type", ("", *VALUE_TYPES)) or "actual"
    rank = row.choice("source_rank", RANKS) or None
    counterparty = row.optional("counterparty")
    line = row.record.line
    fact_id = row.text("id") or f"{out.file}:{line}"
    if fact_id in out.printed:
        row.fault("id", f'"{fact_id}" is the id of another row too. Ids name one fact.')
    retrieved_on = row.day("retrieved_on")
    if not row.clean or value is None or as_of is None or bound is None:
        return
    out.printed[fact_id] = printed
    fact = Fact(
        fact_id, entity, metric, value, unit.unit, source, as_of, unit.per,
        canonical(counterparty) if counterparty else None, qualifiers, period, value_type, bound, decimals,
        valid_from, valid_to, row.optional("source_url"), row.optional("source_quote"),
        row.optional("source_locator"), rank, retrieved_on, row.optional("supersedes"),
        row.optional("concept"), row.optional("note"), out.file, line,
    )  # fmt: skip
    out.facts.append(fact)


def _value(row: _Row, unit: UnitText) -> tuple[Scalar | None, int | None]:
    """The value in base units and the digits it was printed with, in base units too (XBRL sense)."""
    text = row.needed("value")
    if not text or unit.problem:
        return None, None
    if unit.unit in READERS:
        special = READERS[unit.unit](text)
        if isinstance(special, Bad):
            row.fault("value", special.message)
            return None, None
        return special, None
    read = number(text, row.table.style)
    if isinstance(read, Bad):
        row.fault("value", read.message)
        return None, None
    if read.warning:
        row.fault("value", read.warning, "warning")
    value, digits = read.value, read.digits
    if read.percent and unit.unit == "ratio":
        value, digits = value.scaleb(-2), digits + 2
    elif read.percent and unit.unit not in ("percent", "percentage_point"):
        row.fault("value", f'"{text}" is in percent, its unit is {unit.unit}. Make the unit percent.')
        return None, None
    if unit.scale != 1:
        if value.adjusted() + unit.scale.adjusted() > LARGEST:
            row.fault("value", f'"{text[:40]}…" in {unit.scale:,} is over 10^{LARGEST}. Look at value and unit.')
            return None, None
        value, digits = value * unit.scale, digits - unit.scale.adjusted()
        value = value.quantize(ONE) if value == value.to_integral_value() else value.normalize()
    return value, digits


LARGEST = 24  # powers of ten: all the money in the world in yen is 10^17; Decimal computes with 28 digits

READERS: dict[str, Callable[[str], Scalar | Bad]] = {
    "date": day, "year": year, "boolean": boolean, "text": lambda text: text,
}  # fmt: skip


def _period(row: _Row, year_end: str | None) -> Period | None:
    text = row.text("period")
    if not text:
        return None
    period = parse_label(text)
    if period is None:
        row.fault("period", f'"{text}" is not a period. Use 2024, 2024-07, 2024-07-30, 2024-Q3, 2024-H1, FY2024, '
                            "FY2024-Q3 or 2023-07-01/2024-06-30.")  # fmt: skip
        return None
    return resolve(period, year_end)


def _decimals(row: _Row) -> int | None:
    text = row.text("decimals")
    if not text or text.upper() == "INF":  # XBRL's word for exact, which is what an empty cell means
        return None
    try:
        found = int(text)
    except ValueError:
        found = 99
    if abs(found) > 30:
        row.fault("decimals", f'"{text}" is not a power of ten. Write -6 for millions, 0 for ones, 2 for hundredths.')
        return None
    return found


def _qualifiers(row: _Row) -> tuple[tuple[str, str], ...]:
    text = row.text("qualifiers")
    if not text:
        return ()
    found: list[tuple[str, str]] = []
    for part in text.split(";"):
        key, equals, value = (piece.strip() for piece in part.partition("="))
        if key and equals and value:
            found.append((key, value))
        elif part.strip() and found and not equals:
            found[-1] = (found[-1][0], f"{found[-1][1]}; {part.strip()}")  # a value that has a semicolon of its own
        elif part.strip():
            row.fault("qualifiers", f'"{part.strip()}" is not key=value. Write for example segment=Cloud; basis=GAAP.')
    return tuple(sorted(found))
