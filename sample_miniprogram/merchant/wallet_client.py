"""The wallet's OpenAPI, as far as a bakery needs it: signed requests, and answers that are believed if signed."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, NamedTuple

import aiohttp
from signatures import Forged, Keys

AUTH_CLIENT_ID = "CORNER_BAKERY"  # who the person sees asking, on the wallet's page
TIME_LIMIT = 4.0  # seconds: shorter than a wallet waits for us to acknowledge a notification


class WalletRefused(Exception):
    """The wallet said no, and would say so again. `code` is its documented result code."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class WalletUnreachable(Exception):
    """No answer that means anything: what was asked may have been done. It may be asked about, or tried again."""


@dataclass(frozen=True)
class Token:
    """What lets the merchant charge the person later. Its texts never show in a log or a traceback.

    `expires_at` is in seconds since the epoch; None if only the token itself was told so far.
    """

    access_token: str = field(repr=False)
    expires_at: float | None
    refresh_token: str | None = field(repr=False)
    user_login_id: str | None  # masked by the wallet: 138****5678


class Payment(NamedTuple):
    """A charge as the wallet knows it. `status`: SUCCESS, FAIL, CANCELLED or PROCESSING; `code`: why it failed."""

    status: str
    code: str


class WalletClient:
    """Calls the wallet at `base_url`; the person and the notifications come back to `public`.

    `belongs_to` is the wallet's documented name. Use it as `async with`. Every call raises `WalletRefused` or
    `WalletUnreachable`.
    """

    def __init__(self, base_url: str, *, public: str, belongs_to: str, keys: Keys) -> None:
        # The documented path of a sandbox, whose Client-Ids begin so. The path is part of what is signed.
        self._prefix = f"{'/ams/sandbox/api' if keys.client_id.startswith('SANDBOX_') else '/ams/api'}/v1"
        self._base_url = base_url.rstrip("/")
        self._public = public.rstrip("/")
        self._belongs_to = belongs_to
        self._keys = keys
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> WalletClient:
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIME_LIMIT))
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._session:
            await self._session.close()

    async def consult(self, auth_state: str, os_type: str) -> str:
        """Ask for an agreement; the URL of its authorization page, which is the program's `signStr`."""
        answer = await self._post(
            "/authorizations/consult",
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
        return await self._token({"grantType": "AUTHORIZATION_CODE", "authCode": auth_code})

    async def refresh(self, token: Token) -> Token:
        """A new token for one that expired. Both texts of the old one are worth nothing afterwards."""
        fresh = await self._token({"grantType": "REFRESH_TOKEN", "refreshToken": token.refresh_token})
        return replace(fresh, user_login_id=fresh.user_login_id or token.user_login_id)

    async def query(self, token: Token) -> Token:
        """The whole of a token of which we know the beginning."""
        answer = await self._post("/authorizations/query", {"accessToken": token.access_token})
        return replace(_token_in(answer), user_login_id=token.user_login_id)

    async def revoke(self, token: Token) -> None:
        """End an agreement."""
        await self._post("/authorizations/revoke", {"accessToken": token.access_token})

    async def pay(self, payment_request_id: str, access_token: str, amount: int, currency: str, words: str) -> None:
        """Charge the person. The same id is the same charge, however often it is asked for. `amount`: minor units."""
        money = {"currency": currency, "value": str(amount)}
        await self._post(
            "/payments/pay",
            {
                "productCode": "AGREEMENT_PAYMENT",
                "paymentRequestId": payment_request_id,
                "order": {"referenceOrderId": payment_request_id, "orderDescription": words, "orderAmount": money},
                "paymentAmount": money,
                "paymentMethod": {"paymentMethodType": self._belongs_to, "paymentMethodId": access_token},
                "paymentNotifyUrl": f"{self._public}/payments/notify",
            },
        )

    async def inquire(self, payment_request_id: str) -> Payment:
        """How a charge stands. `WalletRefused` ORDER_NOT_EXIST: it never arrived."""
        answer = await self._post("/payments/inquiryPayment", {"paymentRequestId": payment_request_id})
        return Payment(_text(answer, "paymentStatus"), str(answer.get("paymentResultCode") or ""))

    async def _token(self, grant: dict[str, Any]) -> Token:
        answer = await self._post("/authorizations/applyToken", {"customerBelongsTo": self._belongs_to, **grant})
        return _token_in(answer)

    async def _post(self, interface: str, message: dict[str, Any]) -> dict[str, Any]:
        assert self._session is not None, "use the client as `async with`"
        path, body = self._prefix + interface, json.dumps(message).encode()
        signed = self._keys.sign(path, body, "Request-Time")
        headers = {"Content-Type": "application/json; charset=UTF-8", **signed}
        try:
            async with self._session.post(
                self._base_url + path, data=body, headers=headers, allow_redirects=False
            ) as response:
                if response.status != 200:
                    raise WalletUnreachable(f"HTTP {response.status}")
                answer = await response.read()
            self._keys.check(path, response.headers, answer, "Response-Time")
            return _read(answer)
        except asyncio.TimeoutError:
            raise WalletUnreachable(f"no answer within {TIME_LIMIT:g} seconds") from None
        except aiohttp.ClientError as error:
            raise WalletUnreachable(str(error) or type(error).__name__) from None
        except Forged as forged:
            raise WalletUnreachable(f"the answer to {interface} is not to be believed: {forged}") from None


def _read(body: bytes) -> dict[str, Any]:
    """The wallet's answer, if it is a success. Business failures travel with HTTP 200."""
    try:
        answer: dict[str, Any] = json.loads(body)
        outcome, code = answer["result"]["resultStatus"], str(answer["result"]["resultCode"])
    except (ValueError, TypeError, KeyError, RecursionError):
        raise WalletUnreachable("the answer has no result object") from None
    if outcome == "F":
        raise WalletRefused(code)
    if outcome != "S":  # U: the outcome is not known, so nothing may be concluded from it
        raise WalletUnreachable(code)
    return answer


def _token_in(answer: dict[str, Any]) -> Token:
    try:
        expires_at = datetime.fromisoformat(_text(answer, "accessTokenExpiryTime")).timestamp()
    except ValueError:
        raise WalletUnreachable("accessTokenExpiryTime is no time") from None
    return Token(
        access_token=_text(answer, "accessToken"),
        expires_at=expires_at,
        refresh_token=answer.get("refreshToken"),
        user_login_id=answer.get("userLoginId"),
    )


def _text(answer: dict[str, Any], name: str) -> str:
    value = answer.get(name)
    if not isinstance(value, str) or not value:
        raise WalletUnreachable(f"the answer has no {name}")
    return value
