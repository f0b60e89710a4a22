"""HTTP on behalf of a program: mapped origins only, redirects included. Loaded when first used."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag, urlencode, urljoin

import aiohttp
from multidict import CIMultiDict
from yarl import URL

from bridge.frames import jsonable
from bridge.jsapi.feedback import shown
from bridge.origins import Origins, UnmappedOrigin

if TYPE_CHECKING:
    from bridge.jsapi.network import RequestParams

MAX_REDIRECTS = 10
JSON_TYPE = "application/json"
FORM_TYPE = "application/x-www-form-urlencoded"

_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_HEADER_VALUE = re.compile("[^\x00-\x08\x0a-\x1f\x7f\ud800-\udfff]*")


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


def encode(params: RequestParams) -> tuple[dict[str, str], str, bytes | None]:
    """Headers, URL and body of a request. Raises `RequestFailed` for data that cannot be put into the URL."""
    headers = CIMultiDict(_header(name, shown(value)) for name, value in (params.headers or {}).items())
    content_type = headers.setdefault("Content-Type", JSON_TYPE)  # observed default
    if params.data is None:
        return dict(headers), params.url, None
    if params.method in ("GET", "HEAD"):
        return dict(headers), _with_query(params.url, params.data), None
    try:
        return dict(headers), params.url, _body(params.data, content_type).encode()
    except UnicodeEncodeError:
        raise RequestFailed(Failed.UNENCODABLE, "the data holds half of a surrogate pair") from None


def _header(name: str, value: str) -> tuple[str, str]:
    if _HEADER_NAME.fullmatch(name) and _HEADER_VALUE.fullmatch(value):
        return name, value
    raise RequestFailed(Failed.BAD_HEADER, f"{Failed.BAD_HEADER.value}: {name!r}: {value!r}")


def _with_query(url: str, data: Any) -> str:
    if not isinstance(data, dict):
        return url
    address, fragment = urldefrag(url)
    try:
        query = urlencode({name: _field(value) for name, value in data.items()})
    except UnicodeEncodeError:
        raise RequestFailed(Failed.UNENCODABLE) from None
    joined = f"{address}{'&' if '?' in address else '?'}{query}" if query else address
    return f"{joined}#{fragment}" if fragment else joined


def _body(data: Any, content_type: str) -> str:
    if isinstance(data, str):  # observed: programs pass JSON they made themselves
        return data
    if content_type.startswith(FORM_TYPE) and isinstance(data, dict):
        return urlencode({name: _field(value) for name, value in data.items()})
    return _compact(data)


def _field(value: Any) -> str:
    return _compact(value) if isinstance(value, (dict, list)) else shown(value)


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def decode(response: Response, data_type: str) -> Any:
    """The body as `"json"`, as `"text"`, or as `"any"` of them. Raises `ValueError` if it is no JSON."""
    try:
        text = response.body.decode(response.charset or "utf-8", errors="replace")
    except LookupError:
        text = response.body.decode("utf-8", errors="replace")
    if data_type == "text":
        return text
    try:
        return jsonable({"data": json.loads(text, parse_constant=_refuse)})[
            "data"
        ]  # the limit of nesting is the answer's
    except (ValueError, RecursionError):
        if data_type == "any":
            return text
        raise ValueError("the body is no JSON") from None


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is not JSON")
