"""Open and look up 10^3, 10^5 and 10^6 facts in one run; the largest may take at most three times the smallest.

    python tests/benchmarks/facts_lookup.py [ROWS ...]

Tables are made up: figures of invented companies, one per metric and quarter, 136 to a lookup at every size. All are
opened from their packed files, so that the sizes are compared and not two ways to hold facts.
"""

from __future__ import annotations

import csv
import os
import random
import resource
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from factcheck.reference import Reference, packed

METRICS = ("revenue", "net income", "employees", "inventory", "total assets", "goodwill", "dividends paid")
LOOKUPS = 300


def table(path: Path, rows: int) -> None:
    """Write a facts CSV of so many rows."""
    dice = random.Random(rows)
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow("entity metric period value unit source as_of".split())
        for row in range(rows):
            group, number = divmod(row, 136)
            company, metric = divmod(group, len(METRICS))
            year, quarter = 1990 + number // 4, number % 4 + 1
            unit = "employee" if METRICS[metric] == "employees" else "USD million"
            value = dice.randint(1, 10**6)
            out.writerow(
                [f"Company {company}", METRICS[metric], f"{year}-Q{quarter}", value, unit, "10-K", f"{year + 1}-03-01"]
            )


def measure(rows: int, home: Path) -> float:
    """Print one line of figures; the microseconds of a lookup."""
    path = home / f"{rows}.csv"
    table(path, rows)
    began = time.perf_counter()
    Reference.load(path)
    first = time.perf_counter() - began
    began = time.perf_counter()
    reference = Reference.load(path)
    opened = time.perf_counter() - began
    companies = max(1, rows // 136 // len(METRICS))
    dice = random.Random(7)
    reference.facts_of("Company 0", "revenue")
    costs = []
    for _ in range(LOOKUPS):
        asked = f"Company {dice.randrange(companies)}", METRICS[dice.randrange(len(METRICS))]
        packed.PackedFacts.forget(reference.facts)  # type: ignore[arg-type]
        began = time.perf_counter()
        reference.facts_of(*asked)
        costs.append((time.perf_counter() - began) * 1e6)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    cost = median(costs)
    print(f"{rows:>9,} facts: first read {first:6.2f} s, opened {opened:5.2f} s, lookup {cost:8.1f} µs, peak {peak} MB")
    return cost


def main() -> int:
    """Measure each size; 1 where the largest takes more than three times the smallest."""
    sizes = [int(text.replace("_", "")) for text in sys.argv[1:]] or [1_000, 100_000, 1_000_000]
    packed.LEAST_BYTES = 1
    with tempfile.TemporaryDirectory() as home:
        os.environ["XDG_CACHE_HOME"] = home
        costs = [measure(rows, Path(home)) for rows in sizes]
    ratio = costs[-1] / costs[0]
    print(f"largest to smallest: {ratio:.2f}")
    return int(ratio > 3)


if __name__ == "__main__":
    sys.exit(main())
