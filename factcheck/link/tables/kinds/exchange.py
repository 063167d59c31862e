"""What one currency costs in another -> the rate on file, straight or inverted: "the euro averaged $1.15 in June"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from factcheck.link.tables.amount import Amount
from factcheck.link.tables.answer import Answer, Candidate
from factcheck.link.tables.choose import chooser
from factcheck.link.tables.kinds.level import MEAN, level
from factcheck.link.tables.margins import judgeable
from factcheck.link.tables.pick import Pick
from factcheck.link.tables.scene import Scene
from factcheck.link.tables.track import Track, country
from factcheck.measure.intervals import CTX
from factcheck.reference.series import SeriesIndex
from factcheck.reference.series_rates import pair
from factcheck.vocabulary import rows

BEFORE = 80
COSTS = re.compile(
    r"\b(?:bought|buys|cost|costs|worth|averag\w*|rose|fell|traded|stood|was|at|to|hit|for|equal\w*)\b", re.IGNORECASE
)


def exchange(scene: Scene, amount: Amount, index: SeriesIndex) -> tuple[Answer, Pick] | None:
    """The price of a currency named before an amount of another; None where no table has the pair and the time."""
    before = scene.text[max(0, scene.at - BEFORE) : scene.at]
    base = _named(before)
    dated = scene.moment is not None and scene.moment.dated
    if base is None or base == amount.currency or amount.role in ("change", "unknown") or not dated:
        return None
    if amount.per or not COSTS.search(before):
        return None
    plain = replace(amount, kind="count", role="level")
    for track in _tracks(amount.currency, base, index):
        found, _ = level(scene, plain, track, None)
        if not found or any(abs(c.value) > 30 * amount.value or abs(c.value) * 30 < amount.value for c in found):
            continue
        told = tuple(_as_rate(c, amount.currency, base) for c in found)
        mean = track.beat == "day" or MEAN.search(scene.text)
        unsettled = () if mean else ("period-inferred",)  # a month's mean refutes no day's rate
        made = judgeable(scene, plain, list(told), "any", unsettled, track.profile, True)
        return made, Pick((track.profile,), ())
    return None


def _as_rate(candidate: Candidate, quote: str, base: str) -> Candidate:
    return replace(candidate, formula=f"{quote} for one {base}")


def _tracks(quote: str, base: str, index: SeriesIndex) -> Iterator[Track]:
    """The tracks of a pair the right way round, the finest first."""
    found = []
    for profile in chooser(index).profiles:
        if profile.form != "exchange":
            continue
        units = dict(profile.table.meta.units)
        for label in profile.table.labels:
            way = pair(units.get(label, profile.table.meta.unit), label, profile.table.meta.metric)
            if way not in ((quote, base), (base, quote)):
                continue
            track = country(profile, label, index)
            if track is not None:
                found.append(track if way == (quote, base) else _inverse(track))
    beats = ("day", "month", "quarter", "year")
    yield from sorted(found, key=lambda t: beats.index(t.beat))


def _inverse(track: Track) -> Track:
    values = {t: CTX.divide(1, v) for t, v in track.values.items() if v > 0}
    return track.on(values, {t: track.cells[t] for t in values}, "one divided by the rate")


@cache
def _names() -> re.Pattern[str]:
    words = {w for row in rows("currency_names") for w in (row["name"], row["plural"]) if w}
    return re.compile(rf"\b({'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})\b", re.IGNORECASE)


@cache
def _codes() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows("currency_names"):
        for word in (row["name"], row["plural"]):
            if word:
                found.setdefault(word.lower(), row["code"])
    return found


def _named(text: str) -> str | None:
    """The only currency a text names."""
    codes = {_codes()[m.group().lower()] for m in _names().finditer(text)}
    return codes.pop() if len(codes) == 1 else None
