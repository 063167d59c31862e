"""What a number is told against: an earlier time ("6% below their 2008 peak") or another thing ("than France's").

Only the first is a change of what the sentence is about; the second is judged by no figure of one place.
"""

from __future__ import annotations

import re

COMPARED = re.compile(
    r"^\s*(?:%|percent\b|per\s+cent\b)?\s*(?:(?:percentage\s+)?points?\s+)?(?P<how>"
    r"(?:more|less|fewer|higher|lower|bigger|smaller|larger|greater|faster|slower|longer|shorter|better|worse|richer|poorer"
    r"|cheaper|dearer|older|younger|up|down)\b[^.,;:]{0,48}?\bthan|below|above|under|over|short\s+of|shy\s+of|ahead\s+of"
    r"|behind|off|beneath|beyond|up\s+on|down\s+on|away\s+from)\b\s+(?P<what>[^.,;:]{1,60})",
    re.IGNORECASE,
)
LIGHT = (
    r"(?:it|they|that|this|was|were|is|had|has|been|in|at|on|of|for|during|the|its|their|his|her|our|a|an|one|two|three|four"
    r"|five|six|seven|eight|nine|ten|\d{1,2}|back|just|only|level|levels|figure|rate|total|number|same|what|reached|recorded"
    r"|seen|peak|high|low|record|all-time|those|did|full|whole|end|half|first|second|third|fourth|calendar|fiscal|late|early"
    r"|mid|by|from|to|average|corresponding|comparable)"
)
TIME = (
    r"(?:(?:19|20)\d\d|years?|months?|quarters?|decades?|weeks?|earlier|before|ago|previous\w*|prior|preceding|pre-\w+|last|then"
    r"|now|today|start|beginning|year-\w+|January|February|March|April|May|June|July|August|September|October|November|December)"
)
OF_TIME = re.compile(rf"(?:{LIGHT}\s+)*{TIME}\b(?!\s+(?:budget|plan|target|forecast))", re.IGNORECASE)
LEVELLED = re.compile(r"below|above|under|over|short|shy|off|beneath|down\s+on|up\s+on", re.IGNORECASE)
FALLEN = re.compile(
    r"below|under|short|shy|off|beneath|down|less|fewer|lower|smaller|slower|shorter|worse|poorer|cheaper|younger|behind",
    re.IGNORECASE,
)
# "Half what they were in 1990", "80% of its 2010 level": a part of the same thing's earlier figure
OF_EARLIER = re.compile(
    r"^\s*(?:(?:of\s+)?(?:(?:what|where)\s+(?:it|they)\s+(?:was|were|had\s+been|stood|used\s+to\s+be)"
    r"|that\s+of\s+(?:a\s+\w+\s+(?:ago|earlier)|(?:19|20)\d\d)"
    r"|(?:its|their|the)\s+(?:(?:19|20)\d\d|pre-[\w-]+|previous|former|earlier|peak)(?:['’]s)?"
    r"\s+(?:levels?|figure|total|number|rate|value|peak|volume))"
    r"|as\s+(?:much|many|high|large|big|long|likely)\b[^.;,]{0,50}?\bas\s+(?:(?:it|they)\s+(?:did|was|were|had)|in\s+(?:19|20)\d\d"
    r"|(?:an?|\w+)\s+(?:years?|decades?)\s+(?:ago|earlier|before)))\b",
    re.IGNORECASE,
)
DURING = re.compile(r"over|under", re.IGNORECASE)
OF_ITS = re.compile(r"(?:its|their|that|those|the\s+(?:same|level)|a\s+year|last\s+year)\b", re.IGNORECASE)
BARE_MULTIPLE = re.compile(r"(?:double|treble|triple|quadruple|twice|half|times|-?fold)$", re.IGNORECASE)


def against_other(after: str) -> bool:
    """Whether a number is told against something that is no time: "120% higher than those of France"."""
    m = COMPARED.match(after)
    return m is not None and not OF_TIME.match(m["what"])


def against_earlier(after: str, percent: bool) -> str | None:
    """The direction of a number told against an earlier time without a verb: "6% below their 2008 peak" is down.

    "5% less than in 2023" is read as a verb's; "$5.79 less than in 2023" is no figure of its own either.
    """
    m = COMPARED.match(after)
    if m is None or not OF_TIME.match(m["what"]) or (percent and not LEVELLED.match(m["how"])):
        return None
    if DURING.match(m["how"]) and not OF_ITS.match(m["what"]):
        return None  # "averaged 3.6% over 2023" is said of the year
    return "down" if FALLEN.match(m["how"]) else "up"
