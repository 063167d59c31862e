"""Nothing of something: "has not burned coal since 2000", "the only Nordic country without nuclear power"."""

from __future__ import annotations

import re
from decimal import Decimal

from factcheck.link.tables.answer import Answer, Candidate
from factcheck.link.tables.kinds.rank import group_of, members
from factcheck.link.tables.places import Place
from factcheck.link.tables.statement import Statement
from factcheck.link.tables.telling import said
from factcheck.link.tables.times import present
from factcheck.link.tables.track import country
from factcheck.measure.intervals import point
from factcheck.model import Interval

NONE_SAID = re.compile(r"\b(?:not|no|without|never)\b|n['’]t\b")


def absence(it: Statement) -> Answer | None:
    """Every figure of the time is zero."""
    out = []
    tracks = it.tracks()
    for track in tracks:
        ticks = present(it.scene, track, it.when)
        if not ticks:
            return None
        now = it.when is None or it.when.kind in ("now", "recent")
        for tick in ticks if now else [max(ticks, key=lambda t: track.values[t])]:
            out.append(
                Candidate(
                    track.values[tick],
                    "largest of the years",
                    track.cells[tick],
                    said(track, tick),
                    track=track,
                    marks=(tick,),
                )
            )
    zero = Interval(Decimal("-0.0001"), Decimal("0.05"))
    return Answer(point(Decimal(0)), zero, tuple(out), "every" if len(tracks) > 1 else "any") if out else None


def only(it: Statement, subject: Place) -> Answer | None:
    """As in "the only Nordic country without coal": how many members have none."""
    if not NONE_SAID.search(it.scene.text[it.end : it.end + 60]):
        return None
    group = group_of(it.scene, it.scene.at) or Place(-1, -1, "World", ("*",), "world")
    own = country(it.profile, subject.codes[0], it.index)
    if own is None:
        return None
    out = []
    for tick in present(it.scene, own, it.when):
        everyone = members(group, it.profile, it.index, tick if own.beat == "year" else None)
        tracks = [t for c in everyone if (t := country(it.profile, c, it.index)) and tick in t.values]
        none = [t for t in tracks if t.values[tick] == 0]
        others = [t for t in none if t.name != own.name]
        if not others and len(tracks) < len(everyone):
            continue
        cells = own.cells[tick] + tuple(c for t in others[:4] for c in t.cells[tick])
        listed = ", ".join(t.name for t in none)
        share = f"{len(none)} of {len(tracks)} members with a figure have none ({listed})"
        step = f"{it.profile.table.meta.metric}, {own.label(tick)}: {share}"
        value = Decimal(len(none)) if own.values.get(tick) == 0 else Decimal(0)
        out.append(Candidate(value, "members with none", cells, step, track=own, marks=(tick,)))
    one = point(Decimal(1))
    return Answer(one, one, tuple(out), "any", hint="rank-mismatch") if out else None
