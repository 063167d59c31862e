"""Article source -> what its author wants left out, each with a reason: comments in Markdown and HTML, or a side file.

``<!-- factcheck: ignore[value-mismatch] the filing was restated -->`` is about the next such claim of the paragraph
it stands in or in front of; ``ignore-start[…]`` and ``ignore-end`` are about all between them. Plain text has no
comments: ``draft.txt.factcheck.toml`` beside it names the words instead.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factcheck.model import VERDICTS
from factcheck.report.words import REASONS

COMMENTED = (".md", ".markdown", ".html", ".htm")
LONGEST_COMMENT, MOST = 1000, 1000
HEAD = re.compile(r"\s{0,20}factcheck:\s{0,20}(ignore(?:-start|-end)?)\b(?:\s{0,5}\[([^\]\n]{0,200})\])?", re.ASCII)
FORM = "write <!-- factcheck: ignore[value-mismatch] why -->"


@dataclass(frozen=True, slots=True)
class Ignore:
    """One wish: the codes (reasons or verdicts) it is about, where it reaches, and why.

    ``first`` is the (line, column) in the source from which on it counts, ``last`` the line after which it ends;
    ``once``: for the next claim only; ``block``: and only in the first block from there on that has claims (a page's
    columns are not its source's). ``quote``: only claims in whose words this stands.
    """

    codes: tuple[str, ...]
    reason: str
    line: int
    first: tuple[int, int] = (0, 0)
    last: int | None = None
    once: bool = False
    block: bool = False
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Ignores:
    """All wishes of one article, and the faults in writing them (one line each)."""

    wishes: tuple[Ignore, ...] = ()
    faults: tuple[str, ...] = ()

    def settle(self, claims: Sequence[Mapping[str, Any]]) -> tuple[dict[str, str], list[Ignore]]:
        """(claim id -> reason why it is left out, wishes that found nothing to leave out), for claims in text order."""
        left_out: dict[str, str] = {}
        unused = []
        for wish in self.wishes:
            line = min((c["line"] for c in claims if c["line"] >= wish.first[0]), default=0) if wish.block else None
            met = [c for c in claims if _meets(wish, c, line) and c["id"] not in left_out]
            met = met[:1] if wish.once else met
            left_out.update((c["id"], wish.reason) for c in met)
            if not met:
                unused.append(wish)
        return left_out, unused


def _meets(wish: Ignore, claim: Mapping[str, Any], line: int | None) -> bool:
    if claim["verdict"] not in wish.codes and claim["reason"] not in wish.codes:
        return False
    if wish.quote is not None:
        return wish.quote in " ".join(claim["quote"].split())
    if line is not None:
        return bool(claim["line"] == line)
    at = (claim["line"], claim["column"])
    return at >= wish.first and (wish.last is None or claim["line"] <= wish.last)


def side_file(path: Path) -> Path:
    """``draft.txt`` -> ``draft.txt.factcheck.toml``."""
    return path.with_name(f"{path.name}.factcheck.toml")


def find_ignores(path: Path, source: str) -> Ignores:
    """The wishes of an article: ``source`` is its file's text. Comments say them, or a file beside it."""
    wishes: list[Ignore] = []
    faults: list[str] = []
    spans = list(_comments(source)) if path.suffix.lower() in COMMENTED and "<!--" in source else []
    _in_comments(path.name, source, spans, wishes, faults)
    beside = side_file(path)
    if beside.is_file():
        _in_file(beside, wishes, faults)
    return Ignores(tuple(wishes), tuple(faults))


def _comments(source: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each comment with a word for us; each character is looked at once."""
    at, left = source.find("<!--"), MOST
    while at >= 0 and left:
        end = source.find("-->", at + 4)
        if end < 0:
            return
        if HEAD.match(source, at + 4, min(end, at + LONGEST_COMMENT)):
            left -= 1
            yield at, end + 3
        at = source.find("<!--", end + 3)


def _place(source: str, at: int) -> tuple[int, int]:
    return source.count("\n", 0, at) + 1, at - (source.rfind("\n", 0, at) + 1) + 1


def _in_comments(
    name: str, source: str, spans: Sequence[tuple[int, int]], wishes: list[Ignore], faults: list[str]
) -> None:
    begun: Ignore | None = None
    page = name.lower().endswith(COMMENTED[2:])
    for start, end in spans:
        head = HEAD.match(source, start + 4)
        if head is None:
            continue
        line, column = _place(source, end)
        where = f"{name}:{_place(source, start)[0]}"
        if head[1] == "ignore-end":
            if begun is None:
                faults.append(f"{where}: ignore-end without ignore-start.")
            else:
                wishes.append(Ignore(begun.codes, begun.reason, begun.line, begun.first, line))
            begun = None
            continue
        reason = " ".join(source[head.end() : end - 3].split())
        codes = _codes(head[2], where, faults)
        if codes and not reason:
            faults.append(f"{where}: {head[1]} without a reason; {FORM}.")
        if not codes or not reason:
            continue
        if head[1] == "ignore":
            last = None if page else _paragraph_end(source, end)
            wishes.append(Ignore(codes, reason, line, (line, column), last, once=True, block=page))
        else:
            begun = Ignore(codes, reason, line, (line, 0 if page else column))
    if begun is not None:
        faults.append(f"{name}:{begun.line}: ignore-start without ignore-end.")


def _paragraph_end(source: str, at: int) -> int:
    """The last line of the paragraph that ``at`` is in, or of the next one where only blank lines follow it."""
    end_of_line = source.find("\n", at)
    rest = source[at:] if end_of_line < 0 else source[at:end_of_line]
    if not rest.strip():
        at += len(source[at:]) - len(source[at:].lstrip())
    blank = re.compile(r"\n[ \t]*\n").search(source, at)
    return source.count("\n", 0, blank.start() if blank else len(source)) + 1


def _codes(said: str | None, where: str, faults: list[str]) -> tuple[str, ...]:
    codes = tuple(word.strip() for word in (said or "").split(",") if word.strip())
    if not codes:
        faults.append(f"{where}: says not what to ignore; {FORM}.")
    return () if _unknown(codes, where, faults) else codes


def _unknown(codes: Collection[str], where: str, faults: list[str]) -> bool:
    unknown = [c for c in codes if c not in REASONS and c not in VERDICTS]
    faults += [f'{where}: "{c}" is no reason or verdict; factcheck explain lists them.' for c in unknown]
    return bool(unknown)


def _in_file(path: Path, wishes: list[Ignore], faults: list[str]) -> None:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        faults.append(f"{path.name}: {str(error)[:200]}.")
        return
    entries = table.get("ignore")
    if not isinstance(entries, list) or set(table) != {"ignore"}:
        faults.append(f"{path.name}: holds [[ignore]] tables with code, quote and reason, nothing else.")
        return
    for number, entry in enumerate(entries, 1):
        where = f"{path.name}: ignore {number}"
        if not isinstance(entry, dict):
            faults.append(f"{where}: not a table.")
            continue
        given = {key: entry.get(key) for key in ("code", "quote", "reason")}
        if not all(isinstance(v, str) and v.strip() for v in given.values()) or set(entry) != set(given):
            faults.append(f"{where}: needs code, quote (words of the claim) and reason, all as text.")
            continue
        if codes := _codes(str(given["code"]), where, faults):
            quote = " ".join(str(given["quote"]).split())
            wishes.append(Ignore(codes, str(given["reason"]).strip(), number, quote=quote))
