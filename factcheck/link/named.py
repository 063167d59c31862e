"""Claim -> Linked by name: the facts whose entity, metric, unit, period and qualifiers the sentence names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import factcheck.link.dated as dated
import factcheck.link.earlier as earlier
import factcheck.link.forecasts as forecasts
import factcheck.link.others as others
import factcheck.link.quarters as quarters
import factcheck.link.residue as residue
import factcheck.link.told as told
import factcheck.link.what as what
import factcheck.link.when as when
from factcheck.claim import recipes
from factcheck.claim.kinds import Need, Recipe
from factcheck.link.partial import partial
from factcheck.link.readings import build, said
from factcheck.link.who import Who, about, others_word, party_distance
from factcheck.measure import intervals, periods
from factcheck.model import Article, Claim, Considered, Fact, Linked, Mention, Reading
from factcheck.reference import Reference, applying
from factcheck.reference.words import stems

PLANS = ("target", "forecast")
PAST = re.compile(
    r"\b(?:was|were|stood|had|employed|owned|held|ran|operated|ended|finished|closed|started|numbered|counted|totall?ed)\b"
)
NEAREST_EVENT_DAYS = 200  # "its August 2024 annual report": reports are yearly, the nearest within half a year is meant


@dataclass(frozen=True, slots=True)
class Match:
    """A fact that may fill a need, what is still open about it, and how far from the claim's own words it was found.

    ``distance``: (metric named in the phrase, clause or sentence; subject, counterparty or merely named nearby; of the
    claim's type or not; basis stated or not). Only the nearest facts judge: "Lodestar, a $60bn plan drawn up with Acme"
    is not Acme's.
    """

    fact: Fact
    open: tuple[str, ...]
    distance: tuple[int, int, int, int]
    relation: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What every look-up of one claim shares."""

    article: Article
    claim: Claim
    reference: Reference
    who: Who
    metrics: dict[str, int]
    as_of: date | None
    mirrored: frozenset[str] = frozenset()
    ledger: Sequence[Mention] = ()

    @property
    def sentence(self) -> str:
        return self.article.text[self.claim.sentence_start : self.claim.sentence_end]


def link_named(
    article: Article,
    claim: Claim,
    ledger: Sequence[Mention],
    reference: Reference,
    parties: Who,
    as_of: date | None,
) -> Linked:
    """The readings of the facts this claim names, or the reason there are none."""
    frame = Frame(article, claim, reference, parties, {}, as_of, ledger=ledger)
    if not any(reference.facts_of(entity) for entity in frame.who.candidates):
        return Linked(claim, reason="no-fact")
    if not residue.asserted(article, claim):
        return Linked(
            claim, reason="opinion", steps=("The sentence denies, asks or supposes this; it does not say so.",)
        )
    metrics = what.named(claim, what.metrics(article, claim, reference))
    mirrored = what.mirrors(metrics)
    frame = replace(frame, metrics=metrics | mirrored, mirrored=frozenset(mirrored))
    strict, wide = intervals.allowed(claim.main)
    linked = Linked(claim, strict, wide)
    reasons: list[str] = []
    readings: list[Reading] = []
    matches: list[Match] = []
    for recipe in recipes(claim):
        chosen, reason = _fill(frame, recipe)
        if reason:
            reasons.append(reason)
            continue
        turned = frozenset(m.fact.id for found in chosen.values() for m in found if _turned(frame, m.fact))
        readings += build(claim, recipe, {role: [m.fact for m in found] for role, found in chosen.items()}, turned)
        matches += [m for found in chosen.values() for m in found]
    if not readings:
        near = _considered(frame, ())
        return replace(linked, reason=_first(reasons), considered=near)
    facts = list({m.fact.metric: m.fact for m in reversed(matches)}.values())[::-1]
    open_ = [*_left_over(frame, ledger, facts), *(code for m in matches for code in m.open)]
    steps = (earlier.STEP,) if earlier.told_before(article, claim, ledger, facts) else ()
    unsettled = tuple(dict.fromkeys([*(["period-inferred"] if steps else ()), *open_]))
    near = _considered(frame, {m.fact.id for m in matches})
    ask = when.unsaid((m.fact for m in matches if m.relation == "fiscal"), reference)
    return replace(linked, readings=tuple(readings), unsettled=unsettled, considered=near, steps=steps, question=ask)


def _turned(frame: Frame, fact: Fact) -> bool:
    """Whether a fact is told with the other sign: a net income for a net loss, a "reduction" for what was cut."""
    names = set(frame.reference.metrics.names_of(fact))
    mirrored = bool(frame.mirrored & names) and not any(n in frame.metrics and n not in frame.mirrored for n in names)
    told = frame.claim.main.value
    if frame.mirrored and isinstance(told, Decimal) and told < 0:  # "a net loss of ($4.2 million)" has its minus twice
        return not mirrored
    return mirrored or (frame.claim.claim_kind == "change" and what.cut(frame.claim, fact))


def _left_over(frame: Frame, ledger: Sequence[Mention], facts: Sequence[Fact]) -> tuple[str, ...]:
    """What the clause says beyond the fact keeps the gate shut; a narrower metric phrase also stops "supported"."""
    claim, own = frame.claim, {name for fact in facts for name in (fact.entity, fact.counterparty)}
    parties = sorted(frame.who.near & own)  # anybody else named there narrows: "exports to Sudmark"
    if others.of_each(frame.article, claim, ledger, len(frame.who.near)):
        parties = sorted(frame.who.near)
    if claim.claim_kind in ("date", "horizon"):
        less = claim.claim_kind == "date" and dated.narrower(frame.article, claim, facts, frame.reference)
        return ("metric-ambiguous",) if less or told.told_already(ledger, claim, facts) else ()
    if residue.narrowing(frame.article, claim, facts, parties, frame.reference):
        return "metric-ambiguous", "basis-mismatch"
    if claim.claim_kind == "level" and residue.moved_by(frame.article, claim, facts[0]):
        return ("metric-ambiguous",)
    elsewhere = told.told_from_another(frame.article, claim, ledger)
    if elsewhere or told.of_other_number(frame.article, claim, ledger, facts):
        return ("metric-ambiguous",)
    if residue.of_worth(frame.article, claim, facts):
        return ("metric-ambiguous",)
    if residue.as_reported(frame.article, claim):
        return "metric-ambiguous", "basis-mismatch"
    if residue.unexplained(frame.article, claim, ledger, facts, parties, frame.reference):
        return ("metric-ambiguous",)
    if residue.of_another(frame.article, claim) or (
        claim.claim_type == "forecast" and not forecasts.fresh(frame.article, claim, facts)
    ):
        return ("metric-ambiguous",)  # nor does one day's forecast refute another day's
    if dated.then(frame.article, claim, ledger):
        return ("period-inferred",)
    if shut := partial(frame.article, claim, ledger):
        return (shut,)
    spare = told.periods_to_spare(frame.article, ledger, claim, facts) or told.later_date(ledger, claim)
    return ("period-inferred",) if spare else ()


def ended_days(article: Article, claim: Claim, reference: Reference, parties: Who, as_of: date) -> list[date]:
    """Last days on which versions held that had ended by ``as_of``, the newest first: "through 2030", said in 2026."""
    days = set[date]()
    if not any(f.valid_to or f.supersedes for entity in parties.candidates for f in reference.facts_of(entity)):
        return []
    known = what.metrics(article, claim, reference)
    for entity in parties.candidates:
        for metric in known:
            facts = reference.facts_of(entity, metric)
            replaced = {f.supersedes for f in facts if f.supersedes and f.as_of <= as_of}
            days |= {f.valid_to for f in facts if f.valid_to and f.valid_to < as_of}
            days |= {f.as_of for f in facts if f.id in replaced}
    return sorted(days, reverse=True)[:3]


def _first(reasons: Sequence[str]) -> str:
    """The most telling reason of several recipes: what came closest to a reading is what the reader should know."""
    for code in ("not-yet-known", "period-unknown", "entity-ambiguous", "metric-ambiguous", "unit-unknown"):
        if code in reasons:
            return code
    return "no-fact"


def _fill(frame: Frame, recipe: Recipe) -> tuple[dict[str, list[Match]], str | None]:
    chosen: dict[str, list[Match]] = {}
    for need in recipe.needs:
        found, reason = _facts_for(frame, need, recipe)
        if not found:
            return {}, reason
        chosen[need.role] = found
    return chosen, None


def _facts_for(frame: Frame, need: Need, recipe: Recipe) -> tuple[list[Match], str]:
    """The facts that fill one need, the narrowest naming of the metric first, or the reason there is none."""
    if recipe.name == "stated change":
        clause = frame.article.text[frame.claim.text_start : frame.claim.text_end].casefold()
        # "Revenue rose 5%, with cloud revenue ahead": where the word stands twice, the longer name is another's.
        longer = frame.metrics if clause.count((frame.claim.metric or "").casefold()) == 1 else ()
        frame = replace(frame, metrics=frame.metrics | what.moves(frame.claim, frame.reference, longer))
    parted = need.role in ("part", "total") and what.SHARE_OF in (frame.claim.metric or "")
    if parted:
        metrics, _ = what.share(frame.claim, need.role, frame.reference)
        frame = replace(frame, metrics=metrics)
    matches = list(_matching(frame, need))
    if parted:
        matches = _of_share(frame, need.role, matches)
    if recipe.name == "stated change":
        matches = [m for m in matches if what.is_change(m.fact) and what.same_points(frame.claim, m.fact)]
        same = not told.from_elsewhere(frame.article, frame.claim)
        steps = [same and what.same_step(frame.claim, m.fact) for m in matches]
        matches = [m if step else _opened(m, "metric-ambiguous") for m, step in zip(matches, steps, strict=True)]
    if not matches:
        return [], "no-fact"
    best = min(m.distance for m in matches)
    matches = [m for m in matches if m.distance == best]
    if len({m.fact.metric for m in matches}) > 1:
        matches = [_opened(m, "metric-ambiguous") for m in matches]
    current = applying([m.fact for m in matches], frame.as_of, _claim_time(frame, need)).current
    kept = [m for m in matches if m.fact in current]
    if not kept:
        return [], "not-yet-known"
    return _of_period(frame, need, kept)


def _opened(match: Match, code: str) -> Match:
    return replace(match, open=(*match.open, code))


def _of_share(frame: Frame, role: str, matches: list[Match]) -> list[Match]:
    """The part is what the words before "share of" name, the total is of all: neither stands for the other."""
    _, alone = what.share(frame.claim, role, frame.reference)
    part = set(stems((frame.claim.metric or "").partition(what.SHARE_OF)[0]))
    if role == "part" and alone:
        return [m for m in matches if (own := what.member(m.fact, frame.reference)) and _stemmed(own) <= part]
    return [m for m in matches if not what.member(m.fact, frame.reference)]


def _stemmed(tokens: Iterable[str]) -> set[str]:
    return {stem for token in tokens for stem in stems(token)}


def _claim_time(frame: Frame, need: Need) -> date | None:
    """The past period the claim states, else the day the text speaks from (a horizon's end is its value)."""
    period = frame.claim.period
    if need.what in ("date", "days") or frame.claim.claim_type != "actual" or period is None or period.end is None:
        return frame.as_of
    return min(period.end, frame.as_of) if frame.as_of else period.end


def _matching(frame: Frame, need: Need) -> Iterable[Match]:
    claim, reference = frame.claim, frame.reference
    wanted_type = need.value_type or ("target" if claim.claim_type in PLANS else "actual")
    for entity in frame.who.candidates:
        for metric, rank in frame.metrics.items():
            facts = [f for f in reference.facts_of(entity, metric) if what.same_unit(claim, f, need, reference)]
            lone = len({f.counterparty for f in facts}) <= 1
            for fact in facts:
                party = about(fact, frame.who, lone)
                quality = what.qualifiers(claim, fact, frame.sentence, reference)
                if party is None or quality is None:
                    continue
                if claim.claim_type == "forecast" and others_word(claim, fact, reference):
                    continue
                if fact.counterparty and residue.other_party(frame.article, claim, fact, reference):
                    continue
                kind = "target" if fact.value_type in PLANS else "actual"
                if kind != (need.value_type or wanted_type) and (need.value_type or wanted_type == "target"):
                    continue  # what was done neither proves nor refutes a plan; a plan told as done is type-mismatch
                open_ = tuple(code for code in (party, quality) if code)
                open_ += ("type-mismatch",) if kind != wanted_type and not need.value_type else ()
                if _turned(frame, fact) and what.any_loss(claim) and claim.claim_kind == "level":
                    open_ += ("metric-ambiguous",)  # "a loss of $40m" may be an operating loss
                parted = need.role in ("part", "total")  # told apart when all are found
                basis = int(bool(quality)) + int(not parted and not what.of_part_named(claim, fact, reference))
                near = (rank, party_distance(fact, frame.who), int(kind != wanted_type), basis)
                yield Match(fact, open_, near, "")


def _of_period(frame: Frame, need: Need, matches: list[Match]) -> tuple[list[Match], str]:
    if need.what == "date":
        return _nearest_event(frame, matches), "period-unknown"
    related = []
    for m in matches:
        year_end = frame.reference.fiscal_year_end(m.fact.entity)
        own = quarters.own(frame.claim, frame.ledger, year_end, frame.article.published)
        read = quarters.wanted(frame.claim, need, own, year_end) if own else None
        period = read or when.wanted(frame.claim, need, year_end)
        if need.what == "days":
            ends = periods.resolve(m.fact.period, year_end) if m.fact.period else None
            if ends is None or ends.end is None:
                continue  # nobody said on which day fiscal 2027 ends
            m, relation = replace(m, fact=replace(m.fact, period=ends)), "state"  # its end is what is claimed
        elif need.value_type == "target" or m.fact.value_type == "target":
            relation = when.target_relation(frame.claim, m.fact, period, year_end)
        else:
            doubtful = frame.reference.year_names_doubtful(m.fact.entity)
            state = when.is_state(m.fact, frame.reference) or when.at_its_end(frame.claim, m.fact)
            relation = when.relation(m.fact, period, year_end, state, doubtful)
            if own and own.open and relation == "same":
                relation = "fiscal"  # "the second quarter of 2024": of the company's year, or of the calendar's
        related.append(replace(m, relation=relation))
    if need.when == "own" and earlier.former(frame.article, frame.claim, frame.ledger):
        was = earlier.of_before([m.fact for m in related], frame.reference)
        return [_opened(m, "period-inferred") for m in related if m.fact in was], "period-unknown"
    same = [m for m in related if m.relation == "same"] or [m for m in related if m.relation == "state"]
    if same:
        newest = _latest_states(frame, same)
        return [_opened(m, "period-inferred") for m in newest] if _dayless(frame, same) else newest, ""
    if fiscal := [m for m in related if m.relation == "fiscal"]:
        return [_opened(m, "period-inferred") for m in fiscal], ""
    open_ = [m for m in related if m.relation == "open"]
    if need.when != "own" or not open_:
        stated = frame.claim.period_stated and frame.claim.claim_kind == "level"
        return [], "no-fact" if stated else "period-unknown"  # "in 2024" is clear: it is the file that has no such row
    last = max((_end(m.fact), _days(m.fact)) for m in open_)  # the year, where its last quarter ends with it
    kept = [m for m in open_ if (_end(m.fact), _days(m.fact)) == last]
    return [_opened(m, "period-inferred") for m in kept], ""


def _dayless(frame: Frame, matches: list[Match]) -> bool:
    """Whether nothing says when a state was: "the share was 28%" is told of some day before the text's own.

    Only the present and the perfect tense speak of the text's own day ("the share is 28%", "has risen to 28%").
    """
    if frame.claim.period or not all(m.relation == "state" and _dated(frame, m.fact) for m in matches):
        return False
    return bool(PAST.search(frame.article.text, frame.claim.text_start, frame.claim.main.start))


def _dated(frame: Frame, fact: Fact) -> bool:
    """Whether a state is that of one day: a balance, a headcount; "was founded in 1987" is true of every day."""
    info = frame.reference.metric_info(fact.metric)
    return fact.period is not None or bool(info and info.flow_or_stock == "stock")


def _end(fact: Fact) -> date:
    return (fact.period.end if fact.period else None) or fact.valid_from or fact.as_of


def _days(fact: Fact) -> int:
    p = fact.period
    return (p.end - p.start).days if p and p.start and p.end else 0


def _latest_states(frame: Frame, matches: list[Match]) -> list[Match]:
    """Of running totals at several dates the latest is the state; every source stays evidence (CONTRACT section 4)."""
    if all(m.relation == "same" for m in matches):
        return matches
    infos = [frame.reference.metric_info(m.fact.metric) for m in matches]
    if any(i and i.flow_or_stock == "cumulative" for i in infos):
        return matches
    newest: dict[str, Match] = {}
    for m in matches:
        known = newest.get(m.fact.source)
        if known is None or _end(m.fact) > _end(known.fact):
            newest[m.fact.source] = m
    return list(newest.values())


def _nearest_event(frame: Frame, matches: list[Match]) -> list[Match]:
    """The event whose date lies nearest the claimed one, all sources of it; events come and go, yearly ones yearly."""
    start, end = frame.claim.main.iso_start, frame.claim.main.iso_end
    if start is None or end is None:
        return []
    middle = start.toordinal() + (end.toordinal() - start.toordinal()) // 2

    def distance(m: Match) -> float:
        low = intervals.of_fact(m.fact).low
        return abs(float(low) - middle) if low is not None else float("inf")

    near = min(matches, key=distance)
    recurring = near.fact.period is not None  # a report is of a year; a founding or a launch comes once
    if recurring and distance(near) > NEAREST_EVENT_DAYS + (end - start).days / 2:
        return []
    return [m for m in matches if m.fact.period == near.fact.period]


def _considered(frame: Frame, used: Iterable[str]) -> tuple[Considered, ...]:
    """Up to three facts of the same entity and metric, or at least entity, that were not used, and why not."""
    used, out = set(used), list[Considered]()
    for entity in frame.who.candidates:
        for metric in frame.metrics:
            for fact in frame.reference.facts_of(entity, metric):
                if fact.id not in used and len(out) < 3:
                    out.append(Considered(fact, _why_not(frame, fact)))
    return tuple(out)


def _why_not(frame: Frame, fact: Fact) -> str:
    claim = frame.claim
    if not any(what.same_unit(claim, fact, need, frame.reference) for r in recipes(claim) for need in r.needs):
        return f"in {fact.unit}, the text says {claim.main.unit or claim.main.kind}"
    if fact not in applying([fact], frame.as_of, frame.as_of).current:
        return "does not hold at the date the text is judged at"
    if fact.counterparty and fact.counterparty not in frame.who.near:
        return f"is about {fact.counterparty}, which the sentence does not name"
    if fact.value_type == "target" and claim.claim_type == "actual":
        return "is a target, the text tells something done"
    if fact.period is None and claim.period_stated:
        return "does not say of which period it is: its column period is empty"
    return "is of another period or line than the text names: " + said(fact)
