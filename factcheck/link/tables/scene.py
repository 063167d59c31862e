"""Claim -> Scene: its sentence with the places, times and topic words in it, and who the claim is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from factcheck.link.tables.frame import MONTH, When
from factcheck.link.tables.labels import labelled
from factcheck.link.tables.moments import WHEN_IT, Moment, moment
from factcheck.link.tables.places import Place, columns, country_name, implied, known_codes, places
from factcheck.link.tables.relative import whens
from factcheck.link.tables.retold import retold
from factcheck.link.tables.words import Word, concepts
from factcheck.model import Article, Claim, Mention
from factcheck.reference.series import SeriesIndex, Table

LONGEST = 1500
LONGEST_ARTICLE = 20000
# Dates name no topic: "in May", "12 months ending June", "the three months to March", "the second quarter".
DATED = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?-i:{MONTH})(?![a-z])(?:\s+\d{{1,2}}(?:st|nd|rd|th)?\b)?|\bq[1-4]\b"
    r"|\b(?:first|second|third|fourth|last|this|previous|prior)\s+(?:quarter|half|month|week)\b"
    r"|\b(?:year|month|quarter)[\s-](?:on|over)[\s-](?:year|month|quarter)\b|\b(?:\w+\s+)?(?:month|quarter)s?\s+(?:to|through|ended|ending|earlier|before|ago)\b"
    r"|\bannuali[sz]ed\b|\b(?:annual|quarterly|monthly)\s+(?:rate|pace|basis)\b|\bseasonal(?:ly)?[\s-]+adjust\w+|\bunadjusted\b",
    re.IGNORECASE,
)
# "House prices in Boston": somewhere the tables have no name for.
ELSEWHERE = re.compile(rf"\b(?:in|across|throughout)\s+(?:the\s+)?(?!{MONTH}\b|Q[1-4]\b)[A-Z][a-z]+")
PRONOUN = re.compile(
    r"^[\W_]*(?:(?:For|On|Over|In) the (?:month|quarter|year),? (?:it|the (?:index|rate|figure|total))"
    r"|It|They|This|That|These|The (?:figure|number|rate|index|share|total|same))\b"
)
AHEAD = re.compile(r",\s+(?:(?:about|just|only|some|nearly|almost|around|it\s+was)\s+)*")
CLAUSE = re.compile(r"(?:^|[;:.])\s*(?:(?:but|and)\s+)?(?:(?:in|by)\s+)?$", re.IGNORECASE)
BESIDE = re.compile(r"\s*[\s(]\s*(?:(?:about|just|only|some|nearly|almost|around|over|under)\s+)*")
OPENING = re.compile(r"^\W*(?:At|With)\s+(?:[a-z]+\s+){0,3}$")
LIST_GLUE = re.compile(
    r"^[\s,]*(?:(?:and|or|as well as|both)\s+)?(?:the\s+)?$|^\s*,?\s*(?:and|&)\s+(?:in\s+|of\s+)?(?:the\s+)?$"
)
THAN = re.compile(
    r"\b(?:than|unlike|behind|compared (?:to|with)|versus|from|between|with)\s+"
    r"(?:that\s+of\s+|those\s+of\s+|in\s+|the\s+)*$"
    r"|\b(?:half|third|quarter|fifth|tenth|twice|double|triple|treble|times|%|percent|cent)\s+(?:of\s+)?(?:that|those)\s+(?:of|in)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
# "Peru had 34 million people, against 19 million in Chile": what follows is of the next place.
SET_APART = re.compile(
    r"[,;]\s+(?:(?:just|well|far|and|but|almost|nearly|or|some)\s+)*(?:against|compared|versus|while|whereas|less|more|fewer|higher|lower|above|below"
    r"|ahead|behind|short|(?:\w+\s+)?(?:times|twice|half|double|triple)|a\s+(?:third|quarter|fifth|tenth))\b|;\s|\b(?:against|versus|while|whereas)\b",
    re.IGNORECASE,
)
HERE = re.compile(
    r"[$€£]?[\d.,]*\d\s*(?:%|percent|per\s+cent)?\s*(?:million|billion|trillion|thousand)?\s*(?:in|for)\s+(?:the\s+)?",
    re.IGNORECASE,
)
WE = re.compile(r"\b(?:we|our|us|the country|the nation|this country|here)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scene:
    """What a claim's sentence is about; offsets are those of ``text``, which begins at ``offset`` of the article.

    ``country``: the code of the only country the whole article names, where it names one.
    """

    text: str
    offset: int
    at: int
    places: tuple[Place, ...]
    whens: tuple[When, ...]
    words: tuple[Word, ...]
    year: int | None
    carried: bool = False
    moment: Moment | None = None
    published: date | None = None
    country: str | None = None


def scene(article: Article, claim: Claim, index: SeriesIndex, ledger: Sequence[Mention] = ()) -> Scene | None:
    """The scene of a claim; a sentence that begins with a pronoun borrows places and words from the one before."""
    start, end = claim.sentence_start, claim.sentence_end
    text = article.text[start:end]
    if len(text) > LONGEST or not text.strip():
        return None
    found = _read(text, article, index)
    at = claim.main.start - start
    today = article.published
    when = moment(claim, ledger, text, start, article.published)
    own = Scene(text, start, at, *found, today.year if today else None, moment=when, published=today)
    if not own.places:
        own = replace(own, country=_country(article, index))
    if PRONOUN.match(text) and start > 0:
        before = article.text[max(0, start - 400) : start].rstrip()
        cut = max(before.rfind(". ", 0, -1), before.rfind("\n"), before.rfind("? ", 0, -1))
        previous = before[cut + 1 :].strip()
        more_places, _, more_words = _read(previous, article, index)
        borrowed = tuple(replace(p, start=-1, end=-1) for p in more_places) if not own.places else ()
        kept = tuple(w for w in more_words)
        return replace(own, places=borrowed + own.places, words=kept + own.words, carried=True)
    if not own.places and article.entity:
        spoken = places(article.entity, index)
        if spoken and (WE.search(text) or len(spoken) == 1):
            return replace(own, places=tuple(replace(p, start=-1, end=-1) for p in spoken[:1]))
    return own


def _country(article: Article, index: SeriesIndex) -> str | None:
    """The only country an article names: who its sentences without a place are about."""
    cache: dict[str, str | None] = index.cache.setdefault("article", {})
    if article.text not in cache:
        cache.clear()  # articles come one after another
        text = f"{article.title or ''} {article.entity or ''} {article.text[:LONGEST_ARTICLE]}"
        codes = {p.codes[0] for p in places(text, index) if p.kind == "country"}
        cache[article.text] = codes.pop() if len(codes) == 1 else "several" if codes else None
    return cache[article.text]


def _read(
    text: str, article: Article, index: SeriesIndex
) -> tuple[tuple[Place, ...], tuple[When, ...], tuple[Word, ...]]:
    found = tuple(places(text, index) or implied(text))
    times = tuple(whens(text, article.published))
    dates = [(w.start, w.end) for w in times] + [m.span() for m in DATED.finditer(text)]
    words = _outside(concepts(text), [(p.start, p.end) for p in found] + dates)
    if more := labelled(text, words, index):
        found = tuple(sorted((*found, *more), key=lambda p: p.start))
        words = _outside(words, [(p.start, p.end) for p in more])
    return found, times, retold(text, words)


def _outside(words: Sequence[Word], taken: Sequence[tuple[int, int]]) -> tuple[Word, ...]:
    return tuple(w for w in words if not any(a <= w.start < b for a, b in taken))


@lru_cache(maxsize=4096)
def _glue(between: str) -> bool:
    return bool(LIST_GLUE.match(between)) and len(between) < 16


def subjects(scene: Scene) -> tuple[tuple[Place, ...], bool]:
    """The places the number is about, and whether that is settled; a list of places is one subject of several."""
    named = [p for p in scene.places if not THAN.search(scene.text[max(0, p.start - 24) : p.start]) or p.start < 0]
    countries = [p for p in named if p.kind == "country"]
    if not countries:
        groups = [p for p in named if p.kind != "country"]
        distinct = {p.name for p in groups}
        if not groups:
            return (), False
        if len(distinct) > 1:  # "in Africa and the world": the narrower one unless both are listed
            groups = [p for p in groups if p.kind != "world"] or groups
            return tuple(groups[:1]), len({p.name for p in groups}) == 1
        return tuple(groups[:1]), True
    if len({p.name for p in countries}) == 1:
        return tuple(countries[:1]), not countries[0].ambiguous
    listed = list_of(scene, countries)
    if listed and len({p.name for p in listed}) == len({p.name for p in countries}):
        return listed, True
    if (own := of_place(scene)) is not None:
        return (own,), not own.ambiguous
    before = [p for p in countries if p.start <= scene.at]
    near = (before or countries)[-1 if before else 0]
    after = next((p for p in scene.places if p.start > scene.at), None)
    if after is None or near.ambiguous or len({p.name for p in before}) != 1:
        return (near,), False
    return (near,), SET_APART.search(scene.text[scene.at : after.start]) is not None


def of_place(scene: Scene) -> Place | None:
    """The country right behind a number: "against 77% in Germany and 24% in America"."""
    there = HERE.match(scene.text, scene.at)
    return next((p for p in scene.places if there and p.kind == "country" and p.start == there.end()), None)


def list_of(scene: Scene, countries: list[Place]) -> tuple[Place, ...]:
    """As in "Peru, Chile and Bolivia": countries with nothing but commas and "and" between them."""
    run: list[Place] = []
    best: list[Place] = []
    for p in countries:
        if run and p.start >= 0 and _glue(scene.text[run[-1].end : p.start]):
            run.append(p)
        else:
            run = [p]
        if len(run) > len(best):
            best = list(run)
    return tuple(best) if len(best) > 1 else ()


def default_place(scene: Scene, table: Table, index: SeriesIndex) -> tuple[tuple[Place, ...], bool]:
    """Whom a sentence without a place is about where a table knows of one only, and whether that is settled.

    The sea level and the price of gold are of no country; "prices in March" are those of the article's only country.
    """
    labels = table.labels
    if len(labels) != 1 or ELSEWHERE.search(scene.text):
        return (), False
    label = labels[0]
    if label.upper().endswith("WRL"):
        return (Place(-1, -1, label, ("*",), "country"),), True
    code = next((c for c in columns(table, index) if c != label and columns(table, index)[c] == label), label)
    if code == label and label not in known_codes():
        return (Place(-1, -1, label, (label,), "country"),), True
    if scene.country not in (None, code):
        return (), False
    return (Place(-1, -1, country_name(code), (code,), "country"),), scene.country == code


def time_of(scene: Scene, role: str) -> tuple[When | None, bool]:
    """The time a number speaks about, and whether that is settled: its own clause's, else the sentence's only one."""
    times = [w for w in scene.whens if w.kind != "now"]
    if (told := WHEN_IT.search(scene.text[: scene.at])) and (at := [w for w in times if w.end == told.start()]):
        return replace(at[0], kind="point", last=at[0].first), True  # "since 2013, when there were 2,215"
    now = next((w for w in scene.whens if w.kind == "now"), None)
    if not times:
        return now, True
    if len(times) == 1:
        only = times[0]
        if now and role in ("level", "benchmark") and abs(now.start - scene.at) < abs(only.start - scene.at):
            if not _comma_between(scene, only.start):
                return now, True
            return now, True
        return only, True
    if beside := [w for w in times if w.end <= scene.at and BESIDE.fullmatch(scene.text[w.end : scene.at])]:
        return beside[-1], True  # "in 2015 22%, in 2016 9%"
    after = [w for w in times if w.start >= scene.at and not _breaks(scene.text[scene.at : w.start])]
    before = [w for w in times if w.end <= scene.at]
    if after and after[0].start - scene.at < 120:
        return after[0], True
    if before and not _breaks(scene.text[before[-1].end : scene.at]):
        return before[-1], not after
    if OPENING.match(scene.text[: scene.at]) and not re.search(r"\d", scene.text[times[0].start - 3 : times[0].start]):
        return times[0], True  # "At 46.7%, the share in 2024 was below the 47.3% of 2018"
    if (
        before
        and AHEAD.fullmatch(scene.text[before[-1].end : scene.at])
        and CLAUSE.search(scene.text[: before[-1].start])
    ):
        return before[-1], True  # "half of them in 2000; in 2022, 43%"
    leading = [w for w in times if w.start < 3]
    if leading:
        return leading[0], True
    near = min(times, key=lambda w: abs(w.start - scene.at))
    return near, False


def _comma_between(scene: Scene, other: int) -> bool:
    a, b = sorted((scene.at, other))
    return "," in scene.text[a:b]


def _breaks(between: str) -> bool:
    return bool(re.search(r"[;,]\s|\b(?:while|but|whereas|before|after)\b", between))
