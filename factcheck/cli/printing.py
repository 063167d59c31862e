"""How findings are printed: for a person, a pipe or a machine; and the closing lines of a run."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from factcheck import report
from factcheck.cli import outputs
from factcheck.cli.errors import Failed, did_you_mean
from factcheck.cli.settings import Setting
from factcheck.cli.terminal import is_terminal, note, only_ascii, out, use_color, width
from factcheck.model import VERDICTS, Result
from factcheck.report.words import in_a_line, plural

LINES = 10**9  # so many articles: nobody knows how many lines come
ONE = ("json", "sarif")  # formats in which a file is one article's result


@dataclass(frozen=True, slots=True)
class Shown:
    """How findings are printed."""

    format: str = "full"
    color: bool = False
    ascii: bool = False
    width: int = 80
    quiet: bool = False
    verdicts: tuple[str, ...] = ()
    brief: bool = False


def _verdicts(asked: str | None) -> tuple[str, ...]:
    if asked is None or asked == "all":
        return VERDICTS if asked else VERDICTS[:3]
    wanted = tuple(word.strip() for word in asked.split(",") if word.strip())
    for word in wanted:
        if word not in VERDICTS:
            raise Failed(f'--verdict: "{word}" is not one of {", ".join(VERDICTS)}.{did_you_mean(word, VERDICTS)}')
    return wanted


def look(chosen: Mapping[str, Setting], articles: int, *, verdict: str | None, ascii: bool, quiet: bool) -> Shown:
    """What the options and the other end of stdout ask for. Raises Failed where they cannot be met together."""
    form = str(chosen["format"].value or ("full" if is_terminal(sys.stdout) else "concise"))
    if form in ONE and articles > 1:
        how_many = f"{articles} articles" if articles < LINES else "articles that come as lines"
        raise Failed(f"--format {form} is one article's result; for {how_many} use --format jsonl.")
    return Shown(
        form,
        color=use_color(str(chosen["color"].value), sys.stdout),
        ascii=only_ascii(ascii, sys.stdout),
        width=width(sys.stdout),
        quiet=quiet,
        verdicts=_verdicts(verdict),
        brief=verdict is None,
    )


def show(
    results: Sequence[Result], targets: Sequence[outputs.Target], shown: Shown, seconds: float, index: str | None = None
) -> None:
    """Print every result, then the closing lines where stdout is not for a person, or holds several results.

    ``index`` is the page that lists the reports of several articles.
    """
    pages, stored = ({t.article: t.path.as_posix() for t in targets if t.path.suffix == s} for s in (".html", ".json"))
    took = seconds if len(results) == 1 else None
    for n, result in enumerate(results):
        out(_one(result, n, shown, took, pages.get(n), stored.get(n)))
    if not shown.quiet and (shown.format != "full" or len(results) > 1):
        total = {key: sum(r.summary[key] for r in results) for key in results[0].summary}
        close(total, len(results), seconds, _where([*pages.values()], index))


def printed(result: Result, shown: Shown) -> str:
    """One result as the options ask for it."""
    return _one(result, 0, shown)


def _one(
    result: Result,
    index: int,
    shown: Shown,
    seconds: float | None = None,
    page: str | None = None,
    stored: str | None = None,
) -> str:
    if shown.format == "concise":
        return report.to_concise(result, color=shown.color, ascii=shown.ascii, verdicts=shown.verdicts)
    if shown.format == "full":
        return report.to_full(
            result,
            color=shown.color,
            ascii=shown.ascii,
            width=shown.width,
            verdicts=shown.verdicts,
            seconds=seconds,
            report=page,
            stored=stored,
            brief=shown.brief,
        )
    text = outputs.PRINTED[shown.format](result)
    return text.split("\n", 1)[1] if shown.format == "csv" and index else text  # one header for all


def close(total: Mapping[str, int], articles: int, seconds: float, where: str | None) -> None:
    """The closing lines of a run as a whole, on stderr; ``where`` names the report."""
    which = "" if articles == 1 else f"{articles:,} articles, "
    note(f"{which}{in_a_line(total)} ({seconds:.1f} s)")
    tail = f"  {where}" if where else ""
    note(f"{total['accounted_for']:,} of {plural(total['numbers'], 'number')} accounted for.{tail}")


def _where(pages: Sequence[str], index: str | None) -> str | None:
    """Where the pages are: the one there is, else the list of them."""
    if len(pages) < 2:
        return f"Report: {pages[0]}" if pages else None
    return f"Reports: {index}" if index else f"Reports: {pages[0]} and {len(pages) - 1} more"
