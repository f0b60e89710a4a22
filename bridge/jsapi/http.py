"""HTTP on behalf of a program: mapped origins only, redirects included. Loaded when first used."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any
from urllib.parse import urldefrag, urljoin

import aiohttp
from yarl import URL

from bridge.origins import Origins, UnmappedOrigin

MAX_REDIRECTS = 10
BLOCK = 64 * 1024  # bytes after which progress is told
CLOSING_TIME = 0.5  # seconds that the other end of a WebSocket has to say good-bye
Socket = aiohttp.ClientWebSocketResponse


class Failed(Enum):
    """Why no answer was had."""

    BAD_URL = "not a URL that can be asked"
    BAD_HEADER = "not a header that can be sent"
    UNMAPPED = "nothing may leave this machine unless it is mapped"
    NETWORK = "network error"
    TIMEOUT = "timeout"
    UNENCODABLE = "the data cannot be put into the URL"


class RequestFailed(Exception):
    """No answer was had: of which kind, and for a person what to do about it, if anything."""

    def __init__(self, why: Failed, detail: str = "", advice: str = "") -> None:
        self.why = why
        self.advice = advice
        super().__init__(detail or why.value)


@dataclass(frozen=True)
class Response:
    """What a server answered; several headers of one name are joined by commas."""

    status: int
    headers: dict[str, str]
    body: bytes
    charset: str | None


@dataclass(frozen=True)
class Watch:
    """Who is told how an exchange goes: of the headers received, and of bytes sent and received, of how many."""

    headers: Callable[[dict[str, str]], None]
    sent: Callable[[int, int], None] | None = None
    received: Callable[[int, int], None] | None = None


class HttpClient:
    """One client session for one program. `close` it when the program ends."""

    def __init__(self, origins: Origins) -> None:
        self._origins = origins
        self._session = aiohttp.ClientSession(auto_decompress=True)
        self._sockets: aiohttp.ClientSession | None = None

    async def close(self) -> None:
        await self._session.close()
        if self._sockets is not None:
            await self._sockets.close()

    async def exchange(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        body: bytes | None,
        *,
        timeout: float,
        watch: Watch | None = None,
    ) -> Response:
        """Ask, following redirects from mapped origin to mapped origin. `timeout` in seconds of the machine's clock.

        Raises `RequestFailed`.
        """
        try:
            return await asyncio.wait_for(self._follow(method, url, headers, body, watch), timeout)
        except asyncio.TimeoutError:
            raise RequestFailed(Failed.TIMEOUT) from None
        except (aiohttp.InvalidURL, UnicodeError) as error:
            raise RequestFailed(Failed.BAD_URL, f"{Failed.BAD_URL.value}: {error}") from None
        except (aiohttp.ClientError, OSError) as error:
            raise RequestFailed(Failed.NETWORK, f"network error: {error}") from None
        except ValueError as error:
            raise RequestFailed(Failed.BAD_HEADER, f"{Failed.BAD_HEADER.value}: {error}") from None

    async def _follow(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None, watch: Watch | None
    ) -> Response:
        for _ in range(MAX_REDIRECTS + 1):
            target = self.resolve(url)
            async with self._session.request(
                method, URL(target, encoded=False), headers=headers, data=_data(body, watch), allow_redirects=False
            ) as answer:
                location = answer.headers.get("Location")
                if answer.status not in (301, 302, 303, 307, 308) or not location:
                    return await _read(answer, watch)
            url = urljoin(url, location)
            if answer.status == 303 or (answer.status in (301, 302) and method == "POST"):
                method, body = "GET", None
        raise RequestFailed(Failed.NETWORK, "too many redirects")

    async def connect(self, url: str, headers: Mapping[str, str], protocols: Sequence[str], timeout: float) -> Socket:
        """A WebSocket to `url`, an http(s) one. `timeout` in seconds; pings and pongs are left to the caller.

        Raises `RequestFailed`, `asyncio.TimeoutError`, or what aiohttp raises.
        """
        limits = aiohttp.ClientWSTimeout(ws_close=CLOSING_TIME)
        if self._sockets is None:
            self._sockets = aiohttp.ClientSession(
                trace_configs=[_refusing_redirects()], cookie_jar=self._session.cookie_jar
            )
        opening = self._sockets.ws_connect(
            self.resolve(url), headers=headers, protocols=protocols, timeout=limits, autoping=False
        )
        return await asyncio.wait_for(opening, timeout)

    def resolve(self, url: str) -> str:
        """Where `url` really is. Raises `RequestFailed`."""
        try:
            return self._origins.resolve(urldefrag(url).url)
        except UnmappedOrigin as error:
            raise RequestFailed(Failed.UNMAPPED, str(error), error.advice) from None
        except ValueError as error:
            raise RequestFailed(Failed.BAD_URL, str(error)) from None


def _refusing_redirects() -> aiohttp.TraceConfig:
    """They could lead anywhere."""

    async def refuse(session: object, context: object, params: aiohttp.TraceRequestRedirectParams) -> None:
        raise aiohttp.ClientError("the server redirects, which a WebSocket does not follow")

    trace = aiohttp.TraceConfig()
    trace.on_request_redirect.append(refuse)
    return trace


def _data(body: bytes | None, watch: Watch | None) -> bytes | aiohttp.Payload | None:
    if body is None or watch is None or watch.sent is None:
        return body
    return _Told(body, watch.sent)


class _Told(aiohttp.Payload):
    """A body that tells how much of it was sent, block by block."""

    def __init__(self, body: bytes, sent: Callable[[int, int], None]) -> None:
        super().__init__(body)
        self._size = len(body)
        self._sent = sent

    def decode(self, encoding: str = "utf-8", errors: str = "strict") -> str:
        return bytes(self._value).decode(encoding, errors)

    async def write(self, writer: Any) -> None:
        for start in range(0, len(self._value), BLOCK):
            await writer.write(self._value[start : start + BLOCK])
            self._sent(min(start + BLOCK, len(self._value)), len(self._value))


async def _read(answer: aiohttp.ClientResponse, watch: Watch | None) -> Response:
    headers = _headers(answer)
    if watch is not None:
        watch.headers(headers)
    body = await _body(answer, watch.received if watch else None)
    return Response(answer.status, headers, body, answer.charset)


async def _body(answer: aiohttp.ClientResponse, received: Callable[[int, int], None] | None) -> bytes:
    """All of it, told block by block: however the network cuts it, those who listen hear the same."""
    if received is None:
        return await answer.read()
    is_packed = "Content-Encoding" in answer.headers  # then nobody knows how much it will be
    body, told, total = bytearray(), 0, None if is_packed else answer.content_length
    async for chunk in answer.content.iter_any():
        body += chunk
        while total is not None and told + BLOCK <= min(len(body), total - 1):
            told += BLOCK
            received(told, total)
    received(len(body), len(body))
    return bytes(body)


def _headers(answer: aiohttp.ClientResponse) -> dict[str, str]:
    headers: dict[str, str] = {}
    for name, value in answer.headers.items():
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers
