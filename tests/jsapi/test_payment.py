"""Paying and signing end in success, whatever comes of it."""

from __future__ import annotations

import json

import pytest

from bridge import Answer, Person
from bridge.jsapi import Device
from tests.jsapi.phones import answered, failure, phone, refused_as_parameter

ENDS = {
    "approve": ("9000", "7000"),
    "cancel": ("6001", "6001"),
    "network-error": ("6002", "6002"),
    "unknown": ("6004", "7001"),
    "fail": ("4000", "7002"),
    "wrong-pin": ("4000", "7002"),
    "processing": ("8000", "7001"),
    "forgot-pin": ("99", "6001"),
}
"""By answer: how a payment ends, and how signing does."""
ANSWERS = [answer.value for answer in Answer]


@pytest.mark.parametrize("user", ANSWERS)
async def test_how_a_payment_ends_is_told_in_success(user: str) -> None:
    outcome, result = await answered("tradePay({tradeNO: '1'})", user=user)
    code = ENDS[user][0]
    assert (outcome, result["resultCode"], result["result"] == "") == ("success", code, code != "9000")


async def test_outside_ios_who_leaves_for_a_forgotten_pin_cancels() -> None:
    _, result = await answered("tradePay({tradeNO: '1'})", Device(platform="Android"), user="forgot-pin")
    assert result["resultCode"] == "6001"


@pytest.mark.parametrize("user", ANSWERS)
async def test_how_signing_ends_is_told_in_success(user: str) -> None:
    expected = {"result": "", "resultStatus": ENDS[user][1]}
    assert await answered("paySignCenter({signStr: 's'})", user=user) == ("success", expected)


@pytest.mark.parametrize("user", ANSWERS)
async def test_the_cashier_charges_nothing_to_the_wallet_and_leaves_no_record_there(user: str) -> None:
    async with phone(user=user, wallet=True) as runtime:
        balance = runtime.wallet.balance
        await runtime.run("my.tradePay({paymentUrl: 'https://pay.example/1'})")
        assert (runtime.wallet.balance, runtime.wallet.payments, runtime.wallet.webhooks) == (balance, [], [])


@pytest.mark.parametrize("call", ["tradePay({tradeNO: '1'})", "paySignCenter({signStr: 's'})"])
async def test_the_person_takes_their_time_in_the_cashier(call: str) -> None:
    async with phone(user=Person(delay=7000)) as runtime:
        started = runtime.clock.now
        await runtime.run(f"my.{call}")
        assert runtime.clock.now - started == 7000


@pytest.mark.parametrize("call", ["tradePay({tradeNO: '1'})", "paySignCenter({signStr: 's'})"])
@pytest.mark.parametrize("user", ANSWERS)
async def test_any_answer_may_take_a_time_of_its_own(call: str, user: str) -> None:
    async with phone() as runtime:
        runtime.person.next(user, after=3000)
        started = runtime.clock.now
        await runtime.run(f"my.{call}")
        assert runtime.clock.now - started == 3000
    assert set(ENDS[user]) & set((runtime.calls[0].result or {}).values())


@pytest.mark.parametrize("order", ["tradeNO: '1'", "orderStr: 'a=1&sign=2'", "paymentUrl: 'https://pay.example/1'"])
async def test_what_is_to_be_paid_is_named_in_one_of_three_ways(order: str) -> None:
    outcome, result = await answered(f"tradePay({{{order}}})")
    assert (outcome, result["resultCode"]) == ("success", "9000")


async def test_the_result_of_a_payment_is_json_text() -> None:
    _, result = await answered("tradePay({tradeNO: '2021'})")
    response = json.loads(result["result"])["alipay_trade_app_pay_response"]
    assert (response["code"], response["trade_no"]) == ("10000", "2021")


async def test_without_a_network_nobody_is_asked() -> None:
    async with phone(Device(network="NOTREACHABLE"), user=["cancel", "approve"]) as runtime:
        await runtime.run("my.tradePay({tradeNO: '1'}); my.paySignCenter({signStr: 's'})")
        assert runtime.person.answers == (Answer.CANCEL, Answer.APPROVE)
    assert [(call.result or {}).get("resultCode") for call in runtime.calls] == ["6002", None]
    assert (runtime.calls[1].result or {})["resultStatus"] == "6002"


async def test_orders_are_paid_by_trade_pay() -> None:
    expected = {"requireOrder": 0, "sourceId": "", "sceneId": ""}
    assert await answered("checkBeforeAddOrder({outItemList: [{itemId: '1'}]})") == ("success", expected)


async def test_how_an_order_is_paid_cannot_be_asked_without_a_network() -> None:
    assert await answered("checkBeforeAddOrder()", Device(network="NOTREACHABLE")) == failure(11, "服务异常请重试")


async def test_a_second_positional_callback_is_told_too() -> None:
    async with phone() as runtime:
        await runtime.run("my.tradePay({paymentUrl: 'https://pay.example'}, (r) => console.log(r.resultCode))")
    assert runtime.console[0].text == "9000"


class Cashier:
    """Somebody who decides by hand, and notes what was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def answer(self, question: str) -> Answer:
        self.asked.append(question)
        return Answer.CANCEL


async def test_whoever_decides_by_hand_is_asked() -> None:
    cashier = Cashier()
    _, result = await answered("tradePay({tradeNO: '7'})", dialogs=cashier)
    assert (result["resultCode"], cashier.asked) == ("6001", ["tradePay 7"])


@pytest.mark.parametrize(
    "call",
    ["tradePay()", "tradePay({})", "tradePay({tradeNO: ''})", "tradePay({tradeNO: 'x'.repeat(65)})", "paySignCenter()"],
)
async def test_what_names_no_order_fails_with_error_2(call: str) -> None:
    assert await refused_as_parameter(call)
