"""Charges on an agreement: once, with a live token, within the account; and what goes back of them."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from bridge.wallet import Wallet
from bridge.wallet.accounts import Account
from bridge.wallet.authorizations import Authorizations
from bridge.wallet.models import ApplyTokenRequest, ConsultRequest, RevokeRequest
from bridge.wallet.payment_models import PaymentReference, PayRequest, RefundRequest
from bridge.wallet.payments import Payment, Payments, Status
from bridge.wallet.records import DAY, Token
from bridge.wallet.results import Refusal
from bridge.wallet.store import Store
from bridge.wallet.visit import visit

from .merchant import Clock, Merchant, consult_with, exchange_of, refresh_of


def charge_of(token: str, value: str = "1000", number: str = "P1", **changes: Any) -> dict[str, Any]:
    """The body of a good charge, changed; a change to `None` leaves the field out."""
    amount = {"currency": "USD", "value": value}
    body = {
        "productCode": "AGREEMENT_PAYMENT",
        "paymentRequestId": number,
        "order": {"referenceOrderId": "O1", "orderDescription": "bread", "orderAmount": amount},
        "paymentAmount": amount,
        "paymentMethod": {"paymentMethodType": "GCASH", "paymentMethodId": token},
        **changes,
    }
    return {name: part for name, part in body.items() if part is not None}


def refund_of(payment: Payment, value: str, number: str = "R1", currency: str = "USD") -> RefundRequest:
    amount = {"currency": currency, "value": value}
    body = {"refundRequestId": number, "paymentId": payment.payment_id, "refundAmount": amount}
    return RefundRequest.model_validate(body)


class Shop:
    """A merchant with an agreement, and what it may do."""

    def __init__(self, clock: Clock, store: Store | None = None, **account: Any) -> None:
        kept = store or Store()
        chance = random.Random(1)
        self.rules = Authorizations(now=clock.now, chance=chance, store=kept)
        self.payments = Payments(self.rules, now=clock.now, chance=chance, store=kept, accounts=[Account(**account)])

    def token(self, client_id: str | None = None, **changes: Any) -> Token:
        authorization = self.rules.consult(ConsultRequest.model_validate(consult_with(**changes)), client_id)
        code = self.rules.agree(authorization).value
        return self.rules.apply_token(ApplyTokenRequest.model_validate(exchange_of(code)), client_id)

    def pay(self, token: Token, value: str = "1000", number: str = "P1", client_id: str | None = None) -> Payment:
        return self.payments.pay(PayRequest.model_validate(charge_of(token.access_token, value, number)), client_id)


@pytest.fixture
def shop(clock: Clock) -> Shop:
    return Shop(clock, balance=5000, limit=3000)


def reference(**names: str) -> PaymentReference:
    return PaymentReference.model_validate(names)


def test_a_charge_takes_from_the_account(shop: Shop) -> None:
    payment = shop.pay(shop.token())
    assert (payment.status, payment.code, shop.payments.balance) == (Status.SUCCESS, "SUCCESS", 4000)


def test_the_same_request_charges_once(shop: Shop) -> None:
    token = shop.token()
    assert shop.pay(token) is shop.pay(token)
    assert shop.payments.balance == 4000


def test_the_same_request_id_with_another_amount_is_refused(shop: Shop) -> None:
    token = shop.token()
    shop.pay(token)
    with pytest.raises(Refusal, match="REPEAT_REQ_INCONSISTENT"):
        shop.pay(token, "1001")
    assert shop.payments.balance == 4000


def test_what_failed_fails_again_without_a_charge(shop: Shop) -> None:
    token = shop.token()
    shop.pay(token, "3000", "P1")
    for _ in range(2):
        with pytest.raises(Refusal, match="USER_BALANCE_NOT_ENOUGH"):
            shop.pay(token, "2001", "P2")
    assert shop.payments.inquire(reference(paymentRequestId="P2")).status is Status.FAIL
    assert shop.payments.balance == 2000


def test_more_than_one_payment_may_be_is_refused(shop: Shop) -> None:
    token = shop.token()
    with pytest.raises(Refusal, match="PAYMENT_AMOUNT_EXCEED_LIMIT"):
        shop.pay(token, "3001")
    assert shop.pay(token, "3000", "P2").status is Status.SUCCESS


def test_a_token_has_to_be_live(shop: Shop, clock: Clock) -> None:
    token = shop.token()
    clock.time += 30 * DAY
    with pytest.raises(Refusal, match="EXPIRED_ACCESS_TOKEN"):
        shop.pay(token)
    new = shop.rules.apply_token(ApplyTokenRequest.model_validate(refresh_of(token.refresh_token)))
    with pytest.raises(Refusal, match="INVALID_ACCESS_TOKEN"):
        shop.pay(token)
    assert shop.pay(new).status is Status.SUCCESS  # nothing was charged under this id before
    shop.rules.revoke(RevokeRequest.model_validate({"accessToken": new.access_token}))
    with pytest.raises(Refusal, match="INVALID_ACCESS_TOKEN"):
        shop.pay(new, number="P2")


def test_a_token_belongs_to_the_client_that_consulted(shop: Shop) -> None:
    token = shop.token("CLIENT_A")
    with pytest.raises(Refusal, match="INVALID_ACCESS_TOKEN"):
        shop.pay(token, client_id="CLIENT_B")
    payment = shop.pay(token, client_id="CLIENT_A")
    for name in ({"paymentId": payment.payment_id}, {"paymentRequestId": "P1"}):
        with pytest.raises(Refusal, match="ORDER_NOT_EXIST"):
            shop.payments.inquire(reference(**name), "CLIENT_B")


def test_an_agreement_without_the_scope_pays_nothing(shop: Shop) -> None:
    with pytest.raises(Refusal, match="ACCESS_DENIED"):
        shop.pay(shop.token(scopes=["BASE_USER_INFO"]))


def test_the_payment_id_beats_the_request_id(shop: Shop) -> None:
    token = shop.token()
    first, _ = shop.pay(token), shop.pay(token, "1", "P2")
    assert shop.payments.inquire(reference(paymentId=first.payment_id, paymentRequestId="P2")) is first


def test_cancelling_gives_all_of_it_back_once(shop: Shop, clock: Clock) -> None:
    shop.pay(shop.token())
    cancelled = shop.payments.cancel(reference(paymentRequestId="P1"))
    clock.time += 1
    assert shop.payments.cancel(reference(paymentRequestId="P1")) is cancelled
    assert (cancelled.status, cancelled.cancelled_at) == (Status.CANCELLED, clock.time - 1)
    assert shop.payments.balance == 5000


def test_refunds_never_give_back_more_than_was_paid(shop: Shop) -> None:
    payment = shop.pay(shop.token())
    shop.payments.refund(refund_of(payment, "600"))
    with pytest.raises(Refusal, match="REFUND_AMOUNT_EXCEED"):
        shop.payments.refund(refund_of(payment, "401", "R2"))
    shop.payments.refund(refund_of(payment, "400", "R3"))
    assert (payment.refunded, shop.payments.balance) == (1000, 5000)
    with pytest.raises(Refusal, match="ORDER_STATUS_INVALID"):
        shop.payments.cancel(reference(paymentId=payment.payment_id))


def test_the_same_refund_request_gives_back_once(shop: Shop) -> None:
    payment = shop.pay(shop.token())
    assert shop.payments.refund(refund_of(payment, "600")) is shop.payments.refund(refund_of(payment, "600"))
    with pytest.raises(Refusal, match="REPEAT_REQ_INCONSISTENT"):
        shop.payments.refund(refund_of(payment, "1"))
    assert shop.payments.balance == 4600


def test_only_what_was_paid_is_refunded_in_its_currency(shop: Shop) -> None:
    token = shop.token()
    payment = shop.pay(token)
    with pytest.raises(Refusal, match="CURRENCY_NOT_SUPPORT"):
        shop.payments.refund(refund_of(payment, "1", currency="PHP"))
    shop.payments.cancel(reference(paymentRequestId="P1"))
    with pytest.raises(Refusal, match="ORDER_STATUS_INVALID"):
        shop.payments.refund(refund_of(payment, "1"))
    with pytest.raises(Refusal, match="ORDER_NOT_EXIST"):
        shop.payments.refund(refund_of(payment, "1"), "CLIENT_B")


def test_payments_outlive_the_process(clock: Clock, tmp_path: Path) -> None:
    store = Store(tmp_path / "state")
    shop = Shop(clock, store, balance=5000)
    token = shop.token()
    shop.payments.refund(refund_of(shop.pay(token), "100"))
    shop.pay(token, "7", "P2")
    shop.payments.cancel(reference(paymentRequestId="P2"))
    store.close()
    again = Shop(clock, Store(tmp_path / "state"), balance=5000)
    assert list(again.payments) == list(shop.payments)
    assert again.payments.balance == shop.payments.balance == 4100
    with pytest.raises(Refusal, match="REPEAT_REQ_INCONSISTENT"):
        again.pay(token, "8", "P2")


# By HTTP


async def token_of(merchant: Merchant) -> str:
    code = (await visit(await merchant.page_url(), "approve")).auth_code or ""
    return str((await merchant.call("applyToken", exchange_of(code)))["accessToken"])


async def ask(merchant: Merchant, interface: str, body: dict[str, Any]) -> dict[str, Any]:
    return await merchant.send(f"/ams/api/v1/payments/{interface}", json.dumps(body).encode())


async def test_the_whole_story_over_http(merchant: Merchant, wallet: Wallet) -> None:
    paid = await ask(merchant, "pay", charge_of(await token_of(merchant)))
    amount = {"currency": "USD", "value": "250"}
    body = {"refundRequestId": "R1", "paymentId": paid["paymentId"], "refundAmount": amount}
    refunded = await ask(merchant, "refund", body)
    told = await ask(merchant, "inquiryPayment", {"paymentRequestId": "P1"})
    assert (told["result"]["resultCode"], told["paymentStatus"], told["paymentResultCode"]) == ("SUCCESS",) * 3
    assert told["paymentAmount"] == {"currency": "USD", "value": "1000"}
    (transaction,) = told["transactions"]
    assert (transaction["transactionId"], transaction["transactionAmount"]) == (refunded["refundId"], amount)
    refused = await ask(merchant, "cancel", {"paymentId": paid["paymentId"]})
    assert refused["result"]["resultCode"] == "ORDER_STATUS_INVALID"
    assert [payment.payment_id for payment in wallet.payments] == [paid["paymentId"]]


async def test_a_cancelled_payment_over_http(merchant: Merchant, wallet: Wallet) -> None:
    before = wallet.balance
    paid = await ask(merchant, "pay", charge_of(await token_of(merchant)))
    cancelled = await ask(merchant, "cancel", {"paymentRequestId": "P1"})
    assert cancelled["paymentId"] == paid["paymentId"]
    assert (await ask(merchant, "inquiryPayment", {"paymentRequestId": "P1"}))["paymentStatus"] == "CANCELLED"
    assert wallet.balance == before


ILLEGAL: list[tuple[dict[str, Any], str]] = [
    ({"productCode": "CASHIER_PAYMENT"}, "productCode: this wallet is paid from by agreement only"),
    ({"productCode": "X"}, "productCode"),
    ({"paymentRequestId": "x" * 65}, "paymentRequestId"),
    ({"paymentMethod": {"paymentMethodType": "GCASH"}}, "paymentMethod.paymentMethodId: required"),
    ({"paymentAmount": {"currency": "USD", "value": "0"}}, "paymentAmount.value: more than nothing"),
    ({"paymentAmount": {"currency": "USD", "value": "1.5"}}, "paymentAmount.value"),
    ({"paymentAmount": {"currency": "usd", "value": "1"}}, "paymentAmount.currency"),
    ({"paymentAmount": {"currency": "USD", "value": 1}}, "paymentAmount.value"),
    ({"paymentAmount": {"currency": "USD", "value": "-1"}}, "paymentAmount.value"),
    ({"env": {"terminalType": "MINI_APP"}}, "appId: required"),
    ({"order": None}, "order"),
]


@pytest.mark.parametrize("changes, words", ILLEGAL)
async def test_what_is_wrong_with_a_charge_is_named(merchant: Merchant, changes: dict[str, Any], words: str) -> None:
    answer = await ask(merchant, "pay", charge_of("28101003", **changes))
    assert answer["result"]["resultCode"] == "PARAM_ILLEGAL"
    assert words in answer["result"]["resultMessage"]


@pytest.mark.parametrize("interface", ["inquiryPayment", "cancel"])
async def test_one_of_the_two_ids_is_needed(merchant: Merchant, interface: str) -> None:
    answer = await ask(merchant, interface, {})
    assert answer["result"]["resultMessage"] == "paymentId: required, or paymentRequestId"
