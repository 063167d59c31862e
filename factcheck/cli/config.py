"""``factcheck config show``: every setting and where it came from."""

from __future__ import annotations

import typer

from factcheck.cli.limits import shown as limits_shown
from factcheck.cli.settings import settings
from factcheck.cli.terminal import out
from factcheck.read import Limits

app = typer.Typer(rich_markup_mode=None, invoke_without_command=True, add_completion=False)


@app.callback()
def config(context: typer.Context) -> None:
    """Show each setting and where it came from.

    Settings come from the command line, then FACTCHECK_* in the environment, then the nearest factcheck.toml (or
    [tool.factcheck] in pyproject.toml), then defaults.
    """
    if context.invoked_subcommand is None:
        show()


@app.command()
def show() -> None:
    """Print each setting, its value and its origin.

    Example:  factcheck config show
    """
    found = settings({}).values()
    shown = [(s.key, _said(s.value), s.origin) for s in found]
    widths = [max(len(row[i]) for row in shown) for i in range(2)]
    out("\n".join(f"{k:<{widths[0]}}  {v:<{widths[1]}}  ({origin})" for k, v, origin in shown))


def _said(value: object) -> str:
    """A value on one line."""
    if isinstance(value, Limits):
        value = limits_shown(value)
    return ", ".join(value) if isinstance(value, tuple) else str(value or "-")
