"""The command line, one file per command; ``main`` is the only door."""

from factcheck.cli.app import main

__all__ = ["main"]
