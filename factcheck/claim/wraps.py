"""Line end -> does the sentence go on in the next line: text wrapped at a column by mail programs and wire services.

A line end inside a sentence is one that had to be: the next line's first word no longer fitted ("The group invested a /
$1.3 billion in …" at 65 columns). Headlines, list items, verses and table rows end before the column is reached.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

import factcheck.claim.lexicon as lex

WIDEST, NARROWEST = 100, 45  # columns at which programs wrap; verses are narrower, unwrapped paragraphs wider
_FULL = 0.75  # of a paragraph's line ends: list items of alike length fill the column now and then, not mostly
# Of the column, how far a headline above its text may reach: one in capitals further, for wire copy whose first lines
# lost their indent leaves a quarter of a line empty ("Globex Corp said it had sold Hill / Robotics Inc").
_SHORT, _SHORT_TITLE = 0.5, 0.9
_MARKS = re.compile(r"(?:[-*•‣◦–—·>]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")
_CELLS = re.compile(r"[^\s.!?](?: {2,}|\t)\s*\S|\|")
_BLANK = re.compile(r"[^\S\n]*+(?:\n|\Z)")
_BLANK_NEXT = re.compile(r"\n[^\S\n]*+(?:\n|\Z)")
_LETTERS = re.compile(r"\S{0,30}")
_AMOUNT = re.compile(r"[$€£¥₹]?\d|(?:US|A|C|HK)\$")
_LEADS = lex.DET | lex.POSS | lex.AUX | lex.CONJ | lex.PREP  # "the firm had / $4bn in cash"
# A line that ends in one of these goes on: "invested a", "up from", "will"; not "all", "in": headlines end so.
_OPEN = _LEADS - frozenset(
    "all both each any another this that these those her ahead inside outside along around near below above like since "
    "before after through under over across on in off as compared without within your can do does did has have had "
    "are is was were be been am being could would should may might must".split()
)


@dataclass(slots=True)
class Lines:
    """The paragraph looked at last (``start`` to ``end``) and the column it was wrapped at, 0 if it was not."""

    text: str
    start: int = 0
    end: int = -1
    column: int = 0
    widest: int = 0
    known: int = 0  # the column of the last wrapped paragraph: two lines alone don't show theirs

    def goes_on(self, at: int, following: int) -> bool:
        """Whether the sentence before the line end ``at`` goes on at ``following``, the next line's first letter."""
        text = self.text
        if self._bulleted(following):
            return False
        begin = self._begin(at)
        last = self._last(begin, at)
        if last[-1:] in ("$", "€", "£") or (last in _LEADS and _AMOUNT.match(text, following)):
            return True
        if last in _OPEN and at - begin >= NARROWEST:
            return True
        if at - begin > WIDEST or _CELLS.search(text, begin, at):
            return False
        self._look(begin)
        return bool(self.column) and at - begin + 1 + self._word(following) > self.column

    def stands_alone(self, at: int, following: int) -> bool:
        """Whether a line of wrapped text is a headline: it ends long before the column, and a capital follows."""
        if not self.text[following].isupper():
            return False
        begin = self._begin(at)
        needed = at - begin + 1 + self._word(following)  # the column up to which the next word would have fitted
        if at - begin > WIDEST or (self.start <= begin < self.end and not self._fits(needed, _SHORT_TITLE)):
            return False
        last = self._last(begin, at)
        if last in _OPEN or last[-1:] in (",", ";", "-"):
            return False
        self._look(begin)
        if not self._fits(needed, _SHORT_TITLE):
            return False
        words = self.text[begin:at].split()
        titled = not any(w[0].islower() and len(w) > 3 for w in words)
        if not titled and not self._fits(needed, _SHORT):
            return False
        return len(words) > 3 and any(w.lower() in lex.VERBS for w in words[1:])  # "Savings Bank of New / Leeds said"

    def _begin(self, at: int) -> int:
        """Where the line that ends at ``at`` begins, as far as that matters."""
        return self.text.rfind("\n", max(0, at - WIDEST - 2), at) + 1 or max(0, at - WIDEST - 2)

    def _last(self, begin: int, at: int) -> str:
        """The last word of a line in small letters."""
        words = self.text[max(begin, at - 24) : at].rsplit(None, 1)
        return words[-1].lower() if words else ""

    def _fits(self, needed: int, reach: float) -> bool:
        """Whether a line that could hold ``needed`` letters ends early for the paragraph looked at last."""
        widest = self.widest or self.known
        return NARROWEST <= widest <= WIDEST and needed <= reach * widest

    def _bulleted(self, at: int) -> bool:
        return _MARKS.match(self.text, at) is not None

    def _word(self, at: int) -> int:
        found = _LETTERS.match(self.text, at)
        return found.end() - at if found else 0

    def _look(self, begin: int) -> None:
        """Measure the paragraph round the line that begins at ``begin``, each paragraph once."""
        if self.start <= begin < self.end:
            return
        floor = max(self.end, 0)
        while begin > floor and (above := self.text[(line := self.text.rfind("\n", floor, begin - 1) + 1) : begin]):
            if above.isspace():
                break
            begin = max(line, floor)
        lines: list[str] = []
        self.start = self.end = begin
        if not _BLANK.match(self.text, begin):
            blank = _BLANK_NEXT.search(self.text, begin)
            self.end = blank.start() + 1 if blank else len(self.text) + 1
            lines = [line.rstrip() for line in self.text[begin : self.end - 1].split("\n")]
        self.widest = max(map(len, lines), default=0)
        self.column = self._column(lines)
        self.known = self.column or self.known

    def _column(self, lines: list[str]) -> int:
        if not NARROWEST <= self.widest <= WIDEST or len(lines) < 2:
            return 0
        spaced = [line for line in lines if "  " in line or "\t" in line or "|" in line]  # no other has cells
        if 3 * sum(_CELLS.search(line) is not None for line in spaced) > len(lines):
            return 0
        if len(lines) < 4:
            return self.known
        full = sum(len(line) + 1 + len(after.split(None, 1)[0]) > self.widest for line, after in pairwise(lines))
        return self.widest if full >= _FULL * (len(lines) - 1) else 0
