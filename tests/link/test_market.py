"""Told of shares and an index, judged by closes: every company and figure is invented."""

from datetime import date

import pytest

from factcheck import Article, Reference, check_many, claims
from factcheck.link.market.closes import market
from factcheck.measure import exchanges

# Globex from October to the first of December 2026: no trading on Thanksgiving (26 November), two for one on the 16th.
CLOSES = {
    "2026-10-01": "92.00 93.10", "2026-10-05": "94.00 95.50 96.20 95.10 97.00", "2026-10-12": "98.40 101.20 104.00 103.10 102.50",
    "2026-10-19": "101.00 99.40 98.20 99.00 100.10", "2026-10-26": "99.60 98.80 97.50 96.00 97.20",
    "2026-11-02": "98.00 99.90 101.10 100.40 102.00", "2026-11-09": "103.00 102.20 101.80 103.30 102.60",
    "2026-11-16": "51.80 52.40 51.90 50.70 51.10", "2026-11-23": "51.60 52.30 53.10", "2026-11-27": "52.05",
    "2026-11-30": "51.25 50.00",
}  # fmt: skip
FACTS = """entity,metric,period,value,unit,source,as_of
Globex,stock split,2026-11-16,2,ratio,Globex notice,2026-10-20
Globex,shares outstanding,2026-10-31,420000000,share,Globex report,2026-11-05
"""
SIDECAR = """layout = "long"
date = "Date"
entity = "{entity}"
value = "Close"
metric = "{metric}"
unit = "{unit}"
qualifiers = "exchange=NYQ"
source = "An example's own closes"
as_of = "2026-12-01"
"""
WEDNESDAY = date(2026, 12, 2)


def rows(factor=1.0):
    for first, values in CLOSES.items():
        start = date.fromisoformat(first).toordinal()
        for n, value in enumerate(values.split()):
            yield date.fromordinal(start + n), f"{float(value) * factor:.2f}"


def written(folder, adjusted=False, rank=""):
    (folder / "series").mkdir(parents=True)
    (folder / "facts").mkdir()
    (folder / "facts/globex.csv").write_text(FACTS)
    halves = [(d, f"{float(v) / (2 if adjusted and d < date(2026, 11, 16) else 1):.3f}") for d, v in rows()]
    for name, entity, metric, unit, table in (
        ("globex", "Globex", "share price", "USD/share", halves),
        ("vandelay", "Vandelay 50", "index level", "points", [(d, v) for d, v in rows(40) if d < date(2026, 11, 16)]),
    ):
        (folder / f"series/{name}.csv").write_text("Date,Close\n" + "".join(f"{d},{v}\n" for d, v in table))
        (folder / f"series/{name}.toml").write_text(SIDECAR.format(entity=entity, metric=metric, unit=unit) + rank)
    return Reference.load(folder)


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    return written(tmp_path_factory.mktemp("market"))


PARAGRAPH = (
    "Shares of Globex fell 2.4% on Tuesday to close at $50.00. The stock fell for a third straight day. It was the lowest "
    "close since November 3. The shares had closed at $98.20 on November 3. Globex shares gained 1.0% on November 16, when "
    "a two-for-one split took effect. The shares rose 2% on Thursday, November 26. The stock has risen 8.7% since October 1. "
    "It lost 7% in the past week. At Tuesday's close the company had a market value of $42 billion.\n"
)
TEN = {
    "2.4%": "supported", "$50.00": "supported", "a third straight day": "supported", "lowest close": "supported",
    "$98.20": "contradicted", "1.0%": "supported", "2%": "no-reference", "8.7%": "supported", "7%": "contradicted",
    "$42 billion": "supported", "two-for-one": "supported",
}  # fmt: skip
ROWS = [  # (sentence, verdict, reason); told on Wednesday 2 December 2026
    ("Globex shares fell 2.4% on Tuesday.", "supported", "match-computed"),
    ("Globex shares rose 2.4% on Tuesday.", "contradicted", "direction-mismatch"),
    ("Globex shares fell 3.4% on Tuesday.", "contradicted", "value-mismatch"),
    ("Globex stock slid $1.25, or 2.4%, to $50.00 on Tuesday.", "supported", None),
    ("Globex stock fell from $51.25 to $50.00 on Tuesday.", "supported", None),
    ("Globex stock closed 1.5% lower on Monday.", "supported", "match-computed"),
    ("Globex shares fell 2.4% in New York on Tuesday.", "supported", "match-computed"),
    ("At the close on Tuesday, Globex traded at $50.00.", "supported", "match"),
    ("Globex shares fell 2.0% on Friday.", "supported", "match-computed"),  # the close before is Wednesday's
    ("Globex shares plunged 50% on November 16.", "contradicted", "direction-mismatch"),
    ("Globex shares closed below $51 on Tuesday.", "supported", "match"),
    ("Globex shares closed above $51 on Tuesday.", "contradicted", "value-mismatch"),
    ("Globex shares rose 4.1% in November.", "contradicted", None),
    ("Globex shares rose 5.5% in November.", "supported", "match-computed"),
    ("Globex snapped a four-day winning streak when its shares fell on Friday, November 27.", "supported", None),
    ("Globex snapped a three-day winning streak when its shares fell on Friday, November 27.", "contradicted", None),
    ("Globex shares rose for four straight days to Wednesday, November 25.", "supported", None),
    ("Globex shares on Wednesday, November 25, had their biggest one-day gain since November 1.", "contradicted", "rank-mismatch"),
    ("Globex shares closed on Wednesday, November 25, at a record high.", "no-reference", "no-fact"),
    ("Globex shares closed on Tuesday at a record high.", "contradicted", "rank-mismatch"),
    ("The Vandelay 50 rose 56 points, or 1.4%, to 4,080 on November 6.", "contradicted", None),
    ("The Vandelay 50 rose 64 points, or 1.6%, to 4,080 on November 6.", "supported", None),
    ("Globex split its stock three-for-one on November 16.", "contradicted", "value-mismatch"),
    ("The fall on Tuesday wiped $1.05 billion off the market value of Globex.", "supported", None),
    ("Globex has a market value of $42 million.", "contradicted", "scale-mismatch"),
    ("Globex ended Tuesday's session down 2.4% at $50.00 a share.", "supported", None),
    ("Tuesday's close of $50.00 valued Globex at about $42 billion.", "supported", None),
    ("Globex stock moved from $51.25 on Monday to $50.00 on Tuesday.", "supported", None),
    ("Globex shares closed at $50.00 on Tuesday, compared with $53.10 on November 25.", "supported", None),
    ("Globex shares fell more than 2% on Tuesday.", "supported", "match-computed"),
    ("Globex shares fell less than 1% on Tuesday.", "contradicted", "value-mismatch"),
    ("Markets were calm, with the Vandelay 50 closing at 4,080 on November 6.", "supported", "match"),
    ("Globex shares rose 30% in October.", "needs-context", "period-inferred"),  # September's last close is not on file
    # near misses: nothing on file may judge these
    ("Globex shares rose 2% on Thursday, November 26.", "no-reference", "period-unknown"),
    ("Globex shares fell 2.4% on Saturday.", "no-reference", "period-unknown"),
    ("Globex shares fell 4% in early trading on Tuesday.", "no-reference", "period-unknown"),
    ("Globex shares fell as much as 4% on Tuesday.", "no-reference", "period-unknown"),
    ("Globex shares were down 4% as of 10 a.m. on Tuesday.", "no-reference", "period-unknown"),
    ("Globex shares fell 4% on Tuesday morning.", "no-reference", "period-unknown"),
    ("Globex shares fell 4% in Tokyo on Tuesday.", "no-reference", "entity-ambiguous"),
    ("Globex's Frankfurt-listed shares fell 4% on Tuesday.", "no-reference", None),
    ("Trading in Globex shares was halted after they fell 9% on Tuesday.", "no-reference", None),
    ("Globex stock touched $49.20 on Tuesday.", "no-reference", "period-unknown"),
    ("Globex stock rose 3% after hours on Tuesday.", "no-reference", "period-unknown"),
    ("The offer values Globex at $30 billion, above its market value of $20 billion.", "no-reference", None),
    ("Short interest in Globex shares rose 9% on Tuesday.", "no-reference", "no-fact"),
    ("Globex priced its offering at $44 a share on Tuesday.", "no-reference", "no-fact"),
    ("An analyst cut the price target for Globex shares by 12% to $60 on Tuesday.", "no-reference", "no-fact"),
    ("Initech shares fell 9% on Tuesday.", "no-reference", "no-fact"),
    ("Initech reported a loss. The stock fell 9% on Tuesday.", "no-reference", None),
    ("Globex's market share rose 5% in November.", "no-reference", "no-fact"),
    ("Globex bought a 9% stake in Initech on Tuesday.", "no-reference", "no-fact"),
    ("Globex said sales rose 9% on Tuesday.", "no-reference", "no-fact"),
    ("Globex shares have doubled.", "no-reference", "period-unknown"),
    ("Globex shares did not fall 9% on Tuesday.", "not-checkable", "opinion"),
    ("Globex shares closed at €47.20 on Tuesday.", "no-reference", "unit-unknown"),
    ("Globex shares have tripled since 2020.", "no-reference", "no-fact"),
]  # fmt: skip


@pytest.fixture(scope="module")
def results(reference):
    articles = [Article(text, published=WEDNESDAY) for text, _, _ in ROWS]
    return [r.claims for r in check_many([Article(PARAGRAPH, published=WEDNESDAY), *articles], reference)]


def test_a_paragraph_of_ten_claims_and_the_split_named_in_it(results):
    assert {v.claim.main.surface: v.verdict for v in results[0]} == TEN


@pytest.mark.parametrize(("n", "verdict", "reason"), [(n, v, r) for n, (_, v, r) in enumerate(ROWS, 1)], ids=[t for t, _, _ in ROWS])
def test_a_sentence(results, n, verdict, reason):
    found = results[n]
    assert found
    told = {v.verdict for v in found}
    assert verdict in told if verdict == "contradicted" else told == {verdict}
    assert reason is None or reason in {v.reason for v in found}


@pytest.mark.parametrize(
    ("sentence", "surfaces"),
    [
        ("Globex shares fell for three straight days.", ["three straight days"]),
        ("It was the stock's lowest close since May.", ["lowest close"]),
        ("The bonds convert if the share price exceeds $60 for 20 consecutive trading days.", []),
        ("Revenue grew for a third straight quarter.", []),
        ("The team lost for a third straight day.", []),
    ],
)
def test_only_what_is_told_of_prices_is_claimed_in_words(sentence, surfaces):
    found = claims(Article(sentence, published=WEDNESDAY))
    assert [c.main.surface for c in found if dict(c.qualifiers).get("basis") == "close"] == surfaces


def test_the_holiday_is_named_where_the_calendar_is_there(results, reference, monkeypatch):
    verdict = next(v for v in results[0] if v.claim.main.surface == "2%")
    assert "was no trading day" in verdict.steps[0]
    assert "2026-11-25 and 2026-11-27" in verdict.steps[0]
    if exchanges.closure("XNYS", date(2026, 11, 26)):
        assert "Thanksgiving" in verdict.steps[0]
    assert exchanges.closure(None, date(2026, 11, 26)) is None
    assert exchanges.closure("XNYS", date(2026, 11, 28)) == "a Saturday"
    assert exchanges.closure("NOWHERE", date(2026, 11, 26)) is None


def test_a_split_is_told_in_the_steps(results):
    verdict = next(v for v in results[0] if v.claim.main.surface == "1.0%")
    assert "2 shares for one" in " ".join(verdict.steps)
    assert [f.metric for f in verdict.facts] == ["share price", "share price", "stock split"]


def test_a_table_adjusted_for_splits_is_known_by_its_numbers(tmp_path):
    found = written(tmp_path, adjusted=True)
    known = market(found)
    assert known is not None and known.tables["Globex"][0].adjusted
    text = "Globex shares gained 1.0% on November 16. Globex shares closed at $102.60 on November 13."
    one, two = next(check_many([Article(text, published=WEDNESDAY)], found)).claims
    assert (one.verdict, two.verdict) == ("supported", "no-reference")


def test_one_secondary_source_accuses_nobody(tmp_path):
    found = written(tmp_path, rank='source_rank = "secondary"\n')
    [verdict] = next(check_many([Article("Globex shares fell 3.4% on Tuesday.", published=WEDNESDAY)], found)).claims
    assert (verdict.verdict, verdict.reason) == ("needs-context", "single-secondary")


def test_a_change_of_the_day_itself_may_be_as_of_noon(reference):
    texts = ["Globex shares fell 3.4% on Tuesday.", "Globex shares fell 2.4% on Tuesday.", "Globex shares closed 3.4% lower on Tuesday."]
    found = [r.claims[0].verdict for r in check_many([Article(t, published=date(2026, 12, 1)) for t in texts], reference)]
    assert found == ["needs-context", "supported", "contradicted"]
