"""Amounts whose unit, scale or noun stands somewhere else, and numbers that count nothing."""

import pytest

from factcheck.find import find
from factcheck.model import Article, Mention


def read(text: str) -> list[Mention]:
    return list(find(Article(text, currency="USD")))


def told(text: str) -> list[tuple[str, str, float | None, str | None]]:
    return [(m.surface, m.kind, None if m.value is None else float(m.value), m.unit) for m in read(text)]


COUNTED = [
    ("It laid off 3,100 of our drivers.", "3,100", 3100, "driver"),
    ("It laid off 3,100 of its road and rail engineers.", "3,100", 3100, "engineer"),
    ("It sold 460 Kestrel and Merlin vans.", "460", 460, "van"),
    ("It sold 63,000 Falcon 3 hatchbacks.", "63,000", 63000, "hatchback"),
    ("It shipped 4.3m digital and physical copies.", "4.3m", 4300000, "copy"),
    ("It sued ten other suppliers.", "ten", 10, "supplier"),
    ("It gained 310 passing yards.", "310", 310, "yard"),
    ("Then 95,800 who had no work applied.", "95,800", 95800, "people"),
    ("In May and June 5,150 and 4,770, respectively, shares were sold.", "5,150", 5150, "share"),
    ("Five securities class action lawsuits were filed.", "Five", 5, "lawsuit"),
    ("It sold five tranches of bonds.", "five", 5, "tranche"),
    ("Eight of the nine patents expired.", "Eight", 8, "patent"),
    ("Separately, 25 plants were shut.", "25", 25, "plant"),
    ("Women aged 47 paid less.", "47", 47, "year of age"),
    ("People over the age of 65 paid less.", "65", 65, "year of age"),
    ("It held 600 bitcoin at the end of the year.", "600 bitcoin", 600, "bitcoin"),
    ("The engine makes 275 pound-feet.", "275 pound-feet", 275, "pound-foot"),
]


@pytest.mark.parametrize(("text", "surface", "value", "unit"), COUNTED)
def test_what_is_counted(text: str, surface: str, value: float, unit: str) -> None:
    assert (surface, "quantity", value, unit) in told(text)


UNCOUNTED = [
    ("On day 3 of the talks nothing moved.", "3"),
    ("It issued 2 million Series B.", "2 million"),
    ("More than 1,700 injured, officials said.", "1,700"),
]


@pytest.mark.parametrize(("text", "surface"), UNCOUNTED)
def test_no_noun_from_afar(text: str, surface: str) -> None:
    assert [m.unit for m in read(text) if m.surface == surface] == [None]


MONEY = [
    ("It paid a million and a half dollars.", "a million and a half dollars", 1500000, "USD"),
    ("It made RMB61 .1 million.", "RMB61 .1 million", 61100000, "CNY"),
    ("It cost PS2.7m then.", "PS2.7m", 2700000, "GBP"),
    ("It cost PS1,200 then.", "PS1,200", 1200, "GBP"),
    ("A grant of Rupees 500 crore came.", "Rupees 500 crore", 5000000000, "INR"),
    ("A grant of Rs. 500 crore came.", "Rs. 500 crore", 5000000000, "INR"),
    ("A grant of Rs 512 Cr came.", "Rs 512 Cr", 5120000000, "INR"),
    ("A grant of INR 1.5 cr came.", "INR 1.5 cr", 15000000, "INR"),
    ("It lost $(0.14) per share.", "$(0.14)", -0.14, "USD"),
    ("It lost €(12,450) thousand.", "€(12,450) thousand", -12450000, "EUR"),
    ("It earned more (£3).", "£3", 3, "GBP"),
    ("It paid 15 cts a shr.", "15 cts", 0.15, "USD"),
    ("A grant of Pounds 5m came.", "Pounds 5m", 5000000, "GBP"),
    ("Debts of ¥22.1 billion RMB remain.", "¥22.1 billion RMB", 22100000000, "CNY"),
    ("Debts of ¥22.1 billion remain.", "¥22.1 billion", 22100000000, "JPY"),
    ("The red one is 4,350 rand ($240), the blue one 3,900 ($215).", "3,900", 3900, "ZAR"),
    ("The 275 pounds were repaid.", "275 pounds", 275, "GBP"),
]


@pytest.mark.parametrize(("text", "surface", "value", "unit"), MONEY)
def test_money_in_odd_print(text: str, surface: str, value: float, unit: str) -> None:
    assert (surface, "money", value, unit) in told(text)


@pytest.mark.parametrize(("text", "surface"), [("The PS5 sold out.", "PS5"), ("He bought 3,900 (two lots).", "3,900")])
def test_no_money(text: str, surface: str) -> None:
    assert "money" not in {m.kind for m in read(text) if m.surface == surface}


SHARED = [
    ("It bought 1.5 and 8.4 million shares.", [1500000, 8400000]),
    ("It bought 15 and 8.4 million shares.", [15, 8400000]),  # may be fifteen
    ("It bought 1.5 and 8 thousand tonnes.", [1.5, 8000]),  # half a tonne is told as well
    ("It rose by 4 and 5 percent.", [4, 5]),
    ("It lost 12.5 points, or 0.3 percent, to 4,120.", [12.5, 0.3, 4120]),
    ("Over three and six months it grew.", [3, 6]),
]


@pytest.mark.parametrize(("text", "values"), SHARED)
def test_units_and_scales_printed_once(text: str, values: list[float]) -> None:
    found = read(text)
    assert [float(m.value) for m in found if m.value is not None] == values
    assert None not in {m.unit for m in found}


PAIRS = [
    ("Profit rose by $40m to $120m from $80m.", [(40000000, None), (120000000, None), (80000000, None)]),
    ("Staff was cut by 200 to 1,000 from 1,200.", [(200, None), (1000, None), (1200, None)]),
    ("Prices will rise by 5% to 7%.", [(5, 7)]),
    ("The price rose from $5 to $7 to $9.", [(5, None), (7, None), (9, None)]),
    ("It raised its forecast from $5 to $7 to $9 to $12.", [(5, 7), (9, 12)]),
    ("The shares rose $2 to $48.", [(2, None), (48, None)]),
    ("The shares fell 3.5p to 118.5p.", [(0.035, None), (1.185, None)]),
    ("Oil rose $2 to $5 a barrel.", [(2, 5)]),
    ("Increases range from $5 to $7.", [(5, 7)]),
]


@pytest.mark.parametrize(("text", "ends"), PAIRS)
def test_two_numbers_or_a_range(text: str, ends: list[tuple[float, float | None]]) -> None:
    assert [(float(m.value or 0), None if m.value_high is None else float(m.value_high)) for m in read(text)] == ends


TIMES = [
    ("He flew 320 times.", "320", "number"),
    ("She was fined four times in Leeds.", "four", "number"),
    ("Orders were four times those of Bolt.", "four times", "ratio"),
    ("Shares trade at 15 times.", "15 times", "ratio"),
    ("The issue was subscribed three times.", "three times", "ratio"),
]


@pytest.mark.parametrize(("text", "surface", "kind"), TIMES)
def test_occasions_and_multiples(text: str, surface: str, kind: str) -> None:
    assert (surface, kind) in [(m.surface, m.kind) for m in read(text)]


IGNORED = [
    ("It came 10th in a field of cars.", "10th", "ordinal"),
    ("The 22nd amendment stands.", "22nd", "ordinal"),
    ("Jane Doe, 52, joined.", "52", "age"),
    ("On Monday, 52, joined.", "52", None),
]


@pytest.mark.parametrize(("text", "surface", "reason"), IGNORED)
def test_reasons(text: str, surface: str, reason: str | None) -> None:
    assert [m.ignored for m in read(text) if m.surface == surface] == [reason]


@pytest.mark.parametrize("text", ["A third-party seller left.", "Flags fly at half-staff.", "It led at half-time."])
def test_parts_of_words_are_no_parts(text: str) -> None:
    assert read(text) == []


def test_a_half_is_a_part() -> None:
    assert [(m.surface, m.kind) for m in read("It kept half the money.")] == [("half", "ratio")]


STORED = [
    ("It built a 1.5 GWh battery.", "1.5 GWh", "quantity", 1.5, "gigawatt hour"),
    ("It bought the 365 Copilot plan.", "365", "number", 365, None),
    ("Rates rose by 0.25 of a percentage point.", "0.25 of a percentage point", "percent", 0.25, "percentage_point"),
    ("Rates rose by 0.25 of a percent.", "0.25", "number", 0.25, None),
    ("The office is in London EC2M 7PP.", "7PP", "number", None, None),
    ("The office is in London W1 4BP.", "4BP", "number", None, None),
    ("In Q3 7PP was the gap.", "7PP", "percent", 7, "percentage_point"),
    ("FED CUTS BY 5BP TODAY.", "5BP", "percent", 5, "basis_point"),
]


@pytest.mark.parametrize(("text", "surface", "kind", "value", "unit"), STORED)
def test_units_in_capitals(text: str, surface: str, kind: str, value: float | None, unit: str | None) -> None:
    assert (surface, kind, value, unit) in told(text)
