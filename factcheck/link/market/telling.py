"""Claim -> Telling: what its number says of a price: a close, a change, an amount, a multiple, a market value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from factcheck.link.market.words import alternation, any_of, family
from factcheck.model import Claim

NEAR = 130  # characters before the number that may govern it
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# What ends the reach of a verb: "rose 2% after profit fell", "while the index lost 1%".
BREAK = re.compile(r"[;:(]|,?\s\b(?:while|whereas|but|although|though|despite|outpacing)\b", re.I)
APPOSED = re.compile(
    r"[$€£¥]?\s?\d[\d.,]*\s?(?:%|percent|per cent|cents?|pence|points?|p|c)?,?\s+or\s+(?:about\s+)?$", re.I
)
OTHER_SHARE = re.compile(
    r"^\s*(?:of\b(?!\s+the\s+day)|stakes?\b|discount|premium|yield|interest|coupon|dividend|owned|ownership|weight"
    r"|(?:above|below|over|under|from)\s+(?:its|the|their)\s+(?:ipo|offer|issue|listing|target)"
    r"|(?:rise|increase|growth|drop|fall|decline|gain|jump)\s+in\s+(?!(?:the\s+|its\s+|their\s+)?(?:share|stock|price)))",
    re.I,
)
SOFT = (
    r"(?:\s+(?:by|about|around|nearly|almost|roughly|some|more\s+than|less\s+than|just|over|under|at\s+least|a|an"
    r"|another|as\s+much\s+as|up\s+to|approximately|only|sharply|further))*"
)
AFTERWARDS = r"^\s*(?:on\s+the\s+day\s+|this\s+week\s+)?"
VALUE = re.compile(
    r"\b(?:market|stock\s+market)\s+(?:value|valuation|worth)|\bmarket\s+cap(?:itali[sz]ation)?\b|\bvaluation\b"
    r"|\bvalu(?:ed|es|ing)\s+(?:[\w.&'’-]+\s+){0,4}at\b",
    re.I,
)
WORTH_LOST = re.compile(
    r"^\s*(?:off|from|in|of|to)\s+(?:its|the|their|\S+['’]s)?\s*(?:company['’]s\s+|group['’]s\s+)?(?:stock\s+)?market\s+(?:value|cap)",
    re.I,
)
AT_CLOSE = re.compile(r"\bat\s+(?:the|\w+['’]s)\s+close\b", re.I)
PART_OF_DAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri)day\s+(?:morning|afternoon|evening|night|midday)\b"
    r"|\b(?:early|late)\s+(?:on\s+)?(?:mon|tues|wednes|thurs|fri)day\b|\bin\s+the\s+(?:morning|afternoon)\b",
    re.I,
)
FROM = re.compile(rf"\bfrom{SOFT}\s*$", re.I)
# "To $12 from $11 on Friday", "compared with $11 at Friday's close": the level of a day of its own, if one is said.
COMPARED = re.compile(rf"\b(?:from|compared\s+(?:with|to)|versus|against)\s*(?:a\s+close\s+of\s+)?{SOFT}\s*$", re.I)
DAY = r"(?:mon|tues|wednes|thurs|fri)day|jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*"
DATED = re.compile(rf"\s*(?:a\s+share\s+)?(?:on\s+|at\s+|at\s+the\s+close\s+on\s+)(?:last\s+)?(?:{DAY})\b", re.I)
# "The offer values Globex at $5 billion": a price somebody would pay is no close.
DEAL = re.compile(
    r"\b(?:offers?|bids?|deal|takeover|buyout|acquisition|merger|fund\w*|round|IPO|listing|spin-?off|target\w*)\b", re.I
)
IS_AT = re.compile(r"\b(?:was|were|is|are|stood|stands|of|at)\s*(?:at|just|about|nearly|around)?\s*$", re.I)
CLOSE_BREAK = re.compile(r"\b(?:after|before|while|but|having|from)\b", re.I)


@dataclass(frozen=True, slots=True)
class Telling:
    """``what``: level change amount multiple value worth (an amount of market value), previous (the level it left).

    ``sign`` is 1 or -1 where the words say a direction. ``closing``: told of the close. ``within``: words that tell of
    a price within the day. ``present``: said in the present tense of a value, which is then that of the text's own day.
    """

    what: str
    sign: int = 0
    closing: bool = False
    within: str | None = None
    present: bool = False


def tell(claim: Claim, sentence: str, at: int, end: int) -> Telling | None:
    """What the number at ``at:end`` of a sentence tells of a price, or None where it tells of something else."""
    before, after = sentence[max(0, at - NEAR) : at], sentence[end : end + NEAR]
    reach = _reach(before)
    main = claim.main
    closing = _closing(reach, after)
    within = _within(sentence, reach, after, closing)
    if main.kind == "percent" or (main.kind == "ratio" and main.unit is None):
        if OTHER_SHARE.match(after):
            return None
        if main.kind == "ratio" and re.match(r"(?:doubl|tripl|quadrupl|halv)", main.surface, re.I):
            return Telling("multiple", 1, closing, within)
        if re.search(
            r"\b(?:to|from|of|at|(?<!more\s)(?<!less\s)than)" + SOFT + r"\s*$", reach, re.I
        ) and not _noun_before(reach):
            return None
        sign = _sign(reach, after)
        return Telling("change", sign, closing, within) if sign else None
    if main.kind != "money" and main.unit not in ("point", None):
        return None
    if main.per not in (None, "share", "barrel", "ounce", "tonne"):
        return None
    return _amount(claim, reach, after, closing, within)


def _amount(claim: Claim, reach: str, after: str, closing: bool, within: str | None) -> Telling | None:
    if claim.main.kind == "money" and WORTH_LOST.match(after):
        sign = -1 if re.search(r"\b(?:wip|eras|shed|cut|knock|lost|los)", reach, re.I) else _sign(reach, "")
        return Telling("worth", sign, closing, within) if sign else None
    if claim.main.kind == "money" and (
        VALUE.search(reach) or re.match(r"\s*(?:stock\s+)?market\s+(?:value|cap)", after, re.I)
    ):
        if DEAL.search(reach + after):
            return None
        return Telling("value", 0, closing, within, present=bool(re.search(r"\b(?:has|is|with|now)\b", reach, re.I)))
    if within and claim.main.kind == "money" and any_of("touch").fullmatch(within):
        return Telling("level", 0, closing, within)
    moved = _verb(reach)
    if COMPARED.search(reach):
        if DATED.match(after) and (closing or moved):
            return Telling("level", 0, closing, within)
        return Telling("previous", 0, closing, within) if FROM.search(reach) and (moved or closing) else None
    if re.search(r"\b(?:to|at)" + SOFT + r"\s*$", reach, re.I) and (moved or closing):
        return Telling("level", 0, closing, within)
    if closing and re.search(
        r"(?:price|close|high|low|level)\s+(?:of|was|at)?" + SOFT + r"\s*$|\b(?:above|below|over|under)?\s*$",
        reach,
        re.I,
    ):
        return Telling("level", 0, True, within)
    if sign := _sign(reach, after):
        return Telling("amount", sign, closing, within)
    priced = re.search(r"\b(?:share|stock)\s+prices?\b", reach, re.I)
    return Telling("level", 0, closing, within) if priced and IS_AT.search(reach) else None


def _reach(before: str) -> str:
    """The words before a number up to where another clause ends."""
    cuts = [m.end() for m in BREAK.finditer(before)]
    return before[cuts[-1] :] if cuts else before


def _closing(reach: str, after: str) -> bool:
    """Whether the number is the close: "closed up 3% at $12", "to close at $12", "a closing price of $12"."""
    hits = list(any_of("close").finditer(reach))
    if hits and not CLOSE_BREAK.search(reach[hits[-1].end() :]):
        return True
    return bool(
        re.match(
            r"[^,;.]{0,30}\bat\s+(?:the|\w+['’]s)\s+close\b|\s*(?:at|by)\s+the\s+(?:closing\s+bell|end\s+of\s+trading)",
            after,
            re.I,
        )
    )


def _within(sentence: str, reach: str, after: str, closing: bool) -> str | None:
    """Words that tell of a price within the day, for a number that is not plainly the close."""
    touched = re.search(rf"\b(?P<w>{alternation('touch')})\b[^,;]*$", reach, re.I)
    named = AT_CLOSE.search(sentence) and touched and touched["w"].lower() in ("traded", "trading")
    if touched and not named and not (closing and any_of("close").search(reach[touched.end("w") :])):
        return touched["w"]
    if closing:
        return None
    if m := any_of("within").search(sentence) or PART_OF_DAY.search(sentence):
        return m[0]
    clock = re.search(
        r"\b(?:as of|by|at|around)\s+\d{1,2}(?:[:.]?\d\d)?\s*(?:a\.?m\.?|p\.?m\.?|GMT|ET|EST|EDT|BST|CET)(?!\w)",
        sentence,
        re.I,
    )
    return clock[0] if clock else None


@cache
def _before(sign: str) -> re.Pattern[str]:
    """A direction right before the number, a few soft words or a day between."""
    day = r"(?:\s+(?:on\s+)?(?:mon|tues|wednes|thurs|fri)day)?"
    return re.compile(rf"\b(?:{alternation(sign)}){day}{SOFT}\s*$", re.I)


@cache
def _after(sign: str) -> re.Pattern[str]:
    nouns = r"(?:one-day\s+|daily\s+|weekly\s+|share\s+price\s+|price\s+|intraday\s+)?"
    return re.compile(rf"{AFTERWARDS}{nouns}(?:{alternation(sign)})\b", re.I)


def _sign(reach: str, after: str) -> int:
    """1 up, -1 down, 0 where the words around a number say neither, or both."""
    text = reach
    while m := APPOSED.search(text):
        text = text[: m.start()]
    found = [sign for sign, name in ((1, "up"), (-1, "down")) if _before(name).search(text)]
    told = [sign for sign, name in ((1, "up"), (-1, "down")) if _after(name).match(after)]
    if len(told) == 1 and not re.match(r"\s*(?:add|gain\w*|ahead|off)\b", after, re.I):
        return told[0] if not found or found == told or not found[0] else 0
    if len(found) == 1:
        return found[0]
    noun = _noun_before(reach)
    return noun if not found else 0


def _noun_before(reach: str) -> int:
    """“a gain of 3%”, "a loss of $2"."""
    for sign, name in ((1, "up"), (-1, "down")):
        if re.search(rf"\b(?:an?|the|its|for|with)\s+(?:\w+\s+)?(?:{alternation(name)})\s+of{SOFT}\s*$", reach, re.I):
            return sign
    return 0


def _verb(reach: str) -> bool:
    """Whether something moved before the number: "rose 3% to $12"."""
    return bool(any_of("up", "down", "move").search(reach))


def metric_fits(claim: Claim, name: str) -> bool:
    """Whether a claim's metric may be a price: "shares", "share price", "close", the name's own words, or no noun."""
    words = [w.lower() for w in WORD.findall(claim.metric or "")]
    if not words:
        return True
    if words in (["market", "share"], ["share", "of"]):
        return False
    own = {w.lower() for w in WORD.findall(name)}
    known = {
        w
        for name_ in ("share", "plain", "close", "up", "down", "more", "less")
        for phrase in family(name_)
        for w in phrase.split()
    }
    return all(w in known or w in own for w in words) or bool(VALUE.search(claim.metric or ""))
