"""The wallet's OpenAPI, as far as an agreement needs it: consult, and applyToken.

The simulated wallet takes unsigned requests. A real gateway also wants a Signature header, over the method,
the path, Client-Id, Request-Time and the raw body: `_post` is the place for it.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

import aiohttp

API = "/ams/api/v1/authorizations"
CLIENT_ID = "MERCHANT_EXAMPLE"
AUTH_CLIENT_ID = "CORNER_BAKERY"  # who the person sees asking, on the wallet's page
TIME_LIMIT = 4.0  # seconds: shorter than a wallet waits for us to acknowledge a notification


class WalletRefused(Exception):
    """The wallet said no, and would say so again. `code` is its documented result code."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class WalletUnreachable(Exception):
    """No answer that means anything: the same request may be tried again."""


@dataclass(frozen=True)
class Token:
    """What lets the merchant charge the person later. Its texts never show in a log or a traceback."""

    access_token: str = field(repr=False)
    access_token_expiry_time: str
    refresh_token: str | None = field(repr=False)
    user_login_id: str | None  # masked by the wallet: 138****5678


class WalletClient:
    """Calls the wallet at `base_url`; the person and the notifications come back to `public`.

    `belongs_to` is the wallet's documented name. Use it as `async with`.
    """

    def __init__(self, base_url: str, *, public: str, belongs_to: str) -> None:
        self._api = base_url.rstrip("/") + API
        self._public = public.rstrip("/")
        self._belongs_to = belongs_to
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> WalletClient:
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIME_LIMIT))
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._session:
            await self._session.close()

    async def consult(self, auth_state: str, os_type: str) -> str:
        """Ask for an agreement; the URL of its authorization page, which is the program's `signStr`.

        Raises `WalletRefused` or `WalletUnreachable`, like every call here.
        """
        answer = await self._post(
            "/consult",
            {
                "customerBelongsTo": self._belongs_to,
                "authClientId": AUTH_CLIENT_ID,
                "authRedirectUrl": f"{self._public}/auth/return",
                "authNotifyUrl": f"{self._public}/auth/notify",
                "scopes": ["AGREEMENT_PAY"],
                "authState": auth_state,
                "terminalType": "MINI_APP",
                "osType": os_type,
            },
        )
        return _text(answer, "normalUrl")

    async def apply_token(self, auth_code: str) -> Token:
        """Exchange a code, which works once, for a token."""
        answer = await self._post(
            "/applyToken",
            {
                "grantType": "AUTHORIZATION_CODE",
                "customerBelongsTo": self._belongs_to,
                "authCode": auth_code,
            },
        )
        return Token(
            access_token=_text(answer, "accessToken"),
            access_token_expiry_time=_text(answer, "accessTokenExpiryTime"),
            refresh_token=answer.get("refreshToken"),
            user_login_id=answer.get("userLoginId"),
        )

    async def _post(self, interface: str, message: dict[str, Any]) -> dict[str, Any]:
        assert self._session is not None, "use the client as `async with`"
        headers = {
            "Content-Type": "application/json; charset=UTF-8",
            "Client-Id": CLIENT_ID,
            "Request-Time": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        }
        body = json.dumps(message).encode()
        try:
            async with self._session.post(self._api + interface, data=body, headers=headers) as response:
                return _read(response.status, await response.read())
        except asyncio.TimeoutError:
            raise WalletUnreachable(f"no answer within {TIME_LIMIT:g} seconds") from None
        except aiohttp.ClientError as error:
            raise WalletUnreachable(str(error) or type(error).__name__) from None


def _read(status: int, body: bytes) -> dict[str, Any]:
    """The wallet's answer, if it is a success. Business failures travel with HTTP 200."""
    if status != 200:
        raise WalletUnreachable(f"HTTP {status}")
    try:
        answer: dict[str, Any] = json.loads(body)
        outcome, code = answer["result"]["resultStatus"], str(answer["result"]["resultCode"])
    except (ValueError, TypeError, KeyError):
        raise WalletUnreachable("the answer has no result object") from None
    if outcome == "F":
        raise WalletRefused(code)
    if outcome != "S":  # U: the outcome is not known, so nothing may be concluded from it
        raise WalletUnreachable(code)
    return answer


def _text(answer: dict[str, Any], name: str) -> str:
    value = answer.get(name)
    if not isinstance(value, str) or not value:
        raise WalletUnreachable(f"the answer has no {name}")
    return value
