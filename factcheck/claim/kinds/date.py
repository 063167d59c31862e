"""Date: the day of something, where the sentence is about that day: "was founded in 1975", "its May 2023 filing"."""

from __future__ import annotations

import re

import factcheck.claim.lexicon as lex
from factcheck.claim.kinds import Need, Recipe, itself
from factcheck.claim.site import Site
from factcheck.model import Claim

EXAMPLES = (
    ("Acme was founded in 1975.", "1975"),
    ("The report was filed on 30 July 2024.", "30 July 2024"),
    ("Bolt named Acme as a rival in its May 2023 annual report.", "May 2023"),
    ("The plant will open in 2027.", "2027"),
)
NEAR_MISSES = (
    ("Revenue rose 12% in 2024.", "2024"),
    ("Acme reported revenue of $4.2bn for 2023.", "2023"),
    ("Acme opened 40 stores in 2024.", "2024"),
)


_MONTH = re.compile(r"\d{4}-\d\d(-\d\d)?")
_DAY = re.compile(r"\d{4}(-\d\d){0,2}$|\d{4}-[QH]\d$")  # no stretch of time


def document(site: Site) -> tuple[int, int] | None:
    """The words of a document right after its date: "its May 2023 annual report"."""
    if not _MONTH.fullmatch(site.mention.period or ""):
        return None
    words, k = site.words, site.i + 1
    while k < len(words.low) and k < site.i + 5 and words.tags[k] in "nJG":
        if lex.noun_kind(words.low[k]) == "document" and site.owned:
            return site.i + 1, k + 1
        k += 1
    return None


def recognise(site: Site) -> bool:
    """A date that dates a document, or closes a clause whose verb is an event and which holds no other number."""
    mention = site.mention
    if mention.kind not in ("date", "daterange") or not any(c.isdigit() for c in mention.surface):
        return False
    if document(site):
        return True
    verb = site.verb
    if (
        verb is None
        or verb.kind != "event"
        or verb.form == "ing"
        or site.crowded
        or not _DAY.match(mention.period or "")
    ):
        return False
    return site.lead == site.frame.verb or (site.slot in ("in", "on") and site.near_event)


def recipes(claim: Claim) -> tuple[Recipe, ...]:
    """A fact that is a date or a year."""
    return (Recipe("date", "{value}", (Need("value", what="date"),), itself("value")),)
