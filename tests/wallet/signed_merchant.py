"""A merchant that signs what it sends, and the wallet's account of who may."""

from __future__ import annotations

import json
from typing import Any

from bridge.wallet.clients import Client, Signing
from bridge.wallet.keys import PrivateKey
from bridge.wallet.results import RESULTS
from bridge.wallet.signing import content, encode, write_time
from bridge.wallet.visit import visit

from .merchant import Clock, Merchant, consult_with, exchange_of

CLIENT = "SANDBOX_5YC"
ANOTHER_CLIENT = "SANDBOX_5YD"
STRANGER = "SANDBOX_X"


def signing_for(key: PrivateKey) -> Signing:
    """A wallet's, which knows two clients by the same key."""
    return Signing(key, [Client.with_key(client, key.public.pem) for client in (CLIENT, ANOTHER_CLIENT)])


class SignedMerchant:
    """Signs with `key`, as `client`, at the time of `clock`."""

    def __init__(self, merchant: Merchant, key: PrivateKey, clock: Clock) -> None:
        self.merchant = merchant
        self.wallet = merchant.wallet
        self.client = CLIENT
        self.clock = clock
        self._key = key

    def headers(self, path: str, body: bytes, client: str | None = None, time: str | None = None) -> dict[str, str]:
        """What signs `body` for `path`."""
        name, moment = client or self.client, time or write_time(self.clock.time)
        signature = encode(self._key.sign(content("POST", path, name, moment, body)))
        given = f"algorithm=RSA256, keyVersion=1, signature={signature}"
        return {"Client_Id": name, "Request_Time": moment, "Signature": given}

    async def ask(self, path: str, fields: Any, **headers: str) -> dict[str, Any]:
        """The answer to a signed request; `headers` replace its own."""
        body = json.dumps(fields).encode()
        return await self.merchant.send(path, body, **{**self.headers(path, body), **headers})

    async def code(self, **changes: Any) -> str:
        """The code of an agreement by the gateway."""
        answer = await self.ask("/v1/authorizations/consult", consult_with(**changes))
        return (await visit(answer["normalUrl"], "approve")).auth_code or ""

    async def token(self) -> str:
        """The access token of such an agreement."""
        answer = await self.ask("/v1/authorizations/applyToken", exchange_of(await self.code()))
        return str(answer["accessToken"])


def code_of(answer: dict[str, Any]) -> str:
    """The result code of an answer, which must be one that there is, with the status that it has."""
    code = str(answer["result"]["resultCode"])
    assert answer["result"]["resultStatus"] == RESULTS[code].status
    return code
