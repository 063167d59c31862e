"""Words round a plain number -> what it counts, where no noun follows at once: "3,100 of our drivers", "aged 73"."""

from __future__ import annotations

import re

from factcheck.measure import dates, numbers, units

Noun = tuple[str, int, str, bool]  # unit, how many characters, "unit", "time" or "noun", whether a plural was found

_PARTITIVE = re.compile(r"[ \n]of[ \n](?:its|their|our|his|her|my|your|the|these|those)(?=[ \n])")
_TOLD_APART = re.compile(r",? respectively,?(?= )")
_WHO = re.compile(r",?[ \n]who(?:m|se)?[ \n]")
_ADJECTIVE = (
    r"(?:current|former|new|old|part|joint|full|senior|junior|major|minor)|"
    r"[a-z]+-[a-z]+|[a-z]+(?:al|ic|ive|ous|ed|ing|ary|ful|able|ible|ian|ar|less|ish|ese)"
)
_NAMED = r"[A-Z][\w.'-]*|\d{1,3}"
# "460 Kestrel and Merlin vans", "4.3m digital and physical copies", "63,000 Model 3 cars"
_PHRASE = re.compile(
    rf" (?:(?:(?:other|own|more) )?(?:{_NAMED}|{_ADJECTIVE})(?:,? (?:and|or|&) | )){{1,5}}(?P<noun>[a-z][a-z-]*)"
    r"(?=[ \n.,;:)]|$)"
)
_AVERAGE_SHARES = re.compile(  # "Avg shrs 11,138,503", "Average shares 45.2 44.1"
    rb"\b(?:avg\.?|average|diluted|basic|outstanding)(?:[ \n](?:number[ \n]of|diluted|basic|common|ordinary)){0,2}[ \n]"
    rb"(?:shrs|shares)(?:[ \n]outstanding)?:?[ ]+\Z",
    re.I,
)
# "2.9 million 9-litre cases", "300 500 ml bottles"
_SIZED = re.compile(r" \d{1,4}(?:\.\d+)?(?:-[a-z]+(?= [a-z])|(?=[ a-z]))")
_VERSIONS = re.compile(r" (?P<name>[A-Z][\w-]+(?: [A-Z][\w-]+)? \d{1,3})s(?=[ .,;:)]|$)")  # "63,150 Falcon 3s"
_MODELS = re.compile(r" (?P<name>[A-Z]{1,2}-?\d{2,4}[a-z]{0,4}?|[1-9]\d\d)s(?=[ .,;:)]|$)")  # "20 K412neos", "20 412s"
_OTHER = re.compile(r"[ \n](?:other|more|such|own|or so)(?=[ \n])")
_LABELS = set(
    "day week month round game stage number point phase tier level rank grade season episode set group lane verse "
    "step task bullet play hole lap race match seat bed room door".split()
)
_AGED = re.compile(
    rb"(?:\b(?:aged?|ages|(?:age|ages) of)(?: (?:about|around|between|just|only|under|over))?|"
    rb"\b(?:life expectancy|(?:average|median|mean|retirement|pension) age)[ \n]"
    rb"(?:is|was|of|at|stood at|rose to|fell to)(?: (?:about|around|nearly|over))?)[ \n]\Z",
    re.I,
)


def further(before: bytes, after: str, value_is_small: bool) -> Noun | None:
    """What a number counts whose noun does not follow at once, or None."""
    if value_is_small and _AGED.search(before):
        return "year of age", 0, "noun", True
    if before[-5:] in (b"shrs ", b"ares ", b"ding ", b"res: ") and _AVERAGE_SHARES.search(before):
        return "share", 0, "noun", True
    opening = after[:2].lstrip(" \n")[:1]
    if opening in _SMALL_OPENINGS and _WHO.match(after):
        return "people", 0, "noun", True
    if opening in _SMALL_OPENINGS and (m := _PARTITIVE.match(after) or _TOLD_APART.match(after) or _OTHER.match(after)):
        words = before.split()
        if m.re is _PARTITIVE and value_is_small and words and words[-1].decode("latin-1").lower() in _LABELS:
            return None  # "on day 3 of the talks"
        found = units.noun_after(after[m.end() :], True)
        if not found or not found[2]:
            return _phrase(after[m.end() :]) or _joined(after[m.end() :])
        if unit := dates.UNITS.get(found[0]):
            return (unit, m.end() + found[1], "time", True) if m.re is _OTHER else None  # "two more weeks"
        first, _, rest = found[0].partition(" ")
        return rest if rest and first in numbers.WORDS else found[0], 0, "noun", True  # "nine of the ten patents"
    if (opening.isupper() or opening.isdigit()) and (m := _VERSIONS.match(after) or _MODELS.match(after)):
        return m["name"].lower(), 0, "noun", True
    if opening.isdigit() and (m := _SIZED.match(after)):
        rest = after[m.end() :]
        size = None if "-" in m[0] else units.unit_after(rest)
        found = units.noun_after(rest[size[1] :] if size else rest, True) if size or "-" in m[0] else None
        if found and found[2]:
            return found[0], 0, "noun", True
    return (_lettered(before, after) if opening in _LETTERS else None) or _phrase(after)


_SMALL_OPENINGS = frozenset("wormsr,")  # of "who", "of its", "other", "more", "such", "respectively"
_LETTERS = frozenset("CFk")
_DEGREES = re.compile(r" ?(?P<u>[CF])(?=[ .,;:)]|$)(?! [A-Z])")
_KNOTS = re.compile(r" ?kn(?=[ .,;:)]|$)")
_HEAT = re.compile(
    r"temperatur|degree|\bheat|melt|boil|warm|\bcool|\bhot\b|\bcold|freez|thermal|\boven|fever|outside|"
    r"(?:above|below) zero",
    re.I,
)
_WIND = re.compile(r"\bwinds?\b|\bgust|\bspeed|hurricane|typhoon|cyclone|storm|\bcruis", re.I)


def _lettered(before: bytes, after: str) -> Noun | None:
    """Units of a letter or two that only their surroundings tell from something else: "a 12 C melting point"."""
    degrees = _DEGREES.match(after)
    knots = None if degrees else _KNOTS.match(after)
    if not degrees and not knots:
        return None
    around = before.decode("latin-1").rpartition(". ")[2] + "|" + after.partition(". ")[0]
    if degrees and _HEAT.search(around):
        return ("celsius" if degrees["u"] == "C" else "fahrenheit"), degrees.end(), "unit", True
    return ("knot", knots.end(), "unit", True) if knots and _WIND.search(around) else None


_WORD = re.compile(r" ([a-z]+(?:-[a-z]+)*)")


def _joined(after: str) -> Noun | None:
    """“of our road and rail engineers”: the last plural before the noun phrase ends."""
    pos, noun = 0, ""
    for _ in range(6):
        m = _WORD.match(after, pos)
        if not m or (m[1] in units.NOT_NOUNS and m[1] not in ("and", "or")):
            break
        if units.is_plural(m[1]):
            noun = m[1]
            break
        pos = m.end()
    return (units.singular(noun), 0, "noun", True) if noun else None


def _phrase(after: str) -> Noun | None:
    m = _PHRASE.match(after)
    if not m or m["noun"] in units.NOT_NOUNS or not units.is_plural(m["noun"]):
        return None
    if m[0][1:].partition(" ")[0].lower() in numbers.WORDS:
        return None  # "vs 2.9 mln Nine mths"
    return units.singular(m["noun"]), 0, "noun", True
