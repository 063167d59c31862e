"""The import arrows, drawn from the code: which room may use which, one door per heavy library, no circles, sizes."""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "factcheck"
BASE = {"model", "vocabulary"}
TOOLS = BASE | {"measure"}
# Room -> the rooms it may import. Data runs read -> find -> claim -> link -> judge -> report; only pipeline knows:
# the stages do not know each other; linking alone looks at the kinds of claims and into the reference.
ALLOWED = {
    "model": set(),
    "vocabulary": {"model"},
    "measure": BASE,
    "read": TOOLS,
    "find": TOOLS,
    "claim": TOOLS,
    "reference": TOOLS,
    "report": TOOLS,
    "link": TOOLS | {"claim", "reference"},
    "judge": TOOLS | {"reference"},
    "pipeline": TOOLS | {"find", "claim", "reference", "report", "link", "judge"},
    "review": TOOLS | {"read", "reference", "report"},
    "providers": TOOLS | {"reference"},
    "archive": TOOLS | {"read", "reference", "report", "pipeline"},
    "": {"model", "pipeline", "reference", "cli"},  # factcheck/__init__.py and __main__.py: public names, nothing else
}
ALLOWED["cli"] = set(ALLOWED) - {"", "link"}
DOORS = {
    "great_expectations": "judge",
    "quantulum3": "measure",
    "dateparser": "measure",
    "yfinance": "providers",
    "holidays": "measure",
    "dask": "archive",
    "distributed": "archive",
    "typer": "cli",
    "jinja2": "report",
    "ruamel": "judge",
    "starlette": "review",
    "uvicorn": "review",
}
LAYOUT = {"pyproject.toml", "README.md", "LICENSE", "factcheck", "reference_data", "reports", "tests"}
LONGEST_MODULE, LONGEST_FUNCTION = 400, 70


@cache
def trees() -> dict[str, ast.Module]:
    """Module name -> its tree, for every file of the package."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = list(path.relative_to(ROOT).with_suffix("").parts)
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def room(module: str) -> str:
    """``factcheck.link.named`` -> ``link``; the package itself and ``__main__`` -> an empty name."""
    name = [*module.split("."), ""][1]
    return "" if name == "__main__" else name


def imported(node: ast.AST) -> list[str]:
    """The modules an import statement names; ``from a import b`` means ``a.b`` where that is a module of ours."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        assert node.level == 0, "imports are absolute"
        full = [f"{node.module}.{alias.name}" for alias in node.names]
        return [name if name in trees() else str(node.module) for name in full]
    return []


def imports() -> list[tuple[str, str, int]]:
    return [
        (module, target, getattr(node, "lineno", 0))
        for module, tree in trees().items()
        for node in ast.walk(tree)
        for target in imported(node)
    ]


def arrows() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for module, target, _ in imports():
        if target in trees() and target != module:
            found.setdefault(module, set()).add(target)
    return found


def test_the_code_was_read():
    assert len(trees()) > 20
    assert "factcheck.pipeline" in arrows()["factcheck"]


def test_no_arrow_against_the_order():
    new = [
        f"{source} -> {target}"
        for source, targets in sorted(arrows().items())
        for target in sorted(targets)
        if room(source) != room(target) and room(target) and room(target) not in ALLOWED[room(source)]
    ]
    assert not new, "arrows against the order: " + "; ".join(new)


def test_only_linking_and_cli_see_inside_claims_by_kind():
    """link may use claim/kinds (and claim.recipes), not how claims are found."""
    inside = {t for s, ts in arrows().items() for t in ts if room(s) == "link" and room(t) == "claim"}
    assert inside <= {m for m in trees() if m == "factcheck.claim" or m.startswith("factcheck.claim.kinds")}, inside


def test_heavy_libraries_have_one_door():
    through = [
        f"{module}:{line} imports {target}"
        for module, target, line in imports()
        if (door := DOORS.get(target.split(".")[0])) and room(module) != door
    ]
    assert not through, through


def test_no_circles():
    state: dict[str, int] = {}
    graph = arrows()

    def visit(module: str, stack: list[str]) -> None:
        state[module] = 1
        for target in sorted(graph.get(module, ())):
            assert state.get(target) != 1, "circle: " + " -> ".join([*stack, module, target])
            if target not in state:
                visit(target, [*stack, module])
        state[module] = 2

    for module in trees():
        if module not in state:
            visit(module, [])


def test_no_import_of_ours_is_hidden_in_a_function():
    hidden = [
        f"{module}:{inner.lineno}"
        for module, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
        for target in imported(inner)
        if target.split(".")[0] == "factcheck"
    ]
    assert not hidden, hidden


def test_no_clock_and_no_eval_in_the_pipeline():
    """Same input, same bytes: only the command line may look at the time (to say how long it took)."""
    wrong = [
        f"{module}:{node.lineno}"
        for module, tree in trees().items()
        if room(module) not in ("cli", "providers", "review", "archive")
        for node in ast.walk(tree)
        if (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("eval", "exec"))
        or (isinstance(node, ast.Attribute) and node.attr in ("today", "now", "utcnow", "time_ns"))
    ]
    assert not wrong, wrong


def test_modules_and_functions_stay_small():
    long = [
        f"{path.relative_to(ROOT)}: {lines} lines"
        for path in PACKAGE.rglob("*.py")
        if (lines := path.read_text(encoding="utf-8").count("\n")) > LONGEST_MODULE
    ]
    long += [
        f"{module}.{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for module, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno > LONGEST_FUNCTION
    ]
    assert not long, long


@cache
def tracked() -> list[str]:
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout")
    return [name for name in done.stdout.split("\n") if name]


def test_top_level_layout():
    extra = {name.split("/")[0] for name in tracked()} - LAYOUT
    assert {name for name in extra if not name.startswith(".")} == set()


def test_no_path_of_this_machine():
    own = [re.escape(f"{ROOT.parent.as_posix()}/")] if len(ROOT.parts) > 2 else []
    homes = [r"(?<![\w.])/(?:home|Users|root)/[a-z]"]  # tests may name a home to show that results never do
    found = []
    for name in tracked():
        path = ROOT / name
        if path.is_file() and path.stat().st_size < 2_000_000 and path != Path(__file__):
            looked_for = "|".join(own if name.startswith("tests/") else own + homes) or "(?!)"
            hit = re.search(looked_for, path.read_text(encoding="utf-8", errors="ignore"))
            found += [f"{name}: {hit[0]}"] if hit else []
    assert not found, found
