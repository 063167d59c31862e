"""What the page says about a claim, without a browser: amounts, days, marks, number lines, table rows."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal as D
from itertools import pairwise

import pytest
from report_samples import TEXT, hostile, port

import factcheck.report.figures as figures
from factcheck import Article, Reference, check, report
from factcheck.model import Result
from factcheck.report.article import blocks, marks
from factcheck.report.card import card, rows
from factcheck.report.drawing import drawing
from factcheck.report.html import INVISIBLE, to_html


def claims(result: Result) -> list[dict]:
    return json.loads(report.to_json(result))["claims"]


@pytest.mark.parametrize(
    ("value", "unit", "signed", "words"),
    [
        ("13000000000", "USD", False, "USD 13 billion"),
        ("-2", "day", True, "−2 days"),
        ("1", "day", True, "+1 day"),
        ("12.5", "percent", False, "12.5%"),
        ("0", "EUR", True, "EUR 0"),
        ("60", "USD/barrel", False, "USD 60 per barrel"),
        ("1950", "employee", False, "1,950 employees"),
    ],
)
def test_amounts(value: str, unit: str, signed: bool, words: str) -> None:
    assert figures.amount(D(value), unit, signed=signed) == words


@pytest.mark.parametrize(
    ("first", "after", "words"),
    [
        ((2030, 1, 1), (2031, 1, 1), "2030"),
        ((2024, 8, 1), (2024, 9, 1), "August 2024"),
        ((2024, 7, 30), (2024, 7, 31), "30 July 2024"),
        ((2024, 7, 1), (2024, 10, 1), "July to September 2024"),
        ((2024, 7, 3), (2024, 7, 6), "3 to 5 July 2024"),
        ((2023, 7, 1), (2024, 7, 1), "1 July 2023 to 30 June 2024"),
        ((2019, 1, 1), (2025, 1, 1), "2019 to 2024"),
    ],
)
def test_days_at_their_shortest(first: tuple, after: tuple, words: str) -> None:
    assert figures.days(D(date(*first).toordinal()), D(date(*after).toordinal())) == words


def test_a_statement_in_words_is_shown_in_its_words() -> None:
    text = "The jobless rate in Italy was 9.7% in 2023, the highest since 1999. Germany is the world's largest exporter."
    told = [rows(c)[0] for c in claims(check(Article(text), Reference.load()))]
    assert [row[1:] for row in told] == [["9.7%", "“9.7%”"], ["the highest", ""], ["largest exporter", ""]]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Two-thirds of the vans were sold.", ["Claim", "Two-thirds", "0.667"]),
        ("Debt was 2.3 times earnings.", ["Claim", "2.3 times", "2.3"]),
        ("More than a quarter of the vans were sold.", ["Claim", "a quarter", "more than 0.25"]),
        ("The van is less than eight years old.", ["Claim", "less than 8 years of age", "“eight years old”"]),
        ("It sold 12 vans.", ["Claim", "12 vans", "“12”"]),
    ],
)
def test_what_is_told_in_words_is_shown_in_words(text: str, first: list[str]) -> None:
    assert rows(claims(check(Article(text), Reference.load()))[0])[0] == first


def test_what_is_only_near_is_not_measured_against() -> None:
    """What was found under no-reference may be about another thing, so no difference is told."""
    result = port()
    far = replace(result.claims[4], verdict="no-reference", reason="metric-ambiguous")
    assert [row[0] for row in rows(claims(replace(result, claims=(far,)))[0])] == ["Claim", "Nearest"]
    assert "= nearest    28 July 2023" in report.to_full(replace(result, claims=(far,)), color=False)
    assert "difference" not in report.to_full(replace(result, claims=(far,)), color=False)


@pytest.mark.parametrize(
    ("value", "shown"), [("0.46341463", "0.463"), ("4482333333.3", "4482333333.3"), ("4482333333333", "4482333333333"),
                         ("0.00312345", "0.00312"), ("1e50", "1e50"), ("12.0", "12.0")]
)  # fmt: skip
def test_computed_values_keep_three_digits_worth_reading(value: str, shown: str) -> None:
    assert abs(figures.tidy(D(value)) - D(shown)) <= abs(D(shown)) * D("0.0005")


def test_each_claim_has_one_mark_its_clause_where_it_is_alone_else_its_number() -> None:
    shown = {m.claim: TEXT[m.start : m.end] for m in marks(claims(port()), TEXT)}
    assert len(shown) == 10
    assert shown[1] == "The port of Valmont handled 4.2 million containers in 2024"
    assert (shown[2], shown[3]) == ("12%", "3.75 million")  # two claims share a clause
    assert shown[7] == "Valmont employs 2,400 people"


def test_marks_never_overlap_even_where_two_claims_share_a_number() -> None:
    result = port()
    twice = replace(result.claims[1], claim=replace(result.claims[1].claim, id="c11"))
    doubled = Result(result.article, (*result.claims, twice), result.ledger)
    found = marks(claims(doubled), TEXT)
    assert len(found) == 11
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert to_html(doubled).count('class="m ') == 11


@pytest.mark.parametrize("result", [port(), hostile()], ids=["port", "hostile"])
def test_pieces_are_the_text(result: Result) -> None:
    text = result.article.text
    data = json.loads(report.to_json(result))
    shown = []
    for block in blocks(data, text):
        shown.append("".join(p.text + "".join(q.text for q in p.inner) for p in block.pieces))
    assert "\n".join(shown) == text.replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("line", "below", "tag"),
    [
        ("Why the gap closed", "A long paragraph follows. " * 6, "h2"),
        ("Why the gap closed.", "A long paragraph follows. " * 6, "p"),
        ("Why the gap closed", "Nordstrom, Inc.", "p"),
        ("Household data:     (202) 691-6378", "A long paragraph follows. " * 6, "p"),
        ("- Why the gap closed", "A long paragraph follows. " * 6, "p"),
    ],
)
def test_subheads_are_told_from_short_lines(line: str, below: str, tag: str) -> None:
    text = f"A headline for it\nAnd a deck\nProse before it ends.\n{line}\n{below}"
    data = {"claims": [], "ledger": [], "article": {"title": None}}
    assert [b.tag for b in blocks(data, text)][3] == tag


def test_no_number_no_drawing() -> None:
    drawn = {c["id"]: card(c, 1)["draw"] for c in claims(port())}
    assert [i for i, d in drawn.items() if d is None] == ["c4", "c9"]
    assert drawn["c5"]["label"] == (
        "Timeline: the claim is August 2023; the reference is 28 July 2023; the sentence allows August 2023; "
        "the reference lies outside."
    )
    for d in drawn.values():
        assert d is None or all(0 <= op[1] <= 440 for op in d["ops"])


FOUNDED = {"kind": "date", "surface": "1987", "verdict": "contradicted", "modifier": None, "direction": None,
           "claim_type": "actual", "value": None, "unit": None, "per": None, "facts": [], "steps": [], "allowed": None,
           "iso_start": "1987-01-01", "iso_end": "1988-01-01", "difference": "-2923", "decimals": None}  # fmt: skip


def since(first: date, after: date, assumption: str = "") -> dict:
    return {"facts": ["f"], "formula": "", "expected_low": str(first.toordinal()), "fits": False,
            "expected_high": str(after.toordinal()), "assumptions": [assumption] if assumption else []}  # fmt: skip


@pytest.mark.parametrize(
    ("readings", "shown", "references"),
    [
        ([since(date(1978, 1, 1), date(1979, 1, 1))], ["−9 years"], 1),
        ([since(date(1978, 1, 1), date(1979, 1, 1))] * 2, ["−9 years"], 1),
        ([since(date(1978, 3, 1), date(1978, 4, 1))], ["−2,923 days"], 1),
        ([since(date(1978, 1, 1), date(1979, 1, 1)), since(date(1980, 1, 1), date(1981, 1, 1))], ["−9 years", "1980"], 2),
    ],
)
def test_years_are_told_in_years_and_the_same_reference_once(readings: list, shown: list, references: int) -> None:
    claim = FOUNDED | {"readings": readings}
    assert [value for label, value, _ in rows(claim) if label in ("Difference", "Also")] == shown
    drawn = drawing(claim)
    assert drawn and len([op for op in drawn["ops"] if op[0] == "l"]) == 1 + references


@pytest.mark.parametrize(("claimed", "filed"), [(447200000, 442700000), (447200, 442700), (99, 101)])
def test_labels_of_ticks_do_not_touch(claimed: int, filed: int) -> None:
    reading = {"facts": ["f"], "formula": "", "expected_low": str(filed), "expected_high": str(filed), "fits": False}
    claim = FOUNDED | {"kind": "money", "value": str(claimed), "value_high": None, "unit": "USD", "readings": [reading]}
    drawn = drawing(claim)
    assert drawn
    spans = [
        (x - {"start": 0, "middle": 0.5, "end": 1}[anchor] * len(words) * 6.2, len(words) * 6.2)
        for _, x, words, anchor in (op for op in drawn["ops"] if op[0] == "t")
    ]
    assert len(spans) >= 2 and all(a + wide < b for (a, wide), (b, _) in pairwise(spans))


def test_table_of_a_claim() -> None:
    shown = {c["id"]: card(c, 1)["rows"] for c in claims(port())}
    assert shown["c5"] == [
        ["Claim", "August 2023", "“August 2023”"],
        ["Reference", "28 July 2023", "contract signed, cranes"],
        ["Allowed", "1 to 31 August 2023", ""],
        ["Difference", "−4 days", "the reference is earlier"],
    ]
    assert ["Difference", "−450 people (−23.1%)", "the reference is lower"] in shown["c7"]
    assert shown["c6"][-1][:2] == ["Also", "EUR 262 million"]
    assert shown["c2"][1][2] == "computed: 4,213,000 ÷ 3,748,000 − 1"
    assert len(shown["c9"]) == 1


def test_sources_of_one_place_are_grouped_and_only_web_links_link() -> None:
    one = card(claims(port())[0], 1)["sources"]
    assert [s["says"] for s in one] == [
        [["4.213 million containers", "Port of Valmont · containers handled · 2024", "facts/ports.csv:2"]]
    ]
    urls = [s["url"] for c in claims(hostile()) for s in card(c, 1)["sources"]]
    assert {u[:8].lower() for u in urls if u} == {"https://"}


@pytest.mark.parametrize("char", "\u202e\u2066\u200b\ufeff\u200f\u00ad\x07\u2028")
def test_what_hides_is_shown(char: str) -> None:
    assert INVISIBLE.search(char)
    assert not INVISIBLE.search("\t\n é – “ ’ 漢 \u00a0\u202f")


def test_repeats_point_to_the_first() -> None:
    result = port()
    again = replace(result.claims[6], claim=replace(result.claims[6].claim, id="c11"))
    page = to_html(Result(result.article, (*result.claims, again), result.ledger))
    assert page.count("one decision covers both") == 2  # the card, and the words in the script
    assert 'href="#c7" data-n="7">claim 7' in page
