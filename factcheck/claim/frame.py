"""Words -> the frame of a number: whose it is, what is measured, the verb that says so."""

from __future__ import annotations

from typing import NamedTuple

import factcheck.claim.lexicon as lex
from factcheck.claim.clauses import bare_relative, clause, subject_of, verb_of
from factcheck.claim.grammar import Words
from factcheck.claim.names import Antecedents, resolve, spans
from factcheck.claim.phrase import Phrase, metric_words, parse

_GLUE = frozenset(
    {"of", "to", "at", "from", "by", "for", "in", "with", "between", "than", "on", "about", "around", "over", "worth"}
)
_TIME = frozenset("year quarter month week half period months years quarters weeks days day".split())
_STAKES = frozenset({"stake", "interest", "holding", "share", "shares", "investment", "investments"})
_AGAINST = frozenset({"with", "to", "against", "versus", "vs", "than"})
_INTO = frozenset({"invest", "own", "hold", "acquire", "buy", "take", "purchase"})


class Frame(NamedTuple):
    """Who and what: names and metric words of the text, and the governing verb's index (-1: none).

    ``agent``: the subject acts ("Acme cut 40 jobs") and is not itself what is measured ("Sales fell").
    """

    subject: str | None = None
    metric: str | None = None
    counterparty: str | None = None
    verb: int = -1
    start: int = 0
    end: int = 0
    agent: bool = False
    segment: str | None = None
    place: str | None = None


def of(words: Words, i: int, known: Antecedents) -> Frame:
    """The frame of the mention at word ``i``."""
    a, b = clause(words, i)
    v = verb_of(words, i, a)
    if v < 0:
        return _verbless(words, i, a, b, known)
    inner = bare_relative(words, v, a)
    if inner > 0 and i > v + 1:
        return _related(words, inner, verb_of(words, inner, a), Frame(start=a, end=b), i, known)
    span = subject_of(words, v, a) or (subject_of(words, v, 0) if a > 0 else None)
    who = parse(words, *span, known) if span else Phrase()
    frame = Frame(who.who, who.what, None, v, a, b, who.what is None, who.segment, who.place)
    return _placed(words, i, _owner(words, i, _passive(words, _object(words, i, frame, known))))


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
    if low[i + 1 : i + 2] == ["for"] and _slot(words, i) in _AGAINST:
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
    party = next((n for n in others if n != who.who), None)
    return frame._replace(subject=who.who or told.who, metric=told.what, counterparty=party, verb=v, agent=True)


def _placed(words: Words, i: int, frame: Frame) -> Frame:
    """“17,000 in the US”, "35,000 jobs in Germany": where the number counts."""
    if frame.place or frame.counterparty:
        return frame
    j = _run(words, i + 1, frame.end)
    if j + 1 >= frame.end or words.low[j] != "in" or words.low[j - 1] in _STAKES:
        return frame
    found = spans(words, j + 1, min(frame.end, j + 6))
    if not found or found[0][0] > j + 2 or words.tags[found[0][1] : found[0][1] + 1] in ("n", "G", "'"):
        return frame
    verb = lex.VERBS.get(words.low[frame.verb])
    if verb is not None and verb.lemma in _INTO:
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
    if verb is not None and verb.lemma == "employ":
        return frame._replace(metric=verb.noun)
    moved = _moved(words, i, frame.end, kind)
    if moved:
        return _take(words, i, frame._replace(agent=True), parse(words, *moved, known)) or frame
    near, fresh = _near(words, i, v)
    if near and frame.metric and low[near[1] - 1] in ("rate", "pace"):
        near = None  # "GDP grew at an annual rate of 2.8%"
    after = _after(words, i, frame.end)
    if after and _attributive(words, i) and not (frame.metric and kind in ("be", "reach")):
        return frame._replace(metric=after, counterparty=_party(words, i, frame))
    if (
        near
        and (fresh or frame.metric is None or _slot(words, i) == "of" or _direct(words, near, v, kind))
        and low[near[1] - 1] not in _TIME | lex.CALENDAR
    ):
        got = _take(words, i, frame, parse(words, *near, known))
        if got is not None:
            return got
    whole = _whole(words, i, frame.end)
    if whole:
        told = parse(words, *whole, known)
        if told.who and not told.what and frame.subject:  # "owns 5% of Acme"
            return frame._replace(counterparty=told.who, metric=frame.metric or low[v])
        if told.who and frame.agent and frame.subject not in (None, told.who):  # "Parana has 20% of Brazil's crop"
            return frame._replace(counterparty=told.who, metric=f"share of {told.what}" if kind == "be" else told.what)
        return frame._replace(subject=told.who or frame.subject, metric=_share_of(words, i, frame, told), agent=False)
    measured = frame.metric is not None and kind in ("be", "reach", "change")
    if after and not measured and (kind != "change" or frame.agent):
        return frame._replace(metric=after, counterparty=_party(words, i, frame))
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
    return frame._replace(metric=low[v], counterparty=_party(words, i, frame))


def _moved(words: Words, i: int, b: int, kind: str) -> tuple[int, int] | None:
    """What moved, told after the number: "a 12% rise IN SERVICES REVENUE", "$10bn IN REVENUE"."""
    tags, low = words.tags, words.low
    j = i + 1
    while j < b and tags[j] in "nJG":
        j += 1
    if (
        j + 1 >= b
        or low[j] not in ("in", "of")
        or (j > i + 1 and lex.noun_kind(low[j - 1]) not in ("change", "generic"))
    ):
        return None
    if j == i + 1 and (low[j] == "of" or tags[j + 1] not in "nJ" or kind not in ("report", "have", "be")):
        return None
    e = _run(words, j + 1, b)
    if e == j + 1 or low[e - 1] in _TIME or low[j + 1] in lex.CALENDAR:
        return None
    return j + 1, e


def _attributive(words: Words, i: int) -> bool:
    """“a 55% stake”, "its $2bn push": the number belongs to the noun after it."""
    k = i - 1
    while k > 0 and words.tags[k] == "J":
        k -= 1
    return k >= 0 and (words.tags[k] in "S'" or words.low[k] in ("a", "an", "the"))


def _direct(words: Words, near: tuple[int, int], v: int, kind: str) -> bool:
    """“which will reduce EARNINGS by $5m”: the noun phrase is the verb's own object."""
    return kind not in ("be", "reach") and all(t in "DSJ" for t in words.tags[v + 1 : near[0]])


def _take(words: Words, i: int, frame: Frame, near: Phrase) -> Frame | None:
    """The frame with the noun phrase beside the number as its metric; another owner is the other side."""
    if not near.what or lex.noun_kind(near.what.rpartition(" ")[2]) in ("forecast", "generic"):
        return None
    subject, other = frame.subject, _party(words, i, frame)
    if near.via == "in" and subject and near.what.rpartition(" ")[2] not in _STAKES:
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


def _is_share(surface: str) -> bool:
    """Whether a printed number is a percentage or a fraction in words, and no amount."""
    if "%" in surface or "pct" in surface or "per" in surface:
        return True
    return not any(c.isdigit() for c in surface) and "illion" not in surface


def _whole(words: Words, i: int, b: int) -> tuple[int, int] | None:
    """The whole a share is of: "a third OF ACME'S SALES", "40% OF THE COMPANY'S 12,000 STAFF"."""
    tags, low = words.tags, words.low
    if i + 2 >= b or low[i + 1] != "of" or not _is_share(words.raw[i].lower()):
        return None
    e = i + 2
    while e < b and tags[e] in "DSJnNGM'R":
        e += 1
    return (i + 2, e) if e > i + 2 and tags[e - 1] in "nNG" else None


def _share_of(words: Words, i: int, frame: Frame, whole: Phrase) -> str | None:
    """“services make up a third of sales” measures "services share of sales"."""
    part, total = frame.metric, whole.what
    stand = lex.noun_kind(part.rpartition(" ")[2]) if part else None
    if part and total and part != total and frame.verb >= 0 and stand not in ("people", "description"):
        return f"{part} share of {total}"
    return total or part


def _slot(words: Words, i: int) -> str:
    k = i - 1
    while k > 0 and words.tags[k] in "RJD":
        k -= 1
    return words.low[k] if k >= 0 else ""


def _near(words: Words, i: int, v: int) -> tuple[tuple[int, int] | None, bool]:
    """The noun phrase between verb and number that the number belongs to ("net income OF", "its workforce BY").

    With it, whether it stands fresh after "and" or a comma ("and net income to $1bn").
    """
    tags, low = words.tags, words.low
    k = i - 1
    while k > v and (tags[k] in 'RJD"S' or (tags[k] == "P" and low[k] in _GLUE)):
        k -= 1
    if k > v and tags[k] == "," and low[k + 1] == "worth":
        k -= 1
    if k <= v or tags[k] not in "nNG'":
        return None, False
    end = k + 1
    while k > v and (tags[k] in "nNGJDS'R" or (tags[k] == "P" and low[k] in ("of", "in", "at", "for") and k > v + 1)):
        k -= 1
    fresh = k > v and tags[k] in "C,"
    k += 1
    while k < end and tags[k] in "PR":
        k += 1
    return ((k, end) if k < end else None), fresh


def _after(words: Words, i: int, b: int) -> str | None:
    """The noun phrase right after a number: "$2bn chip push", "a 12% rise in revenue" -> revenue."""
    tags, low = words.tags, words.low
    if low[i + 1 : i + 2] and low[i + 1] in ("points", "point", "percentage"):
        return None
    if i + 1 < b and tags[i + 1] in "SD" and words.raw[i][:1].isalpha():  # "doubled its dividend"
        return metric_words(words, i + 2, _run(words, i + 2, b))
    j = _run(words, i + 1, b)
    if j == i + 1:  # "$1.7 trillion of assets"
        e = _run(words, j + 1, b) if j + 1 < b and low[j] == "of" else j
        return metric_words(words, j + 1, e) if e > j + 1 and tags[j + 1] in "nJ" else None
    head = low[j - 1]
    if (
        head in _TIME
        or head in ("ago", "earlier", "later", "prior", "previously")
        or lex.noun_kind(head) == "people"
        or low[i + 1] == "a"
    ):
        return None
    if lex.noun_kind(head) in ("change", "generic") and j + 1 < b and low[j] in ("in", "of"):
        e = _run(words, j + 1, b)
        return metric_words(words, j + 1, e) if e > j + 1 else None
    if lex.noun_kind(head) == "change":
        return metric_words(words, i + 1, j - 1)
    return metric_words(words, i + 1, j)


def _run(words: Words, j: int, b: int) -> int:
    """The end of the noun phrase that begins at word ``j``."""
    tags = words.tags
    while j < b and (tags[j] in "nJGNS" or (tags[j] == "D" and tags[j - 1] == "P") or tags[j] == "'"):
        j += 1
    return j


def _party(words: Words, i: int, frame: Frame) -> str | None:
    """The name on the other side of a deed: "invested $2bn INTO Acme", "bought a 5% stake IN Acme"."""
    tags, low = words.tags, words.low
    verb = lex.VERBS.get(low[frame.verb]) if frame.verb >= 0 else None
    if verb is None or verb.kind in ("be", "reach"):
        return None
    for k in range(i + 1, min(frame.end, i + 9)):
        if tags[k] == "M" or tags[k] in ",;VC":
            return None
        if tags[k] != "P" or low[k] not in ("in", "into", "to", "from", "by", "with", "for", "on", "of"):
            continue
        if low[k] in ("in", "of") and verb.lemma not in _INTO and low[k - 1] not in _STAKES:
            return None
        found = spans(words, k + 1, min(frame.end, k + 6))
        if found and all(tags[x] in "DJn" for x in range(k + 1, found[0][0])):
            name = words.text(*found[0])
            following = tags[found[0][1] : found[0][1] + 1]
            return name if name != frame.subject and following not in ("n", "J") else None
    return None


def _passive(words: Words, frame: Frame) -> Frame:
    """“Acme was bought by Bolt for $3bn”: Bolt did it to Acme."""
    tags, low, v = words.tags, words.low, frame.verb
    verb = lex.VERBS.get(low[v])
    if verb is None or verb.kind not in ("act", "event") or v == 0 or tags[v] != "V" or not frame.agent:
        return frame
    if tags[v - 1] != "A" and not (tags[v - 1] == "R" and v > 1 and tags[v - 2] == "A"):
        return frame
    for k in range(v + 1, min(v + 3, frame.end)):
        if low[k] == "by":
            found = spans(words, k + 1, min(frame.end, k + 6))
            if found and found[0][0] <= k + 2:
                return frame._replace(subject=words.text(*found[0]), counterparty=frame.subject)
    return frame


def _verbless(words: Words, i: int, a: int, b: int, known: Antecedents) -> Frame:
    """A number before its verb, or with none: "its $2bn chip push", "About 500 people work at Acme"."""
    whole = _whole(words, i, b)
    if whole:
        told = parse(words, *whole, known)
        return Frame(told.who, told.what, None, -1, a, b)
    after = _after(words, i, b)
    names = spans(words, a, i)
    subject = words.text(*names[-1]) if names else None
    near, _ = _near(words, i, a - 1)
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
    return Frame(subject, metric, None, -1, a, b)
