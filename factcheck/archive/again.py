"""Stored results + another reference -> the results that reference gives, and which verdicts moved.

No article is read: the claims are those on file. Only articles that touch an entity whose facts changed are linked and
judged again; the others keep their verdicts and learn the new reference's name. A part is replaced whole.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import factcheck.archive.files as files
import factcheck.archive.kept as kept
from factcheck import report
from factcheck.archive.executors import Outcome, processes, serial
from factcheck.archive.fingerprint import Fingerprint, identity
from factcheck.archive.inputs import InputError
from factcheck.archive.manifest import Manifest, file_of
from factcheck.archive.part import PartStats, kept_beside, opened
from factcheck.archive.run import cores, fingerprint_path, stoppable, summed, uri_of
from factcheck.model import ReferenceFile, plain
from factcheck.pipeline import judge_found
from factcheck.reference import Reference
from factcheck.report.payload import dump, shown_name

Moved = Mapping[str, Any]
MOST_CHANGED = 10_000  # entities; past it every article is looked at, which costs less than to tell them apart
WORTH = 2_000  # articles to judge again, below which starting worker processes takes longer than the work


@dataclass(frozen=True, slots=True)
class Again:
    """One part to judge again, by any process."""

    number: int
    out_uri: str
    before: PartStats
    was: str
    now: str
    changed: frozenset[str] | None
    reference_uri: str
    facts_encoding: str | None
    as_of: str | None

    def do(self) -> PartStats:
        """Judge it again."""
        reference = opened(self.reference_uri, self.facts_encoding)
        if identity(reference) != self.now:
            raise InputError(f"part {self.number}: the reference data changed meanwhile. Run again.")
        as_of = date.fromisoformat(self.as_of) if self.as_of else None
        return recheck_part(Path(self.out_uri), self, reference, as_of)

    @property
    def hits(self) -> int:
        """How many articles are to be judged again, at most."""
        if self.changed is None:
            return self.before.articles
        names = files.read_json(kept_beside(Path(self.out_uri))[1]) or {}
        return len({n for name in self.changed for n in names.get(name, ())})


@dataclass(frozen=True, slots=True)
class Rechecked:
    """What came of it: verdicts that moved, in order, and how much had to be looked at."""

    moved: tuple[Moved, ...]
    articles: int
    again: int
    summary: Mapping[str, Any]
    problems: tuple[str, ...] = ()
    interrupted: bool = False


def recheck(
    folder: Path,
    reference: Sequence[Path],
    fingerprint: Fingerprint,
    reference_files: Sequence[ReferenceFile],
    facts_encoding: str | None,
    note: Callable[[str], None],
    workers: int = 0,
) -> Rechecked:
    """Bring a folder of results up to another reference. Raises InputError where it is no such folder."""
    with files.alone(folder):
        manifest = Manifest.read(folder)
        if manifest is None or not manifest.entries:
            raise InputError(
                f"{folder}: holds no results of an archive. Make them with factcheck check ARCHIVE -o {folder}"
            )
        files.sweep(folder)
        files.write_json(fingerprint_path(folder, fingerprint.id), fingerprint.to_dict(), None)
        about = {"id": fingerprint.id, "files": plain(tuple(reference_files))}
        manifest.about = {**manifest.about, "reference": about}
        uri = uri_of(reference)
        _adopt(manifest, fingerprint)
        todo = list(_todo(manifest, fingerprint, uri, facts_encoding))
        problems: list[str] = []
        with stoppable(note) as stop:
            for task, outcome in _execute(todo, stop, workers or cores()):
                if isinstance(outcome, str):
                    problems.append(outcome)
                else:
                    entry = manifest.entries[task.number]
                    manifest.add(replace(entry, reference=fingerprint.id, stats=outcome))
        done = all(e.reference == fingerprint.id for e in manifest.entries.values())
        manifest.save(complete=done)
        summary = summed(manifest, done)
        files.write_json(folder / "summary.json", summary)
        told = [m for n in sorted(manifest.entries) if (m := _told(folder / file_of(n), fingerprint.id))]
        return Rechecked(
            tuple(m for one in told for m in one["moved"]), summary["articles"], sum(one["again"] for one in told),
            summary, tuple(problems), interrupted=not done and stop.is_set(),
        )  # fmt: skip


def _execute(todo: Sequence[Again], stop: threading.Event, workers: int) -> Iterator[Outcome]:
    """In this process, which has opened the reference, unless there is enough to do for several."""
    if workers > 1 and len(todo) > 1 and sum(task.hits for task in todo) >= WORTH:
        return processes(todo, stop, min(workers, len(todo)))
    return serial(todo, stop)


def _todo(manifest: Manifest, now: Fingerprint, uri: str, encoding: str | None) -> Iterator[Again]:
    as_of = manifest.about["options"].get("as_of")
    known: dict[str, tuple[str, frozenset[str] | None]] = {}
    for number, entry in sorted(manifest.entries.items()):
        if entry.reference == now.id:
            continue
        out = manifest.folder / file_of(number)
        if entry.reference not in known:
            known[entry.reference] = _changed(fingerprint_path(manifest.folder, entry.reference), now)
        was, changed = known[entry.reference]
        yield Again(number, str(out.absolute()), entry.stats, was, now.id, changed, uri, encoding, as_of)


def _changed(path: Path, now: Fingerprint) -> tuple[str, frozenset[str] | None]:
    """(the reference a part was judged by, the entities whose facts differ now, or None where all may)."""
    data = files.read_json(path) or {}
    try:
        was = Fingerprint.of(data)
    except (KeyError, TypeError, ValueError):
        return "", None
    changed = was.changed(now)
    return was.id, None if changed is None or len(changed) > MOST_CHANGED else changed


def _adopt(manifest: Manifest, now: Fingerprint) -> None:
    """Parts that a killed run had replaced but not yet written down are known by their hash, and count as done."""
    for number, entry in manifest.entries.items():
        out = manifest.folder / file_of(number)
        told = _told(out, now.id) if entry.reference != now.id else None
        if told and out.is_file():
            with out.open("rb") as file:
                same = hashlib.file_digest(file, "sha256").hexdigest() == told["stats"]["sha256"]
            if same:
                stats = PartStats.of(told["stats"])
                manifest.entries[number] = replace(entry, reference=now.id, stats=stats)


def _told_path(out: Path) -> Path:
    return out.parent / "kept" / f"{out.stem}.moved.json"


def _told(out: Path, name: str) -> dict[str, Any] | None:
    """What the last recheck to this reference said of a part."""
    data = files.read_json(_told_path(out))
    return data if isinstance(data, dict) and data.get("to") == name else None


def recheck_part(out: Path, task: Again, reference: Reference, as_of: date | None) -> PartStats:
    """Replace one file of results; which verdicts moved is told in ``kept/part-….moved.json``."""
    beside, names_path = kept_beside(out)
    names = files.read_json(names_path)
    if names is None or not beside.is_file() or not out.is_file():
        raise InputError(f"{out.name}: its files are not all there. Run factcheck check again, it makes them anew.")
    before, changed = task.before, task.changed
    hits = set(range(before.articles)) if changed is None else {n for name in changed for n in names.get(name, ())}
    old, fresh, touched = _judged(out, beside, hits, reference, as_of)
    moved = [m for n in sorted(hits) for m in _moved(old[n], json.loads(fresh[n]))]
    if changed is None:  # other names may be on file now
        named: dict[str, list[int]] = {}
        for number, found in enumerate(touched):
            for name in found:
                named.setdefault(name, []).append(number)
        names = dict(sorted(named.items()))
    digest, size = hashlib.sha256(), 0
    with files.whole(out) as file:
        for line in _lines(out, fresh, reference):
            digest.update(line)
            size += len(line)
            file.write(line)
        news = [json.loads(fresh[n]) for n in sorted(hits)]
        stats = _counted(before, [old[n] for n in sorted(hits)], news, size, digest.hexdigest())
        told = {"from": task.was, "to": task.now, "again": len(hits), "stats": stats.to_dict(), "moved": moved}
        files.write_json(_told_path(out), told, None)
    if changed is None:
        files.write_json(names_path, names, None)
    return stats


def _judged(
    out: Path, beside: Path, hits: set[int], reference: Reference, as_of: date | None
) -> tuple[dict[int, Any], dict[int, bytes], list[set[str]]]:
    """Of the articles at ``hits``: the results on file, the new ones as lines, and the entities they touch."""
    old: dict[int, Any] = {}
    found = []
    if hits:
        with out.open("rb") as results, gzip.open(beside, "rb") as contexts:
            for number, (line, said) in enumerate(zip(results, contexts, strict=True)):
                if number in hits:
                    old[number] = json.loads(line)
                    found.append(kept.rebuilt(old[number], json.loads(said)))
    fresh: dict[int, bytes] = {}
    touched: list[set[str]] = []
    known: dict[str, frozenset[str]] = {}
    for number, result in zip(sorted(hits), judge_found(found, reference, as_of), strict=True):
        fresh[number] = report.to_jsonl(result).encode()
        touched.append(kept.touched(result, reference, known))
    return old, fresh, touched


def _lines(out: Path, fresh: Mapping[int, bytes], reference: Reference) -> Iterator[bytes]:
    """The lines of the new file: new results as they are, the others with the new reference's files."""
    listed = [{**plain(f), "file": shown_name(f.file)} for f in reference.files]
    new = _reference_bytes(listed)
    known: bytes | None = None
    with out.open("rb") as file:
        for number, line in enumerate(file):
            if number in fresh:
                yield fresh[number]
                continue
            if known is None:
                known = _reference_bytes(json.loads(line)["reference"])
            if known not in line:
                raise InputError(f"{out.name}:{number + 1}: is not as it was written. Run factcheck check again.")
            # inside a string the quotes of this would be escaped, so the first place is the right one
            yield line.replace(known, new, 1)


def _reference_bytes(listed: object) -> bytes:
    return f'"reference":{dump(listed, None)},"summary":'.encode()


def _moved(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Moved]:
    for a, b in zip(old["claims"], new["claims"], strict=True):
        if (a["verdict"], a["reason"]) != (b["verdict"], b["reason"]):
            place = {key: b[key] for key in ("id", "line", "column", "surface")}
            said = {"from": [a["verdict"], a["reason"]], "to": [b["verdict"], b["reason"]]}
            yield {"article": new["article"]["name"], **place, **said}


def _counted(
    before: PartStats, old: Iterable[Mapping[str, Any]], new: Iterable[Mapping[str, Any]], size: int, sha256: str
) -> PartStats:
    """The part's counts with those of some articles exchanged."""
    summary, reasons = Counter(before.summary), Counter(before.reasons)
    for results, sign in ((old, -1), (new, 1)):
        for result in results:
            for key, count in result["summary"].items():
                summary[key] += sign * count
            for claim in result["claims"]:
                reasons[f"{claim['verdict']}/{claim['reason']}"] += sign
    kept_reasons = {key: reasons[key] for key in sorted(reasons) if reasons[key]}
    return replace(
        before, summary={k: summary[k] for k in before.summary}, reasons=kept_reasons, bytes=size, sha256=sha256
    )
