"""The same things done by a merchant, in the words of each family of the OpenAPI."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from bridge.wallet.person import Act, Answer
from bridge.wallet.visit import visit

from . import platform_merchant
from .merchant import consult_with, exchange_of, refresh_of
from .platform_merchant import CONTRACT, EXCHANGE_V2
from .signed_merchant import SignedMerchant
from .test_payments import charge_of

Fields = dict[str, Any]


def amount_of(value: str, currency: str = "USD") -> dict[str, str]:
    """So many minor units."""
    return {"currency": currency, "value": value}


class Desk(ABC):
    """Whoever talks to the wallet for a merchant. A field that is changed to `None` is left out.

    `operation` is what was asked for last; `state` is the wallet's file.
    """

    exchange_path = "/v1/authorizations/applyToken"
    cancel_path: ClassVar[str]
    payments = "/v1/payments"
    program: ClassVar[dict[str, str]] = {}  # which mini program it is for, where that is asked

    def __init__(self, shop: SignedMerchant, state: Path) -> None:
        self.shop = shop
        self.state = state
        self.operation = ""

    async def ask(self, path: str, fields: Mapping[str, Any], **headers: str) -> Fields:
        """The answer to one request."""
        self.operation = path.rpartition("/")[2]
        given = {name: value for name, value in fields.items() if value is not None}
        return await self.shop.ask(path, given, **headers)

    @abstractmethod
    async def begin(self, headers: Mapping[str, str] | None = None, **changes: Any) -> Fields:
        """Ask for an agreement."""

    @abstractmethod
    async def exchange(self, code: str | None, headers: Mapping[str, str] | None = None, **changes: Any) -> Fields:
        """Bring a code."""

    @abstractmethod
    async def refresh(self, token: str) -> Fields:
        """Bring a refresh token."""

    @abstractmethod
    async def pay(self, token: str, value: str = "700", number: str = "P1", **changes: Any) -> Fields:
        """Charge."""

    async def code(self, account: int = 0, **changes: Any) -> str:
        """What a person who agrees gives, with the account of that index."""
        answer = await self.begin(**changes)
        url = answer.get("normalUrl") or answer["authUrl"]
        return (await visit(url, Act(Answer.APPROVE, account=account))).auth_code or ""

    async def tokens(self, account: int = 0, **changes: Any) -> Fields:
        """The answer to such a code."""
        return await self.exchange(await self.code(account, **changes))

    async def token(self, account: int = 0, **changes: Any) -> str:
        """An access token."""
        return str((await self.tokens(account, **changes))["accessToken"])

    async def cancel_token(self, token: str) -> Fields:
        """End what an access token allows."""
        return await self.ask(self.cancel_path, {**self.program, "accessToken": token})

    async def inquire(self, **names: str) -> Fields:
        """Ask about a payment."""
        return await self.ask(f"{self.payments}/inquiryPayment", names)

    async def refund(self, payment: str, value: str = "100", currency: str = "USD") -> Fields:
        """Give money back, always under the same name."""
        amount = amount_of(value, currency)
        fields = {"refundRequestId": "R1", "paymentId": payment, "refundAmount": amount}
        return await self.ask(f"{self.payments}/refund", fields)

    async def paid(self, token: str | None = None, value: str = "700", number: str = "P1") -> str:
        """The paymentId of a charge, whether it went well or not."""
        await self.pay(token or await self.token(), value, number)
        return str((await self.inquire(paymentRequestId=number))["paymentId"])


class GatewayDesk(Desk):
    """Speaks as the gateway documents it."""

    cancel_path = "/v1/authorizations/revoke"

    async def begin(self, headers: Mapping[str, str] | None = None, **changes: Any) -> Fields:
        return await self.ask("/v1/authorizations/consult", {**consult_with(), **changes}, **(headers or {}))

    async def exchange(self, code: str | None, headers: Mapping[str, str] | None = None, **changes: Any) -> Fields:
        return await self.ask(self.exchange_path, {**exchange_of(code or ""), **changes}, **(headers or {}))

    async def refresh(self, token: str) -> Fields:
        return await self.ask(self.exchange_path, refresh_of(token))

    async def pay(self, token: str, value: str = "700", number: str = "P1", **changes: Any) -> Fields:
        return await self.ask("/v1/payments/pay", charge_of(token, value, number, **changes))


class PlatformDesk(Desk):
    """Speaks as the Mini Program Platform documents it, by version 1 where there are two."""

    cancel_path = "/v1/authorizations/cancelToken"

    async def begin(self, headers: Mapping[str, str] | None = None, **changes: Any) -> Fields:
        return await self.ask("/v1/authorizations/prepare", {**CONTRACT, **changes}, **(headers or {}))

    async def exchange(self, code: str | None, headers: Mapping[str, str] | None = None, **changes: Any) -> Fields:
        fields = {"grantType": "AUTHORIZATION_CODE", "authCode": code, **self.program, **changes}
        return await self.ask(self.exchange_path, fields, **(headers or {}))

    async def refresh(self, token: str) -> Fields:
        return await self.exchange(None, grantType="REFRESH_TOKEN", refreshToken=token)

    async def pay(self, token: str, value: str = "700", number: str = "P1", **changes: Any) -> Fields:
        named = {"paymentRequestId": number, "paymentAmount": amount_of(value), **changes}
        return await self.ask("/v1/payments/pay", platform_merchant.charge_of(token, **named))


class SecondDesk(PlatformDesk):
    """Speaks version 2 where there is one."""

    payments = "/v2/payments"
    exchange_path = "/v2/authorizations/applyToken"
    cancel_path = "/v2/authorizations/revoke"
    program: ClassVar[dict[str, str]] = {name: EXCHANGE_V2[name] for name in ("appId", "authClientId")}

    async def pay(self, token: str, value: str = "700", number: str = "P1", **changes: Any) -> Fields:
        named = {"paymentRequestId": number, "paymentAmount": amount_of(value), **changes}
        return await self.ask(f"{self.payments}/pay", platform_merchant.charge_v2_of(token, **named))
