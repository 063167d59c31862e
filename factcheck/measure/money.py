"""Currency signs, names and codes -> ISO 4217, before and after an amount.

``before("US$5", 0)`` and ``after("5 million euros", 9)`` say which currency stands there and where it ends; a bare
"$" or "cents" is the article's own currency, which the caller knows.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from factcheck.measure.text import shadow
from factcheck.vocabulary import rows

OWN = "*"  # the article's currency: a bare "$", "cents"
ENGLISH = {"ALL", "TOP", "TRY", "CUP", "PEN", "COP", "MAD", "MOP", "SOS", "LAK", "BAM", "GEL", "ANG", "DOP"}


class Currency(NamedTuple):
    """A currency in the text: its code (``*`` the article's own), the factor of its unit, where it ends."""

    code: str
    factor: Decimal
    end: int


def _shade(sign: str) -> str:
    return shadow(sign)[0].decode("latin-1")


CODES = {r["code"] for r in rows("currency_codes")}
SIGNS = {_shade(r["sign"]): (r["code"], Decimal(10) ** int(r["power"] or 0)) for r in rows("currency_signs")}
NAMES = {
    name: (r["code"], Decimal(1) / int(r["parts"]))
    for r in rows("currency_names")
    for name in (r["name"], r["plural"])
    if name
}
_FOLDED = {sign.lower(): entry for sign, entry in SIGNS.items()}
_signs = "|".join(
    ("(?<![A-Za-z])" if s[0].isalpha() else "") + re.escape(s).replace(r"\$", r" ?\$")
    for s in sorted(SIGNS, key=len, reverse=True)
)
_codes = "|".join(sorted(CODES))
_names = "|".join(
    re.escape(n).replace(r"\ ", r"[ \n-]+") for n in sorted((n for n in NAMES if len(n) > 1), key=len, reverse=True)
)
_LONE = "".join(s for s in SIGNS if len(s) == 1)
_BEFORE = re.compile(
    rf"(?:(?P<code>{_codes}|US)[ -]?(?=[-(]?[\d.$])[$]?|(?P<sign>{_signs}))(?P<gap> {{0,2}}\n? ?)(?=[-+(]{{0,2}}[\d.,])"
)
_folded = "|".join(
    re.escape(s).replace(r"\$", r" ?\$")
    for s in sorted(_FOLDED, key=len, reverse=True)
    if s.endswith("$") and (len(s) > 2 or s == "c$")  # "a$" may be an article
)
_BEFORE_FOLDED = re.compile(
    rf"(?:(?P<code>{_codes.lower()}) ?[$]?|(?P<sign>{_folded}))(?P<gap> ?)(?=[-+(]{{0,2}}[\d.,])"
)
# "Pounds 5m", "Rupees 500 crore": names printed in front of an amount with a scale
_NAME_BEFORE = re.compile(
    rf"(?P<name>{_names}) (?=\d[\d.,]{{0,12}}(?: ?(?:crore|lakh|thousand|million|billion|trillion|mln|bln|bn|tn)|m)\b)",
    re.I,
)
_AFTER = re.compile(
    rf"[ \n-]{{0,3}}(?:(?P<name>{_names})(?![\w'])(?!-(?:a|feet|foot|force|weight)\b)|"
    rf"(?P<code>{_codes})\b|(?P<lone>[{re.escape(_LONE)}])|"
    rf"(?P<sign>{_signs})(?!\w)|(?P<p>p)(?![\w.])|(?P<c>c)(?![\w.]))",
    re.I,
)


_HEAD = re.compile(r"[A-Za-z.]+")
# The words an amount of money may begin or end with, so that the long patterns are asked only then.
HEADS = {n.split()[0] for n in NAMES} | {c.lower() for c in CODES} | {"us", "u.s", "p", "c"}
HEADS |= {m[0].lower().rstrip(".") for s in SIGNS if (m := _HEAD.match(s))}


def before(text: str, start: int) -> Currency | None:
    """The currency sign or code at ``start`` that belongs to the number right after it."""
    m = _BEFORE.match(text, start) or _BEFORE_FOLDED.match(text, start)
    if not m:
        named = _NAME_BEFORE.match(text, start) if text[start : start + 1].isalpha() else None
        said = after(text[: named.end() - 1], start) if named else None
        return said._replace(end=named.end()) if named and said else None
    if m["code"]:
        code = {"US": "USD"}.get(m["code"].upper(), m["code"].upper())
        return Currency(code, Decimal(1), m.end())
    sign = m["sign"].replace(" ", "")
    code, factor = SIGNS.get(sign) or _FOLDED[sign.lower()]
    return Currency(code, factor, m.end())


def after(text: str, end: int, attached: bool = False) -> Currency | None:
    """The currency name, code or sign right after an amount; ``attached`` also allows "20p" and "45c"."""
    m = _AFTER.match(text, end)
    if not m:
        return None
    if m["name"]:
        name = re.sub(r"[\s-]+", " ", m["name"].lower()) if m["name"].lower() not in NAMES else m["name"].lower()
        code, factor = NAMES[name]
        return Currency(code, factor, m.end())
    if m["code"]:
        code = m["code"].upper()
        if not m["code"].isupper() and code in ENGLISH:
            return None
        return Currency(code, Decimal(1), m.end())
    if m["p"]:
        return Currency("GBP", Decimal("0.01"), m.end()) if attached and m.start("p") == end else None
    if m["c"]:
        return Currency(OWN, Decimal("0.01"), m.end()) if attached and m.start("c") == end else None
    sign = m["lone"] or m["sign"]
    entry = SIGNS.get(sign)
    if not entry or (sign == "$" and m.start("lone") > end):
        return None
    return Currency(entry[0], entry[1], m.end())
