"""Lines of text round a claim: in the terminal cut to its width, in Markdown with the number in bold."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from report_samples import claim, mention

from factcheck import report
from factcheck.model import Article, Result, Verdict


def one(text: str, surface: str) -> Result:
    found = claim("c1", mention("m1", surface, "number", text=text), text, text=text)
    return Result(Article(text, "a.txt"), (Verdict(found, "no-reference", "no-fact"),), (found.main,))


@pytest.mark.parametrize("width", [40, 60, 80])
@pytest.mark.parametrize("ending", ["1987", "1987.", "1987 and so on, and on, and on, and on, and on"])
def test_the_last_words_of_a_long_line_are_shown_whole(width: int, ending: str) -> None:
    text = f"Lindmar is a maker of pumps and of much else, as people in its home town will tell, founded in {ending}"
    for ascii in (False, True):
        said = report.to_full(one(text, "1987"), color=False, ascii=ascii, width=width).splitlines()
        mark = "^^^^" if ascii else "━━━━"
        shown, line = next((a, b) for a, b in pairwise(said) if mark in b)
        assert shown.index("1987") == line.index(mark) and len(shown) <= width, shown


@pytest.mark.parametrize("text", ["Made in 1987", "Made in 1987\n", "Made in 1987\n\n"])
def test_the_page_counts_the_lines_of_the_file(text: str) -> None:
    result = one(text, "1987")
    behind = replace(result, article=replace(result.article, lines=(7, 8, 9)))
    assert " · 1 line ·" in report.to_html(result) and " · 7 lines ·" in report.to_html(behind)


@pytest.mark.parametrize(
    ("text", "bold"),
    [
        ("Income was $31.5 million, of which", "was **$31.5 million**, of"),
        ("Income was ($31.5 million) or so", "(**$31.5 million**)"),
        ("$31.5 million was left", "> **$31.5 million** was left"),
    ],
)
def test_the_number_in_bold_stands_as_in_the_text(text: str, bold: str) -> None:
    assert bold in report.to_markdown(one(text, "$31.5 million"))
