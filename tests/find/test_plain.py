"""The quick reader of plain amounts reads what the grammars read, whatever stands around them."""

from __future__ import annotations

import itertools

import pytest

from factcheck.find import plain
from factcheck.find.parse import parse

AMOUNTS = (
    "5", "43", "250", "0", "1,250", "75,000,000", "1986", "2030", "1400", "12.5", "2.00", "0.75",
    "5 mln", "12.5 billion", "3 thousand", "1.2bn", "5%", "12.5 pct", "40 percent", "20 dlrs", "1.97 dlrs",
    "60 cts", "5 mln dlrs", "1.05 billion dlr", "30 francs", "$20", "$4.25", "$1.2 billion", "\xa35.5bn", "$1.5 thousand",
)  # fmt: skip
LEADS = ("", "of ", "a ", "between ", "from ", "in ", "since ", "March ")
TAILS = (
    "", " or 60 cts", ", or 43", " in 1986", " in 10", " of March", " of 5", " for 40 cents", " from 3,000", " at $5",
    " on May 5", " with 7 pct", " the third quarter", " to $6", " to 7 pct", " to 300 mln dlrs", " to 4,400",
    " and 6 pct", " to 8 dollars", " percent", " points", " a share", " years", "-day", " or 1990", " times", " from now",
)  # fmt: skip

NUMBERS = (
    "5", "43", "2,500", "12.5", "1986", "3 mln", "7-1/2", "12-3/8", "101-1/32", "one", "Six", "twelve", "eight mln",
    "two billion",
)  # fmt: skip


@pytest.mark.parametrize("joint", [" ", "-"])
@pytest.mark.parametrize("lead", ["", "of ", "in ", "a "])
def test_reads_every_unit_as_the_grammars_do(lead: str, joint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [lead + number + joint + unit for number, unit in itertools.product(NUMBERS, [*plain._UNITS, "Years"])]
    quick = [parse.__wrapped__(t) for t in texts]
    assert sum(plain.whole(t) is not None for t in texts) > len(texts) // 3
    monkeypatch.setattr(plain, "whole", lambda text: None)
    slow = [parse.__wrapped__(t) for t in texts]
    assert [(t, a) for t, a, b in zip(texts, quick, slow, strict=True) if repr(a) != repr(b)] == []


@pytest.mark.parametrize("lead", LEADS)
def test_reads_as_the_grammars_do(lead: str, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [lead + amount + tail for amount, tail in itertools.product(AMOUNTS, TAILS)]
    quick = [parse.__wrapped__(t) for t in texts]
    told = [t for t in texts if plain.whole(t) or any(plain.part(t, n) for n in range(len(t)) if t[n] in plain.STARTS)]
    assert len(told) > len(texts) // 4
    monkeypatch.setattr(plain, "whole", lambda text: None)
    monkeypatch.setattr(plain, "part", lambda text, pos: None)
    slow = [parse.__wrapped__(t) for t in texts]
    assert [(t, a) for t, a, b in zip(texts, quick, slow, strict=True) if repr(a) != repr(b)] == []
