"""Options that several commands share, so that they mean and read the same everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from factcheck.read import Limits
from factcheck.read.limits import NAMES

Articles = Annotated[
    list[str], typer.Argument(metavar="ARTICLE...", help="Files (.txt .md .html .pdf .docx), folders, globs, or -.")
]
References = Annotated[
    list[Path] | None,
    typer.Option(
        "-r", "--reference", metavar="PATH", help="A facts CSV or a reference folder; repeatable.  [reference_data/]"
    ),
]
Against = Annotated[
    list[Path] | None,
    typer.Option("--against", metavar="RELEASE", help="The source document of the draft, read as facts; repeatable."),
]
Published = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="The day the text speaks from (YYYY-MM-DD); else its front matter says so."),
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="The day the world is judged at.  [--published]")
]
Entity = Annotated[str | None, typer.Option(metavar="NAME", help='Who "we" and "the company" are.')]
Currency = Annotated[str | None, typer.Option(metavar="CODE", help='What "$" means.  [USD]')]
Locale = Annotated[str | None, typer.Option(metavar="TAG", help='How "1,5" is read.  [en-US]')]
Encoding = Annotated[str | None, typer.Option(metavar="NAME", help="What the articles are saved in.  [utf-8]")]
FactsEncoding = Annotated[
    str | None, typer.Option("--facts-encoding", metavar="NAME", help="What the facts CSVs are saved in.  [utf-8]")
]
AllowConflicts = Annotated[
    bool,
    typer.Option("--allow-conflicts", help="Rows that contradict each other only warn; their claims need context."),
]
Outputs = Annotated[
    list[Path] | None,
    typer.Option(
        "-o",
        "--output",
        metavar="PATH",
        help="Write here instead of reports/: .html .json .jsonl .sarif .md .csv, or a folder; repeatable.",
    ),
]
Format = Annotated[
    str | None,
    typer.Option(metavar="F", help="full concise json jsonl sarif github csv.  [full on a terminal, else concise]"),
]
FailOn = Annotated[
    str | None, typer.Option(metavar="V", help="contradicted needs-context no-reference never.  [contradicted]")
]
Verdicts = Annotated[
    str | None,
    typer.Option(metavar="V,...", help="Verdicts to print, or all.  [contradicted,needs-context,no-reference]"),
]
Select = Annotated[
    str | None, typer.Option(metavar="CODE,...", help="Only these verdicts or reasons count as findings.  [all]")
]
Ignore = Annotated[
    str | None, typer.Option(metavar="CODE,...", help="These verdicts or reasons do not; the files keep them.")
]
Accepted = Annotated[
    list[Path] | None,
    typer.Option(
        metavar="SIGNOFF", help="Leave out what was signed as it is; repeatable. It lapses when words or fact change."
    ),
]
Since = Annotated[
    Path | None,
    typer.Option(
        metavar="OLD.json", help="The result of the last draft (or the folder of them): the page marks what changed."
    ),
]
Limit = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME=N", help=f"How much is read at most: {', '.join(NAMES)}; repeatable. --limit file-size=100M"
    ),
]
Watch = Annotated[bool, typer.Option("--watch", help="Check again whenever an article or a fact is saved.")]
Open = Annotated[bool, typer.Option("--open", help="Open the HTML report when done.")]
Color = Annotated[str | None, typer.Option(metavar="WHEN", help="auto, always or never.  [auto]")]
Ascii = Annotated[bool, typer.Option("--ascii", help="No glyphs, plain letters only.")]
NoProgress = Annotated[bool, typer.Option("--no-progress", help="Do not say how far a run of several articles is.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Findings only, no closing lines.")]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="Say which files were read.")]


@dataclass(frozen=True, slots=True)
class Frame:
    """How articles are to be read: what the caller says about all of them."""

    published: date | None = None
    limits: Limits | None = None
    entity: str | None = None
    currency: str | None = None
    locale: str | None = None
    encoding: str | None = None


def day(text: str | None, option: str) -> date | None:
    """A date given as an option."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise typer.BadParameter(f'{option}: "{text}" is not a date. Use YYYY-MM-DD.') from None
