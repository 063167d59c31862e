"""The reason codes of the verdict table: which verdict each belongs to, and what to ask the author."""

from __future__ import annotations

CONTRADICTED = (
    "value-mismatch", "scale-mismatch", "currency-mismatch", "period-mismatch", "direction-mismatch", "rank-mismatch",
    "arithmetic-mismatch",
)  # fmt: skip
NEEDS_CONTEXT = (
    "rounding", "basis-mismatch", "denominator-ambiguous", "period-inferred", "conflicting-facts", "single-secondary",
    "superseded", "revised-series", "verb-too-strong", "type-mismatch", "internal-inconsistency",
)  # fmt: skip
NO_REFERENCE = (
    "no-fact", "entity-ambiguous", "metric-ambiguous", "period-unknown", "unit-unknown", "not-yet-known",
    "reference-failed",
)  # fmt: skip
NOT_CHECKABLE = ("vague", "forecast", "opinion")
SUPPORTED = ("match", "match-within-rounding", "match-computed")
VERDICT_OF = {
    **dict.fromkeys(CONTRADICTED, "contradicted"),
    **dict.fromkeys(NEEDS_CONTEXT, "needs-context"),
    **dict.fromkeys(NO_REFERENCE, "no-reference"),
    **dict.fromkeys(NOT_CHECKABLE, "not-checkable"),
    **dict.fromkeys(SUPPORTED, "supported"),
}
# The number is right and something else is not: these hold back a "supported" as well.
EVEN_IF_RIGHT = ("superseded", "type-mismatch", "verb-too-strong", "basis-mismatch", "internal-inconsistency")
# What sets two readings apart -> what to call it when the claim fits one and not the other.
AXES = {
    "source": "conflicting-facts",
    "denominator": "denominator-ambiguous",
    "qualifiers": "basis-mismatch",
    "basis": "basis-mismatch",
    "vintage": "revised-series",
    "period": "period-inferred",
    "entity": "entity-ambiguous",
    "metric": "metric-ambiguous",
}
ASK = {
    "rounding": "Is {said} rounded? The figure on file is {expected}.",
    "basis-mismatch": "On which basis is {said} measured? {expected} is on file for a different one.",
    "denominator-ambiguous": "{said} of what? It fits one base and not another.",
    "period-inferred": "Which period does {said} refer to? The sentence does not say.",
    "conflicting-facts": "Which source does {said} come from? Those on file disagree.",
    "single-secondary": "Where does {said} come from? One secondary source on file says {expected}.",
    "superseded": "Is {said} meant as of an earlier date? It has been replaced since.",
    "revised-series": "From which release is {said}? The series was revised.",
    "verb-too-strong": "Does the source support the verb used with {said}?",
    "type-mismatch": "Is {said} done, or planned? On file it is the other.",
    "internal-inconsistency": "Which is right? The article says it in two ways.",
    "arithmetic-mismatch": "Which of the numbers is wrong? {said} can't follow from the others, which give {expected}.",
    "currency-mismatch": "In which currency is {said}?",
    "direction-mismatch": "Did it rise or fall? On file it is {expected}.",
    "value-mismatch": "Where does {said} come from? On file it is {expected}.",
    "scale-mismatch": "Million or billion? On file it is {expected}.",
    "period-mismatch": "For which period, or on which day? On file it is {expected}.",
    "rank-mismatch": "By which measure? On file the rank is {expected}.",
    "entity-ambiguous": "Who exactly is meant with {said}?",
    "metric-ambiguous": "What exactly does {said} measure?",
    "period-unknown": "Which period does {said} refer to?",
    "unit-unknown": "In which unit is {said}?",
}


def question(reason: str, said: str, expected: str | None) -> str | None:
    """What to ask the author, or None where there is nothing to ask."""
    template = ASK.get(reason)
    if template is None or ("{expected}" in template and not expected):
        return None
    return template.replace("{expected}", expected or "").replace("{said}", f"“{said}”")
