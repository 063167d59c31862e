"""``factcheck units``: what the unit column of a facts CSV may say, and how a unit is read."""

from __future__ import annotations

import textwrap
from typing import Annotated

import typer

from factcheck.cli.errors import Failed
from factcheck.cli.terminal import out
from factcheck.measure.unit_text import KNOWN_COUNTS, NAMES, SPECIAL, currencies, parse_unit
from factcheck.model import plain
from factcheck.vocabulary import rows

app = typer.Typer(rich_markup_mode=None, add_completion=False, context_settings={"help_option_names": ["-h", "--help"]})


@app.command()
def units(
    unit: Annotated[str | None, typer.Argument(metavar="UNIT", help="A unit to read; without it, all of them.")] = None,
) -> int:
    """List the units that a facts CSV may use.

    Example:  factcheck units "USD million"
    """
    if unit is None:
        out("\n\n".join(_section(title, words) for title, words in _sections()))
        return 0
    read = parse_unit(unit)
    if read.problem:
        raise Failed(f"{read.problem.removesuffix(' List: factcheck units')} List: factcheck units")
    per = f" per {read.per}" if read.per else ""
    times = "" if read.scale == 1 else f", times {plain(read.scale)}"
    known = "" if read.known else " (a count of that noun; not known, so a warning)"
    out(f'"{unit}" is {read.unit}{per}{times}{known}')
    return 0


def _sections() -> list[tuple[str, list[str]]]:
    scales = sorted({row["word"] for row in rows("scales") if len(row["word"]) > 3 and row["word"].isalpha()})
    return [
        ("Money: a code of ISO 4217", sorted(currencies())),
        ("Scales, after a currency or a count: USD million", scales),
        ("Parts and rates", sorted(set(NAMES.values()) - KNOWN_COUNTS)),
        ("Counts (any other single noun is a count too, with a warning)", sorted(KNOWN_COUNTS)),
        ("Physical and everyday units", sorted({row["unit"] for row in rows("units")})),
        ("Not numbers", sorted(SPECIAL)),
        ("One per another: X/Y", ["USD/share", "USD/barrel", "tonne/year"]),
    ]


def _section(title: str, words: list[str]) -> str:
    return f"{title}\n" + textwrap.fill(" ".join(words), 78, initial_indent="  ", subsequent_indent="  ")
