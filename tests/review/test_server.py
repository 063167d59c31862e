"""The review server: who may ask, what survives, what several reviewers see; one round trip in a real browser."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import threading
import time
from pathlib import Path

import pytest
from reviewing import DRAFT, FACTS, Client, Server, long_draft, put

from factcheck.cli import main
from factcheck.review import read_sheet, read_signoff

pytest.importorskip("starlette", reason="the extra 'review' is not installed: the server is NOT tested")
pytest.importorskip("uvicorn", reason="the extra 'review' is not installed: the server is NOT tested")


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    put("reference_data/facts/lindmar.csv", FACTS)
    put("draft.md", DRAFT)
    main(["check", "draft.md", "-q"])
    return tmp_path


@pytest.fixture
def serve(desk):
    running = []

    def started(*args: str) -> Server:
        running.append(Server(*(args or ["reports"]), cwd=desk))
        return running[-1]

    yield started
    for server in running:
        server.kill()


def test_only_our_browser_is_let_in(serve):
    server = serve()
    client = Client(server)
    good = "/api/decisions?report=draft.html"
    assert client.ask("GET", good)[0] == 200
    body = json.dumps({"ticket": "a" * 16, "claim": "c1", "decision": "keep", "result": client.state()["result"]}).encode()
    refused = [
        ("GET", "/draft.html", None, {"cookie": None}, 401),
        ("GET", "/draft.html", None, {"cookie": f"factcheck-{server.port}=guess"}, 401),
        ("GET", "/?token=guess", None, {"cookie": None}, 401),
        ("GET", server.links[0].split(server.host)[1], None, {"cookie": None}, 401),  # used already
        ("GET", "/draft.html", None, {"host": "evil.example"}, 421),
        ("GET", "/draft.html", None, {"host": f"evil.example:{server.port}"}, 421),
        ("GET", "/draft.html", None, {"host": None}, 400),
        ("GET", "/draft.html", None, {"sec_fetch_site": "cross-site"}, 403),
        ("POST", good, body, {"origin": "http://evil.example"}, 403),
        ("POST", good, body, {"origin": "null"}, 403),
        ("POST", good, body, {"origin": None}, 403),
        ("POST", good, body, {"origin": f"http://127.0.0.1:{server.port + 1}"}, 403),
        ("POST", good, body, {"content_type": "text/plain"}, 415),
        ("POST", good, body, {"cookie": None}, 401),
        ("PUT", good, body, {}, 405),
        ("DELETE", good, None, {}, 405),
        ("GET", "/../../etc/passwd", None, {}, 404),
        ("GET", "/..%2f..%2fetc%2fpasswd", None, {}, 404),
        ("GET", "/%2e%2e/draft.md", None, {}, 404),
        ("GET", "/review.sqlite3", None, {}, 404),
        ("GET", "/draft.json", None, {}, 404),
        ("GET", "/api/decisions?report=../draft.html", None, {}, 404),
        ("GET", "/api/decisions?report=draft.html&after=" + "9" * 400, None, {}, 404),
        ("POST", good, b"[" * 60000, {}, 400),
        ("POST", good, b"{}", {}, 409),
        ("POST", good, body.replace(b'"c1"', b'"c99"'), {}, 400),
    ]
    for method, path, sent, changed, expected in refused:
        try:
            status = client.ask(method, path, sent, **changed)[0]
        except OSError:
            status = 0
        assert status == expected, (method, path, changed, status)
    assert client.state()["decisions"] == {}
    assert client.decide("c1", "keep") == 201


def test_large_bodies_are_refused_and_it_keeps_serving(serve):
    server = serve()
    client = Client(server)
    big = b'{"note": "' + b"x" * 10_000_000 + b'"}'
    for sent, changed in ((big, {}), (b"{}", {"content_length": "99999999999999"}), (b"{}", {"content_length": "10000000"})):
        with contextlib.suppress(OSError):  # closed on us while we were still sending: refused as well
            assert client.ask("POST", "/api/decisions?report=draft.html", sent, **changed)[0] in (400, 413)
        client.connection.close()
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in [b"x" * 60_000] * 4) + b"0\r\n\r\n"
    with contextlib.suppress(OSError):
        status = client.ask("POST", "/api/decisions?report=draft.html", chunked, content_length=None, transfer_encoding="chunked")[0]
        assert status == 413
    client.connection.close()
    assert client.decide("c2", "ask", note="n" * 2000) == 201
    assert client.decide("c2", "ask", note="n" * 2001) == 400
    assert client.decide("c2", "ask", initials="A" * 17) == 400


def test_the_page_comes_with_a_strict_policy(serve):
    _, headers, body = (client := Client(serve())).ask("GET", "/draft.html")
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
    assert headers["x-frame-options"] == "DENY" and headers["cache-control"] == "no-store"
    assert b"http-equiv" not in body.split(b"</head>")[0]  # one policy, the header's
    assert client.ask("GET", "/nothing")[1]["content-security-policy"] == policy


def test_a_page_that_is_not_ours_is_not_served(serve, desk):
    page = (desk / "reports/draft.html").read_text(encoding="utf-8")
    put("reports/other.html", "<!doctype html><script>alert(1)</script>")
    put("reports/changed.html", page.replace('"use strict";', '"use strict";alert(1);'))
    client = Client(serve())
    assert client.ask("GET", "/other.html")[0] == client.ask("GET", "/changed.html")[0] == 404
    assert client.ask("GET", "/draft.html")[0] == 200


def test_two_reviewers_see_each_other_and_disagree(serve, desk):
    server = serve("reports", "--reviewers", "2")
    first, second = Client(server), Client(server, server.next_link())
    assert first.decide("c1", "keep", "AB") == 201
    seen = second.state()["decisions"]["1"]
    assert (seen["by"], seen["disputed"]) == (["AB: keep as is"], False)
    assert second.decide("c1", "wrong", "CD", why="wrong-fact") == 201
    seen = first.state()["decisions"]["1"]
    assert (seen["by"], seen["disputed"]) == (["AB: keep as is", "CD: the checker is wrong (wrong fact)"], True)
    assert first.decide("c1", "wrong", "AB", why="wrong-fact") == 201  # AB comes round
    assert second.state()["decisions"]["1"]["disputed"] is False
    for initials in ("", "C", "CD"):  # the initials were typed a moment later
        assert second.decide("c2", "keep", initials) == 201
    assert first.state()["decisions"]["2"]["by"] == ["CD: keep as is"]
    status, _, body = first.ask("GET", "/draft.signoff.json")
    saved = read_signoff(body.decode())
    assert status == 200
    assert [(d.claim, d.initials, d.decision) for d in saved.decisions] == [("c1", "CD", "wrong"), ("c1", "AB", "wrong"), ("c2", "CD", "keep")]


def test_a_decision_sent_twice_is_stored_once(serve, desk):
    client = Client(serve())
    assert [client.decide("c1", "keep", ticket="0123456789abcdef") for _ in range(3)] == [201] * 3
    assert rows(desk) == [("0123456789abcdef",)]


def rows(desk: Path) -> list[tuple[str]]:
    with sqlite3.connect(desk / "reports/review.sqlite3") as base:
        return base.execute("SELECT ticket FROM history ORDER BY seq").fetchall()


def test_history_cannot_be_changed(serve, desk):
    assert Client(serve()).decide("c1", "keep") == 201
    with sqlite3.connect(desk / "reports/review.sqlite3") as base:
        for sql in ("UPDATE history SET decision = 'accept'", "DELETE FROM history"):
            with pytest.raises(sqlite3.IntegrityError, match="history is kept"):
                base.execute(sql)


def test_killed_in_the_middle_nothing_confirmed_is_lost_and_nothing_is_there_twice(serve, desk):
    put("long.md", long_draft(60))
    main(["check", "long.md", "-q", "--fail-on", "never"])
    server = serve("reports/long.html")
    first = Client(server)
    result = first.state("long.html")["result"]
    confirmed: list[str] = []
    enough = threading.Event()

    def reviewer(number: int) -> None:
        client = object.__new__(Client)
        client.__dict__ |= {"server": server, "cookie": first.cookie, "result": result}
        client.connection = type(first.connection)("127.0.0.1", server.port, timeout=20)
        for turn in range(100):
            ticket = f"reviewer-{number}-{turn}"
            try:
                status = client.decide(f"c{turn % 60 + 1}", "keep", f"R{number}", "long.html", ticket=ticket)
            except OSError:
                return
            assert status == 201
            confirmed.append(ticket)
            if len(confirmed) >= 300:
                enough.set()

    threads = [threading.Thread(target=reviewer, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    assert enough.wait(30)
    server.kill()
    for thread in threads:
        thread.join()
    assert 300 <= len(confirmed) < 800  # it was killed in the middle
    again = Client(serve("reports/long.html"))
    stored = [ticket for (ticket,) in rows(desk)]
    assert len(stored) == len(set(stored))
    assert set(confirmed) <= set(stored)
    shown = {int(n): {said.split(":")[0] for said in d["by"]} for n, d in again.state("long.html")["decisions"].items()}
    for ticket in confirmed:
        _, number, turn = ticket.split("-")
        assert f"R{number}" in shown[int(turn) % 60 + 1]


def test_a_report_that_disappears_does_not_end_the_server(serve, desk):
    client = Client(serve())
    page = (desk / "reports/draft.html").read_text(encoding="utf-8")
    for text in (None, "<p>something else"):
        (desk / "reports/draft.html").unlink() if text is None else put(desk / "reports/draft.html", text)
        assert client.ask("GET", "/draft.html")[0] == 503
        assert client.ask("GET", "/api/decisions?report=draft.html")[0] == 503
    put(desk / "reports/draft.html", page)
    assert client.ask("GET", "/draft.html")[0] == 200
    assert client.decide("c1", "keep") == 201


def test_decisions_carry_over_to_the_next_draft_and_lapse_where_it_changed(serve, desk):
    server = serve()
    client = Client(server)
    claims = {row.surface: row for row in read_sheet(desk / "reports/draft.json").rows}
    for surface in ("$15 million", "360 employees"):
        row = next(r for words, r in claims.items() if words.startswith(surface.split()[0]))
        assert client.decide(row.id, "keep") == 201
    put("draft.md", DRAFT.replace("360", "380").replace("Lindmar's revenue", "Prices rose by 3%.\n\nLindmar's revenue"))
    main(["check", "draft.md", "-q"])
    now = {row.surface: row for row in read_sheet(desk / "reports/draft.json").rows}
    state = client.state()
    assert [now_row.surface for now_row in now.values() if str(now_row.n) in state["decisions"]] == ["$15 million"]
    assert client.decide("c1", "keep", result="0" * 64) == 409


def test_what_was_saved_before_is_taken_in(serve, desk):
    sheet = read_sheet(desk / "reports/draft.json")
    row = sheet.rows[0]
    entry = {
        "claim": row.id, "identity": row.identity, "content": row.content, "evidence": row.evidence, "verdict": row.verdict,
        "reason": row.reason, "decision": "keep", "why": None, "initials": "EF", "note": "", "decided_at": "2025-03-02T08:00:00Z",
    }  # fmt: skip
    body = {"schema_version": 1, "article": {"name": sheet.article, "sha256": sheet.sha256}, "result": sheet.result, "saved_at": "2025-03-02T08:00:00Z", "decisions": [entry]}
    put("reports/draft.signoff.json", json.dumps(body))
    for _ in range(2):  # started twice, taken in once
        server = serve()
        assert Client(server).state()["decisions"]["1"]["by"] == ["EF: keep as is"]
        server.kill()
    assert len(rows(desk)) == 1


def test_a_report_is_signed_in_a_browser(serve, desk, browser):
    playwright = pytest.importorskip("playwright.sync_api")
    server = serve("reports", "--reviewers", "2")
    said: list[str] = []
    pages = []
    for link in (server.links[0], server.next_link()):
        page = browser.new_context().new_page()
        page.on("console", lambda m: said.append(m.text))
        page.on("pageerror", lambda e: said.append(str(e)))
        page.goto(link)
        page.wait_for_selector(".card.sel")
        pages.append(page)
    first, second = pages
    first.keyboard.press("j")
    first.keyboard.press("a")
    first.keyboard.press("k")
    first.keyboard.press("x")
    first.fill(".card.sel .ini", "AB")
    first.fill(".card.sel .memo input", "checked with the author")
    first.wait_for_selector("#server:has-text('saved on disk')")
    second.wait_for_selector(".card.sel .by:text-is('AB: keep as is')")
    playwright.expect(second.locator(".card.sel .memo input")).to_have_value("checked with the author")
    assert second.text_content("#signed") == f"2 of {len(read_sheet(desk / 'reports/draft.json').rows)} signed"
    second.keyboard.press("a")
    second.fill(".card.sel .ini", "CD")
    first.wait_for_selector(".card.sel .by:has-text('Reviewers disagree')")
    second.wait_for_selector("#server:has-text('saved on disk')")
    with first.expect_download() as download:
        first.click("#save")
    both = [("AB", "keep"), ("CD", "accept"), ("AB", "accept")]  # the initials went to the earlier decision as well
    saved = read_signoff(Path(download.value.path()).read_text(encoding="utf-8"))
    assert [(d.initials, d.decision) for d in saved.decisions] == both
    assert download.value.suggested_filename == "draft.signoff.json"
    assert first.locator(".card.sel input[value=keep]").is_checked()  # one's own decision stays in the card
    first.reload()
    first.wait_for_selector(".card.sel .by")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    for scheme, width in (("light", 1440), ("dark", 390)):  # what the server adds to the page: who decided, what is saved
        first.emulate_media(color_scheme=scheme)
        first.set_viewport_size({"width": width, "height": 844})
        found = axe.run(first, options={"resultTypes": ["violations"]}).response["violations"]
        assert [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found] == []
    for page in pages:
        page.context.close()
    assert said == []
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        path = desk / "reports/draft.signoff.json"
        found = read_signoff(path.read_text(encoding="utf-8")).decisions if path.is_file() else ()
        if [(d.initials, d.decision) for d in found] == both:
            break
        time.sleep(0.2)
    else:
        pytest.fail(f"the sign-off on disk holds {found}")
