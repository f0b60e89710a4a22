"""A small WebSocket server for programs to reach."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMessage, WSMsgType, web

from tests.support.site import serving

Conversation = Callable[[web.WebSocketResponse], Awaitable[None]]


@dataclass
class Server:
    """Has one conversation with everybody who connects; keeps what it was told, and how they left."""

    talk: Conversation
    protocols: tuple[str, ...] = ()
    url: str = ""
    requests: list[web.Request] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.StreamResponse:
        self.requests.append(request)
        socket = web.WebSocketResponse(protocols=self.protocols, autoclose=False)
        await socket.prepare(request)
        await self.talk(socket)
        if not socket.closed:
            await socket.close()
        return socket


async def echo(socket: web.WebSocketResponse) -> None:
    """Says back what it hears, until the other end leaves."""
    async for message in socket:
        await _say(socket, message)


async def _say(socket: web.WebSocketResponse, message: WSMessage) -> None:
    if message.type is WSMsgType.TEXT:
        await socket.send_str(message.data)
    elif message.type is WSMsgType.BINARY:
        await socket.send_bytes(message.data)


@asynccontextmanager
async def talking(talk: Conversation = echo, **options: Any) -> AsyncIterator[Server]:
    """A server on a free loopback port."""
    server = Server(talk, **options)
    async with serving(server.take) as site:
        server.url = site.url
        yield server
