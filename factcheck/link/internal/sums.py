"""Scene -> Found: products, parts and their sum, what is left of a hundred, shares that exceed it."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

import factcheck.link.internal.pairs as pairs
from factcheck.claim.kinds import internal
from factcheck.link.internal.found import Found
from factcheck.link.internal.pairs import Scene, words
from factcheck.measure import intervals
from factcheck.model import Mention

SHARES = (75, 125)  # percentages that add up to less or more are no shares of one whole, slips included
MOST_SHARES = 140  # "cited by 60%, 50% and 40%": answers that may be given together add up to any amount
HUNDRED = Decimal(100)
TOTAL = re.compile(rf"(?:^|\s)(?:{words('total')})(?:\sof)?\s*$")
REST = re.compile(rf"(?:^|\s)(?:{words('rest')})[\s,(]*$")
OPEN = re.compile(rf"(?<!\w)(?:{words('open-list')})(?!\w)", re.I)
SHARE_VERB = re.compile(rf"(?<!\w)(?:{words('share-verb')})\s+(?:for\s+)?(?:{pairs.ARTICLES}\s+)*$", re.I)
LISTED = re.compile(r"^[^.;:()]{0,60}(?:,|\band\b|\bplus\b)[^.;:()]{0,40}$")
NEXT = re.compile(r"^[^.;:()]{0,70}(?:,|\band\b|\bplus\b)\s*(?:another\s|a further\s)?$")
EACH = re.compile(r"^[^.;()]{0,30}\b(?:at|for)\s(?:a price of\s)?$")
WORTH = re.compile(
    r"^\s?(?:(?:each|apiece|per|a|share|unit|barrel|or|for|worth|a total of|totall?ing|valued at|raising|bringing in)"
    r",?\s){1,5}$"
)


def product(scene: Scene) -> Found | None:
    """As in "2.5 million shares at $30 each, for a total of $75 million"."""
    row = scene.row
    if len(row) < 3 or scene.claim.main.kind != "money" or (i := scene.index) < 2:
        return None
    count, each = row[i - 2], row[i - 1]
    if count.kind not in ("quantity", "number") or each.kind != "money" or each.unit != scene.claim.main.unit:
        return None
    if not EACH.search(scene.gap(count, each)) or not WORTH.search(scene.gap(each, scene.claim.main)):
        return None
    if not pairs.positive(count) or not pairs.positive(each):
        return None
    return Found({"count": count, "each": each}, (internal.product(),), certain=True, cut=False)


def total(scene: Scene) -> Found | None:
    """As in "$20m in cash and $30m in shares, a total of $50m": at least two parts of one unit, nothing else before."""
    main, row = scene.claim.main, scene.row
    if len(row) < 3 or not TOTAL.search(scene.before(main)):
        return None
    parts: list[Mention] = []
    last = main
    for mention in reversed(row[: scene.index]):
        gap = scene.gap(mention, last)
        if not _part_of(mention, main):
            return None
        if last is not main and not LISTED.search(gap):
            return None
        parts.insert(0, mention)
        last = mention
    if len(parts) < 2 or not all(pairs.positive(p) for p in parts):
        return None
    return Found(scene.numbered(parts), (internal.total(len(parts)),), certain=False, cut=False)


def total_first(scene: Scene) -> Found | None:
    """As in "will cost $90m: $50m for the tunnel and $40m for the stations"; not where the list is open ("mainly")."""
    main, row = scene.claim.main, scene.row
    if len(row) < 3:
        return None
    parts = list(row[scene.index + 1 :])
    if len(parts) < 2 or not re.search(r"^[^.;()]{0,40}:\s*$", scene.text[main.end : parts[0].start]):
        return None
    stop = scene.text[parts[-1].end : scene.claim.sentence_end]
    if OPEN.search(scene.text[main.end : scene.claim.sentence_end]) or re.search(r"[,;]|\band\b|\bplus\b", stop):
        return None
    if not all(_part_of(p, main) and pairs.positive(p) for p in parts) or not pairs.positive(main):
        return None
    if any(not NEXT.search(scene.text[a.end : b.start]) for a, b in pairwise(parts)):
        return None
    assert isinstance(main.value, Decimal)
    if any(isinstance(p.value, Decimal) and p.value >= main.value for p in parts):
        return None
    return Found(scene.numbered(parts), (internal.total(len(parts)),), certain=False, cut=False)


def _part_of(part: Mention, whole: Mention) -> bool:
    return part.unit == whole.unit and part.kind == whole.kind and part.per == whole.per


def rest(scene: Scene) -> Found | None:
    """As in "40% said yes, 35% no, and the remaining 25% did not answer"."""
    main = scene.claim.main
    if main.unit != "percent" or main.kind != "percent" or not REST.search(scene.before(main)):
        return None
    parts = scene.row[: scene.index]
    if not parts or any(p.unit != "percent" or not pairs.positive(p) for p in parts):
        return None
    if not SHARES[0] <= sum(p.value for p in (*parts, main) if isinstance(p.value, Decimal)) <= SHARES[1]:
        return None  # "one pool bears 8.75%, the other 8.62%" shares nothing out
    return Found(scene.numbered(parts), (internal.rest(len(parts)),), certain=False)


def shares(scene: Scene) -> Found | None:
    """As in "accounted for 45%, 40% and 25% of sales": parts of one whole that are more than the whole.

    The last of the list is told that no more than the rest is left. Less than a hundred is no fault, lists are open.
    """
    main = scene.claim.main
    if main.unit != "percent" or main.kind != "percent":
        return None
    listed = next((run for run in scene.runs() if run[-1].id == main.id), ())
    parts = listed[:-1]
    if not parts or not all(pairs.positive(p) for p in listed):
        return None
    if not SHARE_VERB.search(scene.before(parts[0])) or not re.match(r"\s+of\b", scene.text[main.end :][:8]):
        return None
    if sum(p.value for p in (*parts, main) if isinstance(p.value, Decimal)) > MOST_SHARES:
        return None
    taken = internal.total(len(parts)).imply({r: intervals.allowed(m)[1] for r, m in scene.numbered(parts).items()})
    low = intervals.allowed(main)[1].low
    if taken is None or taken.low is None or low is None or taken.low + low <= HUNDRED:
        return None
    return Found(scene.numbered(parts), (internal.rest(len(parts)),), certain=False)
