"""Requests that come again: what happened once does not happen twice, and what is too old is refused."""

from __future__ import annotations

import json

from bridge.wallet.signing import FRESH_FOR

from . import platform_merchant
from .merchant import Clock, exchange_of, refresh_of
from .platform_merchant import CONTRACT
from .signed_merchant import SignedMerchant, code_of
from .test_payments import charge_of

AMOUNT = {"currency": "USD", "value": "100"}


async def test_a_replayed_exchange_gives_no_second_token(signer: SignedMerchant) -> None:
    path, body = "/v1/authorizations/applyToken", json.dumps(exchange_of(await signer.code())).encode()
    headers = signer.headers(path, body)
    codes = [code_of(await signer.merchant.send(path, body, **headers)) for _ in range(2)]
    assert (codes, len(signer.wallet.tokens)) == (["SUCCESS", "USED_CODE"], 1)


async def test_a_replayed_charge_is_the_same_charge(signer: SignedMerchant) -> None:
    path, body = "/v1/payments/pay", json.dumps(charge_of(await signer.token(), "700")).encode()
    headers, before = signer.headers(path, body), signer.wallet.balance
    answers = [await signer.merchant.send(path, body, **headers) for _ in range(3)]
    assert len({answer["paymentId"] for answer in answers}) == 1
    assert (len(signer.wallet.payments), before - signer.wallet.balance) == (1, 700)


async def test_a_replayed_refund_gives_back_once(signer: SignedMerchant) -> None:
    paid = await signer.ask("/v1/payments/pay", charge_of(await signer.token(), "700"))
    fields = {"refundRequestId": "R1", "paymentId": paid["paymentId"], "refundAmount": AMOUNT}
    answers = [await signer.ask("/v1/payments/refund", fields) for _ in range(3)]
    assert len({answer["refundId"] for answer in answers}) == 1
    assert signer.wallet.payments[0].refunded == 100


async def test_a_replayed_refresh_gives_no_second_token(signer: SignedMerchant) -> None:
    path = "/v1/authorizations/applyToken"
    tokens = await signer.ask(path, exchange_of(await signer.code()))
    body = json.dumps(refresh_of(tokens["refreshToken"])).encode()
    headers = signer.headers(path, body)
    codes = [code_of(await signer.merchant.send(path, body, **headers)) for _ in range(2)]
    assert (codes, len(signer.wallet.tokens)) == (["SUCCESS", "USED_REFRESH_TOKEN"], 2)


async def test_a_partners_replayed_charge_is_the_same_charge(signer: SignedMerchant) -> None:
    path, body = "/v1/payments/pay", json.dumps(platform_merchant.charge_of(await signer.token())).encode()
    headers, before = signer.headers(path, body), signer.wallet.balance
    answers = [await signer.merchant.send(path, body, **headers) for _ in range(3)]
    assert len({answer["paymentId"] for answer in answers}) == 1
    assert (len(signer.wallet.payments), before - signer.wallet.balance) == (1, 700)


async def test_a_partners_replayed_refund_gives_back_once(signer: SignedMerchant) -> None:
    await signer.ask("/v1/payments/pay", platform_merchant.charge_of(await signer.token()))
    names = {"partnerId": "PARTNER_1", "paymentRequestId": "P1"}
    refund = {**names, "refundRequestId": "R1", "refundAmount": AMOUNT}
    answers = [await signer.ask("/v1/payments/refund", refund) for _ in range(3)]
    assert len({answer["refundId"] for answer in answers}) == 1
    assert signer.wallet.payments[0].refunded == 100


async def test_a_replayed_contract_is_another_url_of_its_own(signer: SignedMerchant) -> None:
    answers = [await signer.ask("/v1/authorizations/prepare", CONTRACT) for _ in range(2)]
    assert len({answer["authUrl"] for answer in answers}) == len(signer.wallet.authorizations) == 2


async def test_a_contract_replayed_after_its_time_is_refused(signer: SignedMerchant, clock: Clock) -> None:
    path, body = "/v1/authorizations/prepare", json.dumps(CONTRACT).encode()
    headers = signer.headers(path, body)
    clock.time += FRESH_FOR + 1000
    assert code_of(await signer.merchant.send(path, body, **headers)) == "ACCESS_DENIED"
    assert signer.wallet.authorizations == []


async def test_a_replay_after_its_time_is_refused(signer: SignedMerchant, clock: Clock) -> None:
    path, body = "/v1/payments/pay", json.dumps(charge_of(await signer.token())).encode()
    headers = signer.headers(path, body)
    clock.time += FRESH_FOR + 1000
    assert code_of(await signer.merchant.send(path, body, **headers)) == "INVALID_SIGNATURE"
    assert signer.wallet.payments == []
