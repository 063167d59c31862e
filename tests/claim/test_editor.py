"""Business sentences of all forms, and what an editor reads in each: who, what, of what, when, against what, who says so."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.claim import claim
from factcheck.find import find
from factcheck.model import Article, Claim

PUBLISHED = date(2025, 6, 5)
# (text, surface of the number, what is expected of its claim; an actual figure unless said otherwise)
SENTENCES: list[tuple[str, str, dict[str, object]]] = [
    # money levels
    ("Acme's net income was $3.2 billion in 2024.", '$3.2 billion', {'subject': 'Acme', 'metric': 'net income', 'period': '2024', 'claim_kind': 'level'}),
    ("Acme made a profit of $3bn in 2024.", "$3bn", {"subject": "Acme", "metric": "profit", "period": "2024"}),
    ("Acme posted revenue of $4bn for the year to June 2024.", "$4bn", {"subject": "Acme", "metric": "revenue", "period": "2023-07-01/2024-06-30"}),
    ("Acme had EBITDA of $3bn and share repurchases of $2bn.", "$3bn", {"subject": "Acme", "metric": "EBITDA"}),
    ("Acme had EBITDA of $3bn and share repurchases of $2bn.", "$2bn", {"subject": "Acme", "metric": "share repurchases"}),
    ("Acme reported sales of $5bn and profit of $1bn.", "$5bn", {"subject": "Acme", "metric": "sales"}),
    ("Acme reported sales of $5bn and profit of $1bn.", "$1bn", {"subject": "Acme", "metric": "profit"}),
    ("Globex has so far invested $7 billion in Initech.", "$7 billion", {"subject": "Globex", "metric": "invested", "counterparty": "Initech"}),
    ("Globex invested a whopping $7 billion in Initech last year.", "$7 billion", {"subject": "Globex", "metric": "invested", "counterparty": "Initech", "period": "2024"}),
    ("Acme earned $2.13 a share in 2024.", "$2.13", {"subject": "Acme", "metric": "earnings per share", "period": "2024"}),
    ("Acme lost 12 cents a share in the second quarter.", "12 cents", {"subject": "Acme", "metric": "loss per share", "period": "2025-Q2"}),
    ("Acme earned $2.1 billion, or $1.23 per share, in 2024.", "$1.23", {"subject": "Acme", "metric": "earnings per share", "period": "2024"}),
    ("Acme earned $2.1 billion, or $1.23 per share, in 2024.", "$2.1 billion", {"subject": "Acme", "period": "2024"}),
    ("Diluted earnings per share were $2.05, Acme said.", "$2.05", {"subject": "Acme", "metric": "diluted earnings per share", "qualifiers": {"shares": "diluted"}}),
    ("Acme's free cash flow came to $840 million.", '$840 million', {'subject': 'Acme', 'metric': 'free cash flow'}),
    ("Acme ended the year with net cash of €1.9bn.", "€1.9bn", {"subject": "Acme", "metric": "net cash"}),
    ("Acme generated $900 million in operating cash flow.", "$900 million", {"subject": "Acme", "metric": "operating cash flow"}),
    ("Acme spent $2bn on research and development in 2024.", "$2bn", {"subject": "Acme", "metric": "spent on research and development", "period": "2024"}),
    ("Acme bought back $2bn of its own shares in the quarter.", "$2bn", {"subject": "Acme", "metric": "bought back shares"}),
    ("Acme paid a dividend of 45 cents a share.", "45 cents", {"subject": "Acme", "metric": "dividend"}),
    ("Acme took a $1.2bn impairment charge.", "$1.2bn", {"subject": "Acme", "metric": "impairment charge"}),
    ("Acme has debts of about $9bn.", "$9bn", {"subject": "Acme", "metric": "debts"}),
    ("Acme is valued at $29 billion.", "$29 billion", {"subject": "Acme", "metric": "valued", "claim_kind": "level"}),
    ("The deal values Acme at $29 billion, including debt.", "$29 billion", {"subject": "Acme", "metric": "valuation"}),
    ("Acme has a market capitalisation of $310bn.", "$310bn", {"subject": "Acme", "metric": "market capitalisation"}),
    ("Acme's order backlog stood at €14.2 billion at the end of March 2025.", '€14.2 billion', {'subject': 'Acme', 'metric': 'order backlog', 'period': '2025-03'}),
    ("With revenue of $4bn, Acme is bigger than Globex.", "$4bn", {"subject": "Acme", "metric": "revenue"}),
    ("At $4bn, Acme's revenue was higher than expected.", '$4bn', {'subject': 'Acme', 'metric': 'revenue'}),
    ("Acme agreed to buy Globex for $3bn in cash.", "$3bn", {"subject": "Acme", "metric": "buy", "counterparty": "Globex"}),
    ("Acme sold its packaging arm to Initech for $450m.", "$450m", {"subject": "Acme", "counterparty": "Initech"}),
    ("Regulators fined Acme €120m in 2023.", "€120m", {"metric": "fined", "counterparty": "Acme", "period": "2023"}),
    ("Acme was fined €120m in 2023.", "€120m", {"subject": "Acme", "metric": "fined", "period": "2023"}),
    ("Acme, based in Oslo, reported an operating loss of 340 million kroner.", "340 million kroner", {"subject": "Acme", "metric": "operating loss"}),
    ("Operating costs at Acme amounted to $700m.", "$700m", {"subject": "Acme", "metric": "operating costs"}),
    # changes
    ("Acme's revenue rose 12% to $4.48bn in 2024.", '12%', {'subject': 'Acme', 'metric': 'revenue', 'claim_kind': 'change', 'direction': 'up', 'period': '2024', 'relative_to': '2023'}),
    ("Acme's revenue rose 12% to $4.48bn in 2024.", '$4.48bn', {'subject': 'Acme', 'metric': 'revenue', 'claim_kind': 'level', 'period': '2024'}),
    ("Net profit fell 8% to €51m from €55.4m a year earlier, Acme said.", "8%", {"subject": "Acme", "metric": "net profit", "direction": "down"}),
    ("Net profit fell 8% to €51m from €55.4m a year earlier, Acme said.", "€55.4m", {"subject": "Acme", "metric": "net profit"}),
    ("Acme's loss widened to $345m from $66m.", '$345m', {'subject': 'Acme', 'metric': 'loss', 'direction': 'up'}),
    ("Acme swung to a loss of $40m from a profit of $25m a year earlier.", "$40m", {"subject": "Acme", "metric": "loss"}),
    ("Acme swung to a loss of $40m from a profit of $25m a year earlier.", "$25m", {"subject": "Acme", "metric": "profit"}),
    ("Acme's shares fell as much as 7% on Tuesday.", '7%', {'subject': 'Acme', 'metric': 'shares', 'claim_kind': 'change', 'direction': 'down'}),
    ("Shares in Acme jumped 9% after the announcement.", "9%", {"subject": "Acme", "metric": "shares", "direction": "up"}),
    ("Acme shares closed up 3% at $45.20.", "$45.20", {"subject": "Acme", "metric": "shares", "claim_kind": "level"}),
    ("Acme shares closed up 3% at $45.20.", "3%", {"subject": "Acme", "metric": "shares", "claim_kind": "change", "direction": "up"}),
    ("Acme's gross margin narrowed by 150 basis points to 41.2%.", '150 basis points', {'subject': 'Acme', 'metric': 'gross margin', 'claim_kind': 'change', 'direction': 'down'}),
    ("Acme's gross margin narrowed by 150 basis points to 41.2%.", '41.2%', {'subject': 'Acme', 'metric': 'gross margin', 'claim_kind': 'level'}),
    ("Sales of electric cars doubled last year, Acme said.", "doubled", {"subject": "Acme", "metric": "sales of electric cars", "claim_kind": "ratio", "direction": "up", "period": "2024"}),
    ("Acme more than tripled its dividend.", "tripled", {"subject": "Acme", "metric": "dividend", "claim_kind": "ratio", "direction": "up"}),
    ("Revenue at Acme was up 12.5% at $4.2bn.", "12.5%", {"subject": "Acme", "metric": "revenue", "claim_kind": "change", "direction": "up"}),
    ("Acme raised its dividend by 10% to 55 cents a share.", "10%", {"subject": "Acme", "metric": "dividend", "claim_kind": "change", "direction": "up"}),
    ("Acme raised its dividend by 10% to 55 cents a share.", "55 cents", {"subject": "Acme", "metric": "dividend", "claim_kind": "level"}),
    ("Acme cut 4,000 jobs in 2023.", "4,000", {"subject": "Acme", "metric": "jobs", "period": "2023", "direction": "down"}),
    ("Acme's profit, which had fallen 20% in 2023, rose 5% in 2024.", '20%', {'subject': 'Acme', 'metric': 'profit', 'direction': 'down', 'period': '2023'}),
    ("Acme's profit, which had fallen 20% in 2023, rose 5% in 2024.", '5%', {'subject': 'Acme', 'metric': 'profit', 'direction': 'up', 'period': '2024'}),
    ("Prices rose by a third between 2020 and 2024.", "a third", {"metric": "prices", "claim_kind": "change", "direction": "up"}),
    ("Acme's revenue has grown at an average rate of 9% a year since 2019.", '9%', {'subject': 'Acme', 'metric': 'revenue', 'direction': 'up', 'claim_kind': 'change'}),
    # qualifiers
    ("Adjusted operating profit at Acme rose 4% to $610m.", "$610m", {"subject": "Acme", "qualifiers": {"basis": "adjusted"}}),
    ("On a GAAP basis, Acme lost $20m.", "$20m", {"subject": "Acme", "metric": "lost", "qualifiers": {"basis": "GAAP"}}),
    ("Acme's organic sales grew 3.4% in the first half of 2024.", '3.4%', {'subject': 'Acme', 'qualifiers': {'growth': 'organic'}, 'period': '2024-H1', 'direction': 'up'}),
    ("At constant currency, Acme's sales rose 6%.", '6%', {'subject': 'Acme', 'metric': 'sales', 'qualifiers': {'currency': 'constant'}}),
    ("Acme's sales rose 8%, or 6% at constant exchange rates.", '6%', {'subject': 'Acme', 'metric': 'sales', 'qualifiers': {'currency': 'constant'}, 'direction': 'up', 'claim_kind': 'change'}),
    ("Excluding one-off items, Acme's profit was $300m.", '$300m', {'subject': 'Acme', 'metric': 'profit', 'qualifiers': {'basis': 'adjusted'}}),
    ("Acme's cloud unit made $2bn in revenue.", '$2bn', {'subject': 'Acme', 'metric': 'revenue', 'qualifiers': {'segment': 'cloud'}}),
    ("Its cloud unit grew 30%, Acme said.", "30%", {"subject": "Acme", "qualifiers": {"segment": "cloud"}, "direction": "up", "claim_kind": "change"}),
    ("Acme builds pumps. Revenue in its cloud division rose 30% to $2bn.", "$2bn", {"subject": "Acme", "metric": "revenue", "qualifiers": {"segment": "cloud"}}),
    ("Like-for-like sales at Acme's stores fell 1.2%.", '1.2%', {'subject': 'Acme', 'qualifiers': {'growth': 'like-for-like'}, 'direction': 'down'}),
    ("US output grew at an annualised rate of 2.8%.", "2.8%", {"subject": "US", "metric": "output", "qualifiers": {"rate": "annualised"}}),
    ("Seasonally adjusted, unemployment was 4.1% in May 2024.", "4.1%", {"metric": "unemployment", "qualifiers": {"adjustment": "seasonally adjusted"}, "period": "2024-05"}),
    ("Acme's sales in China fell 17% in 2024.", '17%', {'subject': 'Acme', 'metric': 'sales', 'qualifiers': {'geography': 'China'}, 'direction': 'down'}),
    ("Sales in China, Acme's biggest market, fell 17%.", '17%', {'subject': 'Acme', 'metric': 'sales', 'qualifiers': {'geography': 'China'}, 'direction': 'down'}),
    # subject
    ("Globex makes software. The software group cut 300 jobs.", "300", {"subject": "Globex", "metric": "jobs"}),
    ("Globex and Initech build cars. The carmaker sold 3 million vehicles in 2024.", "3 million", {"subject": "the carmaker", "metric": "vehicles"}),
    ("Globex builds chips. The chipmaker posted revenue of $4bn.", "$4bn", {"subject": "Globex", "metric": "revenue"}),
    ("Globex bought Initech in 2019. The US retailer employs 6,000 people.", "6,000", {"subject": "the US retailer", "metric": "employees"}),
    ("Acme reported results on Tuesday. The group said its sales rose 4%.", "4%", {"subject": "Acme", "metric": "sales", "speaker": "Acme"}),
    ("Acme, the Norwegian pump maker, employs 6,000 people.", "6,000", {"subject": "Acme", "metric": "employees"}),
    ("Norwegian pump maker Acme employs 6,000 people.", "6,000", {"subject": "Acme", "metric": "employees"}),
    ("The Norwegian pump maker Acme employs 6,000 people.", "6,000", {"subject": "Acme", "metric": "employees"}),
    ("Jane Doe, chief executive of Acme, said revenue would reach $5bn.", "$5bn", {"subject": "Acme", "metric": "revenue", "claim_type": "forecast", "speaker": "Acme"}),
    ("Acme's rival Globex made $2bn.", '$2bn', {'subject': 'Globex'}),
    ("Unlike Globex, Acme made a profit of $2bn.", "$2bn", {"subject": "Acme", "metric": "profit"}),
    ("Acme and Globex reported revenue of $3bn and $4bn, respectively.", "$3bn", {"subject": "Acme", "metric": "revenue"}),
    ("Acme, Globex and Initech reported sales of $3bn, $4bn and $5bn, respectively.", "$4bn", {"subject": "Globex", "metric": "sales"}),
    ("Revenue and net income were $3bn and $400m, respectively, Acme said.", "$400m", {"subject": "Acme", "metric": "net income"}),
    ("Revenue and net income were $3bn and $400m, respectively, Acme said.", "$3bn", {"subject": "Acme", "metric": "revenue"}),
    ("Acme, owned by Globex, employs 6,000 people.", "6,000", {"subject": "Acme", "metric": "employees"}),
    ("Like its parent Globex, Acme cut its dividend by half.", "half", {"subject": "Acme", "metric": "dividend", "direction": "down"}),
    ("Globex said that its subsidiary Acme had lost $20m.", "$20m", {"subject": "Acme", "metric": "lost", "speaker": "Globex"}),
    ("Founded in Oslo, Acme has 6,000 employees, of whom 3,000 work in Norway.", "3,000", {"subject": "Acme", "metric": "employees", "qualifiers": {"geography": "Norway"}}),
    ("Acme will cut 6,000 roles, of which 3,000 are in Germany.", "3,000", {"subject": "Acme", "metric": "roles", "qualifiers": {"geography": "Germany"}, "claim_type": "forecast"}),
    # speech
    ("Globex said Acme owed it $30m.", "$30m", {"subject": "Acme", "speaker": "Globex"}),
    ('"We sold 3 million phones last year," Acme\'s chief executive Jane Doe told reporters.', '3 million', {'subject': 'Acme', 'metric': 'phones', 'period': '2024'}),
    ("According to Globex, Acme said it had sold 3 million phones.", "3 million", {"subject": "Acme", "metric": "phones"}),
    ("Acme is reportedly in talks to raise $5bn.", "$5bn", {"subject": "Acme", "claim_type": "forecast"}),
    ("Analysts at Globex estimate that Acme lost $40m in 2024.", "$40m", {"subject": "Acme", "metric": "lost", "claim_type": "forecast"}),
    # guidance
    ("Acme expects revenue of $5bn to $6bn in 2026.", "$5bn to $6bn", {"subject": "Acme", "metric": "revenue", "claim_type": "forecast", "period": "2026"}),
    ("Acme sees 2026 sales of between $5bn and $6bn.", "between $5bn and $6bn", {"subject": "Acme", "metric": "sales", "claim_type": "forecast", "period": "2026"}),
    ("Acme guided to revenue of $5bn for the third quarter.", "$5bn", {"subject": "Acme", "metric": "revenue", "claim_type": "forecast"}),
    ("Acme forecast a profit of $1.2bn for 2026.", "$1.2bn", {"subject": "Acme", "metric": "profit", "claim_type": "forecast", "period": "2026"}),
    ("Acme raised its full-year profit forecast to $1.4bn from $1.2bn.", "$1.4bn", {"subject": "Acme", "metric": "profit", "claim_type": "forecast"}),
    ("Acme now anticipates capital expenditure of about $900m.", "$900m", {"subject": "Acme", "metric": "capital expenditure", "claim_type": "forecast"}),
    ("Acme aims to reach net margins of 20% by 2028.", "20%", {"subject": "Acme", "metric": "net margins", "claim_type": "target"}),
    ("Acme plans to open 40 stores in 2026.", "40", {"subject": "Acme", "metric": "stores", "claim_type": "target", "period": "2026"}),
    ("Revenue is expected to reach $5bn this year, Acme said.", "$5bn", {"subject": "Acme", "metric": "revenue", "claim_type": "forecast"}),
    ("Analysts had expected a profit of $1.2bn, according to Globex Data.", "$1.2bn", {"metric": "profit", "claim_type": "forecast"}),
    ("Acme beat expectations of $1.2bn.", "$1.2bn", {"subject": "Acme", "claim_type": "forecast"}),
    # shares, ratios, comparisons
    ("Acme owns 25% of Globex.", "25%", {"subject": "Acme", "counterparty": "Globex"}),
    ("Exports account for 40% of Acme's revenue.", '40%', {'subject': 'Acme', 'metric': 'exports share of revenue', 'claim_kind': 'ratio'}),
    ("One in five Acme employees works from home.", "One in five", {"subject": "Acme", "claim_kind": "ratio"}),
    ("Acme sells twice as many phones as Globex.", "twice", {"subject": "Acme", "claim_kind": "compare"}),
    ("Acme's margin was three percentage points higher than Globex's.", 'three percentage points', {'subject': 'Acme', 'metric': 'margin', 'claim_kind': 'difference', 'direction': 'up'}),
    ("Acme trades at 15 times earnings.", "15 times", {"subject": "Acme"}),
    # dates
    ("Acme was founded in 1985.", "1985", {"subject": "Acme", "claim_kind": "date"}),
    ("Acme's licence runs until 2032.", 'until 2032', {'subject': 'Acme', 'metric': 'licence', 'claim_kind': 'horizon'}),
    # rough text
    ("Globex to cut 5,000 jobs as profit slumps 40%", "5,000", {"subject": "Globex", "metric": "jobs", "claim_type": "forecast"}),
    ("Globex to cut 5,000 jobs as profit slumps 40%", "40%", {"subject": "Globex", "metric": "profit", "direction": "down", "claim_kind": "change"}),
    ("Globex Q3 profit up 12%", "12%", {"subject": "Globex", "metric": "profit", "direction": "up", "claim_kind": "change"}),
    ("• Revenue: $4.2bn\n• Net income: $300m\n• Headcount: 12,000", "$300m", {"metric": "net income"}),
    ("• Revenue: $4.2bn\n• Net income: $300m\n• Headcount: 12,000", "12,000", {"metric": "headcount"}),
    ("Acme results\n\n- Revenue up 12% to $4.2bn\n- Net income of $300m\n", "$300m", {"metric": "net income", "subject": "Acme"}),
    ("The plant in Leeds was the first of its kind. Globex invested a\n$1.3 billion in the site, which will employ 400 people when it\nopens.", "$1.3 billion", {"subject": "Globex", "metric": "invested"}),
    ("Shipments of pumps to the north fell, but those to the south and to\nNorway rose, and Acme made a profit of $4bn in 2024.", "$4bn", {"subject": "Acme", "metric": "profit", "period": "2024"}),
]  # fmt: skip


def of(text: str, surface: str) -> Claim:
    article = Article(text, published=PUBLISHED)
    at = text.index(surface)
    (found,) = [
        c for c in claim(article, find(article)).claims if max(at, c.main.start) < min(at + len(surface), c.main.end)
    ]
    return found


@pytest.mark.parametrize(("text", "surface", "expected"), SENTENCES, ids=[f"{s[1]} in {s[0][:60]}" for s in SENTENCES])
def test_sentence(text: str, surface: str, expected: dict[str, object]) -> None:
    found = of(text, surface)
    told = found.to_dict()
    told["speaker"] = found.attribution.speaker if found.attribution else None
    told["metric"] = (found.metric or "").lower() or None
    wanted = {"claim_type": "actual", **expected}
    if isinstance(wanted.get("metric"), str):
        wanted["metric"] = str(wanted["metric"]).lower()
    if isinstance(qualifiers := wanted.get("qualifiers"), dict):
        wanted["qualifiers"] = told["qualifiers"] | qualifiers
    assert {k: told[k] for k in wanted} == wanted
