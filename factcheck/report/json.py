"""Result -> JSON text, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from factcheck.model import Article, Result
from factcheck.report.payload import dump, payload

SIGNOFF_SCHEMA = Path(__file__).parent / "schema" / "signoff.schema.json"
SCHEMA = Path(__file__).parent / "schema" / "result.schema.json"


@dataclass(frozen=True)
class Stored(Result):
    """A result read back from its JSON: every output can be drawn from it again; ``stored`` is what was written."""

    stored: Mapping[str, Any] = field(default_factory=dict)

    @property
    def summary(self) -> dict[str, int]:
        return dict(self.stored["summary"])

    def to_dict(self) -> dict[str, Any]:
        return dict(self.stored)


def to_json(result: Result) -> str:
    """The JSON result, two-space indent, with a final line end."""
    return dump(payload(result)) + "\n"


def to_jsonl(result: Result) -> str:
    """The JSON result on one line."""
    return dump(payload(result), None) + "\n"


def from_json(source: str | Mapping[str, Any], text: str | None = None) -> Stored:
    """A result as it was written. The JSON holds no article text: give it for a page with the article in it.

    Raises ``ValueError`` where this is no result, or the text is not the one that was checked.
    """
    data = json.loads(source) if isinstance(source, str) else source
    if not isinstance(data, Mapping) or data.get("schema_version") != 1 or "claims" not in data:
        raise ValueError("not a factcheck result of schema version 1")
    about = data["article"]
    published = date.fromisoformat(about["published"]) if about["published"] else None
    article = Article(text or "", about["name"], about["title"], published)
    if text is not None and article.sha256 != about["sha256"]:
        raise ValueError(f"{about['name']}: the text is not the one that was checked; check it again")
    as_of = date.fromisoformat(about["as_of"]) if about["as_of"] else None
    return Stored(article, (), (), as_of=as_of, complete=bool(data["complete"]), stored=data)
