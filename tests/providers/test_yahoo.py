"""The real yfinance client against a fake Yahoo on loopback; every figure is invented."""

import json
import os
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit, urlunsplit

import pytest
import requests
from loopback import served
from requests.adapters import HTTPAdapter

from factcheck import Article, Reference, check
from factcheck.cli import main
from factcheck.providers import keep, yahoo, yahoo_client
from factcheck.providers.errors import ProviderError

TODAY = date(2026, 11, 23)
SINCE = date(2026, 11, 16)
DAYS = ["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20"]
CLOSE = [49.0, 50.04999923706055, 50.5, 51.0, 52.0]  # split-adjusted: two for one on the 18th
INCOME = {"annualTotalRevenue": [9.0e9, 10.5e9], "annualNetIncome": [1.0e9, 1.2e9], "annualDilutedEPS": [1.0, 1.19]}


def stamp(day, clock="14:30:00"):
    return int(datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=UTC).timestamp())


def chart(symbol, currency):
    times = [stamp(day) for day in DAYS]
    trading = {"timezone": "EST", "start": times[-1], "end": times[-1] + 23400, "gmtoffset": -18000}
    meta = {
        "currency": currency, "symbol": symbol, "exchangeName": "NMS", "instrumentType": "EQUITY", "longName": "Ferrowick Corp",
        "firstTradeDate": stamp("2001-01-02"), "regularMarketTime": times[-1], "gmtoffset": -18000, "timezone": "EST",
        "exchangeTimezoneName": "America/New_York", "regularMarketPrice": 52.0, "priceHint": 2, "dataGranularity": "1d",
        "currentTradingPeriod": dict.fromkeys(("pre", "regular", "post"), trading), "range": "5d", "validRanges": ["1d", "5d", "max"],
    }  # fmt: skip
    quote = {"open": CLOSE, "high": CLOSE, "low": CLOSE, "close": CLOSE, "volume": [1000] * 5}
    events = {
        "dividends": {str(times[2]): {"amount": 0.5, "date": times[2]}},
        "splits": {str(times[2]): {"date": times[2], "numerator": 2, "denominator": 1, "splitRatio": "2:1"}},
    }
    adjusted = [{"adjclose": [48.5, 49.5, 50.5, 51.0, 52.0]}]
    result = {"meta": meta, "timestamp": times, "events": events, "indicators": {"quote": [quote], "adjclose": adjusted}}
    return {"chart": {"result": [result], "error": None}}


def timeseries(symbol, query):
    found, ends = [], [stamp(day, "00:00:00") for day in ("2025-06-30", "2026-06-30")]
    for kind in query.get("type", [""])[0].split(","):
        if kind in INCOME:
            told = [
                {"asOfDate": day, "periodType": "12M", "currencyCode": "EUR", "reportedValue": {"raw": value, "fmt": str(value)}}
                for day, value in zip(("2025-06-30", "2026-06-30"), INCOME[kind], strict=True)
            ]
            found.append({"meta": {"symbol": [symbol], "type": [kind]}, "timestamp": ends, kind: told})
    return {"timeseries": {"result": found, "error": None}}


def fake(currency="USD", fault=None):
    def answer(path, headers):
        url = urlsplit(path)
        symbol = url.path.rsplit("/", 1)[-1]
        if url.path.endswith("getcrumb"):
            return 200, b"fakecrumb", None
        if fault and "/v8/finance/chart/" in url.path:
            return fault(symbol)
        if "/v8/finance/chart/" in url.path:
            return 200, json.dumps(chart(symbol, currency)).encode(), None
        if "/fundamentals-timeseries/" in url.path:
            return 200, json.dumps(timeseries(symbol, parse_qs(url.query))).encode(), None
        if "/quoteSummary/" in url.path:
            parts = {"summaryDetail": {"currency": currency, "maxAge": 1}, "financialData": {"financialCurrency": "EUR", "maxAge": 1}}
            return 200, json.dumps({"quoteSummary": {"result": [parts], "error": None}}).encode(), None
        if "/v7/finance/quote" in url.path:
            quote = {"symbol": "FERR", "marketCap": 52520000000, "sharesOutstanding": 1010000000, "currency": currency}
            return 200, json.dumps({"quoteResponse": {"result": [quote], "error": None}}).encode(), None
        return 200, b"", None

    return answer


class Loopback(HTTPAdapter):
    def __init__(self, base):
        self.base = urlsplit(base)
        super().__init__()

    def send(self, request, **options):
        url = urlsplit(request.url)
        request.url = urlunsplit(("http", self.base.netloc, url.path, url.query, ""))
        return super().send(request, **(options | {"proxies": {}}))


def sessions(base):
    def make():
        session = requests.Session()
        session.trust_env = False
        session.mount("https://", Loopback(base))
        return session

    return make


def client(base, tmp_path, deadline=10.0):
    return yahoo_client.Client(TODAY, tmp_path / "cache", sessions(base), deadline)


def test_every_field(tmp_path):
    with served(fake()) as (base, seen):
        told = client(base, tmp_path).ask("FERR", SINCE)
        count = len(seen)
        assert client(base, tmp_path).ask("FERR", SINCE) == told
        assert len(seen) == count, "the second answer comes from the cache"
    rows = {(row["metric"], row["period"]): row for row in yahoo.rows(told)}
    # before the split of the 18th the share cost twice what the adjusted table says, and no dividend is taken off
    assert [rows["share price", day]["value"] for day in DAYS] == ["98", "100.1", "50.5", "51", "52"]
    price = rows["share price", "2026-11-20"]
    assert (price["unit"], price["decimals"], price["source_rank"]) == ("USD/share", "2", "secondary")
    assert (price["as_of"], price["retrieved_on"]) == ("2026-11-20", "2026-11-23")
    assert rows["dividend", "2026-11-18"]["value"] == "0.5"
    assert rows["stock split", "2026-11-18"]["value"] == "2"
    assert rows["market value", "2026-11-23"]["value"] == "52520000000"
    assert rows["shares outstanding", "2026-11-23"]["value"] == "1010000000"
    revenue = rows["revenue", "2025-07-01/2026-06-30"]
    assert (revenue["value"], revenue["unit"], revenue["entity"]) == ("10500000000", "EUR", "Ferrowick Corp")
    assert rows["earnings per share", "2025-07-01/2026-06-30"]["unit"] == "EUR/share"


@pytest.mark.parametrize(("currency", "unit", "close"), [("GBp", "GBP/share", "0.52"), ("ZAc", "ZAR/share", "0.52"), ("ILA", "ILS/share", "0.52")])
def test_hundredths_become_whole_units(tmp_path, currency, unit, close):
    with served(fake(currency)) as (base, _):
        told = client(base, tmp_path).ask("FERR", SINCE, ("prices",))
    row = next(r for r in yahoo.rows(told) if r["period"] == "2026-11-20")
    assert (row["unit"], row["value"], row["decimals"]) == (unit, close, "4")


def test_the_command_writes_facts_and_series_that_validate(tmp_path, monkeypatch, capsys):
    into = tmp_path / "rd"
    with served(fake()) as (base, _):
        monkeypatch.setattr(yahoo_client, "_browser", sessions(base))
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        for _ in range(2):
            assert main(["facts", "import", "yahoo", "FERR", "--since", "2026-11-16", "-r", str(into)]) == 0
    assert "0 rows added" in capsys.readouterr().out
    assert main(["facts", "validate", str(into)]) == 0
    reference = Reference.load(into)
    assert len(reference.facts) == 15
    assert [p.text for p in reference.series.table("yahoo-ferr").column("Ferrowick Corp")][:2] == ["98", "100.1"]
    assert reference.series.table("yahoo-ferr").meta.qualifiers == (("exchange", "XNAS"),)


def test_nothing_is_left_on_disk_but_our_own_cache(tmp_path):
    """A new process, since the library chooses its place once; a Ctrl-C or a kill has nothing to clean up then."""
    places = {name: str(tmp_path / name) for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME")}
    for place in places.values():
        Path(place).mkdir()
    script = (
        "import sys; from datetime import date; from pathlib import Path; from test_yahoo import client;"
        "print(client(sys.argv[1], Path(sys.argv[2])).ask('FERR', date(2026, 11, 16)).name)"
    )
    with served(fake()) as (base, _):
        env = os.environ | places | {"PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
        done = subprocess.run(
            [sys.executable, "-c", script, base, str(tmp_path)], env=env, capture_output=True, text=True, timeout=60
        )
    assert done.stdout == "Ferrowick Corp\n", done.stderr
    left = [p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()]
    assert [name for name in left if not name.startswith("cache/")] == []


def test_prose_is_judged_by_what_was_imported(tmp_path):
    with served(fake()) as (base, _):
        told = client(base, tmp_path).ask("FERR", SINCE)
    made = yahoo.series(told)
    keep.add(tmp_path / "rd/facts/yahoo-ferr.csv", yahoo.rows(told))
    keep.write_table(tmp_path / "rd", made.name, made.table, made.sidecar)
    text = (
        "Ferrowick shares rose 2.1% on Tuesday to close at $100.10. They added 0.9% on Wednesday, November 18, when the stock "
        "was split two for one, and closed 4% higher on Friday. Ferrowick has a market value of $52.5 billion."
    )
    found = check(Article(text, published=date(2026, 11, 23)), Reference.load(tmp_path / "rd")).claims
    said = {v.claim.main.surface: (v.verdict, v.reason) for v in found}
    assert said["2.1%"] == ("supported", "match-computed")
    assert said["0.9%"] == ("supported", "match-computed")
    assert said["4%"] == ("needs-context", "single-secondary"), "Yahoo alone accuses nobody"
    assert said["$52.5 billion"][0] == "supported"


MISSING = json.dumps({"chart": {"result": None, "error": {"code": "Not Found", "description": "No data found"}}}).encode()


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        ((404, MISSING, None), "no such ticker"),
        ((429, b"Too Many Requests", None), "limits the rate"),
        ((500, json.dumps(chart("FERR", "USD")).encode(), None), "answered 500"),
        ((200, b'{"chart": {"result": [{"meta"', None), "Yahoo Finance|no such ticker"),
        ((200, b"<html>busy</html>", None), "Yahoo Finance|no such ticker"),
        ((200, b'{"chart": ', 5000), "broke off in the middle"),
        ((200, json.dumps(chart("FERR", "")).encode(), None), "without a currency"),
        (None, "did not answer within 2 s"),
    ],
    ids=["unknown", "rate", "500", "half", "html", "cut", "no currency", "silent"],
)  # fmt: skip
def test_faults_are_told_in_one_line_within_the_deadline(tmp_path, fault, says):
    with served(fake(fault=lambda symbol: fault)) as (base, seen):
        asking = client(base, tmp_path, deadline=2.0)
        began = time.monotonic()
        with pytest.raises(ProviderError, match=says) as told:
            asking.ask("FERR", SINCE)
        assert time.monotonic() - began < 3.5
        assert "\n" not in str(told.value)
        if fault is None or fault[0] == 429:
            before = len(seen)
            with pytest.raises(ProviderError, match="not asked for"):
                asking.ask("OTHER", SINCE)
            assert len(seen) == before, "after a silence nothing more is asked"


def test_a_failure_leaves_the_csv_alone(tmp_path, monkeypatch, capsys):
    facts = tmp_path / "rd/facts/yahoo-ferr.csv"
    facts.parent.mkdir(parents=True)
    facts.write_bytes(b"entity,metric,value,unit,source,as_of\nA,b,1,USD,c,2026-01-01\n")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(yahoo_client, "_browser", sessions("http://127.0.0.1:1"))
    assert main(["facts", "import", "yahoo", "FERR", "-r", str(tmp_path / "rd")]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert facts.read_bytes().endswith(b"2026-01-01\n")


def test_help_names_the_terms_and_loads_no_yfinance(capsys):
    assert main(["facts", "import", "yahoo", "--help"]) == 0
    assert "personal use" in capsys.readouterr().out
