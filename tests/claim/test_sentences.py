"""Where sentences end: full stops, line ends, and line ends that a mail program put inside a sentence."""

from __future__ import annotations

import time

import pytest

from factcheck.claim.sentences import boundaries

WRAPPED = """The pump maker has had a hard year in the north of the country. Acme
said it would close its plant in Leeds, and that Globex
Industries had agreed to pay
$3bn for the rest. Shares in Acme rose 4%."""
MAIL = """Globex Plans To Cut 5,000 Jobs
Globex will cut 5,000 jobs after profit fell by 40% in 2024, said its
President, Jane Doe, on Tuesday. Plants in Norway, in Sweden and in
Denmark will close in 2026 at the latest, and those in Finland (2027)
Acme said on Friday it has bought."""
HEADLINES = "Globex to cut 5,000 jobs\nAcme buys Initech for $3bn\nHooli posts loss of $40m"
VERSES = "Roses are red\nViolets are the\nBlue that I said\nAnd so are you"
TABLE = """Revenue            4,200    3,900
Net income           300      250
Headcount         12,000   11,000
Shares outstanding  2,000   2,000"""
CASES = [
    (WRAPPED, 3),
    (MAIL, 3),
    (HEADLINES, 3),
    (VERSES, 4),
    (TABLE, 4),
    ("Shares in Acme fell after it invested a\n$1.3 billion in Globex. They recovered.", 2),
    ("He said that the firm had\r\n$4bn in cash and planned to spend up to\r\n€3bn on pumps.", 1),
    ("Acme made\n4,200 pumps", 2),
    ("- Revenue rose 12% to $4bn\n- Profit was $1bn", 2),
    ("The results of the group, in short, for all who want to know them and\n- Revenue rose 12% to $4bn\n", 2),
    (
        "Globex Works Corp said it had sold Hill\nRobotics Inc, which owns 61 drill towers, with\nover "
        "9,000 pumps and 15 mills in the north of the\ncountry. It made $4bn.",
        2,
    ),
    ("Dear all,\nAcme made $4bn.\nRegards\nJane Doe", 4),
    ("Acme Results Show A Strong Year For Pumps, Valves And Whatever It Was\nGlobex Is Happy", 2),
]


def sentences(text: str) -> list[str]:
    starts = boundaries(text)
    cut = [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    assert "".join(cut) == text
    return [piece for piece in cut if piece.strip()]


@pytest.mark.parametrize(("text", "count"), CASES, ids=[c[0][:40] for c in CASES])
def test_sentences(text: str, count: int) -> None:
    found = sentences(text)
    assert len(found) == count, found


@pytest.mark.parametrize(
    "piece", ["of the\n", "Acme \n", "a\n\n", "A b c d e f g h i j k l m n o p q r s t u v w x\n", " \n"]
)
def test_lines_cost_what_their_length_costs(piece: str) -> None:
    def seconds(size: int) -> float:
        begin = time.process_time()
        boundaries(piece * (size // len(piece)))
        return time.process_time() - begin

    small, large = max(seconds(40_000), 0.01), min(seconds(160_000) for _ in range(3))
    assert large < small * 12, (small, large)
