"""Any text whatever: spans are exact, nothing overlaps, every figure is accounted for, time grows linearly."""

import re
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.find import find
from factcheck.measure.intervals import allowed
from factcheck.model import Article

PIECES = ["$", "€", "5", "1,234", "12.5%", "million", "bn", " ", "\n", "\u00a0", "\u202f", "\u2212", "\u00ad", "½", "०२", "٣", "Q3", "2024", "July 4, ",
          "from", "to", "between", "and", "half", "a third", "year ended", "(", ")", "-", "—", "S25", "10:45", "pm", "\u202e", "\x07", "²", "’", "/",
          "minus ", "https://a.b/", "www.", "same period of 2023", "and 2023", "2-for-1", "mid-teens", "1\u00a0234", ",50 €", "≥", "+"]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=24).map("".join),
                  st.lists(st.sampled_from(PIECES), max_size=24).map(" ".join))  # fmt: skip
DAYS = st.sampled_from([None, date(2024, 2, 29), date(1, 1, 1), date(9999, 12, 31)])


@settings(max_examples=300, deadline=None)
@given(text=TEXTS, published=DAYS, locale=st.sampled_from(["en-US", "de-DE", "fr-FR"]))
def test_ledger(text: str, published: date | None, locale: str) -> None:
    last = 0
    covered = set()
    for number, m in enumerate(find(Article(text, published=published, locale=locale)), 1):
        assert m.id == f"m{number}"
        assert last <= m.start < m.end <= len(text)
        assert m.surface == text[m.start : m.end]
        last = m.end
        covered.update(range(m.start, m.end))
    for run in re.finditer(r"\d+", text):
        assert covered.issuperset(range(*run.span()))


@settings(max_examples=100, deadline=None)
@given(whole=st.integers(1, 999_999), cents=st.integers(0, 99), scale=st.sampled_from(["", " million", "bn"]))
def test_what_was_printed_lies_in_what_is_allowed(whole: int, cents: int, scale: str) -> None:
    (m,) = find(Article(f"It paid ${whole:,}.{cents:02d}{scale}."))
    strict, wide = allowed(m)
    assert m.value is not None
    for interval in (strict, wide):
        assert interval.low is not None and interval.high is not None
        assert interval.low <= m.value <= interval.high


@pytest.mark.parametrize(
    "unit", ["5 ", "1,", "$5 million, ", "((((", "July 4, ", "from 5 to ", "a", "1/2/", "one two ", "5\u00ad"]
)
def test_time_grows_with_the_text(unit: str) -> None:
    def seconds(size: int) -> float:
        began = time.process_time()
        find(Article(unit * (size // len(unit))))
        return time.process_time() - began

    seconds(20_000)
    small, large = seconds(20_000), seconds(80_000)
    assert large < 16 * small + 0.5


def test_a_million_digits_are_in_the_ledger() -> None:
    text = "1234567890" * 100_000
    assert sum(m.end - m.start for m in find(Article(text))) == len(text)
