"""``factcheck report``: a stored JSON result in another format, without checking again."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from json import JSONDecodeError
from pathlib import Path
from typing import Annotated

import typer

from factcheck import report as render
from factcheck.cli import options as opt
from factcheck.cli import outputs, printing, settings
from factcheck.cli.errors import CLEAN, Failed
from factcheck.cli.inputs import article as read_article
from factcheck.cli.terminal import note, out
from factcheck.model import Result
from factcheck.read import ReadError

app = typer.Typer(rich_markup_mode=None, add_completion=False, context_settings={"help_option_names": ["-h", "--help"]})

FORGED = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)


@app.command()
def report(
    result: Annotated[Path, typer.Argument(metavar="RESULT.json", help="A result that factcheck check wrote.")],
    article: Annotated[
        str | None, typer.Option(metavar="PATH", help="The article that was checked: results do not carry its text.")
    ] = None,
    encoding: opt.Encoding = None,
    output: opt.Outputs = None,
    format: opt.Format = None,
) -> int:
    """Render a stored JSON result again, without checking again.

    Without -o it prints the findings, as --format says.

    Example:  factcheck report reports/draft.json --article draft.md -o draft.html
    """
    shown = printing.look(settings.settings({"format": format}), 1, verdict=None, ascii=False, quiet=False)
    try:
        checked = read_article(article, opt.Frame(encoding=encoding)) if article else None
        stored = render.from_json(result.read_text(encoding="utf-8"), checked.text if checked else None)
    except ReadError as error:
        raise Failed(str(error)) from None
    except FileNotFoundError:
        raise Failed(f"{result}: no such file.") from None
    except OSError as error:
        raise Failed(f"{result}: cannot be read ({(error.strerror or 'error').lower()}).") from None
    except (JSONDecodeError, UnicodeDecodeError, RecursionError):
        beside = result.with_suffix(".json")
        hint = f" Did you mean {beside}?" if beside != result and beside.is_file() else ""
        raise Failed(f"{result}: is no JSON, so no result that factcheck check wrote.{hint}") from None
    except ValueError as error:
        raise Failed(f"{result}: {error}.") from None
    except FORGED as error:
        raise _forged(result, error) from None
    if checked:  # its lines lead back to the file, past the front matter
        stored = replace(stored, article=replace(stored.article, lines=checked.lines))
    for path in output or []:
        if path.suffix.lower() not in outputs.RENDERERS:
            raise Failed(f"{path}: no format for {path.suffix or path.name}. Known: {' '.join(outputs.RENDERERS)}.")
        outputs.write(path, _rendered(outputs.RENDERERS[path.suffix.lower()], stored, result))
        note(f"wrote {path}")
    if not output or format:
        out(_rendered(partial(printing.printed, shown=shown), stored, result))
    return CLEAN


def _rendered(renderer: outputs.Renderer, stored: Result, result: Path) -> str:
    """The stored result in another format; what does not fit the format is the file's fault, not the program's."""
    try:
        return renderer(stored)
    except FORGED as error:
        raise _forged(result, error) from None


def _forged(result: Path, error: Exception) -> Failed:
    return Failed(f"{result}: is not as factcheck wrote it ({type(error).__name__}: {error}). Check the article again.")
