"""Claim -> the same claim of its own clause, where the sentence has another that says something else.

"Emissions in Norland fell 3% in 2007; the government has promised a cut of 55%": the promise says nothing of the 3%.
"""

from __future__ import annotations

import re
from dataclasses import replace

from factcheck.model import Article, Claim

CUT = re.compile(
    r";\s|,\s(?=(?:although|though|while|whereas|even\s+as|even\s+though|but|and\s+the\s|enough\s+to|leaving|according\s+to"
    r"|(?:an?|the)\s+\w+(?:\s\w+){0,4}\s+(?:said|says|found|showed?|shows)\b|(?:economists|officials|analysts|experts)\s+sa(?:y|id)))",
    re.IGNORECASE,
)
SHORTEST = 20


def clause(article: Article, claim: Claim) -> Claim | None:
    """The claim with its sentence cut down to its clause; None where the sentence is one."""
    start, end = claim.sentence_start, claim.sentence_end
    cuts = [m.end() for m in CUT.finditer(article.text, start, end)]
    if not cuts:
        return None
    first = max([c for c in cuts if c <= claim.main.start], default=start)
    last = min([c for c in cuts if c >= claim.main.end], default=end)
    if last - first < SHORTEST:
        return None
    return replace(claim, sentence_start=first, sentence_end=last)
