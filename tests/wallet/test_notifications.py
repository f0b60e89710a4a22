"""Telling the merchant's server that a person agreed."""

from __future__ import annotations

import socket

import pytest

from bridge.origins import Origins
from bridge.wallet import Delivery, Notification, Wallet, notifications
from bridge.wallet.visit import visit

from .merchant import ACKNOWLEDGED, Merchant, Shop, consult_with

PUBLIC = "https://shop.example"


@pytest.fixture
def mapped(wallet: Wallet, shop: Shop) -> Origins:
    wallet.origins.map(PUBLIC, shop.url)
    return wallet.origins


async def agree(merchant: Merchant, answer: str = "approve", **changes: object) -> Notification:
    url = await merchant.page_url(**{"authNotifyUrl": f"{PUBLIC}/notify", **changes})
    await visit(url, answer)
    (notification,) = merchant.wallet.notifications
    return notification


async def test_the_merchant_is_told_the_code_and_the_state(merchant: Merchant, shop: Shop, mapped: Origins) -> None:
    await agree(merchant, passThroughInfo="mine")
    code = merchant.wallet.authorizations[0].code
    assert code is not None
    assert shop.received == [
        {
            "authorizationNotifyType": "AUTHCODE_CREATED",
            "authClientId": "SM_001",
            "authCode": code.value,
            "authState": "STATE_694020584437",
            "userLoginId": "138****5678",
            "passThroughInfo": "mine",
            "result": {**ACKNOWLEDGED["result"], "resultMessage": "success."},
        }
    ]


async def test_a_merchant_learns_what_a_lost_answer_hid(merchant: Merchant, shop: Shop, mapped: Origins) -> None:
    notification = await agree(merchant, "unknown")
    assert notification.delivery is Delivery.DELIVERED
    assert shop.received[0]["authState"] == "STATE_694020584437"


async def test_a_notification_carries_the_documented_headers(merchant: Merchant, shop: Shop, mapped: Origins) -> None:
    body = consult_with(authNotifyUrl=f"{PUBLIC}/notify")
    await visit((await merchant.call("consult", body, Client_Id="CLIENT_A"))["normalUrl"], "approve")
    headers = shop.headers[0]
    assert headers["Content-Type"] == "application/json; charset=UTF-8"
    assert (headers["Client-Id"], headers["Request-Time"]) == ("CLIENT_A", "2023-11-15T06:13:20+08:00")


async def test_an_unmapped_origin_is_sent_nothing(merchant: Merchant, shop: Shop) -> None:
    notification = await agree(merchant)
    assert notification.delivery is Delivery.UNMAPPED
    assert "--map https://shop.example=URL" in notification.detail
    assert shop.received == []


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (500, ""),
        (302, ""),
        (200, ""),
        (200, "[]"),
        (200, '{"result": null}'),
        (200, '{"result": {"resultStatus": "F"}}'),
    ],
)
async def test_an_answer_that_acknowledges_nothing_is_a_refusal(
    merchant: Merchant, shop: Shop, mapped: Origins, status: int, answer: str
) -> None:
    shop.status, shop.answer = status, answer
    assert (await agree(merchant)).delivery is Delivery.REFUSED


async def test_a_server_that_is_down_is_unreachable(merchant: Merchant) -> None:
    merchant.wallet.origins.map(PUBLIC, "http://127.0.0.1:1")
    notification = await agree(merchant)
    assert notification.delivery is Delivery.UNREACHABLE
    assert notification.detail


async def test_a_server_that_never_answers_is_unreachable(merchant: Merchant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notifications, "TIME_LIMIT", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        merchant.wallet.origins.map(PUBLIC, f"http://127.0.0.1:{silent.getsockname()[1]}")
        assert (await agree(merchant)).detail == "no answer within 0.05 seconds"


async def test_consent_stands_whatever_becomes_of_the_notification(merchant: Merchant) -> None:
    url = await merchant.page_url(authNotifyUrl=f"{PUBLIC}/notify")
    assert (await visit(url, "approve")).auth_code


@pytest.mark.parametrize("answer", ["cancel", "fail", "network-error"])
async def test_only_consent_is_notified(merchant: Merchant, shop: Shop, mapped: Origins, answer: str) -> None:
    await visit(await merchant.page_url(authNotifyUrl=f"{PUBLIC}/notify"), answer)
    assert (merchant.wallet.notifications, shop.received) == ([], [])


async def test_without_an_address_nobody_is_notified(merchant: Merchant) -> None:
    await visit(await merchant.page_url(), "approve")
    assert merchant.wallet.notifications == []
