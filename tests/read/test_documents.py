"""PDF and Word files: paragraphs and places as a reader sees them; broken and hostile ones refused in time."""

import importlib.util
import time
import tracemalloc
import warnings
from datetime import date

import pytest
from documents import CORE, WORD, docx, p, pdf, printed

from factcheck import Reference, check, claims
from factcheck.read import Limits, ReadError, ReadWarning, read
from factcheck.read.paragraphs import Line, paragraphs
from factcheck.read.pdf import _text

needs_pypdf = pytest.mark.skipif(
    importlib.util.find_spec("pypdf") is None, reason="NOT TESTED: pip install 'factcheck-desk[docs]' for PDF"
)
BOMB = 3_000_000


@pytest.fixture
def put(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def write(name, content):
        (tmp_path / name).write_bytes(content)
        return name

    return write


def joined(*lines, size=10.0, page=1):
    found = paragraphs([[Line(text, page, 72, 760 - 12 * n, size) for n, text in enumerate(lines)]])
    return [one.text for one in found]


FULL = "Globex Corporation said on Tuesday that its annual"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("revenue rose by 12.5% over the preceding year.",), "revenue rose by 12.5% over the preceding year."),
        (("rev-", "enue rose by 12.5% over the preceding year."), "rev-\nenue rose"),  # "rev-" is no full line
        (("result before tax and interest was up to the rev-", "enue of $5 million."), "the revenue of $5 million."),
        (("result before tax was explained in detail by self-", "interest of 5%."), "by self-interest of 5%."),
        (("result before tax was compared to the one year-on-", "year growth of 5%."), "one year-on-year growth"),
        (("result before tax was compared over the whole 12-", "month period."), "whole 12-month period."),
        (("result before tax was compared for the years 2023/", "24 and for others."), "years 2023/24 and"),
        (("result before tax was compared for the years 2023–", "24 and for others."), "years 2023–24 and"),
        (("result before tax was compared and stood at $98.4", "million in 2024."), "stood at $98.4 million in 2024."),
        (("result before tax was compared and grew by up to 5", "% in 2024 as said."), "by up to 5 % in 2024"),
        (("result before tax was compared and the pro\xad", "vision was reduced again by half."), None),
        (
            ("result before tax was a statement of that pur\xad", "chase for $5 million."),
            "that purchase for $5 million.",
        ),
        (("pre-tax result was as compared with that of the pre-", "tax one before."), "of the pre-tax one before."),
        (("result as before – this was the whole of it –", "and 5 more."), "whole of it – and 5 more."),
    ],
)
def test_line_ends_of_the_page_are_taken_out(lines, text):
    found = "\n".join(joined(FULL, *lines))
    assert text is None or text in found, found


def test_headings_lists_and_rows_of_tables_stay_apart():
    assert joined("Outlook", FULL, "revenue would rise again to at least $105 million") == [
        "Outlook",
        f"{FULL} revenue would rise again to at least $105 million",
    ]
    rows = ("Anvils and accessories for customers 51.2 48.9", "Rockets and all of their launching pads 47.2 38.6")
    assert joined(*rows) == list(rows)
    items = (f"• {FULL}", f"• {FULL}", f"2. {FULL}", f"(a) {FULL}")
    assert joined(*items) == list(items)
    assert joined(FULL, "report was out.", "Acme employed 340 people.") == [
        f"{FULL} report was out.",
        "Acme employed 340 people.",
    ]


def test_a_sentence_over_two_pages_is_whole_and_what_follows_is_on_its_page():
    pages = [
        [Line("It was so.", 1, 72, 760, 10), Line(FULL, 1, 72, 748, 10)],
        [Line("revenue was up 5%. Its costs fell by 3% in the year.", 2, 72, 760, 10)],
    ]
    found = [(one.text, one.page) for one in paragraphs(pages)]
    assert found[-2:] == [(f"{FULL} revenue was up 5%.", 1), ("Its costs fell by 3% in the year.", 2)]


def test_running_heads_and_page_numbers_are_left_out_and_the_title_is_not():
    def page(n, *lines):
        return [Line("Globex Annual Report 2024", n, 72, 800, 8), *lines, Line(f"Page {n} of 3", n, 300, 30, 8)]

    pages = [
        page(n, *[Line(f"{word} people were employed.", n, 72, 700 - 40 * i, 10) for i, word in enumerate(words)])
        for n, words in enumerate((("340", "10"), ("55", "20", "30"), ("60",)), 1)
    ]
    pages[0].insert(1, Line("Globex Annual Report 2024", 1, 72, 760, 24))
    said = [one.text for one in paragraphs(pages)]
    assert [w.split()[0] for w in said] == ["Globex", "340", "10", "55", "20", "30", "60"]


def test_pages_that_are_all_alike_are_no_running_heads():
    pages = [[Line("Acme employed 340 people.", n, 72, 760, 10)] for n in (1, 2)]
    assert [one.text for one in paragraphs(pages)] == ["Acme employed 340 people."] * 2


@needs_pypdf
def test_a_pdf_gives_its_text_title_date_and_pages(put):
    one = printed("Globex reports a good year", size=18) + b"\n" + printed(
        "Globex Corporation employed 1,240 people at the end of 2024, com-",
        "pared with 1,105 a year earlier. Revenue was $98.4",
        "million.",
        y=720,
    )  # fmt: skip
    two = printed("Globex recommended a dividend of $0.35 (35 cents).")
    info = "/Title (Globex reports) /CreationDate (D:20250305093000Z) /Producer (Word)"
    with pytest.warns(ReadWarning, match="taken to speak from 2025-03-05"):
        article = read(put("q4.pdf", pdf(one, two, info=info, packed=True)))
    assert (article.title, article.published) == ("Globex reports", date(2025, 3, 5))
    assert "2024, compared with 1,105 a year earlier. Revenue was $98.4 million." in article.text
    assert [article.position(article.text.index(w))[0] for w in ("1,240", "35 cents")] == [1, 2]
    assert {c.main.surface: article.position(c.main.start)[0] for c in claims(article)}["$0.35"] == 2


@pytest.mark.parametrize(
    ("about", "title", "published"),
    [
        ({"title": "Globex reports", "made": "2025-03-05"}, "Globex reports", date(2025, 3, 5)),
        ({"title": "Microsoft Word - draft7.docx", "made": "2025-03-05"}, "Large words", date(2025, 3, 5)),
        ({"title": "", "creator": "Mozilla/5.0 Chrome", "made": "2025-03-05"}, "Large words", None),
        ({"title": "x.indd", "made": "5 March"}, "Large words", None),
        ({"made": "2025-03-05", "published": "2024-11-12", "creator": "Safari"}, "Large words", date(2024, 11, 12)),
        ({}, "Large words", None),
    ],
)
def test_titles_and_dates_that_say_nothing_of_the_text_are_not_taken(about, title, published):
    page = [
        Line("Acme Gazette", 1, 72, 790, 8),
        Line("Large words", 1, 72, 760, 20),
        Line("It had 340.", 1, 72, 700, 10),
    ]
    found = _text(about, [page, [Line("More.", 2, 72, 760, 10)]], ())
    assert (found.title, found.published) == (title, published)


@needs_pypdf
def test_what_the_caller_says_needs_no_warning(put):
    name = put("a.pdf", pdf(printed("Acme had 340 staff."), info="/CreationDate (D:20250305)"))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert read(name, published=date(2024, 1, 2)).published == date(2024, 1, 2)


@needs_pypdf
def test_a_page_without_text_is_told(put):
    with pytest.warns(ReadWarning, match=r"a\.pdf: page 2: no text there"):
        article = read(put("a.pdf", pdf(printed("Acme had 340 staff."), b"", printed("It had 5."))))
    assert article.position(article.text.index("It had"))[0] == 3


SCAN = pdf(b"q 595 0 0 842 0 0 cm /Im1 Do Q", b"")
KEY = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O ({'o' * 32}) /U ({'u' * 32}) /P -4 >> /ID [(a) (b)]"
LOCKED = pdf(printed("Acme"), trailer=KEY)
GOOD = pdf(printed("Acme had 340 staff."))


@needs_pypdf
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.pdf", SCAN, "a.pdf: holds no text on its 2 pages: a scan, or empty. Run text recognition"),
        ("a.pdf", GOOD[:-40], "a.pdf: is a PDF cut short (its end mark is missing). Download or export it again."),
        ("a.pdf", b"%PDF-1.7\n%%EOF", "a.pdf: is a broken PDF ("),
        ("a.pdf", b"<html>Not found</html>", "a.pdf: is no PDF (it does not begin with %PDF-)."),
        ("a.pdf", LOCKED, "a.pdf: is encrypted. Save it without a password first."),
        ("a.pdf", pdf(b" " * 80_000_000, packed=True), "a.pdf: is a broken PDF (LimitReachedError"),
        ("a.pdf", pdf(b"BT (x) Tj ET " * 900_000, packed=True), "a.pdf: was not read in 1 seconds (limit seconds=1)."),
    ],
    ids="scan truncated broken other encrypted bomb endless".split(),
)  # fmt: skip
def test_a_pdf_that_cannot_be_read_says_why_and_what_next(put, name, content, said):
    began = time.monotonic()
    with pytest.raises(ReadError) as caught:
        read(put(name, content), limits=Limits(seconds=1))
    assert said in str(caught.value) and "\n" not in str(caught.value)
    assert time.monotonic() - began < 10


def test_without_its_library_a_pdf_says_what_to_install(put, monkeypatch):
    monkeypatch.setattr("sys.path", [])
    with pytest.raises(ReadError, match=r"needs? pypdf.*factcheck-desk\[docs\]"):
        read(put("a.pdf", GOOD))


STORY = (
    p("Globex reports", style="Title"),
    p("Revenue was $98.4", " million", "<w:r><w:tab/><w:t>in 2024.</w:t></w:r>"),
    p(),
    p(
        "Staff ",
        "<w:ins><w:r><w:t>grew to 340</w:t></w:r></w:ins>",
        "<w:del><w:r><w:delText>fell to 12</w:delText></w:r></w:del>",
        "<w:moveFrom><w:r><w:t> moved 13</w:t></w:r></w:moveFrom>",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t> hidden 14</w:t></w:r>",
        "<w:r><w:instrText> PAGE 15 </w:instrText></w:r>",
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> peo\xadple</w:t></w:r>',
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
        '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>',
        ".",
        "<w:sdt><w:sdtContent><w:r><w:t> Really.</w:t></w:r></w:sdtContent></w:sdt>",
    ),
    f"<w:tbl><w:tr><w:tc>{p('Anvils')}</w:tc><w:tc>{p('51.2')}{p('(2023: 48.9)')}</w:tc></w:tr></w:tbl>",
    p("First line", "<w:r><w:br/><w:t>Second line</w:t></w:r>"),
    p("<w:r><mc:AlternateContent xmlns:mc='m'><mc:Choice><w:txbxContent>" + p("In a box") + "</w:txbxContent></mc:Choice>"
      "<mc:Fallback><w:txbxContent>" + p("In a box") + "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>", "Around it"),
)  # fmt: skip
NOTES = f'<w:footnotes {WORD}><w:footnote w:type="separator" w:id="0">{p("- 5 -")}</w:footnote><w:footnote w:id="2">{p("Full-time.")}</w:footnote></w:footnotes>'


def test_a_word_file_gives_its_text_title_date_and_paragraphs(put):
    core = "<dc:title>Q4 &amp; more</dc:title><t:created>2013-12-23T00:00:00Z</t:created><t:modified>2025-03-05T09:30:00Z</t:modified>"
    with pytest.warns(ReadWarning, match="taken to speak from 2025-03-05, the day the file was last saved"):
        article = read(put("q4.docx", docx(*STORY, core=core, parts=[("word/footnotes.xml", NOTES)])))
    assert article.text.split("\n\n") == [
        "Globex reports",
        "Revenue was $98.4 million in 2024.",
        "Staff grew to 340 people¹. Really.",
        "Anvils 51.2 (2023: 48.9)",
        "First line\nSecond line",
        "In a box\nAround it",
        "Full-time.",
    ]
    places = {w: article.position(article.text.index(w))[0] for w in ("Globex", "340", "51.2", "Second", "Full-time")}
    assert places == {"Globex": 1, "340": 3, "51.2": 4, "Second": 5, "Full-time": 3}
    assert (article.title, article.published) == ("Q4 & more", date(2025, 3, 5))


@needs_pypdf
@pytest.mark.parametrize(
    ("size", "y", "text"),
    [(6.5, 764, "Acme employed 340 people in 2024.¹"), (10, 760, "Acme employed 340 people in 2024.1"),
     (6.5, 760, "Acme employed 340 people in 2024.1"), (10, 764, "Acme employed 340 people in 2024.1")],
    ids=["small and high", "neither", "small", "high"],
)  # fmt: skip
def test_the_number_of_a_note_stays_apart_from_the_year(put, size, y, text):
    line = printed("Acme employed 340 people in 2024.") + b"\nBT /F1 %g Tf 230 %d Td (1) Tj ET" % (size, y)
    assert read(put("a.pdf", pdf(line))).text == text


def test_a_word_file_that_says_nothing_of_itself_is_titled_by_its_heading(put):
    article = read(
        put("a.docx", docx(p("Desk: business"), p("Acme grows", style="Heading1"), p("Acme had 340 staff.")))
    )
    assert (article.title, article.published) == ("Acme grows", None)


def lies(data, size):
    """The zip says of its first part that it unfolds to ``size`` bytes."""
    at = data.index(b"PK\x01\x02")
    return data[:22] + size.to_bytes(4, "little") + data[26 : at + 24] + size.to_bytes(4, "little") + data[at + 28 :]


BIG = docx(p("x " * BOMB))
DTD = '<!DOCTYPE w:document [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (BIG, "unfolds to more than 100 times its size (limit expansion=100). Split it, or raise it with --limit expansion=500"),
        (lies(BIG, 1000), "a.docx: word/document.xml in it is broken (bad crc-32"),
        (docx(document=f"<?xml version='1.0'?>{DTD}<w:document {WORD}>&b;</w:document>"), "a.docx: word/document.xml in it declares a DTD"),
        (docx(p("x"), parts=[("docProps/core.xml", f"{DTD}{CORE}</cp:coreProperties>")]), "docProps/core.xml in it declares a DTD"),
        (docx(document="<a>" * 1000), "nests over 500 deep"),
        (docx(p("x"), parts=[(f"word/media/{n}.png", b"") for n in range(60)]), "has over 50 parts"),
        (docx(document="<w:document"), "a.docx: word/document.xml in it is broken (line 1, column"),
        (docx(p("x"))[:-30], "a.docx: is cut short or no Word file (file is not a zip file)."),
        (b"PK\x03\x04" + b"\0" * 50, "a.docx: is cut short or no Word file"),
        (docx(document="x", parts=[])[:60] + b"\xff" * 40 + docx(p("abc" * 50))[100:], "a.docx: "),
        (docx(p("x")).replace(b"word/document.xml", b"word/documint.xml"), "is a zip file but no Word document (no word/document.xml"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "a.docx: is an old Office file. Save it as .docx first."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.docx: is encrypted. Remove its password"),
        (docx(p("")), "a.docx: empty. There is nothing to check."),
    ],
    ids="bomb lie dtd dtd-about deep parts broken-xml cut-short no-zip garbled other-zip doc locked empty".split(),
)  # fmt: skip
def test_a_word_file_that_cannot_be_read_says_why_and_what_next(put, monkeypatch, content, said):
    monkeypatch.setattr("factcheck.read.package.MOST_PARTS", 50)
    began = time.process_time()
    tracemalloc.start()
    with pytest.raises(ReadError) as caught:
        read(put("a.docx", content))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert said in str(caught.value) and "\n" not in str(caught.value)
    assert time.process_time() - began < 3 and most < 60_000_000


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(file_size=100), "is larger than 0.0001 MB (limit file-size=100)."),
        (Limits(article_length=10), "is longer than 10 characters (limit article-length=10)."),
    ],
)
def test_limits_are_named(put, limits, said):
    for name, content in (("a.docx", docx(p("Acme had 340 staff."))), ("a.txt", b"Acme had 340 staff." * 20)):
        with pytest.raises(ReadError) as caught:
            read(put(name, content), limits=limits)
        assert said in str(caught.value)


@needs_pypdf
def test_a_file_is_what_it_begins_with(put):
    assert read(put("q4", GOOD)).text == "Acme had 340 staff."
    assert read(put("q4.txt", docx(p("Acme had 340 staff.")))).text == "Acme had 340 staff."


@needs_pypdf
def test_the_place_reaches_the_finding(put, tmp_path):
    facts = tmp_path / "facts.csv"
    facts.write_text("entity,metric,value,unit,period,source,as_of\nAcme,employees,430,employee,2024,r,2025-02-01\n")
    pages = printed("Acme reports"), printed("Acme employed 340 people in 2024.")
    for name, content, place in (
        ("a.pdf", pdf(*pages), ("page", 2)),
        ("a.docx", docx(p("Acme reports"), p("Acme employed 340 people in 2024.")), ("paragraph", 2)),
    ):
        result = check(read(put(name, content)), Reference.load(facts))
        assert result.summary["contradicted"] == 1
        claim = next(c for c in __import__("json").loads(result.to_json())["claims"] if c["verdict"] == "contradicted")
        assert (claim[place[0]], claim["line"]) == (place[1], place[1])
        assert f"{place[0]} {place[1]}" in result.to_html()
