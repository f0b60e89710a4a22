"""The Mini Program Platform's charges: paid, asked about, refunded, and told of."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bridge.origins import Origins
from bridge.wallet import Account, Person, Wallet

from .merchant import Clock, Merchant, Shop
from .platform_merchant import charge_of, code_in, post, token_of
from .test_payments import charge_of as gateway_charge_of

PAY = "/v1/payments/pay"
INQUIRE = "/v1/payments/inquiryPayment"
REFUND = "/v1/payments/refund"


@pytest.fixture
async def wallet(clock: Clock) -> AsyncIterator[Wallet]:
    person = Person(accounts=[Account(balance=5000, limit=3000)])
    async with Wallet(now=clock.now, origins=Origins(), person=person) as started:
        yield started


def refund_of(**names: Any) -> dict[str, Any]:
    return {"refundRequestId": "R1", "refundAmount": {"currency": "USD", "value": "200"}, **names}


@pytest.mark.parametrize("product", ["AGREEMENT_PAYMENT", "51051000101000100031", None])
async def test_a_charge_by_agreement_is_made(merchant: Merchant, product: str | None) -> None:
    answer = await post(merchant, f"/api{PAY}", charge_of(await token_of(merchant), productCode=product))
    (payment,) = merchant.wallet.payments
    assert code_in(answer) == "SUCCESS"
    assert (answer["paymentId"], answer["paymentTime"]) == (payment.payment_id, "2023-11-15T06:13:20+08:00")
    assert merchant.wallet.balance == 4300


@pytest.mark.parametrize(
    "changes",
    [
        {"unheardOf": {"a": [1]}},
        {"order": {"referenceOrderId": "O1"}},
        {"paymentReturnUrl": "mini://platformapi/startapp?appId=3333010071465913"},
        {"paymentExpiryTime": "2023-11-27T12:01:01+08:30"},
        {"paymentFactor": {"isAgreementPay": "true"}},
        {"envInfo": {"osType": "IOS", "terminalType": "MINI_APP"}},
    ],
)
async def test_what_the_documents_allow_is_taken(merchant: Merchant, changes: dict[str, Any]) -> None:
    assert code_in(await post(merchant, PAY, charge_of(await token_of(merchant), **changes))) == "SUCCESS"


async def test_a_payment_factor_alone_is_either_familys(merchant: Merchant) -> None:
    charge = gateway_charge_of("token", paymentMethod=None, paymentFactor={"isAuthorization": True})
    refused = await post(merchant, PAY, charge)
    assert refused["result"]["resultMessage"].startswith("paymentMethod: ")


async def test_the_same_request_charges_once_and_another_one_under_its_name_is_refused(merchant: Merchant) -> None:
    token = await token_of(merchant)
    answers = [await post(merchant, PAY, charge_of(token, mcc=mcc)) for mcc in ("5462", "5462", "5411")]
    assert [code_in(answer) for answer in answers] == ["SUCCESS", "SUCCESS", "REPEAT_REQ_INCONSISTENT"]
    assert answers[0]["paymentId"] == answers[1]["paymentId"]
    assert merchant.wallet.balance == 4300


async def test_a_name_is_unique_within_its_partner(merchant: Merchant) -> None:
    token = await token_of(merchant)
    answers = [await post(merchant, PAY, charge_of(token, partnerId=partner)) for partner in ("ONE", "TWO")]
    assert answers[0]["paymentId"] != answers[1]["paymentId"]
    asked = [await post(merchant, INQUIRE, {"partnerId": name, "paymentRequestId": "P1"}) for name in ("ONE", "TWO")]
    assert [each["paymentId"] for each in asked] == [each["paymentId"] for each in answers]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"partnerId": None}, "partnerId"),
        ({"partnerId": "x" * 33}, "partnerId"),
        ({"paymentOrderTitle": None}, "paymentOrderTitle"),
        ({"paymentOrderTitle": "x" * 257}, "paymentOrderTitle"),
        ({"paymentRequestId": "x" * 65}, "paymentRequestId"),
        ({"paymentAmount": None}, "paymentAmount"),
        ({"paymentAmount": {"currency": "USD", "value": "0"}}, "paymentAmount.value"),
        ({"paymentAmount": {"currency": "USD", "value": "7.00"}}, "paymentAmount.value"),
        ({"paymentAuthCode": None}, "paymentAuthCode"),
        ({"paymentAuthCode": "x" * 129}, "paymentAuthCode"),
        ({"paymentFactor": None}, "paymentFactor"),
        ({"paymentFactor": {"isCashierPayment": True}}, "paymentFactor"),
        ({"paymentFactor": {"isAgreementPay": "maybe"}}, "paymentFactor.isAgreementPay"),
        ({"productCode": "CASHIER_PAYMENT"}, "productCode"),
        ({"productCode": "51051000101000000011"}, "productCode"),
        ({"paymentReturnUrl": "https://shop.example/" + "x" * 1024}, "paymentReturnUrl"),
        ({"paymentReturnUrl": "javascript:alert(1)"}, "paymentReturnUrl"),
        ({"paymentExpiryTime": "tomorrow"}, "paymentExpiryTime"),
        ({"paymentExpiryTime": "2023-13-01T00:00:00Z"}, "paymentExpiryTime"),
        ({"paymentExpiryTime": "1700000000000"}, "paymentExpiryTime"),
        ({"mcc": "x" * 33}, "mcc"),
        ({"envInfo": {"osType": "BEOS"}}, "envInfo.osType"),
    ],
)
async def test_an_illegal_parameter_is_named(merchant: Merchant, changes: dict[str, Any], field: str) -> None:
    result = (await post(merchant, PAY, charge_of("token", **changes)))["result"]
    assert (result["resultCode"], result["resultMessage"].partition(":")[0]) == ("PARAM_ILLEGAL", field)
    assert merchant.wallet.payments == []


@pytest.mark.parametrize(
    ("value", "code"), [("3001", "PAYMENT_AMOUNT_EXCEED_LIMIT"), ("3000", "USER_BALANCE_NOT_ENOUGH")]
)
async def test_what_the_account_refuses_failed_and_is_told_so(merchant: Merchant, value: str, code: str) -> None:
    token = await token_of(merchant)
    before, amount = ({"currency": "USD", "value": text} for text in ("2500", value))
    await post(merchant, PAY, charge_of(token, paymentRequestId="P0", paymentAmount=before))
    assert code_in(await post(merchant, PAY, charge_of(token, paymentAmount=amount))) == code
    asked = await post(merchant, INQUIRE, {"partnerId": "PARTNER_1", "paymentRequestId": "P1"})
    assert (asked["paymentStatus"], "paymentTime" in asked) == ("FAIL", False)
    assert asked["paymentFailReason"]


async def test_a_token_that_is_not_live_charges_nothing(merchant: Merchant) -> None:
    token = await token_of(merchant)
    merchant.wallet.expire(token)
    answers = [await post(merchant, PAY, charge_of(each)) for each in ("nothing", token)]
    assert [code_in(answer) for answer in answers] == ["INVALID_ACCESS_TOKEN", "EXPIRED_ACCESS_TOKEN"]


@pytest.mark.parametrize("more", [{}, {"partnerId": "PARTNER_1"}])
async def test_a_payment_is_asked_about_by_either_name(merchant: Merchant, more: dict[str, str]) -> None:
    paid = await post(merchant, PAY, charge_of(await token_of(merchant)))
    asked = [
        await post(merchant, INQUIRE, {**more, **names})
        for names in ({"paymentId": paid["paymentId"], "paymentRequestId": "other"}, {"paymentRequestId": "P1"})
    ]
    assert asked[0] == asked[1]
    assert (asked[0]["paymentId"], asked[0]["paymentStatus"]) == (paid["paymentId"], "SUCCESS")
    assert "paymentResultCode" not in asked[0]  # that is the gateway's word


async def test_a_payment_that_is_none_does_not_exist(merchant: Merchant) -> None:
    answer = await post(merchant, INQUIRE, {"partnerId": "PARTNER_1", "paymentRequestId": "P9"})
    assert code_in(answer) == "ORDER_NOT_EXIST"


@pytest.mark.parametrize("path", [INQUIRE, REFUND])
async def test_a_partner_makes_it_the_platforms_question(merchant: Merchant, path: str) -> None:
    answer = await post(merchant, path, refund_of(partnerId="x" * 33, paymentRequestId="P9"))
    assert answer["result"]["resultMessage"].startswith("partnerId: ")


@pytest.mark.parametrize("by_request", [True, False])
async def test_money_goes_back_once(merchant: Merchant, by_request: bool) -> None:
    paid = await post(merchant, PAY, charge_of(await token_of(merchant)))
    names = {"paymentRequestId": "P1"} if by_request else {"paymentId": paid["paymentId"]}
    answers = [await post(merchant, REFUND, refund_of(partnerId="PARTNER_1", **names)) for _ in range(2)]
    assert answers[0] == answers[1]
    assert merchant.wallet.payments[0].refunds[0].refund_id == answers[0]["refundId"]
    assert merchant.wallet.balance == 4500


async def test_nobody_asks_about_another_partners_payment(merchant: Merchant) -> None:
    paid = await post(merchant, PAY, charge_of(await token_of(merchant)))
    names = refund_of(partnerId="PARTNER_2", paymentId=paid["paymentId"])
    codes = [code_in(await post(merchant, path, names)) for path in (INQUIRE, REFUND)]
    assert (codes, merchant.wallet.balance) == (["ORDER_NOT_EXIST"] * 2, 4300)


async def test_the_name_of_a_refund_is_unique_within_its_partner(merchant: Merchant) -> None:
    token = await token_of(merchant)
    for partner in ("ONE", "TWO"):
        await post(merchant, PAY, charge_of(token, partnerId=partner))
    refunds = [refund_of(partnerId=partner, paymentRequestId="P1") for partner in ("ONE", "TWO", "ONE")]
    answers = [await post(merchant, REFUND, refund) for refund in refunds]
    assert [code_in(answer) for answer in answers] == ["SUCCESS"] * 3
    assert answers[2] == answers[0] != answers[1]
    assert merchant.wallet.balance == 5000 - 1400 + 400


async def test_parts_go_back_until_all_of_it_has(merchant: Merchant) -> None:
    await post(merchant, PAY, charge_of(await token_of(merchant)))
    parts = {"R1": "300", "R2": "401", "R3": "400", "R4": "1"}
    refunds = [
        refund_of(paymentRequestId="P1", refundRequestId=name, refundAmount={"currency": "USD", "value": value})
        for name, value in parts.items()
    ]
    codes = [code_in(await post(merchant, REFUND, refund)) for refund in refunds]
    assert codes == ["SUCCESS", "REFUND_AMOUNT_EXCEED", "SUCCESS", "REFUND_AMOUNT_EXCEED"]
    assert merchant.wallet.balance == 5000


async def test_no_more_goes_back_than_was_paid(merchant: Merchant) -> None:
    await post(merchant, PAY, charge_of(await token_of(merchant)))
    amount = {"currency": "USD", "value": "701"}
    answer = await post(merchant, REFUND, refund_of(paymentRequestId="P1", refundAmount=amount))
    assert code_in(answer) == "REFUND_AMOUNT_EXCEED"


async def test_the_gateways_payments_are_told_in_its_words(merchant: Merchant) -> None:
    token = await token_of(merchant)
    paid = await merchant.send(PAY, json.dumps(gateway_charge_of(token)).encode())
    assert paid["paymentRequestId"] == "P1"
    asked = await post(merchant, INQUIRE, {"paymentRequestId": "P1"})
    assert (asked["paymentResultCode"], asked["paymentId"]) == ("SUCCESS", paid["paymentId"])


async def test_the_merchant_is_told_of_a_payment_in_the_platforms_words(merchant: Merchant, shop: Shop) -> None:
    merchant.wallet.origins.map("https://shop.example", shop.url)
    paid = await post(
        merchant, PAY, charge_of(await token_of(merchant), paymentNotifyUrl="https://shop.example/notify")
    )
    await merchant.wallet.deliver()
    (body,) = shop.received
    assert body == {
        "partnerId": "PARTNER_1",
        "paymentId": paid["paymentId"],
        "paymentRequestId": "P1",
        "paymentAmount": {"currency": "USD", "value": "700"},
        "paymentTime": "2023-11-15T06:13:20+08:00",
        "paymentStatus": "SUCCESS",
    }
    assert [(each.kind, each.acknowledged) for each in merchant.wallet.webhooks] == [("PAYMENT_RESULT", True)]


async def test_charges_are_kept_in_the_file(clock: Clock, session: aiohttp.ClientSession, tmp_path: Path) -> None:
    async with Wallet(now=clock.now, state=tmp_path / "state") as wallet:
        first = Merchant(wallet, session)
        token = await token_of(first)
        paid = await post(first, PAY, charge_of(token))
        back = await post(first, REFUND, refund_of(partnerId="PARTNER_1", paymentRequestId="P1"))
    async with Wallet(now=clock.now, state=tmp_path / "state", seed=1) as wallet:
        second = Merchant(wallet, session)
        assert await post(second, PAY, charge_of(token)) == paid
        assert (await post(second, INQUIRE, {"paymentRequestId": "P1"}))["paymentId"] == paid["paymentId"]
        assert await post(second, REFUND, refund_of(partnerId="PARTNER_1", paymentRequestId="P1")) == back
        assert len(wallet.payments) == 1


async def test_the_file_knows_whose_charge_and_whose_refund_it_was(
    clock: Clock, session: aiohttp.ClientSession, tmp_path: Path
) -> None:
    async def told(wallet: Wallet, token: str) -> list[dict[str, Any]]:
        merchant = Merchant(wallet, session)
        paid = [await post(merchant, PAY, charge_of(token, partnerId=partner)) for partner in ("ONE", "TWO")]
        back = [refund_of(partnerId=partner, paymentRequestId="P1") for partner in ("ONE", "TWO")]
        return paid + [await post(merchant, REFUND, refund) for refund in back]

    async with Wallet(now=clock.now, state=tmp_path / "state") as wallet:
        token = await token_of(Merchant(wallet, session))
        before = await told(wallet, token)
    async with Wallet(now=clock.now, state=tmp_path / "state", seed=1) as wallet:
        assert await told(wallet, token) == before
        assert len({answer.get("paymentId") or answer["refundId"] for answer in before}) == 4
        assert [payment.refunded for payment in wallet.payments] == [200, 200]
