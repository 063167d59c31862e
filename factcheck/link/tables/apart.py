"""Scene -> whether it speaks of something the tables do not hold: a province, a flow, the other kind of figure."""

from __future__ import annotations

import re
from functools import cache

from factcheck.link.tables.choose import Profile
from factcheck.link.tables.scene import Scene
from factcheck.vocabulary import rows

DIVISIONS = (
    r"(?:state|province|county|region|city|town|district|municipality"
    r"|prefecture|territory|governorate|department|canton)"
)
# "the Indian state of Kerala", "Ohio State", "Bono Region", "in Kisumu, Kenya", "Kenya's capital": part of a country.
PART_OF = re.compile(rf"\b(?i:{DIVISIONS}|capital|port|island)s?\s+of\s+(?P<name>[A-Z]\w+)")
PART_NAMED = re.compile(rf"(?P<name>[A-Z][\w'’-]+)\s+(?:{DIVISIONS}|{DIVISIONS.title()})\b")
CAPITAL = re.compile(
    r"\b(?:capital|biggest\s+city|largest\s+city|second\s+city)\b(?!\s+(?:ratio|stock|city's|to\b))", re.IGNORECASE
)
TOWN = re.compile(r"\b(?:[Ii]n|of|at)\s+(?P<name>[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?),\s+(?=[A-Z])")
TOWN_FIRST = re.compile(r"^(?P<name>[A-Z][\w'’-]+),\s+(?=[A-Z])")
CALENDAR = frozenset(
    "January February March April May June July August September October November December Sunday Monday Tuesday"
    " Wednesday Thursday Friday Saturday However Today Meanwhile Yes No".split()
)
SHARE_SAID = re.compile(r"\b(?:share|proportion|percentage|fraction|rate|prevalence)\b", re.IGNORECASE)
NUMBER_SAID = re.compile(r"\b(?:number|total|numbers)\b", re.IGNORECASE)
NEAR = 70
# "installed 48 gigawatts" was put up that year; "an installed capacity of" is what stands.
PUT_UP = re.compile(
    r"\binstall(?:s|ed|ing)?\s+(?:(?:some|about|around|nearly|almost|over|more\s+than|another)\s+)?$", re.IGNORECASE
)


def within(scene: Scene) -> bool:
    """Whether a part of a country is meant, of which tables of countries say nothing."""
    known = {p.start for p in scene.places}
    inside = [(p.start, p.end) for p in scene.places]
    text = scene.text
    for pattern in (PART_OF, PART_NAMED):
        for m in pattern.finditer(text):
            if not any(a <= m.start("name") < b for a, b in inside) and m["name"] not in CALENDAR and _not_first(m):
                return True
    for pattern in (TOWN, TOWN_FIRST):
        town = pattern.search(text)
        if town is None or town.end() not in known or town["name"].split()[0] in CALENDAR:
            continue
        if not any(a <= town.start("name") < b for a, b in inside):
            return True
    return any(
        re.search(r"(?:['’]s?|\bin|\bthe\s+\w+)\s*$|^\s*$", text[max(0, m.start() - 18) : m.start()])
        and not re.match(r"\s+(?:spending|account|expenditure|investment)", text[m.end() :])
        for m in CAPITAL.finditer(text)
        if not any("capital" in w.concept for w in scene.words)
    )


def _not_first(m: re.Match[str]) -> bool:
    return m.start("name") > 0 and m["name"] not in ("The", "Each", "Every", "This", "That", "Our", "In")


@cache
def _movements() -> dict[str, re.Pattern[str]]:
    out = {}
    for row in rows("table_movements"):
        verbs = "|".join(v.replace(" ", r"\s+") for v in row["verbs"].split("|"))
        for concept in row["concepts"].split("|"):
            out[concept] = re.compile(rf"\b(?:{verbs})\b", re.IGNORECASE)
    return out


def moves(scene: Scene, profile: Profile) -> bool:
    """Whether a number is of comings and goings, while the table counts who or what is there.

    "Norland took in 5,000 refugees" is not refuted by the number living there.
    """
    text = scene.text
    if "capacity" in profile.core and PUT_UP.search(text[max(0, scene.at - NEAR) : scene.at]):
        return True
    near = re.split(r"[;:]|,\s", text[max(0, scene.at - NEAR) : scene.at])[-1]
    near += " # " + re.split(r"[;:.]\s|,\s", text[scene.at : scene.at + NEAR])[0]
    movements = _movements()
    return any(c in movements and movements[c].search(near) for c in profile.core)


def figure_forms(scene: Scene, end: int, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The forms of table that can hold a rank or comparison: "the highest rate" is no matter of totals."""
    window = scene.text[max(0, scene.at - 40) : end + 45]
    of_world = re.search(r"\bshare\s+of\s+(?:the\s+)?(?:world|global)", window, re.IGNORECASE)
    if SHARE_SAID.search(window) and not of_world:
        return tuple(f for f in wanted if f not in ("count", "money"))
    if NUMBER_SAID.search(window):
        return tuple(f for f in wanted if f in ("count", "money", "intensity"))
    return wanted
