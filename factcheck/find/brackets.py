"""A positive amount in brackets -> a loss, where bookkeepers mean a minus: "EPS was ($0.14)", "Net loss (45.2) (38.1)".

A bracket round an amount that only explains another one is no minus: "900 million zloty ($181 million)", "the fund (up
5.4%)", "sales of 45.2 (38.1)". So the brackets must hold the amount alone, and either the sentence lacks its number
without it ("was (…)", "of (…)"), or the line is a row of a table.
"""

from __future__ import annotations

import re

from factcheck.find.draft import Draft
from factcheck.measure import money
from factcheck.vocabulary import rows

# Words that ask for a number: what stands in brackets after one of them is the number itself.
_ASKED = re.compile(
    rb"(?:\b(?:is|was|were|are|be|been|of|to|from|at|by|versus|vs\.?|than|against|with|totall?ed|totall?ing|reached|being)"
    rb"|:|=)(?:[ \n]+(?:about|approximately|roughly|nearly|almost|only|just|negative|a|an))?[ \n]+\Z",
    re.I,
)
# "a fee of ($25)", "raised its stake to (51%)", but "a change in value of ($4m)"
_NEVER = re.compile(rb"\b(?:%s)\b" % "|".join(r["word"] for r in rows("never_below")).encode(), re.I)
_MOVING = re.compile(
    rb"\b(?:loss(?:es)?|change|movement|decline|decrease|increase|growth|returns?|variance|difference|net|income|expense)\b",
    re.I,
)
_CLAUSE = 60  # characters in front that say what the amount is of
_PER_SHARE = re.compile(rb"\)?[ \n]*(?:per|a)[ \n](?:(?:basic|diluted|common|ordinary)[ \n]){0,3}share\b", re.I)
_SHARES = re.compile(rb"\b(?:eps|(?:loss|losses|earnings|income)[ \n]per[ \n](?:[a-z]+[ \n]){0,2}share)[ \n]+\Z", re.I)
_ANOTHER = re.compile(rb"\)[ \n]+(?:and|or|to)[ \n]+\Z")  # "from ($0.14) to ($0.20)", "($0.14) and ($0.20)"
_LONGEST_ROW = 160
# Nothing but cells: figures, signs, brackets, bars; "Net loss (45.2) (38.1)", "EBIT | (4.1) | 3.0 | n/a"
_CELLS = re.compile(rb"[\d.,$\xa3\x80%()|\-\x9a \t]*(?:n/?[am]\b[\d.,$\xa3\x80%()|\-\x9a \t]*)*\Z", re.I)
_LABEL = re.compile(
    rb"[ |]*(?P<label>[A-Za-z][A-Za-z&/,.' ()-]*?[A-Za-z)])(?P<gap>[ :]*\|[ $\xa3\x80|]*|:?[ $\xa3\x80]+)"
    rb"(?=[(-]?[$\xa3\x80]?[(-]?[\d.])"
)
_LOSING = re.compile(
    rb"\b(?:loss|losses|deficit|cash flows?|outflows?|expenses?|costs?|tax(?:es)?|charges?|impairments?|write-?downs?|"
    rb"depreciation|amorti[sz]ation|eps|income|profit|earnings|ebitda?|margin|change|variance|dividends|repurchases|"
    rb"purchases|repayments?|net|used in)\b",
    re.I,
)
_OPENS = re.compile(rb"[ ]*[$\xa3\x80]?[ ]?\((?!\d\))")
_SIGN = re.compile(rb"([$\xa3\x80])[ ]{0,2}\Z")  # "$ (45.2)"
_DIGIT = re.compile(rb"\d")
_FOOTNOTE = re.compile(rb"\(\d\)\Z")


def in_brackets(data: bytes, start: int, end: int) -> bool:
    """Whether brackets hold the text between ``start`` and ``end`` and nothing else."""
    return data[start - 1 : start] == b"(" and data[end : end + 1] == b")"


def loss(data: bytes, base: int, d: Draft) -> Draft | None:
    """The draft with its minus and its brackets, or None where the brackets only explain."""
    if (
        d.value is None
        or d.value <= 0
        or d.high is not None
        or d.kind not in ("money", "percent", "number", "quantity")
    ):
        return None
    start, end = base + d.start - 1, base + d.end + 1
    if _label_rate(data, start, end, d) or _never_below(data, start):
        return None
    if d.kind == "number" and data[end : end + 1] == b"%":
        return d._replace(start=d.start - 1, end=d.end + 2, kind="percent", unit="percent", value=-d.value, open=False)
    asked = _ASKED.search(data, max(0, start - 40), start) or _ANOTHER.search(data, max(0, start - 8), start)
    per_share = _PER_SHARE.match(data, end) or _SHARES.search(data, max(0, start - 40), start)
    told = asked or (d.kind == "money" and per_share and not _amount_before(data, start))
    if not (told and d.kind != "number") and not _in_row(data, start, end):
        return None
    if d.kind == "number" and (sign := _SIGN.search(data, max(0, start - 3), start)):
        code = money.SIGNS[sign[1].decode("latin-1")][0]
        return Draft(sign.start() - base, d.end + 1, "money", -d.value, unit=code, decimals=d.decimals)
    return d._replace(start=d.start - 1, end=d.end + 1, value=-d.value)


def _never_below(data: bytes, start: int) -> bool:
    """Whether the sentence tells of something that is never below zero."""
    words = data[max(0, start - _CLAUSE) : start]
    clause = words[max(words.rfind(b". "), words.rfind(b"\n\n"), words.rfind(b", ")) + 1 :]
    return bool(_NEVER.search(clause)) and not _MOVING.search(clause)


def _label_rate(data: bytes, start: int, end: int, d: Draft) -> bool:
    """Whether a percentage belongs to the label of a row whose cells are none: "Income taxes (21%) 45 38"."""
    found = _line(data, start, end) if d.kind == "percent" else None
    if not found or not found[1].lstrip().startswith(data[start:end]):
        return False
    others = found[1].replace(data[start:end], b"", 1)
    return b"%" not in others and bool(_DIGIT.search(others))


def _amount_before(data: bytes, start: int) -> bool:
    """Whether an amount stands right before the brackets, which then tell it once more."""
    words = data[max(0, start - 40) : start].split()[-4:]
    return words[-1:] != [b"or"] and any(_DIGIT.search(w) for w in words)


def _line(data: bytes, start: int, end: int) -> tuple[re.Match[bytes], bytes] | None:
    """(label, cells) of the line round a figure where it is a row of a table."""
    first = data.rfind(b"\n", max(0, start - _LONGEST_ROW), start) + 1
    last = data.find(b"\n", end, end + _LONGEST_ROW)
    last = last if last >= 0 else min(len(data), end + _LONGEST_ROW)
    label = _LABEL.match(data, first, end) if start - first < _LONGEST_ROW else None
    if not label or data[last - 1 : last] == b"." or not _CELLS.match(data[label.end() : last]):
        return None
    return label, data[label.end() : last]


def cells(text: bytes) -> bool:
    """Whether there is nothing but figures and signs, as in the cells of a table."""
    return bool(_CELLS.match(text.replace(b":", b" ")))


def row(data: bytes, start: int, end: int) -> tuple[bytes, bool] | None:
    """(what the row of a table says its figures are, whether this is the first of them), or None outside a table."""
    found = _line(data, start, end)
    return (found[0]["label"], start - found[0].end() < 3) if found else None


def _in_row(data: bytes, start: int, end: int) -> bool:
    """Whether the line is a row of a table in which a figure in brackets is a minus."""
    found = None if _FOOTNOTE.search(data, start, end) else _line(data, start, end)  # "Revenue (1) 1,250 1,100"
    if not found:
        return False
    label, figures = found
    first_is_one = bool(_OPENS.match(figures))  # "45.2 (38.1)" may tell the year before in brackets
    ruled = b"|" in figures or b"|" in label["gap"]
    return ruled or (first_is_one and (b"  " in figures or bool(_LOSING.search(label["label"]))))
