"""``--select`` and ``--ignore``: which reasons count as findings of this run; files keep every claim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from factcheck.cli.errors import Failed, did_you_mean
from factcheck.cli.settings import Setting
from factcheck.model import VERDICTS, Result
from factcheck.report.payload import payload
from factcheck.review import hide
from factcheck.vocabulary import rows


@dataclass(frozen=True, slots=True)
class Codes:
    """Verdicts or reasons that are wanted (None: all) and not wanted; what is not wanted wins."""

    select: frozenset[str] | None = None
    ignore: frozenset[str] = frozenset()

    def apply(self, result: Result) -> tuple[Result, int]:
        """The result without the claims that are not wanted, and how many of them there were."""
        if self.select is None and not self.ignore:
            return result, 0
        left = {c["id"] for c in payload(result)["claims"] if not self._wanted({c["verdict"], c["reason"]})}
        return hide(result, left), len(left)

    def _wanted(self, codes: set[str]) -> bool:
        return not codes & self.ignore and (self.select is None or bool(codes & self.select))


def codes(chosen: Mapping[str, Setting]) -> Codes:
    """What the settings say. Raises Failed for a word that is neither a verdict nor a reason."""
    return Codes(_read(chosen["select"]), _read(chosen["ignore"]) or frozenset())


def _read(setting: Setting) -> frozenset[str] | None:
    if not setting.value:
        return None
    known = [*VERDICTS, *(row["code"] for row in rows("reasons"))]
    words = [word.strip() for word in str(setting.value).split(",") if word.strip()]
    if wrong := [word for word in words if word not in known]:
        where = f"--{setting.key}" if setting.origin == "command line" else f"{setting.origin}: {setting.key}"
        raise Failed([f'{where}: "{w}" is no verdict and no reason.{_hint(w, known)}' for w in wrong])
    return frozenset(words)


def _hint(word: str, known: list[str]) -> str:
    return f"{did_you_mean(word, known)} List: factcheck explain"
