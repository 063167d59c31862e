"""The six stages in order: read -> find -> claim -> link -> judge -> report. Only this file knows the order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING

import factcheck.model as model
import factcheck.report as render
from factcheck.claim import claim
from factcheck.find import find
from factcheck.judge import judge
from factcheck.link import link
from factcheck.model import Article, Claim, Linked, Mention
from factcheck.reference import Reference
from factcheck.reference.collecting import quiet_collector

if TYPE_CHECKING:
    import pandas as pd

BATCH = 1000  # articles judged by one run of the expectation suites
Found = tuple[Article, Sequence[Claim], Sequence[Mention]]  # an article, its claims and its ledger


@dataclass(frozen=True, repr=False)
class Result(model.Result):
    """The verdicts on one article, with the outputs that show them."""

    def __repr__(self) -> str:
        """One line, for a terminal; a notebook shows the table."""
        return f"<Result: {self.article.name}, {render.in_a_line(self.summary)}>"

    def to_json(self) -> str:
        """The JSON result of the contract, two-space indent, with a final line end."""
        return render.to_json(self)

    def to_html(self) -> str:
        """The report as one self-contained page."""
        return render.to_html(self)

    def to_frame(self) -> pd.DataFrame:
        """One row per claim; columns and dtypes are the same whatever the claims."""
        return render.to_frame(self)

    def _repr_html_(self) -> str:
        return render.to_notebook(self)


def mentions(article: Article) -> list[Mention]:
    """Every number and date of the text, in order, none overlapping. Reads no reference data."""
    return list(find(_sound(article)))


def claims(article: Article) -> list[Claim]:
    """What the text says that can be checked, in order. Reads no reference data."""
    return list(claim(_sound(article), find(article)).claims)


def check(article: Article, reference: Reference, as_of: date | None = None) -> Result:
    """Judge one article at ``as_of`` (default: its date of publication; with neither, everything on file)."""
    return next(check_many([article], reference, as_of))


def check_many(articles: Iterable[Article], reference: Reference, as_of: date | None = None) -> Iterator[Result]:
    """Judge articles in order; one run of the expectation suites per batch of ``BATCH``, never per article."""
    stream = map(_sound, articles)
    if as_of is not None:
        _day(as_of, "as_of")
    while batch := list(islice(stream, BATCH)):
        with quiet_collector():
            found = [(article, claim(article, find(article))) for article in batch]
        yield from judge_found([(article, c.claims, c.ledger) for article, c in found], reference, as_of)


def judge_found(found: Sequence[Found], reference: Reference, as_of: date | None = None) -> Iterator[Result]:
    """Judge articles whose claims and ledger are known, in order, with one run of the expectation suites."""
    linked: list[Linked] = []
    with quiet_collector():
        for article, claimed, ledger in found:
            linked += link(article, claimed, ledger, reference, as_of or article.published)
        verdicts = iter(judge(linked, reference))
    for article, claimed, ledger in found:
        own = tuple(islice(verdicts, len(claimed)))
        at = as_of or article.published
        yield Result(article, own, tuple(ledger), reference.files, at, warnings=reference.warnings)


def _sound(article: Article) -> Article:
    """The article, where it is one that can be judged. Raises TypeError with the way out."""
    if not isinstance(article, Article):
        raise TypeError(f"an Article is needed, not {type(article).__name__}: Article(text)")
    if article.published is not None:
        _day(article.published, "published")
    return article


def _day(value: object, name: str) -> None:
    """A time of day would compare with no date on file, and fail deep inside."""
    if not isinstance(value, date) or isinstance(value, datetime):
        raise TypeError(f"{name}: a datetime.date is needed, not {type(value).__name__} ({value!r})")
