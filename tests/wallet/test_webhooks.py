"""What merchants are told after the code, how often, and what their silence does."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bridge.wallet import Wallet
from bridge.wallet.records import MINUTE
from bridge.wallet.visit import visit
from bridge.wallet.webhooks import INTERVALS

from .merchant import Clock, Merchant, Shop, exchange_of, refresh_of


@pytest.fixture
async def told(merchant: Merchant, shop: Shop) -> AsyncIterator[Merchant]:
    """A merchant whose own server, `shop`, the wallet can reach."""
    merchant.wallet.origins.map("https://shop.example", shop.url)
    yield merchant


async def tokens_of(merchant: Merchant) -> dict[str, Any]:
    url = await merchant.page_url(authNotifyUrl="https://shop.example/notify")
    code = (await visit(url, "approve")).auth_code
    assert code is not None
    return await merchant.call("applyToken", exchange_of(code))


async def pay(merchant: Merchant, token: str, value: str = "700") -> dict[str, Any]:
    amount = {"currency": "USD", "value": value}
    body: dict[str, Any] = {
        "productCode": "AGREEMENT_PAYMENT",
        "paymentRequestId": "P1",
        "order": {"referenceOrderId": "O1", "orderDescription": "Bread", "orderAmount": amount},
        "paymentAmount": amount,
        "paymentMethod": {"paymentMethodType": "GCASH", "paymentMethodId": token},
        "paymentNotifyUrl": "https://shop.example/notify",
    }
    return await merchant.send("/v1/payments/pay", json.dumps(body).encode())


def kinds(wallet: Wallet) -> list[str]:
    return [webhook.kind for webhook in wallet.webhooks]


async def test_a_token_that_is_created_is_told_with_the_state(told: Merchant, shop: Shop) -> None:
    tokens = await tokens_of(told)
    assert len(shop.received) == 1  # that of the code: the merchant is not called while it waits for its answer
    await told.wallet.deliver()
    body = shop.received[1]
    assert (body["authorizationNotifyType"], body["accessToken"]) == ("TOKEN_CREATED", tokens["accessToken"])
    assert body["authState"] == "STATE_694020584437"


async def test_a_token_that_is_refreshed_is_no_new_agreement(told: Merchant) -> None:
    tokens = await tokens_of(told)
    await told.call("applyToken", refresh_of(tokens["refreshToken"]))
    assert kinds(told.wallet) == ["AUTHCODE_CREATED", "TOKEN_CREATED"]


@pytest.mark.parametrize(
    ("who", "reason"), [("merchant", "The merchant revoked it."), ("user", "The user cancelled it.")]
)
async def test_a_token_that_is_cancelled_is_told_with_the_reason(
    told: Merchant, shop: Shop, who: str, reason: str
) -> None:
    tokens = await tokens_of(told)
    if who == "merchant":
        await told.call("revoke", {"accessToken": tokens["accessToken"]})
    else:
        told.wallet.user_cancels(told.wallet.authorizations[0])
    await told.wallet.deliver()
    body = shop.received[-1]
    assert (body["authorizationNotifyType"], body["reason"]) == ("TOKEN_CANCELED", reason)
    assert body["accessToken"] == tokens["accessToken"]


@pytest.mark.parametrize(("value", "code"), [("700", "SUCCESS"), ("99999999", "PAYMENT_AMOUNT_EXCEED_LIMIT")])
async def test_a_payment_is_told_however_it_ended(told: Merchant, shop: Shop, value: str, code: str) -> None:
    await pay(told, (await tokens_of(told))["accessToken"], value)
    await told.wallet.deliver()
    body = shop.received[-1]
    assert (body["notifyType"], body["paymentRequestId"]) == ("PAYMENT_RESULT", "P1")
    assert body["result"]["resultCode"] == code
    assert ("paymentTime" in body) == (code == "SUCCESS")


async def test_a_payment_that_is_asked_for_again_is_told_once(told: Merchant) -> None:
    token = (await tokens_of(told))["accessToken"]
    for _ in range(2):
        await pay(told, token)
    assert kinds(told.wallet).count("PAYMENT_RESULT") == 1


async def test_what_is_acknowledged_is_not_told_again(told: Merchant, shop: Shop, clock: Clock) -> None:
    await tokens_of(told)
    for _ in range(2):
        await told.wallet.deliver()
        clock.time += 24 * 60 * MINUTE
    assert len(shop.received) == 2
    assert all(webhook.acknowledged and webhook.due is None for webhook in told.wallet.webhooks)


async def test_what_is_not_acknowledged_is_told_again_at_the_documented_times(
    told: Merchant, shop: Shop, clock: Clock
) -> None:
    shop.status = 500
    url = await told.page_url(authNotifyUrl="https://shop.example/notify")
    began, times = clock.time, list[float]()
    await visit(url, "approve")
    while told.wallet.webhooks[0].due is not None:
        clock.time = told.wallet.webhooks[0].due
        times.append((clock.time - began) / MINUTE)
        await told.wallet.deliver()
    assert times == [2, 12, 22, 82, 202, 562, 1462]
    assert len(shop.received) == len(INTERVALS) + 1
    assert not told.wallet.webhooks[0].acknowledged


async def test_nothing_is_told_before_it_is_due(told: Merchant, shop: Shop, clock: Clock) -> None:
    shop.status = 500
    await visit(await told.page_url(authNotifyUrl="https://shop.example/notify"), "approve")
    clock.time += 2 * MINUTE - 1
    await told.wallet.deliver()
    assert len(shop.received) == 1


async def test_a_merchant_that_acknowledges_later_ends_it(told: Merchant, shop: Shop, clock: Clock) -> None:
    shop.status = 500
    await visit(await told.page_url(authNotifyUrl="https://shop.example/notify"), "approve")
    shop.status = 200
    clock.time += 2 * MINUTE
    await told.wallet.deliver()
    (webhook,) = told.wallet.webhooks
    assert (webhook.acknowledged, webhook.due, len(webhook.attempts)) == (True, None, 2)


async def test_what_is_not_mapped_is_not_tried_again(merchant: Merchant) -> None:
    await visit(await merchant.page_url(authNotifyUrl="https://nowhere.example/notify"), "approve")
    assert merchant.wallet.webhooks[0].due is None


async def test_a_wallet_that_keeps_time_tells_by_itself(
    clock: Clock, shop: Shop, session: aiohttp.ClientSession
) -> None:
    async with Wallet(now=clock.now, keeps_time=True) as wallet:
        wallet.origins.map("https://shop.example", shop.url)
        await tokens_of(Merchant(wallet, session))
        await shop.told(2)
    assert shop.received[1]["authorizationNotifyType"] == "TOKEN_CREATED"


async def test_what_is_due_is_told_by_the_next_wallet_with_the_same_file(
    clock: Clock, shop: Shop, session: aiohttp.ClientSession, tmp_path: Path
) -> None:
    shop.status = 500
    async with Wallet(now=clock.now, state=tmp_path / "state") as wallet:
        wallet.origins.map("https://shop.example", shop.url)
        await tokens_of(Merchant(wallet, session))
    shop.status = 200
    clock.time += 2 * MINUTE
    async with Wallet(now=clock.now, state=tmp_path / "state", seed=1) as wallet:
        wallet.origins.map("https://shop.example", shop.url)
        await wallet.deliver()
        assert [(webhook.kind, len(webhook.attempts)) for webhook in wallet.webhooks] == [
            ("AUTHCODE_CREATED", 2),
            ("TOKEN_CREATED", 1),
        ]
        assert all(webhook.acknowledged for webhook in wallet.webhooks)
    assert len(shop.received) == 3
