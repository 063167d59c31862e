"""Scene -> what in it narrows, widens or supposes, and is in no table: then nothing is accused.

"Unemployment in Germany excluding the east was 1%" may be true beside any figure of the country.
"""

from __future__ import annotations

import re
from functools import cache

from factcheck.link.tables.choose import chooser
from factcheck.link.tables.moments import MONTH
from factcheck.link.tables.scene import Scene
from factcheck.link.tables.words import concepts
from factcheck.reference.series import SeriesIndex
from factcheck.vocabulary import rows

# "In Catalonia", "at Heathrow", "across Siberia": somewhere or something the tables have no name for.
SOMEWHERE = re.compile(
    r"\b(?:in|at|across|throughout|around|near|within|outside|from)\s+(?:the\s+)?(?:(?:north|south|east|west)(?:ern)?\s+)?(?P<name>[A-Z][\w’'-]*[a-z])"
)
NOT_PLACES = frozenset(
    "January February March April May June July August September October November December Sunday Monday Tuesday Wednesday"
    " Thursday Friday Saturday Q1 Q2 Q3 Q4 President Prime Minister Parliament Congress Christmas Easter Covid Covid-19".split()
)
OWN_PART = re.compile(r"[^,.;:]{0,24}?['’]s?\s+(?P<name>[A-Z][a-z]{2,})\b")
# "Consumption-based emissions", "a war-related death": what stands before the hyphen says which of them.
COMPOUND = re.compile(r"\b\w+-(?:based|related|adjusted|linked|weighted|driven|led|intensive|induced|specific)\b", re.IGNORECASE)
AT_AGE = re.compile(r"\bexpectanc(?:y|ies)\s+(?:for\s+\w+\s+)?at\s+(?:the\s+)?(?:age\s+)?(?:of\s+)?\d", re.IGNORECASE)


@cache
def _words() -> re.Pattern[str]:
    listed = [w for row in rows("table_scope") for w in row["words"].split("|")]
    joined = "|".join(r"\s+".join(re.escape(part) for part in w.split(" ")) for w in listed)
    return re.compile(rf"\b(?:{joined})\b", re.IGNORECASE)


def scoped(scene: Scene, index: SeriesIndex) -> bool:
    """Whether a word of the sentence changes what its numbers are of in a way the tables can't follow."""
    text = scene.text
    if AT_AGE.search(text) or COMPOUND.search(text) or _words().search(text):
        return True
    owned = (m for p in scene.places if p.start >= 0 and (m := OWN_PART.match(text, p.start)))
    topics = chooser(index).by_concept  # "Brazil's Gini coefficient" owns a figure, "Brazil's Amazon" a part of it
    if any(m["name"] not in NOT_PLACES and not any(w.concept in topics for w in concepts(m["name"])) for m in owned):
        return True
    inside = [(p.start, p.end) for p in scene.places]
    names = (m for m in SOMEWHERE.finditer(text) if m["name"] not in NOT_PLACES and not MONTH.fullmatch(m["name"]))
    return any(not any(a <= m.start("name") < b or m.start("name") < a < m.end("name") + 24 for a, b in inside) for m in names)
