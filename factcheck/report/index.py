"""Summaries -> reports/index.html: every report with its verdict bar, what needs attention first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from factcheck.report.html import bar, render
from factcheck.report.words import LOOKS, plural, tally


def to_index(entries: Iterable[tuple[str, Mapping[str, int], str]]) -> str:
    """One page for (relative address of the report, summary, title) of several articles."""
    rows = [
        {"href": href, "title": title, "tally": ", ".join(tally(dict(s))) or "nothing to check", "bar": bar(s), "summary": s}
        for href, s, title in entries
    ]
    rows.sort(key=lambda r: ([-r["summary"][v] for v in ("contradicted", "needs-context", "no-reference")], r["href"]))  # type: ignore[index]
    total = {v: sum(r["summary"][v] for r in rows) for v in (*LOOKS, "claims", "judged")}  # type: ignore[index]
    said = ", ".join(tally(total)) or "nothing to check"
    view = {"rows": rows, "said": f"{plural(len(rows), 'report')}, {plural(total['claims'], 'claim')}: {said}"}
    return render("index.html.jinja", view)
