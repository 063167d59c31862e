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
    # longer sentences of news
    ("Acme, which makes pumps and employs 6,000 people in Norway, said on Tuesday its pre-tax profit fell 14% to £412m in the six months to June.", "14%", {"subject": "Acme", "metric": "pre-tax profit", "claim_kind": "change", "direction": "down", "speaker": "Acme"}),
    ("Acme, which makes pumps and employs 6,000 people in Norway, said on Tuesday its pre-tax profit fell 14% to £412m in the six months to June.", "£412m", {"subject": "Acme", "metric": "pre-tax profit", "claim_kind": "level"}),
    ("Acme, which makes pumps and employs 6,000 people in Norway, said on Tuesday its pre-tax profit fell 14% to £412m in the six months to June.", "6,000", {"subject": "Acme", "metric": "employees", "qualifiers": {"geography": "Norway"}}),
    ("The software maker, whose shares have doubled this year, reported operating income of $1.1 billion on revenue of $4.2 billion.", "$1.1 billion", {"metric": "operating income"}),
    ("The software maker, whose shares have doubled this year, reported operating income of $1.1 billion on revenue of $4.2 billion.", "$4.2 billion", {"metric": "revenue"}),
    ("Globex said it would buy Initech, a maker of valves, for $2.4 billion in cash and shares.", "$2.4 billion", {"subject": "Globex", "metric": "buy", "counterparty": "Initech", "claim_type": "forecast"}),
    ("Globex is buying Initech for $2.4 billion, or $31 a share, a premium of 28% to Friday's close.", '28%', {'metric': 'premium'}),
    ("Revenue was $4.2 billion, compared with $3.7 billion a year earlier, while net income rose to $512 million, Acme said.", "$512 million", {"subject": "Acme", "metric": "net income"}),
    ("Revenue was $4.2 billion, compared with $3.7 billion a year earlier, while net income rose to $512 million, Acme said.", "$3.7 billion", {"subject": "Acme", "metric": "revenue"}),
    ("Sales at Acme's flagship stores rose 3.2%, but online sales dropped 7%.", '7%', {'subject': 'Acme', 'metric': 'online sales', 'direction': 'down'}),
    ("Acme's net debt stood at €2.1bn at 31 December 2024, down from €2.6bn a year earlier.", '€2.1bn', {'subject': 'Acme', 'metric': 'net debt', 'period': '2024-12-31'}),
    ("Acme's net debt stood at €2.1bn at 31 December 2024, down from €2.6bn a year earlier.", '€2.6bn', {'subject': 'Acme', 'metric': 'net debt'}),
    ("Acme added 1.2 million subscribers in the quarter, taking its total to 14 million.", "1.2 million", {"subject": "Acme", "metric": "subscribers"}),
    ("Acme added 1.2 million subscribers in the quarter, taking its total to 14 million.", "14 million", {"subject": "Acme", "metric": "subscribers"}),
    ("Acme has 14 million subscribers, up from 12.8 million a year ago.", "12.8 million", {"subject": "Acme", "metric": "subscribers"}),
    ("Acme opened 40 stores and closed 12 in 2024.", "12", {"subject": "Acme", "metric": "stores", "period": "2024"}),
    ("Acme now runs 312 stores in 14 countries.", "312", {"subject": "Acme", "metric": "stores"}),
    ("The plant can make 40,000 tonnes of steel a year.", "40,000 tonnes", {"metric": "steel"}),
    ("Acme produced 1.4 million barrels of oil a day in May.", "1.4 million barrels", {"subject": "Acme", "metric": "oil", "period": "2025-05"}),
    ("Wages account for about 60% of Acme's costs.", '60%', {'subject': 'Acme', 'metric': 'wages share of costs'}),
    ("Acme's share of the Norwegian market slipped to 21.5% from 23%.", '21.5%', {'subject': 'Acme', 'metric': 'share of Norwegian market'}),
    ("Initech, 25% owned by Globex, lost €40m.", "€40m", {"subject": "Initech", "metric": "lost"}),
    ("Initech, 25% owned by Globex, lost €40m.", "25%", {}),
    ("Globex, which owns 25% of Initech, lost €40m in 2024.", "€40m", {"subject": "Globex", "metric": "lost", "period": "2024"}),
    ("Acme's chief executive, Jane Doe, was paid £4.1m in 2024.", '£4.1m', {'subject': 'Jane Doe', 'metric': 'paid', 'period': '2024'}),
    ("Jane Doe, who founded Acme in 1998, owns 12% of its shares.", "12%", {"subject": "Jane Doe"}),
    ("Acme cut its 2025 sales forecast to $4.1bn from $4.4bn.", "$4.1bn", {"subject": "Acme", "metric": "sales", "claim_type": "forecast", "period": "2025"}),
    ("Acme kept its target of 20% margins by 2028.", "20%", {"subject": "Acme", "metric": "margins", "claim_type": "target"}),
    ("The board proposed a dividend of 60 cents per share for 2024.", "60 cents", {"metric": "dividend", "period": "2024", "claim_type": "target"}),
    ("Acme will invest $3bn over five years in its Leeds plant.", "$3bn", {"subject": "Acme", "metric": "invest", "claim_type": "forecast"}),
    ("Acme expects to book a charge of about $200m in the third quarter.", "$200m", {"subject": "Acme", "metric": "charge", "claim_type": "forecast", "period": "2025-Q3"}),
    ("Acme said that analysts had forecast revenue of $4bn.", "$4bn", {"metric": "revenue", "claim_type": "forecast"}),
    ("Revenue of $4.2bn beat analysts' estimates of $4.0bn.", '$4.2bn', {'metric': 'revenue'}),
    ("Revenue of $4.2bn beat analysts' estimates of $4.0bn.", '$4.0bn', {'metric': 'revenue', 'claim_type': 'forecast'}),
    ("That compares with a loss of $12m in the same quarter of 2024.", "$12m", {"metric": "loss"}),
    ("This was up from $3.7bn in 2023.", "$3.7bn", {"period": "2023"}),
    ("Unit sales more than doubled to 3.1 million, Acme's filing showed.", '3.1 million', {'metric': 'unit sales'}),
    ("The number of Acme's customers rose 8% to 2.4 million.", '2.4 million', {'subject': 'Acme', 'metric': 'customers'}),
    ("Shares of Acme have lost a third of their value since January.", "a third", {"subject": "Acme", "metric": "shares", "claim_kind": "ratio"}),
    ("Acme's workforce shrank by 1,200 to 9,800.", '1,200', {'subject': 'Acme', 'metric': 'workforce', 'claim_kind': 'change', 'direction': 'down'}),
    ("Acme employs 9,800 people worldwide, 4,000 of them in India.", "4,000", {"subject": "Acme", "qualifiers": {"geography": "India"}}),
    ("Of Acme's 9,800 staff, 4,000 work in India.", '4,000', {'subject': 'Acme', 'qualifiers': {'geography': 'India'}}),
    ("About 9,800 people work for Acme.", "9,800", {"subject": "Acme"}),
    ("Half of Acme's revenue comes from services.", 'Half', {'subject': 'Acme', 'claim_kind': 'ratio'}),
    ("Services generated 48% of Acme's revenue in 2024.", '48%', {'subject': 'Acme', 'period': '2024', 'claim_kind': 'ratio'}),
    ("Acme raised $500m in a bond sale at 4.5%.", "$500m", {"subject": "Acme", "metric": "raised"}),
    ("Acme raised prices by 5% in March 2025.", "5%", {"subject": "Acme", "metric": "prices", "claim_kind": "change", "direction": "up", "period": "2025-03"}),
    ("A 5% price rise in March lifted Acme's revenue to $4.2bn.", '$4.2bn', {'subject': 'Acme', 'metric': 'revenue'}),
    ("Acme's pre-tax profit of £412m was in line with forecasts.", '£412m', {'subject': 'Acme', 'metric': 'pre-tax profit'}),
    ("Acme's profits, at £412m, were in line with forecasts.", '£412m', {'subject': 'Acme', 'metric': 'profits'}),
    ("Profits more than halved at Acme to £412m.", "£412m", {"subject": "Acme", "metric": "profits"}),
    ("For the full year, Acme reported revenue of $16.4bn, an increase of 9%.", "9%", {"subject": "Acme", "metric": "revenue", "claim_kind": "change", "direction": "up"}),
    ("For the full year, Acme reported revenue of $16.4bn, an increase of 9%.", "$16.4bn", {"subject": "Acme", "metric": "revenue"}),
    ("Acme's cost of sales increased to $9.1bn.", '$9.1bn', {'subject': 'Acme', 'metric': 'cost of sales'}),
    ("Cash and equivalents totalled $2.3bn at the end of the quarter.", "$2.3bn", {"metric": "cash and equivalents"}),
    ("The company, based in Oslo, had 6,000 employees at the end of 2024.", "6,000", {"metric": "employees"}),
    ("Acme's board has approved a $2bn share buyback programme.", '$2bn', {'subject': 'Acme', 'metric': 'share buyback programme', 'claim_type': 'target'}),
    ("Acme returned $1.4bn to shareholders through dividends and buybacks in 2024.", "$1.4bn", {"subject": "Acme", "metric": "returned", "period": "2024"}),
    ("Acme paid $300m in taxes in 2024.", "$300m", {"subject": "Acme", "metric": "taxes paid", "period": "2024"}),
    ("Acme saved $120m by closing plants.", "$120m", {"subject": "Acme", "metric": "saved"}),
    ("The merger will save $120m a year, Acme said.", "$120m", {"claim_type": "forecast"}),
    ("Acme won a $640m contract from the Norwegian navy.", "$640m", {"subject": "Acme", "metric": "contract"}),
    ("A judge ordered Acme to pay $85m to Globex.", "$85m", {"subject": "Acme", "metric": "pay", "counterparty": "Globex"}),
    ("Acme recalled 120,000 cars in 2024.", "120,000", {"subject": "Acme", "metric": "cars", "period": "2024"}),
    ("US inflation slowed to 2.4% in March 2025, from 2.8% in February.", "2.4%", {"subject": "US", "metric": "inflation", "period": "2025-03"}),
    ("Unemployment in Norway rose to 4.2% in May 2025.", "4.2%", {"subject": "Norway", "metric": "unemployment", "period": "2025-05"}),
    ("Norway's economy grew 0.4% in the first quarter of 2025.", '0.4%', {'subject': 'Norway', 'metric': 'economy', 'claim_kind': 'change', 'direction': 'up', 'period': '2025-Q1'}),
    # what moved
    ("Acme had a reduction in deposits of $75 million in 2024.", "$75 million", {"subject": "Acme", "metric": "deposits", "period": "2024"}),
    ("Acme reported a production increase of 0.7 million tonnes.", "0.7 million tonnes", {"subject": "Acme", "metric": "production", "direction": "up", "claim_kind": "change"}),
    ("Acme reported a jump in trading profit to $31 million from $27 million.", "$31 million", {"subject": "Acme", "metric": "trading profit"}),
    ("Acme reported a jump in trading profit to $31 million from $27 million.", "$27 million", {"subject": "Acme", "metric": "trading profit"}),
    ("Acme's costs, down 5%, were $3bn.", '5%', {'subject': 'Acme', 'metric': 'costs', 'claim_kind': 'change', 'direction': 'down'}),
    ("Net 3.4 mln dlrs vs 2.7 mln dlrs Revs 20.1 mln vs 18.2 mln", "18.2 mln", {"metric": "revs"}),
    # relative clauses, joined clauses, topics
    ("Acme earned less on exports which slid 9% to $47m.", "9%", {"metric": "exports", "claim_kind": "change", "direction": "down"}),
    ("Acme fell behind, with R&D spending dropping 11% to $92m.", "11%", {"metric": "R&D spending", "claim_kind": "change", "direction": "down"}),
    ("Its figures were better than brokers' guesses and shares in Acme gained about 2%.", "2%", {"subject": "Acme", "metric": "shares", "claim_kind": "change", "direction": "up"}),
    ("Acme makes pumps. In India, it is known for valves. The company said its profits were $40m.", "$40m", {"subject": "Acme", "metric": "profits", "speaker": "Acme"}),
    ("Talking to staff in Oslo, Jane Doe, Acme's chief executive, said the company had a 13% share of the market.", '13%', {'subject': 'Acme', 'metric': 'share'}),
    ("The number of Acme's stores that closed fell 5%.", '5%', {'subject': 'Acme', 'metric': 'stores', 'claim_kind': 'change', 'direction': 'down'}),
    ("Sales and profit rose 5%.", "5%", {"metric": "sales and profit", "direction": "up", "claim_kind": "change"}),
    ("Acme raised prices and sales rose 5%.", "5%", {"metric": "sales", "direction": "up", "claim_kind": "change"}),
    # quotes
    ("“Our revenue rose 9% to $16.4bn,” said Jane Doe, Acme's finance chief.", '9%', {'subject': 'Acme', 'metric': 'revenue', 'direction': 'up'}),
    ("“We employ 6,000 people,” Acme said in a statement.", "6,000", {"subject": "Acme", "metric": "employees"}),
    ("“We have 6,000 people in Oslo,” said Acme's Jane Doe.", '6,000', {'subject': 'Acme'}),
    # headlines
    ("Acme Profit Falls 14% to £412m", "14%", {"subject": "Acme", "metric": "profit", "claim_kind": "change", "direction": "down"}),
    ("Acme profit falls 14%", "14%", {"subject": "Acme", "metric": "profit", "claim_kind": "change", "direction": "down"}),
    ("ACME PROFIT FALLS 14 PERCENT", "14 PERCENT", {"metric": "profit", "claim_kind": "change", "direction": "down"}),
    ("Acme Reports Record Revenue Of $4.2 Billion", "$4.2 Billion", {"subject": "Acme", "metric": "revenue"}),
    ("Acme to buy Globex for $3bn", "$3bn", {"subject": "Acme", "metric": "buy", "counterparty": "Globex", "claim_type": "forecast"}),
    ("Acme Q2 revenue $4.2bn vs $3.7bn", "$4.2bn", {"subject": "Acme", "metric": "revenue", "period": "2025-Q2"}),
    ("Acme Q2 revenue $4.2bn vs $3.7bn", "$3.7bn", {"subject": "Acme", "metric": "revenue"}),
    # bullets and tables
    ("Highlights\n\n• Revenue of $4.2bn, up 9%\n• Operating margin of 18.5%\n• 40 new stores", "9%", {"metric": "revenue", "claim_kind": "change", "direction": "up"}),
    ("Highlights\n\n• Revenue of $4.2bn, up 9%\n• Operating margin of 18.5%\n• 40 new stores", "18.5%", {"metric": "operating margin", "claim_kind": "level"}),
    ("Acme results\nRevenue\t$4.2bn\nNet income\t$512m\n", "$512m", {"metric": "net income"}),
    ("Revenue          $4.2bn\nNet income       $512m\n", "$512m", {"metric": "net income"}),
    ("| Revenue | $4.2bn |\n| Net income | $512m |\n", "$512m", {"metric": "net income"}),
    # product names
    ("Acme has 500 Globex engineers on site.", "500", {"metric": "Globex engineers"}),

]  # fmt: skip
NAMES = [("Globex launched the 365 Copilot assistant last year.", "365"), ("Acme sold its 747 Cargo jet.", "747")]


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


@pytest.mark.parametrize(("text", "surface"), NAMES)
def test_a_product_is_no_number(text: str, surface: str) -> None:
    article = Article(text, published=PUBLISHED)
    assert surface not in [c.main.surface for c in claim(article, find(article)).claims]
