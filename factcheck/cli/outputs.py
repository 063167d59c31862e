"""Where results go: names that cannot collide, a renderer per suffix, and files that are whole or not there."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from factcheck import report
from factcheck.cli.errors import Failed
from factcheck.model import Result

Renderer = Callable[[Result], str]
RENDERERS: dict[str, Renderer] = {
    ".html": report.to_html,
    ".json": report.to_json,
    ".jsonl": report.to_jsonl,
    ".sarif": report.to_sarif,
    ".md": report.to_markdown,
    ".csv": report.to_csv,
}
PRINTED: dict[str, Renderer] = {  # what --format prints as it is; full and concise know the terminal
    "json": report.to_json,
    "jsonl": report.to_jsonl,
    "sarif": report.to_sarif,
    "github": report.to_github,
    "csv": report.to_csv,
}
WHOLE = ("json", "jsonl", "csv")  # what was signed or ignored is left out of findings, never out of data
DEFAULT_FOLDER = Path("reports")
IN_FOLDER = (".html", ".json")


@dataclass(frozen=True, slots=True)
class Target:
    """A file to write: for one article, or (``article`` None) for all of them, one line each."""

    path: Path
    article: int | None


def names(paths: Sequence[str]) -> list[str]:
    """A name per article: its stem, its parent's name in front where stems are equal, its suffix where all is equal."""
    stems = ["stdin" if p == "-" else Path(p).stem for p in paths]
    parents = [Path(p).resolve().parent.name for p in paths]
    suffixes = [Path(p).suffix.lstrip(".") for p in paths]
    tries = (
        stems,
        [f"{parent}-{stem}" if parent else stem for parent, stem in zip(parents, stems, strict=True)],
        [f"{parent}-{stem}-{x}" for parent, stem, x in zip(parents, stems, suffixes, strict=True)],
        [f"{stem}-{i}" for i, stem in enumerate(stems, 1)],
    )
    chosen = list(stems)
    for attempt in tries[1:]:
        folded = [name.casefold() for name in chosen]  # some file systems do not tell a.html from A.html
        if len(set(folded)) == len(folded):
            break
        chosen = [
            new if folded.count(old) > 1 else kept for new, kept, old in zip(attempt, chosen, folded, strict=True)
        ]
    return chosen


def targets(outputs: Sequence[Path] | None, paths: Sequence[str]) -> list[Target]:
    """Every file to write. Raises Failed for a suffix without renderer, or one page for several articles."""
    called = names(paths)
    found: list[Target] = []
    for output in outputs or [DEFAULT_FOLDER]:
        suffix = output.suffix.lower()
        if output.is_dir() or output == DEFAULT_FOLDER or (not suffix and not output.exists()):
            found += [Target(output / f"{n}{s}", i) for i, n in enumerate(called) for s in IN_FOLDER]
        elif suffix not in RENDERERS:
            raise Failed(f"{output}: no format for {suffix or output.name}. Known: {' '.join(RENDERERS)}, or a folder.")
        elif suffix == ".jsonl":
            found.append(Target(output, None))
        elif len(paths) > 1:
            raise Failed(f"{output}: {len(paths)} articles do not fit into one {suffix} file. Give a folder: -o out/")
        else:
            found.append(Target(output, 0))
    own = {Path(p).resolve() for p in paths if p != "-"}
    if clash := [t.path for t in found if t.path.resolve() in own]:
        raise Failed(f"{clash[0]}: is an article to be checked; the output would overwrite it.")
    return found


def write(path: Path, text: str) -> None:
    """Write a file so that it is either whole or as it was before."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            temporary.write_bytes(text.encode("utf-8"))
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        hint = " Give another place: -o PATH" if path.parent == DEFAULT_FOLDER else ""
        raise Failed(f"{path}: cannot be written ({(error.strerror or 'error').lower()}).{hint}") from None
