"""Told -> rows and series: prices as they were traded, in whole currency units, and the lines of income statements.

Yahoo gives closes adjusted for later splits; what a newspaper printed on the day is that close times every later
split. Prices in pence, cents or agorot become pounds, rand and shekels. All of it is ``secondary``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal

from factcheck.measure.exchanges import market_code
from factcheck.measure.periods import label_of
from factcheck.model import plain
from factcheck.providers.errors import ProviderError
from factcheck.providers.keep import Row, slug
from factcheck.providers.statistics import Series
from factcheck.providers.yahoo_client import Told

TERMS = (
    "Yahoo's terms allow its data for personal use; it is not to be passed on. See https://legal.yahoo.com and "
    "https://finance.yahoo.com."
)
HUNDREDTHS = {"GBp": "GBP", "GBX": "GBP", "ZAc": "ZAR", "ZAC": "ZAR", "ILA": "ILS"}


def rows(told: Told, entity: str | None = None) -> list[Row]:
    """Everything a ticker's answer says, as facts."""
    return [
        *_prices(told, entity or told.name),
        *_worth(told, entity or told.name),
        *_income(told, entity or told.name),
    ]


def _money(told: Told) -> tuple[str, int]:
    """The currency of prices, and how many digits to move the point."""
    code = HUNDREDTHS.get(told.currency)
    if code:
        return code, 2
    if len(told.currency) != 3 or not told.currency.isupper():
        raise ProviderError(f'{told.ticker}: prices in "{told.currency}", which is no currency known here.')
    return told.currency, 0


def _exact(value: float, digits: int) -> Decimal:
    """The decimal that was meant: 52.04999923706055 is 52.05."""
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_EVEN)


def closes(told: Told) -> Iterator[tuple[str, Decimal]]:
    """(day, close as traded) in whole units of the currency."""
    _, shift = _money(told)
    for day, value in told.closes:
        factor = 1.0
        for split_day, ratio in told.splits:
            if split_day > day:
                factor *= ratio
        yield day, _exact(value * factor, told.digits).scaleb(-shift)


def _row(told: Told, entity: str, metric: str, period: str, value: Decimal, unit: str, as_of: str) -> Row:
    return {
        "id": f"yahoo:{told.ticker}:{slug(metric)}:{period}:{as_of}", "entity": entity, "metric": metric,
        "period": period, "value": str(plain(value)), "unit": unit, "as_of": as_of,
        "source": f"Yahoo Finance, {told.ticker}", "source_rank": "secondary", "retrieved_on": told.retrieved_on,
        "source_url": f"https://finance.yahoo.com/quote/{told.ticker}",
    }  # fmt: skip


def _prices(told: Told, entity: str) -> Iterator[Row]:
    currency, shift = _money(told)
    for day, value in closes(told):
        row = _row(told, entity, "share price", day, value, f"{currency}/share", day)
        yield row | {"decimals": str(told.digits + shift), "note": "close, not adjusted for dividends or later splits"}
    for day, amount in told.dividends:
        unit = f"{currency}/share"
        yield _row(told, entity, "dividend", day, _exact(amount, 6).scaleb(-shift).normalize(), unit, day)
    for day, ratio in told.splits:
        yield _row(told, entity, "stock split", day, _exact(ratio, 6).normalize(), "ratio", day)


def _worth(told: Told, entity: str) -> Iterator[Row]:
    """Market value and shares, as they stood on the day they were asked for."""
    currency, _ = _money(told)
    day = told.retrieved_on
    if told.market_cap:
        yield _row(told, entity, "market value", day, _exact(told.market_cap, 0), currency, day)
    if told.shares:
        yield _row(told, entity, "shares outstanding", day, _exact(told.shares, 0), "share", day)


def _income(told: Told, entity: str) -> Iterator[Row]:
    if told.income and len(told.financial_currency) != 3:
        raise ProviderError(f"{told.ticker}: an income statement without its currency.")
    for metric, years in told.income.items():
        for end, value in years:
            last = date.fromisoformat(end)
            first = _year_before(last) + timedelta(days=1)
            per_share = metric == "earnings per share"
            unit = f"{told.financial_currency}/share" if per_share else told.financial_currency
            exact = _exact(value, 4 if per_share else 0).normalize()
            yield _row(told, entity, metric, label_of(first, last), exact, unit, told.retrieved_on)


def _year_before(day: date) -> date:
    """The same day a year earlier; the last day of February stays the last."""
    if (day.month, day.day) in ((2, 28), (2, 29)):
        return date(day.year - 1, 3, 1) - timedelta(days=1)
    return day.replace(year=day.year - 1)


def series(told: Told, entity: str | None = None) -> Series | None:
    """The closes as a table."""
    if not told.closes:
        return None
    currency, _ = _money(told)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["Date", "Close"])
    writer.writerows((day, plain(value)) for day, value in closes(told))
    sidecar = {
        "layout": "long", "date": "Date", "entity": entity or told.name, "value": "Close", "metric": "share price",
        "unit": f"{currency}/share", "qualifiers": f"exchange={market_code(told.exchange)}" if told.exchange else "",
        "note": f"closes of {told.ticker} as traded, retrieved on {told.retrieved_on}",
        "revisions": "final", "source": f"Yahoo Finance, {told.ticker}", "as_of": told.closes[-1][0],
        "source_url": f"https://finance.yahoo.com/quote/{told.ticker}", "source_rank": "secondary",
    }  # fmt: skip
    return Series(f"yahoo-{slug(told.ticker.replace('.', '-'))}", out.getvalue().encode(), sidecar, len(told.closes))
