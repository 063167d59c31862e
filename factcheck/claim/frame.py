"""Words -> the frame of a number: whose it is, what is measured, the verb that says so."""

from __future__ import annotations

from dataclasses import dataclass, replace

from factcheck.claim import lexicon as lex
from factcheck.claim.grammar import Words
from factcheck.claim.names import Antecedents, described, resolve, spans

_NP = frozenset("nNDSJ'GM")
_STOP = frozenset({"while", "whereas", "but", "although", "though", "because", "if", "when", "since", "as", "after"})
_GLUE = frozenset({"of", "to", "at", "from", "by", "for", "in", "with", "between", "than", "on"})
_TIME = frozenset("year quarter month week half period months years quarters weeks days day years".split())


@dataclass(frozen=True, slots=True)
class Frame:
    """Who and what: names and metric words of the text, and the governing verb's index (-1: none)."""

    subject: str | None = None
    metric: str | None = None
    counterparty: str | None = None
    verb: int = -1
    start: int = 0
    end: int = 0
    agent: bool = False  # the subject acts ("Acme cut 40 jobs") and is not itself what is measured ("Sales fell")


def clause(words: Words, i: int) -> tuple[int, int]:
    """The clause round word ``i``: between semicolons, dashes and conjunctions that open a clause with its own verb."""
    tags, low = words.tags, words.low
    a, b = i, i + 1
    while a > 0 and not _opens(words, a - 1):
        a -= 1
    while b < len(tags) and not _opens(words, b):
        b += 1
    return a, b


def _opens(words: Words, k: int) -> bool:
    tag, low = words.tags[k], words.low[k]
    if tag in ";:":
        return True
    if tag == "-":
        return True
    if tag != "C":
        return False
    if low == "and":
        return k > 0 and words.tags[k - 1] == "," and _has_own_clause(words, k + 1)
    if low in ("as", "since", "after"):
        return _has_own_clause(words, k + 1)
    return low in _STOP


def _has_own_clause(words: Words, k: int) -> bool:
    """Whether a subject and then a verb follow: "as research costs rose", not "as of 2024", "as much as"."""
    tags = words.tags
    noun = False
    for j in range(k, min(k + 9, len(tags))):
        if tags[j] in "VA":
            return noun
        if tags[j] in ",;:(M":
            return False
        noun = noun or tags[j] in "nNO"
    return False


def verb_of(words: Words, i: int, a: int) -> int:
    """The index of the verb that governs word ``i`` from the left, within the clause; -1 if there is none."""
    tags = words.tags
    k = i - 1
    depth = 0
    while k >= a:
        tag = tags[k]
        if tag == ")":
            depth += 1
        elif tag == "(" and depth:
            depth -= 1
        elif not depth and (tag in "VB" or (tag == "G" and not _nominal(words, k))):
            return k
        elif not depth and tag == "A" and words.low[k] in lex.BE:
            return k
        elif not depth and tag == "A" and words.low[k] in ("has", "have", "had") and not _auxiliary(words, k, i):
            return k
        k -= 1
    return -1


def _auxiliary(words: Words, k: int, i: int) -> bool:
    return any(words.tags[j] in "VGB" for j in range(k + 1, i))


def _nominal(words: Words, k: int) -> bool:
    """Whether an -ing word is part of a noun phrase: "licensing rights", "operating profit", "R&D spending"."""
    tags = words.tags
    before = tags[k - 1] if k else ""
    after = tags[k + 1] if k + 1 < len(tags) else ""
    if after in ("n", "G") and before not in ",A" and words.low[k] not in ("reducing", "cutting", "raising"):
        return before in "DSJ'nNVPBM" and words.low[k] in _ING_ADJ
    return before in "DSJ'" and after in "VAP"


_ING_ADJ = frozenset("operating licensing trading advertising banking marketing manufacturing remaining existing "
                     "continuing growing rising falling engineering engineering streaming gaming mining".split())


def subject_of(words: Words, v: int, a: int) -> tuple[int, int] | None:
    """The noun phrase that is the subject of the verb at ``v``: word range, or None. Control verbs and lists of verbs
    lead further left ("aims to cut", "rose 5% and beat")."""
    tags, low = words.tags, words.low
    k = v - 1
    steps = 0
    while k >= a and steps < 60:
        steps += 1
        tag = tags[k]
        if tag in "AR" or tag == '"' or low[k] in ("to", "not", "on", "keen") or (tag == "J" and tags[k + 1] in "VAB"):
            k -= 1
        elif tag in "VGB":
            v = k
            k -= 1
        elif tag == "W":
            k -= 1
            while k >= a and tags[k] in ",P":
                k -= 1
            return _phrase(words, k, a)
        elif tag == ",":
            gap = _insertion(words, k, a)
            if gap >= a:
                k = gap
            else:
                k = _verb_before(words, k, a)
                if k < a:
                    return None
        elif tag == "C":
            k = _verb_before(words, k, a)
            if k < a:
                return None
        elif tag == "O":
            return k, k + 1
        else:
            return _phrase(words, k, a)
    return None


def _verb_before(words: Words, k: int, a: int) -> int:
    while k >= a and not (words.tags[k] in "VB" or (words.tags[k] == "A" and words.low[k] in lex.BE)):
        k -= 1
    return k


def _insertion(words: Words, k: int, a: int) -> int:
    """The word before an insertion that ends at the comma ``k``: "Acme, in a surprise move, cut …" -> Acme; else -1."""
    tags = words.tags
    j = k - 1
    while j >= a and k - j < 25:
        if tags[j] == ",":
            return j - 1 if j > a and tags[j - 1] in "nN'M)" and tags[j + 1] not in "C" else -1
        if tags[j] == "V" and not any(tags[x] == "W" for x in range(a, j)):
            return -1
        j -= 1
    return -1


def _phrase(words: Words, k: int, a: int) -> tuple[int, int] | None:
    """The noun phrase that ends at word ``k``, with what hangs on it by prepositions."""
    tags, low = words.tags, words.low
    end = k + 1
    while k >= a:
        tag = tags[k]
        if tag == ")":
            while k > a and tags[k] != "(":
                k -= 1
        elif tag == "C" and low[k] in ("and", "or") and k > a and tags[k - 1] in "nN" and tags[k + 1] in "nNJ":
            pass
        elif tag == "R" and k > a and tags[k - 1] in "DS'P":
            pass
        elif tag not in _NP and tag not in "P.":
            break
        k -= 1
    k += 1
    while k < end and (tags[k] == "P" or low[k] in (".",)):  # "In the third quarter revenue rose": the time is not part
        j = k + 1
        while j < end and not (tags[j] == "M" or low[j] in _TIME or low[j] in lex.CALENDAR):
            j += 1
        k = j + 1 if j < end else k + 1
    return (k, end) if k < end else None


def parse(words: Words, span: tuple[int, int], known: Antecedents) -> tuple[str | None, str | None, str | None]:
    """A noun phrase's (who, what, owner): "Acme's revenue share" -> (Acme, "revenue share", Acme)."""
    a, b = span
    tags, low = words.tags, words.low
    if b - a == 1 and tags[a] == "O":
        return resolve(words, a, known), None, None
    if described(words, a, b):
        return known.company(words.start) if not _earlier(words, a) else _earlier(words, a), None, None
    poss = next((k for k in range(a, b) if tags[k] == "'"), -1)
    if poss > a and poss + 1 < b:
        owner = _owner(words, a, poss, known)
        return owner, metric_words(words, poss + 1, b), owner
    if tags[a] == "S":
        owner = resolve(words, a, known)
        return owner, metric_words(words, a + 1, b), owner
    found = spans(words, a, b)
    if not found:
        return None, metric_words(words, a, b), None
    i, j = found[0]
    if len(found) > 1 and all(tags[k] in "nJ" for k in range(j, found[1][0])) and j < found[1][0]:
        i, j = found[1]  # "Indian drugmaker Acme", "Acme chief executive Ann Lee"
    if all(tags[k] in "DJ.n" for k in range(a, i)) and (i == a or tags[a] in "DJn") and not _has(tags, a, i, "P"):
        rest = j
        if rest < b and tags[rest] in "nJG":  # "Azure revenue", "UK unemployment"
            end = next((k for k in range(rest, b) if tags[k] in "P("), b)
            what = metric_words(words, rest, end)
            if what and not _is_person(words, rest, end):
                return words.text(i, j), what, None
        if i == a or tags[i - 1] in "nJD.":
            return words.text(i, j), None, None
    head = next((k for k in range(a, b) if tags[k] == "P"), b)
    return words.text(i, j), metric_words(words, a, head), None


def _has(tags: str, a: int, b: int, letter: str) -> bool:
    return letter in tags[a:b]


def _is_person(words: Words, a: int, b: int) -> bool:
    return any(lex.noun_kind(words.low[k]) in ("title", "people") for k in range(a, b))


def _earlier(words: Words, a: int) -> str | None:
    names = spans(words, 0, a)
    return words.text(*names[0]) if names else None


def _owner(words: Words, a: int, poss: int, known: Antecedents) -> str | None:
    """The owner before a possessive: a name, or "the company's"."""
    found = spans(words, a, poss)
    if found:
        return words.text(*found[-1])
    if described(words, a, poss):
        return _earlier(words, a) or known.company(words.start)
    return None


def metric_words(words: Words, a: int, b: int) -> str | None:
    """The words of a noun phrase that name what is measured: no article, no hedge, no "valuable", no trailing time."""
    tags, low = words.tags, words.low
    keep: list[str] = []
    for k in range(a, b):
        tag = tags[k]
        if tag in "DSMRJ\".'" and not (tag == "J" and low[k] not in lex.ADJ):
            continue
        if tag in "P(,":
            if tag == "P" and low[k] in ("of", "per") and keep and k + 1 < b and tags[k + 1] not in "NM":
                keep.append(low[k])
                continue
            break
        keep.append(words.raw[k] if tags[k] == "N" else low[k])
    while keep and keep[-1] in ("of", "per", "and"):
        keep.pop()
    return " ".join(keep) or None


def of(words: Words, i: int, known: Antecedents) -> Frame:
    """The frame of the mention at word ``i``."""
    a, b = clause(words, i)
    v = verb_of(words, i, a)
    if v < 0:
        return _verbless(words, i, a, b, known)
    who = what = owner = None
    span = subject_of(words, v, a)
    if span is None and a > 0:
        span = subject_of(words, v, 0)
    if span:
        who, what, owner = parse(words, span, known)
    frame = Frame(who, what, None, v, a, b, what is None and who is not None)
    return _object(words, i, frame, owner, known)


def _object(words: Words, i: int, frame: Frame, owner: str | None, known: Antecedents) -> Frame:
    """Let the words between verb and number, and after the number, say what is measured."""
    tags, low = words.tags, words.low
    v = frame.verb
    verb = low[v]
    known_verb = lex.VERBS.get(verb)
    kind = known_verb.kind if known_verb else "act"
    inside = words.raw[i].lower().split()
    if "it" in inside or "it" in low[max(v + 1, i - 2) : i] or "them" in low[max(v + 1, i - 2) : i]:
        return _same_object(words, i, frame, known)
    near = _near(words, i, v)
    after = _after(words, i, frame.end)
    if near and kind not in ("be", "reach"):
        who, what, holder = parse(words, near, known)
        if what and not _only_time(words, near):
            subject, other = frame.subject, None
            if holder and holder != subject:
                subject, other = (subject, holder) if subject and not frame.metric else (holder, None)
            elif who and not holder and who != subject and subject:
                other = who
            elif not subject:
                subject = who
            return replace(frame, subject=subject, metric=what, counterparty=other or _party(words, i, frame))
    if near and kind in ("be", "reach") and not frame.metric:
        _, what, _ = parse(words, near, known)
        if what:
            return replace(frame, metric=what, counterparty=_party(words, i, frame))
    if known_verb is not None and known_verb.lemma == "employ":
        return replace(frame, metric=known_verb.noun)
    if after and kind != "change":
        return replace(frame, metric=after, counterparty=_party(words, i, frame))
    if frame.metric and kind in ("be", "reach", "change", "forecast", "report", "plan"):
        return frame
    if kind in ("act", "event", "have", "be", "reach") and verb not in lex.BE:
        return replace(frame, metric=verb, counterparty=_party(words, i, frame))
    return replace(frame, metric=frame.metric or after)


def _same_object(words: Words, i: int, frame: Frame, known: Antecedents) -> Frame:
    """"reducing Acme's revenue share, … to cut it in half": "it" is the object told before, with its owner."""
    tags = words.tags
    for v in range(i - 2, -1, -1):
        if tags[v] not in "VGB" or tags[v + 1] not in "DSJnNG":
            continue
        end = v + 1
        while end < i and tags[end] in "DSJnNG'":
            end += 1
        who, what, owner = parse(words, (v + 1, end), known)
        if what:
            span = subject_of(words, v, 0)
            actor = parse(words, span, known)[0] if span else frame.subject
            other = owner or who
            return replace(frame, subject=actor or other, metric=what, counterparty=other if other != actor else None)
    return frame


def _near(words: Words, i: int, v: int) -> tuple[int, int] | None:
    """The noun phrase between verb and number that the number belongs to: "net income OF", "its workforce BY"."""
    tags, low = words.tags, words.low
    k = i - 1
    while k > v and (tags[k] in "RJD\"S" or (tags[k] == "P" and low[k] in _GLUE)):
        k -= 1
    if k <= v or tags[k] not in "nNG'":
        return None
    end = k + 1
    while k > v and (tags[k] in "nNGJDS'R" or (tags[k] == "P" and low[k] in ("of", "in", "at", "for") and k > v + 1)):
        k -= 1
    k += 1
    while k < end and tags[k] in "PR":
        k += 1
    return (k, end) if k < end else None


def _only_time(words: Words, span: tuple[int, int]) -> bool:
    return words.low[span[1] - 1] in _TIME or words.low[span[1] - 1] in lex.CALENDAR


def _after(words: Words, i: int, b: int) -> str | None:
    """The noun phrase right after a number: "$2bn chip push", "a 12% rise in revenue" -> revenue."""
    tags, low = words.tags, words.low
    j = i + 1
    while j < b and tags[j] in "nJG" and tags[j] != "":
        j += 1
    if j == i + 1:
        if j < b and low[j] == "of" and j + 1 < b:
            e = j + 1
            while e < b and tags[e] in "DSJnNG'":
                e += 1
            return metric_words(words, j + 1, e)
        return None
    head = low[j - 1]
    if head in _TIME or head in ("ago", "earlier", "later"):
        return None
    if lex.noun_kind(head) in ("change", "generic") and j < b and low[j] in ("in", "of"):
        e = j + 1
        while e < b and tags[e] in "DSJnNG'":
            e += 1
        return metric_words(words, j + 1, e)
    return metric_words(words, i + 1, j)


def _party(words: Words, i: int, frame: Frame) -> str | None:
    """The name on the other side of a deed: "invested $2bn INTO Acme", "bought 5% FROM Acme"."""
    tags, low = words.tags, words.low
    for k in range(i + 1, min(frame.end, i + 9)):
        if tags[k] == "M" or tags[k] in ",;VC":
            return None
        if tags[k] == "P" and low[k] in ("in", "into", "to", "from", "by", "with", "for", "on"):
            found = spans(words, k + 1, min(frame.end, k + 6))
            if found and all(tags[x] in "DJn" for x in range(k + 1, found[0][0])):
                name = words.text(*found[0])
                return name if name != frame.subject else None
    return None


def _verbless(words: Words, i: int, a: int, b: int, known: Antecedents) -> Frame:
    """A number before its verb, or with none: "its $2bn chip push", "About 500 people work at Acme"."""
    after = _after(words, i, b)
    names = spans(words, a, i)
    subject = words.text(*names[-1]) if names else None
    near = _near(words, i, a - 1)
    metric = after
    if near and not after:
        who, metric, _ = parse(words, near, known)
        subject = who or subject
    if subject is None:
        owner = next((k for k in range(i - 1, max(a, i - 4) - 1, -1) if words.tags[k] in "SO"), -1)
        subject = resolve(words, owner, known) if owner >= 0 else None
    if subject is None:
        following = spans(words, i + 1, b)
        subject = words.text(*following[0]) if following else None
    return Frame(subject, metric, None, -1, a, b)
