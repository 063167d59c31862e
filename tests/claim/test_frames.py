"""Sentences of company news, wire copy and statistics releases, and what each number in them is about."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.claim import claim
from factcheck.find import find
from factcheck.model import Article, Claim

HEADLINE_COMPANY = "Acme makes pumps. "
# (text, surface of the number, what is expected of its claim)
FRAMES = [
    # who, what, to whom
    ("Acme invested a massive $7 billion into Bolt Robotics.", "$7 billion", {"subject": "Acme", "metric": "invested", "counterparty": "Bolt Robotics"}),
    ("Bolt was acquired by Acme for $3bn in 2019.", "$3bn", {"subject": "Acme", "metric": "acquired", "counterparty": "Bolt", "period": "2019"}),
    ("Google was fined €2.4bn by the European Commission in 2017.", "€2.4bn", {"subject": "European Commission", "counterparty": "Google"}),
    ("Acme holds a 21% stake in Bolt.", "21%", {"subject": "Acme", "metric": "stake", "counterparty": "Bolt"}),
    ("Norway's Acme ASA plans to invest 30 billion kroner in wind farms.", "30 billion kroner", {"subject": "Acme ASA", "claim_type": "target"}),
    ("Acme and Bolt reported joint revenue of $3bn.", "$3bn", {"subject": "Acme and Bolt", "metric": "joint revenue"}),
    ("Acme, which employs 6,000 people, reported net income of $2.1bn.", "6,000", {"subject": "Acme", "metric": "employees"}),
    ("Acme, which employs 6,000 people, reported net income of $2.1bn.", "$2.1bn", {"subject": "Acme", "metric": "net income"}),
    ("Profits at Indian drugmaker Bolt fell 93% as research costs rose.", "93%", {"subject": "Bolt", "metric": "profits", "direction": "down"}),
    ("Ventures such as Lodestar, its $60-billion infrastructure push with Acme, show how far it will go.", "$60-billion", {"subject": "Lodestar", "metric": "infrastructure push", "claim_type": "target"}),
    ("The Bank of England cut its base rate by 25 basis points.", "25 basis points", {"subject": "Bank of England", "metric": "base rate", "direction": "down"}),
    # pronouns and descriptions
    (HEADLINE_COMPANY + "Its revenue was $4bn.", "$4bn", {"subject": "Acme", "metric": "revenue"}),
    (HEADLINE_COMPANY + "The company had net debt of €2.4bn.", "€2.4bn", {"subject": "Acme", "metric": "net debt"}),
    (HEADLINE_COMPANY + "They did not rely on Bolt's help. They still earn $5m a year.", "$5m", {"subject": "Acme"}),
    (HEADLINE_COMPANY + "Revenue rose 12%.", "12%", {"subject": "Acme", "metric": "revenue"}),
    ('"We will open 40 stores next year," Acme chief executive Jane Doe said.', "40", {"subject": "Acme", "metric": "stores", "claim_type": "forecast"}),
    ("Bolt is set on lowering Acme's revenue share, reportedly planning to slash it in half by 2031.", "half", {"subject": "Bolt", "counterparty": "Acme", "metric": "revenue share", "claim_type": "target", "direction": "down"}),
    ("Bolt aims to cut the royalty rate it pays to Acme in half by 2033.", "half", {"subject": "Bolt", "counterparty": "Acme", "metric": "royalty rate"}),
    ("Acme and Bolt reported revenue of $3bn and $4bn, respectively.", "$4bn", {"subject": "Bolt", "metric": "revenue"}),
    # segments, places, qualifiers
    ("Adjusted operating profit at Acme's cloud unit grew 15%.", "15%", {"subject": "Acme", "qualifiers": {"segment": "cloud", "basis": "adjusted"}}),
    ("Acme earned $5.84 a share, or $6.10 on an adjusted basis.", "$5.84", {"qualifiers": {}}),
    ("Acme earned $5.84 a share, or $6.10 on an adjusted basis.", "$6.10", {"qualifiers": {"basis": "adjusted"}}),
    ("Acme earned $500m, or $5.02 a share, on an adjusted basis.", "$500m", {"qualifiers": {"basis": "adjusted"}}),
    ("Orders rose $8.3bn, or 2%, to a seasonally adjusted $99bn.", "$8.3bn", {"qualifiers": {"adjustment": "seasonally adjusted"}}),
    ("Acme had sales of $3bn and adjusted profit of $400m.", "$3bn", {"qualifiers": {}}),
    ("Acme's profit was £248m in 2024 (adjusted: £276m).", "£248m", {"qualifiers": {}}),
    ("Acme's profit was £248m in 2024 (adjusted: £276m).", "£276m", {"qualifiers": {"basis": "adjusted"}}),
    ("Acme's adjusted profit rose to £276m in 2024 (2023: £248m).", "£276m", {"qualifiers": {"basis": "adjusted"}}),
    ("Acme's cloud business generated $10bn in revenue.", "$10bn", {"subject": "Acme", "metric": "revenue", "qualifiers": {"segment": "cloud"}}),
    ("Nike's revenue in Greater China dropped 17% to $1.73bn.", "$1.73bn", {"subject": "Nike", "metric": "revenue", "qualifiers": {"geography": "Greater China"}}),
    ("Starbucks has about 40,000 stores, including 17,000 in the US.", "17,000", {"metric": "stores", "qualifiers": {"geography": "US"}}),
    ("GDP grew at an annualised rate of 2.8% in the third quarter of 2024.", "2.8%", {"metric": "GDP", "direction": "up", "qualifiers": {"rate": "annualised"}}),
    ("Services make up a third of Acme's sales.", "a third", {"subject": "Acme", "metric": "services share of sales", "direction": None}),
    # time
    ("Revenue for 2021, 2022 and 2023 was $3bn, $4bn and $5bn, respectively.", "$4bn", {"period": "2022", "period_stated": True}),
    ("Bolt's net profit fell to $51m in the third quarter of 2024 from $60m a year earlier.", "$60m", {"metric": "net profit", "period": "2023-Q3"}),
    ("Uber's gross bookings rose 18% year-over-year to $44.2 billion in Q4 2024.", "18%", {"period": "2024-Q4", "relative_to": "2023-Q4"}),
    ("Acme's profit was £2.3bn (2023: £2.1bn).", "£2.3bn", {"period": None}),
    ("Acme's profit was £2.3bn (2023: £2.1bn).", "£2.1bn", {"period": "2023", "metric": "profit"}),
    ("Toyota sold 10.8 million vehicles in 2024, 3.7% fewer than in 2023.", "3.7%", {"period": "2024", "relative_to": "2023", "direction": "down"}),
    ("Bolt has sold 62 million phones since 2019.", "62 million", {"period": None, "relative_to": "2019"}),
    ("Acme's interest costs fell from 4.5% to 4.25% in 2025.", "4.5%", {"period": "2024", "period_stated": False}),
    ("Acme's revenue rose from $4.00bn in 2023 to $4.48bn in 2024.", "$4.00bn", {"period": "2023", "period_stated": True}),
    ("Acme's revenue rose from $4.00bn in 2023 to $4.48bn in 2024.", "$4.48bn", {"period": "2024"}),
    ("Acme had revenue of $1bn in the fourth quarter of 2024, and $4bn for the year.", "$4bn", {"period": "2024", "period_stated": False}),
    ("Acme had revenue of $4bn in 2024, and $1bn for the quarter.", "$1bn", {"period": None, "period_stated": False}),
    ("Acme's fourth-quarter 2024 revenue was $1bn; full-year revenue was $4bn.", "$4bn", {"period": "2024"}),
    ("Acme's revenue: 2022 $3bn, 2023 $4bn, 2024 $5bn.", "$3bn", {"period": "2022"}),
    ("Acme's revenue was $5bn in 2024, up from 2023's $4bn.", "$4bn", {"period": "2023"}),
    ("Acme's revenue came in at $345m, up from $66m.", "$345m", {"direction": "up"}),
    ("Acme's revenue came in at $345m, up from $66m.", "$66m", {"direction": None}),
    ("Acme's revenue stood at $345m, down 12% from $392m.", "$345m", {"direction": "down"}),
    ("Acme's revenue stood at $345m, against $66m.", "$345m", {"direction": None}),
    ("Acme's sales fell by a quarter in 2024.", "a quarter", {"claim_kind": "change", "direction": "down"}),
    ("Acme earned $5m in the third quarter of 2024, against $7m a year ago.", "$7m", {"period": "2023-Q3"}),
    ("Acme has one of our five segments.", "five", {"metric": "segments"}),
    ("Acme posted earnings per share of $1.23.", "$1.23", {"subject": "Acme", "metric": "earnings per share"}),
    ("Acme reported a loss per share of ($0.31).", "($0.31)", {"metric": "loss per share"}),
    ("Acme's revenue was $5bn in 2024 and $4bn in the prior year.", "$4bn", {"period": "2023"}),
    ("Acme's revenue was $5bn in 2024, twice Globex's $2bn.", "$2bn", {"subject": "Globex", "metric": "revenue"}),
    ("Acme's revenue was $5bn in 2024, compared with $2bn for Globex.", "$2bn", {"subject": "Globex"}),
    ("Germany's economy shrank by 0.2% in 2024, the office said on 15 January 2025.", "0.2%", {"period": "2024"}),
    # the dates of a number's own part of the sentence
    ("For 2023 Acme's revenue was $3bn, for 2024 $4bn.", "$3bn", {"period": "2023"}),
    ("For 2023 Acme's revenue was $3bn, for 2024 $4bn.", "$4bn", {"period": "2024"}),
    ("Acme's revenue was $3bn, in 2024 up 5%.", "$3bn", {"period": "2024"}),
    ("Acme had sales of $5bn in 2024 against $4bn in 2023, and employs 400 people.", "400", {"period": None}),
    ("Acme had sales of $5bn in 2024 and $4bn in 2023. Its profit was $1bn.", "$1bn", {"period": "2024", "period_stated": False}),
    ("Acme's revenue was £412m (2023: £389m). Its profit rose to £51m.", "£51m", {"period": None}),
    ("Acme's profit was $5m in 2024, against $7m in 2023. Its sales were $90m.", "$90m", {"period": "2024"}),
    ("By 2027 Acme aims to lift its operating margin from 12% to 15%.", "12%", {"period": None}),
    ("Acme's net debt was $3bn in December 2024, down from $4bn twelve months before.", "$4bn", {"period": "2023-12"}),
    ("Payrolls +151k; Jan 2025 revised to +125k.", "151k", {"metric": "payrolls", "period": None}),
    ("January's gain was revised down to 125,000.", "125,000", {"metric": "gain"}),
    ("Wages up 0.3 pct m/m, 4.0 pct y/y", "4.0 pct", {"metric": "wages", "claim_kind": "change", "direction": "up"}),
    ("Acme's revenue in the third quarter of fiscal 2025 was $11bn. Its profit in the third quarter was $2bn.", "$2bn", {"period": "FY2025-Q3"}),
    ("Acme's Q3FY25 profit was $2bn. It sold 1,480 cars in Q3.", "1,480", {"period": "FY2025-Q3"}),
    ("In Q3 FY25, against Q3 FY24, Acme's profit was $2bn. It sold 1,480 cars in Q3.", "1,480", {"period": "FY2025-Q3"}),
    ("Acme's profit rose from the third quarter of fiscal 2024. It sold 1,480 cars in Q3.", "1,480", {"period": None}),
    ("Acme's profit was $2bn in Q3 FY25. It sold 1,480 cars in Q2.", "1,480", {"period": None}),
    ("Expenses were $34m in the quarter and $97m for the first nine months of 2024.", "$34m", {"period": None}),
    ("Expenses were $34m in the quarter and $97m for the first nine months of 2024.", "$97m", {"period": "2024-01-01/2024-09-30"}),
    ("Acme will buy Bolt for $6bn, a 28% premium to 2 July 2024's close.", "$6bn", {"period": None}),
    ("Acme's revenue was $6bn, a fall of 2%, in 2024.", "$6bn", {"period": "2024"}),
    ("In March 2022 Acme acquired Bolt for $1.1bn. Its churn is 2%.", "2%", {"period": None}),
    ("The notes bear interest at 4% and mature on 3 March 2033.", "4%", {"period": None}),
    ("The rate is 2.75%, down from a peak of 4% reached in September 2023. Output fell by 0.2%.", "0.2%", {"period": None}),
    ("Acme stagnated in the fourth quarter of 2024 after growing 0.4% in the third. Sales fell by 0.2%.", "0.2%", {"period": "2024-Q4"}),
    ("Acme's FY2024 revenue was $2.3bn. In Q4 its profit was $64m.", "$64m", {"period": None}),
    ("Acme said on Thursday its profit rose 5%.", "5%", {"period": None, "period_stated": False}),
    ("In FY25 Acme had revenue of $9bn and in the January-March 2025 quarter $3bn.", "$3bn", {"period": "2025-Q1"}),
    ("On 30 June 2024 Acme had profit of $5m.", "$5m", {"period": "2024-06-30"}),
    ("Acme cut its outlook on 6 March 2025 after net debt rose to $5m.", "$5m", {"period": None}),
    ("As of 30 June 2024, Acme's debt was $7m, and its fair value was $5m.", "$5m", {"period": "2024-06-30"}),
    ("On 6 March 2025 Acme's net debt rose to $5m.", "$5m", {"period": "2025-03-06"}),
    ("Acme cut its workforce by 900 to 7,300 in 2024.", "7,300", {"metric": "workforce", "claim_kind": "level"}),
    ("Acme cut costs by 5 to 6 million dollars.", "5 to 6 million dollars", {"claim_kind": "change"}),
    ("Prices were unchanged in June 2024 after a 0.3% rise in May 2024; they were up 3.3% from a year earlier.", "3.3%", {"period": "2024-06"}),
    ("Copper dropped below $9,800 a tonne.", "$9,800", {"claim_kind": "level"}),
    ("Copper dropped by $98 a tonne.", "$98", {"claim_kind": "change"}),
    ("Initial jobless claims jumped to 242,000.", "242,000", {"subject": None, "metric": "initial jobless claims"}),
    # clauses that "after", "before" and "until" open
    ("Acme cut its outlook after bookings for summer fell 7%.", "7%", {"subject": "Acme", "metric": "bookings", "direction": "down"}),
    ("Acme cut its outlook, sending its shares down as much as 14.2%.", "14.2%", {"subject": "Acme", "metric": "shares", "direction": "down"}),
    ("Acme's discount rates in effect after its review are 5.2%.", "5.2%", {"metric": "discount rates"}),
    ("The bank will hold rates at 4% until inflation falls to 2%.", "2%", {"metric": "inflation", "claim_type": "forecast"}),
    ("The bank held rates at 4% until inflation fell to 2%.", "2%", {"metric": "inflation", "claim_type": "actual"}),
    # nouns of several words
    ("Acme's adjusted profit before tax rose 10% to £51m.", "£51m", {"subject": "Acme", "metric": "adjusted profit before tax"}),
    ("Acme earned $5m before tax.", "$5m", {"metric": "earned"}),
    ("Acme earned $5m in 2024, or $6m before restructuring costs.", "$6m", {"subject": "Acme", "metric": "earned"}),
    ("Acme cut its outlook after import costs rose 7%.", "7%", {"subject": "Acme", "metric": "import costs"}),
    ("Acme's return on equity was 12%.", "12%", {"metric": "return on equity"}),
    ("Acme has lost half its market value.", "half", {"metric": "market value"}),
    ("Net Income was $3bn at Acme.", "$3bn", {"metric": "net income"}),
    # names that are none, and names that go on
    ("OSLO, March 4 (Wire) - Norwegian ferry operator Acme cut 40 jobs. It has 900 staff.", "900", {"subject": "Acme"}),
    ("OSLO - Acme cut 40 jobs.", "40", {"subject": "Acme"}),
    ("Acme made $4m. Oslo-based Bolt made $3m.", "$3m", {"subject": "Bolt"}),
    ("Acme makes pumps. The Oslo-listed company earned $3bn.", "$3bn", {"subject": "Acme"}),
    ("Rival Bolt carried 2.3 million passengers.", "2.3 million", {"subject": "Bolt"}),
    ("National Grid made a profit of $3bn.", "$3bn", {"subject": "National Grid"}),
    ("National output rose 3%.", "3%", {"subject": None, "metric": "national output"}),
    ("Thanks Robin, we made a profit of $3bn.", "$3bn", {"metric": "profit"}),
    ("Health care accounted for 52,000 of the jobs.", "52,000", {"subject": None, "metric": "health care"}),
    ("Dear shareholders, our revenue was $3bn.", "$3bn", {"subject": None, "metric": "revenue"}),
    ("We ended the year with net cash of £18m after paying £22m for Bolt.", "£18m", {"subject": None, "metric": "net cash"}),
    ("The S&P 500 lost 0.6%.", "0.6%", {"subject": "S&P 500", "claim_kind": "change", "direction": "down"}),
    ("Acme lost 3% of its customers.", "3%", {"claim_kind": "ratio"}),
    ("The board of Acme proposed a dividend of $3 a share, against $5 in 2023.", "$5", {"metric": "dividend"}),
    ("The number of shareholders rose to 4,000.", "4,000", {"metric": "shareholders"}),
    ("Acme reported revenue of $6.3bn, short of the $6.5bn forecast by analysts.", "$6.5bn", {"metric": "revenue", "claim_type": "forecast"}),
    ("Acme employs 7,400 people at 16 plants.", "16", {"metric": "plants"}),
    ("Acme's shares closed 2.3% higher at $81, valuing the company at $94bn.", "$94bn", {"subject": "Acme", "metric": "valuation"}),
    ("Acme's shares closed 2.3% higher at $81, valuing the company at $94bn.", "2.3%", {"metric": "shares", "direction": "up"}),
    ("- **Gross margin:** 64.2%", "64.2%", {"subject": None, "metric": "gross margin"}),
    ("Acme expects an operating margin of ~15%; operating costs of $5m.", "~15%", {"metric": "operating margin"}),
    ("Acme reported a 22% year-on-year (YoY) jump in profit.", "22%", {"claim_kind": "change", "direction": "up"}),
    ("GAAP diluted EPS was $0.94.", "$0.94", {"subject": None}),
    ("MUMBAI: Acme makes cars. Its profit was $5m.", "$5m", {"subject": "Acme"}),
    ("Euro zone inflation was 2.4% in December 2024.", "2.4%", {"subject": "Euro zone", "metric": "inflation"}),
    ("The survey zone has a rate of 2.4%.", "2.4%", {"subject": None}),
    ("- **Employees:** 6,350", "6,350", {"metric": "employees"}),
    ("- **Customers:** more than 12,140, in 40 countries", "12,140", {"metric": "customers"}),
    ("Net income: $214m, or $1.42 per diluted share", "$214m", {"metric": "net income", "qualifiers": {}}),
    ("Net income: $214m, or $1.42 per diluted share", "$1.42", {"qualifiers": {"shares": "diluted"}}),
    ("Acme reported a 22% year-on-year (YoY) jump in net profit.", "22%", {"metric": "net profit"}),
    ("Acme makes cars. Revenue from operations rose 9%.", "9%", {"subject": "Acme", "metric": "revenue from operations"}),
    ("Acme's profit for the year to Dec. 31 was $5m. Its churn was 2%.", "2%", {"subject": "Acme"}),
    ("Acme sold pumps through the end of May. Its churn was 2%.", "2%", {"subject": "Acme"}),
    ('"We made a profit of $5m," Acme\'s Chief Executive Jane Doe said.', "$5m", {"subject": "Acme"}),
    # actual, target, forecast
    ("Analysts expect Acme to report a profit of $1.2bn.", "$1.2bn", {"claim_type": "forecast", "subject": "Acme"}),
    ("Acme reported sales of $4.2bn, beating the $4.0bn analysts had expected.", "$4.0bn", {"claim_type": "forecast", "metric": "sales"}),
    ("Acme has pledged to invest $4bn in Bolt, and had invested $8bn by the end of 2024.", "$8bn", {"claim_type": "actual"}),
    ("Acme has pledged to invest $4bn in Bolt, and had invested $8bn by the end of 2024.", "$4bn", {"claim_type": "target", "counterparty": "Bolt"}),
    ("Acme raised $125m from investors.", "$125m", {"metric": "raised", "direction": None}),
    ("Acme earned net income of $2.1bn, or $1.23 per share, in 2024.", "$1.23", {"metric": "net income per share"}),
]  # fmt: skip


def claims(text: str, published: date | None = None) -> tuple[Claim, ...]:
    article = Article(text, published=published)
    return claim(article, find(article)).claims


def of(text: str, surface: str, published: date | None = None) -> Claim:
    at, end = text.index(surface), text.index(surface) + len(surface)
    (found,) = [c for c in claims(text, published) if max(at, c.main.start) < min(end, c.main.end)]
    return found


@pytest.mark.parametrize(("text", "surface", "expected"), FRAMES, ids=[f"{f[1]} in {f[0][:50]}" for f in FRAMES])
def test_frame(text: str, surface: str, expected: dict[str, object]) -> None:
    told = of(text, surface).to_dict()
    assert {k: told[k] for k in expected} == expected


@pytest.mark.parametrize(
    ("text", "surface", "roles"),
    [
        ("Acme's revenue rose 12% to $4.48bn from $4.00bn.", "12%", {"to": "$4.48bn", "from": "$4.00bn"}),
        ("Acme's revenue rose 12% to $4.48bn from $4.00bn.", "$4.48bn", {"from": "$4.00bn", "change": "12%"}),
        ("Acme's loss was $345m, up from $66m.", "$345m", {"from": "$66m"}),
        ("A third of Acme's 12,000 staff work from home.", "A third", {"total": "12,000"}),
        ("Acme's profit doubled to $4m.", "doubled", {"to": "$4m"}),
        ("Acme paid 900 million zlotys ($225m) for it.", "900 million zlotys", {"other-currency": "$225m"}),
        ("Acme's revenue was $4.2bn in 2024.", "$4.2bn", {"period": "2024"}),
    ],
)
def test_roles(text: str, surface: str, roles: dict[str, str]) -> None:
    told = of(text, surface)
    assert {r.role: r.mention.surface for r in told.roles if r.role != "main"} == roles


def test_three_claims_for_a_change_told_with_both_ends() -> None:
    text = "Acme's revenue rose 12% to $4.48bn from $4.00bn in 2023."
    found = [(c.main.surface, c.claim_kind) for c in claims(text)]
    assert found == [("12%", "change"), ("$4.48bn", "level"), ("$4.00bn", "level")]
    assert of(text, "$4.00bn").period is not None
    assert of(text, "$4.48bn").period is None  # 2023 is said of the $4.00bn alone
    assert of(text, "12%").relative_to == "2023"


def test_nothing_is_claimed_of_labels_idioms_and_lengths_of_time() -> None:
    for text in (
        "It is just two rivals figuring out how to share one stage.",
        "Improved execution across three priorities will matter.",
        "The call starts at 10:00 am; dial (202) 555-0142.",
        "See Form 20-F and Article 7(1).",
        "Analysts were surprised in the previous 12 months.",
        "Acme opened its doors on Tuesday.",
    ):
        assert claims(text) == (), text


@pytest.mark.parametrize(
    ("text", "speaker", "kind"),
    [
        ("Acme's sales fell 5%, the company said.", "Acme", "named"),
        ("According to Bolt Research, Acme's market share was 21%.", "Bolt Research", "named"),
        ("Acme is reportedly seeking $5bn.", None, "reportedly"),
        ("Output rose 3%, the Labor Department said.", "Labor Department", "named"),
        ("Analysts expect Acme to earn $5bn.", "analysts", "named"),
    ],
)
def test_attribution(text: str, speaker: str | None, kind: str) -> None:
    (found,) = claims(text)
    assert found.attribution is not None
    assert (found.attribution.speaker, found.attribution.kind) == (speaker, kind)


def test_a_sentence_without_speaker_has_no_attribution() -> None:
    assert of("Acme's sales fell 5%.", "5%").attribution is None


def test_identity_outlives_an_edit_and_content_does_not() -> None:
    one = of("Acme's revenue was $4.2bn in 2024.", "$4.2bn")
    two = of("A new opening. Acme's revenue was $4.3bn in 2024.", "$4.3bn")
    assert one.identity == two.identity and one.content != two.content
    other = of("Acme's revenue was $4.2bn in 2023.", "$4.2bn")
    assert other.identity != one.identity


def test_an_elided_unit_is_that_of_the_neighbour() -> None:
    told = of("Acme's net profit was 370.1 million euros, against 472.4 million a year earlier.", "472.4 million")
    assert (told.main.kind, told.main.unit) == ("money", "EUR")
    counted = of("Acme made $4bn and has 12 million customers.", "12 million")
    assert counted.main.kind != "money"
    sold = of("Acme sold 5.2 million tyres in Europe, including 1.1 million in France.", "1.1 million")
    assert sold.main.unit == "tyre"


@pytest.mark.parametrize(
    "text",
    [
        "Acme has 12 shops in a mall, which drew 3.5 million in 2024.",
        "Acme has 12 million shops in a mall, which drew 3.5 million visi-\ntors in 2024.",
        "Acme has 12 million shops, which drew 3.5 million first-time visitors in 2024.",
    ],
)
def test_a_count_lends_its_unit_to_no_other_count(text: str) -> None:
    assert of(text, "3.5 million").main.unit in (None, "visitor", "first-time visitor")


@pytest.mark.parametrize(
    ("text", "surface", "period"),
    [
        ("Acme had 18,400 staff at the end of 2024, 17,950 a year before and 17,100 in 2022.", "17,950", "2023"),
        ("Revenue was $4.2bn in 2024, $3.5bn the year before and $3.1bn two years earlier.", "$3.5bn", "2023"),
        ("Revenue was $4.2bn in 2024, $3.5bn the year before and $3.1bn two years earlier.", "$4.2bn", "2024"),
        ("Revenue was $4.2bn in 2024, and $3.5bn the year before the merger.", "$3.5bn", "2024"),
    ],
)
def test_a_step_back_in_the_middle_of_a_list(text: str, surface: str, period: str) -> None:
    told = of(text, surface).period
    assert told is not None and told.label == period


@pytest.mark.parametrize(
    ("text", "surface", "period"),
    [
        ("Revenue was $1.0bn in the third quarter of fiscal 2024 and $1.2bn in the fourth.", "$1.2bn", "FY2024-Q4"),
        ("Revenue was $1.0bn in the third quarter of fiscal 2024 and $1.2bn in the fourth.", "$1.0bn", "FY2024-Q3"),
        ("Revenue was $1.0bn in the first half of 2024 but $0.9bn in the second.", "$0.9bn", "2024-H2"),
        ("Revenue was $1.0bn in 2024, and $0.9bn in the second.", "$0.9bn", None),
        ("Revenue was $52m and $212m in the first and second quarters of 2023, respectively.", "$52m", "2023-Q1"),
        ("Revenue was $52m and $212m in the first and second quarters of 2023, respectively.", "$212m", "2023-Q2"),
        (
            "Revenue was $52m and $212m in the first and the second region in the third quarter of 2023.",
            "$52m",
            "2023-Q3",
        ),
        ("Revenue was $52m in the first and second quarters of 2023.", "$52m", None),
        ("Revenue was $52m and $212m in the second quarter of 2023.", "$52m", "2023-Q2"),
        ("Revenue was $1.0bn in the first half of 2024, and $0.2bn in the second region.", "$0.2bn", "2024-H1"),
    ],
)
def test_an_ordinal_alone_tells_of_another_part_of_the_year(text: str, surface: str, period: str | None) -> None:
    told = of(text, surface).period
    assert (told.label if told else None) == period


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The third was also a quarter of strong recovery.", False),
        ("Exports were a quarter of sales.", True),
        ("A quarter of growth came from services.", True),
    ],
)
def test_a_quarter_of_recovery_is_a_stretch_of_time(text: str, told: bool) -> None:
    article = Article(text)
    found = claim(article, find(article)).claims
    assert any(c.main.surface.lower() == "a quarter" for c in found) is told


def test_a_bonds_maturity_frames_no_number() -> None:
    assert of("Acme is issuing a $400m bond due April 7, 2032.", "$400m").period is None


def test_the_next_sentences_pronoun_subject_keeps_the_topic() -> None:
    text = (
        "Acme wants to grow. They do not depend on Bolt's roadmap. But they hold the broadcasting rights through 2034."
    )
    assert of(text, "through 2034").subject == "Acme"


# Sentences that are passed over unread when somebody asks who was named, and those beside them that do name somebody.
NAMED_BEFORE = [
    ("Acme wants to grow. So I think we are fine. It spent $5m.", "$5m", "Acme"),
    ("Acme wants to grow. So nobody uses I-95 now. It spent $5m.", "$5m", "I-95"),
    ("Acme wants to grow. And I'm sure I'd go. It spent $5m.", "$5m", "Acme"),
    ("Acme wants to grow. And Bolt is sure. It spent $5m.", "$5m", "Bolt"),
    ("Acme wants to grow. We saw Bolt too. It spent $5m.", "$5m", "Acme"),
    ("Acme wants to grow. US demand is strong. It spent $5m.", "$5m", "US"),
    ("Acme wants to grow. As for Bolt’s plans, nothing is new. It spent $5m.", "$5m", "Bolt"),
]


@pytest.mark.parametrize(("text", "surface", "subject"), NAMED_BEFORE)
def test_who_was_named_before(text: str, surface: str, subject: str) -> None:
    assert of(text, surface).subject == subject


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Acme was founded in 1975.", True),
        ("The plant will open in 2027.", True),
        ("Acme met its owners on 3 May 2023.", False),
        ("Acme said so in 2023.", False),
    ],
)
def test_a_date_alone_is_told_beside_certain_words(text: str, told: bool) -> None:
    assert bool(claims(text)) is told


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("It's clear that Acme’s profit was $5m; Bolt's was $4m.", "It's clear that Acme’s profit was $5m"),
        ("“Globex’s” sales _rose_ to $5m in 2024, it said.", "“Globex’s” sales _rose_ to $5m in 2024, it said."),
        ("Sales were $4m and, as costs rose, profit fell to $1m.", "costs rose, profit fell to $1m."),
    ],
)
def test_the_clause_of_the_first_or_last_number_is_found_in_the_text(text: str, clause: str) -> None:
    found = [text[c.text_start : c.text_end] for c in claims(text)]
    assert clause in found


def test_a_full_stop_after_an_abbreviation_may_end_a_sentence() -> None:
    text = "The notes were bought by Bolt Corp. The price was $15."
    assert text[of(text, "$15").sentence_start :].startswith("The price")
    assert of("Acme Inc. reported sales of $5bn.", "$5bn").subject == "Acme Inc"


def test_numbers_in_no_claim_say_why() -> None:
    article = Article("It is just two rivals. Part 7(1) applies. It took note of the past 12 months.")
    reasons = {m.surface: m.ignored for m in claim(article, find(article)).ledger}
    assert all(reasons.values()) and reasons["two"] == "figure-of-speech"
