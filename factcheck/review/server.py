"""Reports -> a server on 127.0.0.1 where several people sign them; every confirmed decision is on disk."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import secrets
import socket
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from factcheck.report import to_index
from factcheck.report.words import LOOKS
from factcheck.review.desk import Desk
from factcheck.review.guard import App, Guard
from factcheck.review.signoff import DECISIONS, WHYS, SignoffError, decision
from factcheck.review.store import Entry, Store

SAVE_EVERY = 1.0  # seconds; the file is a copy, the history is the record
TICKET = re.compile(r"[A-Za-z0-9-]{8,64}")


class Writer:
    """Confirms decisions: all that wait are written in one transaction, so that many at once share one sync."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.waiting: list[tuple[Entry, asyncio.Future[None]]] = []
        self.busy: asyncio.Task[None] | None = None

    async def add(self, entry: Entry) -> None:
        """Returns when the entry is on disk."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.waiting.append((entry, done))
        if self.busy is None or self.busy.done():
            self.busy = asyncio.create_task(self._write())
        await done

    async def _write(self) -> None:
        while self.waiting:
            batch, self.waiting = self.waiting, []
            try:
                await asyncio.to_thread(self.store.add, [entry for entry, _ in batch])
            except Exception as error:
                for _, done in batch:
                    if not done.done():
                        done.set_exception(OSError(f"not stored: {error}"))
                continue
            for _, done in batch:
                if not done.done():
                    done.set_result(None)


@dataclass(slots=True)
class Room:
    """The routes over the reports there are."""

    desks: Mapping[str, Desk]
    writer: Writer

    async def index(self, request: Request) -> Response:
        """All reports, or the only one."""
        if len(self.desks) == 1:
            return RedirectResponse(request.url_for("report", name=next(iter(self.desks))).path, 303)
        entries = []
        for name, desk in self.desks.items():
            counts = Counter(row.verdict for row in desk.sheet.rows)
            summary = {**{v: counts[v] for v in LOOKS}, "claims": len(desk.sheet.rows)}
            entries.append((name, summary, desk.sheet.article))
        return HTMLResponse(to_index(entries))

    async def report(self, request: Request) -> Response:
        """A page, or its sign-off file. Names are looked up, never joined to a path."""
        name = request.path_params["name"]
        if name in self.desks:
            desk = self.desks[name]
            desk.update()
            return HTMLResponse(desk.html)
        desk = next((d for d in self.desks.values() if d.file.name == name), None)  # type: ignore[assignment]
        if desk is None:
            return PlainTextResponse("no such report\n", 404)
        desk.update()
        return Response(desk.signoff(), media_type="application/json")

    async def decisions(self, request: Request) -> Response:
        """What was decided on a report: all of it, or (``after``) of the claims on which something came in since."""
        desk = self.desks.get(request.query_params.get("report", ""))
        after = request.query_params.get("after", "0")
        if desk is None or not after.isdecimal() or len(after) > 15:
            return PlainTextResponse("no such report\n", 404)
        desk.update()
        numbers = desk.since(int(after))
        state = desk.state(numbers) if numbers is None or numbers else {}
        return JSONResponse({"seq": desk.seq, "result": desk.sheet.result, "decisions": state})

    async def decide(self, request: Request) -> Response:
        """Store one decision; the answer comes when it is on disk."""
        try:
            body = json.loads(await request.body())
        except (ValueError, RecursionError):
            return PlainTextResponse("not JSON\n", 400)
        desk = self.desks.get(request.query_params.get("report", ""))
        if desk is None or not isinstance(body, dict):
            return PlainTextResponse("no such report\n", 404)
        desk.update()
        if body.get("result") != desk.sheet.result:
            return PlainTextResponse("the report was checked again\n", 409)
        row = desk.rows.get(str(body.get("claim")))
        ticket = str(body.get("ticket"))
        if row is None or not TICKET.fullmatch(ticket):
            return PlainTextResponse("no such claim\n", 400)
        try:
            said = decision(_complete(body, row), "decision")
        except SignoffError as error:
            return PlainTextResponse(f"{error}\n", 400)
        entry = Entry(ticket, desk.path.name, desk.sheet.result, request.scope["session"][:12], said)
        try:
            await self.writer.add(entry)
        except OSError as error:
            return PlainTextResponse(f"{error}\n", 507)
        return JSONResponse({"stored": ticket}, 201)


def _complete(body: Mapping[str, Any], row: Any) -> dict[str, Any]:
    """The decision with what the server knows itself: the sender says what and who, not about what nor when."""
    said = body.get("decision") if body.get("decision") in DECISIONS else None
    why = body.get("why") if said == "wrong" and body.get("why") in WHYS else None
    about = {name: getattr(row, name) for name in ("identity", "content", "evidence", "verdict", "reason")}
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    own = {"claim": row.id, "decision": said, "why": why, "decided_at": now}
    return {**about, **own, "initials": body.get("initials"), "note": body.get("note")}


def application(desks: Mapping[str, Desk], store: Store, port: int, tokens: list[str]) -> App:
    """The server as an ASGI application."""
    room = Room(desks, Writer(store))

    @contextlib.asynccontextmanager
    async def running(_: Starlette) -> AsyncIterator[None]:
        saving = asyncio.create_task(_saving(desks))
        yield
        saving.cancel()
        _save(desks)

    routes = [
        Route("/", room.index),
        Route("/api/decisions", room.decisions, methods=["GET"]),
        Route("/api/decisions", room.decide, methods=["POST"]),
        Route("/{name}", room.report, name="report"),
    ]
    unreadable = {OSError: _unreadable, ValueError: _unreadable}
    return Guard(Starlette(routes=routes, lifespan=running, exception_handlers=unreadable), port, tokens)


async def _unreadable(_: Request, error: Exception) -> Response:
    """The report was deleted, or replaced by something else, while it was being reviewed."""
    return PlainTextResponse(f"this report cannot be read ({type(error).__name__})\n", 503)


async def _saving(desks: Mapping[str, Desk]) -> None:
    while True:
        _save(desks)
        await asyncio.sleep(SAVE_EVERY)


def _save(desks: Mapping[str, Desk]) -> None:
    for desk in desks.values():
        with contextlib.suppress(OSError, ValueError):  # a full disk or a page just being written: the next time
            desk.save()


def listen() -> tuple[socket.socket, int]:
    """A socket on this machine only, on a port nobody could have known."""
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    sock.bind(("127.0.0.1", 0))
    sock.listen(256)  # a browser that is quicker than the server waits instead of failing
    return sock, int(sock.getsockname()[1])


def links(port: int, count: int) -> tuple[list[str], list[str]]:
    """(tokens, the links that carry them), one for each reviewer."""
    tokens = [secrets.token_urlsafe(32) for _ in range(count)]
    return tokens, [f"http://127.0.0.1:{port}/?token={token}" for token in tokens]


def serve(desks: Mapping[str, Desk], store: Store, sock: socket.socket, tokens: list[str]) -> None:
    """Serve until interrupted."""
    app = application(desks, store, int(sock.getsockname()[1]), tokens)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, lifespan="on", ws="none", proxy_headers=False
    )  # type: ignore[arg-type,unused-ignore]
    uvicorn.Server(config).run(sockets=[sock])
