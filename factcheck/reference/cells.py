"""One printed cell of a facts CSV -> value: plain decimals in the habits of spreadsheets, dates, years, booleans.

A cell that could mean two numbers is a problem, never a guess: ``1.234`` in a file with semicolons may be a German
thousand. ``Bad`` carries the message for the row's author, ``Number.warning`` what a spreadsheet may have done to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from factcheck.measure.periods import parse_label

_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2212": "-", "\u2013": "-", "\u2019": "'"})
_PLAIN = re.compile(r"[+-]?\d{1,60}(?:\.\d{1,60})?")
_EXCEL = re.compile(r"[+-]?\d(?:\.\d{1,30})?[eE][+-]?\d{1,3}")
_COMMAS = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d{1,60})?")
_DOTS = re.compile(r"[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d{1,60})?")
_GAPS = re.compile(r"[+-]?\d{1,3}(?:[ ']\d{3})+(?:[.,]\d{1,60})?")
_COMMA_DECIMAL = re.compile(r"[+-]?\d{1,60},\d{1,60}")
_EITHER = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
_DATE_LIKE = re.compile(r"(?i)\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2}[-. ][a-z]{3,9}|[a-z]{3,9}[-. ]\d{1,4}")
_SYMBOL = re.compile(r"[$€£¥₹]|[A-Z]{3}\b")
_NUMBER = re.compile(r"[+-]?[\d., ]*\d%?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SHEET_DAY = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")


def guarded(cell: str) -> str:
    """A cell no spreadsheet takes for a formula: ``=1+1`` becomes ``'=1+1``, numbers stay."""
    risky = cell[:1] in ("=", "+", "-", "@", "\t", "\r")
    return "'" + cell if risky and not _NUMBER.fullmatch(cell) else cell


def unguarded(cell: str) -> str:
    """What stood there before ``guarded``: a rewritten ``'@Globex`` is still the company @Globex."""
    return cell[1:] if cell[:1] == "'" and guarded(cell[1:]) == cell else cell


class Bad(NamedTuple):
    """Why a cell cannot be read, and what to write instead."""

    message: str


class Number(NamedTuple):
    """A decimal, the number of digits after its point (negative: none before either), and what it came with."""

    value: Decimal
    digits: int
    percent: bool = False
    warning: str | None = None


def number(text: str, delimiter: str = ",", decimal: str | None = None) -> Number | Bad:
    """Read a decimal. ``delimiter`` is the file's: with semicolons, dots and commas may be either.

    ``decimal`` is the sign that was declared to stand before decimals; the other one then parts thousands.
    """
    if decimal:
        other = "." if decimal == "," else ","
        bare = re.sub(rf"(?<=\d)[{other}](?=\d{{3}}(?!\d))", "", text)
        if other in bare:
            return Bad(f'"{text}" is no number with "{decimal}" before its decimals.')
        text, delimiter = bare.replace(",", "."), ","
    if _PLAIN.fullmatch(text) and (delimiter != ";" or not _EITHER.fullmatch(text)):
        return Number(Decimal(text), len(text.partition(".")[2]))
    body = text.translate(_SPACES).strip()
    percent = body.endswith("%")
    body = body.removesuffix("%").rstrip()
    negative = body.startswith("(") and body.endswith(")")
    if negative:
        body = "-" + body[1:-1].strip()
    found = _decimal(body, delimiter)
    if isinstance(found, Number):
        return found._replace(percent=percent)
    return found or Bad(_why(text.strip()))


def _decimal(body: str, delimiter: str) -> Number | Bad | None:
    if delimiter == ";" and _EITHER.fullmatch(body):
        whole, part = body.replace(",", ".").split(".")
        return Bad(f'"{body}" is ambiguous: {whole}{part} or {whole}.{part}. Write {whole}{part} or {whole}.{part}0.')
    if _PLAIN.fullmatch(body):
        return Number(Decimal(body), len(body.partition(".")[2]))
    if _EXCEL.fullmatch(body):
        value = Decimal(body)
        exponent = value.as_tuple().exponent
        warning = f'"{body}" is how a spreadsheet shortens a long number; digits may be lost. Write it out.'
        return Number(Decimal(format(value, "f")), -int(exponent), warning=warning)
    if _COMMAS.fullmatch(body):
        return _plain(body.replace(",", ""))
    if _DOTS.fullmatch(body) and ("," in body or body.count(".") > 1):
        return _plain(body.replace(".", "").replace(",", "."))
    if _GAPS.fullmatch(body):
        return _plain(body.replace(" ", "").replace("'", "").replace(",", "."))
    if delimiter != "," and _COMMA_DECIMAL.fullmatch(body):
        return _plain(body.replace(",", "."))
    return None


def _plain(body: str) -> Number:
    return Number(Decimal(body), len(body.partition(".")[2]))


def _why(text: str) -> str:
    if _DATE_LIKE.fullmatch(text):
        return f'"{text}" is a date where a number belongs. Did a spreadsheet turn a ratio such as 1/5 or 5-1 into it?'
    if _COMMA_DECIMAL.fullmatch(text):
        return f'"{text}" is not a number. Write {text.replace(",", ".")}, with a point.'
    if _SYMBOL.search(text):
        return f'"{text}" is not a plain number. Put the currency into the unit column.'
    return f'"{text}" is not a number. Write digits only, for example 1234.5.'


@lru_cache(maxsize=65536)
def day(text: str) -> date | Bad:
    """A day as YYYY-MM-DD, nothing else."""
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    return Bad(f'"{text}" is not a date. Use YYYY-MM-DD.')


def sheet_day(text: str, order: str) -> str | None:
    """A day as spreadsheets show it (``2/14/2025``, ``14.02.2025``) as YYYY-MM-DD; ``order`` is ``dmy`` or ``mdy``.

    None where it is no such day in that order.
    """
    if not (m := _SHEET_DAY.fullmatch(text)):
        return None
    first, second, of = int(m[1]), int(m[3]), int(m[4])
    month, day_ = (second, first) if order == "dmy" else (first, second)
    try:
        return date(of, month, day_).isoformat()
    except ValueError:
        return None


def order_of(texts: Iterable[str]) -> str | None:
    """``dmy`` or ``mdy``, where the days that a spreadsheet shows can be read in one of these orders only."""
    shown = list(texts)
    fits = [order for order in ("dmy", "mdy") if all(sheet_day(text, order) for text in shown)]
    return fits[0] if len(fits) == 1 else None


def year(text: str) -> Decimal | Bad:
    """A calendar year."""
    period = parse_label(text) if re.fullmatch(r"-?\d{1,4}", text) else None
    return Decimal(text) if period else Bad(f'"{text}" is not a year. Use YYYY.')


def boolean(text: str) -> bool | Bad:
    """``true`` or ``false`` in any case."""
    known = {"true": True, "false": False}
    return known.get(text.lower(), Bad(f'"{text}" is neither true nor false.'))
