"""The small words and verbs of business English, read once from the vocabulary: word -> what it can be."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.vocabulary import rows

VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Verb:
    """One form of a verb: ``form`` is base, third, past, participle or ing."""

    lemma: str
    form: str
    kind: str
    direction: str | None
    noun: str | None


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun with a grammar of its own (a rise, the company, a pledge)."""

    kind: str
    direction: str | None


def _doubles(lemma: str) -> bool:
    """Whether the last consonant doubles: drop, dropped; but open, opened and gain, gained."""
    if len(lemma) < 3 or lemma[-1] in "aeiouwxy" or lemma[-2] not in VOWELS or lemma[-3] in VOWELS:
        return False
    groups = sum(c in VOWELS and (i == 0 or lemma[i - 1] not in VOWELS) for i, c in enumerate(lemma))
    return groups == 1


def _forms(lemma: str, past: str, participle: str) -> dict[str, str]:
    """The forms of a verb, by form name; irregular ones are given."""
    stem = lemma[:-1] if lemma.endswith("e") and not lemma.endswith("ee") else lemma
    if lemma.endswith("y") and lemma[-2] not in VOWELS:
        third, regular = lemma[:-1] + "ies", lemma[:-1] + "ied"
    elif lemma.endswith(("s", "x", "sh", "ch", "z")):
        third, regular = lemma + "es", lemma + "ed"
    else:
        third = lemma + "s"
        regular = (lemma + lemma[-1] if _doubles(lemma) else stem) + "ed"
    ing = (lemma + lemma[-1] if _doubles(lemma) else stem) + "ing"
    return {"base": lemma, "third": third, "ing": ing, "participle": participle or regular, "past": past or regular}


def _verbs() -> dict[str, Verb]:
    out: dict[str, Verb] = {}
    for row in rows("verbs"):
        for form, word in _forms(row["lemma"], row["past"], row["participle"]).items():
            if word not in out or form == "past":
                out[word] = Verb(row["lemma"], form, row["class"], row["direction"] or None, row["noun"] or None)
        if row["lemma"].endswith("l"):  # totalled beside totaled
            for form, word in (("past", row["lemma"] + "led"), ("ing", row["lemma"] + "ling")):
                out[word] = Verb(row["lemma"], form, row["class"], row["direction"] or None, row["noun"] or None)
    for word, form in (("is", "third"), ("are", "third"), ("were", "past"), ("been", "participle"), ("being", "ing")):
        out[word] = Verb("be", form, "be", None, None)
    out["has"] = Verb("have", "third", "have", None, None)
    out["dying"] = Verb("die", "ing", "event", None, None)
    return out


def _small() -> dict[str, frozenset[str]]:
    out: dict[str, frozenset[str]] = {}
    for row in rows("fillers"):
        out[row["class"]] = frozenset(row["words"].split("|"))
    return out


VERBS = _verbs()
NOUNS = {r["word"]: Noun(r["class"], r["direction"] or None) for r in rows("nouns")}
SMALL = _small()
DET, POSS, PREP, AUX = SMALL["det"], SMALL["poss"], SMALL["prep"], SMALL["aux"]
ADV, PRON, CONJ, REL = SMALL["adv"], SMALL["pron"], SMALL["conj"], SMALL["rel"]
ADJ, CALENDAR = SMALL["adj"], SMALL["calendar"]
BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})


# The class of a noun, or None for one without a grammar of its own.
noun_kind = {word: noun.kind for word, noun in NOUNS.items()}.get
