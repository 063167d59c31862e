"""Printed amounts -> Decimal: numerals in the locale's style, fractions, number words, scales.

``amount("3.5bn of debt", 0)`` reads as far as the number goes and says where it ends. Everything works on the
shadow of a text (see ``text``), so there are no exotic digits, dashes or spaces to think of here.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from factcheck.measure.text import FRACTIONS
from factcheck.vocabulary import rows

WORDS = {r["word"]: (int(r["value"]), r["role"]) for r in rows("number_words")}
SCALES = {r["word"]: (int(r["power"]), r["needs"]) for r in rows("scales")}
PARTS = {r["word"]: int(r["parts"]) for r in rows("fraction_words")}
LONG_SCALES = {w: p for w, (p, needs) in SCALES.items() if not needs and len(w) > 1}
VULGAR = {
    "\xbd": Decimal("0.5"),
    "\xbc": Decimal("0.25"),
    "\xbe": Decimal("0.75"),
    FRACTIONS["⅓"]: Decimal(1) / 3,
    FRACTIONS["⅔"]: Decimal(2) / 3,
    FRACTIONS["⅛"]: Decimal("0.125"),
    FRACTIONS["⅜"]: Decimal("0.375"),
    FRACTIONS["⅝"]: Decimal("0.625"),
    FRACTIONS["⅞"]: Decimal("0.875"),
    FRACTIONS["⅕"]: Decimal("0.2"),
    FRACTIONS["⅙"]: Decimal(1) / 6,
}
MAX_DIGITS = 60  # longer runs are codes, not amounts


class Amount(NamedTuple):
    """A number as printed: ``value`` with its scale, ``decimals`` of its last digit, where it ends."""

    value: Decimal
    decimals: int
    end: int
    power: int = 0
    words: bool = False
    letter: str = ""  # "m" in "5m": million or metre, the reader of units decides


_V = "".join(VULGAR)
_EN = (
    r"\d{1,3} \.\d{1,3}(?= (?:million|billion|trillion|mln|bln|bn)\b)|"
    r"(?<=[$\xa3\x80])\d{1,3}(?:,\d{3})?\. \d{1,2}(?= (?:million|billion|trillion|mln|bln|bn)\b)|"
    r"[1-9]\d{0,2}(?: \d{3}){0,3} 0\d\d(?: \d{3}){0,3}(?![ ]?\d|[,.]\d)|"  # "10 000": no number begins with a zero
    r"\d{1,3}(?:,\d{3})+(?!,?\d)(?:\.\d+)?|\d{1,2}(?:,\d\d)+,\d{3}(?!,?\d)(?:\.\d+)?|\d{1,3}(?:'\d{3})+(?!\d)(?"
    r":\.\d+)?|\d+(?:\.\d+)?|\.\d+"
)
# "1.234.567,89" and "1.234,56" are the same number in any country
_EN_DOT = r"\d{1,3}(?:\.\d{3}){2,}(?![.\d])(?:,\d{1,2}(?!\d))?|\d{1,3}\.\d{3},\d{1,2}(?![\d,])"
_DE = r"\d{1,3}(?:[.']\d{3})+(?![.'\d])(?:,\d+)?|\d+(?:,\d+)?|,\d+"
_FR = r"\d{1,3}(?:[ ']\d{3})+(?![ ']?\d)(?:,\d+)?|\d{1,3}(?:\.\d{3})+(?![.\d])(?:,\d+)?|\d+(?:,\d+)?|,\d+"
_FRACTION = (
    rf"(?:(?P<whole>\d{{1,6}})[ -])?(?P<over>\d{{1,3}})/(?P<under>[2-9]|1[06]|32|64|100)(?![\d/])|"
    rf"(?P<plain>\d{{1,6}})?[ -]?(?P<vulgar>[{_V}])"
)


@cache
def _numeral(style: str) -> re.Pattern[str]:
    body = {"en": f"{_EN_DOT}|{_EN}", "de": _DE, "fr": _FR}[style]
    return re.compile(rf"(?P<sign>[-+](?=[\d.,]))?(?:{_FRACTION}|(?P<num>{body}))")


@lru_cache(maxsize=64)
def style(locale: str) -> str:
    """How a locale prints numbers: ``en`` 1,234.5; ``de`` 1.234,5; ``fr`` 1 234,5."""
    language = locale.replace("_", "-").split("-")[0].lower()
    if language in ("fr", "pl", "cs", "sv", "nb", "no", "fi", "ru", "uk", "sk", "bg", "hu"):
        return "fr"
    return "de" if language in ("de", "es", "it", "pt", "nl", "da", "tr", "id", "el", "ro", "hr", "sl") else "en"


_WORD = re.compile(r"[A-Za-z]+")
_JOIN = re.compile(r"(?: ?\n ?| {1,2}|-)(?:and )?(?=[A-Za-z])")
_SCALE = re.compile(r"(?: ?\n ?| {1,2}|-|)([A-Za-z]+)\b\.?(?:-(?=[A-Za-z]))?")


def scale_at(text: str, end: int, money: bool) -> tuple[int, int, str]:
    """(power, end, letter) of the scale word at ``end``; power 0 where there is none.

    A lone letter counts only where it touches the digits ("5m", "5 m" is five metres) and money is meant; otherwise
    it is handed back as ``letter`` for the reader of units to decide.
    """
    m = _SCALE.match(text, end)
    if not m:
        return 0, end, ""
    word = m[1]
    power, needs = SCALES.get(word.lower(), (0, ""))
    if not power:
        return 0, end, ""
    touching = m.start(1) == end
    if not needs:
        return power, m.end(1), ""
    if needs == "touching":
        return (power, m.end(1), "") if touching and word in "kK" else (0, end, "")
    if money and (touching or word.lower() != "t") and text[m.end(1) : m.end(1) + 1] != "'":
        return power, m.end(1), ""
    return 0, end, word if touching else ""


def numeral(text: str, start: int, locale_style: str = "en") -> Amount | None:
    """The digits at ``start``: "1,234.5", "12-1/2", "3½", "-5". No scale word."""
    m = _numeral(locale_style).match(text, start)
    if not m:
        return None
    if m.end() - m.start() > MAX_DIGITS:
        return None
    sign = -1 if m["sign"] == "-" else 1
    if m["vulgar"]:
        value, decimals = Decimal(m["plain"] or 0) + VULGAR[m["vulgar"]], 3
    elif m["under"]:
        if not m["whole"] and int(m["over"]) >= int(m["under"]) > 1 and int(m["under"]) in (3, 5, 6, 7, 9, 10):
            return None  # "24/7", "60/40": no part of anything; eighths and sixteenths are prices: "21/8"
        value, decimals = Decimal(m["whole"] or 0) + Decimal(m["over"]) / Decimal(m["under"]), 3
    else:
        digits = m["num"]
        if locale_style == "en" and digits.count(".") < 2 and not -1 < digits.find(".") < digits.find(","):
            digits = digits.replace(",", "").replace("'", "").replace(" ", "")
        elif locale_style == "en":
            digits = digits.replace(".", "").replace(",", ".")
        else:
            digits = digits.replace(".", "").replace(" ", "").replace("'", "").replace(",", ".")
        value = Decimal(digits)
        decimals = len(digits) - digits.index(".") - 1 if "." in digits else 0
    return Amount(sign * value, decimals, m.end())


def spelled(text: str, start: int) -> Amount | None:
    """The number words at ``start``: "twenty-one", "a hundred and five thousand", "half a million"."""
    m = _WORD.match(text, start)
    if not m:
        return None
    first = m[0].lower()
    end, total, current, last, seen_scale = start, 0, 0, "", 10**9
    pos, power = start, 0
    if first in ("a", "an"):
        nxt = _WORD.match(text, m.end() + 1)
        if not nxt or (nxt[0].lower() not in LONG_SCALES and nxt[0].lower() not in ("hundred", "dozen")):
            return None
        current, last, pos = 1, "article", m.end() + 1
    while m := _WORD.match(text, pos):
        word = m[0].lower()
        if word in WORDS:
            value, role = WORDS[word]
            if role in ("unit", "teen", "tens"):
                short = last == "scale" and role == "unit" and seen_scale >= 6 and "and" not in text[pos - 4 : pos]
                if short and not _GOES_ON.match(text, m.end()):
                    break  # "a billion two": spoken for 1.2 billion
                fits = {"": True, "scale": True, "hundred": True, "tens": role == "unit" and value > 0}.get(last, False)
                if not fits or (last == "article"):
                    break
                current += value
            else:
                if last in ("dozen",) or (last == "hundred" and role == "hundred"):
                    break
                current = (current or 1) * value
            last, end, power = role, m.end(), 0 if role != "hundred" else 2
        elif word in LONG_SCALES and last not in ("scale",) and (last or total):
            if LONG_SCALES[word] >= seen_scale:
                break
            seen_scale = LONG_SCALES[word]
            total += (current or 1) * 10**seen_scale
            current, last, end, power = 0, "scale", m.end(), seen_scale
        else:
            break
        joint = _JOIN.match(text, end)
        if not joint or ("and" in joint[0] and last not in ("hundred", "scale")):
            break
        pos = joint.end()
    if end == start:
        return None
    return Amount(Decimal(total + current), -power, end, power, words=True)


_GOES_ON = re.compile(r"[ -](?:hundred|thousand)\b", re.I)
_AND_HALF = re.compile(r"[ -]and[ -](?:a[ -](half|quarter|third)|(three)[ -]quarters|(two)[ -]thirds)\b", re.I)
_AND_PART = re.compile(r" and a (half|quarter)(?= (?!of\b)[a-z%]|%)", re.I)
_TAIL = {
    "half": Decimal("0.5"),
    "quarter": Decimal("0.25"),
    "third": Decimal(1) / 3,
    "three": Decimal("0.75"),
    "two": Decimal(2) / 3,
}
_POINT = re.compile(r"[ -](?:point)((?:[ -](?:zero|oh|one|two|three|four|five|six|seven|eight|nine))+)\b", re.I)
_HALF_OF = re.compile(
    r"(half|quarter|third|three[ -]quarters|two[ -]thirds)[ -](?:(?:of )?an?[ -])?(?=(?:million|"
    r"billion|trillion|thousand|hundred|dozen)\b)",
    re.I,
)


def amount(text: str, start: int, money: bool = False, locale_style: str = "en") -> Amount | None:
    """The number at ``start`` with its scale word."""
    head = text[start : start + 1]
    if not head:
        return None
    if head.isalpha():
        half = _HALF_OF.match(text, start + 2 if text[start : start + 10].lower() == "a quarter " else start)
        if half:
            rest = spelled(text, half.end()) or scaled_one(text, half.end())
            if rest:
                value = rest.value * _TAIL[re.split("[ -]", half[1].lower())[0]]
                return Amount(value, 1 - rest.power, rest.end, rest.power, words=True)
        found = spelled(text, start)
        if not found:
            return None
        if tail := _AND_HALF.match(text, found.end):
            part = _TAIL[(tail[1] or tail[2] or tail[3]).lower()]
            power = found.power if found.power >= 6 else 0  # "a million and a half"
            found = Amount(found.value + part * 10**power, 1 - power, tail.end(), power, words=True)
        elif point := _POINT.match(text, found.end):
            digits = "".join(str(WORDS.get(w, (0,))[0]) for w in re.findall("[a-z]+", point[1].lower()))
            found = Amount(found.value + Decimal("0." + digits), len(digits), point.end(), words=True)
    else:
        found = numeral(text, start, locale_style)
        if not found:
            return None
        if text[found.end : found.end + 8].lower() == " hundred":
            found = Amount(found.value * 100, found.decimals - 2, found.end + 8)
    power, end, letter = scale_at(text, found.end, money)
    if found.words and ((found.power and power) or letter):
        power, end, letter = 0, found.end, ""
    if not power:
        half = _AND_PART.match(text, found.end) if not found.words and not found.decimals else None
        if half and abs(found.value) < 1000:  # "5 and a half minutes"
            value, decimals = found.value + _TAIL[half[1].lower()], 2 if half[1][0] in "qQ" else 1
            power, end, _ = scale_at(text, half.end(), money)  # "10 and a half million"
            return Amount(value * 10**power, decimals - power, end if power else half.end(), power)
        return found._replace(letter=letter)
    value, decimals = found.value * 10**power, found.decimals - power
    if power >= 6 and not found.words and (tail := _AND_HALF.match(text, end)):  # "3 million and a half"
        part = _TAIL[(tail[1] or tail[2] or tail[3]).lower()]
        return Amount(value + part * 10**power, min(decimals, 0) - power + 1, tail.end(), power)
    again, end2, _ = scale_at(text, end, False) if power in (3, 5) else (0, end, "")
    if again > power:  # "5 thousand million"
        return Amount(value * 10**again, decimals - again, end2, power + again, found.words)
    return Amount(value, decimals, end, power, found.words)


def scaled_one(text: str, start: int) -> Amount | None:
    """A bare scale word meaning one of it: the "million" of "half a million"."""
    m = _WORD.match(text, start)
    if not m:
        return None
    power = LONG_SCALES.get(m[0].lower(), {"hundred": 2}.get(m[0].lower(), 0))
    if m[0].lower() == "dozen":
        return Amount(Decimal(12), 0, m.end(), 0, words=True)
    return Amount(Decimal(10) ** power, -power, m.end(), power, words=True) if power else None
