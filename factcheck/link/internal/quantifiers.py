"""Scene -> Found: a percentage beside words that name it: "most (37.5%)", "nearly half (31%)", "a majority, 44%"."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from factcheck.claim.kinds import internal
from factcheck.link.internal.found import Found
from factcheck.link.internal.pairs import Scene, words
from factcheck.measure import intervals
from factcheck.model import Interval, Mention
from factcheck.vocabulary import rows

HUNDRED = Decimal(100)
SLACK = Decimal("0.25")  # "a third" is said of 27% to 41%, "nearly half" of 38%: only what is beyond is asked about
SLACK_BOUND = Decimal("0.04")  # "more than half" is not said of 47%
HEDGE = r"(?:about|around|nearly|some|roughly|almost)?\s*"
MOST = re.compile(rf"\b(?:{words('most')})\s([^.;:%(),]{{0,60}}?)\s?(?:\(|,\s){HEDGE}$", re.IGNORECASE)
CLOSED = re.compile(r"\s?[),]")
OWN_NOUNS = re.compile(r"(?:of\s(?:the|those|these|all|its|their|our|his|her)\s)?(?:[\w’'-]+\s?){0,3}", re.IGNORECASE)
LEADING = frozenset("in on at by from with for to than as is are was were be been said told has have had".split())


def most(scene: Scene) -> Found | None:
    """As in "most of those asked (37.5%)": more than half is no name for it.

    "Most imports came from China (42%), Vietnam (20%)…" names shares within the most: a verb or another percentage in
    parentheses stands there, and nothing is said.
    """
    main = scene.claim.main
    if main.unit != "percent" or main.kind != "percent":
        return None
    told = MOST.search(scene.before(main, 100))
    if told is None or not _named(scene, told.group(1)):
        return None
    return Found({}, (internal.MOST,), certain=True, how="“Most” is more than half")


def quantified(scene: Scene) -> Found | None:
    """As in "nearly half of the respondents (31%)", "a third of staff (45%)"."""
    main, row, i = scene.claim.main, scene.row, scene.index
    if main.unit != "percent" or main.kind != "percent" or i < 1:
        return None
    word = row[i - 1]
    between = scene.text[word.end : main.start]
    gap = re.fullmatch(rf"\s([^.;:%(),]{{0,60}}?)\s?\({HEDGE}", between)
    if word.kind != "ratio" or gap is None or not _named(scene, gap.group(1)):
        return None
    named = _said(word)
    if named is None:
        return None
    return Found({"named": word}, (internal.quantified(named),), certain=True, how="The words beside it")


def _said(word: Mention) -> Interval | None:
    """The percentages a fraction may stand for: a quarter more or less, "more than half" hardly less than half."""
    value = word.value
    if not isinstance(value, Decimal) or not 0 < value < 1:
        return None
    share = intervals.CTX.multiply(value, HUNDRED)
    slack = intervals.CTX.multiply(share, SLACK_BOUND if word.modifier in ("gt", "ge", "lt", "le") else SLACK)
    low, high = intervals.CTX.subtract(share, slack), intervals.CTX.add(share, slack)
    if word.modifier in ("gt", "ge"):
        return intervals.above(low)
    # "nearly half" is below half, but nobody says it of a quarter
    return intervals.between(share - SLACK * share if word.modifier in ("lt", "le") else low, high)


def _named(scene: Scene, noun: str) -> bool:
    """Whether the words between are only whom it is said of ("of the respondents"), and the percentage stands alone."""
    main = scene.claim.main
    if not CLOSED.match(scene.text, main.end) or not OWN_NOUNS.fullmatch(noun.strip()):
        return False
    parts = noun.lower().split()
    if not parts or set(parts) & LEADING or any(w in _verbs() for w in parts if not _asked(parts, w)):
        return False
    after = [m for m in scene.row[scene.index + 1 :] if m.unit == "percent"]
    return not any(re.search(r"\(\s*$", scene.text[max(0, m.start - 2) : m.start]) for m in after)


def _asked(parts: list[str], word: str) -> bool:
    """A participle of who was asked: "of those surveyed"."""
    return "those" in parts and word.endswith("ed")


@cache
def _verbs() -> frozenset[str]:
    forms = ((r["lemma"], r["past"], r["participle"], r["lemma"] + "s") for r in rows("verbs"))
    nouns = {"sales", "works", "reports", "shares", "stores", "members", "exports", "imports", "uses", "plans"}
    return frozenset(f for listed in forms for f in listed if f) - nouns
