"""Numbers and dates as words: amounts for reports, and values printed in the style of a surface for corrections.

``amount`` is exact: ``USD 245.122 billion``, never a rounded ``USD 245 billion``, because what it prints is evidence.
``like`` is the opposite: it prints with the precision, separators, scale word and date order that the article used.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from factcheck.measure.intervals import CTX, INF, is_point
from factcheck.model import Fact, Interval, Mention

MINUS = "\u2212"
SCALES = ((12, "trillion"), (9, "billion"), (6, "million"))
CONTINENTAL = (".", ",")
SEPARATORS = {**dict.fromkeys(("de", "es", "it", "nl", "pt", "da", "id", "tr"), CONTINENTAL), "fr": ("\u202f", ",")}
SIGNS = {"percent": "%"}
PLURALS = {
    "person": "people",
    "people": "people",
    "child": "children",
    "percentage_point": "percentage points",
    "foot": "feet",
    "basis_point": "basis points",
}
UNITLESS = (None, "", "number", "count", "ratio", "index", "boolean")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
MONTH = re.compile(r"\b(" + "|".join((*MONTHS, *SHORT, "Jun", "Jul", "Sep")) + r")\b(\.?)")
WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
PRINTED = re.compile(r"\d{1,3}(?:[,\u202f\u00a0 ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+")
PRINTED_COMMA = re.compile(r"\d{1,3}(?:[.\u202f\u00a0 ]\d{3})+(?:,\d+)?|\d+(?:,\d+)?|,\d+")
SCALE_WORD = re.compile(
    r"(?<=[\d\s.-])(trillion|billion|million|thousand|tn|bn|mn|mln|trn|[kmbtKMBT])(?![A-Za-z])", re.ASCII
)
FAMILIES = (
    {"thousand": 3, "million": 6, "billion": 9, "trillion": 12},
    {"k": 3, "m": 6, "bn": 9, "tn": 12},
    {"K": 3, "M": 6, "B": 9, "T": 12},
    {"k": 3, "mn": 6, "bn": 9, "tn": 12},
    {"k": 3, "mln": 6, "bn": 9, "trn": 12},
    {"k": 3, "m": 6, "b": 9, "t": 12},
)


def number(value: Decimal, places: int | None = None, locale: str = "en-US") -> str:
    """A decimal with separators of the locale; ``places`` rounds half up, without it every digit is kept."""
    if not value.is_finite():
        return "unknown"
    if places is not None:
        value = rounded(value, places)
    text = f"{value.copy_abs():,f}"
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    group, point = SEPARATORS.get(locale.partition("-")[0], (",", "."))
    if (group, point) != (",", "."):
        text = text.translate({ord(","): group, ord("."): point})
    return (MINUS if value < 0 else "") + text


def rounded(value: Decimal, places: int) -> Decimal:
    """Half up at the given places, as newsrooms round."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=CTX)


def amount(value: Decimal, unit: str | None = None, per: str | None = None, locale: str = "en-US") -> str:
    """``USD 13 billion``, ``13%``, ``1,200 employees``, ``USD 3.25 per share``, ``30 July 2024`` (unit ``date``)."""
    if unit in ("date", "year") and value == value.to_integral_value() and (day := _day(value, unit)):
        return day
    text, scale = _scaled(value, locale)
    return _with_unit(f"{text} {scale}".rstrip(), unit, per, one=value == 1)


def fact_value(fact: Fact) -> str:
    """A fact's value with its bound: ``USD 13 billion``, ``at least 5%``, ``about 300 megawatts``, ``30 July 2024``."""
    word = {">=": "at least ", "<=": "at most ", "~": "about "}.get(fact.bound, "")
    if isinstance(fact.value, bool):
        return "yes" if fact.value else "no"
    if isinstance(fact.value, date):
        return word + day(fact.value)
    return word + amount(fact.value, fact.unit, fact.per) if isinstance(fact.value, Decimal) else fact.value


def interval(it: Interval, unit: str | Mention | None = None, per: str | None = None, locale: str = "en-US") -> str:
    """``USD 12.5 to 13.5 billion``, ``more than 12%``, ``1 to 31 August 2024``; the last day of dates is included.

    With a mention for ``unit``, in that mention's unit.
    """
    if isinstance(unit, Mention):
        per, unit = unit.per, "date" if unit.kind in ("date", "daterange") else unit.unit
    if unit == "date":
        return _days(it)
    if it.low is None or it.high is None:
        if it.low is None and it.high is None:
            return "any amount"
        end, low = (it.low, True) if it.low is not None else (it.high, False)
        assert end is not None
        closed = not (it.open_low if low else it.open_high)
        word = ("at least" if closed else "more than") if low else ("at most" if closed else "less than")
        return f"{word} {amount(end, unit, per, locale)}"
    if is_point(it):
        return amount(it.low, unit, per, locale)
    (low_text, low_scale), (high_text, high_scale) = _scaled(it.low, locale), _scaled(it.high, locale)
    if low_scale == high_scale:
        return _with_unit(f"{low_text} to {high_text} {high_scale}".rstrip(), unit, per, one=False)
    low_words, high_words = f"{low_text} {low_scale}".rstrip(), f"{high_text} {high_scale}".rstrip()
    return _with_unit(f"{low_words} to {high_words}", unit, per, one=False)


def shortened(it: Interval) -> Interval:
    """11.94029850… to 12.0598… becomes 11.94 to 12.06: as many digits as the width needs, and one more."""
    low, high = it.low, it.high
    size = max((e.copy_abs() for e in (low, high) if e is not None), default=Decimal(0))
    if not size or not size.is_finite():
        return it
    width = high - low if low is not None and high is not None else Decimal(0)
    places = 1 - (width if width > 0 else size.scaleb(-3)).adjusted()
    low, high = (None if e is None else _trim(e, places) for e in (low, high))
    return Interval(low, high, it.open_low, it.open_high)


def _trim(value: Decimal, places: int) -> Decimal:
    short = rounded(value, places)
    return value if len(value.as_tuple().digits) <= len(short.as_tuple().digits) + 1 else short


def _scaled(value: Decimal, locale: str) -> tuple[str, str]:
    """The digits and the scale word: exact with at most three places, else no scale word at all."""
    for power, word in SCALES:
        if value.is_finite() and value.adjusted() >= power:
            short = CTX.scaleb(value, -power)
            if short.adjusted() < 6 and short == rounded(short, 3):
                return number(short, locale=locale), word
            break
    return number(value, locale=locale), ""


def _with_unit(text: str, unit: str | None, per: str | None, one: bool) -> str:
    tail = f" per {per.replace('_', ' ')}" if per else ""
    if unit in UNITLESS or unit is None:
        return text + tail
    if unit in SIGNS:
        return text + SIGNS[unit] + tail
    if len(unit) == 3 and unit.isupper():
        return f"{unit} {text}{tail}"
    return f"{text} {unit.replace('_', ' ') if one else plural(unit)}{tail}"


def plural(unit: str) -> str:
    """``employees``, ``companies``, ``square metres``, ``years of age``: plain plurals of a unit's name."""
    if unit in PLURALS:
        return PLURALS[unit]
    word, of, whole = unit.replace("_", " ").partition(" of ")
    if of:
        return f"{plural(word)} of {whole}"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


def day(value: date) -> str:
    """``30 July 2024``."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def _day(value: Decimal, unit: str) -> str | None:
    if unit == "year":
        return str(int(value))
    return day(date.fromordinal(int(value))) if 1 <= value <= date.max.toordinal() else None


def _days(it: Interval) -> str:
    limit = date.max.toordinal()
    first = date.fromordinal(int(it.low)) if it.low is not None and 1 <= it.low <= limit else None
    last = date.fromordinal(max(1, int(it.high) - 1)) if it.high is not None and 1 < it.high <= limit else None
    if is_point(it) and first:
        return day(first)
    if first is None or last is None:
        return f"from {day(first)}" if first else f"up to {day(last)}" if last else "any day"
    if first >= last:
        return day(first)
    if first.year != last.year:
        return f"{day(first)} to {day(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} to {day(last)}"
    return f"{first.day} to {day(last)}"


def like(mention: Mention, value: Decimal) -> str | None:
    """The mention's surface with ``value`` in its place, printed as the article prints; None where that is not safe.

    ``$1.3 billion`` with 13 billion gives ``$13 billion``; ``$13 million`` gives ``$13 billion`` with its scale word
    changed; ``August 2024`` with an ordinal of July gives ``July 2024``. Words of ratios ("half") are left alone.
    """
    if mention.kind in ("date", "daterange"):
        return _date_like(mention.surface, value)
    printed = mention.value
    if not isinstance(printed, Decimal) or mention.value_high is not None or mention.kind == "ratio":
        return None
    if not value.is_finite() or not printed.is_finite() or (value < 0) != (printed < 0) or 0 in (value, printed):
        return None
    surface = mention.surface
    comma = _comma_is_point(surface, printed)
    spots = list((PRINTED_COMMA if comma else PRINTED).finditer(surface))
    if not spots and surface.lower() in WORDS and value.copy_abs() in range(len(WORDS)):
        return _cased(WORDS[int(value.copy_abs())], surface)
    if len(spots) != 1:
        return None
    start, end = spots[0].span()
    digits, places, grouped = _read_digits(surface[start:end], comma)
    factor = CTX.divide(printed.copy_abs(), digits) if digits else INF
    if not factor.is_finite() or CTX.scaleb(factor, -factor.adjusted()) != 1:
        return None
    fresh = CTX.divide(value.copy_abs(), factor)
    word = SCALE_WORD.search(surface, max(end - 1, 0))
    if word and (fresh >= 1000 or fresh < 1) and (swap := _rescaled(word.group(1), fresh)):
        fresh, name = swap
        surface = surface[: word.start(1)] + name + surface[word.end(1) :]
        places = _fit_places(fresh, digits)
    elif fresh.adjusted() != digits.adjusted():
        places = _fit_places(fresh, digits)
    return _in_place(surface, (start, end), fresh, places, grouped, comma)


def _in_place(surface: str, at: tuple[int, int], fresh: Decimal, places: int, grouped: str, comma: bool) -> str | None:
    shown = rounded(fresh, places)
    if shown == 0:
        return None
    text = f"{shown:,f}" if grouped or shown >= 10000 else f"{shown:f}"
    text = text.translate({ord(","): grouped or (".", ",")[not comma], ord("."): "," if comma else "."})
    return surface[: at[0]] + text + surface[at[1] :]


def _comma_is_point(surface: str, printed: Decimal) -> bool:
    """Whether ``1,5`` is one and a half here: the reading of the comma that gives the mention's own digits."""
    found = PRINTED_COMMA.search(surface)
    if not found or not ("," in found.group() or "." in found.group()):
        return False
    digits, _, _ = _read_digits(found.group(), comma=True)
    other = PRINTED.search(surface)
    english = _read_digits(other.group(), comma=False)[0] if other else digits
    return english != digits and _is_scaled(printed, digits) and not _is_scaled(printed, english)


def _is_scaled(printed: Decimal, digits: Decimal) -> bool:
    """Whether the mention's value is these digits times a scale: 1, 1,000, a million."""
    factor = CTX.divide(printed.copy_abs(), digits) if digits else INF
    return factor.is_finite() and factor >= 1 and CTX.scaleb(factor, -factor.adjusted()) == 1


def _read_digits(text: str, comma: bool) -> tuple[Decimal, int, str]:
    """(the number, digits after the point, the group separator or nothing)."""
    mark = "," if comma else "."
    whole, _, after = text.partition(mark)
    grouped = next((c for c in whole if not c.isdigit()), "")
    plain = "".join(c for c in whole if c.isdigit()) or "0"
    return Decimal(f"{plain}.{after}" if after else plain), len(after), grouped


def _fit_places(fresh: Decimal, digits: Decimal) -> int:
    """As many places as keep the significant digits that were printed, and no empty ones: 1.3 -> 13 and not 13.0."""
    wanted = max(0, len(digits.as_tuple().digits) - 1 - fresh.adjusted())
    shown = rounded(fresh, wanted)
    while wanted and shown == rounded(shown, wanted - 1):
        wanted -= 1
    return wanted


def _rescaled(word: str, fresh: Decimal) -> tuple[Decimal, str] | None:
    """The number and scale word one would print instead of ``13,000 million`` or ``0.9 billion``."""
    family = next((f for f in FAMILIES if word in f), None)
    if family is None:
        return None
    power = family[word] + fresh.adjusted()
    for name, scale in sorted(family.items(), key=lambda item: -item[1]):
        if scale <= power and scale >= 6:
            return CTX.scaleb(fresh, family[word] - scale), name
    return None


def _cased(word: str, surface: str) -> str:
    return word.capitalize() if surface[:1].isupper() else word


def _date_like(surface: str, value: Decimal) -> str | None:
    if not value.is_finite() or not 1 <= value <= date.max.toordinal():
        return None
    fresh = date.fromordinal(int(value))
    if re.search(r"\d{4}-\d{2}-\d{2}", surface):
        return re.sub(r"\d{4}-\d{2}-\d{2}", fresh.isoformat(), surface, count=1)
    out = surface
    month = MONTH.search(out)
    years = re.findall(r"(?<!\d)\d{4}(?!\d)", out)
    if len(years) > 1 or (not month and re.search(r"(?<!\d)\d{1,2}(?!\d)", out)) or re.search(r"\bQ[1-4]\b", out):
        return None
    if month:
        out = out[: month.start()] + _month_like(month.group(1), month.group(2), fresh.month) + out[month.end() :]
    out = re.sub(r"(?<!\d)\d{4}(?!\d)", str(fresh.year), out)
    out = re.sub(r"(?<![\d.,])\d{1,2}(?![\d.,:])|(?<![\d.,])\d{1,2}(?=,\s)", str(fresh.day), out, count=1)
    return out if month or years else None


def _month_like(name: str, dot: str, month: int) -> str:
    """``Aug.`` gives ``Nov.`` but ``July``, whose name is never shortened in print."""
    if name in MONTHS:
        return MONTHS[month - 1] + (dot if name == "May" else "")
    short = SHORT[month - 1]
    return short if short in MONTHS else short + dot
