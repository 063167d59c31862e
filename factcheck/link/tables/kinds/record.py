"""An extreme told in words -> the newest figure against those before it: "the highest since 1981", "a record low".

"The largest 12-month increase since" compares changes, and "the fastest pace" growth, not what grew.
"""

from __future__ import annotations

import re
from decimal import Decimal

from factcheck.link.tables.answer import Answer, Candidate
from factcheck.link.tables.beats import A_YEAR
from factcheck.link.tables.finer import looked_back
from factcheck.link.tables.frame import NUMBER_WORDS, When
from factcheck.link.tables.statement import Statement, near
from factcheck.link.tables.telling import rounded, said
from factcheck.link.tables.times import present
from factcheck.link.tables.track import Track, changed

SINCE_EVER = re.compile(
    r"\b(?:on\s+record|ever|in\s+history|of\s+all\s+time|records?|all[\s-]time|since)\b", re.IGNORECASE
)
OF_CHANGES = re.compile(
    r"^\s*(?:(?P<year>12[\s-]month|twelve[\s-]month|annual|yearly|year[\s-]on[\s-]year)|(?P<one>monthly|one[\s-]month|quarterly|daily|one[\s-]day))?"
    r"\s*(?:percentage\s+)?(?P<what>increase|rise|gain|jump|growth|pace|fall|drop|decline|decrease|loss)\b",
    re.IGNORECASE,
)
LOOKS_BACK = re.compile(
    r"^[^.;,]{0,40}?\b(?:in|for)\s+(?:(?:over|more\s+than|nearly|almost|about|at\s+least|the\s+(?:past|last))\s+)*(?:(?P<n>\w+)\s+)?"
    r"(?:of\s+a\s+)?(?P<unit>month|quarter|year|decade|centur|generation)(?:s|y|ies)?\b",
    re.IGNORECASE,
)
MANY = NUMBER_WORDS | {"a": 1, "an": 1, "eleven": 11, "twelve": 12, "eighteen": 18}
STEPS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}  # months
DOWNWARD = ("fall", "drop", "decline", "decrease", "loss")


def record(it: Statement, since: When | None) -> Answer | None:
    """The newest figure (or that of the month named) against every one it is said to top."""
    tracks = it.tracks()
    if len(tracks) != 1:
        return None
    own: Track | None = tracks[0]
    sign = it.sign
    of_changes = OF_CHANGES.match(it.scene.text[it.end :])
    if of_changes and own is not None and own.profile.form != "growth":
        own = changed(own, 1 if of_changes["one"] or not of_changes["year"] else A_YEAR[own.beat])
        sign *= -1 if of_changes["what"].lower() in DOWNWARD else 1
    if own is None:
        return None
    out = _yearly(it, own, sign, since) if own.beat == "year" else _finer(it, own, sign)
    # a year's mean tells little of what is told month by month elsewhere
    moving = ("period-inferred",) if own.beat == "year" and own.profile.form in ("share", "growth") else ()
    return Answer(it.wanted, it.wanted, tuple(out), "any", moving, "rank-mismatch") if out else None


def _yearly(it: Statement, own: Track, sign: int, since: When | None) -> list[Candidate]:
    scene = it.scene
    last = scene.year if scene.year is not None else own.ticks[-1] + 1
    newest = [y for y in own.ticks if last - 3 <= y < last][-2:]  # the year a text is written in is not over
    named = [w for w in scene.whens if w.kind in ("point", "last-year") and (since is None or w.start != since.start)]
    if named:
        newest = [y for y in (named[0].first,) if y in own.values and len(named) == 1]
    first = since.first if since is not None else own.ticks[0]
    out = []
    for now in newest:
        span = [y for y in own.ticks if first < y < now]
        if span and span[0] <= first + 2:
            out += _against(own, now, span, sign, it.sign)
    return out


def _length(behind: str, beat: str) -> int | None:
    """How many ticks "its lowest for two years" looks back over: 0 where nothing is said, None where it is vague."""
    m = LOOKS_BACK.search(behind)
    if m is None:
        return 0
    word = (m["n"] or "").lower()
    count = int(word) if word.isdigit() else MANY.get(word)
    if count is None or m["unit"].lower() not in STEPS:
        return None
    return count * A_YEAR[beat] * STEPS[m["unit"].lower()] // 12


def _finer(it: Statement, own: Track, sign: int) -> list[Candidate]:
    out = []
    m = it.scene.moment
    back = _length(it.scene.text[it.end :], own.beat) if m is None or m.since is None else 0
    if back is None:
        return []
    for now in present(it.scene, own, it.when)[-3:]:
        span = looked_back(it.scene, own, now)
        if back:
            span = [t for t in span if t > now - back]
        if not span or (m is not None and m.since is not None and span[0] > now):
            continue
        out += _against(own, now, span, sign, it.sign)
    return out


def _against(own: Track, now: int, span: list[int], sign: int, way: int) -> list[Candidate]:
    best = max(span, key=lambda t: sign * own.values[t])
    margin = sign * (own.values[now] - own.values[best])
    if near(own, margin, own.values[best]):
        return []
    which = f"the {'highest' if sign > 0 else 'lowest'} of {own.label(span[0])} to {own.label(span[-1])}"
    step = f"{said(own, now)}; {which} is {rounded(own.values[best])} ({own.label(best)})"
    older = [t for t in own.ticks if t < now and sign * (own.values[t] - own.values[now]) >= 0]
    if margin > 0 and older and older[-1] < span[0]:
        step += f"; as {'high' if sign > 0 else 'low'} was it last in {own.label(older[-1])}"
    made: Decimal = margin * way
    return [Candidate(made, "{own} - {extreme}", own.cells[now] + own.cells[best], step, track=own, marks=(best, now))]
