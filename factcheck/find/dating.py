"""Date drafts -> days: resolved from the article's day or the date told before, and opened by "since" and "before"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from factcheck.find.draft import Compound, Draft
from factcheck.find.resolve import from_anchor, known, resolve
from factcheck.find.tense import tense
from factcheck.measure import dates
from factcheck.measure.dates import Span

_VERB = re.compile(rb"[ \n]+(?:i|we|you|it|he|she|they|not|be|have|also)\b", re.I)
_SURNAME = re.compile(rb" [A-Z][a-z]+[ ,.'](?!\d)")
_MARCH = re.compile(rb" (?:for|on|of the) (?:the )?[A-Z]")
_LEADS = re.compile(
    rb"\b(?:in|of|last|next|since|from|by|until|till|early|late|mid|this|before|after|to|for)[ \n-]+\Z", re.I
)
_BEFORE = re.compile(
    rb"(?:(?P<lapse>years?|months?|weeks?|quarters?|period|term)[ \n]+)?\b(?:(?P<not>no|not)[ \n]+)?"
    rb"(?P<w>since|starting|beginning|commencing|effective|later than|greater than|earlier than|prior to)"
    rb"(?:[ \n]+(?:on|from|in|with))?(?:[ \n]+the)?(?:[ \n]+year)?[ \n]+\Z"
)
_BEHIND = re.compile(
    rb",?[ \n]+(?:(?:and|or)[ \n]+(?P<w>later|beyond|greater|after|afterwards|earlier|before|onwards?)|onwards?)"
    rb"(?=\Z|[ \n]*[.,;:!?)]|[ \n]+(?:and|or|but|in|at|for|as|when|will|was|were|is|are|has|have|had)\b)"
)
_FROM_NOW = re.compile(rb"\bbetween[ \n]+(?:now|today)[ \n]+and(?:[ \n]+the)?[ \n]+\Z")
_WORDS = {"since": "ge", "starting": "ge", "beginning": "ge", "commencing": "ge", "effective": "ge",
          "later than": "gt", "greater than": "gt", "earlier than": "lt", "prior to": "lt"}  # fmt: skip
_OWN = re.compile(  # the date stands alone after "before": "before 2018, …", not "before the 2018 election"
    rb"\Z|[ \n]*[.,;:!?)\-\x9a]|[ \n]+(?:and|or|but|in|at|on|as|to|when|with|for|from|by|that|which|if|because|while|"
    rb"the|it|he|she|they|we|you|i|is|was|were|are|will|would|has|have|had)\b",
    re.I,
)
_AFTER_THE = re.compile(rb"\b(?:the|these|those)[ \n]+(?:first[ \n]+|last[ \n]+)?\Z")
_THE = re.compile(rb"\b(?:the|that)[ \n]+weekend\Z", re.I)
_DAY = timedelta(days=1)
_LENGTHS = {"quarter": 91, "half": 182, "month": 30, "week": 7}
_FISCAL = re.compile(r"FY\d{4}-([QH]\d)")
_FISCAL_YEAR = re.compile(r"FY\d{4}")
_LAPSED = ("starting", "beginning", "commencing", "effective")
_END_OF = re.compile(rb"(?:the )?end\b", re.I)
_START_OF = re.compile(rb"(?:the )?(?:beginning|start)\b", re.I)
# Days told by weekday or by counting from today date the report, not the business: "a year earlier" is not from them.
_PASSING = {"weekday", "lastday", "thisday", "nextday", "previousday", "comingday", "inweek", "holiday", "yearback"}


# "the nine months ended June 30, 2024 and 2023": the second year tells of the same months
_AND_YEAR = re.compile(rb"(?:,?[ \n]+(?:and|or)|,(?=[ \n]+\d{4},?[ \n]+(?:and|or)[ \n]+\d{4}\b))[ \n]+")
_ENDING = re.compile(rb"\b(?:ended|ending|to|through)\b", re.I)


_BASE = re.compile(rb"\b(?:from|than in|with|against|over|versus|vs\.?)[ \n]+(?:the[ \n]+)?\Z")
_YEAR_AGO = ("shift", "year", -1)
# What a quarter is compared with a year ago: an amount, or "from", "than", "with" and the like
_AMOUNT_BEFORE = re.compile(
    rb"(?:\b(?:from|than|with|to|against|over|versus|vs\.?|of)|"
    rb"\d[\w.,]*[%)]?(?:[ \n](?:[a-z]+|%|cents? a share)){0,3})[ \n]+\Z",
    re.I,
)


class Dated(NamedTuple):
    """What a date mention says: its days, one end None where it is open, its label and its bound."""

    start: date | None
    end: date | None
    period: str | None
    modifier: str | None


class Dating:
    """The dates of one article in text order."""

    __slots__ = ("anchor", "at", "data", "ended", "fiscal", "published", "yearly")

    def __init__(self, data: bytes, published: date | None) -> None:
        self.data, self.published = data, published
        self.anchor: Span | None = None
        self.at = 0
        self.ended = 0
        self.fiscal: dict[str, str] = {}  # parts of fiscal years told: "Q3" -> "FY2025-Q3"
        self.yearly: tuple[Dated, int, bool] | None = None  # the date told last, its year, whether it names its days

    def settle(self, d: Draft, start: int, end: int) -> Dated | None:
        """The days of a date, or None where the words are no date after all."""
        figures = self.data[end - 4 : end]
        year = int(figures) if figures.isdigit() else 0
        bare = bool(year) and end - start == 4
        found = (self._of_another_year(year, start) if bare else None) or self._settled(d, start, end)
        if not bare or (self.yearly and found and found.period != figures.decode()):
            self.yearly = None
            if found and year and found.modifier is None:
                day = found.start is not None and found.end is not None and (found.end - found.start).days == 1
                self.yearly = found, year, day or bool(_ENDING.search(self.data, start, end))
            self.ended = end
        return found

    def _of_another_year(self, year: int, start: int) -> Dated | None:
        """A bare year that tells of the same days or months as the date before it."""
        joint = _AND_YEAR.match(self.data, self.ended) if self.yearly else None
        if not self.yearly or not joint or joint.end() != start:
            return None
        told, of, named = self.yearly
        back = of - year
        if not -3 <= back <= 5 or back == 0 or (back < 0 and not named):
            return None
        if told.start is None and told.period and told.period.startswith(f"FY{of}"):
            return Dated(None, None, f"FY{year}{told.period[6:]}", None)
        if not told.start or not told.end or (told.end - told.start).days > 366:
            return None
        span = dates.moved(Span(told.start, told.end), -12 * back)
        return Dated(span.start, span.end, span.label, None) if span else None

    def _settled(self, d: Draft, start: int, end: int) -> Dated | None:
        said = d.relative
        op = said[0] if said else ""
        if op == "month" and (self._is_verb(start, end) or self._is_name(start, end)):
            return None
        if op == "weekend" and not (_THE.search(self.data, max(0, start - 8), end) and _OWN.match(self.data, end)):
            return None  # "a weekend", "the weekend trip"
        span = Span(d.iso_start, d.iso_end) if d.iso_start and d.iso_end else None
        if span is None and said:
            span = self._resolved(said, op, start, end)
            if span is None and op == "same":
                return None
        if self.fiscal and op in ("quarter", "half") and said and (part := self._told_part(op, said[2])):
            return part
        if span is None:
            self._remember(d.period, start)
            return Dated(None, None, d.period, d.modifier)
        whole = span.start.day == span.end.day == 1 or (span.end - span.start).days == 1
        compared = said == _YEAR_AGO and self._compared(_YEAR_AGO, start, end)
        compared = compared or self._base(span, start)
        if whole and not compared and op not in _PASSING and not (op == "shift" and said and said[1] == "day"):
            self.anchor, self.at = span, end
        return self._opened(span, d, start, end)

    def _remember(self, label: str | None, start: int) -> None:
        """Keep the parts of fiscal years that are told, of two alike the later, none that is only compared with."""
        named = _FISCAL.fullmatch(label) if label else None
        if label and _FISCAL_YEAR.fullmatch(label):
            self.fiscal.setdefault("", label)
        if not named or _BASE.search(self.data, max(0, start - 16), start):
            return
        if label and label > self.fiscal.get(named[1], ""):
            self.fiscal[named[1]] = label

    def _told_part(self, part: str, index: object) -> Dated | None:
        """“revenue in Q3 FY25 … profit in the third quarter”: the fiscal quarter told before.

        Where only fiscal years are told, nobody knows which quarter is meant: that of which year, or the calendar's.
        """
        label = self.fiscal.get(f"{part[0].upper()}{index}")
        return Dated(None, None, label, None) if label or "" in self.fiscal else None

    def _is_verb(self, start: int, end: int) -> bool:
        """Whether a "May" is none of the calendar: "May I ask", but "in May it rose"."""
        if self.data[start:end] != b"May" or not _VERB.match(self.data, end):
            return False
        return not _LEADS.search(self.data, max(0, start - 8), start)

    def _is_name(self, start: int, end: int) -> bool:
        """Whether a month is a name of somebody or something: "Jan Doe", "the March for Jobs"."""
        word = self.data[start:end]
        if word == b"Jan" or word == b"April" or word == b"June":
            person = _SURNAME.match(self.data, end) and not _LEADS.search(self.data, max(0, start - 8), start)
            return bool(person) and (word == b"Jan" or self.data[start - 1 : start] in (b"", b"\n"))
        return word == b"March" and bool(_MARCH.match(self.data, end))

    def _resolved(self, said: tuple[str, str, int] | Compound, op: str, start: int, end: int) -> Span | None:
        if isinstance(said, Compound):
            if op == "offset" and _AFTER_THE.search(self.data[max(0, start - 12) : start].lower()):
                said = said._replace(op="window")  # "in the two weeks after Easter"
            if known(said):
                return resolve(said, date(2000, 1, 1), 0)
        elif op == "yearback":
            return self._a_year_back(said, start)
        elif self._compared(said, start, end):
            if self.anchor and (found := from_anchor(("anchor", "year", -1), self.anchor)):
                return found
        elif op in ("anchor", "anchored", "same"):
            if self.anchor and self._near(start, op) and (found := from_anchor(said, self.anchor)):
                return found
            if op == "same" or (op == "anchor" and said[1] == "year" and said[2] > 0):
                return None  # "five years later" than what was told, and never than the day of the text
        if not self.published:
            return None
        return resolve(said, self.published, tense(self.data, start, end, op))

    def _base(self, span: Span, start: int) -> bool:
        """Whether a period is only the base of another one: "rose 0.2% in May from April and 2.4% from a year ago"."""
        if not self.anchor or span.start >= self.anchor.start or not self._near(start, "anchor"):
            return False
        return bool(_BASE.search(self.data, max(0, start - 16), start))

    def _compared(self, said: tuple[str, str, int], start: int, end: int) -> bool:
        """Whether "a year ago" is the quarter told before it: "third-quarter net fell to $5m from $7m a year ago"."""
        if said != _YEAR_AGO or not self.anchor or not self._near(start, "anchor"):
            return False
        days = (self.anchor.end - self.anchor.start).days
        ago = self.data[end - 3 : end].lower() == b"ago"
        return ago and 28 <= days <= 276 and bool(_AMOUNT_BEFORE.search(self.data, max(0, start - 24), start))

    def _a_year_back(self, said: tuple[str, str, int], start: int) -> Span | None:
        """Reads "the year-ago quarter", "the same period of 2023" from the period the text told before."""
        _, unit, year = said
        anchor = self.anchor if self.anchor and self._near(start, "same") else None
        days = _LENGTHS.get(unit)
        if (
            anchor
            and (days is None or abs((anchor.end - anchor.start).days - days) <= 6)
            and anchor.end - anchor.start > _DAY
        ):
            back = anchor.start.year - year if year else 1
            if 0 <= back <= 10:
                return dates.moved(anchor, -12 * back) if back else anchor
        if year:
            return None if unit in ("quarter", "half") else dates.year(year)  # some quarter of that year
        if not self.published or unit != "quarter":
            return None
        return dates.quarter(self.published.year - 1, (self.published.month + 2) // 3 - 1)

    def _near(self, start: int, op: str) -> bool:
        """Whether the date told last stands in the same sentence; "the same year" reaches back further."""
        if start - self.at >= 300:
            return False
        between = self.data[self.at : start]
        return b"\n\n" not in between and (op == "same" or b". " not in between)

    def _opened(self, span: Span, d: Draft, start: int, end: int) -> Dated:
        data, modifier = self.data, d.modifier
        first: date | None = span.start
        last: date | None = span.end
        if modifier is None:
            before = data[max(0, start - 40) : start].lower()
            if before[-1:] in b" \n" and (m := _BEFORE.search(before)):
                word = m["w"].decode()
                if m["not"] and word in ("later than", "greater than"):
                    modifier = "le"
                elif not m["not"] and not (m["lapse"] and word in _LAPSED):
                    modifier = _WORDS[word]
            if modifier is None and _FROM_NOW.search(before):
                return Dated(None, last, span.label, "le")
            if modifier is None and (m := _BEHIND.match(data, end, end + 40)):
                if m["w"] in (b"earlier", b"before"):
                    return Dated(None, last, span.label, "le")
                modifier = "ge"
        if modifier == "lt" and _END_OF.match(data, start):
            return Dated(None, last, span.label, "le")
        if modifier == "gt" and _START_OF.match(data, start):
            modifier = "ge"
        if data[end : end + 2] == b"'s" or (modifier in ("gt", "lt") and not _OWN.match(data, end)):
            pass
        elif modifier == "ge":
            last = None
        elif modifier == "gt":
            first, last = span.end, None
        elif modifier == "lt":
            first, last = None, span.start
        return Dated(first, last, span.label, modifier)
