"""Kill the driver and a worker of an archive run at random moments, resume, compare. Prints a line a round.

    python tests/benchmarks/archive_kills.py [--rounds 20] [--articles 1500] [--part-size 50]
    python tests/benchmarks/archive_kills.py --archive NEWS.jsonl -r REFERENCE

Every second round kills one worker while the driver goes on; the others kill the driver and run the command again.
Without --archive the articles are the made-up ones of the tests. All files must be the same to the byte, so that no
article is lost and none is there twice, and no worker may outlive its driver by 5 seconds.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "archive"))
from archive_samples import FACTS, rows, write_jsonl

ROOT = Path(__file__).resolve().parents[2]


def running(pid: int) -> tuple[int, bool]:
    """(parent, whether it runs) of a process; Linux."""
    try:
        said = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rsplit(")", 1)[1].split()
    except OSError:
        return 0, False
    return int(said[1]), said[0] not in "ZX"


def children(pid: int) -> list[int]:
    """The processes right below one."""
    all_of_them = [int(p.name) for p in Path("/proc").iterdir() if p.name.isdigit()]
    return [p for p in all_of_them if running(p) == (pid, True)]


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a folder of results but the clock's and the lock's."""
    files = [p for p in folder.rglob("*") if p.is_file() and p.name not in ("status.json", ".lock")]
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}


def start(args: argparse.Namespace, folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "factcheck", "check", args.archive, "-r", args.reference, "-o", str(folder)]
    command += ["--workers", "2", "--part-size", str(args.part_size)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True, env=environment)


def kill_driver(args: argparse.Namespace, folder: Path, after: float) -> str:
    driver = start(args, folder)
    time.sleep(after)
    below = children(driver.pid)
    driver.kill()
    driver.wait()
    began = time.monotonic()
    while any(running(p)[1] for p in below):
        if time.monotonic() - began > 5:
            raise SystemExit("a worker outlived its driver by 5 s")
        time.sleep(0.02)
    gone = time.monotonic() - began
    done = len(list(folder.glob("part-*.jsonl")))
    start(args, folder).wait()
    return f"driver killed after {after:4.1f} s, {done} parts done, {len(below)} workers gone in {gone:.2f} s"


def kill_worker(args: argparse.Namespace, folder: Path, after: float) -> str:
    driver = start(args, folder)
    time.sleep(after)
    below = children(driver.pid)
    if below:
        os.kill(random.choice(below), signal.SIGKILL)
    driver.wait()
    return f"worker killed after {after:4.1f} s, driver ended with {driver.returncode}"


def made_up(folder: Path, count: int) -> tuple[str, str]:
    """(archive, facts) of made-up companies."""
    (folder / "facts.csv").write_text(FACTS, encoding="utf-8")
    return str(write_jsonl(folder / "news.jsonl", rows(count))), str(folder / "facts.csv")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive")
    parser.add_argument("-r", "--reference")
    parser.add_argument("--articles", type=int, default=1500)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--part-size", type=int, default=50)
    args = parser.parse_args()
    random.seed(20)
    with tempfile.TemporaryDirectory() as temporary:
        whole = Path(temporary) / "whole"
        if not args.archive:
            args.archive, args.reference = made_up(Path(temporary), args.articles)
        if start(args, whole).wait() not in (0, 1):
            raise SystemExit("the undisturbed run failed; run the command itself to see why")
        shutil.rmtree(whole)  # the second run is timed: the outcomes of suites are kept from the first
        began = time.monotonic()
        start(args, whole).wait()
        seconds = time.monotonic() - began
        want = content(whole)
        print(f"undisturbed: {len(list(whole.glob('part-*.jsonl')))} parts in {seconds:.1f} s")
        killed = 0
        for turn in range(args.rounds):
            folder = Path(temporary) / f"round-{turn}"
            kill = kill_worker if turn % 2 else kill_driver
            said = kill(args, folder, random.uniform(0.2, 0.95) * seconds)
            if content(folder) != want:
                raise SystemExit(f"round {turn + 1}: {said}: THE RESULTS DIFFER")
            print(f"round {turn + 1}: {said}: same bytes", flush=True)
            killed += 1
            shutil.rmtree(folder)
        print(f"{killed} rounds: every article there, none twice")


if __name__ == "__main__":
    main()
