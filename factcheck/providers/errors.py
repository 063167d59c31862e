"""How a provider fails: one line with the cause and the next step."""

from __future__ import annotations


class ProviderError(Exception):
    """A source cannot be read or reached; nothing was written."""


class PlaceError(ProviderError):
    """A source cannot be read at one place of a file."""

    def __init__(self, file: str, line: int, message: str) -> None:
        super().__init__(f"{file}:{line}: {message}")
