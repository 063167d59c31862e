"""``factcheck config show``: every setting and where it came from."""

from __future__ import annotations

import typer

from factcheck.cli.settings import settings
from factcheck.cli.terminal import out

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, add_completion=False)


@app.callback()
def config() -> None:
    """Show each setting and where it came from.

    Settings come from the command line, then FACTCHECK_* in the environment, then the nearest factcheck.toml (or
    [tool.factcheck] in pyproject.toml), then defaults.
    """


@app.command()
def show() -> None:
    """Print each setting, its value and its origin.

    Example:  factcheck config show
    """
    found = settings({}).values()
    shown = [
        (s.key, ", ".join(s.value) if isinstance(s.value, tuple) else str(s.value or "-"), s.origin) for s in found
    ]
    widths = [max(len(row[i]) for row in shown) for i in range(2)]
    out("\n".join(f"{k:<{widths[0]}}  {v:<{widths[1]}}  ({origin})" for k, v, origin in shown))
