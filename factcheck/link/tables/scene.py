"""Claim -> Scene: its sentence with the places, times and topic words in it, and who the claim is about."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from factcheck.link.tables.frame import When, whens
from factcheck.link.tables.places import Place, places
from factcheck.link.tables.retold import retold
from factcheck.link.tables.words import Word, concepts
from factcheck.model import Article, Claim
from factcheck.reference.series import SeriesIndex

LONGEST = 1500
PRONOUN = re.compile(r"^[\W_]*(?:It|They|This|That|These|The (?:figure|number|rate|share|total|same))\b")
LIST_GLUE = re.compile(
    r"^[\s,]*(?:(?:and|or|as well as|both)\s+)?(?:the\s+)?$|^\s*,?\s*(?:and|&)\s+(?:in\s+|of\s+)?(?:the\s+)?$"
)
THAN = re.compile(
    r"\b(?:than|unlike|behind|compared (?:to|with)|versus|from|between|with)\s+"
    r"(?:that\s+of\s+|those\s+of\s+|in\s+|the\s+)*$",
    re.IGNORECASE,
)
WE = re.compile(r"\b(?:we|our|us|the country|the nation|this country|here)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scene:
    """What a claim's sentence is about; offsets are those of ``text``, which begins at ``offset`` of the article."""

    text: str
    offset: int
    at: int
    places: tuple[Place, ...]
    whens: tuple[When, ...]
    words: tuple[Word, ...]
    year: int | None
    carried: bool = False


def scene(article: Article, claim: Claim, index: SeriesIndex) -> Scene | None:
    """The scene of a claim; a sentence that begins with a pronoun borrows places and words from the one before."""
    start, end = claim.sentence_start, claim.sentence_end
    text = article.text[start:end]
    if len(text) > LONGEST or not text.strip():
        return None
    found = _read(text, article, index)
    at = claim.main.start - start
    own = Scene(text, start, at, *found, article.published.year if article.published else None)
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


def _read(
    text: str, article: Article, index: SeriesIndex
) -> tuple[tuple[Place, ...], tuple[When, ...], tuple[Word, ...]]:
    found = tuple(places(text, index))
    times = tuple(whens(text, article.published))
    taken = [(p.start, p.end) for p in found] + [(w.start, w.end) for w in times]
    words = tuple(w for w in concepts(text) if not any(a <= w.start < b for a, b in taken))
    return found, times, retold(text, words)


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
    listed = _list_of(scene, countries)
    if listed and len({p.name for p in listed}) == len({p.name for p in countries}):
        return listed, True
    before = [p for p in countries if p.start <= scene.at]
    near = (before or countries)[-1 if before else 0]
    return (near,), False


def _list_of(scene: Scene, countries: list[Place]) -> tuple[Place, ...]:
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


def time_of(scene: Scene, role: str) -> tuple[When | None, bool]:
    """The time a number speaks about, and whether that is settled: its own clause's, else the sentence's only one."""
    times = [w for w in scene.whens if w.kind != "now"]
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
    after = [w for w in times if w.start >= scene.at and not _breaks(scene.text[scene.at : w.start])]
    before = [w for w in times if w.end <= scene.at]
    if after and after[0].start - scene.at < 120:
        return after[0], True
    if before and not _breaks(scene.text[before[-1].end : scene.at]):
        return before[-1], not after
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
