"""The wallet's webhooks at the merchant: believed only if the wallet signed them, and acknowledged in kind."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bridge.wallet import Visit, Wallet, signing
from bridge.wallet.clients import Signing
from bridge.wallet.keyring import CLIENT_ID, keyring
from bridge.wallet.keys import PrivateKey
from bridge.wallet.visit import visit

from .conftest import Clock
from .gateway import Gateway, lost
from .program import Answer, Program

SUCCESS = {"resultCode": "SUCCESS", "resultStatus": "S", "resultMessage": "success"}


async def agreed(program: Program) -> tuple[str, Visit]:
    begun = await program.begin()
    return begun.contract_id, await visit(begun.sign_str, "approve")


async def statuses(program: Program, contract_id: str) -> list[str]:
    return [each["status"] for each in await program.subscriptions(contract_id)]


def acknowledged(answer: Answer) -> bool:
    return (answer.status, answer.body) == (200, {"result": SUCCESS})


# Signatures


async def test_an_acknowledgement_is_signed_by_the_merchant(program: Program) -> None:
    _, seen = await agreed(program)
    answer = await program.notify(seen.auth_code, seen.auth_state)
    signature, time = answer.headers["Signature"], answer.headers["Response-Time"]
    read = signing.Signature.read(signature)
    content = signing.content("POST", "/auth/notify", CLIENT_ID, time, answer.text.encode())
    assert read and read.value and keyring().merchant.public.verifies(read.value, content)


@pytest.mark.parametrize(
    "headers",
    [
        {"signature": ""},
        {"signature": "algorithm=RSA256,keyVersion=1,signature=%%%"},
        {"signature": "algorithm=RSA256,keyVersion=1,signature=AAAA"},
        {"client-id": "SOMEBODY_ELSE"},
        {"request-time": "2026-01-01T00:00:00Z"},
    ],
)
async def test_a_notification_that_is_not_the_wallet_s_does_nothing(program: Program, headers: dict[str, str]) -> None:
    contract_id, seen = await agreed(program)
    body = {
        "authorizationNotifyType": "AUTHCODE_CREATED",
        "authCode": seen.auth_code,
        "authState": seen.auth_state,
    }
    answer = await program.webhook("/auth/notify", body, **headers)
    assert answer.problem == (401, "FORGED_NOTIFICATION")
    assert await program.status_of(contract_id) == "pending"


async def test_a_notification_signed_with_another_key_changes_nothing(program: Program, clock: Clock) -> None:
    contract_id = await program.sign()
    program.wallet = Signing(PrivateKey.generate(), now=clock.now)
    answer = await program.notify_of("TOKEN_CANCELED", accessToken="any")
    assert answer.problem == (401, "FORGED_NOTIFICATION")
    assert await statuses(program, contract_id) == ["signed"]


async def test_a_notification_is_signed_for_one_path(program: Program, clock: Clock) -> None:
    assert program.wallet is not None
    text = json.dumps({"authorizationNotifyType": "TOKEN_CANCELED", "accessToken": "any"}).encode()
    signed = program.wallet.headers("request-time", "/payments/notify", CLIENT_ID, text, clock.now())
    answer = await program.send("POST", "/auth/notify", data=text, headers=signed)
    assert answer.problem == (401, "FORGED_NOTIFICATION")


async def test_a_notification_is_signed_with_its_query(program: Program) -> None:
    body = {"authorizationNotifyType": "TOKEN_CANCELED", "accessToken": "any"}
    answer = await program.webhook("/auth/notify?shop=7", body)
    assert acknowledged(answer)


async def test_an_old_notification_is_not_taken(program: Program, clock: Clock, wallet: Wallet) -> None:
    contract_id = await program.sign()
    program.wallet = Signing(keyring().wallet)  # which signs at the epoch
    answer = await program.notify_of("TOKEN_CANCELED", accessToken=wallet.tokens[0].access_token)
    assert answer.problem == (401, "FORGED_NOTIFICATION")
    assert await statuses(program, contract_id) == ["signed"]


# notifyAuthorization


async def test_a_code_that_is_notified_signs_the_contract(program: Program) -> None:
    contract_id, seen = await agreed(program)
    assert acknowledged(await program.notify(seen.auth_code, seen.auth_state))
    assert await program.status_of(contract_id) == "signed"


async def test_a_token_that_was_lost_is_learned_of(program: Program, gateway: Gateway, wallet: Wallet) -> None:
    contract_id, seen = await agreed(program)
    gateway.after["applyToken"] = [lost]
    assert (await program.complete(contract_id, seen.auth_code, seen.auth_state)).status == 502
    token = wallet.tokens[0].access_token
    told = {"authState": seen.auth_state, "accessToken": token, "userLoginId": "138****5678"}
    assert acknowledged(await program.notify_of("TOKEN_CREATED", **told))
    assert await program.status_of(contract_id) == "signed"
    assert (await program.charge(contract_id)).body["charges"][0]["status"] == "paid"


async def test_a_token_is_learned_of_after_the_code_was_refused(
    program: Program, gateway: Gateway, wallet: Wallet
) -> None:
    contract_id, seen = await agreed(program)
    gateway.after["applyToken"] = [lost]
    await program.complete(contract_id, seen.auth_code, seen.auth_state)
    await program.complete(contract_id, seen.auth_code, seen.auth_state)  # USED_CODE: by ourselves
    assert await program.status_of(contract_id) == "failed"
    await program.notify_of("TOKEN_CREATED", authState=seen.auth_state, accessToken=wallet.tokens[0].access_token)
    assert await program.status_of(contract_id) == "signed"


async def test_a_code_that_is_notified_after_its_token_is_no_news(program: Program, requests: list[str]) -> None:
    _, seen = await agreed(program)
    await program.notify_of("TOKEN_CREATED", authState=seen.auth_state, accessToken="T")
    assert acknowledged(await program.notify(seen.auth_code, seen.auth_state))
    assert not [request for request in requests if request.startswith("applyToken")]


async def test_a_token_that_works_is_not_replaced(program: Program, wallet: Wallet) -> None:
    contract_id = await program.sign()
    state = wallet.authorizations[0].request.auth_state
    assert acknowledged(await program.notify_of("TOKEN_CREATED", authState=state, accessToken="ANOTHER"))
    assert (await program.charge(contract_id)).body["charges"][0]["status"] == "paid"


async def test_a_token_for_a_state_nobody_issued_is_refused(program: Program) -> None:
    answer = await program.notify_of("TOKEN_CREATED", authState="forged", accessToken="T")
    assert answer.problem == (403, "FORGED_STATE")


async def test_a_cancelled_token_ends_the_contract(program: Program, wallet: Wallet, requests: list[str]) -> None:
    contract_id = await program.sign()
    token = wallet.tokens[0].access_token
    assert acknowledged(await program.notify_of("TOKEN_CANCELED", accessToken=token, reason="by the user"))
    assert await statuses(program, contract_id) == ["cancelled"]
    assert (await program.charge(contract_id)).problem == (409, "AGREEMENT_OVER")
    assert not [request for request in requests if request.startswith("pay ")]


async def test_another_tokens_cancellation_ends_nothing(program: Program) -> None:
    contract_id = await program.sign()
    assert acknowledged(await program.notify_of("TOKEN_CANCELED", accessToken="ANOTHER"))
    assert await statuses(program, contract_id) == ["signed"]


# notifyPayment


async def pending_charge(program: Program, gateway: Gateway) -> tuple[str, str]:
    """A charge that was sent, of which nobody told the merchant anything; its contract and its name."""
    contract_id = await program.sign()
    gateway.before["pay"] = [lost]
    gateway.before["inquiryPayment"] = [lost]
    charged = await program.charge(contract_id)
    assert [charge["status"] for charge in charged.body["charges"]] == ["pending"]
    sent = next(json.loads(body) for name, body in gateway.passed if name == "pay")
    return contract_id, sent["paymentRequestId"]


@pytest.mark.parametrize(
    ("result", "status", "reason"),
    [
        (SUCCESS, "paid", ""),
        ({"resultStatus": "F", "resultCode": "USER_BALANCE_NOT_ENOUGH"}, "failed", "USER_BALANCE_NOT_ENOUGH"),
        ({"resultStatus": "U", "resultCode": "PAYMENT_IN_PROCESS"}, "pending", ""),
    ],
)
async def test_a_charge_ends_as_the_wallet_says(
    program: Program, gateway: Gateway, result: dict[str, str], status: str, reason: str
) -> None:
    contract_id, name = await pending_charge(program, gateway)
    gateway.before["inquiryPayment"] = [lost]
    body = {"notifyType": "PAYMENT_RESULT", "result": result, "paymentRequestId": name, "paymentId": "1"}
    assert acknowledged(await program.webhook("/payments/notify", body))
    charge = (await program.subscriptions(contract_id))[0]["charges"][0]
    assert (charge["status"], charge["reason"]) == (status, reason)


async def test_what_was_paid_stays_paid(program: Program, gateway: Gateway) -> None:
    contract_id, name = await pending_charge(program, gateway)
    for result in (SUCCESS, {"resultStatus": "F", "resultCode": "PROCESS_FAIL"}):
        await program.webhook("/payments/notify", {"result": result, "paymentRequestId": name})
    assert (await program.subscriptions(contract_id))[0]["charges"][0]["status"] == "paid"


async def test_a_forged_payment_pays_nothing(program: Program, gateway: Gateway) -> None:
    contract_id, name = await pending_charge(program, gateway)
    body = {"result": SUCCESS, "paymentRequestId": name}
    assert (await program.webhook("/payments/notify", body, signature="")).status == 401
    gateway.before["inquiryPayment"] = [lost]
    assert (await program.subscriptions(contract_id))[0]["charges"][0]["status"] == "pending"


async def test_a_payment_that_is_not_ours_is_no_news(program: Program) -> None:
    assert acknowledged(await program.webhook("/payments/notify", {"result": SUCCESS, "paymentRequestId": "other"}))


# What cannot be read


@pytest.mark.parametrize(
    ("path", "body", "word"),
    [
        ("/auth/notify", {"authorizationNotifyType": "TOKEN_EATEN"}, "authorizationNotifyType"),
        ("/auth/notify", {"authorizationNotifyType": "AUTHCODE_CREATED", "authState": "S"}, "authCode"),
        ("/auth/notify", {"authorizationNotifyType": "TOKEN_CREATED", "authState": "S"}, "accessToken"),
        ("/auth/notify", {"authorizationNotifyType": "TOKEN_CANCELED"}, "accessToken"),
        ("/payments/notify", {"result": SUCCESS}, "paymentRequestId"),
        ("/payments/notify", {"paymentRequestId": "1"}, "result"),
        ("/payments/notify", {"paymentRequestId": "1", "result": {}}, "resultStatus"),
    ],
)
async def test_a_notification_that_says_nothing_is_refused_in_words(
    program: Program, path: str, body: Any, word: str
) -> None:
    answer = await program.webhook(path, body)
    assert answer.problem == (400, "BAD_REQUEST") and word in answer.body["error"]["message"]
