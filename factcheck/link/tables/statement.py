"""A statement in words with one table that may judge it: what every kind of ``kinds/`` gets to see."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from factcheck.link.tables.choose import Profile
from factcheck.link.tables.frame import When
from factcheck.link.tables.places import Place
from factcheck.link.tables.scene import Scene
from factcheck.link.tables.track import Track, of_place
from factcheck.model import Claim, Interval
from factcheck.reference.series import SeriesIndex

POSITIVE, NEGATIVE = Interval(Decimal(0), None, True, True), Interval(None, Decimal(0), True, True)
NEAR = Decimal("0.04")  # nearer than this two published yearly figures are not told apart
NEAR_YEARS = Decimal("0.01")  # a year of life is much
NEAR_FINER = Decimal("0.0012")  # one office's own months: nothing but rounding
NEAR_POINTS = Decimal("0.04")  # of a rate told to one digit after the point


@dataclass(frozen=True, slots=True)
class Statement:
    """``end`` is where the words that compare end, ``who`` the places they are said of."""

    scene: Scene
    claim: Claim
    index: SeriesIndex
    profile: Profile
    who: tuple[Place, ...]
    when: When | None
    end: int

    @property
    def sign(self) -> int:
        """1 for up, more, highest; -1 for down."""
        return 1 if self.claim.direction == "up" else -1

    @property
    def wanted(self) -> Interval:
        """What a difference must be for the statement to hold."""
        return POSITIVE if self.sign > 0 else NEGATIVE

    def tracks(self) -> list[Track]:
        """The tracks of all its places; empty where the table lacks one of them."""
        found = [of_place(self.profile, p, self.index) for p in self.who]
        return [t for t in found if t is not None] if all(t is not None for t in found) else []


def near(track: Track, gap: Decimal, base: Decimal) -> bool:
    """Whether two figures of a track are too near each other to say which is the higher."""
    if track.beat != "year":
        percent = track.profile.form in ("share", "growth")
        return abs(gap) <= (NEAR_POINTS if percent else NEAR_FINER * abs(base))
    years = track.profile.table.meta.unit.lower() == "years"
    return abs(gap) <= (NEAR_YEARS if years else NEAR) * abs(base)
