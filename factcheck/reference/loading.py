"""Paths -> Loaded: every file of a reference read, every fault noted, nothing raised."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from factcheck.model import Fact, Fault, ReferenceFile
from factcheck.reference.collecting import quiet_collector
from factcheck.reference.datapackage import Descriptions, read_descriptions
from factcheck.reference.entities import Entity, merge, naming, read_entities
from factcheck.reference.facts import FactFile, read_facts
from factcheck.reference.mending import Declared, Given, basis, mended, remember
from factcheck.reference.metrics import Metric, read_metrics
from factcheck.reference.packed import kept_at, opened, pack
from factcheck.reference.series import SeriesIndex
from factcheck.reference.series import load as load_series
from factcheck.reference.versions import settle

LARGEST_FILE = 1024 * 1024 * 1024
SPREADSHEETS = (".xlsx", ".xls", ".xlsm", ".ods", ".numbers")


@dataclass
class Loaded:
    """What the files of a reference hold, and every problem with them."""

    facts: Sequence[Fact]
    entities: dict[str, Entity]
    metrics: tuple[Mapping[str, Metric], ...]
    series: SeriesIndex
    files: tuple[ReferenceFile, ...]
    folder: Path | None
    suites: tuple[Path, ...]
    faults: list[Fault]
    read_as: tuple[str, ...] = ()  # what was said of the facts CSVs' encoding and delimiter


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
    allow_conflicts: bool = False
    read_as: tuple[str, ...] = ()


def find_files(paths: Iterable[str | Path]) -> _Found:
    """The reference files of the paths given; names are relative to their folder, never absolute."""
    found = _Found()
    given = [Path(p) for p in paths]
    for path in given:
        many = sum(p.name == path.name for p in given) > 1
        prefix = f"{path.resolve().parent.name}/" if many else ""
        if path.is_dir():
            _folder(path, f"{prefix}{path.name}/" if len(given) > 1 else "", found)
        elif path.is_file() and (path.suffix == ".toml" or path.with_suffix(".toml").is_file()):
            found.series.append(path)  # a table that its sidecar explains
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
    beside = {*home.rglob("*"), *(path / "series").glob("*")} if home != path else path.glob("*")
    for sheet in sorted(f for f in beside if f.suffix.lower() in SPREADSHEETS and f.name[0] not in ".~"):
        if not sheet.with_suffix(".csv").is_file():
            said = "a spreadsheet is not read. Save its sheet as CSV UTF-8."
            found.faults.append(Fault(prefix + sheet.relative_to(path).as_posix(), 1, 1, None, said, "warning"))
    if inner:
        found.series.append(path)
    found.suites += sorted((path / "suites").glob("*.y*ml"))


def read_files(
    paths: Iterable[str | Path], encoding: str | None = None, allow_conflicts: bool = False
) -> Loaded:
    """Read whatever is readable, and every fault."""
    found = find_files(paths)
    found.allow_conflicts = allow_conflicts
    with quiet_collector():
        return _read(found, encoding)


def rehearse(path: Path, raw: bytes) -> list[Fault]:
    """The faults there would be were ``raw`` the content of a facts CSV, read with the folder it lies in."""
    home = path.parent.parent
    whole = path.parent.name == "facts" and home.is_dir()
    found = find_files([home]) if whole else _Found()
    if path.resolve() not in {p.resolve() for p, _ in found.facts}:
        found.facts.append((path, f"facts/{path.name}" if whole else path.name))
    found.instead[path.resolve()] = raw
    found.series.clear()
    return _read(found, None).faults


def _read(found: _Found, encoding: str | None) -> Loaded:
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
    facts = _facts(found, entities, files, faults, encoding)
    series = _series(found.series, faults)
    files += _series_files(series)
    return Loaded(
        facts, entities, tuple(metrics), series, tuple(sorted(files, key=lambda f: f.file)),
        found.folders[0] if found.folders else None, tuple(found.suites), faults,
        found.read_as,
    )  # fmt: skip


def _facts(
    found: _Found, entities: dict[str, Entity], files: list[ReferenceFile], faults: list[Fault], encoding: str | None
) -> Sequence[Fact]:
    """The facts of all files; large tables come from the packed file made of them when they were first read."""
    texts = {name: _bytes(found, path, name, files, faults) for path, name in found.facts}
    unreadable = {fault.file for fault in faults}
    texts = {name: raw for name, raw in texts.items() if raw or name not in unreadable}
    about = _declared(found, encoding, faults)
    as_they_are = not encoding and not found.instead and not found.allow_conflicts
    others = [f"{f.file}={f.sha256}" for f in files if f.file not in texts]
    found.read_as = tuple(f"{name}:{told}" for name, told in sorted(about.items()))
    others += found.read_as
    content = [f"{f.file}={f.sha256}" for f in files] + others
    kept = kept_at(sum(map(len, texts.values())), content) if as_they_are else None
    given = Given([path for path, _ in found.facts], texts, others, entities, about)
    if kept and (ready := opened(kept) or mended(kept, given)):
        faults += [Fault(*fault) for fault in ready.extra["warnings"]]
        _count(files, ready.extra["rows"])
        return ready
    facts, problems, read = _parsed(texts, entities, about, found.allow_conflicts)
    faults += problems
    rows = {name: one.rows for name, one in read.items()}
    _count(files, rows)
    if kept and not any(f.severity == "error" for f in problems):
        warned = [[f.file, f.line, f.column, f.field, f.message, f.severity] for f in problems]
        settled = len(facts) == sum(len(one.facts) for one in read.values())
        extra = {"rows": rows, "warnings": warned, "basis": basis(given, read, settled)}
        if pack(kept, facts, extra) and (packed := opened(kept)):
            remember(packed, given)
            return packed
    return facts


def _declared(found: _Found, encoding: str | None, faults: list[Fault]) -> dict[str, Declared]:
    """The encoding and delimiter said of each facts CSV: on the command line, or by a datapackage.json beside it."""
    known: dict[Path, Descriptions] = {}
    for folder in {path.parent for path, _ in found.facts}:
        known[folder], problems = read_descriptions((folder, folder.parent))
        faults += [f for f in problems if f not in faults]
    told = {name: known[path.parent].get(path.name, {}) for path, name in found.facts}
    out = {name: (encoding or said.get("encoding"), said.get("delimiter")) for name, said in told.items()}
    return {name: declared for name, declared in out.items() if any(declared)}


def _count(files: list[ReferenceFile], rows: Mapping[str, int]) -> None:
    """Put the number of records in place of the number of lines."""
    files[:] = [ReferenceFile(f.file, f.sha256, rows.get(f.file, f.rows)) for f in files]


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


def _parsed(
    texts: dict[str, bytes], entities: dict[str, Entity], about: Mapping[str, Declared], allow_conflicts: bool
) -> tuple[tuple[Fact, ...], list[Fault], dict[str, FactFile]]:
    """(facts, their faults, what each file gave) of facts CSVs, conflicts between rows settled."""
    canonical, year_end = naming(entities)
    facts: list[Fact] = []
    faults: list[Fault] = []
    printed: dict[str, int | None] = {}
    read: dict[str, FactFile] = {}
    for name, raw in texts.items():
        one = read[name] = read_facts(raw, name, canonical, year_end, *about.get(name, ()))
        twice = [f for f in one.facts if f.id in printed]
        faults += [
            _at(Fault(name, f.line, 1, "id", f'"{f.id}" is the id of another row too. Ids name one fact.'), read)
            for f in twice
        ]
        printed |= one.printed
        facts += one.facts
        faults += one.faults
    kept, conflicts = settle(facts, printed, allow_conflicts)
    faults += [_at(f, read) for f in conflicts]
    return tuple(kept), faults, read


def _at(fault: Fault, files: Mapping[str, FactFile]) -> Fault:
    """A fault found between rows, with the column its field stands at."""
    table = files[fault.file].table if fault.file in files else None
    if table is None or fault.field not in table.columns:
        return fault
    line, column = table.place_of(fault.line, table.columns[fault.field])
    return Fault(fault.file, line, column, fault.field, fault.message, fault.severity)


def _series(folders: list[Path], faults: list[Fault]) -> SeriesIndex:
    indexes = [load_series(folder) for folder in folders]
    faults += [f for index in indexes for f in index.faults]
    if len(indexes) == 1:
        return indexes[0]
    tables = tuple(t for index in indexes for t in index.tables)
    return SeriesIndex(
        tables,
        tuple(f for index in indexes for f in index.faults),
        names={k: v for index in indexes for k, v in index.names.items()},
        groups={k: v for index in indexes for k, v in index.groups.items()},
        by_name={t.name: t for t in tables},
    )


def _series_files(index: SeriesIndex) -> list[ReferenceFile]:
    """The tables, and their sidecars: a verdict rests on what a column is said to mean as much as on its cells."""
    found = {}
    for table in index.tables:
        sidecar = table.path.with_name(f"{table.name}.toml")
        name = PurePosixPath(table.file).with_name(sidecar.name).as_posix()
        with table.path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)
            lines = sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
        found[table.file] = ReferenceFile(table.file, digest, max(0, lines - 1))
        found[name] = ReferenceFile(name, hashlib.sha256(sidecar.read_bytes()).hexdigest(), 0)
    return list(found.values())


def warnings(faults: Iterable[Fault]) -> tuple[str, ...]:
    """The warnings as lines, each message once with how often it was found."""
    first: dict[tuple[str, str], Fault] = {}
    counted: Counter[tuple[str, str]] = Counter()
    for fault in faults:
        if fault.severity == "warning":
            first.setdefault((fault.file, fault.message), fault)
            counted[fault.file, fault.message] += 1
    return tuple(f"{f}" + (f" ({counted[k]} rows)" if counted[k] > 1 else "") for k, f in first.items())
