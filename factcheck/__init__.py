"""factcheck: finds every number in an article and judges it against reference data in CSV."""

from factcheck.model import Article, Claim, Fact, Mention, Verdict
from factcheck.pipeline import Result, check, check_many, claims, mentions
from factcheck.reference import Reference

__all__ = [
    "Article",
    "Claim",
    "Fact",
    "Mention",
    "Reference",
    "Result",
    "Verdict",
    "check",
    "check_many",
    "claims",
    "mentions",
]
__version__ = "0.1.0"
