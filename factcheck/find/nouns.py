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
_SIZED = re.compile(r" \d{1,4}(?:\.\d+)?-[a-z]+ (?=[a-z])")  # "2.9 million 9-litre cases"
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
    if _WHO.match(after):
        return "people", 0, "noun", True
    if m := _PARTITIVE.match(after) or _TOLD_APART.match(after) or _OTHER.match(after):
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
    if (after[1:2].isupper() or after[1:2].isdigit()) and (m := _VERSIONS.match(after) or _MODELS.match(after)):
        return m["name"].lower(), 0, "noun", True
    if after[1:2].isdigit() and (m := _SIZED.match(after)):
        found = units.noun_after(after[m.end() - 1 :], True)
        return (found[0], 0, "noun", True) if found and found[2] else None
    return _phrase(after)


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
    return units.singular(m["noun"]), 0, "noun", True
