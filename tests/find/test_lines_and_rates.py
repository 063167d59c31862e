"""Lines of results, rates of counts, names with figures, words broken at a line's end: all that is read in each text."""

from datetime import date

import pytest

from factcheck.find import find
from factcheck.model import Article, Mention

DAY = date(2024, 10, 15)  # a Tuesday


def told(m: Mention) -> str:
    parts = [m.kind]
    if m.value is not None and m.kind not in ("date", "daterange"):
        parts.append(f"{float(m.value):.10g}")
    if m.unit and m.kind not in ("date", "daterange"):
        parts.append(m.unit + (f"/{m.per}" if m.per else ""))
    parts += [m.modifier] if m.modifier else []
    parts += [m.period] if m.period else []
    return " ".join([*parts, f"!{m.ignored}"] if m.ignored else parts)


def read(text: str) -> list[str]:
    return [f"{m.surface}: {told(m)}" for m in find(Article(text, published=DAY))]


HEADINGS = [
    ("How to reach us", "Tickets $25", "$25: money 25 USD"),
    ("Contact", "Brochure $5", "$5: money 5 USD"),
    ("# Notes", "Paper $25", "$25: money 25 USD"),
    ("Taxes", "Tickets $25", "$25: money 25 USD"),
    ("Operating expenses:", "Travel $25", "$25: money 25000000 USD"),
    ("Cash flows from operating activities", "Net income $25", "$25: money 25000000 USD"),
    ("Due from related parties", "Loans $25", "$25: money 25000000 USD"),
]


@pytest.mark.parametrize(("between", "row", "expected"), HEADINGS)
def test_where_the_scale_of_a_table_ends(between: str, row: str, expected: str) -> None:
    assert read(f"Results (in millions)\nSales $1,234\n{between}\n{row}")[-1] == expected


BRACKETS = [
    ("Acme paid a fee of ($25) per share.", "$25: money 25 USD"),
    ("Acme raised its stake to (51%).", "51%: percent 51 percent"),
    ("The price target was ($40).", "$40: money 40 USD"),
    ("The change in value was ($4 million).", "($4 million): money -4000000 USD"),
    ("Interest income was ($4 million).", "($4 million): money -4000000 USD"),
    ("Net loss per share, after a settlement, of ($0.40).", "($0.40): money -0.4 USD"),
    ("Adjusted margin was (12%).", "(12%): percent -12 percent"),
]


@pytest.mark.parametrize(("text", "expected"), BRACKETS)
def test_what_is_never_below_zero_has_no_minus(text: str, expected: str) -> None:
    assert read(text) == [expected]


TABLE_LINES = [
    ("Income taxes (21%) 45 38", ["21%: percent 21 percent", "45: number 45", "38: number 38"]),
    (
        "Net 1,163,000 vs 466,000\nRevs 3.4 mln vs 2.9 mln\nAvg shrs 11,138,503 vs 10,982,699",
        [
            "1,163,000: number 1163000",
            "466,000: number 466000",
            "3.4 mln: number 3400000",
            "2.9 mln: number 2900000",
            "11,138,503: quantity 11138503 share",
            "10,982,699: quantity 10982699 share",
        ],
    ),
    ("Net 466,000 Revs 3.4 mln Nine mths", ["466,000: number 466000", "3.4 mln: number 3400000", "Nine mths: duration 9"
     " month"]),
    ("Assets 6.4 billion\nNotes - The group changed its year.", ["6.4 billion: number 6400000000"]),
    ("It sold 466,000\nKestrel vans.", ["466,000: quantity 466000 kestrel van"]),
    ("It sold 466,000 Kestrels.", ["466,000: quantity 466000 kestrel"]),
    ("NOTE: 25 stores were sold.", ["25: quantity 25 store"]),
    ("See note 25.", ["25: number 25 !reference"]),
    ("Injured: 74", ["74: number 74"]),
    ("Kestrel 74", ["74: number 74 !product-name"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TABLE_LINES)
def test_lines_of_results(text: str, expected: list[str]) -> None:
    assert read(text) == expected


ZEROS = [
    ("Its cash does not generate any income.", 0),
    ("It does not pay any interest on it.", 0),
    ("It does not have any debt.", 1),
    ("It does not currently have any borrowings outstanding.", 1),
    ("It did not generate any income in May.", 1),
]


@pytest.mark.parametrize(("text", "count"), ZEROS)
def test_what_something_is_like_is_no_zero(text: str, count: int) -> None:
    assert len([m for m in find(Article(text)) if m.value == 0]) == count


NAMES = [
    ("It runs 7-Eleven shops.", ["7-Eleven: number 7 !product-name"]),
    ("It filed a 10-K and an 8-K/A.", ["10-K: number 10 !reference", "8-K/A: number 8 !reference"]),
    ("It shows 3-D films.", ["3-D: number 3 !product-name"]),
    ("It sold a 10-Year note.", ["10-Year: duration 10 year"]),
    ("It runs a 5-Star hotel.", ["5: quantity 5 star"]),
    ("It sits at 350 5th Avenue.", ["350: number 350 !reference", "5th: number !ordinal"]),
    ("It sits at 1221 Avenue of the Kings.", ["1221: number 1221 !reference"]),
    ("It sits at 221B Grove Street.", ["221B: number !reference"]),
    ("It has 500 5th Avenue shops.", ["500: number 500", "5th: number !ordinal"]),
    ("Sales rose in week 31.", ["31: number 31 !reference"]),
    ("In the last week 31 people left.", ["last week: daterange 2024-10-07/2024-10-13", "31: quantity 31 people"]),
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_names_and_addresses(text: str, expected: list[str]) -> None:
    assert read(text) == expected


ORDINALS = [
    ("It pays on the thirty-first day of the month.", ["thirty-first: number !ordinal"]),
    ("It was the one hundred and fifth flight.", ["one hundred and fifth: number !ordinal"]),
    ("It opened its hundredth shop.", []),
    ("It fell in the twenty-first century.", ["twenty-first century: daterange 2000-01-01/2099-12-31"]),
    ("It has twenty first-time buyers.", ["twenty: quantity 20 first-time buyer"]),
    ("It lasted one hundred and five days.", ["one hundred and five days: duration 105 day"]),
]


@pytest.mark.parametrize(("text", "expected"), ORDINALS)
def test_places_in_a_row_count_nothing(text: str, expected: list[str]) -> None:
    assert read(text) == expected


BROKEN = [
    ("It drew 300,000 visi-\ntors.", ["300,000: quantity 300000 visitor"]),
    ("It has 300 mega-\nwatts of power.", ["300 mega-\nwatts: quantity 300 megawatt"]),
    ("It has 300 short-\nterm leases.", ["300: quantity 300 short-term lease"]),
    ("It has 300 -\nno more.", ["300: number 300"]),
]


@pytest.mark.parametrize(("text", "expected"), BROKEN)
def test_words_broken_at_the_end_of_a_line(text: str, expected: list[str]) -> None:
    assert read(text) == expected


RATES = [
    ("It does three thousand tests per day.", ["three thousand: quantity 3000 test/day"]),
    ("It runs 300 flights daily.", ["300: quantity 300 flight/day"]),
    ("It fell from 300 tests per day to 250.", ["300: quantity 300 test/day", "250: quantity 250 test/day"]),
    ("It stores 5 GB/month.", ["5 GB: quantity 5 gigabyte/month"]),
    ("It yields 8.5 t/ha.", ["8.5 t/ha: quantity 8.5 tonne/hectare"]),
    ("It closed 300 stores a year after it bought them.", ["300: quantity 300 store"]),
    ("It gave 200 workers a month's leave.", ["200: quantity 200 worker"]),
    ("It had 300 stores a year ago.", ["300: quantity 300 store", "a year ago: date 2023"]),
    ("It has 300 daily flights.", ["300: quantity 300 daily flight"]),
]


@pytest.mark.parametrize(("text", "expected"), RATES)
def test_a_count_per_something_is_a_rate(text: str, expected: list[str]) -> None:
    assert read(text) == expected


UNITS = [
    ("It sold 2.9 million 9 liter cases.", ["2.9 million: quantity 2900000 case", "9 liter: quantity 9 litre"]),
    ("It has a 12 C melting point.", ["12 C: quantity 12 celsius"]),
    ("It has a 12 C share class.", ["12: number 12"]),
    ("The heat reached 35C.", ["35C: quantity 35 celsius"]),
    ("It pays 12c a share.", ["12c: money 0.12 USD/share"]),
    ("ACME EARNS 35C A SHARE", ["35C: money 0.35 USD/share"]),
    ("Winds reached 150 kn.", ["150 kn: quantity 150 knot"]),
    ("Tickets cost 150 kn.", ["150: number 150"]),
    ("It built a 37m-long boat.", ["37m: quantity 37 metre"]),
    ("It has 37m-plus users.", ["37m: quantity 37000000 user ge"]),
    ("It emits 95 MtCO2e.", ["95 MtCO2e: quantity 95 megatonne of CO2 equivalent"]),
    ("It mined 400 koz.", ["400 koz: quantity 400 thousand ounces"]),
    ("It makes 12 MWp; 3.5 GWh.", ["12 MWp: quantity 12 megawatt", "3.5 GWh: quantity 3.5 gigawatt hour"]),
    ("It sold nine 9-litre cases and 300.", ["nine: quantity 9 case", "9-litre: quantity 9 litre", "300: number 300"]),
]


@pytest.mark.parametrize(("text", "expected"), UNITS)
def test_units_that_their_surroundings_tell(text: str, expected: list[str]) -> None:
    assert read(text) == expected


def test_between_now_and_a_date_is_a_bound() -> None:
    assert read("It will add stores between now and 2030.") == ["2030: daterange le 2030"]
    assert read("It fell between 2020 and 2023.") == ["2020 and 2023: daterange 2020-01-01/2023-12-31"]


SHARED = [
    ("The price was $5/tonne vs 4.", ["$5: money 5 USD/tonne", "4: money 4 USD/tonne"]),
    ("Shr 12 cts vs 10", ["12 cts: money 0.12 USD", "10: money 0.1 USD"]),
    ("It made $5 vs three teams.", ["$5: money 5 USD", "three: quantity 3 team"]),
    ("It saved eight or nine million dollars.", ["eight: money 8000000 USD", "nine million dollars: money 9000000 USD"]),
    ("It costs eight or nine cents.", ["eight: money 0.08 USD", "nine cents: money 0.09 USD"]),
    ("It made $3 vs 271,000, or two cts.", ["$3: money 3 USD", "271,000: money 271000 USD", "two cts: money 0.02 USD"]),
    ("It has a billion two in cash.", ["a billion: number 1000000000", "two: number 2"]),
    ("It has one million two hundred thousand users.", ["one million two hundred thousand: quantity 1200000 user"]),
    ("Volume 340,000 lots", ["340,000: quantity 340000 lot"]),
    ("See volume 34.", ["34: number 34 !reference"]),
    ("See slide 14.", ["14: number 14 !reference"]),
]


@pytest.mark.parametrize(("text", "expected"), SHARED)
def test_units_and_scales_told_once(text: str, expected: list[str]) -> None:
    assert read(text) == expected


ABROAD = [
    ("The margin was 8,2 %.", ["8,2 %: percent 8.2 percent"]),
    ("Rates of 5,6 and 7 percent.", ["5: number 5", "6: percent 6 percent", "7 percent: percent 7 percent"]),
    ("Profit was EUR 312 m (EUR 298 m).", ["EUR 312 m: money 312000000 EUR", "EUR 298 m: money 298000000 EUR"]),
    ("The boat is 12 m long.", ["12: number 12"]),
    ("Orders of 1.2 Mrd. euros came.", ["1.2 Mrd. euros: money 1200000000 EUR"]),
    ("It cost 5 mln. Euros were paid.", ["5 mln: number 5000000"]),
    ("Sales in 9M 2024 rose.", ["9M 2024: daterange 2024-01-01/2024-09-30"]),
    ("Sales of 3M 2024 rose.", ["3M: number !product-name", "2024: daterange 2024"]),
    ("(£000) 2024", ["£000: money GBP !context", "2024: daterange 2024"]),
    ("It earned $0.", ["$0: money 0 USD"]),
    ("The highest since '98.", ["'98: daterange ge 1998"]),
    ("He said '98 of them' left.", ["98: number 98"]),
    ("The 500 MW/1,000 MWh plant.", ["500 MW: quantity 500 megawatt", "1,000 MWh: quantity 1000 megawatt hour"]),
    ("Case 12/1,000 was shut.", ["12: number 12 !product-name", "1,000: number 1000 !code"]),
    ("It made 2.3 lakh two-wheelers.", ["2.3 lakh: quantity 230000 two-wheeler", "two: number 2 !product-name"]),
]


@pytest.mark.parametrize(("text", "expected"), ABROAD)
def test_amounts_as_they_are_printed_abroad(text: str, expected: list[str]) -> None:
    assert read(text) == expected


BOUNDS = [
    ("It drew $5m under the $500m revolver.", ["$5m: money 5000000 USD", "$500m: money 500000000 USD"]),
    ("It cost under $500m.", ["$500m: money 500000000 USD lt"]),
    ("The notes vest over four years.", ["four years: duration 4 year"]),
    ("It lasted over four years.", ["four years: duration 4 year gt"]),
    ("She brings over 30 years of experience.", ["30 years: duration 30 year gt"]),
    ("We did about, uh, 45 million.", ["45 million: number 45000000 approx"]),
    ("We did it, uh, 45 million times.", ["45 million: number 45000000"]),
    ("It held for a third straight month.", []),
    ("It lost a third of its sales.", ["a third: ratio 0.3333333333"]),
]


@pytest.mark.parametrize(("text", "expected"), BOUNDS)
def test_words_that_set_no_bound(text: str, expected: list[str]) -> None:
    assert read(text) == expected


MIXED = [
    ("It refunded $14.2m to 86,000 clients.", ["$14.2m: money 14200000 USD", "86,000: quantity 86000 client"]),
    ("It gave $5 to 300 workers.", ["$5: money 5 USD", "300: quantity 300 worker"]),
    ("It costs $5 to 7.", ["$5 to 7: money 5 USD range"]),
    ("From 14m in 2011 sales fell to 2.3m.", ["14m: number 14000000", "2011: daterange 2011", "2.3m: number 2300000"]),
    ("It is 200m from the shop where sales rose.", ["200m: quantity 200 metre"]),
    ("The count rises by 5 to 588.", ["5: number 5", "588: number 588"]),
    ("The count is 5 to 8.", ["5 to 8: number 5 range"]),
    (
        "In 2023, 2022 and 2021, respectively, it spent $45, $41 and $38 million.",
        ["2023: daterange 2023", "2022: daterange 2022", "2021: daterange 2021", "$45: money 45000000 USD",
         "$41: money 41000000 USD", "$38 million: money 38000000 USD"],
    ),
    ("It spent $45, and $38 million in fees.", ["$45: money 45 USD", "$38 million: money 38000000 USD"]),
    ("It saved c.£40m.", ["£40m: money 40000000 GBP approx"]),
    ("It grew (H1 23: £10.1m).", ["H1 23: daterange 2023-H1", "£10.1m: money 10100000 GBP"]),
    ("It opened its 1,000th branch.", ["1,000th: number !ordinal"]),
    ("It weighs 2x4.5kg.", ["2x4.5kg: number !product-name"]),
    ("The ratio was 34,5 percent.", ["34,5 percent: percent 34.5 percent"]),
    ("Call +44 20 7946 0958.", ["44 20 7946 0958: number 44 !phone-number"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MIXED)
def test_numbers_beside_each_other(text: str, expected: list[str]) -> None:
    assert read(text) == expected
