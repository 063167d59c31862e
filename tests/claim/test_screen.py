"""A screen lets every sentence through that its patterns match in, and leaps over others."""

from __future__ import annotations

import re

import pytest

from factcheck.claim.market import SCREEN as PRICES
from factcheck.claim.screen import Screen, loosened
from factcheck.claim.worded import SCREEN as STATISTICS


@pytest.mark.parametrize(
    ("pattern", "looser"),
    [
        (r"\b(?P<n>rise)(?!s|\))\b", r"(?:rise)"),
        (r"(?<=by )\d(?=\s+years?(?:\b|$))", r"[\x{80}-\x{10ffff}\d]"),
        (r"(?:a|b(?!c(?:d|e)))x", r"(?:a|b)x"),
        (r"[$(?!]5\(?", r"[$(?!]5\(?"),
        (r"\d{1,2}(?: [a-z]+){0,5}?{", r"[\x{80}-\x{10ffff}\d]+(?: [a-z]+)*?{"),
        (r"[\w-]+[^\s]", r"[\x{80}-\x{10ffff}\w-]+[^\s]"),
    ],
)
def test_lookarounds_and_names_go_and_the_rest_stays(pattern: str, looser: str) -> None:
    assert loosened(pattern) == looser


TOLD = (
    "Globex closed at its highest level since May.",
    "The index fell for a third straight day.",
    "Norway has the second-highest life expectancy in Europe.",
    "Output has fallen since 2005.",
    "Exports rose for the fourth consecutive year.",
    "One in every five workers is self-employed.",
    "Initech makes fewer engines than Acme.",
    "Unemployment has not been this low; it never produced any coal.",
)
SILENT = ("Acme said so on Tuesday.", "The board meets again in Oslo.")


@pytest.mark.parametrize("screen", [PRICES, STATISTICS], ids=["prices", "statistics"])
def test_whatever_a_pattern_matches_comes_through(screen: Screen) -> None:
    text = " ".join(s for pair in zip(TOLD, SILENT * 4, strict=True) for s in pair)
    starts = [0, *(m.end() for m in re.finditer(r"[.] (?=[A-Z])", text))]
    through = {text[a:b].strip() for a, b in screen.sentences(text, starts)}
    matched = {s for s in (*TOLD, *SILENT) if any(p.search(s) for p in screen.patterns)}
    assert matched and matched <= through and through.isdisjoint(SILENT)


@pytest.mark.parametrize("screen", [PRICES, STATISTICS], ids=["prices", "statistics"])
def test_letters_and_spaces_beyond_ascii_hide_nothing(screen: Screen) -> None:
    told = [
        s.replace("the ", "the\u00a0").replace("Globex", "Générale").replace("fallen", "fallen\u2009") for s in TOLD
    ]
    text = " ".join(f"Ça dépend. {s}" for s in told)
    starts = [0, *(m.end() for m in re.finditer(r"[.] (?=[A-ZÇ])", text))]
    through = {text[a:b].strip() for a, b in screen.sentences(text, starts)}
    matched = {s for s in told if any(p.search(s) for p in screen.patterns)}
    assert matched and matched <= through and "Ça dépend." not in through
