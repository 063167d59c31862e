"""How many decisions a second the review server confirms, and what is left of them when it is killed: by default 1,000.

python tests/benchmarks/review_decisions.py [COUNT] [REVIEWERS]
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "review"))
from reviewing import Client, Server, long_draft, put

from factcheck.cli import main


def run(count: int, reviewers: int, folder: Path) -> None:
    os.chdir(folder)
    os.environ["XDG_CACHE_HOME"] = str(folder / ".cache")
    put("long.md", long_draft(200))
    main(["check", "long.md", "-q", "--fail-on", "never", "--format", "jsonl"])
    server = Server("reports/long.html", cwd=folder)
    first = Client(server)
    result = first.state("long.html")["result"]
    confirmed: dict[str, float] = {}
    kill_at = count * 9 // 10
    enough = threading.Event()

    def reviewer(number: int) -> None:
        client = object.__new__(Client)
        client.__dict__ |= {"server": server, "cookie": first.cookie, "result": result}
        client.connection = type(first.connection)("127.0.0.1", server.port, timeout=30)
        for turn in range(number, count, reviewers):
            began = time.perf_counter()
            try:
                status = client.decide(
                    f"c{turn % 200 + 1}", "keep", f"R{number}", "long.html", ticket=f"decision-{turn}"
                )
            except OSError:
                return
            if status == 201:
                confirmed[f"decision-{turn}"] = time.perf_counter() - began
            if len(confirmed) >= kill_at:
                enough.set()

    threads = [threading.Thread(target=reviewer, args=(n,)) for n in range(reviewers)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    enough.wait(300)
    took = time.perf_counter() - began
    server.kill()
    for thread in threads:
        thread.join()
    with sqlite3.connect("reports/review.sqlite3") as base:
        stored = [ticket for (ticket,) in base.execute("SELECT ticket FROM history")]
    waits = sorted(confirmed.values())
    print(f"{len(confirmed)} of {count} confirmed by {reviewers} reviewers in {took:.1f} s before kill -9")
    print(f"slowest of 95%: {waits[int(len(waits) * 0.95)] * 1000:.0f} ms")
    print(f"lost: {len(set(confirmed) - set(stored))}, twice: {len(stored) - len(set(stored))}, stored: {len(stored)}")
    again = Server("reports/long.html", cwd=folder)
    seen = Client(again).state("long.html")["decisions"]
    again.kill()
    print(f"after the restart {len(seen)} of 200 claims show their decisions")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as at:
        run(*(int(word) for word in (sys.argv[1:] + ["1000", "20"][len(sys.argv) - 1 :])), Path(at))
