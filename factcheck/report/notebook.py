"""Result -> a summary table for notebooks: inline styles, no script, at most 50 rows, what needs a look first.

Colours are those that can be read on white as well as on black, since nobody tells a cell which it stands on.
"""

from __future__ import annotations

from html import escape

from factcheck.model import Result
from factcheck.report.card import claimed, reference_value
from factcheck.report.payload import payload
from factcheck.report.words import LOOKS, in_a_line

ROWS = 50
FIRST = ("contradicted", "needs-context")
COLORS = {"con": "#d43d30", "ctx": "#9c6c00", "nor": "#5079ad", "sup": "#2c8858", "unc": "#7a766f"}
CELL = 'style="text-align:left;padding:2px 10px 2px 0;vertical-align:top"'


def to_notebook(result: Result) -> str:
    """The findings as a small table."""
    data = payload(result)
    head = in_a_line(data["summary"])
    rows = []
    for claim in sorted(data["claims"], key=lambda c: c["verdict"] not in FIRST)[:ROWS]:
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
