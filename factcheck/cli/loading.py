"""The reference data a command was given, or the reason there is none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

from factcheck.cli.errors import Failed, complain
from factcheck.cli.facts_shown import as_given
from factcheck.cli.settings import Setting
from factcheck.cli.terminal import note
from factcheck.read import Limits
from factcheck.reference import Reference, ReferenceError
from factcheck.reference.loading import find_files

EMPTY = "no rows under the header"


def load(
    setting: Setting, encoding: str | None, verbose: bool, allow_conflicts: bool = False, limits: Limits | None = None
) -> Reference:
    """The reference data that was named; a default folder that is missing or empty only warns, a named one fails."""
    paths = [Path(p) for p in cast(tuple[str, ...], setting.value)]
    default = setting.origin == "default"
    if missing := [p for p in paths if not p.exists()]:
        if not default:
            raise Failed(
                [
                    f"{p}: no such file or folder of reference data. Start one with factcheck facts init."
                    for p in missing
                ]
            )
        complain(
            [f"{missing[0]}/: not there, so nothing can be judged. Start it with factcheck facts init."], "warning"
        )
        return Reference.load()
    _count(paths, limits or Limits())
    try:
        facts = Reference.load(*paths, encoding=encoding, allow_conflicts=allow_conflicts)
    except ReferenceError as error:
        # --encoding is the articles': a UTF-8 article must not be misread because the facts are not UTF-8
        given = as_given(error.faults, paths)
        faults = [str(f).replace("Re-run with --encoding", "Re-run with --facts-encoding") for f in given]
        raise Failed(faults) from None
    if not facts.files:
        complain([f"{paths[0]}: holds no facts yet, so nothing can be judged."], "warning")
    told = [w for w in facts.warnings if not (len(facts.facts) and w.endswith(EMPTY))]
    complain(told, "warning")  # a file to be filled one day is worth no line a run, where others hold facts
    if verbose:
        for file in facts.files:
            note(f"read {file.file}: {file.rows} rows")
    return facts


def _count(paths: Sequence[Path], limits: Limits) -> None:
    """Refuse more rows of facts than are allowed before any is read. Raises Failed."""
    files = [(path, name) for path, name in find_files(paths).facts if path.is_file()]
    if sum(path.stat().st_size for path, _ in files) <= limits.facts_rows:  # a row has a letter at least
        return
    left = limits.facts_rows
    for path, name in files:
        with path.open("rb") as file:
            left -= max(0, sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b"")) - 1)
        if left < 0:
            what = f"makes it more than {limits.facts_rows:,} rows of facts"
            raise Failed(str(limits.over(name, what, "facts-rows")))
