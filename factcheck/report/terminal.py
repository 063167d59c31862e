"""Result -> text for a terminal: ``full`` for people, ``concise`` for pipes. Plain ANSI, no library."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

import factcheck.report.figures as figures
from factcheck.model import Result
from factcheck.report.card import claimed, computed, difference, fact_value, reference_value, where
from factcheck.report.payload import Places, payload, place
from factcheck.report.words import LOOKS, REASONS, Look, ignored, in_a_line, plural

MOST_IN_FULL = 5  # claims without reference; in most articles they are most of all
GLUE = "\ue000"
SHOWN = ("contradicted", "needs-context", "no-reference")
CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2028\u2029\u2060-\u2069\ufeff\ud800-\udfff]"
)
PLAIN = {
    "│": "|", "━": "^", "…": "...", "\u2212": "-", "–": "-", "—": "-", "“": '"', "”": '"', "‘": "'", "’": "'",
    "·": "|", "→": "->", "÷": "/", "×": "x", "€": "EUR ", "£": "GBP ", "\u00a0": " ", "\u202f": " ",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pen:
    """Colour, width and alphabet of the output."""

    color: bool = False
    width: int = 100
    ascii: bool = False

    def paint(self, text: str, code: str) -> str:
        """Text in an ANSI colour, where there is colour."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.color else text

    def say(self, text: str) -> str:
        """Text as this terminal can show it."""
        if not self.ascii:
            return text
        for char, plain in PLAIN.items():
            text = text.replace(char, plain)
        return text.encode("ascii", "backslashreplace").decode("ascii")


def clean(text: str) -> str:
    """Foreign text for a terminal: no escape sequence, no line break, nothing invisible gets through."""
    return CONTROL.sub(lambda m: f"\\u{ord(m[0]):04x}", text.replace("\n", " ").replace("\t", " "))


def to_concise(
    result: Result,
    *,
    color: bool = False,
    ascii: bool = False,
    width: int | None = None,
    verdicts: tuple[str, ...] = SHOWN,
) -> str:
    """One finding a line: ``draft.txt:4:57: contradicted period-mismatch "August 2024" claim=2024-08 ref=…``."""
    data, pen = payload(result), Pen(color, width or 0, ascii)
    name = clean(data["article"]["name"])
    lines = []
    for claim in data["claims"]:
        if claim["verdict"] not in verdicts:
            continue
        look = LOOKS[claim["verdict"]]
        head = f"{name}:{claim['line']}:{claim['column']}:"
        verdict = pen.paint(f"{claim['verdict']} {claim['reason']}", look.ansi)
        tail = " ".join([_quoted(claim), *_fields(claim)])
        line = pen.say(f"{head} {verdict} {tail}")
        lines.append(line if not width or color else _cut(line, width, pen))
    return "".join(f"{line}\n" for line in lines)


def _quoted(claim: Mapping[str, Any]) -> str:
    quote = clean(claim["quote"] if len(claim["quote"]) <= 60 else claim["surface"])
    return '"' + quote.replace('"', "'") + '"'


def _fields(claim: Mapping[str, Any]) -> list[str]:
    dates = claim["kind"] in figures.DAY_KINDS
    said = figures.iso_span(claim["iso_start"], claim["iso_end"]) if dates else claim["value"]
    fields = [f"claim={clean(str(said)).replace(' ', '_')}"] if said else []
    said = claim["facts"][0]["value"] if claim["facts"] and not computed(claim) else claim["expected"]
    if said:
        fields.append(f"ref={clean(str(said)).replace(' ', '_')}")
    if claim["difference"] is not None:
        sign = "" if claim["difference"].startswith(("-", "0")) else "+"
        fields.append(f"delta={sign}{claim['difference']}{'d' if dates else ''}")
    if claim["facts"]:
        fields.append(clean(where(claim["facts"][0])))
    return [f for f in fields if f]


def to_full(
    result: Result,
    *,
    color: bool = True,
    ascii: bool = False,
    width: int = 100,
    verdicts: tuple[str, ...] = SHOWN,
    seconds: float | None = None,
    report: str | None = None,
    stored: str | None = None,
    brief: bool = False,
) -> str:
    """Findings with their line of text, claim, reference, difference and fix, then the two lines of summary.

    ``brief``: where many claims found no reference, they are listed by place and number, so that the rest is seen.
    """
    data, pen = payload(result), Pen(color, max(40, width), ascii)
    rows, places = result.article.text.split("\n"), Places(result.article)
    found = [claim for claim in data["claims"] if claim["verdict"] in verdicts]
    alike = [claim for claim in found if claim["verdict"] == "no-reference"]
    listed = alike if brief and len(alike) > MOST_IN_FULL else []
    out = []
    for claim in found:
        if not listed or claim["verdict"] != "no-reference":
            out += _finding(claim, data["article"]["name"], rows[places.row(claim["start"])], pen)
    if listed:
        out += _listed(listed, data["article"]["name"], stored, pen)
    return "".join(f"{line}\n" for line in (*out, *_summary(data, pen, seconds, report)))


def _listed(claims: Sequence[Mapping[str, Any]], name: str, stored: str | None, pen: Pen) -> list[str]:
    """Claims without a reference in a few lines: ``9:245 $1.85 · 9:316 9.4% · …``."""
    look = LOOKS["no-reference"]
    head = f"{look.ascii if pen.ascii else look.glyph} {plural(len(claims), 'claim')} without reference"
    # a place and its number are never parted at the end of a line
    said = (f"{place(c).removeprefix('line ')} {clean(' '.join(c['surface'].split()))}" for c in claims)
    lines = wrap(f"{GLUE}· ".join(words.replace(" ", GLUE) for words in said), pen.width - 4, break_on_hyphens=False)
    shown = [_cut(f"    {pen.say(line.replace(GLUE, ' '))}", pen.width, pen) for line in lines]
    more = _wrapped("    ", "in full: --verdict no-reference", pen)
    if stored:  # a command is never broken: it is there to be copied
        more.append(pen.say(f"    rows to fill: factcheck facts template --from {clean(stored)}"))
    return [f"{pen.say(clean(name))}  {pen.paint(pen.say(head), f'1;{look.ansi}')}", *shown, *more, ""]


def _finding(claim: Mapping[str, Any], name: str, row: str, pen: Pen) -> list[str]:
    look = LOOKS[claim["verdict"]]
    at = place(claim)
    head = f"{clean(name)}, {at}" if "line" not in at else f"{clean(name)}:{claim['line']}:{claim['column']}"
    glyph = look.ascii if pen.ascii else look.glyph
    verdict = pen.paint(pen.say(f"{glyph} {claim['verdict']}"), f"1;{look.ansi}")
    lines = _head(pen.say(head), verdict, claim["reason"], columns(f"{head}  x {claim['verdict']}  "), pen)
    lines += _excerpt(claim, row, look, pen)
    for label, value, note in _facts_of(claim):
        lines += _row(label, value, note, pen)
    if claim["correction"]:
        lines += _wrapped("     fix: ", clean(claim["correction"]), pen)
    elif claim["question"]:
        lines += _wrapped("     ask: ", clean(claim["question"]), pen)
    return [*lines, ""]


def _head(place: str, verdict: str, reason: str, used: int, pen: Pen) -> list[str]:
    """Where and what, on one line; on a narrow terminal the verdict has a line of its own."""
    if used + len(reason) <= pen.width:
        return [f"{place}  {verdict}  {reason}"]
    return [_cut(place, pen.width, pen), f"  {verdict}  {reason}"]


def _facts_of(claim: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    rows = [("claim", claimed(claim), "")]
    value = reference_value(claim)
    without = claim["verdict"] == "no-reference"
    if value:
        fact = claim["facts"][0] if claim["facts"] else None
        note = f"{fact['source']}, as of {fact['as_of']}  ({where(fact)})" if fact else ""
        rows.append(("nearest" if without else "reference", value, note))
    else:
        rows.append(("reference", "none", REASONS.get(claim["reason"], "")))
        for near in claim["considered"][:1]:
            rows.append(("nearest", fact_value(near), f"{near['why_not']}  ({where(near)})"))
    dates = claim["kind"] in figures.DAY_KINDS
    allowed = figures.stretch(claim["allowed"], claim["unit"], claim["per"], dates)
    gap = difference(claim)
    if gap and not without:
        rows.append(("difference", gap, f"the sentence allows {allowed}" if allowed else ""))
    return [(label, clean(v), clean(n)) for label, v, n in rows]


def _row(label: str, value: str, note: str, pen: Pen) -> list[str]:
    lead = f"     = {label:<10} "
    lines = _wrapped(lead, value, pen)
    if not note:
        return lines
    padded = lines[-1] + " " * max(2, 34 - columns(lines[-1]))
    if columns(padded) + columns(pen.say(note)) <= pen.width:
        return [*lines[:-1], padded + pen.say(note)]
    return [*lines, *_wrapped(" " * len(lead), note, pen)]


def _wrapped(lead: str, text: str, pen: Pen) -> list[str]:
    """Text on as many lines as it takes, indented under its lead."""
    lines = wrap(pen.say(text), max(20, pen.width - len(lead)), break_on_hyphens=False)
    return [_cut((lead if i == 0 else " " * len(lead)) + part, pen.width, pen) for i, part in enumerate(lines)]


def _excerpt(claim: Mapping[str, Any], row: str, look: Look, pen: Pen) -> list[str]:
    """The line of text around the claim, cut to the width, with the claim underlined."""
    gutter = f"{claim['line']:>4} │ "
    room = pen.width - len(gutter) - 1
    first = claim["column"] - 1
    last = first + len(claim["surface"])
    if row[first:last] != claim["surface"]:
        row, first, last = claim["quote"], *_within(claim)
    mark = columns(pen.say("…"))  # in front it takes room as well: the last word of a line is shown whole
    end = len(row) - room + mark if len(row) > room else 0
    start = max(0, min(first - max(12, (room - (last - first)) // 2), end))
    before, said = clean(row[start:first]), clean(row[first:last])
    lead = "…" if start else ""
    after = clean(row[last : last + max(0, room)])
    text = pen.say(lead + before) + pen.say(said)
    indent, length = columns(pen.say(lead + before)), max(1, columns(pen.say(said)))
    shown = _cut(text + pen.say(after), room, pen)
    line = pen.say("━") * min(length, max(1, room - indent))
    return [pen.say(gutter) + shown, " " * (len(gutter) + indent) + pen.paint(line, look.ansi)]


def _within(claim: Mapping[str, Any]) -> tuple[int, int]:
    first = claim["start"] - claim["quote_offset"]
    return first, first + len(claim["surface"])


def columns(text: str) -> int:
    """Terminal columns: wide East Asian characters take two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _cut(text: str, room: int, pen: Pen) -> str:
    if columns(text) <= room:
        return text
    mark = pen.say("…")
    kept, used = [], columns(mark)
    for char in text:
        used += columns(char)
        if used > room:
            break
        kept.append(char)
    return "".join(kept) + mark


def _summary(data: Mapping[str, Any], pen: Pen, seconds: float | None, report: str | None) -> list[str]:
    summary = data["summary"]
    first = in_a_line(summary) + (f" ({seconds:.1f} s)" if seconds is not None else "")
    second = f"{summary['accounted_for']:,} of {plural(summary['numbers'], 'number')} accounted for."
    lines = [*_wrapped("", first, pen), *_wrapped("", second, pen)]
    if report:  # a path is never broken: it is there to be clicked or copied
        where = pen.say(f"Report: {clean(report)}")
        fits = columns(f"{lines[-1]}  {where}") <= pen.width
        lines[-1:] = [f"{lines[-1]}  {where}"] if fits else [lines[-1], where]
    return lines


def to_ledger(result: Result) -> str:
    """The number ledger, one number a line: where, what, and in which claim or why in none."""
    data = payload(result)
    used: dict[str, str] = {}
    for claim in data["claims"]:
        for role in claim["mentions"]:
            used.setdefault(role["id"], claim["id"])
    lines = []
    for mention in data["ledger"]:
        line, column = result.article.position(mention["start"])
        why = ignored(mention["ignored"]) if mention["ignored"] else used.get(mention["id"], "unaccounted")
        lines.append(f"{clean(data['article']['name'])}:{line}:{column}: {clean(mention['surface'])}: {why}\n")
    return "".join(lines)
