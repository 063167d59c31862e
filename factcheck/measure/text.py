"""Text of any script -> one byte per code point, so that fast byte patterns keep exact offsets.

Letters lose their accents, every decimal digit of Unicode becomes ASCII, the dashes and spaces that occur inside
numbers become ``-`` and `` ``, currency signs and fractions get a byte of their own. Soft hyphens and zero-width
characters vanish: then ``offsets`` maps byte positions back.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import lru_cache

OTHER = "\x7f"  # a character that means nothing to a reader of numbers
GONE = "\xad"  # a character that is not there for the reader
SIGNS = {
    "€": "\x80",
    "₹": "\x81",
    "₩": "\x82",
    "₪": "\x83",
    "₽": "\x84",
    "₺": "\x85",
    "฿": "\x86",
    "₫": "\x87",
    "₴": "\x88",
    "₦": "\x89",
    "₱": "\x8a",
    "₿": "\x8b",
    "元": "\x8c",
    "円": "\x8d",
    "₡": "\x8e",
    "₸": "\x8f",
    "₼": "\x98",
    "₾": "\x99",
    "₭": "\x9d",
}
FRACTIONS = {"⅓": "\x90", "⅔": "\x91", "⅛": "\x92", "⅜": "\x93", "⅝": "\x94", "⅞": "\x95", "⅕": "\x96", "⅙": "\x97"}
_SPACES = "\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u2028\u2029"
_DASHES = "\u2010\u2011\u2012\u2013\u2212\u207b\ufe58\ufe63\uff0d\u301c\uff5e"
_GONE = "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u180e"
_FIXED = {
    **SIGNS,
    **FRACTIONS,
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_GONE, GONE),
    **dict.fromkeys("⁰⁴⁵⁶⁷⁸⁹", OTHER),  # "in 2024⁴": the number of a note
    **dict.fromkeys("\u2018\u2019\u201b\u02bc\uff07", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\uff02", '"'),
    "—": "\x9a",
    "―": "\x9a",
    "…": "\x9b",
    "•": "\x9c",
    "\u2044": "/",
    "\uff05": "%",
    "\uff0c": ",",
    "\uff0e": ".",
    "\uff04": "$",
    "\uffe5": "\xa5",
    "\uffe1": "\xa3",
    "ł": "l",
    "Ł": "L",
    "ı": "i",
    "\u2215": "/",
    "₂": "2",
    "≥": "\x9e",
    "≤": "\x9f",
    "≈": "~",
}


@lru_cache(maxsize=4096)
def _stand_in(char: str) -> str:
    """One Latin-1 character for any other."""
    if char in _FIXED:
        return _FIXED[char]
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        return str(digit)
    base = unicodedata.normalize("NFKD", char)[0]
    if base.isascii() and base.isprintable():
        return base
    if unicodedata.category(char) == "Mn":
        return GONE
    return "x" if char.isalpha() else OTHER


def _encode(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    return "".join(map(_stand_in, error.object[error.start : error.end])), error.end


codecs.register_error("factcheck-shadow", _encode)

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_CONTROL_TABLE = dict.fromkeys([*range(9), *range(14, 32), *range(127, 160)], 0x7F)
_BLANK = re.compile(b"\xad")
# A blank that forbids a line break between groups of three figures is a mark of thousands, as "'" is in Zurich.
_GROUPED = re.compile("(?<![\\d.,])[1-9]\\d{0,2}(?:[\u00a0\u202f\u2009\u2007]\\d{3})+(?!\\d)")
_CELLS = re.compile(r"(?<=[\d%)])\t(?=[-+(.]?[$€£¥]?\d)")  # "612\t711": cells of a pasted table, and no "612 711"
_NO_BREAK = re.compile("[\u00a0\u202f\u2009\u2007]")


def _fold() -> bytes:
    table = bytearray(range(256))
    for code in range(0xC0, 0x100):
        base = unicodedata.normalize("NFKD", chr(code))[0]
        table[code] = ord(base) if base.isascii() else ord("x") if chr(code).isalpha() else 0x7F
    for code in (0x09, 0x0B, 0x0C, 0x0D, 0xA0):
        table[code] = 0x20
    table[0xD7] = ord("x")  # a times sign: "2\u00d74"
    return bytes(table)


_FOLD = _fold()


def shadow(text: str) -> tuple[bytes, list[int] | None]:
    """(bytes, offsets): one byte per code point; ``offsets`` is None unless characters had to vanish."""
    if "\t" in text:
        text = _CELLS.sub("|", text)
    if text.isascii():
        raw = text.encode("latin-1") if not _CONTROLS.search(text) else text.translate(_CONTROL_TABLE).encode("latin-1")
        return raw.translate(_FOLD), None
    if _CONTROLS.search(text):
        text = text.translate(_CONTROL_TABLE)
    if _NO_BREAK.search(text):
        text = _GROUPED.sub(lambda m: _NO_BREAK.sub("'", m[0]), text)
    raw = text.encode("latin-1", "factcheck-shadow").translate(_FOLD)
    if b"\xad" not in raw:
        return raw, None
    offsets = [i for i, byte in enumerate(raw) if byte != 0xAD]
    offsets.append(len(raw))
    return _BLANK.sub(b"", raw), offsets
