"""The mini-program's side for tests: what it asks of the merchant's server, and what comes back."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import aiohttp

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
    """Talks to one merchant's server over HTTP, also as the browser and the wallet do. `answers` keeps all."""

    url: str
    session: aiohttp.ClientSession
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
        body = {"authorizationNotifyType": "AUTHCODE_CREATED", "authCode": auth_code, "authState": auth_state}
        return await self.post("/auth/notify", body)

    async def post(self, path: str, body: Any) -> Answer:
        return await self.send("POST", path, data=json.dumps(body))

    async def get(self, path: str, **query: str) -> Answer:
        return await self.send("GET", path, params=query)

    async def send(self, method: str, path: str, **options: Any) -> Answer:
        async with self.session.request(method, self.url + path, **options) as response:
            answer = Answer(response.status, await response.text(), dict(response.headers))
        self.answers.append(answer)
        return answer
