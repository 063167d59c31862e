"""A stretch at an amount -> money, percent, duration, ratio or plain number, with the second end of a range.

"$5-6 billion" is one mention with two ends and one scale; "from $3bn to $4bn" is two mentions (a change), unless a word
of range goes before ("prices ranged from …").
"""

from __future__ import annotations

import re
from decimal import Decimal

import factcheck.find.continental as continental
from factcheck.find.draft import Draft
from factcheck.measure import dates, money, numbers
from factcheck.measure.numbers import Amount
from factcheck.vocabulary import rows

PERCENT = {r["word"]: r["unit"] for r in rows("percent_words")}
_PERCENT = re.compile(
    r"(?:[ \n-]{0,3})(%[ -]points?|%|(?:"
    + "|".join(w.replace(" ", r"[ \n-]+") for w in sorted(PERCENT, key=len, reverse=True) if "%" not in w)
    + r")(?![\w]))",
    re.I,
)
_UNITS = "|".join(sorted(dates.UNITS, key=len, reverse=True))
DURATION = re.compile(
    rf"[ \n-]{{1,3}}(?:(?:calendar|full|straight|consecutive|business|trading|fiscal|more|additional)[ "
    rf"\n-])?({_UNITS})(?!\w)|({_UNITS})(?!\w)",
    re.I,
)
_TIMES = re.compile(r"(?:[ -]?(x)(?![\w])|[ -]?(fold)\b|[ \n-]{1,3}(times)\b)", re.I)
_MORE = re.compile(
    r"[ \n](?:as|more|less|higher|larger|bigger|greater|faster|over|the|its|their|what|that|earnings|"
    r"sales|book|revenues?|ebitda|profits?|cash|annual|forward|estimated|expected|leverage|oversubscribed|"
    r"subscribed)\b",
    re.I,
)
_TO = re.compile(r"-[ ]?to[ -]|[ \n]{0,3}(?:-{1,2}|~|\x9a)[ \n]{0,3}|[ \n]{1,3}(?:to)[ \n]{1,3}", re.I)
_AND = re.compile(r"[ \n]{1,3}(?:and|to)[ \n]{1,3}", re.I)
_ANDHALF = re.compile(r"[ \n-]+and[ -]a[ -](half|quarter)\b", re.I)
_RANGING = re.compile(
    r"(?:\brang\w+|\banywhere|\bvar(?:y|ies|ied|ying)|\bspan\w*)(?:[ \n]+\w+)?[ \n]+from[ \n]+$", re.I
)
_BETWEEN = re.compile(r"\bbetween[ \n]+(?:about[ \n]+|roughly[ \n]+)?$", re.I)
_FROM = re.compile(r"\bfrom[ \n]+(?:about[ \n]+|nearly[ \n]+)?$", re.I)
_ISSUE = re.compile(r"[A-Z]{2,3}(?:\d{8,}|0\d{3,}(?![.,]))")  # "US0378331005" is a code of securities
_SIGNED = re.compile(r"[-+](?=[\d.])")
_NATION = re.compile(r"[ \n](USD|US|CAD|AUD|HKD|NZD|SGD|Canadian|Australian|Singapore|Hong Kong|New Zealand)\b(?! \$)")
_AMBIGUOUS = {money.OWN, "JPY"}  # "$" and the sign of yen and yuan: a code after the amount says which
_NATIONS = {
    "US": "USD",
    "Canadian": "CAD",
    "Australian": "AUD",
    "Singapore": "SGD",
    "Hong Kong": "HKD",
    "New Zealand": "NZD",
}
_SCALE_TAIL = re.compile(r"[ \n-]{0,2}(million|billion|trillion|thousand|mln|bln|bn|mn|k)\b", re.I)
_CENTS = re.compile(
    r"(?:[ ]and|,)?[ ](?:an? )?(?P<n>\d{1,2}|[a-z]+(?:[ -][a-z]+)?)(?:[ ]?(?P<c>cents?|cts?|pence|"
    r"pennies|c|p|sens?|paise|centavos)\b|(?=$))",
    re.I,
)


_JOINTS = {" ", "-", "\n", "~", "\x9a"}
_LONE_SCALES = {" m", " b", " M", " B", " t"}


def _join(text: str, start: int, end: int) -> re.Match[str] | None:
    """The word of range after an amount, where one may stand."""
    if text[end : end + 1] not in _JOINTS:
        return None
    if start > 7 and _BETWEEN.search(text[max(0, start - 40) : start]):
        return _AND.match(text, end) or _TO.match(text, end)
    return _TO.match(text, end)


def _moved(text: str, start: int, joint: re.Match[str]) -> bool:
    """Whether "from X to Y" stands here, which is a change or a range: the verb before the stretch decides."""
    if start < 5:
        return False
    before = text[max(0, start - 40) : start]
    return "to" in joint[0].lower() and bool(_FROM.search(before)) and not _RANGING.search(before)


def _worded(joint: re.Match[str]) -> bool:
    """Whether the second end follows after "to", which may tell of a change as well: "by 40 to 120, from 80"."""
    return joint[0].strip().lower() == "to"


def _powered(a: Amount, power: int) -> Amount:
    return a._replace(value=a.value * 10**power, decimals=a.decimals - power, power=power)


def sign_money(text: str, start: int, style: str) -> Draft | None:
    """Reads "$5", "US$1.2bn", "-$45m", "$(1.2) million", "EUR 5-6 billion"."""
    negative = False
    pos = start
    if text[pos] in "-+":
        if text[pos + 1 : pos + 2] == " ":
            return None  # "100 units - $2.75": a dash, no minus
        negative = text[pos] == "-"
        pos += 1
    currency = money.before(text, pos)
    if not currency:
        return None
    if _ISSUE.match(text, pos):
        return None
    pos = currency.end
    bracket = text[pos] == "("
    if bracket:
        pos += 1
    first = continental.amount(text, pos, currency.code) if style == "en" else None
    first = first or numbers.amount(text, pos, True, style)
    if not first:
        return None
    end = first.end
    if bracket:
        if text[end : end + 1] != ")":
            return None
        end += 1
        if not first.power:
            power, end, _ = numbers.scale_at(text, end, True)
            first = _powered(first, power) if power else first
        negative = True
    elif start and text[start - 1] == "(" and not first.power and text[end : end + 1] == ")":
        power, stop, _ = numbers.scale_at(text, end + 1, True)
        if power:  # "cash flow of ($12.5) million": a scale after the bracket makes it a bookkeeper's minus
            first, start, end, negative, bracket = _powered(first, power), start - 1, stop, True, True
    code, factor = currency.code, currency.factor
    if not first.value and text[first.end - 3 : first.end] == "000":
        return Draft(start, first.end, "money", ignored="context", unit=code)  # "(£000)" over a table
    if text[currency.end - 1] in " S" and not bracket and (part := money.after(text, end)) and part.factor < 1:
        value, decimals = first.value * part.factor, first.decimals - part.factor.adjusted()
        return Draft(start, part.end, "money", value, None, code, decimals=decimals)  # "US 5 cents"
    found = Draft(start, end, "money", first.value, None, code, decimals=first.decimals)
    if not bracket:
        found = _second_amount(text, found, first, currency, style)
    code, end = _nation(text, found.end, code)
    low, high = found.value, found.high
    assert low is not None
    decimals = (found.decimals or 0) - (factor.adjusted() if factor < 1 else 0)
    found = found._replace(
        end=end, value=(-low if negative else low) * factor, high=None if high is None else high * factor, unit=code,
        decimals=decimals,
    )  # fmt: skip
    return _with_cents(text, found) if high is None and not first.power else found


def _second_amount(text: str, d: Draft, first: Amount, currency: money.Currency, style: str) -> Draft:
    """The draft with the second end of its range, where one follows: "$5-6 billion", "from $3bn to $4bn"."""
    joint = _join(text, d.start, d.end)
    if not joint:
        return d
    pos = joint.end()
    other = money.before(text, pos)
    second = numbers.amount(text, other.end if other else pos, True, style)
    if not second or second.value < 0 or (other and other.code != currency.code):
        return d
    if not other and _other_unit(text, second.end):
        return d
    bare = second.value / 10**second.power
    if not first.power and second.power:
        if (not other or first.value < bare) and first.value * 10**second.power <= second.value:
            first = _powered(first, second.power)
    elif first.power and not second.power and not other and second.value > first.value / 10**first.power:
        second = _powered(second, first.power)
    moved = _moved(text, d.start, joint)
    if second.value <= first.value and not moved:
        return d
    split: tuple[Draft, ...] = ()
    if moved or _worded(joint):
        code, factor = currency.code, currency.factor
        split = (
            Draft(d.start, d.end, "money", first.value * factor, None, code, decimals=first.decimals),
            Draft(pos, second.end, "money", second.value * factor, None, code, decimals=second.decimals),
        )
    return d._replace(
        end=second.end, value=first.value, high=second.value, modifier="range", split=split,
        decimals=max(first.decimals, second.decimals),
    )  # fmt: skip


def _nation(text: str, end: int, code: str) -> tuple[str, int]:
    """The currency a "$" means when the country comes after the amount: "$5 million Canadian", "$20 AUD"."""
    tail = _NATION.match(text, end)
    if tail and code in ("USD", money.OWN):
        return _NATIONS.get(tail[1], tail[1]), tail.end()
    own = money.after(text, end) if code in _AMBIGUOUS else None
    if own and own.code != money.OWN and own.factor == 1 and text[own.end - 3 : own.end].isupper():
        return own.code, own.end
    return code, end


def _other_unit(text: str, end: int) -> bool:
    """Whether the second number has a unit of its own, so that it is no second end: "$5 - 6 percent"."""
    return bool(_PERCENT.match(text, end) or DURATION.match(text, end))


class _Tail:
    """The unit found after an amount."""

    __slots__ = ("code", "end", "factor", "kind", "unit")

    def __init__(self, kind: str, unit: str | None, end: int, factor: Decimal = Decimal(1)) -> None:
        self.kind, self.unit, self.end, self.factor = kind, unit, end, factor


def _tail(text: str, a: Amount) -> _Tail | None:
    """Percent, currency, unit of time or multiple right after an amount."""
    end = a.end
    nxt = _NEXT.match(text, end)
    if not nxt:
        return None
    if nxt[1]:
        return _word_tail(text, a, nxt[1].lower())
    if m := _PERCENT.match(text, end):
        word = re.sub(r"[ \n-]+", " ", m[1].lower()).replace("% ", "% ") if len(m[1]) > 1 else "%"
        unit = PERCENT.get(word) or PERCENT.get(word.replace(" ", "-"), "percent")
        return _Tail("percent", unit, m.end())
    if c := money.after(text, end, attached=True):
        return _Tail("money", c.code, c.end, c.factor)
    return None


_NEXT = re.compile(r"[ \n-]{0,3}(?:([A-Za-z][A-Za-z.']*)|[^\sA-Za-z\d.,;:)(-])")
_PERCENT_HEADS = {w.split()[0].split("-")[0] for w in PERCENT if w[0].isalpha()}
_MONEY_HEADS = money.HEADS
_TOLD_OF_A_YEAR = {"quarter", "half", "period", "season", "month", "financial", "fiscal", "calendar"}
_FULL = {"calendar", "full", "straight", "consecutive", "business", "trading", "fiscal", "more", "additional"}


def _word_tail(text: str, a: Amount, word: str) -> _Tail | None:
    """The unit that begins with a word; which grammar is asked depends on the word, for most none."""
    end = a.end
    word = word.rstrip(".'")
    if word in _PERCENT_HEADS and (m := _PERCENT.match(text, end)):
        said = re.sub(r"[ \n-]+", " ", m[1].lower())
        return _Tail("percent", PERCENT.get(said) or PERCENT.get(said.replace(" ", "-"), "percent"), m.end())
    if word == "c" and a.value < 10 and not a.decimals:
        return None  # "an iPhone 5c"
    if word in _MONEY_HEADS and (c := money.after(text, end, attached=True)):
        return _Tail("money", c.code, c.end, c.factor)
    if (word in dates.UNITS or word in _FULL) and (m := DURATION.match(text, end)):
        if word in _TOLD_OF_A_YEAR and _yearlike(a, text) and text[end] == " ":
            return None  # "the 2023 quarter", but "a 2000-year history"
        return _Tail("duration", dates.UNITS[(m[1] or m[2]).lower()], m.end())
    if word not in ("x", "fold", "times"):
        return None
    if m := _TIMES.match(text, end):
        if m[3] and (not _MORE.match(text, m.end()) and m.end() != len(text)):
            return None
        return _Tail("ratio", None, m.end())
    return None


def _money_tail(text: str, a: Amount) -> _Tail | None:
    tail = _tail(text, a)
    return tail if tail and tail.kind == "money" else None


def quantity(text: str, start: int, style: str) -> Draft | None:
    """The amount at ``start`` with whatever unit follows it; a plain number comes back ``open``."""
    if style == "en" and text[start].isdigit() and (money_first := continental.before_currency(text, start)):
        return money_first
    first = numbers.amount(text, start, False, style)
    if not first:
        return None
    tail = _tail(text, first)
    if not tail and first.power and text[first.end : first.end + 2] == ". ":  # "1.2 Mrd. euros"
        tail = _money_tail(text, first._replace(end=first.end + 1))
    if (first.letter and not tail) or (
        not tail and not first.power and text[first.end : first.end + 2] in _LONE_SCALES
    ):
        scaled = numbers.amount(text, start, True, style)
        if scaled and scaled.power and (t := _tail(text, scaled)) and t.kind == "money":
            first, tail = scaled, t
    end1 = end = tail.end if tail else first.end
    high: Decimal | None = None
    last = first
    moved, pos2 = False, 0
    if joint := _join(text, start, end):
        moved, pos2 = _moved(text, start, joint), joint.end()
        if got := _second(text, pos2, style, first, tail, moved):
            first, last, tail2, high = got
            tail = tail2 or tail
            end = tail2.end if tail2 else last.end
    low = _shaped(start, end1, first, tail)
    found = low._replace(
        end=end, letter=last.letter, decimals=max(low.decimals or 0, _shaped(0, 0, last, tail).decimals or 0)
    )
    if high is not None:
        top = _shaped(pos2, end, last, tail)
        apart = (low, top) if moved or (joint and _worded(joint)) else ()
        found = found._replace(high=top.value, modifier="range", split=apart)
    elif tail and tail.kind == "duration" and (m := _ANDHALF.match(text, end)) and found.value is not None:
        part = Decimal("0.5") if m[1].lower() == "half" else Decimal("0.25")
        found = found._replace(value=found.value + part, decimals=(found.decimals or 0) + 1, end=m.end())
    elif tail and tail.kind == "money" and tail.factor == 1 and not first.power:
        return _with_cents(text, found)
    return found


def _shaped(start: int, end: int, a: Amount, tail: _Tail | None) -> Draft:
    """An amount with its unit as a draft; without one it stays open for a noun."""
    if tail is None:
        return Draft(start, end, "number", a.value, decimals=a.decimals, open=True, letter=a.letter)
    off = tail.factor.adjusted() if tail.factor < 1 else 0
    return Draft(start, end, tail.kind, a.value * tail.factor, unit=tail.unit, decimals=a.decimals - off)


def _second(
    text: str, pos: int, style: str, first: Amount, tail: _Tail | None, moved: bool
) -> tuple[Amount, Amount, _Tail | None, Decimal] | None:
    """The second end of a range: (first, second, its unit, high), or None where the two do not belong together."""
    second = numbers.amount(text, pos, tail is not None and tail.kind == "money", style)
    if text[pos - 1] == "-" and text[pos : pos + 1].isupper():
        return None  # "7-Eleven"
    if (
        not second
        or second.value < 0
        or (_yearlike(first, text) and (moved or _no_year(second, text, pos)))
    ):
        return None
    tail2 = _tail(text, second)
    if not tail2 and second.letter:
        scaled = numbers.amount(text, pos, True, style)
        if scaled and (t := _tail(text, scaled)) and t.kind == "money":
            second, tail2 = scaled, t
    if tail and (not tail2 or (tail2.kind, tail2.unit) != (tail.kind, tail.unit)):
        return None
    if second.power and not first.power and first.value * 10**second.power <= second.value and first.value < 1000:
        first = _powered(first, second.power)
    thousands = text[pos - 1] == "-" and text[second.end - 4 : second.end] == ",000" and not first.power
    if thousands and first.value * 1000 < second.value <= first.value * 3000:  # "10-12,000 jobs"
        first = _powered(first, 3)
    if second.value <= first.value and not moved:
        return None
    return first, second, tail2, second.value


def _no_year(second: Amount, text: str, pos: int) -> bool:
    """Whether the number after "2024 to" is an amount: "up in 2024 to 418,000 tonnes", not "2000 to 3000 staff"."""
    if second.power:
        return True
    return not _yearlike(second, text) and (second.value < 1000 or "," in text[pos : second.end])


def _yearlike(a: Amount, text: str) -> bool:
    """Whether an amount looks like a year: "in 2018 to 3.9 million" is no range."""
    return not a.power and not a.decimals and 1500 <= a.value <= 2199 and text[a.end - 4 : a.end].isdigit()


def _with_cents(text: str, d: Draft) -> Draft:
    """Reads "20 dollars and 43 cents", "$20 and 43c" as one amount; without "cents" only at a clause's end."""
    if d.value is None or d.value != d.value.to_integral_value():
        return d
    m = _CENTS.match(text, d.end) if d.end < len(text) else None
    if not m:
        return d
    cents = numbers.amount(m["n"], 0)
    if (
        not cents
        or cents.end != len(m["n"])
        or not 0 < cents.value < 100
        or cents.value != cents.value.to_integral_value()
    ):
        return d
    whole = d._replace(end=m.end(), value=d.value + cents.value / 100, decimals=2)
    if m["c"]:
        return whole
    if m.end() == len(text) and (len(m["n"]) == 2 or m["n"].isalpha() or "-" in m["n"] or " " in m["n"]):
        return d._replace(longer=whole)
    return d
