"""Speed and memory of archives on text whose numbers all differ, and of a recheck after one fact of many changed.

    export FACTCHECK_EVAL=FOLDER          # corpus/sample.jsonl in it: articles with ``text``
    python tests/benchmarks/archive_speed.py stages              # MB/s of mentions, claims, check, against quantulum3
    python tests/benchmarks/archive_speed.py processes           # one process against two
    python tests/benchmarks/archive_speed.py dask                # two processes against two Dask workers
    python tests/benchmarks/archive_speed.py memory              # peak memory at --mb against a tenth of it
    python tests/benchmarks/archive_speed.py recheck             # one fact of --facts changed, against a new check

The sample is repeated with every digit but leading ones changed until there are --mb of it, so that no memo wins by
repetition. Each figure needs a quiet machine; --mb says how much text is taken (each has its own default). Of a recheck
about two and a half seconds are the same for any amount of text: Python, the libraries, the facts.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import accumulate
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from factcheck import Article, Reference, check_many, claims, mentions
from factcheck.judge import engine

ROOT = Path(__file__).resolve().parents[2]
DIGITS = re.compile(r"(?<=\d)\d")
YARDSTICK = 150_000  # characters, in whole articles, for quantulum3


def varied(size: int) -> Iterator[dict[str, Any]]:
    """Articles until ``size`` bytes are there; the first round is the sample as it is."""
    sample = Path(os.environ.get("FACTCHECK_EVAL") or sys.exit("set FACTCHECK_EVAL")) / "corpus" / "sample.jsonl"
    records = [json.loads(line) for line in sample.read_text(encoding="utf-8").splitlines()]
    chance, written, turn = random.Random(1), 0, 0
    while True:
        for number, record in enumerate(records):
            text = record["text"]
            if turn:
                text = DIGITS.sub(lambda m: chance.choice("0123456789"), text)
            yield {"text": text, "name": f"{turn}-{number}"}
            written += len(text.encode())
            if written >= size:
                return
        turn += 1


def write(path: Path, size: int) -> Path:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(record) + "\n" for record in varied(size))
    return path


def stages(args: argparse.Namespace, folder: Path) -> None:
    """Each stage in this process, in computing time, and quantulum3 on a slice of the same text in the same run."""
    from quantulum3 import parser  # the yardstick, loaded here alone

    os.environ["XDG_CACHE_HOME"] = str(folder / "cache")  # else outcomes of an earlier run would be found
    reference = Reference.load(args.reference)
    articles = [Article(r["text"], r["name"]) for r in varied(int(args.mb * 1e6))]
    size = sum(len(a.text.encode()) for a in articles) / 1e6
    texts = [
        a.text
        for a, so_far in zip(articles, accumulate(len(a.text) for a in articles), strict=True)
        if so_far < YARDSTICK
    ]
    parser.parse("5 km")
    base = sum(len(t.encode()) for t in texts) / 1e6 / computing(lambda: [parser.parse(text) for text in texts])
    print(f"quantulum3: {base:.4f} MB/s ({sum(map(len, texts)) / 1000:.0f} kB)", flush=True)
    engine.library()  # libraries are loaded, memos warm to words but not to these numbers
    list(check_many(articles[:20], reference))
    stage: tuple[tuple[str, Callable[[], object]], ...] = (
        ("mentions", lambda: [mentions(a) for a in articles]),
        ("claims", lambda: [claims(a) for a in articles]),
        ("check", lambda: list(check_many(articles, reference))),
    )
    for name, work in stage:
        speed = size / computing(work)
        print(f"{name}: {speed:.3f} MB/s, {speed / base:.0f} times quantulum3 ({size:.1f} MB)", flush=True)


def computing(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def run(*args: object, cache: Path | None = None) -> tuple[float, float, int]:
    """(seconds by the clock, seconds of computing, peak MB of the largest process) of a command; Linux.

    Workers are ended without being waited for, so what they took is read while they are there.
    """
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    environment |= {"XDG_CACHE_HOME": str(cache)} if cache else {}
    command = [sys.executable, "-m", "factcheck", *map(str, args)]
    seen: dict[int, tuple[int, float]] = {}
    began = time.monotonic()
    with tempfile.TemporaryFile("w+") as said:
        driver = subprocess.Popen(command, stdout=said, stderr=said, text=True, env=environment)
        while driver.poll() is None:
            for process in (driver.pid, *below(driver.pid)):
                with suppress(OSError, ValueError, IndexError):
                    seen[process] = took(process)
            time.sleep(0.1)
        seconds = time.monotonic() - began
        if driver.returncode not in (0, 1):
            said.seek(0)
            raise SystemExit(said.read())
    return seconds, sum(time for _, time in seen.values()), max(peak for peak, _ in seen.values())


def took(process: int) -> tuple[int, float]:
    """(peak MB, seconds of computing) of a process that runs."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8", errors="replace")
    stat = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace").rsplit(")", 1)[1].split()
    return int(status.split("VmHWM:")[1].split()[0]) // 1024, (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")


def below(process: int) -> list[int]:
    """The processes under one, whichever of its threads began them."""
    found: list[int] = []
    with suppress(OSError):
        for thread in Path(f"/proc/{process}/task").iterdir():
            for child in map(int, (thread / "children").read_text(encoding="utf-8").split()):
                found += [child, *below(child)]
    return found


def checked(path: Path, folder: Path, reference: object, *how: object) -> tuple[float, int]:
    """(seconds, peak MB) of a check, told; its results are removed."""
    shutil.rmtree(folder / "cache", ignore_errors=True)  # else a second run finds the suites' outcomes of the first
    command = ("check", path, "-r", reference, "-o", folder / "out", "--no-resume", *how)
    seconds, computed, peak = run(*command, cache=folder / "cache")
    size = sum(len(json.loads(line)["text"].encode()) for line in path.open(encoding="utf-8")) / 1e6
    what = " ".join(map(str, how))
    print(f"{what}: {size:.1f} MB in {seconds:.1f} s ({computed:.1f} s of computing), peak {peak} MB", flush=True)
    shutil.rmtree(folder / "out")
    return seconds, peak


def processes(args: argparse.Namespace, folder: Path) -> None:
    """One process against two."""
    path = write(folder / "a.jsonl", int(args.mb * 1e6))
    one, _ = checked(path, folder, args.reference, "--executor", "serial")
    two, _ = checked(path, folder, args.reference, "--executor", "processes", "--workers", 2)
    print(f"two processes: {one / two:.2f} times one", flush=True)


def dask(args: argparse.Namespace, folder: Path) -> None:
    """Two processes of the pool against two of Dask."""
    path = write(folder / "a.jsonl", int(args.mb * 1e6))
    pool, _ = checked(path, folder, args.reference, "--executor", "processes", "--workers", 2)
    other, _ = checked(path, folder, args.reference, "--executor", "dask", "--workers", 2)
    print(f"Dask: {other / pool:.2f} times the pool's time", flush=True)


def memory(args: argparse.Namespace, folder: Path) -> None:
    """Peak memory of the largest process at --mb and a tenth of it."""
    peaks = []
    for size in (args.mb / 10, args.mb):
        path = write(folder / "a.jsonl", int(size * 1e6))
        peaks.append(checked(path, folder, args.reference, "--executor", "processes", "--workers", 2)[1])
    print(f"memory: {peaks[1] / peaks[0]:.2f} times at ten times the text", flush=True)


def many_facts(path: Path, count: int, first: int) -> None:
    """Facts of made-up names, each one in a text of its own line; ``first`` is the value of the first."""
    lines = ["entity,metric,value,unit,period,source,as_of"]
    lines += [
        f"Firm{n:06d} Corp,employees,{first if n == 0 else 100 + n},employee,2024,report,2025-02-01"
        for n in range(count)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def recheck(args: argparse.Namespace, folder: Path) -> None:
    """A new check against a recheck after one fact of many changed; both must give the same bytes."""
    facts, archive = folder / "facts.csv", folder / "named.jsonl"
    with archive.open("w", encoding="utf-8") as file:
        for number, record in enumerate(varied(int(args.mb * 1e6))):
            record["text"] += f"\nFirm{number % args.facts:06d} Corp employed {100 + number} people in 2024."
            file.write(json.dumps(record) + "\n")
    many_facts(facts, args.facts, 100)
    first, _, _ = run("check", archive, "-r", facts, "-o", folder / "stored", "--workers", 2, cache=folder / "one")
    print(f"the check before: {first:.1f} s", flush=True)
    many_facts(facts, args.facts, 999)
    shutil.copytree(folder / "one", folder / "two")  # neither finds the new facts read and judged by the other
    again, computed, _ = run("recheck", folder / "stored", "-r", facts, "--workers", 2, cache=folder / "one")
    print(f"recheck: {again:.1f} s ({computed:.1f} s of computing)", flush=True)
    again_anew = ("check", archive, "-r", facts, "-o", folder / "anew", "--workers", 2)
    anew, computed_anew, _ = run(*again_anew, cache=folder / "two")
    parts = sorted(p.name for p in (folder / "anew").glob("part-*"))
    same = all((folder / "anew" / p).read_bytes() == (folder / "stored" / p).read_bytes() for p in parts)
    print(f"new check: {anew:.1f} s ({computed_anew:.1f} s of computing)")
    print(f"recheck: {anew / again:.1f} times faster, {computed_anew / computed:.1f} in computing; same bytes: {same}")


FIGURES = {"stages": (stages, 2.0), "processes": (processes, 10.0), "dask": (dask, 10.0), "memory": (memory, 100.0),
           "recheck": (recheck, 100.0)}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("figure", choices=FIGURES)
    parser.add_argument("-r", "--reference", default=ROOT / "reference_data")
    parser.add_argument("--mb", type=float)
    parser.add_argument("--facts", type=int, default=100_000)
    args = parser.parse_args()
    work, usual = FIGURES[args.figure]
    args.mb = args.mb or usual
    with tempfile.TemporaryDirectory() as temporary:
        work(args, Path(temporary))


if __name__ == "__main__":
    main()
