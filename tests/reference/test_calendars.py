"""When a fiscal year ends: what annual reports on file say of it, and what the author is told where nothing does."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck import Article, Reference, check
from factcheck.reference.calendars import unsaid

HEADER = "entity,metric,value,unit,period,as_of,source\n"
REPORT = """Acme,revenue,5,USD billion,FY2024,2025-03-01,Acme annual report 2024
Acme,revenue,4,USD billion,FY2023,2025-03-01,Acme annual report 2024
Acme,cash,1,USD billion,2024-12-31,2025-03-01,Acme annual report 2024
Acme,cash,2,USD billion,2023-12-31,2025-03-01,Acme annual report 2024
"""
# (rows, the day the year ends on): what is changed is what makes the balances' day another than the year's end
REPORTS = [
    (REPORT, "12-31"),
    (REPORT.replace("annual report", "Form 10-K for"), "12-31"),
    (REPORT.replace("-12-31,", "-06-30,").replace("2025-03-01", "2024-09-01"), "06-30"),
    (REPORT.replace("2024-12-31", "2024-12-28").replace("2023-12-31", "2023-12-30"), "12-31"),  # a year of 52 weeks
    (REPORT.replace("annual report 2024", "press release"), None),
    (REPORT.replace("2025-03-01", "2026-03-01"), None),  # long after: it may be of any day
    (REPORT.replace("2024-12-31", "2025-01-31"), None),  # two days of the year
    (REPORT.replace("-12-31,", "-09-30,").replace("FY2023", "FY2024-Q3"), None),  # a quarter's own figures are in it
    (REPORT.replace("2024-12-31", "2025-01-31").replace("2023-12-31", "2024-01-31"), None),  # labels of another custom
    (REPORT + "Acme,cash,2,USD billion,2024-06-30,2024-09-01,Acme annual results\n"
     "Acme,revenue,2,USD billion,FY2024,2024-09-01,Acme annual results\n", None),
]  # fmt: skip


def load(folder: Path, rows: str, entities: str = "") -> Reference:
    (folder / "facts").mkdir()
    (folder / "facts" / "a.csv").write_text(HEADER + rows)
    if entities:
        (folder / "entities.csv").write_text(f"entity,fiscal_year_end\n{entities}\n")
    return Reference.load(folder)


@pytest.mark.parametrize("rows, end", REPORTS)
def test_the_balances_of_an_annual_report_say_when_its_year_ends(tmp_path: Path, rows: str, end: str | None) -> None:
    assert load(tmp_path, rows).fiscal_year_end("Acme") == end


def test_a_year_end_that_follows_from_the_facts_lets_a_calendar_year_be_wrong(tmp_path: Path) -> None:
    reference = load(tmp_path, REPORT)
    told = check(Article("Acme had revenue of $6 billion in 2024."), reference).claims[0]
    assert (told.verdict, told.correction, told.question) == ("contradicted", "$5 billion", None)


def test_the_author_and_the_editor_hear_that_nothing_says_when_a_fiscal_year_ends(tmp_path: Path) -> None:
    reference = load(tmp_path, REPORT.replace("annual report", "press release"))
    faults = list(unsaid(reference.facts, reference.fiscal_year_end))
    assert [(f.file, f.line, f.field, f.severity) for f in faults] == [("facts/a.csv", 2, "period", "warning")]
    assert "when the fiscal year of Acme ends" in faults[0].message and "MM-DD under fiscal_year_end" in faults[0].message
    told = check(Article("Acme had revenue of $6 billion in 2024."), reference).claims[0]
    assert (told.verdict, told.reason) == ("needs-context", "period-inferred")
    assert told.question == (
        "Is FY2024 of Acme the calendar year 2024? "
        "Write its fiscal_year_end (MM-DD) in entities.csv, and this can be judged."
    )
    right = check(Article("Acme had revenue of $5 billion in 2024."), reference).claims[0]
    assert (right.verdict, right.question) == ("supported", None)


LATE = "Hart,revenue,22,USD billion,FY2024,2025-03-18,Hart release\nHart,revenue,21,USD billion,FY2023,2024-03-18,Hart\n"
# (rows, sentence, its verdict): fiscal 2024 of a shop often is the year to January 2025
LABELS = [
    (LATE, "Hart had revenue of $21 billion in the year ended January 31, 2024.", "needs-context"),
    (LATE, "Hart had revenue of $25 billion in fiscal 2024.", "contradicted"),
    (LATE.replace("FY2024", "FY2025").replace("FY2023", "FY2024"),
     "Hart had revenue of $23 billion in the year ended January 31, 2024.", "contradicted"),
    ("Hart,revenue,21,USD billion,FY2024,2025-03-18,Hart\nHart,revenue,22,USD billion,FY2025,2025-03-18,Hart\n",
     "Hart had revenue of $23 billion in the year ended January 31, 2024.", "contradicted"),
]  # fmt: skip


@pytest.mark.parametrize("rows, sentence, verdict", LABELS)
def test_a_label_of_the_year_a_fiscal_year_begins_in_accuses_nobody(
    tmp_path: Path, rows: str, sentence: str, verdict: str
) -> None:
    reference = load(tmp_path, rows, "Hart,01-31")
    assert check(Article(sentence), reference).claims[-1].verdict == verdict
    faults = list(unsaid(reference.facts, reference.fiscal_year_end))
    assert len(faults) == ("FY2025" not in rows)
    assert all("write FY2025 for the one after" in f.message for f in faults)
