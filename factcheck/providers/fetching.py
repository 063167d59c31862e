"""URL -> bytes over HTTP within a deadline: a silent or dripping server costs seconds, an error page is no data."""

from __future__ import annotations

import random
import time
import urllib.error
import urllib.request
from collections.abc import Mapping

from factcheck.providers.errors import ProviderError

DEADLINE = 9.5  # seconds, whatever the server does; with starting up that is ten
TRIES = 3
LARGEST = 256 * 1024 * 1024
CHUNK = 64 * 1024
AGAIN = (429, 500, 502, 503, 504)  # answers that another try may better


def get(url: str, headers: Mapping[str, str], deadline: float = DEADLINE) -> bytes:
    """The body of a URL; tried again with growing, jittered pauses while the deadline allows."""
    if not url.startswith(("https://", "http://127.0.0.1:")):
        raise ProviderError(f"{url}: only https is fetched")
    end = time.monotonic() + deadline
    for attempt in range(TRIES):
        try:
            return _once(url, headers, end)
        except urllib.error.HTTPError as error:
            problem = f"the server answered {error.code} {error.reason}"
            again = error.code in AGAIN
            error.close()
        except TimeoutError:
            raise ProviderError(f"{url}: no answer within {deadline:g} s. Try again later.") from None
        except (urllib.error.URLError, OSError) as error:
            reason = getattr(error, "reason", error)
            if isinstance(reason, TimeoutError):
                raise ProviderError(f"{url}: no answer within {deadline:g} s. Try again later.") from None
            problem, again = f"cannot be reached ({reason})", True
        pause = min(0.4 * 2**attempt * random.uniform(0.5, 1.5), end - time.monotonic())  # noqa: S311
        if not again or pause <= 0 or attempt + 1 == TRIES:
            break
        time.sleep(pause)
    raise ProviderError(f"{url}: {problem}.")


def _once(url: str, headers: Mapping[str, str], end: float) -> bytes:
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError
    request = urllib.request.Request(url, headers=dict(headers))  # noqa: S310
    parts: list[bytes] = []
    size = 0
    with urllib.request.urlopen(request, timeout=left) as answer:  # noqa: S310
        while part := answer.read1(CHUNK):
            parts.append(part)
            size += len(part)
            if time.monotonic() > end:
                raise TimeoutError
            if size > LARGEST:
                raise OSError(f"more than {LARGEST} bytes")
        declared = answer.headers.get("Content-Length")
    if declared and declared.isdigit() and size < int(declared):
        raise OSError("the answer broke off in the middle")
    return b"".join(parts)
