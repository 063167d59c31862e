"""The language of business news, filings and wire copy: one sentence a row, and all that is read in it.

A mention is told as "surface" kind value..high unit/per modifier days period !ignored, whatever of it there is.
"""

from datetime import date

import pytest

from factcheck.find import find
from factcheck.model import Article, Mention

DAY = date(2024, 10, 15)  # a Tuesday


def told(m: Mention) -> str:
    parts = [m.kind]
    if m.value is not None and m.kind not in ("date", "daterange"):
        value = f"{float(m.value):.10g}"
        parts.append(value if m.value_high is None else f"{value}..{float(m.value_high):.10g}")
    if m.unit and m.kind not in ("date", "daterange"):
        parts.append(m.unit + (f"/{m.per}" if m.per else ""))
    parts += [m.modifier] if m.modifier else []
    parts += [m.period] if m.period else []
    return " ".join([*parts, f"!{m.ignored}"] if m.ignored else parts)


def read(text: str) -> list[str]:
    return [f"{m.surface}: {told(m)}" for m in find(Article(text, published=DAY))]


SEPARATORS = [
    ("The price is 1.234,56 EUR.", ["1.234,56 EUR: money 1234.56 EUR"]),
    ("The price is €1.234,56 today.", ["€1.234,56: money 1234.56 EUR", "today: date 2024-10-15"]),
    ("The toll was 2,50 euros.", ["2,50 euros: money 2.5 EUR"]),
    ("It asked €19,9 million.", ["€19,9 million: money 19900000 EUR"]),
    ("Sales of EUR 1,2 Mrd.", ["EUR 1,2 Mrd: money 1200000000 EUR"]),
    ("Sales reached 1 250 000 euros.", ["1 250 000 euros: money 1250000 EUR"]),
    ("Sales reached 1\u202f250\u202f000 tonnes.", ["1\u202f250\u202f000 tonnes: quantity 1250000 tonne"]),
    ("It costs 1 995 Kč.", ["1 995 Kč: money 1995 CZK"]),
    ("Tickets cost Rp 350.000.", ["Rp 350.000: money 350000 IDR"]),
    ("Fuel costs $3.459 a gallon.", ["$3.459: money 3.459 USD/gallon"]),
    ("The Kestrel 15 999 euros.", ["15: number 15 !product-name", "999 euros: money 999 EUR"]),
    ("It sold 1,234 units.", ["1,234: quantity 1234 unit"]),
    ("Ask for $1,234.50.", ["$1,234.50: money 1234.5 USD"]),
    ("It makes 100 - $2.75.", ["100: number 100", "$2.75: money 2.75 USD"]),
]


@pytest.mark.parametrize(("text", "expected"), SEPARATORS)
def test_separators(text: str, expected: list[str]) -> None:
    assert read(text) == expected


SIGNS_AND_LENGTHS = [
    ("Growth was minus 0.3 percent.", ["minus 0.3 percent: percent -0.3 percent"]),
    ("It moved by negative 1.2%.", ["negative 1.2%: percent -1.2 percent"]),
    ("Ten minus three is seven.", ["Ten: number 10", "three: number 3", "seven: number 7"]),
    ("It will take a year and a half.", ["a year and a half: duration 1.5 year"]),
    ("It will take half a year.", ["half a year: duration 0.5 year"]),
    ("The 2023 quarter was weak.", ["2023 quarter: daterange"]),
    ("A 2000-year history is told.", ["2000-year: duration 2000 year"]),
    ("Some 3 million and a half people left.", ["3 million and a half: quantity 3500000 people approx"]),
    ("Sales rose in the year to end-March.", ["year to end-March: daterange 2023-04-01/2024-03-31"]),
    ("It extended the offer to Nov. 20.", ["Nov. 20: date 2024-11-20"]),
    ("The deal is expected to be completed by Dec. 15.", ["by Dec. 15: date le 2024-12-15"]),
    ("It said the deal closed on Nov. 20.", ["Nov. 20: date 2023-11-20"]),
    ("Life expectancy is around 73.", ["73: quantity 73 year of age approx"]),
    ("A 2-for-1 split was agreed.", ["2-for-1: ratio 2"]),
    ("A one-for-ten reverse split followed.", ["one-for-ten: ratio 0.1"]),
]
NAMES_AND_ADDRESSES = [
    ("See https://example.com/globex-3-percent for more.", ["3-percent: number !code"]),
    ("Globex said 3 percent left.", ["3 percent: percent 3 percent"]),
    ("The 365 Kestrel assistant is popular.", ["365: number 365 !product-name"]),
    ("The 787 Kestreliner is late.", ["787: number 787 !product-name"]),
    ("The 27 EU members met.", ["27: quantity 27 eu member"]),
    ("Its 12 Globex plants shut.", ["12: quantity 12 globex plant"]),
    ("The 20 Whig and Tory senators met.", ["20: quantity 20 senator"]),
]
UNITS = [
    ("The 5,000-strong workforce met.", ["5,000: quantity 5000 people"]),
    ("An area of 12 km2 burned.", ["12 km2: quantity 12 square kilometre"]),
    ("A 5,000 m2 hall and a 900m2 shop.", ["5,000 m2: quantity 5000 square metre", "900m2: quantity 900 square metre"]),
    ("Gas sold at 35 euros per megawatt hour.", ["35 euros: money 35 EUR/megawatt hour"]),
    ("Output fell to 4.1m from 5.2m tonnes.", ["4.1m: quantity 4100000 tonne", "5.2m tonnes: quantity 5200000 tonne"]),
    ("It sold 2.5m of its 4.1m shares.", ["2.5m: quantity 2500000 share", "4.1m: quantity 4100000 share"]),
    ("The mast is 4.1m long.", ["4.1m: quantity 4.1 metre"]),
]


@pytest.mark.parametrize(("text", "expected"), SIGNS_AND_LENGTHS + NAMES_AND_ADDRESSES + UNITS)
def test_sentences(text: str, expected: list[str]) -> None:
    assert read(text) == expected


PERIODS = [
    (
        "For the nine months ended September 30, 2024 and 2023 it lost money.",
        [
            "nine months ended September 30, 2024: daterange 2024-01-01/2024-09-30",
            "2023: daterange 2023-01-01/2023-09-30",
        ],
    ),
    (
        "As of December 31, 2023, 2022 and 2021 it had cash.",
        ["December 31, 2023: date 2023-12-31", "2022: date 2022-12-31", "2021: date 2021-12-31"],
    ),
    (
        "In fiscal years ended June 30, 2024 and 2023 it grew.",
        ["fiscal years ended June 30, 2024: daterange 2023-07-01/2024-06-30", "2023: daterange 2022-07-01/2023-06-30"],
    ),
    (
        "In the third quarter of fiscal 2024 and 2023 it grew.",
        ["third quarter of fiscal 2024: daterange FY2024-Q3", "2023: daterange FY2023-Q3"],
    ),
    ("In Q4 2024 and 2025 it will grow.", ["Q4 2024: daterange 2024-Q4", "2025: daterange 2025"]),
    ("In 2018 and 2019 it grew.", ["2018: daterange 2018", "2019: daterange 2019"]),
    (
        "As of March 31, 2024, 2,000 people had left.",
        ["March 31, 2024: date 2024-03-31", "2,000: quantity 2000 people"],
    ),
    (
        "In the third quarter of 2024 it made $4m, against $5m in the year-ago quarter.",
        [
            "third quarter of 2024: daterange 2024-Q3",
            "$4m: money 4000000 USD",
            "$5m: money 5000000 USD",
            "the year-ago quarter: daterange 2023-Q3",
        ],
    ),
    (
        "In the first half of 2024 it beat the corresponding period of 2023.",
        ["first half of 2024: daterange 2024-H1", "corresponding period of 2023: daterange 2023-H1"],
    ),
    ("Profit beat the same quarter last year.", ["same quarter last year: daterange 2023-Q3"]),
    ("Profit beat the same period last year.", ["same period last year: daterange"]),  # of what length is not said
    ("In the September quarter it grew.", ["September quarter: daterange 2024-Q3"]),
    ("In the June quarter of 2023 it grew.", ["June quarter of 2023: daterange 2023-Q2"]),
    ("The May quarter was odd.", ["May: date 2024-05"]),
    ("By the end of the decade it will close.", ["By the end of the decade: daterange le 2020-01-01/2029-12-31"]),
]
BANDS_AND_PARTS = [
    ("Growth in the mid-teens is likely.", ["mid-teens: percent 14..16 percent range !vague"]),
    ("It sees low-to-mid single-digit growth.", ["low-to-mid single-digit: percent 1..6 percent range !vague"]),
    ("Children in their mid-teens left.", []),
    ("One-quarter of sales went abroad.", ["One-quarter: ratio 0.25"]),
    ("It fell one quarter later.", ["one quarter later: date 2025-Q1"]),
    ("It spent €5bn over 10 years.", ["€5bn: money 5000000000 EUR", "10 years: duration 10 year"]),
    ("It lasted for over 10 years.", ["10 years: duration 10 year gt"]),
    ("It has around 40 or so plants.", ["40: quantity 40 plant approx"]),
    ("It pays 45c a share, or US 5 cents.", ["45c: money 0.45 USD/share", "US 5 cents: money 0.05 USD"]),
    ("The 5c phone sells.", ["5c: number !product-name"]),
    ("The 24/7 service and a 60/40 split.", ["24/7: number !code", "60/40: number 60 !code"]),
    ("It rose 3/4 to 12-1/2.", ["3/4: number 0.75", "12-1/2: number 12.5"]),
    ("7-Eleven opened.", ["7-Eleven: number 7 !product-name"]),
    ("It yields 3.2 g/t of gold.", ["3.2 g/t: quantity 3.2 gram per tonne"]),
]


@pytest.mark.parametrize(("text", "expected"), PERIODS + BANDS_AND_PARTS)
def test_periods_and_parts(text: str, expected: list[str]) -> None:
    assert read(text) == expected


ZEROS = [
    ("No shares were repurchased.", ["No: quantity 0 share"]),
    ("There were no borrowings outstanding.", ["no: money 0 USD"]),
    ("It paid no cash dividends to holders.", ["no: money 0 USD"]),
    ("Globex has no debt.", ["no: money 0 USD"]),
    ("There is no debt ceiling.", []),
    ("It has no plans to pay dividends.", []),
    ("It had no material impairment.", []),
    ("It had no revenue growth.", []),
    ("It holds no shares in Initech, and had no revenue from Brazil.", []),
    ("There were no sales representatives.", []),
]


@pytest.mark.parametrize(("text", "expected"), ZEROS)
def test_zeros_in_words(text: str, expected: list[str]) -> None:
    assert read(text) == expected


QUARTERS = [
    ("It beat the year-ago third quarter.", ["year-ago third quarter: daterange 2023-Q3"]),
    ("It beat last year's third quarter.", ["last year's third quarter: daterange 2023-Q3"]),
    ("It beat the third quarter of last year.", ["third quarter of last year: daterange 2023-Q3"]),
    ("It beat the third quarter a year earlier.", ["third quarter a year earlier: daterange 2023-Q3"]),
    ("It will list in the first half of next year.", ["first half of next year: daterange 2025-H1"]),
    ("Third-quarter earnings will probably be lower.", ["Third-quarter: daterange 2024-Q3"]),
    ("It will open in the second quarter.", ["second quarter: daterange 2025-Q2"]),
    ("In the last half of 2023 it fell.", ["last half of 2023: daterange 2023-H2"]),
    ("In the latter half of 2023 it fell.", ["latter half of 2023: daterange 2023-H2"]),
    ("In the first three quarters of 2024 it rose.", ["first three quarters of 2024: daterange 2024-01-01/2024-09-30"]),
    ("Three quarters of staff left.", ["Three quarters: ratio 0.75"]),
    ("In the five years to 2023 it rose.", ["five years to 2023: daterange 2019-01-01/2023-12-31"]),
    ("In Q3/2024 it fell.", ["Q3/2024: daterange 2024-Q3"]),
    ("In the latest quarter it lost.", ["latest quarter: daterange 2024-Q3"]),
    ("By year's end it will close.", ["By year's end: date le 2024-12-31"]),
    (
        "In June 2019 it opened. Later that year it closed.",
        ["June 2019: daterange 2019-06", "Later that year: daterange 2019"],
    ),
    ("He said that month was good.", []),
    ("Minister Jan Doe agreed.", []),
    ("It opened in Jan and grew.", ["Jan: date 2024-01"]),
    ("The March for Jobs met on March 3.", ["March 3: date 2024-03-03"]),
]


@pytest.mark.parametrize(("text", "expected"), QUARTERS)
def test_quarters_and_years_told_apart(text: str, expected: list[str]) -> None:
    assert read(text) == expected


HEDGES_AND_RATES = [
    ("It has 30-plus plants and 50+ shops.", ["30: quantity 30 plant ge", "50: quantity 50 shop ge"]),
    ("It holds ≥50% of the votes and ≤3 seats.", ["50%: percent 50 percent ge", "3: quantity 3 seat le"]),
    (
        "It has >50 plants, <40 shops and ~30 cars.",
        ["50: quantity 50 plant gt", "40: quantity 40 shop lt", "30: quantity 30 car approx"],
    ),
    (
        "It employs 12,345 people (2023: 11,980).",
        ["12,345: quantity 12345 people", "2023: daterange 2023", "11,980: quantity 11980 people"],
    ),
    (
        "Of its 6,000 employees, of whom 3,000 left, some returned.",
        ["6,000: quantity 6000 employee", "3,000: quantity 3000 employee"],
    ),
    ("A half-percentage-point cut came.", ["A half-percentage-point: percent 0.5 percentage_point"]),
    ("It fell three-tenths of a percent.", ["three-tenths of a percent: percent 0.3 percent"]),
    ("It has a 1-in-5 chance.", ["1-in-5: ratio 0.2"]),
    ("Four out of every five left.", ["Four out of every five: ratio 0.8"]),
    ("It paid a six-figure sum.", ["six: number 6 !figure-of-speech"]),
    ("A 300,000-barrel-per-day refinery burned.", ["300,000-barrel: quantity 300000 barrel/day"]),
    ("Output is 2m b/d.", ["2m b/d: quantity 2000000 barrel/day"]),
    ("It makes 3.5 Mtpa.", ["3.5 Mtpa: quantity 3.5 megatonne/year"]),
    ("It let 12,000 sq. ft. of space.", ["12,000 sq. ft: quantity 12000 square foot"]),
    ("A path for 18- to 24-year-olds opened.", ["18- to 24-year-old: quantity 18..24 year of age range"]),
    ("The 401(k) plans and 192.168.0.1 changed.", ["401: number 401 !reference", "192.168.0.1: number !code"]),
    ("ISBN 978-3-16-148410-0.", ["978-3-16-148410-0: number !code"]),
    ("A 2h flight took off.", ["2h: number !product-name"]),
]


@pytest.mark.parametrize(("text", "expected"), HEDGES_AND_RATES)
def test_hedges_and_rates(text: str, expected: list[str]) -> None:
    assert read(text) == expected


SHARED = [
    (
        "Payouts of 3.5, 4.0 and 4.5 pence.",
        ["3.5: money 0.035 GBP", "4.0: money 0.04 GBP", "4.5 pence: money 0.045 GBP"],
    ),
    ("It costs 8 or 9 million euros.", ["8: money 8000000 EUR", "9 million euros: money 9000000 EUR"]),
    (
        "It sold 10, 12 and 14 million cars.",
        ["10: quantity 10000000 car", "12: quantity 12000000 car", "14 million: quantity 14000000 car"],
    ),
    ("It sold 1,200 and 3 million cars.", ["1,200: quantity 1200 car", "3 million: quantity 3000000 car"]),
    ("It expects $9 billion, plus or minus 2%.", ["$9 billion: money 9000000000 USD", "2%: percent 2 percent"]),
    ("It will add 5,000 new full-time and part-time jobs.", ["5,000: quantity 5000 job"]),
    ("It earned 5 cents per diluted share.", ["5 cents: money 0.05 USD/share"]),
]


@pytest.mark.parametrize(("text", "expected"), SHARED)
def test_units_and_scales_shared(text: str, expected: list[str]) -> None:
    assert read(text) == expected


CLOCKS_AND_ADDRESSES = [
    ("It fell at 5pm and 10.45pm.", ["5pm: date !time-of-day", "10.45pm: date !time-of-day"]),
    ("A 5p mark.", ["5p: money 0.05 GBP"]),
    ("See www.example.com/a-2018-09-23-b now.", ["2018-09-23: date 2018-09-23 !code"]),
    ("It costs $3.50/gal.", ["$3.50: money 3.5 USD/gallon"]),
]


@pytest.mark.parametrize(("text", "expected"), CLOCKS_AND_ADDRESSES)
def test_clocks_and_addresses(text: str, expected: list[str]) -> None:
    assert read(text) == expected
