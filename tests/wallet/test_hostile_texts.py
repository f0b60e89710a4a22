"""Texts that mean something to a database, a browser or a protocol: kept as they are, or refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bridge.wallet import Wallet
from bridge.wallet.form import read_page

from . import platform_merchant
from .merchant import Clock, consult_with, exchange_of, raw_post
from .platform_merchant import CONTRACT, EXCHANGE_V2
from .signed_merchant import SignedMerchant, code_of
from .test_payments import charge_of

AMOUNT = {"currency": "USD", "value": "100"}
HOSTILE = [
    "'; DROP TABLE authorizations; --",
    "' OR '1'='1",
    '" UNION SELECT access_token FROM tokens --',
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "</style></title><svg onload=alert(1)>",
    "\r\nSet-Cookie: a=b\r\n\r\n<b>",
    "%0d%0aSet-Cookie:%20a=b",
    "{merchant}{0.__class__}%s%n",
    "\x00\x1b[31m\u202e\ufffe",
]
CONSULTED = [
    *("authClientId", "authState", "osVersion", "merchantAccountId", "authRedirectUrl", "authNotifyUrl"),
    *("customerBelongsTo", "terminalType", "merchantRegion", "extendInfo", "passThroughInfo", "unheardOf"),
]


@pytest.mark.parametrize("field", CONSULTED)
@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
async def test_a_hostile_text_in_a_consult_is_kept_as_it_is_or_refused(
    signer: SignedMerchant, clock: Clock, state: Path, field: str, hostile: str
) -> None:
    text = f"https://shop.example/?a={hostile}" if field.endswith("Url") else hostile
    answer = await signer.ask("/v1/authorizations/consult", consult_with(**{field: text}))
    if code_of(answer) == "SUCCESS":
        await page_is_sound(signer, answer["normalUrl"], hostile)
    else:
        assert code_of(answer) == "PARAM_ILLEGAL"
    consulted = [known.request for known in signer.wallet.authorizations]
    await signer.wallet.close()
    async with Wallet(now=clock.now, state=state, seed=1) as again:
        assert [known.request for known in again.authorizations] == consulted
        assert len(consulted) == (code_of(answer) == "SUCCESS")


@pytest.mark.parametrize("field", ["extendInfo", "contractDesc", "scopes", "referenceClientId", "unheardOf"])
@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
async def test_a_hostile_text_in_a_contract_is_kept_as_it_is_or_refused(
    signer: SignedMerchant, clock: Clock, state: Path, field: str, hostile: str
) -> None:
    changes = {"extendInfo": json.dumps({field: hostile})} if field == "contractDesc" else {field: hostile}
    answer = await signer.ask("/v1/authorizations/prepare", {**CONTRACT, **changes})
    if code_of(answer) == "SUCCESS":
        await page_is_sound(signer, answer["authUrl"], hostile)
    else:
        assert code_of(answer) in ("PARAM_ILLEGAL", "INVALID_SCOPE")
    prepared = [known.request for known in signer.wallet.authorizations]
    await signer.wallet.close()
    async with Wallet(now=clock.now, state=state, seed=1) as again:
        assert [known.request for known in again.authorizations] == prepared
        assert len(prepared) == (code_of(answer) == "SUCCESS")


async def page_is_sound(signer: SignedMerchant, url: str, hostile: str) -> None:
    """The page at `url` and what agreeing leads to hold no markup and no header of anybody else's."""
    async with signer.merchant.session.get(url) as response:
        page = await response.text()
    assert not any(mark in page for mark in ("<script", "<img", "<svg onload", "alert(1)>", "<b>"))
    assert page.count("<form") == page.count("</title>") == page.count("</style>") == 1
    form = read_page(page, url).form
    assert form is not None
    answer = await raw_post(form.url, form.submission("agree"))
    names = [line.partition(b":")[0].lower() for line in answer.partition(b"\r\n\r\n")[0].split(b"\r\n")[1:]]
    assert answer.startswith(b"HTTP/1.1 303 ")
    assert (names.count(b"location"), names.count(b"set-cookie")) == (1, 0)
    assert answer.isascii()


PAID = ["paymentRequestId", "order.referenceOrderId", "order.orderDescription", "order.merchant", "appId"]
PAID += ["paymentMethod.paymentMethodType", "paymentMethod.paymentMethodId", "paymentRedirectUrl", "paymentNotifyUrl"]
PAID += ["paymentAmount.currency", "paymentAmount.value", "productCode"]
PAID_BY_PARTNERS = ["partnerId", "paymentOrderTitle", "paymentRequestId", "paymentAuthCode", "appId", "productCode"]
PAID_BY_PARTNERS += ["mcc", "paymentAmount.currency", "paymentAmount.value", "paymentFactor.isAgreementPay", "envInfo"]
PAID_BY_PARTNERS += ["paymentExpiryTime", "paymentReturnUrl", "paymentNotifyUrl", "extraParams", "extendInfo"]
Made = Callable[..., dict[str, Any]]
CHARGES: dict[str, tuple[Made, str]] = {f"gateway-{field}": (charge_of, field) for field in PAID}
CHARGES |= {f"platform-{field}": (platform_merchant.charge_of, field) for field in PAID_BY_PARTNERS}
PAID_BY_PROGRAMS = ["appId", "productCode", "paymentRequestId", "accessToken", "paymentMethod", "salesCode", "order"]
PAID_BY_PROGRAMS += ["order.orderDescription", "customerBelongsTo", "paymentRedirectUrl", "paymentAuthCode", "env"]
CHARGES |= {f"second-{field}": (platform_merchant.charge_v2_of, field) for field in PAID_BY_PROGRAMS}


@pytest.mark.parametrize(("made", "field"), CHARGES.values(), ids=CHARGES)
@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
async def test_a_hostile_text_in_a_charge_is_kept_as_it_is_or_refused(
    signer: SignedMerchant, clock: Clock, state: Path, made: Made, field: str, hostile: str
) -> None:
    charge = made(await signer.token())
    *parents, name = field.split(".")
    (charge[parents[0]] if parents else charge)[name] = hostile
    path = "/v2/payments/pay" if made is platform_merchant.charge_v2_of else "/v1/payments/pay"
    code = code_of(await signer.ask(path, charge))
    assert code in ("SUCCESS", "PARAM_ILLEGAL", "INVALID_ACCESS_TOKEN")
    requests = [payment.request for payment in signer.wallet.payments]
    await signer.wallet.close()
    async with Wallet(now=clock.now, state=state, seed=1) as again:
        assert [payment.request for payment in again.payments] == requests
        assert len(requests) == (code == "SUCCESS")
        assert (again.balance < again.person.accounts[0].balance) == (code == "SUCCESS")


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/v1/authorizations/cancelToken", "accessToken"),
        ("/v2/authorizations/applyToken", "authCode"),
        ("/v2/authorizations/applyToken", "appId"),
        ("/v2/authorizations/applyToken", "authClientId"),
        ("/v2/authorizations/revoke", "accessToken"),
        ("/v1/users/inquiryUserInfo", "accessToken"),
        ("/v1/payments/inquiryPayment", "partnerId"),
        ("/v1/payments/refund", "partnerId"),
        ("/v1/authorizations/applyToken", "authCode"),
        ("/v1/authorizations/query", "accessToken"),
        ("/v1/authorizations/revoke", "accessToken"),
        ("/v1/payments/inquiryPayment", "paymentId"),
        ("/v1/payments/cancel", "paymentRequestId"),
        ("/v1/payments/refund", "paymentId"),
    ],
)
async def test_a_hostile_text_is_the_name_of_nothing(
    signer: SignedMerchant, path: str, field: str, hostile: str
) -> None:
    token = await signer.token()
    await signer.ask("/v1/payments/pay", charge_of(token))
    refund = {"refundRequestId": "R1", "refundAmount": AMOUNT, "paymentId": "2026"}
    program = {**EXCHANGE_V2, **exchange_of("0")} if "/v2/" in path else exchange_of("?")
    code = code_of(await signer.ask(path, {**program, **refund, field: hostile}))
    assert code in ("INVALID_CODE", "INVALID_AUTHCODE", "INVALID_ACCESS_TOKEN", "ORDER_NOT_EXIST", "PARAM_ILLEGAL")
    assert code_of(await signer.ask("/v1/payments/inquiryPayment", {"paymentRequestId": "P1"})) == "SUCCESS"
