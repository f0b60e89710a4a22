"""A charge a month on the agreement: once, by a token that works, and never failed while it may have been paid."""

from __future__ import annotations

import asyncio
import json
from types import ModuleType
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bridge.wallet import Wallet
from bridge.wallet.accounts import Account
from bridge.wallet.models import RevokeRequest

from .conftest import Clock, serve
from .gateway import Gateway, Harm, altered, lost, result, unsigned
from .program import PUBLIC, Answer, Program

MONTH = 31 * 24 * 3_600_000
YEARS = 30 * 12 * MONTH  # longer than any token lives


def told(answer: Answer) -> list[tuple[str, str]]:
    """The charges of a subscription: how each stands, and why."""
    return [(charge["status"], charge["reason"]) for charge in answer.body["charges"]]


def paid(wallet: Wallet) -> list[int]:
    return [payment.request.payment_amount.minor for payment in wallet.payments if payment.status == "SUCCESS"]


def asked(gateway: Gateway, interface: str) -> list[dict[str, Any]]:
    """The bodies of what the wallet was asked."""
    return [json.loads(body) for name, body in gateway.passed if name == interface]


# Once a month


async def test_a_charge_is_paid(program: Program, wallet: Wallet, gateway: Gateway) -> None:
    contract_id = await program.sign()
    answer = await program.charge(contract_id)
    assert (answer.status, answer.body["charges"]) == (
        200,
        [{"month": "2023-11", "amount": 4800, "currency": "HKD", "status": "paid", "reason": ""}],
    )
    assert paid(wallet) == [4800]
    assert asked(gateway, "pay")[0]["paymentNotifyUrl"] == f"{PUBLIC}/payments/notify"


async def test_a_month_is_charged_once(program: Program, wallet: Wallet, gateway: Gateway) -> None:
    contract_id = await program.sign()
    answers = await asyncio.gather(*(program.charge(contract_id) for _ in range(5)))
    assert [told(answer) for answer in answers] == [[("paid", "")]] * 5
    assert paid(wallet) == [4800] and len(asked(gateway, "pay")) == 1


async def test_the_next_month_is_charged_anew(program: Program, wallet: Wallet, clock: Clock) -> None:
    contract_id = await program.sign()
    await program.charge(contract_id)
    clock.time += MONTH
    answer = await program.charge(contract_id)
    assert [charge["month"] for charge in answer.body["charges"]] == ["2023-11", "2023-12"]
    assert paid(wallet) == [4800, 4800]


async def test_every_contract_is_charged(program: Program, wallet: Wallet) -> None:
    for contract_id in [await program.sign(), await program.sign()]:
        await program.charge(contract_id)
    assert paid(wallet) == [4800, 4800]


@pytest.mark.parametrize("act", [Program.charge, Program.cancel])
async def test_only_what_is_signed_is_charged_or_cancelled(program: Program, wallet: Wallet, act: Any) -> None:
    begun = await program.begin()
    assert (await act(program, begun.contract_id)).problem == (409, "NOT_SIGNED")
    assert (await act(program, "nobody")).problem == (404, "UNKNOWN_CONTRACT")
    assert paid(wallet) == []


# When the wallet says no


async def test_a_refused_charge_says_why(program: Program, account: Account) -> None:
    contract_id = await program.sign()
    account.balance = 4799
    assert told(await program.charge(contract_id)) == [("failed", "USER_BALANCE_NOT_ENOUGH")]


async def test_what_was_refused_for_good_may_be_tried_again(program: Program, wallet: Wallet, account: Account) -> None:
    contract_id = await program.sign()
    account.balance = 4799
    await program.charge(contract_id)
    account.balance = 4800
    assert told(await program.charge(contract_id)) == [("failed", "USER_BALANCE_NOT_ENOUGH"), ("paid", "")]
    assert len({payment.request.payment_request_id for payment in wallet.payments}) == 2


async def test_a_token_that_was_cancelled_behind_our_back_ends_the_contract(program: Program, wallet: Wallet) -> None:
    contract_id = await program.sign()
    wallet.rules.revoke(RevokeRequest(accessToken=wallet.tokens[0].access_token), wallet.authorizations[0].client_id)
    answer = await program.charge(contract_id)
    assert (answer.body["status"], told(answer)) == ("cancelled", [("failed", "INVALID_ACCESS_TOKEN")])


# When nobody knows


async def test_an_answer_that_was_lost_is_asked_for(program: Program, wallet: Wallet, gateway: Gateway) -> None:
    contract_id = await program.sign()
    gateway.after["pay"] = [lost]
    assert told(await program.charge(contract_id)) == [("paid", "")]
    assert paid(wallet) == [4800] and len(asked(gateway, "inquiryPayment")) == 1


@pytest.mark.parametrize("code", ["UNKNOWN_EXCEPTION", "PAYMENT_IN_PROCESS", "REQUEST_TRAFFIC_EXCEED_LIMIT"])
async def test_an_unknown_result_is_asked_about(program: Program, wallet: Wallet, gateway: Gateway, code: str) -> None:
    contract_id = await program.sign()
    gateway.after["pay"] = [result(wallet, "U", code)]
    assert told(await program.charge(contract_id)) == [("paid", "")]


async def test_a_charge_of_which_nobody_knows_is_pending_and_not_failed(
    program: Program, wallet: Wallet, gateway: Gateway
) -> None:
    contract_id = await program.sign()
    gateway.after["pay"] = [lost]
    gateway.after["inquiryPayment"] = [result(wallet, "U", "UNKNOWN_EXCEPTION")]
    assert told(await program.charge(contract_id)) == [("pending", "")]


async def test_a_payment_in_process_is_pending(program: Program, wallet: Wallet, gateway: Gateway) -> None:
    contract_id = await program.sign()
    gateway.after["pay"] = [result(wallet, "U", "PAYMENT_IN_PROCESS")]
    gateway.after["inquiryPayment"] = [result(wallet, "S", "SUCCESS", paymentStatus="PROCESSING")]
    assert told(await program.charge(contract_id)) == [("pending", "")]


async def test_a_pending_charge_is_asked_about_and_not_paid_again(
    program: Program, wallet: Wallet, gateway: Gateway
) -> None:
    contract_id = await program.sign()
    gateway.after["pay"], gateway.after["inquiryPayment"] = [lost], [lost]
    await program.charge(contract_id)
    assert told(await program.charge(contract_id)) == [("paid", "")]
    assert len(asked(gateway, "pay")) == 1 and paid(wallet) == [4800]


async def test_a_charge_that_never_arrived_is_sent_again_by_the_same_name(
    program: Program, wallet: Wallet, gateway: Gateway
) -> None:
    contract_id = await program.sign()
    gateway.before["pay"] = [lost]
    assert told(await program.charge(contract_id)) == [("pending", "")]
    assert told(await program.charge(contract_id)) == [("paid", "")]
    assert len({each["paymentRequestId"] for each in asked(gateway, "pay")}) == 1
    assert paid(wallet) == [4800]


async def test_an_inquiry_that_is_refused_says_nothing_of_the_charge(
    program: Program, wallet: Wallet, gateway: Gateway
) -> None:
    contract_id = await program.sign()
    gateway.after["pay"] = [lost]
    gateway.after["inquiryPayment"] = [result(wallet, "F", "ACCESS_DENIED")] * 2
    for _ in range(2):
        assert told(await program.charge(contract_id)) == [("pending", "")]
    assert len(asked(gateway, "pay")) == 1


async def test_looking_at_subscriptions_settles_what_is_pending(program: Program, gateway: Gateway) -> None:
    contract_id = await program.sign()
    gateway.after["pay"], gateway.after["inquiryPayment"] = [lost], [lost]
    await program.charge(contract_id)
    assert (await program.subscriptions(contract_id))[0]["charges"][0]["status"] == "paid"


async def test_a_charge_that_failed_after_all_is_failed(program: Program, account: Account, gateway: Gateway) -> None:
    contract_id = await program.sign()
    account.balance = 0
    gateway.after["pay"] = [lost]
    assert told(await program.charge(contract_id)) == [("failed", "USER_BALANCE_NOT_ENOUGH")]


async def test_a_charge_sent_twice_with_two_tokens_is_paid_once(
    program: Program, wallet: Wallet, gateway: Gateway
) -> None:
    contract_id = await program.sign()
    gateway.after["pay"] = [result(wallet, "F", "REPEAT_REQ_INCONSISTENT")]
    assert told(await program.charge(contract_id)) == [("paid", "")]
    assert len(asked(gateway, "inquiryPayment")) == 1


# Answers that are not the wallet's


@pytest.mark.parametrize("kind", ["unsigned", "altered"])
async def test_an_answer_that_is_not_believed_changes_nothing(
    program: Program, wallet: Wallet, gateway: Gateway, kind: str
) -> None:
    harm: Harm = unsigned if kind == "unsigned" else altered(wallet)
    contract_id = await program.sign()
    gateway.after["pay"], gateway.after["inquiryPayment"] = [harm], [harm]
    assert told(await program.charge(contract_id)) == [("pending", "")]
    gateway.after["revoke"] = [harm]
    assert (await program.cancel(contract_id)).problem == (502, "WALLET_UNREACHABLE")
    assert (await program.subscriptions(contract_id))[0]["status"] == "signed"


async def test_an_authorization_url_that_is_not_signed_is_not_given_out(program: Program, gateway: Gateway) -> None:
    gateway.after["consult"] = [unsigned]
    answer = await program.post("/api/authorizations", {"osType": "IOS"})
    assert answer.problem == (502, "WALLET_UNREACHABLE")


# Tokens that expire between two charges


async def test_an_expired_token_is_refreshed_first(
    program: Program, wallet: Wallet, clock: Clock, requests: list[str]
) -> None:
    contract_id = await program.sign()
    clock.time = wallet.tokens[0].access.expires_at
    requests.clear()
    assert told(await program.charge(contract_id)) == [("paid", "")]
    assert requests == ["applyToken SUCCESS", "pay SUCCESS"]


async def test_a_token_is_refreshed_once_however_many_ask(
    program: Program, wallet: Wallet, clock: Clock, requests: list[str]
) -> None:
    contract_id = await program.sign()
    clock.time = wallet.tokens[0].access.expires_at
    requests.clear()
    await asyncio.gather(*(program.charge(contract_id) for _ in range(5)))
    assert requests == ["applyToken SUCCESS", "pay SUCCESS"]


async def test_a_token_that_expired_by_the_wallets_clock_alone_is_refreshed(
    program: Program, wallet: Wallet, requests: list[str]
) -> None:
    contract_id = await program.sign()
    wallet.tokens[0].access.expires_at = wallet.rules.now() - 1
    requests.clear()
    assert told(await program.charge(contract_id)) == [("paid", "")]
    assert requests == ["pay EXPIRED_ACCESS_TOKEN", "applyToken SUCCESS", "pay SUCCESS"]
    assert paid(wallet) == [4800]


async def test_the_account_is_known_after_a_refresh(program: Program, wallet: Wallet, clock: Clock) -> None:
    contract_id = await program.sign()
    clock.time = wallet.tokens[0].access.expires_at
    assert (await program.charge(contract_id)).body["account"] == "138****5678"


async def test_a_refresh_that_gets_no_answer_charges_nothing(
    program: Program, wallet: Wallet, clock: Clock, gateway: Gateway
) -> None:
    contract_id = await program.sign()
    clock.time = wallet.tokens[0].access.expires_at
    gateway.before["applyToken"] = [lost]
    assert (await program.charge(contract_id)).problem == (502, "WALLET_UNREACHABLE")
    assert told(await program.charge(contract_id)) == [("paid", "")]


async def test_an_agreement_whose_refresh_token_expired_is_over(program: Program, clock: Clock, wallet: Wallet) -> None:
    contract_id = await program.sign()
    clock.time += YEARS
    assert (await program.charge(contract_id)).problem == (409, "AGREEMENT_OVER")
    assert (await program.subscriptions(contract_id))[0]["status"] == "cancelled"
    assert paid(wallet) == []


# The end


async def test_a_cancelled_contract_is_revoked_and_not_charged(
    program: Program, wallet: Wallet, requests: list[str]
) -> None:
    contract_id = await program.sign()
    answer = await program.cancel(contract_id)
    assert (answer.status, answer.body["status"]) == (200, "cancelled")
    assert "revoke SUCCESS" in requests
    assert (await program.charge(contract_id)).problem == (409, "AGREEMENT_OVER")
    assert paid(wallet) == []


async def test_cancelling_twice_is_cancelling(program: Program, requests: list[str]) -> None:
    contract_id = await program.sign()
    answers = await asyncio.gather(*(program.cancel(contract_id) for _ in range(3)))
    assert [answer.body["status"] for answer in answers] == ["cancelled"] * 3
    assert len([request for request in requests if request.startswith("revoke")]) == 1


async def test_a_cancellation_whose_answer_was_lost_is_done_by_asking_again(program: Program, gateway: Gateway) -> None:
    contract_id = await program.sign()
    gateway.after["revoke"] = [lost]
    assert (await program.cancel(contract_id)).problem == (502, "WALLET_UNREACHABLE")
    assert (await program.subscriptions(contract_id))[0]["status"] == "signed"
    assert (await program.cancel(contract_id)).body["status"] == "cancelled"


async def test_what_is_over_by_itself_is_cancelled(program: Program, clock: Clock) -> None:
    contract_id = await program.sign()
    clock.time += YEARS
    assert (await program.cancel(contract_id)).body["status"] == "cancelled"


# What there is


async def test_subscriptions_are_those_that_were_signed(program: Program) -> None:
    begun, signed, cancelled = (await program.begin()).contract_id, await program.sign(), await program.sign()
    await program.cancel(cancelled)
    found = await program.subscriptions(cancelled, "nobody", begun, signed)
    assert [(each["contractId"], each["status"]) for each in found] == [(cancelled, "cancelled"), (signed, "signed")]


async def test_a_subscription_says_what_it_costs_and_who_pays(program: Program) -> None:
    found = await program.subscriptions(await program.sign())
    assert {name: found[0][name] for name in ("account", "amount", "currency", "charges")} == {
        "account": "138****5678",
        "amount": 4800,
        "currency": "HKD",
        "charges": [],
    }


# Across a restart


async def restarted(module: ModuleType, wallet: Wallet, session: aiohttp.ClientSession, keys: Any, file: str) -> Any:
    app = module.make_app(wallet.url, PUBLIC, keys, database=file)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    return runner, Program(await serve(runner), session)


async def test_contracts_and_charges_survive_a_restart(
    merchant_module: ModuleType, wallet: Wallet, session: aiohttp.ClientSession, keys: Any, tmp_path: Any
) -> None:
    file = str(tmp_path / "bakery.sqlite")
    runner, program = await restarted(merchant_module, wallet, session, keys, file)
    signed, pending = await program.sign(), (await program.begin()).contract_id
    await program.charge(signed)
    before = await program.subscriptions(signed)
    await runner.cleanup()

    runner, program = await restarted(merchant_module, wallet, session, keys, file)
    assert await program.subscriptions(signed) == before
    assert await program.status_of(pending) == "pending"
    await program.charge(signed)
    assert paid(wallet) == [4800]  # the month is still charged once
    assert (await program.cancel(signed)).body["status"] == "cancelled"
    await runner.cleanup()


async def test_a_charge_whose_answer_a_restart_cut_off_is_asked_about(
    merchant_module: ModuleType,
    wallet: Wallet,
    gateway: Gateway,
    session: aiohttp.ClientSession,
    keys: Any,
    tmp_path: Any,
) -> None:
    file = str(tmp_path / "bakery.sqlite")
    runner, program = await restarted(merchant_module, wallet, session, keys, file)
    signed = await program.sign()
    await runner.cleanup()
    app = merchant_module.make_app(gateway.url, PUBLIC, keys, database=file)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    gateway.after["pay"], gateway.after["inquiryPayment"] = [lost], [lost]
    await Program(await serve(runner), session).charge(signed)
    await runner.cleanup()

    runner, program = await restarted(merchant_module, wallet, session, keys, file)
    assert told(await program.charge(signed)) == [("paid", "")]
    assert paid(wallet) == [4800]
    await runner.cleanup()
