"""HTTP on behalf of a program: mapped origins only, redirects included. Loaded when first used."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from urllib.parse import urldefrag, urljoin

import aiohttp
from yarl import URL

from bridge.origins import Origins, UnmappedOrigin

MAX_REDIRECTS = 10


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


class HttpClient:
    """One client session for one program. `close` it when the program ends."""

    def __init__(self, origins: Origins) -> None:
        self._origins = origins
        self._session = aiohttp.ClientSession(auto_decompress=True)

    async def close(self) -> None:
        await self._session.close()

    async def exchange(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None, *, timeout: float
    ) -> Response:
        """Ask, following redirects from mapped origin to mapped origin. `timeout` in seconds of the machine's clock.

        Raises `RequestFailed`.
        """
        try:
            return await asyncio.wait_for(self._follow(method, url, headers, body), timeout)
        except asyncio.TimeoutError:
            raise RequestFailed(Failed.TIMEOUT) from None
        except (aiohttp.InvalidURL, UnicodeError) as error:
            raise RequestFailed(Failed.BAD_URL, f"{Failed.BAD_URL.value}: {error}") from None
        except (aiohttp.ClientError, OSError) as error:
            raise RequestFailed(Failed.NETWORK, f"network error: {error}") from None
        except ValueError as error:
            raise RequestFailed(Failed.BAD_HEADER, f"{Failed.BAD_HEADER.value}: {error}") from None

    async def _follow(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Response:
        for _ in range(MAX_REDIRECTS + 1):
            target = self._resolve(url)
            async with self._session.request(
                method, URL(target, encoded=False), headers=headers, data=body, allow_redirects=False
            ) as answer:
                location = answer.headers.get("Location")
                if answer.status not in (301, 302, 303, 307, 308) or not location:
                    return await _read(answer)
            url = urljoin(url, location)
            if answer.status == 303 or (answer.status in (301, 302) and method == "POST"):
                method, body = "GET", None
        raise RequestFailed(Failed.NETWORK, "too many redirects")

    def _resolve(self, url: str) -> str:
        try:
            return self._origins.resolve(urldefrag(url).url)
        except UnmappedOrigin as error:
            raise RequestFailed(Failed.UNMAPPED, str(error), error.advice) from None
        except ValueError as error:
            raise RequestFailed(Failed.BAD_URL, str(error)) from None


async def _read(answer: aiohttp.ClientResponse) -> Response:
    body = await answer.read()
    headers: dict[str, str] = {}
    for name, value in answer.headers.items():
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return Response(answer.status, headers, body, answer.charset)
