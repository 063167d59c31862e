"""``factcheck facts import PROVIDER``: what institutions publish, as CSV in the reference folder."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli import options as opt
from factcheck.cli.errors import Failed, complain
from factcheck.cli.terminal import note, out
from factcheck.pipeline import claims, mentions
from factcheck.providers import keep, release
from factcheck.providers.errors import ProviderError
from factcheck.read import ReadError, read

app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    help="Bring facts in from a source: they are written as CSV, with source and date.",
    context_settings={"help_option_names": ["-h", "--help"]},
)
Into = Annotated[
    Path, typer.Option("-r", "--reference", metavar="DIR", help="The reference folder to write into, made if missing.")
]
DEFAULT = Path("reference_data")


def draw(
    path: str,
    frame: opt.Frame,
    title: str | None = None,
    *,
    published: date | None = None,
    entity: str | None = None,
) -> release.Drawn:
    """The facts of one source document; ``published`` and ``entity`` where it says nothing of them itself."""
    try:
        article = read(
            path, encoding=frame.encoding, published=frame.published, entity=frame.entity,
            currency=frame.currency, locale=frame.locale,
        )  # fmt: skip
        article = replace(article, published=article.published or published, entity=article.entity or entity)
        return release.draw(article, claims(article), mentions(article), title)
    except (ReadError, ProviderError) as error:
        raise Failed(str(error)) from None


def kept(path: Path, rows: list[keep.Row]) -> None:
    """Write rows and say what was done."""
    try:
        done = keep.add(path, rows)
    except ProviderError as error:
        raise Failed(str(error)) from None
    out(f"{done.path}: {done.added} rows added" + (f", {done.there} were there" if done.there else ""))


@app.command("release")
def import_release(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Source documents: .txt .md .html, or -.")],
    entity: opt.Entity = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day it was published; else its front matter says so.")
    ] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="How reports name the source.  [its title]")] = None,
    currency: opt.Currency = None,
    locale: opt.Locale = None,
    encoding: opt.Encoding = None,
    folder: Into = DEFAULT,
) -> int:
    """Turn a press release, filing section or statement into facts, each with its quote and place.

    Rows with a guess in them are marked "reported" and "secondary", with a note on what to confirm: they raise
    questions and accuse nobody until a person has set them to primary.

    Example:  factcheck facts import release q3.txt --entity "Acme plc" --published 2025-11-06
    """
    frame = opt.Frame(opt.day(published, "--published"), entity, currency, locale, encoding)
    drawn = [draw(path, frame, title) for path in files]
    for one in drawn:
        kept(folder / "facts" / f"{keep.slug(one.article.name)}.csv", list(one.rows))
        open_ = sum(row["source_rank"] == "secondary" for row in one.rows)
        if open_:
            note(f"{one.article.name}: {open_} of {len(one.rows)} rows to confirm, see the column note")
        complain([f"{one.article.name}: {what}: {why}" for what, why in one.left_out], "left out")
    return 0
