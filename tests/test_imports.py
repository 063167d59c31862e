"""What loads what: help and listing stay light, and the public names are exactly those of the package's ``__all__``."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import factcheck

HEAVY = {"great_expectations", "yfinance", "scipy"}
PUBLIC = "Article Claim Fact Mention Reference Result Verdict check check_many claims mentions".split()
LOADED = "import sys; print(' '.join(sorted({m.split('.')[0] for m in sys.modules})))"
RUN = "import sys; sys.argv[1:] = {args!r}\nfrom factcheck.cli import main\nmain()\n"


def loaded(code: str, cwd: Path) -> set[str]:
    command = [sys.executable, "-c", f"{code}\n{LOADED}"]
    env = {**os.environ, "PYTHONPATH": str(Path(factcheck.__file__).parents[1])}
    done = subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=True, env=env)
    return set(done.stdout.rsplit("\n", 2)[-2].split())


@pytest.mark.parametrize(
    ("code", "never"),
    [
        (RUN.format(args=["--help"]), HEAVY | {"pandas", "numpy", "dateparser", "quantulum3", "jinja2", "re2"}),
        (RUN.format(args=["explain", "rounding"]), HEAVY | {"pandas", "dateparser"}),
        ("import factcheck", HEAVY | {"pandas", "quantulum3"}),
        ("import factcheck; factcheck.check, factcheck.Reference", HEAVY | {"pandas"}),
        (RUN.format(args=["claims", "a.txt"]), HEAVY | {"pandas"}),
    ],
    ids=["help", "explain", "import", "names", "claims"],
)
def test_heavy_packages_stay_out(code, never, tmp_path):
    (tmp_path / "a.txt").write_text("Acme sold 300 vans in 2024, up 5% to $12 million.\n", encoding="utf-8")
    names = loaded(code, tmp_path)
    assert "factcheck" in names
    assert names & never == set()


def test_public_names():
    assert sorted(factcheck.__all__) == PUBLIC
    assert all(getattr(factcheck, name) is not None for name in PUBLIC)
    assert set(PUBLIC) <= set(dir(factcheck))


def test_typed():
    assert (Path(factcheck.__file__).parent / "py.typed").exists()
