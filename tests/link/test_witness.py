"""Linking by the company a number keeps: a table of own making, sentences that are right, wrong, or about neither."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from factcheck.claim import claim
from factcheck.find import find
from factcheck.link.witness import link_by_witnesses
from factcheck.measure import intervals
from factcheck.model import Article, Linked
from factcheck.reference import Reference

COMPANY = "Larkmoor Industries, Inc."
PUBLISHED = date(2024, 2, 28)
YEARS = (2023, 2022, 2021)
MILLIONS = {
    "us-gaap:Revenues": ("Revenues", (8412, 7935, 7120)),
    "us-gaap:CostOfRevenue": ("Cost Of Revenue", (5210, 4890, 4466)),
    "us-gaap:GrossProfit": ("Gross Profit", (3202, 3045, 2654)),
    "us-gaap:ResearchAndDevelopmentExpense": ("Research And Development Expense", (611, 574, 532)),
    "us-gaap:AdvertisingExpense": ("Advertising Expense", (143, 128, 119)),
    "us-gaap:OperatingIncomeLoss": ("Operating Income Loss", (1377, 1294, 1106)),
    "us-gaap:InterestExpense": ("Interest Expense", (96, 84, 77)),
    "us-gaap:IncomeTaxExpenseBenefit": ("Income Tax Expense Benefit", (268, 251, 214)),
    "us-gaap:NetIncomeLoss": ("Net Income Loss", (1013, 959, 815)),
    "us-gaap:ShareBasedCompensation": ("Share Based Compensation", (88, 79, 66)),
    "us-gaap:OperatingLeaseCost": ("Operating Lease Cost", (57, 53, 49)),
    "us-gaap:AmortizationOfIntangibleAssets": ("Amortization Of Intangible Assets", (172, 181, 190)),
    "us-gaap:PaymentsOfDividends": ("Payments Of Dividends", (402, 377, 351)),
}
BALANCES = {
    "us-gaap:Goodwill": ("Goodwill", (2314, 2296)),
    "us-gaap:AccountsReceivableNetCurrent": ("Accounts Receivable Net Current", (1187, 1102)),
    "us-gaap:InventoryNet": ("Inventory Net", (943, 1015)),
    "us-gaap:LongTermDebt": ("Long Term Debt", (2750, 2481)),
}
HEADER = "id,entity,metric,value,unit,period,qualifiers,decimals,concept,source,as_of\n"


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    rows = []
    for concept, (label, values) in MILLIONS.items():
        for year, value in zip(YEARS, values, strict=True):
            rows.append(f"{label},{value}000000,USD,{year}-01-01/{year}-12-31,,-6,{concept}")
    for concept, (label, values) in BALANCES.items():
        for year, value in zip(YEARS, values, strict=False):
            rows.append(f"{label},{value}000000,USD,{year}-12-31,,-6,{concept}")
    for name, value in (("Garden Tools", 3106), ("Power Tools", 5306)):
        line = f"Revenues,{value}000000,USD,2023-01-01/2023-12-31,StatementBusinessSegments={name},-6,us-gaap:Revenues"
        rows.append(line)
    lines = [f'f{i},"{COMPANY}",{row},10-K,2024-02-20\n' for i, row in enumerate(rows)]
    path = tmp_path_factory.mktemp("witness") / "larkmoor.csv"
    path.write_text(HEADER + "".join(lines), encoding="utf-8")
    return Reference.load(path)


def linked(text: str, surface: str, reference: Reference, as_of: date | None = PUBLISHED) -> Linked | None:
    """What the witnesses say of the claim whose main number is printed as ``surface``."""
    article = Article(text, entity=COMPANY, published=PUBLISHED)
    found = claim(article, find(article))
    out = link_by_witnesses(article, found.claims, found.ledger, reference, as_of)
    assert len(out) == len(found.claims)
    return next(x for c, x in zip(found.claims, out, strict=True) if surface in c.main.surface)


def fits(result: Linked) -> bool:
    assert result.allowed_wide is not None
    return intervals.overlaps(result.readings[0].expected, result.allowed_wide)


LISTED = "Research and development expense was ${} million, ${} million and ${} million in 2023, 2022 and 2021, respectively."
RIGHT = [
    (LISTED.format(611, 574, 532), "574", "Research And Development Expense", "2022-12-31"),
    ("Goodwill was $2,314 million and $2,296 million as of December 31, 2023 and 2022, respectively.", "2,296", "Goodwill", "2022-12-31"),
    ("Amortization of intangible assets was $172 million in 2023, $181 million in 2022 and $190 million in 2021.", "181", "Amortization Of Intangible Assets", "2022-12-31"),
]  # fmt: skip
WRONG = [
    (LISTED.format(611, 514, 532), "514", "Research And Development Expense", "2022-12-31", None),
    (LISTED.format(611, 574, 611), "$611 million in", "Research And Development Expense", "2021-12-31", "period-mismatch"),
    ("Amortization of intangible assets was $172 million in 2023, $181 billion in 2022 and $190 million in 2021.", "181", "Amortization Of Intangible Assets", "2022-12-31", "scale-mismatch"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "surface", "metric", "end"), RIGHT)
def test_a_right_number_rests_on_its_own_line_and_period(
    text: str, surface: str, metric: str, end: str, reference: Reference
) -> None:
    result = linked(text, surface, reference)
    assert result is not None and result.readings and fits(result)
    fact = result.readings[0].facts[0]
    assert (fact.metric, str(fact.period.end if fact.period else None)) == (metric, end)
    assert result.steps and not result.unsettled and 0 < result.confidence <= 1


@pytest.mark.parametrize(("text", "surface", "metric", "end", "hint"), WRONG[:1] + WRONG[2:])
def test_a_wrong_number_in_a_list_is_held_against_its_own_line(
    text: str, surface: str, metric: str, end: str, hint: str | None, reference: Reference
) -> None:
    result = linked(text, surface, reference)
    assert result is not None and result.readings and not fits(result)
    fact = result.readings[0].facts[0]
    assert (fact.metric, str(fact.period.end if fact.period else None)) == (metric, end)
    assert result.hint == hint and not result.unsettled
    assert any("other numbers" in step and metric in step for step in result.steps)


def test_the_figure_of_another_year_is_told_as_such(reference: Reference) -> None:
    text = "Advertising expense was $143 million, $128 million and $143 million in 2023, 2022 and 2021, respectively."
    article = Article(text, entity=COMPANY, published=PUBLISHED)
    found = claim(article, find(article))
    last = link_by_witnesses(article, found.claims, found.ledger, reference, PUBLISHED)[-1]
    assert last is not None and last.readings and not fits(last)
    assert last.readings[0].facts[0].value == Decimal(119_000_000) and last.hint == "period-mismatch"
    assert any("2023" in step and "143" in step for step in last.steps)


@pytest.mark.parametrize(
    "text",
    [
        "The settlement with the harbour authority cost $47 million in 2022.",
        "Insurance recoveries of $311 million were booked in 2023 after the fire in the Dover plant.",
        "Two former suppliers asked for damages of $12.5 million.",
    ],
)
def test_a_number_about_nothing_on_file_accuses_nobody(text: str, reference: Reference) -> None:
    result = linked(text, "$", reference)
    assert result is None or not result.readings or fits(result)


def test_facts_of_days_to_come_are_not_used(reference: Reference) -> None:
    text = LISTED.format(611, 514, 532)
    result = linked(text, "611", reference, as_of=date(2023, 6, 30))
    assert result is None or all(f.period.end <= date(2023, 6, 30) for r in result.readings for f in r.facts if f.period and f.period.end)


def test_another_company_is_not_judged_by_this_table(reference: Reference) -> None:
    article = Article(LISTED.format(611, 514, 532), entity="Somebody Else plc", published=PUBLISHED)
    found = claim(article, find(article))
    assert link_by_witnesses(article, found.claims, found.ledger, reference, PUBLISHED) == [None] * len(found.claims)


def test_a_short_list_of_facts_is_left_to_linking_by_name(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("few") / "few.csv"
    row = f'f1,"{COMPANY}",Revenues,8412000000,USD,2023-01-01/2023-12-31,,-6,us-gaap:Revenues,10-K,2024-02-20\n'
    path.write_text(HEADER + row, encoding="utf-8")
    assert linked("Revenues were $8,412 million in 2023.", "8,412", Reference.load(path)) is None


def test_the_same_input_gives_the_same_answer(reference: Reference) -> None:
    text = LISTED.format(611, 514, 532)
    assert linked(text, "514", reference) == linked(text, "514", reference)
