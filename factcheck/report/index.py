"""Summaries -> reports/index.html: every report with its verdict bar, what needs attention first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from factcheck.report.html import bar, render
from factcheck.report.words import LOOKS, plural, tally

ATTENTION = ("contradicted", "needs-context", "no-reference")


def to_index(entries: Iterable[tuple[str, Mapping[str, int], str]]) -> str:
    """One page for (relative address of the report, summary, title) of several articles."""
    given = list(entries)
    called = Counter(title for _, _, title in given)
    rows = [
        (
            href,
            s,
            {
                "href": href, "title": title, "file": href if called[title] > 1 else None,
                "tally": ", ".join(tally(s)) or "nothing to check", "bar": bar(s),
            },
        )
        for href, s, title in given
    ]  # fmt: skip
    rows.sort(key=lambda row: ([-row[1][v] for v in ATTENTION], row[0]))
    total = {v: sum(s[v] for _, s, _ in rows) for v in (*LOOKS, "claims")}
    said = ", ".join(tally(total)) or "nothing to check"
    count = f"{plural(len(rows), 'report')}, {plural(total['claims'], 'claim')}"
    view = {"rows": [row for _, _, row in rows], "said": f"{count}: {said}"}
    return render("index.html.jinja", view)
