"""Words -> the frame of a number: whose it is, what is measured, the verb that says so."""

from __future__ import annotations

from typing import NamedTuple

import factcheck.claim.lexicon as lex
import factcheck.claim.nearby as nearby
from factcheck.claim.clauses import bare_relative, clause, subject_of, verb_of
from factcheck.claim.grammar import Words
from factcheck.claim.names import Antecedents, described, meant, resolve, spans
from factcheck.claim.party import INTO, STAKES, given, party, passive
from factcheck.claim.phrase import Frame, Phrase, parse

_AGAINST = frozenset({"with", "to", "against", "versus", "vs", "than"})


class Reach(NamedTuple):
    """How far a number reaches: its clause and the verb that governs it.

    It is found before anybody asks whose and what the number is: many numbers turn out to tell nothing. ``relative``:
    where a relative clause without pronoun begins ("the rate IT PAYS"), -1 if there is none.
    """

    start: int
    end: int
    verb: int = -1
    relative: int = -1


def reach(words: Words, i: int) -> Reach:
    """The reach of the mention at word ``i``; no verb governs the one after "of which" or "vs"."""
    a, b = clause(words, i)
    if _of_which(words, i) or _versus(words, i):
        return Reach(a, b)
    v = verb_of(words, i, a)
    inner = bare_relative(words, v, a) if v >= 0 else -1
    if inner > 0 and i > v + 1:
        return Reach(a, b, verb_of(words, inner, a), inner)
    return Reach(a, b, v)


def _of_which(words: Words, i: int) -> bool:
    """“6,000 roles, OF WHICH 3,000 are in Norway”."""
    return i > 1 and words.low[i - 2] == "of" and words.low[i - 1] in ("which", "whom")


def _versus(words: Words, i: int) -> bool:
    """“Net 3.4 mln VS 2.7 mln”."""
    return words.low[i - 1] in ("vs", "versus", "v") and i - 2 in words.values


Subjects = dict[int, Phrase]
_MEASURING = frozenset({"change", "be", "reach"})


def of(words: Words, i: int, reached: Reach, known: Antecedents, subjects: Subjects) -> Frame:
    """The frame of the mention at word ``i``; ``subjects`` are those of the sentence's verbs read so far."""
    a, b, v, inner = reached
    if inner > 0:
        return _related(words, inner, v, Frame(start=a, end=b), i, known)
    if v < 0:
        if _of_which(words, i):
            return _placed(words, i, Frame(start=a, end=b))
        return Frame(start=a, end=b) if _versus(words, i) else _verbless(words, i, a, b, known)
    who = subjects.get(v)
    if who is None:
        span = subject_of(words, v, a) or (subject_of(words, v, 0) if a > 0 else None)
        who = subjects[v] = parse(words, *span, known) if span else Phrase()
    verb = lex.VERBS.get(words.low[v])
    people = lex.noun_kind((who.what or "").rpartition(" ")[2]) == "people"
    what = None if people and (verb is None or verb.kind not in _MEASURING) else who.what
    frame = Frame(who.who, what, None, v, a, b, what is None, who.segment, who.place)  # "the board proposed" acts
    frame = _owner(words, i, passive(words, _object(words, i, frame, known)))
    return _placed(words, i, frame)


def _owner(words: Words, i: int, frame: Frame) -> Frame:
    """“twice Globex's $2.2bn", "compared with $2.2bn for Globex": the number is that of the party beside it."""
    tags, low = words.tags, words.low
    if frame.metric is None or frame.agent:
        return frame
    if i > 1 and tags[i - 1] == "'" and tags[i - 2] == "N" and tags[i + 1 : i + 2] not in ("n", "J", "N", "G"):
        k = i - 2
        while k > 0 and tags[k - 1] == "N":
            k -= 1
        return frame._replace(subject=words.text(k, i - 1), counterparty=None)
    if low[i + 1 : i + 2] == ["for"] and nearby.slot(words, i) in _AGAINST:
        found = spans(words, i + 2, min(frame.end, i + 6))
        if found and found[0][0] == i + 2:
            return frame._replace(subject=words.text(*found[0]), counterparty=None)
    return frame


def _related(words: Words, inner: int, v: int, frame: Frame, i: int, known: Antecedents) -> Frame:
    """“cut the royalty rate it pays to Acme in half”: the object of the outer verb, the other side from the inner."""
    span = subject_of(words, v, frame.start)
    who = parse(words, *span, known) if span else Phrase()
    told = parse(words, v + 1, inner, known) if v + 1 < inner else Phrase()
    others = [words.text(*n) for n in spans(words, inner, i)]
    other = next((n for n in others if n != who.who), None)
    return frame._replace(subject=who.who or told.who, metric=told.what, counterparty=other, verb=v, agent=True)


def _placed(words: Words, i: int, frame: Frame) -> Frame:
    """“17,000 in the US”, "35,000 jobs in Germany": where the number counts."""
    if frame.place or frame.counterparty:
        return frame
    j = nearby.run(words, i + 1, frame.end)
    if words.low[i + 1 : i + 3] in (["of", "them"], ["of", "whom"]):
        j = nearby.run(words, i + 3, frame.end)
    if words.tags[j : j + 1] in ("A", "V") and words.low[j] in lex.BE | {"work", "live"}:
        j += 1
    if j + 1 >= frame.end or words.low[j] != "in" or words.low[j - 1] in STAKES:
        return frame
    found = spans(words, j + 1, min(frame.end, j + 6))
    if not found or found[0][0] > j + 2 or words.tags[found[0][1] : found[0][1] + 1] in ("n", "G", "'"):
        return frame
    verb = lex.VERBS.get(words.low[frame.verb]) if frame.verb >= 0 else None
    if (verb is not None and verb.lemma in INTO) or words.text(*found[0]) == frame.subject:
        return frame
    return frame._replace(place=words.text(*found[0]))


def _object(words: Words, i: int, frame: Frame, known: Antecedents) -> Frame:
    """Let the words between verb and number, and after the number, say what is measured."""
    tags, low, v = words.tags, words.low, frame.verb
    verb = lex.VERBS.get(low[v])
    kind = verb.kind if verb else "act"
    inside = words.raw[i].lower().split()
    if "it" in inside or "it" in low[max(v + 1, i - 2) : i] or "them" in low[max(v + 1, i - 2) : i]:
        return _same_object(words, i, frame, known)
    if verb is not None and verb.lemma == "employ":  # "employs 7,400 people at 16 plants"
        within = nearby.slot(words, i) in ("at", "in", "across")
        return frame._replace(metric=nearby.after(words, i, frame.end) if within else verb.noun)
    if verb is not None and verb.lemma in _PRICING and tags[v] != "J":
        return _priced(words, i, frame, verb, known)
    moved = nearby.moved(words, i, frame.end, kind)
    if moved:
        return _take(words, i, frame._replace(agent=True), parse(words, *moved, known)) or frame
    near, fresh = nearby.near(words, i, v)
    if near and frame.metric and low[near[1] - 1] in ("rate", "pace"):
        near = None  # "GDP grew at an annual rate of 2.8%"
    near = nearby.risen(words, near) if near else None
    after = nearby.after(words, i, frame.end)
    if after and nearby.attributive(words, i) and not (frame.metric and kind in ("be", "reach")):
        return frame._replace(metric=after, counterparty=party(words, i, frame))
    if (
        near
        and (fresh or frame.metric is None or nearby.slot(words, i) == "of" or nearby.direct(words, near, v, kind))
        and low[near[1] - 1] not in nearby.TIME | lex.CALENDAR
    ):
        got = _take(words, i, frame, parse(words, *near, known))
        if got is not None:
            return got
    if whole := nearby.whole(words, i, frame.end):
        return _part(words, i, frame, parse(words, *whole, known), kind)
    measured = frame.metric is not None and kind in ("be", "reach", "change")
    if after and not measured and (kind != "change" or frame.agent):
        return frame._replace(metric=after, counterparty=party(words, i, frame))
    if frame.metric or after:
        return frame._replace(metric=frame.metric or after)
    if (
        verb is None
        or tags[v] == "G"
        or "M" in tags[v + 1 : i]
        or kind in ("plan", "forecast", "say", "report", "reach")
        or low[v] in lex.BE
    ):
        return frame
    other = party(words, i, frame) or given(words, i, frame)
    return frame._replace(metric=nearby.deed(words, i, v, frame.end), counterparty=other)


_PRICING = frozenset({"value", "price"})


def _priced(words: Words, i: int, frame: Frame, verb: lex.Verb, known: Antecedents) -> Frame:
    """“The deal values Acme at $3bn”: the value is Acme's, and not the deal's; "Acme is valued at $3bn"."""
    v = frame.verb
    found = spans(words, v + 1, i)
    if found and found[0][0] <= v + 2:
        return frame._replace(subject=words.text(*found[0]), metric=verb.noun, agent=True)
    end = nearby.run(words, v + 2, i)
    if words.tags[v + 1] == "D" and described(words, v + 1, end):  # "valuing the company at $3bn"
        return frame._replace(subject=meant(words, v + 1, end, known), metric=verb.noun, agent=True)
    return frame._replace(metric=words.low[v] if frame.agent else frame.metric)


def _part(words: Words, i: int, frame: Frame, told: Phrase, kind: str) -> Frame:
    """The frame of a share of what is ``told``: "owns 5% of Acme", "makes up a third of sales"."""
    if told.who and not told.what and frame.subject:
        return frame._replace(counterparty=told.who, metric=frame.metric or words.low[frame.verb])
    if told.who and frame.agent and frame.subject not in (None, told.who):  # "Parana has 20% of Brazil's crop"
        return frame._replace(counterparty=told.who, metric=f"share of {told.what}" if kind == "be" else told.what)
    return frame._replace(subject=told.who or frame.subject, metric=_share_of(words, i, frame, told), agent=False)


def _take(words: Words, i: int, frame: Frame, near: Phrase) -> Frame | None:
    """The frame with the noun phrase beside the number as its metric; another owner is the other side."""
    if not near.what or lex.noun_kind(near.what.rpartition(" ")[2]) in ("forecast", "generic", "change"):
        return None
    if lex.noun_kind(near.what) == "plan" and nearby.after(words, i, frame.end):
        return None  # "its target of 20% margins"
    subject, other = frame.subject, party(words, i, frame)
    if near.via == "in" and subject and near.what.rpartition(" ")[2] not in STAKES:
        near = near._replace(who=None, place=near.place or near.who)
    if near.who and near.who != subject:
        if subject and (frame.agent or not near.owner):
            other = near.who
        else:
            subject = near.who
    place = near.place or frame.place
    return frame._replace(
        subject=subject, metric=near.what, counterparty=other, place=place, segment=near.segment or frame.segment
    )


def _same_object(words: Words, i: int, frame: Frame, known: Antecedents) -> Frame:
    """“reducing Acme's revenue share, … to cut it in half”: "it" is the object told before, with its owner."""
    tags = words.tags
    for v in range(i - 2, -1, -1):
        if tags[v] not in "VGB" or tags[v + 1] not in "DSJnNG":
            continue
        end = v + 1
        while end < i and tags[end] in "DSJnNG'":
            end += 1
        what = parse(words, v + 1, end, known)
        if what.what:
            span = subject_of(words, v, 0)
            actor = parse(words, *span, known).who if span else frame.subject
            other = what.who
            return frame._replace(
                subject=actor or other, metric=what.what, counterparty=other if other != actor else None
            )
    return frame


def _share_of(words: Words, i: int, frame: Frame, whole: Phrase) -> str | None:
    """“services make up a third of sales” measures "services share of sales"."""
    part, total = frame.metric, whole.what
    if part and total in ("value", "worth"):
        return part  # "the shares lost a third of their value"
    stand = lex.noun_kind(part.rpartition(" ")[2]) if part else None
    if part and total and part != total and frame.verb >= 0 and stand not in ("people", "description"):
        return f"{part} share of {total}"
    return total or part


def _ahead(words: Words, j: int, frame: Frame, known: Antecedents) -> Frame:
    """“At $4bn, Acme's revenue was higher”: the number is that of the subject after it."""
    e = j
    while e < frame.end and words.tags[e] in "DSJnNG'":
        e += 1
    told = parse(words, j, e, known) if e > j else Phrase()
    return frame._replace(subject=told.who, metric=told.what)


def _verbless(words: Words, i: int, a: int, b: int, known: Antecedents) -> Frame:
    """A number before its verb, or with none: "its $2bn chip push", "About 500 people work at Acme"."""
    if whole := nearby.whole(words, i, b):
        told = parse(words, *whole, known)
        return Frame(told.who, told.what, None, -1, a, b)
    after = nearby.after(words, i, b)
    if words.low[i - 1] in ("at", "with", "up", "down") and words.tags[i + 1 : i + 2] == ",":
        if i == a + 1:
            return _ahead(words, i + 2, Frame(start=a, end=b), known)
        if words.tags[i - 2] == ",":  # "Acme's profits, at $4bn, were"
            told = parse(words, *nearby.back(words, i - 2, a), known)
            return Frame(told.who, told.what, None, -1, a, b)
    if words.raw[i - 1 : i] == ["|"] and a < i - 1:  # "| Net income | $512m |"
        told = parse(words, *nearby.back(words, i - 1, a), known)
        return Frame(told.who, told.what, None, -1, a, b)
    names = spans(words, a, i)
    subject = words.text(*names[-1]) if names else None
    near, _ = nearby.near(words, i, a - 1)
    if not near and not after and 1 < a < 12 and words.tags[a - 1] == ":" and "M" not in words.tags[:a]:
        near = (0, a - 1)  # "Net interest income: $23.4bn"
    metric = after
    if near and not after:
        told = parse(words, *near, known)
        metric, subject = told.what, told.who or subject
    if subject is None:
        owner = next((k for k in range(i - 1, max(a, i - 4) - 1, -1) if words.tags[k] in "SO"), -1)
        subject = resolve(words, owner, known) if owner >= 0 else None
    if subject is None:
        following = spans(words, i + 1, b)
        subject = words.text(*following[0]) if following else None
    return _placed(words, i, Frame(subject, metric, None, -1, a, b))
