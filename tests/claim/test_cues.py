"""A sentence keeps the words that rules ask it for, and a claim in the making has a claim's fields."""

from __future__ import annotations

import pytest

from factcheck.claim import cues, names, stance
from factcheck.claim.draft import Unnumbered
from factcheck.model import Claim

ASKED = {
    "what firms are called": names._DESCRIPTIONS,
    "denials": stance._DENYING,
    "suppositions": stance._SUPPOSING,
    "plans": cues.PLANS,
    "speech": cues.SAYS,
    "comparisons": cues.MARKS,
    "single words": frozenset({"as", "?", "respectively"}),
    **{name: cues.of(name) for name in ("claimtype", "attribution", "qualifiers")},
}


@pytest.mark.parametrize("family", ASKED)
def test_every_word_asked_for_is_kept(family: str) -> None:
    assert ASKED[family] and cues.among(ASKED[family]) == ASKED[family]


def test_a_word_nobody_asks_for_is_not_kept() -> None:
    assert cues.among(["acme", "is", "making", "pumps", "in", "oslo"]) <= {"is", "in"}


@pytest.mark.parametrize(
    ("words", "phrases"),
    [
        (["acme", "is", "on", "track", "to", "reach"], {" on track to ", " is to "}),
        (["acme", "keeps", "track", "of", "it"], {" on track to "}),
        (["acme", "reached", "it"], set()),
    ],
)
def test_phrases_whose_cue_a_sentence_has_are_tried(words: list[str], phrases: set[str]) -> None:
    assert {p.phrase for p in cues.held("claimtype", cues.among(words))} == phrases


def test_a_claim_in_the_making_has_the_fields_of_a_claim_in_their_order() -> None:
    assert ("id", *Unnumbered._fields, "identity", "content") == Claim.__slots__
