"""Numbers of a text against each other. The amounts below are made up, except that all arithmetic in TRUE holds."""

from __future__ import annotations

import pytest

from factcheck.claim import claim
from factcheck.claim.kinds import internal
from factcheck.find import find
from factcheck.link.internal import Around, link_internal
from factcheck.model import Article, Linked

TRUE = [
    "Bolt's revenue rose 12% to $4.48bn from $4.00bn.",
    "Revenue at Bolt climbed 7.5% to €430m from €400m a year earlier.",
    "Net sales were $1.2 billion, compared with $1.0 billion last year, an increase of 20%.",
    "Net profit fell 25% to $30 million from $40 million.",
    "The company earned £84m, down 16% from £100m a year ago.",
    "Exports grew 4.2% to 12.4 million tonnes from 11.9 million tonnes.",
    "Revenue rose 20% from $5 billion to $6.2 billion.",
    "Operating income was $212 million, up 6% from $200 million in the prior quarter.",
    "The jobless rate rose 0.3 percentage points to 4.1% from 3.8%.",
    "The central bank raised its rate by 25 basis points to 4.50% from 4.25%.",
    "Profit doubled to $4m from $2m.",
    "Profit tripled to $9m from $3.1m.",
    "Losses widened 50% to $15m from $10m.",
    "Sales fell by a third to $20m from $30m.",
    "Headcount fell 16.7% to 1,000 from 1,200.",
    "Revenue rose 10% at constant currency to $4.48bn from $4.00bn.",
    "Sales grew an average 12% a year to $4.48bn from $2.00bn.",
    "Volumes rose 3%, taking revenue to $4.48bn from $4.00bn.",
    "Revenue rose 12% (9% organically) to $4.48bn from $4.00bn.",
    "Bolt sold 3 million shares at $50 each for a total of $150 million.",
    "It paid $20 million in cash and $30 million in shares, a total of $50 million.",
    "Some 40% said yes, 35% said no and the remaining 25% did not answer.",
    "Most of those asked (62.5%) said no.",
    "Shares rose 2% after revenue climbed to $4.48bn from $4.00bn.",
    "Revenue was $4.48bn, against $4.00bn, while costs rose 20%.",
    "Net income in the quarter was $43m, against $27m a year earlier. Profit rose by 59%.",
    "Bolt's revenue rose 12%. Volt's revenue grew to $97m from $80m.",
    "Bolt said revenue rose 12%. Volt said its revenue grew to $97m from $80m.",
    "In Canada the number of rigs was up 1 to 181, against 367 one year ago.",
    "Reserves were $97.2bn, against $97.0bn in May. It was up 9% on its level a year before.",
    "Profit rose 60%. Net income was 4.3bn rupees, against 2.7bn rupees a year earlier.",
    "Margins rose to 12.5% from 10%, up 2.5 percentage points.",
    "Cash fell 40% to about $3 billion from about $5 billion.",
    "The fund's assets increased by $20m to $120m from $100m.",
    "Revenue rose 8% to $108m. A year earlier the group had cut its dividend to 20 cents from 40 cents.",
    "Revenue was $4.48bn (€4.1bn), up 12% from $4.00bn (€3.7bn).",
    "The index slipped from 83.1 percent of its 1990 value to 83.0 percent, half of what it lost on Monday.",
    "The bonds come in two pools, one bearing interest of 7.75% and the other 7.625%.",
]
FALSE = [
    ("Bolt's revenue rose 20% to $4.48bn from $4.00bn.", "20%"),
    ("Revenue at Bolt climbed 17.5% to €430m from €400m a year earlier.", "17.5%"),
    ("Net sales were $1.3 billion, compared with $1.0 billion last year, an increase of 12%.", "12%"),
    ("Net profit fell 35% to $30 million from $40 million.", "35%"),
    ("The company earned £84m, down 28% from £100m a year ago.", "28%"),
    ("Exports grew 9.7% to 12.4 million tonnes from 11.9 million tonnes.", "9.7%"),
    ("Revenue rose 60% from $5 billion to $6.2 billion.", "60%"),
    ("Operating income was $212 million, up 16% from $200 million in the prior quarter.", "16%"),
    ("The jobless rate rose 0.9 percentage points to 4.1% from 3.8%.", "0.9 percentage points"),
    ("The central bank raised its rate by 50 basis points to 4.50% from 4.25%.", "50 basis points"),
    ("Profit doubled to $6m from $2m.", "doubled"),
    ("Profit tripled to $9m from $4.5m.", "tripled"),
    ("Losses widened 80% to $15m from $10m.", "80%"),
    ("Sales fell by a third to $10m from $30m.", "a third"),
    ("Headcount fell 6.7% to 1,000 from 1,200.", "6.7%"),
    ("Revenue fell 12% to $4.48bn from $4.00bn.", "12%"),
    ("Bolt sold 2.4 million shares at $50 each for a total of $150 million.", "$150 million"),
    ("It paid $20 million in cash and $30 million in shares, a total of $60 million.", "$60 million"),
    ("Some 40% said yes, 35% said no and the remaining 35% did not answer.", "35%"),
    ("Most of those asked (37.5%) said no.", "37.5%"),
    ("Net income in the quarter was $43m, against $27m a year earlier. Profit rose by 99%.", "99%"),
    ("Profit rose 99%. Net income was 4.3bn rupees, against 2.7bn rupees a year earlier.", "99%"),
    ("Bolt, the country's fifth-biggest carmaker, reported a 99% rise in profit. Net income was $43m, against $27m a year earlier.", "99%"),
    ("Margins rose to 12.5% from 10%, up 5.5 percentage points.", "5.5 percentage points"),
    ("Cash fell 70% to about $3 billion from about $5 billion.", "70%"),
    ("The fund's assets increased $40m, to $120m from $100m.", "$40m"),
    ("Revenue was $4.48bn (€4.1bn), up 22% from $4.00bn (€3.7bn).", "22%"),
    ("Turnover jumped 44 per cent to £61.2m, compared with £50.4m in 2022.", "44 per cent"),
    ("Orders slipped 3% to 880 from 1,010.", "3%"),
    ("The dividend was raised 25% to 60 cents from 40 cents.", "25%"),
    ("Subscribers rose 30% to 2.2 million, versus 2.0 million a year ago.", "30%"),
    ("Deliveries totalled 93,000 vehicles, up 40% from 83,000 in the first quarter.", "40%"),
    ("Pre-tax profit dropped 10 percent to $72.1 million from $94.9 million.", "10 percent"),
]


def inside(text: str) -> dict[str, Linked]:
    article = Article(text, name="t")
    found = claim(article, find(article))
    linked = {c.main.surface: link_internal(Around.of(article, found.ledger, found.claims), c) for c in found.claims}
    return {surface: one for surface, one in linked.items() if one is not None}


@pytest.mark.parametrize("text", TRUE)
def test_true_numbers_are_left_alone(text: str) -> None:
    assert {s: one.steps or [r.steps for r in one.readings] for s, one in inside(text).items() if one.readings} == {}


@pytest.mark.parametrize(("text", "surface"), FALSE)
def test_impossible_numbers_are_noticed(text: str, surface: str) -> None:
    assert surface in {s for s, one in inside(text).items() if one.readings}


@pytest.mark.parametrize(("text", "surface"), internal.EXAMPLES)
def test_examples_of_the_kind(text: str, surface: str) -> None:
    assert surface in {s for s, one in inside(text).items() if one.readings}


@pytest.mark.parametrize(("text", "surface"), internal.NEAR_MISSES)
def test_near_misses_of_the_kind(text: str, surface: str) -> None:
    assert not any(one.readings for one in inside(text).values())
