"""Which lines of a text are rows of a table."""

import pytest

from factcheck.report.columns import looks

TABBED = ["Town\tSales\tStaff", "Bonn\t12.5\t40"]
SPACED = ["Town     Sales   Staff", "Bonn      12.5      40"]
BARRED = ["| Town | Sales |", "| --- | --- |", "| Bonn | 12 |"]


@pytest.mark.parametrize(
    ("rows", "classes"),
    [
        (TABBED, ["tab t6", "tab t6"]),
        (["Text.", *TABBED, "", "Text."], ["", "tab t6", "tab t6", "", ""]),
        (["A long name of a town\t5", "Bonn\t12"], ["tab t22", "tab t22"]),
        (["A long name of a town\t" * 4 + "5"] * 2, ["tab t22 fine"] * 2),
        (SPACED, ["grid", "grid"]),
        (BARRED, ["grid"] * 3),
        (TABBED[:1], [""]),  # one line is no table
        (["Sales rose.  Staff fell.", "Rents rose.  Wages fell."], ["", ""]),  # two spaces after a full stop
        (["\tSales rose in the year.", "\tStaff fell."], ["", ""]),  # indented paragraphs
        (["x" * 40 + "\t5", "y\t6"], ["", ""]),  # a tab in prose
        ([], []),
    ],
)
def test_rows(rows, classes):
    assert looks(rows) == classes
