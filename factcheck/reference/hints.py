"""Faults of a file -> the same faults, with the one command that mends many of them at once.

Spreadsheets save what they show: 2/14/2025, 1.234,5, Jul-24. None of these is guessed; the author declares them once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from factcheck.model import Fault
from factcheck.reference.cells import order_of, sheet_day

QUOTED = re.compile(r'"([^"]{1,40})"')
MONTH = re.compile(r"[A-Za-z]{3,9}[- ]\d{2}")


def with_hints(faults: Sequence[Fault], file: str) -> list[Fault]:
    """The faults, the first of each family with its remedy."""
    out = list(faults)
    quoted = {n: m[1] for n, f in enumerate(out) if f.severity == "error" and (m := QUOTED.match(f.message))}
    days = {n: text for n, text in quoted.items() if sheet_day(text, "dmy") or sheet_day(text, "mdy")}
    months = [n for n, text in quoted.items() if out[n].field == "period" and MONTH.fullmatch(text)]
    either = [n for n in quoted if "is ambiguous" in out[n].message]
    order = order_of(days.values())
    which = "" if order else " (mdy where the month comes first)"
    remedies = {
        next(iter(days), None): f"Convert a spreadsheet's days{which}: {_fmt('--dates', order or 'dmy', file)}",
        next(iter(either), None): f"Or say it once (comma or point): {_fmt('--decimal', 'comma', file)}",
        next(iter(months), None): "A spreadsheet makes this of 2024-07: format the column as text and write it again.",
    }
    for n, remedy in remedies.items():
        if n is not None:
            out[n] = replace(out[n], message=f"{out[n].message} {remedy}")
    return out


def _fmt(option: str, choice: str, file: str) -> str:
    return f"factcheck facts fmt {option} {choice} {file}"
