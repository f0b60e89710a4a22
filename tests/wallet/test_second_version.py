"""Version 2 of the Mini Program Platform's charges: for a mini program, by the name of a request alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bridge.wallet import Wallet

from .merchant import Clock, Merchant, Shop
from .platform_merchant import charge_of, charge_v2_of, code_in, post, token_of
from .test_payments import charge_of as gateway_charge_of

PAY = "/v2/payments/pay"
INQUIRE = "/v2/payments/inquiryPayment"
REFUND = "/v2/payments/refund"
BACK = {"refundRequestId": "R1", "refundAmount": {"currency": "USD", "value": "200"}}


def with_token(token: str, where: str) -> dict[str, Any]:
    """A charge that has its access token there."""
    method = {"paymentMethodType": "GCASH", "paymentMethodId": token}
    return charge_v2_of(token, **{"accessToken": None, where: method if where == "paymentMethod" else token})


@pytest.mark.parametrize("where", ["accessToken", "paymentMethod", "paymentAuthCode"])
@pytest.mark.parametrize("prefix", ["", "/api"])
async def test_a_charge_is_made_wherever_its_token_stands(merchant: Merchant, prefix: str, where: str) -> None:
    answer = await post(merchant, prefix + PAY, with_token(await token_of(merchant), where))
    (payment,) = merchant.wallet.payments
    assert (code_in(answer), answer["paymentId"], payment.spent) == ("SUCCESS", payment.payment_id, 700)


@pytest.mark.parametrize(
    "changes",
    [
        {"productCode": None},
        {"paymentFactor": {"isAgreementPay": True}},
        {"order": None},
        {"customerBelongsTo": "GCASH"},
        {"paymentExpiryTime": "2023-11-27T12:01:01+08:30"},
        {"unheardOf": {"a": [1]}},
    ],
)
async def test_what_the_documents_allow_is_taken(merchant: Merchant, changes: dict[str, Any]) -> None:
    assert code_in(await post(merchant, PAY, charge_v2_of(await token_of(merchant), **changes))) == "SUCCESS"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"appId": None}, "appId"),
        ({"appId": "x" * 33}, "appId"),
        ({"appId": "a@b"}, "appId"),
        ({"paymentRequestId": None}, "paymentRequestId"),
        ({"paymentRequestId": "x" * 65}, "paymentRequestId"),
        ({"paymentRequestId": "P#1"}, "paymentRequestId"),
        ({"productCode": "CASHIER_PAYMENT"}, "productCode"),
        ({"productCode": "51051000101000100031"}, "productCode"),
        ({"paymentFactor": {"isCashierPayment": True}}, "paymentFactor"),
        ({"accessToken": None}, "accessToken"),
        ({"accessToken": "x" * 129}, "accessToken"),
        ({"accessToken": "a?b"}, "accessToken"),
        ({"salesCode": "x" * 33}, "salesCode"),
        ({"customerBelongsTo": "NO_WALLET"}, "customerBelongsTo"),
        ({"paymentAmount": {"currency": "USD", "value": "0"}}, "paymentAmount.value"),
        ({"paymentExpiryTime": "tomorrow"}, "paymentExpiryTime"),
        ({"extendInfo": "x" * 4097}, "extendInfo"),
    ],
)
async def test_an_illegal_parameter_is_named(merchant: Merchant, changes: dict[str, Any], field: str) -> None:
    result = (await post(merchant, PAY, charge_v2_of("token", **changes)))["result"]
    assert (result["resultCode"], result["resultMessage"].partition(":")[0]) == ("PARAM_ILLEGAL", field)
    assert merchant.wallet.payments == []


async def test_the_gateway_has_none_of_it(merchant: Merchant) -> None:
    for path in (PAY, INQUIRE, REFUND):
        assert code_in(await post(merchant, f"/ams/api{path}", {})) == "NO_INTERFACE_DEF"


async def test_a_name_is_unique_within_the_client_beside_those_of_partners(merchant: Merchant) -> None:
    token = await token_of(merchant)
    programs, partners = charge_v2_of(token), charge_of(token)
    answers = [await post(merchant, PAY, programs), await post(merchant, "/v1/payments/pay", partners)]
    assert await post(merchant, PAY, programs) == answers[0] != answers[1]
    assert code_in(await post(merchant, "/v1/payments/pay", gateway_charge_of(token))) == "REPEAT_REQ_INCONSISTENT"
    asked = await post(merchant, INQUIRE, {"paymentRequestId": "P1"})
    assert asked["paymentId"] == answers[0]["paymentId"]


async def test_the_first_version_tells_of_it_in_the_platforms_words(merchant: Merchant) -> None:
    paid = await post(merchant, PAY, charge_v2_of(await token_of(merchant)))
    asked = await post(merchant, "/v1/payments/inquiryPayment", {"paymentId": paid["paymentId"]})
    assert (asked["paymentStatus"], "paymentResultCode" in asked) == ("SUCCESS", False)


async def test_the_merchant_is_told_of_it_without_a_partner(merchant: Merchant, shop: Shop) -> None:
    merchant.wallet.origins.map("https://shop.example", shop.url)
    await post(merchant, PAY, charge_v2_of(await token_of(merchant), paymentNotifyUrl="https://shop.example/notify"))
    await merchant.wallet.deliver()
    (body,) = shop.received
    assert (body["paymentRequestId"], body["paymentStatus"], "partnerId" in body) == ("P1", "SUCCESS", False)


@pytest.mark.parametrize("where", ["accessToken", "paymentMethod", "paymentAuthCode"])
async def test_the_file_keeps_it_and_its_refund(
    clock: Clock, session: aiohttp.ClientSession, tmp_path: Path, where: str
) -> None:
    async with Wallet(now=clock.now, state=tmp_path / "state") as wallet:
        first = Merchant(wallet, session)
        charge = with_token(await token_of(first), where)
        paid = await post(first, PAY, charge)
        back = await post(first, REFUND, {**BACK, "paymentRequestId": "P1"})
    async with Wallet(now=clock.now, state=tmp_path / "state", seed=1) as wallet:
        second = Merchant(wallet, session)
        assert await post(second, PAY, charge) == paid
        assert await post(second, REFUND, {**BACK, "paymentRequestId": "P1"}) == back
        asked = await post(second, "/v1/payments/inquiryPayment", {"paymentRequestId": "P1"})
        assert ("paymentResultCode" in asked, wallet.payments[0].refunded) == (False, 200)
