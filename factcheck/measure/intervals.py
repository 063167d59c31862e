"""Mention -> Interval: what a printed number allows, what a fact implies, and the arithmetic between them.

``$13 billion`` allows [12.5, 13.5) billion: its printed digits and no tolerance option. Two intervals are read from
every mention. The strict one takes every digit as meant; the wide one takes what newsroom rounding may have done:

* Zeros before the decimal point may be placeholders: ``$500 billion`` allows [499.5, 500.5) strictly and [450, 550)
  widely (half a unit of the last digit that is not zero). The wide reading never exceeds 10% of the number ("$100
  billion" is no word for 140), nor 5% where only two digits were printed ("$20 million" is no word for 24), and there
  is none for percentages under 100, nor for counts under 100: nobody rounds "20 states" or "30%".
* "about" lets the last digit be off by one, strictly within 5% and widely by two and within 10%. Words that are
  ratios ("half", "doubled", "a third") are names and not measurements: 5% of the ratio strictly, 10% widely.
* "more than $13 billion" strictly allows everything above; widely also what is printed as $13 billion, so that 12.97
  is a question of rounding and no accusation. "less than", "at least" and "up to" likewise.

Dates are ordinals of days, the last day excluded. ``UNKNOWN`` is unbounded on both sides: nothing may be judged by it.
All arithmetic is in one wide decimal context without traps: hostile numbers give ``UNKNOWN``, never an exception.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import MAX_EMAX, MIN_EMIN, ROUND_CEILING, ROUND_FLOOR, Context, Decimal

from factcheck.measure.periods import parse_label
from factcheck.model import Fact, Interval, Mention

UNKNOWN = Interval(None, None)
CTX = Context(prec=120, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])
TAIL = 60  # digits: no fact has more, a quotient has 120
DOWN = Context(prec=18, rounding=ROUND_FLOOR, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])
UP = Context(prec=18, rounding=ROUND_CEILING, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])
ZERO, ONE, TWO = Decimal(0), Decimal(1), Decimal(2)
INF = Decimal("Infinity")
CAP, CAP_SHORT = Decimal("0.10"), Decimal("0.05")
TURNED = {"gt": "lt", "ge": "le", "lt": "gt", "le": "ge"}
DAYS = ("date", "daterange")
PRINTED_POINT = re.compile(r"\d[.,]\d{1,2}(?!\d)")
End = tuple[Decimal, bool]  # a number, and whether the end itself is left out
LASTING = frozenset(("through", "until", "till", "thru"))


def allowed(mention: Mention) -> tuple[Interval, Interval]:
    """What the printed digits allow at their tightest, and at their widest; both ``UNKNOWN`` where there is no number.

    The wide interval always holds the strict one.
    """
    if mention.kind in DAYS and (mention.iso_start or mention.iso_end):
        return _days_allowed(mention)
    if not isinstance(mention.value, Decimal) or not mention.value.is_finite():
        return UNKNOWN, UNKNOWN
    low = mention.value
    high = mention.value_high if mention.value_high is not None else low
    if not high.is_finite():
        return UNKNOWN, UNKNOWN
    if high < low:
        low, high = high, low
    low_strict, low_wide = _slack(mention, low)
    high_strict, high_wide = (low_strict, low_wide) if high == low else _slack(mention, high)
    modifier = _turned(mention)
    if modifier in ("gt", "ge"):
        return _interval((low, modifier == "gt"), (INF, True)), above(CTX.subtract(low, low_strict))
    if modifier in ("lt", "le"):
        strict = below(high, open_high=modifier == "lt")
        return strict, below(CTX.add(high, high_strict), open_high=True)
    strict = between(CTX.subtract(low, low_strict), CTX.add(high, high_strict))
    return strict, between(CTX.subtract(low, low_wide), CTX.add(high, high_wide))


def _turned(mention: Mention) -> str | None:
    """The bound on what is left: "more than halved" leaves less than a half."""
    halved = mention.kind == "ratio" and mention.surface.lower().startswith("halv")
    return TURNED.get(mention.modifier or "", mention.modifier) if halved else mention.modifier


def _slack(mention: Mention, value: Decimal) -> tuple[Decimal, Decimal]:
    """How far from ``value`` the truth may lie: (strictly, widely)."""
    size = value.copy_abs()
    approx = mention.modifier == "approx"
    if mention.decimals is None or _is_named_ratio(mention, value):
        if mention.decimals is None and mention.kind != "ratio":
            return (CTX.multiply(size, CAP_SHORT), CTX.multiply(size, CAP)) if approx else (ZERO, ZERO)
        steps = ("0.10", "0.15") if approx else ("0.05", "0.10")
        return CTX.multiply(size, Decimal(steps[0])), CTX.multiply(size, Decimal(steps[1]))
    unit = CTX.scaleb(ONE, -mention.decimals)
    half = CTX.divide(unit, TWO)
    zeros = max(half, _placeholder_zeros(mention, size, unit))
    if not approx:
        return half, zeros
    strict = max(half, zeros, min(unit, CTX.multiply(size, CAP_SHORT)))
    tenth = CTX.multiply(size, CAP)
    return strict, max(strict, min(CTX.multiply(unit, TWO), tenth), min(CTX.multiply(zeros, TWO), tenth))


def _is_named_ratio(mention: Mention, value: Decimal) -> bool:
    """Whether a ratio was named and not measured: "half", "a third", "one in five", "tripled"; not "2.5 times"."""
    if mention.kind != "ratio":
        return False
    if not any(c.isdigit() for c in mention.surface):
        return True
    return mention.decimals is None or not _whole(CTX.scaleb(value, mention.decimals))


def _whole(value: Decimal) -> bool:
    return value.is_finite() and value == value.to_integral_value(context=CTX)


def _placeholder_zeros(mention: Mention, size: Decimal, unit: Decimal) -> Decimal:
    """Half a unit of the last digit that is not zero, within the caps; 0 where zeros can't be placeholders."""
    if size == 0 or PRINTED_POINT.search(mention.surface):
        return ZERO
    digits = CTX.divide(size, unit)  # as an integer: 500 for "$500 billion"
    if digits < 10 or digits.is_infinite() or digits.adjusted() > 100 or not _whole(CTX.divide(digits, Decimal(10))):
        return ZERO
    named = mention.kind == "money" or unit >= 1000
    if digits < 100 and not named:
        return ZERO
    if mention.kind == "percent" and size <= 100:
        return ZERO
    last = CTX.scaleb(ONE, len(str(int(digits))) - len(str(int(digits)).rstrip("0")))
    cap = CTX.multiply(size, CAP_SHORT if digits < 100 else CAP)
    return min(CTX.divide(CTX.multiply(last, unit), TWO), cap)


def _days_allowed(mention: Mention) -> tuple[Interval, Interval]:
    """The days a printed date names; a bound ("by 2030", "since 2019") opens one side widely, "before" strictly.

    "by 2030" told of a target of 2028 is not false, but it is not what the target says: strict and wide part there.
    "through 2037" told of rights that end in 2034 is false: what lasts through a year does not end before it.
    """
    days = _named_days(mention)
    if days is None:
        return UNKNOWN, UNKNOWN
    first, last = days
    if last <= first:
        return UNKNOWN, UNKNOWN
    named = between(first, last)
    if mention.modifier == "lt":
        return below(first, open_high=True), below(last, open_high=True)
    if mention.modifier == "gt":
        return above(last), above(first)
    if mention.modifier == "le":
        return named, named if mention.surface.split(maxsplit=1)[0].lower() in LASTING else below(last, open_high=True)
    if mention.modifier == "ge":
        return named, above(first)
    if mention.modifier == "approx":
        return named, between(first - (last - first), last + (last - first))
    return named, named


def _named_days(mention: Mention) -> tuple[Decimal, Decimal] | None:
    """The days a date names whatever side of it is open: the year 2018 of "before 2018"."""
    start, end = mention.iso_start, mention.iso_end
    period = parse_label(mention.period) if mention.period and (start is None or end is None) else None
    if period is not None and period.start is not None and period.end is not None:
        return Decimal(period.start.toordinal()), Decimal(period.end.toordinal() + 1)
    if start is not None:
        first = Decimal(start.toordinal())
        return first, Decimal(end.toordinal()) if end else first + 1
    if end is None:
        return None
    last = Decimal(end.toordinal())
    return last - 1, last


def of_fact(fact: Fact) -> Interval:
    """What a fact says: an exact point, a rounded number (``decimals``), an open bound, or the days of a date or year.

    ``~`` without ``decimals`` is 5% either way. Text has no interval: ``UNKNOWN``; ``true`` is 1.
    """
    value = fact.value
    if isinstance(value, bool):
        return point(ONE if value else ZERO)
    if isinstance(value, date):
        return _bounded(between(Decimal(value.toordinal()), Decimal(value.toordinal() + 1)), fact.bound)
    if not isinstance(value, Decimal) or not value.is_finite():
        return UNKNOWN
    if fact.unit == "year":
        return _bounded(of_year(value), fact.bound)
    if fact.decimals is None:
        slack = CTX.multiply(value.copy_abs(), CAP_SHORT) if fact.bound == "~" else ZERO
    else:
        unit = CTX.scaleb(ONE, -fact.decimals)
        slack = unit if fact.bound == "~" else CTX.divide(unit, TWO)
    if fact.bound in (">=", "<="):
        return _bounded(point(value), fact.bound)
    return between(CTX.subtract(value, slack), CTX.add(value, slack)) if slack else point(value)


def of_year(year: Decimal) -> Interval:
    """The days of a calendar year; ``UNKNOWN`` outside the years a calendar knows."""
    if not _whole(year) or not 1 <= year <= 9998:
        return UNKNOWN
    return between(Decimal(date(int(year), 1, 1).toordinal()), Decimal(date(int(year) + 1, 1, 1).toordinal()))


def of_days(first: date, last: date) -> Interval:
    """The days from ``first`` to ``last``, both included."""
    return between(Decimal(first.toordinal()), Decimal(last.toordinal() + 1))


def _bounded(interval: Interval, bound: str) -> Interval:
    if bound == ">=":
        return Interval(interval.low, None, interval.open_low, True)
    if bound == "<=":
        return Interval(None, interval.high, True, interval.open_high)
    return interval


def point(value: Decimal) -> Interval:
    """One exact number."""
    return Interval(value, value)


def is_point(a: Interval) -> bool:
    """Whether it is one exact number."""
    return a.low is not None and a.low == a.high


def between(low: Decimal, high: Decimal) -> Interval:
    """Half open ``[low, high)``; a point where both are equal. A negative number rounds like its mirror image."""
    if low == high:
        return _interval((low, False), (high, False))
    return _interval((low, high <= 0), (high, high > 0))


def above(low: Decimal, open_low: bool = False) -> Interval:
    """Everything from ``low``."""
    return _interval((low, open_low), (INF, True))


def below(high: Decimal, open_high: bool = False) -> Interval:
    """Everything up to ``high``."""
    return _interval((-INF, True), (high, open_high))


def overlaps(a: Interval, b: Interval) -> bool:
    """Whether two intervals share more than an end point; a point fits where it lies inside, a closed end included."""
    if is_point(a) or is_point(b):
        return _meets(a, b)
    (a_low, _), (a_high, _) = _ends(a)
    (b_low, _), (b_high, _) = _ends(b)
    return max(a_low, b_low) < min(a_high, b_high)


def _meets(a: Interval, b: Interval) -> bool:
    (a_low, a_out), (a_high, a_end) = _ends(a)
    (b_low, b_out), (b_high, b_end) = _ends(b)
    starts = a_low < b_high or (a_low == b_high and not a_out and not b_end)
    ends = b_low < a_high or (b_low == a_high and not b_out and not a_end)
    return starts and ends


def inside(inner: Interval, outer: Interval) -> bool:
    """Whether every number of ``inner`` is in ``outer``; the ends of a range of numbers are not told apart."""
    (low, low_out), (high, high_out) = _ends(inner)
    (outer_low, outer_low_out), (outer_high, outer_high_out) = _ends(outer)
    if is_point(inner):
        return _meets(inner, outer)
    starts = low > outer_low or (low == outer_low and (low_out or not outer_low_out))
    ends = high < outer_high or (high == outer_high and (high_out or not outer_high_out))
    return starts and ends


def hull(a: Interval, b: Interval) -> Interval:
    """The smallest interval that holds both."""
    (a_low, a_high), (b_low, b_high) = _ends(a), _ends(b)
    low = min((a_low, b_low), key=lambda e: (e[0], e[1]))
    high = max((a_high, b_high), key=lambda e: (e[0], not e[1]))
    return _interval(low, high)


def neg(a: Interval) -> Interval:
    """The mirror image."""
    low, high = _ends(a)
    return _interval((CTX.minus(high[0]), high[1]), (CTX.minus(low[0]), low[1]))


def add(a: Interval, b: Interval) -> Interval:
    """Every sum of a number of ``a`` and one of ``b``."""
    (a_low, a_high), (b_low, b_high) = _ends(a), _ends(b)
    low = (CTX.add(a_low[0], b_low[0]), a_low[1] or b_low[1])
    return _interval(low, (CTX.add(a_high[0], b_high[0]), a_high[1] or b_high[1]))


def sub(a: Interval, b: Interval) -> Interval:
    """Every difference."""
    return add(a, neg(b))


def mul(a: Interval, b: Interval) -> Interval:
    """Every product."""
    return _corners([_times(x, y) for x in _ends(a) for y in _ends(b)])


def div(a: Interval, b: Interval) -> Interval:
    """Every quotient; ``UNKNOWN`` where the divisor may be zero in its midst, or is zero."""
    low, high = _ends(b)
    if low[0] < 0 < high[0] or low[0] == high[0] == 0:
        return UNKNOWN
    upside: list[End] = []
    for end, sign in ((low, ONE), (high, -ONE)):
        # 1/x at an end: an unbounded end gives 0, an end at zero gives the infinity of the side the divisor lies on
        inverse = CTX.divide(ONE, end[0]) if end[0] != 0 else CTX.multiply(INF, sign)
        upside.append((inverse, end[1] or end[0] == 0))
    return _corners([_times(x, y) for x in _ends(a) for y in upside])


def scale(a: Interval, factor: Decimal) -> Interval:
    """Every number of ``a`` times an exact factor: ``scale(ratio, Decimal(100))`` is percent."""
    return mul(a, point(factor))


def printed(a: Interval) -> Interval:
    """As a reader or a file needs it: long tails of digits are cut, outward and far below any printed digit."""
    return replace(a, low=_short(a.low, DOWN), high=_short(a.high, UP))


def _short(end: Decimal | None, context: Context) -> Decimal | None:
    if end is None or len(end.as_tuple().digits) <= TAIL:
        return end
    return context.plus(end).normalize(CTX)


def middle(a: Interval) -> Decimal | None:
    """The number halfway, or the end there is."""
    if a.low is None or a.high is None:
        return a.low if a.high is None else a.high
    return CTX.divide(CTX.add(a.low, a.high), TWO)


def width(a: Interval) -> Decimal:
    """How far apart the ends are; infinite where one is open."""
    return INF if a.low is None or a.high is None else CTX.subtract(a.high, a.low)


def _times(x: End, y: End) -> End:
    if (x[0] == 0 and y[0].is_infinite()) or (y[0] == 0 and x[0].is_infinite()):
        return ZERO, False
    product = CTX.multiply(x[0], y[0])
    if product == 0:  # a closed zero is reached whatever the other end
        return ZERO, not ((x[0] == 0 and not x[1]) or (y[0] == 0 and not y[1]))
    return product, x[1] or y[1]


def _corners(ends: list[End]) -> Interval:
    if any(e[0].is_nan() for e in ends):
        return UNKNOWN
    return _interval(min(ends, key=lambda e: (e[0], e[1])), max(ends, key=lambda e: (e[0], not e[1])))


def _ends(a: Interval) -> tuple[End, End]:
    low = (-INF, True) if a.low is None else (a.low, a.open_low)
    high = (INF, True) if a.high is None else (a.high, a.open_high)
    return low, high


def _interval(low: End, high: End) -> Interval:
    if low[0].is_nan() or high[0].is_nan():
        return UNKNOWN
    lowest = None if low[0].is_infinite() else low[0]
    highest = None if high[0].is_infinite() else high[0]
    return Interval(lowest, highest, low[1], high[1])
