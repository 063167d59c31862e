"""A statement in words -> what the tables give for it: one kind of ``kinds/`` for each unit of a worded claim."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from factcheck.link.tables.answer import Answer, fits
from factcheck.link.tables.apart import figure_forms
from factcheck.link.tables.bases import of_a_part, on_basis, prices_differ, seasons_differ, seasons_open
from factcheck.link.tables.kinds.absence import absence, only
from factcheck.link.tables.kinds.compare import compare
from factcheck.link.tables.kinds.crossing import first_time
from factcheck.link.tables.kinds.direction import direction, stretch
from factcheck.link.tables.kinds.overtake import overtake
from factcheck.link.tables.kinds.rank import group_of, rank
from factcheck.link.tables.kinds.record import SINCE_EVER, record
from factcheck.link.tables.kinds.run import run
from factcheck.link.tables.pick import SCORE, Pick, others, pick
from factcheck.link.tables.places import Place
from factcheck.link.tables.scene import Scene, default_place, subjects, time_of
from factcheck.link.tables.statement import Statement
from factcheck.model import Claim
from factcheck.reference.series import SeriesIndex

FORMS = ("share", "count", "rate", "intensity", "growth", "money", "index", "exchange")
CHANGING = ("direction", "run", "record", "first")
LOW = re.compile(r"\b(?:low\w*|weakest|worst|smallest|fewest|least)\b", re.IGNORECASE)
HIGH = re.compile(r"\b(?:high\w*|strongest|best|biggest|largest|steepest|sharpest)\b", re.IGNORECASE)
STREAK = re.compile(r"\b(?:straight|consecutive|successive|row|running|streak|run)\b", re.IGNORECASE)

VAGUE = re.compile(
    r"\b(?:(?:one\s+of|among|some\s+of)\s+(?:the\s+)?|(?:likely|may|might|could|would|will|expected)\b[^.;]{0,30})$",
    re.IGNORECASE,
)
SOURCE_OF = re.compile(
    r"^\s+(?:[\w-]+\s+)?(?:source|cause|driver|supplier|partner|importer|exporter|part|group|city)\b",
    re.IGNORECASE,
)


def answer(scene: Scene, claim: Claim, index: SeriesIndex) -> tuple[Answer, Pick] | None:
    """What the tables say to a statement in words; None where it is not plain what is compared."""
    main = claim.main
    if VAGUE.search(scene.text[: scene.at]):
        return None
    end = scene.at + (main.end - main.start)
    if main.unit == "overtake":
        return overtake(scene, end, index)
    wanted = figure_forms(scene, end, FORMS) if main.unit in ("rank", "comparison") else FORMS
    found = pick(scene, wanted, index, levels=True)
    if found is None:
        return None
    found = replace(found, profiles=on_basis(scene.text, found.profiles, main.unit in CHANGING))
    if seasons_differ(scene.text, found.profiles[0]):
        return None
    who, sure = subjects(scene)
    if not who:
        who, sure = default_place(scene, found.profiles[0].table, index)
    unsettled = found.unsettled + (() if sure else ("entity-ambiguous",))
    when, timed = time_of(scene, "level")
    if main.unit == "direction":
        when, timed = stretch(scene, when, timed)
    if not timed and not (scene.moment is not None and scene.moment.within_a_year):
        unsettled += ("period-inferred",)
    if main.unit in CHANGING:
        unsettled += _open(scene, found)
    if main.unit in ("run", "none") and len({w.first for w in scene.whens if w.kind == "point"}) > 1:
        unsettled += ("period-inferred",)  # "has risen for two years in a row: 1.6% in 2006, 2.3% in 2007"
    results: list[Answer] = []
    for profile in found.profiles:
        result = _one(Statement(scene, claim, index, profile, who, when, end))
        if result is not None and result.candidates:
            results.append(result)
    if not results or not _agree(results):
        return None  # by the total it is first, by the share it is not: the sentence does not say which it means
    first = results[0]
    if not any(fits(c.value, r.strict) for r in results for c in r.candidates):
        for profile in others(scene, FORMS, index, found, SCORE):
            result = _one(Statement(scene, claim, index, profile, who, when, end))
            if result is not None and any(fits(c.value, result.strict) for c in result.candidates):
                return None
    track = first.candidates[0].track
    if track is not None and track.beat == "year" and of_a_part(scene.text, found.profiles[0]):
        unsettled += ("period-inferred",)
    together = tuple(c for r in results for c in r.candidates)
    return Answer(first.strict, first.wide, together, first.mode, unsettled + first.unsettled, first.hint), found


def _open(scene: Scene, found: Pick) -> tuple[str, ...]:
    """What a change in words leaves open: real or nominal, and from month to month adjusted for the season or not."""
    out: tuple[str, ...] = (
        ("basis-mismatch",) if any(prices_differ(scene.text, p, True) for p in found.profiles) else ()
    )
    m = scene.moment
    if (
        m is not None
        and m.within_a_year
        and m.basis != "year"
        and all(seasons_open(scene.text, p) for p in found.profiles)
    ):
        out += ("period-inferred",)
    return out


def _agree(results: Sequence[Answer]) -> bool:
    return len({any(fits(c.value, r.strict) for c in r.candidates) for r in results}) == 1


def _one(it: Statement) -> Answer | None:
    surface, unit = it.claim.main.surface, it.claim.main.unit or ""
    if unit == "none" and STREAK.search(surface):
        unit = "run"  # days in a row, as prices are told
    if unit == "rank" and it.claim.direction is None:
        way = "down" if LOW.search(surface) else "up" if HIGH.search(surface) else None
        it = replace(it, claim=replace(it.claim, direction=way))
    return KINDS[unit](it) if unit in KINDS else None


def _rank(it: Statement) -> Answer | None:
    """A rank among places, or an extreme of one place over time: "the highest in Africa", "the highest since 1981"."""
    surface = it.claim.main.surface.lower()
    if "one of" in surface or (it.profile.form == "index" and _unsure(it)):
        return None  # whether a high index is good or bad its title does not say
    tail = it.scene.text[it.end : it.end + 80]
    if SOURCE_OF.match(tail):
        return None
    group = group_of(it.scene, it.end)
    since = next((w for w in it.scene.whens if w.start >= it.end and w.kind in ("since", "span")), None)
    looks_back = since or (it.scene.moment is not None and it.scene.moment.since)
    if "any other" not in surface and (looks_back or SINCE_EVER.search(f"{surface} {tail}")) and group is None:
        return record(it, since)
    subject: list[Place] = [p for p in it.scene.places if p.kind == "country"]
    if len({p.name for p in subject}) != 1:
        return None
    if "only" in surface:
        return only(it, subject[0])
    return rank(it, subject[0], group) if group is not None else None


def _unsure(it: Statement) -> bool:
    return "gini" not in it.profile.core and it.claim.main.unit == "rank" and group_of(it.scene, it.end) is not None


def _record(it: Statement) -> Answer | None:
    return record(it, next((w for w in it.scene.whens if w.kind in ("since", "span")), None))


KINDS: Mapping[str, Callable[[Statement], Answer | None]] = {
    "rank": _rank,
    "record": _record,
    "run": run,
    "comparison": compare,
    "direction": direction,
    "first": first_time,
    "none": absence,
}
