"""Which values of a text are "now" and "before" of one thing, and which change stands beside them.

"rose 12% to $4.48bn from $4.00bn", "$1.2bn, compared with $1.0bn last year, an increase of 20%", "from $4m to $9m".
Only the words between the numbers decide; all patterns run on stretches of at most a sentence. Lists of equal length
("12% and 8% to $4m and $6m from $3m and $5m, respectively") are read in step: to each number the others of its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache, lru_cache
from itertools import pairwise

from factcheck.link.within import beginning
from factcheck.model import WORDED, Article, Claim, Mention
from factcheck.vocabulary import rows

MONTHS = frozenset(
    "January February March April May June July August September October November December Q1 Q2 Q3 Q4 I".split()
)
SPAN = 600  # no stretch longer than this is looked at
FREE = ("date", "daterange", "duration")  # a date between two numbers does not part them
IN_WORDS = (*WORDED, "standing")  # "the highest", "the third-biggest firm": no figures to reckon with
CHANGES = ("change", "ratio")
SENTENCE_END = re.compile(r"[.!?][\"”’')]*\s+(?=[\"“‘'(]?[A-Z0-9€$£])|\n\s*\n")
ARTICLES = r"(?:a|an|the|about|around|nearly|almost|roughly|some|just|over|more than|only|approximately)"


def words(kind: str) -> str:
    """The words of one class as alternatives of a pattern."""
    return "|".join(re.escape(r["word"]) for r in rows("internal") if r["class"] == kind)


COMPARATOR = re.compile(rf"(?:^|[\s,(])(?:{words('comparator')})\s+(?:{ARTICLES}\s+)*$", re.IGNORECASE)
OTHER_BASIS = re.compile(rf"(?:^|\W)(?:{words('other-basis')})(?!\w)", re.IGNORECASE)
EITHER_WAY = re.compile(rf"(?<!\w)(?:{words('either-way')})(?!\w)", re.IGNORECASE)
OTHER_THING = re.compile(rf"(?:^|\W)(?:{words('other-thing')})\W|[;:]", re.IGNORECASE)
FROM = re.compile(rf"(?:^|\s)from\s+(?:{ARTICLES}\s+)*$", re.IGNORECASE)
TO = re.compile(rf"(?:^|[\s,])to\s+(?:{ARTICLES}\s+)*$", re.IGNORECASE)
BARE = re.compile(r"[\d.,\s]+(?:k|m|mn|mln|bn|bln|tn|thousand|million|billion|trillion)?", re.IGNORECASE)
THAN = re.compile(
    rf"^\s*(?:higher|lower|more|less|fewer|larger|smaller|up|down|above|below)(?:\s(?:than|on|from))?"
    rf"\s+(?:(?:the|its|last year['’]s|{ARTICLES})\s+)*$",
    re.IGNORECASE,
)  # "revenue was $81m, 6% higher than the $76m of a year before"
RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
JOINED = re.compile(rf"^\s*(?:,|and|, and|&|,?\s*or)\s*(?:{ARTICLES}\s+)*$", re.IGNORECASE)
PER_SHARE = re.compile(
    r",?\s*\bor\s+[^,;()]{1,24}\b(?:a|per)\s+(?:diluted\s+|common\s+)?(?:share|unit)\b", re.IGNORECASE
)
OF_PART = re.compile(r"\s+(?:of|for|from|in|to|at)\s+(?!the\b|a\b|its\b)")
YEARLY = re.compile(r"^\s*(?:a|per|each|every)\s+(?:year|quarter|month|week|day)\b|^\s*annually", re.IGNORECASE)


@lru_cache(maxsize=256)  # a sentence has many claims
def respectively(text: str, start: int, end: int) -> int:
    """How often "respectively" stands in a stretch of text."""
    return len(RESPECTIVELY.findall(text, start, end))


@dataclass(frozen=True, slots=True)
class Pair:
    """One thing's value now and before, with the words it is told of and the way it went."""

    to: Mention
    before: Mention
    metric: str
    direction: str | None
    end: int = 0


def positive(mention: Mention) -> bool:
    """Whether a number can be compared: finite, above zero, not itself a bound ("more than $5m")."""
    return isinstance(mention.value, Decimal) and mention.value.is_finite() and mention.value > 0


def is_change(claim: Claim) -> bool:
    """Whether the claim says how much something moved, and which way."""
    if claim.main.kind == "ratio":
        return claim.claim_kind in CHANGES and claim.direction is not None
    return claim.claim_kind == "change" and claim.direction is not None


@dataclass(frozen=True, slots=True)
class Scene:
    """A claim among the numbers of its sentence; ``row`` leaves out dates and numbers that are none.

    ``lists`` has, by the number that stands for it in the row, the list of a "respectively" it belongs to. ``whose``
    has the subjects of the article's other claims by the ids of their numbers.
    """

    text: str
    claim: Claim
    row: tuple[Mention, ...]
    ledger: Sequence[Mention]
    lists: Mapping[str, tuple[Mention, ...]] = field(default_factory=dict)
    whose: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls, article: Article, claim: Claim, ledger: Sequence[Mention], whose: Mapping[str, str] | None = None
    ) -> Scene:
        sentence = beginning(ledger, claim.sentence_start, claim.sentence_end)
        row = [m for m in sentence if _counts(m) or m.id == claim.main.id]
        kept = [m for m in row if m.id == claim.main.id or not _converted(article.text, m, row)]
        if claim.main.per is None:  # "net income slid to $310 million, or $1.24 a share, from $400 million"
            kept = [m for m in kept if m.per is None or not _per_share(article.text, m)]
        if not respectively(article.text, claim.sentence_start, claim.sentence_end):
            return cls(article.text, claim, tuple(kept), ledger, whose=whose or {})
        listed = _lists(article.text, kept)
        own = next((run for run in listed if claim.main in run), (claim.main,))
        place = own.index(claim.main)
        told = [run for run in listed if len(run) > 1 and len(run) == len(own)]
        row = [m for m in kept if m == claim.main or not any(m in run and run[place] != m for run in told)]
        return cls(article.text, claim, tuple(row), ledger, {run[place].id: run for run in told}, whose or {})

    def runs(self) -> list[tuple[Mention, ...]]:
        """The numbers of the sentence as lists; those that stand alone are lists of one."""
        inside = beginning(self.ledger, self.claim.sentence_start, self.claim.sentence_end)
        return _lists(self.text, [m for m in inside if _counts(m)])

    def sentence_before(self) -> int:
        """Where the sentence before this one ends, as ``Pair.end`` counts it: at the start of this one."""
        return sentence_start(self.text, self.claim.main.start)

    @property
    def index(self) -> int:
        """Where the claim's own number stands in the row."""
        return next((i for i, m in enumerate(self.row) if m.id == self.claim.main.id), 0)

    def gap(self, a: Mention, b: Mention) -> str:
        """The text between two numbers, or between the lists they stand in, without dates and parentheses."""
        end = self.lists[a.id][-1].end if a.id in self.lists else a.end
        start = self.lists[b.id][0].start if b.id in self.lists else b.start
        return gap(self.text, self.ledger, end, max(end, start))

    def before(self, mention: Mention, most: int = 60) -> str:
        """The text right before a number, within the sentence."""
        return self.text[max(self.claim.sentence_start, mention.start - most) : mention.start].lower()

    def numbered(self, parts: Sequence[Mention]) -> dict[str, Mention]:
        """The parts of a sum by role."""
        return {f"part{n}": m for n, m in enumerate(parts, 1)}

    def other_basis(self) -> bool:
        """Whether the change is measured otherwise than the amounts beside it: constant currency, a yearly average."""
        main = self.claim.main
        row, i = self.row, self.index
        begin = row[i - 1].end if i else self.claim.sentence_start
        end = row[i + 1].start if i + 1 < len(row) else self.claim.sentence_end
        left, right = max(begin, main.start - 80), min(end, main.end + 60)
        near = self.text[left : main.start] + " # " + self.text[main.end : right]
        found = {m[0].strip(" ,(#").lower() for m in OTHER_BASIS.finditer(near)}
        if main.unit in ("percentage_point", "basis_point"):
            found.discard("margin")  # a margin is told in points of itself; its growth in percent is another thing
        return bool(found or YEARLY.search(self.text[main.end : main.end + 20]))

    def narrowed(self) -> bool:
        """Whether the clause speaks of a part of its metric: "a 27% increase in imports of raw materials"."""
        clause = self.text[self.claim.text_start : self.claim.text_end][:SPAN].lower()
        metric = (self.claim.metric or "").lower()
        return any(OF_PART.match(clause, end) for _, end in _places_of(metric, clause))

    def either_way(self) -> bool:
        """Whether the clause says better or worse: "costs improved by 20 basis points" went down."""
        return bool(EITHER_WAY.search(self.text[self.claim.text_start : self.claim.text_end][:SPAN]))

    def competing(self) -> list[Mention]:
        """Other percentages of the sentence, which might be the change meant."""
        main = self.claim.main
        return [m for m in self.row if m.id != main.id and m.kind == main.kind and m.unit == main.unit]

    def attached(self) -> tuple[Mention, Mention, bool] | None:
        """(now, before, beyond doubt) of the pair in the sentence that stands right beside the change."""
        main, i, row = self.claim.main, self.index, self.row
        rivals = [m for m in self.competing() if m.kind == "percent" and not self._is_pair(m)]
        if i + 2 < len(row) and (pair := self._pair(row[i + 1], row[i + 2])):
            gap = self.gap(main, row[i + 1])
            leads = FROM if pair[2] == "to" else TO
            if leads.search(gap) and not OTHER_THING.search(gap) and len(gap.split()) <= 6:
                return pair[0], pair[1], not rivals
        if 0 < i < len(row) - 1 and alike(row[i - 1], row[i + 1]):
            left, right = self.gap(row[i - 1], main), self.gap(main, row[i + 1])
            compared = COMPARATOR.search(right) or THAN.search(right)
            words_between = left + " # " + right[: compared.start() if compared else None] + " "
            if compared and not OTHER_THING.search(words_between) and len(left.split()) <= 8:
                before = replace(row[i + 1], modifier=None)  # "6% higher than the $76m" puts no bound on the 76
                return row[i - 1], before, not rivals and len(right.split()) <= 6
        if i >= 2 and (pair := self._pair(row[i - 2], row[i - 1])):
            gap = self.gap(row[i - 1], main)
            if not OTHER_THING.search(gap) and len(gap.split()) <= 12 and re.match(r"\s*(?:[\w ]{0,40}[,(—–-])", gap):
                return pair[0], pair[1], not rivals
        return None

    def _is_pair(self, mention: Mention) -> bool:
        """Whether a percentage is itself a level now or before ("to 4.1% from 3.8%")."""
        i = self.row.index(mention)
        return any(
            a >= 0 and b < len(self.row) and self._pair(self.row[a], self.row[b]) for a, b in ((i, i + 1), (i - 1, i))
        )

    def _pair(self, a: Mention, b: Mention) -> tuple[Mention, Mention, str] | None:
        """(now, before, the word between) of two neighbouring numbers."""
        if not alike(a, b) or self.claim.main.id in (a.id, b.id):
            return None
        first = self.lists[a.id][0] if a.id in self.lists else a
        lead = self.text[max(self.claim.sentence_start, first.start - 40) : first.start]
        return told_apart(a, b, lead, self.gap(a, b))

    def own_pairs(self) -> bool:
        """Whether the sentence has values of its own to measure the change by."""
        return any(m.kind in ("money", "number", "quantity") for m in self.row)

    def pairs_around(self, reach: int) -> Iterator[Pair]:
        """Pairs of values in the neighbouring sentences of the same or the next paragraph."""
        claim = self.claim
        low, high = claim.sentence_start - reach, claim.sentence_end + reach
        near = [m for m in beginning(self.ledger, low, high) if _counts(m) and m.id != claim.main.id]
        near = [m for m in near if not _converted(self.text, m, near)]
        for a, b in pairwise(near):
            if a.kind not in ("money", "number", "quantity") or not alike(a, b) or b.start - a.end > 120:
                continue
            between = self.text[a.end : b.start]
            if SENTENCE_END.search(between):
                continue
            start = sentence_start(self.text, a.start)
            close = self.text[max(start, a.start - 40) : a.start]
            if found := told_apart(a, b, close, gap(self.text, self.ledger, a.end, b.start)):
                lead = self.text[start : a.start]
                stop = SENTENCE_END.search(self.text, b.end, b.end + SPAN)
                end = stop.start() if stop else b.end + SPAN
                told = any(m.kind == "percent" and start <= m.start < end for m in near)
                if not told and not self._of_another(lead) and not self._belongs_to_another(a, b):
                    yield Pair(found[0], found[1], lead, _way(lead + " " + between), stop.end() if stop else end)

    def _belongs_to_another(self, *values: Mention) -> bool:
        """Whether a value is told of somebody else: "Bolt's sales rose 12%. Volt's grew to $97m from $80m."."""
        own = (self.claim.subject or "").casefold()
        subjects = {self.whose[m.id].casefold() for m in values if m.id in self.whose}
        return bool(own) and any(own not in other and other not in own for other in subjects)

    def _of_another(self, lead: str) -> bool:
        """Whether the words before a pair name somebody, and not the claim's own subject."""
        subject = set((self.claim.subject or "").replace("'s", "").split())
        named = {w.replace("'s", "").replace("’s", "") for w in re.findall(r"(?<=\s)[A-Z][\w&.’'-]+", lead)}
        return bool(named - MONTHS - _places() - subject) and not named & subject


def _counts(mention: Mention) -> bool:
    return mention.ignored is None and mention.kind not in FREE and mention.unit not in IN_WORDS


def _converted(text: str, mention: Mention, row: Sequence[Mention]) -> bool:
    """Whether an amount is another one told again in parentheses."""
    return told_again(text, mention, row) is not None


def told_again(text: str, mention: Mention, row: Sequence[Mention]) -> Mention | None:
    """The amount that another tells again in parentheses: "$4.48bn (€4.1bn)", "4bn rupees ($98m; £52m)"."""
    if mention.kind != "money":
        return None
    opened = text.rfind("(", max(0, mention.start - 60), mention.start)
    if opened < 0 or ")" in text[opened : mention.start]:
        return None
    said = [m for m in row if m.kind == "money" and 0 <= opened - m.end <= 2]
    return said[-1] if said and said[-1].unit != mention.unit else None


def alike(a: Mention, b: Mention) -> bool:
    """Whether two numbers may be values of one thing: same kind and unit, the second may leave its unit out."""
    if a.kind == b.kind and a.kind != "ratio":
        return a.unit == b.unit or (a.kind == "money" and BARE.fullmatch(b.surface) is not None)
    return {a.kind, b.kind} == {"number", "quantity"} and b.unit is None


def told_apart(a: Mention, b: Mention, lead: str, between: str) -> tuple[Mention, Mention, str] | None:
    """Tell now from before: "A … from B" and "A, compared with B" are (A, B); "from A to B" is (B, A)."""
    if len(between.split()) > 12:
        return None
    if FROM.search(lead) and TO.search(between) and len(between.split()) <= 6:
        return b, a, "to"
    compared = COMPARATOR.search(between)
    return (a, b, "from") if compared and not OTHER_THING.search(between[: compared.start()] + " ") else None


def _lists(text: str, row: Sequence[Mention]) -> list[tuple[Mention, ...]]:
    """Neighbours of one kind with no more than a comma or "and" between them, as lists."""
    out: list[tuple[Mention, ...]] = []
    for m in row:
        last = out[-1][-1] if out else None
        if last and last.kind == m.kind and alike(last, m) and JOINED.search(text[last.end : m.start][:40]):
            out[-1] = (*out[-1], m)
        else:
            out.append((m,))
    return out


def _per_share(text: str, mention: Mention) -> bool:
    """Whether an amount tells another per share: "$310 million, or $1.24 a share,"."""
    return bool(re.search(r",?\s*\bor\s+(?:about\s+)?$", text[max(0, mention.start - 14) : mention.start]))


def gap(text: str, ledger: Sequence[Mention], start: int, end: int) -> str:
    """The text between two offsets without dates and without parentheses (amounts in another currency)."""
    if end - start > SPAN:
        return "." * SPAN
    out, at = [], start
    for m in beginning(ledger, start, end):
        if m.start >= at and m.end <= end and m.kind in FREE:
            out.append(text[at : m.start])
            at = m.end
    out.append(text[at:end])
    bare = PER_SHARE.sub(" ", re.sub(r"\([^()]{0,60}\)", "", "".join(out)))
    return re.sub(r"\s{2,}", " ", bare)


def sentence_start(text: str, offset: int) -> int:
    """Where the sentence around an offset begins, looking back a bounded way."""
    low = max(0, offset - SPAN)
    ends = [m.end() for m in SENTENCE_END.finditer(text, low, offset)]
    return ends[-1] if ends else low


@cache
def _places() -> frozenset[str]:
    """Words that describe and do not name: "the US giant", "the German group"."""
    known = (w for row in rows("demonyms") for w in (*row["names"].split("|"), *row["demonyms"].split("|")))
    return frozenset({*known, "US", "UK", "EU", "U.S.", "U.K."})


@cache
def _directions() -> dict[str, str]:
    found = {}
    for row in rows("verbs"):
        if row.get("direction"):
            found.update(dict.fromkeys(_forms(row), row["direction"]))
    return {**found, "up": "up", "down": "down"}


def _way(text: str) -> str | None:
    ways = {_directions()[w] for w in re.findall(r"[a-z]+", text.lower()) if w in _directions()}
    return ways.pop() if len(ways) == 1 else None


@cache
def _metrics() -> tuple[tuple[str, ...], ...]:
    named = ([row["metric"], *(row["aliases"] or "").split("|")] for row in rows("metrics"))
    return tuple(tuple(name.strip().lower() for name in names if name.strip()) for names in named)


def _named_in(names: Sequence[str], text: str) -> bool:
    """Whether one of some names stands in a text, not inside a longer word ("revenue" in "non-revenue")."""
    return any(_apart(text, *place, "_-") for name in names if name in text for place in _places_of(name, text))


@cache
def _nouns() -> dict[str, str]:
    forms = ((form, row["noun"]) for row in rows("verbs") if row.get("noun") for form in _forms(row))
    return dict(forms)


def _forms(row: dict[str, str]) -> tuple[str, ...]:
    lemma = row["lemma"]
    return tuple(f for f in (lemma, row["past"], row["participle"], lemma + "s", lemma + "ed") if f)


def _with_nouns(lead: str) -> str:
    """The words with the nouns of their verbs: "it earned" speaks of earnings."""
    return lead + " " + " ".join(_nouns()[w] for w in re.findall(r"[a-z]+", lead) if w in _nouns())


def _places_of(words: str, text: str) -> Iterator[tuple[int, int]]:
    """Every place where some words stand in a text, also inside other words."""
    at = text.find(words) if words else -1
    while at >= 0:
        yield at, at + len(words)
        at = text.find(words, at + 1)


def _apart(text: str, start: int, end: int, joining: str) -> bool:
    """Whether neither a letter nor one of some marks joins a stretch of text to what stands around it."""
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    return not any(c.isalnum() or c in joining for c in around)


def same_metric(lead: str, metric: str | None) -> bool:
    """Whether a stretch of text names the metric, by its own words or by another name of it."""
    if not metric:
        return False
    lead, metric = _with_nouns(lead.lower()[-SPAN:]), metric.lower()
    if any(_apart(lead, start, end, "_") for start, end in _places_of(metric, lead)):
        return True
    return any(_named_in(names, metric) and _named_in(names, lead) for names in _metrics())
