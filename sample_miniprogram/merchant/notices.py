"""The wallet's webhooks: what it tells by itself, signed, again and again until it is acknowledged."""

from __future__ import annotations

import json
import logging
from typing import Any

from agreements import Agreements
from aiohttp import web
from billing import Billing
from bodies import optional_text_in, read_object, text_in
from problems import Problem
from signatures import Forged, Keys

ACKNOWLEDGED = {"result": {"resultCode": "SUCCESS", "resultStatus": "S", "resultMessage": "success"}}

log = logging.getLogger("merchant")


class Notices:
    """Takes what is really the wallet's, and acknowledges it as documented once it has been dealt with."""

    def __init__(self, keys: Keys, agreements: Agreements, billing: Billing) -> None:
        self._keys = keys
        self._agreements = agreements
        self._billing = billing

    def routes(self) -> list[web.RouteDef]:
        """What consult and pay name as authNotifyUrl and paymentNotifyUrl."""
        return [web.post("/auth/notify", self.authorization), web.post("/payments/notify", self.payment)]

    async def authorization(self, request: web.Request) -> web.Response:
        """notifyAuthorization: a person agreed, a token was given, or taken back."""
        notice = await self._read(request)
        kind = text_in(notice, "authorizationNotifyType", longest=32)
        if kind == "AUTHCODE_CREATED":
            await self._code_created(notice)
        elif kind == "TOKEN_CREATED":
            self._token_created(notice)
        elif kind == "TOKEN_CANCELED":
            token = text_in(notice, "accessToken", longest=128)
            self._agreements.token_cancelled(token, optional_text_in(notice, "reason") or "")
        else:
            raise Problem(400, "BAD_REQUEST", "authorizationNotifyType is none that is documented.")
        return self._acknowledged(request)

    async def payment(self, request: web.Request) -> web.Response:
        """notifyPayment: a charge has ended."""
        notice = await self._read(request)
        name = text_in(notice, "paymentRequestId", longest=64)
        result = notice.get("result")
        if not isinstance(result, dict):
            raise Problem(400, "BAD_REQUEST", "result must be an object.")
        self._billing.notified(name, text_in(result, "resultStatus", longest=2), str(result.get("resultCode", "")))
        return self._acknowledged(request)

    async def _code_created(self, notice: dict[str, Any]) -> None:
        await self._agreements.receive(
            auth_code=text_in(notice, "authCode", longest=128),
            auth_state=text_in(notice, "authState", longest=256),
            channel="notification",
        )

    def _token_created(self, notice: dict[str, Any]) -> None:
        self._agreements.token_created(
            auth_state=text_in(notice, "authState", longest=256),
            access_token=text_in(notice, "accessToken", longest=128),
            account=optional_text_in(notice, "userLoginId"),
        )

    async def _read(self, request: web.Request) -> dict[str, Any]:
        body = await request.read()
        try:
            self._keys.check(request.raw_path, request.headers, body, "Request-Time")
        except Forged as forged:
            raise Problem(401, "FORGED_NOTIFICATION", f"This is not believed: {forged}.") from None
        return read_object(body)

    def _acknowledged(self, request: web.Request) -> web.Response:
        body = json.dumps(ACKNOWLEDGED).encode()
        headers = self._keys.sign(request.raw_path, body, "Response-Time")
        return web.Response(body=body, content_type="application/json", charset="UTF-8", headers=headers)
