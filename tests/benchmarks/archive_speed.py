"""Speed and memory of archives on text whose numbers all differ, and of a recheck after one fact of many changed.

    python tests/benchmarks/archive_speed.py SAMPLE.jsonl -r REFERENCE [--mb 100] [--facts 100000]

SAMPLE holds articles (``text``); they are repeated with every digit but leading ones changed until there are --mb of
them, so that no memo wins by repetition. Stages are measured on the first 2 MB, against quantulum3 on 50 KB.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from factcheck import Article, Reference, check_many, claims, mentions

DIGITS = re.compile(r"(?<=\d)\d")


def varied(sample: Path, size: int) -> Iterator[dict[str, Any]]:
    """Articles until ``size`` bytes are there; the first round is the sample as it is."""
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


def stages(articles: list[Article], reference: Reference) -> None:
    size = sum(len(a.text.encode()) for a in articles) / 1e6
    text = "".join(a.text for a in articles)[:50_000]
    from quantulum3 import parser  # the yardstick, loaded here alone

    parser.parse("5 km")
    parsed = timed(lambda: [parser.parse(line) for line in text.split("\n")])
    base = len(text) / 1e6 / parsed
    print(f"quantulum3: {base:.4f} MB/s")
    list(check_many(articles[:20], reference))
    for name, work in (
        ("mentions", lambda: [mentions(a) for a in articles]),
        ("claims", lambda: [claims(a) for a in articles]),
        ("check", lambda: list(check_many(articles, reference))),
    ):
        speed = size / timed(work)
        print(f"{name}: {speed:.3f} MB/s, {speed / base:.0f} times quantulum3", flush=True)


def timed(work: Any) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def run(*args: object) -> tuple[float, int]:
    """(seconds, peak MB of the largest process) of a command."""
    code = (
        "import resource, sys; from factcheck.cli import main; main(sys.argv[1:]);"
        "print('PEAK', max(resource.getrusage(w).ru_maxrss for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))"
    )
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code, *map(str, args)], capture_output=True, text=True, check=False)
    seconds = time.monotonic() - began
    if "PEAK" not in done.stdout:
        raise SystemExit(done.stderr)
    return seconds, int(done.stdout.split("PEAK")[1]) // 1024


def write(path: Path, sample: Path, size: int) -> Path:
    with path.open("w", encoding="utf-8") as file:
        for record in varied(sample, size):
            file.write(json.dumps(record) + "\n")
    return path


def many_facts(path: Path, count: int, first: int) -> None:
    """Facts of made-up names, each one in a text of its own line; ``first`` is the value of the first."""
    lines = ["entity,metric,value,unit,period,source,as_of"]
    lines += [
        f"Firm{n:06d} Corp,employees,{first if n == 0 else 100 + n},employee,2024,report,2025-02-01"
        for n in range(count)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def recheck(folder: Path, sample: Path, size: int, count: int) -> None:
    """A new check against a recheck after one fact of ``count`` changed; both must give the same bytes."""
    facts, archive = folder / "facts.csv", folder / "named.jsonl"
    with archive.open("w", encoding="utf-8") as file:
        for number, record in enumerate(varied(sample, size)):
            record["text"] += f"\nFirm{number % count:06d} Corp employed {100 + number % count} people in 2024."
            file.write(json.dumps(record) + "\n")
    many_facts(facts, count, 100)
    run("check", archive, "-r", facts, "-o", folder / "stored")
    many_facts(facts, count, 999)
    again, _ = run("recheck", folder / "stored", "-r", facts)
    anew, _ = run("check", archive, "-r", facts, "-o", folder / "anew")
    parts = sorted(p.name for p in (folder / "anew").glob("part-*"))
    same = all((folder / "anew" / p).read_bytes() == (folder / "stored" / p).read_bytes() for p in parts)
    print(f"recheck {again:.1f} s, new check {anew:.1f} s, {anew / again:.1f} times; same bytes: {same}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sample", type=Path)
    parser.add_argument("-r", "--reference", required=True)
    parser.add_argument("--mb", type=float, default=100)
    parser.add_argument("--facts", type=int, default=100_000)
    parser.add_argument("--only", default="stages executors recheck")
    args = parser.parse_args()
    size = int(args.mb * 1e6)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        if "stages" in args.only:
            articles = [Article(r["text"], r["name"]) for r in varied(args.sample, 2_000_000)]
            stages(articles, Reference.load(args.reference))
        if "executors" in args.only:
            small, large = (
                write(folder / "a.jsonl", args.sample, size // 10),
                write(folder / "b.jsonl", args.sample, size),
            )
            for path, mb, how in (
                (small, args.mb / 10, ["--executor", "serial"]),
                (large, args.mb, ["--executor", "serial"]),
                (large, args.mb, ["--executor", "processes", "--workers", "2"]),
                (large, args.mb, ["--executor", "dask", "--workers", "2"]),
            ):
                seconds, peak = run("check", path, "-r", args.reference, "-o", folder / "out", "--no-resume", *how)
                print(f"{how[1]} {mb:g} MB: {seconds:.1f} s, {mb / seconds:.3f} MB/s, peak {peak} MB", flush=True)
                shutil.rmtree(folder / "out")
        if "recheck" in args.only:
            recheck(folder, args.sample, size, args.facts)


if __name__ == "__main__":
    main()
