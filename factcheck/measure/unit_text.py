"""The unit column of a facts CSV -> UnitText: canonical unit, denominator and scale, or why it is malformed.

``USD million`` is USD times 1,000,000; ``USD/share`` is USD per share; ``%`` is percent; any other single noun is a
count of that noun, ``known`` only where the vocabulary has it. A typing error such as ``USD milion`` or ``US$`` has a
``problem`` and names the nearest right form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache

from iso4217 import Currency
from rapidfuzz import fuzz, process

from factcheck.vocabulary import rows

ONE = Decimal(1)
SPECIAL = {"date", "year", "boolean", "text"}
# Signs of the families' own: what tables write in a unit column, and the name the pipeline uses.
NAMES = {
    "percent": "percent", "%": "percent", "per cent": "percent", "pct": "percent",
    "percentage point": "percentage_point", "percentage points": "percentage_point", "pp": "percentage_point",
    "ppt": "percentage_point", "percentage_point": "percentage_point",
    "basis point": "basis_point", "basis points": "basis_point", "basis_point": "basis_point", "bp": "basis_point",
    "bps": "basis_point",
    "ratio": "ratio", "pure": "ratio", "x": "ratio", "times": "ratio", "multiple": "ratio",
    "index": "index", "index points": "index", "points": "point", "people": "person", "persons": "person",
    "count": "count", "number": "count",
    # a duration, kept apart from the unit "year", which is a calendar year
    "years": "years",
}  # fmt: skip
DIMENSIONS = {"percent": "part", "ratio": "part"}
SIGNS = {"$": "USD", "us$": "USD", "us dollar": "USD", "us dollars": "USD", "dollar": "USD", "dollars": "USD"}
SIGNS |= {"€": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "pound": "GBP", "pounds": "GBP", "¥": "JPY"}
SIGNS |= {"yen": "JPY", "yuan": "CNY", "rmb": "CNY", "₹": "INR", "rupees": "INR", "c$": "CAD", "a$": "AUD"}
KNOWN_COUNTS = frozenset(
    "share employee person customer user subscriber store restaurant vehicle car unit barrel job worker student "
    "patient visitor passenger patent segment country member household home room aircraft ship flight order point "
    "index case death vote seat lawsuit plaintiff account acre shareholder investor company plant site day month week "
    "hour minute second years item ounce bushel ton tonne".split()
)  # fmt: skip
_NOUN = re.compile(r"[^\W\d][\w.'’&%-]*")


@dataclass(frozen=True, slots=True)
class UnitText:
    """A unit column read: one printed number counts ``scale`` times one ``unit`` (per ``per``)."""

    unit: str
    per: str | None = None
    scale: Decimal = ONE
    known: bool = True
    problem: str | None = None

    @property
    def is_money(self) -> bool:
        """Whether it is an amount of a currency."""
        return self.unit in currencies()


@cache
def currencies() -> frozenset[str]:
    """The codes of ISO 4217."""
    return frozenset(c.code for c in Currency)


@cache
def _scales() -> dict[str, Decimal]:
    return {r["word"]: Decimal(10) ** int(r["power"]) for r in rows("scales")} | {"000": Decimal(1000)}


@lru_cache(maxsize=4096)
def parse_unit(text: str) -> UnitText:
    """Read a unit column's text; ``problem`` says what is wrong with it."""
    words = " ".join(text.split())
    if not words:
        return UnitText("", problem="empty. Write a unit, for example USD million, percent or employee.")
    upper, slash, lower = words.partition("/")
    if not slash and " per " in words and words.lower() != "per cent":
        upper, slash, lower = words.partition(" per ")
    whole = _physical().get(words) or _physical().get(words.lower())
    if whole and slash:
        return UnitText(whole)
    if not slash:
        return _side(words)
    if not upper.strip() or not lower.strip() or "/" in lower:
        return _malformed(words)
    top, bottom = _side(upper.strip()), _side(lower.strip())
    if top.problem or bottom.problem or bottom.scale != ONE or top.unit in SPECIAL:
        return _malformed(words)
    per = "year" if bottom.unit == "years" else bottom.unit
    return replace(top, per=per, known=top.known and bottom.known)


def _side(words: str) -> UnitText:
    low = words.lower()
    if low in NAMES:
        return UnitText(NAMES[low])
    if low in SPECIAL:
        return UnitText(low)
    if words in currencies():
        return UnitText(words)
    physical = _physical().get(words) or _physical().get(low)
    if physical:
        return UnitText(physical)
    first, _, rest = words.partition(" ")
    if rest:
        return _scaled(words, first, rest)
    if low in SIGNS or (low.upper() in currencies() and low not in {"all", "top", "try", "cup", "pen", "gel", "cop"}):
        return _malformed(words)
    fused = len(words) > 3 and (words[:3] in currencies() or words[-3:] in currencies())  # USDmillion, mUSD
    if fused or (low in _scales() and len(low) > 1) or not _NOUN.fullmatch(words):
        return _malformed(words)
    noun = singular(words if words.isupper() else low)
    return UnitText(noun, known=noun in KNOWN_COUNTS or noun.lower() in KNOWN_COUNTS)


def _scaled(words: str, first: str, rest: str) -> UnitText:
    """``USD million``, ``USD '000``, ``million barrels``: a scale beside one unit."""
    scales = _scales()
    for unit, scale in ((first, rest), (rest, first)):
        factor = scales.get(scale.lower().strip("'’."))
        if factor is None or unit.lower() in scales:
            continue
        side = _side(unit)
        if side.problem or side.unit in SPECIAL or (scale == first and side.is_money):
            break
        return replace(side, scale=factor)
    return _malformed(words)


def _malformed(words: str) -> UnitText:
    near = suggest(words)
    hint = f' Did you mean "{near}"?' if near else " Write one noun, or a currency with a scale: USD million."
    return UnitText(words, problem=f'malformed unit "{words}".{hint} List: factcheck units')


def suggest(words: str) -> str | None:
    """The well-formed unit nearest to what was written: ``USD milion`` -> ``USD million``, ``US$`` -> ``USD``."""
    upper, slash, lower = words.replace(" per ", "/").partition("/")
    parts = [SIGNS[upper.lower()]] if upper.lower() in SIGNS else upper.split()
    if not parts:
        return None
    out = []
    for word in parts:
        low = word.lower()
        if low in SIGNS or low.upper() in currencies():
            out.append(SIGNS.get(low, low.upper()))
        elif low in _scales():
            out.append(low)
        else:
            near = process.extractOne(low, [w for w in _scales() if len(w) > 3], scorer=fuzz.ratio, score_cutoff=75)
            code = process.extractOne(word.upper(), ("USD", "EUR", "GBP", "JPY", "CNY", "CHF", "CAD", "AUD", "INR"),
                                      scorer=fuzz.ratio, score_cutoff=65)  # fmt: skip
            if not near and not code:
                return None
            out.append(str(near[0]) if near else str(code[0]) if code else word)
    out.sort(key=lambda w: w not in currencies())
    found = " ".join(out) + (f"/{singular(lower.strip().lower())}" if slash and lower.strip() else "")
    return found if found != words and not parse_unit(found).problem else None


@cache
def _physical() -> dict[str, str]:
    """Surfaces of physical units -> canonical name; a name is a surface of itself."""
    table = rows("units")
    return {r["unit"]: r["unit"] for r in table} | {r["surface"]: r["unit"] for r in table}


def dimension(unit: str) -> str:
    """What a unit measures where several units measure it (percent and ratio), else the unit itself."""
    return DIMENSIONS.get(unit, unit)


def singular(noun: str) -> str:
    """``employees`` -> ``employee``, ``companies`` -> ``company``, ``series`` -> ``series``."""
    low = noun.lower()
    if len(low) < 4 or low.endswith(("ss", "us", "is", "series", "species")) or not low.endswith("s"):
        return noun
    if low.endswith("ies"):
        return noun[:-3] + ("y" if noun[-3:].islower() else "Y")
    if low.endswith(("sses", "shes", "ches", "xes", "zes")):
        return noun[:-2]
    return noun[:-1]
