"""Why a plain number is no quantity: part of a name, of a list, of a phone number; an idiom; a figure of speech."""

from __future__ import annotations

import re

from factcheck.find.draft import Draft
from factcheck.find.nouns import further
from factcheck.measure import numbers, units
from factcheck.vocabulary import rows

NUMBERED = {r["word"]: r["reason"] for r in rows("numbered_names")}
_ANY_CASE = {r["word"] for r in rows("numbered_names") if r["case"] == "any" or r["reason"] == "reference"}
FIGURE_NAMES = {r["name"].encode(): r["reason"] for r in rows("figure_names")}
FIGURES = {r["noun"] for r in rows("figure_nouns")}
IDIOMS = {tuple(r["phrase"].split()): r["reason"] for r in rows("idioms")}
_LAST_OF_TWO = {words[-1] for w in NUMBERED if len(words := w.split()) == 2}
_IDIOM_HEADS = {p[0] for p in IDIOMS}
_COMMON = set(
    "a an the in on at by to from of for with and or but as than about around some nearly almost "
    "over more most least only just another these those this that his her its their our my your "
    "all both "
    "up down when there between among roughly approximately fewer less under last next first "
    "past is was were are be been had has have after before since while until through during "
    "plus minus net total "
    "nor not if so no yes we he she it they who what where which how then now still also even "
    "however meanwhile additionally overall each every any many few several other such same like "
    "including excluding "
    "january february march april may june july august september october november december jan "
    "feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday "
    "sunday "
    "above below exactly average within without despite compared earlier later today yesterday "
    "currently revenue sales profit shares adds added got says said".split()
)
_TIME = re.compile(
    r"(?::\d\d(?::\d\d)?)?[ \n]?(?:[ap]\.?m\b\.?|a\.m\.|p\.m\.|o'clock|gmt\b|est\b|edt\b|utc\b|"
    r"bst\b|cet\b|et\b(?!c)|hours gmt)|:\d\d(?!\d)",
    re.I,
)
_PHONE = re.compile(r"(?:[-. ]\(?\d{2,4}\)?){2,4}(?!\d)")
_LIST = re.compile(rb"(?:^|\n)[ \n]*\(?$")
_SCORE = re.compile(r"-\d{1,3}(?![\d%/-]|[.,]\d)(?! ?(?:percent|pct|million|billion|mln|bln))")
_PLAN = re.compile(r"\([a-z]\)")  # "401(k)", "Section 404(b)"
_SLASHED = re.compile(r"[/:]\d{1,3}(?![\d/:%]|[.,]\d)")  # "a 60/40 split", "on 9/11", "a 16:9 screen"
_AREA = re.compile(r"\) ?\d{3}[-. ]\d{4}(?!\d)")  # "(212) 555-0123"
_ABBREVIATED = {"no", "nos", "vol", "p", "pp", "fig", "art", "sec", "ch", "ex"}  # their full stop ends no sentence
_WEEK = re.compile(  # "in week 31", but "last week 31 people left"
    rb"\b(?:in|by|of|for|until|till|from|since|after|during|to|through|and|calendar)[ \n](?:the[ \n])?week[ \n]\Z",
    re.I,
)
_PARTS_NAMES = (b": ", b"; ", b") ")
_PLURAL = re.compile(r"-[a-z]{3,}(?<!s)s(?![\w-])")
_UNIT_BEFORE = re.compile(rb"\d ?[A-Za-z]{1,4}/\Z")
_REMARKS = {"note", "notes"}  # "NOTE: 25 stores were sold"
# "7-Eleven", "10-K", "8-K/A", "3-D"; "10-Year" and "5-Star" are told of something
_HYPHEN_NAME = re.compile(rf"-([A-Z]{{1,2}}|{'|'.join(w.title() for w in numbers.WORDS)})(?:/A)?(?![\w-])")
_FORMS = {"K", "Q", "F"}
_STREET = re.compile(  # "1600 Grove Avenue", "10 West Street", "350 5th Avenue"; not "12 High Street shops"
    r" (?:(?:(?:[A-Z][\w.'-]*|\d{1,3}(?:st|nd|rd|th)) ){1,3}"
    r"(?:Street|St|Avenue|Ave|Road|Rd|Lane|Boulevard|Blvd|Drive|Square|Plaza|Parkway|Terrace)\b(?! [a-z-]+s\b)"
    r"|(?:Avenue|Boulevard|Place|Plaza) (?:of the|de|des|du|d') ?[A-Z])"
)
_NAME = re.compile(r"[ -]?([A-Z][\w-]*)")
_LEADS = {"the", "a", "an", "its", "this", "new", "their"}
_PARTED = re.compile(rb",[ \n]+\Z")  # "Separately, 25 suits were filed": no name goes on after a comma
_JOINTS = {"and", "or", "to"}
_NUMBERED_LIST = re.compile(rb"([A-Za-z]+) \d{1,2} (?:and|or|to) \Z")  # "Scope 1 and 2 emissions"
_URL = re.compile(rb"(?:https?:|www\.|@|/)[^ \n]*$")


def reason_for(data: bytes, start: int, end: int, after: str, d: Draft) -> tuple[str, int] | None:
    """(reason, where the ignored stretch ends) for an open number that is none, or None."""
    value = d.value
    assert value is not None
    first = data[start : start + 1]
    before = data[start - 40 if start > 40 else 0 : start]
    if first == b"+" and _PHONE.match(after):
        return "phone-number", end
    if not first.isdigit():
        named = before[-1:] == b" " and (first.isupper() or first == b"-")  # "the Group of Seven", "COVID -19"
        name = _numbered(_word_before(before)) if named else None
        return (name, end) if name else _spelled(before, data[start:end], after, end, value)
    word = _word_before(before)
    low = word.lower()
    if (m := _TIME.match(after)) and 0 <= value <= (2400 if after[:1] != ":" else 24):
        return "time-of-day", end + m.end()
    if low in NUMBERED and before[-1:] in b" -#" and not _apart(before, low):
        name = _numbered(word)
        if name and (name != "reference" or b"," not in data[start:end]):  # "Volume 340,000 lots"
            return name, end
    listed = _NUMBERED_LIST.search(before) if low in _JOINTS and value < 100 else None
    if listed and (name := _numbered(listed[1].decode())):
        return name, end
    if low == "week" and value < 54 and _WEEK.search(before) and not units.noun_after(after, True):
        return "reference", end
    if after[:1] == "-" and end - start < 4 and data[start:end].isdigit() and (m := _HYPHEN_NAME.match(after)):
        return ("reference" if m[1] in _FORMS else "product-name"), end + m.end()
    if after[:1] == ")" and before[-1:] == b"(" and end - start == 3 and (m := _AREA.match(after)):
        return "phone-number", end + m.end()
    if value < 200 and d.high is None and (m := _SCORE.match(after)):
        return "score", end + m.end()
    if value < 1000 and d.high is None and (m := _SLASHED.match(after)):
        return "code", end + m.end()
    if before[-1:] == b"#" or _PLAN.match(after):
        return "reference", end
    if after[:2] in (". ", ") ", ".\t", ")\n", ".)") and value < 100 and _LIST.search(before):
        return "list-number", end
    if (
        value == value.to_integral_value()
        and d.high is None
        and (end - start >= 3 or before[-1:] == b"+")
        and (m := _PHONE.match(after))
    ):
        return "phone-number", end + m.end()
    if before[-1:] == b"/" and _UNIT_BEFORE.search(before) and units.unit_after(after):
        return None  # "500 MW/1,000 MWh"
    if (before[-1:] and before[-1:] not in b" \n\t(\"'-+,;:[\x9a\x9c~=/*<>|\x9e\x9f\xb1") or (
        before[-1:] in b"-/=:~" and _URL.search(before)
    ):
        return "code", end
    if value < 20000 and (after[1:2].isupper() or after[1:2].isdigit()) and first != b"0" and _STREET.match(after):
        return "reference", end
    if d.kind in ("date", "daterange"):
        return None
    return _name(before, word, low, after, data[start:end], end)


def _apart(before: bytes, low: str) -> bool:
    """Whether a sentence or a remark ends between a word and its number: "this chapter; 25 more", "NOTE: 25 shops"."""
    sign = before[-2:]
    return sign == b"; " or (sign == b". " and low not in _ABBREVIATED) or (sign == b": " and low in _REMARKS)


def in_street(after: str) -> bool:
    """Whether the name of a street follows a number."""
    return bool(_STREET.match(after))


def _word_before(before: bytes) -> str:
    """The word before a number, or the two words that are the name it belongs to: "the Group of 20"."""
    parts = before.rsplit(None, 1)
    word = parts[-1].decode("latin-1").strip("-.,;:()[]\"'") if parts else ""
    if word.lower() in _LAST_OF_TWO:
        two = " ".join(p.decode("latin-1") for p in before.split()[-2:])
        return two if two.lower() in NUMBERED else word
    return word


def _numbered(word: str) -> str | None:
    """The reason of what a number belongs to as a name: "Flight 370", "the Group of 20"."""
    low = word.lower()
    return NUMBERED[low] if low in NUMBERED and (word != low or low in _ANY_CASE) else None


def _name(before: bytes, word: str, low: str, after: str, surface: bytes, end: int) -> tuple[str, int] | None:
    """Reads "Switch 2", "365 Copilot", "S&P 500": a capitalised product word and a bare number."""
    if before[-2:] in _PARTS_NAMES or (before[-2:] == b". " and len(low) > 3):
        return None  # "NOTE: 25 stores were sold"
    if b"," in surface or b" " in surface or (b"." in surface and len(surface) > 3):
        return None
    if before[-1:] == b"-" and word[:1].isupper():
        return "product-name", end
    if _PARTED.search(before):
        person = word[:1].isupper() and low not in _COMMON  # "Keller, 52, said", but "On June, 20, 2025"
        return ("age", end) if person and after[:1] in (",", ";", ".") and _years(surface) else None
    capital = word[:1].isupper() and low not in _COMMON and before[-1:] == b" "
    follows = _NAME.match(after) if after[:1] == " " else None
    led = low in _LEADS and follows is not None and len(surface) < 4
    if not capital and not led and not (follows and word.endswith("'s")):
        return None
    noun = units.noun_after(after, True)
    if led and follows:  # "the 365 Copilot assistant", but "the 27 EU members", "the 50 US states"
        counted = noun or units.is_plural(follows[1]) or follows[1].isupper() or further(b"", after, False)
        return None if counted or units.unit_after(after) else ("product-name", end)
    if capital and not word.endswith("'s"):
        if noun and noun[2] and (len(surface) > 1 and not (follows and follows[1])) and not surface.startswith(b"0"):
            return None if len(surface) > 2 else ("product-name", end)
        return "product-name", end
    if follows and (word.endswith("'s") or capital) and not (noun and noun[2]):
        return "product-name", end
    return None


def _years(surface: bytes) -> bool:
    """Whether figures may be somebody's age."""
    return surface.isdigit() and 5 <= int(surface) <= 110


def _spelled(before: bytes, surface: bytes, after: str, end: int, value: object) -> tuple[str, int] | None:
    """Reads "one of", "two titans", "first refusal": words that count nothing."""
    low = surface.lower().decode("latin-1")
    if low != "one" and _PLURAL.match(after):
        return "product-name", end  # "2.3 lakh two-wheelers": part of a noun
    words = re.findall(r"[a-z]+", after[:40].lower())
    if low == "one":
        if words[:1] == ["of"]:
            return "one-of", end
        if (
            before.lower()
            .rstrip()
            .endswith(
                (
                    b"more than",
                    b"no",
                    b"number",
                    b"this",
                    b"that",
                    b"the",
                    b"any",
                    b"each",
                    b"every",
                    b"another",
                    b"which",
                    b"new",
                    b"last",
                    b"next",
                    b"only",
                    b"good",
                    b"big",
                )
            )
        ):
            return (
                "figure-of-speech"
                if before.lower().rstrip().endswith(b"more than") and words and after[:1] == " "
                else "pronoun"
            ), end
        if not words or after[:1].strip() != "" or words[0] in units.NOT_NOUNS:
            return "pronoun", end
    if words and words[0] in FIGURES:
        return "figure-of-speech", end
    for size in (2, 1):
        if (low, *words[:size]) in IDIOMS:
            return IDIOMS[(low, *words[:size])], end
    return None
