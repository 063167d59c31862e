"""Ticker -> Told: what Yahoo Finance says, by way of yfinance, within our own deadline and from our own cache.

yfinance alone holds a silent server for over a minute, takes an error page for data and a missing ticker for an empty
table. So every request goes through a guard that keeps the deadline, notes error pages, and tries again with jitter;
after a silence nothing more is asked.
"""

from __future__ import annotations

import json
import logging
import os
import random
import threading
import time
import warnings
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from factcheck.providers.errors import ProviderError
from factcheck.providers.keep import slug
from factcheck.reference.writing import write_atomic

DEADLINE = 9.0  # seconds for a ticker, whatever the server does; with starting up that is ten
TRIES = 3
FIELDS = ("prices", "value", "income")
AGAIN = (429, 500, 502, 503, 504)
LINES = {"Total Revenue": "revenue", "Operating Income": "operating income", "Net Income": "net income",
         "Diluted EPS": "earnings per share"}  # fmt: skip
Pairs = list[tuple[str, float]]


@dataclass(slots=True)
class Told:
    """One ticker's answer in plain values, as it is cached; closes are split-adjusted, as Yahoo gives them."""

    ticker: str
    retrieved_on: str
    name: str = ""
    currency: str = ""
    financial_currency: str = ""
    exchange: str = ""
    digits: int = 2
    closes: Pairs = field(default_factory=list)
    dividends: Pairs = field(default_factory=list)
    splits: Pairs = field(default_factory=list)
    market_cap: float | None = None
    shares: float | None = None
    income: dict[str, Pairs] = field(default_factory=dict)


class Guard:
    """The session's ``get`` and ``post`` with a deadline: an error page is an error, and worth another try."""

    def __init__(self, session: Any, end: float) -> None:
        self.end, self.problem = end, ""
        for name in ("get", "post"):
            setattr(session, name, self._guarded(getattr(session, name)))

    def _guarded(self, send: Callable[..., Any]) -> Callable[..., Any]:
        def sending(*args: Any, **options: Any) -> Any:
            for attempt in range(TRIES):
                left = self.end - time.monotonic()
                if left <= 0.05:
                    raise TimeoutError("deadline")
                answer = send(*args, **(options | {"timeout": left}))
                if answer.status_code not in AGAIN:
                    return answer
                self.problem = f"the server answered {answer.status_code}"
                pause = 0.3 * 2**attempt * random.uniform(0.5, 1.5)  # noqa: S311
                if attempt + 1 < TRIES and time.monotonic() + pause < self.end:
                    time.sleep(pause)
            raise ProviderError(self.problem)

        return sending


class Client:
    """Asks for tickers one after the other; ``session`` makes a new session (a test's goes to loopback)."""

    def __init__(
        self, today: date, cache: Path | None = None, session: Callable[[], Any] | None = None,
        deadline: float = DEADLINE,
    ) -> None:  # fmt: skip
        self.today, self.deadline, self.session = today, deadline, session
        home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "factcheck" / "yahoo"
        self.cache = cache or home
        self.broken = ""

    def ask(self, ticker: str, since: date, fields: tuple[str, ...] = FIELDS) -> Told:
        """The answer for a ticker: today's from the cache, else asked for now; raises ProviderError in one line."""
        kept = self.cache / f"{slug(ticker)}-{'-'.join(fields)}-{since}-{self.today}.json"
        if (told := _cached(kept, ticker)) is not None:
            return told
        if self.broken:
            raise ProviderError(f"{ticker}: not asked for, since Yahoo Finance {self.broken}.")
        told = self._within_deadline(ticker, since, fields)
        try:
            write_atomic(kept, json.dumps(asdict(told)).encode())
        except OSError:
            return told  # a cache that cannot be written costs a question more, no more
        return told

    def _within_deadline(self, ticker: str, since: date, fields: tuple[str, ...]) -> Told:
        end = time.monotonic() + self.deadline
        box: list[Told | BaseException] = []

        def work() -> None:
            try:
                box.append(self._asked(ticker, since, fields, end))
            except BaseException as error:
                box.append(error)

        thread = threading.Thread(target=work, daemon=True)  # curl cannot be interrupted: it is left behind
        thread.start()
        thread.join(self.deadline)
        if not box or isinstance(box[0], TimeoutError) or "timed out" in str(box[0]).lower():
            self.broken = f"did not answer within {self.deadline:g} s"
            raise ProviderError(f"{ticker}: Yahoo Finance {self.broken}. Try again later.")
        if isinstance(box[0], BaseException):
            raise self._told(ticker, box[0]) from None
        return box[0]

    def _told(self, ticker: str, error: BaseException) -> ProviderError:
        kind, text = type(error).__name__, " ".join(str(error).split())[:160]
        if kind == "YFRateLimitError" or "429" in text:
            self.broken = "limits the rate of requests"
            return ProviderError(f"{ticker}: Yahoo Finance {self.broken}. Try again later.")
        if kind in ("YFPricesMissingError", "YFTzMissingError", "YFTickerMissingError"):
            return ProviderError(f"{ticker}: no such ticker at Yahoo Finance, or it has no prices.")
        if isinstance(error, ProviderError):
            return ProviderError(f"{ticker}: Yahoo Finance: {text}.")
        if any(word in f"{kind} {text}" for word in ("IncompleteRead", "ChunkedEncoding", "Connection broken")):
            return ProviderError(
                f"{ticker}: half an answer from Yahoo Finance: it broke off in the middle. Try again later."
            )
        if any(word in f"{kind} {text}" for word in ("Connect", "resolve", "Proxy", "SSL", "Connection")):
            self.broken = "cannot be reached"
            return ProviderError(f"{ticker}: Yahoo Finance {self.broken}: no network?")
        return ProviderError(f"{ticker}: half an answer from Yahoo Finance ({kind}: {text}).")

    def _asked(self, ticker: str, since: date, fields: tuple[str, ...], end: float) -> Told:
        import yfinance as yf  # type: ignore[import-untyped]  # 0.7 s, paid only where Yahoo is asked

        # It uses what pandas will give up, and shows that to whoever calls it: nothing a user could act on.
        warnings.filterwarnings("ignore", message="The inplace keyword")
        for chatty in ("yfinance", "bs4"):
            logging.getLogger(chatty).setLevel(logging.CRITICAL)  # what failed is told once, by us
        yf.set_tz_cache_location(os.devnull)  # no folder can be made there: it keeps nothing on disk beside our cache
        yf.config.debug.hide_exceptions = False
        session = self.session() if self.session else _browser()
        guard = Guard(session, end)
        symbol = yf.Ticker(ticker, session=session)
        told = Told(ticker, self.today.isoformat())
        history = symbol.history(start=since.isoformat(), auto_adjust=False, actions=True, timeout=self.deadline)
        meta: Mapping[str, Any] = symbol.history_metadata or {}
        told.currency = str(meta.get("currency") or "")
        told.name = str(meta.get("longName") or meta.get("shortName") or ticker)
        told.exchange = str(meta.get("exchangeName") or "")
        told.digits = int(meta.get("priceHint") or 2)
        if (guard.problem and history.empty) or not told.currency or "Close" not in history:
            raise ProviderError(guard.problem or "prices without a currency or a close")
        if "prices" in fields:
            told.closes = _pairs(history["Close"])
            told.dividends = [p for p in _pairs(history["Dividends"]) if p[1]]
            told.splits = [p for p in _pairs(history["Stock Splits"]) if p[1]]
            if not told.closes:
                raise ProviderError("no close since " + since.isoformat())
        if "value" in fields:
            info: Mapping[str, Any] = symbol.info or {}
            told.market_cap, told.shares = info.get("marketCap"), info.get("sharesOutstanding")
            told.financial_currency = str(info.get("financialCurrency") or "")
        if "income" in fields:
            told.financial_currency = told.financial_currency or str((symbol.info or {}).get("financialCurrency") or "")
            table = symbol.income_stmt
            told.income = {ours: _pairs(table.loc[theirs]) for theirs, ours in LINES.items() if theirs in table.index}
        return told


def _pairs(column: Any) -> Pairs:
    """(day, value) of a column, gaps left out, in order of day."""
    return sorted((day.date().isoformat(), float(value)) for day, value in column.items() if value == value)


def _browser() -> Any:
    from curl_cffi.requests import Session  # what yfinance itself would use; it comes with it

    return Session(impersonate="chrome")


def _cached(path: Path, ticker: str) -> Told | None:
    try:
        told = Told(**json.loads(path.read_text(encoding="utf-8")))
        for pairs in (told.closes, told.dividends, told.splits, *told.income.values()):
            pairs[:] = [(str(day), float(value)) for day, value in pairs]
    except (OSError, ValueError, TypeError):
        return None
    return told if told.ticker == ticker else None
