"""Result -> Markdown: the summary, then one section per claim."""

from __future__ import annotations

import re
from typing import Any

from factcheck.model import Result
from factcheck.report.card import card
from factcheck.report.payload import payload
from factcheck.report.words import plural, tally

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")


def text(value: object) -> str:
    """Foreign text in Markdown: nothing in it is markup, and it stays on its line."""
    return SPECIAL.sub(r"\\\1", " ".join(str(value).split()))


def to_markdown(result: Result) -> str:
    """The report as Markdown; links only to http and https."""
    data = payload(result)
    summary, about = data["summary"], data["article"]
    dated = f"article date {about['published']}" if about["published"] else "article date not given"
    found = ", ".join(tally(summary)) or "nothing to judge"
    lines = [
        f"# {text(about['title'] or about['name'])}",
        "",
        f"{summary['judged']:,} of {plural(summary['claims'], 'claim')} judged: {found}.",
        f"{summary['accounted_for']:,} of {plural(summary['numbers'], 'number')} accounted for. {dated.capitalize()}.",
        "",
    ]
    for i, claim in enumerate(data["claims"], 1):
        lines += _section(card(claim, i), claim)
    return "\n".join(lines).encode("utf-8", "replace").decode("utf-8")


def _section(shown: dict[str, Any], claim: dict[str, Any]) -> list[str]:
    before, said, after = shown["quote"]
    lines = [
        f"## {shown['n']}. {shown['glyph']} {shown['word']}: {text(said)}",
        "",
        f"{shown['place'].capitalize()} · {text(shown['kind'])} · `{claim['reason']}`",
        "",
        f"> {_joined(before, said)}**{text(said)}**{_joined(said, after, after=True)}".rstrip(),
        "",
        text(shown["why"]),
        "",
        "| | | |",
        "|---|---|---|",
        *(f"| {text(label)} | {text(value)} | {text(note)} |" for label, value, note in shown["rows"]),
        "",
    ]
    if shown["fix"]:
        lines += [f"Suggested correction: ~~{text(shown['fix']['del'])}~~ **{text(shown['fix']['ins'])}**", ""]
    if shown["question"]:
        lines += [f"Ask the author: {text(shown['question'])}", ""]
    for source in shown["sources"]:
        lines.append(f"- {_source(source)}")
    for source in shown["considered"]:
        lines.append(f"- considered, not used: {_source(source)}. {text(source['why_not'])}")
    lines += [f"{n}. {text(step)}" for n, step in enumerate(shown["steps"], 1)]
    if shown["later"]:
        lines += ["", f"Later: {shown['later']['word']}. {text(shown['later']['why'])}"]
    return [*lines, ""]


def _joined(one: str, other: str, after: bool = False) -> str:
    """Words beside the number, with a blank only where the text has one: ``**$31.5 million**, compared with``."""
    words, blank = (other, other[:1]) if after else (one, one[-1:])
    gap = " " if blank.isspace() else ""
    return gap + text(words) if after else text(words) + gap


def _source(source: dict[str, Any]) -> str:
    title = f"[{text(source['title'])}](<{_url(source['url'])}>)" if source["url"] else text(source["title"])
    parts = [source["rank"], title]
    for value, about, place in source["says"]:
        parts.append(text(f"{value} ({about})") + (f" `{place.replace('`', '')}`" if place else ""))
    parts.append(f"as of {source['as_of']}")
    return ", ".join(p for p in parts if p)


def _url(url: str) -> str:
    return "".join(c for c in url if c > " " and c not in "<>\\")
