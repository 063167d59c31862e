"""Companyfacts, from a generated file and from a server on loopback. The company and its figures are invented."""

import json
import time
from datetime import date

import pytest
from loopback import served

from factcheck import Article, Reference, check
from factcheck.cli import main
from factcheck.providers import sec
from factcheck.providers.errors import ProviderError

AGENT = "Desk desk@example.org"


def entry(val, filed, accn, start="2024-01-01", end="2024-12-31", form="10-K"):
    return {"start": start, "end": end, "val": val, "accn": accn, "fy": 2024, "fp": "FY", "form": form, "filed": filed}


def document():
    instant = entry(90_000_000, "2025-02-20", "0000000042-25-000001")
    del instant["start"]
    revenue = [
        entry(1_250_000_000, "2025-02-20", "0000000042-25-000001"),
        entry(1_250_000_000, "2026-02-19", "0000000042-26-000001"),
        entry(1_240_000_000, "2026-05-04", "0000000042-26-000007", form="10-K/A"),
    ]
    return {
        "cik": 42, "entityName": "Quillmark Corp",
        "facts": {
            "us-gaap": {
                "Revenues": {"label": "Revenues", "units": {"USD": revenue}},
                "CashAndCashEquivalentsAtCarryingValue": {"label": "Cash", "units": {"USD": [instant]}},
                "EarningsPerShareDiluted": {"label": "EPS", "units": {"USD/shares": [entry(2.31, "2025-02-20", "0000000042-25-000001")]}},
                "Oddity": {"label": "Oddity", "units": {"USD milion": [entry(1, "2025-02-20", "0000000042-25-000001")]}},
            },
            "dei": {"Broken": {"label": "x", "units": {"shares": [{"val": 3}, entry("NaN", "2025-02-20", "a")]}}},
        },
    }  # fmt: skip


@pytest.fixture
def raw():
    return json.dumps(document()).encode()


def test_periods_units_forms_and_restatements(raw):
    filed = sec.parse(raw, "f.json")
    rows = {(r["concept"], r["as_of"]): r for r in filed.rows}
    revenue = rows["us-gaap:Revenues", "2025-02-20"]
    assert (revenue["metric"], revenue["period"], revenue["value"], revenue["unit"]) == ("revenue", "2024", "1250000000", "USD")
    assert revenue["source"] == "Form 10-K, accession 0000000042-25-000001"
    assert revenue["source_rank"] == "primary"
    again = rows["us-gaap:Revenues", "2026-05-04"]
    assert (again["value"], again["supersedes"]) == ("1240000000", revenue["id"])
    assert ("us-gaap:Revenues", "2026-02-19") not in rows
    assert rows["us-gaap:CashAndCashEquivalentsAtCarryingValue", "2025-02-20"]["period"] == "2024-12-31"
    eps = rows["us-gaap:EarningsPerShareDiluted", "2025-02-20"]
    assert (eps["value"], eps["unit"]) == ("2.31", "USD/share")
    assert filed.skipped == 3


def test_concepts_and_since_choose(raw):
    assert {r["concept"] for r in sec.parse(raw, "f", ["Revenues"]).rows} == {"us-gaap:Revenues"}
    with pytest.raises(ProviderError, match="no fact"):
        sec.parse(raw, "f", since=date(2025, 1, 1))


def test_imported_facts_judge_prose(tmp_path, raw, capsys):
    (tmp_path / "facts.json").write_bytes(raw)
    into = tmp_path / "rd"
    for _ in range(2):
        assert main(["facts", "import", "sec", str(tmp_path / "facts.json"), "-r", str(into)]) == 0
    assert "0 rows added, 4 were there" in capsys.readouterr().out
    assert main(["facts", "validate", str(into)]) == 0
    text = "Quillmark had revenue of $1.25 billion in 2024. Quillmark had revenue of $1.52 billion in 2024."
    found = check(Article(text, published=date(2025, 6, 1)), Reference.load(into)).claims
    assert [v.verdict for v in found] == ["supported", "contradicted"]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "cut off"), (b'{"cik": 42, "entityName": "Q", "facts": {"us-gaap', "cut off"),
        (b"[]", "not a companyfacts"), (b"\xff\xfe", "not JSON"), (b'{"entityName": "Q", "facts": {}}', "no fact"),
        (b"[" * 100_000, "not JSON"),
    ],
)  # fmt: skip
def test_a_bad_file_is_told_and_changes_nothing(tmp_path, raw, body, says, capsys):
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_bytes(raw)
    bad.write_bytes(body)
    main(["facts", "import", "sec", str(good), "-r", str(tmp_path / "rd")])
    kept = (tmp_path / "rd/facts/sec-quillmark-corp.csv").read_bytes()
    capsys.readouterr()
    assert main(["facts", "import", "sec", str(bad), "-r", str(tmp_path / "rd")]) == 2
    told = capsys.readouterr().err
    assert says in told
    assert len(told.strip().splitlines()) == 1
    assert (tmp_path / "rd/facts/sec-quillmark-corp.csv").read_bytes() == kept


def test_fetching_says_who_asks(raw):
    with served(lambda path, headers: (200, raw, None)) as (url, seen):
        assert sec.fetch("42", AGENT, base=url).entity == "Quillmark Corp"
    _, path, headers = seen[0]
    assert path == "/api/xbrl/companyfacts/CIK0000000042.json"
    assert headers["User-Agent"] == AGENT
    with pytest.raises(ProviderError, match="--user-agent"):
        sec.fetch("42", None)
    with pytest.raises(ProviderError, match="not a CIK"):
        sec.fetch("../42", AGENT)


@pytest.mark.parametrize(
    ("told", "says", "calls"),
    [((404, b"{}", None), "404", 1), ((429, b"slow", None), "429", 3), ((500, b'{"facts": {}}', None), "500", 3),
     ((200, b'{"facts"', 5000), "broke off|cannot be reached", 3), (None, "no answer within", 1)],
)  # fmt: skip
def test_a_failing_server_costs_no_more_than_the_deadline(told, says, calls):
    began = time.monotonic()
    with served(lambda path, headers: told) as (url, seen):
        with pytest.raises(ProviderError, match=says):
            sec.fetch("42", AGENT, base=url, deadline=2.0)
        assert len(seen) == calls
    assert time.monotonic() - began < 4


def test_no_network_is_told():
    with pytest.raises(ProviderError, match="cannot be reached"):
        sec.fetch("42", AGENT, base="http://127.0.0.1:1", deadline=2.0)
