"""Claim, Facts -> whether a forecast on file is so fresh that the one in the text must be the same.

Forecasts are revised, so one day's refutes no other day's. But what a company "expects" in a text of the days after it
said so is that forecast, unless the text speaks of a new one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from factcheck.model import Article, Claim, Fact

FRESH = timedelta(days=31)  # companies seldom revise within a month of their results, and say so when they do
EXPECTS = re.compile(r"\b(?:expects?|forecasts?|sees|projects?|predicts?|anticipates?)\b")
REVISED = re.compile(
    r"\b(?:now|new|again|rais\w+|lift\w+|lower\w*|cut\w*|trim\w*|narrow\w*|revis\w+|updat\w+|previous\w*|earlier|once|had|was|were|"
    r"analysts?|consensus|economists?|investors?|brokers?|estimates?)\b",
    re.IGNORECASE,
)


def fresh(article: Article, claim: Claim, facts: Sequence[Fact]) -> bool:
    """Whether the text tells its subject's own forecast within a month of the day it was made."""
    day, text = article.published, article.text
    if day is None or not all(fact.value_type == "forecast" and day - FRESH <= fact.as_of <= day for fact in facts):
        return False
    told = EXPECTS.search(text, claim.text_start, claim.main.start)
    return told is not None and not REVISED.search(text, claim.sentence_start, claim.sentence_end)
