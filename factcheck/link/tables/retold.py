"""Words -> words: turns of speech that name a statistic without its title's words ("has two children on average")."""

from __future__ import annotations

import re
from dataclasses import replace

from factcheck.link.tables.words import Word

# "The average Dane emits 5 tonnes" is a figure per head.
EACH = re.compile(
    r"\b(?:[Tt]he\s+average|[Ee]ach|an\s+average)\s+(?:[A-Z][a-z]+|person|citizen|resident|inhabitant)\b"
    r"|\b[Aa]n?\s+[A-Z][a-z]+\s+(?:emits?|emitted|uses?|used|consumes?|consumed|burns?|burned|spends?|spent|earns?|earned)\b"
)
# "Danish women have 1.5 children on average", "the average woman has two babies": births per woman.
BIRTHS = re.compile(
    r"\b(?:the\s+average\s+wom[ae]n\b[^.;]{0,40}?\b(?:has|have|had|having|bears?|bore|gives?\s+birth\s+to)\b(?:[^.;]|\.\d){0,30}?"
    r"|wom[ae]n\b[^.;]{0,40}?\b(?:has|have|had|having|bears?|bore|give\s+birth\s+to)\b(?=(?:[^.;]|\.\d)*\bon\s+average|\s+an\s+average)"
    r"(?:[^.;]|\.\d){0,30}?)\b(?:children|child|babies)\b",
    re.IGNORECASE,
)
# "Denmark is home to 6 million people": a number of people not narrowed further is the population.
HOME_TO = re.compile(
    r"\bhome\s+to\b(?:[^.;,]|[.,]\d){0,40}?\b(?:people|inhabitants|residents)\b(?!\s+(?:who|with|without|living|in|of|that|aged?|under|over)\b)",
    re.IGNORECASE,
)
# "Spending rose 6% in real terms", "after allowing for inflation": which prices it is told in, and no topic.
REAL_TERMS = re.compile(
    r"\b(?:in|at)\s+(?:real|inflation[\s-]adjusted|price[\s-]adjusted)\s+terms\b|\binflation[\s-]adjusted\b"
    r"|\b(?:in|at)\s+constant\s+(?:(?:19|20)\d\d\s+)?(?:US\s+)?(?:prices|dollars)\b"
    r"|\b(?:after\s+)?(?:adjust|allow|account|correct)(?:ed|ing)\s+for\s+(?:the\s+)?inflation\b|\bafter\s+inflation\b",
    re.IGNORECASE,
)
NOMINAL_TERMS = re.compile(
    r"\b(?:in|at)\s+(?:nominal|cash|money)\s+terms\b|\b(?:in|at)\s+current\s+(?:US\s+)?(?:prices|dollars)\b|\bbefore\s+inflation\b",
    re.IGNORECASE,
)
ON_EDUCATION = re.compile(r"\b(?:on|in)\s+(?:public\s+)?education\b|\beducation\s+(?:spending|budget)\b", re.IGNORECASE)
PRIVATE = re.compile(r"\b(?:households?|families|parents|private|consumers?|students?|pupils?|budget)\b", re.IGNORECASE)


def retold(text: str, words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words with those of such turns put in place of what they say literally."""
    for pattern, concept in ((REAL_TERMS, "real"), (NOMINAL_TERMS, "nominal")):
        if m := pattern.search(text):
            kept = (w for w in words if not m.start() <= w.start < m.end())
            words = (*kept, Word(concept, -1, -1, True))
    if m := EACH.search(text):
        words += (Word("percapita", m.start(), m.end(), True),)
    if m := BIRTHS.search(text):
        kept = (w for w in words if w.concept not in ("women", "children", "baby", "percapita"))
        words = (*kept, Word("fertility", m.start(), m.end(), True))
    if m := HOME_TO.search(text):
        words += (Word("population", m.start(), m.end(), True),)
    said = {w.concept for w in words}
    if "capacity" in said and said & {"wind", "solar", "nuclear"}:
        # "wind power capacity" is the capacity of wind energy, not of electricity made of it
        words = tuple(w for w in words if w.concept != "electricity" or text[w.start : w.end].lower() == "electricity")
    if "aid" in said and "spending" in said:
        # What a donor spends on aid is what it gives.
        words = tuple(replace(w, concept="aidgiven") if w.concept == "spending" else w for w in words)
    if {"education", "spending"} <= said and ON_EDUCATION.search(text) and not PRIVATE.search(text):
        # What "a country" spends on its schools is what its government does.
        words += (Word("governmental", -1, -1, True),)
    return words
