"""Words after a number -> the unit or the noun counted: "MW" megawatt, "sq ft" square foot, "roles" role.

Our own tables cover what business text uses. A word that only quantulum3 knows is looked up among the unit names it
packages as plain JSON, and only then is its parser (seconds to load) asked, on that number and word alone.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from factcheck.vocabulary import rows

UNITS = {r["surface"].encode("latin-1").decode("latin-1"): r["unit"] for r in rows("units")}
_ANY_CASE = {s.lower(): u for s, u in UNITS.items() if len(s) > 2 or s in ("mL", "kg", "km", "cm", "mm", "ml", "ft")}
_LONGEST = 4
SINGULAR = {r["word"]: r["singular"] for r in rows("plurals")}
HEADS = {w: r["noun"] for r in rows("count_nouns") for w in (r["noun"], r["plural"])}
NOT_NOUNS = {r["word"] for r in rows("not_nouns")}
_TOKEN = re.compile(
    r"[ \n]?\n?([A-Za-z\xb0]+(?:['.&/-][A-Za-z]+)*[\xb2\xb3]?|[\xb0])(?=\W|\d|$)|-([A-Za-z]+(?:-[A-Za-z]+)*)"
)


def singular(word: str) -> str:
    """Reads "roles" -> "role", "companies" -> "company", "people" stays."""
    low = word.lower()
    if low in SINGULAR:
        return SINGULAR[low]
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes", "zes")) and len(low) > 4:
        return low[:-2]
    if is_plural(low):
        return low[:-1]
    return low


def is_plural(word: str) -> bool:
    """Whether a word looks like a plural noun."""
    low = word.lower()
    return low in SINGULAR or (low.endswith("s") and not low.endswith(("ss", "us", "is", "'s", "ous")) and len(low) > 3)


def _physical(words: list[str]) -> tuple[str, int] | None:
    for n in range(min(_LONGEST, len(words)), 0, -1):
        text = " ".join(words[:n])
        unit = UNITS.get(text) or _ANY_CASE.get(text.lower())
        if unit:
            return unit, n
        if "-" in text and (unit := _ANY_CASE.get(text.lower().replace("-", " "))):
            return unit, n
    return None


_FIRST = {s.split()[0].lower().rstrip("23") for s in UNITS} | {"sq", "cu", "m"}


_DOTTED = re.compile(r"[ -]?(sq|cu)\. ?(ft|m|km)\b\.?(?![ ][A-Z])", re.I)  # "12,000 sq. ft. of space"


_JOINT = re.compile("[-/]")
_METRES = {"long", "wide", "high", "tall", "deep", "thick"}
_GAS = re.compile(r" ?([kMG]?tCO2(?:-?eq?)?)(?!\w)")


def _begins_unit(word: str) -> bool:
    if word in _FIRST:
        return True
    joined = "-" in word or "/" in word
    return (joined and _JOINT.split(word, maxsplit=1)[0] in _FIRST) or (word[-1] == "." and word.rstrip(".") in _FIRST)


def unit_after(text: str) -> tuple[str, int] | None:
    """(unit, length) of a physical unit at the start of ``text``, which starts right after the number's last digit."""
    if "CO2" in text[:9] and (gas := _GAS.match(text)):
        return UNITS[gas[1].replace("-", "").replace("eq", "e")], gas.end()
    m = _TOKEN.match(text)
    if not m or not _begins_unit((m[1] or m[2]).lower()):
        return None
    words: list[str] = []
    ends: list[int] = []
    pos = 0
    touching = text[:1] not in " -\n"
    if (m[1] or m[2]).lower() in ("sq", "cu") and (dotted := _DOTTED.match(text)):
        return UNITS[f"{dotted[1].lower()} {dotted[2].lower()}"], dotted.end()
    while len(words) < _LONGEST and (m := _TOKEN.match(text, pos)):
        words.append(m[1] or m[2])
        ends.append(m.end())
        pos = m.end()
    if not words:
        return None
    if len(words) == 1 and text[pos : pos + 1] in ("2", "3") and not text[pos + 1 : pos + 2].isalnum():
        raised = UNITS.get(words[0] + text[pos])  # "12 km2"
        if raised:
            return raised, pos + 1
    if touching and ends[0] == len(words[0]) and (words[0] in ("m", "M", "b", "t", "k")):
        return ("metre", 1) if words[0] == "m" else None
    if ("-" in words[0] or "/" in words[0]) and words[0] not in UNITS:  # "52,000 barrel-a-day", "5 GB/month"
        first = _JOINT.split(words[0], maxsplit=1)[0]
        unit = UNITS.get(first) or _ANY_CASE.get(first.lower())
        if first == "m" and touching and words[0][2:].split("-")[0] in _METRES:
            unit = "metre"  # "a 37m-long boat"
        if unit:
            return unit, ends[0] - len(words[0]) + len(first)
    found = _physical(words)
    if not found and touching and words[0] == "sq":
        return "square metre", 2
    if not found:
        return None
    unit, n = found
    return unit, ends[n - 1]


_LETTERED = {"Series", "Class", "Type", "Tier", "Model", "Phase"}
_LETTER = re.compile(r" [A-Z0-9]+\b")  # "2 million Series A shares": series are no unit
_MODIFIERS = {"securities", "sales", "sports", "savings", "customs", "operations", "communications", "arms", "goods"}
_ENDS = NOT_NOUNS | {""}  # "four securities suits" counts suits, "four securities" securities
_LEADS = {" ", "-", "\n"}


def noun_after(text: str, many: bool) -> tuple[str, int, bool] | None:
    """(noun, length, counted) of what is counted at the start of ``text``: "eligible pensioners" -> eligible pensioner.

    ``many`` is whether the number asks for a plural. ``counted`` is whether a plural noun was found.
    """
    if text[:1] not in _LEADS:
        return None
    hyphen = text[:1] == "-"
    words: list[str] = []
    ends: list[int] = []
    pos = 0
    while len(words) < 5 and (m := _TOKEN.match(text, pos)):
        word = m[1] or m[2]
        if word.lower() in NOT_NOUNS or (word.endswith("'s")):
            break
        if word in _LETTERED and _LETTER.match(text, m.end()):
            break
        if pos and text[pos : pos + 1] == "-":
            break
        words.append(word)
        ends.append(m.end())
        pos = m.end()
        if not hyphen and is_plural(word) and not (len(words) > 1 and word[0].isupper() and not words[0][0].isupper()):
            if word.lower() in _MODIFIERS and (m := _TOKEN.match(text, pos)) and (m[1] or "").lower() not in _ENDS:
                continue
            break
    if not words or (words[0][0].isupper() and _of_next(text, pos, words[-1])):
        return None
    if is_plural(words[-1]) and many:
        head = HEADS.get(words[-1].lower())
        if not head and len(words) > 1 and _ING.search(words[-2]):
            head = _measured(words[-1])
        unit = head or " ".join(
            [w.lower() for w in words[:-1] if w[-2:] not in _ENDINGS or not _ADJECTIVE.search(w)]
            + [singular(words[-1])]
        )
        return unit, ends[-1], True
    if (
        many
        and not hyphen
        and len(words) > 1
        and all(w.islower() for w in words)
        and not words[0].endswith(("ed", "ly"))
    ):
        return " ".join(words), ends[-1], False
    if hyphen or not many:
        first = words[0].lower()
        return singular(first.split("-")[0] if hyphen else first), ends[0], False
    return None


def _of_next(text: str, pos: int, last: str) -> bool:
    """Whether capital words behind a number begin something else: the next row or the next line of a text."""
    return bool(_ROW.match(text, pos) or (last[0].isupper() and _LINE.match(text)))


_LINE = re.compile(r" ?\n")  # "6.4 billion" / "Notes - The company": the next line begins with something else
_ROW = re.compile(r":? +(?:[$\xa3\x80]|\d)")  # "466,000 Revs 3.4 mln": the words are of the amount behind them
# What is no part of a unit: "14 highly automated plants" are plants; "nine smaller depots" are depots of a kind.
_ENDINGS = ("ed", "ly")
_ADJECTIVE = re.compile(
    r"(?:ed|(?:al|ar|nt|en|ed|ve|ew|st|te|ne|in|gh|us|re|ul|ur|ge|id|ng|ab|ib)ly)\Z"  # not "family", "daily", "supply"
)
_ING = re.compile(r"[a-z]ing\Z")


def _measured(word: str) -> str | None:
    """The physical unit that a plural names: "310 passing yards" are yards, however they were gained."""
    return UNITS.get(word) or _ANY_CASE.get(word.lower())


@cache
def _peer_surfaces() -> frozenset[str]:
    """The unit names quantulum3 packages, read as plain JSON: asking for them through the library costs seconds."""
    spec = find_spec("quantulum3")
    if not spec or not spec.origin:
        return frozenset()
    data = json.loads((Path(spec.origin).parent / "units.json").read_text(encoding="utf-8"))
    entries = data.values() if isinstance(data, dict) else data
    names: set[str] = set()
    for entry in entries:
        names.update(s for s in entry.get("surfaces", []) if " " not in s and len(s) > 3)
    return frozenset(n.lower() for n in names)


OWN_TIMES = {r["word"] for r in rows("time_words")}  # "five seconds" never needs another parser


@cache
def _peer() -> object:
    from quantulum3 import parser  # type: ignore[import-untyped]  # 2.6 s on its first parse: few texts need it

    return parser


@lru_cache(maxsize=4096)
def peer_unit(word: str) -> str | None:
    """The unit only quantulum3 knows ("furlongs", "becquerels"), or None."""
    low = word.lower()
    if low in OWN_TIMES or low in _ANY_CASE:
        return None
    if low not in _peer_surfaces() and singular(low) not in _peer_surfaces():
        return None
    quantities = _peer().parse(f"5 {low}")  # type: ignore[attr-defined]
    if len(quantities) != 1:
        return None
    unit = quantities[0].unit
    return None if unit.entity.name in ("dimensionless", "unknown", "currency") else str(unit.name)
