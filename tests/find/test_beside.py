"""Numbers that stood beside something they were taken together with: years, cells, notes, names."""

from __future__ import annotations

import pytest

from factcheck.find import find
from factcheck.model import Article, Mention


def told(m: Mention) -> str:
    value = m.surface if m.kind in ("date", "daterange") or m.value is None else f"{float(m.value):.10g}"
    high = f"-{float(m.value_high):.10g}" if m.value_high is not None else ""
    return " ".join([value + high, *(p for p in (m.unit, m.modifier, m.ignored and f"!{m.ignored}") if p)])


ROWS = [
    # a year is no first end of a range
    ("Output rose 4% in 2024 to 418,000 tonnes.", ["4 percent", "2024", "418000 tonne"]),
    ("Deaths fell from 286,458 in 2011 to 148,099.", ["286458", "2011", "148099"]),
    ("Some 2000 to 3000 people left.", ["2000-3000 people range"]),
    # "up to" after a verb that climbs reaches the number
    ("The rate edged up to 4.2%.", ["4.2 percent"]),
    ("The price went up to $5.", ["5 USD"]),
    ("It charges fees of up to 4.2%.", ["4.2 percent le"]),
    ("It will hire up to 400 people.", ["400 people le"]),
    # cells of a pasted table
    ("Revenue\t612\t711", ["612", "711"]),
    ("Revenue\t$612m\t$711m", ["612000000 USD", "711000000 USD"]),
    ("Sales reached 1 250 000 euros.", ["1250000 EUR"]),
    # notes
    ("In 2024\u2074 revenue was $5.2bn\u2075.", ["2024", "5200000000 USD"]),
    ("A hall of 45 m\u00b2.", ["45 square metre"]),
    # rand and names
    ("Revenue was R47,100, up from R41k.", ["47100 ZAR", "41000 ZAR"]),
    ("The R18 engine.", ["R18 !product-name"]),
    # lists of numbered names
    ("Scope 1 and 2 emissions fell.", ["1 !product-name", "2 !product-name"]),
    ("Phases 2 and 3 enrolled 400 people.", ["2 !product-name", "3 !product-name", "400 people"]),
    ("In phase 2, 40 people left.", ["2 !product-name", "40 people"]),
    ("It opened 1 and then 2 plants.", ["1", "2 plant"]),
    # millions by time
    ("In H1 2024 it sold 1.2m units, in H2 just 0.8m.", ["H1 2024", "1200000 unit", "H2", "800000 unit"]),
    ("It sold 1.2m units, each 0.8m long.", ["1200000 unit", "0.8 metre"]),
]


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[text for text, _ in ROWS])
def test_what_stands_beside_a_number(text: str, expected: list[str]) -> None:
    assert [told(m) for m in find(Article(text))] == expected
