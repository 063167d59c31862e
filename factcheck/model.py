"""The values that travel down the pipeline: frozen, typed, Decimal and never float; no value knows a stage.

An amount is in base units of its unit (``$13 billion`` is ``Decimal("13000000000")`` USD, ``5%`` is 5 percent).
``decimals`` follows XBRL everywhere: the number of digits after the decimal point that were printed or can be trusted,
negative left of it (``$13 billion`` is -9, ``12.5%`` is 1, a filing in millions is -6).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

VERDICTS = ("contradicted", "needs-context", "no-reference", "supported", "not-checkable")
PLAIN_CLAIM_FIELDS = (
    "text_start text_end claim_kind subject metric counterparty period_stated direction relative_to claim_type "
    "identity content"
).split()
SHOWN_FACT_FIELDS = (
    "id entity metric concept value unit period qualifiers source source_url source_rank as_of file line "
    "value_type bound valid_from valid_to source_quote note"
).split()
WORDED = ("rank", "record", "run", "first", "comparison", "direction", "overtake", "none")  # statements in words
Scalar = Decimal | date | bool | str
AS_IT_IS = frozenset({str, int, bool})


def plain(value: object) -> Any:
    """A value as JSON can carry it: decimals as plain strings, dates as ISO, dataclasses through ``to_dict``."""
    if value is None or type(value) in AS_IT_IS:
        return value
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "to_dict"):
        return value.to_dict()
    if isinstance(value, Mapping):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(v) for v in value]
    return value


def _fields(value: Any, names: Iterable[str] = ()) -> dict[str, Any]:
    out = {}
    for name in names or type(value).__slots__:  # a slot a field, in order
        found = getattr(value, name)  # most are as they are, and a page has tens of thousands
        out[name] = found if found is None or type(found) in AS_IT_IS else plain(found)
    return out


@dataclass(frozen=True, slots=True)
class Article:
    """A text to check. ``published`` is the date it speaks from, ``entity`` who "we" and "the company" are.

    ``lines[i]`` is the 1-based source line of text line ``i``, where a reader changed them; empty: line for line.
    """

    text: str
    name: str = "-"
    title: str | None = None
    published: date | None = None
    entity: str | None = None
    currency: str = "USD"
    locale: str = "en-US"
    lines: tuple[int, ...] = ()

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def position(self, offset: int) -> tuple[int, int]:
        """(line, column) of a text offset, both 1-based; the column counts Unicode code points."""
        row = self.text.count("\n", 0, offset)
        column = offset - (self.text.rfind("\n", 0, offset) + 1) + 1
        return (self.lines[row] if row < len(self.lines) else row + 1), column


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of numbers; ``None`` is unbounded. A point is ``low == high``; ends belong to it unless ``open_*``."""

    low: Decimal | None
    high: Decimal | None
    open_low: bool = False
    open_high: bool = False

    def to_dict(self) -> dict[str, Any]:
        return {"low": plain(self.low), "high": plain(self.high)}


@dataclass(frozen=True, slots=True)
class Period:
    """Days a number is about, first and last included; symbolic (``start`` None) while only the fiscal calendar knows.

    ``label`` is the facts-CSV form: ``2024``, ``2024-07``, ``2024-Q3``, ``FY2024-Q3``, ``2023-07-01/2024-06-30``.
    """

    label: str
    start: date | None = None
    end: date | None = None
    fiscal: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """One printed number or date: span in code points, half open, and ``surface == text[start:end]``.

    ``kind``: money percent number quantity ratio date daterange duration. Dates carry ``iso_start`` and ``iso_end``
    (END EXCLUSIVE) once known, and the symbolic ``period`` as read. ``ignored`` says why it is in no claim.
    """

    id: str
    start: int
    end: int
    surface: str
    kind: str
    value: Decimal | str | None = None
    value_high: Decimal | None = None
    unit: str | None = None
    per: str | None = None
    modifier: str | None = None
    iso_start: date | None = None
    iso_end: date | None = None
    period: str | None = None
    decimals: int | None = None
    ignored: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return _fields(self)


@dataclass(frozen=True, slots=True)
class Role:
    """A mention in a claim: ``main from to base share part total period``…; it may lie in another sentence."""

    role: str
    mention: Mention

    def to_dict(self) -> dict[str, Any]:
        return {"id": self.mention.id, "role": self.role}


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says so: a named speaker, the press, or "reportedly"."""

    speaker: str | None
    kind: str

    def to_dict(self) -> dict[str, Any]:
        return _fields(self)


@dataclass(frozen=True, slots=True)
class Claim:
    """Something the text says that can be checked: one main mention, the mentions it leans on, and its frame.

    ``text_start:text_end`` is the clause, ``sentence_start:sentence_end`` its sentence. ``subject`` and ``metric`` are
    the text's own words (pronouns resolved); linking turns them into names of the reference.
    """

    id: str
    main: Mention
    claim_kind: str
    text_start: int
    text_end: int
    sentence_start: int
    sentence_end: int
    roles: tuple[Role, ...] = ()
    subject: str | None = None
    metric: str | None = None
    counterparty: str | None = None
    qualifiers: tuple[tuple[str, str], ...] = ()
    period: Period | None = None
    period_stated: bool = False
    direction: str | None = None
    relative_to: str | None = None
    claim_type: str = "actual"
    attribution: Attribution | None = None
    identity: str = ""
    content: str = ""

    def mentions(self, role: str) -> tuple[Mention, ...]:
        """The mentions in one role, in text order."""
        return tuple(r.mention for r in self.roles if r.role == role)

    def to_dict(self) -> dict[str, Any]:
        return {
            **self.main.to_dict(),
            "id": self.id,
            "mentions": plain(self.roles),
            "qualifiers": dict(self.qualifiers),
            "period": self.period.label if self.period else None,
            "attribution": plain(self.attribution),
            **{name: getattr(self, name) for name in PLAIN_CLAIM_FIELDS},
        }


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of reference data, normalised. ``value`` is in base units of ``unit`` (``USD million`` multiplied out).

    ``unit``: ISO currency, ``percent``, ``ratio``, a plain singular noun, or ``date year boolean text``; a price is
    ``unit="USD", per="share"``. ``row`` keeps what the file printed, by column.
    """

    id: str
    entity: str
    metric: str
    value: Scalar
    unit: str
    source: str
    as_of: date
    per: str | None = None
    counterparty: str | None = None
    qualifiers: tuple[tuple[str, str], ...] = ()
    period: Period | None = None
    value_type: str = "actual"
    bound: str = "="
    decimals: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    source_url: str | None = None
    source_quote: str | None = None
    source_locator: str | None = None
    source_rank: str | None = None
    retrieved_on: date | None = None
    supersedes: str | None = None
    concept: str | None = None
    note: str | None = None
    file: str = ""
    line: int = 0
    series: str | None = None

    def to_dict(self) -> dict[str, Any]:
        own = _fields(self, SHOWN_FACT_FIELDS)
        unit = f"{self.unit}/{self.per}" if self.per else self.unit
        period = self.period.label if self.period else None
        return {**own, "unit": unit, "period": period, "qualifiers": dict(self.qualifiers)}


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem in a reference file, as a value: where (1-based physical line and column), what, what to do next."""

    file: str
    line: int
    column: int
    field: str | None
    message: str
    severity: str = "error"

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}:{self.column}" + (f" ({self.field})" if self.field else "")
        return f"{where}: {self.message}"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand the claim against facts: formula, assumptions, and the interval the facts imply.

    ``expected`` is in the claim's own unit; dates are proleptic ordinals, last day excluded. ``axis`` names what
    sets this reading apart from its neighbours (source, denominator, qualifiers, vintage, period); ``rank`` is
    ``primary`` or ``secondary``. ``steps`` are sentences with the arithmetic. ``fits`` is filled in by judging.
    """

    formula: str
    expected: Interval
    facts: tuple[Fact, ...] = ()
    assumptions: tuple[str, ...] = ()
    axis: str | None = None
    rank: str = "primary"
    steps: tuple[str, ...] = ()
    fits: bool | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "formula": self.formula,
            "assumptions": list(self.assumptions),
            "expected_low": plain(self.expected.low),
            "expected_high": plain(self.expected.high),
            "fits": self.fits,
            "facts": [f.id for f in self.facts],
        }


@dataclass(frozen=True, slots=True)
class Considered:
    """A fact that came near but was not used, and why not."""

    fact: Fact
    why_not: str

    def to_dict(self) -> dict[str, Any]:
        return {**self.fact.to_dict(), "why_not": self.why_not}


@dataclass(frozen=True, slots=True)
class Linked:
    """A claim with the readings that may judge it, or the reason there is none.

    ``allowed`` is what the printed digits allow at their tightest, ``allowed_wide`` at their widest. ``unsettled``:
    reason codes that shut the gate of an accusation. ``hint``: why it is outside, if not for its value. ``confidence``:
    that these are the right facts. ``later``: judged at the newest date on file. ``trend``: the series to be drawn.
    """

    claim: Claim
    allowed: Interval | None = None
    allowed_wide: Interval | None = None
    readings: tuple[Reading, ...] = ()
    reason: str | None = None
    unsettled: tuple[str, ...] = ()
    hint: str | None = None
    confidence: Decimal = Decimal(1)
    considered: tuple[Considered, ...] = ()
    steps: tuple[str, ...] = ()
    question: str | None = None
    later: Linked | None = None
    trend: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement of one claim, with everything needed to check the checker (CONTRACT: the verdict table)."""

    claim: Claim
    verdict: str
    reason: str
    readings: tuple[Reading, ...] = ()
    allowed: Interval | None = None
    expected: str | None = None
    difference: Decimal | None = None
    difference_percent: Decimal | None = None
    confidence: Decimal = Decimal(1)
    correction: str | None = None
    question: str | None = None
    steps: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    considered: tuple[Considered, ...] = ()
    later: Mapping[str, Any] | None = None
    trend: Mapping[str, Any] | None = None

    def to_dict(self) -> dict[str, Any]:
        names = Verdict.__slots__[1:] if self.trend is not None else Verdict.__slots__[1:-1]
        return {**self.claim.to_dict(), **_fields(self, names)}


@dataclass(frozen=True, slots=True)
class ReferenceFile:
    """A file that was read: its name relative to the reference folder, content hash, and number of rows."""

    file: str
    sha256: str
    rows: int

    def to_dict(self) -> dict[str, Any]:
        return _fields(self)


@dataclass(frozen=True)
class Result:
    """All verdicts on one article. ``claims`` are in text order; ``ledger`` accounts for every number."""

    article: Article
    claims: tuple[Verdict, ...]
    ledger: tuple[Mention, ...]
    reference: tuple[ReferenceFile, ...] = ()
    as_of: date | None = None
    complete: bool = True
    warnings: tuple[str, ...] = ()

    @property
    def summary(self) -> dict[str, int]:
        counts = {v: sum(c.verdict == v for c in self.claims) for v in VERDICTS}
        used = {r.mention.id for c in self.claims for r in c.claim.roles} | {c.claim.main.id for c in self.claims}
        judged = counts["contradicted"] + counts["needs-context"] + counts["supported"]
        settled = sum(m.id in used or m.ignored is not None for m in self.ledger)
        totals = {"claims": len(self.claims), "judged": judged, "numbers": len(self.ledger), "accounted_for": settled}
        return {**counts, **totals}

    @property
    def ok(self) -> bool:
        """Whether nothing is contradicted."""
        return self.summary["contradicted"] == 0

    def to_dict(self) -> dict[str, Any]:
        a = self.article
        about = {"name": a.name, "title": a.title, "sha256": a.sha256, "chars": len(a.text)}
        dates = {"published": plain(a.published), "as_of": plain(self.as_of)}
        return {
            "schema_version": 1, "complete": self.complete, "article": {**about, **dates},
            "reference": plain(self.reference), "summary": self.summary,
            "ledger": plain(self.ledger), "claims": plain(self.claims),
        }  # fmt: skip
