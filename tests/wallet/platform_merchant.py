"""What merchants send to the Mini Program Platform's OpenAPI."""

from __future__ import annotations

import json
from typing import Any

from bridge.wallet.visit import visit

from .merchant import Merchant

CONTRACT = {
    "scopes": "AGREEMENT_PAY",
    "extendInfo": json.dumps({"language": "en-US", "contractDesc": "Bread, every month"}),
}
EXCHANGE_V2 = {"appId": "3333010071465913", "authClientId": "2020167268738747", "grantType": "AUTHORIZATION_CODE"}


async def post(merchant: Merchant, path: str, body: dict[str, Any], **headers: str) -> dict[str, Any]:
    """The answer to `body`, without the fields that are `None`."""
    given = {name: value for name, value in body.items() if value is not None}
    return await merchant.send(path, json.dumps(given).encode(), **headers)


async def prepared(merchant: Merchant, **changes: Any) -> str:
    """The URL of a contract."""
    return str((await post(merchant, "/v1/authorizations/prepare", {**CONTRACT, **changes}))["authUrl"])


async def signed(merchant: Merchant, **changes: Any) -> str:
    """The code of a contract that the person agreed to."""
    code = (await visit(await prepared(merchant, **changes), "approve")).auth_code
    assert code is not None
    return code


async def exchanged(merchant: Merchant, code: str, path: str = "/v1/authorizations/applyToken") -> dict[str, Any]:
    """The answer to a code."""
    return await post(merchant, path, {"grantType": "AUTHORIZATION_CODE", "authCode": code})


async def token_of(merchant: Merchant) -> str:
    """The access token of a contract."""
    return str((await exchanged(merchant, await signed(merchant)))["accessToken"])


def charge_of(token: str, **changes: Any) -> dict[str, Any]:
    """The body of a good charge, changed."""
    return {
        "partnerId": "PARTNER_1",
        "paymentOrderTitle": "Bread",
        "productCode": "51051000101000100031",
        "paymentRequestId": "P1",
        "paymentAmount": {"currency": "USD", "value": "700"},
        "paymentAuthCode": token,
        "paymentFactor": {"isAgreementPay": True},
        **changes,
    }


def charge_v2_of(token: str, **changes: Any) -> dict[str, Any]:
    """The same by version 2."""
    return {
        "appId": EXCHANGE_V2["appId"],
        "productCode": "AGREEMENT_PAYMENT",
        "paymentRequestId": "P1",
        "paymentAmount": {"currency": "USD", "value": "700"},
        "accessToken": token,
        "order": {"referenceOrderId": "O1", "orderDescription": "Bread"},
        **changes,
    }


def code_in(answer: dict[str, Any]) -> str:
    """The result code of an answer."""
    return str(answer["result"]["resultCode"])
