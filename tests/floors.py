"""Floors: what the program reached on labelled data that nobody of the project wrote, and may not fall below.

    FACTCHECK_EVAL=PATH python tests/floors.py                    measure and compare
    FACTCHECK_EVAL=PATH python tests/floors.py --update           raise the floors to what is measured now
    FACTCHECK_EVAL=PATH python tests/floors.py --update --reason "…"   lower some too, and write down why

``floors.json`` holds, per suite of PATH/run.py, an optional ``limit`` and the figures with ``>=`` or ``<=``.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "tests" / "floors.json"


def load():
    return json.loads(FILE.read_text(encoding="utf-8"))


def measure(folder, suites):
    """Suite -> its figures, measured by the data's own runner from the project's root."""
    found = {}
    with tempfile.TemporaryDirectory() as temporary:
        for name, suite in suites.items():
            out = Path(temporary) / f"{name}.json"
            limit = ["--limit", str(suite["limit"])] if suite.get("limit") else []
            command = [sys.executable, str(Path(folder) / "run.py"), name, *limit, "--json", str(out)]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
            if not out.exists():
                raise RuntimeError(f"{name}: {done.stderr[-2000:]}")
            found[name] = json.loads(out.read_text(encoding="utf-8").splitlines()[-1])
    return found


def holds(figure, sign, floor):
    return figure >= floor if sign == ">=" else figure <= floor


def broken(suites, found):
    """One line for every figure that is missing or on the wrong side of its floor."""
    lines = []
    for name, suite in suites.items():
        if "error" in found[name]:
            lines.append(f"{name}: {found[name]['error']}")
            continue
        for figure, (sign, floor) in suite["figures"].items():
            now = found[name].get(figure)
            if now is None or not holds(now, sign, floor):
                lines.append(f"{name}.{figure}: {now}, floor {sign} {floor}")
    return lines


def update(floors, found, reason):
    """Floors moved to what was measured; a lower one only with a written reason, which is kept."""
    worse = broken(floors["suites"], found)
    if worse and not reason:
        raise SystemExit("Refusing to lower floors without --reason:\n  " + "\n  ".join(worse))
    if worse:
        floors["lowered"].append({"reason": reason, "figures": worse})
    for name, suite in floors["suites"].items():
        for figure, pair in suite["figures"].items():
            if figure in found[name]:
                pair[1] = found[name][figure]
    return floors


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--reason")
    asked = parser.parse_args()
    folder = os.environ.get("FACTCHECK_EVAL")
    if not folder:
        raise SystemExit("Set FACTCHECK_EVAL to the folder that holds run.py.")
    floors = load()
    found = measure(folder, floors["suites"])
    for name, figures in found.items():
        print(name, json.dumps(figures))
    if asked.update:
        text = json.dumps(update(floors, found, asked.reason), indent=2, ensure_ascii=False)
        FILE.write_text(re.sub(r'\[\s+("[<>]="),\s+([\d.]+)\s+\]', r"[\1, \2]", text) + "\n", encoding="utf-8")
        return 0
    worse = broken(floors["suites"], found)
    print("\n".join(worse) or "every floor holds")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
