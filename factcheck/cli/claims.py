"""``factcheck claims``: what can be checked in an article, without any reference data."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from factcheck.claim import claim
from factcheck.cli import options as opt
from factcheck.cli.errors import CLEAN, PARTLY, Failed, complain, harmless
from factcheck.cli.inputs import articles as read_articles
from factcheck.cli.settings import limits_of, settings
from factcheck.cli.terminal import note, out
from factcheck.find import find
from factcheck.model import Article, Claim, Mention, plain
from factcheck.report.payload import Places
from factcheck.report.words import plural

app = typer.Typer(rich_markup_mode=None, add_completion=False, context_settings={"help_option_names": ["-h", "--help"]})


@app.command()
def claims(
    articles: opt.Articles,
    numbers: Annotated[
        bool, typer.Option("--numbers", help="List every number too, with why it is in no claim.")
    ] = False,
    format: Annotated[str, typer.Option(metavar="F", help="text or json.")] = "text",
    published: opt.Published = None,
    entity: opt.Entity = None,
    currency: opt.Currency = None,
    locale: opt.Locale = None,
    encoding: opt.Encoding = None,
    limit: opt.Limit = None,
    quiet: opt.Quiet = False,
) -> int:
    """List what can be checked in articles; reads no reference data.

    Example:  factcheck claims draft.md --numbers
    """
    if format not in ("text", "json"):
        raise typer.BadParameter(f'--format: "{format}" is not one of text, json.')
    given = {"entity": entity, "currency": currency, "locale": locale, "encoding": encoding}
    chosen = settings({**given, "limits": limit or None})
    values = (chosen[key].value for key in given)
    said = [None if v is None else str(v) for v in values]
    frame = opt.Frame(opt.day(published, "--published"), limits_of(chosen), *said)
    found, errors = read_articles(articles, frame)
    if not found:
        raise Failed(errors)
    complain(errors)
    shown = []
    for _, article in found:
        claimed = claim(article, find(article))
        shown.append(_json(article, claimed.claims, claimed.ledger))
        if format == "text":
            out(_text(article, claimed.claims, claimed.ledger, numbers))
        if not quiet:
            settled = sum(1 for m in claimed.ledger if m.ignored is None)
            found_here = plural(len(claimed.claims), "claim")
            note(f"{found_here}; {plural(len(claimed.ledger), 'number')}, {settled:,} of them in claims.")
    if format == "json":
        out(json.dumps(shown[0] if len(shown) == 1 else shown, ensure_ascii=False, indent=2))
    return PARTLY if errors else CLEAN


def _json(article: Article, claimed: Sequence[Claim], ledger: Sequence[Mention]) -> dict[str, Any]:
    about = {"name": article.name, "title": article.title, "sha256": article.sha256, "chars": len(article.text)}
    about["published"] = plain(article.published)
    return {"schema_version": 1, "article": about, "ledger": plain(tuple(ledger)), "claims": plain(tuple(claimed))}


def _text(article: Article, claimed: Sequence[Claim], ledger: Sequence[Mention], numbers: bool) -> str:
    places = Places(article)
    lines = [(c.main.start, _line(places, article.name, c.main, _said(c))) for c in claimed]
    if numbers:
        lines += [(m.start, _line(places, article.name, m, f"ignored: {m.ignored}")) for m in ledger if m.ignored]
    return "".join(line + "\n" for _, line in sorted(lines))


def _line(places: Places, name: str, mention: Mention, said: str) -> str:
    line, column = places.position(mention.start)
    return harmless(f'{name}:{line}:{column}: "{" ".join(mention.surface.split())}" {said}')


def _said(claim: Claim) -> str:
    """``level  Acme · revenue · 2024 (target)``: the frame a fact has to share to judge the claim."""
    period = claim.period.label if claim.period else None
    frame = " · ".join(part for part in (claim.subject, claim.metric, claim.counterparty, period) if part)
    aside = [claim.claim_type] if claim.claim_type != "actual" else []
    aside += [claim.attribution.speaker or claim.attribution.kind] if claim.attribution else []
    return f"{claim.claim_kind}  {frame or '-'}" + (f" ({', '.join(aside)})" if aside else "")
