"""Result -> table: one row per claim, columns and types fixed whatever the claims. The one importer of pandas here."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from factcheck.model import Result
from factcheck.report.payload import payload

if TYPE_CHECKING:
    import pandas as pd

# Decimals stay text: a float would change what was printed.
COLUMNS = {
    "article": "string", "id": "string", "line": "Int64", "column": "Int64", "verdict": "string", "reason": "string",
    "surface": "string", "quote": "string", "kind": "string", "claim_kind": "string", "subject": "string",
    "metric": "string", "counterparty": "string", "period": "string", "claim_type": "string", "value": "string",
    "value_high": "string", "unit": "string", "per": "string", "iso_start": "string", "iso_end": "string",
    "expected": "string", "difference": "string", "difference_percent": "string", "confidence": "string",
    "correction": "string", "question": "string", "fact_id": "string", "fact_value": "string", "fact_unit": "string",
    "source": "string", "source_url": "string", "source_rank": "string", "as_of": "string", "fact_file": "string",
    "fact_line": "Int64", "start": "Int64", "end": "Int64", "identity": "string", "content": "string",
}  # fmt: skip
FROM_FACT = {"fact_id": "id", "fact_value": "value", "fact_unit": "unit", "fact_file": "file", "fact_line": "line"}
FACT_COLUMNS = {**FROM_FACT, **{name: name for name in ("source", "source_url", "source_rank", "as_of")}}
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rows(result: Result) -> list[dict[str, Any]]:
    """One plain row per claim."""
    data = payload(result)
    out = []
    for claim in data["claims"]:
        fact = claim["facts"][0] if claim["facts"] else {}
        row = {name: claim.get(name) for name in COLUMNS}
        row.update({name: fact.get(source) for name, source in FACT_COLUMNS.items()})
        row["article"] = data["article"]["name"]
        out.append(row)
    return out


def to_frame(result: Result) -> pd.DataFrame:
    """One row per claim as a pandas frame; decimals are text, as in the JSON."""
    import pandas as pd

    table = rows(result)
    columns = {name: pd.Series([_cell(row[name], kind) for row in table], dtype=kind) for name, kind in COLUMNS.items()}
    return pd.DataFrame(columns)


def _cell(value: Any, kind: str) -> Any:
    return str(value) if kind == "string" and value is not None else value


def to_csv(result: Result) -> str:
    """One row per claim as CSV: header, CRLF; text that a spreadsheet would run as a formula gets a leading ``'``."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows(result):
        writer.writerow(["" if v is None else _safe(str(v)) for v in row.values()])
    return out.getvalue().encode("utf-8", "replace").decode("utf-8")


def _safe(text: str) -> str:
    signed_number = text[0] in "+-" and text[1:].replace(".", "", 1).isdigit() if text else False
    return f"'{text}" if text.startswith(FORMULA) and not signed_number else text
