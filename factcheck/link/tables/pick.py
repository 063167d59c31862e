"""Scene -> the tables that may judge it: the best by its title, its rivals, and whether the choice is settled."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

from factcheck.link.tables.bases import prices_of
from factcheck.link.tables.beats import beat_of
from factcheck.link.tables.choose import Chooser, Match, Profile, chooser, loan_terms, title_words
from factcheck.link.tables.scene import Scene
from factcheck.link.tables.words import Word, concepts, neutral
from factcheck.reference.series import SeriesIndex

GROWTH = "growth"
NAMED = re.compile(r"(?:[a-z’'-]|[A-Z]{2}) (?P<name>[A-Z][a-z]+)\b")
MONTHS = frozenset("January February March April May June July August September October November December".split())
BASES = frozenset(("real", "nominal"))
SCORE = 0.999  # every weighty word of the title is said; a title half said measures something else
RIVAL = 0.97
HALF_SAID = 0.6  # of a title, for a table to speak for a sentence that another speaks against
MOST_OTHERS = 12
# "Chileans under 25", "those aged 15 to 24", "30-year-olds": an age group, which few tables are about.
AGED = re.compile(
    r"\b(?:under|over|below|above)[\s-]\d{1,2}s?(?!\d|[.,]\d|\s*(?:%|percent|per\s+cent|million|billion|thousand|lakh))"
    r"(?=\s+(?:are|is|were|was|have|has|in|who)\b|[.,;]|$)|\baged\b|\bage\s+of\b|\byear[\s-]olds?\b|\bages\s+\d",
    re.IGNORECASE,
)
AGE_WORDS = re.compile(r"\b(?:ages?|years?|old|children|adolescents|adults|under-\d+s)\b", re.IGNORECASE)
AGES = re.compile(r"(?:[a-z]+[\s-]+){0,3}\d{1,2}(?:\s*(?:-|–|to|and)\s*\d{1,2})?", re.IGNORECASE)
JOINED = re.compile(r"\s*(?:and|&|plus)\s*")
SPECIFYING = frozenset("of from by due among for caus on with".split())


@dataclass(frozen=True, slots=True)
class Pick:
    """Tables that fit, best first, and the reason codes that keep an accusation shut."""

    profiles: tuple[Profile, ...]
    unsettled: tuple[str, ...]


def pick(
    scene: Scene, forms: Collection[str], index: SeriesIndex, drop: Collection[str] = (), levels: bool = False
) -> Pick | None:
    """The tables of the given forms whose whole title is said; None where none is, or where more is said."""
    found = _pick(scene, forms, index, drop, levels)
    if found is None and levels and any(w.concept == GROWTH for w in scene.words):
        # "exports grew 5%" is told by a table of exports where there is none of their growth
        found = _pick(scene, forms, index, (*drop, GROWTH), levels)
    return found


def _pick(scene: Scene, forms: Collection[str], index: SeriesIndex, drop: Collection[str], levels: bool) -> Pick | None:
    chosen = chooser(index)
    words = [w for w in scene.words if w.concept not in drop]
    fitting = [m for m in chosen.matches(words) if m.score >= SCORE and m.profile.form in forms]
    fitting = [m for m in fitting if not _narrowed(scene, m, words, chosen)]
    terms = loan_terms(scene.text)
    fitting = [m for m in fitting if m.profile.terms <= terms and _often_enough(scene, m.profile)]
    if aged := AGED.search(scene.text):
        named = AGES.match(scene.text, aged.start())
        ages = set(re.findall(r"\d+", named.group())) if named else set[str]()
        fitting = [m for m in fitting if _of_age(m.profile.table.meta.metric, ages)]
    if not fitting:
        return None
    said = {w.concept for w in words}
    if levels and "share" not in said:  # "emissions fell 20%" is said of emissions, not of their share of the world's
        fitting = [m for m in fitting if "share" not in m.profile.soft] or fitting
    best = max(fitting, key=lambda m: (m.said, -len(m.beyond), m.profile.table.name))
    told = _explained(best, words)
    rivals = [m for m in fitting if _explained(m, words) == told and m.profile.core == best.profile.core]
    rivals.sort(key=lambda m: (-m.said, m.profile.table.name))
    unsettled = []
    also = [
        m
        for m in fitting
        if m not in rivals and m.said >= RIVAL * best.said and not m.profile.core <= best.profile.core
    ]
    loosely = "loosely" in said  # "carbon emissions" may or may not mean carbon dioxide alone
    known = BASES if prices_of(best.profile) is not None else frozenset[str]()
    odd = [w for w in words if w.concept in _strangers(best) and w.concept not in known and not _is_name(scene, w)]
    if also or loosely or odd or _noted(words, best):
        unsettled.append("metric-ambiguous")
    return Pick(tuple(m.profile for m in rivals), tuple(unsettled))


def others(scene: Scene, forms: Collection[str], index: SeriesIndex, found: Pick, score: float) -> list[Profile]:
    """Further tables that part of the sentence is about: what one of them bears out, another refutes no more."""
    near = chooser(index).matches(list(scene.words))[:MOST_OTHERS]
    return [m.profile for m in near if m.score >= score and m.profile.form in forms and m.profile not in found.profiles]


def _of_age(title: str, ages: set[str]) -> bool:
    """Whether a table is of the age a sentence names: "aged over 80" is not "Ages 25-64"."""
    known = set(re.findall(r"\d+", title))
    return bool(AGE_WORDS.search(title)) and (not ages or not known or bool(ages & known))


def _often_enough(scene: Scene, profile: Profile) -> bool:
    """Whether a table has figures for stretches as short as the sentence speaks of."""
    if scene.moment is None or not scene.moment.within_a_year:
        return True
    table = profile.table
    return bool(table.labels) and beat_of(table.column(table.labels[0])[:12]) != "year"


def _explained(match: Match, words: list[Word]) -> frozenset[str]:
    profile = match.profile
    return frozenset(w.concept for w in words) & (profile.core | profile.soft)


def _strangers(match: Match) -> list[str]:
    # "half of all electricity generation" narrows what is said of electricity no further
    same = ("generation", "production") if "electricity" in match.profile.core else ()
    return [b for b in match.beyond if b[0].isalpha() and b not in same]


def pick_sum(scene: Scene, forms: Collection[str], index: SeriesIndex) -> tuple[Pick, Pick] | None:
    """The two tables of "wind and solar": they differ in nothing but the words joined by "and"; their sum is meant."""
    words = scene.words
    for i, left in enumerate(words[:-2]):
        ahead = (w for w in words[i + 1 : i + 4] if w.known and w.start > left.end and w.concept != left.concept)
        right = next(ahead, None)
        if not left.known or right is None or left.start < 0:
            continue
        if not JOINED.fullmatch(scene.text[left.end : right.start]):
            continue
        one, other = pick(scene, forms, index, {right.concept}), pick(scene, forms, index, {left.concept})
        if one is None or other is None or scene.text[left.start : left.end].isupper():
            continue
        for a in one.profiles:
            for b in other.profiles:
                a_own, b_own = a.core - {left.concept}, b.core - {right.concept}
                same_unit = a.table.meta.unit == b.table.meta.unit and a.form == b.form
                if a_own == b_own and left.concept in a.core and right.concept in b.core and same_unit:
                    return _only(one, a), _only(other, b)
    return None


def _only(found: Pick, profile: Profile) -> Pick:
    return Pick((profile,), found.unsettled)


def _is_name(scene: Scene, word: Word) -> bool:
    """A capitalised word inside a sentence is somebody's name and narrows nothing."""
    return 0 < word.start < len(scene.text) and scene.text[word.start].isupper() and not scene.carried


def _narrowed(scene: Scene, match: Match, words: list[Word], chosen: Chooser) -> bool:
    """Whether the sentence measures something narrower: "lung cancer", "youth unemployment"."""
    beyond = set(_strangers(match))
    if prices_of(match.profile) is not None:
        beyond -= BASES  # told apart by the bases, not by the topic
    if beyond & title_words("critical") or any(b in chosen.by_concept for b in beyond):
        return True
    if match.profile.core <= title_words("generic") | title_words("people") and (beyond or _body(scene)):
        return True
    if _specified(words, match, beyond):
        return True
    for left, right in pairwise(words):
        touching = 0 <= right.start - left.end <= 1
        if touching and left.concept in beyond and right.concept in match.profile.core and left.start >= 0:
            word = scene.text[left.start : left.end]
            if not word[:1].isupper() or left.start == 0:
                return True
    return bool(match.missing & title_words("critical"))


def _noted(words: list[Word], match: Match) -> list[Word]:
    """Words that only the note of a table knows: "spending on RESEARCH", where the note tells what is counted in."""
    profile = match.profile
    said = (
        profile.core
        | profile.soft
        | neutral()
        | title_words("measuring")
        | {w.concept for w in concepts(profile.table.meta.unit)}
    )
    return [w for w in words if w.concept in profile.wider and w.concept not in said and not w.concept.isdigit()]


def _body(scene: Scene) -> bool:
    """Whether a body with a name of its own is spoken of: women in "the US House" are not those of the country."""
    inside = [(p.start, p.end) for p in scene.places] + [(w.start, w.end) for w in scene.whens]
    names = (m for m in NAMED.finditer(scene.text) if m["name"] not in MONTHS)
    return any(not any(a <= m.start("name") < b for a, b in inside) for m in names)


def _specified(words: list[Word], match: Match, beyond: set[str]) -> bool:
    """Whether a preposition leads to what the table does not know: "deaths from malaria", "production of lithium"."""
    for i, word in enumerate(words[:-2]):
        if word.concept in match.profile.core and words[i + 1].concept in SPECIFYING:
            rest = [w for w in words[i + 2 : i + 6] if w.concept not in neutral()]
            if rest and rest[0].concept in beyond and rest[0].start - word.end < 30:
                return True
    return False


def unexplained(match: Match) -> set[str]:
    """Words of the sentence the table does not know."""
    return {b for b in match.beyond if b not in neutral()}
