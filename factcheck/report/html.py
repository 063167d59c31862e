"""Result -> one HTML page: no request, no inline handler, everything foreign escaped by the template."""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import factcheck.report.figures as figures
from factcheck.model import Result
from factcheck.report.article import blocks, target
from factcheck.report.card import card
from factcheck.report.carried import Carried
from factcheck.report.payload import dump, evidence, payload, place_unit, result_hash
from factcheck.report.words import LOOKS, ignored_count, plural, tally

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

TEMPLATES = Path(__file__).parent / "templates"
CARDS_IN_PAGE = 300
RAIL_ROWS = 200
RAIL_WORDS = 74
IN_SENTENCE = (
    ("contradicted", "contradicted"),
    ("needs-context", "need context"),
    ("supported", "supported"),
    ("no-reference", "without reference"),
    ("not-checkable", "not checkable"),
)
INVISIBLE = re.compile(  # a soft hyphen inside a word is how word processors and pages break it: nothing hides there
    "(?<![^\\W\\d_])\u00ad|\u00ad(?![^\\W\\d_])|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
FORBIDDEN = re.compile("[\x00\ud800-\udfff]")
IN_SCRIPT = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def to_html(result: Result, carried: Carried | None = None) -> str:
    """The report as one self-contained page, with what is carried over from the last draft where that is given."""
    carried = carried or Carried()
    data = payload(result)
    text = result.article.text
    cards = [
        card(c, i, n) | {"carried": carried.notes.get(c["id"])}
        for i, (c, n) in enumerate(zip(data["claims"], repeats(data["claims"]), strict=True), 1)
    ]
    many = len(cards) > CARDS_IN_PAGE
    claims = data["claims"]
    body = list(blocks(data, text, result.article.lines)) if text or not claims else None
    last_line = result.article.position(len(text.rstrip("\n")))[0]
    view = {
        "title": _title(data, text),
        "headline": headline(data, text),
        "has_headline": bool(body) and body is not None and body[0].tag == "h1",
        "article": data["article"],
        "published": figures.iso_day(data["article"]["published"]),
        "as_of": figures.iso_day(data["article"]["as_of"]),
        "complete": data["complete"],
        "lines": last_line if text and place_unit(data["article"]["name"]) == "line" else 0,
        "reference": data["reference"],
        "facts": sum(f["rows"] for f in data["reference"]),
        "verdict_sentence": _verdict_sentence(data["summary"]),
        "ledger_sentence": _ledger_sentence(data),
        "summary": data["summary"],
        "looks": LOOKS,
        "bar": bar(data["summary"]),
        "blocks": body,
        "cards": cards,
        "many": many,
        "targets": [target(c, i) for i, c in enumerate(claims, 1)],
        "rail": [_rail_words(c) for c in (cards[:RAIL_ROWS] if many else cards)],
        "carried": carried,
        "data": _script_data(data, cards, many, carried),
    }
    return render("page.html.jinja", view)


def render(template: str, view: Mapping[str, Any]) -> str:
    """A page from its template, style and script in place and pinned by hash."""
    assets = {"style": asset("style.css"), "boot": asset("boot.js"), "script": asset("script.js")}
    pinned = {**assets, **{f"{name}_hash": pin(content) for name, content in assets.items()}}
    return FORBIDDEN.sub("\ufffd", _environment().get_template(template).render(**view, **pinned))


@cache
def asset(name: str) -> str:
    """A style or script of the page."""
    return (TEMPLATES / name).read_text(encoding="utf-8")


def pin(content: str) -> str:
    """How a policy names one inline style or script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters.update(vis=_visible, named=_named, lined=_lined, n=lambda v: f"{v:,}", plural=plural)
    return env


def _visible(text: object) -> Markup:
    """Escaped text in which nothing hides: each invisible or text-turning character gets a box with its code point.

    The character stays in the text; its box ends what it would do to its neighbours.
    """
    from markupsafe import Markup, escape

    said = str(text)
    if not INVISIBLE.search(said):
        return escape(said)
    parts, at = [], 0
    for found in INVISIBLE.finditer(said):
        code = f"U+{ord(found[0]):04X}"
        box = Markup('<span class="u" data-u="{}">{}</span>').format(code, found[0])
        parts += [escape(said[at : found.start()]), box]
        at = found.end()
    return Markup("").join([*parts, escape(said[at:])])


def _lined(text: str) -> Markup:
    """Article text: as given, invisible characters boxed, line ends as HTML knows them."""
    return _visible(text.replace("\r", "\n") if "\r" in text else text)


def _named(text: object) -> str:
    """Text for an attribute: invisible characters as their names, since an attribute cannot hold a box."""
    return INVISIBLE.sub(lambda m: f"[U+{ord(m[0]):04X}]", str(text))


def headline(data: Mapping[str, Any], text: str) -> str:
    """The article's title: as given, else its first line where that reads as one, else the file's name."""
    first = text.lstrip().split("\n", 1)[0].strip().lstrip("#").strip()
    return data["article"]["title"] or (first if 0 < len(first) <= 160 else data["article"]["name"])


def _title(data: Mapping[str, Any], text: str) -> str:
    said = ", ".join(tally(data["summary"])[:2]) or "nothing to check"
    return _named(f"{said} – {headline(data, text)} – factcheck")


def _verdict_sentence(summary: Mapping[str, int]) -> list[tuple[str, str]]:
    """The result in one sentence, in parts with the class of their verdict."""
    claims, judged = summary["claims"], summary["judged"]
    if not claims:
        return [("", "No claim to check: no number in this text states something that a fact could confirm or refute.")]
    parts = [(LOOKS[v].css, f"{summary[v]:,} {word}") for v, word in IN_SENTENCE if summary[v]]
    if summary["needs-context"] == 1:
        parts = [(css, text.replace("need context", "needs context")) for css, text in parts]
    out = [("", f"{judged:,} of {plural(claims, 'claim')} judged: ")]
    for i, (css, text) in enumerate(parts):
        last = i == len(parts) - 1
        out += [(css, text), ("", "." if last else " and " if i == len(parts) - 2 else ", ")]
    return out


def _ledger_sentence(data: Mapping[str, Any]) -> str:
    summary = data["summary"]
    counts: dict[str, int] = {}
    for mention in data["ledger"]:
        if mention["ignored"]:
            counts[mention["ignored"]] = counts.get(mention["ignored"], 0) + 1
    settled = summary["accounted_for"] - sum(counts.values())
    ranked = sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))
    parts = [f"{settled:,} in claims"] + [ignored_count(code, n) for code, n in ranked[:3]]
    if len(ranked) > 3:
        parts.append(f"{sum(n for _, n in ranked[3:]):,} for other reasons")
    head = f"{summary['accounted_for']:,} of {plural(summary['numbers'], 'number')} accounted for"
    return f"{head}: {', '.join(parts)}." if summary["numbers"] else f"{head}."


def bar(summary: Mapping[str, int], width: float = 1000, gap: float = 4) -> list[tuple[str, float, float]]:
    """The verdict bar: (class, x, width) per verdict that occurs."""
    present = [(LOOKS[v].css, summary[v]) for v in LOOKS if summary[v]]
    total, at, parts = sum(n for _, n in present), 0.0, []
    room = width - gap * (len(present) - 1)
    for css, count in present:
        size = room * count / total
        parts.append((css, round(at, 1), round(size, 1)))
        at += size + gap
    return parts


def _rail_words(shown: Mapping[str, Any]) -> list[str]:
    """The quote short enough for the rail, in three parts, the number in the middle."""
    before, said, after = shown["quote"]
    if len(before) + len(said) + len(after) <= RAIL_WORDS:
        return [before, said, after]
    said = said[:64]
    room = max(0, RAIL_WORDS - 10 - len(said))
    lead = before if len(before) <= room // 2 else "…" + before[-(room // 2) :].partition(" ")[2]
    left = room - len(lead)
    return [lead, said, after if len(after) <= left else after[:left].rpartition(" ")[0] + "…"]


def repeats(claims: list[dict[str, Any]]) -> list[int | None]:
    """For each claim, the number of the earlier claim it repeats: same words of subject and metric, same value."""
    first: dict[tuple[Any, ...], int] = {}
    out: list[int | None] = []
    for i, c in enumerate(claims, 1):
        value = c["value"] or c["iso_start"]
        key = (c["subject"], c["metric"], c["period"], c["claim_kind"], value, c["unit"], c["per"], c["verdict"])
        if not (c["subject"] and c["metric"] and value):
            out.append(None)
            continue
        out.append(first.get(key))
        first.setdefault(key, i)
    return out


def signoff_name(article: str) -> str:
    """What the sign-off of an article is called: ``drafts/port.md`` gives ``port.signoff.json``."""
    name = Path(article).stem or "article"
    return f"{'stdin' if name == '-' else name}.signoff.json"


def _script_data(data: Mapping[str, Any], cards: list[dict[str, Any]], many: bool, carried: Carried) -> Markup:
    from markupsafe import Markup

    block: dict[str, Any] = {
        "schema_version": 1,
        "article": {"name": data["article"]["name"], "sha256": data["article"]["sha256"]},
        "result": result_hash(data),
        "file": signoff_name(data["article"]["name"]),
        "claims": [
            [target(c, i), s["k"], c["identity"], c["content"], evidence(c), c["verdict"], c["reason"], s["same"]]
            for i, (c, s) in enumerate(zip(data["claims"], cards, strict=True), 1)
        ],
    }
    if carried.moved:
        block["moved"] = [i for i, c in enumerate(data["claims"], 1) if c["id"] in carried.moved]
    if carried.signed:
        block["signed"] = {str(n): dict(d) for n, d in carried.signed.items()}
    if many:  # a card is some 1,400 characters that repeat from claim to claim: packed, 5,000 of them fit in 400 kB
        block["cards"] = [{**s, "rail": _rail_words(s)} for s in cards]
        packed = base64.b64encode(zlib.compress(dump(block, None).encode("utf-8"), 6)).decode("ascii")
        block = {"packed": packed}
    return Markup(dump(block, None).translate(IN_SCRIPT))  # noqa: S704 (JSON with <, > and & as escapes)
