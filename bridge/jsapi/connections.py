"""The open WebSockets of one program: real ones, each read by a task of its own. Loaded when a program connects."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import aiohttp

from bridge.jsapi.domains.sockets import SocketError
from bridge.jsapi.http import HttpClient, RequestFailed, Socket
from bridge.jsapi.surroundings import emit
from bridge.runtime import Host

PATIENCE = 1.0
"""Seconds of the machine's clock that a server has for what it says to a message, before the program is idle."""
QUIET = 0.02
"""Seconds in which a server may add something, after it has read everything it was sent."""


class Connections:
    """By the task they were opened for; that of the one global connection is ""."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._open: dict[str, Connection] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._readings: set[asyncio.Task[None]] = set()
        self.loop = asyncio.get_running_loop()

    def get(self, task: str) -> Connection | None:
        """The connection of a task while there is one: it may not be open yet, or be closing."""
        return self._open.get(task)

    def open(self, task: str, http: HttpClient, address: Address) -> None:
        """Connect, and tell the program what comes of it. A connection that `task` has already is closed."""
        before = self._open.get(task)
        if before is not None:
            before.close(1000, "")
        connection = self._open[task] = Connection(task, self._host, self)
        self._host.holds.take(connection)
        connection.reading = self.run(connection.serve(http, address))
        self._readings.add(connection.reading)
        connection.reading.add_done_callback(self._readings.discard)

    def run(self, act: Any) -> asyncio.Task[None]:
        """Do something that the program does not wait for."""
        task: asyncio.Task[None] = self.loop.create_task(act)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def forget(self, connection: Connection) -> None:
        """It is closed."""
        if self._open.get(connection.task) is connection:
            del self._open[connection.task]

    def refuse(self, task: str, code: int, message: str) -> None:
        """Tell who listens to the errors of `task` that it does not even try."""
        Connection(task, self._host, self).tell_error(code, message)

    def lose(self) -> None:
        """The phone has no network any more."""
        for connection in list(self._open.values()):
            connection.lose()

    async def end(self) -> None:
        """Close everything, and wait until it is closed: others have a moment to say good-bye, too."""
        for reading in self._readings:
            reading.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


class Address:
    """Where to connect: an http(s) URL that is not resolved yet, and how. `timeout` in seconds."""

    def __init__(self, url: str, headers: Mapping[str, str], protocols: list[str], timeout: float) -> None:
        self.url = url
        self.headers = headers
        self.protocols = protocols
        self.timeout = timeout


class Connection:
    """One WebSocket, from connecting to its end.

    A server may speak at any time, so an open connection does not keep the program from being idle. But what the
    program does to it is waited for: each time a ping goes after it, and the program is not idle before the answer to
    that has come, and with it all that the server said before.
    """

    def __init__(self, task: str, host: Host, among: Connections) -> None:
        self.task = task
        self.reading: asyncio.Task[None] | None = None
        self._host = host
        self._among = among
        self._socket: Socket | None = None
        self._probe = 0
        self._is_over = False

    @property
    def is_open(self) -> bool:
        return self._socket is not None and not self._is_over

    async def serve(self, http: HttpClient, address: Address) -> None:
        """Connect, then tell the program all that arrives, until the end."""
        try:
            self._socket = await http.connect(address.url, address.headers, address.protocols, address.timeout)
            self._tell("Open")
            await self._expect()
            await self._read(self._socket)
        except (RequestFailed, aiohttp.ClientError, asyncio.TimeoutError, OSError, ValueError) as error:
            if not self._is_over:
                self.tell_error(*_why(error))
        finally:
            is_left = not self._is_over  # by a program that ends
            self._finish()
            if self._socket is not None and is_left:
                await self._socket.close(code=aiohttp.WSCloseCode.GOING_AWAY)

    async def _read(self, socket: Socket) -> None:
        while not self._is_over:
            message = await socket.receive()
            if message.type is aiohttp.WSMsgType.TEXT:
                self._tell("Message", data=message.data, isBuffer=False)
            elif message.type is aiohttp.WSMsgType.BINARY:
                self._tell("Message", data=base64.b64encode(message.data).decode(), isBuffer=True)
            elif message.type is aiohttp.WSMsgType.PING:
                await socket.pong(message.data)
            elif message.type is aiohttp.WSMsgType.PONG:
                self._heard(bytes(message.data))
            else:
                return self._ended(socket, message)

    def _ended(self, socket: Socket, message: aiohttp.WSMessage) -> None:
        if self._is_over:
            return
        self._is_over = True
        if message.type is aiohttp.WSMsgType.CLOSE:
            self._tell("Close", code=message.data, reason=message.extra or "")
            return
        self.tell_error(SocketError.UNKNOWN, "the connection was lost")
        self._tell("Close", code=socket.close_code or 1006, reason="")

    async def send(self, data: str | bytes) -> None:
        """Raises what aiohttp raises if it cannot be sent."""
        assert self._socket is not None
        await (self._socket.send_str(data) if isinstance(data, str) else self._socket.send_bytes(data))
        await self._expect()

    def close(self, code: int, reason: str) -> None:
        """Have it closed; nothing more arrives, and the program is told when it is."""
        self._is_over = True
        self._among.forget(self)
        closing = self._among.run(self._shut(code, reason))
        self._host.holds.take(closing)
        closing.add_done_callback(self._host.holds.drop)

    async def _shut(self, code: int, reason: str) -> None:
        await self._hang_up(code, reason.encode())
        self._tell("Close", code=code, reason=reason)

    async def _hang_up(self, code: int, reason: bytes) -> None:
        if self._socket is not None:
            await self._socket.close(code=code, message=reason)
        elif self.reading is not None:
            self.reading.cancel()

    def lose(self) -> None:
        """There is no network any more."""
        if self._is_over or self.reading is None:
            return
        self._is_over = True
        self._among.forget(self)
        self._among.run(self._hang_up(1001, b""))
        self.tell_error(SocketError.UNKNOWN, "network error: the phone has no connection")
        self._tell("Close", code=1006, reason="")

    def tell_error(self, code: int, message: str) -> None:
        """Have the listeners to errors hear of one."""
        if self.task:
            emit(self._host, f"onError#{self.task}", {"data": {"socketTaskID": self.task}, **_problem(code, message)})
        else:
            emit(self._host, "onSocketError", _problem(code, message))

    def _tell(self, event: str, **data: Any) -> None:
        if self.task:
            emit(self._host, f"on{event}#{self.task}", {"data": {"socketTaskID": self.task, **data}})
        else:
            emit(self._host, f"onSocket{event}", data)

    async def _expect(self) -> None:
        """Have the program wait for what the server says to what it was told."""
        assert self._socket is not None
        self._probe += 1
        self._host.holds.take(self)
        self._among.loop.call_later(PATIENCE, self._go_on, self._probe)
        with suppress(aiohttp.ClientError, OSError):  # who reads finds out that the other end is gone
            await self._socket.ping(str(self._probe).encode())

    def _heard(self, answer: bytes) -> None:
        if answer == str(self._probe).encode():
            self._among.loop.call_later(QUIET, self._go_on, self._probe)

    def _go_on(self, probe: int) -> None:
        if probe == self._probe and not self._is_over:
            self._host.holds.drop(self)

    def _finish(self) -> None:
        self._is_over = True
        self._among.forget(self)
        self._host.holds.drop(self)


def _problem(code: int, message: str) -> dict[str, Any]:
    return {"error": int(code), "errorMessage": message}


def _why(error: Exception) -> tuple[int, str]:
    """The code of what went wrong while connecting."""
    if isinstance(error, asyncio.TimeoutError):
        return SocketError.TIMEOUT, "the server did not answer in time"
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return SocketError.CERTIFICATE, f"the server's certificate is not valid: {error}"
    if isinstance(error, aiohttp.WSServerHandshakeError):
        return SocketError.HANDSHAKE, f"the server refused the WebSocket: HTTP {error.status}, {error.message}"
    return SocketError.UNKNOWN, f"cannot connect: {error}"
