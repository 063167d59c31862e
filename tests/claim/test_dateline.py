"""Datelines: where a report was filed, when and by whom, is no part of its first sentence."""

from __future__ import annotations

import pytest

from factcheck.claim.dateline import ending
from factcheck.claim.sentences import boundaries

DATELINES = [
    "OSLO - ",
    "NEW YORK — ",
    "OSLO, March 4 (Wire) - ",
    "LONDON (Wire) - ",
    "ST. LOUIS, Mo., Dec. 3, 2024 /Newswire/ -- ",
    "Oslo, 4 March 2025 – ",
    "Frankfurt (Wire) – ",
]
NO_DATELINES = [
    "Oslo - ",  # a name and an aside
    "Acme Robotics - ",
    "OSLO: ",
    "In OSLO - ",
    "2024 - ",
    "- ",
]


@pytest.mark.parametrize("line", DATELINES)
def test_a_dateline_is_a_sentence_of_its_own(line: str) -> None:
    assert ending(line + "Acme cut 40 jobs.", 0) == len(line)
    assert boundaries(line + "Acme cut 40 jobs. It has 90.")[:2] == [0, len(line)]
    assert len("A headline\n\n" + line) in boundaries("A headline\n\n" + line + "Acme cut 40 jobs.")


@pytest.mark.parametrize("line", NO_DATELINES)
def test_no_dateline(line: str) -> None:
    assert ending(line + "Acme cut 40 jobs.", 0) is None


@pytest.mark.parametrize("rest", ["down 5%", "$5m", "the company cut 40 jobs"])
def test_a_sentence_has_to_follow(rest: str) -> None:
    assert ending("OSLO - " + rest, 0) is None
