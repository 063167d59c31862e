"""Words -> the noun phrases beside a number that say what it measures."""

from __future__ import annotations

import factcheck.claim.lexicon as lex
from factcheck.claim.grammar import Words
from factcheck.claim.phrase import metric_words

TIME = frozenset("year quarter month week half period months years quarters weeks days day".split())
_WITHIN = ("of", "in", "at", "for", "per")  # "earnings PER share OF"
_GLUE = frozenset(
    {"of", "to", "at", "from", "by", "for", "in", "with", "between", "than", "on", "about", "around", "over", "worth"}
)


def moved(words: Words, i: int, b: int, kind: str) -> tuple[int, int] | None:
    """What moved, told after the number: "a 12% rise IN SERVICES REVENUE", "$10bn IN REVENUE"."""
    tags, low = words.tags, words.low
    j = i + 1
    while j < b and (tags[j] in "nJG" or tags[j : j + 3] == "(n)"):  # "a 22% year-on-year (YoY) rise in"
        j += 3 if tags[j] == "(" else 1
    if (
        j + 1 >= b
        or low[j] not in ("in", "of")
        or (j > i + 1 and lex.noun_kind(low[j - 1]) not in ("change", "generic"))
    ):
        return None
    if j == i + 1 and (low[j] == "of" or not _opens(words, j + 1) or kind not in ("report", "have", "be")):
        return None
    e = run(words, j + 1, b)
    if e == j + 1 or low[e - 1] in TIME or low[j + 1] in lex.CALENDAR:
        return None
    return j + 1, e


def _opens(words: Words, j: int) -> bool:
    """Whether a noun phrase begins there: "in REVENUE", "in OPERATING cash flow"."""
    return words.tags[j] in "nJ" or (words.tags[j] == "G" and words.tags[j + 1 : j + 2] == "n")


def attributive(words: Words, i: int) -> bool:
    """“a 55% stake”, "its $2bn push": the number belongs to the noun after it."""
    k = i - 1
    while k > 0 and words.tags[k] == "J":
        k -= 1
    return k >= 0 and (words.tags[k] in "S'" or words.low[k] in ("a", "an", "the"))


def direct(words: Words, near: tuple[int, int], v: int, kind: str) -> bool:
    """“which will reduce EARNINGS by $5m”: the noun phrase is the verb's own object."""
    return kind not in ("be", "reach") and all(t in "DSJ" for t in words.tags[v + 1 : near[0]])


def is_share(surface: str) -> bool:
    """Whether a printed number is a percentage or a fraction in words, and no amount."""
    if "%" in surface or "pct" in surface or "per" in surface:
        return True
    return not any(c.isdigit() for c in surface) and "illion" not in surface


def whole(words: Words, i: int, b: int) -> tuple[int, int] | None:
    """The whole a share is of: "a third OF ACME'S SALES", "40% OF THE COMPANY'S 12,000 STAFF"."""
    tags, low = words.tags, words.low
    if i + 2 >= b or low[i + 1] != "of" or not is_share(words.raw[i].lower()):
        return None
    e = i + 2
    while e < b and tags[e] in "DSJnNGM'R":
        e += 1
    return (i + 2, e) if e > i + 2 and tags[e - 1] in "nNG" else None


def slot(words: Words, i: int) -> str:
    """The last word before a number that is no hedge, adjective or article."""
    k = i - 1
    while k > 0 and words.tags[k] in "RJD":
        k -= 1
    return words.low[k] if k >= 0 else ""


def near(words: Words, i: int, v: int) -> tuple[tuple[int, int] | None, bool]:
    """The noun phrase between verb and number that the number belongs to ("net income OF", "its workforce BY").

    With it, whether it stands fresh after "and" or a comma ("and net income to $1bn").
    """
    tags, low = words.tags, words.low
    k = i - 1
    while k > v and (tags[k] in 'RJD"S' or (tags[k] == "P" and low[k] in _GLUE) or _softens(low, k)):
        k -= 3 if low[k] == "as" else 1
    if k > v and tags[k] == "," and low[k + 1] == "worth":
        k -= 1
    if k <= v or tags[k] not in "nNG'":
        return None, False
    end = k + 1
    while k > v and (tags[k] in "nNGJDS'R" or (tags[k] == "P" and low[k] in _WITHIN and k > v + 1)):
        k -= 1
    fresh = k > v and tags[k] in "C,"
    k += 1
    while k < end and tags[k] in "PR":
        k += 1
    return ((k, end) if k < end else None), fresh


def _softens(low: list[str], k: int) -> bool:
    """Whether a word between a noun and its number tells only how near it comes: "SHORT of", "as much AS", "+"."""
    word = low[k]
    if word == "as":
        return k > 1 and low[k - 2] == "as"
    return word in ("+", "~", "≈") or (word in ("short", "shy") and low[k + 1] == "of")


def risen(words: Words, near: tuple[int, int]) -> tuple[int, int] | None:
    """What moved, in a noun phrase of change: "a reduction in DEPOSITS of", "a PRODUCTION rise of"; None if unsaid."""
    a, b = near
    at = next((k for k in range(a, b) if lex.noun_kind(words.low[k]) == "change"), -1)
    if at < 0:
        return near
    if at + 2 < b and words.low[at + 1] in ("in", "of"):
        return at + 2, b
    named = any(words.tags[k] in "nNG" and lex.noun_kind(words.low[k]) != "common" for k in range(a, at))
    return (a, at) if at == b - 1 and named else None


def back(words: Words, end: int, a: int) -> tuple[int, int]:
    """The noun phrase that ends before word ``end``."""
    start = end
    while start > a and words.tags[start - 1] in "nNGJDS'":
        start -= 1
    return start, end


def forecast_by(words: Words, j: int) -> bool:
    """Whether "forecast by", "expected by" stands at word ``j``."""
    if words.low[j + 1 : j + 2] != ["by"]:
        return False
    verb = lex.VERBS.get(words.low[j])
    return verb is not None and verb.kind == "forecast"


def after(words: Words, i: int, b: int) -> str | None:
    """The noun phrase right after a number: "$2bn chip push", "a 12% rise in revenue" -> revenue."""
    tags, low = words.tags, words.low
    if low[i + 1 : i + 2] and (low[i + 1] in ("points", "point", "percentage") or forecast_by(words, i + 1)):
        return None
    if i + 1 < b and tags[i + 1] in "SD" and words.raw[i][:1].isalpha():  # "doubled its dividend"
        return metric_words(words, i + 2, run(words, i + 2, b))
    j = run(words, i + 1, b)
    if j == i + 1:  # "$1.7 trillion of assets"
        e = run(words, j + 1, b) if j + 1 < b and low[j] == "of" else j
        return metric_words(words, j + 1, e) if e > j + 1 and tags[j + 1] in "nJ" else None
    head = low[j - 1]
    if tags[j : j + 1] == "M" and words.raw[i + 1][0].isupper():
        return None  # "Shr 30 cts NET 410,000": the next line's name
    if (
        head in TIME
        or head in ("ago", "earlier", "later", "prior", "previously")
        or lex.noun_kind(head) == "people"
        or low[i + 1] == "a"
    ):
        return None
    if lex.noun_kind(head) in ("change", "generic") and j + 1 < b and low[j] in ("in", "of"):
        e = run(words, j + 1, b)
        return metric_words(words, j + 1, e) if e > j + 1 else None
    if lex.noun_kind(head) == "change":
        return metric_words(words, i + 1, j - 1)
    return metric_words(words, i + 1, j)


def run(words: Words, j: int, b: int) -> int:
    """The end of the noun phrase that begins at word ``j``."""
    tags = words.tags
    while j < b and (tags[j] in "nJGNS" or (tags[j] == "D" and tags[j - 1] == "P") or tags[j] == "'"):
        j += 1
    return j


_BACK = frozenset({"back", "down", "off"})
_ON = frozenset({"spend", "bet", "waste", "lavish"})
_PAID_IN = frozenset("pay raise save lose return distribute receive collect borrow".split())


def deed(words: Words, i: int, v: int, b: int) -> str:
    """What the verb itself measures: "invested", "spent on research", "dividends paid", "bought back shares"."""
    tags, low = words.tags, words.low
    verb = lex.VERBS.get(low[v])
    lemma = verb.lemma if verb else ""
    done = f"{low[v]} {low[v + 1]}" if low[v + 1] in _BACK else low[v]
    if i + 2 >= b or tags[i + 1] != "P":
        return done
    e = run(words, i + 2, b)
    while e + 1 < b and low[e] == "and" and tags[e + 1] in "nJ":
        e = run(words, e + 1, b)
    what = metric_words(words, i + 2, e) if e > i + 2 and tags[e - 1] == "n" and low[e - 1] not in TIME else None
    if what is None:
        return done
    if low[i + 1] == "on" and lemma in _ON:
        return f"{done} on {what}"
    if low[i + 1] == "in" and tags[i + 2] != "D" and lemma in _PAID_IN and lex.noun_kind(low[e - 1]) == "metric":
        return f"{what} {done}"
    return f"{done} {what}" if low[i + 1] == "of" and done != low[v] else done
