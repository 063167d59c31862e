"""Result -> outputs: HTML, JSON, tables, SARIF, terminal. One function per output; none of them judges anything."""

from factcheck.report.frame import to_csv, to_frame
from factcheck.report.github import to_github
from factcheck.report.html import to_html
from factcheck.report.index import to_index
from factcheck.report.json import from_json, to_json, to_jsonl
from factcheck.report.markdown import to_markdown
from factcheck.report.notebook import to_notebook
from factcheck.report.sarif import to_sarif
from factcheck.report.terminal import to_concise, to_full, to_ledger
from factcheck.report.words import in_a_line, tally

__all__ = [
    "from_json", "in_a_line", "tally", "to_concise", "to_csv", "to_frame", "to_full", "to_github", "to_html",
    "to_index", "to_json", "to_jsonl", "to_ledger", "to_markdown", "to_notebook", "to_sarif",
]  # fmt: skip
