"""Which words of a clause are about its number: those of its neighbours, of who says so and of asides are not.

C is wrong by the facts and contradicted, S is true and supported, N is true or told of something narrower: whatever the
program finds, it accuses nobody. A row N stands beside the C that it must not be taken for.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from factcheck import Article, Reference, check

FACTS = """entity,metric,value,unit,period,qualifiers,value_type,decimals,counterparty,as_of,source
Orrin Foods,revenue,7.8,USD billion,2024,,actual,-8,,2025-02-20,Made up
Orrin Foods,revenue,8.6,USD billion,2023,,actual,-8,,2025-02-20,Made up
Orrin Foods,revenue,2.1,USD billion,2024,segment=Snacks,actual,-8,,2025-02-20,Made up
Orrin Foods,net income,960,USD million,2024,,actual,-7,,2025-02-20,Made up
Orrin Foods,operating profit,1.4,USD billion,2024,,actual,-8,,2025-02-20,Made up
Orrin Foods,operating profit,1.6,USD billion,2024,basis=adjusted,actual,-8,,2025-02-20,Made up
Orrin Foods,diluted earnings per share,5.84,USD/share,2024,,actual,2,,2025-02-20,Made up
Orrin Foods,diluted earnings per share,6.10,USD/share,2024,basis=adjusted,actual,2,,2025-02-20,Made up
Orrin Foods,employees,61500,employee,2024-12-31,,actual,-2,,2025-02-20,Made up
Orrin Foods,stores,312,store,2024-12-31,,actual,0,,2025-02-20,Made up
Orrin Foods,deposits,194,USD billion,2024-12-31,,actual,-9,,2025-02-20,Made up
Orrin Foods,solvency ratio,188,percent,2024-12-31,,actual,0,,2025-02-20,Made up
Orrin Foods,like-for-like sales,4.2,percent,2024,,actual,1,,2025-02-20,Made up
Orrin Foods,wheat production,652000,tonne,2024,,actual,-3,,2025-02-20,Made up
Orrin Foods,share repurchases,700,USD million,2024,,actual,-7,,2025-02-20,Made up
Orrin Foods,purchase price,850,USD million,2024-04-14,,actual,-7,Tessel,2024-04-14,Made up
Orrin Foods,revenue,9.2,USD billion,2025,,forecast,-8,,2025-02-20,Made up
Orrin Foods,fine,275,USD million,2024-09-10,,actual,-6,,2024-09-10,Made up
Belmar Air,net income,-148,USD million,2024,,actual,-6,,2025-02-20,Made up
Belmar Air,operating income,-37,USD million,2024,,actual,-6,,2025-02-20,Made up
Belmar Air,passengers,31.4,million passenger,2024,,actual,-5,,2025-02-20,Made up
Belmar Air,revenue,5.1,USD billion,2024,,actual,-8,,2025-02-20,Made up
Norland,inflation,2.5,percent,2025-01,,actual,1,,2025-02-12,Made up
Norland,GDP growth,1.5,percent,2024-Q4,,actual,1,,2025-02-12,Made up
Norland,inflation,4.2,percent,2024-12,,actual,1,,2025-01-12,Made up
Norland,unemployment rate,8.4,percent,2024,,actual,1,,2025-01-30,Made up
Norland,policy rate,4.5,percent,2025-02-06,,actual,2,,2025-02-12,Made up
"""
ENTITIES = "entity,aliases,kind,fiscal_year_end\nOrrin Foods,Orrin,company,12-31\nBelmar Air,Belmar,company,12-31\n"
SENTENCES = """
C|$9.8 billion|In summary, Orrin generated about $9.8 billion in revenue during 2024, with net income of around $960 million.
C|$1.1 billion|Orrin's revenue was $7.8 billion in 2024, and its operating profit $1.1 billion.
N|$200 million|Orrin's revenue was $7.8 billion in 2024, and its operating profit in Asia $200 million.
N|$200 million|Orrin's Asian revenue was $2 billion in 2024, and its operating profit $200 million.
C|61,900|Orrin, which employs 61,900 people, will add a shift.
C|61,900|Orrin, with 61,900 employees at the end of 2024, is hiring again.
N|2,100|Orrin, which employs 2,100 people in Hull, will add a shift.
C|$4.7 billion|Belmar, whose fares barely moved, had revenue of $4.7 billion in 2024.
C|$4.7 billion|Revenue at Belmar Air, a carrier of tourists, was $4.7 billion in 2024.
N|$4.7 billion|Revenue at Belmar Air's holiday arm, a seller of tours, was $4.7 billion in 2024.
C|$8.7 billion|"Our revenue was $8.7 billion in 2024," Orrin Foods' finance chief said.
N|$300 million|"In Texas our revenue was $300 million in 2024," Orrin Foods' chief executive said.
C|$1.2 billion|Orrin earned $1.2 billion in 2024, whereas others did well.
C|$6.1 billion|Orrin earned $960 million in 2024 and Belmar Air had revenue of $6.1 billion.
N|$30 million|In Asia, Orrin earned $40 million and Belmar Air had revenue of $30 million in 2024.
C|231|Orrin had 231 stores at the end of 2024, and plans to close 40 of them.
N|40|Orrin had 312 stores at the end of 2024, and plans to close 40 of them.
C|$1.28 billion|HOUSTON, Feb. 20, 2025 - Orrin Foods (NYSE: ORF) today announced net income of $1.28 billion for 2024.
S|$960 million|Orrin Foods (NYSE: ORF) today reported net income of $960 million for 2024.
N|$310 million|HOUSTON, Feb. 20, 2025 - Orrin Foods today announced net income of $310 million for the fourth quarter of 2024.
C|$8.7 BLN|ORRIN 2024 REVENUE $8.7 BLN VS $8.6 BLN
N|$8.6 BLN|ORRIN 2024 REVENUE $7.8 BLN VS $8.6 BLN
C|$1.7 billion|Orrin's operating profit of $1.7 billion in 2024 beat forecasts.
C|61,900|The hamburger chain Orrin had 61,900 employees at the end of 2024.
N|300|The hamburger chain of Orrin had 300 employees at the end of 2024.
S|$5.84|Orrin earned $5.84 a share in 2024, or $6.10 on an adjusted basis.
S|$6.10|Orrin earned $5.84 a share in 2024, or $6.10 on an adjusted basis.
C|$6.84|Orrin earned $6.84 a share in 2024.
C|$6.40|Excluding one-off items, Orrin earned $6.40 a share in 2024.
S|$1.4 billion|Orrin made an operating profit of $1.4 billion in 2024 (adjusted: $1.6 billion).
S|$1.6 billion|Orrin made an operating profit of $1.4 billion in 2024 (adjusted: $1.6 billion).
N|$1.4 billion|In Peru, Orrin had sales of $2 billion in 2024, and its revenue there was $1.4 billion.
N|$1.4 billion|In Peru, Orrin produced 150,000 tonnes of wheat in 2024, and its revenue was $1.4 billion.
C|$1.4 billion|In 2024, Orrin produced 652,000 tonnes of wheat, and its revenue was $1.4 billion.
N|8.9%|Norland's unemployment rate was 8.9% in December 2024.
C|8.9%|Norland's unemployment rate was 8.9% in 2024.
N|4.7%|Norland's inflation was 4.7% on average in 2024.
N|$40 million|Orrin made an operating profit of $1.4 billion in 2024 (Scotland: $40 million).
N|$25 million|Orrin's sales per store came to $25 million in 2024.
N|$25 million|Orrin's average store had sales of $25 million in 2024.
N|$1.95 billion|Orrin averaged revenue of $1.95 billion a quarter in 2024.
C|$8.7 billion|Orrin's sales in 2024 came to $8.7 billion.
C|$2.9 billion|Orrin's snacks revenue was $2.9 billion in 2024.
S|$2.1 billion|Snacks revenue at Orrin was $2.1 billion in 2024.
N|$600 million|Orrin's snacks revenue in China was $600 million in 2024.
C|$950 million|Orrin bought Tessel for $950 million in April 2024.
N|$400 million|Orrin bought a third of Tessel for $400 million in April 2024.
N|$300 million|Orrin bought Tessel's depots for $300 million in April 2024.
C|34.1 million|Belmar carried 34.1 million passengers in 2024.
N|3.4 million|Belmar carried 3.4 million passengers in August 2024 alone.
S|652,000 tonnes|Orrin produced 652,000 tonnes of wheat in 2024.
C|625,000 tonnes|Orrin produced 625,000 tonnes of wheat in 2024.
N|210,000 tonnes|Orrin produced 210,000 tonnes of wheat at its oldest farm in 2024.
N|625,000 tonnes|Orrin produced 625,000 tonnes of winter wheat in 2024.
C|$900 million|Orrin bought back $900 million of its own shares in 2024.
N|$90 million|Orrin bought back $90 million of bonds in 2024.
C|$73 million|The operating loss at Belmar was $73 million in 2024.
N|$171 million|Belmar made a loss of $171 million in 2024.
N|$171 million|Belmar lost $171 million before tax in 2024.
S|$148 million|Belmar lost $148 million in 2024.
C|5.2%|Like-for-like sales at Orrin grew 5.2% in 2024.
N|2%|Like-for-like sales at Orrin in Scotland grew 2% in 2024.
C|3.5%|Consumer prices in Norland rose 3.5% in the year to January 2025.
S|2.5%|Consumer prices in Norland rose 2.5% in the year to January 2025.
N|0.5%|Norland's economy grew 0.5% in the fourth quarter of 2024 from the third.
C|118%|Orrin's solvency ratio stood at 118% at the end of 2024.
N|195%|Orrin's solvency ratio stood at 195% in the summer of 2024.
C|5.5%|Norland's central bank left its policy rate at 5.5% on February 6, 2025.
N|$31 billion|Orrin holds deposits of $31 billion in Scotland.
C|$149 billion|Orrin holds deposits of $149 billion.
C|$8.7 billion|Orrin's revenue was $8.7 billion in 2024, hurt by a warm autumn.
N|$5 million|Orrin's revenue from snacks hurt by a warm autumn was $5 million in 2024.
C|$8.7 billion|Orrin's revenue was $8.7 billion in 2024, its best result since 2019.
C|$8.7 billion|Orrin Foods (NASDAQ: ORF) said revenue for 2024 was $8.7 billion.
C|$950 million|Orrin paid $950 million for Tessel in April 2024.
N|$40 million|Orrin paid $40 million for a minority stake in Tessel.
C|37%|Snacks contributed 37% of Orrin's revenue in 2024.
C|$9.9 billion|Orrin expects revenue of $9.9 billion in 2025.
N|$9.9 billion|Orrin now expects revenue of $9.9 billion in 2025.
N|$9.9 billion|Analysts expect revenue of $9.9 billion at Orrin in 2025.
S|$275 million|Orrin was fined $275 million in September 2024.
N|$5 million|Orrin was fined $5 million in September 2024.
N|290|Orrin had 290 stores a year earlier, and 312 at the end of 2024.
C|$8.7 billion|Orrin Foods and Belmar Air had revenue of $8.7 billion and $5.1 billion in 2024, respectively.
C|$1.28 billion|Orrin's operating profit was between $1.28 billion and $1.3 billion in 2024.
C|$7.2 billion|Orrin, based in Leeds, had revenue of $7.2 billion in 2024.
N|$7.2 billion|Orrin, excluding Leeds, had revenue of $7.2 billion in 2024.
N|$7.2 billion|Orrin's revenue, based on the first nine months, was $7.2 billion in 2024.
C|$7.2 billion|By contrast, rival Orrin had revenue of $7.2 billion in 2024.
N|$7.2 billion|The rivals of Orrin had revenue of $7.2 billion in 2024.
C|21%|Orrin's revenue fell 21% YoY in 2024.
S|9%|Orrin's revenue fell 9% YoY in 2024.
N|$2.2 billion|Orrin's main customer is Voltek. Its revenue was $2.2 billion in 2024.
N|$2.2 billion|Orrin Foods bakes bread. The bakery is its largest asset. It had revenue of $2.2 billion in 2024.
C|$7.2 billion|Orrin Foods bakes bread. Demand was weak. Its revenue was $7.2 billion in 2024.
"""
ROWS = SENTENCES.strip().splitlines()
ALLOWED = {"C": {"contradicted"}, "S": {"supported"}, "N": {"supported", "needs-context", "no-reference", "not-checkable"}}


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    folder: Path = tmp_path_factory.mktemp("reference")
    (folder / "facts").mkdir()
    (folder / "facts" / "a.csv").write_text(FACTS, encoding="utf-8")
    (folder / "entities.csv").write_text(ENTITIES, encoding="utf-8")
    return Reference.load(folder)


@pytest.mark.parametrize("line", ROWS)
def test_what_belongs_to_a_number_decides_whether_it_is_held_against_a_fact(line: str, reference: Reference) -> None:
    kind, surface, text = line.split("|", 2)
    claims = check(Article(text, published=date(2025, 3, 3)), reference).claims
    own = {c.verdict for c in claims if c.claim.main.surface.startswith(surface)}
    assert own and own <= ALLOWED[kind]
    assert kind == "C" or "contradicted" not in {c.verdict for c in claims}
