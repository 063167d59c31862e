"""A desk to review at: articles and facts of a town's waterworks, a browser, and the server as a process of its own."""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent.parent
FACTS = """entity,metric,value,unit,period,source,as_of,source_rank
Lindmar,revenue,12,USD million,2024,Annual report 2024,2025-02-01,primary
Lindmar,employees,340,employee,2024-12-31,Annual report 2024,2025-02-01,primary
"""
HEAD = "---\npublished: 2025-03-01\n---\n"
DRAFT = HEAD + "Lindmar's revenue was $15 million in 2024.\n\nLindmar has 360 employees.\n\nLindmar's rent was $4 million in 2024.\n"


def put(path: str | Path, text: str) -> Path:
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def long_draft(count: int) -> str:
    """A text with that many claims, one a paragraph."""
    return HEAD + "\n\n".join(f"District {n} paid ${n + 2} million for pipes in 2024." for n in range(count)) + "\n"


class Server:
    """``factcheck review`` in a process of its own."""

    def __init__(self, *args: str, cwd: Path) -> None:
        env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
        command = [sys.executable, "-m", "factcheck", "review", "--no-open", *args]
        self.process = subprocess.Popen(command, cwd=cwd, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.links = [self.process.stdout.readline().strip()]
        if not self.links[0].startswith("http"):
            raise AssertionError(self.process.communicate()[1])
        self.port = int(re.search(r":(\d+)/", self.links[0])[1])
        self.host = f"127.0.0.1:{self.port}"

    def next_link(self) -> str:
        self.links.append(self.process.stdout.readline().strip())
        return self.links[-1]

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


class Client:
    """A browser's part: the cookie, the Host, the Origin; any of them can be got wrong."""

    def __init__(self, server: Server, link: str | None = None) -> None:
        self.server = server
        self.cookie = ""
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        status, headers, _ = self.ask("GET", (link or server.links[0]).split(server.host)[1])
        assert status == 303, status
        self.cookie = headers["set-cookie"].split(";")[0]

    def ask(self, method: str, path: str, body: bytes | None = None, **changed: str | None) -> tuple[int, Any, bytes]:
        headers = {"host": self.server.host, "cookie": self.cookie, "connection": "keep-alive"}
        if method == "POST":
            headers |= {"origin": f"http://{self.server.host}", "content-type": "application/json"}
        headers |= {name.replace("_", "-"): value for name, value in changed.items()}
        self.connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in headers.items():
            if value is not None:
                self.connection.putheader(name, value)
        if body is not None and "content-length" not in headers:
            self.connection.putheader("content-length", str(len(body)))
        try:
            self.connection.endheaders(body)
            answer = self.connection.getresponse()
            said = answer.read()
        except (OSError, http.client.HTTPException):
            self.connection.close()
            raise
        return answer.status, answer.headers, said

    def state(self, report: str = "draft.html") -> Any:
        status, _, body = self.ask("GET", "/api/decisions?" + urlencode({"report": report}))
        assert status == 200, body
        return json.loads(body)

    def decide(self, claim: str, decision: str, initials: str = "AB", report: str = "draft.html", **more: Any) -> int:
        body = {"ticket": os.urandom(8).hex(), "claim": claim, "decision": decision, "why": None, "initials": initials, "note": "", **more}
        body.setdefault("result", getattr(self, "result", None) or self.state(report)["result"])
        return self.ask("POST", "/api/decisions?" + urlencode({"report": report}), json.dumps(body).encode())[0]
