"""One word -> its tag, a letter of the shallow grammar: by itself where it can be, else by its neighbours."""

from __future__ import annotations

from collections.abc import Callable

import factcheck.claim.lexicon as lex

_QUOTES = frozenset('"“”„«»')
_MARKUP = frozenset("*_`")  # "**Revenue:** $3bn"
_DASHES = frozenset("–—-")
_BETWEEN = frozenset("nJGRM")  # what may stand between an article and its noun


def settle(low: list[str], raw: list[str], tags: list[str]) -> None:
    """Tag the words whose neighbours decide, in place: those that have an empty tag so far."""
    shouting, titled = _shouts(raw), _titled(raw)
    headline = shouting or titled
    for k, tag in enumerate(tags):
        if tag:
            continue
        prev = tags[k - 1] if k else ""
        first = not prev or prev in '"-*•:' or (prev == "." and k < 3)
        if not first and not headline and (tag := _inside_of(raw[k])):
            tags[k] = tag
            continue
        word = low[k]
        small = headline and (word in _LEXICON or (shouting and not first))
        tags[k] = _tag(low, raw, tags, k, first, small)


def _shouts(raw: list[str]) -> bool:
    """A headline in capitals: capital letters then say nothing about names."""
    small = 0
    for word in raw:
        if word.islower():
            small += 1
            if small > 2:
                return False
    words = [w for w in raw if len(w) > 2 and w.isalpha()]
    return len(words) > 2 and sum(w.isupper() for w in words) * 10 > len(words) * 8


def _titled(raw: list[str]) -> bool:
    """A headline that Writes Its Words So: known words are then no names."""
    if not raw or raw[-1] == ".":
        return False
    words: list[str] = []
    for w in raw:
        if len(w) > 3 and w.isalpha():
            if not w[0].isupper():
                return False
            words.append(w)
    return len(words) > 2 and any(w.lower() in lex.VERBS for w in words[1:])


def _tag(low: list[str], raw: list[str], tags: list[str], k: int, first: bool, small: bool) -> str:
    """The tag of the word at ``k``; ``first``: a sentence begins here, ``small``: its capital letter says nothing."""
    word, printed, prev = low[k], raw[k], tags[k - 1] if k else ""
    if not word[0].isalnum():
        return _quote(prev)
    if prev == ")" and k > 3 and tags[k - 3] == "(":
        prev = tags[k - 4]  # "a 22% year-on-year (YoY) jump"
    following = raw[k + 1] if k + 1 < len(raw) else ""
    capital = printed[0].isupper() and not small
    if capital and _describes(printed):
        return "J"
    if capital and (word == "i" or word.rpartition("'")[2] in _CONTRACTED):
        return "O"
    if printed == "US":
        return "N"  # and no "us"
    if capital and not first and word not in lex.CALENDAR:
        kind = lex.noun_kind(word)
        if kind == "nameless" or (prev == "n" and word in ("executive", "officer")):
            return "n"  # "GAAP", "Chief EXECUTIVE Jane Doe"
        plain = printed.isupper() or (prev == "n" and low[k - 1].isalpha())
        if kind == "title" or (kind is not None and prev == "M") or (kind == "metric" and plain):
            return "n"  # "EBITDA of $3bn", "Net 3.4 mln Revs 20 mln", "Core Inflation was 3%"
        return "N"
    if closed := _small(word, prev):
        return closed
    verb = lex.VERBS.get(word)
    if verb is not None:
        tag = _verb(verb, low, tags, k, prev, following)
        if tag and not (capital and tag == "B"):
            return tag
    if word in lex.NOUNS:
        if first and capital and lex.NOUNS[word].kind == "common" and following[:1].isupper() and _named(following):
            return "N"  # "National Grid said", while "National output rose"
        return "J" if word.endswith("ed") and not first and lex.NOUNS[word].kind == "common" else "n"
    if first and word.endswith("ly") and word not in _LY_NAMES:
        return "R"
    if first and word.endswith("ing") and following in _LEADERS:
        return "n"  # "Speaking to reporters", while "Boeing said"
    if capital and word not in lex.CALENDAR:
        return "N"
    if word.endswith("ly") and len(word) > 4:
        return "R"
    if word.endswith("ed") and len(word) > 4:
        object_next = following[:1] in "$€£" or following[:1].isupper() or following.lower() in _OPENS or not following
        return "V" if prev in "nNO)',RA" and object_next else "J"
    if word.endswith("ing") and len(word) > 5 and prev in ",A":
        return "G"
    return "n"


def _named(following: str) -> bool:
    """Whether the word after one that opens a sentence goes on with its name: "Health NET", and no "GDP", "April"."""
    word = following.lower()
    return following[1:].islower() and word not in lex.CALENDAR and word not in lex.NOUNS


_OPENS = lex.DET | lex.POSS | lex.PREP | lex.PRON | lex.ADV
_LEADERS = lex.PREP | lex.DET | lex.POSS
_SINGULAR = frozenset({"a", "an", "this", "that"})


def _fixed() -> dict[str, str]:
    """Words in small letters that are always the same: "of", "the", "its", "would"; and the commonest signs."""
    out: dict[str, str] = {}
    for family, tag in ((lex.ADV, "R"), (lex.PRON, "O"), (lex.CONJ, "C"), (lex.PREP, "P"), (lex.DET, "D")):
        out.update(dict.fromkeys(family, tag))
    out.update(dict.fromkeys(lex.POSS, "S"))
    out.update(dict.fromkeys(lex.AUX, "A"))
    for word in (*lex.REL, "that", "which"):
        out.pop(word, None)
    return {**out, ",": ",", ".": ".", "(": "(", ")": ")", ";": ";", ":": ":", "'s": "'"}


_FIXED = _fixed()


class _Memo(dict[str, str]):
    """The tags of words met before; emptied when full, so that no text fills the memory."""

    def __init__(self, tag: Callable[[str], str]) -> None:
        self.tag = tag

    def __missing__(self, word: str) -> str:
        if len(self) >= _KEPT:
            self.clear()
        self[word] = tag = self.tag(word)
        return tag


def _always(printed: str) -> str:
    """The tag of a word in small letters that no neighbour changes, as of most words; "" where neighbours decide."""
    if fixed := _FIXED.get(printed):
        return fixed
    if not printed[0].isalnum():
        return _punctuation(printed)
    if printed in CLOSED or printed in lex.VERBS or printed.endswith(("ed", "ing")) or printed != printed.lower():
        return ""
    if printed.endswith("ly") and printed not in lex.NOUNS:
        return "R" if len(printed) > 4 else ""
    return "n"


def _describes(printed: str) -> bool:
    """Whether a name is only part of an adjective: "the OSLO-LISTED group", "CHINESE-MADE cars"."""
    return "-" in printed and printed.rpartition("-")[2] in _OF_A_NAME


def _inside(printed: str) -> str:
    """The tag of a word with a capital letter inside a sentence, no headline; "" where more than the word decides."""
    word = printed.lower()
    if _describes(printed):
        return "J"
    if not printed[0].isupper() or word in lex.CALENDAR or word in lex.NOUNS:
        return ""
    return "O" if word == "i" or word.rpartition("'")[2] in _CONTRACTED else "N"


_KEPT = 50_000
tag_of = _Memo(_always).__getitem__
_inside_of = _Memo(_inside).__getitem__
_FLOATING = frozenset({"each", "both", "all"})
_CONTRACTED = frozenset({"ve", "ll", "re", "d", "m"})
_OF_A_NAME = frozenset(
    "based listed quoted traded owned backed led born made built headquartered domiciled registered focused wide "
    "style speaking controlled run sponsored dominated".split()
)
_VALUED = frozenset("market book face fair enterprise asset equity stock brand loan property".split())
_LY_NAMES = frozenset({"italy", "sicily", "emily", "lilly", "kelly", "reilly", "family", "assembly", "july"})
_NOUN_AFTER_TO = frozenset({"record", "reported", "estimated", "issue", "trade"})
_TAKE_OF = frozenset({"consist", "consists", "think", "approve", "approves", "dispose", "complain", "complains"})
_NO_OBJECT = frozenset({"", ".", ",", ";", ")"})
_MOVES = frozenset({"by", "to", "from", "sharply", "slightly"})
_BASE_OK = frozenset({"to", "will", "would", "could", "may", "might", "should", "shall", "must", "can", "not"})


def _punctuation(sign: str) -> str:
    """The tag of a sign; "" for the one that may be a quotation mark or a possessive."""
    if sign in _QUOTES or sign in _MARKUP:
        return '"'
    if sign in _DASHES:
        return "-"
    if sign in "'’":
        return ""
    return sign if sign in ",;:()." else "."


def _quote(prev: str) -> str:
    """What an apostrophe is: "the banks' profits", or a quotation mark."""
    return "'" if prev in "nN" else '"'


CLOSED = frozenset().union(lex.AUX, lex.POSS, lex.DET, lex.REL, lex.PREP, lex.CONJ, lex.PRON, lex.ADV, lex.ADJ)
_LEXICON = CLOSED | lex.VERBS.keys() | lex.NOUNS.keys()


def _small(word: str, prev: str) -> str:
    if word not in CLOSED:
        return ""
    if word in lex.AUX:
        return "A"
    if word in lex.POSS:
        return "S"
    if word in lex.DET:
        if word == "that" and prev in "nN,":
            return "W"
        return "D"
    if word in lex.REL:
        return "W" if word != "which" or prev != "" else "O"
    if word in lex.PREP:
        return "P"
    if word in lex.CONJ:
        return "C"
    if word in lex.PRON:
        return "O"
    if word in lex.ADV:
        return "R"
    if word in lex.ADJ and (prev in "DSJP'" or word not in lex.VERBS):
        return "J"
    return ""


def _lead(low: list[str], tags: list[str], k: int) -> str:
    """The word before the one at ``k``, adverbs left out; "" after a number."""
    for j in range(k - 1, -1, -1):
        if tags[j] != "R" and low[j] not in _FLOATING:
            return low[j]
    return ""


def _after_article(low: list[str], tags: list[str], k: int) -> bool:
    """Whether word ``k`` is inside "a surprising …": a singular noun follows there, and no plain verb form."""
    for j in range(k - 1, -1, -1):
        if tags[j] == "D" and low[j] in _SINGULAR:
            return True
        if tags[j] not in _BETWEEN:
            return False
    return False


def _verb(verb: lex.Verb, low: list[str], tags: list[str], k: int, prev: str, following: str) -> str:
    """A verb form's tag, or "" where it is a noun or adjective here: "the reported loss", "a surprising move"."""
    form, word, before = verb.form, low[k], _lead(low, tags, k)
    if word in ("value", "values") and k and low[k - 1] in _VALUED:
        return ""  # "half its market value"
    if following == "of" and form in ("base", "third") and before not in _BASE_OK and word not in _TAKE_OF:
        return ""  # "share repurchases of $2bn"
    if form == "base" and following == "that" and verb.kind in ("say", "forecast") and prev in "nN":
        return "V"  # "analysts at Acme estimate that"
    if before in _BASE_OK and form != "ing" and (before != "to" or word not in _NOUN_AFTER_TO):
        return "B"
    if form == "ing":
        if prev in "nN" and lex.noun_kind(word) == "metric" and following[:1].isalpha() and following not in _OPENS:
            return ""  # "R&D spending rising", and not "Acme spending $3bn"
        return "" if prev in "DSJ'." and word in lex.NOUNS else "G"
    if form == "base" and prev == "M" and following in ("in", "for", "at", "from") and verb.kind == "have":
        return "V"  # "4,000 work in Norway"
    if form == "base" and prev in "nNR" and (following[:1].isdigit() or following[:1] in "$€£" or following in _MOVES):
        return "" if _after_article(low, tags, k) else "V"
    if form in ("base", "third"):
        after = lex.VERBS.get(following)
        if prev in "nJ" and lex.noun_kind(word) == "common":
            return ""  # "convertible notes"
        if prev in "nJ" and following in lex.PREP and lex.noun_kind(word) == "metric":
            return ""  # "operating costs at Acme"
        if prev in "nJ" and following[:1] in _NO_OBJECT and lex.noun_kind(word) == "metric":
            return ""  # "before restructuring costs."
        if word in lex.NOUNS and prev in "nN" and after is not None and after.form in ("past", "third", "participle"):
            return ""  # "consumer prices rose"
        if form == "third" and prev in "VB" and word in lex.NOUNS:
            return ""  # "raised prices"
        if prev in "DSJ'MPG" or (form == "base" and word in lex.NOUNS and prev in "nN"):
            return ""
        if form == "base" and prev == "":
            return ""
        says = prev == "-" and verb.kind == "say"  # "the figures - out on Monday - suggest"
        ruled = form == "third" or says or (prev in "nNOR),CA" and not _after_article(low, tags, k))
        return "V" if ruled else ""
    if prev in "DS" or (prev == "'" and word not in lex.NOUNS and following[:1].islower() and following not in _OPENS):
        return "" if word in lex.NOUNS else "J"
    if prev == "J" and word in lex.NOUNS:
        return ""
    if form == "base" or (word in lex.NOUNS and prev in "DSJPM'"):
        return ""
    return "V"
