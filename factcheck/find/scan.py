"""Text -> stretches: one linear-time pass that finds every run of words and figures a number or a date could be in.

A stretch starts at a figure or a word of the vocabulary and goes on as long as only small words ("to", "of the") lie
between such items: "between $5 and $6 billion", "the third quarter of fiscal 2024". The grammars then read each stretch
on its own, and a stretch that was seen before costs a look-up.
"""

from __future__ import annotations

import re

import re2  # type: ignore[import-untyped]

from factcheck.measure import dates, money, numbers
from factcheck.vocabulary import rows

LONGEST = 300  # characters of a stretch read as one; longer ones are cut at a space

_LEAD = (
    "between from through until till by since before after the this last next past previous prior "
    "current coming following latest recent calendar early late mid end middle beginning start of in for "
    "during a an half over first second third fourth final upcoming each same one two three four "
    "five six seven eight nine ten twelve fiscal financial ranging ranges range ranged anywhere "
    "cut slashed slash reduce reduced chopped fy"
).split()
_GLUE = (
    "to and of in or the a an per out ended ending end through until till its their this that "
    "last next past previous early late from by over with fiscal financial fy calendar year it them "
    "every at least for cut before after till next upcoming coming following"
).split()


# After these an amount is complete: what follows "of" or "from" is a stretch of its own, so that more stretches repeat.
_UNITS = (
    "pct percent mln bln million billion trillion dlrs dlr dollars cts cents stg pounds pence yen euros francs marks"
).split()


def _words() -> list[str]:
    words: set[str] = set(numbers.WORDS) | set(numbers.PARTS) | {w for w in numbers.SCALES if len(w) > 1}
    words |= set(dates.MONTHS) | set(dates.WEEKDAYS) - {"sun", "sat", "wed"} | set(dates.UNITS) | set(dates.DAYS)
    words |= {f"{s}s?" for s in dates.SEASONS}
    words |= {r"[ \n-]+".join(re.escape(w) for w in n.split()) for n in money.NAMES if len(n) > 1}
    words |= {c.lower() for c in money.CODES - money.ENGLISH} | {"us", r"u\.s\.", "canadian", "australian"}
    words |= {s.lower() for s in money.SIGNS if s.isalpha() and s.isascii() and len(s) > 1} | {"c", "pence"}
    words |= {"tens", "scores", "sens", r"l\.e"}
    words |= {
        r"(?:cut|cuts|cutting|slash|slashed|reduce|reduced|split|chop|chopped)[ \n]+(?:(?:it|them|"
        r"this|that)[ \n]+)?(?:in|by)[ \n]+half"
    }
    words |= {
        r["word"].replace(" ", "[ \n-]+") for name in ("change_words", "percent_words", "anchors") for r in rows(name)
    }
    words |= {r["name"].replace("'", "'?").replace(" ", "[ \n]+") for r in rows("holidays")} | {"w/c", "eve"}
    words |= set(
        (
            "fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
            "sixteenth seventeenth eighteenth nineteenth twentieth thirtieth"
        ).split()
    )
    weekday = "|".join(w for w in dates.WEEKDAYS if w not in ("sun", "sat"))
    words |= {rf"week[ \n]+(?:on[ \n]+)?(?:{weekday})", "(?:week|month|year)[ \n]+(?:after[ \n]+next|before[ \n]+last)"}
    words |= {"week[ \n]+(?:beginning|commencing|starting)", "(?:business|working|trading)[ \n]+days"}
    words |= {
        r"(?:same|corresponding|comparable|equivalent|matching|like|(?:year[ \n-])?(?:ago|earlier)|"
        r"(?:(?:prior|previous)-)?year)[ \n]+(?:(?:fiscal|first|second|third|fourth|final)[ \n-]+)?"
        r"(?:quarter|period|half)",
        r"year's[ \n]+(?:first|second|third|fourth|final)[ \n-]+(?:quarter|half)",
        r"year(?:'s)?[ \n]end",
        r"latter[ \n-]+half",
        r"that[ \n]+(?:same[ \n]+)?(?:year|quarter|month)",
        r"(?:first|last|final)[ \n]+(?:two|three|2|3)[ \n]+quarters",
        r"(?:low|mid|high|upper)(?:[ -]to[ -](?:mid|high|upper))?[ -](?:single[ -]digits?|double[ -]digits?|teens)",
    }
    words |= {"eighteen", "weekend",
              "(?:sun|sat|wed) [0-9]{1,2}(?:st|nd|rd|th)"}  # fmt: skip
    words.discard("second")
    return sorted(words)  # neighbours share their beginnings, and RE2 reads what they share once


def _pattern() -> bytes:
    """The pattern of a stretch.

    Repeats are not counted: for every count RE2 would build states of its own, and building states is most of the time
    that a scan of fresh text takes. What grows too long is cut afterwards.
    """
    lone = "".join(re.escape(s) for s in money.SIGNS if len(s) == 1)
    signs = "|".join(
        re.escape(s.lower()).replace(r"\$", r" ?\$")
        for s in sorted(money.SIGNS, key=len, reverse=True)
        if len(s) > 1 and ("$" in s or "=" in s)
    )
    bracketed = r"(?:\) ?(?:million|billion|thousand|trillion|bn|mln|m)\b)?"  # "$(1.2) million"
    figures = rf"[a-z'.]*[-(]*[0-9][0-9a-z.,/:'~\x90-\x97\xbc-\xbe]*{bracketed}(?: m\b)?"  # "EUR 312 m"
    words = "|".join(w for w in _words() if w not in _UNITS)
    item = (
        rf"(?:[(-]?(?:\b(?:{signs})|[{lone}])|{figures}|[\x90-\x97\xbc-\xbe]|\b(?:jan|feb|mar|apr|aug|"
        rf"sept|sep|oct|nov|dec|rs|mrd|mio)\.|\b(?:{words})\b)"
    )
    lead = rf"(?:\b(?:{'|'.join(_LEAD)})[ \n-]+)*"
    gap = r"(?: ?\n *| ?)"
    glue = rf"(?:{gap}(?:[-+\x9a~/]{gap})?(?:,? ?(?:{'|'.join(_GLUE)})[ \n-]+)*| ?, ?)"
    unit = rf" ?(?:%|\b(?:{'|'.join(_UNITS)})\b(?:[ -]and[ -]a[ -](?:half|quarter)\b)?)"
    narrow = rf"(?:{gap}(?:-{gap})?(?:,? ?(?:to|and|or)[ \n-]+)?)"
    return rf"{lead}(?:{unit}{narrow}|{item}{glue})*(?:{item}|{unit})".encode("latin-1")


_options = re2.Options()
_options.encoding = re2.Options.Encoding.LATIN1
_options.max_mem = 64 << 20
_options.longest_match = True
STRETCH = re2.compile(_pattern(), _options)

_SIGN_BYTES = frozenset(s[-1].encode("latin-1") for s in money.SIGNS if not s[-1].isalpha())


def closed(low: bytes, start: int, end: int) -> int:
    """Where a stretch before a ")" ends, which may leave out the bracket of a loss: "$(0.14) per share"."""
    opened = low.rfind(b"(", max(start, end - 20), end)
    return end + 1 if opened > start and low[opened - 1 : opened] in _SIGN_BYTES else end


# Small words in front that no grammar asks about: without them more stretches repeat. "in" stays before "two weeks",
# "from" before a "to", "a" before a word ("a third").
_SMALL = re.compile(
    r"(?:(?:of|for|at|with|and|or|over|during|the|to|than|about) +|in +(?!(?:about +)?(?:an?|one|"
    r"two|three|four|five|six|seven|eight|nine|ten|twelve|\d+)"
    r" +(?:more +)?(?:day|week|month|year|fortnight|of))|an? +(?=[\d$])|from +(?!.* (?:to|through|"
    r"until|till) )|by +(?=\d{1,3}(?!\d)|\d+[.,]\d|an? \d))+(?=\S)",
    re.I,
)


_SMALL_HEADS = frozenset("ofatwdibOFATWDIB")


def small_words(stretch: str) -> int:
    """How many characters in front of a stretch no grammar asks about."""
    m = _SMALL.match(stretch) if stretch[:1] in _SMALL_HEADS else None
    return m.end() if m else 0
