"""Text -> concepts: the same stems and synonyms for a sentence and for a table's title, so that they compare."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from factcheck.vocabulary import rows

TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|[&$]")
VOWEL = re.compile(r"[aeiouy]")
LONGEST_PHRASE = 4


@dataclass(frozen=True, slots=True)
class Word:
    """A word or known phrase of a text: the concept it stands for, and its span."""

    concept: str
    start: int
    end: int
    known: bool


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A light stem: plurals and verb endings go, so that "emits", "emitted" and "emitting" meet."""
    w = word.lower().replace("’", "'")
    w = w.removesuffix("'s").removesuffix("'")
    if len(w) <= 3:
        return w
    for ending, put in (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh")):
        if w.endswith(ending) and len(w) > len(ending) + 2:
            return w[: -len(ending)] + put
    if w.endswith("s") and not w.endswith(("ss", "us", "is")):
        w = w[:-1]
    for ending in ("ing", "ed"):
        if w.endswith(ending) and len(w) - len(ending) >= 3 and VOWEL.search(w[: -len(ending)]):
            w = w[: -len(ending)]
            if len(w) > 3 and w[-1] == w[-2] and w[-1] not in "ls":
                w = w[:-1]
            break
    return w.removesuffix("e") if len(w) > 4 else w


@cache
def phrases() -> dict[tuple[str, ...], str]:
    """Stemmed phrases of the vocabulary and the concept each stands for."""
    out: dict[tuple[str, ...], str] = {}
    for row in rows("table_words"):
        for phrase in row["words"].split("|"):
            key = tuple(stem(m.group()) for m in TOKEN.finditer(phrase))
            out.setdefault(key, row["concept"])
    return out


@cache
def neutral() -> frozenset[str]:
    """Stems that say nothing about what is measured ("country", "currently", "according")."""
    return frozenset(s for row in rows("table_neutral") for w in row["words"].split("|") for s in (w, stem(w)))


def concepts(text: str) -> list[Word]:
    """The words of a text in order, known phrases (longest first) as their concept, others as their stem."""
    tokens = [(stem(m.group()), m.start(), m.end()) for m in TOKEN.finditer(text)]
    known = phrases()
    out: list[Word] = []
    i = 0
    while i < len(tokens):
        for length in range(min(LONGEST_PHRASE, len(tokens) - i), 0, -1):
            key = tuple(t[0] for t in tokens[i : i + length])
            if key in known:
                start, end = tokens[i][1], tokens[i + length - 1][2]
                out += [Word(concept, start, end, True) for concept in known[key].split()]
                i += length
                break
        else:
            out.append(Word(tokens[i][0], tokens[i][1], tokens[i][2], False))
            i += 1
    return out
