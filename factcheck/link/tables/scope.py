"""Scene -> what in it narrows, widens or supposes, and is in no table: then nothing is accused.

"Unemployment in Germany excluding the east was 1%" may be true beside any figure of the country.
"""

from __future__ import annotations

import re
from calendar import day_name, month_name
from functools import cache

from factcheck.link.tables.choose import Profile, chooser
from factcheck.link.tables.moments import MONTH
from factcheck.link.tables.scene import Scene
from factcheck.link.tables.words import concepts
from factcheck.reference.series import SeriesIndex
from factcheck.vocabulary import rows

# "In Catalonia", "at Heathrow", "across Siberia": somewhere or something the tables have no name for.
SOMEWHERE = re.compile(
    r"\b(?:in|at|across|throughout|around|near|within|outside|from)\s+(?:the\s+)?(?:(?:north|south|east|west)(?:ern)?\s+)?(?P<name>[A-Z][\w’'-]*[a-z])"
)
NOT_PLACES = frozenset([*month_name, *day_name]) | frozenset(
    "Q1 Q2 Q3 Q4 President Prime Minister Parliament Congress Christmas Easter Covid Covid-19".split()
)
OWN_PART = re.compile(r"[^,.;:]{0,24}?['’]s?\s+(?P<name>[A-Z][a-z]{2,})\b")
# "Consumption-based emissions", "a war-related death": what stands before the hyphen says which of them.
COMPOUND = re.compile(
    r"\b\w+-(?:based|related|adjusted|linked|weighted|driven|led|intensive|induced|specific)\b", re.IGNORECASE
)
# "Among the over-60s" is of some; "among the countries of the G7" only says who is compared.
AMONG = re.compile(
    r"\bamong(?:st)?\s+(?!(?:the\s+|all\s+|other\s+|its\s+|\w+\s+)?(?:\w+\s+)?(?:countries|nations|states|economies|G\d+|peers|them|others"
    r"|neighbou?rs|highest|lowest|largest|biggest|smallest|best|worst|adults|people|population)\b)(?:the\s+)?[a-z]",
    re.IGNORECASE,
)
# "Above its four-year average of 4%", "than the long-run norm of 2%": the number is the yardstick's.
YARDSTICK = re.compile(
    r"\b(?:above|below|than|against|over|under|exceed\w*|beat\w*|topp\w*|compared\s+(?:with|to)|versus|short\s+of|near|match\w*)\s+"
    r"(?:\w+['’]s?\s+|its\s+|their\s+|the\s+|an?\s+)?(?:[\w-]+\s+){0,3}"
    r"(?:average|mean|median|norm|trend|potential|maximum|minimum|record|peak|trough|target|goal|ceiling|limit|forecast|estimate"
    r"|benchmark|threshold)\s+of\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
# "Five years after the dollar averaged 31 baht, it averaged 35 in 2024": the year is the second clause's.
UNDER = re.compile(
    r"(?:^|[.;,]\s)(?:[\w-]+\s+){0,3}(?:after|before|until|since|once|when|although|though|if)\s", re.IGNORECASE
)
# "Of the 58 terawatt-hours generated, 53% came from coal": coal is the second number's.
NEXT = re.compile(r",\s[^,;:]{0,40}?\d|[:;]\s")
AT_AGE = re.compile(r"\bexpectanc(?:y|ies)\s+(?:for\s+\w+\s+)?at\s+(?:the\s+)?(?:age\s+)?(?:of\s+)?\d", re.IGNORECASE)


@cache
def _words() -> re.Pattern[str]:
    listed = [w for row in rows("table_scope") for w in row["words"].split("|")]
    joined = "|".join(r"\s+".join(re.escape(part) for part in w.split(" ")) for w in listed)
    joined = joined.replace(r"all\s+but", r"all\s+but(?!\s+[a-z]+ed\b)", 1)  # "has all but halved" leaves nobody out
    return re.compile(rf"\b(?:{joined})\b", re.IGNORECASE)


def _under(scene: Scene) -> bool:
    """Whether a number stands in a subordinate clause, and every time of the sentence behind the comma that ends it."""
    text = scene.text
    behind = scene.whens and all(w.start > scene.at for w in scene.whens)
    return bool(behind and "," in text[scene.at : scene.whens[0].start] and UNDER.match(text[: scene.at]))


def of_next(scene: Scene, profile: Profile) -> bool:
    """Whether a word a table must have said stands only behind the next number or a colon: not of this one."""
    stop = NEXT.search(scene.text, scene.at)
    if stop is None or scene.carried:
        return False
    said = {w.concept: w.start for w in reversed(scene.words)}  # the first place of each
    return any(said.get(concept, -1) >= stop.end() - 1 for concept in profile.core)


def scoped(scene: Scene, index: SeriesIndex) -> bool:
    """Whether a word of the sentence changes what its numbers are of in a way the tables can't follow."""
    text = scene.text
    if any(p.search(text) for p in (AT_AGE, COMPOUND, AMONG, _words())):
        return True
    if _under(scene) or YARDSTICK.search(text[max(0, scene.at - 90) : scene.at]):
        return True
    owned = (m for p in scene.places if p.start >= 0 and (m := OWN_PART.match(text, p.start)))
    topics = chooser(index).by_concept  # "Brazil's Gini coefficient" owns a figure, "Brazil's Amazon" a part of it
    if any(m["name"] not in NOT_PLACES and not any(w.concept in topics for w in concepts(m["name"])) for m in owned):
        return True
    inside = [(p.start, p.end) for p in scene.places]
    names = (m for m in SOMEWHERE.finditer(text) if m["name"] not in NOT_PLACES and not MONTH.fullmatch(m["name"]))
    return any(not any(a <= m.start("name") < b for a, b in inside) for m in names)
