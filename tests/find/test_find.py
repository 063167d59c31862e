"""Sentences and what find() must read in them; near misses stand beside the hits."""

from datetime import date
from decimal import Decimal

import pytest

from factcheck.find import find
from factcheck.model import Article

DAY = date(2025, 6, 5)  # a Thursday


def read(text: str, published: date | None = DAY, **fields: str) -> list[tuple[str, str, str | None, str | None]]:
    """(surface, kind, value, unit) of every mention."""
    found = find(Article(text, published=published, **fields))
    return [(m.surface, m.kind, None if m.value is None else format(m.value, "f"), m.unit) for m in found]


MONEY = [
    ("Sales came to $13 billion.", "$13 billion", "13000000000", "USD"),
    ("Its $500-billion plan", "$500-billion", "500000000000", "USD"),
    ("Profit of HK$1.2 billion", "HK$1.2 billion", "1200000000.0", "HKD"),
    ("a C$300m fund", "C$300m", "300000000", "CAD"),
    ("worth 900 million zlotys", "900 million zlotys", "900000000", "PLN"),
    ("it paid 87 cts a share", "87 cts", "0.87", "USD"),
    ("a fee of 45 pence", "45 pence", "0.45", "GBP"),
    ("half a billion dollars went", "half a billion dollars", "500000000.0", "USD"),
    ("a charge of -$45m", "-$45m", "-45000000", "USD"),
    ("a loss of $(1.2) million", "$(1.2) million", "-1200000.0", "USD"),
    ("a cash flow of ($12.5) million", "($12.5) million", "-12500000.0", "USD"),
    ("sales ($12.5 million) rose", "$12.5 million", "12500000.0", "USD"),
    ("a gain ($5.4 billion) was booked", "$5.4 billion", "5400000000.0", "USD"),  # brackets round it are no minus
    ("£350k was raised", "£350k", "350000", "GBP"),
    ("rose to 7.5 mln stg", "7.5 mln stg", "7500000.0", "GBP"),
    ("2.5 lakh crore rupees", "2.5 lakh crore rupees", "2500000000000.0", "INR"),
    ("it costs 20 dollars and 43 cents", "20 dollars and 43 cents", "20.43", "USD"),
    ("revenue of $12\nmillion was", "$12\nmillion", "12000000", "USD"),
    ("revenue of $1\u00a0million was", "$1\u00a0million", "1000000", "USD"),
    ("revenue of ＄１２ million was", "＄１２ million", "12000000", "USD"),
    ("a loss of €\u22125 million", "€\u22125 million", "-5000000", "EUR"),
    ("it was $1.5 tril\u00adlion in all", "$1.5 tril\u00adlion", "1500000000000.0", "USD"),
]


@pytest.mark.parametrize(("text", "surface", "value", "unit"), MONEY)
def test_money(text: str, surface: str, value: str, unit: str) -> None:
    assert read(text) == [(surface, "money", value, unit)]


OTHERS = [
    ("it rose 12.5% overall", "12.5%", "percent", "12.5", "percent"),
    ("it rose 12.5 per cent overall", "12.5 per cent", "percent", "12.5", "percent"),
    ("cut by 25 bps today's", "25 bps", "percent", "25", "basis_point"),
    ("two percentage points more", "two percentage points", "percent", "2", "percentage_point"),
    ("up half a point in March's", "half a point", "percent", "0.5", "percentage_point"),
    ("yields 12-1/2 pct", "12-1/2 pct", "percent", "12.5", "percent"),
    ("sales doubled", "doubled", "ratio", "2", None),
    ("costs were halved", "halved", "ratio", "0.5", None),
    ("it aims to cut it in half", "cut it in half", "ratio", "0.5", None),
    ("one in five was late", "one in five", "ratio", "0.2", None),
    ("trading at 15x", "15x", "ratio", "15", None),
    ("it employs 6,000 people", "6,000", "quantity", "6000", "people"),
    ("it has 1,200 full-time employees", "1,200", "quantity", "1200", "employee"),
    ("a farm of 200 MW", "200 MW", "quantity", "200", "megawatt"),
    ("a 60-year-old plant", "60-year-old", "quantity", "60", "year of age"),
    ("lasting three and a half years", "three and a half years", "duration", "3.5", "year"),
    ("a run of 2.7m tickets", "2.7m", "quantity", "2700000.0", "ticket"),
    ("a wall 2.7m high", "2.7m", "quantity", "2.7", "metre"),
]


@pytest.mark.parametrize(("text", "surface", "kind", "value", "unit"), OTHERS)
def test_other_amounts(text: str, surface: str, kind: str, value: str, unit: str | None) -> None:
    assert (surface, kind, value, unit) in read(text)


RANGES = [
    ("a fine of $5-6 billion", "$5-6 billion", "5000000000", "6000000000"),
    ("between $5 and $6 billion was lost", "$5 and $6 billion", "5000000000", "6000000000"),
    ("it costs five to 7.5 mln stg", "five to 7.5 mln stg", "5000000", "7500000.0"),
    ("between 5 and 6 per cent", "5 and 6 per cent", "5", "6"),
    ("prices from $250 to $400 apply", "$250 to $400", "250", "400"),
]


@pytest.mark.parametrize(("text", "surface", "low", "high"), RANGES)
def test_ranges(text: str, surface: str, low: str, high: str) -> None:
    (mention,) = find(Article(text))
    assert mention.surface == surface
    assert (mention.modifier, mention.value, mention.value_high) == ("range", Decimal(low), Decimal(high))


def test_a_change_is_two_numbers_and_shares_their_unit() -> None:
    assert read("The rate went from 3.5 to 4.25 percent.") == [
        ("3.5", "percent", "3.5", "percent"),
        ("4.25 percent", "percent", "4.25", "percent"),
    ]
    assert [m[2] for m in read("Sales rose from $3 billion to $4 billion.")] == ["3000000000", "4000000000"]


HEDGES = [
    ("nearly 40% of them", "approx"),
    ("more than $5 million", "gt"),
    ("no fewer than 20 plants", "ge"),
    ("up to 5 GW", "le"),
    ("just under $3bn", "lt"),
    ("not more than 7%", "le"),
    ("exactly 7%", None),
    ("handing over the 7%", "gt"),
]


@pytest.mark.parametrize(("text", "modifier"), HEDGES)
def test_hedges_stay_outside_the_surface(text: str, modifier: str | None) -> None:
    (mention,) = find(Article(text))
    assert mention.modifier == modifier
    assert mention.surface[0] in "0123456789$"


DATES = [
    ("by July 30, 2024", "by July 30, 2024", "2024-07-30", "2024-07-31", "2024-07-30"),
    ("on 30 July 2024", "30 July 2024", "2024-07-30", "2024-07-31", "2024-07-30"),
    ("on 2024-07-30", "2024-07-30", "2024-07-30", "2024-07-31", "2024-07-30"),
    ("in Sept. 2023", "Sept. 2023", "2023-09-01", "2023-10-01", "2023-09"),
    ("through 2030", "through 2030", "2030-01-01", "2031-01-01", "2030"),
    ("by the end of 2027", "by the end of 2027", "2027-01-01", "2028-01-01", "2027"),
    ("in Q3 2025", "Q3 2025", "2025-07-01", "2025-10-01", "2025-Q3"),
    ("in 3Q24", "3Q24", "2024-07-01", "2024-10-01", "2024-Q3"),
    ("in H1 2024", "H1 2024", "2024-01-01", "2024-07-01", "2024-H1"),
    ("the year ended June 30, 2024", "year ended June 30, 2024", "2023-07-01", "2024-07-01", "2023-07-01/2024-06-30"),
    ("in 2019-2023", "2019-2023", "2019-01-01", "2024-01-01", "2019-01-01/2023-12-31"),
    ("in the 1990s", "1990s", "1990-01-01", "2000-01-01", "1990-01-01/1999-12-31"),
    ("it fell last Tuesday", "last Tuesday", "2025-06-03", "2025-06-04", "2025-06-03"),
    ("it closed yesterday", "yesterday", "2025-06-04", "2025-06-05", "2025-06-04"),
    ("it opened last year", "last year", "2024-01-01", "2025-01-01", "2024"),
    ("three months ago", "three months ago", "2025-03-01", "2025-04-01", "2025-03"),
    ("it said in March", "March", "2025-03-01", "2025-04-01", "2025-03"),
    ("it will open in March", "March", "2026-03-01", "2026-04-01", "2026-03"),
    ("the week of March 6, 2024", "week of March 6, 2024", "2024-03-04", "2024-03-11", None),
    ("on Black Friday 2024", "Black Friday 2024", "2024-11-29", "2024-11-30", "2024-11-29"),
]


@pytest.mark.parametrize(("text", "surface", "first", "end", "period"), DATES)
def test_dates(text: str, surface: str, first: str, end: str, period: str | None) -> None:
    (mention,) = find(Article(text, published=DAY))
    assert mention.surface == surface
    assert mention.iso_start == date.fromisoformat(first)
    assert mention.iso_end == date.fromisoformat(end)
    assert period in (None, mention.period)


def test_fiscal_periods_stay_symbolic() -> None:
    for text, period in (("Q3 FY2025", "FY2025-Q3"), ("third quarter of fiscal 2024", "FY2024-Q3"), ("FY24", "FY2024")):
        (mention,) = find(Article(text, published=DAY))
        assert (mention.period, mention.iso_start) == (period, None)


def test_relative_dates_need_a_day_to_speak_from() -> None:
    (mention,) = find(Article("It closed last Tuesday."))
    assert (mention.kind, mention.iso_start) == ("date", None)


def test_may_is_a_month_only_where_it_is_one() -> None:
    assert read("They may go; we may not.") == []
    assert [m[0] for m in read("It opened in May.")] == ["May"]


def test_two_years_named_are_no_range() -> None:
    assert [m[0] for m in read("in 2007 and 2009")] == ["2007", "2009"]
    assert [m[0] for m in read("between 2007 and 2009")] == ["2007 and 2009"]


NO_QUANTITIES = [
    ("Acme's 365 Copilot is out", "365", "product-name"),
    ("the Glider 2 reviews are in", "2", "product-name"),
    ("the S25 Edge is thin", "S25", "product-name"),
    ("trials of Interleukin-2 went on", "Interleukin-2", "product-name"),
    ("the iPhone 15 sold well", "15", "product-name"),
    ("see page 12 for more", "12", "reference"),
    ("1. Costs fell", "1", "list-number"),
    ("call +1 (212) 555-0100", "1 (212) 555-0100", "phone-number"),
    ("they won 3-2 at home", "3-2", "score"),
    ("doors open at 10:30 am", "10:30 am", "time-of-day"),
    ("it needs more than one partner", "one", "figure-of-speech"),
    ("just two titans at odds", "two", "figure-of-speech"),
    ("one of the best", "one", "one-of"),
]


@pytest.mark.parametrize(("text", "surface", "reason"), NO_QUANTITIES)
def test_what_is_no_quantity_says_why(text: str, surface: str, reason: str) -> None:
    assert [(m.surface, m.ignored) for m in find(Article(text))] == [(surface, reason)]


def test_a_count_after_a_name_is_still_a_count() -> None:
    (mention,) = find(Article("In Ohio Acme 300 workers walked out.".replace("Acme ", "")))
    assert (mention.value, mention.unit, mention.ignored) == (Decimal(300), "worker", None)


def test_units_printed_once_are_shared() -> None:
    assert [m[2:] for m in read("2.5, 3.1 and 4.2 percent")] == [
        ("2.5", "percent"),
        ("3.1", "percent"),
        ("4.2", "percent"),
    ]
    assert read("It had $165 and $617 million, respectively.")[0][2] == "165000000"
    assert read("It had $165 and $617 million.")[0][2] == "165"
    assert read("profit of 246.9 mln stg from 192.7 mln")[1][3] == "GBP"


def test_separators_follow_the_locale() -> None:
    assert read("1.234,5 Millionen €", locale="de-DE")[0][2] == "1234.5"
    assert read("€1.234,50", locale="de-DE")[0][2] == "1234.50"
    assert read("1 234,5 %", locale="fr-FR")[0][2] == "1234.5"
    assert read("on 03/04/2024", locale="en-GB")[0][0] == "03/04/2024"
    assert find(Article("on 03/04/2024", locale="en-GB"))[0].iso_start == date(2024, 4, 3)
    assert find(Article("on 03/04/2024"))[0].iso_start == date(2024, 3, 4)


def test_the_articles_currency_is_the_bare_dollar() -> None:
    assert find(Article("a fee of $5", currency="CAD"))[0].unit == "CAD"
    assert find(Article("a fee of US$5", currency="CAD"))[0].unit == "USD"


def test_per() -> None:
    assert [m.per for m in find(Article("$1.23 per share, $80 a barrel, $9 in all"))] == ["share", "barrel", None]
