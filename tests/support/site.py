"""A small web server for programs to reach."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Received:
    """One request as it arrived."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: str


@dataclass
class Site:
    """Answers every request with `handler`, and keeps what it received."""

    handler: Handler
    url: str = ""
    received: list[Received] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.StreamResponse:
        body = (await request.read()).decode()
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.received.append(Received(request.method, request.path, request.rel_url.raw_query_string, headers, body))
        return await self.handler(request)


async def fine(_: web.Request) -> web.Response:
    """Answers `{"ok": true}`."""
    return web.json_response({"ok": True})


@asynccontextmanager
async def serving(handler: Handler = fine) -> AsyncIterator[Site]:
    """A site on a free loopback port."""
    site = Site(handler)
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", site.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        site.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield site
    finally:
        await runner.cleanup()
