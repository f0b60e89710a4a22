"""The mini-program's side for tests: what it asks of the merchant's server, and what comes back."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import aiohttp

from bridge.wallet.clients import Signing
from bridge.wallet.keyring import CLIENT_ID
from bridge.wallet.visit import visit

PUBLIC = "https://merchant.example"


class Answer(NamedTuple):
    """One answer of the merchant's server."""

    status: int
    text: str
    headers: dict[str, str]

    @property
    def body(self) -> dict[str, Any]:
        body: dict[str, Any] = json.loads(self.text)
        return body

    @property
    def problem(self) -> tuple[int, str]:
        """The HTTP status and the code of an answer that is no success."""
        return self.status, self.body["error"]["code"]


class Begun(NamedTuple):
    """A contract that waits for the person."""

    contract_id: str
    sign_str: str


@dataclass
class Program:
    """Talks to one merchant's server over HTTP, also as the browser and the wallet do. `answers` keeps all.

    `wallet` signs what is sent in the wallet's name.
    """

    url: str
    session: aiohttp.ClientSession
    wallet: Signing | None = None
    answers: list[Answer] = field(default_factory=list)

    async def begin(self) -> Begun:
        answer = await self.post("/api/authorizations", {"osType": "IOS"})
        assert answer.status == 201
        return Begun(answer.body["contractId"], answer.body["signStr"])

    async def complete(self, contract_id: str, auth_code: str | None, auth_state: str | None) -> Answer:
        body = {"contractId": contract_id, "authCode": auth_code, "authState": auth_state}
        return await self.post("/api/authorizations/complete", body)

    async def status_of(self, contract_id: str) -> str:
        answer = await self.get("/api/authorizations/status", contractId=contract_id)
        assert answer.status == 200
        return str(answer.body["status"])

    async def return_by_browser(self, auth_code: str | None, auth_state: str | None) -> Answer:
        return await self.get("/auth/return", authCode=auth_code or "", authState=auth_state or "")

    async def notify(self, auth_code: str | None, auth_state: str | None) -> Answer:
        return await self.notify_of("AUTHCODE_CREATED", authCode=auth_code, authState=auth_state)

    async def notify_of(self, kind: str, **fields: Any) -> Answer:
        return await self.webhook("/auth/notify", {"authorizationNotifyType": kind, **fields})

    async def webhook(self, path: str, body: Any, **headers: str) -> Answer:
        """As the wallet sends it; `headers` replace those that sign it."""
        text = json.dumps(body).encode()
        signed = self.wallet.headers("request-time", path, CLIENT_ID, text, 0) if self.wallet else {}
        return await self.send("POST", path, data=text, headers={**signed, **headers})

    async def sign(self) -> str:
        """A contract that the person agreed to, and that the program completed; its id."""
        begun = await self.begin()
        seen = await visit(begun.sign_str, "approve")
        answer = await self.complete(begun.contract_id, seen.auth_code, seen.auth_state)
        assert answer.body["status"] == "signed"
        return begun.contract_id

    async def charge(self, contract_id: str) -> Answer:
        return await self.post("/api/subscriptions/charge", {"contractId": contract_id})

    async def cancel(self, contract_id: str) -> Answer:
        return await self.post("/api/subscriptions/cancel", {"contractId": contract_id})

    async def subscriptions(self, *contract_ids: str) -> list[dict[str, Any]]:
        answer = await self.get("/api/subscriptions", contractIds=",".join(contract_ids))
        found: list[dict[str, Any]] = answer.body["subscriptions"]
        return found

    async def post(self, path: str, body: Any) -> Answer:
        return await self.send("POST", path, data=json.dumps(body))

    async def get(self, path: str, **query: str) -> Answer:
        return await self.send("GET", path, params=query)

    async def send(self, method: str, path: str, **options: Any) -> Answer:
        async with self.session.request(method, self.url + path, **options) as response:
            answer = Answer(response.status, await response.text(), dict(response.headers))
        self.answers.append(answer)
        return answer
