"""What stands between the merchant and the wallet: passes everything on, unless it is told to do harm."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field

import aiohttp
from aiohttp import web
from yarl import URL

from bridge.wallet import Wallet
from bridge.wallet.keyring import CLIENT_ID, keyring

Harm = Callable[[web.BaseRequest, bytes], web.Response]
"""Makes of an interface's request, and of the wallet's answer to it, what the merchant gets."""

LOST = 502


@dataclass
class Gateway:
    """`after`: what happens to the next answers of an interface; `before`: instead of the wallet's hearing of it."""

    wallet: Wallet
    session: aiohttp.ClientSession
    after: dict[str, list[Harm]] = field(default_factory=dict)
    before: dict[str, list[Harm]] = field(default_factory=dict)
    passed: list[tuple[str, bytes]] = field(default_factory=list)
    url: str = ""

    async def forward(self, request: web.BaseRequest) -> web.StreamResponse:
        name, body = request.path.rpartition("/")[2], await request.read()
        self.passed.append((name, body))
        if self.before.get(name):
            return self.before[name].pop(0)(request, b"")
        url = URL(self.wallet.url + request.raw_path, encoded=True)
        headers = {name: request.headers[name] for name in request.headers if name not in ("Content-Length", "Host")}
        headers["Host"] = url.authority
        async with self.session.post(url, data=body, headers=headers) as answer:
            text = await answer.read()
            given = {name: answer.headers[name] for name in ("client-id", "response-time", "signature")}
        if self.after.get(name):
            return self.after[name].pop(0)(request, text)
        return web.Response(body=text, headers=given, content_type="application/json")


def lost(_: web.BaseRequest, __: bytes) -> web.Response:
    """The answer never arrives."""
    return web.Response(status=LOST)


def unsigned(_: web.BaseRequest, text: bytes) -> web.Response:
    """The wallet's answer, without what makes it the wallet's."""
    return web.Response(body=text, content_type="application/json")


def altered(wallet: Wallet) -> Harm:
    """The wallet's answer with its signature, and one more blank."""

    def harm(request: web.BaseRequest, text: bytes) -> web.Response:
        return web.Response(body=text + b" ", headers=_signed(wallet, request, text), content_type="application/json")

    return harm


def result(wallet: Wallet, status: str, code: str, **fields: str) -> Harm:
    """Another answer, signed by the wallet."""

    def harm(request: web.BaseRequest, _: bytes) -> web.Response:
        told = {"resultStatus": status, "resultCode": code, "resultMessage": "as the test wants it"}
        text = json.dumps({"result": told, **fields}).encode()
        return web.Response(body=text, headers=_signed(wallet, request, text), content_type="application/json")

    return harm


def _signed(wallet: Wallet, request: web.BaseRequest, text: bytes) -> dict[str, str]:
    assert wallet.signing is not None and wallet.signing.key is keyring().wallet
    return wallet.signing.headers("response-time", request.raw_path, CLIENT_ID, text, wallet.rules.now())
