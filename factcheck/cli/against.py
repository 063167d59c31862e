"""``--against RELEASE``: the documents a draft was written from, read as facts in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from factcheck.cli.errors import Failed, complain
from factcheck.cli.facts_import import draw
from factcheck.cli.loading import load
from factcheck.cli.options import Frame
from factcheck.cli.settings import Setting
from factcheck.cli.terminal import note
from factcheck.model import Article
from factcheck.providers import release
from factcheck.providers.errors import ProviderError
from factcheck.reference import Reference


def load_with(
    setting: Setting, encoding: str | None, verbose: bool, releases: Sequence[Path] | None, frame: Frame,
    drafts: Sequence[Article], allow_conflicts: bool = False,
) -> Reference:  # fmt: skip
    """The reference data that was named, with the facts of the releases added; a missing default needs no warning."""
    if not releases:
        return load(setting, encoding, verbose, allow_conflicts, frame.limits)
    paths = setting.value if isinstance(setting.value, tuple) else ()
    missing = setting.origin == "default" and not any(Path(p).exists() for p in paths)
    facts = Reference.load() if missing else load(setting, encoding, verbose, allow_conflicts, frame.limits)
    # What is said of the drafts (--published, --entity) holds for a release only where it says nothing itself.
    dates = [article.published for article in drafts if article.published]
    own = replace(frame, published=None, entity=None)
    drawn = [draw(str(path), own, published=min(dates, default=None), entity=frame.entity) for path in releases]
    try:
        found = release.against(facts, drawn, drafts)
    except ProviderError as error:
        raise Failed(str(error)) from None
    if verbose:
        for one in drawn:
            note(f"read {one.article.name}: {len(one.rows)} facts")
            complain([f"{one.article.name}: {what}: {why}" for what, why in one.left_out], "left out")
    return found
