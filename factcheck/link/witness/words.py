"""Text -> stems: the small shared language of labels and sentences: "repayments of debt" meets "repaid debts"."""

from __future__ import annotations

import re
from functools import lru_cache

from factcheck.vocabulary import rows

_WORD = re.compile(r"[A-Za-z][A-Za-z&]*(?:['’][A-Za-z]+)?|\d+(?:\.\d+)?")
_STOP = frozenset(
    "the a an of and or in on at to for from by with as is are was were be been has have had it its this that these "
    "those which who we our us their they he she s t not no per than under into during through including included "
    "will would may can could also such each any all other".split()
)
_SUFFIXES = (
    ("ization", "iz"), ("isation", "iz"), ("ations", "at"), ("ation", "at"), ("ities", "it"), ("ments", "ment"),
    ("nesses", ""), ("ingly", ""), ("ings", ""), ("ions", ""), ("ness", ""), ("ates", "at"), ("ated", "at"),
    ("ies", "y"), ("ing", ""), ("ion", ""), ("ity", "it"), ("ied", "y"), ("ees", "ee"), ("ed", ""), ("es", ""),
    ("ly", ""), ("s", ""), ("e", ""),
)  # fmt: skip


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A cheap stem of one lower-case word: enough to let inflections meet, never a dictionary form."""
    if len(word) < 4 or word[0].isdigit():
        return word
    for suffix, put in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3 and not word.endswith("ss"):
            word = word[: len(word) - len(suffix)] + put
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "sel":
        word = word[:-1]
    return word


def stems(text: str) -> list[tuple[int, str]]:
    """(offset, stem) of the content words of a text, in order; single digits drop out."""
    out = []
    for m in _WORD.finditer(text):
        word = m.group().lower()
        for mark in ("'", "’"):
            word = word.split(mark)[0]
        if word in _STOP or (word[0].isdigit() and len(word) < 3):
            continue
        out.append((m.start(), stem(word)))
    return out


def label_stems(text: str) -> list[str]:
    """The stems of a label, each once, in order."""
    return list(dict.fromkeys(s for _, s in stems(text)))


def grams(text: str) -> list[str]:
    """Character 3- and 4-grams of the words, with word boundaries: they catch what stems miss (amortis-, amortiz-)."""
    out: list[str] = []
    for m in _WORD.finditer(text):
        word = m.group().lower()
        if word in _STOP or word[0].isdigit():
            continue
        out += _word_grams(word)
    return out


@lru_cache(maxsize=32768)
def _word_grams(word: str) -> tuple[str, ...]:
    padded = f" {word} "
    return tuple(padded[i : i + n] for n in (3, 4) for i in range(len(padded) - n + 1))


@lru_cache(maxsize=1)
def synonyms() -> dict[str, frozenset[str]]:
    """Text stem -> label stems it may stand for, from ``vocabulary/witness_synonyms.csv``."""
    out: dict[str, set[str]] = {}
    for row in rows("witness_synonyms"):
        targets = set(label_stems(row["label_words"]))
        for word in row["text_words"].split("|"):
            for s in label_stems(word):
                out.setdefault(s, set()).update(targets - {s})
    return {k: frozenset(v) for k, v in out.items()}
