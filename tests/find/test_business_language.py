"""Classes of business language in which a small word decides: brackets, names with numbers, parts, years before."""

from datetime import date

import pytest

from factcheck.find import find
from factcheck.find.none import zeros
from factcheck.measure.text import shadow
from factcheck.model import Article, Mention

DAY = date(2024, 10, 15)  # a Tuesday


def told(m: Mention) -> str:
    days = m.kind in ("date", "daterange")
    parts = [m.kind]
    if m.value is not None and not days:
        high = "" if m.value_high is None else f"..{float(m.value_high):.10g}"
        parts.append(f"{float(m.value):.10g}{high}")
    if m.unit and not days:
        parts.append(m.unit + (f"/{m.per}" if m.per else ""))
    parts += [p for p in (m.modifier, m.period) if p]
    return " ".join([*parts, f"!{m.ignored}"] if m.ignored else parts)


def read(text: str) -> list[str]:
    return [f"{m.surface}: {told(m)}" for m in find(Article(text, published=DAY))]


LOSSES_IN_BRACKETS = [
    ("Earnings per share were ($0.21), after $0.10.", ["($0.21): money -0.21 USD", "$0.10: money 0.1 USD"]),
    (
        "It lost ($0.21) per diluted share, against ($0.30) before.",
        ["($0.21): money -0.21 USD/share", "($0.30): money -0.3 USD"],
    ),
    (
        "It went from ($0.21) to ($0.30) and ($0.40).",
        ["($0.21): money -0.21 USD", "($0.30): money -0.3 USD", "($0.40): money -0.4 USD"],
    ),
    ("The margin was (5.4%) and then (2.1)%.", ["(5.4%): percent -5.4 percent", "(2.1)%: percent -2.1 percent"]),
    ("Net loss (45.2) (38.1)", ["(45.2): number -45.2", "(38.1): number -38.1"]),
    ("EBIT | 45.2 | (38.1)", ["45.2: number 45.2", "(38.1): number -38.1"]),
    ("Net income (loss)  $ (45.2)  $ 38.1", ["$ (45.2): money -45.2 USD", "$ 38.1: money 38.1 USD"]),
    (
        "It paid 900 million zloty ($181 million) for it.",
        ["900 million zloty: money 900000000 PLN", "$181 million: money 181000000 USD"],
    ),
    ("It paid 1,015 francs ($162) a share.", ["1,015 francs: money 1015 CHF", "$162: money 162 USD"]),
    ("The loss (£3m) was smaller.", ["£3m: money 3000000 GBP"]),
    ("Turnover was 45.2 (38.1) million euros.", ["45.2: number 45.2", "38.1: number 38.1"]),
    ("MAIZE            2,305.1    (5,200.0)", ["2,305.1: number 2305.1", "5,200.0: number 5200"]),
    ("Revenue (1) 1,250 1,100", ["1: number 1", "1,250: number 1250", "1,100: number 1100"]),
    ("Plants (45) and depots (52)", ["45: number 45", "52: number 52"]),
]

NUMBERS_IN_NAMES = [
    ("3M said it would cut 2,500 jobs.", ["3M: number !product-name", "2,500: quantity 2500 job"]),
    ("It has 3M customers, and lost 3M of them.", ["3M: quantity 3000000 customer", "3M: number 3000000"]),
    ("The Group of Seven met the Group of 20.", ["Seven: number 7 !product-name", "20: number 20 !product-name"]),
    ("A group of seven met a group of 20 workers.", ["seven: number 7", "20: quantity 20 worker"]),
    ("The Big Four left.", ["Four: number 4 !product-name"]),
    ("The big four auditors left.", ["four: quantity 4 auditor"]),
    ("The s&p 500 and the sp 500 rose.", ["500: number 500 !product-name", "500: number 500 !product-name"]),
    ("COVID -19 hit sales.", ["-19: number -19 !product-name"]),
    ("The index fell to -19.", ["-19: number -19"]),
    ("The Phase Three trial began.", ["Three: number 3 !product-name"]),
    (
        "It sits at 1600 Grove Avenue and 10 West Street.",
        ["1600: number 1600 !reference", "10: number 10 !reference"],
    ),
    ("It has 12 High Street shops.", ["12: quantity 12 shop"]),
    ("The code is US0378331005, worth US$5.", ["US0378331005: number !product-name", "US$5: money 5 USD"]),
    ("It is the number one lender.", []),
]

QUARTERS_AND_OTHER_PARTS = [
    ("Sales fell by a quarter.", ["a quarter: ratio 0.25"]),
    ("Sales were up almost a quarter.", ["a quarter: ratio 0.25 approx"]),
    ("A quarter of sales was lost.", ["A quarter: ratio 0.25"]),
    ("It cut costs by three-quarters.", ["three-quarters: ratio 0.75"]),
    ("Sales fell in a quarter.", []),
    ("It was the best in a quarter that saw rain.", []),
    ("Sales fell for three quarters.", ["three quarters: duration 3 quarter"]),
    ("It costs $5 a quarter.", ["$5: money 5 USD/quarter"]),
    ("It has a 1.5-to-1 ratio and a 2-to-1 split.", ["1.5-to-1: ratio 1.5", "2-to-1: ratio 2"]),
    ("A 6-to-12-month wait.", ["6-to-12-month: duration 6..12 month range"]),
    ("It took 5 and a half minutes.", ["5 and a half minutes: duration 5.5 minute"]),
    ("It grew 2 and a quarter percent.", ["2 and a quarter percent: percent 2.25 percent"]),
    ("It sold 10 and a half million tonnes.", ["10 and a half million tonnes: quantity 10500000 tonne"]),
    ("He sold 5 and a half of them.", ["5: number 5", "a half: ratio 0.5"]),
]

PARTS_OF_PERIODS = [
    ("It rose in the second half of May.", ["second half of May: daterange 2024-05-16/2024-05-31"]),
    ("It rose in the first half of October 2023.", ["first half of October 2023: daterange 2023-10-01/2023-10-15"]),
    ("It rose in the first half of 2023.", ["first half of 2023: daterange 2023-H1"]),
    ("It had 40 stores at year-end 2023.", ["40: quantity 40 store", "year-end 2023: date 2023-12-31"]),
    ("Its staff stood at 12,345 at year-end.", ["12,345: number 12345", "year-end: date 2023-12-31"]),
]

A_YEAR_BEFORE = [
    (
        "Third-quarter net fell to $5m from $7m a year ago.",
        [
            "Third-quarter: daterange 2024-Q3",
            "$5m: money 5000000 USD",
            "$7m: money 7000000 USD",
            "a year ago: date 2023-Q3",
        ],
    ),
    ("In June it said the deal was signed a year ago.", ["June: date 2024-06", "a year ago: date 2023"]),
    (
        "Sales in the third quarter of 2024 beat the 2023 quarter and last year's quarter.",
        [
            "third quarter of 2024: daterange 2024-Q3",
            "2023 quarter: daterange 2023-Q3",
            "last year's quarter: daterange 2023-Q3",
        ],
    ),
    ("Sales beat the 2023 quarter.", ["2023 quarter: daterange"]),
    (
        "Prices rose 0.2% in September from August and 2.4% from a year earlier.",
        [
            "0.2%: percent 0.2 percent",
            "September: date 2024-09",
            "August: date 2024-08",
            "2.4%: percent 2.4 percent",
            "a year earlier: date 2023-09",
        ],
    ),
]

COUNTED_FROM_AFAR = [
    ("It sold 2.9 million 9-litre cases.", ["2.9 million: quantity 2900000 case", "9-litre: quantity 9 litre"]),
    ("It sold 63,150 Falcon 3s.", ["63,150: quantity 63150 falcon 3", "3s: number !product-name"]),
    ("It has 14 highly automated plants.", ["14: quantity 14 plant"]),
    ("It hired three family doctors.", ["three: quantity 3 family doctor"]),
    (
        "It has 1.2m subscribers, against 1.1m.",
        ["1.2m: quantity 1200000 subscriber", "1.1m: quantity 1100000 subscriber"],
    ),
    ("It swam 1.1m.", ["1.1m: quantity 1.1 metre"]),
    (
        "It has 30- and 60-day notes, and two-, five- and 10-year ones.",
        [
            "30: duration 30 day",
            "60-day: duration 60 day",
            "two: duration 2 year",
            "five: duration 5 year",
            "10-year: duration 10 year",
        ],
    ),
    ("It will cut 10-12,000 jobs.", ["10-12,000: quantity 10000..12000 job range"]),
    ("It has 1-5,000 workers.", ["1-5,000: quantity 1..5000 worker range"]),
    (
        "It makes 1.1bn cubic feet of gas a day and 5.7 million barrels of crude oil per day.",
        ["1.1bn cubic feet: quantity 1100000000 cubic foot/day", "5.7 million barrels: quantity 5700000 barrel/day"],
    ),
    ("It makes 5 tonnes of a year-old stock.", ["5 tonnes: quantity 5 tonne"]),
    ("It makes 500,000 t/yr.", ["500,000 t/yr: quantity 500000 tonne/year"]),
    (
        "It has 100 MW to 200 MW, or between 3 tonnes and 5 tonnes.",
        ["100 MW to 200 MW: quantity 100..200 megawatt range", "3 tonnes and 5 tonnes: quantity 3..5 tonne range"],
    ),
    ("Output rose from 3 tonnes to 5 tonnes.", ["3 tonnes: quantity 3 tonne", "5 tonnes: quantity 5 tonne"]),
    (
        "Output grew an estimated 3 tonnes to 70 tonnes.",
        ["3 tonnes: quantity 3 tonne approx", "70 tonnes: quantity 70 tonne"],
    ),
    ("It has 12 lac users.", ["12 lac: quantity 1200000 user"]),
    ("It paid $1. 5 billion.", ["$1. 5 billion: money 1500000000 USD"]),
]

NOTHING_OF_IT = [
    ("It posted no sales last quarter.", ["no: money 0 USD", "last quarter: daterange 2024-Q3"]),
    ("It paid no interest and has no interest in it.", ["no: money 0 USD"]),
    ("It had no doubt and did not sell any debt securities.", ["any: money 0 USD"]),
    ("There was no one, and it did not make any changes.", []),
]

SCALES_IN_HEADINGS = [
    (
        "(Rs in crore)\nRevenue 1,250 1,100\nNet profit | 250 | 200\nEPS 12.5 11.0\nMargin (%) 21.2 20.1",
        [
            "1,250: money 1.25e+10 INR",
            "1,100: number 1100",
            "250: money 2500000000 INR",
            "200: number 200",
            "12.5: number 12.5",
            "11.0: number 11",
            "21.2: number 21.2",
            "20.1: number 20.1",
        ],
    ),
    (
        "Results ($ in millions, except per share data)\nRevenue $1,234.5 $1,100.0\nNet income per share $1.23",
        [
            "millions: number 1000000..10000000 ge !vague",
            "$1,234.5: money 1234500000 USD",
            "$1,100.0: money 1100000000 USD",
            "$1.23: money 1.23 USD",
        ],
    ),
    (
        "Revenue (in millions): $1,234.5 in 2023",
        ["millions: number 1000000..10000000 ge !vague", "$1,234.5: money 1234500000 USD", "2023: daterange 2023"],
    ),
    ("Revenue (€m) 45.2 38.1", ["45.2: money 45200000 EUR", "38.1: money 38100000 EUR"]),
    (
        "(In thousands of dollars)\nSales 1,250\n\nThe bus costs $5.",
        ["thousands of dollars: money 1000..10000 USD ge !vague", "1,250: money 1250000 USD", "$5: money 5 USD"],
    ),
    (
        "Results ($ in millions)\nRevenue $120\nClosing price $24.10",
        ["millions: number 1000000..10000000 ge !vague", "$120: money 120000000 USD", "$24.10: money 24.1 USD"],
    ),
    (
        "Results ($ in millions)\nRevenue $120\nThe ticket costs $20 at the door\nCoffee $3",
        [
            "millions: number 1000000..10000000 ge !vague",
            "$120: money 120000000 USD",
            "$20: money 20 USD",
            "$3: money 3 USD",
        ],
    ),
    ("He has fans (in millions) and paid $5.", ["millions: number 1000000..10000000 ge !vague", "$5: money 5 USD"]),
    ("It paid (a million) $5 for it.", ["a million: number 1000000", "$5: money 5 USD"]),
    ("(in thousands)\nSales 1,250", ["thousands: number 1000..10000 ge !vague", "1,250: number 1250"]),
]

SIGNS_AND_GROUPS = [
    ("It has > 500 stores and < 20 plants.", ["500: quantity 500 store gt", "20: quantity 20 plant lt"]),
    ("> 400 people came.", ["400: quantity 400 people"]),
    ("It has 25 000 users and 1 000 000 cars.", ["25 000: quantity 25000 user", "1 000 000: quantity 1000000 car"]),
    ("It has 15 999 users.", ["15: quantity 15 user", "999: quantity 999 user"]),
    ("Call (212) 555-0123.", ["212) 555-0123: number 212 !phone-number"]),
    ("It is a 16:9 screen of a 50:50 venture.", ["16:9: number 16 !code", "50:50: number 50 !code"]),
    ("At 10:30 it fell.", ["10:30: date !time-of-day"]),
    ("That was the rule. 50 people left.", ["50: quantity 50 people"]),
    ("It is in vol. 5 of it.", ["5: number 5 !reference"]),
    ("A phase 3 trial of a type 2 drug.", ["3: number 3 !product-name", "2: number 2 !product-name"]),
    ("It grew in the past decade.", ["past decade: daterange 2014-10-15/2024-10-14"]),
]

COINS_AND_MODELS = [
    (
        "The euro rose half a cent and fell a third of a cent.",
        ["half a cent: money 0.005 USD", "a third of a cent: money 0.003333333333 USD"],
    ),
    ("It raised half a million dollars.", ["half a million dollars: money 500000 USD"]),
    ("It ate half a pound of sugar.", ["half: ratio 0.5"]),
    (
        "It ordered 100 K412neos and 20 412s.",
        [
            "100: quantity 100 k412neo",
            "K412neos: number !product-name",
            "20: quantity 20 412",
            "412s: number !product-name",
        ],
    ),
    (
        "It played five 80s hits and 12 1990s films.",
        ["five: number 5", "80s: number !product-name", "12: number 12", "1990s: daterange 1990-01-01/1999-12-31"],
    ),
    ("It has >  500 stores.", ["500: quantity 500 store gt"]),
]

TABLES = (
    COINS_AND_MODELS
    + SIGNS_AND_GROUPS
    + SCALES_IN_HEADINGS
    + LOSSES_IN_BRACKETS
    + NUMBERS_IN_NAMES
    + QUARTERS_AND_OTHER_PARTS
    + PARTS_OF_PERIODS
    + A_YEAR_BEFORE
    + COUNTED_FROM_AFAR
    + NOTHING_OF_IT
)


@pytest.mark.parametrize(("text", "expected"), TABLES)
def test_sentences(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "many"),
    [
        ("It did not accrue any interest in 2023.", 1),
        ("We have not generated any revenue.", 1),
        ("It had not issued any commercial paper.", 1),
        ("It did not have any contract assets.", 1),
        ("It did not take any interest in the matter.", 0),
        ("It did not make any changes.", 0),
        ("It did not sell any shares in Initech.", 0),
        ("It may not pay any dividend.", 0),
    ],
)
def test_what_was_not_done_is_none(text: str, many: int) -> None:
    data = shadow(text)[0]
    assert len(zeros(data, data.lower())) == many
