"""Printed text of a tagged number and its format -> the number: the transformation registries of inline XBRL.

Names are compared without prefix, hyphens and capitals, so that ``ixt:num-dot-decimal``, ``ixt:numdotdecimal`` and the
``numcommadot`` of 2010 are one. What a format does not allow gives None, never a guess.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from factcheck.measure import numbers

LONGEST = 200  # characters; no printed number is longer
POINT = frozenset("numdotdecimal numcommadot numspacedot numdotdecimalin numdotdecimalapos".split())
COMMA = frozenset("numcommadecimal numcomma numdotcomma numspacecomma numcommadecimalapos".split())
ZERO = frozenset("fixedzero zerodash numdash".split())
UNITS = frozenset("numunitdecimal numunitdecimalin".split())
WORDS = frozenset("numwordsen".split())
NOTHING = frozenset(("no", "none", "nil", "zero", "-", "–", "—"))


def number(text: str, form: str) -> Decimal | None:
    """The number that a tag's text stands for; ``form`` is its format as printed, empty where there is none."""
    kind = form.rpartition(":")[2].replace("-", "").lower()
    text = " ".join(text.split())
    if len(text) > LONGEST:
        return None
    if kind in ZERO:
        return Decimal(0)
    if kind in WORDS:
        return _words(text)
    if kind in UNITS:
        return _units(text)
    if kind in POINT or kind in COMMA:
        return _grouped(text, "." if kind in POINT else ",")
    return _plain(text) if not kind else None


def _grouped(text: str, mark: str) -> Decimal | None:
    """Digits in groups that one sign separates, with a decimal mark: "1 400,40", "1’000.5", "1,00,000.50"."""
    whole, dot, part = text.strip("$€£¥ ").partition(mark)
    digits = re.sub(r"(?<=\d)[^\w]{1,2}(?=\d)", "", whole)
    if (dot and not part.isdecimal()) or not (digits.isdecimal() or (not digits and dot)):
        return None
    return _decimal(f"{digits or '0'}{'.' + part if dot else ''}")


def _units(text: str) -> Decimal | None:
    """“12 euro 50 cents”: what stands before the first word, and the hundredths before the second."""
    parts = re.fullmatch(r"(\d[\d.,' ]*?)\s*[^\W\d]+\.?,?(?:\s*(\d{1,2})\s*[^\W\d]+\.?)?", text)
    if parts is None:
        return None
    return _decimal(f"{re.sub(r'[^0-9]', '', parts[1])}.{(parts[2] or '0').zfill(2)}")


def _words(text: str) -> Decimal | None:
    if text.lower() in NOTHING:
        return Decimal(0)
    found = numbers.amount(text, 0)
    return found.value if found is not None and found.end >= len(text) else None


def _plain(text: str) -> Decimal | None:
    return _decimal(re.sub(r"[\s$€£,]", "", text))


def _decimal(text: str) -> Decimal | None:
    try:
        value = Decimal(text) if text.isascii() else Decimal("x")
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
