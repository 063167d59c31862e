"""Result -> a summary table for notebooks: inline styles, no script, at most 50 rows."""

from __future__ import annotations

from html import escape

from factcheck.model import Result
from factcheck.report.card import claimed, reference_value
from factcheck.report.payload import payload
from factcheck.report.words import LOOKS, plural, tally

ROWS = 50
COLORS = {"con": "#a3241b", "ctx": "#7d5200", "nor": "#3a5578", "sup": "#1c6642", "unc": "#5f5a52"}
CELL = 'style="text-align:left;padding:2px 10px 2px 0;vertical-align:top"'


def to_notebook(result: Result) -> str:
    """The findings as a small table."""
    data = payload(result)
    summary = data["summary"]
    head = f"{plural(summary['claims'], 'claim')}: {', '.join(tally(summary)) or 'nothing to judge'}"
    rows = []
    for claim in data["claims"][:ROWS]:
        look = LOOKS[claim["verdict"]]
        verdict = f'<span style="color:{COLORS[look.css]};font-weight:600">{look.glyph} {look.word}</span>'
        cells = [verdict, escape(f"{claim['line']}:{claim['column']}"), escape(claim["surface"])]
        cells += [escape(claimed(claim)), escape(reference_value(claim) or ""), escape(claim["reason"])]
        rows.append("<tr>" + "".join(f"<td {CELL}>{c}</td>" for c in cells) + "</tr>")
    more = len(data["claims"]) - ROWS
    tail = f"<p>{more:,} more: to_frame() has them all.</p>" if more > 0 else ""
    names = "".join(f"<th {CELL}>{n}</th>" for n in ("verdict", "line", "text", "claim", "reference", "reason"))
    table = f"<table><thead><tr>{names}</tr></thead><tbody>{''.join(rows)}</tbody></table>" if rows else ""
    return f"<div><p><b>{escape(head)}</b></p>{table}{tail}</div>".encode("utf-8", "replace").decode("utf-8")
