"""``factcheck explain``: what a verdict or a reason means, with an example and how to silence it."""

from __future__ import annotations

from typing import Annotated

import typer

from factcheck.cli.errors import Failed, did_you_mean
from factcheck.cli.terminal import out
from factcheck.vocabulary import rows

app = typer.Typer(rich_markup_mode=None, add_completion=False, context_settings={"help_option_names": ["-h", "--help"]})


@app.command()
def explain(
    code: Annotated[
        str | None, typer.Argument(metavar="CODE", help="A verdict or reason; without it, all of them.")
    ] = None,
) -> int:
    """Say what a verdict or reason means and how to silence it.

    Example:  factcheck explain period-mismatch
    """
    known = {row["code"]: row for row in rows("reasons")}
    verdicts = dict.fromkeys(row["verdict"] for row in known.values())
    if code is None:
        out("\n\n".join(_family(verdict) for verdict in verdicts))
    elif code in verdicts:
        out(_family(code))
    elif code in known:
        out(_one(known[code]))
    else:
        raise Failed(
            f"{code}: no such verdict or reason.{did_you_mean(code, [*known, *verdicts])} List: factcheck explain"
        )
    return 0


def _family(verdict: str) -> str:
    mine = [row for row in rows("reasons") if row["verdict"] == verdict]
    wide = max(len(row["code"]) for row in rows("reasons"))
    return "\n".join([verdict, *(f"  {row['code']:<{wide}}  {row['short']}" for row in mine)])


def _one(row: dict[str, str]) -> str:
    return "\n".join(
        [
            f"{row['code']} ({row['verdict']})",
            f"  {row['short']}",
            "",
            f"  meaning   {row['meaning']}",
            f"  example   {row['example']}",
            f"  silence   {row['silence']}",
        ]
    )
