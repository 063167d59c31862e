"""Result + decisions of people -> what is signed, open, in conflict or lapsed; drafts compared; the local server."""

from factcheck.review.carrying import Aside, put_aside
from factcheck.review.drafts import Change, compare
from factcheck.review.hiding import hide, settled
from factcheck.review.ignores import Ignore, Ignores, find_ignores, side_file
from factcheck.review.merging import Merged, merge
from factcheck.review.sheet import Row, Sheet, SheetError, read_sheet, sheet_of
from factcheck.review.signoff import Decision, Signoff, SignoffError, dump_signoff, read_signoff

__all__ = [
    "Aside", "Change", "Decision", "Ignore", "Ignores", "Merged", "Row", "Sheet", "SheetError", "Signoff",
    "SignoffError", "compare", "dump_signoff", "find_ignores", "hide", "merge", "put_aside", "read_sheet",
    "read_signoff", "settled", "sheet_of", "side_file",
]  # fmt: skip
