"""``NAME.signoff.json`` -> decisions, and back: the one format, saved by the page, the server and the merge."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from factcheck.report.payload import dump
from factcheck.review.sheet import HASH, Sheet

DECISIONS = ("accept", "keep", "ask", "wrong")
WHYS = ("wrong-fact", "wrong-reading", "not-a-claim")
WORDS = {"accept": "accept", "keep": "keep as is", "ask": "ask author", "wrong": "the checker is wrong", None: "a note"}
LONGEST_NOTE, LONGEST_INITIALS, LONGEST_KEY = 2000, 16, 400
MOST = 100_000


class SignoffError(ValueError):
    """The file is no sign-off; the text says where and why, in one line."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What one person decided about one claim; the fields of the file, in its order."""

    claim: str
    identity: str
    content: str
    evidence: str | None
    verdict: str
    reason: str
    decision: str | None
    why: str | None
    initials: str
    note: str
    decided_at: str

    @property
    def key(self) -> tuple[str, str, str | None, str]:
        """What it holds for; see ``Row.key``."""
        return self.identity, self.content, self.evidence, self.verdict

    @property
    def at(self) -> datetime:
        return moment(self.decided_at)

    @property
    def said(self) -> str:
        """``AB: keep as is``."""
        why = f" ({self.why.replace('-', ' ')})" if self.why else ""
        return f"{self.initials or 'no initials'}: {WORDS[self.decision]}{why}"

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Signoff:
    """One file of decisions."""

    article: str
    sha256: str
    result: str
    saved_at: str
    decisions: tuple[Decision, ...]


def moment(text: str) -> datetime:
    """A time of the file; one without a zone is meant in UTC."""
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def read_signoff(text: str) -> Signoff:
    """The decisions of a file, every field looked at: the file may come from anywhere. Raises SignoffError."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise SignoffError("not JSON") from None
    if not isinstance(data, dict) or data.get("schema_version") != 1 or not isinstance(data.get("decisions"), list):
        raise SignoffError("not a factcheck sign-off of schema version 1")
    about = data.get("article")
    if not isinstance(about, dict) or not all(isinstance(about.get(k), str) for k in ("name", "sha256")):
        raise SignoffError("article: name and sha256 are missing")
    if not isinstance(data.get("result"), str) or not HASH.fullmatch(data["result"]):
        raise SignoffError("result: not a fingerprint")
    if len(data["decisions"]) > MOST:
        raise SignoffError(f"more than {MOST:,} decisions")
    saved = _time(data.get("saved_at"), "saved_at")
    decisions = tuple(decision(entry, f"decisions[{i}]") for i, entry in enumerate(data["decisions"]))
    return Signoff(about["name"], about["sha256"], data["result"], saved, decisions)


def decision(entry: Any, where: str) -> Decision:
    """One entry of the file. Raises SignoffError."""
    if not isinstance(entry, dict):
        raise SignoffError(f"{where}: not an object")

    def text(name: str, longest: int = LONGEST_KEY) -> str:
        value = entry.get(name)
        if not isinstance(value, str) or len(value) > longest:
            raise SignoffError(f"{where}.{name}: not a text of at most {longest} characters")
        return value

    said = {name: entry.get(name) for name in ("decision", "why", "evidence")}
    if said["decision"] not in (*DECISIONS, None):
        raise SignoffError(f"{where}.decision: not one of {', '.join(DECISIONS)}")
    if said["why"] not in (*WHYS, None):
        raise SignoffError(f"{where}.why: not one of {', '.join(WHYS)}")
    if said["evidence"] is not None:
        text("evidence")
    return Decision(
        text("claim"), text("identity"), text("content"), said["evidence"], text("verdict"), text("reason"),
        said["decision"], said["why"], text("initials", LONGEST_INITIALS), text("note", LONGEST_NOTE),
        _time(entry.get("decided_at"), f"{where}.decided_at"),
    )  # fmt: skip


def _time(value: Any, where: str) -> str:
    try:
        moment(value)
    except (ValueError, TypeError):
        raise SignoffError(f"{where}: not a time such as 2025-06-05T09:30:00Z") from None
    return str(value)


def dump_signoff(sheet: Sheet, decisions: Iterable[Decision], saved_at: str) -> str:
    """The file of a sheet's decisions, with a final line end."""
    body = {
        "schema_version": 1,
        "article": {"name": sheet.article, "sha256": sheet.sha256},
        "result": sheet.result,
        "saved_at": saved_at,
        "decisions": [d.to_dict() for d in decisions],
    }
    return dump(body) + "\n"
