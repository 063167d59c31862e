"""Claim -> Linked: readings of a claim from the article's own numbers, where no reference data is needed."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model import Article, Claim, Linked, Mention


def link_internal(article: Article, claim: Claim, ledger: Sequence[Mention]) -> Linked | None:
    """What the text's own numbers imply for this claim, or None where they say nothing."""
    return None
