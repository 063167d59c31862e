"""Words -> clauses, the verb that governs a number, and that verb's subject."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

import factcheck.claim.lexicon as lex
from factcheck.claim.cues import JOINING
from factcheck.claim.grammar import Words

_NP = frozenset("nNDSJ'GM")
_STOP = frozenset({"while", "whereas", "but", "although", "though", "because", "if", "when"})
_REACH = 120  # words back to a number's verb: a "clause" of nothing but figures is longer
_TIME = frozenset("year quarter month week half period months years quarters weeks days day".split())


def clause(words: Words, i: int) -> tuple[int, int]:
    """The clause round word ``i``: between semicolons, dashes and conjunctions that open a clause with its own verb."""
    openers = words.openers
    if openers is None:
        openers = words.openers = _openers(words)
    left, right = bisect_left(openers, i), bisect_right(openers, i)
    return openers[left - 1] + 1 if left else 0, openers[right] if right < len(openers) else len(words.tags)


_OPENER = re.compile("[;:C-]")
_VERB = re.compile("[VA]")


def _openers(words: Words) -> list[int]:
    """The words that open a clause, looked for once a sentence: each of its numbers asks for its own clause."""
    places = [hit.start() for hit in _OPENER.finditer(words.tags)]
    if not JOINING.isdisjoint(words.present):
        places = sorted({*places, *(k for k, word in enumerate(words.low) if word in JOINING)})
    return [k for k in places if _opens(words, k)]


def _opens(words: Words, k: int) -> bool:
    tag, low = words.tags[k], words.low[k]
    if tag in ";:":
        return True
    if tag == "-":
        return True
    if low in JOINING and tag != "n":  # "profit before tax" is one noun
        if low != "as" and k and words.tags[k - 1] != "," and not _VERB.search(words.tags, 0, k):
            return False  # "rates in effect after our review are 5.2%"
        return _has_own_clause(words, k + 1)
    if tag != "C":
        return False
    if low == "and":
        return k > 0 and words.tags[k - 1] == "," and _has_own_clause(words, k + 1)
    if low == "since":
        return _has_own_clause(words, k + 1)
    return low in _STOP


def _has_own_clause(words: Words, k: int) -> bool:
    """Whether a subject and then a verb follow: "as research costs rose", not "as of 2024", "as much as"."""
    tags = words.tags
    noun = False
    for j in range(k, min(k + 9, len(tags))):
        if tags[j] in "VA":
            return noun
        if tags[j] in ",;:(" or j in words.values:
            return False
        noun = noun or tags[j] in "nNO"
    return False


def verb_of(words: Words, i: int, a: int) -> int:
    """The index of the verb that governs word ``i`` from the left, within the clause; -1 if there is none."""
    tags = words.tags
    depth = 0
    for k in range(i - 1, max(a, i - _REACH) - 1, -1):
        tag = tags[k]
        if tag not in _VERBAL:
            continue
        if tag == ")":
            depth += 1
        elif tag == "(" and depth:
            depth -= 1
        elif not depth and _governs(words, k, i):
            return k
    return -1


_VERBAL = frozenset("VBGA()")


def _governs(words: Words, k: int, i: int) -> bool:
    """Whether word ``k`` is a verb of its own: no -ing noun, no "has" that only helps another verb."""
    tag, low = words.tags[k], words.low[k]
    if tag in "VB":
        return True
    if tag == "G":
        return not _nominal(words, k)
    return tag == "A" and (low in lex.BE or (low in ("has", "have", "had") and not _auxiliary(words, k, i)))


def bare_relative(words: Words, v: int, a: int) -> int:
    """Where the relative clause without a pronoun begins that the verb ``v`` ends; -1 if there is none.

    "cut the rate IT PAYS Acme in half" is about the rate.
    """
    tags = words.tags
    k = v - 1
    while k > a and tags[k] in "AR":
        k -= 1
    if k <= a or tags[k] != "O" or tags[k - 1] != "n":
        return -1
    return k if any(tags[j] in "VBG" for j in range(a, k)) else -1


def _auxiliary(words: Words, k: int, i: int) -> bool:
    return any(words.tags[j] in "VGB" for j in range(k + 1, i))


def _nominal(words: Words, k: int) -> bool:
    """Whether an -ing word is part of a noun phrase: "licensing rights", "operating profit", "R&D spending"."""
    tags = words.tags
    before = tags[k - 1] if k else ""
    after = tags[k + 1] if k + 1 < len(tags) else ""
    if after in ("n", "G") and before not in ",A" and words.low[k] not in ("reducing", "cutting", "raising"):
        return before in "DSJ'nNVPBM;:\"-" and words.low[k] in _ING_ADJ
    if before and before in "nJ" and after in ("V", "A", "P"):
        return True  # "public sector borrowing was", "its initial offering at"
    return before in ("D", "S", "J", "'") and after in ("V", "A", "P")


_ING_ADJ = frozenset(
    "operating licensing trading advertising banking marketing manufacturing remaining existing "
    "continuing growing rising falling engineering engineering streaming gaming mining".split()
)


# "is in TALKS to raise", "is on COURSE to report": what stands between a subject and its infinitive
_COURSE = frozenset("talks discussions negotiations track course line position".split())


def subject_of(words: Words, v: int, a: int) -> tuple[int, int] | None:
    """The noun phrase that is the subject of the verb at ``v``, as a word range, or None.

    Control verbs and lists of verbs lead further left ("aims to cut", "rose 5% and beat").
    """
    tags, low = words.tags, words.low
    k = v - 1
    steps = 0
    while k >= a and steps < 60:
        steps += 1
        tag = tags[k]
        if (
            tag in "AR"
            or tag == '"'
            or low[k] in ("each", "both", "all")
            or low[k] in ("to", "not", "on", "keen")
            or (low[k] in _COURSE and low[k + 1] == "to" and low[k - 1] in ("in", "on"))
            or (low[k] == "in" and low[k + 1] in _COURSE and low[k + 2] == "to")
            or (tag == "J" and tags[k + 1] in "VAB")
        ):
            k -= 1
        elif tag in "VB" or (tag == "G" and not _nominal(words, k)):
            v = k
            k -= 1
        elif tag == "W":
            k -= 1
            while k >= a and tags[k] in ",P":
                k -= 1
            return _antecedent(words, k, a)
        elif tag == ",":
            gap = insertion(words, k, a)
            if gap >= a:
                k = gap
            else:
                k = _verb_before(words, k, a)
                if k < a:
                    return None
        elif tag == "C":
            k = _verb_before(words, k, a)
            if k < a:
                return None
        elif tag == "O":
            return k, k + 1
        else:
            return _phrase(words, k, a)
    return None


def _verb_before(words: Words, k: int, a: int) -> int:
    while k >= a and not (words.tags[k] in "VB" or (words.tags[k] == "A" and words.low[k] in lex.BE)):
        k -= 1
    return k


def insertion(words: Words, k: int, a: int) -> int:
    """The word before an insertion that ends at the comma ``k``: "Acme, in a surprise move, cut …" -> Acme; else -1."""
    tags = words.tags
    j = k - 1
    while j >= a and k - j < 25:
        if tags[j] == ",":
            return j - 1 if j > a and tags[j - 1] in "nN'M)" and tags[j + 1] not in "C" else -1
        if tags[j] == "V" and not any(tags[x] == "W" for x in range(a, j)) and not _reduced(words, j):
            return -1
        j -= 1
    return -1


def _antecedent(words: Words, k: int, a: int) -> tuple[int, int] | None:
    """What a relative clause is about: "on SALES which fell", "the NUMBER OF STORES that closed"."""
    tags, low = words.tags, words.low
    if k < a or tags[k] == ")":
        return _phrase(words, k, a)
    start = k + 1
    while start > a and (tags[start - 1] in _NP - {"M"} or low[start - 1] == "of"):
        start -= 1
    return (start, k + 1) if start <= k else _phrase(words, k, a)


def _joins_clauses(words: Words, k: int, a: int) -> bool:
    """Whether an "and" joins clauses and no nouns: "was in line with forecasts AND shares in Acme rose"."""
    j = k - 1
    while j >= a and words.tags[j] in "nNGJDS'RPM":
        j -= 1
    return j >= a and words.tags[j] in "VAB" and words.tags[k - 1] in "nN"


def _reduced(words: Words, j: int) -> bool:
    """Whether a participle right after a comma shortens a relative clause: "Acme, OWNED by Bolt, employs …"."""
    verb = lex.VERBS.get(words.low[j])
    led = verb is None or verb.form in ("past", "participle")
    k = j - 1 - (words.tags[j - 1] == "M")  # "Acme, 25% owned by Bolt, lost $4m"
    return led and k > 0 and words.tags[k] == "," and words.tags[j + 1 : j + 2] == "P"


def _phrase(words: Words, k: int, a: int) -> tuple[int, int] | None:
    """The noun phrase that ends at word ``k``, with what hangs on it by prepositions."""
    tags, low = words.tags, words.low
    end = k + 1
    while k >= a:
        tag = tags[k]
        if tag == ")":
            while k > a and tags[k] != "(":
                k -= 1
        elif tag == "C" and low[k] in ("and", "or") and k > a and tags[k - 1] in "nN" and tags[k + 1] in "nNJ":
            if _joins_clauses(words, k, a):
                break  # "research and development costs"
        elif tag == "R" and k > a and tags[k - 1] in "DS'P":
            pass  # "the already high costs"
        elif tag in ",C" and k > a and tags[k - 1] in "M," and k + 1 < end and tags[k + 1] in "MC":
            pass  # "Revenue for 2021, 2022 and 2023 was"
        elif tag not in _NP and tag not in "P.":
            break
        k -= 1
    k += 1
    while k < end and (tags[k] == "P" or low[k] in (".",)):  # "In the third quarter revenue rose": the time is not part
        j = k + 1
        while j < end and not (tags[j] == "M" or low[j] in _TIME or low[j] in lex.CALENDAR):
            j += 1
        k = j + 1 if j < end else k + 1
    return (k, end) if k < end else None
