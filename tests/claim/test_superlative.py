"""Places in an order that print no number, and praise that claims nothing."""

from __future__ import annotations

import pytest

from factcheck import Article, claims
from factcheck.model import Claim

# (text, surface, place, subject, metric, the other side, qualifiers)
PLACES = [
    ("Acme is the world's largest maker of pumps.", "largest maker", 1, "Acme", "largest maker of pumps", None, {"geography": "world"}),
    ("Acme, the third-largest lender in the region, lost money.", "third-largest lender", 3, "Acme", "third-largest lender", None, {}),
    ("Acme is Globex's biggest supplier.", "biggest supplier", 1, "Acme", "biggest supplier", "Globex", {}),
    ("Globex maintained its standing as Acme's second largest shareholder.", "second largest shareholder", 2, "Globex", "second largest shareholder", "Acme", {}),
    ("She praised Globex's role as Initech's oldest customer.", "oldest customer", 1, "Globex", "oldest customer", "Initech", {}),
    ("Acme posted its biggest quarterly loss since 2009.", "biggest quarterly loss", 1, "Acme", "biggest quarterly loss", None, {}),
    ("The region's largest bank, Acme, will close.", "largest bank", 1, "Acme", "largest bank", None, {}),
    ("Acme reported a record annual profit.", "record annual profit", 1, "Acme", "record annual profit", None, {}),
    ("Is Acme the world's largest airline?", "largest airline", 1, None, "largest airline", None, {"geography": "world", "assertion": "asked"}),
    ("Acme is not the largest airline in the region.", "largest airline", 1, "Acme", "largest airline", None, {"assertion": "denied"}),
]  # fmt: skip


def placed(text: str) -> list[Claim]:
    return [c for c in claims(Article(text)) if c.main.unit == "standing"]


@pytest.mark.parametrize(("text", "surface", "place", "subject", "metric", "other", "qualifiers"), PLACES)
def test_place(
    text: str, surface: str, place: int, subject: str | None, metric: str, other: str | None, qualifiers: dict[str, str]
) -> None:
    (found,) = placed(text)
    assert (found.main.surface, found.main.value, found.claim_kind) == (surface, place, "rank")
    assert (found.subject, found.metric, found.counterparty) == (subject, metric, other)
    assert dict(found.qualifiers) == qualifiers


@pytest.mark.parametrize(
    "text",
    [
        "The biggest takeaway is that Acme is fine.",
        "Its biggest problem is debt.",
        "Acme is one of the world's largest makers of pumps.",
        "Acme is perhaps the world's largest maker of pumps.",
        "Acme has a record of success.",
        "Acme plans to record income only when it is paid.",
        "Acme paid a record $3bn in dividends.",  # the number is the claim
        "Acme posted the largest loss of $3bn.",
        "Acme wants the highest quality at the lowest price.",
    ],
)
def test_praise_and_what_adorns_a_number_is_no_claim(text: str) -> None:
    assert placed(text) == []


@pytest.mark.parametrize("sign", ["“", "é", "\ud800", "\u00a0"])
def test_signs_beyond_ascii_hide_no_place(sign: str) -> None:
    text = f"Nothing is {sign} new. {sign} Acme is the world's largest maker of pumps. Bolt closed its plant {sign}."
    assert [c.main.surface for c in placed(text)] == ["largest maker"]
