"""Files as people have them: encodings, line ends, front matter, and every refusal with its next step."""

import io
import sys
import time
from datetime import date

import pytest

from factcheck.read import ReadError, read
from factcheck.read.limits import Limits


@pytest.fixture
def put(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def write(name, content):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return name

    return write


@pytest.mark.parametrize(
    ("content", "encoding", "text"),
    [
        ("Café sales rose.\n", None, "Café sales rose.\n"),
        ("\ufeffCafé sales rose.\n", None, "Café sales rose.\n"),
        ("One.\r\nTwo.\rThree.\n", None, "One.\nTwo.\nThree.\n"),
        ("Café".encode("cp1252"), "windows-1252", "Café"),
        ("Café".encode("utf-16"), "utf-16", "Café"),
        ("  \n\n Late start.", None, "  \n\n Late start."),
    ],
)
def test_bytes_become_text(put, content, encoding, text):
    assert read(put("a.txt", content), encoding=encoding).text == text


@pytest.mark.parametrize(
    ("name", "content", "encoding", "said"),
    [
        ("a.txt", b"", None, "a.txt: empty. There is nothing to check."),
        ("a.txt", b" \n\t\n", None, "a.txt: empty. There is nothing to check."),
        ("a.md", b"---\ntitle: x\n---\n", None, "a.md: empty. There is nothing to check."),
        ("q3.bin", b"abcdefghijkl\0mn", None, "q3.bin: looks like a binary file (NUL at byte 12)."),
        (
            "a.txt",
            "Société Générale".encode("cp1252"),
            None,
            "a.txt:1:5: byte 0xE9 is not UTF-8. It would be valid windows",
        ),
        (
            "a.txt",
            b"One.\nThe Soci\xe9t\xe9, he",
            None,
            '(\u0022Soci\u00e9t\u00e9"). Re-run with --encoding windows-1252',
        ),
        ("a.txt", b"ok \xff\x81\x8d", None, "a.txt:1:4: byte 0xFF is not UTF-8. Re-run with --encoding NAME"),
        (
            "a.txt",
            "x".encode("utf-16"),
            None,
            "a.txt: starts with a UTF-16 byte order mark, so it is not UTF-8. Re-run",
        ),
        ("a.txt", b"x\xed\xa0\x80", None, "a.txt:1:2: byte 0xED is not UTF-8."),
        ("a.txt", b"x+2AA-", "utf-7", "a.txt: half a surrogate pair (U+D800) at character 1."),
        ("a.txt", b"\\ud800", "raw_unicode_escape", "a.txt: half a surrogate pair (U+D800) at character 0."),
        ("a.txt", b"x", "klingon", '"klingon" is no known encoding.'),
        ("a.txt", b"x", "hex", '"hex" does not turn bytes into text.'),
        ("a.txt", b"\xff", "ascii", "a.txt: is not valid ascii at byte 0."),
        ("a.txt", b"x" * (Limits().file_size + 1), None, "a.txt: is larger than 20 MB (limit file-size=20M). Split"),
        (
            "a.md",
            b"---\ntitle: x\npublished: 5 June\n---\nx",
            None,
            'a.md:3 (published): "5 June" is not a date. Use YYYY',
        ),
    ],
)
def test_what_cannot_be_read_says_why_and_what_next(put, name, content, encoding, said):
    with pytest.raises(ReadError) as caught:
        read(put(name, content), encoding=encoding)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("drafts/draft.txt", "drafts/draft.txt: no such file. Did you mean drafts/draft.md?"),
        ("drafts/dratf-v2.txt", "no such file. Did you mean drafts/draft-v2.txt?"),
        ("drafts/notes.txt", "drafts/notes.txt: no such file."),  # alike in nothing but its ending
        ("drafts/xyz", "drafts/xyz: no such file."),
        ("nowhere/draft.txt", "nowhere/draft.txt: no such file."),
        ("drafts", "drafts: is a folder."),
    ],
)
def test_missing(put, asked, said):
    put("drafts/draft.md", "x")
    put("drafts/draft-v2.txt", "x")
    with pytest.raises(ReadError) as caught:
        read(asked)
    assert said in str(caught.value)
    assert ("Did you mean" in str(caught.value)) == ("Did you mean" in said)


FRONT = """---
title: "Acme: a story"
published: 2024-03-01T09:00:00Z   # when it ran
entity: Acme
tags:
  - business
layout: wide
---

# Heading

It sold 40 vans.
"""


def test_front_matter_is_read_and_taken_out():
    article = _stdin(FRONT)
    assert (article.name, article.title, article.published, article.entity) == (
        "stdin",
        "Acme: a story",
        date(2024, 3, 1),
        "Acme",
    )
    assert article.text == "# Heading\n\nIt sold 40 vans.\n"
    assert article.position(article.text.index("40")) == (12, 9)


def test_the_caller_wins_over_front_matter(put):
    article = read(
        put("a.md", FRONT),
        published=date(2020, 1, 2),
        entity="Globex",
        currency="EUR",
        locale="de-DE",
        encoding="utf-8",
    )
    assert (article.published, article.entity, article.currency, article.locale) == (
        date(2020, 1, 2),
        "Globex",
        "EUR",
        "de-DE",
    )


@pytest.mark.parametrize(
    "text",
    [
        "---\nA rule, then words: and more.\n---\nx",  # not key: value
        "---\ntitle: never closed\n\nx",
        "-----\ntitle: x\n-----\n",
        " ---\ntitle: x\n---\n",
        "---\n---\nx",
    ],
)
def test_a_rule_is_not_front_matter(put, text):
    assert read(put("a.md", text)).text == text


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("a.txt", "Acme buys Globex\n\nThe deal …", "Acme buys Globex"),
        ("a.txt", "\n\n  Acme buys Globex  \nThe deal", "Acme buys Globex"),
        ("a.txt", "word " * 60, None),
        ("a.md", "intro\n\n## Acme buys Globex ##\n", "Acme buys Globex"),
        ("a.md", "Acme buys Globex\n===\n", "Acme buys Globex"),
        ("a.md", "#hashtag first\n", "#hashtag first"),
        ("a.unknown", "Acme buys Globex\n", "Acme buys Globex"),
    ],
)
def test_title(put, name, text, title):
    assert read(put(name, text)).title == title


def test_name_is_relative_inside_the_folder_and_bare_outside(put, tmp_path, monkeypatch):
    put("drafts/a.txt", "x")
    assert read("drafts/a.txt").name == "drafts/a.txt"
    assert read(tmp_path / "drafts" / "a.txt").name == "drafts/a.txt"
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert read("../drafts/a.txt").name == "a.txt"


PAGE = """<!doctype html><html><head><title>Acme &amp; Globex</title>
<meta property="article:published_time" content="2024-03-01T10:00:00Z">
<style>p { margin: 12px }</style><script>var x = 13;</script></head>
<body><nav><ul><li>Page 1</li></ul></nav>
<h1>Acme &amp; Globex</h1>
<p>Sales rose <b>5%</b> to
$3&nbsp;million.</p><p>Profit<br>fell.</p>
<table><tr><td>Vans</td><td>40</td></tr></table>
<footer>Copyright 2024</footer></body></html>"""


def test_html_keeps_the_words_and_drops_the_rest(put):
    article = read(put("a.html", PAGE))
    assert article.text.split("\n") == [
        "Acme & Globex",
        "Sales rose 5% to $3\xa0million.",
        "Profit",
        "fell.",
        "Vans 40",
    ]
    assert (article.title, article.published) == ("Acme & Globex", date(2024, 3, 1))
    assert [article.position(article.text.index(w))[0] for w in ("Sales", "Profit", "40")] == [6, 7, 8]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>It employed 340 in 2024.<sup>1</sup></p>", "It employed 340 in 2024.¹"),
        ('<p>It sold 12<sup class="n"><a href="#n12">[12]</a></sup> vans.</p>', "It sold 12[¹²] vans."),
        ("<p>It has 500 m<sup>2</sup> and 2<sup>nd</sup> place.</p>", "It has 500 m² and 2nd place."),
        ("<p>It rose<sup>3</p><p>by 5%.</p>", "It rose³\nby 5%."),
        ("<p>CO<sub>2</sub> fell 5%.</p>", "CO2 fell 5%."),
        ("<p>It is pro&shy;fit\xadable.</p>", "It is profitable."),
    ],
)
def test_raised_figures_stay_apart_from_numbers(put, html, text):
    assert read(put("a.html", html)).text == text


def test_html_without_closing_tags(put):
    assert (
        read(put("a.html", "<head><title>T</title><p>One<p>Two <script>if (a < b) 5;</script>3")).text == "One\nTwo 3"
    )


@pytest.mark.parametrize(
    "piece",
    ["<", "<a ", '<a b="', "<!--", "&#", "&#9", "9", "<![CDATA[", "</", "<p>", "<script>", "<nav>", "x<td>", "<b> "],
)
def test_hostile_html_is_read_in_time(put, piece):
    began = time.process_time()
    assert read(put("a.html", "x &#" + piece * 50_000)).text.startswith("x ")
    assert time.process_time() - began < 3


def _stdin(text):
    stream = io.TextIOWrapper(io.BytesIO(text.encode("utf-8")))
    kept, sys.stdin = sys.stdin, stream
    try:
        return read("-")
    finally:
        sys.stdin = kept
