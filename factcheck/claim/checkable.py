"""Mention -> may it be a claim of its own: numbers that only name, address, count words or measure time may not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

import factcheck.claim.lexicon as lex
from factcheck.claim.draft import DAYS
from factcheck.claim.grammar import Words
from factcheck.claim.site import Site, before_hedges
from factcheck.model import Mention

_SMALL = frozenset("one two three four five six seven eight nine".split())
_OURS = frozenset({"our", "its", "their"})
_STRUCTURE = frozenset(
    "segment unit business division brand plant factory store subsidiary".split()
)  # "our five segments"
_WAS = frozenset("was were is been be all".split())
_COURSES = frozenset(  # what a stretch of time is one of: "a quarter of recovery"
    "recovery growth progress transition contraction consolidation improvement momentum expansion stability execution "
    "decline investment change losses".split()
)
_LOTS = frozenset({"share", "vote", "warrant"})  # "each share carries one vote" tells a number, "one reason" none
_PERIODS = frozenset("day week month quarter season year".split())
_MEASURES = frozenset({"point", "percentage_point", "basis_point", "metre", "meter", "mile", "kilometre", "kilometer"})
_BACKWARD = frozenset("last past previous preceding next first coming final these those latest same".split())
_DURATION_NOUNS = frozenset("notice experience contract deal agreement lease term sentence warranty history".split())
_TAKES = frozenset("take last need require serve run spend".split())


_READINGS = frozenset("rate ratio index coefficient score average reading".split())
_UNTIL = frozenset({"through", "until", "till", "by", "beyond"})
_EVENTS = frozenset(word for word, verb in lex.VERBS.items() if verb.kind == "event" and verb.form != "ing")


_DOCUMENTS = frozenset(word for word, noun in lex.NOUNS.items() if noun.kind == "document")
_PLAIN_WORD = re.compile("[a-z]+")
_DATED = frozenset(_PLAIN_WORD.findall(" ".join(_UNTIL | _EVENTS | _DOCUMENTS)))  # of "10-k" its letter


def may_tell(text: str, start: int, end: int, mentions: Sequence[Mention]) -> bool:
    """Whether the sentence [start, end) can tell anything of these: "it said so on Tuesday" has no figure to check.

    A date alone is told only beside certain words ("was founded in 1975"): a sentence with none of them is not read.
    """
    if any(m.kind not in DAYS for m in mentions):
        return True
    if not any(any(map(str.isdigit, m.surface)) for m in mentions):
        return False
    return not _DATED.isdisjoint(_PLAIN_WORD.findall(text[start:end].lower()))


def may_be_told(words: Words, i: int, mention: Mention) -> bool:
    """Whether a date can be what the sentence tells at all: it dates a document, ends a horizon or follows an event."""
    surface = mention.surface
    if not any(map(str.isdigit, surface)):
        return False
    low = words.low
    if surface.partition(" ")[0].lower() in _UNTIL or not _UNTIL.isdisjoint(low[max(0, i - 3) : i]):
        return True
    if not _EVENTS.isdisjoint(low[max(0, i - 11) : i]):
        return True
    return not _DOCUMENTS.isdisjoint(low[i + 1 : i + 6])


def reason(site: Site, text: str) -> str | None:
    """Why a number is in no claim of its own, or None if it may be one."""
    mention, words, i = site.mention, site.words, site.i
    if mention.kind == "duration":
        return None if _told_duration(site) else "period-length"
    if mention.kind == "ratio":
        return "period-length" if _half_year(site) else None
    if mention.kind not in ("number", "quantity"):
        return None
    surface = mention.surface
    if surface.lower() in _SMALL and mention.unit not in _MEASURES:
        return None if _counted(site) else "figure-of-speech"
    if surface.isdigit() and _is_label(text, mention):
        return "label"
    if mention.kind == "quantity" or mention.unit is not None or _scaled(mention):
        return None
    if _versus(words, i):
        return None
    tags = words.tags
    if i and (tags[i - 1] == "N" or (tags[i - 1] == "'" and tags[i + 1 : i + 2] == "N")):
        return "product-name"
    if site.frame.verb < 0 and not _noun_next(words, i) and not _labelled(words, i):
        return "label"
    return None


def _labelled(words: Words, i: int) -> bool:
    """“Headcount: 12,000”, a line of a list that names what it gives; "of whom 4,000 work here", a subject."""
    tags = words.tags
    if i > 1 and words.low[i - 1] == "of" and words.low[i - 2] in _READINGS and "." in words.raw[i]:
        return True  # "its murder rate of 33.7 per 100,000 was the highest"
    if tags[i + 1 : i + 2] in ("V", "A") and i and (tags[i - 1] == "," or words.low[i - 1] in ("whom", "which")):
        return words.raw[i].find(",") > 0
    k = before_hedges(words, i)  # "**Customers:** more than 12,000"
    return k > 0 and tags[k] == ":" and lex.noun_kind(words.low[k - 1]) in ("metric", "people", "common")


_AGAINST = frozenset(("vs", "versus"))
_RESULTS = frozenset(("net", "shrs", "revs"))


def _versus(words: Words, i: int) -> bool:
    """“Net 1,163,000 vs 466,000”, “Avg shrs 11,138,503 vs loss 10,982,699”: a line of results, this year and last."""
    low = words.low
    if "," not in words.raw[i]:
        return False
    for first in (i, i - 2, i - 3):  # the number itself, or the one before the "vs" or the "vs loss"
        if first > 0 and first in words.values and low[first + 1 : first + 2] and low[first + 1] in _AGAINST:
            return low[first - 1] in _RESULTS or lex.noun_kind(low[first - 1]) == "metric"
    return False


def _is_label(text: str, mention: Mention) -> bool:
    """Whether a bare figure is glued to signs that number or name things: (1), 3), 20-F, 8:30, 1982=100."""
    before, after = text[max(0, mention.start - 1) : mention.start], text[mention.end : mention.end + 1]
    if before and before in "-:/#+=.§№":
        return True
    if after == ")" and (before == "(" or before.isspace() or not before) and len(mention.surface) < 3:
        return True
    return (after != "" and after in "-:/(") or after.isalpha()


def _scaled(mention: Mention) -> bool:
    """Whether the number is told with a scale or a decimal part: "2.7bn" is an amount even without its currency."""
    value = mention.value
    return any(c.isalpha() for c in mention.surface) and isinstance(value, Decimal) and abs(value) >= 1000


def _noun_next(words: Words, i: int) -> bool:
    tags = words.tags
    if words.raw[i + 1 : i + 2] == ["+"]:
        i += 1  # "40+ open roles"
    return tags[i + 1 : i + 2] in ("n", "J", "G") or (tags[i + 1 : i + 2] == "N" and tags[i + 2 : i + 3] == "n")


def _counted(site: Site) -> bool:
    """“sold two distribution centres” counts things; "it's just two rivals", "one of the best" do not."""
    mention = site.mention
    if mention.surface.lower() == "one":
        return mention.unit in _LOTS and not site.owned
    if mention.unit is not None and (_told_count(site) or _structure(site)):
        return True
    if not _noun_next(site.words, site.i):
        return False
    verb = site.verb
    return (
        verb is not None
        and verb.kind in ("have", "act", "event", "report")
        and verb.lemma not in ("make", "see", "face")
    )


def _structure(site: Site) -> bool:
    """“one of our five operating segments” tells how a company is built; "our three friends" do not."""
    before = site.words.low[site.i - 1] if site.i else ""
    return before in _OURS and (site.mention.unit or "").split(" ")[-1] in _STRUCTURE


def _told_count(site: Site) -> bool:
    """“Five suits were filed”, "is organized into five segments": a count that opens its clause or ends its verb."""
    words, i = site.words, site.i
    if site.owned or words.raw[i + 1 : i + 2] == ["-"] or (site.mention.unit or "").split(" ")[-1] in _PERIODS:
        return False
    if i and words.tags[i - 1] == "P":
        return words.low[i - 1] in ("into", "to", "following") and site.frame.verb >= 0
    return site.frame.verb < 0 or site.frame.verb > i or (i > 0 and words.tags[i - 1] in "VBG")


def _half_year(site: Site) -> bool:
    """“for the half” is a period, "half of sales" a ratio."""
    if site.mention.surface.lower() not in ("half", "a half", "quarter", "a quarter"):
        return False
    words, i = site.words, site.i
    if site.mention.surface.lower() == "a quarter" and _of_time(site):
        return True
    return (i > 0 and words.low[i - 1] in ("the", "first", "second", "and")) and not site.after.startswith("of")


def _of_time(site: Site) -> bool:
    """“Q2 was also a quarter of strong recovery” tells of three months, "this was a quarter of the total" does not."""
    words, k = site.words, site.i - 1
    while k > 0 and words.tags[k] in "R,":
        k -= 1
    after = site.after.split()[:4]
    said = k >= 0 and words.low[k] in _WAS and after[:1] == ["of"]
    return said and any(word.strip(".,;:") in _COURSES for word in after[1:])


def _told_duration(site: Site) -> bool:
    """“61 months' notice”, "more than 30 years of experience", "within 18 months": the length itself is told."""
    words, i = site.words, site.i
    if any(words.low[k] in _BACKWARD for k in range(max(0, i - 2), i)):
        return False
    after = site.after.split()
    if after and after[0] in (
        "ago",
        "earlier",
        "later",
        "before",
        "after",
        "to",
        "ended",
        "ending",
        "from",
        "since",
        "old",
    ):
        return False
    if after and (after[0] in _DURATION_NOUNS or (after[0] == "of" and len(after) > 1 and after[1] in _DURATION_NOUNS)):
        return True
    if site.slot == "within" or site.mention.modifier in ("gt", "ge", "lt", "le"):
        return True
    verb = site.verb
    return verb is not None and verb.lemma in _TAKES and site.lead == site.frame.verb
