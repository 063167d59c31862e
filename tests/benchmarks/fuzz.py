"""Bad input of every kind, by the hundred thousand: nothing may crash, hang or fill the memory. Prints a line a target.

    python tests/benchmarks/fuzz.py --count 100000 --seed 1 [--only pdf,docx] [--keep FOLDER]

Whole files of each kind are spoilt by cutting, doubling, swapping and exchanging bytes and words, some of it inside
their packing, and given to the readers and to the pipeline. A crash is any exception that is not the documented one of
that reader, ten seconds of computing, or 2 GB of memory. Case N of a target and seed is always the same: ``--case pdf:17``.

Recorded on 2026-11-23, ``--count 100000 --seed 1``: 100,000 inputs, 41,632 refused as documented, 3 crashes, 932 seconds.
The three (a PDF whose pages are all one line, an amount of 52 digits in millions, 1,400 claims in one sentence) are
mended and have their tests. Run again for ``pdf,facts`` after that: 18,000 inputs, 0 crashes.
The same day at a256028, ``--count 100000 --seed 2``: 100,000 inputs, 41,538 refused, 2 crashes, 365 seconds. Both were
``diff`` of a result whose fingerprints are no texts; it is refused now and has its test, and both files pass.
With all of that mended, at 74dcb5e, ``--count 100000 --seed 3``: 100,000 inputs, 41,520 refused, 0 crashes, 295 seconds.
"""

from __future__ import annotations

import argparse
import copy
import io
import json
import random
import re
import signal
import sys
import tempfile
import time
import traceback
import warnings
import zipfile
from collections.abc import Callable, Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "read"))
from documents import docx, p, pdf, printed

from factcheck import Article, Reference, check_many, claims
from factcheck.archive.inputs import Columns, InputError, article, cut, rows
from factcheck.cli import main as main_of
from factcheck.cli.errors import Failed
from factcheck.cli.settings import settings
from factcheck.cli.sheets import signoff
from factcheck.providers import ixbrl, sec
from factcheck.providers.errors import ProviderError
from factcheck.read import ReadError, ReadWarning, pages, read
from factcheck.read import pdf as pdf_reader
from factcheck.reference import ReferenceError

LONGEST, LARGEST = 10, 2_000_000_000
WORDS = (
    "$", "€5", "%", "-5%", "1,234,567", "1e999", "9" * 400, "0.0000001", "½", "²", "٣", "１２", "12/31/9999", "0000-00-00",
    "29 February 2023", "10000-01-01", "the year 99999", "FY0000", "Q9 2024", "between 5 and", "from 5% to", "up to",
    "half of", "billion billion", "million" * 50, "-", "–" * 99, "(" * 200, "[" * 200, "{{", "%%", "\0", "\x1b[2J", "\u202e",
    "\ufeff", "\u2028", "\xad", "\U0001f600", "e\u0301" * 60, '"', "'", "“", "|", "\t", "\r", "\n\n\n", "&#9999999999;",
    "<" * 99, "]]>", "<!--", "-->", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "&a;", "\\", "\\u0000", "\\ud800", "null", "true",
    "NaN", "Infinity", "-0", "[]", "{}", "=cmd()", "../../etc/passwd", "a" * 5000, "Acme Acme Acme", "it they we",
    "rose fell rose by 5% to 5% from 5%", "12.12.12.12", "1.2.3", "5-5-5-5", "$$$", "USD USD", "per per share",
)  # fmt: skip


def spoilt(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """The data with one to eight things done to it."""
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        a, b = sorted(chance.randrange(len(data) + 1) for _ in range(2))
        near = min(b, a + chance.choice((1, 2, 8, 60)))
        word = chance.choice(WORDS).encode("utf-8", "surrogatepass")
        how = chance.randrange(9)
        if how == 0:
            data = data[:a] + bytes(chance.randrange(256) for _ in range(near - a)) + data[near:]
        elif how == 1:
            data = data[:a] + data[near:]
        elif how == 2:
            data = data[:a] + data[a:near] * chance.choice((2, 3, 50)) + data[near:]
        elif how == 3:
            data = data[:a] + word + data[a:]
        elif how == 4:
            data = data[:a] + word + data[near:]
        elif how == 5:
            data = data[:a] if chance.random() < 0.3 else data[:a] + data[b:]
        elif how == 6:
            other = chance.choice(others)
            data = data[:a] + other[chance.randrange(len(other)) :][:200] + data[a:]
        elif how == 7:  # one number or mark for another of its kind
            digits = [i for i, c in enumerate(data[:4000]) if 48 <= c < 58 or c in b',."<>=/;:-']
            if digits:
                at = chance.choice(digits)
                data = data[:at] + bytes([chance.choice(b'0123456789,."<>=/;:-')]) + data[at + 1 :]
        else:
            data = data[:a] + data[b:] + data[a:b]
    return data[:200_000]


@dataclass(frozen=True)
class Target:
    """One kind of input: whole samples, how to spoil them, what to do with them, and what it may fail with."""

    name: str
    samples: Sequence[bytes]
    run: Callable[[Path, bytes], object]
    errors: tuple[type[Exception], ...]
    share: int  # of a hundred cases
    inside: Callable[[bytes, random.Random, Sequence[bytes]], bytes] = spoilt


@dataclass
class Tally:
    """What came of a target."""

    done: int = 0
    refused: int = 0
    slowest: float = 0.0
    crashes: list[str] = field(default_factory=list)


TEXT = (
    "Acme employed 340 people in 2024, up 5% from 324 a year earlier. Revenue rose to $12.5 million from $11.9 million.\n\n"
    "“We cut 12 of 48 sites,” said Jane Doe on 5 March 2025. Globex, Initech and Acme together had a third of the market; "
    "profit fell by between 10 and 15 per cent, or 25 basis points. It opened in 1998 and will close by 2030.\n"
)
FACTS = (
    "entity,metric,value,unit,period,qualifiers,source,as_of,decimals,valid_from,supersedes,value_type\n"
    'Acme,employees,340,employee,2024,,"Report, 2024",2025-02-01,0,,,actual\n'
    "Acme,revenue,12.5,USD million,FY2024,segment=Anvils; basis=GAAP,Report,2025-02-01,-5,2025-01-01,,\n"
    "Globex,revenue,98000000,EUR,2023-07-01/2024-06-30,,Report,2025-02-01,,,,target\n"
)
SIDECAR = (
    'layout = "long"\ndate = "Date"\nentity = { column = "Country" }\nvalue = "Index"\nmetric = "price index"\n'
    'unit = "index"\nsource = "Office"\nas_of = "2026-07-01"\nrevisions = "final"\n'
)
TABLE = "Date,Country,Index\n2021-01,Norland,100.0\n2022-01,Norland,104.5\n2021-01,Sudland,100\n2022-01,Sudland,99.1\n"
ENTITIES = "entity,aliases,kind,ticker,currency,fiscal_year_end,members\nAcme,Acme Inc|ACME,company,ACM,USD,06-30,\n"
PAGE = (
    "<!doctype html><html><head><title>Acme &amp; Co</title><meta property='article:published_time' content='2025-03-05'>"
    '<script type=\'application/ld+json\'>{"datePublished": "2025-03-05"}</script></head><body><nav>1</nav>'
    f"<p>{TEXT}</p><table><tr><td>5<td>6</table><!-- factcheck: ignore[no-fact] so --></body></html>"
)
CONFIG = '[limits]\nfile-size = "30M"\n'
FACTS_JSON = {
    "cik": 1, "entityName": "Acme", "facts": {"us-gaap": {"Revenues": {"units": {"USD": [
        {"start": "2024-01-01", "end": "2024-12-31", "val": 125, "accn": "1", "fy": 2024, "fp": "FY", "form": "10-K", "filed": "2025-02-01"}
    ]}}}},
}  # fmt: skip
IXBRL = (
    "<html xmlns='http://www.w3.org/1999/xhtml' xmlns:ix='http://www.xbrl.org/2013/inlineXBRL' xmlns:xbrli='http://www.xbrl.org/2003/instance'>"
    "<body><ix:header><ix:resources><xbrli:context id='c'><xbrli:entity><xbrli:identifier scheme='s'>1</xbrli:identifier></xbrli:entity>"
    "<xbrli:period><xbrli:instant>2024-12-31</xbrli:instant></xbrli:period></xbrli:context><xbrli:unit id='u'><xbrli:measure>iso4217:USD"
    "</xbrli:measure></xbrli:unit></ix:resources></ix:header><ix:nonFraction name='us-gaap:Cash' contextRef='c' unitRef='u' decimals='-3' "
    "scale='3'>1,234</ix:nonFraction></body></html>"
)


VALUES: tuple[Any, ...] = (
    None, True, -1, 0, 1e300, 10**400, "", "x" * 3000, "NaN", "2025-02-30", "-1", "\ud800", "\0", [], {}, [[]], {"": None}, "c1",
)  # fmt: skip
TAG = re.compile(r"(<[^<>]+>)")
NAMES = "w:tbl w:tr w:tc w:p w:r w:t w:del w:ins w:br w:footnoteReference w:txbxContent w:sdt p td script nav table div h1".split()


def in_values(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """JSON (or lines of it) with values exchanged, left out or doubled; at times spoilt as text too."""
    if chance.random() < 0.3:
        return spoilt(data, chance, others)
    found = [
        json.loads(line)
        for line in (data.splitlines() if data.count(b"\n") and data[-2:] == b"}\n" and data[:2] != b"{\n" else [data])
    ]
    for _ in range(chance.choice((1, 1, 2, 5))):
        at: Any = chance.choice(found)
        for _ in range(chance.randrange(1, 7)):
            keys = list(at) if isinstance(at, dict) else list(range(len(at)))
            if not keys:
                break
            key = chance.choice(keys)
            inner = at[key]
            if isinstance(inner, (dict, list)) and inner and chance.random() < 0.8:
                at = inner
                continue
            if chance.random() < 0.2:
                del at[key]
            elif chance.random() < 0.2 and isinstance(at, list):
                at.insert(key, inner)
            else:
                at[key] = copy.deepcopy(chance.choice(VALUES))
            break
    return "\n".join(json.dumps(one) for one in found).encode("utf-8", "surrogatepass")


def in_tags(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """XML or HTML with elements put round words, renamed and moved, so that it mostly still parses."""
    if chance.random() < 0.3:
        return spoilt(data, chance, others)
    pieces = TAG.split(data.decode("utf-8", "replace"))
    for _ in range(chance.choice((1, 2, 3, 8))):
        at, name = chance.randrange(len(pieces)), chance.choice(NAMES)
        if chance.random() < 0.5:
            pieces[at] = (
                f"<{name}>{pieces[at]}</{name}>" if not pieces[at].startswith("<") else f"<{name}/>{pieces[at]}"
            )
        elif chance.random() < 0.5 and not pieces[at].startswith("<"):
            pieces[at] = chance.choice(WORDS).replace("<", "&lt;").replace("&", "&amp;").replace("\0", "")
        elif tag := re.match(r"</?([\w:-]+)", pieces[at]):
            pieces = [re.sub(rf"^(</?){re.escape(tag[1])}\b", rf"\g<1>{name}", piece) for piece in pieces]
    return "".join(pieces).encode("utf-8", "replace")


def repacked(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """A zip file spoilt outside, or in one of its parts."""
    if chance.random() < 0.2:
        return spoilt(data, chance, others)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            part = old.read(info)
            new.writestr(info.filename, in_tags(part, chance, [part]) if chance.random() < 0.7 else part)
    return out.getvalue()


def in_pages(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """A PDF spoilt outside, or with spoilt pages in sound packing."""
    if chance.random() < 0.5:
        return spoilt(data, chance, others)
    page = (
        printed("Acme", size=20)
        + b"\n"
        + printed(*[TEXT[n : n + 60].encode("cp1252").decode("cp1252") for n in range(0, 300, 60)])
    )
    return pdf(spoilt(page, chance, [page]), spoilt(page, chance, [page]), packed=chance.random() < 0.5)


def as_file(name: str, run: Callable[[Path], object]) -> Callable[[Path, bytes], object]:
    def work(folder: Path, data: bytes) -> object:
        (folder / name).write_bytes(data)
        return run(folder / name)

    return work


def read_pdf(folder: Path, data: bytes) -> object:
    """As ``read`` does, in this process: there it could not take this one down."""
    apart, pdf_reader._apart = (
        pdf_reader._apart,
        lambda raw, _, limits: json.loads(json.dumps(list(pages.said(raw, limits.article_length)))),
    )
    try:
        (folder / "a.pdf").write_bytes(data)
        return claims(read(folder / "a.pdf"))
    finally:
        pdf_reader._apart = apart


def from_archive(path: Path) -> object:
    found = []
    for part in cut([path], 3):
        for where, record in rows(part.uri, Columns()):
            with suppress(InputError):
                if not isinstance(record, str):
                    found.append(article(where, record, Columns(), {}))
    return [claims(one) for one in found]


def in_folder(name: str, **others: str) -> Callable[[Path, bytes], object]:
    """Load a reference folder of which one file is spoilt."""

    def work(folder: Path, data: bytes) -> object:
        home = folder / "reference"
        for file, content in {**others, name: data}.items():
            path = home / file.replace("__", "/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        try:
            found = Reference.load(home)
            return [found.names_in(TEXT), found.facts_of("Acme"), found.metric("revenue"), found.newest]
        finally:
            for file in {**others, name: data}:
                (home / file.replace("__", "/")).unlink()

    return work


def configured(folder: Path, data: bytes) -> object:
    (folder / "factcheck.toml").write_bytes(data)
    with chdir(folder), redirect_stderr(io.StringIO()):
        try:
            return settings({})
        finally:
            (folder / "factcheck.toml").unlink()


def rendered(folder: Path, data: bytes) -> object:
    """A stored result through the command line, where exit code 4 is a fault of the program."""
    (folder / "a.json").write_bytes(data)
    told = io.StringIO()
    with chdir(folder), redirect_stderr(told), redirect_stdout(io.StringIO()):
        for command in (
            ["report", "a.json", "-o", "a.html", "-o", "a.md", "-o", "a.sarif"],
            ["report", "a.json"],
            ["diff", "a.json", "a.json"],
        ):
            if main_of(command) == 4:
                raise RuntimeError(f"{command}: {told.getvalue()}")
    return None


class Pipeline:
    """Texts are judged fifty at a time, as archives are; of a batch that crashes the one text is looked for."""

    def __init__(self) -> None:
        self.reference: Reference | None = None
        self.waiting: list[Article] = []

    def take(self, folder: Path, data: bytes) -> object:
        if self.reference is None:
            (folder / "facts.csv").write_text(FACTS, encoding="utf-8")
            self.reference = Reference.load(folder / "facts.csv")
        said = data.decode("utf-8", "replace").replace("\0", "")
        self.waiting.append(Article(said or "x", published=date(2025, 6, 5), entity="Acme"))
        return self.flush() if len(self.waiting) >= 50 else None

    def flush(self) -> object:
        batch, self.waiting = self.waiting, []
        return [(r.to_json(), r.to_html()) if n == 0 else r.to_json() for n, r in enumerate(self.judged(batch))]

    def judged(self, batch: list[Article]) -> list[Any]:
        assert self.reference is not None
        try:
            return list(check_many(batch, self.reference))
        except Exception:
            for one in batch:
                try:
                    list(check_many([one], self.reference))
                except Exception as error:
                    raise RuntimeError(f"in the pipeline: {one.text!r}") from error
            raise


PIPELINE = Pipeline()


def targets() -> list[Target]:
    text = [TEXT.encode(), f"---\ntitle: A\npublished: 2025-03-05\n---\n# A\n\n* {TEXT}".encode()]
    two = pdf(
        printed("Acme", size=20) + printed(*TEXT.replace("“", '"').replace("”", '"').split(" ")[:30]),
        printed("5"),
        info="/CreationDate (D:20250305) /Title (A)",
    )
    packed = pdf(printed("Acme employed 340 people."), packed=True, info="/Title (A)")
    table = f"<w:tbl><w:tr><w:tc>{p('5')}</w:tc></w:tr></w:tbl>"
    word = docx(
        p(TEXT),
        table,
        p("x", style="Title"),
        core="<dc:title>A</dc:title><t:modified>2025-03-05T00:00:00Z</t:modified>",
    )
    lines = "".join(
        json.dumps({"text": TEXT[: 40 * n], "name": f"n{n}", "published": "2025-03-05"}) + "\n" for n in range(1, 5)
    )
    table_of = 'name,published,text\r\na,2025-03-05,"Acme, 5%\n""x"""\nb,,Acme had 340 staff.\n'
    series = {"series__index.csv": TABLE, "series__index.toml": SIDECAR}
    result = next(iter(check_many([Article(TEXT, "a.txt")], Reference.load()))).to_json().encode()
    decided = {
        "claim": "c1", "identity": "a", "content": "b", "evidence": None, "verdict": "contradicted", "reason": "value-mismatch",
        "decision": "accept", "why": None, "initials": "JD", "note": "so", "decided_at": "2025-03-05T10:00:00Z",
    }  # fmt: skip
    about = {"article": {"name": "a", "sha256": "0" * 64}, "result": "0" * 64, "saved_at": "2025-03-05T10:00:00+00:00"}
    signed = json.dumps({"schema_version": 1, **about, "decisions": [decided, decided]}).encode()
    return [
        Target("txt", text, as_file("a.txt", lambda path: claims(read(path))), (ReadError,), 8),
        Target("md", text, as_file("a.md", lambda path: claims(read(path))), (ReadError,), 8),
        Target("html", [PAGE.encode()], as_file("a.html", lambda path: claims(read(path))), (ReadError,), 8, in_tags),
        Target("pdf", [two, packed], read_pdf, (ReadError,), 10, in_pages),
        Target("docx", [word], as_file("a.docx", lambda path: claims(read(path))), (ReadError,), 10, repacked),
        Target("jsonl", [lines.encode()], as_file("a.jsonl", from_archive), (InputError,), 8, in_values),
        Target("csv", [table_of.encode()], as_file("a.csv", from_archive), (InputError,), 8),
        Target("facts", [FACTS.encode()], as_file("facts.csv", Reference.load), (ReferenceError,), 8),
        Target("sidecar", [SIDECAR.encode()], in_folder("series__index.toml", **series), (ReferenceError,), 4),
        Target("table", [TABLE.encode()], in_folder("series__index.csv", **series), (ReferenceError,), 4),
        Target("entities", [ENTITIES.encode()], in_folder("entities.csv", facts__a=FACTS), (ReferenceError,), 3),
        Target("config", [CONFIG.encode(), b'reference = ["a"]\nfail-on = "never"\n'], configured, (Failed,), 4),
        Target("signoff", [signed], as_file("a.signoff.json", signoff), (Failed,), 3, in_values),
        Target("result", [result], rendered, (), 3, in_values),
        Target("sec", [json.dumps(FACTS_JSON).encode()], as_file("sec.json", sec.from_file), (ProviderError,), 2, in_values),
        Target("ixbrl", [IXBRL.encode()], as_file("a.xhtml", lambda path: ixbrl.rows(path, date(2025, 3, 5), "Acme")), (ProviderError,), 2, in_tags),
        Target("pipeline", text, PIPELINE.take, (), 7),
    ]  # fmt: skip


def overdue(*_: object) -> None:
    raise TimeoutError(f"over {LONGEST} seconds")


def one(target: Target, number: int, seed: int, folder: Path) -> tuple[bytes, str | None, float]:
    """(the input, None, "refused" or a crash, seconds) of one case."""
    chance = random.Random(f"{seed}/{target.name}/{number}")
    data = target.inside(chance.choice(target.samples), chance, target.samples)
    began = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    try:
        target.run(folder, data)
        said = None
    except target.errors as error:
        said = "refused" if str(error) or isinstance(error, Failed) else "refused without a word"
    except Exception:
        said = traceback.format_exc()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return data, said, time.process_time() - began


def run(
    count: int, seed: int, only: Sequence[str] = (), keep: Path | None = None, quiet: bool = False
) -> dict[str, Tally]:
    """``count`` cases, shared out over the targets; each crash is told at once."""
    chosen = [t for t in targets() if not only or t.name in only]
    whole = sum(t.share for t in chosen)
    found = {t.name: Tally() for t in chosen}
    told: set[str] = set()
    before = signal.signal(signal.SIGPROF, overdue)
    warnings.simplefilter("ignore", ReadWarning)
    with tempfile.TemporaryDirectory() as temporary, redirect_stdout(io.StringIO()) as _:
        for target in chosen:
            tally = found[target.name]
            for number in range(-(-count * target.share // whole)):
                data, said, seconds = one(target, number, seed, Path(temporary))
                tally.done += 1
                tally.slowest = max(tally.slowest, seconds)
                tally.refused += said == "refused"
                if said not in (None, "refused"):
                    tally.crashes.append(str(said))
                    where = str(said).strip().splitlines()[-3:]  # of crashes at one place the first is told
                    if where[0] not in told:
                        told.add(where[0])
                        note(f"{target.name}:{number}: {str(said).strip()[-1500:]}")
                    if keep:
                        keep.mkdir(exist_ok=True)
                        (keep / f"{target.name}-{number}").write_bytes(data)
            if not quiet:
                note(
                    f"{target.name:<9} {tally.done:>6} inputs, {tally.refused:>6} refused, {len(tally.crashes)} crashes, slowest {tally.slowest:.2f} s"
                )
    signal.signal(signal.SIGPROF, before)
    return found


def note(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--case", help="TARGET:N, run that one and show what happens")
    args = parser.parse_args()
    with suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (LARGEST, LARGEST))
    if args.case:
        name, _, number = args.case.partition(":")
        with tempfile.TemporaryDirectory() as temporary:
            signal.signal(signal.SIGPROF, overdue)
            data, said, seconds = one(
                next(t for t in targets() if t.name == name), int(number), args.seed, Path(temporary)
            )
        print(repr(data[:3000]), said, f"{seconds:.2f} s", sep="\n")
        return 0
    for target in targets():  # what is whole must be taken, or nothing would be tried behind the first refusal
        with tempfile.TemporaryDirectory() as temporary, warnings.catch_warnings(action="ignore"):
            for sample in target.samples:
                target.run(Path(temporary), sample)
    began = time.monotonic()
    found = run(args.count, args.seed, [n for n in args.only.split(",") if n], args.keep)
    crashes = sum(len(t.crashes) for t in found.values())
    note(
        f"{sum(t.done for t in found.values())} inputs, {sum(t.refused for t in found.values())} refused, {crashes} crashes, seed {args.seed}, {time.monotonic() - began:.0f} s"
    )
    return bool(crashes)


if __name__ == "__main__":
    sys.exit(main())
