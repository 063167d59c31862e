"""Printed numbers and what they are worth."""

from decimal import Decimal

import pytest

from factcheck.measure.numbers import amount
from factcheck.measure.text import shadow

AMOUNTS = [
    ("13 billion", "13000000000", -9),
    ("1,234.5", "1234.5", 1),
    ("1,00,000", "100000", 0),
    ("twenty-one thousand", "21000", -3),
    ("a hundred and five", "105", 0),
    ("three and a half million", "3500000", -5),
    ("one point six billion", "1600000000", -8),
    ("5 thousand million", "5000000000", -9),
    ("half a million", "500000", -5),
    ("12-1/2", "12.5", 3),
    ("3\xbd", "3.5", 3),
]


@pytest.mark.parametrize(("text", "value", "decimals"), AMOUNTS)
def test_amounts(text: str, value: str, decimals: int) -> None:
    found = amount(text, 0)
    assert found is not None
    assert (found.value, found.decimals, found.end) == (Decimal(value), decimals, len(text))


def test_words_that_are_no_numbers() -> None:
    assert amount("and so on", 0) is None
    assert amount("a dog", 0) is None


def test_a_lone_letter_is_a_scale_only_for_money() -> None:
    metres, money = amount("5m", 0), amount("5m", 0, True)
    assert metres is not None
    assert money is not None
    assert (metres.value, metres.letter, money.value) == (5, "m", 5_000_000)


def test_the_shadow_keeps_offsets() -> None:
    for text in ("plain", "caf\u00e9 – 5\u00a0%", "１２３", "五百", "½\u2009€"):
        data, offsets = shadow(text)
        assert offsets is None
        assert len(data) == len(text)
    data, offsets = shadow("1\u00ad2")
    assert (data, offsets) == (b"12", [0, 2, 3])
