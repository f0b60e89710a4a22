"""A merchant's side for tests: its requests, its calls to the wallet, the server that is notified."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from aiohttp import web
from yarl import URL

from bridge.wallet import Wallet

CONSULT = {
    "customerBelongsTo": "GCASH",
    "authClientId": "SM_001",
    "authRedirectUrl": "https://shop.example/back?order=7",
    "scopes": ["AGREEMENT_PAY", "BASE_USER_INFO"],
    "authState": "STATE_694020584437",
    "terminalType": "MINI_APP",
    "osType": "IOS",
}
ACKNOWLEDGED = {"result": {"resultCode": "SUCCESS", "resultStatus": "S", "resultMessage": "success"}}


def consult_with(**changes: Any) -> dict[str, Any]:
    """The body of a good consult, changed; a change to `None` leaves the field out."""
    return {name: value for name, value in {**CONSULT, **changes}.items() if value is not None}


def exchange_of(code: str) -> dict[str, Any]:
    """The body that exchanges an authorization code."""
    return {"grantType": "AUTHORIZATION_CODE", "customerBelongsTo": "GCASH", "authCode": code}


def refresh_of(token: str) -> dict[str, Any]:
    """The body that exchanges a refresh token."""
    return {"grantType": "REFRESH_TOKEN", "customerBelongsTo": "GCASH", "refreshToken": token}


@dataclass
class Clock:
    """Time that moves only when told to, in epoch milliseconds."""

    time: float = 1_700_000_000_000.0

    def now(self) -> float:
        return self.time


@dataclass
class Merchant:
    """Calls one wallet over HTTP."""

    wallet: Wallet
    session: aiohttp.ClientSession

    async def call(self, interface: str, body: Any, prefix: str = "", **headers: str) -> dict[str, Any]:
        """POST `body` as JSON, and give the answer, which is always HTTP 200."""
        return await self.send(f"{prefix}/v1/authorizations/{interface}", json.dumps(body).encode(), **headers)

    async def send(
        self, path: str, body: bytes, content_type: str = "application/json; charset=UTF-8", **headers: str
    ) -> dict[str, Any]:
        given = {
            "Content-Type": content_type,
            **{name.replace("_", "-"): text for name, text in headers.items()},
        }
        url = URL(self.wallet.url + path, encoded=True)  # sent as it is: signatures are over it
        async with self.session.post(url, data=body, headers=given) as response:
            assert response.status == 200
            answer: dict[str, Any] = await response.json()
            return answer

    async def page_url(self, **changes: Any) -> str:
        """The authorization URL of a new consult."""
        answer = await self.call("consult", consult_with(**changes))
        return str(answer["normalUrl"])


@dataclass
class Shop:
    """The merchant's own server: keeps the notifications it gets, answers with `status` and `answer`."""

    status: int = 200
    answer: str = json.dumps(ACKNOWLEDGED)
    received: list[dict[str, Any]] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    url: str = ""
    arrived: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def told(self, count: int) -> None:
        """Wait until that many have arrived."""
        async with self.arrived:
            await asyncio.wait_for(self.arrived.wait_for(lambda: len(self.received) >= count), 10)

    async def take(self, request: web.Request) -> web.Response:
        self.headers.append(request.headers)
        self.bodies.append(await request.read())
        self.received.append(await request.json())
        async with self.arrived:
            self.arrived.notify_all()
        return web.Response(status=self.status, text=self.answer)


async def raw_post(url: str, body: bytes, content_type: str = "application/x-www-form-urlencoded") -> bytes:
    """All that comes back, byte for byte, until the server ends the connection."""
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    head = (
        f"POST {parts.path}?{parts.query} HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Type: {content_type}\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    writer.write(head.encode() + body)
    answer = await reader.read()
    writer.close()
    return answer
