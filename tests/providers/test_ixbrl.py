"""A generated inline XBRL filing becomes facts; bombs and halves are refused. Company and figures are invented."""

from datetime import date

import pytest

from factcheck import Article, Reference, check
from factcheck.cli import main
from factcheck.providers import ixbrl
from factcheck.providers.errors import ProviderError

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
