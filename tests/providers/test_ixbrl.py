"""A generated inline XBRL filing becomes facts; bombs and halves are refused. Company and figures are invented."""

import time
from datetime import date
from decimal import Decimal

import pytest

from factcheck import Article, Reference, check
from factcheck.cli import main
from factcheck.providers import ixbrl
from factcheck.providers.errors import ProviderError
from factcheck.providers.transformations import number

FILING = """<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"
 xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:xbrldi="http://xbrl.org/2006/xbrldi"><body>
<ix:header><ix:resources>
<xbrli:context id="y"><xbrli:entity><xbrli:identifier scheme="x">42</xbrli:identifier></xbrli:entity>
<xbrli:period><xbrli:startDate>2024-01-01</xbrli:startDate><xbrli:endDate>2024-12-31</xbrli:endDate></xbrli:period></xbrli:context>
<xbrli:context id="seg"><xbrli:entity><xbrli:identifier scheme="x">42</xbrli:identifier><xbrli:segment>
<xbrldi:explicitMember dimension="us-gaap:StatementBusinessSegmentsAxis">q:RetailBankingMember</xbrldi:explicitMember>
</xbrli:segment></xbrli:entity><xbrli:period><xbrli:instant>2024-12-31</xbrli:instant></xbrli:period></xbrli:context>
<xbrli:unit id="usd"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>
<xbrli:unit id="eps"><xbrli:divide><xbrli:unitNumerator><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unitNumerator>
<xbrli:unitDenominator><xbrli:measure>xbrli:shares</xbrli:measure></xbrli:unitDenominator></xbrli:divide></xbrli:unit>
</ix:resources></ix:header>
<p><ix:nonNumeric name="dei:EntityRegistrantName" contextRef="y">Quillmark Corp</ix:nonNumeric>
<ix:nonNumeric name="dei:DocumentType" contextRef="y">10-K</ix:nonNumeric>
<ix:nonFraction name="us-gaap:Revenues" contextRef="y" unitRef="usd" scale="6" decimals="-6" format="ixt:num-dot-decimal">1,<b>250</b></ix:nonFraction>
<ix:nonFraction name="us-gaap:Revenues" contextRef="y" unitRef="usd" scale="6" decimals="-6" format="ixt:num-dot-decimal">1,250</ix:nonFraction>
<ix:nonFraction name="us-gaap:NetIncomeLoss" contextRef="y" unitRef="usd" scale="3" decimals="-3" sign="-" format="ixt:num-comma-decimal">12.500</ix:nonFraction>
<ix:nonFraction name="us-gaap:EarningsPerShareDiluted" contextRef="y" unitRef="eps" decimals="2">-0.31</ix:nonFraction>
<ix:nonFraction name="us-gaap:Goodwill" contextRef="seg" unitRef="usd" decimals="-6" format="ixt:fixed-zero">—</ix:nonFraction>
<ix:nonFraction name="us-gaap:Lost" contextRef="nowhere" unitRef="usd">1</ix:nonFraction>
</p></body></html>"""


def written(tmp_path, text):
    path = tmp_path / "q-10k.htm"
    path.write_text(text, encoding="utf-8")
    return path


def test_numbers_scales_signs_units_and_dimensions(tmp_path):
    found = {r["concept"]: r for r in ixbrl.rows(written(tmp_path, FILING), date(2025, 2, 20))}
    assert len(found) == 4
    revenue = found["us-gaap:Revenues"]
    assert (revenue["metric"], revenue["value"], revenue["unit"], revenue["period"], revenue["decimals"]) == (
        "revenue", "1250000000", "USD", "2024", "-6",
    )  # fmt: skip
    assert revenue["source"] == "10-K of Quillmark Corp, q-10k.htm"
    assert found["us-gaap:NetIncomeLoss"]["value"] == "-12500000"
    assert (found["us-gaap:EarningsPerShareDiluted"]["value"], found["us-gaap:EarningsPerShareDiluted"]["unit"]) == ("-0.31", "USD/share")
    goodwill = found["us-gaap:Goodwill"]
    assert (goodwill["value"], goodwill["period"]) == ("0", "2024-12-31")
    assert goodwill["qualifiers"] == "statement business segments=retail banking"


def test_a_filing_judges_prose(tmp_path):
    into = tmp_path / "rd"
    assert main(["facts", "import", "ixbrl", str(written(tmp_path, FILING)), "--published", "2025-02-20", "-r", str(into)]) == 0
    assert main(["facts", "validate", str(into)]) == 0
    text = "Quillmark had revenue of $1.25 billion in 2024. Quillmark had revenue of $1.52 billion in 2024."
    found = check(Article(text, published=date(2025, 6, 1)), Reference.load(into)).claims
    assert [v.verdict for v in found] == ["supported", "contradicted"]


REAL = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL" xmlns:x="http://www.xbrl.org/2003/instance"
 xmlns:xbrldi="http://xbrl.org/2006/xbrldi" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><body>
<div style="display:none"><ix:header><ix:hidden>
<ix:nonFraction name="dei:EntityCommonStockSharesOutstanding" contextRef="i" unitRef="s" decimals="INF">84000000</ix:nonFraction>
<ix:nonNumeric name="dei:EntityRegistrantName" contextRef="d" continuedAt="n2">Quillmark&nbsp;&amp;</ix:nonNumeric>
</ix:hidden><ix:resources>
<x:context id="d"><x:entity><x:identifier scheme="s">42</x:identifier></x:entity>
<x:period><x:startDate>2025-01-01</x:startDate><x:endDate>2025-06-30</x:endDate></x:period></x:context>
<x:context id="i"><x:entity><x:identifier scheme="s">42</x:identifier></x:entity>
<x:period><x:instant>2025-07-01T00:00:00</x:instant></x:period></x:context>
<x:context id="t"><x:entity><x:identifier scheme="s">42</x:identifier><x:segment>
<xbrldi:typedMember dimension="q:ProductAxis"><q xmlns="urn:q">Loom; type=9</q></xbrldi:typedMember></x:segment></x:entity>
<x:period><x:startDate>2025-01-01</x:startDate><x:endDate>2025-06-30</x:endDate></x:period></x:context>
<x:unit id="u"><x:measure>iso4217:EUR</x:measure></x:unit><x:unit id="s"><x:measure>x:shares</x:measure></x:unit>
<x:unit id="odd"><x:measure>iso4217:EUR</x:measure><x:measure>q:hour</x:measure></x:unit>
</ix:resources></ix:header></div>
<p>Revenue of &euro;<ix:nonFraction name="us-gaap:Revenues" contextRef="d" unitRef="u" scale="6" decimals="-5" format="ixt:num-comma-decimal">1.240,5</ix:nonFraction>
 <ix:continuation id="n2" continuedAt="n3">Sons<ix:exclude> page 3</ix:exclude></ix:continuation><ix:continuation id="n3">SA</ix:continuation>
 (<ix:nonFraction name="us-gaap:Revenues" contextRef="d" unitRef="u" scale="9" decimals="-7" format="ixt:numdotdecimal">1.24</ix:nonFraction> billion)
 <ix:nonFraction name="us-gaap:OperatingIncomeLoss" contextRef="d" unitRef="u" scale="6" decimals="-6" sign="-" format="ixt:num-dot-decimal"><ix:nonFraction
 name="us-gaap:NetIncomeLoss" contextRef="d" unitRef="u" scale="6" decimals="-6" sign="-" format="ixt:num-dot-decimal">1&thinsp;07</ix:nonFraction></ix:nonFraction>
 <ix:nonFraction name="q:LoomsSold" contextRef="t" unitRef="s" decimals="0" format="ixt-sec:numwordsen">Twenty-five</ix:nonFraction>
 <ix:nonFraction name="us-gaap:Goodwill" contextRef="i" unitRef="u" decimals="0" format="ixt-sec:numwordsen">no</ix:nonFraction>
 <ix:nonFraction name="us-gaap:Assets" contextRef="i" unitRef="u" xsi:nil="true"></ix:nonFraction>
 <ix:nonFraction name="us-gaap:Liabilities" contextRef="i" unitRef="u" decimals="0">7</ix:nonFraction>
 <ix:nonFraction name="us-gaap:Liabilities" contextRef="i" unitRef="u" decimals="0">9</ix:nonFraction>
 <ix:nonFraction name="us-gaap:Cash" contextRef="i" unitRef="u" decimals="0" target="other">5</ix:nonFraction>
 <ix:nonFraction name="q:Rate" contextRef="d" unitRef="odd" decimals="0">5</ix:nonFraction>
 <ix:nonFraction name="q:Strange" contextRef="d" unitRef="u" decimals="0" format="q:mine">5</ix:nonFraction>
</p></body></html>"""


def test_what_real_filings_do(tmp_path):
    made, left_out = ixbrl.of_files([written(tmp_path, REAL)], date(2025, 8, 1))
    found = {r["concept"]: r for r in made}
    assert {c: r["value"] for c, r in found.items()} == {
        "dei:EntityCommonStockSharesOutstanding": "84000000", "us-gaap:Revenues": "1240500000", "us-gaap:OperatingIncomeLoss": "-107000000",
        "us-gaap:NetIncomeLoss": "-107000000", "q:LoomsSold": "25", "us-gaap:Goodwill": "0",
    }  # fmt: skip
    assert found["us-gaap:Revenues"]["entity"] == "Quillmark & Sons SA"
    assert found["us-gaap:Revenues"]["decimals"] == "-5", "the more precise of two printings"
    assert found["us-gaap:Goodwill"]["period"] == "2025-06-30", "midnight ends the day before"
    assert found["q:LoomsSold"]["qualifiers"] == "product=Loom, type 9"
    assert left_out == {
        "of another target document": 1, "told with two values": 1, "its unit cannot be read": 1,
        "its printed number or its format cannot be read": 1,
    }  # fmt: skip


def test_several_files_are_one_filing(tmp_path):
    head, tail = REAL.split("</div>\n<p>", 1)
    one, two = tmp_path / "a.htm", tmp_path / "b.htm"
    one.write_text(head + "</div></body></html>", encoding="utf-8")
    two.write_text(REAL.split("<div", 1)[0] + "<p>" + tail, encoding="utf-8")
    made, _ = ixbrl.of_files([one, two], date(2025, 8, 1))
    assert len(made) == 6


@pytest.mark.parametrize(
    ("text", "form", "value"),
    [
        ("1 400,40", "ixt:numspacecomma", "1400.40"), ("1,000,400.40", "ixt:numcommadot", "1000400.40"), ("12 euro 50 cents", "ixt:num-unit-decimal", "12.50"),
        ("1’000.5", "ixt:num-dot-decimal-apos", "1000.5"), ("1,00,000.50", "ixt:num-dot-decimal-in", "100000.50"), ("--", "ixt:zerodash", "0"),
        ("five million", "ixt-sec:numwordsen", "5000000"), ("-0.31", "", "-0.31"), ("12.3.4", "ixt:num-dot-decimal", None),
        ("abc", "ixt:num-dot-decimal", None), ("7", "ixt:unheard-of", None), ("1" * 500, "", None), ("NaN", "", None),
    ],
)  # fmt: skip
def test_formats(text, form, value):
    got = number(text, form)
    assert got == (None if value is None else Decimal(value))


BODY = '<html xmlns:ix="http://www.xbrl.org/2013/inlineXBRL">'
TAG = '<ix:nonFraction name="a:B" contextRef="c" unitRef="u">'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (BODY + "<b>" * 100_000, "deep"), (BODY + TAG * 500 + "1 " * 100_000 + "</ix:nonFraction>" * 500 + "</html>", "no tagged number"),
        (BODY + "&frobnicate;</html>", "entity that XHTML does not know"), ("&" * 100_000, "not XML"), ("<!DOCTYPE " * 20_000, "entities"),
        ('<!DOCTYPE html [<!ENTITY % p SYSTEM "http://127.0.0.1:9/e">%p;]>' + BODY + "</html>", "entities"),
        ('<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + BODY + "&x;</html>", "entities"),
        (BODY + "<!DOCTYPE x [<!ENTITY a 'b'>]></html>", "entities"), ('<?xml version="1.0" encoding="klingon"?><a/>', "klingon"),
    ],
    ids=["deep", "nested", "unknown", "ampersands", "doctypes", "parameter", "external", "late", "encoding"],
)  # fmt: skip
def test_hostile_files_cost_little(tmp_path, text, says):
    began = time.monotonic()
    with pytest.raises(ProviderError, match=says) as told:
        ixbrl.rows(written(tmp_path, text), date(2025, 2, 20), "Acme")
    assert time.monotonic() - began < 5
    assert "\n" not in str(told.value)


def test_the_encoding_a_file_declares_is_believed(tmp_path):
    path = tmp_path / "latin.htm"
    path.write_bytes(FILING.replace("UTF-8", "ISO-8859-1").replace("Quillmark", "Société").replace("—", "-").encode("latin-1"))
    assert ixbrl.rows(path, date(2025, 2, 20))[0]["entity"] == "Société Corp"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><x>&c;</x>', "declares"), (FILING[:1500], "cut off"),
        ("", "cut off"), ("<html/>", "--entity"), (FILING.replace("nonFraction", "other"), "no tagged number"),
    ],
)  # fmt: skip
def test_bombs_and_halves_are_refused(tmp_path, text, says):
    with pytest.raises(ProviderError, match=says):
        ixbrl.rows(written(tmp_path, text), date(2025, 2, 20))
