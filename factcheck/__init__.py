"""factcheck: finds every number in an article and judges it against reference data in CSV.

The public names load what they need when they are first asked for, so that ``factcheck --help`` stays instant.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factcheck.model import Article, Claim, Fact, Mention, Verdict
    from factcheck.pipeline import Result, check, check_many, claims, mentions
    from factcheck.reference import Reference

__all__ = [
    "Article", "Claim", "Fact", "Mention", "Reference", "Result", "Verdict",
    "check", "check_many", "claims", "mentions",
]  # fmt: skip
__version__ = "0.1.0"
_HOMES = {
    **dict.fromkeys(("Article", "Claim", "Fact", "Mention", "Verdict"), "factcheck.model"),
    **dict.fromkeys(("Result", "check", "check_many", "claims", "mentions"), "factcheck.pipeline"),
    "Reference": "factcheck.reference",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
