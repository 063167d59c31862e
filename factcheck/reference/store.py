"""reference_data/ -> Reference: facts, names, metrics and series, with lookups that cost the same at any size."""

from __future__ import annotations

import gc
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from factcheck.model import Fact, Fault, ReferenceFile
from factcheck.reference import series as series_tables
from factcheck.reference.entities import Entity, country_names, merge, read_entities
from factcheck.reference.errors import ReferenceError
from factcheck.reference.facts import FactFile, read_facts
from factcheck.reference.metrics import Metric, Metrics, read_metrics
from factcheck.reference.names import Names
from factcheck.reference.series import SeriesIndex
from factcheck.reference.versions import about, settle

MAJORITY = 0.6  # of an entity's year-long periods must end on one day before it is taken for its fiscal year end
YEAR_DAYS = range(350, 381)
TO_DATE_DAYS = range(175, 290)
LARGEST_FILE = 1024 * 1024 * 1024


@dataclass(frozen=True, eq=False, repr=False)  # compared and hashed by identity: indexes are kept per reference
class Reference:
    """Everything a check may be judged by. Build it with ``Reference.load``."""

    facts: Sequence[Fact] = ()
    entities: Mapping[str, Entity] = field(default_factory=dict)
    own_metrics: tuple[Mapping[str, Metric], ...] = ()
    series: SeriesIndex = field(default_factory=SeriesIndex)
    files: tuple[ReferenceFile, ...] = ()
    warnings: tuple[str, ...] = ()
    folder: Path | None = None
    suites: tuple[Path, ...] = ()

    def __repr__(self) -> str:
        names = ", ".join(f.file for f in self.files) or "nothing"
        return f"<Reference: {len(self.facts)} facts, {len(self.series)} tables, from {names}>"

    @classmethod
    def load(cls, *paths: str | Path, encoding: str | None = None) -> Reference:
        """Read folders and facts CSVs; nothing gives an empty reference.

        Raises ReferenceError with every fault of every file; what is merely odd is in ``warnings``.
        """
        with _quiet_collector():
            reference, faults = read(paths, encoding)
        errors = [f for f in faults if f.severity == "error"]
        if errors:
            raise ReferenceError(errors)
        return reference

    @cached_property
    def metrics(self) -> Metrics:
        """Every metric known: general ones, the folder's own, and those the facts name."""
        return Metrics(self.own_metrics, self.facts)

    @cached_property
    def _by_entity(self) -> dict[str, dict[str, list[Fact]]]:
        found: dict[str, dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
        for fact in self.facts:
            own = found[fact.entity]
            for name in self.metrics.names_of(fact):
                own[name].append(fact)
        return found

    @cached_property
    def _all_of(self) -> dict[str, tuple[Fact, ...]]:
        found: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.facts:
            found[fact.entity].append(fact)
        return {entity: tuple(facts) for entity, facts in found.items()}

    @cached_property
    def _by_id(self) -> dict[str, Fact]:
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def names(self) -> Names:
        """Every name on file: of entities, their aliases and tickers, and of countries by the ISO list."""
        aliases: dict[str, list[str]] = {}
        for fact in self.facts:
            for name in (fact.entity, fact.counterparty):
                if name:
                    aliases.setdefault(name, [name])
        for entity in self.entities.values():
            ways = aliases.setdefault(entity.name, [entity.name])
            ways += [*entity.aliases, *country_names(entity)]
        return Names(aliases, {e.name: e.tickers for e in self.entities.values() if e.tickers})

    @cached_property
    def groups(self) -> dict[str, tuple[str, ...]]:
        """Groups of entities (G7, euro area) and their members."""
        return {e.name: e.members for e in self.entities.values() if e.members}

    @cached_property
    def newest(self) -> date | None:
        """The newest day anything on file speaks of, plans and horizons aside."""
        days = [max(about(f), f.as_of) for f in self.facts]
        return max(days, default=None)

    def entity(self, name: str) -> tuple[str, ...]:
        """The entities a surface may mean; several where it is ambiguous, none where unknown."""
        return self.names.lookup(name)

    def names_in(self, text: str) -> list[tuple[int, int, str]]:
        """(start, end, entity) of every name in a text; an ambiguous name gives one row per meaning."""
        return self.names.find(text)

    def metric(self, words: str) -> tuple[str, ...]:
        """Metrics that some words may name, the longest phrase first."""
        return self.metrics.find(words)

    def metric_info(self, name: str) -> Metric | None:
        """Unit kind, flow or stock, and default qualifiers of a metric."""
        return self.metrics.get(name)

    def facts_of(self, entity: str, metric: str | None = None) -> tuple[Fact, ...]:
        """The facts on file of an entity, of one metric or of all."""
        if metric is None:
            return self._all_of.get(entity, ())
        own = self._by_entity.get(entity)
        return tuple(own.get(metric, ())) if own else ()

    def fact(self, fact_id: str) -> Fact | None:
        """A fact by its id."""
        return self._by_id.get(fact_id)

    def fiscal_year_end(self, entity: str) -> str | None:
        """``MM-DD`` from the entity table, else what a clear majority of its year-long periods on file end on."""
        known = self.entities.get(entity)
        if known and known.fiscal_year_end:
            return known.fiscal_year_end
        return self._year_ends.get(entity)

    @cached_property
    def _year_ends(self) -> dict[str, str]:
        whole: dict[str, Counter[str]] = defaultdict(Counter)
        partly: dict[str, Counter[str]] = defaultdict(Counter)
        for fact in self.facts:
            period = fact.period
            if period and period.start and period.end:
                days = (period.end - period.start).days + 1
                if days in YEAR_DAYS:
                    whole[fact.entity][_month_end(period.end)] += 1
                elif days in TO_DATE_DAYS:  # "nine months ended": year to date, so the year before ended the day before
                    partly[fact.entity][_month_end(period.start - timedelta(days=1))] += 1
        return {e: end for e in {**partly, **whole} if (end := _clear(whole.get(e) or partly[e]))}


def _clear(votes: Counter[str]) -> str | None:
    end, count = votes.most_common(1)[0]
    return end if count >= MAJORITY * votes.total() else None


def _month_end(day: date) -> str:
    """``MM-DD`` of the end of a month nearest to a day, where within a week: 52-week years end on a weekday."""
    before = day.replace(day=1) - timedelta(days=1)
    after = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    near = before if (day - before).days <= 7 else after if (after - day).days <= 7 else day
    return f"{near:%m-%d}"


@contextmanager
def _quiet_collector() -> Any:
    """Keep the cyclic collector out of the way: a million new rows hold no cycle, and it would walk them all again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass
class _Found:
    """The files of a load, by what they hold."""

    facts: list[tuple[Path, str]] = field(default_factory=list)
    entities: list[tuple[Path, str]] = field(default_factory=list)
    metrics: list[tuple[Path, str]] = field(default_factory=list)
    series: list[Path] = field(default_factory=list)
    suites: list[Path] = field(default_factory=list)
    folders: list[Path] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    instead: dict[Path, bytes] = field(default_factory=dict)


def find_files(paths: Iterable[str | Path]) -> _Found:
    """The reference files of the paths given; names are relative to their folder, never absolute."""
    found = _Found()
    given = [Path(p) for p in paths]
    for path in given:
        many = sum(p.name == path.name for p in given) > 1
        prefix = f"{path.resolve().parent.name}/" if many else ""
        if path.is_dir():
            _folder(path, f"{prefix}{path.name}/" if len(given) > 1 else "", found)
        elif path.is_file():
            found.facts.append((path, prefix + path.name))
        else:
            found.faults.append(Fault(path.name, 1, 1, None, "no such file or folder"))
    return found


def _folder(path: Path, prefix: str, found: _Found) -> None:
    found.folders.append(path)
    for name, into in (("entities.csv", found.entities), ("metrics.csv", found.metrics)):
        if (path / name).is_file():
            into.append((path / name, prefix + name))
    home = path / "facts" if (path / "facts").is_dir() else path
    own = {"entities.csv", "metrics.csv"} if home == path else set()
    inner = (path / "series").is_dir() or any(path.glob("*.toml"))
    for file in sorted(home.rglob("*.csv") if home != path else home.glob("*.csv")):
        if (
            file.name[0] != "."
            and file.name not in own
            and not (inner and home == path and file.with_suffix(".toml").is_file())
        ):
            found.facts.append((file, prefix + file.relative_to(path).as_posix()))
    if inner:
        found.series.append(path)
    found.suites += sorted((path / "suites").glob("*.y*ml"))


def read(paths: Iterable[str | Path], encoding: str | None = None) -> tuple[Reference, list[Fault]]:
    """Read whatever is readable, and every fault; ``Reference.load`` raises where a fault is an error."""
    return _read(find_files(paths), encoding)


def rehearse(path: Path, raw: bytes) -> list[Fault]:
    """The faults there would be were ``raw`` the content of a facts CSV, read with the folder it lies in."""
    home = path.parent.parent
    whole = path.parent.name == "facts" and home.is_dir()
    found = find_files([home]) if whole else _Found()
    if path.resolve() not in {p.resolve() for p, _ in found.facts}:
        found.facts.append((path, f"facts/{path.name}" if whole else path.name))
    found.instead[path.resolve()] = raw
    found.series.clear()
    return _read(found, None)[1]


def _read(found: _Found, encoding: str | None) -> tuple[Reference, list[Fault]]:
    faults: list[Fault] = list(found.faults)
    files: list[ReferenceFile] = []
    tables, metrics = [], []
    for path, name in found.entities:
        entities, problems = read_entities(_bytes(found, path, name, files, faults), name)
        tables.append(entities)
        faults += problems
    for path, name in found.metrics:
        own, problems = read_metrics(_bytes(found, path, name, files, faults), name)
        metrics.append(own)
        faults += problems
    entities = merge(tables)
    facts, printed, read_files = _all_facts(found, entities, files, faults, encoding)
    kept, conflicts = settle(facts, printed)
    faults += [_at(f, read_files) for f in conflicts]
    series = _series(found.series, faults)
    files += _series_files(series)
    reference = Reference(
        tuple(kept), entities, tuple(metrics), series, tuple(sorted(files, key=lambda f: f.file)),
        _warnings(faults), found.folders[0] if found.folders else None, tuple(found.suites),
    )  # fmt: skip
    return reference, faults


def _bytes(found: _Found, path: Path, name: str, files: list[ReferenceFile], faults: list[Fault]) -> bytes:
    try:
        if path.resolve() in found.instead:
            return found.instead[path.resolve()]
        if path.stat().st_size > LARGEST_FILE:
            raise OSError("larger than 1 GB")
        raw = path.read_bytes()
    except OSError as error:
        faults.append(Fault(name, 1, 1, None, f"cannot be read: {error.strerror or error}"))
        return b""
    files.append(ReferenceFile(name, hashlib.sha256(raw).hexdigest(), _rows(raw)))
    return raw


def _rows(raw: bytes) -> int:
    return max(0, raw.count(b"\n") + (not raw.endswith(b"\n")) - 1) if raw else 0


def _all_facts(
    found: _Found, entities: dict[str, Entity], files: list[ReferenceFile], faults: list[Fault], encoding: str | None
) -> tuple[list[Fact], dict[str, int | None], dict[str, FactFile]]:
    one_name: dict[str, set[str]] = defaultdict(set)
    for entity in entities.values():
        for way in (entity.name, *entity.aliases):
            one_name[way.casefold()].add(entity.name)
    same = {way: next(iter(names)) for way, names in one_name.items() if len(names) == 1}

    def canonical(name: str) -> str:
        return name if name in entities else same.get(name.casefold(), name)

    def year_end(name: str) -> str | None:
        known = entities.get(name)
        return known.fiscal_year_end if known else None

    facts: list[Fact] = []
    printed: dict[str, int | None] = {}
    read_files: dict[str, FactFile] = {}
    for path, name in found.facts:
        raw = _bytes(found, path, name, files, faults)
        if not raw and faults and faults[-1].file == name:
            continue
        one = read_facts(raw, name, canonical, year_end, encoding)
        if files and files[-1].file == name:
            files[-1] = ReferenceFile(name, files[-1].sha256, one.rows)
        for fact in one.facts:
            if fact.id in printed:
                faults.append(_at(Fault(name, fact.line, 1, "id", f'"{fact.id}" is the id of another row too.'),
                                  {name: one}))  # fmt: skip
        printed |= one.printed
        facts += one.facts
        faults += one.faults
        read_files[name] = one
    return facts, printed, read_files


def _at(fault: Fault, files: Mapping[str, FactFile]) -> Fault:
    """A fault found between rows, with the column its field stands at."""
    table = files[fault.file].table if fault.file in files else None
    if table is None or fault.field not in table.columns:
        return fault
    line, column = table.place_of(fault.line, table.columns[fault.field])
    return Fault(fault.file, line, column, fault.field, fault.message, fault.severity)


def _series(folders: list[Path], faults: list[Fault]) -> SeriesIndex:
    indexes = [series_tables.load(folder) for folder in folders]
    faults += [f for index in indexes for f in index.faults]
    if len(indexes) == 1:
        return indexes[0]
    tables = tuple(t for index in indexes for t in index.tables)
    names = {k: v for index in indexes for k, v in index.names.items()}
    return SeriesIndex(tables, tuple(f for i in indexes for f in i.faults), names, {t.name: t for t in tables})


def _series_files(index: SeriesIndex) -> list[ReferenceFile]:
    found = []
    for table in index.tables:
        with table.path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)
            lines = sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
        found.append(ReferenceFile(table.file, digest, max(0, lines - 1)))
    return found


def _warnings(faults: Iterable[Fault]) -> tuple[str, ...]:
    """The warnings as lines, each message once with how often it was found."""
    first: dict[tuple[str, str], Fault] = {}
    counted: Counter[tuple[str, str]] = Counter()
    for fault in faults:
        if fault.severity == "warning":
            first.setdefault((fault.file, fault.message), fault)
            counted[fault.file, fault.message] += 1
    return tuple(f"{f}" + (f" ({counted[k]} rows)" if counted[k] > 1 else "") for k, f in first.items())
