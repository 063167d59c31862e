"""What stands before the server: whose browser may ask, from which page, and how much it may send."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from factcheck.review.page import policy

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

MOST_BYTES = 65_536  # a decision with the longest note is 10 kB
OWN = ("same-origin", "none")  # "none": typed in, or opened by the command


class Guard:
    """ASGI: nothing reaches the pages that did not come from this machine's browser with our cookie.

    Each link holds a token that is good once; it is exchanged for a cookie. A page of another site can make the
    browser ask us, but not with our Host and Origin.
    """

    def __init__(self, app: App, port: int, tokens: list[str]) -> None:
        self.app = app
        self.hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        self.cookie = f"factcheck-{port}"  # cookies know no ports: another server's must not be taken for ours
        self.tokens = set(tokens)
        self.sessions: set[str] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refused = self._refused(scope, headers)
        if refused is None:
            session = self._session(headers)
            if session is None:
                refused = self._admitted(scope)
            else:
                scope["session"] = session
        if refused is not None:
            await refused(scope, receive, _with_headers(send))
            return
        body = await _body(receive) if scope["method"] == "POST" else b""
        if body is None:
            await _too_large()(scope, receive, _with_headers(send))
            return
        await self.app(scope, _replayed(body, receive), _with_headers(send))

    def _refused(self, scope: Scope, headers: Headers) -> Response | None:
        if headers.getlist("host") == [] or any(h.lower() not in self.hosts for h in headers.getlist("host")):
            return PlainTextResponse("wrong host\n", 421)
        if headers.get("sec-fetch-site", "none") not in OWN:
            return PlainTextResponse("asked by another site\n", 403)
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return PlainTextResponse("no such method\n", 405)
        if scope["method"] == "POST":
            if headers.get("origin", "").lower() not in {f"http://{host}" for host in self.hosts}:
                return PlainTextResponse("asked by another site\n", 403)
            if headers.get("content-type", "").split(";")[0].strip() != "application/json":
                return PlainTextResponse("not JSON\n", 415)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or len(length) > 12 or int(length) > MOST_BYTES:
            return _too_large()
        return None

    def _session(self, headers: Headers) -> str | None:
        jar: SimpleCookie = SimpleCookie()
        try:
            jar.load(headers.get("cookie", ""))
        except CookieError:
            return None
        given = jar[self.cookie].value if self.cookie in jar else ""
        return next((s for s in self.sessions if secrets.compare_digest(s.encode(), given.encode())), None)

    def _admitted(self, scope: Scope) -> Response:
        query = scope.get("query_string", b"").decode("latin-1")
        given = query.removeprefix("token=") if scope["method"] == "GET" and query.startswith("token=") else ""
        token = next((t for t in self.tokens if secrets.compare_digest(t.encode(), given.encode("latin-1"))), None)
        if token is None:
            said = "Open the link that factcheck review printed; each link works once, in one browser.\n"
            return PlainTextResponse(said, 401)
        self.tokens.discard(token)
        session = secrets.token_urlsafe(32)
        self.sessions.add(session)
        answer = RedirectResponse("/", 303)
        answer.set_cookie(self.cookie, session, httponly=True, samesite="strict", path="/")
        return answer


def _too_large() -> Response:
    return PlainTextResponse("too large\n", 413, {"connection": "close"})


async def _body(receive: Receive) -> bytes | None:
    """The whole body, or None where it is too long: one without a length may not go on for ever either."""
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > MOST_BYTES:
            return None
        if message["type"] != "http.request" or not message.get("more_body"):
            return bytes(body)


def _replayed(body: bytes, receive: Receive) -> Receive:
    waiting = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return waiting.pop() if waiting else await receive()

    return replay


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["content-security-policy"] = policy()
            headers["x-content-type-options"] = "nosniff"
            headers["x-frame-options"] = "DENY"
            headers["referrer-policy"] = "no-referrer"
            headers["cross-origin-opener-policy"] = "same-origin"
            headers["cross-origin-resource-policy"] = "same-origin"
            headers["cache-control"] = "no-store"
        await send(message)

    return sent
